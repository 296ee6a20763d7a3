"""What is no CSS in a stylesheet, and the files it names, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tinycss2

from .stylesheets import NESTING, address_of, walk

_OPENED = frozenset({"{} block", "() block", "[] block", "function", "comment"})
_CLOSES_NOTHING = "A bracket closes nothing here"


def slips(css: str) -> Iterator[tuple[int, str]]:
    """Yield the line of everything in the text of a sheet that is no CSS, and what it is.

    What follows a bracket that is never closed belongs to it, and is not looked at.
    """
    unclosed = _unclosed(css)
    if unclosed is not None:
        yield unclosed, "Something is opened here and never closed"
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True)
    places = dict(sorted((*_broken(nodes), *_tokens(nodes)), reverse=True))
    for line, why in sorted(places.items()):
        if unclosed is None or line < unclosed:
            closing = why.startswith("Unmatched")
            yield line, _CLOSES_NOTHING if closing else "This is no CSS and is left out"


def named_in(css: str) -> Iterator[str]:
    """Yield the address of every ``url()`` in the text of a sheet, but of imports."""
    for node in tinycss2.parse_stylesheet(css, skip_comments=True):
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            continue
        for token in walk(node):
            address = address_of(token) if token.type in ("url", "function") else None
            if address is not None:
                yield address


def _broken(nodes: list[Any]) -> Iterator[tuple[int, str]]:
    """Yield the rules and declarations that are none."""
    for node in nodes:
        if node.type == "error":
            yield node.source_line, node.message
        inside = getattr(node, "content", None) or []
        if node.type == "at-rule" and node.lower_at_keyword in NESTING:
            yield from _broken(tinycss2.parse_rule_list(inside, skip_comments=True))
        elif node.type in ("qualified-rule", "at-rule"):
            yield from _broken(tinycss2.parse_blocks_contents(inside, skip_comments=True))


def _tokens(nodes: list[Any]) -> Iterator[tuple[int, str]]:
    """Yield brackets and strings that are broken, wherever they stand."""
    for node in nodes:
        for one in walk(node):
            if one.type == "error":
                yield one.source_line, one.message


def _unclosed(css: str) -> int | None:
    """Return the line of the innermost bracket or remark that ``css`` opens and never closes."""
    tokens = tinycss2.parse_component_value_list(f"{css}\n}}")
    if tokens and tokens[-1].type == "error":
        return None  # The bracket put there found nothing to close.
    line = 1
    while tokens:
        last = tokens[-1]
        if last.type in _OPENED:
            line = last.source_line
        tokens = getattr(last, "content", None) or getattr(last, "arguments", None)
    return line
