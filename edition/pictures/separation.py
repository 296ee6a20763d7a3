"""Parts pictures into the inks of one press, by its ICC profile."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from ..press_profile import PressProfile
from .pixels import vips

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, from 0 to 1."""

Intent = Literal["perceptual", "relative"]
"""How colours come into what the paper holds: photographs keep their tones, drawings their hues."""

COATED = Path(__file__).parent.parent / "press" / "inks" / "coated.icc"
"""What inks mean in a file that does not say it: those who send such files print on coated."""

PAPER: Inks = (0.0, 0.0, 0.0, 0.0)
_CUBE = 33
_STEPS = 129
"""The odd levels of eight bits, and one below the first."""
_ROWS = 32
"""Rows of a picture that are looked up together, an even number: more do not stay at hand."""
_SOLID = 0.95
_ROUNDING = 1.0
"""Per cent of ink that whole numbers of eight bits make too much of."""


@dataclass(frozen=True, slots=True)
class Separation:
    """How colours become ink: the press's profile, and the ink it takes, in per cent.

    ``target`` is what pictures are converted to, ``limit`` what nothing may exceed as a mean over
    a square with sides of ``window`` millimetres.
    """

    icc: Path
    digest: str
    target: float
    limit: float
    window: float


def separation(profile: PressProfile) -> Separation:
    """Return how colours become ink on the press of ``profile``.

    Raises: OSError when its ICC profile cannot be read.
    """
    digest = hashlib.sha256(profile.intent.icc.read_bytes()).hexdigest()
    ink = profile.ink
    return Separation(profile.intent.icc, digest, ink.target, ink.limit, ink.window)


def lay_ready(profile: PressProfile) -> None:
    """Work out beforehand what photographs are parted with; nothing when that cannot be."""
    with suppress(OSError, vips().Error):
        inks = separation(profile)
        _table(inks, b"")
        blacks_of_greys(inks)


@cache
def blacks_of_greys(separation: Separation) -> tuple[float, ...]:
    """Return how much black ink, from 0 to 1, each of the 256 greys of sRGB takes.

    Black ink alone is not as dark as four together; the tones of a photograph are spread
    between paper and black ink as they would be between paper and the darkest of all four.
    """
    levels = np.arange(256, dtype=np.uint8)
    greys = _row(np.repeat(levels[:, None], 3, 1), "srgb")
    wanted = _lightness(_parted(greys, separation, "perceptual"), separation)
    ramp = np.zeros((256, 4), np.uint8)
    ramp[:, 3] = levels
    printed = np.minimum.accumulate(_lightness(_row(ramp, "cmyk"), separation))
    white, black = printed[0], printed[-1]
    dark = min(float(wanted.min()), white - 1)
    wanted = white - (white - wanted) * (white - black) / (white - dark)
    found = np.interp(wanted, printed[::-1], np.arange(255, -1, -1)) / 255
    found[0], found[255] = 1.0, 0.0
    return tuple(float(one) for one in found)


def in_four(image: Any, separation: Separation, intent: Intent) -> Any:
    """Return a picture in RGB, or in inks of another press, in the inks of this one.

    The profile in it counts, else sRGB, or coated paper for four inks. What was black ink
    alone stays it: words and rules in an advertisement that was sent as a picture.
    """
    if intent == "perceptual" and image.interpretation == "srgb" and image.bands == 3:
        return _looked_up(image, separation)
    parted = _parted(image, separation, intent)
    if image.interpretation == "cmyk":
        parted = _with_black_kept(image, parted)
    elif most_ink(separation, intent) <= separation.target + _ROUNDING:
        return parted
    return limited(parted, separation.target)


def in_black(image: Any, separation: Separation, *, flat: bool = False) -> Any:
    """Return a grey picture as the press has it in black ink alone: 255 is paper, 0 is black.

    In a ``flat`` one the nearly black is black: a solid has edges, a tint of 97 % has dots.
    """
    blacks = blacks_of_greys(separation)
    solid = _SOLID if flat else 1.0
    table = [0 if black >= solid else 255 - round(255 * black) for black in blacks]
    return image.maplut(_row(np.array(table, np.uint8)[:, None], "b-w"))


def limited(image: Any, most: float) -> Any:
    """Return a picture in four inks with ``most`` per cent of ink and no more.

    Where there is more, all but black are taken back in proportion, so that no edge shows.
    """
    cyan, magenta, yellow, black = image.bandsplit()
    coloured = cyan + magenta + yellow
    room = (black * -1) + most * 2.55
    if (coloured - room).max() <= _ROUNDING:
        return image
    share = room / (coloured > 0).ifthenelse(coloured, 1)
    share = (share > 1).ifthenelse(1, share)
    four = (cyan * share).bandjoin([magenta * share, yellow * share, black])
    return four.rint().cast("uchar").copy(interpretation="cmyk")


