"""The cover: its words as outlines, its picture cropped where it may be."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from edition.epub.cover import (
    HEIGHT,
    LIVE,
    MARGIN,
    WIDTH,
    Drawing,
    cover_figure,
    draw_cover,
)
from edition.epub.lettering import lettering
from edition.epub.links import Links
from edition.epub.metadata import cover_alt
from edition.look import find_look, shared
from edition.look.templates import environment
from edition.model import Focus
from edition.pictures.derive import for_screen
from tests.support import documents as made
from tests.support.epubs import Book, document

CRANE = Path(__file__).parents[1] / "cases/_base/issues/2026-03-06/images/crane.jpg"
FACE = shared("fonts") / "edition-headline-700.ttf"


def drawing(
    tmp_path: Path, *, headline: str = "First", focus: Focus | None = None, **paper: object
) -> Drawing:
    figure = made.figure(made.picture(CRANE, 1600, 1067), focus=focus or Focus())
    story = made.article("first", made.paragraph("x"), figure, headline=headline, kicker="Paper")
    made_of = document(tmp_path, story, paper=dict(paper))
    pictures, _ = for_screen(made_of.pictures(), made_of.publication.pictures, jobs=1)
    shown = next(iter(pictures.values()))
    look = find_look(made_of.publication, made_of.issue)
    renderer = environment(look, filters=Links(made_of).filters())
    return draw_cover(made_of, renderer, shown, colours={})


def view(cover: Drawing) -> tuple[int, int, int, int]:
    assert cover.below is not None
    return cover.below.view


def test_letters_are_kerned() -> None:
    face = lettering(FACE)
    assert face.width("AV", 1000) < face.width("A", 1000) + face.width("V", 1000)
    assert face.width("To", 1000) < face.width("T", 1000) + face.width("o", 1000)


def test_letters_are_drawn_where_they_are_wanted() -> None:
    face = lettering(FACE)
    path = face.outline("l", 100, 500, 700)
    left, baseline = (float(one) for one in re.findall(r"M(-?[\d.]+)[ ,](-?[\d.]+)", path)[0])
    assert 500 <= left <= 500 + face.width("l", 100)
    assert 600 <= baseline <= 700
    assert face.outline("", 100, 0, 0) == ""


def test_lines_are_even_and_fit() -> None:
    face = lettering(FACE)
    text = "Forty-five grams a square metre: the paper you are holding"
    lines = face.lines(text, 150, LIVE)
    assert " ".join(lines) == text
    assert all(face.width(line, 150) <= LIVE for line in lines)
    widths = [face.width(line, 150) for line in lines]
    assert min(widths) > 0.5 * max(widths)


def test_a_word_wider_than_the_page_stands_alone() -> None:
    assert lettering(FACE).lines("a " + "x" * 80 + " b", 100, 400) == ("a", "x" * 80, "b")


@pytest.mark.parametrize(
    "name", ["I", "The Forme", "The Bristol and District Weekly Intelligencer"]
)
@pytest.mark.parametrize("headline", ["Yes", "word " * 60, "Ἀρχή и Начало, straße", "x" * 90])
def test_any_words_make_a_cover(name: str, headline: str, tmp_path: Path) -> None:
    figure = made.figure(made.picture(CRANE, 1600, 1067))
    story = made.article("first", made.paragraph("x"), figure, headline=headline)
    book = Book(document(tmp_path, story, paper={"name": name}))
    assert book.findings == ()
    cover = Image.open(io.BytesIO(book.archive.read("EPUB/pictures/cover.jpg")))
    assert (cover.format, cover.size, cover.mode) == ("JPEG", (WIDTH, HEIGHT), "RGB")
    assert len(book.archive.read("EPUB/pictures/cover.jpg")) < 3_000_000


def test_the_point_that_matters_stays_in_the_picture(tmp_path: Path) -> None:
    left = view(drawing(tmp_path, focus=Focus(0, 50)))
    right = view(drawing(tmp_path, focus=Focus(100, 50)))
    assert left[0] == 0
    assert right[0] + right[2] == pytest.approx(1600, abs=1)
    assert left[2:] == right[2:]


def test_a_script_that_has_to_be_shaped_is_left_to_whoever_draws(tmp_path: Path) -> None:
    svg = drawing(tmp_path, headline="حروف: الطباعة", language="ar").svg.decode()
    line = re.search(r"<text ([^>]*)>حروف: الطباعة</text>", svg)
    assert line is not None
    assert 'direction="rtl"' in line[1]
    assert 'text-anchor="start"' in line[1]
    assert f'x="{WIDTH - MARGIN}' in line[1]
    assert "Edition Arabic" in line[1]


def test_a_script_no_font_writes_is_left_out(tmp_path: Path) -> None:
    assert b"<text" not in drawing(tmp_path, headline="\U00012000\U00012001").svg


def test_a_name_in_another_script_leaves_the_cover_standing(tmp_path: Path) -> None:
    book = Book(
        document(tmp_path, made.article("first", headline="حروف"), paper={"language": "ar"})
    )
    assert "EPUB/pictures/cover.jpg" in book.archive.namelist()


def test_the_cover_is_described(tmp_path: Path) -> None:
    made_of = document(tmp_path, made.article("first", headline="Paper &amp; <em>ink</em>"))
    assert cover_alt(made_of) == ("Cover: The Forme, No. 12, 6 March 2026. Lead story: Paper & ink")


def test_the_picture_is_the_one_asked_for_else_the_leads_first(tmp_path: Path) -> None:
    figure = made.figure(made.picture(CRANE, 1600, 1067))
    wanted = made.figure(made.picture(FACE, 1, 1), caption=None)
    story = made.article("first", made.paragraph("x"), figure)
    assert cover_figure(document(tmp_path, story)) == figure
    assert cover_figure(document(tmp_path, story, cover=wanted)) == wanted
    assert cover_figure(document(tmp_path, made.article("first"))) is None
