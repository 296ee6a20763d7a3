"""Where the insets of a story may stand in a module, before anything is measured in lines.

An arrangement says which columns an inset takes, and whether it hangs from the head,
stands on the foot, fills its columns or breaks a column of text in two. How high each
is comes later.
"""

from __future__ import annotations

from collections.abc import Callable
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
_MANY: Final = 8
"""Insets beyond which a story takes them wherever they go."""

_AT_FOOT: Final = 1.2
"""What a picture that is not the first costs at the foot, where text should end a story."""

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
    few = len(copy.insets) <= _MANY
    for index, inset in enumerate(copy.insets):
        priced = _priced(copy, inset, columns, depth=depth)
        without = left_out_cost(copy, inset, only=len(copy.insets) == 1)
        grown: list[_Growth] = []
        for arrangement in found:
            _grow(arrangement, inset, priced, without, few=few, onto=grown)
        most = _KEPT_OF_REST if copy.continued else _KEPT
        to_level = level + sum(to_come[index + 1 :])
        found = _best(copy, index, grown, most, level=to_level, depth=depth)
        if not found:
            return ()
    return tuple(found[: _OFFERED_OF_REST if copy.continued else _OFFERED])


def _cells(inset: Inset, columns: int) -> int:
    """Return about how many cells ``inset`` takes."""
    taken = [size.columns * size.natural for size in inset.sizes if size.columns <= columns]
    return min(taken[:2][-1:], default=0)


