"""Advertisements: shared out over the pages, stacked from the bottom outer corner.

They stand as a pyramid does: the stack is highest at the outer edge and falls towards
the fold, so that stories fill a rectangle with steps and none stands under an
advertisement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final, NamedTuple

from .copy import Grid, Ready
from .plan import Filled, Rect

INSIDE: Final = 3
"""Advertisements without a wanted page stand from this page on."""

MOST_ADVERTS: Final = 0.6
"""How much of a page advertisements may take unless they fill it."""

STACKS: Final = 2
"""Ways to stack the advertisements of one page that stories are tried with."""

STEP, SHALLOW, NARROW, DEEP = 2.0, 6.0, 3.0, 8
"""What a step, one of fewer lines than the last and one of a single column cost."""

FULLEST: Final = 6
"""Advertisements on one page that are stacked in every way; more are only piled up."""


class Stood(NamedTuple):
    """An advertisement in its place, counted from the outer edge and from below."""

    ready: Ready
    column: int
    foot: int
    columns: int
    lines: int


@dataclass(frozen=True, slots=True)
class Region:
    """What a page leaves: ``columns`` × ``depth`` (lines + gap) from ``top`` on, then ``steps``.

    Each step is narrower than what stands over it. ``left``: the advertisements
    are at the left, the steps at the right.
    """

    top: int
    columns: int
    depth: int
    steps: tuple[tuple[int, int], ...] = ()
    left: bool = False

    @property
    def cells(self) -> int:
        return self.columns * self.depth + sum(columns * depth for columns, depth in self.steps)


def regions_of(
    adverts: Sequence[Ready], grid: Grid, *, top: int = 0, left: bool = False
) -> list[tuple[Region, tuple[Filled, ...]]]:
    """Return the best ways to stack ``adverts`` on one page, each with what it leaves.

    There is none when they do not fit.
    """
    found: list[tuple[float, int, Region, tuple[Filled, ...]]] = []
    deepest = grid.lines + grid.gap - top
    for number, (skyline, stack) in enumerate(_stacks(adverts, grid, deepest)):
        region = _left_by(skyline, deepest, top=top, left=left)
        filled = tuple(_filled(one, grid, left=left) for one in stack)
        found.append((_awkward(region, grid), number, region, filled))
    found.sort(key=lambda way: way[:2])
    return [(region, filled) for _, _, region, filled in found[:STACKS]]


def _stacks(
    adverts: Sequence[Ready], grid: Grid, deepest: int
) -> Iterator[tuple[tuple[int, ...], tuple[Stood, ...]]]:
    """Yield the ways to stack ``adverts``, with how high each column is taken from the outer on."""
    sized = sorted(((one, *room(one, grid)) for one in adverts), key=lambda one: (-one[1], -one[2]))
    seen: set[tuple[frozenset[str], tuple[int, ...]]] = set()

    def further(
        skyline: tuple[int, ...], stack: tuple[Stood, ...], left: tuple[tuple[Ready, int, int], ...]
    ) -> Iterator[tuple[tuple[int, ...], tuple[Stood, ...]]]:
        if not left:
            yield skyline, stack
            return
        tried: set[tuple[int, int]] = set()
        for number, (one, columns, lines) in enumerate(left):
            if (columns, lines) in tried or (tried and len(adverts) > FULLEST):
                continue
            tried.add((columns, lines))
            for column in range(grid.columns - columns + 1):
                foot = skyline[column]
                high = foot + lines + grid.gap
                across = skyline[column : column + columns]
                held = not column or skyline[column - 1] >= high
                if across != (foot,) * columns or not held or high > deepest:
                    continue
                after = (*skyline[:column], *(high,) * columns, *skyline[column + columns :])
                rest = left[:number] + left[number + 1 :]
                key = (frozenset(ready.name for ready, _, _ in rest), after)
                if key not in seen:
                    seen.add(key)
                    stood = Stood(one, column, foot, columns, lines)
                    yield from further(after, (*stack, stood), rest)

    yield from further((0,) * grid.columns, (), tuple(sized))


def _left_by(skyline: tuple[int, ...], deepest: int, *, top: int, left: bool) -> Region:
    """Return the room over a stack and beside it."""
    levels = sorted(set(skyline), reverse=True)
    pieces = [(len(skyline), deepest - levels[0])]
    for high, low in zip(levels, [*levels[1:], 0], strict=True):
        free = sum(one < high for one in skyline)
        if free and high > low:
            pieces.append((free, high - low))
    if not pieces[0][1] and len(pieces) > 1:
        pieces = pieces[1:]
    (columns, depth), *steps = pieces
    return Region(top, columns, depth, tuple(steps), left)


def _filled(one: Stood, grid: Grid, *, left: bool) -> Filled:
    at = one.column if left else grid.columns - one.column - one.columns
    rect = Rect(at, grid.lines - one.foot - one.lines, one.columns, one.lines)
    return Filled(one.ready.name, one.ready.kind, rect)


def _awkward(region: Region, grid: Grid) -> float:
    """Return how hard to fill the room is, and how little it looks as if it were meant."""
    cost = 0.0
    for columns, depth in region.steps:
        cost += STEP
        cost += SHALLOW if depth <= DEEP else 0.0
        cost += NARROW if columns == 1 and grid.columns > 2 else 0.0
    return cost + (SHALLOW if 0 < region.depth <= DEEP else 0.0)


def room(ready: Ready, grid: Grid) -> tuple[int, int]:
    """Return the columns and lines an advertisement takes: the widest it may, at its least."""
    fitting = [one for one in ready.rooms if one.columns <= grid.columns] or list(ready.rooms)
    best = max(fitting, key=lambda one: (one.columns * one.least, one.columns))
    return best.columns, best.least


# Sharing out -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pages:
    """What is known of an issue's pages before advertisements are shared out.

    ``busy`` are the cells taken by other things, by page; ``tops`` lines taken at its top.
    """

    grid: Grid
    count: int
    busy: Mapping[int, int] = field(default_factory=dict)
    tops: Mapping[int, int] = field(default_factory=dict)
    _known: dict[object, bool] = field(default_factory=dict)

    def takes(self, page: int, adverts: Sequence[Ready], there: Sequence[Ready]) -> bool:
        """Return whether ``page`` takes ``adverts`` besides those that are ``there``."""
        if not all(on_side(one, page) for one in adverts):
            return False
        together = (*there, *adverts)
        apart = [one.apart for one in together if one.apart]
        if len(set(apart)) < len(apart):
            return False
        cells = sum(cells_of(one, self.grid) for one in together)
        whole = self.grid.columns * (self.grid.lines + self.grid.gap)
        most = whole if len(together) == 1 else whole * MOST_ADVERTS
        return cells + self.busy.get(page, 0) <= most and self.fits(page, together)

    def fits(self, page: int, adverts: Sequence[Ready]) -> bool:
        """Return whether ``adverts`` can stand on ``page`` together."""
        top, busy = self.tops.get(page, 0), self.busy.get(page, 0)
        key = (tuple(adverts), top, busy)
        if key not in self._known:
            ways = regions_of(adverts, self.grid, top=top)
            self._known[key] = any(region.cells >= busy for region, _ in ways)
        return self._known[key]


def shared_out(
    ready: Iterable[Ready], pages: Pages, *, floating: Sequence[Ready] = ()
) -> tuple[dict[int, list[Ready]], list[Ready]]:
    """Return the advertisements by page, and those no page can take.

    Those with a page of their own come first. Of the others large ones come first, each to the
    page with the least advertising so far; of two such pages to the right-hand one, as
    advertisers like it. ``floating`` ones are left for later.
    """
    taken: dict[int, list[Ready]] = {page: [] for page in range(1, pages.count + 1)}
    refused: list[Ready] = []
    corner = [one for one in ready if one.corner and one not in floating]
    for one in corner:
        page = booked_page(one, pages.count)
        if page is None:
            continue
        if on_side(one, page) and pages.fits(page, [*taken[page], one]):
            taken[page].append(one)
        else:
            refused.append(one)
    free = [one for one in corner if one.page is None]
    for one in sorted(free, key=lambda one: -cells_of(one, pages.grid)):
        inside = range(min(INSIDE, pages.count), pages.count + 1)
        fit = [page for page in inside if pages.takes(page, (one,), taken[page])]
        if fit:
            taken[min(fit, key=lambda page: _liked(one, page, taken, pages.grid))].append(one)
        elif one.required:
            refused.append(one)
    return taken, refused


def _liked(
    one: Ready, page: int, taken: Mapping[int, Sequence[Ready]], grid: Grid
) -> tuple[bool, int, bool, int]:
    opening = page + 1 if page % 2 == 0 else page - 1
    rival = any(one.apart and other.apart == one.apart for other in taken.get(opening, ()))
    so_far = sum(cells_of(other, grid) for other in taken[page])
    return rival, so_far, page % 2 == 0, page


def booked_page(ready: Ready, count: int) -> int | None:
    """Return the page something was booked on in an issue of ``count`` pages, ``None``: any."""
    if ready.page is None:
        return None
    page = ready.page if ready.page > 0 else count + 1 + ready.page
    return min(max(page, 1), count)


def on_side(ready: Ready, page: int) -> bool:
    """Return whether something may stand on that side of an opening."""
    return ready.side is None or (ready.side == "right") == (page % 2 == 1)


def booked_together(ready: Iterable[Ready], pages: int) -> Iterator[tuple[Ready, Ready, int]]:
    """Yield the advertisements of rivals that were booked on one page, and that page."""
    booked = [one for one in ready if one.corner and one.apart and one.page is not None]
    for one, other in combinations(booked, 2):
        page = booked_page(one, pages)
        if page is not None and one.apart == other.apart and booked_page(other, pages) == page:
            yield one, other, page


def cells_of(ready: Ready, grid: Grid) -> int:
    """Return the cells an advertisement takes, the air over it counted."""
    columns, lines = room(ready, grid)
    return columns * (lines + grid.gap)
