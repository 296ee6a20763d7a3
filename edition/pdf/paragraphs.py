"""Where the lines of a justified paragraph may end, and which of these places are taken."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .composing import End, Measure, compose, uneven

_WORD = 2.6
"""A word and its space take about so many ems, where what stands before cannot be counted."""
_NEAR = 5
"""No line ends more words earlier than it must; spaces as wide as that are never worth it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph whose lines are being set ``measure`` pixels wide; ``last`` is its last text."""

    measure: float
    last: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a line ends: after the letter before ``end``, or after ``part`` of a word and a hyphen.

    ``before`` is where that word begins, or else the next line; ``reach`` how far from the
    text's beginning the line goes, in Pango's units.
    """

    before: int
    end: int
    reach: int
    part: str | None = None

    @property
    def onward(self) -> int:
        """Return the letter the next line begins with."""
        return self.before if self.part is None else self.end


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures a text in Pango's units: where letters stand, how far a line that ends there goes.

    ``parts`` are those of a piece of text that may end a line with a hyphen, ``hyphened``
    how far they go behind their beginning.
    """

    text: str
    breaks: list[int]
    at: Mapping[int, int]
    reach: Callable[[int], int]
    hyphened: Callable[[str], int]
    parts: Callable[[str], Iterator[str]]
    space: int


def spaced(
    ruler: Ruler,
    start: int,
    latest: Sequence[Stop],
    *,
    room: int,
    paragraph: Paragraph,
    em: float,
) -> tuple[Stop, ...]:
    """Return where the lines of the text from ``start`` on end, all but the last.

    ``latest`` are the places they reach when each is filled as far as it goes, ``room`` is
    that of the first line, ``em`` the size of type in pixels.
    """
    others = int(paragraph.measure * 1024)
    before = max(0, int((others - room) / 1024 / (em * _WORD)))
    measure = Measure(room, others, ruler.space, before)
    ends = [_end(ruler, one, start) for one in latest]
    if ruler.space <= 0 or not uneven(ends, measure):
        return tuple(latest)
    whole = len(ruler.text)
    last = _end(ruler, Stop(whole, whole, ruler.at[whole]), start)
    windows = _windows(ruler, latest, others)
    if not paragraph.last.endswith(ruler.text[start:]):
        # What follows is set behind the last line, which therefore begins where it would anyhow.
        windows[-1] = [latest[-1]]
    weighed = [[_end(ruler, one, start) for one in window] for window in windows]
    chosen = compose(weighed, last, measure)
    if chosen is None:
        return tuple(latest)
    return tuple(window[place] for window, place in zip(windows, chosen, strict=True))


def _windows(ruler: Ruler, latest: Sequence[Stop], room: int) -> list[list[Stop]]:
    """Return the places each line but the last can end at so that there is no line more."""
    reach = ruler.at[len(ruler.text)]
    found: list[list[Stop]] = []
    for stop in reversed(latest):
        first = bisect_right(ruler.breaks, stop.before)
        low = bisect_left(ruler.breaks, reach - room, hi=first, key=ruler.at.__getitem__)
        window = [*_between(ruler, max(low, first - _NEAR), first, stop), stop]
        reach = min(one.reach for one in window)
        found.append(window)
    return found[::-1]


def _between(ruler: Ruler, low: int, high: int, latest: Stop) -> Iterator[Stop]:
    """Yield the places from the break number ``low`` on that come before ``latest``."""
    for number in range(low, high):
        place = ruler.breaks[number]
        if place < latest.onward:
            end = place - 1 if ruler.text[place - 1] == " " else place
            yield Stop(place, end, ruler.reach(end))
        following = ruler.breaks[number + 1] if number + 1 < len(ruler.breaks) else None
        if following is None or following > latest.onward:
            return
        for part in ruler.parts(ruler.text[place : following - 1]):
            if place + len(part) < latest.onward and place + len(part) in ruler.at:
                reach = ruler.at[place] + ruler.hyphened(part)
                yield Stop(place, place + len(part), reach, part)


def _end(ruler: Ruler, stop: Stop, start: int) -> End:
    text, begun = ruler.text, ruler.at[start]
    spaces = _spaces(text, start, stop.end)
    passed = spaces if stop.part is not None else _spaces(text, start, stop.before)
    onward = ruler.at[stop.onward] - begun
    return End(stop.reach - begun, onward, spaces, passed, stop.part is not None)


def _spaces(text: str, start: int, end: int) -> int:
    return text.count(" ", start, end) + text.count("\N{NO-BREAK SPACE}", start, end)
