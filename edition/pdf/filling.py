"""Which shape each story takes, so that the pages come out full.

A story may stand across the page, beside its own picture, or beside another
story. A story across the page runs on to the next page wherever it must; the
other shapes stay whole. The shortest path through all choices wins, counting
paper left white, columns that end unevenly, and pages that look all alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..document import Part
from .castoff import Grid, Piece, Scale, balanced, depth, pour
from .options import UNEVEN, Option, Options
from .shapes import Row, Shaped

_WHITE, _HOLE, _ALIKE = 10.0, 0.5, 18.0
"""What white at a page's foot costs by the line and by its square, and a row like the last."""
_CLOSE, _SAFE = 22.0, 3
"""What it costs that a story ends so near the foot that a line too many turns the page."""
_MISSING_PAGE = 150.0
"""What a number of pages costs that is not the printer's multiple; white costs more."""
HEAD_AIR = 2
"""How many of the lines of a section's title are air above it, which the top of a page swallows."""
_AIR = 2
"""Lines between one row of stories and the next: the rule and the air above the headline."""
_STUB, _STUBBY = 10, 7.0
"""Lines a story should at least run on over the page, and what each line less costs."""
_BULKY = 120.0
"""What it costs that a picture higher than its share of the columns is turned over the page."""
_FEWEST = 7
"""Lines of text that must stand under a headline before the page may end."""


def shape_sections(
    sections: Sequence[Sequence[Part]],
    grid: Grid,
    scale: Scale,
    *,
    start: int,
    heads: Sequence[int],
    tail: int,
    multiple: int,
    longer: Mapping[str, int],
) -> Shaped:
    """Return the rows of each section's stories.

    ``start`` is the line they begin on, counted through all pages, ``heads`` how
    many lines the title of each section takes, ``tail`` how many lines follow the
    last story. ``longer`` is how many lines of one column a story was seen to take
    beyond its cast-off, by its anchor. A number of pages that is a ``multiple`` is
    worth some white.
    """
    best: dict[int, tuple[float, tuple[tuple[Row, ...], ...]]] = {start: (0.0, ())}
    for parts, above in zip(sections, heads, strict=True):
        after: dict[int, tuple[float, tuple[tuple[Row, ...], ...]]] = {}
        options = Options(tuple(parts), grid, scale, longer)
        for used, (cost, done) in best.items():
            head = above if parts else 0
            for end, (more, rows) in _search(options, used, head, grid).items():
                whole = (cost + more, (*done, rows))
                if end not in after or whole[0] < after[end][0]:
                    after[end] = whole
        best = after
    ended = [
        (cost + _ending(end, tail, multiple, grid), end, rows) for end, (cost, rows) in best.items()
    ]
    least, last, chosen = min(ended, key=lambda one: one[:2])
    return Shaped(chosen, least, last)


