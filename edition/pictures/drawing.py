"""Cleans SVG drawings: what may run, reach outside or break an EPUB is taken out.

The rules are an allow-list of elements and a short list of forbidden ways to refer. Whatever is
left draws the same on paper and on screens, from this one file alone.
"""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from .containers import DamagedPictureError
from .drawing_links import HREFS, break_circles, drop_dangling, settle_ids
from .drawing_source import SVG, DrawingError, looks_like_svg, parse
from .drawing_styles import (
    OUTSIDE,
    clean_declarations,
    clean_sheet,
    single_blanks,
    without_fetching,
)
from .headers import MAX_PIXELS, read_header

__all__ = ["Drawing", "DrawingError", "clean", "looks_like_svg"]

DEFAULT_SIZE = (300.0, 150.0)
"""What a drawing without any size is, by CSS: pixels wide and high."""

MAX_SIDE = 100_000

_STRUCTURE = ("svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "style", "a", "view")
_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image")
_TEXT = ("text", "tspan", "textPath")
_PAINT = ("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker")
_ELEMENTS = frozenset((*_STRUCTURE, *_SHAPES, *_TEXT, *_PAINT, "filter"))
_FILTER_STEP = re.compile("fe[A-Z][A-Za-z]{3,20}")
_WHAT = {
    "script": "scripts",
    "handler": "scripts",
    "foreignObject": "embedded web pages",
    "iframe": "embedded web pages",
    "animate": "animation",
    "animateColor": "animation",
    "animateMotion": "animation",
    "animateTransform": "animation",
    "set": "animation",
    "audio": "sound",
    "video": "film",
}
_XML = "http://www.w3.org/XML/1998/namespace"
_KEPT_NAMESPACED = (f"{{{_XML}}}lang", f"{{{_XML}}}space")
_DROPPED = ("requiredExtensions", "baseProfile", "enable-background", "unicode-bidi")

_LENGTH = re.compile(r"([0-9.]+(?:e[+-]?[0-9]+)?) ?(px|pt|pc|mm|cm|in)?", re.IGNORECASE)
_PIXELS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}

