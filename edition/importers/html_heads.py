"""Crossheads of a web page, brought from its six levels to our two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, cast

from markupsafe import Markup

from ..model import Block, BlockQuote, Crosshead, Origin, Paragraph

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
