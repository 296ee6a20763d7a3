"""The rows that may begin with each story of a section, and what each costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..document import Part, Placed
from ..model import Box, Crosshead, Figure, PullQuote
from .castoff import (
    Grid,
    Piece,
    Scale,
    balanced,
    caption_lines,
    depth,
    galley,
    headline_lines,
    picture_lines,
)
from .shapes import (
    HeadSize,
    Row,
    Story,
    arrangement,
    art_and_body,
    article,
    closing,
    figure_of,
    furniture,
    needs_room,
    shelf_lines,
    shelf_of,
    shelf_with_photograph,
    spread_lines,
    stretched,
    table_columns,
    wants_the_page,
    wide_tables,
    without,
)

UNEVEN = 1.3
"""What a line of a column that ends early costs; a line of a whole page left white costs 12."""
_HOLE, _GAPING = 3, 9.0
"""Lines of white that pass under a picture beside the text, and what each line more costs."""
_BELOW = 12.0
"""What it costs that a story's pictures stand under its text."""
_SHALLOW = 24
"""A picture of no more lines may open a story across the whole page."""


@dataclass(frozen=True, slots=True)
class Option:
    """A row with what the search must know: lines that stay whole, lines that may break."""

    row: Row
    takes: int
    whole: int
    loose: tuple[Piece, ...]
    cost: float
    brief: bool = False
    """Whether the section's briefs stand in this row."""
    tail: int = 0
    """Lines that follow the loose ones and stay together."""


