"""The tree of an article's text, read as the typed blocks of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from ..model import (
    Block,
    BlockQuote,
    Box,
    Break,
    CodeBlock,
    Crosshead,
    Figure,
    Footnote,
    ItemList,
    ListItem,
    Paragraph,
    PullQuote,
    QuestionAndAnswer,
    Table,
    Turn,
)
from .clean import REFUSED
from .composing import BLOCK_TAGS, Composing, direction_of, joined, text_of
from .figures import figure_for, reference
from .inline import has_words, lines_of, plain, set_inline
from .speakers import attributed, speaker_of
from .tables import captioned, read_table
from .tree import Element, Node


def read_blocks(nodes: Sequence[Node], at_hand: Composing) -> tuple[Block, ...]:
    """Return ``nodes`` as blocks, loose text among them as paragraphs."""
    blocks: list[Block] = []
    loose: list[Node] = []
    table_before: Table | None = None
    for node in nodes:
        if isinstance(node, str) or node.tag not in BLOCK_TAGS:
            if isinstance(node, str) or not (node.tag in REFUSED and node.ended):
                loose.append(node)
            continue
        _settle(loose, blocks, at_hand)
        if node.tag == "note":
            continue
        if node.tag == "p" and table_before is not None:
            with_caption = captioned(table_before, node, at_hand)
            if with_caption is not None:
                blocks[blocks.index(table_before)] = with_caption
                table_before = None
                continue
        made = list(_block(node, at_hand))
        blocks += made
        blocks += _pictures(at_hand)
        table_before = next((one for one in made if isinstance(one, Table)), None)
    _settle(loose, blocks, at_hand)
    return tuple(blocks)


def _settle(loose: list[Node], blocks: list[Block], at_hand: Composing) -> None:
    """Make a paragraph of the ``loose`` text between two blocks."""
    if has_words(loose):
        line = _line_of(loose, at_hand.line)
        while isinstance(loose[0], str):
            text = loose[0].lstrip()
            if line is not None:
                line += loose[0].count("\n", 0, len(loose[0]) - len(text))
            if text:
                loose[0] = text
                break
            del loose[0]
        blocks += _paragraph(Element("p", line, children=list(loose)), at_hand)
        blocks += _pictures(at_hand)
    loose.clear()


def _line_of(nodes: Sequence[Node], otherwise: int | None) -> int | None:
    """Return the line ``nodes`` begin on, reckoned back from the first that knows its own."""
    above = 0
    for node in nodes:
        if isinstance(node, str):
            above += node.count("\n")
        elif node.line is not None:
            return node.line - above
    return otherwise


def _pictures(at_hand: Composing) -> Iterator[Figure]:
    """Yield the pictures that running text left behind."""
    pictures, at_hand.setting.pictures = at_hand.setting.pictures, []
    for picture in pictures:
        yield from _figure(picture, at_hand)


def _block(node: Element, at_hand: Composing) -> Iterator[Block]:
    at_hand.line = node.line or at_hand.line
    match node.tag:
        case "p":
            yield from _paragraph(node, at_hand)
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            yield from _crosshead(node, at_hand)
        case "img":
            yield from _figure(node, at_hand)
        case "figure":
            yield from _html_figure(node, at_hand)
        case "blockquote":
            yield from _block_quote(node, at_hand)
        case "pull":
            yield from _pull_quote(node, at_hand)
        case "box":
            yield from _box(node, at_hand)
        case "qa":
            yield from _turns(node, at_hand)
        case "ul" | "ol":
            yield _item_list(node, at_hand)
        case "table":
            yield from read_table(node, at_hand)
        case "pre":
            text = plain(node.children)
            if text.strip():
                yield CodeBlock(text.removesuffix("\n"), at_hand.origin(node))
        case "hr":
            yield Break(at_hand.origin(node))
        case _:
            yield from _within(node, at_hand)


def _within(node: Element, at_hand: Composing) -> tuple[Block, ...]:
    """Read what stands in an element that is no block itself."""
    before = at_hand.direction
    at_hand.direction = direction_of(node) or before
    blocks = read_blocks(node.children, at_hand)
    at_hand.direction = before
    return blocks


# Text


def _paragraph(node: Element, at_hand: Composing) -> Iterator[Block]:
    if any(isinstance(one, Element) and one.tag in BLOCK_TAGS - {"img", "hr"}
           for one in node.children):  # fmt: skip
        yield from _within(node, at_hand)
        return
    text = text_of(node, at_hand)
    if text:
        direction = direction_of(node) or at_hand.direction
        yield Paragraph(text, at_hand.origin(node), direction)


def _crosshead(node: Element, at_hand: Composing) -> Iterator[Crosshead]:
    text = text_of(node, at_hand)
    if not text:
        return
    wanted = int(node.tag[1])
    level = 3 if wanted >= 3 and at_hand.level >= 2 else 2
    if level != wanted:
        at_hand.setting.remarks.add("TXT-001", *_wrong_level(wanted, level), line=node.line)
    at_hand.level = level
    yield Crosshead(text, at_hand.origin(node), 3 if level == 3 else 2)


def _wrong_level(wanted: int, level: int) -> tuple[str]:
    if wanted == 1:
        return ("A crosshead is marked # as if it were the headline; it was set as ##.",)
    if level == 2:
        return (f"A crosshead marked {'#' * wanted} stands under no ##; it was set as ##.",)
    return (f"A crosshead is marked {'#' * wanted}; there are only ## and ###, it was set as ###.",)


# Quotes


def _block_quote(node: Element, at_hand: Composing) -> Iterator[Block]:
    children = list(node.children)
    said_by: list[Node] = []
    last = next(
        (place for place in range(len(children) - 1, -1, -1) if has_words([children[place]])), None
    )
    if last is not None:
        final = children[last]
        if isinstance(final, Element) and final.tag == "p":
            text, said_by = attributed(final.children)
            children[last] = replace(final, children=text)
    level, at_hand.level = at_hand.level, 2
    body = _within(replace(node, children=children), at_hand)
    at_hand.level = level
    attribution = set_inline(said_by, at_hand.setting, line=node.line) if said_by else None
    if body:
        yield BlockQuote(body, at_hand.origin(node), attribution)
    elif attribution:
        yield Paragraph(attribution, at_hand.origin(node), at_hand.direction)


def _pull_quote(node: Element, at_hand: Composing) -> Iterator[Block]:
    text, said_by = attributed(joined(node.children))
    words = set_inline(text, at_hand.setting, line=_first_line(node))
    attribution = set_inline(said_by, at_hand.setting, line=node.line) or None
    if words:
        yield PullQuote(words, at_hand.origin(node), attribution)
    elif attribution:
        yield Paragraph(attribution, at_hand.origin(node), at_hand.direction)


def _first_line(node: Element) -> int | None:
    return next((one.line for one in node.children if isinstance(one, Element)), node.line)


# Boxes, questions and answers


def _box(node: Element, at_hand: Composing) -> Iterator[Box]:
    level, at_hand.level = at_hand.level, 1
    title = None
    children = node.children
    first = children[0] if children else None
    if isinstance(first, Element) and first.tag == "box-title":
        title = set_inline(first.children, at_hand.setting, line=node.line) or None
        children = children[1:]
    body = read_blocks(children, at_hand)
    at_hand.level = level
    if body or title:
        yield Box(body, at_hand.origin(node), title)


def _turns(node: Element, at_hand: Composing) -> Iterator[Block]:
    turns: list[Turn] = []
    for child in node.children:
        if isinstance(child, Element) and child.tag == "p":
            yield from _turns_in(child, turns, at_hand)
            if at_hand.setting.pictures:
                yield from _exchange(turns)
                yield from _pictures(at_hand)
            continue
        blocks = read_blocks([child], at_hand)
        if blocks:
            yield from _exchange(turns)
            yield from blocks
    yield from _exchange(turns)


def _turns_in(node: Element, turns: list[Turn], at_hand: Composing) -> Iterator[Block]:
    """Add the turns of one paragraph; a paragraph before the first turn is a paragraph."""
    line = node.line
    pending: list[tuple[str, list[Node], int | None]] = []
    for nodes in lines_of(node.children):
        speaker, words = speaker_of(nodes)
        if speaker or not pending:
            pending.append((speaker, words, line))
        else:
            pending[-1][1].extend(["\n", *words])
        line = None if line is None else line + 1
    for speaker, words, line in pending:
        text = set_inline(words, at_hand.setting, line=line)
        origin = at_hand.setting.remarks.at(line)
        if not text:
            continue
        if speaker:
            turns.append(Turn("question" if speaker == "Q" else "answer", text, origin))
        elif turns:
            joined = turns[-1].text + Markup("<br/>") + text
            turns[-1] = replace(turns[-1], text=joined)
        else:
            yield Paragraph(text, origin, at_hand.direction)


def _exchange(turns: list[Turn]) -> Iterator[QuestionAndAnswer]:
    if turns:
        yield QuestionAndAnswer(tuple(turns), turns[0].origin)
        turns.clear()


# Lists and tables


def _item_list(node: Element, at_hand: Composing) -> ItemList:
    items = []
    for child in node.children:
        if isinstance(child, Element) and child.tag == "li":
            at_hand.line = child.line or at_hand.line
            items.append(ListItem(_within(child, at_hand), at_hand.origin(child)))
        elif has_words([child]):
            body = read_blocks([child], at_hand)
            if body:
                items.append(ListItem(body, body[0].origin))
    start = node.attributes.get("start", "1")
    return ItemList(
        tuple(items),
        at_hand.origin(node),
        ordered=node.tag == "ol",
        start=int(start) if re.fullmatch(r"\d{1,9}", start) else 1,
    )


# Figures


def _figure(node: Element, at_hand: Composing) -> Iterator[Figure]:
    caption = set_inline(node.children, at_hand.setting, line=node.line) if node.children else None
    yield from _at_desk(node, caption, at_hand)


def _at_desk(node: Element, caption: Markup | None, at_hand: Composing) -> Iterator[Figure]:
    """Yield the figure of a picture; nothing while the picture is wanted and not there."""
    remarks = at_hand.setting.remarks
    asked = reference(node.attributes, caption=caption, line=node.line, remarks=remarks)
    figure, findings = figure_for(asked, at_hand.desk)
    remarks.take(findings)
    if figure.picture is not None or not asked.wanted:
        yield figure


def _html_figure(node: Element, at_hand: Composing) -> Iterator[Block]:
    """Read ``<figure>``: the last picture in it takes the caption."""
    pictures = [one for one in _elements(node) if one.tag == "img"]
    captions = [one for one in _elements(node) if one.tag == "figcaption"]
    rest = _without(node, {"img", "figcaption"})
    caption = Markup("<br/>").join(
        words for one in captions
        if (words := set_inline(joined(one.children), at_hand.setting, line=one.line))
    )  # fmt: skip
    for picture in pictures:
        its_words = caption if picture is pictures[-1] and caption else None
        yield from _at_desk(picture, its_words, at_hand)
    if has_words(rest.children):
        yield from _within(rest, at_hand)
    if caption and not pictures:
        yield Paragraph(caption, at_hand.origin(node), at_hand.direction)


def _elements(node: Element) -> Iterator[Element]:
    for child in node.children:
        if isinstance(child, Element) and not (child.tag in REFUSED and child.ended):
            yield child
            if child.tag != "figcaption":
                yield from _elements(child)


def _without(node: Element, tags: set[str]) -> Element:
    children: list[Node] = [
        one if isinstance(one, str) else _without(one, tags)
        for one in node.children
        if isinstance(one, str) or one.tag not in tags
    ]
    return replace(node, children=children)


# Footnotes


def read_footnotes(
    texts: Sequence[tuple[int, Element]], at_hand: Composing
) -> tuple[Footnote, ...]:
    """Return the footnotes in the order of their numbers."""
    return tuple(
        Footnote(
            number,
            set_inline(joined(note.children), at_hand.setting, line=note.line),
            at_hand.origin(note),
        )
        for number, note in texts
    )


def pictures_left(at_hand: Composing) -> tuple[Block, ...]:
    """Return the pictures that stood in footnotes."""
    return tuple(_pictures(at_hand))
