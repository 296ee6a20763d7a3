"""The room a page leaves for its stories, and all the ways to fill it exactly.

Advertisements are cut off first, stacked from the bottom outer corner, the widest
at the foot: what is left is a rectangle with steps. Stories of one section fill it
together; where a second section begins, it does so across the whole width.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from .copy import Grid, Ready
from .plan import Filled, Rect
from .slicing import Row, Run, Slicing, Spot, Tree, lowest, spots

Parts: TypeAlias = tuple[Run, ...]
"""The runs of a page's sections, from its top to its foot."""

NEW_SECTION = 2.0
"""What a section that begins in the middle of a page costs."""


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


def region_of(
    adverts: Iterable[Ready], grid: Grid, *, top: int = 0, left: bool = False
) -> tuple[Region | None, tuple[Filled, ...]]:
    """Return what ``adverts`` leave of a page and where they stand; ``None``: they do not fit."""
    column = grid.columns
    rooms = sorted(((one, room(one, grid)) for one in adverts), key=lambda pair: -pair[1][0])
    foot = grid.lines
    placed: list[Filled] = []
    steps: list[tuple[int, int]] = []
    for one, (columns, lines) in rooms:
        foot -= lines
        at = 0 if left else column - columns
        placed.append(Filled(one.name, one.kind, Rect(at, foot, columns, lines)))
        foot -= grid.gap
        if columns < column:
            if steps and steps[0][0] == column - columns:
                steps[0] = (steps[0][0], steps[0][1] + lines + grid.gap)
            else:
                steps.insert(0, (column - columns, lines + grid.gap))
    depth = foot + grid.gap - top
    if depth < 0 or any(columns > grid.columns for _, (columns, _) in rooms):
        return None, ()
    return Region(top, column, depth, tuple(steps), left), tuple(placed)


def room(ready: Ready, grid: Grid) -> tuple[int, int]:
    """Return the columns and lines an advertisement takes: the widest it may, at its least."""
    fitting = [one for one in ready.rooms if one.columns <= grid.columns] or list(ready.rooms)
    best = max(fitting, key=lambda one: (one.columns * one.least, one.columns))
    return best.columns, best.least


@dataclass(frozen=True, slots=True)
class Plot:
    """A rectangle of the page with the tree that fills it; ``flag`` lines stand over it."""

    tree: Tree
    rect: Rect
    flag: int = 0


