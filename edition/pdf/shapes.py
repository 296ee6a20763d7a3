"""Which shape each story takes, so that the pages come out full.

A story may stand across the page, beside its own picture, or beside another
story. A story across the page runs on to the next page wherever it must; the
other shapes stay whole. The shortest path through all choices wins, counting
paper left white, columns that end unevenly, and pages that look all alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from markupsafe import Markup

from ..document import Part, Placed
from ..model import Article, Box, Crosshead, Figure, PullQuote
from .castoff import (
    Grid,
    Piece,
    Scale,
    Size,
    balanced,
    caption_lines,
    depth,
    galley,
    headline_lines,
    lines,
    picture_lines,
    pour,
)

Form = Literal["across", "beside", "opened", "topped", "halved", "brief", "lead"]
HeadSize = Literal["small", "middle", "large", "lead"]

_AIR = 2
"""Lines between one row of stories and the next: the rule and the air above the headline."""
_SHALLOW = 24
"""A picture of no more lines may open a story across the whole page."""
_FEWEST = 7
"""Lines of text that must stand under a headline before the page may end."""
_WHITE, _UNEVEN, _ALIKE = 12.0, 1.3, 24.0
_MISSING_PAGE = 150.0
"""What a line of white at a page's foot, a line of a column ended early, and a row like the one
before it cost; a pair of stories that ends even earns a little."""


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


@dataclass(frozen=True, slots=True)
class Row:
    """Stories side by side; one alone has the page's whole width."""

    stories: tuple[Story, ...]
    briefs: tuple[Story, ...] = ()
    brief_columns: int = 0


@dataclass(frozen=True, slots=True)
class Shaped:
    """The rows of every section, what they cost, and the line they end on through all pages."""

    sections: tuple[tuple[Row, ...], ...]
    cost: float
    end: int


@dataclass(frozen=True, slots=True)
class _Option:
    """A row with what the search must know: lines that stay whole, lines that may break."""

    row: Row
    takes: int
    whole: int
    loose: tuple[Piece, ...]
    cost: float
    brief: bool = False
    """Whether the section's briefs stand in this row."""


def shape_sections(
    sections: Sequence[Sequence[Part]],
    grid: Grid,
    scale: Scale,
    *,
    start: int,
    heads: Sequence[int],
    tail: int,
    multiple: int,
) -> Shaped:
    """Return the rows of each section's stories.

    ``start`` is the line they begin on, counted through all pages, ``heads`` how
    many lines the title of each section takes, ``tail`` how many lines follow the
    last story. A number of pages that is a ``multiple`` is worth some white.
    """
    best: dict[int, tuple[float, tuple[tuple[Row, ...], ...]]] = {start: (0.0, ())}
    for parts, above in zip(sections, heads, strict=True):
        after: dict[int, tuple[float, tuple[tuple[Row, ...], ...]]] = {}
        options = _Options(tuple(parts), grid, scale)
        for used, (cost, done) in best.items():
            head = above if parts else 0
            for end, (more, rows) in _search(options, used, head, grid).items():
                whole = (cost + more, (*done, rows))
                if end not in after or whole[0] < after[end][0]:
                    after[end] = whole
        best = after
    ended = [
        (cost + _ending(end, tail, multiple, grid), end, rows)
        for end, (cost, rows) in best.items()
    ]
    cost, end, rows = min(ended, key=lambda one: one[:2])
    return Shaped(rows, cost, end)


