"""Lets elements with the same style attribute, or the same language, share what is computed of it.

The engine computes a style once for all children of one parent that are matched by the
same selectors, but takes what stands in their attributes for something else each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Found = Iterator[tuple[Any, Any, Any, Any]]


def sharing(original: Callable[..., Found]) -> Callable[..., Found]:
    """Return the engine's ``find_style_attributes`` that finds the same declarations again."""

    def find_style_attributes(*given: Any, **named: Any) -> Found:
        known: dict[tuple[str, str], Any] = {}
        for specificity, element, declarations, base in original(*given, **named):
            key = _key(specificity, element, declarations)
            if key is not None:
                declarations = known.setdefault(key, declarations)
            yield specificity, element, declarations, base

    return find_style_attributes


def _key(specificity: Any, element: Any, declarations: Any) -> tuple[str, str] | None:
    """Return what ``declarations`` stand in, ``None`` where nobody else shall share them.

    The engine tells elements apart by the last of their attributes that it looks at.
    """
    style = element.get("style")
    if specificity == (1, 0, 0):
        return "style", style
    if not style and [getattr(one, "name", "") for one in declarations] == ["-weasy-lang"]:
        return "lang", element.get("lang")
    return None
