"""How far a picture bears to be cropped or stretched, in lines."""

from __future__ import annotations

import math

from ..model import Figure

_CROP, _STRETCH = 0.72, 1.30
"""The parts of its natural height a photograph may have without losing what it shows."""
_CAREFUL_CROP, _CAREFUL_STRETCH = 0.82, 1.18
"""The same where the editor has said which point of the picture must be seen."""
_PANORAMA, _PANORAMA_STRETCH = 2.0, 1.1
"""How many times wider than high a panorama is; it is hardly cropped at its ends."""
_LEAST_PICTURE = 4
_AIR = 2
"""Lines of air a drawing can have inside it."""


def cropped(figure: Figure, natural: int) -> tuple[int, int]:
    """Return the least and the most lines of a picture, cropped as far as it bears it.

    A drawing is not cropped; it may have air. What has no picture file is a frame
    of one size.
    """
    picture = figure.picture
    if picture is None:
        return natural, natural
    if picture.kind in ("svg", "png"):
        return natural, natural + _AIR
    careful = (figure.focus.left, figure.focus.top) != (50.0, 50.0)
    crop = _CAREFUL_CROP if careful else _CROP
    stretch = _CAREFUL_STRETCH if careful else _STRETCH
    if picture.width > _PANORAMA * picture.height:
        stretch = min(stretch, _PANORAMA_STRETCH)
    least = min(natural, max(_LEAST_PICTURE, math.ceil(natural * crop)))
    return least, max(natural, math.floor(natural * stretch))
