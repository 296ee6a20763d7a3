"""What is in the EPUB, and that it is always the same."""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from edition.model import Crosshead, PicturePolicy, Slug
from tests.support import documents as made
from tests.support.epubs import EPUB_TYPE, OPF, XHTML, Book, document

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests/cases/_base"
CRANE = BASE / "issues/2026-03-06/images/crane.jpg"


@pytest.fixture(scope="module")
def crane() -> Path:
    return CRANE


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    figure = made.figure(made.picture(CRANE, 1600, 1067))
    lead = made.article(
        "first",
        *made.every_block(figure),
        kicker="Paper & ink",
        standfirst=Markup("Light, grey and cheap."),
        bylines=("Ada Quoin", "Ben Reglet"),
        notes=(made.note(),),
        tags=("paper", "news & views"),
        related=(Slug("second"), Slug("not-here")),
        rank="lead",
    )
    second = made.article("second", bylines=("Ada Quoin",), language="fr")
    return Book(document(tmp_path_factory.mktemp("paper"), lead, second))


def build_elsewhere(folder: Path, jobs: str) -> str:
    """Build the base in ``folder`` in a process of its own; return the EPUB's digest."""
    shutil.copytree(BASE, folder / "paper")
    program = (
        "import sys, hashlib; from pathlib import Path; from edition.build import build;"
        "made = build(Path(sys.argv[1]), ['epub'], jobs=int(sys.argv[2]));"
        "print(hashlib.sha256(made.outputs[0].data).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder / "paper/issues/2026-03-06"), jobs],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "EDITION_CACHE": str(folder / "cache"), "PYTHONHASHSEED": jobs},
    )
    return done.stdout.strip()


def test_same_input_same_bytes_from_any_folder_in_any_process(tmp_path: Path) -> None:
    digests = {build_elsewhere(tmp_path / "here", "1"), build_elsewhere(tmp_path / "there", "2")}
    assert len(digests) == 1


def test_another_word_other_bytes(tmp_path: Path) -> None:
    one = Book(document(tmp_path, made.article("first", made.paragraph("One."))))
    other = Book(document(tmp_path, made.article("first", made.paragraph("Two."))))
    assert hashlib.sha256(one.data).digest() != hashlib.sha256(other.data).digest()


def test_the_archive_says_first_what_it_is(book: Book) -> None:
    first = book.archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.archive.read("mimetype") == b"application/epub+zip"
    assert book.data[30:58] == b"mimetypeapplication/epub+zip"
    assert first.extra == b""


def test_pictures_are_stored_and_text_is_deflated(book: Book) -> None:
    for entry in book.archive.infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0), entry.filename
        packed = entry.filename != "mimetype" and not entry.filename.endswith((".jpg", ".png"))
        assert entry.compress_type == (8 if packed else 0), entry.filename


def test_the_same_picture_is_there_once(book: Book) -> None:
    pictures = [name for name in book.archive.namelist() if "/pictures/crane" in name]
    assert len(pictures) == 1
    assert len(book.text("text/first.xhtml").split("../pictures/crane")) == 1 + 2


def test_file_name_says_paper_and_date(book: Book) -> None:
    assert book.output.name == "forme-2026-03-06.epub"
    assert book.output.media_type == "application/epub+zip"


def test_metadata_is_that_of_a_periodical(book: Book) -> None:
    assert book.dublin_core("title") == ["The Forme, 6 March 2026"]
    assert book.dublin_core("date") == ["2026-03-06"]
    assert book.dublin_core("language") == ["en-GB", "fr"]
    assert book.dublin_core("publisher") == ["Forme Press"]
    assert book.dublin_core("creator") == ["The Forme"]
    assert book.dublin_core("contributor") == ["Ada Quoin", "Ben Reglet"]
    assert book.dublin_core("subject") == ["news & views", "paper"]
    assert book.dublin_core("rights") == ["© The Forme"]
    assert book.properties("belongs-to-collection") == ["The Forme"]
    assert book.properties("collection-type") == ["series"]
    assert book.properties("group-position") == ["3.12"]
    assert book.properties("dcterms:identifier") == ["urn:issn:1234-5679"]
    assert book.properties("dcterms:modified") == ["2026-03-06T00:00:00Z"]
    named = {one.get("name"): one.get("content") for one in book.package().iter(f"{OPF}meta")}
    assert named["calibre:series"] == "The Forme"
    assert named["calibre:series_index"] == "12"
    assert book.package().get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"


