"""Breaks the lines of plain Latin text by arithmetic: a text is shaped once, not once for each try.

WeasyPrint asks Pango to shape a line for its first try, with the next word, with
every hyphen and once more as it is. The widths of the letters do not change while it
tries, so they are read from one shaping of the whole text, and added up. Whatever is
out of the ordinary (another script, a soft hyphen, two fonts in one text, a word wider
than the line) is left to the engine.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import inf
from typing import Any

from .dressing import dressed
from .paragraphs import Paragraph, Ruler, Stop, spaced

PLAIN = re.compile(
    r"[ -~\u00a0-\u00ac\u00ae-\u024f\u0370-\u052f"
    r"\u2010-\u2015\u2018-\u201f\u2022\u2026\u20ac\u2212]*"
)
"""Letters and signs whose lines end where spaces, hyphens and dashes are."""
_NARROW = 4
"""A measure of fewer ems than this is left to the engine."""
_SHORT = 8
"""So few letters are as quickly tried."""
_UNKNOWN = 0x10000000
"""Pango's mark of a letter that no font has."""
_WORDS = 4096


class OddTextError(Exception):
    """The text is not as simple as it has to be here."""


class Shaped:
    """A text shaped in one line: how far from its beginning each of its letters stands.

    ``at`` are Pango's units by character; a letter within a ligature has no place.
    ``breaks`` are the places after which a line may end, in characters.
    """

    __slots__ = ("at", "baseline", "breaks", "height", "stops", "text")

    def __init__(self, text: str, style: Any) -> None:
        from weasyprint.text.ffi import FROM_UNITS, ffi, pango
        from weasyprint.text.line_break import Layout, line_size

        self.text = text
        layout = Layout(style)
        layout.set_text(text)
        line, more = layout.get_first_line()
        if more is not None or not line.runs:
            raise OddTextError
        self.at = _places(line.runs[0], text, ffi)
        _, self.height = line_size(line, style)
        self.baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
        attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
        marks = array("I", bytes(ffi.buffer(attributes, 4 * (len(text) + 1))))
        self.breaks = [place for place, mark in enumerate(marks) if mark & 1 and place]
        self.stops: dict[tuple[int, int, Paragraph], Stop] = {}
        """Where the line ends that begins at a letter and has so much room, where that is known."""


