"""Files known to be good or bad, for every rule of the preflight: what a printer sees of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Permissions, Stream, String

from edition.press.preflight import Purpose
from edition.press_profile import PressProfile

from .made import (
    HIGH,
    INKS,
    MM,
    NEWS,
    SHEETS,
    WIDE,
    X1A,
    Made,
    area,
    font,
    form,
    picture,
    placed,
    rule,
    separation,
    text,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A file, and the rule it is about: broken when ``bad``, with ``also`` those that go along."""

    code: str
    name: str
    make: Callable[[], Made]
    bad: bool = True
    also: frozenset[str] = frozenset()
    profile: PressProfile = NEWS
    purpose: Purpose = "issue"

    @property
    def broken(self) -> frozenset[str]:
        """The rules that are broken, all of them."""
        return (frozenset({self.code}) | self.also) if self.bad else self.also


def bad(code: str, name: str, make: Callable[[], Made], *also: str, **more: Any) -> Known:
    return Known(f"PRS-{code}", name, make, also=frozenset(f"PRS-{one}" for one in also), **more)


def good(code: str, name: str, make: Callable[[], Made], *also: str, **more: Any) -> Known:
    return replace(bad(code, name, make, *also, **more), bad=False)


def page(change: Callable[[Pdf, Any], None], **more: Any) -> Callable[[], Made]:
    """Return a maker whose pages are changed."""
    return lambda: Made(on_page=[change], **more)


def root(change: Callable[[Pdf], None], **more: Any) -> Callable[[], Made]:
    """Return a maker whose file is changed."""
    return lambda: Made(on_pdf=[change], **more)


def drawn(*lines: str, **resources: Callable[[Pdf], Any]) -> Callable[[], Made]:
    """Return a maker that draws more; resources are named ``Category_Name``."""

    def make() -> Made:
        made = Made().add(*lines)
        for key, value in resources.items():
            category, _, name = key.partition("_")
            made.resource(category, name, value)
        return made

    return make


def put(key: str, value: Any) -> Callable[[Pdf, Any], None]:
    def change(_: Pdf, page: Any) -> None:
        page[key] = value

    return change


def rooted(key: str, value: Any) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.Root[key] = value

    return change


def state(**entries: Any) -> Callable[[Pdf], Any]:
    return lambda _: Dictionary({f"/{key}": value for key, value in entries.items()})


def annotation(kind: str, box: list[float]) -> Callable[[Pdf, Any], None]:
    def change(pdf: Pdf, page: Any) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(box))
        page["/Annots"] = Array([pdf.make_indirect(made)])

    return change


def turned_page(pdf: Pdf) -> None:
    pdf.pages[1].obj["/TrimBox"] = Array([10, 0, WIDE, HIGH])


