"""Pictures without text: rows of insets, one under another, that fill a module exactly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from .arrangements import Arrangement, Place
from .copy import Copy, InsetSize
from .heights import Body
from .preferences import WORST, crop_cost, inset_cost, left_out_cost

_ROW: Final = 0.5
_MOST_INSETS: Final = 40
_BODIES: Final = 2


class _Row(NamedTuple):
    """Insets side by side, the columns filled, their heights the same."""

    sizes: tuple[InsetSize, ...]
    least: int
    most: int
    cost: float


class _Pile(NamedTuple):
    """Rows one under another, the last of them first."""

    cost: float
    rows: tuple[tuple[_Row, int], ...]


def row_bodies(copy: Copy, columns: int, *, depth: int) -> Iterator[Body]:
    """Yield the best ways to fill ``columns`` columns with the insets of a story without text."""
    optional = [one for one in copy.insets if one.optional]
    kept = [number for number, one in enumerate(copy.insets) if not one.optional]
    if not kept or len(kept) > _MOST_INSETS:
        return
    left = tuple(one.name for one in optional)
    without = sum(left_out_cost(copy, one, only=False) or 0.0 for one in optional)
    piles = _piled(copy, tuple(kept), columns, depth=depth)
    for lines in sorted(piles):
        for pile in piles[lines][:_BODIES]:
            cost = pile.cost + without
            if cost <= WORST:
                yield _body(tuple(kept), pile, columns, lines, cost, left)


def _piled(
    copy: Copy, kept: tuple[int, ...], columns: int, *, depth: int
) -> dict[int, list[_Pile]]:
    """Return the cheapest piles of rows that hold all ``kept`` insets, by their height."""

    @cache
    def rows(number: int) -> tuple[_Row, ...]:
        return tuple(_rows(copy, kept[number:], columns, width=columns))

    # by the insets they hold, then by their lines
    best: list[dict[int, list[_Pile]]] = [{} for _ in range(len(kept) + 1)]
    best[0][-1] = [_Pile(0.0, ())]
    for number in range(len(kept)):
        for row in rows(number):
            after = best[number + len(row.sizes)]
            held = kept[number : number + len(row.sizes)]
            for high in range(row.least, min(row.most, depth) + 1):
                cost = row.cost + _ROW + _cropped(copy, held, row, high)
                for above, piles in best[number].items():
                    lines = above + 1 + high
                    if lines > depth:
                        continue
                    ways = after.setdefault(lines, [])
                    ways.extend(_Pile(p.cost + cost, ((row, high), *p.rows)) for p in piles)
                    ways.sort(key=lambda pile: pile.cost)
                    del ways[_BODIES:]
    return best[-1]


def _rows(copy: Copy, left: tuple[int, ...], columns: int, *, width: int) -> Iterator[_Row]:
    """Yield the rows the next insets can stand in, ``columns`` of ``width`` still to fill."""
    if not columns:
        yield _Row((), 0, 10**6, 0.0)
        return
    if not left:
        return
    inset = copy.insets[left[0]]
    for size in inset.sizes:
        if size.columns > columns:
            continue
        cost = inset_cost(copy, inset, columns=size.columns, width=width) / 2
        for rest in _rows(copy, left[1:], columns - size.columns, width=width):
            least, most = max(size.least, rest.least), min(size.most, rest.most)
            if least <= most:
                yield _Row((size, *rest.sizes), least, most, cost + rest.cost)


def _cropped(copy: Copy, held: tuple[int, ...], row: _Row, high: int) -> float:
    return sum(
        crop_cost(copy.insets[index], size, lines=high)
        for index, size in zip(held, row.sizes, strict=True)
    )


def _body(
    kept: tuple[int, ...],
    pile: _Pile,
    columns: int,
    lines: int,
    cost: float,
    left: tuple[str, ...],
) -> Body:
    places: list[Place] = []
    placed: list[tuple[int, int]] = []
    rest = iter(kept)
    line = 0
    for row, high in reversed(pile.rows):
        column = 0
        for size in row.sizes:
            places.append(Place(next(rest), size, column, "top"))
            placed.append((line, high))
            column += size.columns
        line += high + 1
    first = places[0].size.columns
    arrangement = Arrangement(tuple(places), cost, left, key=(first, "top", len(pile.rows)))
    return Body(arrangement, columns, lines, tuple(placed), (), (0,), cost)
