"""Cleans the styles inside a drawing: nothing is fetched, nothing left that no checker parses."""

from __future__ import annotations

import re
from collections.abc import Callable

OUTSIDE = "links to other files"

# All of these are asked of text whose runs of blanks are single: else it could make them try a
# million blanks a million times.
_FETCHING = re.compile(
    r"""url\( ?["']? ?(?!["' #])[^)]*\)?|(?:image-set|src|cross-fade|element)\([^)]*\)?""",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_DECLARATION = re.compile(r"([A-Za-z-]+) ?: ?([^{}]+)")
_SELECTOR = re.compile(r"""[\w .#,>+~*:()\[\]="'-]+""")
_DROPPED = ("direction", "unicode-bidi", "enable-background")
"""EPUB forbids the first two in styles, and no renderer knows the third."""


def single_blanks(value: str) -> str:
    return re.sub(r"\s+", " ", value)


def without_fetching(value: str, removed: set[str]) -> str:
    """Return ``value`` with ``none`` for whatever would be fetched; blanks must be single."""
    mended, count = _FETCHING.subn("none", value)
    if count:
        removed.add(OUTSIDE)
    return mended


def clean_declarations(css: str, family: Callable[[str], str], removed: set[str]) -> str:
    """Return what a ``style`` attribute may say; ``family`` settles its ``font-family``."""
    if _has_escapes(css, removed):
        return ""
    kept = []
    for one in _COMMENT.sub("", single_blanks(css)).split(";"):
        found = _DECLARATION.fullmatch(one.strip())
        if found is None or not _balanced(found[2]):
            continue
        name, value = found[1].lower(), without_fetching(found[2], removed)
        if name == "font-family":
            value = family(value)
        if name not in _DROPPED and not name.startswith("-"):
            kept.append(f"{name}:{value}")
    return ";".join(kept)


def clean_sheet(css: str, family: Callable[[str], str], removed: set[str]) -> str:
    """Return what a ``style`` element may say: plain rules, no at-rules."""
    if _has_escapes(css, removed):
        return ""
    css = _COMMENT.sub("", single_blanks(css))
    kept = []
    for rule in css.split("}"):
        selector, _, declarations = rule.partition("{")
        while selector.lstrip().startswith("@") and ";" in selector:  # @import, @charset
            selector = selector.partition(";")[2]
        plain = _SELECTOR.fullmatch(selector.strip()) and _balanced(selector)
        cleaned = clean_declarations(declarations, family, removed) if plain else ""
        if cleaned:
            kept.append(f"{selector.strip()}{{{cleaned}}}")
    if "@import" in css.lower() or "@font-face" in css.lower():
        removed.add(OUTSIDE)
    return "".join(kept)


def _has_escapes(css: str, removed: set[str]) -> bool:
    if "\\" in css:  # an escape can spell url( and nothing honest in a drawing needs one
        removed.add("styles with escapes")
        return True
    return False


def _balanced(value: str) -> bool:
    pairs = value.count("(") == value.count(")") and value.count("[") == value.count("]")
    return pairs and not value.count('"') % 2 and not value.count("'") % 2
