"""The flatplan: what make-up decided, page by page, in columns and lines from the top left.

Columns are counted the way the paper is read: column 0 is the first one, which
is the left one in English and the right one in Arabic. Lines are counted from 0
at the top of the live area; on page 1 the masthead takes the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from .copy import FillerKind, Grid, Head, InsetKind, Position


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle of whole columns and whole lines."""

    column: int
    line: int
    columns: int
    lines: int

    @property
    def right(self) -> int:
        return self.column + self.columns

    @property
    def bottom(self) -> int:
        return self.line + self.lines

    def moved(self, column: int, line: int) -> Rect:
        """Return this rectangle ``column`` columns and ``line`` lines further."""
        return Rect(self.column + column, self.line + line, self.columns, self.lines)

    def overlaps(self, other: Rect) -> bool:
        """Return whether the two share a cell of the grid."""
        return (
            self.column < other.right
            and other.column < self.right
            and self.line < other.bottom
            and other.line < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Strip:
    """Lines ``first`` up to ``last`` of one run of a galley, set ``at`` lines down their leg.

    ``loose``: the run is set one line longer than it came, and counted that way.
    """

    run: int
    first: int
    last: int
    at: int
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """One column of a story's text; ``rect`` is one column wide and full from top to bottom."""

    rect: Rect
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """An inset in its place. ``cropped``: its lines less those of its natural height."""

    name: str
    kind: InsetKind
    rect: Rect
    cropped: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """One way of filling exactly ``columns`` × ``lines`` with a story, measured from its corner.

    ``cost`` says how far from ideal it is, 0 being ideal. ``head`` stands at
    ``head_at``, ``None`` when it has none. ``end`` is where its text stops, ``None``
    at the end of the story; a turn line then takes the last line of the last leg.
    ``left_out`` names the insets that do not stand in it. ``half``: it is the first or the
    second half of a story over the middle sheet; headline and first picture cross the fold,
    and the text goes on from one half to the other without a turn line.
    """

    columns: int
    lines: int
    cost: float
    head: Head | None
    head_at: Rect | None
    insets: tuple[Placed, ...]
    legs: tuple[Leg, ...]
    end: Position | None = None
    left_out: tuple[str, ...] = ()
    half: Literal["", "first", "second"] = ""

    def moved(self, column: int, line: int) -> Form:
        """Return this form with its parts measured from a corner that much before its own."""
        return replace(
            self,
            head_at=self.head_at and self.head_at.moved(column, line),
            insets=tuple(replace(one, rect=one.rect.moved(column, line)) for one in self.insets),
            legs=tuple(replace(one, rect=one.rect.moved(column, line)) for one in self.legs),
        )


@dataclass(frozen=True, slots=True)
class Module:
    """A story, or a part of one, on its page. Its parts are measured from the page's corner.

    ``onto`` is the page it goes on, ``back`` the page it comes from; both ``None``
    for a story that is whole. ``flag`` is the section that begins with it in the
    middle of a page; its name stands in the first ``Policy.flag`` lines of ``rect``
    and goes on across the page over the modules beside it, which begin below it.
    """

    name: str
    section: str
    rect: Rect
    form: Form
    onto: int | None = None
    back: int | None = None
    flag: str | None = None
    gathered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """Something ready-made in its place."""

    name: str
    kind: FillerKind
    rect: Rect


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. ``label`` is the section its folio names. ``cost`` is the judgement on it."""

    number: int
    label: str
    modules: tuple[Module, ...]
    ready: tuple[Filled, ...] = ()
    cost: float = 0.0
    remarks: tuple[str, ...] = ()
    """What a critic of the page would say, in words."""


@dataclass(frozen=True, slots=True)
class Flatplan:
    """The whole issue made up. ``over`` lines found no room (less than 0: lines left unfilled)."""

    grid: Grid
    sheets: tuple[Sheet, ...]
    cost: float = 0.0
    over: int = 0
    left_out: tuple[str, ...] = ()
    """Stories and insets that stand nowhere; only ever in a plan that is for a proof."""
    aim: float = 0.0
    """What its pages cost when all of them were last made up together."""
    kept: tuple[int, ...] | None = None
    """The pages that stand as they were delivered last, ``None`` when none were."""

    @property
    def pages(self) -> int:
        return len(self.sheets)

    def modules(self) -> Iterator[tuple[Sheet, Module]]:
        """Yield every module with its page, in page order."""
        for sheet in self.sheets:
            for module in sheet.modules:
                yield sheet, module

    def page_of(self, name: str) -> int | None:
        """Return the page the story ``name`` begins on, ``None`` if it stands nowhere."""
        for sheet, module in self.modules():
            if module.back is None and (module.name == name or name in module.gathered):
                return sheet.number
        return None
