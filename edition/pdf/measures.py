"""Measures an issue for make-up: stories in lines, what stands among them, what is ready-made.

Text is set by the engine, once, in one column; boxes, tables, quotes and captions
at every width they may have. Heads and pictures are arithmetic.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup

from ..beside import Tickets
from ..document import Document, Part, Placed
from ..makeup.copy import (
    Copy,
    FillerKind,
    Grid,
    Inset,
    InsetKind,
    InsetSize,
    Pin,
    Policy,
    Rank,
    Ready,
    Room,
)
from ..model import Article, Figure, PullQuote, Slug, StandingMatter, Table
from . import castoff, furniture
from .castoff import DRAWN_WIDE, Scale
from .counting import Counting, Galleys, Runs
from .cropping import cropped
from .newspaper_drawing import FRONT_COLUMN, NewspaperDrawing
from .policy import policy
from .shapes import article
from .sharing import Beside, Share, pieces, taken
from .slips import Slip
from .truth import echoes

_LEAST_DRAWN, _MOST_DRAWN = 0.45, 1.8
"""How much smaller or larger than it was drawn a drawing may stand: its words are read too."""
_POINTS_A_PIXEL = 0.75
_AIR = 2
"""Lines of air a drawing, a box or a quotation can have inside it."""
_FILL_AIR, _OFFER_AIR = 4, 8
"""The same for standing matter, and for what is all words in a frame: appeals, house ads."""
_WORTH_A_LIST = 8
"""Stories from which on the front page says what is inside."""
_LIST_BESIDE = 3
"""Columns a front page has at least where one of them is given to it."""
_DEEPEST = 0.66
"""The part of a page's height beyond which nothing that stands among text may be made to go."""
_SURELY_TOO_LONG = 1.2
"""Pages of letters in a box that is not even set."""
_SURE = 0.97
"""The part of a measure words may take by their letters and be sure to stand in one line."""
_POINTS_A_MM = 72 / 25.4

