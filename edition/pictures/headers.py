"""Reads what a picture file says of itself: format, size, colour, which way up."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from .containers import (
    CUT_OFF,
    PNG_SIGNATURE,
    START_OF_SCAN,
    DamagedPictureError,
    Segment,
    exif_orientation,
    gif_frames,
    jpeg_end,
    jpeg_segments,
    png_chunks,
    riff_chunks,
    tiff_number,
    tiff_tags,
)

RasterKind = Literal["jpeg", "png", "gif", "webp", "tiff"]
Colour = Literal["grey", "rgb", "cmyk"]

JPEG = b"\xff\xd8\xff"
"""How every JPEG begins."""

MAX_PIXELS = 150_000_000
"""More than any camera a paper owns makes; a decoder needs four bytes for each."""

_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), 0xCD, 0xCE, 0xCF))
_EXIF = b"Exif\0\0"


@dataclass(frozen=True, slots=True)
class Header:
    """What a picture file says of itself; width and height in pixels as stored.

    ``orientation`` is EXIF's number from 1 (upright) to 8. ``bits`` are those of one sample.
    """

    kind: RasterKind
    width: int
    height: int
    colour: Colour
    orientation: int = 1
    animated: bool = False
    transparent: bool = False
    bits: int = 8

    @property
    def upright(self) -> tuple[int, int]:
        """Width and height as seen once ``orientation`` is applied."""
        turned = self.orientation >= 5
        return (self.height, self.width) if turned else (self.width, self.height)


def raster_kind(data: bytes) -> RasterKind | None:
    """Return the format ``data`` is in, by its first bytes; ``None`` if none of ours."""
    if data.startswith(JPEG):
        return "jpeg"
    if data.startswith(PNG_SIGNATURE):
        return "png"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:4] in (b"II*\0", b"MM\0*") and data[8:10] != b"CR":  # CR: a camera's raw file
        return "tiff"
    return None


def read_header(data: bytes) -> Header | None:
    """Return what the file says of itself; ``None`` when it is in no format of ours.

    The file's structure is followed to its end, so that a picture that is cut off is found
    without being decoded. Raises: DamagedPictureError.
    """
    kind = raster_kind(data)
    if kind is None:
        return None
    try:
        header = _READERS[kind](data)
    except (struct.error, IndexError):
        raise DamagedPictureError(CUT_OFF) from None
    if header.width < 1 or header.height < 1:
        raise DamagedPictureError("is damaged: it says it is nothing wide or high")
    return header


def _jpeg(data: bytes) -> Header:
    frame: Segment | None = None
    orientation = 1
    for segment in jpeg_segments(data):
        if segment.marker in _FRAMES:
            frame = frame or segment
        elif segment.marker == 0xE1 and segment.payload.startswith(_EXIF):
            orientation = exif_orientation(segment.payload[len(_EXIF) :])
        elif segment.marker == START_OF_SCAN:
            jpeg_end(data, segment.end)
    if frame is None:
        raise DamagedPictureError("is damaged: it holds no picture")
    bits, height, width, components = struct.unpack_from(">BHHB", frame.payload)
    colours: dict[int, Colour] = {1: "grey", 3: "rgb", 4: "cmyk"}
    if components not in colours:
        raise DamagedPictureError(f"has {components} colour channels; nothing here can read that")
    return Header("jpeg", width, height, colours[components], orientation, bits=bits)


def _png(data: bytes) -> Header:
    chunks = {chunk.kind: chunk.payload for chunk in png_chunks(data)}
    if not {b"IHDR", b"IDAT"} <= chunks.keys():
        raise DamagedPictureError("is damaged: it holds no picture")
    width, height, bits, kind = struct.unpack_from(">IIBB", chunks[b"IHDR"])
    exif = chunks.get(b"eXIf")
    return Header(
        "png",
        width,
        height,
        "grey" if kind in (0, 4) else "rgb",
        exif_orientation(exif) if exif else 1,
        animated=b"acTL" in chunks,
        transparent=kind in (4, 6) or b"tRNS" in chunks,
        bits=bits,
    )


def _gif(data: bytes) -> Header:
    width, height = struct.unpack_from("<HH", data, 6)
    frames = gif_frames(data)
    animated = frames.count > 1
    return Header("gif", width, height, "rgb", animated=animated, transparent=frames.transparent)


def _webp(data: bytes) -> Header:
    chunks = {chunk.kind: chunk.payload for chunk in riff_chunks(data)}
    exif = chunks.get(b"EXIF", b"").removeprefix(_EXIF)
    orientation = exif_orientation(exif) if exif else 1
    if b"VP8X" in chunks:
        flags = chunks[b"VP8X"][0]
        wide, high = chunks[b"VP8X"][4:7], chunks[b"VP8X"][7:10]
        width, height = (1 + int.from_bytes(side, "little") for side in (wide, high))
        animated, transparent = bool(flags & 0x02), bool(flags & 0x10)
        if not {b"VP8 ", b"VP8L", b"ANMF"} & chunks.keys():
            raise DamagedPictureError("is damaged: it holds no picture")
        return Header("webp", width, height, "rgb", orientation, animated, transparent)
    if b"VP8L" in chunks:
        (packed,) = struct.unpack_from("<I", chunks[b"VP8L"], 1)
        width, height = 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
        return Header("webp", width, height, "rgb", orientation, transparent=bool(packed >> 28 & 1))
    if b"VP8 " in chunks:
        width, height = struct.unpack_from("<HH", chunks[b"VP8 "], 6)
        return Header("webp", width & 0x3FFF, height & 0x3FFF, "rgb", orientation)
    raise DamagedPictureError("is damaged: it holds no picture")


def _tiff(data: bytes) -> Header:
    tags = tiff_tags(data)
    _check_strips(data, tags)
    photometric = tiff_number(tags, 262, 2)
    channels, extra = tiff_number(tags, 277, 1), 338 in tags
    colour: Colour = "cmyk" if photometric == 5 else "grey" if photometric in (0, 1) else "rgb"
    orientation = tiff_number(tags, 274, 1)
    return Header(
        "tiff",
        tiff_number(tags, 256, 0),
        tiff_number(tags, 257, 0),
        colour,
        orientation if 1 <= orientation <= 8 else 1,
        transparent=extra and channels > {"grey": 1, "rgb": 3, "cmyk": 4}[colour],
        bits=tiff_number(tags, 258, 1),
    )


def _check_strips(data: bytes, tags: Mapping[int, tuple[int, ...] | bytes]) -> None:
    """Raise DamagedPictureError when a part of the picture would lie behind the file's end."""
    for offsets_tag, counts_tag in ((273, 279), (324, 325)):
        offsets, counts = tags.get(offsets_tag), tags.get(counts_tag)
        if isinstance(offsets, tuple) and isinstance(counts, tuple):
            ends = (offset + count for offset, count in zip(offsets, counts, strict=False))
            if max(ends, default=math.inf) > len(data):
                raise DamagedPictureError(CUT_OFF)
            return
    raise DamagedPictureError(CUT_OFF)


_READERS: Mapping[RasterKind, Callable[[bytes], Header]] = {
    "jpeg": _jpeg,
    "png": _png,
    "gif": _gif,
    "webp": _webp,
    "tiff": _tiff,
}
