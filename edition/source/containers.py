"""The ``:::`` blocks of an article: found before the rest of the text is parsed.

A ``:::`` with a word opens a block, a bare one closes the innermost. Pairing
them over the whole text first tells a block that is never closed from one that
is, so that a forgotten ``:::`` does not swallow the rest of a story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

KINDS = ("pull", "box", "qa")
"""What a ``:::`` block may be."""

FENCE = re.compile(r":{3,}[ \t]*(.*?)[ \t]*:*[ \t]*\Z")
_QUOTED = re.compile(r"(?:[ \t]{0,3}>)*[ \t]*")
_CODE = re.compile(r"(`{3,}|~{3,})")


@dataclass(slots=True)
class Containers:
    """Line numbers (from 0) of the opening lines and the lines that close them."""

    ends: dict[int, int] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)
    """Closing lines that were used."""


def pair(text: str) -> Containers:
    """Return which ``:::`` lines of ``text`` belong together; those in code are passed over."""
    found = Containers()
    if ":::" not in text:
        return found
    waiting: list[int] = []
    code = ""
    for number, line in enumerate(text.split("\n")):
        start = _QUOTED.match(line)
        inner = line[start.end() :] if start else line
        if fence := _CODE.match(inner):
            if not code:
                code = fence[1]
            elif fence[1].startswith(code) and not inner.strip("`~ \t"):
                code = ""
        elif not code and (mark := FENCE.match(inner)):
            if mark[1]:
                waiting.append(number)
            elif waiting:
                found.ends[waiting.pop()] = number
    return found