def _ending(end: int, tail: int, multiple: int, grid: Grid) -> float:
    """Return what it costs that the last story ends on line ``end``."""
    used = (end - 1) % grid.depth + 1
    pages = -(-end // grid.depth)
    white = 0.0
    if tail and used + 2 + tail > grid.depth:
        white = _left_white(grid.depth - used)
        pages += 1
    return white + (_MISSING_PAGE if pages % multiple else 0.0)


def _search(
    options: Options, used: int, head: int, grid: Grid
) -> dict[int, tuple[float, tuple[Row, ...]]]:
    """Return, for each line a section may end on, the cheapest rows that end there."""
    best: list[dict[tuple[int, bool], tuple[float, tuple[Row, ...], str]]] = [
        {} for _ in range(options.count + 1)
    ]
    best[0][(used, not options.briefs)] = (0.0, (), "")
    for index in range(options.count + 1):
        for state in sorted(best[index]):
            cost, rows, last = best[index][state]
            for option in options.at(index, done=state[1]):
                extra = head if not rows else 0
                end, more = _placed(option, state[0], extra, grid)
                pattern = "+".join(f"{one.columns}{one.form}" for one in option.row.stories)
                more += option.cost + (_ALIKE if pattern == last else 0.0)
                target = best[index + option.takes]
                key = (end, state[1] or option.brief)
                if key not in target or cost + more < target[key][0]:
                    row = replace(option.row, gap=_gap(option, state[0], extra, grid))
                    target[key] = (cost + more, (*rows, row), pattern)
    return {end: (cost, rows) for (end, done), (cost, rows, _) in best[-1].items() if done} or {
        used: (0.0, ())
    }


def _placed(option: Option, at: int, head: int, grid: Grid) -> tuple[int, float]:
    """Return the line ``option`` ends on and what it wastes, put at line ``at`` of all pages."""
    page, at = divmod(at, grid.depth)
    base, following = page * grid.depth, (page + 1) * grid.depth
    air = _AIR if at else 0
    start = at + air + (head if at else max(0, head - HEAD_AIR)) + option.whole
    head = max(0, head - HEAD_AIR)
    if not option.loose:
        if at and start + 2 > grid.depth:
            return following + head + option.whole, _left_white(grid.depth - at)
        return base + start, _risk(start, grid)
    end, white = _poured(option, at, base, start, head, grid)
    if option.tail:
        last = (end - 1) % grid.depth + 1
        if last + option.tail > grid.depth:
            white += _left_white(grid.depth - last)
            end += grid.depth - last
        else:
            # What is too long for the page takes the whole shelf with it to the next.
            white += _risk(last + option.tail, grid) * option.tail / _SAFE
        end += option.tail
    return end, white


def _risk(end: int, grid: Grid) -> float:
    """Return what it costs to end a line or two above the foot, where cast-off may be wrong."""
    return max(0.0, _CLOSE * (end + _SAFE - grid.depth))


def _is_bulky(left: tuple[Piece, ...], columns: int) -> bool:
    """Return whether a whole piece is so high that the engine will not end the columns evenly."""
    tallest = max((piece.lines for piece in left if piece.whole), default=0)
    return tallest > 6 and tallest > 0.75 * depth(left) / columns


def _gap(option: Option, at: int, head: int, grid: Grid) -> int:
    """Return the lines left white before ``option`` when it has to begin on the next page."""
    at %= grid.depth
    start = at + _AIR + head + option.whole
    if not at:
        return 0
    if not option.loose:
        return grid.depth - at if start + 2 > grid.depth else 0
    if start + balanced(option.loose, grid.columns) <= grid.depth:
        return 0
    room = grid.depth - start
    fits = room >= _FEWEST and pour(option.loose, grid.columns, room) is not None
    return 0 if fits else grid.depth - at


def _poured(
    option: Option, at: int, base: int, start: int, head: int, grid: Grid
) -> tuple[int, float]:
    """Return where the loose lines of ``option`` end, and the white on the way there."""
    columns, following = grid.columns, base + grid.depth
    high = balanced(option.loose, columns)
    if start + high <= grid.depth:
        return base + start + high, _risk(start + high, grid)
    white = 0.0
    room = grid.depth - start
    poured = pour(option.loose, columns, room) if room >= _FEWEST else None
    if poured is None:
        white = _left_white(grid.depth - at)
        start = head + option.whole
        if start + high <= grid.depth:
            return following + start + high, white
        following += grid.depth
        poured = pour(option.loose, columns, grid.depth - start)
    left = poured[0] if poured else ()
    if left:
        white += _BULKY if _is_bulky(left, columns) else 0.0
    while left:
        high = balanced(left, columns)
        white += (high * columns - depth(left)) * UNEVEN + max(0, _STUB - high) * _STUBBY
        if high <= grid.depth:
            return following + high, white
        following += grid.depth
        poured = pour(left, columns, grid.depth)
        left = poured[0] if poured else ()
    return following, white


def _left_white(lines: int) -> float:
    """Return what ``lines`` of white at the foot of a page cost: a hole more than two gaps."""
    return lines * _WHITE + lines * lines * _HOLE
