"""Exact pages: stories stacked and set side by side until a rectangle is full.

A page is cut once across or once down, and so are its parts, until every part is
one story. The shape table of a run of stories says for each width and depth what
the best way to fill exactly that rectangle costs; the table of a longer run comes
out of those of its two parts. After Stockmeyer, "Optimal orientations of cells in
slicing floorplan designs", 1983.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import as_strided

from .copy import Copy, Grid, Ready
from .forms import Sketch
from .plan import Form, Rect

Table: TypeAlias = npt.NDArray[np.float32]
"""Costs by width (row: columns - 1) and depth (column: lines + gap); infinite: cannot be."""

Row: TypeAlias = npt.NDArray[np.float32]

Prices: TypeAlias = npt.NDArray[np.float64]
"""Costs by the price of a cell."""

BESIDE = 0.2
"""What a cut down the page costs: of two equal pages the one with fewer fences is calmer."""

CUTS = 2
"""Depths tried for each cut across when the ways to fill one rectangle are listed."""

MOST_TABLES = 12000
"""Shape tables worked out before the search is narrowed: what it may cost."""

FREE = 5
"""Blocks that are tried in any order; more of them keep the order they come in."""


@dataclass(frozen=True, eq=False)
class Block:
    """What fills a rectangle of a page by itself: a story, a part of one, a ready-made thing.

    ``key`` is the same for the same block of another run of the program. ``shapes`` are its
    forms, drawn up or not.
    """

    key: str
    shapes: tuple[Form | Sketch, ...]
    copy: Copy | None = None
    ready: tuple[Ready, ...] = ()
    first: int = 0
    """Its place in the editor's order."""
    held: bool = False
    """Whether the rest its forms leave, if any, stands on a later page already."""

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Its forms, all drawn up."""
        return tuple(drawn(shape) for shape in self.shapes)

    @cached_property
    def opens(self) -> bool:
        """Whether its forms leave a rest for a later page."""
        return not self.held and any(shape.end is not None for shape in self.shapes)


def drawn(shape: Form | Sketch) -> Form:
    """Return the form with all its parts in their places."""
    return shape if isinstance(shape, Form) else shape.form


@dataclass(frozen=True, slots=True)
class Leaf:
    block: Block
    form: Form


@dataclass(frozen=True, slots=True)
class Cut:
    """Two parts: one above the other (``across``) or side by side; ``at`` is the first's size."""

    across: bool
    at: int
    first: Leaf | Cut
    second: Leaf | Cut


Tree: TypeAlias = Leaf | Cut
Run: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A block in its place on the page; ``flag`` lines above ``rect`` hold a section's name."""

    block: Block
    form: Form
    rect: Rect
    flag: int = 0


