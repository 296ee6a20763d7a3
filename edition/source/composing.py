"""What is at hand while a tree is read as blocks, and the running text of its elements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from markupsafe import Markup

from ..model import Origin
from .clean import BLOCK_WRAPPERS, BLOCKS
from .figures import PictureDesk
from .inline import Setting, has_words, set_inline
from .tree import Element, Node

_OWN = frozenset({"box", "pull", "qa", "img", "hr", "note"})
BLOCK_TAGS = BLOCKS | BLOCK_WRAPPERS | _OWN
"""Elements that stand apart from running text."""

Direction = Literal["rtl", "ltr"]


@dataclass(slots=True)
class Composing:
    """What is at hand while one article's tree is read."""

    setting: Setting
    desk: PictureDesk
    level: int = 1
    """The level of the crosshead before: 1 is the headline."""
    direction: Direction | None = None
    line: int | None = None
    """The line of the block that was read last; loose text stands near it."""

    def origin(self, element: Element) -> Origin:
        return self.setting.remarks.at(element.line)


def direction_of(node: Element) -> Direction | None:
    written = node.attributes.get("dir")
    return cast(Direction, written) if written in ("rtl", "ltr") else None


def text_of(node: Element, at_hand: Composing) -> Markup:
    """Set the text of ``node``, in the language it names if it names one."""
    nodes: Sequence[Node] = node.children
    if language := node.attributes.get("lang"):
        nodes = [Element("span", node.line, {"lang": language}, node.children)]
    return set_inline(nodes, at_hand.setting, line=node.line)


def joined(nodes: Sequence[Node]) -> list[Node]:
    """Return the running text of blocks as one text, a line break between the blocks."""
    text: list[Node] = []
    loose: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or node.tag not in BLOCK_TAGS or node.tag == "img":
            loose.append(node)
            continue
        _join(text, loose)
        loose = []
        if node.tag in ("hr", "note"):
            continue
        _join(text, node.children if node.tag in ("p", "pre") else joined(node.children))
    _join(text, loose)
    return text


def _join(text: list[Node], more: Sequence[Node]) -> None:
    if has_words(more):
        if text:
            text.append(Element("br", None))
        text.extend(more)
