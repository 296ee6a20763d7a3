"""The graphics state (ISO 32000-1, 8.4), as far as what is printed depends on it."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from .colours import GRAY
from .events import Paint
from .faces import Face
from .geometry import EVERYWHERE, IDENTITY, Box, Matrix

BLACK = Paint(GRAY, (0.0,), (0.0, 0.0, 0.0, 1.0))
BLEND_MODES = frozenset(
    (
        "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge",
        "ColorBurn", "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation",
        "Color", "Luminosity",
    )
)  # fmt: skip


@dataclass(slots=True)
class State:
    """What operators paint with, at one point of the content.

    ``overprint_fill`` and ``overprint_stroke`` are the keys op and OP, ``mode`` is OPM. ``shown``
    is what the separations being made have been told last: colours and transparency.
    """

    matrix: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_pattern: Any = None
    stroke_pattern: Any = None
    width: float = 1.0
    overprint_fill: bool = False
    overprint_stroke: bool = False
    mode: int = 0
    blend: str = "Normal"
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    masked: bool = False
    face: Face | None = None
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0
    shown: tuple[Any, ...] = (None, None, ("Normal", 1.0, 1.0))

    def kept(self) -> State:
        """Return a copy to come back to."""
        return copy.copy(self)

    @property
    def see_through(self) -> str:
        """What makes painting transparent here, in words; empty when nothing does."""
        if self.masked:
            return "a soft mask"
        if self.blend not in ("Normal", "Compatible"):
            return f"the blend mode {self.blend}"
        if self.fill_alpha < 1 or self.stroke_alpha < 1:
            return f"opacity {min(self.fill_alpha, self.stroke_alpha) * 100:.0f} %"
        return ""
