"""First parts of a story that goes on on another page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from .arrangements import Arrangement, arrangements
from .copy import Copy
from .heights import Body, echoed
from .pour import Galley
from .preferences import WITHOUT_PICTURE
from .standing import Stand, stood

_FIRST_LINES: Final = 12
"""A first part has so many lines of text at least."""

_KEPT: Final = 3
_ARRANGEMENTS: Final = 3
_BODIES: Final = 3
_TRIED: Final = 6
_SHORT: Final = 0.15
"""What each line costs that a first part has less than a column should."""

_COLUMN: Final = 25


def first_bodies(
    copy: Copy, galley: Galley, *, columns: int, heights: range, least: int
) -> Iterator[Body]:
    """Yield first parts in ``columns`` columns, each leaving ``least`` lines or more.

    Their heights in lines, without the head, are among ``heights``.

    They take the first insets of the story at their natural heights and leave the others.
    """
    if galley.lines < least + _FIRST_LINES:
        return
    over = (0,) * columns
    waiting: dict[int, list[tuple[float, int, Arrangement, Stand]]] = {}
    for arrangement, cost in _starts(copy, galley, columns=columns, depth=heights.stop - 1):
        insets = [place.size.natural for place in arrangement.places if place.edge != "full"]
        for lines in heights:
            if not _fits(arrangement, lines):
                continue
            stand = stood(copy, arrangement, lines=lines, over=over, heights=insets)
            if stand is None:
                continue
            text = sum([high for _, _, high in stand.slots])
            if _FIRST_LINES <= text <= galley.lines + galley.give - least:
                ways = waiting.setdefault(lines, [])
                whole = stand.cost + cost + _SHORT * max(0, _COLUMN - text)
                ways.append((whole, len(ways), arrangement, stand))
    for lines in sorted(waiting):
        yield from _poured(copy, galley, waiting[lines], columns=columns, lines=lines, least=least)


def _starts(
    copy: Copy, galley: Galley, *, columns: int, depth: int
) -> Iterator[tuple[Arrangement, float]]:
    """Yield arrangements of the first few insets, and what leaving the others costs."""
    pictures = any(inset.kind == "picture" for inset in copy.insets)
    for kept in _counts(copy, galley, columns=columns, depth=depth):
        first = replace(copy, insets=copy.insets[:kept])
        shown = any(inset.kind == "picture" for inset in first.insets)
        cost = WITHOUT_PICTURE if pictures and not shown else 0.0
        found = 0
        for arrangement in arrangements(first, columns, depth=depth):
            if arrangement.left_out:
                continue
            yield arrangement, cost
            found += 1
            if found == _ARRANGEMENTS:
                break


def _counts(copy: Copy, galley: Galley, *, columns: int, depth: int) -> tuple[int, ...]:
    """Return how many insets to try in the first part: few, or their fair share of many."""
    whole = galley.lines
    for inset in copy.insets:
        whole += min((size.columns * (size.natural + 1) for size in inset.sizes), default=0)
    fair = round(len(copy.insets) * min(1.0, columns * depth / whole)) if whole else 0
    counts = {*range(_KEPT + 1), fair - 1, fair}
    return tuple(sorted(count for count in counts if 0 <= count <= len(copy.insets)))


def _fits(arrangement: Arrangement, lines: int) -> bool:
    """Return whether an inset that fills its columns can be so high."""
    return all(
        place.size.least <= lines <= place.size.most
        for place in arrangement.places
        if place.edge == "full"
    )


def _poured(
    copy: Copy,
    galley: Galley,
    waiting: list[tuple[float, int, Arrangement, Stand]],
    *,
    columns: int,
    lines: int,
    least: int,
) -> Iterator[Body]:
    seen: set[tuple[object, ...]] = set()
    for cost, _, arrangement, stand in sorted(waiting, key=lambda way: way[:2])[:_TRIED]:
        look = (arrangement.look, len(arrangement.places))
        if look in seen:
            continue
        poured = galley.pour_opening(tuple([high for _, _, high in stand.slots]), least=least)
        if poured is None:
            continue
        seen.add(look)
        slots = stand.slots
        whole = cost + poured.cost
        whole += echoed(copy, arrangement, galley, slots=slots, stops=poured.stops)
        yield Body(arrangement, columns, lines, stand.placed, stand.slots, poured.stops, whole)
        if len(seen) == _BODIES:
            return
