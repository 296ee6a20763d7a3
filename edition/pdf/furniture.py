"""The heads over stories, reckoned from the widths of letters: how many lines, and how full."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from ..document import Part
from ..makeup.copy import HEAD_SIZES, Head, HeadSize
from ..model import Article
from . import castoff
from .castoff import Grid, Scale, Size
from .shapes import article

STANDFIRST_COLUMNS = 3
"""A standfirst is never wider than so many columns: longer lines lose the eye."""

GATHERED_LINES = 2
"""Lines the label over a run of briefs takes."""

_TURNS = {1: 5, 2: 4, 3: 3}
"""The most lines a headline may have in so many columns; in more columns two, a lead's three."""

_SIZES: dict[str, tuple[tuple[HeadSize, ...], ...]] = {
    "lead": (("small", "middle"), ("middle", "large"), ("lead", "large"), ("lead", "large")),
    "second": (("small",), ("middle", "small"), ("large", "middle"), ("large", "middle")),
    "story": (("small", "deck"), ("small", "middle"), ("middle", "small"), ("middle", "large")),
    "brief": (("deck",), ("deck", "small"), ("small",), ("small",)),
}
"""The sizes that become a story of a rank in one, two, three and more columns, the best first."""

_FULL = 0.994
"""How much of a measure a turned line may take: kerning is not in the widths of letters."""
_WEAK = 0.06
"""What it costs to end a line on a little word: ``of``, ``und``, ``à``."""
_LITTLE = frozenset(
    {
        "and", "are", "att", "auf", "aus", "aux", "bei", "but", "che", "como", "con", "das",
        "dei", "del", "dem", "den", "der", "des", "det", "die", "een", "ein", "est", "for",
        "für", "gli", "had", "has", "her", "het", "his", "how", "ist", "its", "las", "les",
        "los", "med", "met", "mit", "más", "nach", "non", "nor", "not", "och", "our", "par",
        "pas", "per", "por", "que", "qui", "ses", "som", "son", "sur", "sus", "the", "til",
        "una", "und", "une", "van", "vom", "von", "voor", "was", "who", "why", "wie", "zum",
        "zur",
    }
)  # fmt: skip
"""Little words of three letters and four; those of one or two letters are all little."""
_SPACES = re.compile(r"(?<!^) +(?![^<>]*>)")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class SetHead:
    """A head with every line turned, as the page shows it.

    ``small_print``: the standfirst is in the size of the text, as in a single column.
    """

    head: Head
    kicker: str | None
    headline: tuple[Markup, ...]
    standfirst: tuple[Markup, ...]
    small_print: bool


def heads(part: Part, grid: Grid, scale: Scale) -> tuple[Head, ...]:
    """Return all the ways to set kicker, headline and standfirst of a story over its columns."""
    return tuple(one.head for one in _set_heads(part, grid, scale, turned=False))


def turned_heads(part: Part, grid: Grid, scale: Scale) -> tuple[Head, ...]:
    """Return the ways to set the short head over the rest of a story on another page."""
    return tuple(one.head for one in _set_heads(part, grid, scale, turned=True))


def gathered_heads(grid: Grid) -> tuple[Head, ...]:
    """Return the label over a run of briefs, in every width."""
    return tuple(Head("deck", wide, GATHERED_LINES) for wide in range(1, grid.columns + 1))


def brief_head(part: Part, grid: Grid, scale: Scale) -> SetHead:
    """Return the small headline of a brief among others; its head has whole lines and no air."""
    story = article(part)
    title = story.print_headline or story.headline
    lines = turn(title, "Edition Headline", scale.deck.points, grid.column, forced=True)
    assert lines is not None
    high = math.ceil(len(lines.lines) * scale.deck.lines)
    head = Head("deck", 1, high, len(lines.lines), lines.ragged)
    return SetHead(head, None, lines.lines, (), small_print=True)


def set_head(
    part: Part, grid: Grid, scale: Scale, *, columns: int, size: HeadSize, turned: bool = False
) -> SetHead | None:
    """Return a head as it is set, ``None`` when a word of it is too long for that measure."""
    return _set(part, grid, scale, columns, size, turned=turned) or (
        None
        if any(one for one in _set_heads(part, grid, scale, turned=turned, forced=False))
        else _set(part, grid, scale, columns, size, turned=turned, forced=True)
    )


def _set_heads(
    part: Part, grid: Grid, scale: Scale, *, turned: bool, forced: bool | None = None
) -> tuple[SetHead, ...]:
    """Return every head worth having; words are parted by force only when nothing else helps."""
    found = tuple(_whole(part, grid, scale, turned=turned)) if not forced else ()
    if found or forced is False:
        return found
    every = range(1, grid.columns + 1)
    tries = (_set(part, grid, scale, one, "deck", turned=turned, forced=True) for one in every)
    return tuple(one for one in tries if one is not None)