def second_intent(pdf: Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def cut_short(data: bytes) -> bytes:
    """Spoil the table that says where objects stand."""
    at = data.rindex(b"startxref")
    return data[:at] + b"startxref\n7\n%%EOF\n"


def bled(**more: Any) -> Made:
    """A page with bleed, marks beside it, and colour out to the edge."""
    room, three = 12 * MM, 3 * MM
    left, bottom, right, top = room, room, room + WIDE, room + HIGH
    out = [left - three, bottom - three, right + three, top + three]
    cover = area("0.2 0 0.1 0 k", x=out[0], y=out[1], wide=out[2] - out[0], high=out[3] - out[1])
    mark = f"q /All cs 1 scn {left - 9 * MM} {bottom} {5 * MM} 0.5 re f Q"
    content = [cover, text(x=left + 30, y=bottom + 300), mark]
    made = Made(
        content=content,
        media=[0, 0, WIDE + 2 * room, HIGH + 2 * room],
        boxes={"TrimBox": [left, bottom, right, top], "BleedBox": out},
        **more,
    )
    return made.resource("ColorSpace", "All", lambda pdf: separation(pdf, "All", (1, 1, 1, 1)))


def less_bleed() -> Made:
    made = bled()
    box = made.boxes["BleedBox"]
    made.boxes["BleedBox"] = [box[0] + 2 * MM, *box[1:]]
    return made


def empty_bleed() -> Made:
    made = bled()
    left, bottom, right, top = made.boxes["TrimBox"]
    made.content[0] = area("0.2 0 0.1 0 k", x=left, y=bottom, wide=right - left, high=top - bottom)
    return made


def unmarked() -> Made:
    made = bled()
    made.content.pop()
    return made


NO_BLEED_MARKS = replace(SHEETS, marks=None)
RGB = "0.8 0.2 0.1 rg"
SPOT = {"ColorSpace_Spot": lambda pdf: separation(pdf, "Warm Red")}
WHITE = "0 0 0 0 k"


def lzw(pdf: Pdf, made: Any) -> None:
    """Pack the content in LZW, by codes that only say what follows."""
    data = made.Contents.read_bytes()
    codes = [256]
    for index, one in enumerate(data):
        if index and index % 200 == 0:
            codes.append(256)
        codes.append(one)
    codes.append(257)
    bits = "".join(f"{one:09b}" for one in codes)
    bits += "0" * (-len(bits) % 8)
    packed = int(bits, 2).to_bytes(len(bits) // 8, "big")
    stream = Stream(pdf, b"")
    stream.write(packed, filter=Name.LZWDecode)
    made["/Contents"] = pdf.make_indirect(stream)


def jpx(pdf: Pdf) -> Any:
    from io import BytesIO

    from PIL import Image

    held = BytesIO()
    Image.new("L", (216, 216), 120).save(held, "JPEG2000")
    made = Stream(pdf, b"")
    made.write(held.getvalue(), filter=Name.JPXDecode)
    for key, value in {"Type": Name.XObject, "Subtype": Name.Image, "Width": 216, "Height": 216,
                       "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}.items():  # fmt: skip
        made[f"/{key}"] = value
    return pdf.make_indirect(made)


def group(pdf: Pdf, space: Any) -> Any:
    made = Dictionary(S=Name.Transparency)
    if space is not None:
        made["/CS"] = space
    return form(pdf, area("0.3 0 0 0 k", x=150, y=200, wide=40, high=40), Group=made)


def soft_mask(pdf: Pdf, space: Any, *, half: bool = False) -> Any:
    shown = "1 g 0 0 80 400 re f" if half else "0.5 g 0 0 400 400 re f"
    inner = form(pdf, shown, Group=Dictionary(S=Name.Transparency, CS=space))
    return Dictionary(SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=inner))


def layers(pdf: Pdf, *, configs: bool = False, default: bool = True) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Text")))
    made = Dictionary(OCGs=Array([group]))
    if default:
        made["/D"] = Dictionary(Order=Array([group]), Name=String("Default"))
    if configs:
        made["/Configs"] = Array([Dictionary(Name=String("Other"))])
    pdf.Root["/OCProperties"] = made


def type3(pdf: Pdf) -> Any:
    box = Stream(pdf, b"500 0 50 0 450 600 d1 50 0 400 600 re f")
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            FontBBox=Array([0, 0, 500, 600]), FirstChar=65, LastChar=65, Widths=Array([500]),
            CharProcs=Dictionary(box=pdf.make_indirect(box)), Resources=Dictionary(),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([65, Name.box])),
        )
    )  # fmt: skip


def stripes(pdf: Pdf, colour: str, *, times: int = 1) -> Any:
    made = Stream(pdf, f"{colour} 0 0 5 10 re f".encode())
    made["/Matrix"] = Array([times, 0, 0, times, 0, 0])
    for key, value in {"PatternType": 1, "PaintType": 1, "TilingType": 1,
                       "BBox": Array([0, 0, 10, 10]), "XStep": 10, "YStep": 10,
                       "Resources": Dictionary()}.items():  # fmt: skip
        made[f"/{key}"] = value
    return pdf.make_indirect(made)


def shading(space: Any, first: list[float], last: list[float]) -> Any:
    return Dictionary(
        ShadingType=2, ColorSpace=space, Coords=Array([30, 60, 130, 60]),
        Extend=Array([True, True]),
        Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array(first),
                            C1=Array(last)),
    )  # fmt: skip


