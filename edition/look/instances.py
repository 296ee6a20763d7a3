"""Font files of one weight, made from those that hold every weight between light and black.

The print engine measures letters of such a file in its usual weight and embeds them in the one
that was asked for: bold letters would stand as close together as plain ones do.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from ..cache import FONTS, key
from .fonts import Face

_DIRECTORY = 1_000
"""Bytes at the head of a font file that name its tables."""


def file_of(face: Face) -> bytes:
    """Return the font file of ``face``, in its own weight alone; it is made once and kept."""
    data = face.path.read_bytes()
    if b"fvar" not in data[:_DIRECTORY]:
        return data
    import fontTools

    name = key(sha256(data).hexdigest(), str(face.weight), fontTools.version)
    made = FONTS.read(name)
    if made is None:
        made = _instance(data, face.weight)
        FONTS.write(name, made)
    return made


def _instance(data: bytes, weight: int) -> bytes:
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(BytesIO(data), recalcTimestamp=False)
    place = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    if "wght" in place:
        place["wght"] = weight
    made = BytesIO()
    instantiateVariableFont(font, place, inplace=True).save(made)
    return made.getvalue()
