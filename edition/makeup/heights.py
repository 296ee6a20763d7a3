"""How high the insets of an arrangement stand, so that the text fills what is left exactly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from math import gcd
from typing import Final, NamedTuple

from .arrangements import Arrangement, Place
from .copy import Copy
from .pour import Galley
from .preferences import LEAST_LEG, WORST, crop_cost, echo_cost
from .standing import PIECE, Slot, stood

_BODIES: Final = 3
"""Bodies of one height that are offered; the rest would cost more."""

_TRIED: Final = 9
_BESIDE: Final = 1
_BESIDE_TRIED: Final = 4
"""The same for those with a picture beside the head."""

_SLACKS: Final = (0, 1, -1, 2, -2, 3, 4, -3, 5, 6, -4, 7, 8)
_FILLINGS: Final = 3
"""Pourings tried of one arrangement at one height."""

_WORSE: Final = 9.0
"""What a body may cost more than another of its height and still be worth offering."""

_SAME: Final = 2
"""Bodies of one height whose first inset stands alike."""


class Body(NamedTuple):
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
        """Whether an inset over the whole width comes first, with text somewhere under it."""
        if not self.arrangement.places or not self.slots:
            return False
        first = self.arrangement.places[0]
        return first.edge == "top" and first.size.columns == self.columns


class _Room(NamedTuple):
    """What an arrangement takes in cells, before its heights are settled.

    ``text`` columns hold text, ``taken`` cells of them are the head's and the insets' air
    and ``natural`` those of the insets as they come; they can ``grow`` and ``shrink``.
    """

    arrangement: Arrangement
    free: tuple[Place, ...]
    step: int
    text: int
    taken: int
    natural: int
    grow: int
    shrink: int
    grown: float
    """What growing to the last cell costs."""
    shrunk: float
    low: int
    high: int
    """Heights in lines between which there is room for all of it."""


def bodies(
    copy: Copy,
    galley: Galley,
    *,
    found: tuple[Arrangement, ...],
    columns: int,
    depth: int,
    roof: tuple[int, ...] | None = None,
) -> Iterator[Body]:
    """Yield the best ways to fill ``columns`` columns exactly, a few of each height.

    ``roof`` is the height of the head over each column when it does not reach over all.
    """
    over = roof or (0,) * columns
    most, tried = (_BODIES, _TRIED) if roof is None else (_BESIDE, _BESIDE_TRIED)
    waiting: dict[int, list[tuple[float, int, _Room]]] = {}
    for number, arrangement in enumerate(found):
        room = _room(copy, arrangement, over, depth=depth)
        if room is None:
            continue
        for lines in _depths(galley, room):
            cost = arrangement.cost + _estimate(galley, room, lines)
            waiting.setdefault(lines, []).append((cost, number, room))
    for lines in sorted(waiting):
        ways = sorted(waiting[lines])[:tried]
        yield from islice(
            _poured(copy, galley, ways=ways, lines=lines, over=over, beside=roof is not None), most
        )


def _room(
    copy: Copy, arrangement: Arrangement, over: tuple[int, ...], *, depth: int
) -> _Room | None:
    free = tuple(place for place in arrangement.places if place.edge != "full")
    text, taken, low, high = len(over), sum(over), 1, depth
    load = list(over)
    for place in arrangement.places:
        if place.edge == "full":
            text -= place.size.columns
            taken -= place.size.columns * over[place.column]
            low = max(low, place.size.least + over[place.column])
            high = min(high, place.size.most + over[place.column])
    if not text:
        return None
    natural = grow = shrink = step = 0
    grown = shrunk = 0.0
    for place in free:
        wide, size, inset = place.size.columns, place.size, copy.insets[place.inset]
        step = gcd(step, wide)
        taken += 2 * wide if place.edge == "mid" else wide
        natural += wide * size.natural
        grow += wide * (size.most - size.natural)
        shrink += wide * (size.natural - size.least)
        grown += crop_cost(inset, size, lines=size.most)
        shrunk += crop_cost(inset, size, lines=size.least)
        more = 2 + PIECE if place.edge == "mid" else 1
        for column in range(place.column, place.column + wide):
            load[column] += size.least + more
    low = max(low, max(load) + LEAST_LEG if free else low)
    cells = (step, text, taken, natural, grow, shrink)
    return _Room(arrangement, free, *cells, grown, shrunk, low, high)


def _depths(galley: Galley, room: _Room) -> range:
    """Return the heights in lines at which the arrangement could come out even."""
    least = galley.lines - galley.droppable + room.taken + room.natural - room.shrink
    most = galley.lines + galley.give + room.taken + room.natural + room.grow
    return range(max(room.low, -(-least // room.text)), min(room.high, most // room.text) + 1)


def _estimate(galley: Galley, room: _Room, lines: int) -> float:
    """Return about what the heights will cost when the module is ``lines`` lines high."""
    away = lines * room.text - room.taken - room.natural - galley.lines
    if away > 0:
        return room.grown * (min(away, room.grow) / room.grow) ** 2 if room.grow else 0.0
    return room.shrunk * (min(-away, room.shrink) / room.shrink) ** 2 if room.shrink else 0.0


def _poured(
    copy: Copy,
    galley: Galley,
    *,
    ways: list[tuple[float, int, _Room]],
    lines: int,
    over: tuple[int, ...],
    beside: bool,
) -> Iterator[Body]:
    """Yield the best of the bodies that the text can fill, not too many of them alike."""
    seen: dict[tuple[tuple[int, str, int], int], int] = {}
    best = WORST
    for cost, _, room in ways:
        arrangement = room.arrangement
        if cost > best + _WORSE:
            return
        if seen.get(arrangement.look, 0) >= _SAME:
            continue
        body = _filled(copy, galley, room=room, lines=lines, over=over, beside=beside)
        if body is not None:
            seen[arrangement.look] = seen.get(arrangement.look, 0) + 1
            best = min(best, body.cost)
            yield body


def _filled(
    copy: Copy, galley: Galley, *, room: _Room, lines: int, over: tuple[int, ...], beside: bool
) -> Body | None:
    """Return an arrangement made to fill ``lines`` lines exactly, ``None`` if it will not."""
    cells = lines * room.text - room.taken - galley.lines
    made = 0
    for slack in _slacks(galley, room, cells):
        heights = _shared(room, cells - slack)
        if heights is None:
            continue
        stand = stood(copy, room.arrangement, lines=lines, over=over, heights=heights)
        if stand is None:  # another line or two would not make room for its text
            return None
        poured = galley.pour(tuple([high for _, _, high in stand.slots]), broken=stand.broken)
        if poured is not None:
            if poured.shift:
                moved = stood(
                    copy,
                    room.arrangement,
                    lines=lines,
                    over=over,
                    heights=heights,
                    shift=poured.shift,
                )
                stand = moved or stand
            placed, slots = stand.placed, stand.slots
            cost = stand.cost + poured.cost
            cost += echoed(copy, room.arrangement, galley, slots=slots, stops=poured.stops)
            return Body(
                room.arrangement, len(over), lines, placed, slots, poured.stops, cost, beside
            )
        made += 1
        if made == _FILLINGS:
            return None
    return None


def echoed(
    copy: Copy,
    arrangement: Arrangement,
    galley: Galley,
    *,
    slots: tuple[Slot, ...],
    stops: tuple[int, ...],
) -> float:
    """Return what it costs that quotations stand beside the words they repeat."""
    cost = 0.0
    for place in arrangement.places:
        said = copy.insets[place.inset].said
        if said is None:
            continue
        across = range(place.column, place.column + place.size.columns)
        beside = [number for number, (column, _, _) in enumerate(slots) if column in across]
        if not beside:
            continue
        # of a column that is broken, the second piece begins under it
        at = stops[beside[0] + (place.edge == "foot" or len(beside) > place.size.columns)]
        cost += echo_cost(round(said * galley.end), at)
    return cost


def _slacks(galley: Galley, room: _Room, cells: int) -> Iterator[int]:
    """Yield how many lines longer than it comes the text could be set, the best first."""
    low, high = -galley.droppable, galley.give
    if not room.step:
        if low <= cells <= high:
            yield cells
        return
    low, high = (
        max(low, cells - room.natural - room.grow),
        min(high, cells - room.natural + room.shrink),
    )
    for slack in _SLACKS:
        if low <= slack <= high and (cells - slack) % room.step == 0:
            yield slack


def _shared(room: _Room, cells: int) -> list[int] | None:
    """Return heights that take ``cells`` cells together, each as near its own as the others."""
    away = cells - room.natural
    if not away:
        return [place.size.natural for place in room.free]
    heights = []
    missing = cells
    for place in room.free:
        size = place.size
        # rounded down, so that what is missing can only be added
        if away > 0:
            high = size.natural + (size.most - size.natural) * away // room.grow
        else:
            high = size.natural + (size.natural - size.least) * away // room.shrink
        heights.append(high)
        missing -= high * size.columns
    if not missing:
        return heights
    by_width = sorted(range(len(heights)), key=lambda number: -room.free[number].size.columns)
    while missing:
        for number in by_width:
            size = room.free[number].size
            if size.columns <= missing and heights[number] < size.most:
                heights[number] += 1
                missing -= size.columns
                by_width.remove(number)
                by_width.append(number)
                break
        else:
            return None
    return heights
