"""A proof tells of every finding on its first page, and again where it stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import etree

from edition.document import Document
from edition.findings import Finding, finding
from edition.model import Origin
from tests.support import documents as made
from tests.support.epubs import XHTML, Book, document

STORY = Path("2026-03-06/first.md")


def an_issue(tmp_path: Path) -> Document:
    body = [replace(made.paragraph(f"Line {n}."), origin=Origin(STORY, n)) for n in (10, 20, 30)]
    figure = replace(made.figure(None), origin=Origin(STORY, 40))
    story = replace(made.article("first", *body, figure), origin=Origin(STORY))
    return document(tmp_path, story)


def flags(book: Book, name: str) -> list[tuple[str, str]]:
    """Return what each flag says, and the words that follow it."""
    tree = book.tree(name)
    found = [one for one in tree.iter(f"{XHTML}div") if one.get("class", "").startswith("flag")]
    return [(_words(one), _words(one.getnext())) for one in found]


def _words(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def test_a_finding_stands_before_the_block_at_its_line(tmp_path: Path) -> None:
    mark = finding("TXT-002", "Something was left out.", origin=Origin(STORY, 25))
    book = Book(an_issue(tmp_path), proof=True, marks=(mark,))
    assert flags(book, "text/first.xhtml") == [("TXT-002 Something was left out.", "Line 20.")]


def test_a_finding_about_a_story_stands_above_it(tmp_path: Path) -> None:
    mark = finding("TXT-005", "Too long.", origin=Origin(STORY))
    book = Book(an_issue(tmp_path), proof=True, marks=(mark,))
    ((said, after),) = flags(book, "text/first.xhtml")
    assert said == "TXT-005 Too long."
    assert after.startswith("First")


def test_a_finding_that_names_its_place_stands_there(tmp_path: Path) -> None:
    issue = an_issue(tmp_path)
    anchor = next(p.anchor for part in issue.parts for p in part.body if p.anchor)
    book = Book(issue, proof=True, marks=(replace(_about_nothing(), part=anchor),))
    assert len(flags(book, "text/first.xhtml")) == 1


def test_the_first_page_lists_all_and_leads_to_the_flags(tmp_path: Path) -> None:
    placed = finding("TXT-002", "Left out.", origin=Origin(STORY, 25))
    book = Book(an_issue(tmp_path), proof=True, marks=(placed, _about_nothing()))
    page = book.tree("proof.xhtml")
    entries = [one for one in page.iter(f"{XHTML}li")]
    assert [one.get("id") for one in entries] == ["finding-1", "finding-2"]
    links = [one.get("href") for one in page.iter(f"{XHTML}a")]
    assert links == ["text/first.xhtml#proof_mark_1"]
    back = [one.get("href") for one in book.tree("text/first.xhtml").iter(f"{XHTML}a")]
    assert "../proof.xhtml#finding-1" in back
    first = next(one for one in book.package().iter() if str(one.tag).endswith("itemref"))
    item = next(one for one in book.package().iter() if one.get("id") == first.get("idref"))
    assert item.get("href") == "proof.xhtml"
    assert book.codes() == []


def test_only_a_proof_has_flags(tmp_path: Path) -> None:
    book = Book(an_issue(tmp_path), marks=(finding("TXT-005", "x", origin=Origin(STORY)),))
    assert "EPUB/proof.xhtml" not in book.archive.namelist()
    assert flags(book, "text/first.xhtml") == []
    assert ".flag" not in book.text("styles/epub.css")


def _about_nothing() -> Finding:
    return finding("SRC-013", "The folder and the date disagree.")
