"""Halftone screens drawn dot by dot: the two PNG diagrams and the sheet under the loupe."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from metal import face_file
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Grey = NDArray[np.float64]
INK_LEVEL = 29


def round_dots(tone: Grey, *, pitch: float, angle: float, across: int = 3) -> Grey:
    """Round dots for a tone map of 0 (paper) to 1 (solid); 1 in the result is ink.

    `pitch` is pixels between dots, `angle` degrees; `across` sub-samples smooth the edges.
    """
    tall, wide = tone.shape
    turn = np.radians(angle)
    total = np.zeros_like(tone)
    # A circle holds up to pi/4 of its cell; beyond it paper holes shrink the same way.
    for sub_y in range(across):
        for sub_x in range(across):
            y, x = np.mgrid[0:tall, 0:wide].astype(np.float64)
            x += (sub_x + 0.5) / across
            y += (sub_y + 0.5) / across
            u = (x * np.cos(turn) + y * np.sin(turn)) / pitch
            v = (-x * np.sin(turn) + y * np.cos(turn)) / pitch
            near = np.hypot(u - np.round(u), v - np.round(v))
            hole = np.hypot(u - np.floor(u) - 0.5, v - np.floor(v) - 0.5)
            dot = near < np.sqrt(tone / np.pi)
            paper = hole < np.sqrt((1 - tone) / np.pi)
            total += np.where(tone <= 0.5, dot, ~paper)
    return total / across**2


def halftone_ramp(target: Path, cache: Path) -> None:
    """Nine steps of round dots at 45 degrees, labelled; a greyscale PNG 2,250 pixels wide."""
    step, tall, foot = 250, 350, 100
    patches = [
        round_dots(np.full((tall, step - 10), value), pitch=17.0, angle=45)
        for value in np.linspace(0.1, 0.9, 9)
    ]
    sheet = np.zeros((tall + foot, step * 9 - 10))
    for index, patch in enumerate(patches):
        sheet[:tall, index * step : index * step + step - 10] = patch
    image = Image.fromarray(np.round(255 - sheet * (255 - INK_LEVEL)).astype(np.uint8), "L")
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(face_file("sans", cache)), 66)
    for index in range(9):
        middle = index * step + (step - 10) / 2
        pen.text(
            (middle, tall + 78), f"{(index + 1) * 10} %", font=font, fill=INK_LEVEL, anchor="ms"
        )
    image.save(target, optimize=True, dpi=(600, 600))


def moire(target: Path, cache: Path) -> None:
    """Two equal dot screens crossed at 30 and at 5 degrees; a PNG with a transparent ground."""
    side, gap, foot = 860, 80, 110
    tone = np.full((side, side), 0.28)
    ink = np.zeros((side + foot, side * 2 + gap))
    for left, cross in ((0, 30.0), (side + gap, 5.0)):
        first = round_dots(tone, pitch=17.0, angle=45 - cross / 2)
        second = round_dots(tone, pitch=17.0, angle=45 + cross / 2)
        ink[:side, left : left + side] = 1 - (1 - first) * (1 - second)
    grey = Image.new("L", (ink.shape[1], ink.shape[0]), INK_LEVEL)
    alpha = Image.fromarray(np.round(ink * 255).astype(np.uint8), "L")
    pen = ImageDraw.Draw(alpha)
    font = ImageFont.truetype(str(face_file("sans", cache)), 96)
    for left, words in ((0, "30°"), (side + gap, "5°")):
        pen.text((left + side / 2 + 12, side + 94), words, font=font, fill=255, anchor="ms")
    Image.merge("LA", (grey, alpha)).save(target, optimize=True, dpi=(600, 600))