def _places(run: Any, text: str, ffi: Any) -> Mapping[int, int]:
    """Return how far each letter of ``text`` stands from its beginning, in Pango's units."""
    places: dict[int, int] = {}
    reached, font = 0, None
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        if item.analysis.level % 2 or font not in (None, item.analysis.font):
            raise OddTextError
        font = item.analysis.font
        count = glyphs.num_glyphs
        # Of each glyph: its number, its width, its shift across and down, its looks.
        facts = array("i", bytes(ffi.buffer(glyphs.glyphs, 20 * count)))
        if count and max(facts[0::5]) >= _UNKNOWN:
            raise OddTextError
        clusters = array("i", bytes(ffi.buffer(glyphs.log_clusters, 4 * count)))
        edges = list(accumulate(facts[1::5], initial=reached))
        reached = edges.pop()
        # Where several glyphs stand for a letter, it stands where the first of them does.
        letters = map(item.offset.__add__, reversed(clusters))
        places.update(zip(letters, reversed(edges), strict=True))
        run = run.next
    places[len(text.encode())] = reached
    if text.isascii():
        return places
    starts = accumulate(map(len, map(str.encode, text)), initial=0)
    return {at: places[byte] for at, byte in enumerate(starts) if byte in places}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the engine asks when it looks for a line: text and style, and pixels to set it in.

    ``paragraph`` is what the line is one of, ``None`` when it is filled as far as it goes.
    """

    text: str
    style: Any
    context: Any
    max_width: float | None
    spacing: float
    paragraph: Paragraph | None = None


class Typesetter:
    """Finds lines in texts it shapes once each, as long as one document is laid out."""

    def __init__(self) -> None:
        self._texts: dict[int, Shaped] = {}
        self._styles: list[Any] = []

    def split(self, wanted: Wanted) -> tuple[Any, ...] | None:
        """Return what the engine finds when it is asked the same, ``None``: ask it."""
        wide, style = wanted.max_width, wanted.style
        if wide is None or wide == inf or len(wanted.text) < _SHORT:
            return None
        if wide < style["font_size"] * _NARROW or not dressed(style).usual:
            return None
        try:
            return self._line(self._shaped(wanted.text, style), wanted, int(wide * 1024))
        except (KeyError, OddTextError):
            return None

    def _shaped(self, text: str, style: Any) -> Shaped:
        """Return the text that ends in ``text``, shaped; the last of each style is kept."""
        known = self._texts.get(id(style))
        if known is not None and known.text.endswith(text):
            return known
        if PLAIN.fullmatch(text) is None:
            raise OddTextError
        shaped = self._texts[id(style)] = Shaped(text, style)
        self._styles.append(style)  # An id is only good as long as the style lives.
        return shaped

    def _line(self, shaped: Shaped, wanted: Wanted, room: int) -> tuple[Any, ...]:
        whole, at, style = shaped.text, shaped.at, wanted.style
        start = len(whole) - len(wanted.text)
        begun = at[start]
        if at[len(whole)] - begun <= room:
            return _found(shaped, wanted, wanted.text, None, at[len(whole)] - begun)
        stop = self._stop(shaped, wanted, start, room)
        words = whole[start : stop.before]
        if stop.part is None:
            taken = len(words.encode())
            return _found(shaped, wanted, whole[start : stop.end], taken, stop.reach - begun)
        hyphen = style["hyphenate_character"]
        taken = len((words + stop.part).encode())
        line = words + stop.part + hyphen
        return _found(shaped, wanted, line, taken, stop.reach - begun, hyphen=hyphen)

    def _stop(self, shaped: Shaped, wanted: Wanted, start: int, room: int) -> Stop:
        """Return where the line ends: with all of its paragraph in mind, if it is of one."""
        paragraph = wanted.paragraph
        if paragraph is None:
            return self._filled(shaped, wanted, start, room)
        asked = start, room, paragraph
        if asked not in shaped.stops:
            self._compose(shaped, wanted, start, room, paragraph)
        return shaped.stops[asked]

    def _compose(
        self, shaped: Shaped, wanted: Wanted, start: int, room: int, paragraph: Paragraph
    ) -> None:
        """Find where all lines from ``start`` on end, the last but for its end."""
        others, at, reach = int(paragraph.measure * 1024), start, room
        latest: list[Stop] = []
        while shaped.at[len(shaped.text)] - shaped.at[at] > reach:
            latest.append(self._filled(shaped, wanted, at, reach))
            at, reach = latest[-1].onward, others
        ruler = self._ruler(shaped, wanted)
        em = wanted.style["font_size"]
        found = spaced(ruler, start, latest, room=room, paragraph=paragraph, em=em)
        at, reach = start, room
        for stop in found:
            shaped.stops[at, reach, paragraph] = stop
            at, reach = stop.onward, others

    def _ruler(self, shaped: Shaped, wanted: Wanted) -> Ruler:
        style = wanted.style
        hyphen = style["hyphenate_character"]
        return Ruler(
            shaped.text,
            shaped.breaks,
            at=shaped.at,
            reach=lambda end: self._to(shaped, end, style),
            hyphened=lambda part: self._width(part + hyphen, style),
            parts=lambda upcoming: _parts(upcoming, wanted, 0),
            space=self._width(" ", style),
        )

    def _filled(self, shaped: Shaped, wanted: Wanted, start: int, room: int) -> Stop:
        """Return where the line ends that takes as much as it can."""
        whole, at, style = shaped.text, shaped.at, wanted.style
        begun, last = at[start], None
        for place in shaped.breaks[bisect_right(shaped.breaks, start) :]:
            end = start + len(whole[start:place].rstrip(" "))
            if end <= start or (end == len(whole) and place != len(whole)):
                raise OddTextError
            reach = self._to(shaped, end, style)
            if reach - begun > room:
                break
            last = Stop(place, end, reach)
        else:
            raise OddTextError
        if last is None:
            raise OddTextError
        before = last.before
        # Of a word at the end of the text the last letter counts, of others the space does not.
        upcoming = whole[before:place] if place == len(whole) else whole[before : place - 1]
        hyphen = style["hyphenate_character"]
        for part in _parts(upcoming, wanted, last.reach - begun):
            reach = at[before] + self._width(part + hyphen, style)
            if reach - begun <= room:
                return Stop(before, before + len(part), reach, part)
        return last

    def _to(self, shaped: Shaped, end: int, style: Any) -> int:
        """Return where the letter before ``end`` ends when a line ends after it.

        The pair it makes with the next one moves it no more.
        """
        text, at = shaped.text, shaped.at
        if end == len(text):
            return at[end]
        pair = text[end - 1 : end + 1]
        return at[end - 1] + self._width(pair[0], style) if self._is_pair(pair, style) else at[end]

    def _is_pair(self, pair: str, style: Any) -> bool:
        """Return whether the second letter of ``pair`` moves the first one's end."""
        pairs = dressed(style).pairs
        known = pairs.get(pair)
        if known is None:
            known = pairs[pair] = Shaped(pair, style).at[1] != self._width(pair[0], style)
        return known

    def _width(self, piece: str, style: Any) -> int:
        """Return how wide ``piece`` is alone."""
        widths = dressed(style).widths
        known = widths.get(piece)
        if known is None:
            known = widths[piece] = Shaped(piece, style).at[len(piece)]
        return known