class Composer:
    """Fills regions with the runs of one or more sections."""

    def __init__(self, slicing: Slicing, *, flag: int) -> None:
        self.slicing = slicing
        self.flag = flag
        self._rows: dict[tuple[Parts, int, tuple[tuple[int, int], ...]], Row | None] = {}

    def least(self, parts: Parts, region: Region) -> float:
        """Return what the cheapest way to fill ``region`` costs, infinite when there is none."""
        row = self._row(parts, region.columns, region.steps)
        return float("inf") if row is None else float(row[region.depth])

    def _row(self, parts: Parts, columns: int, steps: tuple[tuple[int, int], ...]) -> Row | None:
        if len(parts) == 1 and not steps:
            return self.slicing.row(parts[0], columns)
        key = (parts, columns, steps)
        if key not in self._rows:
            row = self._sections(parts, columns, steps) if len(parts) > 1 else None
            row = self._stairs(parts[0], columns, steps) if len(parts) == 1 else row
            self._rows[key] = row if row is not None and np.isfinite(row).any() else None
        return self._rows[key]

    def _sections(
        self, parts: Parts, columns: int, steps: tuple[tuple[int, int], ...]
    ) -> Row | None:
        first = self.slicing.row(parts[0], columns)
        second = self._row(parts[1:], columns, steps)
        if first is None or second is None:
            return None
        best = np.full_like(first, np.inf)
        size = len(first)
        for depth in np.flatnonzero(np.isfinite(first)).tolist():
            over = depth + self.flag
            if over < size:
                best[over:] = np.minimum(best[over:], first[depth] + second[: size - over])
        return best + np.float32(NEW_SECTION)

    def _stairs(self, run: Run, columns: int, steps: tuple[tuple[int, int], ...]) -> Row | None:
        best = np.full(self.slicing.depth + 1, np.inf, np.float32)
        under = sum(depth for _, depth in steps)
        for cut in range(1, len(run)):
            above = self.slicing.row(run[:cut], columns)
            below = self._row((run[cut:],), steps[0][0], steps[1:])
            if above is not None and below is not None:
                np.minimum(best, above + below[steps[0][1]], out=best)
            tall = self.slicing.row(run[:cut], steps[-1][0])
            short = self._row((run[cut:],), *beside_tall(columns, steps))
            if tall is not None and short is not None:
                room = len(best) - under
                np.minimum(best[:room], tall[under:] + short[:room], out=best[:room])
        return best

    def ways(self, parts: Parts, region: Region, *, most: int) -> list[tuple[float, list[Plot]]]:
        """Return up to ``most`` good ways to fill ``region``, the cheapest first."""
        rect = Rect(0, region.top, region.columns, region.depth)
        return self._ways(parts, rect, region.steps, left=region.left, most=most)

    def _ways(
        self,
        parts: Parts,
        rect: Rect,
        steps: tuple[tuple[int, int], ...],
        *,
        left: bool,
        most: int,
    ) -> list[tuple[float, list[Plot]]]:
        found: list[tuple[float, list[Plot]]] = []
        if len(parts) > 1:
            found = self._ways_of_sections(parts, rect, steps, left=left, most=most)
        elif steps:
            found = self._ways_of_stairs(parts[0], rect, steps, left=left, most=most)
        else:
            trees = self.slicing.trees(parts[0], rect.columns, rect.lines, most=most)
            found = [(cost, [Plot(tree, rect)]) for cost, tree in trees]
        return sorted(found, key=lambda way: way[0])[:most]

    def _ways_of_sections(
        self,
        parts: Parts,
        rect: Rect,
        steps: tuple[tuple[int, int], ...],
        *,
        left: bool,
        most: int,
    ) -> list[tuple[float, list[Plot]]]:
        first = self.slicing.row(parts[0], rect.columns)
        second = self._row(parts[1:], rect.columns, steps)
        if first is None or second is None or rect.lines <= self.flag:
            return []
        room = rect.lines - self.flag
        sums = first[: room + 1] + second[room::-1]
        found = []
        for _, at in lowest(sums, 3):
            upper = Rect(rect.column, rect.line, rect.columns, at)
            lower = Rect(rect.column, rect.line + at + self.flag, rect.columns, room - at)
            for one, tree in self.slicing.trees(parts[0], rect.columns, at, most=3):
                for two, plots in self._ways(parts[1:], lower, steps, left=left, most=3):
                    flagged = Plot(plots[0].tree, plots[0].rect, self.flag)
                    cost = one + two + NEW_SECTION
                    found.append((cost, [Plot(tree, upper), flagged, *plots[1:]]))
        return found

    def _ways_of_stairs(
        self, run: Run, rect: Rect, steps: tuple[tuple[int, int], ...], *, left: bool, most: int
    ) -> list[tuple[float, list[Plot]]]:
        under = sum(depth for _, depth in steps)
        wide, depth = steps[0]
        tall = steps[-1][0]
        lower = Rect(rect.column + (rect.columns - wide if left else 0), rect.bottom, wide, depth)
        upright = Rect(
            rect.column + (rect.columns - tall if left else 0), rect.line, tall, rect.lines + under
        )
        columns, fewer = beside_tall(rect.columns, steps)
        rest = Rect(rect.column + (0 if left else tall), rect.line, columns, rect.lines)
        found: list[tuple[float, list[Plot]]] = []
        for cut in range(1, len(run)):
            pairs = (
                (self._plots(run[:cut], rect, most), (run[cut:], lower, steps[1:])),
                (self._plots(run[:cut], upright, most), (run[cut:], rest, fewer)),
            )
            for firsts, (second, place, below) in pairs:
                seconds = self._ways((second,), place, below, left=left, most=3) if firsts else []
                found += [(a + b, [plot, *plots]) for a, plot in firsts for b, plots in seconds]
        return found

    def _plots(self, run: Run, rect: Rect, most: int) -> list[tuple[float, Plot]]:
        if rect.lines > self.slicing.depth:
            return []
        row = self.slicing.row(run, rect.columns)
        if row is None or not row[rect.lines] < np.inf:
            return []
        trees = self.slicing.trees(run, rect.columns, rect.lines, most=min(3, most))
        return [(cost, Plot(tree, rect)) for cost, tree in trees]


def beside_tall(
    columns: int, steps: tuple[tuple[int, int], ...]
) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Return what is left beside a column of the last step's width over the whole depth."""
    tall = steps[-1][0]
    return columns - tall, tuple((wide - tall, depth) for wide, depth in steps if wide > tall)


def placed(plots: Iterable[Plot], grid: Grid, *, mirrored: bool) -> list[Spot]:
    """Return every block in its place; the one at the top left of a flagged plot gets the flag."""
    found: list[Spot] = []
    for plot in plots:
        here = spots(plot.tree, plot.rect, grid, mirrored=mirrored)
        if plot.flag:
            here = [
                Spot(one.block, one.form, one.rect, plot.flag)
                if (one.rect.line, one.rect.column) == (plot.rect.line, plot.rect.column)
                else one
                for one in here
            ]
        found += here
    return found
