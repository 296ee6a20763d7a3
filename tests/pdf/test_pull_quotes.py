"""Quotations lifted from a story: which words, in which stories, and none is heard twice."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import documents as make
import pikepdf
import pytest

from edition.document import Document, assemble
from edition.look import find_look
from edition.model import Article, Figure, PullQuote
from edition.page import Newspaper
from edition.pdf import finish, render
from edition.pdf.pull_quotes import NAMED, quoted

from .conftest import copy

LEAD = "The ferry came back in March with eleven passengers and the dog."
STRONG = "Nobody who had seen the winter believed in the ferry."
SAID = "“We counted the sacks twice, and then we counted the passengers,”"
FILL = "Up and down the quay in the rain it went on as it had for all the years before: slowly. "


def paper(folder: Path, *stories: Article, **rules: bool) -> Document:
    publication = replace(make.publication(folder), layout="newspaper")
    publication = replace(publication, newspaper=Newspaper(**rules))
    document, _ = assemble(publication, make.issue(folder, make.section("News", *stories)))
    return document


def story(*words: str, name: str = "ferry", **more: object) -> Article:
    """Return a story of some four hundred words, ``words`` in its middle, one a paragraph."""
    blocks = [make.paragraph(f"{LEAD} {FILL * 4}"), make.paragraph(FILL * 4)]
    blocks += [make.paragraph(f"{FILL}{one} {FILL * 2}") for one in words]
    blocks += [make.paragraph(FILL * 4) for _ in range(3)]
    return make.article(name, *blocks, **more)


def lifted(document: Document) -> list[str]:
    return [
        str(placed.block.text)
        for part in quoted(document).parts
        for placed in part.body
        if isinstance(placed.block, PullQuote)
    ]


def test_a_strong_sentence_is_lifted_and_what_somebody_says_before_it(tmp_path: Path) -> None:
    assert lifted(paper(tmp_path, story(STRONG))) == [STRONG]
    said = "“We counted the sacks twice, and then we counted the passengers.”"
    assert lifted(paper(tmp_path, story(STRONG, f"{SAID} said the harbour master."))) == [said]


@pytest.mark.parametrize(
    "words",
    [
        "It was the last thing that anybody had thought of.",  # leans on the sentence before it
        "In 1884 the ferry carried 4,500 passengers and 12 dogs.",
        "Nobody who had <em>seen</em> the winter believed in the ferry.",
        "Nobody believed it.",
        "Whoever had seen the winter " + "and the ice on the harbour " * 6 + "went home.",
    ],
)
def test_what_does_not_stand_alone_is_left_where_it_is(tmp_path: Path, words: str) -> None:
    assert lifted(paper(tmp_path, story(words))) == []


def test_the_first_paragraph_is_nobodys_second_word(tmp_path: Path) -> None:
    first = make.article("one", make.paragraph(f"{STRONG} {FILL * 20}"), make.paragraph(FILL))
    assert lifted(paper(tmp_path, first)) == []


def test_short_stories_those_with_pictures_and_those_with_their_own_have_none(
    tmp_path: Path,
) -> None:
    figure = make.figure(None)
    assert isinstance(figure, Figure)
    pictured = story(STRONG)
    pictured = replace(pictured, body=(figure, *pictured.body))
    own = story(STRONG)
    own = replace(own, body=(*own.body, PullQuote(make.Markup(LEAD), own.origin)))
    short = make.article("short", make.paragraph(LEAD), make.paragraph(STRONG))
    for one in (pictured, short, replace(story(STRONG), rank="brief")):
        assert lifted(paper(tmp_path, one)) == []
    assert lifted(paper(tmp_path, own)) == [LEAD]


def test_the_paper_and_the_story_can_forbid_it(tmp_path: Path) -> None:
    assert lifted(paper(tmp_path, story(STRONG), pull_quotes=False)) == []
    assert lifted(paper(tmp_path, replace(story(STRONG), pull_quotes=False))) == []


def test_what_was_lifted_once_is_not_lifted_again(tmp_path: Path) -> None:
    once = quoted(paper(tmp_path, story(STRONG)))
    assert quoted(once) == once
    assert lifted(once) == [STRONG]


def artifacts(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(page.Contents.read_bytes().count(b"/Artifact") for page in pdf.pages)


def test_on_paper_it_stands_twice_and_is_read_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word truth has nothing to say, and the replica's tags hold the words in the text alone."""
    others = [make.article(f"other-{at}", *copy(6, at)) for at in range(4)]
    document = paper(tmp_path, story(STRONG), *others)
    look = find_look(document.publication, document.issue)
    output, findings = render(document, look, target="replica")
    assert [one for one in findings if one.code == "PDF-006"] == []
    with pikepdf.open(io.BytesIO(output.data)) as pdf:
        names = [str(one) for one in pdf.Root.Names.Dests.Names if isinstance(one, pikepdf.String)]
        shown = sum(NAMED in one for one in names)
    assert shown
    monkeypatch.setattr(finish, "_says_again", lambda _: False)
    read_out, _ = render(document, look, target="replica")
    assert artifacts(output.data) >= artifacts(read_out.data) + shown
