"""What a preflight comes to: a verdict a rule, and the spots it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...findings import Severity
from ...model import Origin
from .opened import Area

Verdict = Literal["pass", "warning", "error", "not applicable"]
Purpose = Literal["issue", "advert"]
"""Whether the file is all the pages of an issue, or one advertisement among them."""

MOST_SPOTS = 200
"""Spots of one rule that are kept; how many there were is counted all the same."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where a rule is broken.

    ``page`` is ``None`` for what concerns the whole file, ``area`` where no place on the page can
    be named. ``what`` says what is there, in an operator's words. ``severity`` is how grave it
    is, ``None`` for the rule's own. ``values`` are the numbers in it, for machines. ``story`` and
    ``picture`` are what stands there, when the file is one of ours.
    """

    page: int | None
    what: str
    area: Area | None = None
    severity: Severity | None = None
    values: tuple[tuple[str, float | str], ...] = ()
    story: str | None = None
    picture: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What became of one rule. ``found`` is how many spots there are, more than are kept perhaps.

    ``note`` is what can be said of a rule that is kept: how much ink there was, say.
    """

    code: str
    title: str
    verdict: Verdict
    source: str
    do: str
    spots: tuple[Spot, ...] = ()
    found: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a report says of every page. Lengths in millimetres, inks in per cent.

    ``sheet`` is the whole page, with what stands beside the trim, in millimetres from the
    trim's upper left corner. ``inks`` is how much of the page each of the four covers,
    ``heaviest`` the most ink in any square of the profile's window, ``darkest`` in any of
    3.87 mm; ``None`` where the page could not be drawn.
    """

    number: int
    width: float
    height: float
    sheet: Area
    inks: tuple[float, float, float, float] | None
    heaviest: float | None
    darkest: float | None


@dataclass(frozen=True, slots=True)
class Preflight:
    """A file judged against a press. ``standard`` is the standard it was held to."""

    press: str
    title: str
    standard: str
    purpose: Purpose
    pages: tuple[PageFacts, ...]
    results: tuple[RuleResult, ...]

    @property
    def worst(self) -> Severity | None:
        """The gravest of all verdicts, ``None`` when every rule is kept."""
        verdicts = {one.verdict for one in self.results}
        if "error" in verdicts:
            return Severity.ERROR
        return Severity.WARNING if "warning" in verdicts else None


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """What stands on a page of ours: a story, or a picture by its file's name."""

    page: int
    area: Area
    story: str | None = None
    picture: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What stands where in a file of our own making."""

    places: tuple[KnownPlace, ...] = ()

    def at(self, page: int, area: Area) -> KnownPlace | None:
        """Return the smallest thing that holds most of ``area``, ``None`` for nothing."""
        best: tuple[float, KnownPlace] | None = None
        for place in self.places:
            if place.page == page and _share(area, place.area) > 0.5:
                size = _size(place.area)
                if best is None or size < best[0]:
                    best = size, place
        return best[1] if best else None


def _size(area: Area) -> float:
    return max(area[2] - area[0], 0.01) * max(area[3] - area[1], 0.01)


def _share(area: Area, of: Area) -> float:
    """Return how much of ``area`` lies in ``of``, from 0 to 1."""
    wide = min(area[2], of[2]) - max(area[0], of[0])
    high = min(area[3], of[3]) - max(area[1], of[1])
    if wide < 0 or high < 0:
        return 0.0
    return max(wide, 0.01) * max(high, 0.01) / _size(area)
