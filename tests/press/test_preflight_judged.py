"""The preflight beside other judges, on the same files: where they differ, one of them is wrong."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from edition.press.preflight import preflight
from tests.pdf.test_replica import missing, verapdf

from .known import KNOWN, Known, group, ink, separation, shading, soft_mask, state, stripes
from .made import MM, NEWS, Made, area, form, picture, placed, rule, text
from .test_preflight import broken, called, data_of

__all__ = ["verapdf"]

# veraPDF -----------------------------------------------------------------------------------------

EXPLAINED = {
    "6.1.2": {"PRS-004"},
    "6.1.7.2": {"PRS-014"},
    "6.2.3": {"PRS-010"},
    "6.2.4.3": {"PRS-036", "PRS-040", "PRS-009", "PRS-010"},
    "6.2.4.4": {"PRS-039"},
    "6.2.5": {"PRS-017"},
    "6.2.6": {"PRS-018"},
    "6.2.8": {"PRS-013"},
    "6.2.10": {"PRS-042"},
    "6.2.11.3.2": {"PRS-053"},
    "6.2.11.4.1": {"PRS-050", "PRS-052", "PRS-053"},
    "6.2.11.5": {"PRS-053"},
    "6.2.11.8": {"PRS-052"},
}
"""Clauses of PDF/A-2b on colour, fonts and structure, and the rules of ours that say the same.

Those on metadata's identity (6.6) and on how annotations look (6.3) are about something else.
"""
SAME = {"PRS-013", "PRS-017", "PRS-018", "PRS-036", "PRS-039", "PRS-042", "PRS-050", "PRS-052",
        "PRS-053"}  # fmt: skip
"""Rules of ours that veraPDF is to confirm."""
STRICTER = {
    "CMYK with a profile": "PDF/A takes a profile on CMYK; GWG 2022 R0027 does not",
    "Lab": "PDF/A takes Lab; GWG 2022 R0027 does not",
}
REGISTERED = "registered, under X-1a"  # PDF/A wants a profile; X-1a takes a registered press


def proxy(data: bytes) -> bytes:
    """Return a copy that says it is PDF/A, of which veraPDF knows the rules."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for intent in pdf.Root.get("/OutputIntents", []):
            intent["/S"] = Name.GTS_PDFA1
        held = io.BytesIO()
        none = pikepdf.StreamDecodeLevel.none
        pdf.save(held, stream_decode_level=none, compress_streams=False)
        return held.getvalue()


def test_verapdf_and_the_preflight_say_the_same(verapdf: list[str], tmp_path: Path) -> None:
    by_name: dict[str, Known] = {}
    for index, one in enumerate(KNOWN):
        by_name[f"{index}.pdf"] = one
        (tmp_path / f"{index}.pdf").write_bytes(proxy(data_of(one)))
    files = [str(tmp_path / name) for name in by_name]
    done = subprocess.run([*verapdf, "2b", *files], capture_output=True, text=True)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(KNOWN), done.stderr[-2000:]
    differ = []
    for answer in told:
        one = by_name[Path(answer["file"]).name]
        clauses = {each["clause"] for each in answer["failed"]}
        clauses = {clause for clause in clauses if not clause.startswith(("6.6", "6.3"))}
        if one.name == REGISTERED:
            clauses.discard("6.2.4.3")
        for clause in clauses:
            if not EXPLAINED.get(clause, set()) & one.broken:
                differ.append(f"{called(one)}: only veraPDF says {clause}")
        for code in one.broken & SAME:
            if one.name not in STRICTER and not any(
                code in EXPLAINED[clause] for clause in clauses
            ):
                differ.append(f"{called(one)}: only we say {code}, veraPDF {sorted(clauses)}")
    assert not differ, "\n".join(differ)


# Ink ---------------------------------------------------------------------------------------------


def inky(*lines: str, **resources: Callable[[Pdf], Any]) -> Callable[[], Made]:
    def make() -> Made:
        made = Made(content=list(lines))
        for key, value in resources.items():
            category, _, name = key.partition("_")
            made.resource(category, name, value)
        return made

    return make


