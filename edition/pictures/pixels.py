"""Decodes, scales and encodes pictures. The only user of pyvips."""

from __future__ import annotations

import hashlib
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from ..errors import EngineError
from ..model import Picture
from .containers import DamagedPictureError
from .headers import Header
from .stripping import has_foreign_profile

Strictness = Literal["warning", "error"]
"""What a decoder must not say: any complaint at all, or that it cannot go on."""

FLAT = 2.0
"""A picture whose PNG is at most this many times its JPEG is a drawing: PNG keeps its edges."""

_SAMPLE_QUALITY = 84

_LEFT = 1.2
"""How much smaller a photograph for the press is made after its decoder has halved it.

The decoder does that in half the time. From here on what it changes is less than what encoding
the picture changes: by 2 to 9 dB in the sample's photographs.
"""

Box = tuple[int, int, int, int]
"""Left, top, width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Below:
    """The part ``view`` of an encoded picture, to be seen at ``place`` in a drawing."""

    data: bytes
    view: Box
    place: Box

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


_T = TypeVar("_T")


@cache
def vips() -> Any:
    """Return pyvips, set up so that a picture takes one thread and no file is trusted."""
    logging.getLogger("pyvips").addHandler(logging.NullHandler())  # what it says becomes findings
    import pyvips

    pyvips.concurrency_set(1)
    pyvips.cache_set_max(0)
    pyvips.block_untrusted_set(True)
    return pyvips


@cache
def versions() -> str:
    pyvips = vips()
    return ".".join(str(pyvips.version(part)) for part in range(3))


def strictly(work: Callable[[Strictness], _T]) -> tuple[_T, bool]:
    """Return what ``work`` makes, and whether it could only be made by overlooking something.

    Raises: DamagedPictureError.
    """
    levels: tuple[Strictness, ...] = ("warning", "error")
    for strictness in levels:
        try:
            return work(strictness), strictness == "error"
        except vips().Error:
            continue
    raise DamagedPictureError("is damaged: it begins well but cannot be decoded")


def decoded_once(data: bytes, header: Header) -> bool:
    """Return whether a picture that will pass as it is has doubtful places.

    Raises: DamagedPictureError when it cannot be decoded.
    """
    image = vips().Image

    def average(strictness: Strictness) -> object:
        if header.kind == "jpeg":  # an eighth of its size: all of it is read, little is computed
            return image.jpegload_buffer(data, shrink=8, fail_on=strictness).avg()
        return image.pngload_buffer(data, fail_on=strictness).avg()

    return strictly(average)[1]


def opened(data: bytes, picture: Picture, width: int, strictness: Strictness) -> Any:
    """Return the picture upright, in sRGB, eight bits a sample, ``width`` pixels across at most.

    Loading and scaling are two steps because ``thumbnail_buffer`` (libvips 8.18) says nothing of
    a file that is damaged inside.
    """
    options = {}
    if picture.kind == "jpeg":  # the decoder halves cheaply; leave the scaling something to do
        factor = picture.width // width
        options["shrink"] = next((half for half in (8, 4, 2) if factor >= 2 * half), 1)
    loaded = vips().Image.new_from_buffer(
        data, "", access="sequential", fail_on=strictness, **options
    )
    height = max(1, round(picture.height * width / picture.width))
    profiles = {
        "input_profile": "cmyk" if picture.colour == "cmyk" else "srgb",
        "output_profile": "srgb",
    }
    if picture.kind == "jpeg" and picture.colour != "cmyk" and not has_foreign_profile(data):
        profiles = {}  # from sRGB to sRGB takes as long as all the rest
    image = loaded.thumbnail_image(width, height=height, size="down", **profiles)
    if image.format != "uchar":
        image = image.cast("uchar", shift=True)
    if picture.colour == "grey" and not image.hasalpha():
        image = image.colourspace("b-w")
    return image


def opened_in_cmyk(data: bytes, picture: Picture, width: int, strictness: Strictness) -> Any:
    """Return the four inks as they are in the file, upright, ``width`` pixels across at most."""
    image = vips().Image.new_from_buffer(data, "", fail_on=strictness).autorot()
    if image.format != "uchar":
        image = image.cast("uchar", shift=True)
    image = image[:4] if image.bands > 4 else image
    return image.resize(width / picture.width) if width < picture.width else image


def cropped(
    data: bytes, picture: Picture, box: Box, size: tuple[int, int], strictness: Strictness
) -> Any:
    """Return what ``box`` holds of the picture, upright, eight bits a sample, about ``size``.

    ``box`` is in pixels of the upright picture. What comes out is a JPEG brought down to
    ``size``, anything else as it is. Colours and their profile are as in the file, except that
    greys with a profile of their own, and what is neither grey nor RGB nor CMYK, become sRGB.
    """
    options: dict[str, Any] = {"access": "sequential"}
    if picture.kind == "jpeg":
        factor = min(box[2] / size[0], box[3] / size[1])
        options["shrink"] = next((half for half in (8, 4, 2) if factor >= _LEFT * half), 1)
    loaded = vips().Image.new_from_buffer(data, "", fail_on=strictness, **options)
    if "orientation" in loaded.get_fields() and loaded.get("orientation") != 1:
        loaded = loaded.copy_memory().autorot()
    across, down = loaded.width / picture.width, loaded.height / picture.height
    left, top = math.floor(box[0] * across), math.floor(box[1] * down)
    wide = min(loaded.width - left, max(1, math.ceil((box[0] + box[2]) * across) - left))
    high = min(loaded.height - top, max(1, math.ceil((box[1] + box[3]) * down) - top))
    image = loaded
    if (wide, high) != (loaded.width, loaded.height):
        image = loaded.crop(left, top, wide, high)
    if image.format != "uchar":
        image = image.cast("uchar", shift=True)
    image = _usual(image)
    return resized(image, *size) if picture.kind == "jpeg" else image


def decoded(data: bytes, strictness: Strictness) -> Any:
    """Return a picture as it is, eight bits a sample, in grey, RGB or CMYK."""
    image = vips().Image.new_from_buffer(data, "", fail_on=strictness)
    return _usual(image if image.format == "uchar" else image.cast("uchar", shift=True))


def _usual(image: Any) -> Any:
    """Return the picture in grey, RGB or CMYK."""
    if image.interpretation == "cmyk":
        return image[:4] if image.bands > 4 else image
    if image.bands > 2:
        known = image.interpretation in ("srgb", "rgb", "rgb16")
        return image.copy(interpretation="srgb") if known else image.colourspace("srgb")
    if "icc-profile-data" in image.get_fields() and not image.hasalpha():
        return image.icc_transform("srgb", embedded=True)
    return image.copy(interpretation="b-w")


def resized(image: Any, width: int, height: int) -> Any:
    """Return the picture at ``width`` by ``height`` pixels."""
    if (image.width, image.height) == (width, height):
        return image
    across, down = width / image.width, height / image.height
    if not image.hasalpha():
        return image.resize(across, vscale=down)
    through = image.premultiply().resize(across, vscale=down).unpremultiply()
    return through.cast("uchar").copy(interpretation=image.interpretation)


def on_white(image: Any) -> Any:
    """Return the picture opaque, on white paper."""
    return image.flatten(background=255) if image.hasalpha() else image


def without_alpha(image: Any) -> tuple[Any, Any]:
    """Return the colours of a picture and how opaque they are, ``None`` when they all are."""
    if not image.hasalpha():
        return image, None
    last = image.bands - 1
    return image[:last], image[last]


def sharpened(image: Any) -> Any:
    """Return the picture a little sharper: a coarse screen takes that away again."""
    mask = vips().Image.new_from_array([[-1, -1, -1], [-1, 24, -1], [-1, -1, -1]], scale=16)
    return image.conv(mask, precision="integer")


def as_line_art(image: Any) -> Any | None:
    """Return a picture of black and white with nothing between; ``None`` when it is none."""
    grey = as_grey(image, 0)
    if grey is None or grey.hasalpha():
        return None
    counts = grey.hist_find().numpy().reshape(-1)
    return grey if len(counts) == 256 and counts[0] and not counts[1:-1].any() else None


def as_grey(image: Any, tolerance: int) -> Any | None:
    """Return a picture without any colour in one channel; ``None`` when it has colours.

    ``tolerance`` is by how many levels its channels may differ.
    """
    if image.bands < 3:
        return image
    if image.hasalpha() or image.interpretation == "cmyk":
        return None
    import numpy as np

    if min(image.width, image.height) > _EVERY:  # nearly always that is enough to say no
        red, green, blue = np.moveaxis(image.subsample(_EVERY, _EVERY).numpy(), -1, 0)
        most, least = (one(one(red, green), blue) for one in (np.maximum, np.minimum))
        if (most - least).max() > tolerance:
            return None
    red, green, blue = image.bandsplit()
    most, least = red.maxpair(green).maxpair(blue), red.minpair(green).minpair(blue)
    return image[1].copy(interpretation="b-w") if (most - least).max() <= tolerance else None


_EVERY = 8


def drawn(
    drawing: bytes, *, width: int, height: int, quality: int, below: Below | None = None
) -> bytes:
    """Return an SVG of our own making as a JPEG of that many pixels, ``below`` behind it.

    Raises: EngineError.
    """
    # Drawings of others are never drawn here, so nothing else needs this loader.
    vips().operation_block_set("VipsForeignLoadSvg", False)
    try:
        image = vips().Image.svgload_buffer(drawing, unlimited=True)
        if (image.width, image.height) != (width, height):
            image = image.thumbnail_image(width, height=height, size="force")
        return jpeg(_laid_over(image.copy_memory(), below), quality)
    except vips().Error as problem:
        raise EngineError(f"The cover cannot be drawn: {problem}") from problem
    finally:
        vips().operation_block_set("VipsForeignLoadSvg", True)


def _laid_over(drawing: Any, below: Below | None) -> Any:
    """Return ``drawing`` without transparency: white paper behind it, and ``below`` in its place.

    Put behind the drawing after it is drawn, a photograph costs a third of the time.
    """
    opaque = drawing.flatten(background=255)
    if below is None:
        return opaque
    left, top, width, height = below.place
    picture = vips().Image.new_from_buffer(below.data, "", access="sequential").crop(*below.view)
    picture = picture.thumbnail_image(width, height=height, size="force").colourspace("srgb")
    over = drawing.crop(left, top, width, height)
    return opaque.insert(picture.composite2(over, "over").flatten(), left, top)


def is_flat(image: Any) -> bool:
    """Return whether a picture is drawn rather than photographed, judged by three bands of it."""
    if image.hasalpha():
        image = image.flatten(background=255)
    high = min(64, image.height)
    tops = sorted({(image.height - high) * part // 4 for part in (1, 2, 3)})
    bands = [image.crop(0, top, image.width, high) for top in tops]
    sample = vips().Image.arrayjoin(bands, across=1)
    return len(png(sample)) <= FLAT * len(jpeg(sample, _SAMPLE_QUALITY))


def png(image: Any, *, flat: bool = True) -> bytes:
    """Encode losslessly; photographs need the filters that only make drawings larger."""
    # The usual level 6 takes more than twice as long and wins a fiftieth.
    data: bytes = image.pngsave_buffer(compression=5, filter="none" if flat else "all", keep="none")
    return data


def jpeg(image: Any, quality: int, *, for_print: bool = False, profile: bool = True) -> bytes:
    """Encode; for print with colour in every pixel, and the profile CMYK cannot do without.

    Without ``profile`` when the inks are those of the press already: then nobody waits for
    the file on a line, and the coding that is made for each picture alone is left out.
    """
    data: bytes = image.jpegsave_buffer(
        Q=quality,
        optimize_coding=for_print and profile,  # it takes as long as the rest and wins a fiftieth
        interlace=False,  # older reading devices show progressive pictures late or not at all
        subsample_mode="off" if for_print else "on",
        keep="icc" if for_print and profile and image.interpretation == "cmyk" else "none",
    )
    return data
