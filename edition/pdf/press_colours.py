"""What inks a screen colour takes: the house's own where it has one, else by the ICC profile."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsTransform

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each from 0 to 1."""

Screen = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""

BLACK: Inks = (0.0, 0.0, 0.0, 1.0)
PAPER: Inks = (0.0, 0.0, 0.0, 0.0)

_NEUTRAL, _DARK, _NEUTRAL_IN_THE_DARK = 6, 56, 18
"""How far apart the parts of a grey may be, of 255; and of one so dark that it is meant for black.

Words in a grey of 85 % would be made of dots, and no edge of them sharp.
"""
_SCUM = 0.02
"""Less of an ink than this prints as specks, not as a tint."""


@dataclass(slots=True)
class Mixer:
    """Mixes inks for the screen colours of one issue, and keeps account of them.

    ``icc`` is the press's profile, ``limit`` the most ink in per cent. ``house`` are the inks
    that the publication itself has laid down for a colour of its own.
    """

    icc: Path
    limit: float
    house: Mapping[Screen, Inks]
    mixed: dict[Screen, Inks] = field(default_factory=dict)
    """Every screen colour that was met, and what became of it."""

    def inks(self, red: float, green: float, blue: float) -> Inks:
        """Return the inks for a screen colour, its parts from 0 to 1."""
        colour = _byte(red), _byte(green), _byte(blue)
        if colour not in self.mixed:
            self.mixed[colour] = self._mixed(colour)
        return self.mixed[colour]

    def inks_of_lab(self, light: float, a: float, b: float) -> Inks:
        """Return the inks for a colour in CIELAB."""
        return self.inks(*_screen_of_lab(light, a, b))

    def _mixed(self, colour: Screen) -> Inks:
        if colour in self.house:
            return self.house[colour]
        apart = max(colour) - min(colour)
        if max(colour) <= _DARK and apart <= _NEUTRAL_IN_THE_DARK:
            return BLACK
        if apart <= _NEUTRAL:
            return 0.0, 0.0, 0.0, _grey(self.icc, sum(colour) / 3)
        found = _through(self.icc, colour)
        return _within(tuple(0.0 if ink < _SCUM else ink for ink in found), self.limit / 100)


def _within(inks: tuple[float, ...], limit: float) -> Inks:
    """Return ``inks`` with less of the three colours where all four are too much."""
    cyan, magenta, yellow, black = inks
    colours = cyan + magenta + yellow
    part = min(1.0, max(0.0, limit - black) / colours) if colours else 1.0
    return (
        round(cyan * part, 2),
        round(magenta * part, 2),
        round(yellow * part, 2),
        round(black, 2),
    )


def _byte(part: float) -> int:
    return min(255, max(0, round(part * 255)))


def luminance(numbers: list[float], space: bytes) -> float:
    """Return how light a colour of a mask is (ISO 32000-1, 11.5.3)."""
    match numbers:
        case [cyan, magenta, yellow, black]:
            return 1 - min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black)
        case [light, _, _] if space.startswith(b"lab"):
            return light / 100
        case [red, green, blue]:
            return 0.3 * red + 0.59 * green + 0.11 * blue
        case [grey]:
            return grey
    return 0.0


# The engine of colour -----------------------------------------------------------------------------


def _through(icc: Path, colour: Screen) -> tuple[float, ...]:
    from PIL import Image, ImageCms

    swatch = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), _to_press(icc))
    assert swatch is not None
    return tuple(part / 255 for part in _pixel(swatch))


def _grey(icc: Path, level: float) -> float:
    """Return how much black alone is as light as the grey ``level``, 0 to 255."""
    if level <= 0 or level >= 255:
        return 0.0 if level else 1.0
    ramp = _black_ramp(icc)
    solid, paper = ramp[-1], ramp[0]
    wanted = solid + (paper - solid) * _lightness(level / 255) / 100
    # The ramp falls from paper to solid black.
    at = bisect_left([-light for light in ramp], -wanted)
    return round(min(at, 255) / 255, 2)


@lru_cache(maxsize=4)
def _black_ramp(icc: Path) -> tuple[float, ...]:
    """Return the lightness (CIELAB, 0 to 255) of black ink alone, from none to solid."""
    from PIL import Image, ImageCms

    steps = Image.new("CMYK", (256, 1))
    for step in range(256):
        steps.putpixel((step, 0), (0, 0, 0, step))
    seen = ImageCms.applyTransform(steps, _from_press(icc))
    assert seen is not None
    lights = [float(_pixel(seen, step)[0]) for step in range(256)]
    for at in range(1, 256):  # Measured ramps waver a little.
        lights[at] = min(lights[at], lights[at - 1])
    return tuple(lights)


def _lightness(level: float) -> float:
    """Return L* of a grey in sRGB (IEC 61966-2-1)."""
    linear = level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
    return 903.3 * linear if linear <= 0.008856 else float(116 * linear ** (1 / 3) - 16)


_D50 = (0.9642, 1.0, 0.8249)
_TO_SCREEN = (
    (3.1338561, -1.6168667, -0.4906146),
    (-0.9787684, 1.9161415, 0.0334540),
    (0.0719453, -0.2289914, 1.4052427),
)
"""From CIEXYZ seen by D50 to linear sRGB."""


def _screen_of_lab(light: float, a: float, b: float) -> tuple[float, float, float]:
    """Return a colour in CIELAB as red, green and blue, 0 to 1; what no screen shows is cut off."""
    middle = (light + 16) / 116
    bent = (middle + a / 500, middle, middle - b / 200)
    xyz = [
        white * (one**3 if one > 6 / 29 else (one - 16 / 116) * 3 * (6 / 29) ** 2)
        for white, one in zip(_D50, bent, strict=True)
    ]
    linear = [sum(part * one for part, one in zip(row, xyz, strict=True)) for row in _TO_SCREEN]
    red, green, blue = (_gamma(min(1.0, max(0.0, one))) for one in linear)
    return red, green, blue


def _gamma(linear: float) -> float:
    """Return a part of sRGB as it is stored (IEC 61966-2-1)."""
    return linear * 12.92 if linear <= 0.0031308 else float(1.055 * linear ** (1 / 2.4) - 0.055)


def _pixel(picture: Any, at: int = 0) -> tuple[int, ...]:
    return tuple(picture.getpixel((at, 0)))


@lru_cache(maxsize=4)
def _to_press(icc: Path) -> ImageCmsTransform:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        str(icc),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@lru_cache(maxsize=4)
def _from_press(icc: Path) -> ImageCmsTransform:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        str(icc),
        ImageCms.createProfile("LAB"),
        "CMYK",
        "LAB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