def test_the_cover_is_named_for_old_and_new_readers(book: Book) -> None:
    items = {one.get("id"): one for one in book.package().iter(f"{OPF}item")}
    cover = next(one for one in items.values() if one.get("properties") == "cover-image")
    named = {one.get("name"): one.get("content") for one in book.package().iter(f"{OPF}meta")}
    assert named["cover"] == cover.get("id")
    page = book.tree("text/cover.xhtml")
    assert [str(one.tag) for one in page.iter(f"{XHTML}img", f"{XHTML}p", f"{XHTML}h1")] == [
        f"{XHTML}img"
    ]


def test_the_identifier_stays_and_differs(tmp_path: Path) -> None:
    story = made.article("first")

    def identity(**values: object) -> list[str]:
        return Book(document(tmp_path, story, **values)).dublin_core("identifier")

    assert identity() == identity(revised=date(2026, 3, 8), correction="A wrong price.")
    assert identity() != identity(number=13)
    assert identity()[0].startswith("urn:uuid:")


def test_a_correction_moves_the_date_of_modification(tmp_path: Path) -> None:
    book = Book(
        document(tmp_path, made.article("first"), revised=date(2026, 3, 8), correction="Oh.")
    )
    assert book.properties("dcterms:modified") == ["2026-03-08T00:00:00Z"]
    assert book.dublin_core("date") == ["2026-03-06"]
    assert "Oh." in book.text("text/contents.xhtml")


def test_without_a_volume_the_position_is_the_number(tmp_path: Path) -> None:
    book = Book(document(tmp_path, made.article("first"), volume=None))
    assert book.properties("group-position") == ["12"]


