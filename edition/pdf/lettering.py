"""Draws lines of text as the engine does, from words that are shaped once each.

The engine has Pango shape every line again when it is drawn, and looks at its letters one
by one. In a justified line each word is shaped by itself, since the spaces between have a
width of their own: so what draws a word is the same in every line. Where a letter
stands where the last one ends, nothing is said; the engine writes a distance of 0.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from .dressing import dressed

_LATIN = re.compile(
    r"[ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u201f\u2022\u2026\u20ac\u2212]*"
)
"""Latin letters, and signs that take on their script where one is beside them."""
_LETTER = re.compile(r"[A-Za-z]")
_TOKENS = re.compile("[ \u00a0]|[^ \u00a0]+")
_SPACES = frozenset(" \u00a0")
_NO_LETTER = 0x0FFFFFFF
"""Pango's mark of nothing where a letter would be; what no font has is above it."""
_AT_ONCE = 400
"""Words that are shaped together."""
_WIDER = 1024
"""What is added to the spaces between them, so that each is shaped by itself."""

Draw = Callable[..., Any]


class OddLineError(Exception):
    """A line is not as simple as it has to be here."""


class Glyph(NamedTuple):
    """A letter as Pango places it, in its units; ``text`` is what it stands for."""

    number: int
    width: int
    shift: int
    text: str


class Run(NamedTuple):
    """Letters of one font, ``start`` bytes from the beginning of their text.

    ``glyphs`` are ``None`` when some are missing, do not stand on the line, or run to the left.
    """

    start: int
    text: str
    font: Any
    glyphs: tuple[Glyph, ...] | None


class Piece(NamedTuple):
    """A word as it is drawn, and its letters: number, what it stands for, width of its own.

    Widths are thousandths of the size of type.
    """

    strokes: str
    letters: tuple[tuple[int, str, int], ...]


# Words -------------------------------------------------------------------------------------------


class Words:
    """The words of one style as they are drawn.

    Raises:
        OddLineError: not even a space of it is simple.
    """

    def __init__(self, style: Any) -> None:
        from weasyprint.text.fonts import get_pango_font_key

        self._style = style
        self._pieces: dict[str, Piece | None] = {}
        self._own: dict[int, int] = {}
        # A font is only good as long as something is set in it.
        self._kept, runs = _shaped(style, "a a\u00a0a")
        self.font = runs[0].font
        self.key, _, self.size = get_pango_font_key(self.font)
        self._spaces: dict[str, Glyph] = {}
        for run in runs:
            if run.text in _SPACES and run.font == self.font and run.glyphs:
                glyph = run.glyphs[0]
                self._spaces[run.text] = glyph._replace(width=glyph.width - _WIDER, shift=0)
        if len(self._spaces) != len(_SPACES):
            raise OddLineError
        self._gaps = {text: self._piece([glyph]) for text, glyph in self._spaces.items()}

    def line(self, text: str, spacing: int, coming: set[str]) -> list[Piece]:
        """Return the pieces of a line whose spaces are wider by ``spacing``, in Pango's units.

        ``coming`` are words that will be wanted as well; it is emptied when they are known.

        Raises:
            OddLineError: something in it is drawn in another way.
        """
        tokens = _TOKENS.findall(text)
        known = self._pieces
        if any(one not in known and one not in _SPACES for one in tokens):
            self._learn((*tokens, *coming))
            coming.clear()
        pieces, between = list[Piece | None](), dict[str, Piece]()
        last, before = len(tokens) - 1, ""
        for at, one in enumerate(tokens):
            if one not in _SPACES:
                pieces.append(known[one])
            elif before in _SPACES:
                raise OddLineError
            elif 0 < at < last:
                if one not in between:
                    between[one] = self._space(one, spacing)
                pieces.append(between[one])
            else:
                pieces.append(self._space(one, spacing * 2, first=at == 0, last=at == last))
            before = one
        if None in pieces or not last:
            raise OddLineError
        return [one for one in pieces if one is not None]

    def _space(self, text: str, added: int, *, first: bool = False, last: bool = False) -> Piece:
        """Return a space as Pango widens it: half before it and half behind, but not at an end."""
        glyph = self._spaces[text]
        before = added // 2
        if added % 1024 == 0:
            before = (before + 512) // 1024 * 1024
        ahead, behind = 0 if first else before, 0 if last else added - before
        glyph = glyph._replace(width=glyph.width + ahead + behind, shift=ahead)
        return Piece(strokes([glyph], self._own, self.size), self._gaps[text].letters)

    def _learn(self, tokens: Sequence[str]) -> None:
        """Have those of ``tokens`` shaped that are not known yet."""
        unknown = dict.fromkeys(one for one in tokens if one not in self._pieces)
        self._pieces.update(dict.fromkeys(unknown))
        words = [one for one in unknown if _LATIN.fullmatch(one) and one not in _SPACES]
        for at in range(0, len(words), _AT_ONCE):
            some = words[at : at + _AT_ONCE]
            _, runs = _shaped(self._style, f"a {' '.join(some)}")
            found = {run.text: run.glyphs for run in runs if run.font == self.font}
            for word in some:
                glyphs = found.get(word)
                self._pieces[word] = self._piece(glyphs) if glyphs else None

    def _piece(self, glyphs: Sequence[Glyph]) -> Piece:
        for one in glyphs:
            if one.number not in self._own:
                self._own[one.number] = own_width(self.font, one.number, self.size)
        letters: dict[int, tuple[int, str, int]] = {}
        for one in glyphs:
            letters.setdefault(one.number, (one.number, one.text, self._own[one.number]))
        return Piece(strokes(glyphs, self._own, self.size), tuple(letters.values()))


