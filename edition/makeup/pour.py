"""Pour a galley into columns of given heights, so that each is full to its last line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from .copy import Copy, Position, Run
from .plan import Strip

STRETCHED = 0.15
"""What the first line of air added above a run costs: a reader never sees it."""

STRETCHED_TWICE = 1.0
LOOSENED = 0.7
ALONE = 0.3
"""What a first line of a paragraph left alone at the foot of a column costs."""

INSIDE_A_BRIEF = 1.5
LOOSE_RUNS = 5
"""At most one run in so many is set loose."""

SHIFTS = (0, 1, -1, 2, -2)
"""Lines that what breaks a column is moved by, so that the text parts well around it."""

Ends = tuple[tuple[int, float], ...]
_Steps = list[dict[int, tuple[float, int]]]


@dataclass(frozen=True, slots=True)
class Poured:
    """Where each column ends, in lines of the galley, and what filling them costs.

    ``stops`` has one number more than there are columns: the line the first one begins with.
    ``shift`` is how many lines the break in a broken column was moved down.
    """

    stops: tuple[int, ...]
    cost: float
    shift: int = 0


class Galley:
    """The galley of one story, counted through so that columns can be tried quickly.

    Lines are numbered through all runs from 0. ``top`` of a line is where it stands when
    everything is set in one column as it comes, air included.
    """

    def __init__(self, copy: Copy) -> None:
        self.runs = copy.galley
        self.top: list[int] = []
        self.run_of: list[int] = []
        self.first_line: list[int] = []
        self._count_lines()
        self.end = len(self.top)
        self.start = self._line(copy.start)
        self.depth = self.top[-1] + 1 if self.top else 0
        self.lines = self.depth - self.top[self.start] if self.start < self.end else 0
        self._count_air()
        self._judge_ends(inside=INSIDE_A_BRIEF if copy.gathered else 0.0)
        self.most_loose = len(self.runs) // LOOSE_RUNS
        self._ends: dict[tuple[int, int], Ends] = {}
        self._broken: dict[tuple[int, int, int, bool], tuple[tuple[int, float, int, int], ...]] = {}
        self._poured: dict[tuple[tuple[int, ...], int | None], Poured | None] = {}
        self._strips: dict[tuple[int, int, int], tuple[Strip, ...]] = {}

    def _count_lines(self) -> None:
        top = 0
        for index, run in enumerate(self.runs):
            self.first_line.append(len(self.top))
            if run.lines and self.top:
                top += run.air
            for _ in range(run.lines):
                self.top.append(top)
                self.run_of.append(index)
                top += 1
        self.first_line.append(len(self.top))

    def _count_air(self) -> None:
        """Count, before each line, the air that can be added and the runs that can be loose."""
        self.once = [0]
        self.twice = [0]
        self.air = [0]
        for line, index in enumerate(self.run_of):
            run = self.runs[index] if line == self.first_line[index] else None
            stretch = run.stretch if run else 0
            self.once.append(self.once[-1] + min(stretch, 1))
            self.twice.append(self.twice[-1] + max(stretch - 1, 0))
            self.air.append(self.air[-1] + (run.air if run else 0))
        self.loose = [0]
        for run in self.runs:
            self.loose.append(self.loose[-1] + (run.loose and run.lines > 0))

    def _judge_ends(self, *, inside: float) -> None:
        """Note for each line what a column costs that ends before it; ``None``: it may not."""
        self.cut: list[float | None] = []
        for line, index in enumerate(self.run_of):
            begun = line - self.first_line[index]
            if begun:
                ends = begun in self.runs[index].breaks
                cost = inside + (ALONE if begun == 1 else 0.0)
            else:
                ends = line == 0 or not self.runs[self.run_of[line - 1]].holds
                run = self.runs[index]
                cost = 0.0 if run.holds and run.air else inside
            self.cut.append(cost if ends else None)
        self.cut.append(0.0)

    def _line(self, position: Position) -> int:
        if position.run >= len(self.runs):
            return self.end
        return min(self.first_line[position.run] + position.line, self.end)

    def position(self, line: int) -> Position:
        """Return the place in the galley before ``line``."""
        if line >= self.end:
            return Position(len(self.runs), 0)
        run = self.run_of[line]
        return Position(run, line - self.first_line[run])

    def left(self, line: int) -> int:
        """Return the lines the text takes from ``line`` on, air included."""
        return self.depth - self.top[line] if line < self.end else 0

    @property
    def give(self) -> int:
        """Return the lines the text can be made longer by, all elastic taken together."""
        air = self.once[self.end] + self.twice[self.end] - self.once[min(self.start, self.end)]
        return air + min(self.most_loose, self.loose[-1])

    @property
    def droppable(self) -> int:
        """Return the lines of air in it, which are dropped where a column begins."""
        return self.air[self.end] - self.air[self.start]

    def pour(self, heights: tuple[int, ...], *, broken: int | None = None) -> Poured | None:
        """Fill columns ``heights`` lines high with the whole text, ``None`` if it cannot be.

        ``broken`` is the first piece of a column in two pieces, parted by something that can
        move a few lines up or down.
        """
        key = (heights, broken)
        if key not in self._poured:
            self._poured[key] = self._pour(heights, broken)
        return self._poured[key]

    def _pour(self, heights: tuple[int, ...], broken: int | None) -> Poured | None:
        if not heights or self.start >= self.end:
            return Poured((self.start,), 0.0) if not heights and self.start >= self.end else None
        moved = self._columns(heights, broken)
        best = moved[-1].get(self.end) if moved else None
        if best is None:
            return None
        stops = _stops(moved, self.end)
        shift = 0
        if broken is not None:
            stops, shift = self._with_piece(stops, heights, broken)
            heights = _shifted(heights, broken, shift)
        return self._checked(Poured(stops, best[0], shift), heights)

    def pour_opening(self, heights: tuple[int, ...], *, least: int) -> Poured | None:
        """Fill columns with the first part of the text; the last line of the last is kept free.

        At least ``least`` lines are left for the rest, and a paragraph is parted with two lines
        or more on either side.
        """
        if not heights or self.start >= self.end:
            return None
        heights = (*heights[:-1], heights[-1] - 1)
        steps = self._columns((*heights, None), None)
        best: tuple[float, int] | None = None
        for line, (cost, _) in sorted(steps[-1].items()) if steps else ():
            if self.left(line) >= least and self._may_turn(line) and (not best or cost < best[0]):
                best = (cost, line)
        if best is None:
            return None
        return self._checked(Poured(_stops(steps, best[1]), best[0]), heights)

    def _may_turn(self, line: int) -> bool:
        run = self.run_of[line]
        begun = line - self.first_line[run]
        return not begun or 2 <= begun <= self.runs[run].lines - 2

    def _columns(self, heights: tuple[int | None, ...], broken: int | None) -> _Steps:
        """Return, column by column, the lines one may end before, what each costs and began with.

        The last column takes all the rest, unless ``None`` stands at the end. Two pieces of a
        broken column make one step. There are no steps when the text cannot fill the columns.
        """
        steps: _Steps = [{self.start: (0.0, -1)}]
        open_end = heights[-1] is None
        room = sum(height or 0 for height in heights)
        number = 0
        while number < len(heights) and (height := heights[number]) is not None:
            below = heights[number + 1] if number == broken else None
            number += 1 if below is None else 2
            room -= height + (below or 0)
            last = number == len(heights)
            after: dict[int, tuple[float, int]] = {}
            for line, (cost, _) in steps[-1].items():
                if last and below is None:
                    closing = self._cost(line, self.end, height)
                    ends: Ends = () if closing is None else ((self.end, closing),)
                elif below is None:
                    ends = self.ends(line, height)
                else:
                    ends = self._piece_ends(line, height, below, last=last)
                for end, more in ends:
                    if not (open_end or last or self._hopeful(end, room)):
                        continue
                    if end not in after or cost + more < after[end][0]:
                        after[end] = (cost + more, line)
            if not after:
                return []
            steps.append(after)
        return steps

    def _piece_ends(self, line: int, above: int, below: int, *, last: bool) -> Ends:
        """Return where a broken column may end, and what the best way to part it there costs."""
        best: dict[int, float] = {}
        for end, cost, _, _ in self._pieces(line, above, below, last=last):
            best[end] = min(cost, best.get(end, cost))
        return tuple(best.items())

    def _pieces(
        self, line: int, above: int, below: int, *, last: bool
    ) -> tuple[tuple[int, float, int, int], ...]:
        """Return all ways to fill a broken column: end, cost, the line it parts at, the shift."""
        key = (line, above, below, last)
        known = self._broken.get(key)
        if known is None:
            known = tuple(
                (end, cost + more, middle, shift)
                for shift in SHIFTS
                for middle, cost in self.ends(line, above + shift)
                for end, more in self._after_piece(middle, below - shift, last=last)
            )
            self._broken[key] = known
        return known

    def _after_piece(self, line: int, height: int, *, last: bool) -> Ends:
        if not last:
            return self.ends(line, height)
        cost = self._cost(line, self.end, height)
        return () if cost is None else ((self.end, cost),)

    def _with_piece(
        self, stops: tuple[int, ...], heights: tuple[int, ...], broken: int
    ) -> tuple[tuple[int, ...], int]:
        """Return ``stops`` with the one inside the broken column, and how far that was moved."""
        line, stop = stops[broken], stops[broken + 1]
        ways = self._pieces(
            line, heights[broken], heights[broken + 1], last=broken + 2 == len(heights)
        )
        _, middle, shift = min(
            ((cost, middle, shift) for end, cost, middle, shift in ways if end == stop),
            key=lambda way: way[0],
        )
        return (*stops[: broken + 1], middle, *stops[broken + 1 :]), shift

    def _hopeful(self, line: int, room: int) -> bool:
        """Return whether the text from ``line`` on can take ``room`` lines at all."""
        left = self.depth - self.top[line]
        if left > room:
            return left - (self.air[self.end] - self.air[line]) <= room
        more = self.once[self.end] + self.twice[self.end] - self.once[line] - self.twice[line]
        return room - left <= more + self.most_loose

    def ends(self, line: int, height: int) -> Ends:
        """Return where ``height`` lines that begin with ``line`` may end, and what each costs."""
        known = self._ends.get((line, height))
        if known is None:
            known = tuple(self._find_ends(line, height))
            self._ends[line, height] = known
        return known

    def _find_ends(self, line: int, height: int) -> Iterator[tuple[int, float]]:
        end = min(bisect_right(self.top, self.top[line] + height - 1), self.end - 1)
        while end > line and self.top[end - 1] + 1 - self.top[line] >= height - 2 - height // 8:
            cut = self.cut[end]
            if cut is not None:
                cost = self._cost(line, end, height)
                if cost is not None:
                    yield end, cost + cut
            end -= 1

    def _given(self, line: int, end: int, height: int) -> tuple[int, int, int] | None:
        """Return the single lines of air, loose runs and second lines that fill a column."""
        slack = height - (self.top[end - 1] + 1 - self.top[line])
        if slack <= 0:
            return (0, 0, 0) if slack == 0 else None
        once = min(slack, self.once[end] - self.once[line + 1])
        slack -= once
        if not slack:
            return once, 0, 0
        loose = min(slack, self._loose_in(line, end), self.most_loose)
        twice = slack - loose
        if twice > self.twice[end] - self.twice[line + 1]:
            return None
        return once, loose, twice

    def _loose_in(self, line: int, end: int) -> int:
        """Return how many runs that stand whole between ``line`` and ``end`` can be loose."""
        first = self.run_of[line]
        if line != self.first_line[first]:
            first += 1
        last = len(self.runs) if end >= self.end else self.run_of[end]
        return max(0, self.loose[last] - self.loose[first]) if last > first else 0

    def _cost(self, line: int, end: int, height: int) -> float | None:
        if end <= line:
            return None
        given = self._given(line, end, height)
        if given is None:
            return None
        return given[0] * STRETCHED + given[1] * LOOSENED + given[2] * STRETCHED_TWICE

    def _checked(self, poured: Poured, heights: tuple[int, ...]) -> Poured | None:
        """Return ``poured`` unless too many of its runs are loose."""
        loose = 0
        for index, height in enumerate(heights):
            given = self._given(poured.stops[index], poured.stops[index + 1], height)
            loose += given[1] if given else 0
        return poured if loose <= self.most_loose else None

    def strips(self, line: int, end: int, height: int) -> tuple[Strip, ...]:
        """Return what stands in a column of ``height`` lines from ``line`` up to ``end``.

        Raises:
            ValueError: the column cannot be filled so.
        """
        known = self._strips.get((line, end, height))
        if known is None:
            given = self._given(line, end, height)
            if given is None:
                raise ValueError(f"lines {line} to {end} do not fill a column of {height}")
            known = tuple(self._set(line, end, *given))
            self._strips[line, end, height] = known
        return known

    def _set(self, line: int, end: int, once: int, loose: int, twice: int) -> Iterator[Strip]:
        at = 0
        begin = line
        while begin < end:
            index = self.run_of[begin]
            run: Run = self.runs[index]
            first = begin - self.first_line[index]
            last = min(run.lines, end - self.first_line[index])
            if begin != line:
                at += run.air
                if run.stretch and once:
                    at += 1
                    once -= 1
                second = min(twice, max(run.stretch - 1, 0))
                at += second
                twice -= second
            whole = first == 0 and last == run.lines
            longer = bool(loose) and whole and run.loose
            loose -= longer
            yield Strip(index, first, last + longer, at, longer)
            at += last + longer - first
            begin = self.first_line[index] + last


def _shifted(heights: tuple[int, ...], broken: int, shift: int) -> tuple[int, ...]:
    above, below = heights[broken] + shift, heights[broken + 1] - shift
    return (*heights[:broken], above, below, *heights[broken + 2 :])


def _stops(steps: _Steps, line: int) -> tuple[int, ...]:
    """Return the lines the columns begin with, from the first to the one ``line`` begins."""
    stops = [line]
    for step in reversed(steps[1:]):
        line = step[line][1]
        stops.append(line)
    return tuple(reversed(stops))
