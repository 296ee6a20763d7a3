"""Paragraphs that become a line longer with wider spaces, set so beside how they are set usually.

Make-up asks of every paragraph whether it could, and uses a few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .engine import patiently, setting_out
from .galley import FULL, PIXELS, Galley, Held
from .galley import read as galley
from .mending import remembering_lines
from .wider import Wider, finish

if TYPE_CHECKING:
    from ..makeup.copy import Run
    from .engine import Case

_GAIN = 0.035
"""The part of a line by which wider spaces lengthen each line of a paragraph, a little more."""


def galleys(case: Case, boxes: Mapping[str, Any], *, leading: float) -> dict[str, Galley]:
    """Return the galleys in ``boxes`` by name, every run told that can be a line longer.

    ``leading`` in points.
    """
    read = {name: galley(name, box, leading=leading * PIXELS) for name, box in boxes.items()}

    def work() -> dict[str, Galley]:
        with setting_out(case), remembering_lines():
            wider = Wider(case.fonts)
            return {name: _loosened(one, wider) for name, one in read.items()}

    return patiently("", work)


def _loosened(one: Galley, wider: Wider) -> Galley:
    """Return the galley ``one`` with its runs set a line longer that can be."""
    loose = dict(_longer(one, wider))
    runs = (replace(run, loose=at in loose) for at, run in enumerate(one.runs))
    return replace(one, runs=tuple(runs), loose=loose)


def _longer(one: Galley, wider: Wider) -> Iterator[tuple[int, Held]]:
    for at, (held, run) in enumerate(zip(one.held, one.runs, strict=True)):
        lines = wider.lines(held.leaf) if _nearly_full(held, run) else None
        if lines is not None and len(lines) == run.lines + 1:
            finish(lines)
            box = held.leaf.copy_with_children(list(lines))
            yield at, Held((*held.path[:-1], box), lines, (), 0.0, 0.0)


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