def ink(total: float) -> str:
    """Return a square of 25 mm with so much ink, in four equal parts."""
    part = total / 400
    return area(f"{part} {part} {part} {part} k", x=40, y=60, wide=25 * MM, high=25 * MM)


ADVERT = {"purpose": "advert"}


def whole_picture(ppi: float) -> Callable[[], Made]:
    wide, high = round(WIDE / 72 * ppi), round(HIGH / 72 * ppi)
    return lambda: Made(content=[placed("Whole", WIDE, HIGH, x=0, y=0)]).resource(
        "XObject", "Whole", lambda pdf: picture(pdf, wide, high)
    )


def cut_off(pdf: Pdf) -> Any:
    made = picture(pdf, 216, 216)
    made.write(made.read_bytes()[:1000])
    return made


def no_letters(pdf: Pdf) -> Any:
    return font(pdf, program=None)


def marked(name: str, **more: Any) -> Callable[[Pdf], Any]:
    return lambda pdf: picture(pdf, 216, 216, **more)


FILE = (
    bad("001", "table of objects", lambda: Made(raw=[cut_short])),
    bad("002", "operator without operands", drawn("q (x) 1 cm /No gs Q")),
    bad("002", "a form that draws itself", lambda: _endless()),
    bad("003", "permissions", lambda: Made(save={
        "encryption": Encryption(owner="o", user="", R=4, allow=Permissions(extract=False))
    })),
    bad("004", "2.0", lambda: Made(version="2.0")),
    bad("004", "1.7 under X-4, a warning", lambda: Made(version="1.7")),
    bad("004", "1.6 under X-1a", lambda: Made(standard="X-1a", version="1.6"), profile=X1A),
    bad("005", "no ID", lambda: Made(raw=[_without_id])),
    bad("006", "no identity", lambda: Made(xmp={"pdfxid:GTS_PDFXVersion": ""})),
    bad("006", "X-3", lambda: Made(xmp={"pdfxid:GTS_PDFXVersion": "PDF/X-3:2003"})),
    bad("006", "X-1a where X-4 is asked for, a warning", lambda: Made(standard="X-1a")),
    good("006", "X-1a", lambda: Made(standard="X-1a"), profile=X1A),
    bad("007", "no document", lambda: Made(xmp={"xmpMM:DocumentID": ""})),
    bad("007", "two titles", lambda: Made(info={"Title": "Another"})),
    bad("007", "no date under X-1a", lambda: Made(standard="X-1a", info={"ModDate": None}),
        profile=X1A),
    bad("008", "unknown", lambda: Made(xmp={"pdf:Trapped": "Unknown"})),
    bad("008", "contradiction", lambda: Made(info={"Trapped": Name("/True")})),
    bad("009", "none", lambda: Made(intent={})),
    bad("009", "two", root(second_intent)),
    bad("010", "not embedded", lambda: Made(icc=None)),
    good("010", "registered, under X-1a", lambda: Made(standard="X-1a", icc=None), profile=X1A),
    bad("010", "of a screen", lambda: Made(icc=_of_a_screen())),
    bad("010", "no profile", lambda: Made(icc=b"nothing")),
    bad("011", "another press", lambda: Made(intent={"OutputConditionIdentifier": "FOGRA39"})),
    bad("012", "a script", root(lambda pdf: _names(pdf, "JavaScript"))),
    bad("012", "a form", root(rooted("/AcroForm", Dictionary(Fields=Array([]))))),
    bad("012", "an action", root(rooted(
        "/OpenAction", Dictionary(S=Name.URI, URI=String("https://x.example"))))),
    good("012", "opened at a page", root(lambda pdf: rooted(
        "/OpenAction", Array([pdf.pages[0].obj, Name.Fit]))(pdf))),
    good("012", "a file attached, under X-4", root(lambda pdf: _names(pdf, "EmbeddedFiles"))),
    bad("012", "a file attached, under X-1a",
        root(lambda pdf: _names(pdf, "EmbeddedFiles"), standard="X-1a"), profile=X1A),
    bad("013", "OPI", drawn(placed("Op", 50, 50), XObject_Op=marked("Op", OPI=Dictionary()))),
    bad("014", "LZW", page(lzw)),
    bad("014", "JPEG 2000 under X-1a", lambda: _x1a(drawn(placed("J", 72, 72), XObject_J=jpx)),
        profile=X1A),
    bad("015", "JPEG 2000", drawn(placed("J", 72, 72), XObject_J=jpx)),
    bad("015", "16 bits", drawn(
        placed("D", 72, 72), XObject_D=lambda pdf: picture(pdf, 216, 216, bits=16))),
    bad("016", "under X-1a", root(layers, standard="X-1a"), profile=X1A),
    good("016", "under X-4", root(layers)),
    bad("016", "no default", root(lambda pdf: layers(pdf, default=False))),
    bad("016", "versions of an advertisement", root(lambda pdf: layers(pdf, configs=True)),
        **ADVERT),
    good("016", "versions of an issue", root(lambda pdf: layers(pdf, configs=True))),
    bad("017", "a curve", drawn("/T gs", ExtGState_T=state(TR=Name.Identical))),
    good("017", "the default curve", drawn("/T gs", ExtGState_T=state(TR2=Name.Default))),
    bad("018", "unknown", drawn("/Vivid ri")),
    good("018", "perceptual", drawn("/Perceptual ri")),
    bad("019", "part", root(rooted("/ViewerPreferences", Dictionary(PrintArea=Name.TrimBox)))),
    good("019", "bleed", root(rooted("/ViewerPreferences", Dictionary(PrintArea=Name.BleedBox)))),
)  # fmt: skip

