"""How high the insets of an arrangement stand, so that the text fills what is left exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from .arrangements import Arrangement, Place, arrangements
from .copy import Copy
from .pour import Galley, Poured
from .preferences import LEAST_LEG, WORST, crop_cost, leg_cost

Slot = tuple[int, int, int]
"""A column's share of the text: its column, its first line, its lines."""

_BODIES: Final = 4
"""Bodies of one height that are poured; the rest would cost more."""

_POURS: Final = 14
_SLACKS: Final = (0, 1, -1, 2, -2, 3, 4, -3, 5, 6, -4, 7, 8)
_FILLINGS: Final = 3
"""Heights tried for one arrangement in one module."""

_SLACK: Final = 0.25
_FIRST_LINES: Final = 12
"""A first part has so many lines of text at least."""


@dataclass(frozen=True, slots=True)
class Body:
    """Insets and text of a module, its head left away, measured from its first line.

    ``placed`` gives first line and lines for each place of the arrangement; ``stops``
    the lines of the galley at which the columns begin and the last one ends. ``beside``:
    the lines count from the top of the module, because an inset stands beside the head.
    """

    arrangement: Arrangement
    columns: int
    lines: int
    placed: tuple[tuple[int, int], ...]
    slots: tuple[Slot, ...]
    stops: tuple[int, ...]
    cost: float
    beside: bool = False

    @property
    def crowned(self) -> bool:
        """Whether a picture over the whole width comes first under the head."""
        first = self.arrangement.places[0] if self.arrangement.places else None
        return first is not None and first.edge == "top" and first.size.columns == self.columns


def bodies(
    copy: Copy,
    galley: Galley,
    found: tuple[Arrangement, ...],
    columns: int,
    *,
    depth: int,
    roof: tuple[int, ...] | None = None,
) -> Iterator[Body]:
    """Yield the best ways to fill ``columns`` columns exactly, a few of each height.

    ``roof`` is the height of the head over each column when it does not reach over all.
    """
    over = roof or (0,) * columns
    waiting: dict[int, list[Body]] = {}
    for arrangement in found:
        for lines in _depths(galley, arrangement, over, depth=depth):
            for body in _fillings(copy, galley, arrangement, lines, over):
                waiting.setdefault(lines, []).append(replace(body, beside=roof is not None))
    for lines in sorted(waiting):
        yield from _poured(galley, waiting[lines])


def _poured(galley: Galley, waiting: list[Body]) -> Iterator[Body]:
    """Yield the best of the bodies that the text can fill, each looking unlike the others."""
    seen: set[tuple[tuple[int, str, int], int]] = set()
    for body in sorted(waiting, key=lambda one: one.cost)[:_POURS]:
        look = (body.arrangement.key, len(body.arrangement.left_out))
        if look in seen:
            continue
        poured = galley.pour(tuple(lines for _, _, lines in body.slots))
        if poured is None:
            continue
        seen.add(look)
        yield replace(body, stops=poured.stops, cost=body.cost + poured.cost)
        if len(seen) == _BODIES:
            return


