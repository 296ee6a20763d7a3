"""A publication's own font with PostScript outlines (CFF), in either standard of PDF/X."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from edition.look.fonts import faces
from edition.press.preflight import preflight
from edition.press_profile import PressProfile
from edition.source.press import read_press

from .conftest import X1A
from .finished import Printed, printed
from .test_judged import judged, verapdf

__all__ = ["verapdf"]

CSS = """
@font-face { font-family: "House"; src: url("house.otf") }
.paragraph, .standfirst { font-family: "House" }
"""


def postscript_font() -> bytes:
    """Return one of our faces with its outlines as PostScript ones."""
    face = next(one for one in faces() if (one.family, one.weight) == ("Edition Text", 400))
    with TTFont(face.path) as font:
        order, glyphs, widths = font.getGlyphOrder(), font.getGlyphSet(), font["hmtx"].metrics
        outlines = {}
        for name in order:
            pen = T2CharStringPen(widths[name][0], glyphs)
            glyphs[name].draw(pen)
            outlines[name] = pen.getCharString()
        made = FontBuilder(font["head"].unitsPerEm, isTTF=False)
        made.setupGlyphOrder(order)
        made.setupCharacterMap(font.getBestCmap())
        made.setupCFF("House-Regular", {"FullName": "House Regular"}, outlines, {})
        made.setupHorizontalMetrics(widths)
        made.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
        made.setupNameTable({"familyName": "House", "styleName": "Regular"})
        made.setupOS2(sTypoAscender=font["hhea"].ascent, sTypoDescender=font["hhea"].descent)
        made.setupPost()
        kept = io.BytesIO()
        made.font.save(kept)
    assert kept.getvalue()[:4] == b"OTTO"
    return kept.getvalue()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """The small paper in its own font, by the standard it was made for."""
    font = {"styles/house.otf": postscript_font()}
    made = {}
    for name, press in (("X-1a", X1A), ("X-4", X1A.replace("X-1a", "X-4"))):
        folder = tmp_path_factory.mktemp(name)
        made[name] = printed(folder, press=press, css=CSS, files=font)
    return made


def embedded(made: Printed) -> pikepdf.Object:
    """Return the file of the publication's own font."""
    with made.open() as pdf:
        (font,) = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/FontDescriptor" in one
            if str(one.BaseFont).endswith("+House")
        ]
        file = font.FontDescriptor.FontFile3
        return pikepdf.Dictionary(Kind=file.Subtype, Data=pikepdf.String(file.read_bytes()))


def profile(text: str, folder: Path) -> PressProfile:
    (folder / "ours.toml").write_text(text)
    found, _ = read_press("ours.toml", folder=folder)
    assert found is not None
    return found


def test_each_standard_has_the_font_in_a_form_its_pdf_knows(house: dict[str, Printed]) -> None:
    bare, whole = embedded(house["X-1a"]), embedded(house["X-4"])
    assert str(bare.Kind) == "/CIDFontType0C" and bytes(bare.Data)[:1] == b"\x01"
    assert str(whole.Kind) == "/OpenType" and bytes(whole.Data)[:4] == b"OTTO"


@pytest.mark.parametrize("standard", ["X-1a", "X-4"])
def test_our_preflight_has_nothing_to_say_of_it(house: dict[str, Printed], standard: str) -> None:
    told = {one for one in house[standard].codes() if one.startswith("PRS")}
    assert told <= {"PRS-030"}  # the small paper has too few pages


def test_opentype_in_a_file_for_x_1a_is_refused(house: dict[str, Printed], tmp_path: Path) -> None:
    found = preflight(house["X-4"].data, profile(X1A, tmp_path))
    said = [spot.what for one in found.results if one.code == "PRS-053" for spot in one.spots]
    assert any("House is embedded as OpenType" in one for one in said), said


def test_others_read_it_too(house: dict[str, Printed], verapdf: list[str], tmp_path: Path) -> None:
    files = [house["X-1a"].path, house["X-4"].path]
    assert judged(verapdf, files, tmp_path) == [[], []]
    for file in files:
        done = subprocess.run(
            ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=txtwrite", "-o", "-",
             str(file)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert not done.stderr and "benches" in done.stdout
