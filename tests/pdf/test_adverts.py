"""Advertisements sent as PDFs: their drawing on our pages, and nothing else of theirs."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from documents import HERE
from documents import picture as make_picture
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from edition.document import Document
from edition.findings import finding
from edition.look import find_look
from edition.model import Advert, Slug, SuppliedPage
from edition.pdf import adverts, engine, render_with_plan
from edition.pdf.engine import Edition
from edition.pdf.foreign import ForeignError, take_out
from edition.pictures.supplied import measure_supplied

from .conftest import Printed, paper
from .test_engine import CSS, FONTS
from .test_replica import judge, verapdf

__all__ = ["verapdf"]

Pixel = tuple[int, ...]
WHITE, RED, GREEN, BLACK = (255, 255, 255), (255, 0, 0), (0, 255, 0), (0, 0, 0)
CORNERS = b"1 0 0 rg 0 100 100 100 re f 0 1 0 rg 100 0 100 100 re f"
"""Red top left, green bottom right, on 200 by 200 points."""


def pdf_of(
    content: bytes, change: Callable[[Pdf, Any], None] | None = None, *, size: float = 200
) -> bytes:
    """Return a PDF of one page that draws ``content``, after ``change`` had it."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(size, size))
    page.obj.Contents = pdf.make_stream(content)
    page.obj.Resources = Dictionary()
    if change:
        change(pdf, page.obj)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def supplied(folder: Path, data: bytes, name: str = "shop.pdf") -> SuppliedPage:
    path = folder / name
    path.write_bytes(data)
    page, found = measure_supplied(path, name=name, origin=HERE)
    assert page is not None, found
    return page


def placed(folder: Path, data: bytes, *, edition: Edition = "print") -> bytes:
    """Return a page of 100 mm with the drawing of ``data`` on it, 60 mm square, 20 mm in."""
    page = supplied(folder, data)
    place = adverts.place_of(page)
    html = (
        '<!DOCTYPE html><html lang="en"><head><title>Test</title></head><body>'
        '<p style="color:#00f">Before.</p><img alt="A shop" style="position:absolute;left:15mm;'
        f'top:15mm;width:60mm;height:60mm;object-fit:fill" src="{place.address}"/></body></html>'
    )
    setting = engine.lay_out(
        html, CSS, supplies={**FONTS, place.name: place}, identifier="test", edition=edition
    )
    drawings = {adverts.engine_name(page): take_out(data)}
    written, _ = replace(setting, drawings=drawings).write()
    return written