def graded(pdf: Pdf, *, jpeg: bool = False, inverted: bool = False) -> Any:
    """Return a picture that goes from light to dark, of 100 ppi at two inches."""
    across = numpy.linspace(0, 255, 200)
    plane = numpy.add.outer(across, across) / 2
    pixels = numpy.stack([plane, plane * 0.7, plane * 0.6, plane * 0.5], axis=2).astype(numpy.uint8)
    if not jpeg:
        made = Stream(pdf, pixels.tobytes())
    else:
        held = io.BytesIO()
        Image.fromarray(pixels if not inverted else 255 - pixels, "CMYK").save(
            held, "JPEG", quality=95
        )
        made = Stream(pdf, b"")
        made.write(held.getvalue(), filter=Name.DCTDecode)
        if not inverted:  # The library writes CMYK upside down, as everybody does.
            made["/Decode"] = Array([1, 0] * 4)
    for key, value in {"Type": Name.XObject, "Subtype": Name.Image, "Width": 200, "Height": 200,
                       "ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 8}.items():  # fmt: skip
        made[f"/{key}"] = value
    return pdf.make_indirect(made)


def table(pdf: Pdf) -> Any:
    lookup = pikepdf.String(bytes([0, 0, 0, 0, 200, 150, 100, 50]))
    return picture(pdf, 200, 200, parts=1, colour=(1,),
                   space=Array([Name.Indexed, Name.DeviceCMYK, 1, lookup]))  # fmt: skip


def radial(pdf: Pdf) -> Any:
    made = shading(Name.DeviceCMYK, [1, 0.8, 0, 0], [0, 0, 0.9, 0.5])
    made["/ShadingType"] = 3
    made["/Coords"] = Array([80, 110, 0, 80, 110, 50])
    return made


SQUARE = area("1 0.8 0 0 k", x=30, y=60, wide=100, high=100)
PAGE_OF_TEXT = [text("HamburgHamburgHamburg", y=370 - 11 * row, x=20) for row in range(30)]
INKY: dict[str, Callable[[], Made]] = {
    "260 %": inky(ink(260)),
    "a page of text": inky(*PAGE_OF_TEXT),
    "a headline": inky(text("Hamburg", size=70, y=200, x=20)),
    "fine rules": inky(*(rule(1, y=340 - 8 * row) for row in range(40))),
    "thin boxes": inky(*(area("0 0 0 1 k", y=300 - 4 * row, high=0.7) for row in range(50))),
    "black overprints a colour": inky(SQUARE, area("0 0 0 1 k", state="/Over gs")),
    "black knocks out a colour": inky(SQUARE, area("0 0 0 1 k", state="/Out gs")),
    "black in mode 0 knocks out": inky(SQUARE, area("0 0 0 1 k", state="/Zero gs")),
    "grey knocks out": inky(SQUARE, area("0.2 g")),
    "white knocks out": inky(SQUARE, area("0 0 0 0 k", x=50, y=80, wide=60, high=60)),
    "text over a colour": inky(SQUARE, *PAGE_OF_TEXT),
    "half opaque": inky(
        SQUARE, area("0 0 1 0.4 k", state="/Half gs"), ExtGState_Half=state(ca=0.5)
    ),
    "multiplied": inky(
        SQUARE, area("0.2 0.5 0.5 0.2 k", state="/Mul gs"), ExtGState_Mul=state(BM=Name.Multiply)
    ),
    "a photograph": inky(placed("G", 144, 144, x=30, y=60), XObject_G=graded),
    "a JPEG": inky(placed("G", 144, 144, x=30, y=60),
                   XObject_G=lambda pdf: graded(pdf, jpeg=True)),
    "a JPEG turned round": inky(placed("G", 144, 144, x=30, y=60),
                                XObject_G=lambda pdf: graded(pdf, jpeg=True, inverted=True)),
    "a table of colours": inky(placed("T", 144, 144, x=30, y=60), XObject_T=table),
    "a stencil": inky("0.6 0.4 0.2 0 k", placed("L", 100, 100, x=30, y=60), XObject_L=lambda pdf:
                      picture(pdf, 640, 640, parts=1, bits=1, ImageMask=True)),
    "a masked picture": inky(placed("M", 144, 144, x=30, y=60), XObject_M=lambda pdf: picture(
        pdf, 200, 200, colour=(200, 150, 100, 50),
        SMask=picture(pdf, 20, 20, space=Name.DeviceGray, parts=1, colour=(120,)))),
    "a form in a form": inky("q 0.5 0 0 0.5 20 20 cm /Outer Do Q", XObject_Outer=lambda pdf: form(
        pdf, "q 1 0 0 1 20 20 cm /Inner Do Q",
        shared=Dictionary(XObject=Dictionary(Inner=form(pdf, "0.7 0.7 0 0 k 0 0 200 200 re f"))))),
    "a group": inky(SQUARE, "/G Do", XObject_G=lambda pdf: group(pdf, Name.DeviceCMYK)),
    # Ghostscript takes the luminosity of a grey of half for a fifth; black and white it knows.
    "a soft mask": inky("q /M gs " + SQUARE + " Q",
                        ExtGState_M=lambda pdf: soft_mask(pdf, Name.DeviceGray, half=True)),
    "a pattern": inky("q /Pattern cs /P scn 30 60 100 100 re f Q",
                      Pattern_P=lambda pdf: stripes(pdf, "0.8 0.4 0 0 k", times=4)),
    "a shading": inky("q 30 60 100 100 re W n /S sh Q", Shading_S=lambda pdf: shading(
        Name.DeviceCMYK, [0.6, 0, 0, 0], [0, 0.5, 0.5, 0.2])),
    "a round shading": inky("q 30 60 100 100 re W n /S sh Q", Shading_S=radial),
    "cyan by its name, overprinting": inky(
        area("0 1 0 0 k"), "q /Over gs /C cs 0.7 scn 30 60 100 100 re f Q",
        ColorSpace_C=lambda pdf: separation(pdf, "Cyan", (1, 0, 0, 0))),
    "turned": inky("q 0.7 0.7 -0.7 0.7 140 40 cm 0.5 0.5 0.5 0.5 k 0 0 120 120 re f Q"),
    "clipped": inky("q 60 90 40 40 re W n " + SQUARE + " Q"),
}  # fmt: skip

PIXELS = 8
"""Pixels of Ghostscript's to one of ours."""


@cache
def ghostscript_missing() -> bool:
    try:
        subprocess.run(["gs", "--version"], capture_output=True, check=True)
    except OSError:
        return True
    return False


def separated(data: bytes, folder: Path) -> Any:
    """Return the four inks of the only page as Ghostscript separates them, from 0 to 1."""
    if ghostscript_missing():
        missing("Ghostscript", "apt-get install ghostscript")
    path = folder / "page.pdf"
    path.write_bytes(data)
    subprocess.run(
        ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep",
         f"-r{40.64 * PIXELS}", "-dGraphicsAlphaBits=4", "-dTextAlphaBits=4",
         "-dOverprint=/enable", f"-sOutputFile={folder}/p.tif", str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    inks = [
        numpy.asarray(Image.open(folder / f"p({name}).tif"), dtype=float)
        for name in ("Cyan", "Magenta", "Yellow", "Black")
    ]
    return 1 - numpy.stack(inks, axis=2) / 255


def heaviest(inks: Any) -> float:
    side = 24 * PIXELS
    total = inks.sum(axis=2)
    sums = numpy.zeros((total.shape[0] + 1, total.shape[1] + 1))
    sums[1:, 1:] = total.cumsum(axis=0).cumsum(axis=1)
    squares = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return float(squares.max()) / side**2 * 100


@pytest.mark.parametrize("name", INKY)
def test_ink_is_what_ghostscript_separates(name: str, tmp_path: Path) -> None:
    data = INKY[name]().bytes()
    (page,) = preflight(data, NEWS).pages
    judge = separated(data, tmp_path)
    assert page.heaviest is not None and page.inks is not None
    assert page.heaviest == pytest.approx(heaviest(judge), abs=2), "over 15 mm"
    covered = judge.mean(axis=(0, 1)) * 100
    assert page.inks == pytest.approx(tuple(covered), abs=0.7), "over the page"


# Smaller judges ----------------------------------------------------------------------------------


def said_by(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        missing(command[0], "apt-get install qpdf poppler-utils")
    return done.stdout + done.stderr


def named(name: str) -> Known:
    return next(one for one in KNOWN if one.name == name)


def test_qpdf_finds_damage_in_the_damaged_file_alone(tmp_path: Path) -> None:
    for one in KNOWN:
        path = tmp_path / "file.pdf"
        path.write_bytes(data_of(one))
        damaged = "No syntax or stream encoding errors found" not in said_by(
            "qpdf", "--check", str(path)
        )
        ours = {"PRS-001", "PRS-002"} & one.broken
        assert damaged == (one.name == "table of objects"), called(one)
        assert not damaged or ours


@pytest.mark.parametrize("name", ["no program", "Helvetica", "Courier", "widths"])
def test_pdffonts_says_which_fonts_are_there(name: str, tmp_path: Path) -> None:
    one = named(name)
    (tmp_path / "file.pdf").write_bytes(data_of(one))
    lines = said_by("pdffonts", str(tmp_path / "file.pdf")).splitlines()[2:]
    fonts = re.findall(r"^(\S+) .* (yes|no) +(?:yes|no) +(?:yes|no) ", "\n".join(lines), re.M)
    absent = {font.rpartition("+")[2] for font, embedded in fonts if embedded == "no"}
    assert len(fonts) == 2
    told = broken(preflight(data_of(one), NEWS)).get("PRS-050", [])
    assert {font for font in absent if any(font in words for words in told)} == absent
    assert len(told) == len(absent)


@pytest.mark.parametrize("name", ["99 ppi, an error", "149 ppi, a warning", "one axis", "300 ppi"])
def test_pdfimages_says_as_many_pixels_to_the_inch(name: str, tmp_path: Path) -> None:
    one = named(name)
    (tmp_path / "file.pdf").write_bytes(data_of(one))
    lines = said_by("pdfimages", "-list", str(tmp_path / "file.pdf")).splitlines()[2:]
    rows = [line.split() for line in lines if line.split()[3] != "216"]  # that of every page
    least = min(min(int(row[12]), int(row[13])) for row in rows)
    found = preflight(data_of(one), NEWS)
    values = [dict(spot.values) for each in found.results for spot in each.spots]
    assert [round(float(each["ppi"])) for each in values if "ppi" in each] == [least]


@pytest.mark.parametrize("name", ["all around", "beyond", "not cropped", "art instead", "spread"])
def test_pdfinfo_measures_the_same_boxes(name: str, tmp_path: Path) -> None:
    one = named(name)
    (tmp_path / "file.pdf").write_bytes(data_of(one))
    said = said_by("pdfinfo", "-box", str(tmp_path / "file.pdf"))
    boxes = {
        kind: [float(side) for side in re.findall(rf"{kind}Box: +(.*)", said)[0].split()]
        for kind in ("Media", "Trim", "Art")
    }
    trim = boxes["Art"] if name == "art instead" else boxes["Trim"]
    (page,) = preflight(data_of(one), one.profile).pages
    assert (page.width, page.height) == pytest.approx(
        ((trim[2] - trim[0]) / MM, (trim[3] - trim[1]) / MM), abs=0.02
    )
    media = boxes["Media"]
    assert page.sheet[0] == pytest.approx((media[0] - trim[0]) / MM, abs=0.1)
    assert page.sheet[2] == pytest.approx((media[2] - trim[0]) / MM, abs=0.1)
