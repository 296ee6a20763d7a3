"""Where the insets of a story may stand in a module, before anything is measured in lines.

An arrangement says which columns an inset takes, and whether it hangs from the head,
stands on the foot, fills its columns or breaks a column of text in two. How high each
is comes later.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import Final, Literal, NamedTuple

from .copy import Copy, Inset, InsetSize
from .preferences import LEAST_LEG, WORST, inset_cost, left_out_cost

Edge = Literal["top", "foot", "full", "mid"]

_WIDTHS_TRIED: Final = 3
_KEPT: Final = 24
_OFFERED: Final = 16
_KEPT_OF_REST: Final = 10
_OFFERED_OF_REST: Final = 8
"""The same for what goes on on another page: of rests there are many."""

_FEW: Final = 4
_UNEVEN: Final = 0.2
"""By how much an arrangement is put back for each cell that nothing can fill."""

INFINITE: Final = float("inf")

_BURIED: Final = 1.2
"""What it costs when no column begins with text under the head."""

_ALIKE: Final = 2
"""Arrangements kept whose first inset stands in the same way."""


class Place(NamedTuple):
    """Inset number ``inset`` of the story, ``size.columns`` wide from ``column`` on."""

    inset: int
    size: InsetSize
    column: int
    edge: Edge


class Arrangement(NamedTuple):
    """The places of a story's insets, each stacked on those before it at the same edge."""

    places: tuple[Place, ...] = ()
    cost: float = 0.0
    left_out: tuple[str, ...] = ()
    tops: tuple[int, ...] = ()
    """Per column, the number of the place that hangs lowest, -1 for none."""
    feet: tuple[int, ...] = ()
    load: tuple[int, ...] = ()
    """Per column, the lines its insets take at their natural heights."""
    key: tuple[int, str, int] = (0, "", 0)
    """What sets it apart at a glance: columns, edge and place of its first inset."""

    @property
    def look(self) -> tuple[tuple[int, str, int], int]:
        """What a reader would tell it from another by."""
        return self.key, len(self.left_out)


def arrangements(copy: Copy, columns: int, *, depth: int) -> tuple[Arrangement, ...]:
    """Return good ways to place the insets of ``copy`` in ``columns`` columns, best first."""
    found = [Arrangement(tops=(-1,) * columns, feet=(-1,) * columns, load=(0,) * columns)]
    # cells that can make columns end on one line: the text, and the insets still to come
    level = copy.lines - LEAST_LEG * columns
    to_come = [_cells(inset, columns) for inset in copy.insets]
    for index in range(len(copy.insets)):
        grown: list[_Growth] = []
        for arrangement in found:
            grown.extend(_with(copy, arrangement, index, depth=depth))
        most = _KEPT_OF_REST if copy.continued else _KEPT
        found = _best(grown, most, level=level + sum(to_come[index + 1 :]), depth=depth)
        if not found:
            return ()
    return tuple(found[: _OFFERED_OF_REST if copy.continued else _OFFERED])


def _cells(inset: Inset, columns: int) -> int:
    """Return about how many cells ``inset`` takes."""
    taken = [size.columns * size.natural for size in inset.sizes if size.columns <= columns]
    return min(taken[:2][-1:], default=0)


