"""What a run of blocks can fill to the last line, settled before anything is priced.

Most choices of stories fill no page. Which depths a run can have is a set of whole numbers,
held in one number of as many lanes: two runs one above the other have all sums of their
depths, which is one multiplication, and two side by side those they share.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from .slicing import Block, Run, Slicing

Parts: TypeAlias = tuple[Run, ...]
"""The runs of a page's sections, from its top to its foot."""

Steps: TypeAlias = tuple[tuple[int, int], ...]
"""Columns and lines + gap of what is left beside advertisements, from the widest down."""

Depths: TypeAlias = int
"""A set of depths: lane number ``depth`` holds 1 where it is one of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A room ``columns`` wide with ``steps`` under it, and the rooms that cuts make of it.

    ``under`` is what is left below a cut along its first step, ``deep`` lines of it over its
    own steps. ``cuts`` are those down the room: columns from the high side on, by how much
    the high part is deeper, the two parts.
    """

    columns: int
    steps: Steps
    under: Shape | None = None
    deep: int = 0
    cuts: tuple[tuple[int, int, Shape, Shape], ...] = ()

    @property
    def under_it(self) -> int:
        """The cells of its steps."""
        return sum(wide * deep for wide, deep in self.steps)


@cache
def shape(columns: int, steps: Steps = ()) -> Shape:
    """Return the one shape of that width with those steps."""
    if not steps:
        return Shape(columns, ())
    (wide, deep), *fewer = steps
    cuts = []
    for at in range(1, columns):
        more, left, right = cut_down(at, steps)
        cuts.append((at, more, shape(at, left), shape(columns - at, right)))
    return Shape(columns, steps, shape(wide, tuple(fewer)), deep, tuple(cuts))


