"""The ``:::`` blocks of an article: found before the rest of the text is parsed.

A ``:::`` with a word opens a block, a bare one closes the innermost. Pairing
them over the whole text first tells a block that is never closed from one that
is, so that a forgotten ``:::`` does not swallow the rest of a story.
"""

from __future__ import annotations

import re

KINDS = ("pull", "box", "qa")
"""What a ``:::`` block may be."""

_QUOTED = re.compile(r"(?:[ \t]{0,3}>)*[ \t]*")
_CODE = re.compile(r"`{3,}|~{3,}")


def fence_words(line: str) -> str | None:
    """Return the words on a ``:::`` line, "" when it closes a block; ``None`` for other lines."""
    if not line.startswith(":::"):
        return None
    words = line.lstrip(":").strip()
    return words.rstrip(": \t") if words.endswith(":::") else words


def pair(text: str) -> dict[int, int]:
    """Return the line (from 0) that closes each ``:::`` line; those in code are passed over."""
    ends: dict[int, int] = {}
    if ":::" not in text:
        return ends
    waiting: list[int] = []
    code = ""
    for number, line in enumerate(text.split("\n")):
        start = _QUOTED.match(line)
        inner = line[start.end() :] if start else line
        if fence := _CODE.match(inner):
            if not code:
                code = fence[0]
            elif fence[0].startswith(code) and not inner.strip("`~ \t"):
                code = ""
        elif not code and (words := fence_words(inner)) is not None:
            if words:
                waiting.append(number)
            elif waiting:
                ends[waiting.pop()] = number
    return ends