def _shaped(style: Any, text: str) -> tuple[Any, list[Run]]:
    """Return the engine's layout of ``text``, its spaces somewhat wider, and the runs in it."""
    from weasyprint.text.line_break import Layout, ffi, pango

    layout = Layout(style)
    encoded = text.encode()
    pango.pango_layout_set_text(layout.layout, encoded, len(encoded))
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for space in re.finditer(b" |\xc2\xa0", encoded):
        wider = pango.pango_attr_letter_spacing_new(_WIDER)
        wider.start_index, wider.end_index = space.span()
        pango.pango_attr_list_change(attributes, wider)
    pango.pango_layout_set_attributes(layout.layout, attributes)
    line, _ = layout.get_first_line()
    return layout, list(runs(line, encoded))


# Runs --------------------------------------------------------------------------------------------


def runs(line: Any, encoded: bytes) -> Iterator[Run]:
    """Yield the runs of a line of Pango's, whose text is ``encoded``."""
    from weasyprint.text.ffi import ffi

    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        count, start, length = glyphs.num_glyphs, item.offset, item.length
        # Of each glyph: its number, its width, its shift across and down, its looks.
        facts = array("i", bytes(ffi.buffer(glyphs.glyphs, 20 * count)))
        numbers = facts[0::5]
        odd = item.analysis.level % 2 or any(facts[3::5]) or max(numbers, default=0) >= _NO_LETTER
        clusters = [*array("i", bytes(ffi.buffer(glyphs.log_clusters, 4 * count))), length]
        texts = (encoded[start + at : start + to].decode() for at, to in pairwise(clusters))
        found = None if odd else tuple(map(Glyph, numbers, facts[1::5], facts[2::5], texts))
        text = encoded[start : start + length].decode()
        yield Run(start, text, item.analysis.font, found)
        run = run.next


def strokes(glyphs: Sequence[Glyph], own: Mapping[int, int], size: float) -> str:
    """Return what draws ``glyphs`` of ``size``, of which ``own`` are the widths by number."""
    from weasyprint.text.ffi import FROM_UNITS

    said = "<"
    for one in glyphs:
        shift = one.shift / size
        if shift:
            said += f">{-shift}<"
        said += f"{one.number:04x}"
        apart = int(own[one.number] + shift - one.width * 1000 * FROM_UNITS / size)
        if apart:
            said += f">{apart}<"
    return said[:-1] if said[-1] == "<" else f"{said}>"


