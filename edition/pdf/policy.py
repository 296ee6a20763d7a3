"""The rules of the publication that make-up keeps to, as it counts them."""

from __future__ import annotations

from ..document import Document
from ..makeup.copy import Policy
from .newspaper_drawing import NewspaperDrawing


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
        jumps=rules.jumps,
        front=rules.front,
        openers=openers,
    )
