"""Footnotes: which text belongs to which call, and in what order they are numbered."""

from __future__ import annotations

from collections.abc import Iterator

from .inline import Setting
from .tree import Element


def numbered(root: Element, setting: Setting) -> list[tuple[int, Element]]:
    """Number the footnotes in the order of their first calls and return those that have a text."""
    notes: dict[str, Element] = {}
    for note in _find(root, "note"):
        label = note.attributes["label"]
        if label in notes:
            setting.remarks.add(
                "TXT-012",
                f"There are two texts for the footnote [^{label}]; the second was left out.",
                line=note.line,
            )
        notes.setdefault(label, note)
    numbers: dict[str, int] = {}
    texts: list[tuple[int, Element]] = []
    waiting = [root]
    for element in waiting:
        for call in _find(element, "note-call", outside="note"):
            label = call.attributes["label"]
            if label in notes and label not in numbers:
                numbers[label] = len(numbers) + 1
                texts.append((numbers[label], notes[label]))
                waiting.append(notes[label])
    for label, note in notes.items():
        if label not in numbers:
            setting.remarks.add(
                "TXT-012",
                f"No place in the text calls the footnote [^{label}]; it was left out.",
                line=note.line,
                hint=f"Write [^{label}] after the word it belongs to.",
            )
    setting.notes = numbers
    return texts


def _find(element: Element, tag: str, *, outside: str = "") -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == tag:
                yield child
            if child.tag != outside:
                yield from _find(child, tag, outside=outside)
