"""The page plan: which page everything stands on. Page numbers come from here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .model import Origin


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the reading order a page begins.

    ``part`` is the anchor of a part; ``block`` counts the blocks of its body from
    0, ``None`` for the part's own beginning.
    """

    part: str
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a story or a picture stands: millimetres from the upper left corner of its page.

    ``page`` counts from 1. ``origin`` is where an editor finds it.
    """

    page: int
    left: float
    top: float
    width: float
    height: float
    story: str | None
    picture: str | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class PagePlan:
    """Where the pages of one edition on paper ended up holding what.

    ``anchors`` maps the anchor of every part and of every block that has one to
    the page it begins on, counted from 1. ``breaks`` gives for every page, from 1
    to ``pages``, where it begins. ``source`` names the edition for ever (a URN).
    """

    pages: int
    anchors: Mapping[str, int]
    breaks: Mapping[int, Place]
    source: str

    def page(self, anchor: str) -> int | None:
        """Return the page ``anchor`` begins on, ``None`` when it is not on paper."""
        return self.anchors.get(anchor)
