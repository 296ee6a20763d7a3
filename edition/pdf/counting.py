"""Counts what is set apart from the pages: galleys in runs of lines, everything else in lines.

What was counted at an earlier build is read from the notes; its galleys are set when
a page asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from ..document import Document
from ..makeup.copy import Run
from .engine import Case
from .galley import Galley, height
from .loose import galleys, loosened
from .notes import Notes
from .slips import Proof, Slip, set_slips

_WIDER = -1
"""Noted of a slip whose words stand out of it."""

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

    def stories(
        self,
        slips: Sequence[Slip],
        theirs: Collection[str] = (),
        elsewhere: Callable[[], Mapping[str, Runs]] | None = None,
    ) -> tuple[Mapping[str, Runs], Galleys]:
        """Return the runs of the galleys ``slips``, and the galleys for whoever wants the boxes.

        Another process sets those called ``theirs``: ``elsewhere`` waits for their runs. What it
        did not find is set here.
        """
        found = Galleys(slips, self._galleys, partial(loosened, self.case))
        runs = {one.name: self._known(tuple[Run, ...], one) for one in slips}
        unknown = [one for one in slips if runs[one.name] is None]
        found.fetch(one.name for one in unknown if one.name not in theirs)
        known = elsewhere() if elsewhere and any(one.name in theirs for one in unknown) else {}
        found.fetch(one.name for one in unknown if one.name not in known)
        for one in unknown:
            here = known.get(one.name) or found[one.name].runs
            runs[one.name] = here
            if self.notes:
                self.notes.note(here, *self._made_of(one))
        return {name: one for name, one in runs.items() if one is not None}, found

    def lines(
        self,
        slips: Sequence[Slip],
        elsewhere: Mapping[str, int] | None = None,
    ) -> dict[str, int]:
        """Return the lines of ``slips``, but not of those with words wider than they are.

        ``elsewhere`` is what another process has counted, ``None``: it is counted here.
        """
        lines = {one.name: self._known(int, one) for one in slips}
        unknown = [one for one in slips if lines[one.name] is None]
        if unknown:
            high = self._heights(unknown) if elsewhere is None else elsewhere
            for one in unknown:
                lines[one.name] = high.get(one.name, _WIDER)
                if self.notes:
                    self.notes.note(lines[one.name], *self._made_of(one))
        return {name: one for name, one in lines.items() if one is not None and one != _WIDER}

    def _known(self, kind: type[Noted], slip: Slip) -> Noted | None:
        return self.notes.known(kind, *self._made_of(slip)) if self.notes else None

    def _made_of(self, slip: Slip) -> tuple[str, ...]:
        return slip.html, f"{slip.width:.4f}", self.made_of

    def _galleys(self, slips: Sequence[Slip]) -> dict[str, Galley]:
        return galleys(self.case, self._set(slips, apart=True), leading=self.leading)

    def _heights(self, slips: Sequence[Slip]) -> dict[str, int]:
        boxes = self._set(slips, apart=False).boxes
        high = {name: height(box, leading=self.leading) for name, box in boxes.items()}
        return {name: lines for name, lines in high.items() if lines is not None}

    def _set(self, slips: Sequence[Slip], *, apart: bool) -> Proof:
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
        longer: Callable[[Mapping[str, Galley], Iterable[tuple[str, int]]], Mapping[str, Galley]],
    ) -> None:
        self._slips = {one.name: one for one in slips}
        self._work, self._longer, self._held = work, longer, dict[str, Galley]()

    def fetch(self, names: Iterable[str]) -> None:
        """Have all of ``names`` set at once; those that are stay as they are."""
        wanted = (name for name in dict.fromkeys(names) if name not in self._held)
        missing = [self._slips[name] for name in wanted]
        if missing:
            self._held.update(self._work(missing))

    def loosen(self, wanted: Sequence[tuple[str, int]]) -> Iterator[str]:
        """Have runs set a line longer, by their galleys and numbers; yield where it fails."""
        self.fetch(name for name, _ in wanted)
        self._held.update(self._longer(self._held, wanted))
        yield from (name for name, number in wanted if number not in self._held[name].loose)

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
