"""What a rule is made of, and what it is given to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ....press_profile import PressProfile
from ..colours import ColourSpace
from ..events import Painted
from ..faces import Face
from ..geometry import Box
from ..intents import Claims
from ..opened import OpenedFile, OpenedPage
from ..plates import InkedPage
from ..verdict import Purpose, Spot

Standard = Literal["X-4", "X-1a"]


@dataclass(frozen=True, slots=True)
class Case:
    """Which demands a file is held to. ``standard`` is that of the press, or an older one the
    file keeps where the press takes it."""

    profile: PressProfile
    purpose: Purpose
    standard: Standard


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as it has been gone through. ``inked`` is ``None`` when it could not be drawn."""

    case: Case
    page: OpenedPage
    painted: Painted
    inked: InkedPage | None
    troubles: tuple[tuple[str, str], ...] = ()

    def spot(self, box: Box | None, what: str, **more: Any) -> Spot:
        """Return a spot on this page; ``box`` is in points."""
        area = self.page.area(box) if box is not None else None
        return Spot(self.page.number, what, area, **more)


@dataclass(frozen=True, slots=True)
class Whole:
    """A file as it has been gone through, page after page."""

    case: Case
    file: OpenedFile
    claims: Claims
    faces: tuple[Face, ...]
    inks: Mapping[str, tuple[ColourSpace, ...]]
    """The spaces each spot colour is used by, by its name."""
    layers: int
    spots_on: Mapping[str, int] = field(default_factory=dict)
    """The page each spot colour is first met on."""


Applies = Callable[[Case], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing a printer demands.

    ``source`` is where it is written, ``limit`` where its numbers come from, ``do`` what to do
    about it. Either ``on_page`` or ``on_file`` judges. ``note`` says something of a rule kept.
    """

    code: str
    source: str
    do: str
    limit: str = ""
    on_page: Callable[[Leaf], Iterable[Spot]] | None = None
    on_file: Callable[[Whole], Iterable[Spot]] | None = None
    applies: Applies = lambda _: True


def on_page(
    code: str, source: str, *, do: str, limit: str = "", applies: Applies = lambda _: True
) -> Callable[[Callable[[Leaf], Iterable[Spot]]], Rule]:
    """Make a rule of a function that looks at one page at a time."""

    def made(judge: Callable[[Leaf], Iterable[Spot]]) -> Rule:
        return Rule(code, source, do, limit, on_page=judge, applies=applies)

    return made


def on_file(
    code: str, source: str, *, do: str, limit: str = "", applies: Applies = lambda _: True
) -> Callable[[Callable[[Whole], Iterable[Spot]]], Rule]:
    """Make a rule of a function that looks at the whole file, when all pages have been seen."""

    def made(judge: Callable[[Whole], Iterable[Spot]]) -> Rule:
        return Rule(code, source, do, limit, on_file=judge, applies=applies)

    return made


def is_issue(case: Case) -> bool:
    """Return whether the file is all pages of an issue."""
    return case.purpose == "issue"


def is_advert(case: Case) -> bool:
    """Return whether the file is one advertisement."""
    return case.purpose == "advert"


def is_x1a(case: Case) -> bool:
    """Return whether the file is held to PDF/X-1a."""
    return case.standard == "X-1a"