def _best(grown: list[_Growth], most: int, *, level: int, depth: int) -> list[Arrangement]:
    """Return the cheapest of what ``grown`` gives, but not too many that look alike.

    Those whose columns ``level`` cells cannot make even come last. One is worked out
    when nothing that is can be cheaper.
    """
    kept: list[Arrangement] = []
    alike: dict[tuple[int, str, int, int], int] = {}
    known: list[tuple[float, int, Arrangement]] = []
    order = sorted(range(len(grown)), key=lambda number: grown[number].cost)
    for number in (*order, -1):
        bound = grown[number].cost if number >= 0 else INFINITE
        while known and (known[0][0] <= bound):
            one = heappop(known)[2]
            key = (*one.key, len(one.left_out))
            if one.cost > WORST or alike.get(key, 0) >= _ALIKE * max(1, most // _OFFERED * 2):
                continue
            alike[key] = alike.get(key, 0) + 1
            kept.append(one)
            if len(kept) == most:
                return kept
        if bound > WORST:
            continue
        one = _placed(grown[number], depth=depth)
        heappush(known, (one.cost + _uneven(one, level), number, one))
    return kept


def _uneven(arrangement: Arrangement, level: int) -> float:
    load = arrangement.load
    return _UNEVEN * max(0, max(load) * len(load) - sum(load) - level)


class _Growth(NamedTuple):
    """An arrangement and the place, ``None`` for none, that its next inset could have."""

    arrangement: Arrangement
    place: Place | None
    cost: float
    """What it costs at the very least."""
    without: str = ""


def _with(copy: Copy, arrangement: Arrangement, index: int, *, depth: int) -> Iterator[_Growth]:
    inset = copy.insets[index]
    columns = len(arrangement.tops)
    priced = sorted(
        (
            (inset_cost(copy, inset, columns=size.columns, width=columns), size)
            for size in inset.sizes
            if size.columns <= columns and size.least <= depth
        ),
        key=lambda pair: (pair[0], pair[1].columns),
    )
    # where there are many, no single one is looked at so hard
    share = min(1.0, _FEW / (len(arrangement.places) + 1))
    for cost, size in priced[:_WIDTHS_TRIED]:
        for column, edge, more in _spots(arrangement, inset, size.columns, columns):
            place = Place(index, size, column, edge)
            yield _Growth(arrangement, place, arrangement.cost + (cost + more) * share)
    without = left_out_cost(copy, inset, only=len(copy.insets) == 1)
    if without is not None:
        yield _Growth(arrangement, None, arrangement.cost + without, inset.name)


def _placed(growth: _Growth, *, depth: int) -> Arrangement:
    """Return the arrangement that ``growth`` gives."""
    arrangement, place, cost, without = growth
    if place is None:
        left_out = (*arrangement.left_out, without)
        return arrangement._replace(cost=cost, left_out=left_out)
    number = len(arrangement.places)
    across = range(place.column, place.column + place.size.columns)
    tops, feet = list(arrangement.tops), list(arrangement.feet)
    load = list(arrangement.load)
    for column in across:
        if place.edge != "foot":
            tops[column] = number
        if place.edge != "top":
            feet[column] = number
        load[column] += place.size.natural + 1
    if place.edge == "top" and place.size.columns < len(tops) and -1 not in tops:
        cost += _BURIED
    if max(load) > depth:
        cost += 5.0 + 0.5 * (max(load) - depth)
    return Arrangement(
        (*arrangement.places, place),
        cost,
        arrangement.left_out,
        tuple(tops),
        tuple(feet),
        tuple(load),
        arrangement.key if number else (place.size.columns, place.edge, place.column),
    )


def _spots(
    arrangement: Arrangement, inset: Inset, wide: int, columns: int
) -> Iterator[tuple[int, Edge, float]]:
    """Yield where an inset ``wide`` columns wide can go next, and what that costs."""
    tops, feet, load = arrangement.tops, arrangement.feet, arrangement.load
    leading = inset.kind == "picture" and not arrangement.places
    many = len(arrangement.places) >= _FEW
    order = 0.0 if leading else 0.3
    # columns that take nothing more
    closed = [top == foot != -1 for top, foot in zip(tops, feet, strict=True)]
    edges: tuple[tuple[Edge, tuple[int, ...]], ...] = (("top", tops), ("foot", feet))
    for edge, skyline in edges:
        dear = _edge_cost(inset, edge, leading=leading, many=many)
        free: list[int] = []
        stacked: list[int] = []
        for column in range(columns - wide + 1):
            if not closed[column] and _level(skyline, column, wide):
                (free if skyline[column] == -1 else stacked).append(column)
        if free:
            yield free[-1], edge, dear + order
            if free[0] != free[-1]:
                yield free[0], edge, dear + order + (2.0 if edge == "top" else 0.4)
        if stacked:
            light = min(stacked, key=lambda column: (max(load[column : column + wide]), -column))
            yield light, edge, dear + 1.0
            if skyline[stacked[-1]] != skyline[light]:
                yield stacked[-1], edge, dear + 1.3
    empty = [column for column in range(columns) if tops[column] == feet[column] == -1]
    if inset.kind == "quote":
        if empty and wide == 1 and all(place.edge != "mid" for place in arrangement.places):
            yield empty[len(empty) // 2], "mid", 0.0
    elif wide < columns and not any(closed) and empty[-wide:] == [*range(columns - wide, columns)]:
        yield columns - wide, "full", 0.8


def _level(skyline: tuple[int, ...], column: int, wide: int) -> bool:
    """Return whether ``wide`` columns from ``column`` on are taken to the same line."""
    return wide == 1 or skyline[column : column + wide] == (skyline[column],) * wide


def _edge_cost(inset: Inset, edge: Edge, *, leading: bool, many: bool) -> float:
    match inset.kind:
        case "picture" if many and not leading:
            # They stand in heaps whatever is done, and heaps grow from the foot of the page.
            return 0.6 if edge == "top" else 0.0
        case "picture":
            return (0.0 if edge == "top" else 4.0) if leading else (0.4 if edge == "top" else 0.6)
        case "quote":
            return 0.4 if edge == "top" else 0.8
        case _:
            return 1.0 if edge == "top" else 0.0