def pixels(data: bytes, places: Sequence[tuple[float, float]], *, page: int = 1) -> list[Pixel]:
    """Return the colours at ``places``, in millimetres from the top left corner."""
    done = subprocess.run(
        ["pdftoppm", "-r", "127", "-f", str(page), "-l", str(page), "-png", "-"],
        input=data, capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    with Image.open(io.BytesIO(done.stdout)) as image:
        seen = image.convert("RGB")
        return [tuple(seen.getpixel((round(x * 5), round(y * 5)))) for x, y in places]  # type: ignore[arg-type]


def test_parts_of_one_font_are_told_apart_by_their_names(tmp_path: Path) -> None:
    """ISO 32000-1, 9.6.4; what we made ourselves bears the names we give again."""
    said = (
        '<!DOCTYPE html><html lang="en"><head><title>Ours</title></head><body>Other</body></html>'
    )
    ours, _ = engine.lay_out(said, CSS, supplies=FONTS, identifier="ours", edition="print").write()
    with pikepdf.open(io.BytesIO(placed(tmp_path, ours))) as pdf:
        described = [one for one in pdf.objects if _is(one, "/FontDescriptor")]
        names = [str(one.FontName) for one in described]
        assert len(names) == 2 and len(set(names)) == 2
        assert len({one.partition("+")[2] for one in names}) == 1, "two parts of one font"
        used = [str(one.BaseFont) for one in pdf.objects if _is(one, "/Font")]
    assert sorted(set(used)) == sorted(names)


def _is(one: Any, kind: str) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == kind


FOUR = [(30, 30), (70, 30), (30, 70), (70, 70)]
"""The middles of the four quarters of the place, reading order."""


def drawn_forms(data: bytes) -> list[bytes]:
    """Return what every form in a PDF draws."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        return [one.read_bytes() for one in streams if one.get("/Subtype") == "/Form"]


def dumped(data: bytes) -> bytes:
    """Return all that is said in a PDF, nothing compressed."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = [one.unparse(resolved=True) for one in pdf.objects if one is not None]
        said += [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    return b"\n".join(said)


@pytest.mark.parametrize("edition", ["print", "replica"])
def test_a_drawing_stands_in_its_place_as_vectors(tmp_path: Path, edition: Edition) -> None:
    data = placed(tmp_path, pdf_of(CORNERS), edition=edition)
    assert pixels(data, FOUR) == [RED, WHITE, WHITE, GREEN]
    assert pixels(data, [(19.5, 30), (20.5, 30), (81, 79), (79.5, 79.5)])[:3] == [WHITE, RED, WHITE]
    (form,) = drawn_forms(data)
    assert b"1 0 0 rg" in form, "its colours are its own"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        kinds = [one.get("/Subtype") for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    assert "/Image" not in kinds


@pytest.mark.parametrize(
    ("turn", "seen"),
    [
        (90, [WHITE, RED, GREEN, WHITE]),
        (180, [GREEN, WHITE, WHITE, RED]),
        (-90, [WHITE, GREEN, RED, WHITE]),
    ],
)
def test_a_page_is_turned_as_it_is_shown(tmp_path: Path, turn: int, seen: list[Pixel]) -> None:
    def turned(_: Pdf, page: Any) -> None:
        page.Rotate = turn

    assert pixels(placed(tmp_path, pdf_of(CORNERS, turned)), FOUR) == seen


def test_a_page_is_cut_to_its_trim_box(tmp_path: Path) -> None:
    def trimmed(_: Pdf, page: Any) -> None:
        page.MediaBox = Array([-50, -50, 250, 250])
        page.TrimBox = Array([100, 0, 200, 100])

    data = pdf_of(b"0 0 0 rg -50 -50 300 300 re f " + CORNERS, trimmed)
    out = placed(tmp_path, data)
    assert pixels(out, FOUR) == [GREEN] * 4
    assert pixels(out, [(15, 50), (85, 50), (50, 85)]) == [WHITE] * 3


def test_a_drawing_begins_with_a_clean_slate(tmp_path: Path) -> None:
    """What it does not say itself it must not take from what stands before it on our page."""
    assert pixels(placed(tmp_path, pdf_of(b"0 0 200 200 re f")), FOUR) == [BLACK] * 4


def test_what_is_saved_and_restored_ends_with_it(tmp_path: Path) -> None:
    data = placed(tmp_path, pdf_of(b"Q Q q q 1 0 0 rg 0 0 200 200 re f"))
    assert pixels(data, FOUR) == [RED] * 4
    (form,) = drawn_forms(data)
    words = form.split()
    assert words.count(b"q") == words.count(b"Q") == 2


# Layers ------------------------------------------------------------------------------------------


def layered(state: str, *, member: str | None = None) -> bytes:
    """Return a PDF whose green quarter stands in a layer; so does a form over all of it."""

    def change(pdf: Pdf, page: Any) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Draft"))
        named = layer
        if member:
            named = pdf.make_indirect(
                Dictionary(Type=Name.OCMD, OCGs=Array([layer]), P=Name(f"/{member}"))
            )
        settings = {"off": {"/OFF": Array([layer])}, "on": {}, "base": {"/BaseState": Name.OFF}}
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(settings[state]))
        over = pdf.make_stream(b"0 0 0 rg 0 0 200 99 re f")
        over.Type, over.Subtype, over.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
        over.OC = named
        page.Resources = Dictionary(Properties=Dictionary(L=named), XObject=Dictionary(Over=over))

    return pdf_of(
        b"1 0 0 rg 0 100 100 100 re f /OC /L BDC 0 1 0 rg 100 100 100 100 re f EMC /Over Do "
        b"/Span <</ActualText (x)>> BDC 0 0 1 rg 0 0 20 20 re f EMC",
        change,
    )


@pytest.mark.parametrize(
    ("state", "member", "shown"),
    [
        ("on", None, True), ("off", None, False), ("base", None, False),
        ("off", "AllOff", True), ("on", "AnyOff", False), ("off", "AnyOn", False),
    ],
)  # fmt: skip
def test_layers_that_are_switched_off_stay_off(
    tmp_path: Path, state: str, member: str | None, shown: bool
) -> None:
    data = placed(tmp_path, layered(state, member=member))
    assert pixels(data, FOUR) == [RED, *([GREEN, BLACK, BLACK] if shown else [WHITE] * 3)]
    assert pixels(data, [(22, 78)]) == [(0, 0, 255)], "what comes after is to be seen again"
    assert b"/OC" not in dumped(data)
    assert all(b"BDC" not in form for form in drawn_forms(data))


# Hostile files -----------------------------------------------------------------------------------

BAD = (
    "JavaScript",
    "/JS",
    "EmbeddedFile",
    "evil.example",
    "secret",
    "/Annots",
    "PieceInfo",
)


def hostile(pdf: Pdf, page: Any) -> None:
    script = Dictionary(S=Name.JavaScript, JS="app.alert('secret')")
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", script])))
    pdf.attachments["secret.txt"] = b"secret"
    page.AA = Dictionary(O=script)
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 200, 200]),
        A=Dictionary(S=Name.URI, URI="https://evil.example"),
    )  # fmt: skip
    page.Annots = Array([pdf.make_indirect(note)])
    page.PieceInfo = Dictionary(App=Dictionary(Private="secret"))
    state = Dictionary(Type=Name.ExtGState, ca=1, Secret="secret", AA=Dictionary(S=script))
    form = pdf.make_stream(CORNERS)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
    form.PieceInfo, form.StructParents = page.PieceInfo, 3
    form.Metadata = pdf.make_stream(b"secret")
    script_form = pdf.make_stream(b"secret")
    script_form.Type, script_form.Subtype = Name.XObject, Name.PS
    page.Resources = Dictionary(
        ExtGState=Dictionary(G=state), XObject=Dictionary(F=form, P=script_form)
    )


