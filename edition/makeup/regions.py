"""The room a page leaves for its stories, and all the ways to fill it exactly.

What advertisements leave of a page is a rectangle with steps. It is cut as pages are, once
across or once down, until every piece is a rectangle. Stories of one section fill it
together; where a second section begins, it does so across the whole width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .advertising import Region
from .copy import Grid
from .fits import Fits, Parts, Steps, cut_down
from .plan import Rect
from .slicing import BESIDE, Row, Run, Slicing, Spot, Tree, lowest, spots, stacked

STAIRS = 2
"""Depths tried for each cut across a page with steps when the ways to fill it are listed."""

NEW_SECTION = 2.0
"""What a section that begins in the middle of a page costs."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A rectangle of the page with the tree that fills it; ``flag`` lines stand over it."""

    tree: Tree
    rect: Rect
    flag: int = 0

    def turned(self, columns: int) -> Plot:
        """Return the plot where it stands on a page of so many columns seen in a mirror."""
        column = columns - self.rect.right
        return Plot(
            self.tree, Rect(column, self.rect.line, self.rect.columns, self.rect.lines), self.flag
        )


class Composer:
    """Fills regions with the runs of one or more sections."""

    def __init__(self, slicing: Slicing, *, flag: int) -> None:
        self.slicing = slicing
        self.flag = flag
        self.fits = Fits(slicing, flag=flag)
        self._found: dict[tuple[Parts, Region], float] = {}
        self._rows: dict[tuple[Parts, int, tuple[tuple[int, int], ...]], Row] = {}
        self._never: Row = np.full(slicing.depth + 1, np.inf, np.float32)

    def least(self, parts: Parts, region: Region) -> float:
        """Return what the cheapest way to fill ``region`` costs, infinite when there is none."""
        if not parts:
            return float("inf") if region.cells else 0.0
        if not self.fits.fills(parts, region.columns, region.depth, region.steps):
            return float("inf")
        if len(parts) == 1 and region.steps:
            key = (parts, region)
            if key not in self._found:
                at = self._stairs_at(parts[0], region.columns, region.depth, region.steps)
                self._found[key] = at
            return self._found[key]
        if len(parts) == 1:
            return self.slicing.least(parts[0], region.columns, region.depth)
        return self._least_of_sections(parts, region.columns, region.depth, region.steps)

    def _least_of_sections(self, parts: Parts, columns: int, depth: int, steps: Steps) -> float:
        first = self._row(parts[:1], columns, ())
        second = self._row(parts[1:], columns, steps)
        room = depth - self.flag
        return float((first[: room + 1] + second[room::-1]).min() + np.float32(NEW_SECTION))

    def _row(self, parts: Parts, columns: int, steps: Steps) -> Row:
        """Return what filling ``columns`` × each depth, with ``steps`` under it, costs."""
        if len(parts) == 1 and not steps:
            row = self.slicing.row(parts[0], columns)
            return self._never if row is None else row
        key = (parts, columns, steps)
        if key not in self._rows:
            if not self.fits.room(parts, columns, steps):
                self._rows[key] = self._never
            elif len(parts) > 1:
                self._rows[key] = self._sections(parts, columns, steps)
            else:
                self._rows[key] = self._stairs(parts[0], columns, steps)
        return self._rows[key]

    def _sections(self, parts: Parts, columns: int, steps: Steps) -> Row:
        first = self._row(parts[:1], columns, ())
        second = self._row(parts[1:], columns, steps)
        best = self._never.copy()
        sums = stacked(first[None], second[None])[0]
        best[self.flag :] = sums[: len(best) - self.flag]
        return best + np.float32(NEW_SECTION)

    def _stairs(self, run: Run, columns: int, steps: Steps) -> Row:
        best = self._never.copy()
        size, fits = len(best), self.fits
        (wide, deep), *fewer = steps
        for one, other in self._both_ways(run):
            if fits.wide(one, columns):
                above = self._row((one,), columns, ())
                if fits.has(fits.room((other,), wide, tuple(fewer)), deep):
                    below = self._row((other,), wide, tuple(fewer))
                    np.minimum(best, above + below[deep], out=best)
                if fits.room((other,), columns, steps):
                    higher = self._row((other,), columns, steps)
                    np.minimum(best, stacked(above[None], higher[None])[0], out=best)
            for at in range(1, columns):
                more, left, right = cut_down(at, steps)
                near, far = fits.room((one,), at, left), fits.room((other,), columns - at, right)
                if fits.deeper(near, more) & far:
                    first = self._row((one,), at, left)
                    second = self._row((other,), columns - at, right)
                    sums = first[more:] + second[: size - more] + np.float32(BESIDE)
                    np.minimum(best[: size - more], sums, out=best[: size - more])
        return best

    def _stairs_at(self, run: Run, columns: int, depth: int, steps: Steps) -> float:
        """Return what filling ``columns`` × ``depth``, with ``steps`` under it, costs."""
        best, fits = float("inf"), self.fits
        (wide, deep), *fewer = steps
        for one, other in self._both_ways(run):
            over = fits.wide(one, columns)
            if over:
                above = self._row((one,), columns, ())
                below = fits.room((other,), wide, tuple(fewer))
                if fits.has(over, depth) and fits.has(below, deep):
                    under = self._row((other,), wide, tuple(fewer))
                    best = min(best, float(above[depth] + under[deep]))
                if fits.meet(over, fits.room((other,), columns, steps), depth):
                    higher = self._row((other,), columns, steps)
                    best = min(best, float((above[: depth + 1] + higher[depth::-1]).min()))
            for at in range(1, columns):
                more, left, right = cut_down(at, steps)
                near, far = fits.room((one,), at, left), fits.room((other,), columns - at, right)
                if fits.has(fits.deeper(near, more) & far, depth):
                    first = self._row((one,), at, left)
                    second = self._row((other,), columns - at, right)
                    best = min(best, float(first[depth + more] + second[depth]) + BESIDE)
        return best

    def _both_ways(self, run: Run) -> Iterator[tuple[Run, Run]]:
        for one, other in self.slicing.splits(run):
            yield one, other
            yield other, one

    def ways(self, parts: Parts, region: Region, *, most: int) -> list[tuple[float, list[Plot]]]:
        """Return up to ``most`` good ways to fill ``region``, the cheapest first."""
        if not parts:
            return [(0.0, [])] if not region.cells else []
        rect = Rect(0, region.top, region.columns, region.depth)
        found = self._ways(parts, rect, region.steps, most=most)
        if region.left:
            whole = self.slicing.grid.columns
            found = [(cost, [plot.turned(whole) for plot in plots]) for cost, plots in found]
        return found

    def _ways(
        self, parts: Parts, rect: Rect, steps: Steps, *, most: int
    ) -> list[tuple[float, list[Plot]]]:
        found: list[tuple[float, list[Plot]]] = []
        if len(parts) > 1:
            found = self._ways_of_sections(parts, rect, steps, most=most)
        elif steps:
            found = self._ways_of_stairs(parts[0], rect, steps, most=most)
        elif self.fits.fills(parts, rect.columns, rect.lines):
            trees = self.slicing.trees(parts[0], rect.columns, rect.lines, most=most)
            found = [(cost, [Plot(tree, rect)]) for cost, tree in trees]
        return sorted(found, key=lambda way: way[0])[:most]

    def _ways_of_sections(
        self, parts: Parts, rect: Rect, steps: Steps, *, most: int
    ) -> list[tuple[float, list[Plot]]]:
        first = self._row(parts[:1], rect.columns, ())
        second = self._row(parts[1:], rect.columns, steps)
        if rect.lines <= self.flag:
            return []
        room = rect.lines - self.flag
        sums = first[: room + 1] + second[room::-1]
        found = []
        for _, at in lowest(sums, 3):
            upper = Rect(rect.column, rect.line, rect.columns, at)
            lower = Rect(rect.column, rect.line + at + self.flag, rect.columns, room - at)
            for one, tree in self.slicing.trees(parts[0], rect.columns, at, most=3):
                for two, plots in self._ways(parts[1:], lower, steps, most=3):
                    flagged = Plot(plots[0].tree, plots[0].rect, self.flag)
                    cost = one + two + NEW_SECTION
                    found.append((cost, [Plot(tree, upper), flagged, *plots[1:]]))
        return found

    def _ways_of_stairs(
        self, run: Run, rect: Rect, steps: Steps, *, most: int
    ) -> list[tuple[float, list[Plot]]]:
        cuts: list[tuple[float, int, _Piece, _Piece, float]] = []
        for one, other in self._both_ways(run):
            for first, second, extra in self._pieces(one, other, rect, steps):
                cost = self._least(first) + self._least(second) + extra
                if cost < np.inf:
                    cuts.append((cost, len(cuts), first, second, extra))
        cuts.sort(key=lambda cut: cut[:2])
        found: list[tuple[float, list[Plot]]] = []
        for _, _, first, second, extra in cuts[:most]:
            firsts = self._ways((first.run,), first.rect, first.steps, most=STAIRS)
            seconds = self._ways((second.run,), second.rect, second.steps, most=STAIRS)
            found += [
                (a + b + extra, [*above, *below]) for a, above in firsts for b, below in seconds
            ]
        return found

    def _pieces(
        self, one: Run, other: Run, rect: Rect, steps: Steps
    ) -> Iterator[tuple[_Piece, _Piece, float]]:
        """Yield the cuts of a room with steps that may be worth while, with what they cost."""
        (wide, deep), *fewer = steps
        under = Rect(rect.column, rect.bottom, wide, deep)
        yield _Piece(one, rect, ()), _Piece(other, under, tuple(fewer)), 0.0
        if self.fits.wide(one, rect.columns) and self.fits.room((other,), rect.columns, steps):
            above = self._row((one,), rect.columns, ())
            below = self._row((other,), rect.columns, steps)
            sums = above[: rect.lines + 1] + below[rect.lines :: -1]
            for _, at in lowest(sums, STAIRS):
                upper = Rect(rect.column, rect.line, rect.columns, at)
                lower = Rect(rect.column, rect.line + at, rect.columns, rect.lines - at)
                yield _Piece(one, upper, ()), _Piece(other, lower, steps), 0.0
        for at in range(1, rect.columns):
            more, left, right = cut_down(at, steps)
            near = Rect(rect.column, rect.line, at, rect.lines + more)
            far = Rect(rect.column + at, rect.line, rect.columns - at, rect.lines)
            yield _Piece(one, near, left), _Piece(other, far, right), BESIDE

    def _least(self, piece: _Piece) -> float:
        run, rect, steps = piece
        if not self.fits.has(self.fits.room((run,), rect.columns, steps), rect.lines):
            return float("inf")
        return float(self._row((run,), rect.columns, steps)[rect.lines])


class _Piece(NamedTuple):
    """A run of stories for a part of the page with steps."""

    run: Run
    rect: Rect
    steps: Steps


def placed(plots: Iterable[Plot], grid: Grid, *, mirrored: bool) -> list[Spot] | None:
    """Return every block in its place, ``None`` where a section would begin without a story.

    The first story along the top of a flagged plot gets the flag.
    """
    found: list[Spot] = []
    for plot in plots:
        here = spots(plot.tree, plot.rect, grid, mirrored=mirrored)
        if plot.flag:
            begins = [
                one
                for one in here
                if one.rect.line == plot.rect.line and one.block.copy is not None
            ]
            if not begins:
                return None
            first = min(begins, key=lambda one: one.rect.column)
            here = [
                Spot(one.block, one.form, one.rect, plot.flag) if one is first else one
                for one in here
            ]
        found += here
    return found
