"""A picture is measured as it will be seen, and a bad one is turned away with a reason."""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path

import pytest

from edition.findings import Finding
from edition.model import Picture
from edition.pictures import measure as module
from edition.pictures.measure import measure

from .conftest import ORIGIN, Measured, diagram, encoded, exif, jpeg_with, photograph

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"><path d="M0 0h5"/></svg>'


def of(data: bytes, name: str, folder: Path) -> tuple[Picture | None, tuple[Finding, ...]]:
    path = folder / name
    path.write_bytes(data)
    return measure(path, name=name, origin=ORIGIN)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [one.code for one in findings]


@pytest.mark.parametrize(
    ("name", "data", "kind", "colour"),
    [
        ("a.jpg", encoded(photograph(), "JPEG"), "jpeg", "rgb"),
        ("a.jpeg", encoded(photograph(), "JPEG", progressive=True), "jpeg", "rgb"),
        ("grey.jpg", encoded(photograph(mode="L"), "JPEG"), "jpeg", "grey"),
        ("cmyk.jpg", encoded(photograph(mode="CMYK"), "JPEG"), "jpeg", "cmyk"),
        ("a.png", encoded(photograph(), "PNG"), "png", "rgb"),
        ("grey.png", encoded(photograph(mode="L"), "PNG"), "png", "grey"),
        ("palette.png", encoded(diagram(mode="P"), "PNG"), "png", "rgb"),
        ("a.gif", encoded(diagram(mode="P"), "GIF"), "gif", "rgb"),
        ("a.webp", encoded(photograph(), "WEBP"), "webp", "rgb"),
        ("lossless.webp", encoded(photograph(), "WEBP", lossless=True), "webp", "rgb"),
        ("a.tif", encoded(photograph(), "TIFF"), "tiff", "rgb"),
        ("lzw.tiff", encoded(photograph(), "TIFF", compression="tiff_lzw"), "tiff", "rgb"),
        ("cmyk.tif", encoded(photograph(mode="CMYK"), "TIFF"), "tiff", "cmyk"),
    ],
)
def test_the_header_says_size_kind_and_colour(
    name: str, data: bytes, kind: str, colour: str, tmp_path: Path
) -> None:
    picture, findings = of(data, name, tmp_path)
    assert picture is not None
    assert (picture.width, picture.height, picture.kind) == (240, 160, kind)
    assert picture.colour == colour
    assert picture.digest == hashlib.sha256(data).hexdigest()
    assert not picture.animated
    assert not picture.transparent
    assert findings == ()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_size_is_that_of_the_picture_held_upright(
    kind: str, orientation: int, measured: Measured
) -> None:
    data = encoded(photograph(), kind, exif=exif(orientation))
    picture = measured(data, f"a.{kind.lower()}")
    upright = (240, 160) if orientation < 5 else (160, 240)
    assert (picture.width, picture.height) == upright


def test_transparency_and_movement_are_seen(tmp_path: Path) -> None:
    still, moving = diagram(mode="P"), photograph(mode="P")
    rgba = photograph(mode="RGBA")
    rgba.putalpha(128)
    assert of(encoded(rgba, "PNG"), "a.png", tmp_path)[0].transparent  # type: ignore[union-attr]
    assert of(encoded(rgba, "WEBP"), "a.webp", tmp_path)[0].transparent  # type: ignore[union-attr]
    for kind in ("GIF", "PNG", "WEBP"):
        data = encoded(still, kind, save_all=True, append_images=[moving])
        picture, findings = of(data, f"moving.{kind.lower()}", tmp_path)
        assert picture is not None
        assert picture.animated, kind
        assert codes(findings) == ["PIC-010"], kind


def test_content_and_not_the_name_tells_the_kind(tmp_path: Path) -> None:
    picture, findings = of(encoded(diagram(), "PNG"), "press.jpg", tmp_path)
    assert picture is not None
    assert picture.kind == "png"
    assert codes(findings) == ["PIC-005"]
    assert "press.png" in (findings[0].hint or "")
    assert findings[0].origin == ORIGIN


WHOLE = {
    "jpg": encoded(photograph(), "JPEG", exif=exif(1)),
    "progressive.jpg": encoded(photograph(), "JPEG", progressive=True),
    "png": encoded(photograph(), "PNG"),
    "gif": encoded(photograph(mode="P"), "GIF"),
    "webp": encoded(photograph(), "WEBP"),
    "tif": encoded(photograph(), "TIFF"),
}


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.99])
@pytest.mark.parametrize("name", WHOLE)
def test_a_picture_that_is_cut_off_is_found(name: str, part: float, tmp_path: Path) -> None:
    data = WHOLE[name]
    picture, findings = of(data[: int(len(data) * part)], f"a.{name}", tmp_path)
    assert picture is None
    assert codes(findings) == ["PIC-002"]
    assert findings[0].hint