class Slicing:
    """The shape tables of runs of blocks on one grid, each worked out once."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.depth = grid.lines + grid.gap
        self._tables: dict[Run, Table | None] = {}
        self._least: dict[tuple[Run, int, int], float] = {}
        self._trees: dict[tuple[Run, int, int, int], list[tuple[float, Tree]]] = {}
        self._sized: dict[Block, dict[tuple[int, int], list[Form | Sketch]]] = {}
        self._spans: dict[Block, tuple[int, int]] = {}
        self._at_prices: dict[Block, Prices] = {}
        self._splits: dict[Run, tuple[tuple[Run, Run], ...]] = {}

    @property
    def tired(self) -> bool:
        """Return whether so many tables were worked out that no more ways should be thought of."""
        return len(self._tables) > MOST_TABLES

    @property
    def worked(self) -> int:
        """Return the work done so far: tables, each by its columns."""
        return len(self._tables) * self.grid.columns

    def area(self, block: Block) -> int:
        """Return the cells, air below it included, that ``block`` takes at the very least."""
        return self.span(block)[0]

    def span(self, block: Block) -> tuple[int, int]:
        """Return the cells, air below it included, that ``block`` takes at least and at most."""
        if block not in self._spans:
            gap = self.grid.gap
            cells = [shape.columns * (shape.lines + gap) for shape in block.shapes]
            never = self.grid.columns * self.depth + 1
            self._spans[block] = (min(cells, default=never), max(cells, default=never))
        return self._spans[block]

    def at_prices(self, block: Block, prices: Prices) -> Prices:
        """Return what ``block`` costs at least together with its cells at each of ``prices``."""
        if block not in self._at_prices:
            costs = np.array([shape.cost for shape in block.shapes])
            gap = self.grid.gap
            cells = np.array([shape.columns * (shape.lines + gap) for shape in block.shapes])
            self._at_prices[block] = (costs[:, None] + prices * cells[:, None]).min(axis=0)
        return self._at_prices[block]

    def splits(self, run: Run) -> tuple[tuple[Run, Run], ...]:
        """Return the ways to part ``run`` in two: the first block is always in the first part.

        A few blocks are parted in every way, many only without changing their order.
        """
        if run not in self._splits:
            if len(run) > FREE:
                found = [(run[:cut], run[cut:]) for cut in range(1, len(run))]
            else:
                found = list(_parted(run))
            self._splits[run] = tuple(dict.fromkeys(found))
        return self._splits[run]

    def sized(self, block: Block) -> dict[tuple[int, int], list[Form | Sketch]]:
        """Return the forms of ``block`` by columns and lines + gap, the cheapest first."""
        if block not in self._sized:
            found: dict[tuple[int, int], list[Form | Sketch]] = {}
            for shape in block.shapes:
                if shape.columns <= self.grid.columns and shape.lines <= self.grid.lines:
                    found.setdefault((shape.columns, shape.lines + self.grid.gap), []).append(shape)
            for shapes in found.values():
                shapes.sort(key=lambda shape: shape.cost)
            self._sized[block] = found
        return self._sized[block]

    def table(self, run: Run) -> Table | None:
        """Return the shape table of ``run``, ``None`` when it fits no rectangle of the page."""
        if run not in self._tables:
            self._tables[run] = self._single(run[0]) if len(run) == 1 else self._joined(run)
        return self._tables[run]

    def row(self, run: Run, columns: int) -> Row | None:
        """Return what filling ``columns`` × each depth with ``run`` costs."""
        table = self.table(run)
        return None if table is None or columns < 1 else table[columns - 1]

    def least(self, run: Run, columns: int, depth: int) -> float:
        """Return what filling just ``columns`` × ``depth`` with ``run`` costs."""
        key = (run, columns, depth)
        known = self._least.get(key)
        if known is None:
            known = self._least[key] = self._least_of(run, columns, depth)
        return known

    def _least_of(self, run: Run, columns: int, depth: int) -> float:
        if len(run) == 1 or run in self._tables:
            table = self.table(run)
            return float("inf") if table is None else float(table[columns - 1, depth])
        best = float("inf")
        for one, other in self.splits(run):
            first, second = self.table(one), self.table(other)
            if first is None or second is None:
                continue
            stack = first[columns - 1, : depth + 1] + second[columns - 1, depth::-1]
            best = min(best, float(stack.min()))
            if columns > 1:
                pairs = first[: columns - 1, depth] + second[columns - 2 :: -1, depth]
                best = min(best, float(pairs.min() + np.float32(BESIDE)))
        return best

    def _single(self, block: Block) -> Table | None:
        sized = self.sized(block)
        if not sized:
            return None
        table = np.full((self.grid.columns, self.depth + 1), np.inf, np.float32)
        for (columns, depth), forms in sized.items():
            table[columns - 1, depth] = forms[0].cost
        return table

    def _joined(self, run: Run) -> Table | None:
        if sum(self.area(block) for block in run) > self.grid.columns * self.depth:
            return None
        best = np.full((self.grid.columns, self.depth + 1), np.inf, np.float32)
        for one, other in self.splits(run):
            first, second = self.table(one), self.table(other)
            if first is not None and second is not None:
                np.minimum(best, stacked(first, second), out=best)
                beside(first, second, out=best)
        return best if np.isfinite(best).any() else None

    def trees(self, run: Run, columns: int, depth: int, *, most: int) -> list[tuple[float, Tree]]:
        """Return up to ``most`` good ways to fill ``columns`` × ``depth``, the best first.

        Ways that differ in how they are cut come before ways that differ by a line.
        """
        key = (run, columns, depth, most)
        if key not in self._trees:
            if len(run) == 1:
                shapes = self.sized(run[0]).get((columns, depth), ())
                found = [(shape.cost, Leaf(run[0], drawn(shape))) for shape in shapes[:most]]
                self._trees[key] = list(found)
            else:
                self._trees[key] = self._cut(run, columns, depth, most)
        return self._trees[key]

    def _cut(self, run: Run, columns: int, depth: int, most: int) -> list[tuple[float, Tree]]:
        ways: list[tuple[float, bool, int, int]] = []
        splits = self.splits(run)
        for cut, (one, other) in enumerate(splits):
            first, second = self.table(one), self.table(other)
            if first is None or second is None:
                continue
            sums = first[columns - 1, : depth + 1] + second[columns - 1, depth::-1]
            ways += [(cost, True, at, cut) for cost, at in lowest(sums, CUTS)]
            if columns > 1:
                pairs = first[: columns - 1, depth] + second[columns - 2 :: -1, depth]
                ways += [(cost + BESIDE, False, at + 1, cut) for cost, at in lowest(pairs, columns)]
        ways.sort(key=lambda way: way[0])
        found: list[tuple[float, Tree]] = []
        fewer = max(2, (most + 1) // 2)
        for cost, across, at, cut in ways[: 2 * most]:
            if len(found) >= most and sorted(one for one, _ in found)[most - 1] <= cost:
                break
            upper, lower = splits[cut]
            if across:
                firsts = self.trees(upper, columns, at, most=fewer)
                seconds = self.trees(lower, columns, depth - at, most=fewer)
                extra = 0.0
            else:
                firsts = self.trees(upper, at, depth, most=fewer)
                seconds = self.trees(lower, columns - at, depth, most=fewer)
                extra = BESIDE
            pairs_of = [
                (price + more + extra, Cut(across, at, above, below))
                for price, above in firsts
                for more, below in seconds
            ]
            pairs_of.sort(key=lambda pair: pair[0])
            found += pairs_of[:fewer]
        found.sort(key=lambda pair: pair[0])
        return found[:most]


def _parted(run: Run) -> Iterator[tuple[Run, Run]]:
    """Yield every way to part ``run`` in two, those that keep its order first."""
    rest = range(1, len(run))
    for cut in rest:
        yield run[:cut], run[cut:]
    for count in range(len(run) - 1):
        for taken in combinations(rest, count):
            first = (run[0], *(run[place] for place in taken))
            yield first, tuple(run[place] for place in rest if place not in taken)


def stacked(first: Table, second: Table) -> Table:
    """Return the table of ``first`` above ``second``: of all sums of two depths the least."""
    width, size = first.shape
    finite = np.flatnonzero(np.isfinite(first).any(axis=0))
    low, high = int(finite[0]), int(finite[-1]) + 1
    padded = np.full((width, 2 * size - 1), np.inf, np.float32)
    padded[:, size - 1 :] = second
    by_row, by_cell = padded.strides
    shifted = as_strided(
        padded[:, size - 1 - low :],
        shape=(width, high - low, size),
        strides=(by_row, -by_cell, by_cell),
        writeable=False,
    )
    sums: Table = (first[:, low:high, None] + shifted).min(axis=1)
    return sums


def beside(first: Table, second: Table, *, out: Table) -> None:
    """Lower ``out`` to what ``first`` and ``second`` side by side cost at the same depth."""
    width = len(first)
    for columns in range(1, width):
        np.minimum(
            out[columns:],
            first[columns - 1] + second[: width - columns] + BESIDE,
            out=out[columns:],
        )


def lowest(costs: Row, count: int) -> Iterator[tuple[float, int]]:
    """Yield the ``count`` least finite costs with their places."""
    if len(costs) > count:
        places = np.argpartition(costs, count - 1)[:count]
    else:
        places = np.arange(len(costs))
    for place in sorted(places.tolist()):
        cost = float(costs[place])
        if cost < np.inf:
            yield cost, place


def spots(tree: Tree, rect: Rect, grid: Grid, *, mirrored: bool = False) -> list[Spot]:
    """Return every block of ``tree`` in its place; ``rect.lines`` counts the gap below it too."""
    match tree:
        case Leaf(block, form):
            place = Rect(rect.column, rect.line, rect.columns, rect.lines - grid.gap)
            return [Spot(block, form, place)]
        case Cut(True, at, first, second):
            above = Rect(rect.column, rect.line, rect.columns, at)
            below = Rect(rect.column, rect.line + at, rect.columns, rect.lines - at)
            return [
                *spots(first, above, grid, mirrored=mirrored),
                *spots(second, below, grid, mirrored=mirrored),
            ]
        case Cut(_, at, first, second):
            left = rect.column + (rect.columns - at if mirrored else 0)
            right = rect.column + (0 if mirrored else at)
            return [
                *spots(first, Rect(left, rect.line, at, rect.lines), grid, mirrored=mirrored),
                *spots(
                    second,
                    Rect(right, rect.line, rect.columns - at, rect.lines),
                    grid,
                    mirrored=mirrored,
                ),
            ]


def parted(tree: Tree) -> Sequence[Leaf]:
    """Return the leaves of ``tree`` in the order of its run."""
    match tree:
        case Leaf():
            return [tree]
        case Cut(_, _, first, second):
            return [*parted(first), *parted(second)]
