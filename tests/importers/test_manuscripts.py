"""Manuscripts from Word and LibreOffice: with styles, without, with changes, notes and pictures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from edition.importers import open_document, word
from edition.importers.found import Story, UnreadableError
from edition.importers.markdown import MarkdownWriter, figure_line
from edition.importers.sample import HEAD, Sample
from edition.importers.selection import Selection
from edition.model import Box, Crosshead, Figure, Paragraph, PullQuote, Table

from .made_files import bold, odt_file, packed, paragraph, picture, shown, word_file

STYLES = {
    "Title": "Title", "Sub": "Subtitle", "By": "Byline", "Kick": "Kicker", "H1": "heading 1",
    "Cap": "caption", "Box": "Box", "BoxHead": "Box Title", "Pull": "Pull Quote",
    "Body": "Body Text",
}  # fmt: skip
LONG = "The reel weighs as much as a small car and runs out in eleven minutes. " * 6


def sample(path: Path) -> Sample:
    with path.open("rb") as file:
        return Sample(path, path.name, file.read(HEAD))


def stories(path: Path) -> tuple[Story, ...]:
    source = word if path.suffix == ".docx" else open_document
    assert source.recognises(sample(path))
    return source.read(sample(path), Selection()).stories


def text_of(story: Story) -> str:
    def figure(one: Figure) -> str:
        return figure_line(one.name, alt=one.alt, caption=str(one.caption or ""))

    return MarkdownWriter(lambda address: address, figure).body(story.body, story.notes)


def test_styles_say_what_a_paragraph_is(tmp_path: Path) -> None:
    body = "".join(
        (
            paragraph("Pressroom", "Kick"), paragraph("A night in the machine hall", "Title"),
            paragraph("Nobody sleeps while the reel runs.", "Sub"),
            paragraph("By Ada Quoin and Tom Reel", "By"), paragraph(LONG, "Body"),
            paragraph("Eleven minutes", "H1"), paragraph(LONG, "Body"),
            paragraph("", runs=shown("A reel on its way to the press")),
            paragraph("The reel before it was cut. Photo: Tom Reel", "Cap"),
            paragraph("Paper in figures", "BoxHead"), paragraph("One reel: 18 kilometres.", "Box"),
            paragraph("It runs out in eleven minutes.", "Pull"),
        )
    )  # fmt: skip
    (story,) = stories(word_file(tmp_path / "night.docx", body, styles=STYLES))
    assert story.headline.value == "A night in the machine hall"
    assert story.headline.certainty == "said"
    assert story.kicker and story.kicker.value == "Pressroom"
    assert story.standfirst and story.standfirst.value == "Nobody sleeps while the reel runs."
    assert story.bylines and story.bylines.value == ("Ada Quoin", "Tom Reel")
    assert story.language and story.language.value == "en-GB"
    kinds = [type(one) for one in story.body]
    assert kinds == [Paragraph, Crosshead, Paragraph, Figure, Box, PullQuote]
    figure = story.body[3]
    assert isinstance(figure, Figure)
    assert (figure.caption, figure.credit) == ("The reel before it was cut.", "Photo: Tom Reel")
    assert figure.alt == "A reel on its way to the press"
    (file,) = (one.file for one in story.pictures)
    assert file is not None and file.read() == picture()


def test_without_styles_place_and_looks_tell(tmp_path: Path) -> None:
    body = (
        paragraph("The missed sheet") + paragraph("By Ada Quoin")
        + paragraph("", runs=bold("A careless feeder gave newspapers their rubber in 1903."))
        + paragraph(LONG) + paragraph("", runs=bold("Why rubber wins")) + paragraph(LONG)
    )  # fmt: skip
    (story,) = stories(word_file(tmp_path / "sheet.docx", body))
    assert (story.headline.value, story.headline.certainty) == ("The missed sheet", "guessed")
    assert story.bylines and story.bylines.value == ("Ada Quoin",)
    assert story.standfirst and story.standfirst.value.startswith("A careless feeder")
    assert [type(one) for one in story.body] == [Paragraph, Crosshead, Paragraph]
    assert story.published and story.published.value == date(2026, 3, 3)
    assert story.published.certainty == "guessed"


def test_changes_are_accepted_and_comments_left_out(tmp_path: Path) -> None:
    changed = (
        '<w:del w:id="1"><w:r><w:delText>forty </w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t xml:space="preserve">fifty </w:t></w:r></w:ins>'
        '<w:commentRangeStart w:id="7"/><w:r><w:t>sheets.</w:t></w:r><w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    body = paragraph("A headline", "Title") + paragraph("They printed ", runs=changed)
    path = word_file(tmp_path / "changed.docx", body, styles=STYLES, note="The log says so.")
    (story,) = stories(path)
    text = text_of(story)
    assert "They printed fifty sheets.[^1]" in text and "[^1]: The log says so." in text
    assert "forty" not in text and "legal" not in text


def test_tables_stay_tables_and_a_frame_of_one_cell_is_a_box(tmp_path: Path) -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = (
            "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
            for row in rows
        )
        return f"<w:tbl>{''.join(cells)}</w:tbl>"

    body = paragraph("A headline", "Title") + paragraph(LONG)
    body += table(("Paper", "Grams"), ("News", "45"), ("Book", "80"))
    framed = "<w:tbl><w:tr><w:tc>" + paragraph("", runs=bold("Good to know"))
    body += framed + paragraph("Newsprint yellows within a summer.") + "</w:tc></w:tr></w:tbl>"
    (story,) = stories(word_file(tmp_path / "tables.docx", body, styles=STYLES))
    table_block, box = story.body[1:3]
    assert isinstance(table_block, Table) and ("News", "45") in table_block.rows
    assert isinstance(box, Box) and box.title == "Good to know"


def test_a_document_can_hold_several_stories(tmp_path: Path) -> None:
    body = ""
    for name in ("First", "Second", "Third"):
        body += paragraph(f"{name} headline", "Title") + paragraph(LONG)
    found = stories(word_file(tmp_path / "page.docx", body, styles=STYLES))
    assert [one.headline.value for one in found] == [
        "First headline", "Second headline", "Third headline",
    ]  # fmt: skip
    assert len({one.key for one in found}) == 3


def test_the_name_of_a_machine_is_no_byline(tmp_path: Path) -> None:
    body = paragraph("A headline", "Title") + paragraph(LONG)
    path = word_file(tmp_path / "user.docx", body, styles=STYLES, author="Microsoft Office User")
    (story,) = stories(path)
    assert story.bylines is None


# LibreOffice --------------------------------------------------------------------------------------

AUTOMATIC = (
    '<style:style style:name="T1" style:family="text"><style:text-properties'
    ' fo:font-weight="bold"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"'
    ' style:num-format="1"/></text:list-style>'
)


def test_a_text_of_libreoffice(tmp_path: Path) -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        "<text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p text:style-name="Title">Set in hot metal</text:p>'
        '<text:p text:style-name="Subtitle">A trade ends on a Friday.</text:p>'
        '<text:h text:outline-level="1">Friday</text:h>'
        '<text:p>They <text:span text:style-name="T1">stopped</text:span> at<text:s text:c="2"/>six'
        "<office:annotation><text:p>check</text:p></office:annotation>.<text:note text:note-class="
        '"footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>By the clock.'
        "</text:p></text:note-body></text:note></text:p>"
        '<text:p text:style-name="P1">We drank tea.</text:p>'
        '<text:list text:style-name="L1"><text:list-item><text:p>one</text:p></text:list-item>'
        "<text:list-item><text:p>two</text:p></text:list-item></text:list>"
        '<text:p><draw:frame><draw:image xlink:href="Pictures/press.png"/>'
        "<svg:desc>A cold machine</svg:desc></draw:frame></text:p>"
        '<text:p text:style-name="Illustration">The last line. Photo: Tom Reel</text:p>'
        "<text:p><draw:frame><draw:text-box><text:p>"
        '<text:span text:style-name="T1">In numbers</text:span></text:p>'
        "<text:p>Ninety years of work, one machine, one Friday in March.</text:p>"
        "</draw:text-box></draw:frame></text:p>"
    )
    (story,) = stories(odt_file(tmp_path / "metal.odt", body, automatic=AUTOMATIC))
    assert story.headline.value == "Set in hot metal"
    text = text_of(story)
    assert "They **stopped** at six.[^1]" in text and "[^1]: By the clock." in text
    assert "> We drank tea." in text and "1. one\n2. two" in text and "## Friday" in text
    assert "gone" not in text and "check" not in text
    figure = next(one for one in story.body if isinstance(one, Figure))
    assert (figure.alt, figure.caption, figure.credit) == (
        "A cold machine", "The last line.", "Photo: Tom Reel",
    )  # fmt: skip
    box = next(one for one in story.body if isinstance(one, Box))
    assert box.title == "In numbers"
    (file,) = (one.file for one in story.pictures)
    assert file is not None and file.read() == picture()


# Hostile and damaged ------------------------------------------------------------------------------


def refused(path: Path) -> str:
    source = open_document if path.suffix == ".odt" else word
    with pytest.raises(UnreadableError) as caught:
        source.read(sample(path), Selection())
    assert caught.value.hint
    return caught.value.message


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = {"word/document.xml": b"<w:p>" * 60_000_000}
    assert "unpacks to far more" in refused(packed(tmp_path / "bomb.docx", bomb))


def test_entities_are_not_opened(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document/>'
    path = word_file(tmp_path / "laughs.docx", "", more={"word/document.xml": laughs})
    assert "declares entities" in refused(path)


def test_word_before_2007_and_locked_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "old.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "before 2007" in refused(path)


@pytest.mark.parametrize("name", ["cut.docx", "cut.odt"])
def test_a_file_cut_off_is_named(tmp_path: Path, name: str) -> None:
    whole = (
        odt_file(tmp_path / "whole.odt", "<text:p>Words</text:p>")
        if name.endswith(".odt")
        else word_file(tmp_path / "whole.docx", paragraph("Words"))
    )
    path = tmp_path / name
    path.write_bytes(whole.read_bytes()[:700])
    assert "damaged" in refused(path)


def test_depth_beyond_measure_is_refused(tmp_path: Path) -> None:
    deep = "<text:section>" * 150 + "<text:p>Words</text:p>" + "</text:section>" * 150
    assert "deeper" in refused(odt_file(tmp_path / "deep.odt", deep))


def test_a_picture_outside_the_archive_is_none(tmp_path: Path) -> None:
    body = '<text:p text:style-name="Title">A headline</text:p><text:p><draw:frame><draw:image '
    body += (
        'xlink:href="../../../../etc/passwd"/></draw:frame></text:p>' + f"<text:p>{LONG}</text:p>"
    )
    (story,) = stories(odt_file(tmp_path / "out.odt", body))
    assert [one.file for one in story.pictures] == [None]
