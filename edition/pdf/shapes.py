"""The shapes a story may take on paper, and what it takes to measure one."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from markupsafe import Markup

from ..document import Part, Placed
from ..model import Article, Box, Figure, Table
from .castoff import (
    DRAWN_WIDE,
    Grid,
    Piece,
    Scale,
    Size,
    balanced,
    caption_lines,
    depth,
    galley,
    headline_lines,
    picture_lines,
    table_measure,
)

Form = Literal["across", "beside", "opened", "topped", "halved", "brief", "lead"]
HeadSize = Literal["small", "middle", "large", "lead"]


@dataclass(frozen=True, slots=True)
class Story:
    """A story in the shape it takes.

    ``columns`` is its width. ``art`` is the figure that stands with the headline
    instead of in the text, ``art_lines`` how many lines high its picture is.
    ``depth`` is how many lines of the page the whole is reckoned to take.
    """

    part: Part
    form: Form
    columns: int
    size: HeadSize
    art: Placed | None
    art_lines: int
    body: tuple[Placed, ...]
    depth: int
    briefs: tuple[Story, ...] = ()
    """Briefs that stand ruled off at the end of its columns."""
    shelf: tuple[Placed, ...] = ()
    """What stands under the columns, side by side: see ``shelf_columns``."""
    aside: tuple[Placed, ...] = ()
    """What stands under its picture, where the text stands beside both."""
    spread: tuple[Placed, ...] = ()
    """Tables too wide for a column, which stand under the columns across all of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """Stories side by side; one alone has the page's whole width."""

    stories: tuple[Story, ...]
    briefs: tuple[Story, ...] = ()
    brief_columns: int = 0
    gap: int = 0
    """Lines left white at the foot of the page before it, as it begins on the next."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """The rows of every section, what they cost, and the line they end on through all pages."""

    sections: tuple[tuple[Row, ...], ...]
    cost: float
    end: int


def article(part: Part) -> Article:
    """Return the article a part of kind ``article`` is about."""
    assert isinstance(part.subject, Article)
    return part.subject


def figure_of(placed: Placed) -> Figure:
    """Return the figure of a placed figure."""
    assert isinstance(placed.block, Figure)
    return placed.block


@lru_cache(maxsize=4096)
def arrangement(
    pieces: tuple[tuple[Piece, ...], ...], movable: tuple[bool, ...], columns: int
) -> tuple[int, ...]:
    """Return the order of blocks at which ``columns`` columns end most evenly.

    ``pieces`` are the pieces of each block. Only what stands apart from the run
    of the text may move, one such block at a time, and every place it moves
    costs a little, as a picture belongs near its words.
    """
    order = tuple(range(len(pieces)))

    def cost(candidate: tuple[int, ...]) -> float:
        flat = tuple(piece for at in candidate for piece in pieces[at])
        moved = sum(abs(at - place) for place, at in enumerate(candidate) if movable[at])
        return balanced(flat, columns) * columns + 0.7 * moved

    best = cost(order)
    for at in (one for one in range(len(pieces)) if movable[one]):
        rest = tuple(one for one in order if one != at)
        for place in range(1, len(rest) + 1):
            if place < len(rest) and not _may_part(rest[place - 1], rest[place], pieces):
                continue
            candidate = (*rest[:place], at, *rest[place:])
            price = cost(candidate)
            if price < best - 0.5:
                best, order = price, candidate
    return order


def _may_part(before: int, after: int, pieces: tuple[tuple[Piece, ...], ...]) -> bool:
    """Return whether something may stand between two blocks: not under a crosshead."""
    return len(pieces[before]) == 1


def art_and_body(part: Part) -> tuple[Placed | None, tuple[Placed, ...]]:
    """Return the first figure of two columns or more, and the body without it."""
    wide = next((one for one in part.body if _asks_for_room(one)), None)
    wide = wide or next((one for one in part.body if needs_room(one)), None)
    if wide is None:
        return None, part.body
    return wide, tuple(one for one in part.body if one is not wide)


def _asks_for_room(placed: Placed) -> bool:
    if not isinstance(placed.block, Figure):
        return False
    return placed.block.size in ("wide", "full") or _is_strip(placed.block)


def _is_strip(figure: Figure) -> bool:
    """Return whether a photograph is so wide that a column would hold hardly a line of it."""
    picture = figure.picture
    return (
        figure.size is None
        and picture is not None
        and picture.kind == "jpeg"
        and picture.width > _STRIP * picture.height
    )


_STRIP = 4
"""How many times as wide as high a photograph is that needs several columns."""


def needs_room(placed: Placed) -> bool:
    """Return whether a figure of no stated size is a drawing that was drawn two columns wide."""
    if not isinstance(placed.block, Figure) or placed.block.size is not None:
        return False
    picture = placed.block.picture
    return picture is not None and picture.kind == "svg" and picture.width > DRAWN_WIDE


def shelf_of(body: tuple[Placed, ...], grid: Grid) -> tuple[Placed, ...]:
    """Return what stands on a shelf under the columns: two things side by side, or nothing.

    A figure of two columns or more, and another, a box or a table beside it. A
    drawing takes the two columns it was drawn for, a photograph the wider place.
    """
    first = next((one for one in body if _asks_for_room(one) or needs_room(one)), None)
    if first is None or grid.columns < 4:
        return ()
    others = [one for one in body if one is not first]
    second = next((one for one in others if _asks_for_room(one) or needs_room(one)), None)
    second = second or next((one for one in others if isinstance(one.block, Box)), None)
    second = second or next((one for one in others if isinstance(one.block, Table)), None)
    if second is None:
        return ()
    return (second, first) if needs_room(first) else (first, second)


def shelf_columns(grid: Grid) -> tuple[int, int]:
    """Return how many columns the two things on a shelf take."""
    return max(1, grid.columns - 2), 2


def shelf_with_photograph(body: tuple[Placed, ...], grid: Grid) -> tuple[Placed, ...]:
    """Return a drawing of two columns or more and a photograph beside it, or nothing."""
    drawing = next((one for one in body if needs_room(one)), None)
    photograph = next((one for one in body if _is_photograph(one)), None)
    if drawing is None or photograph is None or grid.columns < 4:
        return ()
    return drawing, photograph


def _is_photograph(placed: Placed) -> bool:
    if not isinstance(placed.block, Figure) or placed.block.size == "column":
        return False
    picture = placed.block.picture
    return picture is not None and picture.kind == "jpeg" and picture.width > picture.height


def shelf_heights(shelf: tuple[Placed, ...], grid: Grid) -> tuple[int, ...]:
    """Return the lines of the pictures on a shelf; a photograph is cropped to what it stands by."""
    high = [
        picture_lines(one.block, grid, columns) if isinstance(one.block, Figure) else 0
        for one, columns in zip(shelf, shelf_columns(grid), strict=False)
    ]
    return tuple(
        stretched(one.block, own, max(high)) if isinstance(one.block, Figure) else 0
        for one, own in zip(shelf, high, strict=True)
    )


def share_shown(figure: Figure, wide: float, high: float) -> float:
    """Return how much of a picture is to be seen, from 0 to 1, in a frame of that shape."""
    picture = figure.picture
    if picture is None or picture.kind in ("svg", "png") or not picture.height:
        return 1.0
    whole, frame = picture.width / picture.height, wide / high
    return min(whole / frame, frame / whole)


def shelf_lines(shelf: tuple[Placed, ...], grid: Grid, scale: Scale) -> int:
    """Return the lines a shelf takes with the air above it."""
    highest = 0
    heights = shelf_heights(shelf, grid)
    for placed, high, columns in zip(shelf, heights, shelf_columns(grid), strict=False):
        if isinstance(placed.block, Figure):
            high += caption_lines(placed.block, grid, scale, columns)
        else:
            measure = grid.measure(columns)
            high = depth(galley((placed,), (), grid, scale, measure=measure))
        highest = max(highest, high)
    return highest + 1 if shelf else 0


def table_columns(placed: Placed, grid: Grid, scale: Scale) -> int:
    """Return over how many columns a table must stand, 1 for what is no table.

    No more than there are, even if it is too wide for all of them.
    """
    if not isinstance(placed.block, Table):
        return 1
    least = table_measure(placed.block, scale)
    return next(
        (wide for wide in range(1, grid.columns) if least <= grid.measure(wide)), grid.columns
    )


def wide_tables(part: Part, grid: Grid, scale: Scale) -> tuple[Placed, ...]:
    """Return the tables of a story that are too wide for a column, but for one on a shelf."""
    wide = [one for one in part.body if table_columns(one, grid, scale) > 1]
    shelf = shelf_of(art_and_body(part)[1], grid) if wide else ()
    shelved = dict(zip((id(one) for one in shelf), shelf_columns(grid), strict=False))
    return tuple(one for one in wide if table_columns(one, grid, scale) > shelved.get(id(one), 0))


def without(part: Part, some: tuple[Placed, ...]) -> Part:
    """Return ``part`` without ``some`` of what stands in its body."""
    return replace(part, body=tuple(one for one in part.body if one not in some))


def spread_lines(spread: tuple[Placed, ...], grid: Grid, scale: Scale, columns: int) -> int:
    """Return the lines of tables across ``columns`` columns, with the air above each."""
    measure = grid.measure(columns)
    return sum(depth(galley((one,), (), grid, scale, measure=measure)) + 1 for one in spread)


def stretched(figure: Figure, natural: int, wanted: int) -> int:
    """Return the height nearest to ``wanted`` lines that a crop of a picture may have.

    A photograph may lose a quarter of its width or a sixth of its height; a
    drawing is never cropped, and a panorama hardly.
    """
    if figure.picture is None or figure.picture.kind == "svg" or figure.picture.kind == "png":
        return natural
    panorama = figure.picture.width > 2 * figure.picture.height
    return max(round(natural * 0.84), min(round(natural * (1.1 if panorama else 1.3)), wanted))


def wants_the_page(part: Part) -> bool:
    """Return whether a story has a picture that its editor wants as wide as the page."""
    figures = (placed.block for placed in part.body if isinstance(placed.block, Figure))
    return any(one.size == "full" for one in figures)


def furniture(part: Part, grid: Grid, scale: Scale, columns: int, size: HeadSize) -> int:
    """Return the lines of kicker, headline, standfirst and byline with the air under them."""
    return math.floor(furniture_height(part, grid, scale, columns, size) + 1)


def furniture_height(part: Part, grid: Grid, scale: Scale, columns: int, size: HeadSize) -> float:
    """Return the lines of kicker, headline, standfirst and byline, to half a line.

    What is left of the next whole line, or a line where nothing is, stays white.
    """
    story, measure = article(part), grid.measure(columns)
    step: Size = getattr(scale, size)
    title = story.print_headline or story.headline
    total = headline_lines(title, "Edition Headline", step.points, measure) * step.lines + 0.5
    if story.kicker:
        total += 1
    if story.standfirst:
        rows = headline_lines(
            story.standfirst, "Edition Text", scale.deck.points, min(measure, deck(grid))
        )
        total += rows * scale.deck.lines
    if story.bylines:
        total += 1.5 if story.standfirst else 1
    return round(total * 2) / 2


def deck(grid: Grid) -> float:
    """Return the widest measure of a standfirst, in points."""
    return grid.measure(min(3, grid.columns))


def closing(part: Part) -> int:
    """Return the lines that close a story: author's note and pointers to related stories."""
    story = article(part)
    note = len(Markup(story.author_note).striptags()) // 34 + 1.5 if story.author_note else 0
    pointers = sum(-(-(len(slug) + 6) // 36) for slug in story.related)
    return math.ceil(note + (pointers + 2 if pointers else 0))
