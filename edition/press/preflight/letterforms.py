"""What the letters of a font look like, one by one: a page hangs on those it shows, not on all.

The font of an issue holds the letters of all its pages, so that it is another one as soon as
somebody writes a letter that was not there before.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from typing import Any

from .faces import Face, face
from .values import get, items, name, stream_bytes

_MOST_BYTES = 40_000_000
_DEEPEST = 8
_FOR_ALL = ("cvt ", "fpgm", "prep")
"""The tables every letter is drawn with."""


def has_letterforms(written: Any) -> bool:
    """Return whether the font ``written`` is one whose letters can be told apart."""
    below = next(items(get(written, "/DescendantFonts")), None)
    return (
        name(get(written, "/Subtype")) == "Type0"
        and name(get(written, "/Encoding")) == "Identity-H"
        and name(get(below, "/CIDToGIDMap")) == "Identity"
        and get(below, "/FontDescriptor", "/FontFile2") is not None
    )


class Letterforms:
    """The letters of one font, each with its width, its words and its outline.

    Raises:
        Exception: whatever the library has to say of a font it cannot read.
    """

    def __init__(self, written: Any) -> None:
        from fontTools.ttLib import TTFont

        below = next(items(get(written, "/DescendantFonts")), None)
        data = stream_bytes(get(below, "/FontDescriptor", "/FontFile2"), _MOST_BYTES)
        font = TTFont(BytesIO(data), lazy=True)
        self._face: Face = face(written)
        self._outlines, self._order = font["glyf"], font.getGlyphOrder()
        self._metrics = font["hmtx"].metrics
        head, reader = font["head"], font.reader
        common = [reader[one] for one in _FOR_ALL if one in reader]
        self._common = repr((head.unitsPerEm, head.flags, common)).encode()
        self._known: dict[int, bytes] = {}

    def of(self, codes: Iterable[int]) -> str:
        """Return a name for what the letters with these ``codes`` are."""
        whole = sha256(self._common)
        for code in codes:
            if code not in self._known:
                self._known[code] = self._letter(code)
            whole.update(self._known[code])
        return whole.hexdigest()

    def _letter(self, code: int) -> bytes:
        width = self._face.widths.get(code, self._face.default_width)
        said = self._face.read(code.to_bytes(2, "big"))
        outline = self._outline(self._order[code], 0) if code < len(self._order) else None
        return sha256(repr((code, width, said, outline)).encode("utf-8", "surrogatepass")).digest()

    def _outline(self, glyph: str, depth: int) -> tuple[object, ...]:
        """Return a glyph's bytes, with those of the glyphs it is put together from."""
        if depth > _DEEPEST:
            raise ValueError("letters made of letters without end")
        drawn = self._outlines.glyphs[glyph]
        data = bytes(getattr(drawn, "data", b""))
        if not hasattr(drawn, "data"):
            data = drawn.compile(self._outlines)
        parts: tuple[object, ...] = ()
        if data[:2] and int.from_bytes(data[:2], "big", signed=True) < 0:
            drawn.expand(self._outlines)
            parts = tuple(self._outline(one.glyphName, depth + 1) for one in drawn.components)
            drawn.data = data
        return data, self._metrics[glyph], parts