class Fits:
    """The depths, lines + gap, that runs of blocks can fill on one grid, each found once."""

    def __init__(self, slicing: Slicing, *, flag: int) -> None:
        self.columns, self.depth, self.flag = slicing.grid.columns, slicing.depth, flag
        self.slicing, self._splits = slicing, slicing.splits
        depth = self.depth
        # a lane holds how many pairs of depths have one sum, and a bit to see that by
        self._lane = 8 if depth < 127 else 16
        self._ones = sum(1 << self._lane * at for at in range(depth + 1))
        self._most = self._ones * ((1 << self._lane - 1) - 1)
        self._whole = (1 << self._lane * (depth + 1)) - 1
        self._bytes = (depth + 1) * self._lane // 8
        self._known: dict[Run, tuple[Depths, ...]] = {}
        self._turned: dict[Depths, Depths] = {}
        self._stairs: dict[Shape, dict[Run, Depths]] = {}
        self._rooms: dict[tuple[Parts, Shape], Depths] = {}
        self._pages: dict[tuple[Parts, int, int, Steps], bool] = {}

    def fills(self, parts: Parts, columns: int, depth: int, steps: Steps = ()) -> bool:
        """Return whether ``parts`` can fill a room ``depth`` deep above its ``steps``."""
        key = (parts, columns, depth, steps)
        known = self._pages.get(key)
        if known is None:
            known = self._pages[key] = self._fills(parts, shape(columns, steps), depth)
        return known

    def _fills(self, parts: Parts, room: Shape, depth: int) -> bool:
        run, columns = parts[0], room.columns
        if len(parts) > 1:
            below = self.room(parts[1:], room) if depth >= self.flag else 0
            return bool(below) and self.meet(self.wide(run, columns), below, depth - self.flag)
        if room.steps or len(run) == 1 or run in self._known:
            return self.has(self.stair(run, room), depth)
        for one, other in self._splits(run):
            first, second = self.rows(one), self.rows(other)
            if self.meet(first[columns - 1], second[columns - 1], depth):
                return True
            for at in range(1, columns):
                if self.has(first[at - 1] & second[columns - at - 1], depth):
                    return True
        return False

    def wide(self, run: Run, columns: int) -> Depths:
        """Return the depths ``run`` can have ``columns`` columns wide."""
        return self.rows(run)[columns - 1]

    def rows(self, run: Run) -> tuple[Depths, ...]:
        """Return the depths ``run`` can have at every width, from one column on."""
        known = self._known.get(run)
        if known is None:
            known = self._single(run[0]) if len(run) == 1 else self._joined(run)
            self._known[run] = known
        return known

    def _single(self, block: Block) -> tuple[Depths, ...]:
        found = [0] * self.columns
        for columns, depth in self.slicing.sized(block):
            found[columns - 1] |= 1 << self._lane * depth
        return tuple(found)

    def _joined(self, run: Run) -> tuple[Depths, ...]:
        found = [0] * self.columns
        for one, other in self._splits(run):
            first, second = self.rows(one), self.rows(other)
            for at, depths in enumerate(first):
                if not depths:
                    continue
                if second[at]:
                    found[at] |= self.sums(depths, second[at])
                for more in range(self.columns - at - 1):
                    found[at + more + 1] |= depths & second[more]
        return tuple(found)

    def room(self, parts: Parts, room: Shape) -> Depths:
        """Return how deep ``room`` can be above its steps for ``parts`` to fill it."""
        if len(parts) == 1:
            return self.stair(parts[0], room)
        key = (parts, room)
        known = self._rooms.get(key)
        if known is None:
            below = self.room(parts[1:], room)
            found = self.sums(self.wide(parts[0], room.columns), below) if below else 0
            known = self._rooms[key] = (found << self._lane * self.flag) & self._ones
        return known

    def stair(self, run: Run, room: Shape) -> Depths:
        """Return how deep ``room`` can be above its steps for ``run`` to fill it."""
        if not room.steps:
            return self.rows(run)[room.columns - 1]
        runs = self._stairs.get(room)
        if runs is None:
            runs = self._stairs[room] = {}
        known = runs.get(run)
        if known is None:
            least = sum(self.slicing.area(block) for block in run)
            fits = len(run) > 1 and least <= room.columns * self.depth + room.under_it
            known = runs[run] = self._stair(run, room) if fits else 0
        return known

    def _stair(self, run: Run, room: Shape) -> Depths:
        found = 0
        columns, lane = room.columns, self._lane
        assert room.under is not None
        for pair in self._splits(run):
            for one, other in (pair, pair[::-1]):
                above = self.rows(one)[columns - 1]
                if above:
                    if self.has(self.stair(other, room.under), room.deep):
                        found |= above
                    higher = self.stair(other, room)
                    if higher:
                        found |= self.sums(above, higher)
                for _, more, left, right in room.cuts:
                    near = self.stair(one, left) >> lane * more
                    if near:
                        found |= near & self.stair(other, right)
        return found

    def has(self, depths: Depths, depth: int) -> bool:
        """Return whether ``depth`` is one of ``depths``."""
        return depths >> self._lane * depth & 1 == 1

    def deeper(self, depths: Depths, more: int) -> Depths:
        """Return by how much each of ``depths`` is more than ``more``."""
        return depths >> self._lane * more

    def sums(self, some: Depths, others: Depths) -> Depths:
        """Return all sums of one of ``some`` and one of ``others``."""
        # a lane that counts anything carries into its highest bit, and nowhere else
        counted = some * others & self._whole
        return counted + self._most >> self._lane - 1 & self._ones

    def meet(self, some: Depths, others: Depths, depth: int) -> bool:
        """Return whether one of ``some`` and one of ``others`` make ``depth`` together."""
        turned = self._turned.get(others)
        if turned is None:
            whole = others.to_bytes(self._bytes, "little")
            turned = int.from_bytes(whole, "big") >> self._lane - 8
            self._turned[others] = turned
        return some & turned >> self._lane * (self.depth - depth) != 0


@cache
def cut_down(at: int, steps: Steps) -> tuple[int, Steps, Steps]:
    """Return what a cut down a room with steps makes, ``at`` columns from the high side.

    It is by how much the high part is deeper, the steps left to it, and those of the other.
    """
    more = sum(deep for wide, deep in steps if wide >= at)
    left = tuple((wide, deep) for wide, deep in steps if wide < at)
    right = tuple((wide - at, deep) for wide, deep in steps if wide > at)
    return more, left, right
