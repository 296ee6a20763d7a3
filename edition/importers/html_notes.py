"""Footnotes of a web page: calls in the text, and the notes they lead to."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from .matter import words_set

_MOST = 500
_HOLDERS = ("li", "p", "div", "aside", "dd", "section", "td")
_CALLS = words_set("footnote footnotes noteref doc-noteref doc-endnote doc-footnote endnote")


@dataclass(frozen=True, slots=True)
class Notes:
    """``numbers`` by the ids that calls lead to; ``elements`` the notes in their order."""

    numbers: dict[str, int]
    elements: tuple[etree._Element, ...]


def find_notes(root: etree._Element) -> Notes:
    """Return the footnotes in ``root``: called by a link, and leading back or named footnotes."""
    by_id: dict[str, etree._Element] = {}
    calls: list[tuple[str, etree._Element]] = []
    for one in root.iter():
        if not isinstance(one.tag, str):
            continue
        if one.get("id"):
            by_id.setdefault(one.get("id", ""), one)
        href = one.get("href") or ""
        if one.tag == "a" and href.startswith("#") and len(href) > 1:
            calls.append((href[1:], one))
    numbers: dict[str, int] = {}
    elements: list[etree._Element] = []
    for target, call in calls:
        if target in numbers or len(elements) >= _MOST:
            continue
        note = by_id.get(target)
        if note is None or _is_call(note):  # the way back from a note
            continue
        while note is not None and note.tag not in _HOLDERS:
            note = note.getparent()
        if note is None or any(note is one for one in call.iterancestors()):
            continue
        if _is_note(note, call):
            numbers[target] = len(elements) + 1
            elements.append(note)
    return Notes(numbers, tuple(elements))


def _is_call(element: etree._Element) -> bool:
    """Say whether ``element`` is what calls a note, or stands around nothing else."""
    if element.tag == "a":
        return (element.get("href") or "").startswith("#")
    inside = list(element)
    return element.tag in ("sup", "span") and len(inside) == 1 and _is_call(inside[0])


def _is_note(note: etree._Element, call: etree._Element) -> bool:
    words = "".join(map(str, call.itertext())).strip().strip("[]()")
    if len(words) > 4:
        return False
    back = {
        f"#{one.get('id')}" for one in (call, call.getparent()) if one is not None and one.get("id")
    }
    if any(one.get("href") in back for one in note.iter("a")):
        return True
    named = " ".join(
        one.get(key) or ""
        for one in (note, note.getparent(), call)
        if one is not None
        for key in ("class", "role", "{http://www.idpf.org/2007/ops}type", "epub:type")
    )
    return any(word in named for word in _CALLS)


def without_way_back(note: etree._Element) -> None:
    """Take the links that lead back to the text out of a note."""
    for link in list(note.iter("a")):
        words = "".join(map(str, link.itertext())).strip()
        if (link.get("href") or "").startswith("#") and (len(words) <= 3 or not words.isalpha()):
            for child in list(link):
                link.remove(child)
            link.text = None
