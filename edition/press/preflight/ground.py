"""Where on a page something has been painted already, roughly."""

from __future__ import annotations

import numpy

from .geometry import Box

_CELL = 3.0
"""Points; a letter's width of slack."""
_MOST = 2000
"""Cells along a side."""


class Ground:
    """A page in small cells, each of which holds something or nothing."""

    def __init__(self, page: Box) -> None:
        self._left, self._bottom = page[0], page[1]
        wide, high = page[2] - page[0], page[3] - page[1]
        self._cell = max(_CELL, wide / _MOST, high / _MOST)
        self._cells = numpy.zeros((int(high / self._cell) + 1, int(wide / self._cell) + 1), bool)

    def _slices(self, box: Box) -> tuple[slice, slice]:
        high, wide = self._cells.shape
        left = int(min(max((box[0] - self._left) / self._cell, 0), wide))
        right = int(min(max((box[2] - self._left) / self._cell, 0), wide))
        bottom = int(min(max((box[1] - self._bottom) / self._cell, 0), high))
        top = int(min(max((box[3] - self._bottom) / self._cell, 0), high))
        return slice(bottom, max(top, bottom + 1)), slice(left, max(right, left + 1))

    def is_covered(self, box: Box) -> bool:
        """Return whether something stands under ``box`` already."""
        return bool(self._cells[self._slices(box)].any())

    def cover(self, box: Box) -> None:
        """Note that ``box`` is painted."""
        self._cells[self._slices(box)] = True
