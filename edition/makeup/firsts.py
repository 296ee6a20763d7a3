"""First parts of a story that goes on on another page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from .arrangements import arrangements
from .copy import Copy
from .heights import Body, stood
from .pour import Galley
from .preferences import LEAST_LEG

_FIRST_LINES: Final = 12
"""A first part has so many lines of text at least."""

_KEPT: Final = 4
_ARRANGEMENTS: Final = 4


def first_bodies(
    copy: Copy, galley: Galley, columns: int, *, depth: int, least: int
) -> Iterator[Body]:
    """Yield first parts in ``columns`` columns, each leaving ``least`` lines or more."""
    over = (0,) * columns
    for kept in range(min(len(copy.insets), _KEPT) + 1):
        first = replace(copy, insets=copy.insets[:kept])
        without = 4.0 * (len(copy.insets) > 0 and not kept)
        for arrangement in arrangements(first, columns, depth=depth)[:_ARRANGEMENTS]:
            if any(place.edge == "full" for place in arrangement.places):
                continue
            heights = [place.size.natural for place in arrangement.places]
            for lines in range(LEAST_LEG, depth + 1):
                stand = stood(copy, arrangement, lines, over, heights)
                if stand is None:
                    continue
                legs = tuple(high for _, _, high in stand.slots)
                if not _FIRST_LINES <= sum(legs) <= galley.lines + galley.give - least:
                    continue
                poured = galley.pour_opening(legs, least=least)
                if poured is not None:
                    cost = stand.cost + poured.cost + without
                    yield Body(arrangement, columns, lines, *stand[:2], poured.stops, cost)
