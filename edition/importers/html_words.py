"""How much is in an element of a web page, and of what kind: words, links, bold lines."""

from __future__ import annotations

from lxml import etree

from .html_figures import is_caption, is_credit
from .html_inline import REFUSED
from .matter import words_set

BLOCK_TAGS = words_set(
    "address article aside blockquote body center details dialog dd div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p"
    " pre section summary table tbody td tfoot th thead tr ul img amp-img"
)
_DEEPEST = 80


def take_out(element: etree._Element) -> None:
    """Take ``element`` out of its tree, but leave what stands after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def words_in(element: etree._Element) -> str:
    """Return the words in ``element`` on one line, those of scripts and styles left out."""
    pieces: list[str] = []
    for one in element.iter():
        if isinstance(one.tag, str) and one.tag not in REFUSED and one.text:
            pieces.append(one.text)
        if one is not element and one.tail:
            pieces.append(one.tail if one.tag not in BLOCK_TAGS else f" {one.tail}")
        elif one.tag in BLOCK_TAGS:
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def linked(element: etree._Element) -> float:
    """Return what part of the letters in ``element`` is links, from 0 to 1."""
    whole = len(words_in(element))
    links = sum(len(words_in(link)) for link in element.iter("a"))
    return links / whole if whole else 0.0


def holds_story(element: etree._Element) -> bool:
    """Say whether so much running text is in ``element`` that its class cannot be right."""
    long = 0
    for paragraph in element.iter("p"):
        words = words_in(paragraph)
        if len(words) > 140 and linked(paragraph) < 0.4:
            long += 1
    return long >= 4


def speaks(element: etree._Element) -> bool:
    """Say whether ``element`` holds the words of a picture."""
    if element.tag in ("img", "picture", "source", "figure", "a"):
        return False
    return is_caption(element) or is_credit(element)


def besides(element: etree._Element, words: list[etree._Element]) -> str:
    """Return the words in ``element`` that are not among ``words``."""
    inside = set(words)
    pieces: list[str] = []

    def walk(one: etree._Element, depth: int) -> None:
        if one in inside or one.tag in REFUSED or depth > _DEEPEST:
            return
        pieces.append(one.text or "")
        for child in one:
            if isinstance(child.tag, str):
                walk(child, depth + 1)
            pieces.append(child.tail or "")

    if element not in inside:
        walk(element, 0)
    return " ".join("".join(pieces).split())


def only_small(element: etree._Element) -> bool:
    """Say whether the words of a paragraph around a picture are all set apart: slanted, small."""
    outside = (element.text or "") + "".join(child.tail or "" for child in element)
    return not outside.strip()


def without_images(element: etree._Element) -> etree._Element:
    copy = etree.Element("div")
    for one in element.iter():
        if isinstance(one.tag, str) and one.tag not in REFUSED | {"img", "picture", "amp-img"}:
            part = etree.SubElement(copy, "span")
            part.text = one.text
            if one is not element:
                part.tail = one.tail
        elif one is not element and one.tail and len(copy):
            copy[-1].tail = (copy[-1].tail or "") + one.tail
        elif one is not element and one.tail:
            copy.text = (copy.text or "") + one.tail
    return copy


def after_break(loose: list[etree._Element | str]) -> bool:
    """Say whether the last thing in ``loose`` is a line break: another one makes a paragraph."""
    for one in reversed(loose):
        if isinstance(one, str):
            if one.strip():
                return False
            continue
        return one.tag == "br"
    return False


def double_break(element: etree._Element) -> bool:
    for br in element.iterchildren("br"):
        following = br.getnext()
        if following is not None and following.tag == "br" and not (br.tail or "").strip():
            return True
    return False


def all_bold(element: etree._Element) -> str | None:
    """Return the words of a paragraph that is bold as a whole, ``None`` if it is not."""
    children = [one for one in element if isinstance(one.tag, str) and one.tag != "br"]
    if len(children) != 1 or children[0].tag not in ("b", "strong"):
        return None
    if (element.text or "").strip() or any((one.tail or "").strip() for one in element):
        return None
    if any(one.tag == "a" for one in children[0].iter()):
        return None
    return words_in(element)


def is_crosshead(words: str) -> bool:
    return 0 < len(words) <= 70 and words[-1] not in ".,;:…”\"'’)»" and len(words.split()) <= 10


def only_links(element: etree._Element) -> bool:
    """Say whether a paragraph is several links and nothing else, as menus are."""
    links = [one for one in element.iter("a") if words_in(one)]
    if len(links) < 2:
        return False
    rest = len(words_in(element)) - sum(len(words_in(one)) for one in links)
    return rest <= 3 * len(links) and len(words_in(element).split()) <= 6 * len(links)


def is_menu(element: etree._Element) -> bool:
    """Say whether a list is of links alone, none with words around it, and not of many words."""
    items = [one for one in element if one.tag == "li"]
    return len(items) >= 3 and linked(element) > 0.9
