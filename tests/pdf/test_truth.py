"""Every word on its page, once and in its place: told when it is not, and only then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import documents as make
import pytest
from markupsafe import Markup

from edition.document import Document, assemble
from edition.look import find_look
from edition.model import Block, Box, Footnote, Paragraph, PullQuote, Table
from edition.pdf import render
from edition.pdf.positions import Words
from edition.pdf.threads import follow
from edition.pdf.truth import compare

FERRY = "The first ferry left at six in the morning with eleven passengers and a dog."
QUAY = "The repairs took two winters and most of a spring, and the quay is as it was."
CRANE = "Nobody who had seen the winter believed that the crane would turn again."


def document(folder: Path, *blocks: Block, **values: object) -> Document:
    story = make.article("harbour", *blocks, **values)
    issue = make.issue(folder, make.section("News", story))
    return assemble(make.publication(folder), issue)[0]


def told(
    folder: Path, painted: Sequence[str], *blocks: Block, **values: object
) -> list[tuple[str, str]]:
    pieces = [Words(one, 1) for one in painted]
    _, found = compare(document(folder, *blocks, **values), {"harbour": pieces})
    assert all(one.code == "PDF-006" and one.origin and one.part == "harbour" for one in found)
    return [(one.message.partition("” ")[2].partition(":")[0], one.message) for one in found]


THREE = tuple(make.paragraph(text) for text in (FERRY, QUAY, CRANE))


def test_words_in_their_order_are_as_they_should_be(tmp_path: Path) -> None:
    assert told(tmp_path, ["Harbour", *FERRY.split(), *QUAY.split(), CRANE], *THREE) == []


def test_a_story_that_is_not_painted_is_told_once(tmp_path: Path) -> None:
    _, found = compare(document(tmp_path, *THREE), {})
    assert [one.message for one in found] == ["“Harbour” stands on no page."]


@pytest.mark.parametrize(
    ("painted", "words"),
    [
        (["Harbour", FERRY, CRANE], "The repairs took two winters and most of …"),
        (["Harbour", FERRY[:40], QUAY, CRANE], "morning with eleven passengers and a dog."),
        (["Harbour", FERRY, QUAY, CRANE[:-12]], "turn again."),
        ([FERRY, QUAY, CRANE], "Harbour"),
    ],
    ids=["paragraph", "tail", "last words", "headline"],
)
def test_missing_words_are_quoted(tmp_path: Path, painted: list[str], words: str) -> None:
    ((_, message),) = told(tmp_path, painted, *THREE)
    assert message.endswith(f"these words are on no page: “{words}”.")


def test_words_that_stand_twice_are_told(tmp_path: Path) -> None:
    painted = ["Harbour", FERRY, QUAY, QUAY[20:], CRANE]
    assert [kind for kind, _ in told(tmp_path, painted, *THREE)] == ["stands twice"]


def test_a_headline_may_return_though_the_text_says_the_same(tmp_path: Path) -> None:
    headline = "Old harbour railway opens again"
    said = Paragraph(Markup(f"{headline} after eleven winters."), make.HERE)
    painted = [headline, said.text, FERRY, f"From page 1 {headline}", QUAY, CRANE]
    issue = document(tmp_path, said, *THREE, headline=headline)
    _, found = compare(issue, {"harbour": [Words(str(one), 1) for one in painted]})
    assert found == ()


def test_words_out_of_order_are_told_once(tmp_path: Path) -> None:
    painted = ["Harbour", QUAY, FERRY, CRANE]
    assert [kind for kind, _ in told(tmp_path, painted, *THREE)] == ["stands out of its place"]


def test_the_line_a_paragraph_came_from_is_told(tmp_path: Path) -> None:
    at = make.HERE.__class__(Path("harbour.md"), 17)
    blocks = THREE[0], Paragraph(Markup(QUAY), at), THREE[2]
    painted = [Words(one, 1) for one in ("Harbour", FERRY, CRANE)]
    _, (one,) = compare(document(tmp_path, *blocks), {"harbour": painted})
    assert str(one.origin) == "harbour.md:17"


AS_SET = {
    "hyphens, soft hyphens and halves of words": FERRY.replace("passengers", "pas‐ sen\u00adgers"),
    "capitals": FERRY.upper(),
    "a drop cap": FERRY[0] + " " + FERRY[1:],
    "ligatures": FERRY.replace("fi", "\ufb01"),
    "a turn line within": FERRY[:33] + " Continued on page 7 From page 1: Harbour " + FERRY[33:],
}


@pytest.mark.parametrize("name", AS_SET)
def test_what_setting_does_to_words_is_no_fault(name: str, tmp_path: Path) -> None:
    assert told(tmp_path, ["HARBOUR", AS_SET[name], QUAY, CRANE], *THREE) == []


def test_hard_letters_are_the_same_in_capitals(tmp_path: Path) -> None:
    text = "Straße, άλφα ως ώρα, İstanbul ılık, H₂O m² fiﬀ"
    assert told(tmp_path, ["HARBOUR", text.upper()], make.paragraph(text)) == []


def test_what_stands_apart_may_stand_anywhere(tmp_path: Path) -> None:
    box = Box((make.paragraph(QUAY), make.paragraph("Eleven and a dog.")), make.HERE, Markup("Who"))
    pull = PullQuote(Markup("with eleven passengers and a dog"), make.HERE)
    blocks = (make.paragraph(FERRY), box, pull, make.paragraph(CRANE))
    painted = ["Harbour", str(pull.text), FERRY, CRANE, "Who", QUAY, "Eleven and a dog."]
    assert told(tmp_path, painted, *blocks) == []
    kinds = told(tmp_path, [*painted[:5], painted[6], painted[5]], *blocks)
    assert [kind for kind, _ in kinds] == ["stands out of its place"]


def test_the_head_of_a_table_may_return_and_its_figures_are_not_mixed_up(tmp_path: Path) -> None:
    cells = (("1", "1"), ("11", "1"), ("1", "11"), ("1", "1"))
    rows = tuple(tuple(Markup(cell) for cell in row) for row in cells)
    head = (Markup("Ships that came in"), Markup("Sacks of post they brought"))
    table = Table(head, rows, make.HERE)
    flat = ["".join(row) for row in cells]
    painted = ["Harbour", *head, *flat[:2], *head, *flat[2:], FERRY]
    assert told(tmp_path, painted, table, make.paragraph(FERRY)) == []
    assert told(tmp_path, painted[:-3] + painted[-1:], table, make.paragraph(FERRY))


def test_calls_and_notes_are_words_too(tmp_path: Path) -> None:
    call = '<a class="note" href="edition:note/1"></a>'
    blocks = (make.paragraph(f"The crane{call} turns."),)
    note = Footnote(1, Markup("Built in 1911."), make.HERE)
    painted = ["Harbour", "The crane", "1", "turns.", "1", "Built in 1911."]
    assert told(tmp_path, painted, *blocks, notes=(note,)) == []
    assert len(told(tmp_path, painted[:-1], *blocks, notes=(note,))) == 1


def test_hundreds_of_short_paragraphs_are_not_mixed_up(tmp_path: Path) -> None:
    words = ["Yes.", "No.", "Yes, yes.", "Noon.", "Eyes no."] * 100
    blocks = tuple(make.paragraph(word) for word in words)
    assert told(tmp_path, ["Harbour", *words], *blocks) == []


HIDDEN = {
    "moved away": ".body > p { position: absolute; left: -4000mm }",
    "not displayed": ".body > p { display: none }",
    "invisible": ".body > p { visibility: hidden }",
    "transparent": ".body > p { opacity: 0 }",
    "clear": ".body > p { color: transparent }",
    "of no size": ".body > p { font-size: 0 }",
    "clipped": ".body > p { height: 0; overflow: hidden }",
    "indented out of sight": ".body > p { text-indent: -300em !important; white-space: nowrap }",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_a_stylesheet_hides_is_missed(name: str, tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "publication.css").write_text(HIDDEN[name], "utf-8")
    paper = document(tmp_path, make.paragraph("Ferry."), make.paragraph("Crane."))
    look = find_look(paper.publication, paper.issue)
    found = [one.message for one in render(paper, look, target="print")[1] if one.code == "PDF-006"]
    assert any("“Ferry.”" in one for one in found), found
    assert any("“Crane.”" in one for one in found)


SET_OTHERWISE = """
.headline, .kicker, .byline { text-transform: uppercase }
.body p { font-variant-caps: small-caps; font-variant-ligatures: discretionary-ligatures }
.body p::first-line { text-transform: capitalize }
.note-call { font-variant-numeric: ordinal }
"""


def test_a_look_of_its_own_loses_no_word(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "publication.css").write_text(SET_OTHERWISE, "utf-8")
    right_to_left = "העיתון נדפס ב־2026 על 45 גרם, וזה הכול. <em>WeasyPrint</em> שבר את השורה."
    hard = "The <em>office</em> of 1<sup>st</sup> H<sub>2</sub>O, 45\u00a0g/m² — Straße, “fluff”."
    story = make.article("hard", *(make.paragraph(hard * 9) for _ in range(4)), kicker="Fähre")
    other = make.article("other", make.paragraph(right_to_left * 9), language="he")
    paper, _ = assemble(
        make.publication(tmp_path), make.issue(tmp_path, make.section("News", story, other))
    )
    look = find_look(paper.publication, paper.issue)
    found = render(paper, look, target="print")[1]
    assert [one.message for one in found if one.code == "PDF-006"] == []


def test_the_pages_of_every_block_are_told(tmp_path: Path) -> None:
    pull = PullQuote(Markup("Nobody came."), origin=make.HERE)
    texts = FERRY, QUAY, CRANE
    blocks = (*(make.paragraph(text) for text in texts[:2]), pull, make.paragraph(CRANE))
    painted = [
        Words("Harbour", 3), Words(FERRY, 3), Words(QUAY[:30], 3), Words("Nobody came.", 3),
        Words("Continued on page 7", 3), Words("Harbour", 7), Words(QUAY[30:], 7), Words(CRANE, 7),
    ]  # fmt: skip
    stands, found = compare(document(tmp_path, *blocks), {"harbour": painted})
    assert found == ()
    assert stands["harbour"] == (
        (0, 3, True), (1, 3, True), (1, 7, True), (2, 3, False), (3, 7, True),
    )  # fmt: skip


@pytest.mark.parametrize("seen", ["", "5", "ta", "quay"])
def test_of_a_text_that_is_next_to_nowhere_all_is_lost(seen: str) -> None:
    wanted = "takeoutnumberfivethequaycomestoyourdoor"
    pieces = follow(wanted, (17, len(wanted)), seen)
    assert sum(one.length for one in pieces if one.start < 0) >= len(wanted) - len(seen)
