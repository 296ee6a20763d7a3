"""Words that return: a story of few sentences over and over is whole until a line is amiss."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import documents as make
import pytest
from markupsafe import Markup

from edition.document import assemble
from edition.findings import Finding
from edition.model import Block, Box, PullQuote
from edition.pdf.positions import Words
from edition.pdf.truth import compare

SENTENCES = (
    "The first ferry left at six in the morning with eleven passengers and a dog.",
    "The repairs took two winters and most of a spring, and the quay is as it was.",
    "Nobody who had seen the winter believed that the crane would turn again.",
    "Ask for the report itself, not a summary of it.",
    "So it is said.",
    "Yes.",
)


class Story:
    """A story of a few sentences that return, set in columns with captions and boxes between."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        paragraphs = [self.words(5) for _ in range(self.random.randint(3, 20))]
        if seed % 3 == 0:
            paragraphs = [paragraphs[0]] * len(paragraphs)
        self.blocks: list[Block] = [make.paragraph(text) for text in paragraphs]
        self.insets = [self.inset() for _ in range(self.random.randint(0, 4))]
        lines = [line for text in paragraphs for line in self.lines(text)]
        cuts = sorted(self.random.randint(0, len(lines)) for _ in range(4))
        ends = zip([0, *cuts], [*cuts, len(lines)], strict=True)
        self.columns = [lines[start:end] for start, end in ends]
        self.order = self.random.getstate()

    def words(self, most: int) -> str:
        return " ".join(self.random.choice(SENTENCES) for _ in range(self.random.randint(1, most)))

    def lines(self, text: str) -> list[str]:
        words = text.split()
        return [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]

    def inset(self) -> list[str]:
        """Put a box or a pull quote into the story, and return its lines."""
        place = self.random.randint(0, len(self.blocks))
        text = self.words(2)
        if self.random.random() < 0.5:
            self.blocks.insert(place, PullQuote(Markup(f"{text} Quoted."), make.HERE))
            return [f"{text} Quoted."]
        box = Box((make.paragraph(text),), make.HERE, Markup("Who they are"))
        self.blocks.insert(place, box)
        return ["Who they are", *self.lines(text)]

    def found(self, columns: list[list[str]]) -> tuple[Finding, ...]:
        """Return what is told of pages that show ``columns``, captions and boxes among them."""
        self.random.setstate(self.order)
        shown = [list(column) for column in columns]
        for inset in (*self.insets, ["Continued on page 7", "From page 1", "Harbour"]):
            shown.insert(self.random.randint(0, len(shown)), inset)
        painted = ["Harbour", *(line for lines in shown for line in lines)]
        return found(self.blocks, painted)


def found(blocks: list[Block], painted: list[str]) -> tuple[Finding, ...]:
    issue = make.issue(Path(), make.section("News", make.article("harbour", *blocks)))
    document = assemble(make.publication(Path()), issue)[0]
    return compare(document, {"harbour": [Words(line, 1) for line in painted]})[1]


@pytest.mark.parametrize("seed", range(40))
def test_a_story_of_the_same_words_is_whole_until_a_line_is_amiss(seed: int) -> None:
    story = Story(seed)
    assert [one.message for one in story.found(story.columns)] == []
    at = max(range(len(story.columns)), key=lambda one: len(story.columns[one]))
    column, others = story.columns[at], story.columns
    line = max(range(len(column)), key=lambda one: len(column[one]))
    lost = [*column[:line], *column[line + 1 :]]
    doubled = [*column[:line], column[line], *column[line:]]
    certain = len(column[line]) > 36  # A few words may be set twice by design.
    for spoilt in (lost, doubled) if certain else (lost,):
        assert story.found([*others[:at], spoilt, *others[at + 1 :]])


def test_lines_that_changed_places_are_told() -> None:
    text = "The crane turns. " + " ".join(SENTENCES)
    lines = [text[:20], text[20:70], text[70:140], text[140:]]
    paragraphs: list[Block] = [make.paragraph(text)] * 20
    whole = ["Harbour", *lines * 20]
    assert found(paragraphs, whole) == ()
    changed = [*whole[:30], whole[31], whole[30], *whole[32:]]
    assert found(paragraphs, changed)
    (twice,) = found(paragraphs, [*whole, *lines])
    assert "stands twice" in twice.message
    (lost,) = found(paragraphs, whole[:-4])
    assert "on no page" in lost.message


def test_a_pull_quote_of_words_that_return_may_be_left_out() -> None:
    quote = PullQuote(Markup(SENTENCES[0]), make.HERE)
    text = " ".join((SENTENCES[0], SENTENCES[1], SENTENCES[0]))
    blocks: list[Block] = [make.paragraph(text), quote]
    assert found(blocks, ["Harbour", text]) == ()
    assert found(blocks, ["Harbour", text[:20], SENTENCES[0], text[20:]]) == ()
    assert found(blocks, ["Harbour", text, SENTENCES[0], SENTENCES[0]])


def test_time_is_bounded_however_often_words_return() -> None:
    blocks: list[Block] = [make.paragraph(SENTENCES[0])] * 300
    painted = ["Harbour", *[SENTENCES[0]] * 299]
    for at in range(20, 290, 21):
        painted.insert(at, f"A caption of picture {at}")
    begun = time.process_time()
    assert [one.code for one in found(blocks, painted)] == ["PDF-006"]
    assert time.process_time() - begun < 15