def _depths(
    galley: Galley, arrangement: Arrangement, over: tuple[int, ...], *, depth: int
) -> range:
    """Return the heights in lines at which the arrangement could come out even."""
    text = len(over)
    least = most = 0
    for place in arrangement.places:
        wide = place.size.columns
        if place.edge == "full":
            text -= wide
        else:
            least += wide * (place.size.least + 1)
            most += wide * (place.size.most + 1)
    full = [place for place in arrangement.places if place.edge == "full"]
    if not text:
        return range(0)
    roof = sum(over) - sum(over[p.column] * p.size.columns for p in full)
    low = -(-(galley.lines - galley.droppable + least + roof) // text)
    high = (galley.lines + galley.give + most + roof) // text
    for place in full:
        low = max(low, place.size.least + over[place.column])
        high = min(high, place.size.most + over[place.column])
    return range(max(low, 1), min(high, depth) + 1)


def _fillings(
    copy: Copy, galley: Galley, arrangement: Arrangement, lines: int, over: tuple[int, ...]
) -> Iterator[Body]:
    """Yield bodies ``lines`` lines high whose text has as many lines as there is room for."""
    free = [place for place in arrangement.places if place.edge != "full"]
    room = lines * len(over) - sum(over) - sum(place.size.columns for place in free)
    for place in arrangement.places:
        if place.edge == "full":
            room -= place.size.columns * (lines - over[place.column])
    made = 0
    for slack in _SLACKS:
        if not -galley.droppable <= slack <= galley.give:
            continue
        heights = _shared(free, room - galley.lines - slack)
        if heights is None:
            continue
        body = _body(copy, arrangement, lines, over, heights)
        if body is not None:
            yield replace(body, cost=body.cost + _SLACK * abs(slack))
            made += 1
        if made == _FILLINGS:
            return


def _shared(free: list[Place], cells: int) -> list[int] | None:
    """Return heights that take ``cells`` cells together, each as near its own as the others."""
    natural = sum(place.size.columns * place.size.natural for place in free)
    away = cells - natural
    heights = [place.size.natural for place in free]
    if not away:
        return heights
    ends = [place.size.most if away > 0 else place.size.least for place in free]
    spans = [end - height for end, height in zip(ends, heights, strict=True)]
    span = sum(place.size.columns * own for place, own in zip(free, spans, strict=True))
    if not span or away / span > 1:
        return None
    # rounded down, so that what is missing can only be added
    heights = [height + own * away // span for height, own in zip(heights, spans, strict=True)]
    missing = cells - sum(p.size.columns * h for p, h in zip(free, heights, strict=True))
    by_width = sorted(range(len(free)), key=lambda number: -free[number].size.columns)
    while missing:
        for number in by_width:
            size = free[number].size
            if size.columns <= missing and heights[number] < size.most:
                heights[number] += 1
                missing -= size.columns
                break
        else:
            return None
        by_width.append(by_width.pop(by_width.index(number)))
    if any(h < p.size.least for p, h in zip(free, heights, strict=True)):
        return None
    return heights


def _body(
    copy: Copy,
    arrangement: Arrangement,
    lines: int,
    over: tuple[int, ...],
    heights: list[int],
) -> Body | None:
    """Return insets of these heights in their places, ``None`` if a column has too little text.

    Its text is not poured yet.
    """
    top, foot = list(over), [lines] * len(over)
    placed: list[tuple[int, int]] = []
    cost = arrangement.cost
    rest = iter(heights)
    for place in arrangement.places:
        across = range(place.column, place.column + place.size.columns)
        match place.edge:
            case "top":
                high = next(rest)
                placed.append((top[place.column], high))
                for column in across:
                    top[column] += high + 1
            case "foot":
                high = next(rest)
                placed.append((foot[place.column] - high, high))
                for column in across:
                    foot[column] -= high + 1
            case "full":
                high = lines - top[place.column]
                placed.append((top[place.column], high))
                for column in across:
                    foot[column] = top[column]
        cost += crop_cost(copy.insets[place.index], place.size, high)
    slots: list[Slot] = []
    full = {c for p in arrangement.places if p.edge == "full" for c in _across(p)}
    for column, (first, last) in enumerate(zip(top, foot, strict=True)):
        if column in full:
            continue
        if last - first < LEAST_LEG:
            return None
        slots.append((column, first, last - first))
    if over[0] > over[-1] and top[-1] < over[0] and len(over) - 1 not in full:
        return None
    cost += leg_cost(tuple(high for _, _, high in slots), len(over))
    if cost > WORST:
        return None
    return Body(arrangement, len(over), lines, tuple(placed), tuple(slots), (), cost)


def _across(place: Place) -> range:
    return range(place.column, place.column + place.size.columns)


def opening_bodies(
    copy: Copy, galley: Galley, columns: int, *, depth: int, least: int
) -> Iterator[Body]:
    """Yield first parts in ``columns`` columns, each leaving ``least`` lines or more."""
    over = (0,) * columns
    for kept in range(min(len(copy.insets), 4) + 1):
        first = replace(copy, insets=copy.insets[:kept])
        without = 4.0 * (len(copy.insets) > 0 and not kept)
        for arrangement in arrangements(first, columns, depth=depth)[:4]:
            if any(place.edge == "full" for place in arrangement.places):
                continue
            for lines in range(LEAST_LEG, depth + 1):
                heights = [place.size.natural for place in arrangement.places]
                body = _body(copy, arrangement, lines, over, heights)
                if body is None:
                    continue
                text = sum(high for _, _, high in body.slots)
                if text < _FIRST_LINES or text > galley.lines + galley.give - least:
                    continue
                poured: Poured | None = galley.pour_opening(
                    tuple(high for _, _, high in body.slots), least=least
                )
                if poured is not None:
                    yield replace(body, stops=poured.stops, cost=body.cost + poured.cost + without)
