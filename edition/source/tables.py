"""Tables, written with pipes or as HTML, ragged or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, cast

from markupsafe import Markup

from ..model import Block, Paragraph, Table
from .composing import Composing, joined, text_of
from .inline import has_words, set_inline
from .tree import Element

_CAPTION = re.compile(r"\s*Table:\s+")

Alignment = Literal["left", "right", "center"]


def read_table(node: Element, at_hand: Composing) -> Iterator[Block]:
    rows = [row for row in _rows(node, heads=False)]
    cells = [[cell for cell in _cells(row)] for _, row in rows]
    width = max((len(row) for row in cells), default=0)
    caption_node = next(
        (one for one in node.children if isinstance(one, Element) and one.tag == "caption"), None
    )
    caption = text_of(caption_node, at_hand) if caption_node else None
    texts = [
        tuple(_cell(cell, at_hand) for cell in row) + (Markup(),) * (width - len(row))
        for row in cells
    ]
    if caption is None and texts:
        caption = _typed_on(cells, texts, at_hand)
    header: tuple[Markup, ...] = ()
    if texts and rows[0][0]:
        header, texts = texts[0], texts[1:]
    if not any(header):
        header = ()
    texts = [row for row in texts if any(row)]
    if not (texts or header):
        if caption:
            yield Paragraph(caption, at_hand.origin(node))
        return
    yield Table(header, tuple(texts), at_hand.origin(node), _alignments(cells, width), caption)


def _rows(node: Element, *, heads: bool) -> Iterator[tuple[bool, Element]]:
    """Yield the rows of a table, and whether each holds headings."""
    for child in node.children:
        if not isinstance(child, Element):
            if has_words([child]):
                yield False, Element("tr", node.line, children=[child])
        elif child.tag == "tr":
            cells = list(_cells(child))
            yield heads or (bool(cells) and all(one.tag == "th" for one in cells)), child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child, heads=child.tag == "thead")
        elif child.tag != "caption" and has_words([child]):
            yield False, Element("tr", child.line, children=[child])


def _cells(row: Element) -> Iterator[Element]:
    for child in row.children:
        if isinstance(child, Element) and child.tag in ("td", "th"):
            yield child
            span = child.attributes.get("colspan", "1")
            for _ in range(min(int(span), 20) - 1 if span.isascii() and span.isdigit() else 0):
                yield Element(child.tag, child.line)
        elif has_words([child]):
            yield Element("td", row.line, children=[child])


def _cell(cell: Element, at_hand: Composing) -> Markup:
    return set_inline(joined(cell.children), at_hand.setting, line=cell.line)


def _alignments(cells: Sequence[Sequence[Element]], width: int) -> tuple[Alignment | None, ...]:
    found: list[Alignment | None] = [None] * width
    for row in cells:
        for column, cell in enumerate(row):
            written = cell.attributes.get("align", "").lower()
            if found[column] is None and written in ("left", "right", "center"):
                found[column] = cast(Alignment, written)
    return tuple(found)


def _typed_on(
    cells: Sequence[Sequence[Element]], texts: list[tuple[Markup, ...]], at_hand: Composing
) -> Markup | None:
    """Take a caption that was typed on the line after the table, where Markdown sees a row."""
    last = cells[-1]
    filled = [cell for cell in last if has_words(cell.children)]
    if len(filled) != 1 or filled[0] is not last[0] or last[0].attributes.get("piped"):
        return None
    first = last[0].children[0] if last[0].children else None
    found = _CAPTION.match(first) if isinstance(first, str) else None
    if found is None or not isinstance(first, str):
        return None
    texts.pop()
    words = [first[found.end() :], *last[0].children[1:]]
    return set_inline(words, at_hand.setting, line=last[0].line)


def captioned(table: Table, node: Element, at_hand: Composing) -> Table | None:
    """Return ``table`` with the caption in the paragraph after it, if that is one."""
    first = node.children[0] if node.children else None
    if table.caption is not None or not isinstance(first, str):
        return None
    found = _CAPTION.match(first)
    if found is None:
        return None
    words = [first[found.end() :], *node.children[1:]]
    return replace(table, caption=set_inline(words, at_hand.setting, line=node.line))