_ANCHOR = re.compile(r'(?<=\s)id="[^"]*"')
_IMAGE = re.compile(r'<img\b[^>]*>|<p class="missing-picture">.*?</p>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Measured:
    """An issue as make-up sees it, and the galleys its pages will be filled from."""

    copies: tuple[Copy, ...]
    ready: tuple[Ready, ...]
    grid: Grid
    policy: Policy
    galleys: Galleys


def measure(
    document: Document,
    drawing: NewspaperDrawing,
    counting: Counting,
    *,
    grid: castoff.Grid,
    scale: Scale,
    only: frozenset[str] | None = None,
    beside: Beside | None = None,
) -> Measured:
    """Return ``document`` measured in columns and lines.

    ``drawing`` has to know a name for every picture; what the name leads to is not
    asked for. ``only`` are the names of the copies wanted, without what is
    ready-made, ``None``: everything. ``beside`` is another process that takes its ``share`` of
    it; ``None``: there is none.

    Raises:
        EngineError: the text defeats the engine.
    """
    measuring = _Measuring(document, drawing, grid, scale)
    stories = measuring.stories(only)
    slips = [measuring.galley_slip(story) for story in stories]
    galleys = counting.galleys(slips)
    if beside:  # Galleys come first: who has set them draws their pages, about half of them.
        unknown = set(counting.unknown(slips))
        for piece in taken(pieces(slips), beside.stories):
            galleys.fetch(one.name for one in piece if one.name in unknown)
    among = [slip for story in stories for slip in measuring.inset_slips(story)]
    made = tuple(measuring.ready_slips()) if only is None else ()
    lines = counting.lines(made)
    here, there = dict[str, int](), Share()
    if beside:
        for piece in taken(pieces(among), beside.among):
            here |= counting.heights(piece)
        there = beside.share()
    runs = counting.runs(slips, galleys, there.runs)
    lines |= counting.lines(among, {**there.lines, **here})
    return Measured(
        tuple(measuring.copy(story, runs[story.name], lines) for story in stories),
        tuple(measuring.ready(lines)) if only is None else (),
        Grid(grid.columns, grid.depth),
        policy(document, drawing),
        galleys,
    )


def share(
    document: Document,
    drawing: NewspaperDrawing,
    counting: Counting,
    *,
    grid: castoff.Grid,
    scale: Scale,
    tickets: tuple[Tickets, Tickets],
) -> tuple[Share, Galleys]:
    """Return one process's share of measuring, and the galleys it has set for it.

    Raises:
        EngineError: the text defeats the engine.
    """
    measuring = _Measuring(document, drawing, grid, scale)
    stories = measuring.stories(None)
    slips = [measuring.galley_slip(story) for story in stories]
    among = [slip for story in stories for slip in measuring.inset_slips(story)]
    galleys = counting.galleys(slips)
    mine: list[Slip] = []
    lines: dict[str, int] = {}
    for piece in taken(pieces(slips)[::-1], tickets[0]):
        galleys.fetch(one.name for one in piece)
        mine += piece
    for piece in taken(pieces(among)[::-1], tickets[1]):
        lines |= counting.heights(piece)
    return Share(counting.runs(mine, galleys), lines), galleys


@dataclass(frozen=True, slots=True)
class _Story:
    """One galley: a story, or the briefs of a section."""

    name: str
    section: str
    parts: tuple[Part, ...]
    gathered: tuple[str, ...] = ()


class _Measuring:
    """What is set to be measured, and what its measures mean."""

    def __init__(
        self,
        document: Document,
        drawing: NewspaperDrawing,
        grid: castoff.Grid,
        scale: Scale,
    ) -> None:
        self._document, self._drawing = document, drawing
        self._grid, self._scale = grid, scale
        self._anchors: dict[Slug, str] = {
            part.subject.slug: part.anchor
            for part in document.parts
            if isinstance(part.subject, Article)
        }

    # Stories -------------------------------------------------------------------------------------

    def stories(self, only: frozenset[str] | None) -> tuple[_Story, ...]:
        """Return the galleys of the issue in reading order; briefs of a section share one."""
        found = [one for one in self._stories() if only is None or one.name in only]
        return tuple(found)

    def _stories(self) -> Iterator[_Story]:
        section: Part | None = None
        lone = self._lone_briefs()
        waiting: list[Part] = []
        for part in (*self._document.parts, None):
            if part is not None and part.kind == "article":
                if part in lone:
                    waiting += lone if part is lone[0] else ()
                elif self._is_gathered(part):
                    waiting.append(part)
                else:
                    yield _Story(part.anchor, part.section or "", (part,))
                continue
            yield from self._briefs(section, waiting)
            waiting = []
            section = part if part is not None and part.kind == "section" else None

    def _lone_briefs(self) -> tuple[Part, ...]:
        """Return the briefs that are the only ones of their sections, if there are several.

        Each alone is too small a thing for a page; together they are a column of news.
        """
        by_section: dict[str | None, list[Part]] = {}
        for part in self._document.parts:
            if part.kind == "article" and self._is_gathered(part):
                by_section.setdefault(part.section, []).append(part)
        lone = [parts[0] for parts in by_section.values() if len(parts) == 1]
        return tuple(lone) if len(lone) > 1 else ()

    def _is_gathered(self, part: Part) -> bool:
        story = article(part)
        return story.rank == "brief" and self._document.issue.pin(story.slug) is None

    def _briefs(self, section: Part | None, parts: list[Part]) -> Iterator[_Story]:
        if len(parts) < 2 or section is None:
            yield from (_Story(part.anchor, part.section or "", (part,)) for part in parts)
            return
        names = tuple(part.anchor for part in parts)
        yield _Story(f"{section.anchor}--briefs", section.title, tuple(parts), names)

    def galley_slip(self, story: _Story) -> Slip:
        """Return the running text of a story, to be set in one column."""
        if not story.gathered:
            html = self._drawing.galley(story.parts[0])
        else:
            section = next(
                part
                for part in self._document.parts
                if part.kind == "section" and story.name == f"{part.anchor}--briefs"
            )
            html = self._drawing.briefs(section, story.parts)
        return Slip(story.name, str(html), self._grid.column)

    def inset_slips(self, story: _Story) -> Iterator[Slip]:
        """Yield what stands among the columns of a story, at every width it may have."""
        for part in story.parts:
            for name, placed, kind in self._drawing.insets(part):
                for columns in self._widths(part, name, placed):
                    if self._said_in_one_line(placed, columns):
                        continue
                    drawn = _ANCHOR.sub("", str(self._drawing.inset(part, name, columns)))
                    if kind == "picture":
                        drawn = _IMAGE.sub("", drawn)
                    yield Slip(_at(name, columns), drawn, self._grid.measure(columns))

    def copy(self, story: _Story, runs: Runs, high: Mapping[str, int]) -> Copy:
        """Return ``story`` as make-up sees it; ``high`` are lines by the names of slips."""
        part = story.parts[0]
        rank: Rank = "brief"
        heads = turned = furniture.gathered_heads(self._grid)
        if not story.gathered:
            heads = furniture.heads(part, self._grid, self._scale)
            turned = furniture.turned_heads(part, self._grid, self._scale)
            leads = article(part).slug == self._document.issue.lead
            rank = "lead" if leads else article(part).rank
        insets = tuple(one for part in story.parts for one in self._insets(part, high))
        pin = self._pin(part) if not story.gathered else Pin()
        return Copy(
            story.name,
            story.section,
            rank,
            runs,
            heads,
            insets,
            turned,
            related=self._related(story.parts),
            pin=pin,
            gathered=story.gathered,
            title="" if story.gathered else part.title,
            across=self._drawing.across(part, insets) if pin.spread else None,
        )

    def _related(self, parts: Iterable[Part]) -> tuple[str, ...]:
        slugs = (slug for part in parts for slug in article(part).related)
        return tuple(dict.fromkeys(self._anchors[one] for one in slugs if one in self._anchors))

    def _pin(self, part: Part) -> Pin:
        pin = self._document.issue.pin(article(part).slug)
        if pin is None:
            return Pin()
        return Pin(pin.page, pin.never, pin.columns, pin.picture, pin.alone, pin.spread, pin.jump)

    # Insets --------------------------------------------------------------------------------------

    def _insets(self, part: Part, high: Mapping[str, int]) -> Iterator[Inset]:
        first = self._first_picture(part)
        for name, placed, kind in self._drawing.insets(part):
            sizes = tuple(self._sizes(part, name, placed, kind, high))
            if not sizes and isinstance(placed.block, Figure | PullQuote):
                continue
            yield Inset(
                name,
                kind,
                sizes,
                wish=min(_wish(placed), self._grid.columns),
                first=name == first,
                optional=isinstance(placed.block, PullQuote) and echoes(part, placed.block),
                weight=_weight(placed),
            )

    def _first_picture(self, part: Part) -> str | None:
        """Return the picture a story keeps large: the first one not asked for in one column."""
        pictures = [
            (name, placed.block)
            for name, placed, _ in self._drawing.insets(part)
            if isinstance(placed.block, Figure)
        ]
        wide = (name for name, block in pictures if block.size != "column")
        return next(wide, pictures[0][0] if pictures else None)

    def _widths(self, part: Part, name: str, placed: Placed) -> Iterator[int]:
        """Yield the widths in columns an inset may have, the narrowest first."""
        if self._too_long(placed):
            return
        widest = 1
        while widest < self._grid.columns and self._may_be(part, name, placed, widest + 1):
            widest += 1
        for columns in range(1, widest + 1):
            if columns == widest or self._drawn_at(placed, columns) >= _LEAST_DRAWN:
                yield columns

    def _too_long(self, placed: Placed) -> bool:
        """Return whether a box is surely higher than a page at any width: it is not even set."""
        if isinstance(placed.block, Figure | PullQuote | Table):
            return False
        return self._cast_off(placed, self._grid.columns) > self._grid.depth * _SURELY_TOO_LONG

    def _cast_off(self, placed: Placed, columns: int) -> float:
        measure = self._grid.measure(columns)
        return castoff.depth(
            castoff.galley((placed,), (), self._grid, self._scale, measure=measure)
        )

    def _drawn_at(self, placed: Placed, columns: int) -> float:
        """Return how large a drawing stands in so many columns; 1 as it was drawn."""
        picture = placed.block.picture if isinstance(placed.block, Figure) else None
        if picture is None or picture.kind != "svg":
            return 1.0
        return self._grid.measure(columns) / (picture.width * _POINTS_A_PIXEL)

    def _may_be(self, part: Part, name: str, placed: Placed, columns: int) -> bool:
        """Return whether something may be as wide as that: no wider than is good to look at."""
        match placed.block:
            case Figure(picture=picture):
                small = picture is not None and picture.kind == "svg"
                if small and picture is not None and picture.width <= DRAWN_WIDE:
                    return False
                if self._drawn_at(placed, columns) > _MOST_DRAWN:
                    return False
                least, _ = cropped(placed.block, self._drawing.picture_lines(part, name, columns))
                return least <= self._grid.depth * _DEEPEST
            case Table(rows=rows):
                return columns <= 2 or columns <= max(len(row) for row in rows) / 2 + 1
            case _:  # Longer lines lose the eye; only what is very long becomes wider.
                deep = self._grid.depth * _DEEPEST
                return columns <= 2 or self._cast_off(placed, columns - 1) > deep

    def _said_in_one_line(self, placed: Placed, columns: int) -> bool:
        """Return whether the words of a figure are sure to fit in one line."""
        if not isinstance(placed.block, Figure):
            return False
        words = f"{Markup(placed.block.caption or '').striptags()}  {placed.block.credit or ''}"
        width = castoff.ems(words, "Edition Sans") * self._scale.label.points
        return width < self._grid.measure(columns) * _SURE

    def _sizes(
        self, part: Part, name: str, placed: Placed, kind: InsetKind, high: Mapping[str, int]
    ) -> Iterator[InsetSize]:
        deepest = math.floor(self._grid.depth * _DEEPEST)
        widths = tuple(self._widths(part, name, placed))
        for columns in widths:
            lines = high.get(_at(name, columns))
            if isinstance(placed.block, Figure):
                worded = bool(placed.block.caption or placed.block.credit)
                lines = int(worded) if lines is None else lines
                size = self._picture(part, name, placed, columns, lines)
            elif lines:
                room = _AIR if kind in ("box", "quote") else 0
                size = InsetSize(columns, lines, lines, lines + room)
            else:
                continue
            if size.least <= deepest:
                yield replace(size, most=max(size.natural, min(size.most, deepest)))
            elif columns == 1 and len(widths) == 1:  # As it is, or not at all.
                yield replace(size, most=size.natural)

    def _picture(
        self, part: Part, name: str, placed: Placed, columns: int, caption: int
    ) -> InsetSize:
        """Return the heights of a picture with the lines of its caption."""
        natural = self._drawing.picture_lines(part, name, columns)
        figure = placed.block
        assert isinstance(figure, Figure)
        least, most = cropped(figure, natural)
        return InsetSize(columns, natural + caption, least + caption, most + caption)

    # Ready-made ----------------------------------------------------------------------------------

    def _matters(self) -> Iterator[tuple[Part, StandingMatter]]:
        for part in self._document.parts:
            if isinstance(part.subject, StandingMatter):
                yield part, part.subject

    def ready_slips(self) -> Iterator[Slip]:
        """Yield the standing matter at every width it may have."""
        for part, matter in self._matters():
            for columns in self._ready_widths(matter):
                html = _ANCHOR.sub("", str(self._drawing.ready(part.anchor, columns)))
                yield Slip(_at(part.anchor, columns), html, self._grid.measure(columns))

    def _ready_widths(self, matter: StandingMatter) -> tuple[int, ...]:
        if matter.sizes:
            wanted = {min(size.columns, self._grid.columns) for size in matter.sizes}
            return tuple(sorted(wanted))
        most = self._grid.columns if matter.kind in ("contacts", "imprint") else 3
        return tuple(range(1, min(most, self._grid.columns) + 1))

    def ready(self, high: Mapping[str, int]) -> Iterator[Ready]:
        """Yield all that is ready-made; ``high`` are lines by the names of slips."""
        for part, matter in self._matters():
            rooms = tuple(self._rooms(part, matter, high))
            kind: FillerKind = "house-ad" if matter.kind == "house-ad" else "standing"
            required = matter.every_issue or matter.page is not None
            if rooms:
                yield Ready(
                    part.anchor, kind, rooms, required=required, page=matter.page, title=part.title
                )
        yield from self._front_column()
        for advert in self._document.issue.adverts:
            lines = math.ceil(advert.height * _POINTS_A_MM / self._grid.leading - 0.01)
            columns = min(advert.columns, self._grid.columns)
            room = Room(columns, lines, lines)
            side: Literal["left", "right"] | None = advert.side
            yield Ready(
                advert.slug, "advert", (room,), required=True, page=advert.page, side=side,
                apart=advert.apart, corner=True, title=advert.name,
            )  # fmt: skip

    def _rooms(self, part: Part, matter: StandingMatter, high: Mapping[str, int]) -> Iterator[Room]:
        for columns in self._ready_widths(matter):
            lines = high.get(_at(part.anchor, columns), self._grid.depth + 1)
            worded = matter.kind in ("appeal", "house-ad") and matter.figure is None
            air = _OFFER_AIR if worded else _AIR if matter.figure else _FILL_AIR
            asked = [size.lines for size in matter.sizes if size.columns == columns]
            if lines > self._grid.depth:
                continue
            for least in (max(lines, one) for one in asked or (lines,)):
                yield Room(columns, least, min(least + air, self._grid.depth))

    def _front_column(self) -> Iterator[Ready]:
        """Yield what is inside, with the bar code at its foot: a column of the front page.

        An issue of a few stories points at nothing, and no shop scans it. On a page of one or two
        columns it would leave no room for the lead.
        """
        stories = sum(part.kind == "article" for part in self._document.parts)
        if stories < _WORTH_A_LIST or self._grid.columns < _LIST_BESIDE:
            return
        least, most = self._drawing.front_column()
        if least <= self._grid.depth // 2:
            room = Room(1, least, min(most, self._grid.depth))
            yield Ready(FRONT_COLUMN, "contents", (room,), required=True, page=1)


def _at(name: str, columns: int) -> str:
    return f"{name} {columns}"


def _wish(placed: Placed) -> int:
    """Return the columns the editor wants for a figure, 0 if that is left to make-up."""
    size = placed.block.size if isinstance(placed.block, Figure) else None
    return {None: 0, "column": 1, "wide": 2, "full": 99}[size]


def _weight(placed: Placed) -> float:
    """Return how strongly an inset draws the eye: 1 for a photograph, less for other things."""
    if not isinstance(placed.block, Figure) or placed.block.picture is None:
        return 0.4
    picture = placed.block.picture
    drawn = picture.kind in ("svg", "png", "gif")
    if placed.block.size == "column" or (drawn and picture.width <= DRAWN_WIDE):
        return 0.4
    return 0.7 if drawn else 1.0
