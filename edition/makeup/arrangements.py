"""Where the insets of a story may stand in a module, before anything is measured in lines.

An arrangement says which columns an inset takes, and whether it hangs from the head,
stands on the foot or fills its columns. How high each is comes later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from .copy import Copy, Inset, InsetSize
from .preferences import WORST, inset_cost, left_out_cost

Edge = Literal["top", "foot", "full"]

_WIDTHS_TRIED: Final = 3
_KEPT: Final = 24
_OFFERED: Final = 16
_FEW: Final = 4
_ALIKE: Final = 2
"""Arrangements kept whose first inset stands in the same way."""


@dataclass(frozen=True, slots=True)
class Place:
    """Inset ``index`` of the story, ``size.columns`` wide from ``column`` on."""

    index: int
    size: InsetSize
    column: int
    edge: Edge


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The places of a story's insets, each stacked on those before it at the same edge."""

    places: tuple[Place, ...] = ()
    cost: float = 0.0
    left_out: tuple[str, ...] = ()
    tops: tuple[int, ...] = ()
    """Per column, the number of the place that hangs lowest, -1 for none."""
    feet: tuple[int, ...] = ()
    load: tuple[int, ...] = ()
    """Per column, the lines its insets take at their natural heights."""

    @property
    def key(self) -> tuple[int, str, int]:
        """What sets it apart at a glance: how its first inset stands."""
        if not self.places:
            return (0, "", 0)
        first = self.places[0]
        return (first.size.columns, first.edge, first.column)

    @property
    def look(self) -> tuple[tuple[int, str, int], int]:
        """What a reader would tell it from another by."""
        return self.key, len(self.left_out)


def arrangements(copy: Copy, columns: int, *, depth: int) -> tuple[Arrangement, ...]:
    """Return good ways to place the insets of ``copy`` in ``columns`` columns, best first."""
    found = [Arrangement(tops=(-1,) * columns, feet=(-1,) * columns, load=(0,) * columns)]
    for index in range(len(copy.insets)):
        grown: list[Arrangement] = []
        for arrangement in found:
            grown.extend(_with(copy, arrangement, index, depth=depth))
        found = _best(grown, _KEPT)
        if not found:
            return ()
    return tuple(_best(found, _OFFERED))


def _best(found: list[Arrangement], most: int) -> list[Arrangement]:
    """Return the cheapest of ``found``, but not too many that look alike."""
    kept: list[Arrangement] = []
    alike: dict[tuple[int, str, int, int], int] = {}
    for one in sorted(found, key=lambda one: one.cost):
        key = (*one.key, len(one.left_out))
        if one.cost > WORST or alike.get(key, 0) >= _ALIKE * max(1, most // _OFFERED * 2):
            continue
        alike[key] = alike.get(key, 0) + 1
        kept.append(one)
        if len(kept) == most:
            break
    return kept


def _with(copy: Copy, arrangement: Arrangement, index: int, *, depth: int) -> Iterator[Arrangement]:
    inset = copy.insets[index]
    columns = len(arrangement.tops)
    priced = sorted(
        (inset_cost(copy, inset, size.columns, columns), size.columns, size)
        for size in inset.sizes
        if size.columns <= columns and size.least <= depth
    )
    # where there are many, no single one is looked at so hard
    share = min(1.0, _FEW / (len(arrangement.places) + 1))
    for cost, _, size in priced[:_WIDTHS_TRIED]:
        for column, edge, more in _openings(arrangement, inset, size.columns, columns):
            place = Place(index, size, column, edge)
            yield _placed(arrangement, place, (cost + more) * share, depth=depth)
    without = left_out_cost(copy, inset, only=len(copy.insets) == 1)
    if without is not None:
        yield replace(
            arrangement,
            cost=arrangement.cost + without,
            left_out=(*arrangement.left_out, inset.name),
        )


def _placed(arrangement: Arrangement, place: Place, cost: float, *, depth: int) -> Arrangement:
    number = len(arrangement.places)
    across = range(place.column, place.column + place.size.columns)
    tops, feet = list(arrangement.tops), list(arrangement.feet)
    load = list(arrangement.load)
    for column in across:
        if place.edge in ("top", "full"):
            tops[column] = number
        if place.edge in ("foot", "full"):
            feet[column] = number
        load[column] += place.size.natural + 1
    if max(load) > depth:
        cost += 5.0 + 0.5 * (max(load) - depth)
    return Arrangement(
        (*arrangement.places, place),
        arrangement.cost + cost,
        arrangement.left_out,
        tuple(tops),
        tuple(feet),
        tuple(load),
    )


def _openings(
    arrangement: Arrangement, inset: Inset, wide: int, columns: int
) -> Iterator[tuple[int, Edge, float]]:
    """Yield where an inset ``wide`` columns wide can go next, and what that costs."""
    tops, feet, load = arrangement.tops, arrangement.feet, arrangement.load
    leading = inset.kind == "picture" and not arrangement.places
    order = 0.0 if leading else 0.3
    full = {column for column in range(columns) if tops[column] == feet[column] != -1}
    for edge, edges in (("top", tops), ("foot", feet)):
        dear = _edge_cost(inset, edge, leading=leading)
        runs = [
            column
            for column in range(columns - wide + 1)
            if all(edges[column] == edges[column + step] for step in range(wide))
            and not full.intersection(range(column, column + wide))
        ]
        free = [column for column in runs if edges[column] == -1]
        stacked = [column for column in runs if edges[column] != -1]
        if free:
            yield free[-1], edge, dear + order  # type: ignore[misc]
            if free[0] != free[-1]:
                left = 2.0 if edge == "top" else 0.4
                yield free[0], edge, dear + order + left  # type: ignore[misc]
        if stacked:
            light = min(stacked, key=lambda column: (max(load[column : column + wide]), -column))
            yield light, edge, dear + 1.0  # type: ignore[misc]
            if edges[stacked[-1]] != edges[light]:
                yield stacked[-1], edge, dear + 1.3  # type: ignore[misc]
    if wide < columns and not full and inset.kind != "quote":
        column = columns - wide
        if all(tops[at] == feet[at] == -1 for at in range(column, columns)):
            yield column, "full", 0.8


def _edge_cost(inset: Inset, edge: str, *, leading: bool) -> float:
    match inset.kind:
        case "picture":
            return (0.0 if edge == "top" else 2.5) if leading else (0.6 if edge == "top" else 0.0)
        case "quote":
            return 0.2 if edge == "top" else 0.0
        case _:
            return 1.0 if edge == "top" else 0.0
