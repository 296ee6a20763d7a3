"""The front page apart from its lead: the paper's name, teasers, and what is inside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..document import Document, Part
from ..model import Article, Figure, Section
from . import castoff
from .castoff import Grid, Scale
from .nameplate import lines_below
from .shapes import article

_DATE_LINES, _RULE_LINES = 2, 2
_TEASER_LINES = 8
"""Lines the teasers take, with the air and the rule under them."""
_NAME = 100.0
"""The largest the paper's name is set, in points, when a stylesheet does not say."""
_NARROW = 2
"""A page of so many columns gives none of them away to the contents."""
_TITLE_LINES, _SECTION_LINES, _FOOT_LINES = 3, 2, 2
_CORRECTION_LINES = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A section as the contents list it; fewer ``stories`` when there is no room for all."""

    section: Part
    stories: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """What stands on the front page above and beside the lead.

    ``name_lines`` is the height of the paper's name, ``name_below`` that of the room under
    it for letters that hang. ``side`` says whether the contents have the last column;
    otherwise they are a strip above the lead. They take ``inside`` lines there, and their
    column ``deep``: to the foot of the page, or as far down as the lead and they
    themselves reach, where others stand below.
    """

    name_size: float
    name_lines: int
    teasers: tuple[Part, ...]
    listed: tuple[Listed, ...]
    side: bool
    strip_lines: int = 0
    inside: int = 0
    deep: int = 0
    name_below: int = 0

    @property
    def lines(self) -> int:
        """The lines from the top of the page to the lead."""
        teasers = _TEASER_LINES if self.teasers else 0
        name = self.name_lines + self.name_below
        return _DATE_LINES + name + _RULE_LINES + teasers + self.strip_lines


def front_page(document: Document, lead: Part | None, grid: Grid, scale: Scale, css: str) -> Front:
    """Return the head of the front page and how much of the contents it has room for."""
    name = document.publication.name
    wide = castoff.ems(name, "Edition Headline")
    size = min(
        castoff.token(css, "nameplate-size", _NAME), grid.measure(grid.columns) / max(wide, 1.0)
    )
    below = lines_below(name, size, grid.leading)
    name_lines = max(4, math.ceil(size * 0.94 / grid.leading))
    side = grid.columns > _NARROW
    teasers = _teasers(document, lead, 3 if grid.columns > 4 else 2) if side else ()
    front = Front(size, name_lines, teasers, (), side, name_below=below)
    if side:
        return with_contents(front, grid.depth - front.lines, document, grid, scale)
    listed = tuple(Listed(section, ()) for section, _ in _stories_of(document))
    words = " · ".join(f"{one.section.title} 00" for one in listed)
    rows = castoff.lines(words, "Edition Sans", scale.label.points, grid.measure(grid.columns))
    strip = rows + 1 if listed else 0
    return Front(size, name_lines, (), listed, side, strip, name_below=below)


def with_contents(front: Front, lines: int, document: Document, grid: Grid, scale: Scale) -> Front:
    """Return ``front`` with the contents in as much detail as ``lines`` of its column allow."""
    listed = _listed(document, lines - _TITLE_LINES - _FOOT_LINES, grid, scale)
    inside = _TITLE_LINES + _correction(document) + _lines_of(listed, grid, scale)
    return replace(front, listed=listed, inside=inside, deep=grid.depth - front.lines)


def _correction(document: Document) -> int:
    return _CORRECTION_LINES if document.issue.correction else 0


def _lines_of(listed: Sequence[Listed], grid: Grid, scale: Scale) -> int:
    """Return the lines a list takes in a column, sections and stories."""
    measure = grid.column - 6 / 25.4 * 72
    titles = (_title(part) for one in listed for part in one.stories)
    size = scale.label.points
    stories = sum(castoff.lines(title, "Edition Sans", size, measure) for title in titles)
    return _SECTION_LINES * len(listed) + stories


def teaser_picture(part: Part) -> Figure | None:
    """Return the photograph a teaser shows, ``None`` when its story has only drawings."""
    figures = (placed.block for placed in part.body if isinstance(placed.block, Figure))
    return next(
        (one for one in figures if one.picture is not None and one.picture.kind == "jpeg"), None
    )


def _teasers(document: Document, lead: Part | None, most: int) -> tuple[Part, ...]:
    """Return the stories worth pointing to from the front page: of several sections, with pictures.

    None for a paper so small that every story can be seen from the front page.
    """
    stories = [part for _, parts in _stories_of(document) for part in parts if part is not lead]
    stories = [part for part in stories if article(part).rank != "brief"]
    if len(stories) < 2 * most:
        return ()
    worth = sorted(
        stories,
        key=lambda part: (
            article(part).rank != "second",
            teaser_picture(part) is None,
            part.section == (lead.section if lead else None),
            -len(part.body),
        ),
    )
    chosen: list[Part] = []
    for part in worth:
        if len(chosen) < most and part.section not in [one.section for one in chosen]:
            chosen.append(part)
    return tuple(part for part in stories if part in chosen) if len(chosen) == most else ()


def _listed(document: Document, room: int, grid: Grid, scale: Scale) -> tuple[Listed, ...]:
    """Return the contents in as much detail as ``room`` lines of a column allow.

    All stories; or all but the briefs; or the first of each section; or sections alone.
    """
    whole = _stories_of(document)
    room -= _correction(document)
    details = (
        whole,
        [
            (section, tuple(part for part in parts if article(part).rank != "brief"))
            for section, parts in whole
        ],
        [(section, parts[:2]) for section, parts in whole],
        [(section, parts[:1]) for section, parts in whole],
    )
    for detail in details:
        listed = tuple(Listed(section, parts) for section, parts in detail)
        if _lines_of(listed, grid, scale) <= room:
            return listed
    most = max(1, room // _SECTION_LINES)
    return tuple(Listed(section, ()) for section, _ in whole[:most])


def _title(part: Part) -> str:
    story = article(part)
    return str((story.print_headline or story.headline).striptags())


def _stories_of(document: Document) -> list[tuple[Part, tuple[Part, ...]]]:
    found: list[tuple[Part, tuple[Part, ...]]] = []
    for part in document.parts:
        if part.kind == "section" and isinstance(part.subject, Section):
            found.append((part, ()))
        elif part.kind == "article" and found and isinstance(part.subject, Article):
            section, parts = found[-1]
            found[-1] = (section, (*parts, part))
    return found
