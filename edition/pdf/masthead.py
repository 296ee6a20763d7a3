"""The head of a newspaper's front page: the paper's name, and teasers for what is inside."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ..document import Document, Part
from ..model import Article, Figure
from . import castoff
from .castoff import Grid
from .front import teaser_picture
from .nameplate import lines_below
from .shapes import article

_DATE_LINES, _RULE_LINES, _TEASER_LINES = 2, 1, 6
_NAME = 100.0
"""The largest the paper's name is set, in points, when a stylesheet does not say."""
_TIGHT = 0.94
"""Lines of the name's own size it takes: capitals have nothing below the line."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """How large the paper's name is, the lines it takes, and how many teasers stand under it.

    ``name_below`` are lines under those of the name, for letters that hang.
    """

    name_size: float
    name_lines: int
    teasers: int
    name_below: int = 0

    @property
    def lines(self) -> int:
        """The lines from the top of the front page to its first story, the air included."""
        under = _TEASER_LINES + 1 if self.teasers else 0
        return _DATE_LINES + self.name_lines + self.name_below + _RULE_LINES + 1 + under


@dataclass(frozen=True, slots=True)
class Teaser:
    """A pointer from the front page to a story inside; ``picture`` ``None``: words alone."""

    part: Part
    picture: Figure | None
    page: int


def masthead(document: Document, grid: Grid, css: str) -> Masthead:
    """Return the masthead of an issue; a narrow page or a small paper has no teasers."""
    name = document.publication.name
    wide = castoff.ems(name, "Edition Headline")
    size = min(
        castoff.token(css, "nameplate-size", _NAME), grid.measure(grid.columns) / max(wide, 1.0)
    )
    lines = max(4, math.ceil(size * _TIGHT / grid.leading))
    most = 3 if grid.columns > 4 else 2 if grid.columns > 2 else 0
    enough = len(_candidates(document)) >= 3 * most
    return Masthead(size, lines, most if enough else 0, lines_below(name, size, grid.leading))


def teasers(document: Document, head: Masthead, pages: Mapping[str, int]) -> tuple[Teaser, ...]:
    """Return the stories worth pointing to: from several sections, on other pages than the first.

    ``pages`` is the page each story begins on, by its anchor.
    """
    candidates = _candidates(document)
    parts = [part for part in candidates if pages.get(part.anchor, 1) > 1]
    home = {part.section for part in candidates if pages.get(part.anchor) == 1}
    worth = sorted(
        parts,
        key=lambda part: (
            part.section in home,
            article(part).rank not in ("lead", "second"),
            teaser_picture(part) is None,
            -len(part.body),
        ),
    )
    chosen: list[Part] = []
    for again in (False, True):
        for part in worth:
            new = part not in chosen and part.section not in {one.section for one in chosen}
            if len(chosen) < head.teasers and (new or (again and part not in chosen)):
                chosen.append(part)
    chosen.sort(key=lambda part: pages[part.anchor])
    return tuple(Teaser(part, teaser_picture(part), pages[part.anchor]) for part in chosen)


def _candidates(document: Document) -> list[Part]:
    return [
        part
        for part in document.parts
        if isinstance(part.subject, Article) and part.subject.rank != "brief"
    ]
