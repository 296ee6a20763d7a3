"""What is written inside picture files: EXIF, IPTC and XMP, and the colour profile."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PIL import Image, ImageCms


@dataclass(frozen=True, slots=True)
class Label:
    """The words a picture carries inside itself."""

    caption: str
    credit: str
    copyright: str
    alt: str
    date: str


def srgb_profile() -> bytes:
    """A plain sRGB profile whose bytes do not change with the clock."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = bytes((7, 234, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # 1 January 2026
    data[84:100] = bytes(16)  # the profile's own checksum: zero means not computed
    return bytes(data)


def exif(label: Label | None, *, orientation: int = 1) -> bytes:
    """An EXIF block: orientation and, when there is a label, description and copyright."""
    block = Image.Exif()
    if orientation != 1:
        block[0x0112] = orientation
    if label:
        # Bytes, since Pillow would turn what ASCII lacks into question marks.
        block[0x010E] = label.caption.encode()
        block[0x013B] = label.credit.encode()
        block[0x8298] = label.copyright.encode()
    return bytes(block.tobytes())


def xmp(label: Label) -> bytes:
    """An XMP packet with description, credit, rights and the accessibility text."""

    def alt(words: str) -> str:
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'

    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 photoshop:Credit="{escape(label.credit)}">
<dc:description>{alt(label.caption)}</dc:description>
<dc:rights>{alt(label.copyright)}</dc:rights>
<dc:creator><rdf:Seq><rdf:li>{escape(label.credit)}</rdf:li></rdf:Seq></dc:creator>
<Iptc4xmpCore:AltTextAccessibility>{alt(label.alt)}</Iptc4xmpCore:AltTextAccessibility>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode()


def iptc(label: Label) -> bytes:
    """The same words as IPTC-IIM datasets in a Photoshop resource block, in UTF-8."""

    def dataset(record: int, number: int, value: bytes) -> bytes:
        return bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value

    body = dataset(1, 90, b"\x1b%G")  # the character set: UTF-8
    body += dataset(2, 0, b"\x00\x04")
    body += dataset(2, 55, label.date.replace("-", "").encode())
    body += dataset(2, 110, label.credit.encode())
    body += dataset(2, 116, label.copyright.encode())
    body += dataset(2, 120, label.caption.encode())
    padded = body + b"\x00" if len(body) % 2 else body
    return b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(body).to_bytes(4, "big") + padded


def with_blocks(jpeg: bytes, label: Label) -> bytes:
    """Put the XMP and IPTC segments after a JPEG's first application segments."""
    at = 2
    while jpeg[at] == 0xFF and jpeg[at + 1] in (0xE0, 0xE1):
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")

    def segment(marker: int, body: bytes) -> bytes:
        return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body

    extra = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + xmp(label))
    extra += segment(0xED, iptc(label))
    return jpeg[:at] + extra + jpeg[at:]
