"""What is wrong with a piece of XHTML, as a bookshop's check would see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from .opened import EPUB, SVG, XHTML, XML, valid
from .vocabulary import (
    ADDRESSES,
    ARIA,
    ATTRIBUTES,
    CHILDREN,
    DRAWING,
    ELEMENTS,
    GLOBAL_ATTRIBUTES,
    HEADINGS,
    INTERACTIVE,
    NUMBERS,
    ONLY_IN_HEAD,
    ROLES,
    TRANSPARENT,
    VALUES,
)

_ID = re.compile(r"\S+\Z")
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?\Z",
    re.IGNORECASE,
)
_STYLE = re.compile(r"\b(?:direction|unicode-bidi)\s*:", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+\Z")

_HEAD = frozenset({"head"})
_OTHER_ATTRIBUTES = frozenset({f"{EPUB}type", f"{EPUB}prefix", f"{XML}lang", f"{XML}space"})

Problem = tuple[etree._Element, str]


def problems_of(root: etree._Element) -> Iterator[Problem]:
    """Yield each element of ``root`` that would be refused, with the reason."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag.startswith(XHTML):
            for reason in (*_element(element), *_attributes(element)):
                yield element, reason
        elif not element.tag.startswith(SVG) or element.tag.removeprefix(SVG) not in DRAWING:
            yield element, f"<{etree.QName(element).localname}> is not known here"


def well_formed_language(language: str) -> bool:
    """Return whether ``language`` has the form of a BCP 47 tag."""
    return bool(_LANGUAGE.match(language))


def _element(element: etree._Element) -> Iterator[str]:
    name = _name(element)
    if name not in ELEMENTS:
        yield f"<{name}> is not an element of XHTML"
        return
    parent = element.getparent()
    if parent is not None and isinstance(parent.tag, str) and parent.tag.startswith(XHTML):
        allowed = _allowed_in(parent)
        if allowed is not None and name not in allowed and _name(parent) in ELEMENTS:
            yield f"<{name}> may not stand in <{_name(parent)}>"
    if name in INTERACTIVE and (outer := _around(element, INTERACTIVE)):
        yield f"<{name}> may not stand inside <{outer}>"
    if name == "figcaption" and parent is not None:
        others = [one for one in parent if one is not element and _name(one) == name]
        if others:
            yield "a figure has two captions"
    if name in ("ol", "ul", "tr", "table") and element.text and element.text.strip():
        yield f"text stands in <{name}> itself"
    if name == "li" and element.tail and element.tail.strip():
        yield "text stands between the items of a list"
    if name in ONLY_IN_HEAD and _around(element, frozenset({"body"})):
        yield f"<{name}> belongs into the head of the page"
    if name in ("meta", "link") and not element.get("itemprop") and not _around(element, _HEAD):
        yield f"<{name}> belongs into the head of the page"
    if name == "bdo" and element.get("dir") is None:
        yield "<bdo> says no direction"
    if name == "ruby" and element.find(f"{XHTML}rt") is None:
        yield "<ruby> has no <rt>"
    if name in HEADINGS and _around(element, HEADINGS):
        yield "a heading stands inside a heading"


def _attributes(element: etree._Element) -> Iterator[str]:
    name = _name(element)
    for key, value in ((str(one), str(other)) for one, other in element.attrib.items()):
        if key.startswith("{"):
            if key not in _OTHER_ATTRIBUTES:
                yield f"<{name}> has an attribute of another language"
        elif not _is_attribute(name, key):
            yield f"<{name}> has no attribute “{key}”"
        elif reason := _value(name, key, value):
            yield reason
    if element.get(XML + "lang") is not None and element.get("lang") != element.get(XML + "lang"):
        yield f"<{name}> names two languages"
    if name == "img" and (not element.get("src") or element.get("alt") is None):
        yield "a picture has no address or no alt"


def _is_attribute(name: str, key: str) -> bool:
    return (
        key in GLOBAL_ATTRIBUTES
        or key in ATTRIBUTES.get(name, ())
        or key.removeprefix("aria-") in ARIA
        or (key.startswith("data-") and key == key.lower() and len(key) > len("data-"))
    )


def _value(name: str, key: str, value: str) -> str | None:
    if key == "id" and not _ID.match(value):
        return f"“{value}” is no id"
    if key == "lang" and value and not well_formed_language(value):
        return f"“{value}” is no language"
    if value not in VALUES.get(key, (value,)):
        return f"“{value}” is no value of {key}"
    if key == "role" and not set(value.split()) <= ROLES:
        return f"“{value}” is no role"
    if key in ADDRESSES and not value.startswith("edition:") and not valid(value):
        return f"“{value}” is not a valid address"
    if key == "style" and _STYLE.search(value):
        return "a style sets the direction of text, which EPUB leaves to dir"
    if key in NUMBERS and name != "data" and not _NUMBER.match(value):
        return f"“{value}” is no number"
    return None


def _allowed_in(parent: etree._Element) -> frozenset[str] | None:
    """Return what ``parent`` takes; a link and its like take what their own parent takes."""
    while _name(parent) in TRANSPARENT:
        outer = parent.getparent()
        if outer is None or not isinstance(outer.tag, str):
            return None
        parent = outer
    return CHILDREN.get(_name(parent))


def _around(element: etree._Element, names: frozenset[str]) -> str | None:
    """Return the name of the nearest element around this one that is in ``names``."""
    return next((_name(one) for one in element.iterancestors() if _name(one) in names), None)


def _name(element: etree._Element) -> str:
    return str(element.tag).removeprefix(XHTML)