_DATA_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif) ?; ?base64 ?,", re.IGNORECASE)
_SERIF = re.compile(
    r"times|georgia|garamond|palatino|bookman|caslon|baskerville|(?<!sans)[ -]serif|^serif"
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A cleaned drawing: its bytes, its size in CSS pixels, what was taken out in plain words."""

    data: bytes
    width: float
    height: float
    removed: tuple[str, ...]


def clean(data: bytes, *, families: Collection[str] = ()) -> Drawing:
    """Return the drawing without scripts, outside links and whatever breaks an EPUB.

    A drawing that was measured need not be cleaned again when it is made ready for an edition.

    ``families`` are fonts the publication brings along; a text in any other font is set in one
    of the bundled ones, so that a page does not hang on what the machine has installed.

    Raises: DrawingError.
    """
    return _cleaned(data, frozenset(families))


@lru_cache(maxsize=64)
def _cleaned(data: bytes, families: frozenset[str]) -> Drawing:
    root = parse(data)
    width, height = _size(root)
    laundry = _Laundry(families)
    laundry.elements(root)
    laundry.attributes(root)
    settle_ids(root)
    drop_dangling(root)
    if break_circles(root):
        laundry.removed.add("references in a circle")
    for use in list(root.iter(f"{{{SVG}}}use")):
        if not any(map(use.get, HREFS)):
            _drop(use)
    root.set("width", _number(width))
    root.set("height", _number(height))
    if root.get("viewBox") is None:  # without it the drawing is cropped, not scaled
        root.set("viewBox", f"0 0 {_number(width)} {_number(height)}")
    if root.get("font-family") is None:
        root.set("font-family", laundry.family("sans-serif"))
    etree.cleanup_namespaces(root)
    cleaned: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return Drawing(cleaned, width, height, tuple(sorted(laundry.removed)))


def _size(root: etree._Element) -> tuple[float, float]:
    """Return width and height in CSS pixels, from the attributes or else the ``viewBox``."""
    width, height = _length(root.get("width")), _length(root.get("height"))
    numbers = _numbers(root.get("viewBox"))
    box = numbers[2:] if len(numbers) == 4 and min(numbers[2:]) > 0 else DEFAULT_SIZE
    if len(numbers) != 4 and root.get("viewBox") is not None:
        del root.attrib["viewBox"]
    if width is None and height is None:
        width, height = box[0], box[1]
    elif width is None:
        width = (height or 0) * box[0] / box[1]
    elif height is None:
        height = width * box[1] / box[0]
    if not (1 <= width <= MAX_SIDE and 1 <= (height or 0) <= MAX_SIDE):
        raise DrawingError("has a size that makes no sense", greedy=True)
    return width, height or 0


def _length(text: str | None) -> float | None:
    """Return a length in CSS pixels; ``None`` for per cents, ems, nothing and nonsense."""
    found = _LENGTH.fullmatch((text or "").strip()[:40])
    numbers = _numbers(found[1]) if found else ()
    return numbers[0] * _PIXELS[(found[2] or "px").lower()] if found and numbers else None


def _numbers(text: str | None) -> tuple[float, ...]:
    try:
        numbers = tuple(float(one) for one in re.split(r"[\s,]+", (text or "").strip()[:200]))
    except ValueError:
        return ()
    return numbers if all(map(math.isfinite, numbers)) else ()


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


@dataclass(slots=True)
class _Laundry:
    """Takes out what must not stay and remembers what it was."""

    families: frozenset[str]
    removed: set[str] = field(default_factory=set)

    def elements(self, root: etree._Element) -> None:
        waiting = [root]
        while waiting:
            for element in list(waiting.pop()):
                name = _local_name(element)
                if name == "a":  # a link in a picture cannot be followed in either edition
                    element.tag = f"{{{SVG}}}g"
                    for href in HREFS:
                        if element.attrib.pop(href, "") != "":
                            self.removed.add("web links")
                if name is not None and (name in _ELEMENTS or _FILTER_STEP.fullmatch(name)):
                    waiting.append(element)
                    continue
                if name is not None and name != "metadata":
                    self.removed.add(_WHAT.get(name, f"unknown elements ({name[:20]})"))
                _drop(element)

    def attributes(self, root: etree._Element) -> None:
        for element in list(root.iter()):
            for key, value in list(element.attrib.items()):
                name = str(key)
                kept = self._attribute(element, name, str(value))
                if kept is None:
                    del element.attrib[name]
                elif kept != value:
                    element.set(name, kept)
            if element.tag == f"{{{SVG}}}style":
                css = "".join(map(str, element.itertext()))
                del element[:]
                element.text = clean_sheet(css, self.family, self.removed)
            elif _takes_pictures(element) and not any(map(element.get, HREFS)):
                _drop(element)

    def _attribute(self, element: etree._Element, name: str, value: str) -> str | None:
        """Return what the attribute may say; ``None``: nothing."""
        if name in HREFS:
            return self._reference(element, value.strip())
        if name.startswith("{"):
            return value if name in _KEPT_NAMESPACED else None
        if name in _DROPPED or (name == "direction" and value != "rtl"):
            return None
        if name.lower().startswith("on"):
            self.removed.add("scripts")
            return None
        if name == "style":
            return clean_declarations(value, self.family, self.removed) or None
        if name == "font-family":
            return self.family(value)
        return without_fetching(single_blanks(value), self.removed) if "(" in value else value

    def _reference(self, element: etree._Element, value: str) -> str | None:
        if value.startswith("#") or (_takes_pictures(element) and _is_small_picture(value)):
            return value
        self.removed.add(OUTSIDE)
        return None

    def family(self, value: str) -> str:
        """Return fonts that are at hand: the text or sans family, with the plain kind behind."""
        wanted = [one.strip(" \"'\t\r\n") for one in value.split(",")]
        if wanted[0] in self.families or wanted[0].startswith(("Edition ", "inherit")):
            return ",".join(wanted)
        serif = any(_SERIF.search(one.lower()) for one in (wanted[0], wanted[-1]))
        # No blanks or quotation marks: WeasyPrint 70 splits the list at commas and takes it as is.
        return "Edition Text,serif" if serif else "Edition Sans,sans-serif"


def _takes_pictures(element: etree._Element) -> bool:
    return _local_name(element) in ("image", "feImage")


def _is_small_picture(address: str) -> bool:
    """Return whether a ``data:`` address holds a picture that is whole and safe to open."""
    found = _DATA_PICTURE.match(address)
    if found is None:
        return False
    try:
        header = read_header(base64.b64decode(address[found.end() :]))
    except (ValueError, DamagedPictureError):
        return False
    return header is not None and header.width * header.height <= MAX_PIXELS // 10


def _local_name(element: etree._Element) -> str | None:
    """Return the name of an SVG element; ``None`` for anything else."""
    if not isinstance(element.tag, str):
        return None
    namespace, _, name = element.tag.rpartition("}")
    return name if namespace == f"{{{SVG}" else None


def _drop(element: etree._Element) -> None:
    """Take an element out and keep the text behind it."""
    parent = element.getparent()
    if parent is None:  # already gone with an element around it
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
