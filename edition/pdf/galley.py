"""Galleys: stories set once in one column, counted in lines and held for cutting.

What make-up is told about a galley is its runs; what grafting cuts up later are
the engine's own boxes, which are kept beside them. They are handled by what they
are called: the engine itself stays in ``edition.pdf.engine``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..makeup.copy import Run

PIXELS = 96 / 72
"""CSS pixels in a point."""

FULL = 4
"""A paragraph of so many lines leaves two at the foot of a column, and may become longer."""
_CLOSING = frozenset({"notes", "author-note", "related", "source"})
_HOLDING = frozenset({"byline", "kicker", "crosshead", "question", "headline", "label"})
_AVOID = frozenset({"avoid", "avoid-column", "avoid-page"})


@dataclass(frozen=True, slots=True)
class Held:
    """The boxes of one run.

    ``path`` leads from below the galley's root to the ``leaf``, the box the lines
    are in. ``lines`` are the engine's, none for a block that stays whole.
    ``beside`` are list marks and hanging letters, each with the depth in ``path``
    of the box they are in. ``top`` and ``bottom`` are pixels as first set.
    """

    path: tuple[Any, ...]
    lines: tuple[Any, ...]
    beside: tuple[tuple[int, Any], ...]
    top: float
    bottom: float

    @property
    def leaf(self) -> Any:
        return self.path[-1]

    @property
    def regular(self) -> bool:
        """Whether it is lines of the grid and nothing else."""
        return bool(self.lines)


@dataclass(frozen=True, slots=True)
class Galley:
    """A story in one column. Lengths are the engine's pixels.

    ``left`` is the left edge of the column it was set in, ``baseline`` how far under
    the top of its line text stands. ``first`` and ``last`` are the first and last
    run in each box, by the box's ``id()``. ``loose`` holds the runs that can be a line
    longer, set so.
    """

    name: str
    runs: tuple[Run, ...]
    held: tuple[Held, ...]
    left: float
    leading: float
    baseline: float
    first: Mapping[int, int]
    last: Mapping[int, int]
    loose: Mapping[int, Held] = field(default_factory=dict)


def read(name: str, root: Any, *, leading: float) -> Galley:
    """Return the galley in the box ``root``; ``leading`` in pixels."""
    held = tuple(_on_the_grid(one, leading) for one in _held(root, (), []))
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, one in enumerate(held):
        for box in one.path:
            first.setdefault(id(box), number)
            last[id(box)] = number
    runs = []
    for number, one in enumerate(held):
        before = held[number - 1] if number else None
        runs.append(_run(number, one, before, first, last, leading))
    lines = [line for one in held for line in one.lines]
    common = Counter(round(line.baseline, 3) for line in lines).most_common(1)
    baseline = common[0][0] if common else leading * 0.8
    left = root.content_box_x()
    return Galley(name, tuple(runs), held, left, leading, baseline, first, last)


def words_of(box: Any) -> str:
    """Return the words of a box, line after line."""
    texts = (one.text for one in box.descendants(placeholders=True) if hasattr(one, "text"))
    return " ".join(texts)


def classes(box: Any) -> tuple[str, ...]:
    """Return the classes of the element a box was made for."""
    element = getattr(box, "element", None)
    return () if element is None else tuple(element.get("class", "").split())


# Finding the runs --------------------------------------------------------------------------------


def _held(box: Any, path: tuple[Any, ...], waiting: list[tuple[int, Any]]) -> Iterator[Held]:
    """Yield the runs below ``box`` in order; ``waiting`` are marks whose line comes next."""
    for child in box.children:
        kind = type(child).__name__
        if kind == "AbsolutePlaceholder" or not child.is_in_normal_flow():
            waiting.append((len(path) - 1, child))
            continue
        here = (*path, child)
        lines = tuple(one for one in child.children if type(one).__name__ == "LineBox")
        if kind == "BlockBox" and lines:
            marks = tuple(waiting)
            waiting.clear()
            bottom = lines[-1].position_y + lines[-1].height
            yield Held(here, lines, marks, lines[0].position_y, bottom)
        elif kind == "BlockBox" and not child.is_table_wrapper and child.children:
            yield from _held(child, here, waiting)
        elif child.border_height() > 0:
            top = child.border_box_y()
            yield Held(here, (), (), top, top + child.border_height())


def _on_the_grid(held: Held, leading: float) -> Held:
    """Return ``held``, as a block that stays whole where its lines are not those of the grid."""
    if all(abs(line.height - leading) < 0.6 for line in held.lines):
        return held
    top = held.leaf.border_box_y()
    return replace(held, lines=(), top=top, bottom=top + held.leaf.border_height())


def _run(
    number: int,
    held: Held,
    before: Held | None,
    first: Mapping[int, int],
    last: Mapping[int, int],
    leading: float,
) -> Run:
    count = len(held.lines) or max(1, math.ceil((held.bottom - held.top) / leading - 0.05))
    air = 0
    if before is not None:
        air = max(0, math.floor((held.top - before.bottom) / leading + 0.5))
    whole = any(_stays_whole(box) for box in held.path)
    kept = [
        box
        for box in held.path
        if (last[id(box)] == number and box.style["break_after"] in _AVOID)
        or (last[id(box)] != number and _stays_whole(box))
    ]
    hung = _hanging(held, leading)
    holds = bool(kept) or bool(_HOLDING & set(classes(held.leaf))) or count < hung
    breaks: tuple[int, ...] = ()
    if held.lines and not whole:
        breaks = _breaks(count, hung)
    return Run(count, breaks, holds, air, _stretch(number, held, before, first))


def _stays_whole(box: Any) -> bool:
    return box.style["break_inside"] in _AVOID or "whole" in classes(box)


def _breaks(lines: int, hung: int = 0) -> tuple[int, ...]:
    """Return after how many of a paragraph's lines a column may end.

    Never is the last line alone at the head of the next one, nor a hanging letter
    of ``hung`` lines cut through.
    """
    least = max(2 if lines >= FULL else 1, hung)
    return tuple(range(least, lines - 1))


def _hanging(held: Held, leading: float) -> int:
    """Return the lines a hanging letter takes beside a paragraph, 0 if there is none."""
    floats = [box for _, box in held.beside if box.is_floated()]
    return max((math.ceil(box.margin_height() / leading - 0.2) for box in floats), default=0)


def _stretch(number: int, held: Held, before: Held | None, first: Mapping[int, int]) -> int:
    """Return how many lines of air may be added above a run."""
    if before is None:
        return 0
    opened = [box for box in held.path if first[id(box)] == number]
    names = {name for box in opened for name in classes(box)}
    if names & _CLOSING or ("headline" in names and "brief" in names):
        return 2
    if "crosshead" in names:
        return 1
    return 2 if "byline" in classes(before.leaf) else 0


def height(slip: Any, *, leading: float) -> int | None:
    """Return the whole lines a slip takes; ``leading`` in points.

    ``None``: words in it are wider than it is, if it could be wider.
    """
    right = slip.content_box_x() + slip.width + 1
    high = float(slip.height)
    for box in slip.descendants(placeholders=True):
        kind = type(box).__name__
        if kind == "TextBox" and box.text.strip() and box.position_x + box.width > right:
            return None
        if kind == "AbsolutePlaceholder":
            high = max(high, box.position_y + box.margin_height() - slip.content_box_y())
    return math.ceil(high / (leading * PIXELS) - 0.05)
