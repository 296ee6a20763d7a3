"""Whether a page that comes from a file could have been made here: form by form, cell by cell.

What was written down once may have been changed since, or made for other copy. So the text
is poured again, column by column, and everything that stands is counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

from .copy import Copy, Grid, Ready
from .counted import Counted
from .matter import LEAST_REST
from .plan import Form, Rect
from .preferences import AIR_BY_HEAD, LEAST_LEG, WORST, left_out_cost
from .slicing import Spot


def sound(copy: Copy, form: Form, grid: Grid) -> bool:
    """Return whether ``form`` is a way to set ``copy``, or a first part of it, on ``grid``."""
    if not (1 <= form.columns <= grid.columns and 1 <= form.lines <= grid.lines):
        return False
    if not isfinite(form.cost) or abs(form.cost) > WORST * 2:
        return False
    if copy.pin.columns and not copy.continued and form.columns != copy.pin.columns:
        return False
    return _headed(copy, form) and _furnished(copy, form) and _filled(form) and _poured(copy, form)


def _headed(copy: Copy, form: Form) -> bool:
    head, at = form.head, form.head_at
    if head is None or at is None:
        return head is None and at is None and not copy.heads
    air = at.lines - head.lines
    narrow = at.column == 0 and at.columns == head.columns
    return head in copy.heads and narrow and 0 <= air < len(AIR_BY_HEAD)


def _furnished(copy: Copy, form: Form) -> bool:
    """Return whether every inset stands in a size it may have, and none is lost."""
    known = {one.name: one for one in copy.insets}
    stand = [one.name for one in form.insets]
    if len({*stand, *form.left_out}) < len(stand) + len(form.left_out):
        return False
    if not known.keys() >= {*stand, *form.left_out}:
        return False
    for one in form.insets:
        size = known[one.name].size(one.rect.columns)
        if size is None or not size.least <= one.rect.lines <= size.most:
            return False
        if (one.kind, one.cropped) != (known[one.name].kind, one.rect.lines - size.natural):
            return False
    if form.end is not None:  # A first part has the first insets, the rest has the others.
        first = {one.name for one in copy.insets[: len(stand)]}
        return not form.left_out and first == set(stand)
    only = len(copy.insets) == 1
    spared = (left_out_cost(copy, known[name], only=only) for name in form.left_out)
    lost = known.keys() - {*stand, *form.left_out}
    return not lost and all(cost is not None for cost in spared)


def _filled(form: Form) -> bool:
    """Return whether nothing overlaps, and air stands only above and below insets."""
    cells = Cells(form.columns, form.lines)
    insets = Cells(form.columns, form.lines)
    for inset in form.insets:
        if not (cells.take(inset.rect) and insets.take(inset.rect)):
            return False
    if form.head_at is not None and not cells.take(form.head_at):
        return False
    for leg in form.legs:
        if leg.rect.columns != 1 or not cells.take(leg.rect):
            return False
    return all(
        not free & ~(insets.row(line - 1) | insets.row(line + 1))
        for line, free in enumerate(cells.free())
    )


def _poured(copy: Copy, form: Form) -> bool:
    """Return whether the columns hold the text as it would be poured into them."""
    text = Counted(copy)
    at, loose = text.start, 0
    before: tuple[int, int] | None = None
    for number, leg in enumerate(form.legs):
        place = (leg.rect.column, leg.rect.line)
        turned = form.end is not None and number == len(form.legs) - 1
        high = leg.rect.lines - turned
        if (before is not None and place <= before) or not leg.strips:
            return False
        if high < LEAST_LEG and (high < 1 or copy.lines >= LEAST_LEG):
            return False
        last = leg.strips[-1]
        if not 0 <= last.run < len(text.runs):
            return False
        end = text.first_line[last.run] + last.last - last.loose
        if not at < end <= text.end or text.cut[end] is None:
            return False
        if text.given(at, end, high) is None or text.strips(at, end, high) != leg.strips:
            return False
        loose += sum(strip.loose for strip in leg.strips)
        at, before = end, place
    if loose > text.most_loose:
        return False
    if form.end is None:
        return at == text.end
    if not form.legs or at == text.end or form.end != text.position(at):
        return False
    return text.may_turn(at) and text.left(at) >= LEAST_REST


def fits_room(ready: Ready, rect: Rect) -> bool:
    """Return whether something ready-made may take the size of ``rect``."""
    return any(
        room.columns == rect.columns and room.least <= rect.lines <= room.most
        for room in ready.rooms
    )


def full(
    spots: Iterable[Spot], adverts: Iterable[Rect], grid: Grid, *, top: int, flag: int
) -> bool:
    """Return whether a page is full to the last cell and nothing on it overlaps.

    ``top`` lines are the masthead's. Under everything are the lines of the gap; the name of a
    section takes ``flag`` lines across the page.
    """
    cells = Cells(grid.columns, grid.lines + grid.gap)
    if top and not cells.take(Rect(0, 0, grid.columns, top)):
        return False
    for rect in adverts:
        if not cells.take(_with_gap(rect, grid)):
            return False
    begun: set[int] = set()
    for spot in spots:
        if not cells.take(_with_gap(spot.rect, grid)):
            return False
        if spot.flag:
            if spot.flag != flag or spot.rect.line - flag <= top:
                return False
            begun.add(spot.rect.line - flag)
    for line in sorted(begun):
        cells.band(line, flag)
    return not any(cells.free())


def _with_gap(rect: Rect, grid: Grid) -> Rect:
    return Rect(rect.column, rect.line, rect.columns, rect.lines + grid.gap)


class Cells:
    """The cells of a rectangle, a number for each line with a bit for each column taken."""

    def __init__(self, columns: int, lines: int) -> None:
        self._columns = columns
        self._whole = (1 << columns) - 1
        self._rows = [0] * lines

    def take(self, rect: Rect) -> bool:
        """Take the cells of ``rect``; ``False``: some of them are taken or not there."""
        inside = rect.column >= 0 and rect.line >= 0 and rect.columns > 0 and rect.lines > 0
        if not inside or rect.right > self._columns or rect.bottom > len(self._rows):
            return False
        mask = ((1 << rect.columns) - 1) << rect.column
        for line in range(rect.line, rect.bottom):
            if self._rows[line] & mask:
                return False
            self._rows[line] |= mask
        return True

    def band(self, line: int, lines: int) -> None:
        """Take what is free of so many lines from ``line`` on."""
        for at in range(line, min(line + lines, len(self._rows))):
            self._rows[at] = self._whole

    def row(self, line: int) -> int:
        """Return the columns taken in ``line``, none outside the rectangle."""
        return self._rows[line] if 0 <= line < len(self._rows) else 0

    def free(self) -> list[int]:
        """Return the columns that are free, line by line."""
        return [self._whole & ~row for row in self._rows]
