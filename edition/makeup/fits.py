"""What a run of blocks can fill to the last line, settled before anything is priced.

Most choices of stories fill no page. Which depths a run can have is a set of whole numbers,
held in one number of as many lanes: two runs one above the other have all sums of their
depths, which is one multiplication, and two side by side those they share.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from .slicing import Block, Run, Slicing

Parts: TypeAlias = tuple[Run, ...]
"""The runs of a page's sections, from its top to its foot."""

Steps: TypeAlias = tuple[tuple[int, int], ...]
"""Columns and lines + gap of what is left beside advertisements, from the widest down."""

Depths: TypeAlias = int
"""A set of depths: lane number ``depth`` holds 1 where it is one of them."""


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
        self._rooms: dict[tuple[Parts, int, Steps], Depths] = {}
        self._pages: dict[tuple[Parts, int, int, Steps], bool] = {}

    def fills(self, parts: Parts, columns: int, depth: int, steps: Steps = ()) -> bool:
        """Return whether ``parts`` can fill a room ``depth`` deep above its ``steps``."""
        key = (parts, columns, depth, steps)
        known = self._pages.get(key)
        if known is None:
            known = self._pages[key] = self._fills(parts, columns, depth, steps)
        return known

    def _fills(self, parts: Parts, columns: int, depth: int, steps: Steps) -> bool:
        run = parts[0]
        if len(parts) > 1:
            if depth < self.flag:
                return False
            below = self.room(parts[1:], columns, steps)
            return bool(below) and self.meet(self.wide(run, columns), below, depth - self.flag)
        if steps:
            return len(run) > 1 and self._fills_stairs(run, columns, depth, steps)
        if len(run) == 1 or run in self._known:
            return self.has(self.wide(run, columns), depth)
        for one, other in self._splits(run):
            first, second = self.rows(one), self.rows(other)
            if self.meet(first[columns - 1], second[columns - 1], depth):
                return True
            for at in range(1, columns):
                if self.has(first[at - 1] & second[columns - at - 1], depth):
                    return True
        return False

    def _fills_stairs(self, run: Run, columns: int, depth: int, steps: Steps) -> bool:
        (wide, deep), *fewer = steps
        for pair in self._splits(run):
            for one, other in (pair, pair[::-1]):
                above = self.wide(one, columns)
                if (
                    above
                    and self.has(above, depth)
                    and self.has(self.room((other,), wide, tuple(fewer)), deep)
                ):
                    return True
                for at in range(1, columns):
                    more, left, right = cut_down(at, steps)
                    if self.has(self.room((one,), at, left), depth + more) and self.has(
                        self.room((other,), columns - at, right), depth
                    ):
                        return True
                if above and self.meet(above, self.room((other,), columns, steps), depth):
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

    def room(self, parts: Parts, columns: int, steps: Steps) -> Depths:
        """Return the depths above its ``steps`` of the rooms that ``parts`` can fill."""
        if len(parts) == 1 and not steps:
            return self.rows(parts[0])[columns - 1]
        key = (parts, columns, steps)
        known = self._rooms.get(key)
        if known is None:
            if len(parts) == 1:
                known = self._stairs(parts[0], columns, steps)
            else:
                below = self.room(parts[1:], columns, steps)
                found = self.sums(self.wide(parts[0], columns), below) if below else 0
                known = (found << self._lane * self.flag) & self._ones
            self._rooms[key] = known
        return known

    def _stairs(self, run: Run, columns: int, steps: Steps) -> Depths:
        if len(run) == 1:
            return 0
        found = 0
        (wide, deep), *fewer = steps
        for pair in self._splits(run):
            for one, other in (pair, pair[::-1]):
                above = self.wide(one, columns)
                if above:
                    if self.has(self.room((other,), wide, tuple(fewer)), deep):
                        found |= above
                    higher = self.room((other,), columns, steps)
                    if higher:
                        found |= self.sums(above, higher)
                for at in range(1, columns):
                    more, left, right = cut_down(at, steps)
                    near = self.deeper(self.room((one,), at, left), more)
                    if near:
                        found |= near & self.room((other,), columns - at, right)
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