PAGES = (
    bad("020", "no trim", lambda: Made(boxes={})),
    bad("020", "trim and art", lambda: Made(boxes={
        "TrimBox": [0, 0, WIDE, HIGH], "ArtBox": [0, 0, WIDE, HIGH]})),
    bad("020", "beyond", lambda: Made(boxes={
        "TrimBox": [0, 0, WIDE, HIGH], "BleedBox": [-9, -9, WIDE, HIGH]})),
    good("020", "art instead", lambda: Made(boxes={"ArtBox": [0, 0, WIDE, HIGH]})),
    bad("021", "cropped", lambda: Made(boxes={
        "TrimBox": [0, 0, WIDE, HIGH], "CropBox": [0, 0, WIDE, HIGH - 10]}), "020"),
    good("021", "not cropped", lambda: Made(boxes={
        "TrimBox": [0, 0, WIDE, HIGH], "CropBox": [0, 0, WIDE, HIGH]})),
    bad("022", "units", page(put("/UserUnit", 1))),
    bad("023", "two sizes", lambda: Made(pages=2, on_pdf=[turned_page]), "024"),
    bad("023", "turned", page(put("/Rotate", 180))),
    good("023", "three alike", lambda: Made(pages=3)),
    bad("024", "A6 asked for", Made, profile=replace(NEWS, width=105, height=148)),
    good("024", "a trifle off", Made, profile=replace(NEWS, width=100.4, height=140)),
    good("024", "an advertisement", Made, profile=replace(NEWS, width=105, height=148), **ADVERT),
    bad("025", "one edge short", less_bleed, profile=SHEETS),
    good("025", "all around", bled, profile=SHEETS),
    bad("026", "white bleed", empty_bleed, profile=SHEETS),
    bad("027", "marks", bled, profile=NO_BLEED_MARKS),
    good("027", "no marks", unmarked, profile=NO_BLEED_MARKS),
    bad("028", "no marks", unmarked, profile=SHEETS),
    bad("029", "in the margin", drawn(text(y=3))),
    good("029", "by the margin", drawn(text(x=15, y=20))),
    bad("030", "one of four", Made, profile=replace(NEWS, page_multiple=4)),
    good("030", "four of four", lambda: Made(pages=4), profile=replace(NEWS, page_multiple=4)),
    bad("030", "too many", lambda: Made(pages=3), profile=replace(NEWS, most_pages=2)),
    bad("030", "too few", Made, profile=replace(NEWS, least_pages=2)),
    bad("031", "two pages", lambda: Made(pages=2), **ADVERT),
    bad("032", "nothing", lambda: Made(content=[])),
    bad("032", "white", lambda: Made(content=[area(WHITE, wide=200, high=200)])),
    good("032", "a rule", lambda: Made(content=[rule(2)])),
    bad("033", "spread", lambda: Made(
        media=[0, 0, 2 * WIDE, HIGH], boxes={"TrimBox": [0, 0, 2 * WIDE, HIGH]})),
    bad("034", "link", page(annotation("Link", [20, 20, 90, 40]))),
    good("034", "beside the page", lambda: _noted([-90, 20, -20, 40])),
    good("034", "a printer's mark", page(annotation("PrinterMark", [20, 20, 90, 40]))),
    bad("035", "a plate", page(put("/SeparationInfo", Dictionary(DeviceColorant=Name.Cyan)))),
)  # fmt: skip

