"""The pages of the paper in its EPUB: marks, two lists of them, and whose pages they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import documents as made
from tests.support.epubs import DC, EPUB_TYPE, PAPER, XHTML, Book, document, paged

NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
SAME = "The first ferry left at six."


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A story of three blocks of which two say the same, and another."""
    blocks = (made.paragraph(SAME), made.paragraph(SAME), made.paragraph("It came back."))
    paper = document(tmp_path, made.article("first", *blocks), made.article("second"))
    return Book(paper, plan=paged(paper))


def marks(book: Book, name: str) -> list[tuple[str, str]]:
    """Return each mark in a page with the words after it."""
    found = []
    for one in book.tree(name).iter(f"{XHTML}span"):
        if one.get(EPUB_TYPE) == "pagebreak":
            assert one.get("role") == "doc-pagebreak"
            assert one.get("id") == f"page_{one.get('aria-label')}"
            after = one.getnext()
            text = "".join(after.itertext()) if after is not None else ""
            found.append((one.get("aria-label") or "", " ".join(text.split())[:28]))
    return found


def test_marks_stand_where_pages_begin(book: Book) -> None:
    first = marks(book, "text/first.xhtml")
    assert [number for number, _ in first] == ["1", "2", "5"]
    assert first[0][1].startswith("First")
    assert first[1:] == [("2", SAME), ("5", "It came back.")]
    body = book.text("text/first.xhtml")
    assert body.index(SAME) < body.index('id="page_2"') < body.rindex(SAME)
    assert [number for number, _ in marks(book, "text/second.xhtml")] == ["3", "4"]


def test_both_lists_lead_to_the_marks(book: Book) -> None:
    wanted = [
        ("1", "text/first.xhtml#page_1"),
        ("2", "text/first.xhtml#page_2"),
        ("3", "text/second.xhtml#page_3"),
        ("4", "text/second.xhtml#page_4"),
        ("5", "text/first.xhtml#page_5"),
    ]
    lists = [one for one in book.tree("nav.xhtml").iter(f"{XHTML}nav")]
    (pages,) = [one for one in lists if one.get(EPUB_TYPE) == "page-list"]
    assert pages.get("hidden") is not None
    assert [(one.text, one.get("href")) for one in pages.iter(f"{XHTML}a")] == wanted
    targets = book.tree("toc.ncx").iter(f"{NCX}pageTarget")
    assert [
        (one.get("value"), next(one.iter(f"{NCX}content")).get("src")) for one in targets
    ] == wanted


def test_it_says_whose_pages_they_are(book: Book) -> None:
    assert book.properties("pageBreakSource") == [PAPER]
    (source,) = book.package().iter(f"{DC}source")
    assert source.text == PAPER
    assert book.properties("source-of") == ["pagination"]
    features = book.properties("schema:accessibilityFeature")
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)
    assert "printPageNumbers" not in features
    assert book.findings == ()


def test_made_alone_it_says_nothing_of_pages(tmp_path: Path) -> None:
    book = Book(document(tmp_path, made.article("first")))
    assert "page-list" not in book.text("nav.xhtml")
    assert "pageList" not in book.text("toc.ncx")
    assert "pagebreak" not in book.text("text/first.xhtml")
    assert book.properties("pageBreakSource") == book.dublin_core("source") == []
    assert not {"pageBreakMarkers", "pageNavigation"} & set(
        book.properties("schema:accessibilityFeature")
    )


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    paper = document(
        tmp_path, made.article("first", *[made.paragraph(SAME)] * 3), made.article("b")
    )
    first, second = (Book(paper, jobs=jobs, plan=paged(paper)).data for jobs in (1, 2))
    assert first == second
