"""Ids and references inside a drawing: unique names, no circles, no endless repeats."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from .drawing_source import SVG, DrawingError

XLINK = "http://www.w3.org/1999/xlink"
HREFS = ("href", f"{{{XLINK}}}href")

MAX_DRAWN = 200_000
"""Elements after every ``use`` is replaced by what it repeats."""

LOCAL_URL = re.compile(r"""url\( ?["']? ?#([^"')]*)["']? ?\)""", re.IGNORECASE)
"""A reference to another part of the drawing, in a value whose runs of blanks are single."""

_LOCAL_PAINT = re.compile(LOCAL_URL.pattern + r" ?((?<= )[^;}!,]+)?", re.IGNORECASE)
"""The same with the colour to take when there is no such part."""


def settle_ids(root: etree._Element) -> None:
    """Make every id a name XML allows and unlike the others; references follow the first."""
    taken: set[str] = set()
    used: Counter[str] = Counter()
    renamed: dict[str, str] = {}
    for element in root.iter():
        old = element.get("id")
        if old is None:
            continue
        base = re.sub(r"[^\w.-]+", "-", old, flags=re.ASCII).strip("-.") or "id"
        base = new = base if re.match(r"[A-Za-z_]", base) else f"id-{base}"
        while new in taken:
            used[base] += 1
            new = f"{base}-{used[base] + 1}"
        taken.add(new)
        element.set("id", new)
        renamed.setdefault(old, new)
    changed = {old: new for old, new in renamed.items() if old != new}
    if changed:
        _follow(root, lambda target: changed.get(target, target))


def _follow(root: etree._Element, rename: Callable[[str], str]) -> None:
    """Rewrite every reference inside the drawing."""

    def in_css(css: str) -> str:
        return LOCAL_URL.sub(lambda found: f"url(#{rename(found[1])})", css)

    for element in root.iter():
        for name, value in element.attrib.items():
            text = str(value)
            if name in HREFS and text.startswith("#"):
                element.set(name, f"#{rename(text[1:])}")
            elif "url(" in text.lower():
                element.set(name, in_css(text))
        if element.tag == f"{{{SVG}}}style" and element.text:
            rules = [_follow_selectors(rule, rename) for rule in element.text.split("{")[:-1]]
            element.text = in_css("{".join((*rules, element.text.rpartition("{")[2])))


def _follow_selectors(rule: str, rename: Callable[[str], str]) -> str:
    """Rewrite ``#id`` in what stands between one ``}`` and the next ``{``."""
    before, brace, selector = rule.rpartition("}")
    return before + brace + re.sub(r"#([\w-]+)", lambda found: f"#{rename(found[1])}", selector)


def drop_dangling(root: etree._Element) -> None:
    """Take out references to parts the drawing does not have; nothing was drawn for them."""
    known = {one.get("id") for one in root.iter()}

    def settled(css: str) -> str:
        return _LOCAL_PAINT.sub(lambda one: one[0] if one[1] in known else one[2] or "none", css)

    for element in root.iter():
        for name, value in element.attrib.items():
            text = str(value)
            if name in HREFS and text.startswith("#") and text[1:] not in known:
                del element.attrib[name]
            elif name not in HREFS and "url(" in text.lower():
                element.set(name, settled(text))
        if element.tag == f"{{{SVG}}}style" and element.text:
            element.text = settled(element.text)


def break_circles(root: etree._Element) -> bool:
    """Take out references that lead back to themselves; return whether there were any.

    Raises: DrawingError when a drawing repeats parts of itself beyond measure.
    """
    return _Circles(root).broken()


class _Circles:
    """Counts what a drawing draws once every reference is followed."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.targets = {one.get("id"): one for one in root.iter() if one.get("id") is not None}
        self.in_styles = _references_in_styles(root)
        self.drawn: dict[etree._Element, int] = {}
        self.open_now: set[etree._Element] = set()
        self.found = False

    def broken(self) -> bool:
        try:
            self._count(self.root)
        except RecursionError:
            raise DrawingError("refers to itself in too long a chain", greedy=True) from None
        return self.found

    def _count(self, element: etree._Element) -> int:
        if element in self.drawn:
            return self.drawn[element]
        self.open_now.add(element)
        total = 1
        for child in element:
            total += self._count(child)
        for name, target in list(self._references(element)):
            if target not in self.open_now:
                total += self._count(target)
            elif name is None:  # by way of a stylesheet: which rule to drop is anybody's guess
                raise DrawingError("refers to itself in a circle", greedy=True)
            else:
                self.found = True
                element.attrib.pop(name, "")
            if total > MAX_DRAWN:
                raise DrawingError("repeats itself beyond measure", greedy=True)
        self.open_now.discard(element)
        self.drawn[element] = total
        return total

    def _references(self, element: etree._Element) -> Iterator[tuple[str | None, etree._Element]]:
        """Yield the elements ``element`` refers to, each with the attribute that says so."""
        for name, value in element.attrib.items():
            text = str(value)
            names = [text[1:]] if name in HREFS else LOCAL_URL.findall(text)
            yield from ((str(name), self.targets[one]) for one in names if one in self.targets)
        marks = [f".{one}" for one in (element.get("class") or "").split()]
        marks += [f"#{element.get('id')}", str(element.tag).rpartition("}")[2], "*"]
        for mark in marks:
            names = self.in_styles.get(mark, [])
            yield from ((None, self.targets[one]) for one in names if one in self.targets)


def _references_in_styles(root: etree._Element) -> Mapping[str, list[str]]:
    """Return what stylesheets make elements refer to, by class, id or name in the selector."""
    found: dict[str, list[str]] = defaultdict(list)
    for style in root.iter(f"{{{SVG}}}style"):
        for rule in (style.text or "").split("}"):
            selector, _, declarations = rule.partition("{")
            names = LOCAL_URL.findall(declarations)
            for mark in re.findall(r"[.#]?[\w-]+|\*", selector) if names else ():
                found[mark] += names
    return found