def _best(
    copy: Copy, index: int, grown: list[_Growth], most: int, *, level: int, depth: int
) -> list[Arrangement]:
    """Return the cheapest of what ``grown`` gives, but not too many that look alike.

    Those whose columns ``level`` cells cannot make even come last. One is worked out
    when nothing that is can be cheaper.
    """
    kept: list[Arrangement] = []
    alike: dict[tuple[tuple[int, str, int], int], int] = {}
    many = _ALIKE * max(1, most // _OFFERED * 2)
    known: list[tuple[float, int, Arrangement]] = []
    # by cost, and among equals as they come
    order = sorted(range(len(grown)), key=[growth[0] for growth in grown].__getitem__)
    for number in (*order, -1):
        bound = grown[number][0] if number >= 0 else INFINITE
        while known and known[0][0] <= bound:
            one = heappop(known)[2]
            if one.cost > WORST:
                continue
            look = one.look
            count = alike.get(look, 0)
            if count >= many:
                continue
            alike[look] = count + 1
            kept.append(one)
            if len(kept) == most:
                return kept
        if bound > WORST:
            continue
        one = _placed(copy, index, grown[number], depth=depth)
        load = one.load
        uneven = max(load) * len(load) - sum(load) - level
        heappush(known, (one.cost + _UNEVEN * uneven if uneven > 0 else one.cost, number, one))
    return kept


_Growth = tuple[float, Arrangement, InsetSize | None, int, Edge]
"""What an arrangement costs at the very least with its next inset so wide, from a column on,
at an edge; without it when no size is given."""


def _priced(copy: Copy, inset: Inset, columns: int, *, depth: int) -> list[tuple[float, InsetSize]]:
    """Return the few widths ``inset`` had best have, with what they cost."""
    priced = [
        (inset_cost(copy, inset, columns=size.columns, width=columns), size)
        for size in inset.sizes
        if size.columns <= columns and size.least <= depth
    ]
    priced.sort(key=lambda pair: (pair[0], pair[1].columns))
    return priced[:_WIDTHS_TRIED]


def _grow(
    arrangement: Arrangement,
    inset: Inset,
    priced: list[tuple[float, InsetSize]],
    without: float | None,
    *,
    few: bool,
    onto: list[_Growth],
) -> None:
    """Add to ``onto`` every way to go on from ``arrangement`` with its next inset."""
    before = arrangement.cost
    # where there are many, no single one is looked at so hard
    share = min(1.0, _FEW / (len(arrangement.places) + 1))
    spots = _spots(arrangement, inset, few=few)
    for cost, size in priced:
        for column, edge, more in spots(size.columns):
            onto.append((before + (cost + more) * share, arrangement, size, column, edge))
    if without is not None:
        onto.append((before + without, arrangement, None, 0, "top"))


def _placed(copy: Copy, index: int, growth: _Growth, *, depth: int) -> Arrangement:
    """Return the arrangement that ``growth`` gives."""
    cost, arrangement, size, column, edge = growth
    if size is None:
        left_out = (*arrangement.left_out, copy.insets[index].name)
        return arrangement._replace(cost=cost, left_out=left_out)
    number = len(arrangement.places)
    tops, feet = list(arrangement.tops), list(arrangement.feet)
    load = list(arrangement.load)
    for at in range(column, column + size.columns):
        if edge != "foot":
            tops[at] = number
        if edge != "top":
            feet[at] = number
        load[at] += size.natural + 1
    if edge == "top" and size.columns < len(tops) and -1 not in tops:
        cost += _BURIED
    high = max(load)
    if high > depth:
        cost += 5.0 + 0.5 * (high - depth)
    return Arrangement(
        (*arrangement.places, Place(index, size, column, edge)),
        cost,
        arrangement.left_out,
        tuple(tops),
        tuple(feet),
        tuple(load),
        arrangement.key if number else (size.columns, edge, column),
    )


def _spots(
    arrangement: Arrangement, inset: Inset, *, few: bool
) -> Callable[[int], list[tuple[int, Edge, float]]]:
    """Return a function that tells where an inset so many columns wide can go next, and its cost.

    The cost is what the place costs, without that of the width.
    """
    tops, feet, load = arrangement.tops, arrangement.feet, arrangement.load
    columns = len(tops)
    leading = inset.kind == "picture" and not arrangement.places
    many = len(arrangement.places) >= _FEW
    order = 0.0 if leading else 0.3
    # columns that take nothing more
    closed = [top == foot != -1 for top, foot in zip(tops, feet, strict=True)]
    by_edge: tuple[tuple[Edge, tuple[int, ...]], ...] = (("top", tops), ("foot", feet))
    edges = [
        (edge, skyline, _level(skyline, closed), dear + order, dear)
        for edge, skyline in by_edge
        for dear in (_edge_cost(inset, edge, leading=leading, many=many, few=few),)
    ]
    empty = [at for at in range(columns) if tops[at] == feet[at] == -1]
    broken = any(place.edge == "mid" for place in arrangement.places)

    def spots(wide: int) -> list[tuple[int, Edge, float]]:
        found: list[tuple[int, Edge, float]] = []
        for edge, skyline, level, at_edge, dear in edges:
            room = [at for at in range(columns - wide + 1) if level[at] >= wide]
            free = [at for at in room if skyline[at] == -1]
            if free:
                found.append((free[-1], edge, at_edge))
                if free[0] != free[-1]:
                    found.append((free[0], edge, at_edge + (2.0 if edge == "top" else 0.4)))
            if len(free) == len(room):
                continue
            stacked = [at for at in room if skyline[at] != -1]
            light = min(stacked, key=lambda at: (max(load[at : at + wide]), -at))
            found.append((light, edge, dear + 1.0))
            if skyline[stacked[-1]] != skyline[light]:
                found.append((stacked[-1], edge, dear + 1.3))
        if inset.kind == "quote":
            if empty and wide == 1 and not broken:
                found.append((empty[len(empty) // 2], "mid", 0.0))
        elif (
            wide < columns
            and empty[-wide:] == [*range(columns - wide, columns)]
            and not any(closed)
        ):
            found.append((columns - wide, "full", 0.8))
        return found

    return spots


def _level(skyline: tuple[int, ...], closed: list[bool]) -> list[int]:
    """Return for each column how many from it on are taken to the same line, 0 where closed."""
    found = [0] * len(skyline)
    for at in range(len(skyline) - 1, -1, -1):
        if not closed[at]:
            alike = at + 1 < len(skyline) and skyline[at + 1] == skyline[at]
            found[at] = 1 + (found[at + 1] if alike else 0)
    return found


def _edge_cost(inset: Inset, edge: Edge, *, leading: bool, many: bool, few: bool) -> float:
    match inset.kind:
        case "picture" if many and not leading:
            # They stand in heaps whatever is done, and heaps grow from the foot of the page.
            return 0.6 if edge == "top" else 0.0
        case "picture" if leading:
            return 0.0 if edge == "top" else 4.0
        case "picture":
            return 0.4 if edge == "top" else _AT_FOOT if few else 0.6
        case "quote":
            return 0.4 if edge == "top" else 0.8
        case _:
            return 1.0 if edge == "top" else 0.0