def test_nothing_but_the_drawing_comes_along(tmp_path: Path) -> None:
    clean = placed(tmp_path, pdf_of(b"/F Do", hostile), edition="replica")
    assert pixels(clean, FOUR) == [RED, WHITE, WHITE, GREEN]
    said, sent = dumped(clean), dumped(pdf_of(b"/F Do", hostile))
    assert [word for word in BAD if word.encode() in said] == []
    assert [word for word in BAD if word.encode() not in sent] == [], "all of it was sent"


def test_forms_that_draw_themselves_are_drawn_once(tmp_path: Path) -> None:
    def circle(pdf: Pdf, page: Any) -> None:
        form = pdf.make_stream(CORNERS + b" /F Do")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
        form.Resources = Dictionary(XObject=Dictionary(F=form))
        page.Resources = Dictionary(XObject=Dictionary(F=form))

    data = placed(tmp_path, pdf_of(b"/F Do", circle))
    assert pixels(data, FOUR) == [RED, WHITE, WHITE, GREEN]


def bomb(pdf: Pdf, page: Any) -> None:
    inner = pdf.make_stream(CORNERS)
    inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
    for _ in range(12):
        outer = pdf.make_stream(b"/F Do " * 10)
        outer.Type, outer.Subtype, outer.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
        outer.Resources = Dictionary(XObject=Dictionary(F=inner))
        inner = outer
    page.Resources = Dictionary(XObject=Dictionary(F=inner))


def deep(pdf: Pdf, page: Any) -> None:
    inner = pdf.make_indirect(Dictionary(FunctionType=2, N=1, Domain=Array([0, 1])))
    for _ in range(300):
        inner = pdf.make_indirect(Dictionary(FunctionType=3, Functions=Array([inner])))
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Function=inner)
    page.Resources = Dictionary(Shading=Dictionary(S=shading))


