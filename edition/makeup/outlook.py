"""What is left to be set, and the room left for it: whether it fits, what it costs at least.

A cell is given a price. What a story costs together with the price of its cells is least for
one of its forms; all of them together, less the price of the room, cost no more than any way
to fill that room can. The highest such bound of a number of prices is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from .copy import Copy
from .matter import Carried, Matter
from .options import Place
from .slicing import Block, Prices, Slicing
from .states import State

GROWS: Final = 2
"""By how much what must be parted may be larger than its text and pictures."""

WINDOW, WINDOW_WIDE = 3.0, 9.0
"""How many pages of copy the path may run ahead of its page, or fall behind it."""

FEW_PAGES: Final = 12
"""Of fewer pages a path may stand anywhere."""

_CHEAP: Final = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0)
_PRICES: Final[Prices] = np.array([*(-price for price in reversed(_CHEAP)), 0.0, *_CHEAP])
"""Prices of a cell: above 0 where there is little room, below it where there is much."""

_DEAR: Final[Prices] = np.maximum(_PRICES, 0.0)
_GIVEN: Final[Prices] = np.minimum(_PRICES, 0.0)


class Outlook:
    """What the stories of one order take and cost at least, from each of them on."""

    def __init__(self, matter: Matter, slicing: Slicing, order: Sequence[Copy]) -> None:
        self.matter, self.slicing = matter, slicing
        self.spans: list[tuple[int, int]] = [(0, 0)]
        """Cells the stories from each one on take at least and at most."""
        self._costs: list[Prices] = [np.zeros(len(_PRICES))]
        self._waits: dict[int, tuple[int, int]] = {}
        self._waits_cost: dict[int, Prices] = {}
        self._rests: dict[Carried, tuple[int, int]] = {}
        self._known: dict[tuple[object, ...], float] = {}
        self.rooms: dict[int, tuple[int, int]] = {}
        """Cells the pages from each one on have at least and at most for the stories after it."""
        for copy in reversed(order):
            least, most = span = self._span(copy)
            number, cost = matter.number(copy), self._bounds(copy, span)
            self._waits[number], self._waits_cost[number] = span, cost
            self.spans.append((self.spans[-1][0] + least, self.spans[-1][1] + most))
            self._costs.append(self._costs[-1] + cost)
        self.spans.reverse()
        self._costs.reverse()

    def _whole(self, copy: Copy) -> Block | None:
        grid = self.matter.grid
        if copy.lines > grid.columns * grid.lines:
            return None
        whole = self.matter.whole(copy)
        return whole if whole.shapes else None

    def _span(self, copy: Copy) -> tuple[int, int]:
        """Return the cells ``copy`` takes at least and at most, about so where it is parted."""
        whole = self._whole(copy)
        if whole is not None:
            return self.slicing.span(whole)
        least, most = copy.lines * 9 // 10, copy.lines
        for inset in copy.insets:
            cells = [(size.columns * size.least, size.columns * size.most) for size in inset.sizes]
            least += 0 if inset.optional else min((low for low, _ in cells), default=0)
            most += max((high for _, high in cells), default=0)
        grid = self.matter.grid
        return least, GROWS * most + grid.columns * grid.lines

    def _bounds(self, copy: Copy, span: tuple[int, int]) -> Prices:
        whole = self._whole(copy)
        return _parted(span) if whole is None else self.slicing.at_prices(whole, _PRICES)

    def count_rooms(self, places: Mapping[int, Place], first: int, *, flags: int) -> None:
        """Count the cells the last pages have for stories, with fillers and without.

        ``flags`` are the lines of a page's width that the names of sections can take.
        """
        span = self.slicing.span
        fillers = sum(span(block)[1] * len(block.ready) for block in self.matter.fillers())
        band = flags * self.matter.grid.columns
        low = high = 0
        last = max(places)
        self.rooms = {last + 1: (0, 0)}
        for page in range(last, first - 1, -1):
            place = places[page]
            fixed = [span(block) for block in place.fixed]
            if any(block.opens for block in place.fixed):
                low -= place.region.cells
            low += place.region.cells - sum(most for _, most in fixed)
            high += place.region.cells - sum(least for least, _ in fixed)
            self.rooms[page] = (low - fillers - band, high)

    def may_end(self, state: State, page: int, *, sold: int) -> bool:
        """Return whether what is left can be as large as the pages from ``page`` on.

        ``sold`` are the cells of them that advertisements without a page take.
        """
        least, most = self.spans[state.story]
        for number in state.waiting:
            low, high = self._waits[number]
            least, most = least + low, most + high
        for one in state.carried:
            low, high = self._span_of_rest(one)
            least, most = least + low, most + high
        low, high = self.rooms[page]
        return least <= high - sold and most >= low - sold

    def least(self, state: State, page: int, *, sold: int) -> float:
        """Return what is left costs at the very least on the pages from ``page`` on."""
        key = (page, state.story, state.waiting, state.carried, sold)
        known = self._known.get(key)
        if known is None:
            cost = self._costs[state.story]
            for number in state.waiting:
                cost = cost + self._waits_cost[number]
            for one in state.carried:
                cost = cost + _parted(self._span_of_rest(one))
            low, high = self.rooms[page]
            bounds = cost - _DEAR * (high - sold) - _GIVEN * (low - sold)
            known = self._known[key] = float(bounds.max())
        return known

    def near(self, state: State, page: int, pages: int, *, wide: bool) -> bool:
        """Return whether so much is set before page ``page`` of ``pages`` as should be about."""
        if pages < FEW_PAGES:
            return True
        whole = self.spans[0][0] or 1
        behind = whole - self.spans[state.story][0]
        return abs(behind / whole * pages - page) <= (WINDOW_WIDE if wide else WINDOW)

    def _span_of_rest(self, rest: Carried) -> tuple[int, int]:
        known = self._rests.get(rest)
        if known is None:
            lines = rest.copy.lines
            pictures = [size for inset in rest.copy.insets for size in inset.sizes]
            most = sum(size.columns * size.most for size in pictures)
            whole = self.matter.grid.columns * self.matter.grid.lines
            known = self._rests[rest] = (lines * 9 // 10, GROWS * lines + most + whole)
        return known


def _parted(span: tuple[int, int]) -> Prices:
    """Return the bounds of what takes so many cells at no cost that is known."""
    least, most = span
    return _DEAR * least + _GIVEN * most
