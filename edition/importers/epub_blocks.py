"""The blocks of our own EPUB's stories, read back by the classes they are drawn with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from lxml import etree
from markupsafe import Markup

from ..model import (
    Block,
    BlockQuote,
    Box,
    Break,
    CodeBlock,
    Crosshead,
    Figure,
    FigureSize,
    ItemList,
    ListItem,
    Origin,
    Paragraph,
    PullQuote,
    QuestionAndAnswer,
    Table,
    Turn,
)
from .found import FoundPicture
from .html_inline import Wording

Resolve = Callable[[str], FoundPicture]


def has(element: etree._Element, name: str) -> bool:
    """Say whether ``name`` is one of the element's classes."""
    return name in (element.get("class") or "").split()


@dataclass(slots=True)
class EpubBlocks:
    """Reads the blocks of one page; ``resolve`` gives the picture for an address on it."""

    origin: Origin
    wording: Wording
    resolve: Resolve
    pictures: dict[str, FoundPicture] = field(default_factory=dict)
    dateline: str | None = None
    """What stood before the first words."""

    def blocks(self, parent: etree._Element) -> tuple[Block, ...]:
        """Return the blocks in ``parent``."""
        return tuple(block for child in parent for block in self._block(child))

    def _block(self, one: etree._Element) -> Iterator[Block]:
        text = self.wording.text
        match one.tag:
            case "p" if not has(one, "attribution"):
                self._take_dateline(one)
                yield Paragraph(text(one), self.origin, _direction(one))
            case "h2" | "h3" | "h4" if not has(one, "box-title"):
                yield Crosshead(text(one), self.origin, 2 if one.tag == "h2" else 3)
            case "figure":
                yield self._figure(one)
            case "aside" if has(one, "pull-quote"):
                said = next((text(part) for part in one if part.tag == "p"), Markup())
                yield PullQuote(said, self.origin, self._attribution(one))
            case "aside" if has(one, "box"):
                title = next((text(part) for part in one if has(part, "box-title")), None)
                yield Box(_raised(self.blocks(one)), self.origin, title)
            case "blockquote":
                yield BlockQuote(self.blocks(one), self.origin, self._attribution(one))
            case "ul" | "ol":
                items = tuple(ListItem(self._item(part), self.origin) for part in one)
                start = one.get("start") or "1"
                number = int(start) if start.isascii() and start.isdigit() else 1
                yield ItemList(items, self.origin, one.tag == "ol", number)
            case "table":
                yield self._table(one)
            case "div" if has(one, "question-and-answer"):
                turns = tuple(
                    Turn("question" if has(part, "question") else "answer", text(part), self.origin)
                    for part in one
                )
                yield QuestionAndAnswer(turns, self.origin)
            case "pre":
                yield CodeBlock("".join(str(part) for part in one.itertext()), self.origin)
            case "hr":
                yield Break(self.origin)
            case "div" | "section":
                yield from self.blocks(one)
            case _:
                pass

    def _item(self, item: etree._Element) -> tuple[Block, ...]:
        if any(part.tag in ("p", "ul", "ol", "figure", "blockquote") for part in item):
            return self.blocks(item)
        return (Paragraph(self.wording.text(item), self.origin),)

    def _take_dateline(self, paragraph: etree._Element) -> None:
        """Take the place a story is from out of its first paragraph: it is a field of its own."""
        for one in paragraph:
            if one.tag == "span" and has(one, "dateline"):
                self.dateline = self.dateline or "".join(str(part) for part in one.itertext())
                paragraph.text = (one.tail or "").lstrip()
                paragraph.remove(one)

    def _attribution(self, one: etree._Element) -> Markup | None:
        said = next((part for part in one if has(part, "attribution")), None)
        return None if said is None else self.wording.text(said)

    def _figure(self, one: etree._Element) -> Figure:
        image = one.find(".//img")
        caption, credit = (_named(one, name) for name in ("caption", "credit"))
        size = next((name for name in ("column", "wide", "full") if has(one, name)), None)
        alt = None if image is None else image.get("alt")
        if image is not None:
            picture = self.resolve(image.get("src") or "")
        else:
            name = "".join(str(part) for part in one.itertext()).strip()
            picture = FoundPicture(name, name, None)
        self.pictures.setdefault(picture.key, picture)
        bare = caption is None and credit is None
        return Figure(
            None,
            picture.key,
            self.origin,
            caption=None if caption is None else self.wording.text(caption),
            credit=None
            if credit is None
            else " ".join("".join(map(str, credit.itertext())).split()),
            alt=alt or None,
            size=cast(FigureSize | None, size),
            decorative=alt == "" and bare,
        )

    def _table(self, table: etree._Element) -> Table:
        caption = table.find("caption")
        heads = {row for head in table.iter("thead") for row in head}
        rows = list(table.iter("tr"))
        header = next((list(row) for row in rows if row in heads), [])
        body = [list(row) for row in rows if row not in heads]
        text = self.wording.text
        return Table(
            tuple(text(cell) for cell in header),
            tuple(tuple(text(cell) for cell in cells) for cells in body),
            self.origin,
            tuple(_alignment(cell) for cell in (body[0] if body else header)),
            None if caption is None else text(caption),
        )


def _raised(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a box with its crossheads a level up: its title stood above them."""
    levels = [one.level for one in blocks if isinstance(one, Crosshead)]
    if not levels or 2 in levels:
        return blocks
    return tuple(replace(one, level=2) if isinstance(one, Crosshead) else one for one in blocks)


def _alignment(cell: etree._Element) -> Literal["left", "right", "center"] | None:
    names: tuple[Literal["left", "right", "center"], ...] = ("left", "right", "center")
    for name in names:
        if has(cell, name):
            return name
    return None


def _named(one: etree._Element, name: str) -> etree._Element | None:
    return next((part for part in one.iter("span") if has(part, name)), None)


def _direction(one: etree._Element) -> Literal["rtl", "ltr"] | None:
    found = one.get("dir")
    return cast(Literal["rtl", "ltr"], found) if found in ("rtl", "ltr") else None


def slug_in(address: str) -> str:
    """Return the name of the story a page of ours holds: ``text/harbour.xhtml`` gives harbour."""
    return re.sub(r"\.x?html$", "", address.partition("#")[0].rpartition("/")[2])
