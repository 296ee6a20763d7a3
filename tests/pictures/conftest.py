"""Pictures made on the spot, so that each test shows what is in its file."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image, ImageDraw

from edition.model import Origin, Picture
from edition.pictures.measure import measure

ORIGIN = Origin(Path("issues/2026-03-06/press.md"), 7)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("EDITION_CACHE", str(folder))
    return folder


def photograph(width: int = 240, height: int = 160, mode: str = "RGB") -> Image.Image:
    """Return continuous tone with enough noise that no PNG makes it small."""
    noise = Image.frombytes("L", (width, height), Random(width).randbytes(width * height))
    ramp = Image.linear_gradient("L").resize((width, height))
    bands = (Image.blend(noise, ramp, 0.8), ramp, Image.blend(ramp, noise, 0.2))
    return Image.merge("RGB", bands).convert(mode)


def diagram(width: int = 240, height: int = 160, mode: str = "RGB") -> Image.Image:
    """Return three flat colours and a few lines."""
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((width // 24, height // 16, width // 2, height - height // 16), fill="navy")
    pen.line((0, 0, width, height), fill="red", width=3)
    return picture.convert(mode)


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def decoded(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def exif(orientation: int) -> Image.Exif:
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x013B] = "A photographer"
    return block


def jpeg_with(data: bytes, marker: int, payload: bytes) -> bytes:
    """Return the JPEG ``data`` with one more segment behind its start."""
    segment = b"\xff" + bytes((marker,)) + struct.pack(">H", len(payload) + 2) + payload
    return data[:2] + segment + data[2:]


Measured = Callable[..., Picture]


@pytest.fixture
def measured(tmp_path: Path) -> Measured:
    """Write bytes to a file and return the picture measured; nothing may be wrong with it."""

    def write(data: bytes, name: str) -> Picture:
        path = tmp_path / name
        path.write_bytes(data)
        picture, _ = measure(path, name=name, origin=ORIGIN)
        assert picture is not None
        return picture

    return write
