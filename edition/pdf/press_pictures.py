"""Puts pictures into inks that no story brought along: those in drawings and in styles."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from ..pictures.press import as_it_is, is_white
from ..press_profile import PressProfile
from .placements import entries

_TYPES = {"/DeviceGray": 0, "/DeviceRGB": 2}
"""The engine's colours of pictures, as a PNG numbers them."""
_KEPT = ("SMask",)


def ink_pictures(pdf: Any, profile: PressProfile) -> None:
    """Put every picture of the engine's own making that is left into the inks of ``profile``.

    Those of the stories came in inks. How see-through one is stays as it is, unless it is
    not see-through at all.
    """
    masks = {bytes(one.extra["SMask"]) for one in _pictures(pdf) if "SMask" in one.extra}
    for one in _pictures(pdf):
        source = one.stream[0]
        if one.reference in masks or isinstance(source, bytes) or callable(source):
            continue
        if one.extra["ColorSpace"] not in _TYPES:
            continue
        made = as_it_is(_file(one.extra, source.data), profile)
        if made is None:
            continue
        kept = {key: one.extra[key] for key in _KEPT if key in one.extra}
        if "SMask" in kept and _is_opaque(pdf.objects[int(bytes(kept["SMask"]).split()[0])]):
            del kept["SMask"]
        one.stream, one.extra = [made.data], {**entries(made), **kept}


def _pictures(pdf: Any) -> Iterator[Any]:
    for one in pdf.objects:
        if isinstance(getattr(one, "stream", None), list) and one.extra.get("Subtype") == "/Image":
            yield one


def _file(said: Mapping[str, Any], data: bytes) -> bytes:
    """Return a picture in a PDF as the file it was: a JPEG, or a PNG from its rows."""
    if said["Filter"] == "/DCTDecode":
        return data
    kind = _TYPES[said["ColorSpace"]]
    head = struct.pack(">IIBBBBB", said["Width"], said["Height"], 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(one)) + name + one + struct.pack(">I", zlib.crc32(name + one))
        for name, one in chunks
    )


def _is_opaque(mask: Any) -> bool:
    """Return whether a mask of the engine's lets nothing through."""
    return is_white(_file(mask.extra, mask.stream[0].data))
