"""Paragraphs that become a line longer with wider spaces: found by arithmetic, set when wanted.

Make-up asks of every paragraph whether it could, and uses a few. Which can is counted like the
lines of a galley, from one shaping of the text; only those that stand on a page are set so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from .galley import FULL, PIXELS, Galley, Held
from .galley import read as galley
from .lines import Typesetter, Wanted
from .slips import WIDER, Proof, set_again

if TYPE_CHECKING:
    from ..makeup.copy import Run
    from .engine import Case

_GAIN = 0.035
"""The part of a line by which wider spaces lengthen each line of a paragraph, a little more."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_UNSAID = re.compile(r"[ \-\u00ad\u2010]")
"""What breaking lines takes out of a text or puts into it."""


def galleys(case: Case, proof: Proof, *, leading: float) -> dict[str, Galley]:
    """Return the galleys in ``proof``, every run told that can be a line longer.

    ``leading`` in points. Paragraphs whose lines cannot be counted are set to find out.
    """
    read = {name: galley(name, box, leading=leading * PIXELS) for name, box in proof.boxes.items()}
    loose: dict[str, set[int]] = {name: set() for name in read}
    unsure: list[tuple[str, int]] = []
    counting = _Counting()
    for name, one in read.items():
        for number, (held, run) in enumerate(zip(one.held, one.runs, strict=True)):
            if not _nearly_full(held, run):
                continue
            lines = counting.lines(held, run)
            if lines is None:
                unsure.append((name, number))
            elif lines == run.lines + 1:
                loose[name].add(number)
    for name, number in _set(case, read, proof, unsure):
        loose[name].add(number)
    return {
        name: replace(
            one,
            runs=tuple(
                replace(run, loose=number in loose[name]) for number, run in enumerate(one.runs)
            ),
            proof=proof,
        )
        for name, one in read.items()
    }


def loosened(
    case: Case, held: Mapping[str, Galley], wanted: Iterable[tuple[str, int]]
) -> dict[str, Galley]:
    """Return those of the galleys ``held`` of which runs are ``wanted`` a line longer.

    A run that does not become longer is not among their ``loose``.
    """
    by_proof: dict[int, list[tuple[str, int]]] = {}
    for name, number in dict.fromkeys(wanted):
        if number not in held[name].loose:
            by_proof.setdefault(id(held[name].proof), []).append((name, number))
    found: dict[str, Galley] = {}
    for asked in by_proof.values():
        proof = held[asked[0][0]].proof
        for (name, number), (longer, left) in _set(case, held, proof, asked).items():
            one = found.get(name) or held[name]
            found[name] = replace(
                one,
                loose={**one.loose, number: longer},
                loose_left={**one.loose_left, number: left},
            )
    return found


def _nearly_full(held: Held, run: Run) -> bool:
    """Return whether wider spaces may push a paragraph's last word onto a line of its own."""
    if len(held.lines) < FULL or held.beside or len(set(map(id, held.lines))) != run.lines:
        return False
    leaf = held.leaf
    if leaf.style["text_align_all"] != "justify" or leaf.element is None:
        return False
    last = held.lines[-1]
    ended = max((one.position_x + one.width for one in last.children), default=leaf.position_x)
    begun = min((one.position_x for one in last.children), default=leaf.position_x)
    return bool((ended - begun) / leaf.width > 1 - _GAIN * (run.lines - 1))


# Counted -----------------------------------------------------------------------------------------


class _Counting:
    """Counts lines without setting them; ``None`` stands for what is not so simple."""

    def __init__(self) -> None:
        self._typesetter = Typesetter()
        self._context = SimpleNamespace(dictionaries={})  # what is asked of the engine's

    def lines(self, held: Held, run: Run) -> int | None:
        """Return how many lines a paragraph takes with wider spaces."""
        leaf = held.leaf
        pieces = [one for line in held.lines for one in line.children]
        if len(leaf.element) or any(
            type(one).__name__ != "TextBox" or one.element_tag != leaf.element_tag for one in pieces
        ):
            return None
        text = _SPACE.sub(" ", leaf.element.text or "").strip(" ")
        if _UNSAID.sub("", text) != _UNSAID.sub("", "".join(one.text for one in pieces)):
            return None
        usual = pieces[0].style
        wide = usual.copy()
        wide["word_spacing"] = WIDER * leaf.style["font_size"]
        indent = pieces[0].position_x - leaf.content_box_x()
        if self._count(text, usual, leaf.width, indent) != run.lines:
            return None
        return self._count(text, wide, leaf.width, indent)

    def _count(self, text: str, style: Any, width: float, indent: float) -> int | None:
        rest, lines = text, 0
        while rest:
            room = width - (0 if lines else indent)
            lines += 1
            if len(rest) * style["font_size"] <= room:
                break
            found = self._typesetter.split(Wanted(rest, style, self._context, room, 0))
            if found is None:
                return None
            if found[2] is None:
                break
            rest = rest.encode()[found[2] :].decode().lstrip(" ")
        return lines


# Set ---------------------------------------------------------------------------------------------


def _set(
    case: Case, held: Mapping[str, Galley], proof: Any, asked: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], tuple[Held, float]]:
    """Return the runs ``asked`` that become a line longer, set so, each with its left edge."""
    wanted = {held[name].held[number].leaf.element: (name, number) for name, number in asked}
    if not wanted:
        return {}
    same = (one for one in held.values() if one.proof in (None, proof))
    others = {one.leaf.element for galley in same for one in galley.held} - set(wanted)
    found: dict[tuple[str, int], tuple[Held, float]] = {}
    for element, box in set_again(case, proof, wide=wanted, others=others).items():
        name, number = wanted[element]
        before = held[name].held[number]
        lines = tuple(one for one in box.children if type(one).__name__ == "LineBox")
        if len(lines) == held[name].runs[number].lines + 1:
            longer = Held((*before.path[:-1], box), lines, (), 0.0, 0.0)
            left = held[name].left + box.position_x - before.leaf.position_x
            found[name, number] = longer, left
    return found
