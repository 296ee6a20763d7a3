"""Heights for POV-Ray: the relief of type, wood letters, matrices and plates, as 16-bit maps."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

Grey = NDArray[np.float64]

FACES: dict[str, tuple[str, str, dict[str, float]]] = {
    "serif": ("source_serif_4", "SourceSerif4[opsz,wght].ttf", {"wght": 400, "opsz": 20}),
    "serif-display": ("source_serif_4", "SourceSerif4[opsz,wght].ttf", {"wght": 400, "opsz": 60}),
    "serif-bold": ("source_serif_4", "SourceSerif4[opsz,wght].ttf", {"wght": 700, "opsz": 40}),
    "serif-black": ("source_serif_4", "SourceSerif4[opsz,wght].ttf", {"wght": 900, "opsz": 60}),
    "serif-italic": (
        "source_serif_4",
        "SourceSerif4-Italic[opsz,wght].ttf",
        {"wght": 400, "opsz": 30},
    ),
    "sans": ("libre_franklin", "LibreFranklin[wght].ttf", {"wght": 400}),
    "sans-bold": ("libre_franklin", "LibreFranklin[wght].ttf", {"wght": 700}),
    "sans-black": ("libre_franklin", "LibreFranklin[wght].ttf", {"wght": 900}),
}


def face_file(name: str, cache: Path) -> Path:
    """A static cut of one of the two bundled families, made once."""
    target = cache / f"{name}.ttf"
    if not target.exists():
        package, file, place = FACES[name]
        root = Path(import_module(f"fontpkg_{package}").ROOT)
        font = TTFont(root / "files" / file, recalcTimestamp=False)
        options = subset.Options()
        options.layout_features = ["kern"]
        chooser = subset.Subsetter(options)
        chooser.populate(unicodes=[*range(0x20, 0x250), *range(0x2010, 0x2030), 0x20AC])
        chooser.subset(font)
        instantiateVariableFont(font, place, inplace=True).save(target)
    return target


@lru_cache(maxsize=64)
def pil_face(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)


def save16(heights: Grey, target: Path) -> None:
    """Write heights of 0 to 1 as a 16-bit grey PNG (POV-Ray keeps all 16 bits)."""
    whole = np.clip(np.round(heights * 65535), 0, 65535).astype(np.uint16)
    Image.fromarray(whole).save(target)


def bevel(ink: NDArray[np.bool_], width: float, *, rounding: float = 0.0) -> Grey:
    """1 on the printing face, falling to 0 over `width` pixels outside it."""
    away: Grey = np.asarray(ndimage.distance_transform_edt(~ink), dtype=np.float64)
    out: Grey = np.clip(1 - away / width, 0, 1)
    if rounding:
        out = np.asarray(ndimage.gaussian_filter(out, rounding), dtype=np.float64)
    return out


def glyph_mask(
    text: str,
    face: Path,
    pixels: int,
    *,
    width: int | None = None,
    baseline: float = 0.74,
    scale: float = 0.88,
) -> NDArray[np.bool_]:
    """A letter on its body: `pixels` high, as wide as it sets (or `width`), reading right."""
    font = pil_face(face, round(pixels * scale))
    advance = font.getlength(text)
    wide = width or max(8, round(advance))
    image = Image.new("L", (wide, pixels), 0)
    ImageDraw.Draw(image).text(
        ((wide - advance) / 2, pixels * baseline), text, font=font, fill=255, anchor="ls"
    )
    return np.asarray(image) > 127


def cap(text: str, face: Path, target: Path, *, pixels: int = 420) -> float:
    """Write the relief of a sort's top, mirrored; returns its set width over its body."""
    mask = glyph_mask(text, face, pixels)
    if not target.exists():
        mirrored = mask[:, ::-1]
        save16(bevel(mirrored, pixels * 0.034, rounding=1.0), target)
    return float(mask.shape[1] / mask.shape[0])


def set_line(
    words: str, face: str, cache: Path, *, body: float, skin: str, pixels: int = 420
) -> tuple[str, float]:
    """A line of sorts in POV-Ray's language, from x = 0 rightwards, and its length.

    The letters stand as in a composing stick: the line reads from left to right and every
    letter is upside down, so that it prints the right way round.
    """
    path = face_file(face, cache)
    out: list[str] = []
    at = 0.0
    for letter in words:
        if letter == " ":
            wide = body * 0.28
            out.append(
                f"box {{ <{at + 0.006:.4f}, 0, 0.006>, <{at + wide - 0.006:.4f}, 1.86, "
                f"{body - 0.006:.4f}> texture {{ Lead translate {at * 3.7:.2f} }} }}"
            )
            at += wide
            continue
        name = f"cap-{face}-{pixels}-{ord(letter):04x}.png"
        ratio = cap(letter, path, cache / name, pixels=pixels)
        wide = ratio * body
        # A cap is drawn with its feet to low z and mirrored. Turned half round, its feet are
        # to high z and it stands as the compositor sees it.
        out.append(
            f'object {{ Sort("{name}", {wide:.4f}, {body:.4f}, '
            f"texture {{ {skin} translate <{at * 5.3 % 17:.2f}, 0, {at * 3.1 % 7:.2f}> }}) "
            f"translate <{-wide:.4f}, 0, {-body:.4f}> rotate y*180 translate x*{at:.4f} }}"
        )
        at += wide
    return "\n".join(out), at


def grain_noise(shape: tuple[int, int], seed: int, sigma: float) -> Grey:
    """Soft noise of mean 0 and deviation 1."""
    rng = np.random.default_rng(seed)
    field: Any = ndimage.gaussian_filter(rng.standard_normal(shape), sigma)
    return np.asarray(field / field.std(), dtype=np.float64)