def _ending(end: int, tail: int, multiple: int, grid: Grid) -> float:
    """Return what it costs that the last story ends on line ``end``."""
    used = (end - 1) % grid.depth + 1
    pages = -(-end // grid.depth)
    white = 0.0
    if tail and used + 2 + tail > grid.depth:
        white = (grid.depth - used) * _WHITE
        pages += 1
    return white + (-pages % multiple) * _MISSING_PAGE


def _search(
    options: _Options, used: int, head: int, grid: Grid
) -> dict[int, tuple[float, tuple[Row, ...]]]:
    """Return, for each line a section may end on, the cheapest rows that end there."""
    State = tuple[int, bool]
    best: list[dict[State, tuple[float, tuple[Row, ...], str]]] = [
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
                    target[key] = (cost + more, (*rows, option.row), pattern)
    return {
        end: (cost, rows) for (end, done), (cost, rows, _) in best[-1].items() if done
    } or {used: (0.0, ())}


def _placed(option: _Option, at: int, head: int, grid: Grid) -> tuple[int, float]:
    """Return the line ``option`` ends on and what it wastes, put at line ``at`` of all pages."""
    columns = grid.columns
    page, at = divmod(at, grid.depth)
    base, following = page * grid.depth, (page + 1) * grid.depth
    air = _AIR if at else 0
    start = at + air + head + option.whole
    if not option.loose:
        if at and start + 2 > grid.depth:
            return following + head + option.whole, (grid.depth - at) * _WHITE
        return base + start, 0.0
    high = balanced(option.loose, columns)
    if start + high <= grid.depth:
        return base + start + high, 0.0
    white = 0.0
    room = grid.depth - start
    poured = pour(option.loose, columns, room) if room >= _FEWEST else None
    if poured is None:
        white = (grid.depth - at) * _WHITE
        start = head + option.whole
        if start + high <= grid.depth:
            return following + start + high, white
        following += grid.depth
        poured = pour(option.loose, columns, grid.depth - start)
    left = poured[0] if poured else ()
    while left:
        high = balanced(left, columns)
        white += (high * columns - depth(left)) * _UNEVEN + (45.0 if high < 5 else 0.0)
        if high <= grid.depth:
            return following + high, white
        following += grid.depth
        poured = pour(left, columns, grid.depth)
        left = poured[0] if poured else ()
    return following, white


class _Options:
    """The rows that may begin with each story of a section."""

    def __init__(self, parts: tuple[Part, ...], grid: Grid, scale: Scale) -> None:
        self._grid, self._scale = grid, scale
        self._stories = tuple(part for part in parts if article(part).rank != "brief")
        self.briefs = tuple(part for part in parts if article(part).rank == "brief")
        self.count = len(self._stories)
        self._kept: dict[int, tuple[_Option, ...]] = {}

    def at(self, index: int, *, done: bool) -> tuple[_Option, ...]:
        """Return the rows that may come when story ``index`` is next; ``done``: the briefs stand."""
        if index not in self._kept:
            self._kept[index] = tuple(self._made(index))
        return tuple(one for one in self._kept[index] if not (done and one.brief))

    def _made(self, index: int) -> Iterator[_Option]:
        if index == self.count:
            if self.briefs:
                yield self._brief_strip()
            return
        part = self._stories[index]
        yield from self._alone(part, ())
        if self.briefs and self._grid.columns > 2:
            for option in self._alone(part, tuple(self._brief(one) for one in self.briefs)):
                yield replace(option, brief=True, cost=option.cost - 4.0)
        if index + 1 < self.count:
            yield from self._halves(part, self._stories[index + 1])
        if self.briefs:
            yield from self._with_briefs(part)

    def _alone(self, part: Part, briefs: tuple[Story, ...]) -> Iterator[_Option]:
        grid, scale = self._grid, self._scale
        wide = grid.columns
        art, body = art_and_body(part)
        size: HeadSize = "large" if article(part).rank in ("second", "lead") else "middle"
        head = furniture(part, grid, scale, wide, size)
        if art is None:
            for body, strange in self._orders(part.body, wide):
                text = self._text(part, body, briefs)
                high = balanced(text, wide)
                story = Story(part, "across", wide, size, None, 0, body, head + high, briefs)
                cost = (high * wide - depth(text)) * _UNEVEN + strange
                yield _Option(Row((story,)), 1, head, text, cost)
            box = next((one for one in part.body if isinstance(one.block, Box)), None)
            if box is not None and not article(part).notes:
                rest = tuple(one for one in part.body if one is not box)
                rest = self._arranged(rest, wide - 2)
                inner = self._text(part, rest, briefs)
                yield from self._beside(part, box, rest, inner, briefs)
            return
        if isinstance(art.block, Figure):
            for under, strange in self._orders(body, wide):
                inner = self._text(part, under, briefs)
                for option in self._opened(part, art, under, inner, size, briefs):
                    yield replace(option, cost=option.cost + strange)
        if not article(part).notes:
            aside = self._arranged(body, wide - 2)
            inner = self._text(part, aside, briefs)
            yield from self._beside(part, art, aside, inner, briefs)

    def _orders(
        self, body: tuple[Placed, ...], columns: int
    ) -> Iterator[tuple[tuple[Placed, ...], float]]:
        """Yield orders of a story's blocks, and what each costs for being unlike the editor's.

        Besides the most even order there is one with the pictures early and one
        with them late, as a page may end in a story where no picture has room.
        """
        even = self._arranged(body, columns)
        yield even, 0.0
        moving = tuple(one for one in body if isinstance(one.block, Figure | Box | PullQuote))
        rest = tuple(one for one in body if one not in moving)
        if not moving or len(rest) < 4:
            return
        start = 2 if isinstance(rest[1].block, Crosshead) else 1
        for order in ((*rest[:start], *moving, *rest[start:]), (*rest[:-1], *moving, rest[-1])):
            if order != even and not isinstance(rest[-2].block, Crosshead):
                yield order, 5.0

    def _arranged(self, body: tuple[Placed, ...], columns: int) -> tuple[Placed, ...]:
        """Return ``body`` with its pictures where ``columns`` columns end most evenly."""
        pieces = tuple(galley((one,), (), self._grid, self._scale) for one in body)
        movable = tuple(isinstance(one.block, Figure | Box | PullQuote) for one in body)
        if not any(movable) or columns < 2:
            return body
        return tuple(body[at] for at in _arrangement(pieces, movable, columns))

    def _text(
        self, part: Part, body: tuple[Placed, ...], briefs: tuple[Story, ...] = ()
    ) -> tuple[Piece, ...]:
        pieces = galley(body, article(part).notes, self._grid, self._scale)
        end = closing(part)
        pieces += (Piece(end, whole=True),) if end else ()
        return pieces + tuple(Piece(one.depth + 1, whole=True) for one in briefs)

    def _opened(
        self,
        part: Part,
        art: Placed,
        body: tuple[Placed, ...],
        inner: tuple[Piece, ...],
        size: HeadSize,
        briefs: tuple[Story, ...],
    ) -> Iterator[_Option]:
        grid, scale = self._grid, self._scale
        side = 2 if grid.columns > 3 else 0
        wide = grid.columns - side
        figure = figure_of(art)
        caption = caption_lines(figure, grid, scale, wide)
        height = min(picture_lines(figure, grid, wide), grid.depth // 2)
        high = balanced(inner, grid.columns)
        uneven = (high * grid.columns - depth(inner)) * _UNEVEN
        full = picture_lines(figure, grid, grid.columns)
        if full <= _SHALLOW:
            head = furniture(part, grid, scale, grid.columns, size) + full + 2
            head += caption_lines(figure, grid, scale, grid.columns)
            story = Story(part, "topped", grid.columns, size, art, full, body, head + high, briefs)
            yield _Option(Row((story,)), 1, head, inner, uneven - 4.0)
        if not side:
            head = furniture(part, grid, scale, wide, size) + height + caption + 1
            story = Story(part, "across", wide, size, art, height, body, head + high, briefs)
            yield _Option(Row((story,)), 1, head, inner, uneven)
            return
        head = furniture(part, grid, scale, side, size)
        height = stretched(figure, height, head - caption)
        whole = max(head, height + caption) + 1
        story = Story(part, "opened", grid.columns, size, art, height, body, whole + high, briefs)
        short = 0 if depth(inner) > 40 * grid.columns else 10.0
        cost = abs(height + caption - head) * side * 0.8 + short + uneven
        yield _Option(Row((story,)), 1, whole, inner, cost)

    def _beside(
        self,
        part: Part,
        art: Placed,
        body: tuple[Placed, ...],
        inner: tuple[Piece, ...],
        briefs: tuple[Story, ...],
    ) -> Iterator[_Option]:
        grid, scale = self._grid, self._scale
        if grid.columns < 4:
            return
        side, rest = 2, grid.columns - 2
        text = balanced(inner, rest)
        head = furniture(part, grid, scale, side, "middle") + 1
        height = 0
        if isinstance(art.block, Figure):
            caption = caption_lines(art.block, grid, scale, side) + 1
            natural = picture_lines(art.block, grid, side)
            height = stretched(art.block, natural, text - head - caption)
            left = head + height + caption
        else:
            left = head + depth(galley((art,), (), grid, scale, measure=grid.measure(side))) + 1
        high = max(left, text)
        if high > grid.depth - 8:
            return
        uneven = (high - left) * side + high * rest - depth(inner)
        story = Story(part, "beside", grid.columns, "middle", art, height, body, high, briefs)
        yield _Option(Row((story,)), 1, high, (), uneven * _UNEVEN - 6.0)

    def _halves(self, first: Part, second: Part) -> Iterator[_Option]:
        if article(first).notes or article(second).notes:
            return
        wide = self._grid.columns
        for columns in range(2, wide - 1):
            left, right = self._half(first, columns), self._half(second, wide - columns)
            yield from self._pair(left, right)

    def _pair(self, left: Story, right: Story) -> Iterator[_Option]:
        if left.depth < right.depth:
            left = self._deepened(left, right.depth)
        elif right.depth < left.depth:
            right = self._deepened(right, left.depth)
        deepest = max(left.depth, right.depth)
        if deepest > self._grid.depth - 6:
            return
        short = left if left.depth < right.depth else right
        uneven = (deepest - short.depth) * short.columns
        if uneven > 16:
            return
        yield _Option(Row((left, right)), 2, deepest, (), uneven * _UNEVEN - 14.0)

    def _half(self, part: Part, columns: int) -> Story:
        grid, scale = self._grid, self._scale
        size: HeadSize = "middle" if columns > 1 else "small"
        if article(part).rank == "second" and columns > 2:
            size = "large"
        art, body = art_and_body(part)
        if art is not None and not isinstance(art.block, Figure):
            art, body = None, part.body
        body = self._arranged(body, columns)
        high = furniture(part, grid, scale, columns, size) + 1
        high += balanced(self._text(part, body), columns)
        height = 0
        if art is not None:
            height = min(picture_lines(figure_of(art), grid, columns), grid.depth // 2)
            high += height + caption_lines(figure_of(art), grid, scale, columns) + 1
        return Story(part, "halved", columns, size, art, height, body, high)

    def _deepened(self, story: Story, wanted: int) -> Story:
        """Return ``story`` with its picture cropped taller, as far as it may, to reach ``wanted``."""
        if story.art is None:
            return story
        figure = figure_of(story.art)
        height = stretched(figure, story.art_lines, story.art_lines + wanted - story.depth)
        return replace(story, art_lines=height, depth=story.depth + height - story.art_lines)

    def _brief(self, part: Part) -> Story:
        grid, scale = self._grid, self._scale
        head = headline_lines(
            article(part).headline, "Edition Headline", scale.deck.points, grid.column
        )
        text = depth(galley(part.body, article(part).notes, grid, scale))
        high = round(head * scale.deck.lines + 0.4) + text + 1
        return Story(part, "brief", 1, "small", None, 0, part.body, high)

    def _brief_strip(self) -> _Option:
        briefs = tuple(self._brief(part) for part in self.briefs)
        columns = self._grid.columns
        high = balanced(tuple(Piece(one.depth, whole=True) for one in briefs), columns)
        white = high * columns - sum(one.depth for one in briefs)
        row = Row((), briefs, columns)
        return _Option(row, 0, high + 1, (), white * _UNEVEN, brief=True)

    def _with_briefs(self, part: Part) -> Iterator[_Option]:
        if article(part).notes or self._grid.columns < 3:
            return
        briefs = tuple(self._brief(one) for one in self.briefs)
        pieces = tuple(Piece(one.depth, whole=True) for one in briefs)
        for columns in range(1, min(len(briefs), self._grid.columns - 2) + 1):
            strip = balanced(pieces, columns) + 1
            story = self._half(part, self._grid.columns - columns)
            story = self._deepened(story, strip) if story.depth < strip else story
            high = max(story.depth, strip)
            white = high * columns - depth(pieces) + (high - story.depth) * story.columns
            if high <= self._grid.depth - 6:
                row = Row((story,), briefs, columns)
                yield _Option(row, 1, high, (), white * _UNEVEN - 8.0, brief=True)


def article(part: Part) -> Article:
    """Return the article a part of kind ``article`` is about."""
    assert isinstance(part.subject, Article)
    return part.subject


def figure_of(placed: Placed) -> Figure:
    """Return the figure of a placed figure."""
    assert isinstance(placed.block, Figure)
    return placed.block


@lru_cache(maxsize=4096)
def _arrangement(
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
    for placed in part.body:
        if isinstance(placed.block, Figure) and placed.block.size in ("wide", "full"):
            return placed, tuple(one for one in part.body if one is not placed)
    return None, part.body


def stretched(figure: Figure, natural: int, wanted: int) -> int:
    """Return the height nearest to ``wanted`` lines that a crop of a picture may have.

    A photograph may lose a quarter of its width or a sixth of its height; a
    drawing is never cropped.
    """
    if figure.picture is None or figure.picture.kind == "svg" or figure.picture.kind == "png":
        return natural
    return max(round(natural * 0.84), min(round(natural * 1.3), wanted))


def furniture(part: Part, grid: Grid, scale: Scale, columns: int, size: HeadSize) -> int:
    """Return the lines of kicker, headline, standfirst and byline ``columns`` columns wide."""
    story, measure = article(part), grid.measure(columns)
    step: Size = getattr(scale, size)
    title = story.print_headline or story.headline
    total = headline_lines(title, "Edition Headline", step.points, measure) * step.lines
    if story.kicker:
        total += 1
    if story.standfirst:
        rows = lines(story.standfirst, "Edition Text", scale.deck.points, min(measure, _deck(grid)))
        total += rows * scale.deck.lines
    if story.bylines:
        total += 1
    return int(total + 1.5)


def closing(part: Part) -> int:
    """Return the lines that close a story: author's note and pointers to related stories."""
    story = article(part)
    note = len(Markup(story.author_note).striptags()) // 34 + 2 if story.author_note else 0
    return note + (2 * len(story.related) + 1 if story.related else 0)


def _deck(grid: Grid) -> float:
    return grid.measure(min(3, grid.columns))
