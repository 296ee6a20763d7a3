"""Counts what is set apart from the pages: galleys in runs of lines, everything else in lines.

What was counted at an earlier build is read from the notes; its galleys are set when
a page asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from ..document import Document
from ..makeup.copy import Run
from .engine import Case
from .galley import Galley, height
from .loose import galleys
from .notes import Notes
from .slips import Slip, set_slips

_WIDER = -1
"""Noted of a slip whose words stand out of it."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})

Runs = tuple[Run, ...]
Noted = TypeVar("Noted")


@dataclass(frozen=True, slots=True)
class Counting:
    """What slips are counted with; ``leading`` in points.

    ``notes`` are those of the last build, ``None`` when nothing is kept; ``made_of`` is all
    a count depends on but for the slip itself.
    """

    document: Document
    case: Case
    leading: float
    notes: Notes | None = None
    made_of: str = ""

    def galleys(self, slips: Sequence[Slip]) -> Galleys:
        """Return the galleys of ``slips``, for whoever wants the boxes; none is set yet."""
        return Galleys(slips, self._galleys)

    def unknown(self, slips: Sequence[Slip]) -> tuple[str, ...]:
        """Return the names of those galleys ``slips`` whose runs are not noted."""
        return tuple(one.name for one in slips if self._known(tuple[Run, ...], one) is None)

    def runs(
        self, slips: Sequence[Slip], galleys: Galleys, elsewhere: Mapping[str, Runs] = _NOTHING
    ) -> dict[str, Runs]:
        """Return the runs of the galleys ``slips``.

        ``elsewhere`` are those another process has found; what nobody has, is set here.
        """
        runs = {one.name: self._known(tuple[Run, ...], one) for one in slips}
        unknown = [one for one in slips if runs[one.name] is None]
        galleys.fetch(one.name for one in unknown if one.name not in elsewhere)
        for one in unknown:
            runs[one.name] = found = elsewhere.get(one.name) or galleys[one.name].runs
            if self.notes:
                self.notes.note(found, *self._made_of(one))
        return {name: one for name, one in runs.items() if one is not None}

    def heights(self, slips: Sequence[Slip]) -> dict[str, int]:
        """Return the lines of ``slips`` as they are noted, below 0 where words stand out."""
        boxes = self._set(slips, apart=False) if slips else {}
        high = {name: height(box, leading=self.leading) for name, box in boxes.items()}
        return {one.name: _WIDER if (lines := high.get(one.name)) is None else lines
                for one in slips}  # fmt: skip

    def lines(
        self, slips: Sequence[Slip], elsewhere: Mapping[str, int] = _NOTHING
    ) -> dict[str, int]:
        """Return the lines of ``slips``, but not of those with words wider than they are.

        ``elsewhere`` are ``heights`` that were found before or in another process.
        """
        lines = {one.name: self._known(int, one) for one in slips}
        unknown = [one for one in slips if lines[one.name] is None]
        high = {**self.heights([one for one in unknown if one.name not in elsewhere]), **elsewhere}
        for one in unknown:
            lines[one.name] = high[one.name]
            if self.notes:
                self.notes.note(high[one.name], *self._made_of(one))
        return {name: one for name, one in lines.items() if one is not None and one != _WIDER}

    def _known(self, kind: type[Noted], slip: Slip) -> Noted | None:
        return self.notes.known(kind, *self._made_of(slip)) if self.notes else None

    def _made_of(self, slip: Slip) -> tuple[str, ...]:
        return slip.html, f"{slip.width:.4f}", self.made_of

    def _galleys(self, slips: Sequence[Slip]) -> dict[str, Galley]:
        return galleys(self.case, self._set(slips, apart=True), leading=self.leading)

    def _set(self, slips: Sequence[Slip], *, apart: bool) -> dict[str, Any]:
        contents = next(part for part in self.document.parts if part.kind == "contents")
        return set_slips(
            self.case,
            slips,
            language=contents.language,
            direction=contents.direction,
            apart=apart,
        )


class Galleys(Mapping[str, Galley]):
    """The galleys of an issue by name, each set when it is asked for."""

    def __init__(
        self,
        slips: Iterable[Slip],
        work: Callable[[Sequence[Slip]], Mapping[str, Galley]],
    ) -> None:
        self._slips = {one.name: one for one in slips}
        self._work, self._held = work, dict[str, Galley]()

    def fetch(self, names: Iterable[str]) -> None:
        """Have all of ``names`` set at once; those that are stay as they are."""
        wanted = (name for name in dict.fromkeys(names) if name not in self._held)
        missing = [self._slips[name] for name in wanted]
        if missing:
            self._held.update(self._work(missing))

    def slip(self, name: str) -> Slip:
        """Return what the galley ``name`` is set from."""
        return self._slips[name]

    def __getitem__(self, name: str) -> Galley:
        self.fetch([name])
        return self._held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._slips)

    def __len__(self) -> int:
        return len(self._slips)
