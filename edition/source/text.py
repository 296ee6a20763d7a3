"""An editor's text file as Unicode, whatever program saved it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from ..findings import Finding, finding
from ..model import Origin

LIMIT = 1_000_000
"""Bytes of the largest text file that is read."""

# The C0 and C1 controls but for tab and line feed, the byte order mark in mid-text, halves of
# surrogate pairs and the code points that are no characters: none of them may stand in XHTML.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)  # fmt: skip

# More accents on one letter than any language writes; thousands of them stop a layout engine.
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED = re.compile(f"({_MARK}{{8}}){_MARK}+")

# How accented letters and curly quotes are spelled by each of the two old encodings.
_MACINTOSH = frozenset(
    b"\x87\x88\x89\x8a\x8d\x8e\x8f\x90\x91\x95\x96\x99\x9a\x9c\x9f\xd0\xd1\xd2\xd3\xd4\xd5"
)
_WINDOWS = frozenset(range(0xC0, 0x100)) | frozenset(
    b"\x80\x84\x85\x91\x92\x93\x94\x96\x97\xa3\xa9\xab\xbb"
)


def read_text(path: Path, *, origin: Origin) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text of ``path`` with ``\\n`` at line ends; ``None`` when it must not be read.

    A file that is not UTF-8 is reported and then read as what it was probably
    saved as, so that whatever else is wrong with it comes to light as well.
    """
    try:
        if not path.is_file():
            return None, (
                finding("SRC-002", "This is not a file that can be read.", origin=origin),
            )
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        reason = error.strerror or "no reason given"
        return None, (
            finding(
                "SRC-002",
                f"The file cannot be read: {reason.lower()}.",
                origin=origin,
                hint="Look at the file's permissions, or copy it anew.",
            ),
        )
    if len(data) > LIMIT:
        return None, (
            finding(
                "SRC-011",
                f"The file is larger than {LIMIT // 1_000_000} MB, which no story or list is.",
                origin=origin,
                hint="Pictures belong in images/. Split a text that is really this long.",
            ),
        )
    text, found = _decoded(data, origin)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text, more = without_controls(text.replace("\u2029", "\n"), origin=origin)
    return text, found + more


def without_controls(text: str, *, origin: Origin) -> tuple[str, tuple[Finding, ...]]:
    """Return ``text`` without characters no page can show; ``origin`` is that of its first line."""
    text, piled = _without_piles(text, origin)
    first = _UNWANTED.search(text)
    if first is None:
        return text, piled
    # A vertical tab or a form feed parts words, so a space takes its place.
    cleaned, count = _UNWANTED.subn(lambda one: " " if one[0] in "\x0b\x0c" else "", text)
    line = (origin.line or 1) + text.count("\n", 0, first.start())
    what = "1 control character was" if count == 1 else f"{count} control characters were"
    return cleaned, (
        *piled,
        finding(
            "SRC-012",
            f"{what} taken out; the first is U+{ord(first[0]):04X}.",
            origin=Origin(origin.path, line),
            hint="They cannot be seen and often come along when text is copied from a PDF.",
        ),
    )


def _without_piles(text: str, origin: Origin) -> tuple[str, tuple[Finding, ...]]:
    first = _PILED.search(text)
    if first is None:
        return text, ()
    line = (origin.line or 1) + text.count("\n", 0, first.start())
    return _PILED.sub(r"\1", text), (
        finding(
            "SRC-012",
            "A letter carries more accents than any language writes; all but eight were taken out.",
            origin=Origin(origin.path, line),
            hint="Type the letter again.",
        ),
    )


def same_letters(text: str) -> str:
    """Return ``text`` in the one form in which equal file names are equal (NFC)."""
    return unicodedata.normalize("NFC", text)


def _decoded(data: bytes, origin: Origin) -> tuple[str, tuple[Finding, ...]]:
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), (
            _not_utf8("The file is saved as UTF-16, not as UTF-8.", Origin(origin.path, 1)),
        )
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        normal = before.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = normal.count(b"\n") + 1
        column = len(normal) - normal.rfind(b"\n")
        encoding, name = _probable(data)
        said = (
            f"Byte {column} of this line is {data[error.start]:02X} hexadecimal, which is not "
            f"UTF-8; the file was probably saved as {name}."
        )
        return data.decode(encoding, errors="replace"), (
            _not_utf8(said, Origin(origin.path, line)),
        )


def _not_utf8(message: str, origin: Origin) -> Finding:
    return finding(
        "SRC-001",
        message,
        origin=origin,
        hint="Open it in your editor and save it again with the encoding UTF-8.",
    )


def _probable(data: bytes) -> tuple[str, str]:
    """Return the codec and the name of the encoding whose letters ``data`` uses most."""
    macintosh = sum(byte in _MACINTOSH for byte in data)
    windows = sum(byte in _WINDOWS for byte in data)
    if macintosh > windows:
        return "mac-roman", "Mac OS Roman"
    return "cp1252", "Windows-1252 (Western European)"
