"""The body of a story in HTML as typed blocks; what is no part of it is put aside and named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree
from markupsafe import Markup

from ..model import (
    Block,
    BlockQuote,
    Box,
    Break,
    CodeBlock,
    Figure,
    Footnote,
    ItemList,
    ListItem,
    Origin,
    Paragraph,
    PullQuote,
    Table,
)
from .found import Dropped, FoundPicture
from .html_figures import (
    PictureReader,
    Resolve,
    shown_images,
)
from .html_heads import BOLD, box_title, headed, levelled, plain_heads, texts
from .html_inline import REFUSED, Wording, absolute
from .html_notes import find_notes, without_way_back
from .html_tables import only_arranges, read_table, rows_of
from .html_words import (
    BLOCK_TAGS,
    after_break,
    all_bold,
    besides,
    double_break,
    holds_story,
    is_crosshead,
    is_menu,
    linked,
    only_links,
    only_small,
    speaks,
    take_out,
    without_images,
    words_in,
)
from .inline_markdown import plain_words
from .matter import (
    BOX,
    FIGURE,
    PULL,
    is_named,
    is_unseen,
    matter_of,
    matter_said,
    words_set,
)

_HEADS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_PLAYERS = words_set("iframe video audio embed object amp-iframe amp-youtube amp-video amp-twitter")
_NO_HEADS = ("img", "amp-img", "ul", "ol", "table", "blockquote", "figure", "p")
"""What does not stand in a heading."""
_DEEPEST = 80
_SHORT = 25
"""Words of a caption at most where only its place says that it is one."""
_ATTRIBUTED = re.compile(r"\A\s*[—–―-]{1,2}\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Body:
    """A story's text as it was read."""

    blocks: tuple[Block, ...]
    notes: tuple[Footnote, ...]
    pictures: tuple[FoundPicture, ...]
    dropped: tuple[Dropped, ...]


def read_body(
    root: etree._Element,
    *,
    origin: Origin,
    base: str | None,
    resolve: Resolve,
    whole: bool = False,
    known: dict[str, tuple[str | None, str | None]] | None = None,
) -> Body:
    """Return what is in ``root`` as blocks.

    ``base`` is the address relative links start from; ``resolve`` gives the picture for the
    addresses a page has for it; ``known`` captions and credits by file name. ``whole`` says that
    all of it is the story's: nothing is left out for its class or its words. The tree is changed.
    """
    notes = find_notes(root)
    wording = Wording(base, notes.numbers)
    pictures = PictureReader(origin, wording, resolve, known or {})
    reader = _Reader(origin, wording, pictures, whole=whole)
    found: list[Footnote] = []
    for number, note in enumerate(notes.elements, 1):
        without_way_back(note)
        found.append(Footnote(number, wording.text(note), origin))
        parent = note.getparent()
        if parent is not None:
            take_out(note)
    reader.mark(root)
    blocks = levelled(tuple(reader.blocks(root, 0)))
    return Body(
        blocks,
        tuple(note for note in found if note.text),
        tuple(pictures.pictures.values()),
        tuple(reader.dropped),
    )


