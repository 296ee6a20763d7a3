"""Walks the containers picture files are made of, without decoding a single pixel."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

START_OF_SCAN, END_OF_IMAGE, START_OF_IMAGE = 0xDA, 0xD9, 0xD8
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD8)))

# In the scan itself FF is followed by 00 (a literal FF), a restart marker or fill bytes.
_MARKER_IN_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")

TIFF_TYPES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i"}
MAX_TIFF_VALUES = 1_000_000


class DamagedPictureError(Exception):
    """A file that breaks off or breaks its format's rules; the text ends "The picture X …"."""


CUT_OFF = "is cut off: the file ends before the picture does"


@dataclass(frozen=True, slots=True)
class Segment:
    """One JPEG segment: its marker, where it starts in the file, and what it carries."""

    marker: int
    start: int
    end: int
    payload: bytes


def jpeg_segments(data: bytes, start: int = 2) -> Iterator[Segment]:
    """Yield the segments from ``start`` up to and including the next start of scan or end.

    Raises: DamagedPictureError.
    """
    position = start
    while True:
        if position + 2 > len(data):
            raise DamagedPictureError(CUT_OFF)
        if data[position] != 0xFF:
            raise DamagedPictureError("is damaged: its parts do not follow each other")
        marker = data[position + 1]
        if marker == 0xFF:  # fill bytes may stand before any marker
            position += 1
            continue
        if marker == END_OF_IMAGE:
            yield Segment(marker, position, position + 2, b"")
            return
        if marker in _STANDALONE or marker == START_OF_IMAGE:
            position += 2
            continue
        if position + 4 > len(data):
            raise DamagedPictureError(CUT_OFF)
        (length,) = struct.unpack_from(">H", data, position + 2)
        end = position + 2 + length
        if length < 2 or end > len(data):
            raise DamagedPictureError(CUT_OFF)
        yield Segment(marker, position, end, data[position + 4 : end])
        if marker == START_OF_SCAN:
            return
        position = end


def jpeg_end(data: bytes, scan: int) -> int:
    """Return where the picture ends whose first scan's data starts at ``scan``.

    What follows is not the picture: previews and trailers some cameras append.
    Raises: DamagedPictureError when there is no end.
    """
    position = scan
    while True:
        found = _MARKER_IN_SCAN.search(data, position)
        if found is None:
            raise DamagedPictureError(CUT_OFF)
        for segment in jpeg_segments(data, found.start()):
            if segment.marker == END_OF_IMAGE:
                return segment.end
            position = segment.end


@dataclass(frozen=True, slots=True)
class Chunk:
    """One PNG or RIFF chunk: its four letters, its place in the file, its data."""

    kind: bytes
    start: int
    end: int
    payload: bytes


def png_chunks(data: bytes) -> Iterator[Chunk]:
    """Yield the chunks of a PNG up to and including ``IEND``, each with its checksum verified.

    Raises: DamagedPictureError.
    """
    position = len(PNG_SIGNATURE)
    while True:
        if position + 12 > len(data):
            raise DamagedPictureError(CUT_OFF)
        length, kind = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            raise DamagedPictureError(CUT_OFF)
        payload = data[position + 8 : end - 4]
        (checksum,) = struct.unpack_from(">I", data, end - 4)
        if zlib.crc32(payload, zlib.crc32(kind)) != checksum:
            raise DamagedPictureError("is damaged: some of its bytes have changed")
        yield Chunk(kind, position, end, payload)
        if kind == b"IEND":
            return
        position = end


def riff_chunks(data: bytes) -> Iterator[Chunk]:
    """Yield the chunks of a WebP file. Raises: DamagedPictureError when the file is short."""
    (size,) = struct.unpack_from("<I", data, 4)
    if size + 8 > len(data):
        raise DamagedPictureError(CUT_OFF)
    position = 12
    while position + 8 <= size + 8:
        kind, length = struct.unpack_from("<4sI", data, position)
        end = position + 8 + length
        if end > len(data):
            raise DamagedPictureError(CUT_OFF)
        yield Chunk(kind, position, end, data[position + 8 : end])
        position = end + length % 2


@dataclass(frozen=True, slots=True)
class GifFrames:
    """What a walk over a GIF's blocks finds: how many frames, whether any is see-through."""

    count: int
    transparent: bool


def gif_frames(data: bytes) -> GifFrames:
    """Walk the blocks of a GIF to its trailer. Raises: DamagedPictureError."""
    try:
        return _gif_frames(data)
    except (IndexError, struct.error):
        raise DamagedPictureError(CUT_OFF) from None


def _gif_frames(data: bytes) -> GifFrames:
    position = 13 + _colour_table(data[10])
    count, transparent = 0, False
    while (introducer := data[position]) != 0x3B:
        if introducer == 0x21:
            if data[position + 1] == 0xF9:
                transparent = transparent or bool(data[position + 3] & 1)
            position += 2
        elif introducer == 0x2C:
            count += 1
            position += 10 + _colour_table(data[position + 9]) + 1
        else:
            raise DamagedPictureError("is damaged: its parts do not follow each other")
        while data[position]:
            position += data[position] + 1
        position += 1
    if not count:
        raise DamagedPictureError("holds no picture")
    return GifFrames(count, transparent)


def _colour_table(flags: int) -> int:
    """Return the bytes of the colour table that ``flags`` announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def tiff_tags(data: bytes) -> Mapping[int, tuple[int, ...] | bytes]:
    """Return the tags of a TIFF's first picture, or of an EXIF block, by number.

    Whole numbers come as tuples, everything else as bytes. Tags that lead out of the data are
    left out. Raises: DamagedPictureError when there is no first directory.
    """
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    try:
        if order is None:
            raise DamagedPictureError("is damaged: its header makes no sense")
        magic, directory = struct.unpack_from(order + "HI", data, 2)
        if magic != 42:
            raise DamagedPictureError("is a TIFF of a kind that nothing here can read")
        (count,) = struct.unpack_from(order + "H", data, directory)
        entries = [
            struct.unpack_from(order + "HHI4s", data, directory + 2 + 12 * number)
            for number in range(count)
        ]
    except struct.error:
        raise DamagedPictureError(CUT_OFF) from None
    tags: dict[int, tuple[int, ...] | bytes] = {}
    for tag, kind, amount, field in entries:
        value = _tiff_value(data, order, kind, amount, field)
        if value is not None:
            tags[tag] = value
    return tags


def _tiff_value(
    data: bytes, order: str, kind: int, amount: int, field: bytes
) -> tuple[int, ...] | bytes | None:
    code = TIFF_TYPES.get(kind, "s")
    size = amount * struct.calcsize(code)
    if size <= 4:
        raw = field[:size]
    else:
        (offset,) = struct.unpack(order + "I", field)
        raw = data[offset : offset + size]
    if len(raw) < size:
        return None
    if (kind in (1, 6) and amount > 4) or code == "s":
        return raw
    if amount > MAX_TIFF_VALUES:
        return None
    return struct.unpack(f"{order}{amount}{code}", raw)


def tiff_number(tags: Mapping[int, tuple[int, ...] | bytes], tag: int, default: int) -> int:
    """Return the first number of ``tag``, or ``default``."""
    value = tags.get(tag)
    return value[0] if isinstance(value, tuple) and value else default


def exif_orientation(exif: bytes) -> int:
    """Return the orientation an EXIF block asks for, 1 to 8; 1 when it says nothing sensible."""
    try:
        orientation = tiff_number(tiff_tags(exif), 0x0112, 1)
    except DamagedPictureError:
        return 1
    return orientation if 1 <= orientation <= 8 else 1
