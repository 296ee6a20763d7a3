"""Measures an issue for make-up: stories in lines, what stands among them, what is ready-made.

Text is set by the engine, once, in one column; boxes, tables, quotes and captions
at every width they may have. Heads and pictures are arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ..beside import Tickets
from ..document import Document, Part
from ..makeup.copy import (
    Copy,
    FillerKind,
    Grid,
    Pin,
    Policy,
    Rank,
    Ready,
    Room,
)
from ..model import Article, Slug, StandingMatter
from . import castoff, furniture
from .castoff import Scale
from .counting import Counting, Galleys, Runs
from .insets import AIR, ANCHOR, Insets, at_width
from .newspaper_drawing import FRONT_COLUMN, NewspaperDrawing
from .policy import policy
from .shapes import article
from .sharing import Beside, Share, pieces, taken
from .slips import Slip

_FILL_AIR, _OFFER_AIR = 4, 8
"""Lines of air standing matter can have inside it; the second where all is words in a frame."""
_WORTH_A_LIST = 8
"""Stories from which on the front page says what is inside."""
_BRIEFS = "--briefs"
"""What ends the name of the briefs of a section; a number follows where they do not all stand
together."""
_HEAD_OF_BRIEF = 3
_SHARE_OF_PAGE = 3
"""Briefs that take more than half a page stand together by so many parts of a page."""
_LIST_BESIDE = 3
"""Columns a front page has at least where one of them is given to it."""
_POINTS_A_MM = 72 / 25.4


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
        self._insets = Insets(drawing, grid, scale)
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
        for number, some in enumerate(self._columns_of(parts), 1):
            names = tuple(part.anchor for part in some)
            if len(some) == 1:
                yield _Story(some[0].anchor, section.title, some)
            else:
                name = f"{section.anchor}{_BRIEFS}{f'-{number}' if number > 1 else ''}"
                yield _Story(name, section.title, some, names)

    def _columns_of(self, parts: list[Part]) -> Iterator[tuple[Part, ...]]:
        """Yield briefs that stand together: all, or as many at a time as take part of a page."""
        lines = [_HEAD_OF_BRIEF + self._lines_of(part) for part in parts]
        page = self._grid.columns * self._grid.depth
        many = -(-sum(lines) * _SHARE_OF_PAGE // page) if 2 * sum(lines) > page else 1
        taken, done = 0, 0
        for number in range(1, many + 1):
            first = taken
            while taken < len(parts) and (done < sum(lines) * number // many or taken == first):
                done += lines[taken]
                taken += 1
            if taken > first:
                yield tuple(parts[first:taken])

    def _lines_of(self, part: Part) -> int:
        return castoff.depth(
            castoff.galley(part.body, article(part).notes, self._grid, self._scale)
        )

    def galley_slip(self, story: _Story) -> Slip:
        """Return the running text of a story, to be set in one column."""
        if not story.gathered:
            html = self._drawing.galley(story.parts[0])
        else:
            section = next(
                part
                for part in self._document.parts
                if part.kind == "section" and story.name.partition(_BRIEFS)[0] == part.anchor
            )
            html = self._drawing.briefs(section, story.parts, name=story.name)
        return Slip(story.name, str(html), self._grid.column)

    def inset_slips(self, story: _Story) -> Iterator[Slip]:
        """Yield what stands among the columns of a story, at every width it may have."""
        return (slip for part in story.parts for slip in self._insets.slips(part))

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
        insets = tuple(one for part in story.parts for one in self._insets.of(part, high))
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

    # Ready-made ----------------------------------------------------------------------------------

    def _matters(self) -> Iterator[tuple[Part, StandingMatter]]:
        for part in self._document.parts:
            if isinstance(part.subject, StandingMatter):
                yield part, part.subject

    def ready_slips(self) -> Iterator[Slip]:
        """Yield the standing matter at every width it may have."""
        for part, matter in self._matters():
            for columns in self._ready_widths(matter):
                html = ANCHOR.sub("", str(self._drawing.ready(part.anchor, columns)))
                yield Slip(at_width(part.anchor, columns), html, self._grid.measure(columns))

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
            lines = high.get(at_width(part.anchor, columns), self._grid.depth + 1)
            worded = matter.kind in ("appeal", "house-ad") and matter.figure is None
            air = _OFFER_AIR if worded else AIR if matter.figure else _FILL_AIR
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
