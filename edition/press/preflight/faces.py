"""Fonts as a page uses them: how wide their letters are, whether they are in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from struct import unpack
from typing import Any

from .geometry import IDENTITY, Matrix, matrix_of
from .values import (
    StreamError,
    entries,
    get,
    identity,
    integer,
    is_dictionary,
    is_stream,
    items,
    name,
    number,
    numbers,
    stream_bytes,
)  # fmt: skip

_MOST_WIDTHS = 70_000
_MOST_MAP = 2_000_000


@dataclass(slots=True)
class Face:
    """A font. ``size`` of its letters is 1000 to the em, but for Type 3, which has its matrix.

    ``wide`` says whether a letter takes two bytes. ``program`` is the key of the embedded font
    file, empty when there is none, ``program_kind`` what a FontFile3 says it is. ``used`` are
    the codes shown so that they can be seen.
    """

    key: tuple[int, int]
    name: str
    kind: str
    written: Any
    wide: bool = False
    program: str = ""
    program_kind: str = ""
    widths: dict[int, float] = field(default_factory=dict)
    default_width: float = 0.0
    ascent: float = 0.8
    descent: float = -0.2
    matrix: Matrix = IDENTITY
    damaged: str = ""
    used: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    judged: Any = None
    """What came of looking into its program."""
    _unicode: dict[int, str] | None = None

    @property
    def plain_name(self) -> str:
        """The name without the letters that mark a subset."""
        start, plus, rest = self.name.partition("+")
        return rest if plus and len(start) == 6 and start.isupper() else self.name

    @property
    def embedded(self) -> bool:
        """Whether its letters are in the file; those of Type 3 always are."""
        return bool(self.program) or self.kind == "Type3"

    def codes(self, raw: bytes) -> tuple[int, ...] | bytes:
        """Return the codes of a string."""
        return unpack(f">{len(raw) // 2}H", raw[: len(raw) // 2 * 2]) if self.wide else raw

    def read(self, raw: bytes) -> str:
        """Return a string as its reader sees it; what nobody says is a question mark."""
        if self._unicode is None:
            self._unicode = _unicode(self.written)
        known = self._unicode
        plain = "" if self.wide else "letters"
        return "".join(
            known.get(code) or (chr(code) if plain and 32 <= code < 127 else "?")
            for code in self.codes(raw)
        )


def face(written: Any) -> Face:
    """Read a font's dictionary; one that is none is a face that says so."""
    kind = name(get(written, "/Subtype"))
    found = Face(identity(written), name(get(written, "/BaseFont")) or "unnamed", kind, written)
    try:
        if kind == "Type0":
            _composite(found, written)
        elif kind in ("Type1", "MMType1", "TrueType", "Type3"):
            _simple(found, written)
        else:
            found.damaged = "is of no known kind"
    except (StreamError, ValueError, TypeError, IndexError):
        found.damaged = "cannot be read"
    return found


def _describe(found: Face, descriptor: Any) -> None:
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if is_stream(get(descriptor, key)):
            found.program = key
            found.program_kind = name(get(descriptor, key, "/Subtype"))
    ascent = number(get(descriptor, "/Ascent")) / 1000
    descent = number(get(descriptor, "/Descent")) / 1000
    found.ascent = ascent if 0.3 <= ascent <= 1.5 else 0.8
    found.descent = descent if -0.8 <= descent < 0 else -0.2


def _simple(found: Face, written: Any) -> None:
    first = integer(get(written, "/FirstChar"))
    widths = numbers(get(written, "/Widths"))[:256]
    found.widths = {first + index: width for index, width in enumerate(widths)}
    descriptor = get(written, "/FontDescriptor")
    found.default_width = number(get(descriptor, "/MissingWidth"), 500.0 if not widths else 0.0)
    if found.kind == "Type3":
        found.matrix = matrix_of(numbers(get(written, "/FontMatrix")))
        box = numbers(get(written, "/FontBBox"))
        if len(box) == 4 and box[3] != box[1]:
            found.ascent, found.descent = max(box[1], box[3]), min(box[1], box[3])
        else:
            found.ascent, found.descent = 1 / (abs(found.matrix[3]) or 1), 0.0
        found.name = name(get(written, "/Name")) or "Type 3"
    else:
        _describe(found, descriptor)


def _composite(found: Face, written: Any) -> None:
    found.wide = True
    below = next(items(get(written, "/DescendantFonts")), None)
    if not is_dictionary(below):
        found.damaged = "has no letters"
        return
    found.default_width = number(get(below, "/DW"), 1000.0)
    _describe(found, get(below, "/FontDescriptor"))
    listed = get(below, "/W")
    written_widths = list(items(listed))
    index = 0
    while index + 1 < len(written_widths) and len(found.widths) < _MOST_WIDTHS:
        first = integer(written_widths[index])
        second = written_widths[index + 1]
        if isinstance(second, (int, float)):
            if index + 2 >= len(written_widths):
                return
            width = number(written_widths[index + 2])
            last = min(int(second), first + _MOST_WIDTHS)
            found.widths.update(dict.fromkeys(range(first, last + 1), width))
            index += 3
        else:
            for offset, width in enumerate(numbers(second)):
                found.widths[first + offset] = width
            index += 2


_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")


def _unicode(written: Any) -> dict[int, str]:
    """Return what the letters of a font say, as far as the font does."""
    stream = get(written, "/ToUnicode")
    if not is_stream(stream):
        return {}
    try:
        data = stream_bytes(stream, _MOST_MAP)
    except StreamError:
        return {}
    known: dict[int, str] = {}
    for kind, body in _SECTION.findall(data):
        words = [digits or mark for digits, mark in _HEX.findall(body)]
        (_characters if kind == b"bfchar" else _ranges)(words, known)
    return known


def _characters(words: list[bytes], known: dict[int, str]) -> None:
    for code, said in zip(words[::2], words[1::2], strict=False):
        known[_code(code)] = _said(said)


def _ranges(words: list[bytes], known: dict[int, str]) -> None:
    index = 0
    while index + 2 < len(words):
        first, last = _code(words[index]), _code(words[index + 1])
        if words[index + 2] == b"[":
            closing = words.index(b"]", index) if b"]" in words[index:] else len(words)
            for offset, said in enumerate(words[index + 3 : closing]):
                known[first + offset] = _said(said)
            index = closing + 1
            continue
        start = _said(words[index + 2])
        for offset in range(min(last - first + 1, 65536)):
            if start and ord(start[-1]) + offset < 0x110000:
                known[first + offset] = start[:-1] + chr(ord(start[-1]) + offset)
        index += 3


def _code(digits: bytes) -> int:
    try:
        return int(b"".join(digits.split()) or b"0", 16)
    except ValueError:
        return 0


def _said(digits: bytes) -> str:
    plain = b"".join(digits.split())
    try:
        return bytes.fromhex(plain.decode()).decode("utf-16-be", "replace")
    except ValueError:
        return ""


def glyph_programs(written: Any) -> dict[str, Any]:
    """Return the little drawings of a Type 3 font by the name of their letter."""
    return dict(entries(get(written, "/CharProcs")))


def glyph_names(written: Any) -> dict[int, str]:
    """Return the names that an encoding gives to codes, where it differs from others."""
    names: dict[int, str] = {}
    code = 0
    for one in items(get(written, "/Encoding", "/Differences")):
        plain = name(one)
        if plain:
            names[code] = plain
            code += 1
        else:
            code = integer(one)
    return names
