"""Makes a picture of a PDF small, in inks: what is left is enough to say how much ink it takes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy

from .colours import CMYK, GRAY, RGB, ColourSpace
from .events import Picture
from .values import StreamError, get, items, name, numbers, stream_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[numpy.uint8]

MOST_BYTES = 400_000_000
"""Bytes of one picture's pixels, unpacked."""


class ReducedError(Exception):
    """The picture cannot be read; its text ends the sentence "The picture …"."""


def reduced(written: Any, picture: Picture, size: tuple[int, int]) -> Pixels | None:
    """Return a picture in inks of 0 to 255, not much larger than ``size`` where it is larger.

    ``None`` when only a renderer can unpack it.

    Raises:
        ReducedError: nobody can.
    """
    parts = picture.space.parts if picture.space else 4
    if picture.width <= 0 or picture.height <= 0:
        raise ReducedError("has no pixels")
    if picture.width * picture.height * parts * max(picture.bits, 8) // 8 > MOST_BYTES:
        raise ReducedError("has more pixels than anybody prints")
    last = picture.filters[-1] if picture.filters else ""
    if last in ("CCITTFaxDecode", "JBIG2Decode"):
        return None
    if last in ("DCTDecode", "JPXDecode"):
        samples, space = _photograph(written, picture, size)
    else:
        samples, space = _plain(written, picture), picture.space or GRAY
    return _in_inks(samples, space, written, picture, size)


def _photograph(
    written: Any, picture: Picture, size: tuple[int, int]
) -> tuple[Pixels, ColourSpace]:
    """Unpack a JPEG, small from the start."""
    from PIL import Image, UnidentifiedImageError

    try:
        data = _packed(written)
        with Image.open(BytesIO(data)) as opened:
            if opened.width * opened.height * len(opened.getbands()) > MOST_BYTES:
                raise ReducedError("has more pixels than anybody prints")
            opened.draft(opened.mode, size)
            if opened.mode not in ("L", "RGB", "CMYK"):
                plain: Image.Image = opened.convert("RGB")
            else:
                plain = opened
            samples = numpy.asarray(plain)
    except (
        OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError
    ) as problem:  # fmt: skip
        raise ReducedError("is damaged") from problem
    except StreamError as problem:
        raise ReducedError(str(problem)) from problem
    if samples.ndim == 2:
        samples = samples[:, :, None]
    parts = samples.shape[2]
    if parts == 4 and picture.filters[-1] == "DCTDecode":
        samples = 255 - samples  # The library turns these round; the file says itself if it has to.
    space = picture.space
    if space is None or space.parts != parts:
        space = {1: GRAY, 3: RGB, 4: CMYK}[parts]
    return samples, space


def _packed(written: Any) -> bytes:
    """Return a picture as its last filter left it."""
    filters = list(items(get(written, "/Filter")))
    if len(filters) < 2:
        return bytes(written.read_raw_bytes())
    import pikepdf

    with pikepdf.new() as apart:
        outer = pikepdf.Stream(apart, written.read_raw_bytes())
        outer["/Filter"] = pikepdf.Array([pikepdf.Name(f"/{name(one)}") for one in filters[:-1]])
        return stream_bytes(outer, MOST_BYTES)


def _plain(written: Any, picture: Picture) -> Pixels:
    """Return the samples of a picture that no method for photographs has packed, 0 to 255.

    Those of an Indexed space stay what they are: places in a table.
    """
    parts = picture.space.parts if picture.space else 1
    bits = picture.bits
    if bits not in (1, 2, 4, 8, 16):
        raise ReducedError("has samples of a length that does not exist")
    try:
        data = stream_bytes(written, MOST_BYTES)
    except StreamError as problem:
        raise ReducedError(str(problem)) from problem
    row = (picture.width * parts * bits + 7) // 8
    if len(data) < row * picture.height:
        raise ReducedError("is cut off")
    lines = numpy.frombuffer(data[: row * picture.height], numpy.uint8).reshape(picture.height, row)
    if bits == 16:
        lines = lines[:, ::2]
    elif bits < 8:
        loose = numpy.unpackbits(lines, axis=1)[:, : picture.width * parts * bits]
        places = 1 << numpy.arange(bits)[::-1]
        lines = (loose.reshape(picture.height, -1, bits) @ places).astype(numpy.uint8)
        if picture.space is None or picture.space.kind != "Indexed":
            lines = (lines * (255 // (2**bits - 1))).astype(numpy.uint8)
    return lines[:, : picture.width * parts].reshape(picture.height, picture.width, parts)


def _in_inks(
    samples: Pixels, space: ColourSpace, written: Any, picture: Picture, size: tuple[int, int]
) -> Pixels:
    if space.kind == "Indexed":
        table = space.cmyk(numpy.arange(256, dtype=float).reshape(-1, 1))
        inks = numpy.rint(numpy.clip(table, 0, 1) * 255).astype(numpy.uint8)[samples[:, :, 0]]
        return _smaller(inks, size)
    small = _smaller(samples, size)
    high, wide, parts = small.shape
    decode = numbers(get(written, "/Decode"))
    if space.kind == "DeviceCMYK" and parts == 4:
        inverted = decode[:2] == [1.0, 0.0]
        return 255 - small if inverted else small
    values = small.reshape(-1, parts).astype(float) / 255
    if len(decode) == 2 * parts:
        low, up = numpy.array(decode[::2]), numpy.array(decode[1::2])
        values = low + values * (up - low)
    elif space.kind == "Lab":
        values *= numpy.array([100.0, 200.0, 200.0])
    inks = numpy.rint(numpy.clip(space.cmyk(values), 0, 1) * 255).astype(numpy.uint8)
    return inks.reshape(high, wide, 4)


def _smaller(samples: Pixels, size: tuple[int, int]) -> Pixels:
    """Return means over blocks, so that about ``size`` pixels are left."""
    from PIL import Image

    high, wide, parts = samples.shape
    down, across = max(high // size[1], 1), max(wide // size[0], 1)
    if down == across == 1:
        return samples
    mode = {1: "L", 3: "RGB", 4: "CMYK"}.get(parts)
    if mode is None:
        planes = [_smaller(samples[:, :, index : index + 1], size) for index in range(parts)]
        return numpy.concatenate(planes, axis=2)
    plain = numpy.ascontiguousarray(samples[:, :, 0] if parts == 1 else samples)
    image = Image.frombytes(mode, (wide, high), plain.tobytes())
    small = numpy.asarray(image.reduce((across, down)))
    return small[:, :, None] if small.ndim == 2 else small