COLOURS = (
    bad("036", "RGB shape", drawn(area(RGB))),
    bad("036", "RGB text", drawn(text(size=12, colour=RGB, y=200))),
    bad("036", "RGB picture", drawn(placed("R", 72, 72), XObject_R=lambda pdf: picture(
        pdf, 216, 216, space=Name.DeviceRGB, parts=3))),
    bad("036", "RGB behind a table of colours", drawn(placed("T", 72, 72), XObject_T=lambda pdf:
        picture(pdf, 216, 216, parts=1, colour=(1,), space=Array(
            [Name.Indexed, Name.DeviceRGB, 1, String(bytes([200, 9, 9, 9, 200, 9]))])))),
    bad("036", "RGB in a form in a form", drawn("/Outer Do", XObject_Outer=lambda pdf: form(
        pdf, "/Inner Do", shared=Dictionary(XObject=Dictionary(Inner=form(pdf, area(RGB))))))),
    bad("036", "RGB in a pattern", drawn(
        "q /Pattern cs /Stripes scn 30 60 100 100 re f Q",
        Pattern_Stripes=lambda pdf: stripes(pdf, RGB))),
    bad("036", "RGB in a shading", drawn("q 30 60 100 100 re W n /Fade sh Q",
        Shading_Fade=lambda pdf: shading(Name.DeviceRGB, [1, 0, 0], [0, 0, 1]))),
    bad("036", "RGB in the content", drawn(
        "q 72 0 0 72 30 60 cm BI /W 20 /H 20 /CS /RGB /BPC 8 /F /AHx ID "
        + "c82020" * 400 + "> EI Q"), "061"),
    bad("036", "a spot colour made of RGB", drawn("q /S cs 1 scn 30 60 100 100 re f Q",
        ColorSpace_S=lambda pdf: _spot_of_rgb(pdf)), "037"),
    bad("036", "CMYK with a profile", drawn("q /I cs 0 0 0 1 scn 30 60 100 100 re f Q",
        ColorSpace_I=lambda pdf: _icc_cmyk(pdf))),
    bad("036", "Lab", drawn("q /L cs 50 20 20 scn 30 60 100 100 re f Q",
        ColorSpace_L=lambda _: Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))]))),
    good("036", "CMYK in a pattern", drawn(
        "q /Pattern cs /Stripes scn 30 60 100 100 re f Q",
        Pattern_Stripes=lambda pdf: stripes(pdf, "0.2 0 0 0 k"))),
    good("036", "CMYK in a shading", drawn("q 30 60 100 100 re W n /Fade sh Q",
        Shading_Fade=lambda pdf: shading(Name.DeviceCMYK, [0.5, 0, 0, 0], [0, 0.5, 0, 0]))),
    bad("036", "RGB that nobody sees, a warning", drawn(
        "q 0 0 1 1 re W n " + area(RGB, x=100) + " Q")),
    bad("037", "Warm Red", drawn("q /Spot cs 0.5 scn 30 60 100 100 re f Q", **SPOT)),
    good("037", "one taken", drawn("q /Spot cs 0.5 scn 30 60 100 100 re f Q", **SPOT),
         profile=replace(NEWS, spots=1)),
    good("037", "Cyan by its name", drawn("q /C cs 0.5 scn 30 60 100 100 re f Q",
         ColorSpace_C=lambda pdf: separation(pdf, "Cyan", (1, 0, 0, 0)))),
    bad("038", "all inks", drawn("q /A cs 0.4 scn 30 60 100 100 re f Q",
        ColorSpace_A=lambda pdf: separation(pdf, "All", (1, 1, 1, 1)))),
    bad("039", "two reds", drawn(
        "q /Spot cs 0.5 scn 30 60 40 40 re f /Other cs 0.5 scn 30 110 40 40 re f Q", **SPOT,
        ColorSpace_Other=lambda pdf: separation(pdf, "Warm Red", (1, 0, 0, 0))),
        profile=replace(NEWS, spots=1)),
    bad("040", "RGB group", drawn("/G Do", XObject_G=lambda pdf: group(pdf, Name.DeviceRGB))),
    bad("040", "RGB mask", drawn("q /M gs " + area("0.2 0 0 0 k") + " Q",
        ExtGState_M=lambda pdf: soft_mask(pdf, Name.DeviceRGB))),
    good("040", "CMYK group", drawn("/G Do", XObject_G=lambda pdf: group(pdf, Name.DeviceCMYK))),
    good("040", "grey mask", drawn("q /M gs " + area("0.2 0 0 0 k") + " Q",
         ExtGState_M=lambda pdf: soft_mask(pdf, Name.DeviceGray))),
    bad("041", "half opaque", lambda: _x1a(drawn(
        area("0.5 0 0 0 k", state="/Half gs"), ExtGState_Half=state(ca=0.5, CA=0.5))),
        profile=X1A),
    good("041", "under X-4", drawn(
        area("0.5 0 0 0 k", state="/Half gs"), ExtGState_Half=state(ca=0.5, CA=0.5))),
    bad("041", "a group", lambda: _x1a(drawn(
        "/G Do", XObject_G=lambda pdf: group(pdf, Name.DeviceCMYK))), profile=X1A),
    bad("042", "unknown", drawn(
        area("0.5 0 0 0 k", state="/B gs"), ExtGState_B=state(BM=Name.Vivid))),
    good("042", "multiply", drawn(
        area("0.5 0 0 0 k", state="/B gs"), ExtGState_B=state(BM=Name.Multiply))),
)  # fmt: skip

