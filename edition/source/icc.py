"""What an ICC profile says of itself: enough to know whether it is that of a press."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

LARGEST = 20_000_000
"""Bytes of the largest profile that is read; a press's has a few millions at most."""


@dataclass(frozen=True, slots=True)
class Icc:
    """The head of an ICC profile (ICC.1:2022, 7.2): its class, its inks, its name."""

    kind: str
    """``prtr`` for a press."""
    space: str
    """``CMYK`` for four inks."""
    description: str


def read_icc(path: Path) -> Icc | None:
    """Return the head of the profile at ``path``; ``None`` when it is none, or cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        return None
    if not 132 <= len(data) <= LARGEST or data[36:40] != b"acsp":
        return None
    kind, space = (data[at : at + 4].decode("latin-1").strip() for at in (12, 16))
    return Icc(kind, space, _description(data) or path.stem)


def _description(data: bytes) -> str:
    """Return the text of the tag ``desc``, in either of its two forms; empty when there is none."""
    count = min(int.from_bytes(data[128:132], "big"), 200)
    for at in range(132, min(132 + 12 * count, len(data) - 11), 12):
        name, start, size = struct.unpack(">4sII", data[at : at + 12])
        if name != b"desc" or start + size > len(data):
            continue
        tag = data[start : start + size]
        if tag[:4] == b"desc":
            length = int.from_bytes(tag[8:12], "big")
            return _plain(tag[12 : 12 + length].decode("latin-1"))
        if tag[:4] == b"mluc" and len(tag) >= 28:
            length, offset = struct.unpack(">II", tag[20:28])
            return _plain(tag[offset : offset + length].decode("utf-16-be", "replace"))
    return ""


def _plain(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())[:200]
