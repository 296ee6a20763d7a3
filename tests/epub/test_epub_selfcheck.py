"""The EPUB's own check: what it finds, and where it says it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from edition.epub.archive import repack
from edition.epub.opened import valid
from edition.epub.selfcheck import check_package
from tests.support import documents as made
from tests.support.epubs import Book, document, with_code

STORY = "EPUB/text/first.xhtml"
OPF = "EPUB/content.opf"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    story = made.article("first", *made.every_block(), notes=(made.note(),))
    book = Book(document(tmp_path_factory.mktemp("paper"), story, made.article("second")))
    assert book.findings == ()
    return book.data


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode())

    return change


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (STORY, "</article>", "", "not well-formed"),
        (STORY, "second.xhtml", "third.xhtml", "third.xhtml"),
        (STORY, 'href="#first-note-1"', 'href="#first-note-9"', "names a place that is not there"),
        (STORY, 'id="first-call-1"', 'id="first-note-1"', "stands twice"),
        (STORY, "epub.css", "gone.css", "gone.css"),
        (STORY, "<hr ", "<marquee ", "marquee"),
        (STORY, "<title>First</title>", "<title> </title>", "no title"),
        (STORY, "<blockquote ", "<blockquote onclick='x()' ", "onclick"),
        (STORY, "https://forme.example/a?b=1", "https://forme example/", "not a valid address"),
        ("EPUB/nav.xhtml", ">Second</a>", "> </a>", "no words"),
        ("EPUB/toc.ncx", "second.xhtml", "third.xhtml", "third.xhtml"),
        ("EPUB/styles/epub.css", "fonts/edition-sans-400.ttf", "fonts/x.ttf", "x.ttf"),
        ("EPUB/styles/epub.css", "text-indent: 0;", "direction: rtl;", "direction"),
        ("EPUB/styles/epub.css", "../fonts/", "https://x.example/", "outside the EPUB"),
        (OPF, "image/jpeg", "image/png", "is not the image/png"),
        (OPF, "<dc:language>en-GB<", "<dc:language>english language<", "no language"),
        (OPF, "T00:00:00Z", "", "date of modification"),
        (OPF, "The Forme, 6 March 2026</dc:title>", "</dc:title>", "title is missing"),
        (OPF, 'href="text/second.xhtml"', 'href="text/first.xhtml"', "twice"),
        (OPF, 'toc="ncx"', 'toc="nobody"', "old table of contents"),
    ],
)
def test_a_fault_is_found(good: bytes, file: str, old: str, new: str, said: str) -> None:
    found = check_package(repack(good, change={file: swap(old, new)}), ())
    assert any(said in one.message for one in found), [one.message for one in found]
    assert {one.code for one in found} == {"EPUB-001"}


def test_a_good_epub_has_none(good: bytes) -> None:
    assert check_package(good, ()) == ()


def test_what_is_no_archive_is_told() -> None:
    assert "cannot be opened" in check_package(b"nothing", ())[0].message


def test_a_fault_of_the_text_is_told_with_its_line_and_once(tmp_path: Path) -> None:
    story = made.article("story", made.paragraph("fine", 5), made.paragraph("<blink>x</blink>", 9))
    found = with_code(Book(document(tmp_path, story)).findings, "EPUB-001")
    assert [str(one.origin) for one in found] == ["2026-03-06/story.md:9"]
    assert "blink" in found[0].message


def test_a_fault_of_a_template_is_told_once_for_all_pages(tmp_path: Path) -> None:
    (tmp_path / "templates/epub").mkdir(parents=True)
    (tmp_path / "templates/epub/page.xhtml.j2").write_text(
        '{% extends "shared/epub/page.xhtml.j2" %}'
        "{% block body %}{{ super() }}<blink/>{% endblock %}",
        encoding="utf-8",
    )
    stories = [made.article(f"story-{number}") for number in range(6)]
    found = with_code(Book(document(tmp_path, *stories)).findings, "EPUB-001")
    assert len(found) == 1
    assert "other pages" in found[0].message


def test_a_fault_of_a_stylesheet_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "styles/own").mkdir(parents=True)
    (tmp_path / "styles/publication.css").write_text(
        '@import "own/more.css";\np { top: 0 }\nq { background: url("gone.png") }\n', "utf-8"
    )
    (tmp_path / "styles/own/more.css").write_text(
        "p { left: 0 }\ni { background: url(https://x.example/x.png) }\n", "utf-8"
    )
    found = with_code(Book(document(tmp_path, made.article("first"))).findings, "EPUB-001")
    assert sorted(str(one.origin) for one in found) == [
        "styles/own/more.css:2",
        "styles/publication.css:3",
    ]


DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<linearGradient id="here"/><path d="M0 0h9v9" {}/></svg>'
)


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ('fill="url(#gone)"', "“#gone”, which it does not have"),
        ("stroke=\"url( '#gone' ) red\"", "“#gone”, which it does not have"),
        ('filter="url(other.svg#here)"', "asks for “other.svg#here”"),
        ('style="mask: URL(https://x.example/x.svg#m)"', "asks for “https://x.example/x.svg#m”"),
        ('clip-path="url(#gone)" mask="url(#gone)" marker-end="url(#gone)"', None),
        ('fill="url(other.svg#here)"', "asks for “other.svg#here”"),
        ('fill="url(#here)"', None),
    ],
)
def test_a_drawing_of_a_stylesheet_has_what_it_is_painted_with(
    tmp_path: Path, attributes: str, said: str | None
) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/rule.svg").write_text(DRAWN.format(attributes), "utf-8")
    (tmp_path / "styles/publication.css").write_text("hr { background: url(rule.svg) }", "utf-8")
    found = with_code(Book(document(tmp_path, made.article("first"))).findings, "EPUB-001")
    assert [said in one.message for one in found if said] == [True] * (said is not None)
    assert bool(found) == (said is not None)


def test_a_template_that_makes_no_xml_is_told(tmp_path: Path) -> None:
    (tmp_path / "templates/parts").mkdir(parents=True)
    (tmp_path / "templates/parts/article.xhtml.j2").write_text("<p>open", encoding="utf-8")
    found = with_code(Book(document(tmp_path, made.article("first"))).findings, "EPUB-001")
    assert "not well-formed" in found[0].message


@pytest.mark.parametrize(
    "address",
    [
        "https://forme.example",
        "https://forme.example:8080/a/b?c=d&e=f#g",
        "http://user@forme.example/",
        "https://[2001:db8::1]/",
        "https://müller.example/straße",
        "mailto:a@b.example?subject=x",
        "tel:+441179",
        "second.xhtml#there",
        "#here",
    ],
)
def test_addresses_that_may_stand(address: str) -> None:
    assert valid(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://forme example/",
        "https://",
        "https:///x",
        "https://a..b/",
        "https://x.example:port/",
        "https://x.example/%zz",
        "https://x.example/a|b",
        "https://x.example/#a#b",
        "https://[::1/",
        "javascript:alert(1)",
        "foo:bar",
        "file:///etc/passwd",
        "data:text/plain,x",
        "mailto:nobody",
    ],
)
def test_addresses_that_may_not(address: str) -> None:
    assert not valid(address)
