"""The bundled faces are whole, and what they cannot write is said by name."""

from __future__ import annotations

import importlib.util
import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont

from edition.look import fonts, shared
from edition.look.instances import file_of

HEBREW = "שלום"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def hebrew_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A font package laid out like those of the registry, importable while the test runs."""
    folder = tmp_path / "fontpkg_frank_ruhl_libre"
    (folder / "files").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    some_font = shared("fonts") / "edition-sans-400.ttf"
    shutil.copy(some_font, folder / "files" / "FrankRuhlLibre[wght].ttf")
    shutil.copy(some_font, folder / "files" / "FrankRuhlLibre-Italic[wght].ttf")
    monkeypatch.syspath_prepend(str(tmp_path))
    fonts._installed.cache_clear()
    yield folder
    fonts._installed.cache_clear()


@pytest.fixture(scope="module")
def recipe() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("face", fonts.faces(), ids=lambda face: face.name)
def test_a_face_is_called_what_the_stylesheets_call_it(face: fonts.Face) -> None:
    with TTFont(face.path) as font:
        assert font["name"].getBestFamilyName() == face.family
        assert font["OS/2"].usWeightClass == face.weight
        assert bool(font["head"].macStyle & 2) == (face.style == "italic")
        assert "fvar" not in font, "a variable face is embedded once for every size"
        assert "Source" not in str(font["name"].getDebugName(6)), "the name is reserved"


@pytest.mark.parametrize("face", fonts.faces(), ids=lambda face: face.name)
def test_a_face_keeps_the_features_good_setting_needs(face: fonts.Face) -> None:
    with TTFont(face.path) as font:
        wanted = {"kern", "mark"} | (
            {"onum", "lnum", "tnum", "liga"} if "Sans" not in face.family else {"liga", "frac"}
        )
        tables = (font["GSUB"].table, font["GPOS"].table)
        have = {one.FeatureTag for table in tables for one in table.FeatureList.FeatureRecord}
        assert wanted <= have
        if face.family == "Edition Text" and face.style == "normal":
            assert "smcp" in have


def test_kerning_survives_in_the_static_faces() -> None:
    with TTFont(shared("fonts") / "edition-text-400.ttf") as font:
        names = font.getBestCmap()
        assert _kerning(font, names[ord("T")], names[ord("o")]) < -20
        assert _kerning(font, names[ord("n")], names[ord("n")]) == 0


def _kerning(font: TTFont, left: str, right: str) -> int:
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 2 or left not in table.Coverage.glyphs:
                continue
            if table.Format == 1:
                pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
                for pair in pairs:
                    if pair.SecondGlyph == right:
                        return int(getattr(pair.Value1, "XAdvance", 0))
                continue
            row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
            value = row.Class2Record[table.ClassDef2.classDefs.get(right, 0)].Value1
            return int(getattr(value, "XAdvance", 0)) if value else 0
    return 0


def test_the_faces_write_latin_greek_cyrillic_and_what_typography_sets() -> None:
    text = "Zażółć gęślą jaźń, Übergröße, ﬁ, Ελληνικά, Русский: “‘’”„–—…→ ½ № € 10\u202fkg 1\u20112"
    assert not [one for one in text if ord(one) not in fonts.coverage() and one.isprintable()]
    assert {0x2011, 0xAD, 0x202F} <= fonts.coverage()
    assert fonts.missing_scripts(text) == ()


def test_missing_scripts_are_named_with_a_sample_and_a_package() -> None:
    missing = fonts.missing_scripts(f"Tbilisi თბილისი {HEBREW} ☎ ᚠ")
    assert [(one.name, one.package) for one in missing] == [
        ("Georgian", None),
        ("Hebrew", "fontpkg-frank-ruhl-libre"),
        ("signs", None),
        ("Runic", None),
    ]
    assert missing[1].sample == HEBREW


def test_signs_that_leave_no_mark_are_not_missing() -> None:
    assert fonts.missing_scripts("a\u200bb\u200dc\ufe0f\u2066d\u2069\ufeff\u3000") == ()


def test_an_installed_package_is_used_without_being_asked_for(hebrew_package: Path) -> None:
    assert fonts.missing_scripts(HEBREW) == ()
    more = fonts.faces(HEBREW)[len(fonts.faces()) :]
    assert [(one.family, one.weight, one.script) for one in more] == [
        ("Edition Hebrew", 400, "Hebrew"),
        ("Edition Hebrew", 700, "Hebrew"),
    ]
    assert {one.path for one in more} == {hebrew_package / "files" / "FrankRuhlLibre[wght].ttf"}
    css = fonts.font_face_css("fonts/", HEBREW)
    assert 'url("fonts/frankruhllibre-wght-400.ttf")' in css
    assert "Hebrew" not in fonts.font_face_css("fonts/"), "only where it is needed"


def test_fallbacks_stand_behind_every_bundled_family(hebrew_package: Path) -> None:
    css = "@font-face { font-family: \"Edition Text\" } p { font: 9pt 'Edition Text', serif }"
    assert fonts.with_fallbacks(css, HEBREW) == (
        '@font-face { font-family: "Edition Text" } '
        "p { font: 9pt 'Edition Text', \"Edition Hebrew\", serif }"
    )
    assert fonts.with_fallbacks(css, "Latin") == css


def test_the_licences_lie_beside_the_faces() -> None:
    assert len(fonts.licences()) == 2
    assert all("SIL OPEN FONT LICENSE" in path.read_text() for path in fonts.licences())


def test_made_faces_are_not_made_again(recipe: ModuleType, tmp_path: Path) -> None:
    copy = shutil.copytree(shared("fonts"), tmp_path / "fonts")
    assert recipe.make_fonts(copy) is False
    (copy / "edition-text-400.ttf").write_bytes(b"damaged")
    assert not recipe._up_to_date(copy, recipe._recipe_digest())


def test_the_same_recipe_makes_the_same_bytes(recipe: ModuleType, tmp_path: Path) -> None:
    number, one = next((n, r) for n, r in enumerate(recipe.RECIPES) if r.family == "Edition Sans")
    recipe._make_face(recipe.RECIPES[number], tmp_path)
    assert (tmp_path / one.file).read_bytes() == (shared("fonts") / one.file).read_bytes()


def test_fonttools_is_not_loaded_to_know_the_coverage() -> None:
    import subprocess

    code = (
        "import sys; from edition.look import fonts; fonts.missing_scripts('שלום'); "
        "sys.exit('fontTools' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_file_of_many_weights_is_set_in_the_one_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path))
    arabic = [face for face in fonts.faces("العبارة") if face.script == "Arabic"]
    assert len({face.path for face in arabic}) == 1 and len({face.name for face in arabic}) == 2
    files = {face.weight: file_of(face) for face in arabic}
    widths = {}
    for weight, data in files.items():
        with TTFont(io.BytesIO(data)) as font:
            assert "fvar" not in font and font["OS/2"].usWeightClass == weight
            widths[weight] = font["hmtx"]["uni0621"][0]
    assert widths[700] > widths[400]
    bold = next(face for face in arabic if face.weight == 700)
    kept = list((tmp_path / "fonts").glob("*/*"))
    assert len(kept) == 2 and file_of(bold) == files[700]
    for one in kept:  # Made anew they are the same.
        one.unlink()
    assert file_of(bold) == files[700]


def test_a_file_of_one_weight_is_taken_as_it_is() -> None:
    face = fonts.faces()[0]
    assert file_of(face) == face.path.read_bytes()
