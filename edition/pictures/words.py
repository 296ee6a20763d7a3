"""Reads the words photographers put into their files: caption, credit, copyright, alt text.

Two records exist side by side: IPTC's old IIM and XMP. Where both speak, XMP is the newer.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from .containers import (
    Chunk,
    DamagedPictureError,
    jpeg_segments,
    png_chunks,
    riff_chunks,
    tiff_tags,
)
from .headers import raster_kind
from .measure import MAX_BYTES

MAX_XMP = 4_000_000
MAX_WORDS = 10_000
"""Characters kept of any one field."""

_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_XMP_EXTENDED = b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_PNG_XMP = b"XML:com.adobe.xmp"
_IIM_RESOURCE = 0x0404

_DC = "http://purl.org/dc/elements/1.1/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FIELDS = {
    f"{{{_DC}}}description": "caption",
    f"{{{_DC}}}creator": "creator",
    f"{{{_DC}}}rights": "copyright",
    "{http://ns.adobe.com/photoshop/1.0/}Credit": "credit",
    "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility": "alt",
}
_DATASETS = {120: "caption", 110: "credit", 80: "creator", 116: "copyright"}

_Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EmbeddedWords:
    """The words inside a picture file; ``None`` where it has none.

    ``credit`` is the credit line; without one, the photographer; without that, the copyright
    notice.
    """

    caption: str | None = None
    credit: str | None = None
    copyright: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class _Records:
    """The raw records of a file: the XMP packet and the IIM datasets."""

    xmp: bytes = b""
    iim: bytes = b""


def words_in(path: Path) -> EmbeddedWords:
    """Return the words inside the picture at ``path``; nothing from a file that is damaged."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return EmbeddedWords()
        records = _records(path.read_bytes())
    except OSError:
        return EmbeddedWords()
    words = {**_iim_words(records.iim), **_xmp_words(records.xmp)}
    credit = words.get("credit") or words.get("creator") or words.get("copyright")
    return EmbeddedWords(words.get("caption"), credit, words.get("copyright"), words.get("alt"))


def _records(data: bytes) -> _Records:
    try:
        match raster_kind(data):
            case "jpeg":
                return _jpeg_records(data)
            case "png":
                return _Records(xmp=_png_xmp(png_chunks(data)))
            case "webp":
                chunks = (one.payload for one in riff_chunks(data) if one.kind == b"XMP ")
                return _Records(xmp=next(chunks, b""))
            case "tiff":
                return _tiff_records(data)
            case _:
                return _Records()
    except (DamagedPictureError, ValueError, zlib.error):
        return _Records()


def _jpeg_records(data: bytes) -> _Records:
    xmp, extended, photoshop = b"", b"", b""
    for segment in jpeg_segments(data):
        if segment.marker == 0xE1 and segment.payload.startswith(_XMP):
            xmp = xmp or segment.payload[len(_XMP) :]
        elif segment.marker == 0xE1 and segment.payload.startswith(_XMP_EXTENDED):
            # After the name: a GUID of 32 letters, the whole length, this part's offset. Cameras
            # write the parts in order, so their offsets need not be looked at.
            extended += segment.payload[len(_XMP_EXTENDED) + 40 :]
        elif segment.marker == 0xED and segment.payload.startswith(_PHOTOSHOP):
            photoshop += segment.payload[len(_PHOTOSHOP) :]
    records = _Records(xmp, _iim_in(photoshop))
    if extended and not _xmp_words(xmp):
        return replace(records, xmp=extended)
    return records


def _png_xmp(chunks: Iterator[Chunk]) -> bytes:
    for chunk in chunks:
        if chunk.kind == b"iTXt" and chunk.payload.startswith(_PNG_XMP + b"\0"):
            compressed = chunk.payload[len(_PNG_XMP) + 1] == 1
            text = chunk.payload[len(_PNG_XMP) + 3 :].split(b"\0", 2)[-1]
            return zlib.decompressobj().decompress(text, MAX_XMP + 1) if compressed else text
    return b""


def _tiff_records(data: bytes) -> _Records:
    tags = tiff_tags(data)
    xmp, iim, photoshop = (_raw(tags.get(number)) for number in (700, 33723, 34377))
    return _Records(xmp, iim or _iim_in(photoshop))


def _raw(value: tuple[int, ...] | bytes | None) -> bytes:
    """Return a tag's bytes; IIM is sometimes declared as 32-bit numbers in little-endian order."""
    if isinstance(value, tuple):
        return b"".join((number & 0xFFFFFFFF).to_bytes(4, "little") for number in value)
    return value or b""


def _iim_in(resources: bytes) -> bytes:
    """Return the IIM record among Photoshop's image resources."""
    position = 0
    while resources[position : position + 4] == b"8BIM" and position + 12 <= len(resources):
        number = int.from_bytes(resources[position + 4 : position + 6], "big")
        name = resources[position + 6] + 1
        start = position + 6 + name + name % 2
        length = int.from_bytes(resources[start : start + 4], "big")
        if number == _IIM_RESOURCE:
            return resources[start + 4 : start + 4 + length]
        position = start + 4 + length + length % 2
    return b""


def _iim_words(record: bytes) -> _Words:
    values: dict[str, list[bytes]] = {}
    encoding: str | None = None
    position = 0
    while record[position : position + 1] == b"\x1c" and position + 5 <= len(record):
        group, number = record[position + 1], record[position + 2]
        length = int.from_bytes(record[position + 3 : position + 5], "big")
        if length & 0x8000:  # an extended length; nothing a caption could need
            break
        value = record[position + 5 : position + 5 + length]
        position += 5 + length
        if (group, number) == (1, 90) and value == b"\x1b%G":
            encoding = "utf-8"
        elif group == 2 and number in _DATASETS:
            values.setdefault(_DATASETS[number], []).append(value)
    plain = {
        field: _tidied(", ".join(_decoded(one, encoding) for one in found))
        for field, found in values.items()
    }
    return {field: text for field, text in plain.items() if text}


def _decoded(value: bytes, encoding: str | None) -> str:
    if encoding:
        return value.decode(encoding, errors="replace")
    try:  # most programs write UTF-8 without saying so
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _xmp_words(packet: bytes) -> _Words:
    if not packet.strip(b"\0 \t\r\n") or len(packet) > MAX_XMP or b"<!DOCTYPE" in packet:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(packet.strip(b"\0 \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        return {}
    words: dict[str, str] = {}
    for description in root.iter(f"{{{_RDF}}}Description"):
        short = {str(name): str(value) for name, value in description.attrib.items()}
        long = {str(one.tag): _value(one) for one in description if isinstance(one.tag, str)}
        for name, field in _FIELDS.items():
            text = _tidied(long.get(name) or short.get(name) or "")
            if text:
                words.setdefault(field, text)
    return words


def _value(element: etree._Element) -> str:
    """Return a property's text: of its languages the default one, of several people all."""
    items = list(element.iter(f"{{{_RDF}}}li"))
    if not items:
        return _text(element)
    if element.find(f"{{{_RDF}}}Alt") is None:
        return ", ".join(filter(None, map(_text, items)))
    default = [one for one in items if one.get(_LANG) == "x-default" and _text(one)]
    return next(filter(None, map(_text, default + items)), "")


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _tidied(text: str) -> str:
    """Return ``text`` on one line, without control characters."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text[: 2 * MAX_WORDS]).strip()[:MAX_WORDS]
