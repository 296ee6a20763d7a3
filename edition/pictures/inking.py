"""Parts one picture into a press's inks: cropped, scaled, sharpened, and how it is encoded."""

from __future__ import annotations

import hashlib
import math
import zlib
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ..model import Picture
from ..press_profile import PressProfile
from . import pixels
from .headers import JPEG, Header
from .pixels import Strictness
from .separation import PAPER, Inks, Separation, heaviest, in_black, in_four
from .stripping import plain_jpeg

Inked = Literal["black", "four"]
"""In black ink alone (DeviceGray), or in all four (DeviceCMYK)."""

View = tuple[float, float, float, float]
"""What is seen of a picture: its left, top, right and bottom edge, from 0 to 1."""

WHOLE: View = (0.0, 0.0, 1.0, 1.0)

QUALITY = 90
SPARE = 1.1
"""A picture is made smaller only if it has more than this times the pixels it needs."""

CRISP = 2.0
"""A drawing keeps up to so many times the pixels of a photograph: edges need more than tones."""

NEUTRAL = 3
"""Levels by which the channels of a photograph without any colour may differ: JPEG's noise."""

_SHARP_ENOUGH = 0.75
"""The part of the resolution wanted below which sharpening would only show what is missing."""


@dataclass(frozen=True, slots=True)
class Placement:
    """One picture where it is printed.

    ``width`` and ``height`` are those of the whole picture as it is placed, in millimetres, with
    what is cropped off; ``view`` is what is seen of it. ``below`` are the inks it stands on.
    """

    picture: Picture
    width: float
    height: float
    view: View = WHOLE
    below: Inks = PAPER

    @property
    def resolution(self) -> float:
        """Pixels an inch, in the direction that has fewer; ``inf`` for a drawing."""
        if self.picture.kind == "svg":
            return math.inf
        across = self.picture.width / max(self.width, 1e-6)
        return 25.4 * min(across, self.picture.height / max(self.height, 1e-6))

    @property
    def box(self) -> pixels.Box:
        """The pixels of the upright picture that are seen, whole ones."""
        left, top, right, bottom = self.view
        start, end = _pixels(left, right, self.picture.width)
        over, under = _pixels(top, bottom, self.picture.height)
        return start, over, end - start, under - over

    @property
    def whole(self) -> View:
        """What of the picture those pixels are."""
        left, top, width, height = self.box
        wide, high = self.picture.width, self.picture.height
        return left / wide, top / high, (left + width) / wide, (top + height) / high

    @property
    def name(self) -> str:
        """A name for what is made of it, for one press."""
        facts = (self.picture.digest, self.width, self.height, self.view, self.below)
        return hashlib.sha256(repr(facts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Printed:
    """What the press gets of one picture; ``width`` and ``height`` in pixels.

    ``view`` is what of the picture is in it: whole pixels of its file. ``data`` is a JPEG, or
    rows of samples compressed with zlib. ``inverted``: 255 is no ink.
    """

    data: bytes
    width: int
    height: int
    inks: Inked
    view: View = WHOLE
    encoding: Literal["jpeg", "flate"] = "jpeg"
    bits: Literal[1, 8] = 8
    inverted: bool = False
    line: bool = False
    """Whether it is nothing but black and white."""


def opaque_in_inks(data: bytes, inks: Separation, strictness: Strictness) -> Printed:
    """Return an encoded picture whole, on white, with as many pixels as it has."""
    image = pixels.on_white(pixels.decoded(data, strictness)).copy_memory()
    if image.interpretation == "cmyk":
        return _encoded(in_four(image, inks, "relative"), flat=False)
    flat = not data.startswith(JPEG) and pixels.is_flat(image)
    grey = pixels.as_grey(image, NEUTRAL)
    if grey is not None:
        return _encoded(in_black(grey, inks, flat=flat), flat=flat)
    return _encoded(in_four(image, inks, "relative" if flat else "perceptual"), flat=flat)


@dataclass(frozen=True, slots=True)
class Sight:
    """One picture to be made: its file, where it stands, and the press."""

    placement: Placement
    data: bytes
    header: Header
    profile: PressProfile
    inks: Separation

    @property
    def box(self) -> pixels.Box:
        """The pixels of the upright picture that are seen."""
        return self.placement.box

    @property
    def view(self) -> View:
        """What of the picture those pixels are."""
        return self.placement.whole

    @property
    def share(self) -> tuple[float, float]:
        """The width and height on paper of what is seen, in inches."""
        left, top, right, bottom = self.view
        whole = self.placement
        return (right - left) * whole.width / 25.4, (bottom - top) * whole.height / 25.4

    def scaled(self, ppi: float) -> tuple[int, int]:
        """Return the pixels across and down at ``ppi``, never more than there are."""
        _, _, width, height = self.box
        across, down = (max(1, math.ceil(inches * ppi - _HAIR)) for inches in self.share)
        if width <= across * SPARE and height <= down * SPARE:
            return width, height
        return min(width, across), min(height, down)


_TOO_MANY = 60_000_000
"""Pixels in colour that are brought down before they are looked at: four bytes of memory each."""

_HAIR = 1e-3
"""Of a pixel: what arithmetic leaves over where an edge is meant to fall on a pixel's."""


def _pixels(first: float, last: float, most: int) -> tuple[int, int]:
    """Return where the whole pixels begin and end that lie between two parts of ``most``."""
    start = min(most - 1, max(0, math.floor(first * most + _HAIR)))
    return start, min(most, max(start + 1, math.ceil(last * most - _HAIR)))


def inked(sight: Sight, strictness: Strictness) -> Printed:
    """Return what the press prints of a picture, which is decoded as strictly as is said."""
    passed = _passed(sight, strictness)
    if passed is not None:
        return passed
    target = sight.profile.resolution.target
    picture = sight.placement.picture
    size = sight.scaled(target) if sight.header.kind == "jpeg" else sight.box[2:]
    image = pixels.cropped(sight.data, picture, sight.box, size, strictness)
    if image.interpretation == "cmyk":
        return _four_from_four(sight, image.copy_memory())
    if sight.placement.below == PAPER:  # white is no ink, so nothing can be seen of it later
        image = pixels.on_white(image)
    if image.bands > 2 and image.width * image.height > _TOO_MANY:
        image = pixels.resized(image, *sight.scaled(_most(sight)))
    image = image.copy_memory()
    line_art = pixels.as_line_art(image)
    if line_art is not None:
        return _line_art(sight, line_art)
    flat = sight.header.kind != "jpeg" and pixels.is_flat(image)
    image = pixels.resized(image, *sight.scaled(_most(sight) if flat else target))
    image, alpha = pixels.without_alpha(image)
    if sight.profile.sharpen and not flat and sight.placement.resolution >= target * _SHARP_ENOUGH:
        image = pixels.sharpened(image)
    image = image.copy_memory()  # It is looked through, and then parted.
    grey = pixels.as_grey(image, NEUTRAL)
    if grey is not None:
        image = in_black(grey, sight.inks, flat=flat)
    else:
        image = in_four(image, sight.inks, "relative" if flat else "perceptual")
    if alpha is None:
        return _encoded(image, sight.view, flat=flat)
    # Without loss, so that what is see-through is the same ink as what is around it.
    return _encoded(_laid_on(image, alpha, sight.placement.below), sight.view, flat=True)


def _passed(sight: Sight, strictness: Strictness) -> Printed | None:
    """Return a JPEG in four inks byte for byte if nothing has to be done to it."""
    header = sight.header
    upright = header.orientation == 1 and header.bits == 8
    if not (upright and header.kind == "jpeg" and header.colour == "cmyk"):
        return None
    size = header.width, header.height
    if sight.box != (0, 0, *size) or sight.scaled(_most(sight)) != size:
        return None
    image = pixels.cropped(sight.data, sight.placement.picture, sight.box, size, strictness)
    if not _fits(sight, image.copy_memory()):
        return None
    # All programs write inks the other way round, whether or not they leave Adobe's marker.
    return Printed(plain_jpeg(sight.data, profile=False), *size, "four", inverted=True)


def _most(sight: Sight) -> float:
    """Return the pixels an inch that edges need."""
    return sight.profile.resolution.target * CRISP


def _fits(sight: Sight, image: Any) -> bool:
    """Return whether a picture in four inks has no more of them than the press takes."""
    wide, _ = sight.share
    return heaviest(image, sight.inks.window / 25.4 * image.width / wide) <= sight.inks.limit


def _four_from_four(sight: Sight, image: Any) -> Printed:
    """Return a picture that comes in four inks, as it is if the press takes it."""
    flat = sight.header.kind != "jpeg" and pixels.is_flat(image[1:4].copy(interpretation="srgb"))
    target = sight.profile.resolution.target
    image = pixels.resized(image, *sight.scaled(_most(sight) if flat else target))
    if not _fits(sight, image):
        image = in_four(image, sight.inks, "relative")
    return _encoded(image, sight.view, flat=flat)


def _line_art(sight: Sight, image: Any) -> Printed:
    """Return black and white without a grey between them, as fine as its file is.

    Where that is coarse it is handed over as tones, which a press does not take for a drawing
    that was meant to be sharp.
    """
    resolution = sight.profile.resolution
    wide, high = sight.scaled(resolution.line_target)
    if (wide, high) != (image.width, image.height):
        image = pixels.resized(image, wide, high) >= 128
    rows = image.numpy().reshape(high, wide) >= 128
    coarse = sight.placement.resolution < resolution.line.warning
    levels = rows.astype(np.uint8) * 255 if coarse else np.packbits(rows, axis=1)
    return Printed(
        zlib.compress(levels.tobytes(), _LEVEL),
        wide,
        high,
        "black",
        sight.view,
        "flate",
        bits=8 if coarse else 1,
        line=True,
    )


def _laid_on(image: Any, alpha: Any, below: Inks) -> Any:
    """Return a see-through picture, parted into inks, on the inks it stands on."""
    if image.bands == 1:
        if any(below[:3]):
            black = (image * -1) + 255
            image = (black * 0).bandjoin([black * 0, black * 0, black])
        else:
            below = (*below[:3], 1 - below[3])
    ground = [255 * one for one in (below if image.bands == 4 else below[3:])]
    share = alpha / 255
    mixed = (image * share + (share * -1 + 1) * ground).rint().cast("uchar")
    return mixed.copy(interpretation="cmyk" if mixed.bands == 4 else "b-w")


def _encoded(image: Any, view: View = WHOLE, *, flat: bool) -> Printed:
    inks: Inked = "four" if image.bands == 4 else "black"
    width, height = image.width, image.height
    if flat:
        data = zlib.compress(image.write_to_memory(), _LEVEL)
        return Printed(data, width, height, inks, view, "flate")
    jpeg = pixels.jpeg(image, QUALITY, for_print=True, profile=False)
    return Printed(jpeg, width, height, inks, view, inverted=inks == "four")


_LEVEL = 6
