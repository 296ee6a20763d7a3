"""What goes to the printer: inks, overprint, boxes, marks, identity, the same bytes twice."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from edition.build import build
from edition.pdf.press_colours import Mixer
from edition.pdf.press_inks import Demands, Inking

from .finished import Printed, boxes, instructions, objects, printed

MM = 72 / 25.4


# Colour -------------------------------------------------------------------------------------------


def test_nothing_on_any_page_is_a_screen_colour(each: Printed) -> None:
    pictures = 0
    with each.open() as pdf:
        used = {str(one.operator) for one in instructions(pdf)}
        spaces = {
            str(one.operands[0])
            for one in instructions(pdf)
            if str(one.operator) in ("cs", "CS")
        }  # fmt: skip
        for one in objects(pdf):
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image":
                pictures += 1
            if isinstance(one, pikepdf.Array) and len(one):
                assert one[0] not in (
                    pikepdf.Name("/ICCBased"), pikepdf.Name("/CalRGB"), pikepdf.Name("/Lab")
                )  # fmt: skip
    assert not used & {"rg", "RG", "g", "G"}
    assert spaces <= {"/EditionAll", "/Pattern"}
    assert pictures


def test_black_words_overprint_below_the_limit_and_white_never(each: Printed) -> None:
    over = set()
    knocked = set()
    with each.open() as pdf:
        for page in pdf.pages:
            inks, size, overprints, saved = (), 0.0, False, []
            for one in pikepdf.parse_content_stream(page):
                match str(one.operator):
                    case "k":
                        inks = tuple(round(float(ink), 3) for ink in one.operands)
                    case "Tf":
                        size = float(one.operands[1]) * 0.75
                    case "gs":
                        state = page.Resources.ExtGState[str(one.operands[0])]
                        overprints = bool(state.get("/op", overprints))
                        assert state.get("/OPM") == 1
                    case "q":
                        saved.append((inks, size, overprints))
                    case "Q":
                        inks, size, overprints = saved.pop()
                    case "TJ":
                        (over if overprints else knocked).add((inks, size))
    black = (0, 0, 0, 1)
    assert {inks for inks, _ in over} == {black}
    assert all(size < 12 for _, size in over)
    assert all(size >= 12 for inks, size in knocked if inks == black)
    assert knocked, "headlines knock out"


def test_hairlines_overprint(magazine: Printed) -> None:
    with magazine.open() as pdf:
        page = pdf.pages[0]
        overprints, thin = False, []
        path: list[list[float]] = []
        for one in pikepdf.parse_content_stream(page):
            operator = str(one.operator)
            if operator == "gs":
                overprints = str(one.operands[0]) == "/EditionOver"
            elif operator in ("m", "l"):
                path.append([float(part) for part in one.operands])
            elif operator in ("f*", "n"):
                if operator == "f*":
                    thin.append(overprints)
                path = []
    assert thin
    assert sum(thin) >= len(thin) / 2, "rules of 0.35 pt and of 3 pt stand on the page"


def separations(path: Path, folder: Path, page: int = 1, ppi: int = 72) -> dict[str, np.ndarray]:
    """Return the plates of a page as Ghostscript makes them: 0 for no ink, 255 for solid."""
    if shutil.which("gs") is None:
        pytest.fail("judge not available: Ghostscript (apt-get install ghostscript)")
    told = subprocess.run(
        ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", f"-r{ppi}",
         f"-dFirstPage={page}", f"-dLastPage={page}", "-o", str(folder / "plate.tif"), str(path)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert not told.stderr, told.stderr
    return {
        name: 255 - np.asarray(Image.open(folder / f"plate({name}).tif").convert("L")).astype(int)
        for name in ("Cyan", "Magenta", "Yellow", "Black")
    }


def test_words_are_on_the_black_plate_alone(tmp_path: Path) -> None:
    made = printed(
        tmp_path, press="newsprint-tabloid", css="img, svg { visibility: hidden }\n"
        ":root { --house-ink: device-cmyk(0 0 0 1) }",
    )  # fmt: skip
    plates = separations(made.path, tmp_path)
    assert plates["Black"].sum() > 0
    assert [int(plates[name].sum()) for name in ("Cyan", "Magenta", "Yellow")] == [0, 0, 0]


def test_small_black_words_leave_no_hole_in_a_ground(tmp_path: Path) -> None:
    css = (
        ".text p { background: device-cmyk(0.5 0 0 0); color: device-cmyk(0 0 0 1) }"
        "img { visibility: hidden }"
    )
    made = printed(tmp_path, press="newsprint-tabloid", css=css)
    plates = separations(made.path, tmp_path, ppi=150)
    ground = plates["Cyan"] > 100
    beside = np.roll(ground, 4, axis=1) & np.roll(ground, -4, axis=1)
    words = (plates["Black"] > 200) & beside
    assert words.sum() > 500, "there are words on the ground"
    # All but the drop cap, which is large.
    assert (ground & words).sum() > 0.99 * words.sum(), "and the ground goes on under them"


def test_lines_are_never_thinner_than_the_press_holds() -> None:
    import pydyf

    def inked(*lines: bytes) -> list[bytes]:
        drawn = pydyf.Stream(list(lines))
        drawn._resources = {"ExtGState": {}}
        mixer = Mixer(Path(), 220, {})
        demands = Demands(12, 2, opaque=False, thinnest=0.25)
        Inking([], mixer, demands).page_drawn(drawn, 0)
        return [bytes(one) for one in drawn.stream]

    half = (b"0.5 0 0 0.5 0 0 cm", b"0.4 w", b"0 0 m", b"9 9 l", b"S")
    out = inked(*half)
    assert out[2].endswith(b" w")
    assert float(out[2].split()[0]) == pytest.approx(0.5, abs=1e-3)
    assert out[-3:] == [b"0 0 m", b"9 9 l", b"S"], "nothing comes between a path and its painting"
    assert not [one for one in inked(b"1 w", b"0 0 m", b"9 9 l", b"S")[1:] if one.endswith(b" w")]


# Screen colours of a publication's own ------------------------------------------------------------

SPOILED = """.headline { color: #2277cc }

.standfirst {
  color: rgb(0 90 0);
}
.byline { color: black }
"""


def test_a_screen_colour_of_the_publications_own_is_converted_and_told(tmp_path: Path) -> None:
    made = printed(tmp_path, press="magazine-a4-coated", css=SPOILED)
    with made.open() as pdf:
        assert not {"rg", "RG"} & {str(one.operator) for one in instructions(pdf)}
    told = [one for one in made.made.findings if one.code == "PRF-004"]
    assert [(str(one.origin), one.message.split("#")[0][:28]) for one in told] == [
        ("styles/publication.css:1", told[0].message.split("#")[0][:28]),
        ("styles/publication.css:4", told[1].message.split("#")[0][:28]),
    ]
    assert "device-cmyk(" in str(told[0].hint)


def test_the_house_colour_is_one_mix_everywhere(tmp_path: Path) -> None:
    css = ":root { --house-colour: #2277cc; --house-ink: device-cmyk(0.8 0.4 0 0) }\n"
    made = printed(tmp_path, press="magazine-a4-coated", css=css + ".headline { color: #2277cc }")
    with made.open() as pdf:
        inks = {
            tuple(float(part) for part in one.operands)
            for one in instructions(pdf)
            if str(one.operator) == "k"
        }
    assert {one for one in inks if one[0]} == {(0.8, 0.4, 0, 0)}


def test_a_gradient_between_inks(tmp_path: Path) -> None:
    css = (
        ".headline { background: linear-gradient(to right, white, device-cmyk(0 0.5 0 0)) }"
        ".standfirst { background: radial-gradient(device-cmyk(0 0.5 0 0), #0000ff) }"
    )
    made = printed(tmp_path, press="magazine-a4-coated", css=css)
    ends = set()
    with made.open() as pdf:
        for one in objects(pdf):
            if isinstance(one, pikepdf.Dictionary) and "/ShadingType" in one:
                assert one.ColorSpace == "/DeviceCMYK"
                for function in one.Function.Functions:
                    ends |= {tuple(float(p) for p in function[key]) for key in ("/C0", "/C1")}
    assert {(0, 0, 0, 0), (0, 0.5, 0, 0)} < ends
    assert all(len(one) == 4 for one in ends)
    issue = tmp_path / "paper" / "issues" / "2026-03-06"
    [replica] = build(issue, ["replica"], jobs=1).outputs
    with pikepdf.open(io.BytesIO(replica.data)) as pdf:
        shadings = [
            one for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/ShadingType" in one
        ]  # fmt: skip
        assert shadings
        assert all(len(f.C0) == 3 for one in shadings for f in one.Function.Functions)


# Boxes and marks ----------------------------------------------------------------------------------


def test_boxes_without_marks(tabloid: Printed, tabloid_x1a: Printed) -> None:
    for made in (tabloid, tabloid_x1a):
        with made.open() as pdf:
            for page in pdf.pages:
                found = boxes(page)
                assert set(found) == {"MediaBox", "BleedBox", "TrimBox"}
                assert found["MediaBox"] == found["BleedBox"] == found["TrimBox"]
                assert found["TrimBox"] == pytest.approx([0, 0, 289 * MM, 380 * MM], abs=0.01)
                assert "/EditionAll" not in page.Contents.read_bytes().decode("latin-1")


def test_boxes_with_marks_and_bleed(magazine: Printed, magazine_x1a: Printed) -> None:
    for made in (magazine, magazine_x1a):
        with made.open() as pdf:
            for page in pdf.pages:
                found = boxes(page)
                media, bleed, trim = found["MediaBox"], found["BleedBox"], found["TrimBox"]
                assert set(found) == {"MediaBox", "BleedBox", "TrimBox"}
                assert media[:2] == [0, 0]
                assert trim[2] - trim[0] == pytest.approx(210 * MM, abs=0.01)
                assert trim[3] - trim[1] == pytest.approx(297 * MM, abs=0.01)
                assert bleed == pytest.approx(
                    [trim[0] - 3 * MM, trim[1] - 3 * MM, trim[2] + 3 * MM, trim[3] + 3 * MM],
                    abs=0.01,
                )
                assert media[2] > bleed[2] + 5 * MM


def test_poppler_agrees_about_the_boxes(magazine: Printed) -> None:
    told = subprocess.run(
        ["pdfinfo", "-box", str(magazine.path)], check=True, capture_output=True, text=True
    ).stdout
    found = {
        line.partition(":")[0]: [float(one) for one in line.partition(":")[2].split()]
        for line in told.splitlines()
        if "Box:" in line
    }
    assert found["TrimBox"][2] - found["TrimBox"][0] == pytest.approx(210 * MM, abs=0.02)
    assert found["BleedBox"][0] == pytest.approx(found["TrimBox"][0] - 3 * MM, abs=0.02)
    assert "PDF/X-4" in told


def test_marks_are_on_every_plate_and_outside_the_bleed(magazine: Printed, tmp_path: Path) -> None:
    plates = separations(magazine.path, tmp_path, ppi=144)
    with magazine.open() as pdf:
        found = boxes(pdf.pages[0])
    left, bottom, right, top = (edge * 2 for edge in found["BleedBox"])
    trim = [edge * 2 for edge in found["TrimBox"]]
    high = plates["Black"].shape[0]
    for name, plate in plates.items():
        outside = plate.copy()
        outside[int(high - top) : int(high - bottom) + 1, int(left) : int(right) + 1] = 0
        corner = outside[: int(high - top), int(trim[0]) - 3 : int(trim[0]) + 3]
        assert (corner > 100).any(), f"a crop mark on {name}"
        middle = outside[
            : int(high - top), int((left + right) / 2) - 8 : int((left + right) / 2) + 8
        ]
        assert (middle > 100).any(), f"a cross at the top on {name}"
    # Between trim and bleed of a page whose ground is white there is nothing at all.
    band = plates["Black"][int(high - top) + 2 : int(high - trim[3]) - 2, int(left) : int(right)]
    assert band.max() == 0


def test_the_bleed_is_painted(tmp_path: Path) -> None:
    css = "@page { background: device-cmyk(0 0.6 0 0) }"
    made = printed(tmp_path, press="magazine-a4-coated", css=css)
    magenta = separations(made.path, tmp_path)["Magenta"]
    with made.open() as pdf:
        found = boxes(pdf.pages[0])
    left, bottom, right, top = found["BleedBox"]
    high = magenta.shape[0]
    painted = magenta[int(high - top) + 1 : int(high - bottom), int(left) + 1 : int(right)]
    for edge in (painted[:7], painted[-7:], painted[:, :7], painted[:, -7:]):
        assert (edge > 100).all()
    assert magenta[int(high - top) - 4, int(left) + 60 : int(left) + 100].max() == 0, (
        "cut off there"
    )


def test_a_bleed_that_differs_by_edge(tmp_path: Path) -> None:
    press = (
        'extends = "magazine-a4-coated"\n[page]\n'
        'bleed = { top = "0.125in", bottom = "0.125in", outside = "0.125in" }\n'
        "[marks]\nallowed = false\n"
    )
    made = printed(tmp_path, press=press, css=".article { break-before: page }")
    with made.open() as pdf:
        right, left = boxes(pdf.pages[0]), boxes(pdf.pages[1])
    eighth = 9
    assert right["TrimBox"][0] - right["BleedBox"][0] == pytest.approx(0, abs=0.01)
    assert right["BleedBox"][2] - right["TrimBox"][2] == pytest.approx(eighth, abs=0.01)
    assert left["TrimBox"][0] - left["BleedBox"][0] == pytest.approx(eighth, abs=0.01)
    assert left["BleedBox"][2] - left["TrimBox"][2] == pytest.approx(0, abs=0.01)


def test_a_pattern_moves_with_its_page(tmp_path: Path) -> None:
    css = ".headline { background: linear-gradient(to right, white, #0088ff) }"
    plates = []
    for name in (
        "magazine-a4-coated",
        'extends = "magazine-a4-coated"\n[marks]\nallowed = false\n',
    ):
        folder = tmp_path / str(len(plates))
        folder.mkdir()
        made = printed(folder, press=name, css=css)
        with made.open() as pdf:
            left, bottom, _, top = (int(edge) for edge in boxes(pdf.pages[0])["TrimBox"])
        cyan = separations(made.path, folder)["Cyan"]
        plates.append(cyan[-top:-bottom, left : left + 590])
    difference = np.abs(plates[0][4:-4, 4:580] - plates[1][4:-4, 4:580])
    assert (difference > 40).mean() < 0.01


# Identity -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "version", "called", "identifier"),
    [
        ("magazine", "1.6", "PDF/X-4", "FOGRA39"),
        ("magazine_x1a", "1.4", "PDF/X-1a:2003", "FOGRA39"),
        ("tabloid", "1.6", "PDF/X-4", "CGATS TR 002"),
        ("tabloid_x1a", "1.4", "PDF/X-1a:2003", "CGATS TR 002"),
    ],
)
def test_a_file_says_what_it_is(
    request: pytest.FixtureRequest, name: str, version: str, called: str, identifier: str
) -> None:
    made: Printed = request.getfixturevalue(name)
    with made.open() as pdf:
        intents = pdf.Root.OutputIntents
        assert len(intents) == 1
        assert intents[0].S == "/GTS_PDFX"
        assert str(intents[0].OutputConditionIdentifier) == identifier
        assert str(intents[0].RegistryName) == "http://www.color.org"
        icc = intents[0].DestOutputProfile
        assert icc.N == 4
        assert icc.read_bytes()[12:20] == b"prtrCMYK"
        assert pdf.pdf_version == version
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == called
        assert pdf.docinfo["/Trapped"] == "/False"
        assert len(pdf.trailer.ID) == 2
        assert not pdf.is_encrypted
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == str(pdf.docinfo["/Title"])
            assert xmp["pdf:Trapped"] == "False"
            assert xmp["xmp:CreateDate"] == "2026-03-06T00:00:00Z"
            assert xmp["xmpMM:DocumentID"].startswith("uuid:")
            if called == "PDF/X-4":
                assert xmp["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == called
        assert "/Filter" not in pdf.Root.Metadata
    assert b"/ObjStm" not in made.data or version == "1.6"
    assert b"/XRef" not in made.data or version == "1.6"


def test_no_annotation_no_action_no_layer(each: Printed) -> None:
    with each.open() as pdf:
        assert all("/Annots" not in page for page in pdf.pages)
        assert not {"/AcroForm", "/OpenAction", "/AA", "/OCProperties"} & set(pdf.Root.keys())


def test_x1a_has_no_transparency(magazine_x1a: Printed, tabloid_x1a: Printed) -> None:
    for made in (magazine_x1a, tabloid_x1a):
        with made.open() as pdf:
            for one in objects(pdf):
                if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                    assert one.get("/SMask", "/None") == "/None"
                    assert one.get("/S") != "/Transparency"
                    assert one.get("/ca", 1) == one.get("/CA", 1) == 1
                    assert one.get("/BM", "/Normal") == "/Normal"


def test_what_x1a_cannot_show_is_mixed_with_the_papers_white(tmp_path: Path) -> None:
    css = ".standfirst { opacity: 0.5 } .byline { color: rgb(0 0 0 / 25%) }"
    press = 'extends = "magazine-a4-coated"\nstandard = "X-1a"\n'
    made = printed(tmp_path, press=press, css=css)
    with made.open() as pdf:
        inks = {
            tuple(round(float(part), 2) for part in one.operands)
            for one in instructions(pdf)
            if str(one.operator) == "k"
        }
    assert {(0, 0, 0, 0.5), (0, 0, 0, 0.25)} <= inks
    assert "PRF-005" not in made.codes()


def test_what_x1a_cannot_show_at_all_is_refused_with_the_storys_name(tmp_path: Path) -> None:
    css = ".standfirst { background: linear-gradient(to right, rgb(0 0 0 / 50%), white) }"
    press = 'extends = "magazine-a4-coated"\nstandard = "X-1a"\n'
    made = printed(tmp_path, press=press, css=css)
    [told] = [one for one in made.made.findings if one.code == "PRF-005"]
    assert "Harbour reopens" in told.message
    assert not made.made.deliverable


def test_fonts_are_in_the_file(each: Printed) -> None:
    told = subprocess.run(
        ["pdffonts", str(each.path)], check=True, capture_output=True, text=True
    ).stdout.splitlines()[2:]
    assert told
    for line in told:
        assert line.split()[-5:-3] == ["yes", "yes"], line


def test_qpdf_finds_nothing_wrong(each: Printed) -> None:
    told = subprocess.run(["qpdf", "--check", str(each.path)], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_same_bytes_on_another_day_from_another_folder(
    magazine_x1a: Printed, tmp_path: Path
) -> None:
    from .conftest import X1A

    again = printed(tmp_path, press=X1A)
    assert again.data == magazine_x1a.data


# Single colours -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["newsprint", "coated", "uncoated"])
def test_greys_are_black_ink_alone_and_fall_evenly(name: str) -> None:
    icc = Path(__file__).parents[2] / "edition" / "press" / "inks" / f"{name}.icc"
    mixer = Mixer(icc, 220, {})
    greys = [mixer.inks(level / 255, level / 255, level / 255) for level in range(0, 256, 5)]
    assert all(one[:3] == (0, 0, 0) for one in greys)
    blacks = [one[3] for one in greys]
    assert blacks == sorted(blacks, reverse=True)
    assert (blacks[0], blacks[-1]) == (1.0, 0.0)
    assert mixer.inks(0.13, 0.12, 0.1) == (0, 0, 0, 1), "nearly black is black, not dots"


def test_colours_keep_to_the_inks_the_paper_takes() -> None:
    icc = Path(__file__).parents[2] / "edition" / "press" / "inks" / "newsprint.icc"
    mixer = Mixer(icc, 220, {(10, 20, 30): (0, 0, 0.5, 0)})
    for red in range(0, 256, 51):
        for green in range(0, 256, 51):
            for blue in range(0, 256, 51):
                assert sum(mixer.inks(red / 255, green / 255, blue / 255)) <= 2.21
    assert mixer.inks(10 / 255, 20 / 255, 30 / 255) == (0, 0, 0.5, 0), "the house's own"
    red = mixer.inks_of_lab(50, 60, 40)
    assert red[0] < 0.1 < red[1] > 0.6
