"""The rules of the publication that make-up keeps to, as it counts them."""

from __future__ import annotations

from ..document import Document
from ..makeup.copy import Policy
from . import castoff
from .newspaper_drawing import NewspaperDrawing

_SMALL = 360
"""A page of fewer lines in all its columns, as A4 and what is smaller, holds a story or two."""

_AS_MANY_AS_IT_TAKES = 99

_FRONT, _FRONT_MOST = 3, 8
"""Stories on the front page where nothing was said, and where so few do not fill it."""


def policy(document: Document, drawing: NewspaperDrawing) -> Policy:
    """Return the policy for ``document``, its head as high as ``drawing`` has it."""
    publication = document.publication
    rules = publication.newspaper
    wanted = {one.casefold() for one in rules.openers}
    openers = tuple(
        section.title
        for section in document.issue.sections
        if {section.title.casefold(), str(section.slug).casefold()} & wanted
    )
    return Policy(
        multiple=publication.page.page_multiple,
        pages=document.issue.pages,
        masthead=drawing.masthead.lines,
        jumps=_jumps(document) if rules.jumps is None else rules.jumps,
        front=rules.front or _FRONT,
        front_most=rules.front or _FRONT_MOST,
        openers=openers,
    )


def _jumps(document: Document) -> int:
    """Return how many stories may go on on another page where nothing was said.

    Where a page holds a story or two there is no other way to fill it.
    """
    grid = castoff.grid(document.publication.page)
    return _AS_MANY_AS_IT_TAKES if grid.columns * grid.depth < _SMALL else 1
