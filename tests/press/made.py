"""Makes the PDFs the preflight is tried on: small, whole, and wrong in one thing each.

``Made()`` is a page that keeps every rule of ``NEWS``; what is to be wrong is changed in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy
import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from edition.page import Edges
from edition.press_profile import (
    NO_EDGES,
    Floor,
    Ink,
    Intent,
    Marks,
    PressProfile,
    Resolution,
    Smallest,
)  # fmt: skip

INKS = Path(__file__).parents[2] / "edition" / "press" / "inks"
MM = 72 / 25.4
WIDE, HIGH = 100 * MM, 140 * MM
TITLE = "The Forme, 6 March 2026"
WHEN = "2026-03-06T00:00:00Z"

NEWS = PressProfile(
    name="news",
    title="A newspaper press",
    source="made for tests",
    standard="X-4",
    intent=Intent("CGATS TR 002", "Coldset on newsprint", INKS / "newsprint.icc"),
    ink=Ink(target=220, limit=240, rich_black=220),
    resolution=Resolution(Floor(100, 150), Floor(550, 800), 200, 1200),
    smallest=Smallest(type=6, type_inks=10, rule=0.25, rule_inks=0.25),
    width=100,
    height=140,
    margin=Edges(5, 5, 5, 5),
    page_multiple=1,
)
X1A = replace(NEWS, standard="X-1a")
SHEETS = replace(
    NEWS, bleed=Edges(3, 3, 3, 3), marks=Marks(), margin=NO_EDGES, blank_pages="warning"
)

LETTERS = " ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@cache
def font_program() -> bytes:
    """Return a TrueType font of boxes: every letter 500 wide, the space 250."""
    names = [".notdef", *(f"letter{index}" for index in range(len(LETTERS)))]
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 600), (450, 600), (450, 0)):
        pen.lineTo(corner)
    pen.closePath()
    box, empty = pen.glyph(), TTGlyphPen(None).glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(one): names[1 + at] for at, one in enumerate(LETTERS)})
    builder.setupGlyf({name: empty if name == "letter0" else box for name in names})
    widths = {name: (250 if name == "letter0" else 500, 0) for name in names}
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular", "psName": "Made-Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    held = BytesIO()
    builder.font["head"].created = builder.font["head"].modified = 3_800_000_000
    builder.font.recalcTimestamp = False
    builder.save(held)
    return held.getvalue()


def shown(words: str) -> str:
    """Return words as the codes of the font."""
    return "<" + "".join(f"{LETTERS.index(one) + 1:04x}" for one in words) + ">"


BLACK = "0 0 0 1 k"
OVER = "/Over gs"


def text(
    words: str = "Hamburg",
    *,
    size: float = 9,
    x: float = 30,
    y: float = 300,
    colour: str = BLACK,
    state: str = OVER,
    font: str = "F1",
) -> str:
    """Return a line of text in a state of its own."""
    return f"q {state} {colour} BT /{font} {size} Tf {x} {y} Td {shown(words)} Tj ET Q"


def rule(
    width: float = 0.5, *, y: float = 280, colour: str = "0 0 0 1 K", state: str = OVER
) -> str:
    """Return a horizontal line."""
    return f"q {state} {colour} {width} w 30 {y} m 200 {y} l S Q"


def area(
    colour: str,
    *,
    x: float = 30,
    y: float = 60,
    wide: float = 100,
    high: float = 100,
    state: str = "",
) -> str:
    """Return a filled rectangle."""
    return f"q {state} {colour} {x} {y} {wide} {high} re f Q"


def placed(name: str, wide: float, high: float, *, x: float = 150, y: float = 60) -> str:
    """Return a picture placed; lengths in points."""
    return f"q {wide} 0 0 {high} {x} {y} cm /{name} Do Q"


AS_THEY_ARE = {"stream_decode_level": pikepdf.StreamDecodeLevel.none}


@dataclass
class Made:
    """A PDF of one page, or more, before it is written."""

    standard: str = "X-4"
    content: list[str] = field(
        default_factory=lambda: [text(), rule(), placed("Im0", 72, 72), area("0.2 0 0.1 0 k")]
    )
    version: str | None = None
    boxes: dict[str, Any] = field(default_factory=lambda: {"TrimBox": [0, 0, WIDE, HIGH]})
    media: list[float] = field(default_factory=lambda: [0, 0, WIDE, HIGH])
    icc: bytes | None = field(default_factory=lambda: (INKS / "newsprint.icc").read_bytes())
    intent: dict[str, Any] = field(
        default_factory=lambda: {
            "OutputConditionIdentifier": "CGATS TR 002", "OutputCondition": "Newsprint",
            "Info": "Newsprint", "RegistryName": "http://www.color.org",
        }
    )  # fmt: skip
    info: dict[str, Any] = field(default_factory=dict)
    xmp: dict[str, str] = field(default_factory=dict)
    pages: int = 1
    on_pdf: list[Callable[[Pdf], None]] = field(default_factory=list)
    on_page: list[Callable[[Pdf, Any], None]] = field(default_factory=list)
    save: dict[str, Any] = field(default_factory=dict)
    raw: list[Callable[[bytes], bytes]] = field(default_factory=list)
    """What is done to the bytes in the end."""

    def add(self, *lines: str) -> Made:
        """Return the same with more drawn."""
        self.content += lines
        return self

    def resource(self, category: str, name: str, make: Callable[[Pdf], Any]) -> Made:
        """Return the same with one more thing to draw on."""

        def put(pdf: Pdf, page: Any) -> None:
            held = page.Resources.get(f"/{category}")
            if held is None:
                page.Resources[f"/{category}"] = held = Dictionary()
            held[f"/{name}"] = make(pdf)

        self.on_page.append(put)
        return self

    def bytes(self) -> bytes:
        """Return the file."""
        pdf = pikepdf.new()
        shared = resources(pdf)
        for _ in range(self.pages):
            page = Dictionary(
                Type=Name.Page, MediaBox=Array(self.media), Resources=shared,
                Contents=pdf.make_stream("\n".join(self.content).encode("latin-1")),
            )  # fmt: skip
            for key, value in self.boxes.items():
                page[f"/{key}"] = Array(value) if isinstance(value, list) else value
            made = pdf.make_indirect(page)
            for change in self.on_page:
                change(pdf, made)
            pdf.pages.append(pikepdf.Page(made))
        self._identify(pdf)
        for change in self.on_pdf:
            change(pdf)
        held = BytesIO()
        version = self.version or ("1.4" if self.standard == "X-1a" else "1.6")
        wishes: dict[str, Any] = {
            "force_version": version, "static_id": True,
            "object_stream_mode": pikepdf.ObjectStreamMode.disable,
            "compress_streams": False, **(self.save or AS_THEY_ARE),
        }  # fmt: skip
        pdf.save(held, **wishes)
        data = held.getvalue()
        for step in self.raw:
            data = step(data)
        return data

    def _identify(self, pdf: Pdf) -> None:
        if self.intent:
            made = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX)
            for key, value in self.intent.items():
                made[f"/{key}"] = String(value)
            if self.icc is not None:
                made["/DestOutputProfile"] = pdf.make_indirect(Stream(pdf, self.icc, N=4))
            pdf.Root["/OutputIntents"] = Array([pdf.make_indirect(made)])
        dates = "D:20260306000000Z"
        info: dict[str, Any] = {
            "Title": TITLE, "CreationDate": dates, "ModDate": dates, "Trapped": Name("/False")
        }  # fmt: skip
        if self.standard == "X-1a":
            info["GTS_PDFXVersion"] = "PDF/X-1a:2003"
        info |= self.info
        pdf.trailer["/Info"] = pdf.make_indirect(
            Dictionary({f"/{key}": one if isinstance(one, Name) else String(one)
                        for key, one in info.items() if one is not None})
        )  # fmt: skip
        if self.standard == "X-4":
            stream = Stream(pdf, xmp(self.xmp).encode())
            stream["/Type"], stream["/Subtype"] = Name.Metadata, Name.XML
            pdf.Root["/Metadata"] = pdf.make_indirect(stream)


def xmp(changes: dict[str, str]) -> str:
    """Return metadata as PDF/X-4 asks for it; what is changed to nothing is left out."""
    said = {
        "pdfxid:GTS_PDFXVersion": "PDF/X-4", "xmp:CreateDate": WHEN, "xmp:ModifyDate": WHEN,
        "xmp:MetadataDate": WHEN, "xmpMM:DocumentID": "uuid:1", "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default", "pdf:Trapped": "False", **changes,
    }  # fmt: skip
    title = said.pop("dc:title", TITLE)
    lines = "".join(f"<{key}>{value}</{key}>" for key, value in said.items() if value)
    heading = (
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        if title else ""
    )  # fmt: skip
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"'
        ' xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">'
        f"{heading}{lines}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    )


def resources(pdf: Pdf) -> Any:
    """Return a font, a photograph of 216 ppi at an inch, and states to paint in."""
    return Dictionary(
        Font=Dictionary(F1=font(pdf)),
        XObject=Dictionary(Im0=picture(pdf, 216, 216)),
        ExtGState=Dictionary(
            Over=Dictionary(OP=True, op=True, OPM=1),
            Out=Dictionary(OP=False, op=False, OPM=0),
            Zero=Dictionary(OP=True, op=True, OPM=0),
        ),
    )


def font(
    pdf: Pdf,
    *,
    name: str = "ABCDEF+Made-Regular",
    program: bytes | None = b"",
    widths: float = 500,
    mapping: bool = True,
) -> Any:
    """Return the font of boxes; ``program`` ``None`` leaves its letters out."""
    described = Dictionary(
        Type=Name.FontDescriptor, FontName=Name(f"/{name}"), Flags=4, ItalicAngle=0, Ascent=800,
        Descent=-200, CapHeight=600, StemV=80, FontBBox=Array([0, -200, 500, 800]),
    )  # fmt: skip
    if program is not None:
        data = program or font_program()
        described["/FontFile2"] = pdf.make_indirect(Stream(pdf, data, Length1=len(data)))
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name(f"/{name}"), DW=500,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(described),
        W=Array([1, Array([250]), 2, len(LETTERS), widths]),
    )  # fmt: skip
    if mapping:
        below["/CIDToGIDMap"] = Name.Identity
    pairs = "".join(f"<{at + 1:04x}> <{ord(one):04x}>\n" for at, one in enumerate(LETTERS))
    unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def"
        " /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange"
        f" {len(LETTERS)} beginbfchar\n{pairs}endbfchar endcmap end end"
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name(f"/{name}"),
            Encoding=Name("/Identity-H"), DescendantFonts=Array([pdf.make_indirect(below)]),
            ToUnicode=pdf.make_indirect(Stream(pdf, unicode.encode())),
        )
    )  # fmt: skip


def picture(
    pdf: Pdf,
    wide: int,
    high: int,
    *,
    space: Any = Name.DeviceCMYK,
    parts: int = 4,
    bits: int = 8,
    colour: tuple[int, ...] = (60, 40, 40, 10),
    **more: Any,
) -> Any:
    """Return a picture of one colour with a darker corner."""
    if bits == 1:
        data = bytes([0b10101010] * ((wide * parts + 7) // 8) * high)
    else:
        pixels = numpy.full((high, wide, parts), colour[:parts], numpy.uint8)
        pixels[: high // 4, : wide // 4] //= 2
        data = pixels.tobytes() if bits == 8 else pixels.astype(">u2").tobytes()
    made = Stream(pdf, data)
    made["/Type"], made["/Subtype"] = Name.XObject, Name.Image
    made["/Width"], made["/Height"] = wide, high
    if not more.get("ImageMask"):
        made["/ColorSpace"] = space
    made["/BitsPerComponent"] = bits
    for key, value in more.items():
        made[f"/{key}"] = value
    return pdf.make_indirect(made)


def separation(pdf: Pdf, ink: str, inks: tuple[float, float, float, float] = (0, 1, 1, 0)) -> Any:
    """Return a spot colour made of CMYK."""
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array(list(inks))
    )  # fmt: skip
    return Array([Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, pdf.make_indirect(tint)])


def form(pdf: Pdf, content: str, *, shared: Any = None, **more: Any) -> Any:
    """Return a form as large as the page."""
    made = Stream(pdf, content.encode())
    made["/Type"], made["/Subtype"] = Name.XObject, Name.Form
    made["/BBox"] = Array([0, 0, WIDE, HIGH])
    if shared is not None:
        made["/Resources"] = shared
    for key, value in more.items():
        made[f"/{key}"] = value
    return pdf.make_indirect(made)
