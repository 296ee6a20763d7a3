"""Pour a galley into columns of given heights, so that each is full to its last line."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from .copy import Copy, Position
from .counted import STRETCHED, Counted
from .plan import Strip

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
    """The galley of one story, and all that is known of the columns it was poured into."""

    def __init__(self, copy: Copy) -> None:
        self.text = Counted(copy)
        self.start, self.end = self.text.start, self.text.end
        self.lines = self.text.lines
        self.give = self.text.give
        self.droppable = self.text.droppable
        self._ends: dict[tuple[int, int], Ends] = {}
        self._broken: dict[tuple[int, int, int, bool], tuple[tuple[int, float, int, int], ...]] = {}
        self._poured: dict[tuple[tuple[int, ...], int | None], Poured | None] = {}
        self._strips: dict[tuple[int, int, int], tuple[Strip, ...]] = {}

    def position(self, line: int) -> Position:
        """Return the place in the galley before ``line``."""
        return self.text.position(line)

    def strips(self, line: int, end: int, height: int) -> tuple[Strip, ...]:
        """Return what stands in a column of ``height`` lines from ``line`` up to ``end``.

        Raises:
            ValueError: the column cannot be filled so.
        """
        key = (line, end, height)
        if key not in self._strips:
            self._strips[key] = self.text.strips(line, end, height)
        return self._strips[key]

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
            if (
                self.text.left(line) >= least
                and self.text.may_turn(line)
                and (not best or cost < best[0])
            ):
                best = (cost, line)
        if best is None:
            return None
        return self._checked(Poured(_stops(steps, best[1]), best[0]), heights)

    def _columns(self, heights: tuple[int | None, ...], broken: int | None) -> _Steps:
        """Return, column by column, the lines one may end before, what each costs and began with.

        The last column takes all the rest, unless ``None`` stands at the end. Two pieces of a
        broken column make one step. There are no steps when the text cannot fill the columns.
        """
        text = self.text
        fewest, most, known = text.fewest, text.most, self._ends
        steps: _Steps = [{self.start: (0.0, -1)}]
        open_end = heights[-1] is None
        room = sum(height or 0 for height in heights)
        number = 0
        while number < len(heights) and (height := heights[number]) is not None:
            below = heights[number + 1] if number == broken else None
            number += 1 if below is None else 2
            room -= height + (below or 0)
            last = number == len(heights)
            bounded = not (open_end or last)
            after: dict[int, tuple[float, int]] = {}
            ends: Ends
            for line, (cost, _) in steps[-1].items():
                if below is not None:
                    ends = self._piece_ends(line, height, below, last=last)
                elif last:
                    closing = text.cost(line, self.end, height)
                    ends = () if closing is None else ((self.end, closing),)
                else:
                    ends = known.get((line, height)) or self.ends(line, height)
                for end, more in ends:
                    if bounded and not fewest[end] <= room <= most[end]:
                        continue
                    whole = cost + more
                    if end not in after or whole < after[end][0]:
                        after[end] = (whole, line)
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
        cost = self.text.cost(line, self.end, height)
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

    def ends(self, line: int, height: int) -> Ends:
        """Return where ``height`` lines that begin with ``line`` may end, and what each costs."""
        known = self._ends.get((line, height))
        if known is None:
            known = self._ends[line, height] = self._find_ends(line, height)
        return known

    def _find_ends(self, line: int, height: int) -> Ends:
        text = self.text
        top, cuts, once = text.top, text.cut, text.once
        foot = top[line] + height - 1
        end = min(bisect_right(top, foot), self.end - 1)
        least = foot - 2 - height // 8
        before = once[line + 1]
        found: list[tuple[int, float]] = []
        while end > line:
            slack = foot - top[end - 1]
            if top[end - 1] < least:
                break
            cut = cuts[end]
            if cut is not None:
                # what nearly always does is a line of air here and there
                if slack <= once[end] - before:
                    found.append((end, slack * STRETCHED + cut))
                else:
                    cost = text.cost(line, end, height)
                    if cost is not None:
                        found.append((end, cost + cut))
            end -= 1
        return tuple(found)

    def _checked(self, poured: Poured, heights: tuple[int, ...]) -> Poured | None:
        """Return ``poured`` unless too many of its runs are loose."""
        loose = 0
        for index, height in enumerate(heights):
            given = self.text.given(poured.stops[index], poured.stops[index + 1], height)
            loose += given[1] if given else 0
        return poured if loose <= self.text.most_loose else None


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
