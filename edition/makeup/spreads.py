"""A story over both pages of the middle sheet: headline and picture go across the fold.

Both pages are one sheet of paper there, so what crosses the fold meets on every copy. The
text runs down the columns of the left page, then of the right one; the picture stands in
the middle, as many columns wide on either side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .copy import Across, Copy, Grid, Head, Inset, InsetSize
from .plan import Form, Leg, Placed, Rect
from .pour import Galley, Poured
from .preferences import LEAST_LEG

Halves = tuple[Form, Form]
"""The forms of one story on two facing pages, the first to be read first."""

LEAST_REST = 24
"""Lines below which nobody is sent on to a third page."""

_NEAR = 3
"""Lines a column that a text may be short or long for its room to be worth trying."""

_STANDFIRST = 3
"""A standfirst is never wider than so many columns."""

_DEEPEST = 0.8
"""How much of a page a picture across the fold may take."""

_DOMINANT = 0.55
"""How much of it is best."""
_CROPPED = 0.06
"""What a line cut off the picture costs, or added to it."""
_AIR = 0.5
"""What it costs that text keeps two lines from the picture."""
_OTHER_WIDTH = 30.0
"""What it costs that the picture is not as wide as the editor wants it, both halves together."""
_GOES_ON = 10.0
"""What it costs that two whole pages are not enough."""
_SMALLER_HEAD = 0.7
"""What each step costs that the headline is smaller than it could be."""


class _Picture(NamedTuple):
    """The picture in one size: columns a page, its lines, those of the words under it.

    ``air`` are the lines between it and the text.
    """

    columns: int
    lines: int
    words: int
    cropped: int
    air: int = 1


@dataclass(frozen=True, slots=True)
class _Room:
    """Two pages ``depth`` lines deep before their text: where each column begins and ends."""

    depth: int
    tops: tuple[int, ...]
    insets: tuple[tuple[Placed, ...], tuple[Placed, ...]] = ((), ())
    feet: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def heights(self) -> tuple[int, ...]:
        pairs = zip(self.tops, self.feet, strict=True)
        return tuple(self.depth - top - foot for top, foot in pairs)


def halves(copy: Copy, grid: Grid) -> tuple[Halves, ...]:
    """Return the ways to set ``copy`` over the whole of both pages, best first.

    No two of them part the text at the same place. What does not find room on both goes
    on on a later page.
    """
    across = copy.across
    if across is None:
        return ()
    galley = Galley(copy)
    found: list[tuple[float, Halves]] = []
    for step, head in enumerate(across.heads):
        for picture in _pictures(across, grid.lines):
            cost = step * _SMALLER_HEAD + _cost(picture, grid.lines)
            if copy.pin.picture and picture.columns * 2 != copy.pin.picture:
                cost += _OTHER_WIDTH
            pair = _with(picture, head, copy, galley, grid, cost)
            found += [(pair[0].cost, pair)] if pair else []
    ends = set()
    best = []
    for _, pair in sorted(found, key=lambda one: one[0]):
        if pair[0].end not in ends:
            ends.add(pair[0].end)
            best.append(pair)
    return tuple(best)


def _pictures(across: Across, depth: int) -> Iterator[_Picture]:
    """Yield the sizes to try of what crosses the fold; no columns when nothing does."""
    if not across.sizes:
        yield _Picture(0, 0, 0, 0)
    for size, words in zip(across.sizes, across.words, strict=True):
        for lines in range(size.least, size.most + 1):
            if lines <= depth * _DEEPEST:
                for air in (1, 2):
                    yield _Picture(size.columns, lines, words, lines - size.natural, air)


def _cost(picture: _Picture, depth: int) -> float:
    cut = _CROPPED * abs(picture.cropped)
    return 6 * abs(picture.lines / depth - _DOMINANT) + cut + _AIR * (picture.air - 1)


def _with(
    picture: _Picture, head: int, copy: Copy, galley: Galley, grid: Grid, cost: float
) -> Halves | None:
    """Return the story with ``picture`` under a headline of ``head`` lines, if it comes out."""
    across = copy.across
    assert across is not None
    tops = _tops(picture, head, across, grid)
    name = across.picture if picture.columns else None
    others = [one for one in copy.insets if one.name != name]
    room = _furnished(_Room(grid.lines, tops, feet=(0,) * len(tops)), others, grid)
    if room is None or min(room.heights) < LEAST_LEG:
        return None
    spare = sum(room.heights) - galley.lines
    poured = None
    if abs(spare) <= _NEAR * grid.columns:
        poured = galley.pour(room.heights)
    elif spare < 0:
        poured = galley.pour_opening(room.heights, least=LEAST_REST)
    if poured is None:
        return None
    cost += poured.cost / 2 + (_GOES_ON if poured.stops[-1] < galley.end else 0.0)
    return _drawn(room, picture, head, galley, poured, grid, cost=cost, name=name)


def _tops(picture: _Picture, head: int, across: Across, grid: Grid) -> tuple[int, ...]:
    """Return the line each column of text begins with, those of the first page first.

    The words of the picture stand under its first half.
    """
    wide = grid.columns
    first, second = [head] * wide, [head] * wide
    for at in range(picture.columns):
        first[wide - 1 - at] += picture.lines + picture.air
        second[at] += picture.lines - picture.words + picture.air
    place = standfirst_columns(across.standfirst, picture.columns, wide)
    for at in range(place):
        first[at] += across.standfirst[place - 1]
    return (*first, *second)


def standfirst_columns(lines: tuple[int, ...], picture: int, columns: int) -> int:
    """Return how many columns a standfirst has, from the first one of the left page on.

    It takes ``lines`` in one, two and three columns, and stands over the text beside the
    picture, which is ``picture`` columns wide there; 0: there is no standfirst.
    """
    return min(_STANDFIRST, columns - picture or columns, len(lines))


def _usual(inset: Inset) -> InsetSize | None:
    """Return the size of an inset beside the picture that matters: as wished, or two columns."""
    wish = inset.wish or 2
    return min(inset.sizes, key=lambda one: (abs(one.columns - wish), one.columns), default=None)


def _furnished(room: _Room, others: list[Inset], grid: Grid) -> _Room | None:
    """Return ``room`` with all other insets at the feet of columns, ``None`` when it has none.

    They begin at the outer corner of the right page, then of the left one.
    """
    feet, left_out = list(room.feet), []
    stand: tuple[list[Placed], list[Placed]] = ([], [])
    for inset in others:
        place = _foot_for(inset, room, feet, grid)
        if place is None:
            if not inset.optional:
                return None
            left_out.append(inset.name)
            continue
        page, column, size = place
        for at in range(column, column + size.columns):
            feet[page * grid.columns + at] = size.natural + 1
        rect = Rect(column, room.depth - size.natural, size.columns, size.natural)
        stand[page].append(Placed(inset.name, inset.kind, rect))
    insets = tuple(stand[0]), tuple(stand[1])
    return _Room(room.depth, room.tops, insets, tuple(feet), tuple(left_out))


def _foot_for(
    inset: Inset, room: _Room, feet: list[int], grid: Grid
) -> tuple[int, int, InsetSize] | None:
    """Return the page, 0 or 1, the column and the size an inset has at the foot of columns."""
    usual = _usual(inset)
    sizes = sorted(inset.sizes, key=lambda one: (one != usual, one.columns))
    for size in sizes:
        if size.columns > grid.columns:
            continue
        last = grid.columns - size.columns
        for page, columns in ((1, range(last, -1, -1)), (0, range(last + 1))):
            for column in columns:
                first = page * grid.columns + column
                if all(
                    not feet[at] and room.depth - room.tops[at] - size.natural - 1 >= LEAST_LEG
                    for at in range(first, first + size.columns)
                ):
                    return page, column, size
    return None


def _drawn(
    room: _Room,
    picture: _Picture,
    high: int,
    galley: Galley,
    poured: Poured,
    grid: Grid,
    *,
    cost: float,
    name: str | None,
) -> Halves:
    """Return both forms with every line in its place."""
    wide = grid.columns
    head, place = Head("lead", wide, high), Rect(0, 0, wide, high)
    goes_on = poured.stops[-1] < galley.end
    forms = []
    for page in (0, 1):
        insets = list(room.insets[page])
        if name is not None:
            column = (1 - page) * (wide - picture.columns)
            lines = picture.lines - page * picture.words
            rect = Rect(column, high, picture.columns, lines)
            insets.insert(0, Placed(name, "picture", rect, picture.cropped))
        legs = []
        for at in range(page * wide, (page + 1) * wide):
            free = int(goes_on and at == 2 * wide - 1)
            strips = galley.strips(poured.stops[at], poured.stops[at + 1], room.heights[at] - free)
            rect = Rect(at - page * wide, room.tops[at], 1, room.heights[at])
            legs.append(Leg(rect, strips))
        end = galley.position(poured.stops[(page + 1) * wide]) if not page or goes_on else None
        forms.append(
            Form(
                wide,
                room.depth,
                round(cost, 3),
                head,
                place,
                tuple(insets),
                tuple(legs),
                end,
                room.left_out,
                half="second" if page else "first",
            )
        )
    return forms[0], forms[1]
