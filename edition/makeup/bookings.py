"""Advertisements without a page of their own: how many of the next each page takes.

They stand in one order, and each page takes the next few of them, so that all pages
have about the same share. Which page takes how many is settled with its stories.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from .advertising import INSIDE, Pages, cells_of
from .copy import Ready

MOST_A_PAGE: Final = 3
ORDERS: Final = 4
"""Orders of the advertisements that are tried."""

UNEVEN: Final = 4.0
"""What it costs when a page more or less of advertising has stood so far than its share."""

LEFT_HAND: Final = 0.4
"""What an advertisement on a left-hand page costs: advertisers like the right-hand one."""

RIVALS_FACING: Final = 3.0


@dataclass(eq=False)
class Bookings:
    """The floating advertisements of an issue, in the order they are shared out.

    ``booked`` are those that have their page already.
    """

    sequence: tuple[Ready, ...]
    booked: Mapping[int, Sequence[Ready]]
    pages: Pages
    _sums: tuple[int, ...] = ()
    _known: dict[tuple[int, int], tuple[tuple[int, float], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cells = (cells_of(one, self.pages.grid) for one in self.sequence)
        self._sums = tuple(accumulate(cells, initial=0))

    def left(self, index: int) -> int:
        """Return the cells that the advertisements from ``index`` on take."""
        return self._sums[-1] - self._sums[index]

    def shares(self, index: int, page: int) -> tuple[tuple[int, float], ...]:
        """Return how many of those from ``index`` on ``page`` can take, each with its cost."""
        if not self.sequence:
            return ((0, 0.0),)
        if (index, page) not in self._known:
            self._known[index, page] = tuple(self._shares(index, page))
        return self._known[index, page]

    def _shares(self, index: int, page: int) -> Iterator[tuple[int, float]]:
        count, first = self.pages.count, min(INSIDE, self.pages.count)
        if page < first:
            yield 0, 0.0
            return
        grid = self.pages.grid
        whole = grid.columns * (grid.lines + grid.gap)
        sizes = [cells_of(one, grid) for one in self.sequence]
        slack = max(*sizes, self._sums[-1] // (count - first + 1), 0) + whole // 6
        due = self._sums[-1] * (page - first + 1) / (count - first + 1)
        for many in range(min(MOST_A_PAGE, len(self.sequence) - index) + 1):
            here = self.sequence[index : index + many]
            if many and not self.pages.takes(page, here, self.booked.get(page, ())):
                return
            away = self._sums[index + many] - due
            last = page == count and index + many < len(self.sequence)
            if abs(away) > slack or last:
                continue
            cost = UNEVEN * (away / whole) ** 2
            cost += LEFT_HAND * many if page % 2 == 0 else 0.0
            if many and index and page % 2 and rivals(here[0], self.sequence[index - 1]):
                cost += RIVALS_FACING
            yield many, cost


def in_order(floating: Sequence[Ready], pages: Pages, *, turn: int) -> tuple[Ready, ...]:
    """Return the advertisements in one of several orders, large ones among small ones."""
    by_size = sorted(floating, key=lambda one: -cells_of(one, pages.grid))
    half = (len(by_size) + 1) // 2
    large, small = by_size[:half], by_size[half:]
    if turn % 2:
        small.reverse()
    if turn // 2 % 2:
        large.reverse()
    mixed = [
        one for pair in zip(large, [*small, None], strict=False) for one in pair if one is not None
    ]
    mixed += [one for one in by_size if one not in mixed]
    return tuple(mixed)


def floating_of(ready: Sequence[Ready], pages: Pages) -> list[Ready]:
    """Return the advertisements whose page is settled with the stories."""
    if pages.count < INSIDE:
        return []
    free = [one for one in ready if one.corner and one.page is None and one.side is None]
    inside = range(INSIDE, pages.count + 1)
    return [one for one in free if any(pages.takes(page, (one,), ()) for page in inside)]


def rivals(one: Ready, other: Ready) -> bool:
    """Return whether two advertisements may not stand beside each other."""
    return one.apart is not None and one.apart == other.apart
