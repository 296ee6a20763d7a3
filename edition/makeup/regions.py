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
from .fits import Fits, Parts, Shape, Steps, cut_down, shape
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
        self._found: dict[tuple[Run, Shape, int], float] = {}
        self._rows: dict[tuple[Parts, Shape], Row] = {}
        self._never: Row = np.full(slicing.depth + 1, np.inf, np.float32)

    def least(self, parts: Parts, region: Region) -> float:
        """Return what the cheapest way to fill ``region`` costs, infinite when there is none."""
        if not parts:
            return float("inf") if region.cells else 0.0
        room = shape(region.columns, region.steps)
        if len(parts) == 1 and region.steps:
            key = (parts[0], room, region.depth)
            known = self._found.get(key)
            if known is None:
                known = self._found[key] = self._stairs_at(*key)
            return known
        if not self.fits.fills(parts, region.columns, region.depth, region.steps):
            return float("inf")
        if len(parts) == 1:
            return self.slicing.least(parts[0], region.columns, region.depth)
        return self._least_of_sections(parts, room, region.depth)

    def _least_of_sections(self, parts: Parts, room: Shape, depth: int) -> float:
        first = self._straight(parts[0], room.columns)
        second = self._row(parts[1:], room)
        left = depth - self.flag
        return float((first[: left + 1] + second[left::-1]).min() + np.float32(NEW_SECTION))

    def _straight(self, run: Run, columns: int) -> Row:
        """Return what filling ``columns`` × each depth costs."""
        row = self.slicing.row(run, columns)
        return self._never if row is None else row

    def _row(self, parts: Parts, room: Shape) -> Row:
        """Return what filling ``room`` costs, by its depth above its steps."""
        if len(parts) == 1 and not room.steps:
            return self._straight(parts[0], room.columns)
        key = (parts, room)
        if key not in self._rows:
            if not self.fits.room(parts, room):
                self._rows[key] = self._never
            elif len(parts) > 1:
                self._rows[key] = self._sections(parts, room)
            else:
                self._rows[key] = self._stairs(parts[0], room)
        return self._rows[key]

    def _sections(self, parts: Parts, room: Shape) -> Row:
        first = self._straight(parts[0], room.columns)
        second = self._row(parts[1:], room)
        best = self._never.copy()
        sums = stacked(first[None], second[None])[0]
        best[self.flag :] = sums[: len(best) - self.flag]
        return best + np.float32(NEW_SECTION)

    def _stairs(self, run: Run, room: Shape) -> Row:
        best = self._never.copy()
        size, fits, under = len(best), self.fits, room.under
        assert under is not None
        for one, other in self._both_ways(run):
            if fits.wide(one, room.columns):
                above = self._straight(one, room.columns)
                if fits.has(fits.stair(other, under), room.deep):
                    np.minimum(best, above + self._row((other,), under)[room.deep], out=best)
                if fits.stair(other, room):
                    higher = self._row((other,), room)
                    np.minimum(best, stacked(above[None], higher[None])[0], out=best)
            for _, more, left, right in room.cuts:
                near = fits.stair(one, left)
                if near and fits.deeper(near, more) & fits.stair(other, right):
                    first, second = self._row((one,), left), self._row((other,), right)
                    sums = first[more:] + second[: size - more] + np.float32(BESIDE)
                    np.minimum(best[: size - more], sums, out=best[: size - more])
        return best

    def _stairs_at(self, run: Run, room: Shape, depth: int) -> float:
        """Return what filling ``room`` costs where it is so deep above its steps."""
        best, fits, under = float("inf"), self.fits, room.under
        if under is None or len(run) == 1:
            return best
        for one, other in self._both_ways(run):
            over = fits.wide(one, room.columns)
            if over:
                if fits.has(over, depth) and fits.has(fits.stair(other, under), room.deep):
                    above = self._straight(one, room.columns)
                    below = self._row((other,), under)
                    best = min(best, float(above[depth] + below[room.deep]))
                if fits.meet(over, fits.stair(other, room), depth):
                    above, higher = self._straight(one, room.columns), self._row((other,), room)
                    best = min(best, float((above[: depth + 1] + higher[depth::-1]).min()))
            for _, more, left, right in room.cuts:
                if fits.has(fits.stair(one, left), depth + more) and fits.has(
                    fits.stair(other, right), depth
                ):
                    first, second = self._row((one,), left), self._row((other,), right)
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
        first = self._straight(parts[0], rect.columns)
        second = self._row(parts[1:], shape(rect.columns, steps))
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
        room = shape(rect.columns, steps)
        if self.fits.wide(one, rect.columns) and self.fits.stair(other, room):
            above, below = self._straight(one, rect.columns), self._row((other,), room)
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
        room = shape(rect.columns, steps)
        if not self.fits.has(self.fits.stair(run, room), rect.lines):
            return float("inf")
        return float(self._row((run,), room)[rect.lines])


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
