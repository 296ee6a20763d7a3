"""The operators that show text (ISO 32000-1, 9.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import placing
from .events import TextRun
from .faces import Face, glyph_names, glyph_programs
from .geometry import IDENTITY, Matrix, boxed, matrix_of, scales, times
from .values import StreamError, get, is_stream, number, stream_bytes

if TYPE_CHECKING:
    from .content import Content

_KEPT = 160
"""Bytes of a run kept to say which one it is."""
_MOST_GLYPH = 2_000_000
_FILLS, _STROKES, _UNSEEN, _CLIPS = (0, 2, 4, 6), (1, 2, 5, 6), 3, 7


def _begin(one: Content, _: list[Any]) -> None:
    one.text = one.line = IDENTITY


def _font(one: Content, operands: list[Any]) -> None:
    written = get(one.resources, "/Font", f"/{operands[0]}")
    one.state.size = number(operands[1])
    one.state.face = one.walk.face(written) if written is not None else None
    if written is None:
        one.walk.painted.remark("damage", "a font nobody wrote")
    if one.copy is not None:
        one.copy.font(one.now, written, one.state.size)


def _move(one: Content, operands: list[Any]) -> None:
    one.line = one.text = times((1, 0, 0, 1, operands[0], operands[1]), one.line)


def _move_and_lead(one: Content, operands: list[Any]) -> None:
    one.state.leading = -operands[1]
    _move(one, operands)


def _matrix(one: Content, operands: list[Any]) -> None:
    one.line = one.text = matrix_of(operands)


def _next_line(one: Content, _: list[Any]) -> None:
    _move(one, [0.0, -one.state.leading])


def _set(field: str, factor: float = 1.0) -> Callable[[Content, list[Any]], None]:
    def operation(one: Content, operands: list[Any]) -> None:
        setattr(one.state, field, number(operands[0]) * factor)

    return operation


def _render(one: Content, operands: list[Any]) -> None:
    one.state.render = int(number(operands[0]))


def _show(one: Content, operands: list[Any]) -> None:
    _shown(one, [operands[0]])


def _show_spaced(one: Content, operands: list[Any]) -> None:
    _shown(one, operands[0])


def _show_next(one: Content, operands: list[Any]) -> None:
    _next_line(one, [])
    _shown(one, [operands[0]])


def _show_next_spaced(one: Content, operands: list[Any]) -> None:
    one.state.word_space, one.state.letter_space = number(operands[0]), number(operands[1])
    _next_line(one, [])
    _shown(one, [operands[2]])


def _shown(one: Content, parts: list[Any]) -> None:
    state, face = one.state, one.state.face
    start = one.text
    strings = [part for part in parts if isinstance(part, bytes)]
    if face is None:
        if one.copy is not None:
            one.copy.leave_out(one.now)
        return
    raw = b"".join(strings)
    pulled = -sum([part for part in parts if isinstance(part, float)])
    codes = face.codes(raw)
    letters = len(codes)
    widths, default = face.widths, face.default_width
    try:
        units = sum(map(widths.__getitem__, codes))
    except KeyError:
        units = sum([widths.get(code, default) for code in codes])
    spaces = 0 if face.wide else raw.count(b" ")
    use = one.walk.painted.faces[id(face)]
    use.shown.update(codes)
    if state.render != _UNSEEN and one.seen:
        use.seen.update(codes)
    across = state.size * state.stretch
    per_unit = face.matrix[0] if face.kind == "Type3" else 0.001
    advance = (
        across * (units * per_unit + pulled / 1000)
        + (letters * state.letter_space + spaces * state.word_space) * state.stretch
    )
    one.text = times((1, 0, 0, 1, advance, 0), one.text)
    if letters:
        _note(one, face, start, advance, raw)


def _note(one: Content, face: Face, start: Matrix, advance: float, raw: bytes) -> None:
    state = one.state
    under = times(start, state.matrix)
    tall = state.size * (abs(face.matrix[3]) if face.kind == "Type3" else 1.0)
    low, high = sorted((face.descent * tall + state.rise, face.ascent * tall + state.rise))
    left, right = sorted((0.0, advance))
    shown = one.visible(boxed(under, (left, low, right, high)))
    fills, strokes = state.render in _FILLS, state.render in _STROKES
    if one.copy is not None:
        if not one.seen:
            one.copy.leave_out(one.now)
        elif fills or strokes:
            one.copy.paint(one, fill=fills, stroke=strokes)
            across = state.size * state.stretch
            if one.now.operator in ("Tj", "TJ") and across:
                far = b"[%.4f] TJ" % (-1000 * advance / across)
                one.copy.without_colours(one, far, fill=fills, stroke=strokes)
    if shown is None:
        one.note_unseen(
            state.fill.space if fills else None, state.stroke.space if strokes else None
        )
        return
    run = TextRun(
        box=shown,
        size=abs(state.size) * scales(under)[1],
        face=face,
        raw=raw[:_KEPT],
        fill=state.fill if fills else None,
        stroke=state.stroke if strokes else None,
        overprints=state.overprint_fill if fills else state.overprint_stroke,
        mode=state.mode,
        over=one.walk.ground.is_covered(shown),
    )
    one.walk.painted.faces[id(face)].painted = True
    one.walk.painted.texts.append(run)
    if run.paint is None:
        return
    one.note_transparency(shown)
    if run.paint.pattern:
        placing.pattern(one, run.paint, state.fill_pattern or state.stroke_pattern, shown)
    if face.kind == "Type3":
        _go_through_glyphs(one, face, under, raw)
    if not run.paint.is_white:
        one.walk.ground.cover(shown)


def _go_through_glyphs(one: Content, face: Face, under: Matrix, raw: bytes) -> None:
    """Go through the drawings of the letters of a Type 3 font, each once a page."""
    names, programs = glyph_names(face.written), glyph_programs(face.written)
    state = one.state
    for code in sorted(set(raw)):
        drawing = programs.get(f"/{names.get(code, '')}")
        if (face.key, code) in one.walk.glyphs or not is_stream(drawing):
            continue
        one.walk.glyphs.add((face.key, code))
        if one.depth >= placing.DEEPEST:
            one.walk.painted.remark("overdone", "letters drawn with letters without end")
            return
        try:
            data = stream_bytes(drawing, _MOST_GLYPH)
        except StreamError as problem:
            one.walk.painted.remark("damage", f"a letter that {problem}")
            continue
        inner = state.kept()
        size: Matrix = (state.size * state.stretch, 0, 0, state.size, 0, state.rise)
        inner.matrix = times(face.matrix, times(size, under))
        inner.face = None
        plain = b"d1" in data[:400]
        one.into(data, get(face.written, "/Resources"), inner, colourless=plain)


OPERATIONS: dict[str, Callable[[Content, list[Any]], None]] = {
    "BT": _begin, "Tf": _font, "Td": _move, "TD": _move_and_lead, "Tm": _matrix, "T*": _next_line,
    "Tc": _set("letter_space"), "Tw": _set("word_space"), "Tz": _set("stretch", 0.01),
    "TL": _set("leading"), "Ts": _set("rise"), "Tr": _render, "Tj": _show, "TJ": _show_spaced,
    "'": _show_next, '"': _show_next_spaced,
}  # fmt: skip
