"""A second opinion about where a story begins and ends, for pages that do not name its text.

The only module that knows trafilatura (docs/decisions/0018-a-second-opinion-on-pages.md). What it
takes for the story bounds what we read; what lies between is read by ourselves, with figures,
captions, credits and boxes, which an extractor of text loses.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from markupsafe import Markup

from ..model import Block, Figure, Paragraph, nested
from .inline_markdown import plain_words
from .page_head import letters

_LEAST = 0.4
"""The part of the words that must be known to the extractor for its opinion to count."""

_SAMPLE = 60
"""Letters at the beginning and end of a block by which it is known again."""


def main_text(root: etree._Element) -> str:
    """Return what an extractor takes for the story on the page; empty when it finds none."""
    import trafilatura  # Slow to load, and most pages need it not.

    html = etree.tostring(root, encoding="unicode", method="html")
    found = trafilatura.extract(html, fast=True, include_tables=True, include_comments=False)
    return found or ""


def between_ends(blocks: tuple[Block, ...], text: str) -> tuple[tuple[Block, ...], str]:
    """Return ``blocks`` from the first to the last that ``text`` has too, and the words cut off.

    Pictures at the ends stay. Where too little of the blocks is in ``text``, all of them do.
    """
    whole = letters(text)
    said = [letters(" ".join(_texts(block))) for block in blocks]
    known = [bool(one) and (one[:_SAMPLE] in whole or one[-_SAMPLE:] in whole) for one in said]
    shared = sum(len(one) for one, is_known in zip(said, known, strict=True) if is_known)
    if not any(known) or shared < _LEAST * sum(map(len, said)):
        return blocks, ""
    first, last = known.index(True), len(known) - known[::-1].index(True)
    # Whole sentences right after it are the story's: extractors cut last paragraphs off.
    while last < len(blocks) and _is_sentence(blocks[last]):
        last += 1
    ends = (*blocks[:first], *blocks[last:])
    cut = "\n".join(" ".join(_texts(one)) for one in ends if not isinstance(one, Figure))
    leading = (one for one in blocks[:first] if isinstance(one, Figure))
    trailing = (one for one in blocks[last:] if isinstance(one, Figure))
    return (*leading, *blocks[first:last], *trailing), cut.strip()


def _is_sentence(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    words = plain_words(block.text)
    return len(words.split()) >= 6 and words.rstrip("”\"’')»")[-1:] in (".", "!", "?", "…")


def _texts(block: Block) -> Iterator[str]:
    for one in nested((block,)):
        for name in ("text", "title", "attribution"):
            value = getattr(one, name, None)
            if isinstance(value, str):
                yield plain_words(value if isinstance(value, Markup) else Markup.escape(value))
        for row in (getattr(one, "header", ()), *getattr(one, "rows", ())):
            yield from (plain_words(cell) for cell in row)