OVERPRINT = (
    bad("043", "white text", drawn(area("0.5 0 0 0 k"), text(size=12, colour=WHITE, y=100))),
    good("043", "white text that knocks out", drawn(
        area("0.5 0 0 0 k"), text(size=12, colour=WHITE, y=100, state="/Out gs"))),
    good("043", "white text in mode 0", drawn(
        area("0.5 0 0 0 k"), text(size=12, colour=WHITE, y=100, state="/Zero gs"))),
    bad("044", "white shape", drawn(
        area("0.5 0 0 0 k"), area(WHITE, x=50, y=80, wide=20, high=20, state="/Over gs"))),
    bad("045", "knocks out", drawn(text(y=200, state="/Out gs"))),
    bad("045", "in mode 0", drawn(text(y=200, state="/Zero gs"))),
    good("045", "12 points", drawn(text(y=200, size=12, state="/Out gs"))),
    bad("046", "a line", drawn(rule(1, y=200, state="/Out gs"))),
    bad("046", "a thin box", drawn(area("0 0 0 1 k", y=200, high=1, state="/Out gs"))),
    good("046", "2 points", drawn(rule(2, y=200, state="/Out gs"))),
    bad("047", "on a tint", drawn(area("0.2 0 0 0 k"), text(y=100, colour="0 g", state=""))),
    good("047", "on nothing", drawn(text(y=200, colour="0 g", state=""))),
    bad("048", "on a tint", drawn(area("0.2 0 0 0 k"), rule(1, y=100, colour="0 G", state=""))),
    good("048", "on nothing", drawn(rule(1, y=200, colour="0 G", state=""))),
    bad("049", "grey text", drawn(text(y=200, size=14, colour="0.3 g"))),
    bad("049", "grey shape", drawn(area("0.3 g", state="/Over gs"))),
)  # fmt: skip

