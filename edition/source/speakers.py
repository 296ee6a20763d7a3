"""Who speaks: the line under a quote, and the letter before a question or an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .inline import has_words, plain
from .tree import Element, Node

_ATTRIBUTION = re.compile(r"\s*(?:[—–―]|-{2,3})\s+")
_TURN = re.compile(r"\s*([QA]):(?:\s+|\Z)")


def attributed(nodes: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """Split the last line off when it begins with a dash: the text, and who said it."""
    pieces = [
        one
        for node in nodes
        for one in (re.split(r"(\n)", node) if isinstance(node, str) else [node])
        if one != ""
    ]
    for place in range(len(pieces) - 1, -2, -1):
        before = pieces[place] if place >= 0 else "\n"
        if not (before == "\n" or (isinstance(before, Element) and before.tag == "br")):
            continue
        line = pieces[place + 1 :]
        if not has_words(line):
            continue
        first = line[0]
        if isinstance(first, str) and (found := _ATTRIBUTION.match(first)):
            said_by: list[Node] = [first[found.end() :], *line[1:]]
            if has_words(said_by):
                return pieces[: max(place, 0)], said_by
        break
    return list(nodes), []


def speaker_of(nodes: Sequence[Node]) -> tuple[str, list[Node]]:
    """Return ``Q`` or ``A`` and the words after it; nothing and all words when nobody is named."""
    words = [one for one in nodes if one != ""]
    if not words:
        return "", words
    first = words[0]
    if isinstance(first, str):
        found = _TURN.match(first)
        return (found[1], [first[found.end() :], *words[1:]]) if found else ("", words)
    if first.tag in ("strong", "b") and plain([first]).strip() in ("Q:", "A:"):
        return plain([first]).strip()[0], words[1:]
    return "", words