def elsewhere(pdf: Pdf, page: Any) -> None:
    shown = pdf.make_stream(b"")
    shown.Type, shown.Subtype, shown.F = Name.XObject, Name.Image, "/etc/passwd"
    page.Resources = Dictionary(XObject=Dictionary(F=shown))


@pytest.mark.parametrize(
    ("change", "content", "said"),
    [
        (bomb, b"/F Do", "draws the same thing over and over again"),
        (deep, b"/S sh", "is nested too deep or made of too many parts"),
        (elsewhere, b"/F Do", "needs another file that is not in it"),
    ],
)
def test_what_was_made_to_harm_is_refused(
    change: Callable[[Pdf, Any], None], content: bytes, said: str
) -> None:
    with pytest.raises(ForeignError, match=said):
        take_out(pdf_of(content, change))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\nnothing", b"no PDF at all"])
def test_what_is_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(ForeignError, match="is damaged"):
        take_out(data)


# On the pages of a newspaper ---------------------------------------------------------------------


def typeset(folder: Path) -> bytes:
    """Return an advertisement with text, set by the engine itself, 100.6 × 60 mm."""
    setting = engine.lay_out(
        '<html lang="en"><body><h1>Reels, sheets</h1><p>Offcuts by the kilo.</p></body></html>',
        CSS + "@page { size: 100.6mm 60mm; margin: 5mm } html { color: #c00 }",
        supplies=FONTS, identifier="shop", edition="print",
    )  # fmt: skip
    return setting.write()[0]


def with_adverts(folder: Path) -> Document:
    document = paper(folder)
    home = document.issue.folder
    wide = supplied(home, typeset(folder), "wide.pdf")
    square = supplied(home, pdf_of(CORNERS), "square.pdf")
    sold = (
        Advert(
            Slug("ad-shop"), "Shop", wide, 2, 60.0, HERE, page=2, alt="Offcuts by the kilo.",
            link="https://shop.example/",
        ),
        Advert(Slug("ad-square"), "Square", square, 1, 80.0, HERE, page=2, alt="Red and green."),
    )  # fmt: skip
    publication = replace(document.publication, layout="newspaper")
    issue = replace(document.issue, adverts=sold)
    return replace(document, publication=publication, issue=issue)


def set_newspaper(folder: Path, edition: Edition) -> Printed:
    document = with_adverts(folder)
    look = find_look(document.publication, document.issue)
    output, plan, findings = render_with_plan(document, look, target=edition)
    path = folder / output.name
    path.write_bytes(output.data)
    return Printed(document, look, output.data, plan, findings, path)


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return set_newspaper(tmp_path_factory.mktemp("press"), "print")


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return set_newspaper(tmp_path_factory.mktemp("screen"), "replica")


def text_of(path: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-f", "2", "-l", "2", str(path), "-"], capture_output=True, check=True
    ).stdout.decode()


def test_text_of_an_advertisement_stays_text(press: Printed, screen: Printed) -> None:
    for one in (press, screen):
        assert "Offcuts by the kilo." in text_of(one.path)
        codes = {found.code for found in one.findings}
        assert not codes & {"ADS-001", "ADS-003", "PDF-002", "PDF-004"}


