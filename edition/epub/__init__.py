"""The EPUB edition: its pages, its cover, and the package around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .rendering import render

__all__ = ["render"]


def __getattr__(name: str) -> object:
    """Load what makes EPUBs when somebody makes one: most builds of a paper only look at it."""
    if name != "render":
        raise AttributeError(name)
    from .rendering import render

    return render
