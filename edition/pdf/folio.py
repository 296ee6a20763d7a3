"""How large the folio of a newspaper page is set, and how far above the text it stands."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Publication
from . import castoff
from .castoff import Grid, Scale

_POINTS = 72 / 25.4
_BAR = 3.0
"""The bar under the folio of a section's first page, in points, when a stylesheet is silent."""
_LEAST = 10.0
"""Words in two inks are no smaller, in points: below, they are never in register."""
_TALL = 1.2
"""Heights of its letters a folio takes, from its bar to the top of its line."""
_LENIENT = 1.0
"""Points by which that line may reach into what stays free: letters end lower than it."""


@dataclass(frozen=True, slots=True)
class Folio:
    """The ``size`` of its letters, and the ``air`` between its bar and the text, in points."""

    size: float
    air: float


def folio(publication: Publication, grid: Grid, scale: Scale, css: str) -> Folio:
    """Return the largest folio that keeps clear of the trim what the press asks for.

    On the smallest pages it comes closer to the text, so that its words keep their least size.
    """
    press = publication.press
    clear = press.margin.top if press else 0.0
    room = (publication.page.margins.top - clear) * _POINTS + _LENIENT
    room -= castoff.token(css, "bar", _BAR)
    air = max(0.5 * grid.leading, min(0.75 * grid.leading, room - _TALL * _LEAST))
    return Folio(max(_LEAST, min(scale.small.points, (room - air) / _TALL)), air)
