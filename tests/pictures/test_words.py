"""The words photographers put into their files are found, in whatever record they stand."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from edition.pictures.words import EmbeddedWords, words_in

from .conftest import encoded, jpeg_with, photograph

XAP = b"http://ns.adobe.com/xap/1.0/\0"
HEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
)
FOOT = "</rdf:RDF></x:xmpmeta>"


def packet(inner: str) -> bytes:
    wrapped = f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{HEAD}{inner}{FOOT}'
    return wrapped.encode() + b" " * 200 + b'<?xpacket end="w"?>'


FULL = packet(
    '<rdf:Description rdf:about="" photoshop:Credit="Forme/Pool">'
    '<dc:description><rdf:Alt><rdf:li xml:lang="de">Die Presse</rdf:li>'
    '<rdf:li xml:lang="x-default">The press &amp; its\n crew</rdf:li></rdf:Alt></dc:description>'
    "<dc:creator><rdf:Seq><rdf:li>Ann Ade</rdf:li><rdf:li>Bo Bell</rdf:li></rdf:Seq></dc:creator>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Forme</rdf:li></rdf:Alt></dc:rights>'
    '<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="en">Four people at a press'
    "</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility></rdf:Description>"
)


def iim(*datasets: tuple[int, int, bytes]) -> bytes:
    """Return a Photoshop segment's payload with these IIM datasets."""
    record = b"".join(
        struct.pack(">BBBH", 0x1C, group, number, len(value)) + value
        for group, number, value in datasets
    )
    other = b"8BIM\x03\xed\x00\x00" + struct.pack(">I", 3) + b"abc\0"
    resource = b"8BIM\x04\x04\x03abc" + struct.pack(">I", len(record)) + record
    return b"Photoshop 3.0\0" + other + resource + b"\0" * (len(record) % 2)


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    data = encoded(photograph(), "JPEG")
    for marker, payload in reversed(segments):
        data = jpeg_with(data, marker, payload)
    return data


def words(data: bytes, folder: Path) -> EmbeddedWords:
    path = folder / "a"
    path.write_bytes(data)
    return words_in(path)


def test_every_field_of_xmp_is_read(tmp_path: Path) -> None:
    assert words(jpeg((0xE1, XAP + FULL)), tmp_path) == EmbeddedWords(
        caption="The press & its crew",
        credit="Forme/Pool",
        copyright="© Forme",
        alt="Four people at a press",
    )


def test_every_field_of_iim_is_read(tmp_path: Path) -> None:
    record = iim(
        (1, 90, b"\x1b%G"),
        (2, 120, "The press über alles".encode()),
        (2, 110, b"Forme"),
        (2, 80, b"Ann Ade"),
        (2, 116, "© 2026".encode()),
    )
    assert words(jpeg((0xED, record)), tmp_path) == EmbeddedWords(
        "The press über alles", "Forme", "© 2026", None
    )


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_an_undeclared_encoding_is_guessed(encoding: str, tmp_path: Path) -> None:
    record = iim((2, 120, "Über Köln".encode(encoding)))
    assert words(jpeg((0xED, record)), tmp_path).caption == "Über Köln"


def test_the_credit_falls_back_to_the_photographer_then_to_the_copyright(tmp_path: Path) -> None:
    people = iim((2, 80, b"Ann Ade"), (2, 80, b"Bo Bell"), (2, 116, b"(c) Forme"))
    assert words(jpeg((0xED, people)), tmp_path).credit == "Ann Ade, Bo Bell"
    assert words(jpeg((0xED, iim((2, 116, b"(c) Forme")))), tmp_path).credit == "(c) Forme"


def test_xmp_stands_above_iim_field_by_field(tmp_path: Path) -> None:
    old = iim((2, 120, b"Old caption"), (2, 110, b"Old credit"))
    new = packet(
        '<rdf:Description><dc:description><rdf:Alt><rdf:li xml:lang="x-default">New caption'
        "</rdf:li></rdf:Alt></dc:description></rdf:Description>"
    )
    found = words(jpeg((0xED, old), (0xE1, XAP + new)), tmp_path)
    assert (found.caption, found.credit) == ("New caption", "Old credit")


def test_a_record_split_over_segments_is_put_together(tmp_path: Path) -> None:
    payload = iim((2, 120, b"c" * 3000))
    half = len(payload) // 2
    parts = ((0xED, payload[:half]), (0xED, b"Photoshop 3.0\0" + payload[half:]))
    assert words(jpeg(*parts), tmp_path).caption == "c" * 3000


@pytest.mark.parametrize("compressed", [False, True])
def test_png_carries_xmp(compressed: bool, tmp_path: Path) -> None:
    text = zlib.compress(FULL) if compressed else FULL
    body = b"XML:com.adobe.xmp\0" + bytes((compressed, 0)) + b"\0\0" + text
    checksum = struct.pack(">I", zlib.crc32(body, zlib.crc32(b"iTXt")))
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body + checksum
    data = encoded(photograph(), "PNG")
    assert words(data[:33] + chunk + data[33:], tmp_path).credit == "Forme/Pool"


def test_tiff_and_webp_carry_xmp(tmp_path: Path) -> None:
    assert words(encoded(photograph(), "WEBP", xmp=FULL), tmp_path).credit == "Forme/Pool"
    tiff = encoded(photograph(), "TIFF", tiffinfo={700: FULL})
    assert words(tiff, tmp_path).alt == "Four people at a press"


def test_nothing_is_read_from_entities_or_the_network(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not print")
    hostile = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>{HEAD}<rdf:Description>'
        f"<photoshop:Credit>&e;</photoshop:Credit></rdf:Description>{FOOT}"
    )
    assert words(jpeg((0xE1, XAP + hostile.encode())), tmp_path) == EmbeddedWords()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        jpeg((0xE1, XAP + b"<broken")),
        jpeg((0xE1, XAP + b"\xff\xfe<")),
        jpeg((0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\xff\xff\xff\xff\x1c\x02\x78\xff")),
        jpeg((0xE1, XAP + FULL))[:60],
    ],
)
def test_a_damaged_record_says_nothing(data: bytes, tmp_path: Path) -> None:
    assert words(data, tmp_path) == EmbeddedWords()


def test_a_missing_file_says_nothing(tmp_path: Path) -> None:
    assert words_in(tmp_path / "missing.jpg") == EmbeddedWords()


def test_words_come_on_one_line_without_control_characters(tmp_path: Path) -> None:
    record = iim((2, 120, b" A\r\n caption\x00\x07 here "))
    assert words(jpeg((0xED, record)), tmp_path).caption == "A caption here"
