"""Whatever the bytes, a picture is measured, read and derived without a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.findings import RULES
from edition.model import PicturePolicy
from edition.pictures.derive import for_print, for_screen
from edition.pictures.measure import measure
from edition.pictures.words import words_in

from .conftest import ORIGIN, diagram, encoded, exif, jpeg_with, photograph
from .test_words import FULL, XAP, iim

SVG = (
    b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e "x">]><svg xmlns="http://www.w3.org/2000/svg" '
    b'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><style>.a{fill:url(#g)}</style>'
    b'<defs><linearGradient id="g"/></defs><g id="1" class="a"><use xlink:href="#g"/>&e;</g></svg>'
)
RECORD = iim((2, 120, b"Caption"), (2, 80, b"Name"))
PHOTOGRAPH = encoded(photograph(24, 16), "JPEG", exif=exif(6))

SEEDS = {
    "jpeg": jpeg_with(jpeg_with(PHOTOGRAPH, 0xED, RECORD), 0xE1, XAP + FULL),
    "png": encoded(photograph(24, 16, "RGBA"), "PNG", exif=exif(3)),
    "gif": encoded(diagram(24, 16, "P"), "GIF", save_all=True, append_images=[diagram(24, 16)]),
    "webp": encoded(photograph(24, 16), "WEBP", exif=exif(8), xmp=FULL),
    "tiff": encoded(photograph(24, 16), "TIFF", tiffinfo={700: FULL}),
    "svg": SVG,
}

Change = tuple[int, bytes, int]
changes = st.lists(
    st.tuples(st.integers(0, 4000), st.binary(max_size=4), st.integers(0, 6)), max_size=8
)


def changed(data: bytes, edits: list[Change]) -> bytes:
    """Replace some bytes at each place by some others."""
    for place, insert, length in edits:
        position = place % (len(data) + 1)
        data = data[:position] + insert + data[position + length :]
    return data


@pytest.mark.parametrize("kind", SEEDS)
@given(edits=changes)
@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_change_to_a_file_leads_to_a_traceback(
    kind: str, edits: list[Change], tmp_path: Path
) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(changed(SEEDS[kind], edits))
    words_in(path)
    picture, findings = measure(path, name=path.name, origin=ORIGIN)
    assert picture is not None or findings
    if picture is not None and picture.width * picture.height < 100_000:
        for derivatives, more in (
            for_screen([picture], PicturePolicy(), jobs=1),
            for_print([picture], jobs=1),
        ):
            assert derivatives or more
            findings += more
    assert all(one.code in RULES and one.message.endswith(".") for one in findings)


@given(data=st.binary(max_size=200))
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\x10\0\0\0WEBP",
        b"II*\0",
        b"<svg ",
    ],
)
def test_no_file_at_all_leads_to_a_traceback(start: bytes, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(start + data)
    words_in(path)
    picture, findings = measure(path, name="a.jpg", origin=ORIGIN)
    assert picture is not None or findings
