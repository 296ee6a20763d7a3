"""Casting off, and choosing shapes so that pages fill: arithmetic, no engine."""

from __future__ import annotations

from pathlib import Path

import documents as make
import pytest
from markupsafe import Markup

from edition.document import Document, assemble
from edition.look import find_look
from edition.model import Page
from edition.pdf import castoff, flow
from edition.pdf.castoff import Piece, balanced, pour
from edition.pdf.description import describe
from edition.pdf.flow import make_up, printed_widths

from .conftest import SENTENCES, copy, paper
from .test_engine import lay_out

GRID = castoff.grid(Page())
SCALE = castoff.scale("")


def test_grid_counts_columns_and_lines_of_the_page() -> None:
    assert GRID.columns == 5
    assert GRID.column == pytest.approx(47.8 / 25.4 * 72, abs=0.01)
    assert GRID.depth == 94
    assert GRID.measure(2) == pytest.approx(2 * GRID.column + GRID.gutter)


def test_scale_is_read_from_the_last_value_of_a_token() -> None:
    css = ":root { --lead-size: 60pt; --lead-lines: 6; } :root { --lead-size: 72pt; }"
    assert castoff.scale(css).lead == castoff.Size(72, 6)


def test_cast_off_agrees_with_the_engine() -> None:
    words = "".join(SENTENCES) * 3
    for columns in (1, 2, 3):
        measure = GRID.measure(columns)
        css = f"p {{ width: {measure}pt; hyphens: auto }} @page {{ size: 400mm }}"
        set_lines = [
            one
            for one in lay_out(f"<body><p>{words}</p></body>", css)
            ._document.pages[0]
            ._page_box.descendants()
            if type(one).__name__ == "LineBox"
        ]
        reckoned = castoff.lines(words, "Edition Text", 9, measure)
        assert reckoned == pytest.approx(len(set_lines), rel=0.05)


def test_pouring_keeps_whole_pieces_whole() -> None:
    pieces = (Piece(7), Piece(6, whole=True), Piece(7))
    assert pour(pieces, 2, 10) == ((Piece(3),), 10)
    assert pour(pieces, 2, 13) == ((), 13)
    left, _ = pour(pieces, 1, 10) or ((), 0)
    assert left == (Piece(6, whole=True), Piece(7))
    assert pour((Piece(12, whole=True),), 3, 10) is None


def test_balanced_columns_are_as_low_as_they_can_be() -> None:
    assert balanced((Piece(50),), 5) == 10
    assert balanced((Piece(20), Piece(14, whole=True)), 5) == 14


def test_headlines_are_turned_into_lines_of_like_length() -> None:
    text = Markup("Harbour reopens after two winters of scaffolding")
    turned = castoff.turned(text, "Edition Headline", 28, GRID.measure(3))
    first, second = turned.split(" <br/>")
    assert abs(len(first) - len(second)) < 12
    assert turned.replace(" <br/>", " ") == text


def test_headlines_with_markup_or_of_one_line_are_left_alone() -> None:
    for text in (Markup("Short"), Markup("A <em>very</em> long " + "headline " * 12)):
        assert castoff.turned(text, "Edition Headline", 28, GRID.measure(3)) == text


def test_every_story_gets_one_shape(tmp_path: Path) -> None:
    document = paper(tmp_path)
    made = make_up(document, "")
    drawn = [story.part.anchor for story in made.stories()]
    articles = [part.anchor for part in document.parts if part.kind == "article"]
    assert sorted(drawn) == sorted(articles)


def test_no_block_is_lost_whatever_the_shape(tmp_path: Path) -> None:
    for story in make_up(paper(tmp_path), "").stories():
        kept = [*story.body, *story.shelf, *((story.art,) if story.art else ())]
        assert {id(one) for one in kept} == {id(one) for one in story.part.body}


def test_only_pictures_boxes_and_pull_quotes_change_places(tmp_path: Path) -> None:
    movable = {"Figure", "Box", "PullQuote"}
    for story in make_up(paper(tmp_path), "").stories():
        run = [one for one in story.part.body if type(one.block).__name__ not in movable]
        kept = [one for one in story.body if type(one.block).__name__ not in movable]
        assert kept == run


@pytest.mark.parametrize("columns", [1, 2, 3, 4, 6])
def test_any_number_of_columns_is_made_up(columns: int, tmp_path: Path) -> None:
    story = make.article("one", *copy(6))
    document, _ = assemble(
        make.publication(tmp_path, page=Page(columns=columns)),
        make.issue(tmp_path, make.section("News", story, make.article("two", *copy(3)))),
    )
    assert len(list(make_up(document, "").stories())) == 2


def test_printed_widths_are_those_of_the_columns(tmp_path: Path) -> None:
    document = paper(tmp_path)
    (digest,) = {picture.digest for picture in document.pictures()}
    four = GRID.measure(4) / 72 * 25.4
    assert printed_widths(make_up(document, ""))[digest] >= four - 0.1


def test_a_drawing_is_never_cropped() -> None:
    from edition.pdf.shapes import stretched

    drawn = make.figure(None)
    assert stretched(drawn, 10, 14) == 10


def described(document: Document, **values: object) -> str:
    look = find_look(document.publication, document.issue, **values)  # type: ignore[arg-type]
    return describe(document, look, edition="print")[0].html


def test_the_same_issue_gives_the_same_pages(tmp_path: Path) -> None:
    document = paper(tmp_path)
    assert described(document) == described(document)