class Options:
    """The rows that may begin with each story of a section."""

    def __init__(
        self, parts: tuple[Part, ...], grid: Grid, scale: Scale, longer: Mapping[str, int]
    ) -> None:
        self._grid, self._scale, self._longer = grid, scale, longer
        self._stories = tuple(part for part in parts if article(part).rank != "brief")
        self.briefs = tuple(part for part in parts if article(part).rank == "brief")
        self.count = len(self._stories)
        self._kept: dict[int, tuple[Option, ...]] = {}

    def at(self, index: int, *, done: bool) -> tuple[Option, ...]:
        """Return the rows that may come next at story ``index``; ``done``: the briefs stand."""
        if index not in self._kept:
            self._kept[index] = tuple(self._made(index))
        return tuple(one for one in self._kept[index] if not (done and one.brief))

    def _made(self, index: int) -> Iterator[Option]:
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

    def _alone(self, part: Part, briefs: tuple[Story, ...]) -> Iterator[Option]:
        spread = wide_tables(part, self._grid, self._scale)
        if not spread:
            yield from self._shaped(part, briefs)
            return
        lines = spread_lines(spread, self._grid, self._scale, self._grid.columns)
        for option in self._shaped(without(part, spread), briefs):
            (story,) = option.row.stories
            if story.form != "beside":
                story = replace(story, part=part, spread=spread, depth=story.depth + lines)
                yield replace(option, row=Row((story,)), tail=option.tail + lines)
        if len(spread) == 1 and table_columns(spread[0], self._grid, self._scale) == 2:
            body = self._arranged(without(part, spread).body, self._grid.columns - 2)
            inner = self._text(part, body, briefs)
            yield from self._beside(part, spread[0], body, inner, briefs)

    def _shaped(self, part: Part, briefs: tuple[Story, ...]) -> Iterator[Option]:
        """Yield the shapes of a story that has no table wider than a column."""
        grid, scale = self._grid, self._scale
        wide = grid.columns
        art, body = art_and_body(part)
        size: HeadSize = "large" if article(part).rank in ("second", "lead") else "middle"
        head = furniture(part, grid, scale, wide, size)
        shelf = shelf_of(body, grid)
        body = tuple(one for one in body if one not in shelf)
        tail = shelf_lines(shelf, grid, scale)
        if art is None:
            for under, strange in self._orders(body, wide):
                text = self._text(part, under, briefs)
                high = balanced(text, wide)
                deep = head + high + tail
                story = Story(part, "across", wide, size, None, 0, under, deep, briefs, shelf)
                cost = (high * wide - depth(text)) * UNEVEN + strange
                yield Option(Row((story,)), 1, head, text, cost, tail=tail)
            box = next((one for one in part.body if isinstance(one.block, Box)), None)
            if box is not None:
                rest = tuple(one for one in part.body if one is not box)
                rest = self._arranged(rest, wide - 2)
                inner = self._text(part, rest, briefs)
                yield from self._beside(part, box, rest, inner, briefs)
            return
        if isinstance(art.block, Figure):
            for under, strange in self._orders(body, wide):
                inner = self._text(part, under, briefs)
                for option in self._opened(part, art, under, inner, size, briefs):
                    yield _shelved(option, shelf, tail, strange)
        if needs_room(art):
            yield from self._shelved_below(part, size, briefs)
        if not wants_the_page(part):
            rest = tuple(one for one in part.body if one is not art)
            for stack in self._stacks(rest):
                right = self._arranged(tuple(one for one in rest if one not in stack), wide - 2)
                inner = self._text(part, right, briefs)
                yield from self._beside(part, art, right, inner, briefs, stack)

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
        return tuple(body[at] for at in arrangement(pieces, movable, columns))

    def _text(
        self, part: Part, body: tuple[Placed, ...], briefs: tuple[Story, ...] = ()
    ) -> tuple[Piece, ...]:
        pieces = galley(body, article(part).notes, self._grid, self._scale)
        end, longer = closing(part), self._longer.get(part.anchor, 0)
        pieces += (Piece(longer),) if longer else ()
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
    ) -> Iterator[Option]:
        grid, scale = self._grid, self._scale
        side = 2 if grid.columns > 3 else 0
        wide = grid.columns - side
        figure = figure_of(art)
        caption = caption_lines(figure, grid, scale, wide)
        height = min(picture_lines(figure, grid, wide), grid.depth // 2)
        high = balanced(inner, grid.columns)
        uneven = (high * grid.columns - depth(inner)) * UNEVEN
        full = picture_lines(figure, grid, grid.columns)
        if full <= _SHALLOW and figure.size is not None:
            head = furniture(part, grid, scale, grid.columns, size) + full + 1
            head += caption_lines(figure, grid, scale, grid.columns)
            story = Story(part, "topped", grid.columns, size, art, full, body, head + high, briefs)
            yield Option(Row((story,)), 1, head, inner, uneven - 4.0)
        if not side:
            head = furniture(part, grid, scale, wide, size) + height + caption + 1
            story = Story(part, "across", wide, size, art, height, body, head + high, briefs)
            yield Option(Row((story,)), 1, head, inner, uneven)
            return
        head = furniture(part, grid, scale, side, size)
        height = stretched(figure, height, head - caption - 1)
        whole = max(head, height + caption + 1)
        story = Story(part, "opened", grid.columns, size, art, height, body, whole + high, briefs)
        short = 0 if depth(inner) > 40 * grid.columns else 10.0
        short += 12.0 if figure.size is None else 0.0
        cost = abs(height + caption - head) * side * 0.8 + short + uneven
        yield Option(Row((story,)), 1, whole, inner, cost)

    def _beside(
        self,
        part: Part,
        art: Placed,
        body: tuple[Placed, ...],
        inner: tuple[Piece, ...],
        briefs: tuple[Story, ...],
        stack: tuple[Placed, ...] = (),
    ) -> Iterator[Option]:
        grid, scale = self._grid, self._scale
        if grid.columns < 4:
            return
        side, rest = 2, grid.columns - 2
        text = balanced(inner, rest)
        head = furniture(part, grid, scale, side, "middle")
        head += depth(galley(stack, (), grid, scale, measure=grid.measure(side)))
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
        hole = high - left
        uneven = hole * side + high * rest - depth(inner)
        story = Story(
            part, "beside", grid.columns, "middle", art, height, body, high, briefs, aside=stack
        )
        cost = uneven * UNEVEN - 6.0 + max(0, hole - _HOLE) * _GAPING
        yield Option(Row((story,)), 1, high, (), cost)

    def _shelved_below(
        self, part: Part, size: HeadSize, briefs: tuple[Story, ...]
    ) -> Iterator[Option]:
        """Yield the story with its wide drawing and a photograph under its columns."""
        grid, wide = self._grid, self._grid.columns
        shelf = shelf_with_photograph(part.body, grid)
        if not shelf:
            return
        head = furniture(part, grid, self._scale, wide, size)
        tail = shelf_lines(shelf, grid, self._scale)
        body = self._arranged(tuple(one for one in part.body if one not in shelf), wide)
        text = self._text(part, body, briefs)
        high = balanced(text, wide)
        deep = head + high + tail
        story = Story(part, "across", wide, size, None, 0, body, deep, briefs, shelf)
        cost = (high * wide - depth(text)) * UNEVEN + _BELOW
        yield Option(Row((story,)), 1, head, text, cost, tail=tail)

    def _stacks(self, body: tuple[Placed, ...]) -> Iterator[tuple[Placed, ...]]:
        """Yield what may stand under a picture beside the text: nothing, or one or two things."""
        yield ()
        fit = [one for one in body if isinstance(one.block, Box | PullQuote) or needs_room(one)]
        for one in fit[:4]:
            yield (one,)
        if len(fit) > 1:
            yield tuple(fit[:2])

    def _keeps_apart(self, part: Part) -> bool:
        """Return whether a story has something that needs the whole width of the page."""
        return wants_the_page(part) or bool(wide_tables(part, self._grid, self._scale))

    def _halves(self, first: Part, second: Part) -> Iterator[Option]:
        if any(self._keeps_apart(one) for one in (first, second)):
            return
        wide = self._grid.columns
        for columns in range(2, wide - 1):
            left, right = self._half(first, columns), self._half(second, wide - columns)
            yield from self._pair(left, right)

    def _pair(self, left: Story, right: Story) -> Iterator[Option]:
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
        yield Option(Row((left, right)), 2, deepest, (), uneven * UNEVEN - 14.0)

    def _half(self, part: Part, columns: int) -> Story:
        grid, scale = self._grid, self._scale
        size: HeadSize = "middle" if columns > 1 else "small"
        if article(part).rank == "second" and columns > 2:
            size = "large"
        art, body = art_and_body(part)
        if art is not None and not isinstance(art.block, Figure):
            art, body = None, part.body
        body = self._arranged(body, columns)
        high = furniture(part, grid, scale, columns, size)
        high += balanced(self._text(part, body), columns)
        height = 0
        if art is not None:
            height = min(picture_lines(figure_of(art), grid, columns), grid.depth // 2)
            high += height + caption_lines(figure_of(art), grid, scale, columns) + 1
        return Story(part, "halved", columns, size, art, height, body, high)

    def _deepened(self, story: Story, wanted: int) -> Story:
        """Return ``story`` with its picture cropped taller, as far as it may, for ``wanted``."""
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

    def _brief_strip(self) -> Option:
        briefs = tuple(self._brief(part) for part in self.briefs)
        columns = self._grid.columns
        high = balanced(tuple(Piece(one.depth, whole=True) for one in briefs), columns)
        white = high * columns - sum(one.depth for one in briefs)
        row = Row((), briefs, columns)
        return Option(row, 0, high + 1, (), white * UNEVEN, brief=True)

    def _with_briefs(self, part: Part) -> Iterator[Option]:
        if self._keeps_apart(part) or self._grid.columns < 3:
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
                yield Option(row, 1, high, (), white * UNEVEN - 8.0, brief=True)


def _shelved(option: Option, shelf: tuple[Placed, ...], tail: int, strange: float) -> Option:
    """Return ``option`` with its story's shelf, and what its order of blocks costs."""
    (story,) = option.row.stories
    story = replace(story, shelf=shelf, depth=story.depth + tail)
    return replace(option, row=Row((story,)), cost=option.cost + strange, tail=tail)
