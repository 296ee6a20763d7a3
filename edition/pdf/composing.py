"""Parts a paragraph into lines that are spaced alike, in no more of them than it takes at least.

An engine that fills one line after the other leaves holes between the words of a narrow
column where a long word comes next. Here the places where each line can end are
weighed together, as Knuth and Plass do ("Breaking paragraphs into lines", Software:
Practice and Experience 11, 1981), but never at the price of a line more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDE = 1.0
"""Spaces wider than theirs by this part of it are worth a second thought."""
HYPHEN, ANOTHER, BROKEN_LAST_WORD = 0.3, 1.5, 4.0
"""What a hyphen costs at the end of a line, after another one, and in the paragraph's last word."""
STUB, STUB_COST = 6, 1.0
"""A last line of no more than so many spaces' width looks like a slip."""


class End(NamedTuple):
    """A place where a line may end. Lengths are of one unit, counted from the text's beginning.

    ``reach`` is where the line ends, its hyphen counted in, ``onward`` where the next one
    begins; ``spaces`` and ``passed`` are the spaces before either.
    """

    reach: int
    onward: int
    spaces: int
    passed: int
    hyphen: bool = False


class Measure(NamedTuple):
    """What lines are set in: the ``room`` of the first and of all ``others``, and one ``space``.

    ``before`` are the spaces that stand in the first line already.
    """

    room: int
    others: int
    space: int
    before: int = 0


Path = tuple[float, tuple[int, ...]]

_BEGIN = End(0, 0, 0, 0)


def uneven(ends: Iterable[End], measure: Measure) -> bool:
    """Return whether a line among those that end so has wide spaces, or two hyphens in a row."""
    before, room, spaces_before = _BEGIN, measure.room, measure.before
    for end in ends:
        spaces = max(end.spaces - before.passed + spaces_before, 0.5)
        left = room - (end.reach - before.onward)
        if left > WIDE * spaces * measure.space or (before.hyphen and end.hyphen):
            return True
        before, room, spaces_before = end, measure.others, 0
    return False


def compose(
    windows: Sequence[Sequence[End]], last: End, measure: Measure
) -> tuple[int, ...] | None:
    """Return which of its ``windows`` each line but the ``last`` ends at, ``None`` if none will do.

    ``windows`` are the places where each line can end, ``last`` is the end of the text.
    """
    paths: list[tuple[End, Path]] = [(_BEGIN, (0.0, ()))]
    for number, window in enumerate(windows):
        room, spaces = (measure.others, 0) if number else (measure.room, measure.before)
        found: list[tuple[End, Path]] = []
        for place, end in enumerate(window):
            best: Path | None = None
            for start, (cost, way) in paths:
                left = room - end.reach + start.onward
                if left < 0 or end.onward <= start.onward:
                    continue
                wider = left / (max(end.spaces - start.passed + spaces, 0.5) * measure.space)
                cost += wider * wider * wider
                if end.hyphen:
                    cost += HYPHEN + start.hyphen * ANOTHER
                if best is None or cost < best[0]:
                    best = cost, (*way, place)
            if best is not None:
                found.append((end, best))
        paths = found
    ways = [
        (cost + _last_line(start, last, measure), way)
        for start, (cost, way) in paths
        if last.reach - start.onward <= measure.others
    ]
    return min(ways)[1] if ways else None


def _last_line(start: End, last: End, measure: Measure) -> float:
    """Return what a last line costs: it is not stretched, but it may be a stub."""
    stub = last.reach - start.onward <= STUB * measure.space
    broken = start.hyphen and last.spaces == start.passed
    return stub * STUB_COST + broken * BROKEN_LAST_WORD
