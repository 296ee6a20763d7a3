"""Takes what is not the picture out of picture files, without touching the picture.

Where a photograph was taken, with which camera, and who is in it leave the house with no edition;
and WeasyPrint re-encodes any JPEG that carries EXIF.
"""

from __future__ import annotations

from .containers import PNG_SIGNATURE, START_OF_SCAN, Segment, jpeg_end, jpeg_segments, png_chunks
from .headers import Header

_ICC = b"ICC_PROFILE\0"
_ADOBE, _COMMENT = 0xEE, 0xFE
_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"IDAT", b"IEND")
)
_SRGB = (b"sRGB", "sRGB".encode("utf-16-be"))


def plain(header: Header, data: bytes) -> bytes | None:
    """Return the file without metadata; ``None`` when it must be decoded to come out right.

    Raises: DamagedPictureError.
    """
    if header.orientation != 1 or header.bits > 8:
        return None
    if header.kind == "jpeg" and (header.colour == "cmyk" or not has_foreign_profile(data)):
        return plain_jpeg(data)
    if header.kind == "png" and not has_foreign_profile(data):
        return plain_png(data)
    return None


def plain_jpeg(data: bytes, *, profile: bool = True) -> bytes:
    """Return the JPEG with its picture, profile and Adobe marker alone, byte for byte.

    ``data`` itself comes back when there is nothing to take out. Without ``profile`` for a
    press, whose own profile is the only one that counts.
    Raises: DamagedPictureError.
    """
    segments = list(jpeg_segments(data))
    end = jpeg_end(data, segments[-1].end) if segments[-1].marker == START_OF_SCAN else len(data)
    kept = [one for one in segments if _belongs(one) and (profile or one.marker != 0xE2)]
    if len(kept) == len(segments) and end == len(data):
        return data
    start = segments[-1].end
    parts = (data[one.start : one.end] for one in kept)
    return b"".join((data[:2], *parts, data[start:end]))


def _belongs(segment: Segment) -> bool:
    if segment.marker == 0xE0:
        return segment.payload.startswith(b"JFIF")
    if segment.marker == 0xE2:
        return segment.payload.startswith(_ICC)
    application = 0xE0 <= segment.marker <= 0xEF
    return segment.marker == _ADOBE or not (application or segment.marker == _COMMENT)


def plain_png(data: bytes) -> bytes:
    """Return the PNG with the chunks that decide its looks alone: no words, no second frame.

    Raises: DamagedPictureError.
    """
    chunks = list(png_chunks(data))
    kept = [one for one in chunks if one.kind in _PNG_KEPT]
    if len(kept) == len(chunks) and chunks[-1].end == len(data):
        return data
    return PNG_SIGNATURE + b"".join(data[one.start : one.end] for one in kept)


def has_foreign_profile(data: bytes) -> bool:
    """Return whether a JPEG or PNG carries a colour profile other than sRGB.

    Raises: DamagedPictureError.
    """
    if data.startswith(PNG_SIGNATURE):  # the profile is compressed; its name is not
        return any(
            one.kind == b"iCCP" and b"sRGB" not in one.payload[:80] for one in png_chunks(data)
        )
    profile = b"".join(
        one.payload[len(_ICC) + 2 :]
        for one in jpeg_segments(data)
        if one.marker == 0xE2 and one.payload.startswith(_ICC)
    )
    return bool(profile) and not any(name in profile for name in _SRGB)
