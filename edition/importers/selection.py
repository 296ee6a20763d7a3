"""Which of the stories in a source are wanted: by date, section and tag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..findings import Finding, finding
from ..model import Origin
from .sample import Sample


@dataclass(frozen=True, slots=True)
class Selection:
    """What must be true of a story that is imported; ``None`` and empty admit everything.

    ``since`` and ``until`` are the first and the last day. Of several ``categories``, or
    ``tags``, one is enough; capitals do not count.
    """

    since: date | None = None
    until: date | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def by_date(self) -> bool:
        """Whether a story without a date could not be judged."""
        return self.since is not None or self.until is not None

    def admits(
        self,
        published: date | None,
        categories: Iterable[str] = (),
        tags: Iterable[str] = (),
    ) -> bool:
        """Say whether a story of that date, those sections and tags is wanted."""
        if self.by_date:
            if published is None:
                return False
            if self.since is not None and published < self.since:
                return False
            if self.until is not None and published > self.until:
                return False
        return _one_of(self.categories, categories) and _one_of(self.tags, tags)


def not_asked_for(sample: Sample, count: int) -> tuple[Finding, ...]:
    """Return a note on ``count`` stories of ``sample`` that a selection does not admit."""
    if not count:
        return ()
    said = f"{count} stories in {sample.name} are not among those asked for."
    said = f"A story in {sample.name} is not among those asked for." if count == 1 else said
    return (finding("IMP-010", said, origin=Origin(Path(sample.name))),)


def _one_of(wanted: tuple[str, ...], given: Iterable[str]) -> bool:
    if not wanted:
        return True
    names = {name.strip().casefold() for name in given}
    return any(name.strip().casefold() in names for name in wanted)
