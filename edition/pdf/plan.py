"""The page plan: which page everything stands on. Page numbers come from here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePlan:
    """Where the pages of one edition ended up holding what.

    ``anchors`` maps the anchor of every part and of every block that has one to
    the page it begins on, counted from 1.
    """

    pages: int
    anchors: Mapping[str, int]

    def page(self, anchor: str) -> int | None:
        """Return the page ``anchor`` begins on, ``None`` when it is not on paper."""
        return self.anchors.get(anchor)
