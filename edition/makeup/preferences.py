"""What a sub-editor likes in one story: the costs its forms are compared by.

0 is ideal, 1 a blemish nobody but a designer sees, 10 makes a sub-editor frown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .copy import HEAD_SIZES, Copy, Grid, Head, Inset, InsetSize

WORST: Final = 60.0
"""A form that would cost more is not offered."""

LEAST_LEG: Final = 4
"""A column holds no text or as many lines of it."""

AIR_BY_HEAD: Final = (0.0, 2.0, 6.0)
"""What no, one and two lines of air added to a head cost: one is air, two are a hole."""

WITHOUT_PICTURE: Final = 30.0
"""A first part that leaves all the pictures of its story to the rest, where nobody begins to read.

A page is entered by its pictures: the first of a story belongs where the story begins.
"""

_SIZES: Final[dict[str, tuple[int, ...]]] = {
    # the place in HEAD_SIZES that suits one, two, three, four and more columns
    "lead": (2, 3, 4, 4, 4),
    "second": (1, 2, 3, 3, 3),
    "story": (1, 1, 2, 2, 3),
    "brief": (0, 0, 1, 1, 1),
}
_FIRST_PICTURE: Final[dict[str, tuple[int, ...]]] = {
    # columns that suit the first photograph in a module of one, two, three … columns
    "lead": (1, 2, 2, 3, 3, 4, 4, 5),
    "second": (1, 2, 2, 2, 3, 3, 4, 4),
    "story": (1, 1, 2, 2, 2, 3, 3, 3),
    "brief": (1, 1, 1, 1, 2, 2, 2, 2),
}


ECHO: Final = 3.0
"""A quotation within :data:`_EARSHOT` lines of where the text says it: it is read twice."""
_EARSHOT: Final = 8

_LARGE: Final = 0.6
"""A picture of less weight, a portrait or a small drawing, is best one column wide."""

SHRUNK: Final = 12.0
"""A drawing made for more than one column, set in one: the words in it can no longer be read."""

_POCKET: Final = 10
"""Text between two insets of a column looks lost when it has fewer lines."""


def _of(row: tuple[int, ...], columns: int) -> int:
    return row[min(columns, len(row)) - 1]


def head_cost(copy: Copy, head: Head) -> float:
    """Return what setting ``head`` over the story costs: its size, its turns, its raggedness."""
    size = HEAD_SIZES.index(head.size)
    cost = 4.0 * head.ragged**2 if head.turns > 1 else 1.5 * head.ragged**2
    if not copy.continued:
        away = size - _of(_SIZES[copy.rank], head.columns)
        cost += 2.0 * away**2 if away > 0 else (4.0 if copy.rank == "lead" else 2.5) * away**2
    if head.turns > 3:
        cost += (head.turns - 3) * (1.5 if head.columns == 1 else 4.0)
    return cost


def width_cost(copy: Copy, grid: Grid, *, columns: int) -> float:
    """Return what a module of so many columns costs for a story of its rank and length."""
    if copy.continued or copy.gathered:
        return 0.0
    match copy.rank:
        case "lead":
            return 12.0 * max(0, (grid.columns + 1) // 2 - columns)
        case "second":
            return 4.0 if columns == 1 and grid.columns > 3 else 0.0
        case "story":
            return 0.0
        case "brief":
            return (0.0, 0.5, 3.0, 6.0, 10.0)[min(columns, 5) - 1]


def inset_cost(copy: Copy, inset: Inset, *, columns: int, width: int) -> float:
    """Return what it costs to set ``inset`` ``columns`` wide in a module of ``width`` columns."""
    if inset.first and copy.pin.picture:
        return 0.0 if columns == copy.pin.picture else 30.0
    if inset.wish:
        return 3.0 * abs(columns - min(inset.wish, width))
    match inset.kind:
        case "picture":
            if inset.weight < _LARGE:
                return 1.2 * (columns - 1) ** 2
            if inset.weight < 1 and columns == 1:
                return SHRUNK
            if inset.first:
                away = columns - _of(_FIRST_PICTURE[copy.rank], width)
                return (1.5 if away < 0 else 0.7) * away**2 * inset.weight
            return 1.2 * (columns - (2 if width >= 5 else 1)) ** 2
        case "quote":
            return 1.5 * (columns - 1)
        case "box" | "table" | "briefs":
            size = inset.size(columns)
            tall = max(0, (size.natural if size else 0) - 40 * columns) * 0.1
            narrowest = min(one.columns for one in inset.sizes)
            return tall + 0.4 * abs(columns - max(narrowest, (width + 1) // 2))


def left_out_cost(copy: Copy, inset: Inset, *, only: bool) -> float | None:
    """Return what leaving ``inset`` out costs, ``None`` when it has to stand in the story.

    A picture has words of its own, and no word may be lost; a pull quote only
    repeats some. ``only``: it is the one thing that would break up the text.
    """
    if not inset.optional:
        return None
    return 1.0 if only and copy.lines >= 40 else 0.3


def crop_cost(inset: Inset, size: InsetSize, *, lines: int) -> float:
    """Return what cropping or stretching ``inset`` to ``lines`` lines costs."""
    away = (lines - size.natural) / max(size.natural, 1)
    return (40.0 if inset.kind == "picture" else 20.0) * away * away


def pocket_cost(high: int) -> float:
    """Return what ``high`` lines of text between two insets of one column cost."""
    return 1.5 if high < _POCKET else 0.0


def echo_cost(said: int, at: int) -> float:
    """Return what a quotation costs beside line ``at`` of the text when line ``said`` says it."""
    return ECHO if abs(said - at) <= _EARSHOT else 0.0


def leg_cost(heights: Sequence[int], columns: int) -> float:
    """Return what columns of text ``heights`` lines high cost in a module of so many columns."""
    if not heights:
        return 0.0
    cost = 0.0
    for height in heights:
        if height < 6:
            cost += 1.8
        elif height < 8:
            cost += 0.9
        elif height > 45:
            cost += 0.04 * (height - 45)
    if columns == 1 and heights[0] > 70:
        cost += 6.0
    if len(heights) >= 4 and max(heights) < 6:
        cost += 4.0
    return cost