def test_the_replica_says_and_links_what_is_drawn(screen: Printed) -> None:
    with screen.open() as pdf:
        alts = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        links = [
            str(note.A.URI)
            for note in pdf.pages[1].obj.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
    assert {"Offcuts by the kilo.", "Red and green."} <= set(alts)
    assert "https://shop.example/" in links


def test_the_press_is_given_no_link(press: Printed) -> None:
    with press.open() as pdf:
        assert all("/Annots" not in page.obj for page in pdf.pages)


def test_verapdf_finds_a_replica_with_a_pdf_in_it_to_be_pdf_ua(
    verapdf: list[str], screen: Printed
) -> None:
    told = judge(verapdf, "ua1", screen.path)
    assert told["failed"] == []
    assert told["compliant"] is True


def test_the_same_file_gives_the_same_bytes(press: Printed, tmp_path: Path) -> None:
    again = set_newspaper(tmp_path, "print")
    assert hashlib.sha256(again.data).digest() == hashlib.sha256(press.data).digest()


def test_a_font_left_at_home_is_told(tmp_path: Path) -> None:
    def named(pdf: Pdf, page: Any) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F=font))

    document = with_adverts(tmp_path)
    home = document.issue.folder
    bare = supplied(home, pdf_of(b"BT /F 12 Tf 20 20 Td (Hello) Tj ET", named), "bare.pdf")
    locked = supplied(home, pdf_of(b"/F Do", bomb), "bomb.pdf")
    sold = [replace(document.issue.adverts[0], artwork=artwork) for artwork in (bare, locked)]
    drawings, found = adverts.taken_out(
        replace(document, issue=replace(document.issue, adverts=tuple(sold)))
    )
    assert [one.code for one in found] == ["ADS-003", "ADS-001"]
    assert "“Helvetica”" in found[0].message
    assert len(drawings) == 1


# Pictures, and what a proof shows ----------------------------------------------------------------


def shop_picture(folder: Path, pixels_wide: int) -> Document:
    """Return a paper with a photograph for an advertisement, 2 columns by 60 mm."""
    document = with_adverts(folder)
    path = document.issue.folder / "images" / "shop.jpg"
    size = (pixels_wide, round(pixels_wide * 60 / 100.6))
    Image.linear_gradient("L").resize(size).convert("RGB").save(path)
    artwork = make_picture(path, *size)
    sold = replace(document.issue.adverts[0], artwork=artwork, slug=Slug("ad-photo"))
    return replace(document, issue=replace(document.issue, adverts=(sold,)))


@pytest.mark.parametrize(("pixels_wide", "codes"), [(400, {"PIC-003"}), (2400, set())])
def test_a_picture_is_as_sharp_as_its_space_asks_and_no_heavier(
    tmp_path: Path, pixels_wide: int, codes: set[str]
) -> None:
    document = shop_picture(tmp_path, pixels_wide)
    look = find_look(document.publication, document.issue)
    output, _, found = render_with_plan(document, look, target="print")
    told = [one for one in found if one.code == "PIC-003" and "shop.jpg" in one.message]
    assert {one.code for one in told} == codes
    assert all(re.search("printed 10[01] mm wide", one.message) for one in told)
    with pikepdf.open(io.BytesIO(output.data)) as pdf:
        shown = {
            int(one.Width)
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        }
    # 200 pixels an inch are all that newsprint can show.
    wanted = min(pixels_wide, 100.6 / 25.4 * 200)
    assert any(abs(wide - wanted) < 3 for wide in shown)


def test_a_proof_shows_findings_where_they_stand(tmp_path: Path) -> None:
    document = with_adverts(tmp_path)
    story = next(part for part in document.parts if part.anchor == "story-1")
    marks = (
        finding("TXT-007", "Braces are left over.", origin=story.subject.origin),  # type: ignore[union-attr]
        finding("ADS-002", "It is not the shape of its space.", origin=HERE),
    )
    look = find_look(document.publication, document.issue, proof=True)
    output, plan, _ = render_with_plan(document, look, target="print", marks=marks)
    path = tmp_path / output.name
    path.write_bytes(output.data)
    sheets = 1
    for words, page in (("TXT-007", plan.page("story-1") or 0), ("ADS-002", 2)):
        number = str(page + sheets)
        done = subprocess.run(
            ["pdftotext", "-f", number, "-l", number, str(path), "-"],
            capture_output=True, check=True,
        )  # fmt: skip
        assert words in done.stdout.decode()
    plain = find_look(document.publication, document.issue)
    output, _, _ = render_with_plan(document, plain, target="print", marks=marks)
    path.write_bytes(output.data)
    told = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    assert "TXT-007" not in told.stdout.decode()
