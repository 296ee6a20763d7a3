"""The darkroom: from a linear-light rendering to a picture that reads as a photograph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyvips
from numpy.typing import NDArray
from scipy import ndimage

Light = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Grade:
    """How one picture is printed.

    `exposure` multiplies the light; `contrast` is the steepness of the curve at middle grey;
    `warmth` shifts the light towards red (+) or blue (-); `grey` prints in one channel or, for
    a toned look, mixes that share of grey in; `black` and `white` are the ends of the scale, in
    8-bit levels, kept short of 0 and 255 because newsprint fills in.
    """

    exposure: float = 1.0
    contrast: float = 1.0
    warmth: float = 0.0
    saturation: float = 1.0
    bloom: float = 0.06
    vignette: float = 0.22
    grain: float = 2.6
    black: float = 14.0
    white: float = 250.0
    soft_top: float = 0.0
    soft_foot: float = 0.0
    mono: bool = False


def _read(path: Path, size: tuple[int, int] | None) -> Light:
    image = pyvips.Image.new_from_file(str(path)).colourspace("rgb16")
    if image.bands > 3:
        image = image[:3]
    if size and (image.width, image.height) != size:
        image = image.resize(
            size[0] / image.width, vscale=size[1] / image.height, kernel="lanczos3"
        )
    coded = image.numpy().astype(np.float64) / 65535
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear, dtype=np.float64)


def _curve(light: Light, contrast: float) -> Light:
    """A film-like shoulder and toe, then a turn around middle grey in coded values."""
    rolled = (light * (2.51 * light + 0.03)) / (light * (2.43 * light + 0.59) + 0.14)
    coded = np.clip(rolled, 0, 1) ** (1 / 2.2)
    pivot = 0.46
    return np.asarray(np.clip(pivot + (coded - pivot) * contrast, 0, 1), dtype=np.float64)


def _soften(light: Light, grade: Grade) -> Light:
    """Let the far (and the nearest) rows fall out of focus, as a long lens would."""
    tall, wide = light.shape[:2]
    rows = np.linspace(0, 1, tall)
    want = np.maximum(
        grade.soft_top * np.clip((0.42 - rows) / 0.42, 0, 1) ** 1.2,
        grade.soft_foot * np.clip((rows - 0.80) / 0.20, 0, 1) ** 1.2,
    )
    if want.max() <= 0:
        return light
    radii = [0.0, 0.0008, 0.0016, 0.003, 0.005, 0.008]
    layers = [light] + [ndimage.gaussian_filter(light, (r * wide, r * wide, 0)) for r in radii[1:]]
    position = np.interp(want, radii, np.arange(len(radii)))
    out = np.zeros_like(light)
    for index, layer in enumerate(layers):
        share = np.clip(1 - np.abs(position - index), 0, 1)
        out += layer * share[:, None, None]
    return out


def develop(
    source: Path, grade: Grade, *, seed: int, size: tuple[int, int] | None = None
) -> NDArray[np.uint8]:
    """Read a 16-bit rendering and return 8-bit levels, three channels or one.

    `size` is the width and height wanted in pixels; `None` keeps those of the rendering.
    """
    light = _soften(_read(source, size), grade) * grade.exposure
    tall, wide = light.shape[:2]
    light *= np.array([1 + grade.warmth, 1.0, 1 - grade.warmth])
    glow = np.clip(light - 0.75, 0, 3)
    light += grade.bloom * ndimage.gaussian_filter(glow, (wide / 70, wide / 70, 0))
    light += grade.bloom * 0.5 * ndimage.gaussian_filter(glow, (wide / 250, wide / 250, 0))
    y, x = np.mgrid[-1 : 1 : tall * 1j, -1 : 1 : wide * 1j]
    light *= (1 - grade.vignette * np.clip((x**2 + y**2) / 2, 0, 1) ** 1.3)[..., None]
    grey = light @ np.array([0.26, 0.62, 0.12])
    light = grey[..., None] + (light - grey[..., None]) * grade.saturation
    levels = _curve(np.clip(light, 0, None), grade.contrast)
    levels += 0.28 * (levels - ndimage.gaussian_filter(levels, (1.3, 1.3, 0)))
    rng = np.random.default_rng(seed)
    noise = ndimage.gaussian_filter(rng.standard_normal((tall, wide)), 0.75)
    noise /= noise.std()
    middle = np.clip(levels.mean(axis=2), 0, 1)
    strength = grade.grain / 255 * (0.45 + 2.2 * middle * (1 - middle))
    levels += (noise * strength)[..., None]
    if not grade.mono:
        levels += ndimage.gaussian_filter(rng.standard_normal(levels.shape), (0.9, 0.9, 0)) * (
            grade.grain / 255 * 0.35
        )
    out = grade.black + np.clip(levels, 0, 1) * (grade.white - grade.black)
    if grade.mono:
        out = out @ np.array([0.3, 0.59, 0.11])
    return np.asarray(np.clip(np.round(out), 0, 255), dtype=np.uint8)
