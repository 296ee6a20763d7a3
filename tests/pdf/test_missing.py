"""A missing picture or font, or a face that would be faked, is told and keeps the files back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from edition.checks import deliverable
from edition.document import Document, assemble
from edition.findings import Finding
from edition.look import find_look
from edition.pdf import render
from edition.pdf.desk import open_desk
from edition.pdf.typefaces import inspect_faces

from .conftest import paper
from .test_engine import CSS, lay_out


def found(folder: Path) -> tuple[Finding, ...]:
    return found_in(paper(folder))


def found_in(document: Document) -> tuple[Finding, ...]:
    look = find_look(document.publication, document.issue)
    return render(document, look, target="print")[1]


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_picture_a_template_asks_for_and_nobody_has_names_story_and_file(tmp_path: Path) -> None:
    write(
        tmp_path,
        "templates/print/brief.xhtml.j2",
        '<article class="article brief" id="{{ part.anchor }}"><img src="star.png" alt="A star"/>'
        "<p>{{ part.title }}</p></article>",
    )
    told = [one for one in found(tmp_path) if one.code == "PDF-004"]
    assert [one.message for one in told] == ["The picture star.png is not there or cannot be read."]
    assert str(told[0].origin).endswith(
        ("brief-1.md", "brief-2.md", "brief-1.md:1", "brief-2.md:1")
    )
    assert told[0].part in ("brief-1", "brief-2")
    assert not deliverable(told)


def test_a_picture_taken_away_while_the_paper_is_made_is_told(tmp_path: Path) -> None:
    document = paper(tmp_path)
    (tmp_path / "2026-03-06" / "images" / "reels.jpg").unlink()
    look = find_look(document.publication, document.issue)
    _, findings = render(document, look, target="print")
    assert not deliverable(findings)
    assert any("reels.jpg" in one.message for one in findings)


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("font-weight: 400", []),
        ("font-weight: 700", ["The styles ask for a bold of “Lonely”, which has none."]),
        ("font-style: italic", ["The styles ask for an italic of “Lonely”, which has none."]),
        ("font-style: oblique", ["The styles ask for an italic of “Lonely”, which has none."]),
        (
            "font-family: Georgia",
            [
                "The styles ask for the font “Georgia”, which nobody supplied; another stands in "
                "its place."
            ],
        ),
    ],
)
def test_a_cut_no_file_draws_is_told(style: str, told: list[str]) -> None:
    face = (
        '@font-face { font-family: "Lonely"; font-weight: normal; '
        'src: url("edition:/fonts/source-serif-4-regular.ttf") }'
    )
    setting = lay_out("<body><p>word</p></body>", f'{face} p {{ font-family: "Lonely"; {style} }}')
    findings = list(inspect_faces(setting, CSS + face))
    assert [one.message for one in findings] == told
    assert {one.code for one in findings} <= {"PDF-002"}


def test_a_bold_italic_needs_a_file_of_its_own() -> None:
    faces = "".join(
        f'@font-face {{ font-family: "Pair"; src: url("x"); {cut} }}'
        for cut in ("font-weight: bold", "font-style: italic")
    )
    setting = lay_out(
        "<body><p><b><i>word</i></b></p></body>",
        faces + 'p { font-family: "Pair"; } b { font-weight: 700 } i { font-style: italic }',
    )
    assert [one.message for one in inspect_faces(setting, faces)] == [
        "The styles ask for a bold italic of “Pair”, which has none."
    ]


def test_letters_no_font_has_are_told_in_one_sentence(tmp_path: Path) -> None:
    letters = "აბგდევზთიკლმ"
    document = paper(tmp_path)
    name = "templates/print/brief.xhtml.j2"
    write(
        tmp_path, name, f'<article class="article" id="{{{{ part.anchor }}}}">{letters}</article>'
    )
    (told,) = [one for one in found_in(document) if one.code == "TXT-010"]
    assert "“ა”, “ბ”, “გ”" in told.message and "“კ” and 2 more;" in told.message
    assert told.origin is None and "No story has it" in (told.hint or "")

    write(tmp_path, name, '<article class="article" id="{{ part.anchor }}">დ</article>')
    (told,) = [one for one in found_in(document) if one.code == "TXT-010"]
    assert told.message.startswith("No font at hand can write “დ” (U+10D3); an empty box")

    first, *others = document.issue.sections[0].articles
    story = replace(first, headline=Markup("The დ of it"))
    news = replace(document.issue.sections[0], articles=(story, *others))
    issue = replace(document.issue, sections=(news, *document.issue.sections[1:]))
    (told,) = [
        one for one in found_in(assemble(document.publication, issue)[0]) if one.code == "TXT-010"
    ]
    assert told.origin == story.origin and "No story" not in (told.hint or "")


def test_a_date_line_in_a_script_no_story_has_gets_its_font(tmp_path: Path) -> None:
    document = paper(tmp_path)
    desks = {
        language: open_desk(
            replace(document, publication=replace(document.publication, language=language)),
            find_look(document.publication, document.issue),
            "print",
        )
        for language in ("en-GB", "ar")
    }
    assert "Edition Arabic" in desks["ar"].css
    assert "Edition Arabic" not in desks["en-GB"].css