def test_accessibility_is_claimed_when_it_is_true(book: Book) -> None:
    assert book.properties("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert "alternativeText" in book.properties("schema:accessibilityFeature")
    assert book.properties("schema:accessMode") == ["textual", "visual"]
    assert book.properties("schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert book.properties("schema:accessibilityHazard") == ["none"]


def test_accessibility_is_not_claimed_without_alt(tmp_path: Path, crane: Path) -> None:
    figure = made.figure(made.picture(crane, 1600, 1067), alt=None)
    book = Book(document(tmp_path, made.article("first", made.paragraph("x"), figure)))
    assert book.properties("dcterms:conformsTo") == []
    assert "alternativeText" not in book.properties("schema:accessibilityFeature")
    assert book.properties("schema:accessModeSufficient") == ["textual,visual"]
    assert "no text alternative" in book.properties("schema:accessibilitySummary")[0]


def test_a_decorative_picture_needs_no_alt(tmp_path: Path, crane: Path) -> None:
    figure = made.figure(
        made.picture(crane, 1600, 1067), alt=None, caption=None, credit=None, decorative=True
    )
    book = Book(document(tmp_path, made.article("first", made.paragraph("x"), figure)))
    assert "alternativeText" in book.properties("schema:accessibilityFeature")
    assert 'alt=""' in book.text("text/first.xhtml")


def test_accessibility_is_not_claimed_with_faint_colours(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/publication.css").write_text(".kicker { color: #bbb }", encoding="utf-8")
    book = Book(document(tmp_path, made.article("first")))
    assert "EPUB-003" in book.codes()
    assert book.properties("dcterms:conformsTo") == []


def test_an_issue_without_pictures_is_text(tmp_path: Path) -> None:
    book = Book(document(tmp_path, made.article("first")))
    assert book.properties("schema:accessMode") == ["textual"]
    assert book.properties("schema:accessModeSufficient") == ["textual"]
    assert book.findings == ()


def test_sections_hold_their_articles_in_the_contents(book: Book) -> None:
    nav = book.tree("nav.xhtml").find(f".//{XHTML}nav")
    assert nav is not None
    items = nav.findall(f"{XHTML}ol/{XHTML}li")
    titles = [
        (one.findtext(f"{XHTML}a"), len(one.findall(f"{XHTML}ol/{XHTML}li"))) for one in items
    ]
    assert titles == [("News", 2), ("Imprint", 0)]
    ncx = book.text("toc.ncx")
    assert ncx.index("section-news.xhtml") < ncx.index("first.xhtml") < ncx.index("second.xhtml")
    assert 'content="2"' in ncx
    assert next(book.package().iter(f"{OPF}spine")).get("toc") == "ncx"


def test_landmarks_are_cover_contents_and_beginning(book: Book) -> None:
    landmarks = [
        (one.get(EPUB_TYPE), one.get("href"))
        for one in book.tree("nav.xhtml").iter(f"{XHTML}a")
        if one.get(EPUB_TYPE)
    ]
    assert landmarks == [
        ("cover", "text/cover.xhtml"),
        ("toc", "text/contents.xhtml"),
        ("bodymatter", "text/section-news.xhtml"),
    ]


def test_headings_skip_no_level(tmp_path: Path) -> None:
    steep = Crosshead(Markup("Small"), made.HERE, level=3)  # before any larger one
    story = made.article("first", made.paragraph("x"), steep, *made.every_block())
    page = Book(document(tmp_path, story)).tree("text/first.xhtml")
    levels = [int(str(one.tag)[-1]) for one in page.iter(*(f"{XHTML}h{n}" for n in range(1, 7)))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_notes_lead_there_and_back(book: Book) -> None:
    page = book.tree("text/first.xhtml")
    call = next(one for one in page.iter(f"{XHTML}a") if one.get(EPUB_TYPE) == "noteref")
    note = next(one for one in page.iter(f"{XHTML}aside") if one.get(EPUB_TYPE) == "footnote")
    back = next(one for one in note.iter(f"{XHTML}a"))
    assert call.get("role") == "doc-noteref"
    assert call.get("href") == f"#{note.get('id')}"
    assert back.get("href") == f"#{call.get('id')}"
    assert call.text == "1"


def test_every_part_says_its_language_and_direction(book: Book) -> None:
    page = book.tree("text/second.xhtml")
    assert (page.get("lang"), page.get("dir")) == ("fr", "ltr")
    article = next(page.iter(f"{XHTML}article"))
    assert article.get("lang") == article.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    running = next(one for one in page.iter(f"{XHTML}p") if one.get("class") == "running-head")
    assert running.get("lang") == "en-GB"


def test_right_to_left_papers_turn_their_pages_that_way(tmp_path: Path) -> None:
    book = Book(document(tmp_path, made.article("first"), paper={"language": "he"}))
    assert next(book.package().iter(f"{OPF}spine")).get("page-progression-direction") == "rtl"
    assert book.package().get("dir") == "rtl"
    assert book.tree("nav.xhtml").get("dir") == "rtl"


def test_only_stories_of_this_issue_are_related(book: Book) -> None:
    page = book.text("text/first.xhtml")
    assert page.count("../text") == 0
    assert '<li lang="fr" xml:lang="fr"><a href="second.xhtml">' in page
    assert "not-here" not in page


def test_a_large_epub_is_told(tmp_path: Path) -> None:
    policy = PicturePolicy(mail_megabytes=0.05)
    book = Book(document(tmp_path, made.article("first"), paper={"pictures": policy}))
    assert book.codes() == ["EPUB-002"]


def test_fonts_of_a_publication_come_along(tmp_path: Path) -> None:
    (tmp_path / "styles/faces").mkdir(parents=True)
    face = (ROOT / "edition/shared/fonts/edition-sans-400.ttf").read_bytes()
    (tmp_path / "styles/faces/own.ttf").write_bytes(face)
    (tmp_path / "styles/publication.css").write_text(
        '@font-face { font-family: Own; src: url("faces/own.ttf") }', encoding="utf-8"
    )
    book = Book(document(tmp_path, made.article("first")))
    assert book.findings == ()
    assert book.archive.read("EPUB/styles/faces/own.ttf") == face


def test_a_template_may_be_replaced_in_part(tmp_path: Path) -> None:
    (tmp_path / "templates/parts").mkdir(parents=True)
    (tmp_path / "templates/parts/article.xhtml.j2").write_text(
        '{% extends "shared/parts/article.xhtml.j2" %}'
        "{% block closing %}{{ super() }}<p>Subscribe to {{ publication.name }}.</p>{% endblock %}",
        encoding="utf-8",
    )
    book = Book(document(tmp_path, made.article("first")))
    assert "<p>Subscribe to The Forme.</p>" in book.text("text/first.xhtml")
    assert book.findings == ()


def test_every_word_of_the_source_is_there(book: Book) -> None:
    text = " ".join("".join(map(str, book.tree("text/first.xhtml").itertext())).split())
    for words in (
        "Paper & ink",
        "Light, grey and cheap.",
        "Ada Quoin and Ben Reglet",
        "Newsprint is the lightest paper",
        "A paper maker",
        "chalk",
        "H. L. Mencken",
        "Because white costs chemicals.",
        "print(page < 3)",
        "Weights at a glance",
        "Reels of newsprint, waiting for the press.",
        "Rendering: The Forme",
        "Most copier paper is 80 g/m².",
    ):
        assert words in text, words