def own_width(font: Any, number: int, size: float) -> int:
    """Return how wide a letter is by itself, in thousandths of the size of type."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(font, number, ink, logical)
    own: int = round(logical.width * 1000 * FROM_UNITS / size)
    return own


# Lines -------------------------------------------------------------------------------------------


def lettered(original: Draw) -> Draw:
    """Return the engine's ``draw_text`` that draws justified lines from words known before."""

    def draw_text(stream: Any, box: Any, offset: float, overflow: str, ellipsis: str) -> None:
        spacing = _spacing(box)
        text = box.pango_layout.text
        simple = overflow == "clip" and ellipsis == "none" and spacing > 0
        latin = simple and _LATIN.fullmatch(text) and _LETTER.search(text)
        if not (latin and _is_plain(box.style)):
            original(stream, box, offset, overflow, ellipsis)
            return
        try:
            words = words_of(box.style)
            pieces = words.line(text, spacing, dressed(box.style).coming)
            font = _told(stream, words, pieces)
        except OddLineError:
            original(stream, box, offset, overflow, ellipsis)
            return
        stream.set_color(box.style["color"])
        stream.begin_text()
        stream.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
        stream.set_font_size(font.hash, words.size)
        stream.show_text("".join([piece.strokes for piece in pieces]))
        stream.end_text()

    return draw_text


def _spacing(box: Any) -> int:
    """Return by how much the spaces of a line are wider, in Pango's units."""
    return int((box.style["word_spacing"] + box.pango_layout.justification_spacing) * 1024)


def _is_plain(style: Any) -> bool:
    return style["visibility"] == "visible" and bool(style["font_size"]) and dressed(style).usual


def words_of(style: Any) -> Words:
    """Return the words of ``style``, those of all styles that are dressed alike.

    Raises:
        OddLineError: it is not as simple as it has to be.
    """
    ready = dressed(style)
    if ready.words is None:
        try:
            ready.words = Words(style)
        except OddLineError:
            ready.words = False
    if not ready.words:
        raise OddLineError
    words: Words = ready.words
    return words


def _told(stream: Any, words: Words, pieces: Sequence[Piece]) -> Any:
    """Return the font of the file that ``pieces`` are drawn in, told of their letters.

    Raises:
        OddLineError: it has pictures for letters, or its letters have other widths there.
    """
    font = stream._fonts.get(words.key) or stream.add_font(words.font)[0]
    if font.bitmap or font.png or font.svg or font.colr:
        raise OddLineError
    known = font.__dict__.setdefault("pieces", set())
    for piece in pieces:
        if id(piece.letters) in known:
            continue
        for number, text, width in piece.letters:
            font.to_unicode.setdefault(number, text)
            if font.widths.setdefault(number, width) != width:
                raise OddLineError
        known.add(id(piece.letters))  # They live as long as their words.
    return font


def drawn_at_once(original: Draw) -> Draw:
    """Return the engine's ``draw_first_line`` that looks at all letters of a run at once."""

    def draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:
        from weasyprint.text.ffi import pango

        given = stream, box, overflow, ellipsis, matrix
        if overflow != "clip" or ellipsis != "none" or not box.text.strip():
            return original(*given)
        pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)
        line, _ = box.pango_layout.get_first_line()
        try:
            found = list(runs(line, box.pango_layout.text.encode()))
            fonts = [_font(stream, run) for run in found]
        except OddLineError:
            return original(*given)
        stream.set_text_matrix(*matrix.values)
        said, before = "", None
        for run, (font, size) in zip(found, fonts, strict=True):
            if run.font != before:
                if said:
                    stream.show_text(said)
                said, before = "", run.font
                stream.set_font_size(font.hash, size)
            glyphs = run.glyphs or ()
            for one in glyphs:
                font.to_unicode.setdefault(one.number, one.text)
                if one.number not in font.widths:
                    font.widths[one.number] = own_width(run.font, one.number, size)
            said += strokes(glyphs, font.widths, size)
        stream.show_text(said)
        return []

    return draw_first_line


def _font(stream: Any, run: Run) -> tuple[Any, float]:
    font, size = stream.add_font(run.font)
    if run.glyphs is None or font.bitmap or font.png or font.svg or font.colr:
        raise OddLineError
    return font, size
