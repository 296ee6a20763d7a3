"""Where pages begin, on pages of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.document import Document
from edition.page_plan import Place
from edition.pdf.breaks import breaks
from edition.pdf.truth import Stand
from tests.support import documents as made
from tests.support.epubs import document


@pytest.fixture
def paper(tmp_path: Path) -> Document:
    text = tuple(made.paragraph(f"Paragraph {number}.") for number in range(4))
    names = ("first", "second", "third")
    return document(tmp_path, *(made.article(name, *text) for name in names))


def test_several_stories_a_page(paper: Document) -> None:
    anchors = {"first": 1, "third": 1, "second": 1}
    assert breaks(paper, 1, anchors=anchors, stands={}) == {1: Place("first")}


def test_a_story_that_begins_comes_before_one_that_goes_on(paper: Document) -> None:
    anchors = {"first": 1, "second": 2, "third": 2}
    stands = {"first": (Stand(0, 1, True), Stand(1, 2, True))}
    assert breaks(paper, 2, anchors=anchors, stands=stands)[2] == Place("second")


def test_a_page_of_the_rests_of_stories(paper: Document) -> None:
    """The text comes before a picture that stood further up in the file."""
    anchors = {"first": 1, "second": 1, "third": 1}
    rest = (Stand(0, 1, True), Stand(1, 2, False), Stand(3, 2, True), Stand(2, 2, True))
    stands = {"third": (Stand(0, 2, True),), "second": rest}
    assert breaks(paper, 2, anchors=anchors, stands=stands)[2] == Place("second", 2)


def test_a_page_of_standing_matter_and_one_of_advertisements(paper: Document) -> None:
    imprint = next(part.anchor for part in paper.parts if part.kind == "standing")
    anchors = {"first": 2, "second": 2, "third": 3, imprint: 5}
    found = breaks(paper, 6, anchors=anchors, stands={})
    assert list(found) == [1, 2, 3, 4, 5, 6]
    assert found[1] == found[2] == Place("first")
    assert found[4] == found[5] == found[6] == Place(imprint)