def test_a_name_too_long_for_the_page_is_set_smaller(tmp_path: Path) -> None:
    document = paper(tmp_path)
    long = make.publication(tmp_path, name="The Intelligencer and Commercial Advertiser")
    fronts = [
        make_up(Document(one, document.issue, document.parts, document.contents), "").front
        for one in (document.publication, long)
    ]
    assert fronts[1].name_size < 60 < fronts[0].name_size
    assert fronts[1].lines < fronts[0].lines


def test_lead_stands_where_the_issue_says(tmp_path: Path) -> None:
    document = paper(tmp_path)
    lead = flow.make_up(document, "").lead
    assert lead is not None
    assert lead.part.anchor == document.issue.lead == "first"


def many(folder: Path, count: int, page: Page | None = None) -> Document:
    """Return an issue of ``count`` stories in six sections, their headlines two lines each."""
    stories = [
        make.article(
            f"story-{number}",
            *copy(2, number),
            headline=Markup(f"Story {number} about the harbour, the ferry and the island"),
            rank="second" if number % 7 == 0 else "story",
        )
        for number in range(count)
    ]
    sections = [make.section(f"Section {at}", *stories[at::6]) for at in range(6)]
    publication = make.publication(folder, page=page or Page())
    document, _ = assemble(publication, make.issue(folder, *sections, lead="story-0"))
    return document


def test_contents_of_a_long_issue_are_told_in_less_detail(tmp_path: Path) -> None:
    front = make_up(many(tmp_path, 60), "").front
    assert len(front.listed) == 6
    listed = [story for one in front.listed for story in one.stories]
    assert 6 <= len(listed) < 60
    few = make_up(many(tmp_path, 12), "").front
    assert sum(len(one.stories) for one in few.listed) == 12


def test_a_long_issue_stays_on_its_front_page(tmp_path: Path) -> None:
    from edition.pdf import render

    document = many(tmp_path, 60)
    look = find_look(document.publication, document.issue)
    _, findings = render(document, look, target="print")
    assert "PDF-005" not in [one.code for one in findings]


def test_teasers_point_into_three_sections_and_not_to_the_lead(tmp_path: Path) -> None:
    made = make_up(many(tmp_path, 30), "")
    assert len({part.section for part in made.front.teasers}) == 3
    assert made.lead is not None
    assert made.lead.part not in made.front.teasers
    assert make_up(many(tmp_path, 5), "").front.teasers == ()


def test_a_narrow_page_keeps_all_its_columns_and_text_on_its_front(tmp_path: Path) -> None:
    from edition.pdf import render_with_plan

    small = Page(width=148.0, height=210.0, columns=1)
    document = many(tmp_path, 6, small)
    made = make_up(document, "")
    assert not made.front.side
    assert made.lead is not None
    assert made.lead.columns == 1
    assert made.lead.size != "lead"
    look = find_look(document.publication, document.issue)
    _, plan, findings = render_with_plan(document, look, target="print")
    assert plan.page("story-0") == 1
    assert not [one for one in findings if one.code in ("PDF-003", "PDF-005")]


def test_furniture_and_the_air_under_it_take_whole_lines(tmp_path: Path) -> None:
    from edition.pdf.shapes import furniture, furniture_height

    for part in (one for one in paper(tmp_path).parts if one.kind == "article"):
        high = furniture_height(part, GRID, SCALE, 5, "middle")
        assert high * 2 == round(high * 2)
        assert 0.5 <= furniture(part, GRID, SCALE, 5, "middle") - high <= 1


def test_a_second_wide_drawing_stands_on_a_shelf(tmp_path: Path) -> None:
    from edition.pdf.shapes import needs_room, shelf_of

    path = tmp_path / "chart.svg"
    path.write_text("<svg/>")
    wide = make.figure(make.picture(path, 380, 200, kind="svg"), size=None)
    narrow = make.figure(make.picture(path, 180, 200, kind="svg"), size=None)
    table = next(one for one in make.every_block() if type(one).__name__ == "Table")
    story = make.article("one", wide, narrow, table, *copy(3))
    document, _ = assemble(
        make.publication(tmp_path), make.issue(tmp_path, make.section("News", story))
    )
    body = next(part for part in document.parts if part.kind == "article").body
    assert [needs_room(one) for one in body[:2]] == [True, False]
    assert [one.block for one in shelf_of(body, GRID)] == [table, wide]
    assert shelf_of(body[1:], GRID) == ()


def test_a_small_drawing_is_not_blown_up(tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    path.write_text("<svg/>")
    small = make.figure(make.picture(path, 180, 200, kind="svg"), size=None)
    assert castoff.drawn_measure(small, GRID, GRID.measure(3)) == GRID.column


def test_a_paper_from_right_to_left_gives_its_contents_the_last_column(tmp_path: Path) -> None:
    stories = [make.article(f"one-{at}", *copy(3), headline=Markup("الميناء")) for at in range(3)]
    publication = make.publication(tmp_path, language="ar", name="بريد الميناء")
    document, _ = assemble(publication, make.issue(tmp_path, make.section("أخبار", *stories)))
    look = find_look(document.publication, document.issue)
    description, _ = describe(document, look, edition="print")
    assert '<html lang="ar" dir="rtl">' in description.html
    first = description.css.rpartition("@page :first {")[2]
    assert first.lstrip().startswith("margin-left")