def test_a_preview_inside_does_not_hide_that_the_picture_is_cut_off(tmp_path: Path) -> None:
    preview = encoded(photograph(40, 30), "JPEG")
    data = jpeg_with(WHOLE["jpg"], 0xE5, preview)
    assert of(data, "a.jpg", tmp_path)[0] is not None
    assert codes(of(data[:-2000], "a.jpg", tmp_path)[1]) == ["PIC-002"]


def test_what_a_camera_appends_is_not_the_picture(tmp_path: Path) -> None:
    assert of(WHOLE["jpg"] + b"trailer" * 9, "a.jpg", tmp_path)[1] == ()


def test_a_changed_byte_in_a_png_is_found(tmp_path: Path) -> None:
    data = bytearray(WHOLE["png"])
    data[len(data) // 2] ^= 0xFF
    assert codes(of(bytes(data), "a.png", tmp_path)[1]) == ["PIC-002"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\0\0\0\x18ftypheic" + bytes(40), "HEIC"),
        (b"\0\0\0\x18ftypavif" + bytes(40), "AVIF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"BM" + bytes(60), "BMP"),
        (b"8BPS" + bytes(60), "Photoshop"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "placeholder"),
        (b"II*\0\x10\0\0\0CR\2\0" + bytes(60), "raw"),
        (b"hello", "not known"),
        (b"", "empty"),
    ],
)
def test_a_file_no_edition_can_show_is_called_what_it_is(
    data: bytes, what: str, tmp_path: Path
) -> None:
    picture, findings = of(data, "a.jpg", tmp_path)
    assert picture is None
    assert codes(findings) == ["PIC-002"]
    assert what in findings[0].message
    assert findings[0].hint


def test_a_folder_or_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "folder.jpg").mkdir()
    for name in ("folder.jpg", "missing.jpg"):
        picture, findings = measure(tmp_path / name, name=name, origin=ORIGIN)
        assert picture is None
        assert codes(findings) == ["PIC-002"]


def png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(data, zlib.crc32(kind))
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(99))), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("size", [(100_000, 100_000), (12_001, 12_501), (6_000, 6_000)])
def test_a_decompression_bomb_is_turned_away(size: tuple[int, int], tmp_path: Path) -> None:
    picture, findings = of(png_claiming(*size), "bomb.png", tmp_path)
    assert picture is None
    assert codes(findings) == ["PIC-004"]


def test_a_large_honest_photograph_is_taken(tmp_path: Path) -> None:
    data = encoded(photograph(600, 400).resize((6000, 4000)), "JPEG", quality=60)
    picture, findings = of(data, "large.jpg", tmp_path)
    assert picture is not None
    assert findings == ()


def test_a_file_of_too_many_bytes_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 1000)
    assert codes(of(WHOLE["jpg"], "a.jpg", tmp_path)[1]) == ["PIC-004"]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="10" height="5"', (10, 5)),
        ('width="25.4mm" height="1in"', (96, 96)),
        ('width="100%" viewBox="0 0 640 480"', (640, 480)),
        ('width="320" viewBox="0,0,640,480"', (320, 240)),
        ('height="100pt" viewBox="0 0 2 1"', (267, 133)),
        ('width="nonsense"', (300, 150)),
        ("", (300, 150)),
    ],
)
def test_a_drawing_is_as_large_as_it_says(
    attributes: str, size: tuple[int, int], tmp_path: Path
) -> None:
    data = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><path d="M0 0"/></svg>'
    picture, findings = of(data.encode(), "a.svg", tmp_path)
    assert picture is not None
    assert (picture.kind, picture.width, picture.height) == ("svg", *size)
    assert findings == ()


def test_what_a_drawing_carried_is_said_when_it_is_measured(tmp_path: Path) -> None:
    data = SVG.replace(b"<path", b"<script>alert(1)</script><path onclick='x()'")
    picture, findings = of(data, "a.svg", tmp_path)
    assert picture is not None
    assert codes(findings) == ["PIC-009"]
    assert "scripts" in findings[0].message


def test_a_drawing_under_a_photographs_name_is_still_a_drawing(tmp_path: Path) -> None:
    picture, findings = of(SVG, "a.png", tmp_path)
    assert picture is not None
    assert picture.kind == "svg"
    assert codes(findings) == ["PIC-005"]