def _whole(part: Part, grid: Grid, scale: Scale, *, turned: bool) -> Iterator[SetHead]:
    for columns in range(1, grid.columns + 1):
        fewest = 3 if article(part).rank == "lead" else 2
        most = 2 if turned and columns > 1 else _TURNS.get(columns, fewest)
        wanted = _wanted(article(part), columns, turned=turned)
        tries = [_set(part, grid, scale, columns, size, turned=turned) for size in wanted]
        fitting = [one for one in tries if one is not None and one.head.turns <= most]
        if not fitting:
            fitting = _smaller(part, grid, scale, columns, most, wanted, turned=turned)
        yield from fitting


def _wanted(story: Article, columns: int, *, turned: bool) -> tuple[HeadSize, ...]:
    if turned:
        return (("deck", "small"), ("small",), ("small",), ("middle", "small"))[min(columns, 4) - 1]
    return _SIZES[story.rank][min(columns, 4) - 1]


def _smaller(
    part: Part,
    grid: Grid,
    scale: Scale,
    columns: int,
    most: int,
    wanted: Sequence[HeadSize],
    *,
    turned: bool,
) -> list[SetHead]:
    """Return the largest head of no more than ``most`` lines, or the smallest there is."""
    smallest = min(HEAD_SIZES.index(one) for one in wanted)
    tried = None
    for size in reversed(HEAD_SIZES[: smallest + 1]):
        tried = _set(part, grid, scale, columns, size, turned=turned) or tried
        if tried is not None and tried.head.turns <= most:
            break
    return [tried] if tried else []


def _set(
    part: Part,
    grid: Grid,
    scale: Scale,
    columns: int,
    size: HeadSize,
    *,
    turned: bool,
    forced: bool = False,
) -> SetHead | None:
    story, measure = article(part), grid.measure(columns)
    step: Size = getattr(scale, size)
    title = story.print_headline or story.headline
    lines = turn(title, "Edition Headline", step.points, measure, forced=forced)
    if lines is None:
        return None
    kicker = None if turned else story.kicker
    high = (1.0 if turned or kicker else 0.0) + len(lines.lines) * step.lines
    standfirst: tuple[Markup, ...] = ()
    small_print = columns == 1
    if story.standfirst and not turned:
        rows = _standfirst(story.standfirst, grid, scale, columns, forced=forced)
        if rows is None:
            return None
        standfirst = rows
        high += 0.5 + len(rows) * (scale.text if small_print else scale.deck).lines
    head = Head(size, columns, math.floor(high + 1), len(lines.lines), lines.ragged)
    return SetHead(head, kicker, lines.lines, standfirst, small_print)


def _standfirst(
    text: Markup, grid: Grid, scale: Scale, columns: int, *, forced: bool
) -> tuple[Markup, ...] | None:
    size = scale.text if columns == 1 else scale.deck
    measure = grid.measure(min(columns, STANDFIRST_COLUMNS))
    rows = turn(text, "Edition Text", size.points, measure, forced=forced)
    return rows.lines if rows else None


def standfirst_lines(part: Part, grid: Grid, scale: Scale) -> tuple[int, ...]:
    """Return the lines a standfirst takes by itself in one, two and three columns, air included."""
    text = article(part).standfirst
    if not text:
        return ()
    found = []
    for columns in range(1, min(STANDFIRST_COLUMNS, grid.columns) + 1):
        rows = _standfirst(text, grid, scale, columns, forced=True) or ()
        found.append(math.ceil(len(rows) * (scale.text if columns == 1 else scale.deck).lines) + 1)
    return tuple(found)


def standfirst_rows(part: Part, grid: Grid, scale: Scale, columns: int) -> tuple[Markup, ...]:
    """Return the lines of a standfirst that stands by itself in so many columns."""
    text = article(part).standfirst
    return (_standfirst(text, grid, scale, columns, forced=True) or ()) if text else ()


def headline_parts(title: Markup, points: float, room: float) -> tuple[Markup, Markup] | None:
    """Return a headline in two parts of about one length, neither wider than ``room`` points.

    ``None``: there is no such place, or emphasis would be torn there.
    """
    words = _words(str(title), "Edition Headline", room * _FULL / points, parted=False) or []
    space = castoff.ems(" ", "Edition Headline")
    found = []
    for at in range(1, len(words)):
        texts = [
            "".join((" " if n and one.spaced else "") + one.text for n, one in enumerate(run))
            for run in (words[:at], words[at:])
        ]
        widths = [_line(run, space) * points for run in (words[:at], words[at:])]
        torn = any(text.count("<") != 2 * text.count("</") for text in texts)
        if not torn and max(widths) <= room * _FULL:
            weak = words[at - 1].weak * 0.1 * room
            found.append((abs(widths[0] - widths[1]) + weak, texts))
    if not found:
        return None
    first, second = min(found)[1]
    return Markup(first), Markup(second)


