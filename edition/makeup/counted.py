"""A galley counted through: what stands where, what can be stretched, what fills a column."""

from __future__ import annotations

from collections.abc import Iterator

from .copy import Copy, Position
from .plan import Strip

STRETCHED = 0.15
"""What the first line of air added above a run costs: a reader never sees it."""

STRETCHED_TWICE = 1.0
LOOSENED = 0.7
ALONE = 0.3
"""What a first line of a paragraph left alone at the foot of a column costs."""

INSIDE_A_BRIEF = 1.5
NEAR_TOP = 0.4
"""What it costs to begin a column with :data:`FEW` lines or fewer, then a crosshead."""

FEW = 3
LOOSE_RUNS = 5
"""At most one run in so many is set loose."""


class Counted:
    """The galley of one story, counted through so that columns can be tried quickly.

    Lines are numbered through all runs from 0. ``top`` of a line is where it stands when
    everything is set in one column as it comes, air included; ``cut`` is what a column costs
    that ends before it, ``None`` when none may. The other lists count, before each line, what
    air there is and can be, and before each run what can be loose.
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
        self._count_air()
        self._judge_ends(inside=INSIDE_A_BRIEF if copy.gathered else 0.0)
        self.most_loose = len(self.runs) // LOOSE_RUNS
        self._count_room()

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

    def _count_room(self) -> None:
        """Count the fewest and the most lines the text can take from each line on."""
        self.fewest: list[int] = []
        self.most: list[int] = []
        stretch = self.once[-1] + self.twice[-1]
        for line, index in enumerate(self.run_of):
            left = self.depth - self.top[line]
            loose = min(self.most_loose, self.loose[-1] - self.loose[index])
            more = stretch - self.once[line + 1] - self.twice[line + 1]
            self.fewest.append(left - (self.air[-1] - self.air[line + 1]))
            self.most.append(left + more + loose)

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
            self.cut.append(cost + self._near_top(line) if ends else None)
        self.cut.append(0.0)

    def _near_top(self, line: int) -> float:
        """Return what it costs that a column beginning with ``line`` soon has a crosshead."""
        for at in range(line + 1, min(line + 1 + FEW, self.end)):
            run = self.runs[self.run_of[at]]
            if at == self.first_line[self.run_of[at]] and run.holds and run.air:
                return NEAR_TOP
        return 0.0

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
    def lines(self) -> int:
        """Return the lines of the whole text from its start on."""
        return self.left(self.start)

    @property
    def give(self) -> int:
        """Return the lines the text can be made longer by, all elastic taken together."""
        return self.most[self.start] - self.lines if self.start < self.end else 0

    @property
    def droppable(self) -> int:
        """Return the lines of air in it, which are dropped where a column begins."""
        return self.lines - self.fewest[self.start] if self.start < self.end else 0

    def may_turn(self, line: int) -> bool:
        """Return whether a story may go on on another page with ``line``."""
        run = self.run_of[line]
        begun = line - self.first_line[run]
        return not begun or 2 <= begun <= self.runs[run].lines - 2

    def given(self, line: int, end: int, height: int) -> tuple[int, int, int] | None:
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

    def cost(self, line: int, end: int, height: int) -> float | None:
        """Return what filling ``height`` lines so costs, ``None`` if it cannot be."""
        if end <= line:
            return None
        if height == self.top[end - 1] + 1 - self.top[line]:
            return 0.0
        given = self.given(line, end, height)
        if given is None:
            return None
        return given[0] * STRETCHED + given[1] * LOOSENED + given[2] * STRETCHED_TWICE

    def strips(self, line: int, end: int, height: int) -> tuple[Strip, ...]:
        """Return what stands in a column of ``height`` lines from ``line`` up to ``end``.

        Raises:
            ValueError: the column cannot be filled so.
        """
        given = self.given(line, end, height)
        if given is None:
            raise ValueError(f"lines {line} to {end} do not fill a column of {height}")
        return tuple(self._set(line, end, *given))

    def _set(self, line: int, end: int, once: int, loose: int, twice: int) -> Iterator[Strip]:
        pieces = list(self._pieces(line, end))
        added = self._added([index for index, _, _ in pieces], once, twice)
        at = 0
        for number, (index, first, last) in enumerate(pieces):
            run = self.runs[index]
            at += run.air + added[number] if number else 0
            longer = bool(loose) and run.loose and first == 0 and last == run.lines
            loose -= longer
            yield Strip(index, first, last + longer, at, longer)
            at += last + longer - first

    def _pieces(self, line: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the runs from ``line`` up to ``end`` with the lines of each that stand there."""
        while line < end:
            index = self.run_of[line]
            begun = self.first_line[index]
            last = min(self.runs[index].lines, end - begun)
            yield index, line - begun, last
            line = begun + last

    def _added(self, pieces: list[int], once: int, twice: int) -> list[int]:
        """Return the lines of air added above each of the runs ``pieces`` of a column.

        From the foot up: over what closes a story and over crossheads they are seen least, under
        a byline most.
        """
        added = [0] * len(pieces)
        for number in range(len(pieces) - 1, 0, -1):
            stretch = self.runs[pieces[number]].stretch
            first = min(once, stretch, 1)
            second = min(twice, max(stretch - 1, 0))
            once, twice = once - first, twice - second
            added[number] = first + second
        return added
