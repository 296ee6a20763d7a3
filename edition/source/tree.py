"""The tree an article's text becomes before it is read as blocks: Markdown and HTML alike.

Markdown closes what it opens, HTML often does not. ``Tree`` lets both build one
well-formed tree: what Markdown opened only Markdown can close, what HTML opened
ends at the latest where the Markdown around it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from .remarks import Remarks

DEEPEST = 40
"""Levels of quotes, lists, boxes or emphasis; deeper ones are flattened."""

_FREE = frozenset({"p", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "img"})
"""Elements that add no level of their own: the items and cells in them are counted."""

_ALWAYS = frozenset({"p", "img", "br", "hr", "code", "pre", "literal", "note-call"})
"""Elements that are kept even where the text is flattened."""

_APART = frozenset({"p", "li", "td", "th", "tr", "dd", "dt", "caption", "figcaption"})
"""Elements whose text must not touch its neighbour's when they are flattened."""


@dataclass(slots=True)
class Element:
    """A piece of the article's text and the ``line`` of the file it starts on.

    ``ended`` says that an end tag was written; an HTML element without one may
    have been opened by mistake. ``raw`` marks what came from HTML.
    """

    tag: str
    line: int | None
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    raw: bool = False
    ended: bool = False


Node: TypeAlias = Element | str


@dataclass(slots=True)
class _Open:
    tag: str
    element: Element
    raw: bool
    counted: bool
    flattened: bool = False


class Tree:
    """Builds the tree of one text."""

    def __init__(self, remarks: Remarks) -> None:
        self.root = Element("root", None)
        self.refused: list[Element] = []
        """HTML elements that will be left out if an end tag shows where they end."""
        self._remarks = remarks
        self._open = [_Open("root", self.root, raw=False, counted=False)]
        self._level = 0

    @property
    def current(self) -> Element:
        """The element that takes the next piece of text."""
        return self._open[-1].element

    def inside_raw(self) -> bool:
        """Say whether the innermost open element was written as HTML."""
        return self._open[-1].raw

    def text(self, text: str) -> None:
        """Add running text."""
        if text:
            self.current.children.append(text)

    def add(
        self,
        tag: str,
        *,
        line: int | None,
        text: str = "",
        attributes: dict[str, str] | None = None,
    ) -> Element:
        """Add an element that is complete at once and return it."""
        element = Element(tag, line, attributes or {}, [text] if text else [])
        self.current.children.append(element)
        return element

    def open(
        self,
        tag: str,
        *,
        line: int | None,
        attributes: dict[str, str] | None = None,
        raw: bool = False,
    ) -> Element | None:
        """Open an element and return it; HTML (``raw``) too deep to be meant is passed over."""
        too_deep = self._level >= DEEPEST or (raw and len(self._open) > 3 * DEEPEST)
        if too_deep:
            self._remarks.count(
                "SRC-011",
                "depth",
                f"Quotes, lists or emphasis stand in one another more than {DEEPEST} levels deep;"
                " what is deeper was set flat.",
                line=line,
                hint="Look for a paste that went wrong, or rows of > * [ that nobody meant.",
                told=False,
            )
        if too_deep and (raw or tag not in _ALWAYS):
            if tag in _APART:
                self.text(" ")
            if not raw:
                self._open.append(
                    _Open(tag, self.current, raw=False, counted=False, flattened=True)
                )
            return None
        element = Element(tag, line, attributes or {}, raw=raw)
        self.current.children.append(element)
        counted = tag not in _FREE and not too_deep
        self._level += counted
        self._open.append(_Open(tag, element, raw=raw, counted=counted))
        return element

    def close(self, tag: str, *, raw: bool = False) -> None:
        """Close the nearest open ``tag`` and all that is open in it.

        An HTML end tag without its start is passed over.
        """
        for depth in range(len(self._open) - 1, 0, -1):
            one = self._open[depth]
            if one.tag == tag and one.raw == raw:
                one.element.ended |= not one.flattened
                self._drop_from(depth)
                return
            if raw and not one.raw:
                return

    def close_within(self, tag: str, borders: Sequence[str]) -> None:
        """Close the nearest open HTML ``tag`` unless one of ``borders`` stands between."""
        for depth in range(len(self._open) - 1, 0, -1):
            one = self._open[depth]
            if not one.raw or one.tag in borders:
                return
            if one.tag == tag:
                self._drop_from(depth)
                return

    def _drop_from(self, depth: int) -> None:
        self._level -= sum(1 for one in self._open[depth:] if one.counted)
        del self._open[depth:]
