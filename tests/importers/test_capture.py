"""The text of a page, copied: one clean article, the order of its issue, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.importers.found import Found
from edition.importers.inline_markdown import plain_words
from edition.importers.selection import Selection
from edition.importers.sources import find
from edition.model import Box, Crosshead, Figure, Paragraph, figures_in, nested

HERE = Path(__file__).parent
OWN = HERE / "captures/forme-2011-03-11.txt"
REAL = HERE.parents[2] / "shared/samples/page-capture-2010-04-07.txt"


@pytest.fixture(scope="module")
def found() -> Found:
    return find([str(OWN)], Selection())


def text_of(found: Found) -> str:
    (story,) = found.stories
    said = [story.standfirst.value] if story.standfirst else []
    said += [story.author_note.value] if story.author_note else []
    for block in nested(story.body):
        if isinstance(block, Paragraph | Crosshead):
            said.append(block.text)
        elif isinstance(block, Box) and block.title:
            said.append(block.title)
    return "\n".join(plain_words(one) for one in said)


def test_the_head_of_the_page(found: Found) -> None:
    (story,) = found.stories
    assert (
        plain_words(story.headline.value) == 'Quay Road: "the press stays where it is - or we do"'
    )
    assert story.published is not None and story.published.value.isoformat() == "2011-03-11"
    assert found.issue.publication == "The Forme"
    assert story.standfirst is not None
    assert plain_words(story.standfirst.value).endswith("cleared for a car park.")
    assert story.author_note is not None
    note = plain_words(story.author_note.value)
    assert note.startswith("Nora Quill, who sets") and note.endswith("in her sandwiches.")


def test_captions_become_pictures_that_are_wanted(found: Found) -> None:
    (story,) = found.stories
    captions = [plain_words(one.caption or "") for one in figures_in(story.body)]
    assert captions == [
        "Nora Quill on the works radio",
        "'Keep the Wharfedale’ supper at Quay Road",
        "'Keep the Wharfedale’ supper at Quay Road",
        "'Keep the Wharfedale’ supper at Quay Road: Jakob Lind proves that the bar still goes",
    ]
    assert all(one.file is None for one in story.pictures)
    assert len({one.key for one in story.pictures}) == 4


def test_boxes_and_crossheads(found: Found) -> None:
    (story,) = found.stories
    boxes = [plain_words(one.title or "") for one in story.body if isinstance(one, Box)]
    assert boxes == [
        "Wharfedale: how a cylinder press works",
        "Quay Road: a house and its tenants",
        "Car parks: what becomes of old works",
    ]
    heads = [plain_words(one.text) for one in story.body if isinstance(one, Crosshead)]
    assert heads == ["The guild"]


def test_every_sentence_is_there_once_and_nothing_else(found: Found) -> None:
    lines = OWN.read_text("utf-8").split("\n")
    first = next(n for n, line in enumerate(lines) if line.startswith("Forty compositors"))
    last = next(n for n, line in enumerate(lines) if line.startswith("Subscribe to The Forme"))
    figures = {plain_words(one.caption or "") for one in figures_in(found.stories[0].body)}
    wanted = [
        line for line in lines[first:last] if line.strip() and line.rstrip(":") not in figures
    ]
    text = text_of(found)
    assert sorted("\n".join(wanted).split()) == sorted(text.split())
    places = [text.index(line.split(". ")[0]) for line in wanted if "Nora" not in line]
    assert places[1:] != [] and sorted(places[4:]) == places[4:]


def test_the_order_of_the_issue(found: Found) -> None:
    titles = [(one.title, len(one.stories)) for one in found.order]
    assert titles == [
        ("Front page", 2),
        ("The Forme editorial", 1),
        ("The Forme workshop news", 3),
        ("The Forme letters", 0),
        ("The Forme trade campaign", 1),
        ("Town and harbour news", 4),
    ]
    at_hand = [one.title for section in found.order for one in section.stories if one.key]
    assert at_hand == ['Quay Road: "the press stays where it is - or we do"']


def test_what_may_be_standing_matter(found: Found) -> None:
    by_kind = {one.kind: one for one in found.standing}
    assert set(by_kind) == {"appeal", "contacts"}
    appeal = "\n".join(
        plain_words(one.text) for one in nested(by_kind["appeal"].body) if hasattr(one, "text")
    )
    assert "eleven lamps" in appeal and "Your message" not in appeal
    contacts = " ".join(
        plain_words(one.text) for one in nested(by_kind["contacts"].body) if hasattr(one, "text")
    )
    assert "01632 960 203" in contacts and "Harbour" not in contacts


def test_a_story_typed_into_a_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    words = "The lift has been out of order since the third of May and the type is on the fifth."
    path.write_text(f"The lift that stopped\nBy Ada Penhallow\n\n{words}\n\n{words} So it stays.\n")
    (story,) = find([str(path)], Selection()).stories
    assert plain_words(story.headline.value) == "The lift that stopped"
    assert story.bylines is not None and story.bylines.value == ("Ada Penhallow",)
    assert [type(one) for one in story.body] == [Paragraph, Paragraph]


@pytest.mark.skipif(
    not REAL.is_file(), reason="needs ../shared/samples/page-capture-2010-04-07.txt"
)
def test_the_real_capture_comes_out_clean() -> None:
    found = find([str(REAL)], Selection())
    (story,) = found.stories
    assert story.published is not None and story.published.value.isoformat() == "2010-04-07"
    assert sum(isinstance(one, Figure) for one in nested(story.body)) == 6
    assert sum(isinstance(one, Box) for one in story.body) == 3
    assert sum(isinstance(one, Crosshead) for one in story.body) == 1
    assert sum(len(one.stories) for one in found.order) == 24
    assert {one.kind for one in found.standing} == {"appeal", "contacts"}
    lines = [" ".join(line.split()) for line in REAL.read_text("utf-8").split("\n")]
    lines = [line for line in lines if line]
    first = lines.index(plain_words(story.headline.value)) + 1
    last = next(n for n, line in enumerate(lines) if n > first and line.startswith("Donate to"))
    figures = {plain_words(one.caption or "") for one in figures_in(story.body)}
    report = [line for line in lines[first:last] if line.rstrip(" :") not in figures]
    text = text_of(found)
    assert sorted(" ".join(report).split()) == sorted(text.split())
    # The note about the writers is one passage of three lines.
    passages = text.split("\n")
    body = [line for line in report if line in passages]
    assert len(body) >= len(report) - 3
    assert [one for one in passages if one in body] == body
    assert len(set(body)) == len(body)