@dataclass(slots=True)
class _Reader:
    origin: Origin
    wording: Wording
    pictures: PictureReader
    whole: bool
    dropped: list[Dropped] = field(default_factory=list)
    _with_blocks: set[etree._Element] = field(default_factory=set)
    _drop_list: bool = False

    def mark(self, root: etree._Element) -> None:
        """Note which elements have blocks in them, so that nothing is looked through twice."""
        for element in root.iter():
            if element.tag in BLOCK_TAGS or element.tag in _PLAYERS:
                for up in element.iterancestors():
                    if up in self._with_blocks:
                        break
                    self._with_blocks.add(up)

    def blocks(self, element: etree._Element, depth: int) -> Iterator[Block]:
        """Yield what is in ``element``, loose text between blocks as paragraphs."""
        loose: list[etree._Element | str] = [element.text] if element.text else []
        for child in element:
            if not isinstance(child.tag, str) or child.tag in REFUSED - _PLAYERS:
                pass
            elif self._is_block(child):
                yield from self._settle(loose)
                yield from self._block(child, depth + 1)
            elif child.tag == "br" and after_break(loose):
                yield from self._settle(loose)
            else:
                loose.append(child)
            if child.tail:
                loose.append(child.tail)
        yield from self._settle(loose)

    def _is_block(self, element: etree._Element) -> bool:
        tag = element.tag
        return tag in BLOCK_TAGS or tag in _PLAYERS or element in self._with_blocks

    def _settle(self, loose: list[etree._Element | str]) -> Iterator[Block]:
        if loose:
            text = self.wording.inline(loose)
            loose.clear()
            yield from self._paragraph(text, None)

    def _paragraph(self, text: Markup, direction: str | None) -> Iterator[Block]:
        if not text or not plain_words(text).strip("\u00a0 "):
            if "edition:note" in text:
                yield Paragraph(text, self.origin)
            return
        if not self.whole and len(text) < 400:
            kind = matter_said(plain_words(text))
            if kind is not None:
                self._drop(kind, plain_words(text))
                self._drop_list = kind == "related stories"
                return
        self._drop_list = False
        yield Paragraph(text, self.origin, direction)  # type: ignore[arg-type]

    def _drop(self, kind: str, words: str) -> None:
        if words.strip():
            self.dropped.append(Dropped(kind, words.strip()))

    def _block(self, element: etree._Element, depth: int) -> Iterator[Block]:
        if is_unseen(element):
            return
        if depth > _DEEPEST:
            yield from self._paragraph(self.wording.text(element), None)
            return
        tag = str(element.tag)
        if tag in _PLAYERS:
            self._drop_player(element)
            return
        if not self.whole:
            kind = matter_of(element)
            if kind is not None and not holds_story(element):
                self._drop(kind, words_in(element))
                return
        match tag:
            case "p":
                yield from self._text_block(element, depth)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield from self._crosshead(element, depth)
            case "img" | "amp-img":
                yield from self.pictures.figure([element], [])
            case "figure":
                yield from self._figure(element, depth)
            case "ul" | "ol":
                yield from self._list(element, depth)
            case "dl":
                yield from self._definitions(element, depth)
            case "blockquote":
                yield from self._quote(element, depth)
            case "table":
                yield from self._table(element, depth)
            case "pre":
                text = "".join(str(one) for one in element.itertext()).strip("\n")
                if text.strip():
                    yield CodeBlock(text, self.origin)
            case "hr":
                yield Break(self.origin)
            case _:
                yield from self._wrapper(element, depth)

    def _wrapper(self, element: etree._Element, depth: int) -> Iterator[Block]:
        """Read an element that is no block itself: a box, a picture and its words, or nothing."""
        if self._is_pull(element):
            yield from self._pull(element)
        elif self._is_figure(element):
            yield from self._figure(element, depth)
        elif self._is_box(element):
            yield from self._box(element, depth)
        else:
            yield from self.blocks(element, depth)

    # Text

    def _text_block(self, element: etree._Element, depth: int) -> Iterator[Block]:
        if self._is_figure(element):
            yield from self._figure(element, depth)
        elif self._is_pull(element):
            yield from self._pull(element)
        elif element in self._with_blocks or double_break(element):
            yield from self.blocks(element, depth)
        else:
            if not self.whole and only_links(element):
                self._drop("links", words_in(element))
                return
            text = self.wording.text(element)
            direction = (element.get("dir") or "").lower()
            bold = all_bold(element) if not self.whole else None
            if bold and is_crosshead(bold):
                yield headed(Markup.escape(bold), self.origin, BOLD)
                return
            yield from self._paragraph(text, direction if direction in ("rtl", "ltr") else None)

    def _crosshead(self, element: etree._Element, depth: int) -> Iterator[Block]:
        if element in self._with_blocks and next(element.iter(*_NO_HEADS), None) is not None:
            yield from self._swallowed(element, depth)
            return
        text = self.wording.text(element)
        plain = plain_words(text)
        if not plain:
            return
        kind = None if self.whole else matter_said(plain)
        if kind is not None:
            self._drop(kind, plain)
            self._drop_list = True
            return
        self._drop_list = False
        yield headed(text, self.origin, _HEADS[str(element.tag)])

    def _swallowed(self, element: etree._Element, depth: int) -> Iterator[Block]:
        """Read a heading that holds a picture, or was never closed and holds what follows it."""
        for number, block in enumerate(self.blocks(element, depth)):
            if not number and isinstance(block, Paragraph) and len(plain_words(block.text)) < 150:
                yield headed(block.text, self.origin, _HEADS[str(element.tag)])
            else:
                yield block

    # Pictures

    def _is_figure(self, element: etree._Element) -> bool:
        """Say whether ``element`` is pictures and words that belong to them, nothing else."""
        if element not in self._with_blocks:
            return False
        images = shown_images(element)
        others = element.iterdescendants("table", "blockquote", "figure", "ul", "h2", "h3")
        if not images or next(others, None) is not None:
            return False
        words = [one for one in element.iter() if isinstance(one.tag, str) and speaks(one)]
        rest = len(besides(element, words).split())
        if not rest:
            return bool(words) or element.tag in ("p", "a")
        named = is_named(element, FIGURE) or element.tag == "p"
        return len(images) == 1 and rest <= 2 * _SHORT and named and (
            element.tag != "p" or (rest <= _SHORT and only_small(element))
        )  # fmt: skip

    def _figure(self, element: etree._Element, depth: int) -> Iterator[Block]:
        inner = [one for one in element.iter("figure") if one is not element]
        if inner:
            yield from self.blocks(element, depth)
            return
        images = shown_images(element)
        words = [one for one in element.iter() if isinstance(one.tag, str) and speaks(one)]
        words = [one for one in words if not any(up in words for up in one.iterancestors())]
        if not images:
            yield from self._figure_without(element, words, depth)
            return
        if element.tag != "figure" and not words:
            words = [without_images(element)]
        yield from self.pictures.figure(images, words)

    def _figure_without(
        self, element: etree._Element, words: list[etree._Element], depth: int
    ) -> Iterator[Block]:
        """Read a figure around something else: a quote, a table, code, a film."""
        players = [one for one in element.iter() if one.tag in _PLAYERS]
        if players:
            for one in players:
                self._drop_player(one, caption=words_in(element))
            return
        if self._is_pull(element) or is_named(element, PULL):
            yield from self._pull(element)
            return
        caption = self.wording.text(words[0]) if words else None
        for one in words:
            take_out(one)
        made = list(self.blocks(element, depth))
        if caption and len(made) == 1 and isinstance(made[0], Table):
            made[0] = replace(made[0], caption=made[0].caption or caption)
            caption = None
        yield from made
        if caption:
            yield from self._paragraph(caption, None)

    def _drop_player(self, element: etree._Element, caption: str = "") -> None:
        address = absolute(
            element.get("src") or element.get("data-src") or element.get("data") or "",
            self.wording.base,
        )
        if address or caption:
            self._drop("film, sound or embedded page", f"{caption} {address or ''}")

    # Quotes and boxes

    def _is_pull(self, element: etree._Element) -> bool:
        if not is_named(element, PULL):
            return False
        return len(words_in(element).split()) < 80

    def _pull(self, element: etree._Element) -> Iterator[Block]:
        said_by = self._said_by(element)
        text = self.wording.text(element)
        if text:
            yield PullQuote(text, self.origin, said_by)

    def _said_by(self, element: etree._Element) -> Markup | None:
        """Take who said it out of a quote: ``<cite>``, ``<footer>``, a last line after a dash."""
        named = [
            one
            for one in element.iter("cite", "footer", "figcaption")
            if len(words_in(one).split()) <= 30
        ]
        if named:
            text = self.wording.text(named[-1])
            last = named[-1]
            if not (last.tail or "").strip() or last.tag != "cite":
                take_out(last)
                return Markup(_ATTRIBUTED.sub("", text)) or None
        paragraphs = [one for one in element.iter("p") if words_in(one)]
        if len(paragraphs) > 1 and _ATTRIBUTED.match(words_in(paragraphs[-1])):
            text = self.wording.text(paragraphs[-1])
            if len(plain_words(text).split()) <= 30:
                take_out(paragraphs[-1])
                return Markup(_ATTRIBUTED.sub("", text))
        return None

    def _quote(self, element: etree._Element, depth: int) -> Iterator[Block]:
        if is_named(element, PULL):
            yield from self._pull(element)
            return
        said_by = self._said_by(element)
        body = tuple(self.blocks(element, depth))
        if body:
            yield BlockQuote(levelled(body), self.origin, said_by)

    def _is_box(self, element: etree._Element) -> bool:
        if element.tag == "details":
            return True
        if element.tag not in ("div", "aside", "section"):
            return False
        if not (is_named(element, BOX) or element.tag == "aside"):
            return False
        words = words_in(element)
        count = len(words.split())
        if count < 6 or holds_story(element):
            return False
        if is_named(element, BOX):
            return True
        speaks = any(len(words_in(one).split()) >= 8 for one in element.iter("p", "li"))
        return speaks and linked(element) < 0.4

    def _box(self, element: etree._Element, depth: int) -> Iterator[Block]:
        body = list(self.blocks(element, depth))
        if element.tag == "aside" and all(isinstance(one, BlockQuote) for one in body) and body:
            for one in body:
                text = Markup(" ").join(texts(one))
                yield PullQuote(text, self.origin, getattr(one, "attribution", None))
            return
        last = body[-1] if body else None
        if isinstance(last, Box) and len(body) <= 2:
            # A box in a box is one box: the outer element has the title, the inner the text.
            del body[-1]
            title = box_title(element, body) if body else last.title
            body += last.body
        else:
            title = box_title(element, body)
        if body:
            yield Box(levelled(tuple(body)), self.origin, title)
        elif title:
            yield from self._paragraph(title, None)

    # Lists and tables

    def _list(self, element: etree._Element, depth: int) -> Iterator[Block]:
        if not self.whole and (self._drop_list or is_menu(element)) and linked(element) > 0.6:
            self._drop("related stories" if self._drop_list else "links", words_in(element))
            self._drop_list = False
            return
        self._drop_list = False
        items: list[ListItem] = []
        figures: list[Block] = []
        for child in element:
            if not isinstance(child.tag, str) or child.tag in REFUSED or is_unseen(child):
                continue
            body = tuple(
                self.blocks(child, depth) if child.tag == "li" else self._block(child, depth)
            )
            pictures = [one for one in body if isinstance(one, Figure)]
            rest = tuple(one for one in body if not isinstance(one, Figure))
            figures += pictures
            if rest and child.tag == "li":
                items.append(ListItem(plain_heads(rest), self.origin))
            elif rest and items:
                items[-1] = replace(items[-1], body=items[-1].body + plain_heads(rest))
        yield from figures
        if items:
            start = element.get("start") or "1"
            yield ItemList(
                tuple(items),
                self.origin,
                ordered=element.tag == "ol",
                start=int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1,
            )

    def _definitions(self, element: etree._Element, depth: int) -> Iterator[Block]:
        if self._is_figure(element):
            yield from self._figure(element, depth)
            return
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                text = self.wording.text(child)
                if text:
                    bold = text if "<strong>" in text else Markup(f"<strong>{text}</strong>")
                    yield from self._paragraph(bold, None)
            else:
                yield from self.blocks(child, depth)

    def _table(self, element: etree._Element, depth: int) -> Iterator[Block]:
        if self._is_figure(element):
            yield from self._figure(element, depth)
            return
        if only_arranges(element):
            for row in rows_of(element):
                for cell in row:
                    yield from self._wrapper(cell, depth)
            return
        images = shown_images(element)
        table = read_table(element, self.origin, self.wording)
        for image in images:
            yield from self.pictures.figure([image], [])
        if table is not None:
            yield table