def heaviest(image: Any, side: float) -> float:
    """Return the most ink of a picture in four inks, in per cent.

    It is the mean over any square of ``side`` pixels, or as much of one as there is.
    """
    cyan, magenta, yellow, black = image.bandsplit()
    total = (cyan + magenta + yellow + black).cast("float") / 2.55
    wide, high = (max(1, min(round(side), one)) for one in (image.width, image.height))
    cell = max(1, min(wide, high) // 15)
    if cell > 1:
        total = total.shrink(min(cell, image.width), min(cell, image.height))
    sums = np.pad(total.numpy().reshape(total.height, total.width), ((1, 0), (1, 0)))
    sums = sums.cumsum(0, dtype=np.float64).cumsum(1)
    across, down = max(1, wide // cell), max(1, high // cell)
    squares = sums[down:, across:] - sums[:-down, across:] - sums[down:, :-across]
    squares += sums[:-down, :-across]
    most: float = squares.max() / (across * down)
    return most


@cache
def most_ink(separation: Separation, intent: Intent) -> float:
    """Return the most ink, in per cent, that any colour of sRGB takes by this profile."""
    levels = np.linspace(0, 255, _CUBE).round().astype(np.uint8)
    cube = np.stack(np.meshgrid(levels, levels, levels), -1).reshape(-1, 3)
    parted = _parted(_row(cube, "srgb"), separation, intent)
    return float(parted.numpy().astype(int).sum(-1).max()) / 2.55


def _looked_up(image: Any, separation: Separation) -> Any:
    """Return a photograph in inks, found for every pixel in a table of the odd levels of RGB.

    An even level becomes the one below and the one above in turn, as on a chequered board: their
    mean is right, and no step can be seen; white is odd, and stays paper. It takes a fifth of the
    time, since the profiles are worked out once and not for every picture.
    """
    profile = image.get("icc-profile-data") if "icc-profile-data" in image.get_fields() else b""
    table = _table(separation, profile)
    wide, high = image.width, image.height
    levels = np.frombuffer(image.write_to_memory(), np.uint8).reshape(high, wide, 3)
    across, down = np.arange(wide, dtype=np.uint8), np.arange(_ROWS, dtype=np.uint8)
    board = np.repeat((across ^ down[:, None]) & 1, 3, axis=1).reshape(_ROWS, wide, 3)
    parted = np.empty((high, wide), np.uint32)
    for top in range(0, high, _ROWS):
        rows = levels[top : top + _ROWS]
        steps = rows & 1
        steps |= board[: len(rows)]
        steps += rows >> 1
        place = steps[:, :, 0].astype(np.intp)
        for channel in (1, 2):
            place *= _STEPS
            place += steps[:, :, channel]
        np.take(table, place, out=parted[top : top + _ROWS], mode="clip")
    inks = vips().Image.new_from_memory(parted.data, wide, high, 4, "uchar")
    return inks.copy(interpretation="cmyk")


@lru_cache(maxsize=4)
def _table(separation: Separation, profile: bytes) -> Any:
    """Return the inks of every odd level of red, green and blue, the last changing fastest.

    Four bytes each, as one number; there is no more ink in any than pictures may have.
    ``profile`` is the picture's own, empty for sRGB.
    """
    levels = np.maximum(np.arange(_STEPS) * 2 - 1, 0).astype(np.uint8)
    cube = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), -1).reshape(-1, 3)
    row = _row(cube, "srgb")
    if profile:
        row = row.copy()
        row.set_type(vips().GValue.blob_type, "icc-profile-data", profile)
    parted = _parted(row, separation, "perceptual").copy_memory()
    if most_ink(separation, "perceptual") > separation.target + _ROUNDING:
        parted = limited(parted, separation.target)
    return np.frombuffer(parted.write_to_memory(), np.uint32)


def _parted(image: Any, separation: Separation, intent: Intent) -> Any:
    return image.icc_transform(
        str(separation.icc),
        input_profile=str(COATED) if image.interpretation == "cmyk" else "srgb",
        embedded="icc-profile-data" in image.get_fields(),
        intent=intent,
        black_point_compensation=intent == "relative",
        depth=8,
    )


def _with_black_kept(before: Any, after: Any) -> Any:
    """Return ``after`` with the black of ``before`` wherever there was no other ink."""
    cyan, magenta, yellow, _ = before.bandsplit()
    others = cyan.maxpair(magenta).maxpair(yellow)
    share = (others - _NO_INK) / (_SOME_INK - _NO_INK)
    share = (share < 0).ifthenelse(0, (share > 1).ifthenelse(1, share))
    black = before * [0, 0, 0, 1]
    mixed = (after * share + black * (share * -1 + 1)).rint().cast("uchar")
    return mixed.copy(interpretation="cmyk")


_NO_INK, _SOME_INK = 5, 20
"""Of 255: so little of the other inks is the noise of a JPEG; between them, one way becomes the
other."""


def _lightness(image: Any, separation: Separation) -> Any:
    """Return CIE L* of a row in four inks on this press, relative to its paper."""
    lab = image.icc_import(
        input_profile=str(separation.icc), intent="relative", pcs="lab", embedded=False
    )
    return lab.numpy()[0, :, 0]


def _row(pixels: Any, interpretation: str) -> Any:
    """Return an array of pixels, eight bits a sample, as a picture of one row."""
    data = np.ascontiguousarray(pixels).tobytes()
    row = vips().Image.new_from_memory(data, len(pixels), 1, pixels.shape[1], "uchar")
    return row.copy(interpretation=interpretation)