LETTERING = (
    bad("050", "no program", drawn(text(y=200, font="F2"), Font_F2=no_letters)),
    bad("050", "Helvetica", drawn(
        "q /Over gs 0 0 0 1 k BT /H 9 Tf 30 200 Td (Hello) Tj ET Q",
        Font_H=lambda _: Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))),
    good("050", "never shown", drawn(
        "BT /F2 9 Tf 3 Tr 30 200 Td <0003> Tj ET", Font_F2=no_letters)),
    good("050", "drawn letters (Type 3)", drawn(
        "q /Over gs 0 0 0 1 k BT /T 9 Tf 30 200 Td (A) Tj ET Q", Font_T=type3)),
    bad("051", "Courier", drawn(text(y=200, font="C"), Font_C=lambda pdf: font(
        pdf, name="ABCDEF+Courier"))),
    good("051", "Courier New", drawn(text(y=200, font="C"), Font_C=lambda pdf: font(
        pdf, name="ABCDEF+CourierNew"))),
    bad("052", "the sign for none", drawn(
        "q /Over gs 0 0 0 1 k BT /F1 9 Tf 30 200 Td <0000> Tj ET Q")),
    bad("052", "beyond the last", drawn(
        "q /Over gs 0 0 0 1 k BT /F1 9 Tf 30 200 Td <0200> Tj ET Q")),
    bad("053", "widths", drawn(text(y=200, font="W"), Font_W=lambda pdf: font(pdf, widths=700))),
    bad("053", "no letters in it", drawn(text(y=200, font="W"), Font_W=lambda pdf: font(
        pdf, program=b"nothing"))),
    bad("053", "which letter is which", drawn(text(y=200, font="W"), Font_W=lambda pdf: font(
        pdf, mapping=False))),
    bad("054", "heavy black", drawn(text(y=200, size=14, colour="0.6 0.5 0.5 1 k"))),
    good("054", "220 %", drawn(text(y=200, size=14, colour="0.4 0.4 0.4 1 k"))),
    bad("055", "9 points", drawn(
        area("0 0 0 1 k"), text(y=100, colour=WHITE, state="/Out gs"))),
    good("055", "10 points", drawn(
        area("0 0 0 1 k"), text(y=100, size=10, colour=WHITE, state="/Out gs"))),
    good("055", "on nothing", drawn(text(y=200, colour=WHITE, state="/Out gs"))),
    bad("056", "red", drawn(text(y=200, colour="0 1 1 0 k"))),
    bad("056", "made small by its matrix", drawn(
        "q 0.5 0 0 0.5 30 200 cm 0 1 1 0 k BT /F1 18 Tf 0 0 Td <0003> Tj ET Q")),
    good("056", "10 points", drawn(text(y=200, size=10, colour="0 1 1 0 k"))),
    bad("057", "5 points", drawn(text(y=200, size=5))),
    good("057", "6 points", drawn(text(y=200, size=6))),
    bad("058", "white", drawn(
        area("0 0 0 1 k"), rule(0.2, y=100, colour="0 0 0 0 K", state="/Out gs"))),
    good("058", "a quarter", drawn(
        area("0 0 0 1 k"), rule(0.25, y=100, colour="0 0 0 0 K", state="/Out gs"))),
    bad("059", "red", drawn(rule(0.2, y=200, colour="0 1 1 0 K"))),
    bad("059", "a red box", drawn(area("0 1 1 0 k", y=200, high=0.2))),
    good("059", "a quarter", drawn(rule(0.25, y=200, colour="0 1 1 0 K"))),
    bad("060", "no width", drawn(rule(0, y=200))),
    bad("060", "made thin by its matrix", drawn(
        "q /Over gs 0 0 0 1 K 1 0 0 0.1 0 180 cm 1 w 30 200 m 200 200 l S Q")),
    good("060", "a quarter", drawn(rule(0.25, y=200))),
)  # fmt: skip

