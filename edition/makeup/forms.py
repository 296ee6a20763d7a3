"""All the ways to fill a rectangle of columns and lines exactly with one story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

from .arrangements import Arrangement, arrangements
from .copy import Copy, Grid, Head, Position
from .firsts import first_bodies
from .heights import Body, bodies
from .plan import Form, Leg, Placed, Rect
from .pour import Galley
from .preferences import AIR_BY_HEAD, LEAST_LEG, WORST, head_cost, width_cost
from .rows import row_bodies

MOST_FORMS: Final = 4
"""Forms offered for one size."""

ABOVE_HEAD: Final = 2.0
"""What a picture over the headline costs: it is the headline that says what is seen."""

_HEADS_TRIED: Final = 4
_HEADS_BESIDE: Final = 2


class _Choice(NamedTuple):
    """A body under a head, not yet drawn up: what is needed to compare it with others."""

    cost: float
    head: Head | None
    air: int
    body: Body
    above: bool = False

    @property
    def look(self) -> tuple[object, ...]:
        """What a reader would tell it from another by."""
        size = self.head.size if self.head else ""
        across = self.head.columns if self.head else 0
        return (size, across, self.above, self.body.arrangement.look)

    @property
    def lines(self) -> int:
        if self.head is None or self.body.beside:
            return self.body.lines
        return self.body.lines + self.head.lines + self.air


@dataclass(frozen=True, eq=False)
class Sketch:
    """A form of a story that is drawn up when somebody asks for it; few of them are."""

    columns: int
    lines: int
    cost: float
    end: Position | None
    _copy: Copy
    _galley: Galley
    _choice: _Choice

    @cached_property
    def form(self) -> Form:
        """Return it with every rectangle and every line in its place."""
        return _form(self, self._copy, self._galley, choice=self._choice)


def forms(copy: Copy, grid: Grid, *, depth: int) -> tuple[Form, ...]:
    """Return the ways to fill a module with the whole of ``copy``, at most ``depth`` lines high.

    They are ordered by columns, then lines, then cost; four at most of one size.
    """
    return tuple(one.form for one in sketches(copy, grid, depth=depth))


def sketches(copy: Copy, grid: Grid, *, depth: int) -> tuple[Sketch, ...]:
    """Return the same ways, not yet drawn up."""
    galley = Galley(copy)
    found: list[Sketch] = []
    for columns in _widths(copy, grid):
        choices = _choices(copy, grid, galley=galley, columns=columns, depth=depth)
        found.extend(_sketched(copy, galley, columns=columns, choices=choices))
    return tuple(found)


def openings(copy: Copy, grid: Grid, *, depth: int, least: int, low: int = 0) -> tuple[Form, ...]:
    """Return first parts of ``copy``, each leaving at least ``least`` lines for another page.

    Insets that are neither placed nor left out are for the rest. ``low``: they are as wide as
    the page and so many lines high or more; 0: any size will do.
    """
    found = first_sketches(copy, grid, depth=depth, least=least, low=low)
    return tuple(one.form for one in found)


def first_sketches(
    copy: Copy, grid: Grid, *, depth: int, least: int, low: int = 0
) -> tuple[Sketch, ...]:
    """Return the same first parts, not yet drawn up."""
    galley = Galley(copy)
    found: list[Sketch] = []
    for columns in (grid.columns,) if low else _widths(copy, grid):
        choices = _first_parts(
            copy, grid, galley=galley, columns=columns, depth=depth, least=least, low=low
        )
        found.extend(_sketched(copy, galley, columns=columns, choices=choices))
    return tuple(found)


def _widths(copy: Copy, grid: Grid) -> tuple[int, ...]:
    if copy.pin.columns and not copy.continued:
        return (copy.pin.columns,) if copy.pin.columns <= grid.columns else ()
    return tuple(range(1, grid.columns + 1))


def _heads(copy: Copy, columns: int) -> tuple[tuple[float, Head | None], ...]:
    """Return the heads to try over ``columns`` columns, the best first, with what they cost."""
    if not copy.heads:
        return ((0.0, None),)
    priced = [(head_cost(copy, head), head) for head in copy.heads if head.columns == columns]
    priced.sort(key=lambda pair: (pair[0], pair[1].lines))
    return tuple(priced[:_HEADS_TRIED])


def _choices(
    copy: Copy, grid: Grid, *, galley: Galley, columns: int, depth: int
) -> Iterator[_Choice]:
    """Yield every body under every head that suits it."""
    base = width_cost(copy, grid, columns=columns)
    over = _heads(copy, columns)
    if galley.start >= galley.end:
        for body in row_bodies(copy, columns, depth=depth):
            yield from _under(over, body, base=base, depth=depth)
        return
    across = arrangements(copy, columns, depth=depth)
    if over:
        low = min(head.lines if head else 0 for _, head in over)
        for body in bodies(copy, galley, found=across, columns=columns, depth=depth - low):
            yield from _under(over, body, base=base, depth=depth)
    yield from _beside(copy, galley, across=across, columns=columns, base=base, depth=depth)


def _under(
    heads: tuple[tuple[float, Head | None], ...], body: Body, *, base: float, depth: int
) -> Iterator[_Choice]:
    for cost, head in heads:
        high = head.lines if head else 0
        for air, dear in enumerate(AIR_BY_HEAD if head else AIR_BY_HEAD[:1]):
            whole = base + cost + body.cost + dear
            if body.lines + high + air > depth or whole > WORST:
                break
            yield _Choice(whole, head, air, body)
            if head and not air and body.crowned:
                yield _Choice(whole + ABOVE_HEAD, head, air, body, above=True)


def _beside(
    copy: Copy,
    galley: Galley,
    *,
    across: tuple[Arrangement, ...],
    columns: int,
    base: float,
    depth: int,
) -> Iterator[_Choice]:
    """Yield bodies in which the first picture stands beside the head and not under it."""
    by_column: dict[int, list[Arrangement]] = {}
    for arrangement in across:
        first = arrangement.places[0] if arrangement.places else None
        if first is None or copy.insets[first.inset].kind != "picture":
            continue
        if first.edge == "foot" or first.column == 0 or first.column + first.size.columns < columns:
            continue
        if any(p.edge == "top" and p.column < first.column for p in arrangement.places[1:]):
            continue
        by_column.setdefault(first.column, []).append(arrangement)
    for column, found in by_column.items():
        for cost, head in _heads(copy, column)[:_HEADS_BESIDE]:
            if head is None:
                continue
            roof = (head.lines,) * column + (0,) * (columns - column)
            ways = bodies(copy, galley, found=tuple(found), columns=columns, depth=depth, roof=roof)
            for body in ways:
                full = body.arrangement.places[0].edge == "full"
                whole = base + cost + body.cost + (0.5 if full else 1.0)
                if whole <= WORST:
                    yield _Choice(whole, head, 0, body)


def _first_parts(
    copy: Copy, grid: Grid, *, galley: Galley, columns: int, depth: int, least: int, low: int
) -> Iterator[_Choice]:
    base = width_cost(copy, grid, columns=columns)
    over = _heads(copy, columns)[:2]
    if not over:
        return
    high = [head.lines if head else 0 for _, head in over]
    heights = range(max(LEAST_LEG, low - max(high)), depth - min(high) + 1)
    for body in first_bodies(copy, galley, columns=columns, heights=heights, least=least):
        for cost, head in over:
            whole = base + cost + body.cost
            lines = body.lines + (head.lines if head else 0)
            if low <= lines <= depth and whole <= WORST:
                yield _Choice(whole, head, 0, body)


def _sketched(
    copy: Copy, galley: Galley, *, columns: int, choices: Iterator[_Choice]
) -> Iterator[Sketch]:
    """Yield the best few choices of each size, each unlike the others of its size."""
    sizes: dict[int, list[_Choice]] = {}
    for choice in choices:
        sizes.setdefault(choice.lines, []).append(choice)
    for lines in sorted(sizes):
        seen: set[tuple[object, ...]] = set()
        for choice in sorted(sizes[lines], key=lambda one: one.cost):
            if choice.look in seen:
                continue
            seen.add(choice.look)
            stop = choice.body.stops[-1]
            end = galley.position(stop) if choice.body.slots and stop < galley.end else None
            cost = round(choice.cost, 3)
            yield Sketch(columns, lines, cost, end, copy, galley, choice)
            if len(seen) == MOST_FORMS:
                break


def _form(sketch: Sketch, copy: Copy, galley: Galley, *, choice: _Choice) -> Form:
    """Draw up ``choice``: every rectangle and every line in its place."""
    body, head = choice.body, choice.head
    high = head.lines + choice.air if head else 0
    down = 0 if body.beside else high
    head_at = Rect(0, 0, head.columns, high) if head else None
    insets: list[Placed] = []
    for place, (line, lines) in zip(body.arrangement.places, body.placed, strict=True):
        inset = copy.insets[place.inset]
        rect = Rect(place.column, line + down, place.size.columns, lines)
        insets.append(Placed(inset.name, inset.kind, rect, lines - place.size.natural))
    if choice.above and head_at:
        top = insets[0].rect.moved(0, -down)
        insets[0] = replace(insets[0], rect=top)
        head_at = head_at.moved(0, top.lines + 1)
    return Form(
        sketch.columns,
        sketch.lines,
        sketch.cost,
        head,
        head_at,
        tuple(insets),
        tuple(_legs(galley, body, down=down)),
        sketch.end,
        body.arrangement.left_out,
    )


def _legs(galley: Galley, body: Body, *, down: int) -> Iterator[Leg]:
    turned = bool(body.slots) and body.stops[-1] < galley.end
    for number, (column, line, lines) in enumerate(body.slots):
        free = 1 if turned and number == len(body.slots) - 1 else 0
        strips = galley.strips(body.stops[number], body.stops[number + 1], lines - free)
        yield Leg(Rect(column, line + down, 1, lines), strips)
