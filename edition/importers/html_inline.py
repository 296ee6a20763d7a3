"""Running text of a web page as markup of the allow-list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree
from markupsafe import Markup, escape

from .matter import is_unseen, words_set

REFUSED = words_set(
    "applet area audio base button canvas col colgroup datalist embed frame frameset head"
    " iframe input link map math meta noembed noframes noscript object option optgroup param"
    " progress script select source style svg template textarea title track video"
)
"""Elements that never hold words of a story."""

_SAME = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "code": "code", "tt": "code",
    "samp": "code", "sub": "sub", "sup": "sup", "cite": "cite", "q": "q", "kbd": "kbd",
    "s": "s", "del": "s", "strike": "s", "mark": "mark", "abbr": "abbr", "acronym": "abbr",
    "dfn": "em", "var": "em", "bdi": "bdi", "bdo": "bdi", "span": "span",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_MIXED = re.compile("(?:[ \u00a0]*\u00a0 [ \u00a0]*|[ \u00a0]* \u00a0[ \u00a0]*|\u00a0{2,})")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BREAKS = re.compile(r"\s*(?:<br/>\s*)+")
_EMPTY = re.compile(r"<(\w+)(?: [^<>]*)?>(\s*)</\1>")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\Z")
_DEEPEST = 60


@dataclass(slots=True)
class Wording:
    """How one page's text is read: where its links start from, which lead to footnotes.

    ``notes`` has the numbers of footnotes by the ids that links lead to.
    """

    base: str | None = None
    notes: Mapping[str, int] = field(default_factory=dict)

    def inline(self, nodes: Iterable[etree._Element | str]) -> Markup:
        """Return ``nodes`` as one running text."""
        pieces: list[str] = []
        for node in nodes:
            if isinstance(node, str):
                pieces.append(_words(node))
            else:
                self._put(node, pieces, 0, in_link=False)
        return tidy("".join(pieces))

    def text(self, element: etree._Element) -> Markup:
        """Return all the words in ``element`` as one running text."""
        pieces: list[str] = []
        self._inside(element, pieces, 0, in_link=False)
        return tidy("".join(pieces))

    def _inside(
        self, element: etree._Element, pieces: list[str], depth: int, *, in_link: bool
    ) -> None:
        if element.text:
            pieces.append(_words(element.text))
        for child in element:
            self._put(child, pieces, depth, in_link=in_link)
            if child.tail:
                pieces.append(_words(child.tail))

    def _put(
        self, element: etree._Element, pieces: list[str], depth: int, *, in_link: bool
    ) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in REFUSED or is_unseen(element):
            return
        if depth > _DEEPEST:
            pieces.append(_words(" ".join(_texts(element))))
        elif tag in ("br", "wbr"):
            pieces.append("<br/>" if tag == "br" else "")
        elif tag == "img":
            pieces.append(_words(_sign(element)))
        elif tag == "a" and not in_link:
            self._link(element, pieces, depth)
        else:
            opening, closing = _tags(element)
            apart = tag in _APART
            pieces.append(" " if apart else "")
            pieces.append(opening)
            self._inside(element, pieces, depth + 1, in_link=in_link)
            pieces.append(closing)
            pieces.append(" " if apart else "")

    def _link(self, element: etree._Element, pieces: list[str], depth: int) -> None:
        written = (element.get("href") or "").strip()
        if written.startswith("#") and written[1:] in self.notes:
            number = self.notes[written[1:]]
            pieces.append(f'<a class="note" href="edition:note/{number}"></a>')
            return
        href = absolute(written, self.base)
        inside: list[str] = []
        self._inside(element, inside, depth + 1, in_link=True)
        words = "".join(inside)
        if href is None or not Markup(words).striptags().strip():
            pieces.append(words)
            return
        pieces.append(f'<a href="{escape(href)}">{words}</a>')


_APART = words_set(
    "p div li dd dt td th tr h1 h2 h3 h4 h5 h6 blockquote section article header footer"
    " figcaption caption address pre ul ol dl table"
)


def _tags(element: etree._Element) -> tuple[str, str]:
    tag = _SAME.get(str(element.tag))
    style = element.get("style") or ""
    if tag in (None, "span"):
        strong, slanted = bool(_BOLD.search(style)), bool(_ITALIC.search(style))
        if strong or slanted:
            return (
                "<strong>" * strong + "<em>" * slanted,
                "</em>" * slanted + "</strong>" * strong,
            )
    if tag is None:
        return "", ""
    given = ""
    language, direction = element.get("lang") or "", (element.get("dir") or "").lower()
    if tag == "abbr" and element.get("title"):
        given += f' title="{escape(element.get("title"))}"'
    if _LANGUAGE.match(language):
        given += f' lang="{language}"'
    if direction in ("ltr", "rtl"):
        given += f' dir="{direction}"'
    if tag in ("span", "bdi") and not given:
        return "", ""
    return f"<{tag}{given}>", f"</{tag}>"


def _sign(image: etree._Element) -> str:
    """Return the letter a tiny picture in running text stands for, such as an emoji."""
    alt = image.get("alt") or ""
    return alt if len(alt) <= 4 and any(ord(letter) > 0x2000 for letter in alt) else ""


def _texts(element: etree._Element) -> Iterable[str]:
    return (
        str(text)
        for one in element.iter()
        if isinstance(one.tag, str) and one.tag not in REFUSED
        for text in (one.text, one.tail)
        if text
    )


def _words(text: str) -> str:
    return str(escape(_SPACE.sub(" ", _INVISIBLE.sub("", text))))


def tidy(markup: str) -> Markup:
    """Return ``markup`` without what says nothing: empty elements, breaks at its ends."""
    text = markup
    for _ in range(8):
        made = _EMPTY.sub(lambda one: one[0] if "edition:note" in one[0] else one[2], text)
        if made == text:
            break
        text = made
    text = _MIXED.sub(" ", _SPACE.sub(" ", text))
    text = _BREAKS.sub("<br/>", text)
    while text.startswith("<br/>") or text.endswith("<br/>"):
        text = text.removeprefix("<br/>").removesuffix("<br/>").strip()
    return Markup(text.strip(" \u00a0"))


def absolute(written: str, base: str | None) -> str | None:
    """Return where a link leads as a full address; ``None`` when it leads nowhere."""
    try:
        address = urljoin(base, written) if base else written
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme in ("http", "https") and parts.netloc:
        return _SPACE.sub("%20", address)
    return address if parts.scheme in ("mailto", "tel") else None