# Turning lines -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turned:
    """Words turned into lines. ``ragged``: 0 when they are full, 1 when they are half empty."""

    lines: tuple[Markup, ...]
    ragged: float


@lru_cache(maxsize=8192)
def turn(
    text: Markup,
    family: str,
    size: float,
    measure: float,
    *,
    forced: bool = False,
    even: bool = True,
) -> Turned | None:
    """Return ``text`` in as few lines as ``measure`` points allow, all of about one length.

    No line ends on a little word where another turn will do. Lines that need not be
    ``even`` are filled one after another. ``None``: a word is longer than the measure,
    and may not be parted because nothing is ``forced``.
    """
    room = measure * _FULL / size
    words = _words(str(text), family, room, parted=forced)
    if words is None:
        return None
    if not words:
        return Turned((Markup(),), 1.0)
    space = castoff.ems(" ", family)
    breaks = _best(words, space, room, even=even)
    lines = tuple(
        Markup("".join((" " if at and one.spaced else "") + one.text for at, one in enumerate(run)))
        for run in breaks
    )
    widths = [_line(run, space) for run in breaks]
    ragged = 2 * (1 - sum(widths) / len(widths) / room)
    return Turned(lines, round(min(1.0, max(0.0, ragged)), 3))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with its width in ems; not ``spaced`` when it stands close to the one before."""

    text: str
    width: float
    spaced: bool = True

    @property
    def weak(self) -> bool:
        plain = _TAG.sub("", self.text)
        return plain in _LITTLE or (len(plain) <= 2 and plain.isalpha() and plain.islower())


def _words(text: str, family: str, room: float, *, parted: bool) -> list[_Word] | None:
    found: list[_Word] = []
    for one in _SPACES.split(text.strip()):
        width = _ems(one, family)
        if _ideographic(one):
            found += (
                _Word(sign, _ems(sign, family), spaced=not at)
                for at, sign in enumerate(_signs(one))
            )
        elif width <= room:
            found.append(_Word(one, width))
        elif parted:
            found += _parted(_TAG.sub("", one), family, room)
        else:
            return None
    return found


def _parted(word: str, family: str, room: float) -> Iterator[_Word]:
    """Yield the pieces of a word no measure can hold, with a hyphen after each but the last."""
    rest = str(Markup(word).unescape())
    first = True
    while rest:
        count = len(rest)
        while count > 1 and _ems(rest[:count] + "-", family) > room:
            count -= 1
        piece = rest[:count] + ("-" if count < len(rest) else "")
        yield _Word(str(Markup.escape(piece)), _ems(piece, family), spaced=first)
        rest, first = rest[count:], False


def _ems(text: str, family: str) -> float:
    plain = str(Markup(text).striptags()) if "<" in text or "&" in text else text
    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in plain)
    narrow = "".join(one for one in plain if not unicodedata.combining(one)) if wide else plain
    return castoff.ems(narrow, family) + wide * 0.5


def _ideographic(word: str) -> bool:
    return any(unicodedata.east_asian_width(one) == "W" for one in word) and "<" not in word


def _signs(word: str) -> list[str]:
    """Return the signs of a word without spaces; a mark that closes stays with what it follows."""
    signs: list[str] = []
    for one in word:
        if signs and unicodedata.category(one) in ("Pe", "Pf", "Po", "Lm", "Mn"):
            signs[-1] += one
        else:
            signs.append(one)
    return signs


def _line(run: Sequence[_Word], space: float) -> float:
    return sum(one.width + (space if at and one.spaced else 0) for at, one in enumerate(run))


def _best(words: list[_Word], space: float, room: float, *, even: bool) -> list[list[_Word]]:
    """Return the turns of fewest lines, and among them those whose lines are most alike.

    Those that need not be ``even`` are the fullest from the first line on.
    """
    count = len(words)
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)] + [(count + 1, 0.0, 0)] * count
    for start in range(count):
        lines, cost, _ = best[start]
        width = 0.0
        for end in range(start + 1, count + 1):
            word = words[end - 1]
            width += word.width + (space if end - 1 > start and word.spaced else 0)
            if width > room and end > start + 1:
                break
            slack = max(0.0, 1 - width / room) if even or end < count else 0.0
            weak = _WEAK if word.weak and end < count else 0.0
            best[end] = min(best[end], (lines + 1, round(cost + slack**2 + weak, 9), start))
    turns: list[list[_Word]] = []
    end = count
    while end:
        start = best[end][2]
        turns.insert(0, words[start:end])
        end = start
    return turns