PICTURES = (
    bad("061", "99 ppi, an error", drawn(placed("P", 72, 72), XObject_P=lambda pdf: picture(
        pdf, 99, 99))),
    bad("061", "149 ppi, a warning", drawn(placed("P", 72, 72), XObject_P=lambda pdf: picture(
        pdf, 149, 149))),
    bad("061", "one axis", drawn(placed("P", 72, 144), XObject_P=lambda pdf: picture(
        pdf, 200, 200))),
    bad("061", "in the content", drawn(
        "q 72 0 0 72 30 60 cm BI /W 40 /H 40 /CS /G /BPC 8 /F /AHx ID " + "80" * 1600 + "> EI Q")),
    good("061", "150 ppi", drawn(placed("P", 72, 72), XObject_P=lambda pdf: picture(
        pdf, 150, 150))),
    good("061", "a tint of 16 pixels", drawn(placed("P", 72, 72), XObject_P=lambda pdf: picture(
        pdf, 16, 16))),
    good("061", "a mask of few pixels", drawn(placed("P", 72, 72), XObject_P=lambda pdf: picture(
        pdf, 216, 216, SMask=picture(pdf, 20, 20, space=Name.DeviceGray, parts=1)))),
    bad("062", "300 ppi", drawn(placed("L", 72, 72), XObject_L=lambda pdf: picture(
        pdf, 300, 300, space=Name.DeviceGray, parts=1, bits=1))),
    bad("062", "a stencil", drawn("0 0 0 1 k " + placed("L", 72, 72), XObject_L=lambda pdf:
        picture(pdf, 600, 600, parts=1, bits=1, ImageMask=True))),
    good("062", "800 ppi", drawn(placed("L", 72, 72), XObject_L=lambda pdf: picture(
        pdf, 800, 800, space=Name.DeviceGray, parts=1, bits=1))),
    bad("063", "200 ppi", whole_picture(200), **ADVERT),
    good("063", "450 ppi", whole_picture(450), **ADVERT),
    good("063", "a page of an issue", whole_picture(200)),
    bad("064", "cut off", drawn(placed("P", 72, 72), XObject_P=cut_off)),
    bad("065", "260 %", drawn(ink(260))),
    good("065", "240 %", drawn(ink(240))),
    good("065", "a small square of 400 %", drawn(
        area("1 1 1 1 k", x=40, y=60, wide=8 * MM, high=8 * MM))),
)  # fmt: skip


# What they are made of ---------------------------------------------------------------------------


def _endless() -> Made:
    def make(pdf: Pdf) -> Any:
        made = form(pdf, "/Again Do")
        made["/Resources"] = Dictionary(XObject=Dictionary(Again=made))
        return made

    return Made().add("/Again Do").resource("XObject", "Again", make)


def _without_id(data: bytes) -> bytes:
    at = data.rindex(b"/ID")
    end = data.index(b"]", at) + 1
    return data[:at] + b" " * (end - at) + data[end:]


def _of_a_screen() -> bytes:
    """Return the header of a profile for a screen, and nothing else."""
    header = bytearray(128)
    header[0:4] = (128).to_bytes(4, "big")
    header[8:12] = b"\x02\x10\x00\x00"
    header[12:20] = b"mntrRGB "
    header[36:40] = b"acsp"
    return bytes(header)


def _names(pdf: Pdf, what: str) -> None:
    leaf = Dictionary(Names=Array([]))
    pdf.Root["/Names"] = Dictionary({f"/{what}": pdf.make_indirect(leaf)})


def _x1a(make: Callable[[], Made]) -> Made:
    made = make()
    made.standard = "X-1a"
    return made


def _noted(box: list[float]) -> Made:
    made = Made(on_page=[annotation("Link", box)])
    made.media = [-100, 0, WIDE, HIGH]
    return made


def _spot_of_rgb(pdf: Pdf) -> Any:
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 1, 1]), C1=Array([1, 0, 0])
    )
    return Array([Name.Separation, Name("/Warm"), Name.DeviceRGB, pdf.make_indirect(tint)])


def _icc_cmyk(pdf: Pdf) -> Any:
    stream = Stream(pdf, (INKS / "coated.icc").read_bytes(), N=4)
    return Array([Name.ICCBased, pdf.make_indirect(stream)])


KNOWN = (*FILE, *PAGES, *COLOURS, *OVERPRINT, *LETTERING, *PICTURES)
