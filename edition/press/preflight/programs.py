"""Looks into the fonts that a PDF brings: whether they have the letters shown, and their widths."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from .faces import Face, glyph_names
from .values import get, is_stream, items, name, number, numbers, stream_bytes

# What the library has to say of a font is for us to tell, not for it to print.
logging.getLogger("fontTools").addHandler(logging.NullHandler())

_MOST_BYTES = 40_000_000
_WIDTH_SLACK = 2.0
"""Thousandths of the type size; programs round (ISO 19005-2, 6.2.11.5 has 1)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is the matter with a font, as ends of a sentence that begins with its name."""

    missing: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


Widths = Callable[[int], float | None]
"""The width of a code's letter in thousandths, ``None`` where the font has no such letter."""


def judged(face: Face) -> Judged:
    """Return what is the matter with a font's program and the letters shown of it."""
    if face.judged is None:
        face.judged = _judged(face)
    found: Judged = face.judged
    return found


def _judged(face: Face) -> Judged:
    if face.damaged:
        return Judged(wrong=(face.damaged,))
    if face.kind == "Type3":
        return _of_drawings(face)
    if not face.program:
        return Judged()
    below = next(items(get(face.written, "/DescendantFonts")), None) if face.wide else face.written
    try:
        data = stream_bytes(get(below, "/FontDescriptor", face.program), _MOST_BYTES)
        widths = _widths(face, below, data)
        if widths is None:
            return Judged()
        return _compared(face, widths)
    except _MapError as problem:
        return Judged(wrong=(str(problem),))
    except (
        Exception
    ):  # A font from anywhere can be wrong in any way, and its reader says so in any.
        return Judged(wrong=("cannot be read",))


class _MapError(Exception):
    """A font does not say which of its letters is which."""


def _of_drawings(face: Face) -> Judged:
    names, drawings = glyph_names(face.written), get(face.written, "/CharProcs")
    missing = [
        code for code in face.used if not is_stream(get(drawings, f"/{names.get(code, '')}"))
    ]
    return Judged(missing=_lacks(len(missing), face, missing))


def _lacks(count: int, face: Face, codes: list[int]) -> tuple[str, ...]:
    if not count:
        return ()
    shown = [face.read(_raw(face, code)) for code in sorted(codes)[:5]]
    listed = ", ".join(one for one in shown if one.strip() and one != "?")
    said = "a letter that is shown" if count == 1 else f"{count} letters that are shown"
    return (f"lacks {said}{f' ({listed})' if listed else ''}",)


def _raw(face: Face, code: int) -> bytes:
    return bytes([code >> 8 & 255, code & 255]) if face.wide else bytes([code & 255])


def _compared(face: Face, widths: Widths) -> Judged:
    missing: list[int] = []
    differ = 0
    for code in sorted(face.used):
        width = widths(code)
        if width is None:
            missing.append(code)
        elif abs(width - face.widths.get(code, face.default_width)) > _WIDTH_SLACK:
            differ += 1
    wrong = (f"has other widths than the page goes by, for {differ} letters",) if differ else ()
    return Judged(_lacks(len(missing), face, missing), wrong)


def _widths(face: Face, below: Any, data: bytes) -> Widths | None:
    """Return what tells a letter's width in the font, ``None`` for kinds we cannot look into."""
    kind = name(get(below, "/FontDescriptor", face.program, "/Subtype"))
    if face.program == "/FontFile2" or kind == "OpenType":
        from fontTools.ttLib import TTFont

        font = TTFont(BytesIO(data), lazy=True)
        if face.wide:
            return _wide_truetype(face, below, font)
        return _simple_truetype(face, font) if "cmap" in font else None
    if face.program == "/FontFile3":
        return _compact(face, data)
    return None


def _wide_truetype(face: Face, below: Any, font: Any) -> Widths | None:
    encoding = get(face.written, "/Encoding")
    if name(encoding) not in ("Identity-H", "Identity-V"):
        return None
    mapping = get(below, "/CIDToGIDMap")
    if mapping is None and name(get(below, "/Subtype")) == "CIDFontType2":
        raise _MapError("does not say which of its letters is which (CIDToGIDMap)")
    table = stream_bytes(mapping, 200_000) if is_stream(mapping) else None
    if "hmtx" not in font or "maxp" not in font:
        return None
    count, order = font["maxp"].numGlyphs, font.getGlyphOrder()
    metrics, per_em = font["hmtx"].metrics, font["head"].unitsPerEm or 1000

    def width(code: int) -> float | None:
        glyph = code
        if table is not None:
            glyph = int.from_bytes(table[2 * code : 2 * code + 2], "big")
        if not 0 < glyph < count:
            return None
        return float(metrics[order[glyph]][0]) * 1000 / per_em

    return width


def _simple_truetype(face: Face, font: Any) -> Widths:
    from fontTools.agl import AGL2UV

    tables = {(one.platformID, one.platEncID): one.cmap for one in font["cmap"].tables}
    names = glyph_names(face.written)
    metrics, per_em = font["hmtx"].metrics, font["head"].unitsPerEm or 1000
    order = set(font.getGlyphOrder())

    def candidates(code: int) -> Iterator[str | None]:
        called = names.get(code, "")
        if (3, 1) in tables:
            plain = AGL2UV.get(called) if called else ord(bytes([code]).decode("cp1252", "replace"))
            yield tables[3, 1].get(plain)
        for prefix in (0xF000, 0):
            yield tables.get((3, 0), {}).get(prefix + code)
        yield tables.get((1, 0), {}).get(code)
        yield called if called in order else None

    def width(code: int) -> float | None:
        glyph = next((one for one in candidates(code) if one and one != ".notdef"), None)
        return None if glyph is None else float(metrics[glyph][0]) * 1000 / per_em

    return width


def _compact(face: Face, data: bytes) -> Widths | None:
    from fontTools.cffLib import CFFFontSet
    from fontTools.encodings.StandardEncoding import StandardEncoding
    from fontTools.pens.basePen import NullPen

    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    top = fonts[0]
    letters, order = top.CharStrings, top.charset
    scale = (numbers(getattr(top, "FontMatrix", None)) or [0.001])[0] * 1000
    keyed = hasattr(top, "ROS")
    names = glyph_names(face.written)
    built_in = getattr(top, "Encoding", None)
    built_in = StandardEncoding if isinstance(built_in, str) or built_in is None else built_in
    if face.wide and name(get(face.written, "/Encoding")) not in ("Identity-H", "Identity-V"):
        return None
    if not face.wide and not names and name(get(face.written, "/Encoding")):
        return None

    def called(code: int) -> str:
        if face.wide:
            if keyed:
                return f"cid{code:05d}"
            return str(order[code]) if 0 < code < len(order) else ""
        return names.get(code) or str(built_in[code])

    def width(code: int) -> float | None:
        label = called(code)
        if label not in letters or label in (".notdef", "cid00000"):
            return None
        letter = letters[label]
        letter.draw(NullPen())
        return number(letter.width) * scale

    return width
