"""Lets the engine's selectors find what stands beside an element without making all its siblings.

``:has(+ …)`` is asked of every paragraph of a story, and the library that matches selectors
makes wrappers of all children of its parent for each: a story twice as long takes four times
as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any


def acquaint() -> None:
    """Have the children of an element remembered by its wrapper; a second call does nothing."""
    from cssselect2 import ElementWrapper

    if ElementWrapper.iter_next_siblings is _following:
        return
    ElementWrapper.iter_children = _remembered(ElementWrapper.iter_children)
    ElementWrapper.iter_next_siblings = _following


def _remembered(original: Callable[[Any], Iterator[Any]]) -> Callable[[Any], Iterator[Any]]:
    def iter_children(self: Any) -> Iterator[Any]:
        known = self.__dict__.get("children")
        if known is None:
            known = self.children = tuple(original(self))
        return iter(known)

    return iter_children


def _following(self: Any) -> Iterator[Any]:
    """Return the wrappers of the siblings after that of ``self``."""
    if self.parent is None:
        return iter(())
    return iter(tuple(self.parent.iter_children())[self.index + 1 :])
