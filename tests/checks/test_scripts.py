"""Words no font can write are found wherever they are printed, and fonts brought along count."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from markupsafe import Markup

from edition.checks.scripts import script_findings
from edition.document import Document
from edition.model import (
    Article,
    Block,
    BlockQuote,
    Box,
    CodeBlock,
    Crosshead,
    Figure,
    Footnote,
    ItemList,
    ListItem,
    Origin,
    Paragraph,
    PullQuote,
    QuestionAndAnswer,
    Table,
    Turn,
)
from tests.support.documents import article, issue, paragraph, publication, section

GEORGIAN = "გამარჯობა"
HERE = Origin(Path("2026-03-06/story.md"), 30)
WORDS = Markup(GEORGIAN)


def document(folder: Path, story: Article) -> Document:
    return Document(publication(folder), issue(folder, section("News", story)), (), ())


def places(document: Document) -> list[tuple[str, str]]:
    return [(one.code, str(one.origin)) for one in script_findings(document)]


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(WORDS, HERE),
        Crosshead(WORDS, HERE),
        PullQuote(Markup("a"), HERE, WORDS),
        BlockQuote((paragraph("a"),), HERE, WORDS),
        BlockQuote((Paragraph(WORDS, HERE),), HERE),
        ItemList((ListItem((Paragraph(WORDS, HERE),), HERE),), HERE),
        Table((Markup("a"),), ((WORDS,),), HERE),
        QuestionAndAnswer((Turn("answer", WORDS, HERE),), HERE),
        CodeBlock(GEORGIAN, HERE),
        Box((paragraph("a"),), HERE, WORDS),
        Figure(None, "a.jpg", HERE, caption=WORDS),
        Figure(None, "a.jpg", HERE, credit=GEORGIAN),
    ],
    ids=lambda block: type(block).__name__,
)
def test_every_block_that_prints_words_is_looked_at(block: Block, tmp_path: Path) -> None:
    story = article("story", paragraph("Plain."), block)
    assert places(document(tmp_path, story)) == [("TXT-010", str(HERE))]


def test_headlines_bylines_and_notes_are_looked_at(tmp_path: Path) -> None:
    assert places(document(tmp_path, article("story", headline=GEORGIAN)))
    assert places(document(tmp_path, article("story", bylines=(GEORGIAN,))))
    noted = article("story", notes=(Footnote(1, WORDS, HERE),))
    assert places(document(tmp_path, noted)) == [("TXT-010", str(HERE))]


def test_words_that_are_not_printed_are_not_looked_at(tmp_path: Path) -> None:
    block = Figure(None, f"{GEORGIAN}.jpg", HERE, alt=GEORGIAN)
    assert places(document(tmp_path, article("story", block))) == []


def test_a_script_is_named_once_a_file(tmp_path: Path) -> None:
    story = article("story", Paragraph(WORDS, HERE), Paragraph(WORDS, HERE), headline=GEORGIAN)
    assert len(places(document(tmp_path, story))) == 1


@pytest.mark.parametrize("where", ["", "2026-03-06"])
def test_a_font_the_paper_brings_along_counts(where: str, tmp_path: Path) -> None:
    paper = document(tmp_path, article("story", Paragraph(WORDS, HERE)))
    fonts = tmp_path / where / "styles" / "fonts"
    fonts.mkdir(parents=True)
    (fonts / "broken.ttf").write_bytes(b"no font")
    assert len(places(paper)) == 1
    make_font(fonts / "house.ttf", GEORGIAN)
    assert places(paper) == []


def make_font(path: Path, text: str) -> None:
    """Write a font whose glyphs are empty but are there."""
    names = {ord(one): f"u{ord(one):04x}" for one in text}
    order = [".notdef", *sorted(set(names.values()))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in order})
    builder.setupHorizontalMetrics({name: (500, 0) for name in order})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": "House", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