def _parts(upcoming: str, wanted: Wanted, wide: int) -> Iterator[str]:
    """Yield what of ``upcoming`` may end a line with a hyphen, the longest first.

    ``wide`` is what the line takes without it, in Pango's units.
    """
    import pyphen
    from weasyprint.layout.percent import percentage

    style = wanted.style
    language = style["lang"] and _dictionary(style["lang"])
    if style["hyphens"] != "auto" or not language:
        return
    total, left, right = style["hyphenate_limit_chars"]
    zone = percentage(style["hyphenate_limit_zone"], style, wanted.max_width)
    if wanted.max_width is None or wanted.max_width - wide / 1024 <= zone:
        return
    found = _word(upcoming, language, total)
    if found is None:
        return
    before, word = found
    key = (language, left, right, total)
    dictionary = wanted.context.dictionaries.get(key)
    if dictionary is None:
        dictionary = pyphen.Pyphen(lang=language, left=left, right=right)
        wanted.context.dictionaries[key] = dictionary
    yield from (before + part for part, _ in dictionary.iterate(word))


def _found(
    shaped: Shaped,
    wanted: Wanted,
    words: str,
    resume: int | None,
    wide: int,
    *,
    hyphen: str = "",
) -> tuple[Any, ...]:
    """Return the line ``words``, as the engine does; ``hyphen`` is not in the text."""
    layout = unshaped(words, wanted.max_width, wanted.spacing)
    length = len(words.encode()) - len(hyphen.encode())
    return layout, length, resume, wide / 1024, shaped.height, shaped.baseline


@lru_cache
def _dictionary(lang: str) -> str | None:
    """Return the language whose dictionary says where words of ``lang`` are parted."""
    import pyphen

    known: str | None = pyphen.language_fallback(lang)
    return known


@lru_cache(maxsize=_WORDS)
def _word(text: str, lang: str, least: int) -> tuple[str, str] | None:
    """Return the first word of ``text`` of ``least`` letters, and what stands before it."""
    from weasyprint.text.line_break import get_next_word_boundaries

    passed, rest = 0, text
    while rest:
        bounds = get_next_word_boundaries(rest, lang)
        if not bounds:
            return None
        first, last = bounds
        if last - first >= least:
            return text[: passed + first], rest[first:last]
        rest = rest[last:]
        passed += last
    return None


def unshaped(text: str, max_width: float | None, spacing: float) -> Any:
    """Return the engine's layout of a line whose letters are shaped when it is drawn."""
    from weasyprint.text.line_break import Layout

    layout = Layout.__new__(Layout)
    layout.text, layout.max_width = text, max_width
    layout.justification_spacing, layout.first_line_direction = spacing, 0
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.layout = layout.language = layout.style = None  # what deactivate() lets go
    return layout
