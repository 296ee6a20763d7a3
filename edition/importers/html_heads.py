"""Crossheads of a web page, brought from its six levels to our two, and titles of boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, cast

from lxml import etree
from markupsafe import Markup

from ..model import Block, BlockQuote, Crosshead, Origin, Paragraph
from .inline_markdown import plain_words

BOLD = 7
"""The level, as far as a page has one, of a crosshead that is only a bold paragraph."""


def headed(text: Markup, origin: Origin, level: int) -> Crosshead:
    """Return a crosshead whose level is still that of the page, for ``levelled`` to settle."""
    return Crosshead(text, origin, cast(Literal[2, 3], level))


def levelled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return ``blocks`` with the crossheads on our two levels, the highest of the page first."""
    highest = min((one.level for one in blocks if isinstance(one, Crosshead)), default=2)
    return tuple(
        replace(one, level=2 if one.level == highest else 3) if isinstance(one, Crosshead) else one
        for one in blocks
    )


def plain_heads(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return ``blocks`` of a list's item with headings as bold words."""
    return tuple(
        Paragraph(Markup(f"<strong>{one.text}</strong>"), one.origin)
        if isinstance(one, Crosshead)
        else one
        for one in blocks
    )


def texts(block: Block) -> Iterator[Markup]:
    """Yield the running texts of a quote."""
    if isinstance(block, BlockQuote):
        for one in block.body:
            yield from texts(one)
    elif isinstance(block, Paragraph | Crosshead):
        yield block.text


def box_title(element: etree._Element, body: list[Block]) -> Markup | None:
    """Take the title of a box out of its ``body``: a heading, a summary, a short first line."""
    first = body[0] if body else None
    if isinstance(first, Crosshead) or (
        isinstance(first, Paragraph) and element.find("summary") is not None
    ):
        del body[0]
        return first.text
    if isinstance(first, Paragraph) and len(body) > 1:
        plain = plain_words(first.text)
        if len(plain.split()) <= 8 and plain[-1:] not in '.,;:!?…”"':
            del body[0]
            return Markup(re.sub(r"</?(?:strong|em)>", "", first.text))
    return None
