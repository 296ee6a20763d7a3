"""Insets of known heights in their places, and the columns they leave for text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from .arrangements import Arrangement
from .copy import Copy
from .preferences import LEAST_LEG, WORST, crop_cost, leg_cost, pocket_cost

Slot = tuple[int, int, int]
"""A column's share of the text: its column, its first line, its lines."""

PIECE: Final = 7
"""An inset breaks a column only where so many lines of text stand above and below it."""


@dataclass(slots=True)
class _Skyline:
    """How far down and up the insets reach in each column, -1 where one fills it.

    ``broken``: the lines of text above the inset that breaks a column, and the lines of that.
    """

    top: list[int]
    foot: list[int]
    placed: list[tuple[int, int]]
    broken: dict[int, tuple[int, int]]
    cost: float


class Stand(NamedTuple):
    """An arrangement with insets of a height in their places, and the room left for text."""

    placed: tuple[tuple[int, int], ...]
    slots: tuple[Slot, ...]
    cost: float
    broken: int | None = None
    """The first of two slots that are pieces of one column."""


def stood(
    copy: Copy,
    arrangement: Arrangement,
    *,
    lines: int,
    over: tuple[int, ...],
    heights: list[int],
    shift: int = 0,
) -> Stand | None:
    """Return insets of these heights in their places, ``None`` if a column has too little text.

    ``heights`` are those of the insets that do not fill their columns; ``over`` is the height
    of the head over each column; ``shift`` moves one in the middle of a column.
    """
    skyline = _Skyline(list(over), [lines] * len(over), [], {}, arrangement.cost)
    _place(
        copy,
        arrangement,
        lines=lines,
        over=over,
        heights=heights,
        skyline=skyline,
        shift=shift,
    )
    top, foot = skyline.top, skyline.foot
    cost = skyline.cost
    slots: list[Slot] = []
    piece: int | None = None
    for at, first in enumerate(top):
        if first < 0:
            continue
        high = foot[at] - first
        if high < LEAST_LEG and (high < 1 or copy.lines >= LEAST_LEG):
            return None
        if at in skyline.broken:
            above, inset = skyline.broken[at]
            below = high - above - inset - 2
            if min(above, below) + abs(shift) < PIECE:
                return None
            piece = len(slots)
            slots.append((at, first, above))
            slots.append((at, first + above + inset + 2, below))
        else:
            slots.append((at, first, high))
        if first > over[at] and foot[at] < lines:
            cost += pocket_cost(high)
    # beside the head, no text begins higher than it ends
    if over[0] > over[-1] and 0 <= top[-1] < over[0]:
        return None
    cost += leg_cost([high for _, _, high in slots], len(over))
    if cost > WORST:
        return None
    return Stand(tuple(skyline.placed), tuple(slots), cost, piece)


def _place(
    copy: Copy,
    arrangement: Arrangement,
    *,
    lines: int,
    over: tuple[int, ...],
    heights: list[int],
    skyline: _Skyline,
    shift: int,
) -> None:
    """Put the insets one after the other onto ``skyline``."""
    top, foot, placed = skyline.top, skyline.foot, skyline.placed
    rest = iter(heights)
    for place in arrangement.places:
        column, size = place.column, place.size
        across = range(column, column + size.columns)
        if place.edge == "top":
            high = next(rest)
            placed.append((top[column], high))
            below = top[column] + high + 1
            for at in across:
                top[at] = below
        elif place.edge == "foot":
            high = next(rest)
            above = foot[column] - high
            placed.append((above, high))
            for at in across:
                foot[at] = above - 1
        elif place.edge == "mid":
            high = next(rest)
            # under the picture beside it, if there is one
            fifths = 2 if top == list(over) else 3
            above = (foot[column] - top[column] - high) * fifths // 5 + shift
            skyline.broken[column] = (above, high)
            placed.append((top[column] + above + 1, high))
        else:
            high = lines - top[column]
            placed.append((top[column], high))
            for at in across:
                top[at] = foot[at] = -1
        if high != size.natural:
            skyline.cost += crop_cost(copy.insets[place.inset], size, lines=high)
