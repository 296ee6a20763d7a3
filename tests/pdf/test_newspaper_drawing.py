"""Newspaper pages: everything in the place the flatplan gives it, and every page number true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from documents import HERE
from markupsafe import Markup

from edition.document import Document
from edition.look import find_look
from edition.look.fonts import font_face_css, with_fallbacks
from edition.look.stylesheets import bundle
from edition.makeup.copy import Copy
from edition.makeup.forms import forms, openings
from edition.makeup.plan import Filled, Flatplan, Form, Leg, Module, Rect, Sheet
from edition.model import Advert, Page, Slug
from edition.pdf import castoff, engine, grafting, measures
from edition.pdf.counting import Counting
from edition.pdf.fetcher import BASE, Supply
from edition.pdf.folio import Folio, folio
from edition.pdf.front import Front, front_page
from edition.pdf.masthead import Masthead, masthead
from edition.pdf.newspaper_drawing import BARCODE, FRONT_COLUMN, INSIDE, NewspaperDrawing
from edition.pdf.rules import Rule, rules
from edition.pdf.section_names import SectionNames
from edition.source.press import read_press
from edition.source.printed_page import PAGES

from .conftest import paper


def placed(
    copy: Copy,
    form: Form,
    column: int,
    line: int,
    *,
    onto: int | None = None,
    back: int | None = None,
) -> Module:
    """Return ``copy`` in ``form`` with its corner at ``column`` and ``line`` of a page."""
    moved = replace(
        form,
        head_at=form.head_at and form.head_at.moved(column, line),
        insets=tuple(replace(one, rect=one.rect.moved(column, line)) for one in form.insets),
        legs=tuple(replace(one, rect=one.rect.moved(column, line)) for one in form.legs),
    )
    rect = Rect(column, line, form.columns, form.lines)
    return Module(copy.name, copy.section, rect, moved, onto, back, gathered=copy.gathered)


def best(found: Iterable[Form], columns: int) -> Form:
    return min((one for one in found if one.columns == columns), key=lambda one: one.cost)


@dataclass(frozen=True)
class Paper:
    """A paper with a plan made by hand: a lead that jumps, stories side by side, briefs."""

    document: Document
    drawing: NewspaperDrawing
    measured: measures.Measured
    plan: Flatplan
    html: str
    setting: engine.Setting


def set_paper(folder: Path, *, language: str = "en-GB", page: Page | None = None) -> Paper:
    document = paper(folder)
    publication = replace(
        document.publication, language=language, page=page or document.publication.page
    )
    document = replace(document, publication=publication)
    if language != "en-GB":
        parts = (
            replace(part, direction="rtl") if part.kind == "contents" else part
            for part in document.parts
        )
        document = replace(document, parts=tuple(parts))
    look = find_look(publication, document.issue)
    css = bundle("newspaper.css", look.styles)
    grid, scale = castoff.grid(publication.page), castoff.scale(css)
    names = {picture.digest: picture.name for picture in document.pictures()}
    drawing = NewspaperDrawing(document, look, grid=grid, scale=scale, names=names, css=css)
    supplies = [
        Supply(f"pictures/{one.name}", "image/jpeg", one.path.read_bytes())
        for one in document.pictures()
    ]
    supplies += drawing.supplies()
    text = "ا" if language != "en-GB" else ""
    from edition.look.fonts import faces

    supplies += [Supply(f"fonts/{f.name}", "font/ttf", f.path.read_bytes()) for f in faces(text)]
    full = with_fallbacks(css + drawing.styles(), text) + font_face_css(f"{BASE}fonts/", text)
    case = engine.open_case(full, supplies={one.name: one for one in supplies}, edition="print")
    counting = Counting(document, case, grid.leading)
    measured = measures.measure(document, drawing, counting, grid=grid, scale=scale)
    plan = planned(measured, drawing)
    html = drawing.pages(plan)
    setting = engine.paint(
        case,
        html,
        fill=lambda leaves, ground: grafting.graft(leaves, ground, plan, measured.galleys),
        identifier="test",
    )
    return Paper(document, drawing, measured, plan, html, setting)


def planned(measured: measures.Measured, drawing: NewspaperDrawing) -> Flatplan:
    grid = measured.grid
    copies = {copy.name: copy for copy in measured.copies}
    lead, top = copies["first"], drawing.masthead.lines
    first = best(openings(lead, grid, depth=grid.lines - top, least=10), grid.columns - 1)
    stood = {one.name for one in first.insets} | set(first.left_out)
    assert first.end is not None
    rest = lead.rest(first.end, tuple(one for one in lead.insets if one.name not in stood))
    front = Sheet(
        1,
        "News",
        (placed(lead, first, 0, top, onto=2),),
        (
            Filled(INSIDE, "contents", Rect(grid.columns - 1, top, 1, 30)),
            Filled(BARCODE, "barcode", Rect(grid.columns - 1, top + 31, 1, 8)),
        ),
    )
    gone_on = best(forms(rest, grid, depth=grid.lines), grid.columns)
    sheets = [front]
    line = gone_on.lines + grid.gap
    modules = [placed(rest, gone_on, 0, 0, back=1)]
    waiting = [copy for copy in measured.copies if copy is not lead]
    for pair in zip(waiting[::2], waiting[1::2], strict=False):
        left, right = (
            min(
                forms(one, grid, depth=grid.lines),
                key=lambda form: (form.columns != wide, form.cost),
            )
            for one, wide in zip(pair, (3, 2), strict=True)
        )
        high = max(left.lines, right.lines)
        if line + high > grid.lines or left.columns + right.columns > grid.columns:
            sheets.append(Sheet(len(sheets) + 1, modules[0].section, tuple(modules)))
            modules, line = [], 0
        modules += (placed(pair[0], left, 0, line), placed(pair[1], right, left.columns, line))
        line += high + grid.gap
    sheets.append(Sheet(len(sheets) + 1, modules[0].section, tuple(modules)))
    imprint = next(one for one in measured.ready if one.kind == "standing")
    room = imprint.rooms[0]
    ready = (Filled(imprint.name, "standing", Rect(0, 0, room.columns, room.least)),)
    sheets.append(Sheet(len(sheets) + 1, "Sea", (), ready))
    return Flatplan(grid, tuple(sheets))


@pytest.fixture(scope="module")
def paper_set(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return set_paper(tmp_path_factory.mktemp("newspaper"))


def letters(text: object) -> str:
    """Return the letters of ``text``, the numbers that call its notes left out."""
    said = re.sub(r'<a class="note-call".*?</a>', "", str(text))
    return re.sub(r"[\W_]+", "", Markup(said).striptags()).casefold()


def test_what_is_planned_stands_on_the_pages_as_planned(paper_set: Paper) -> None:
    assert paper_set.setting.flaws == ()
    assert paper_set.setting.pages == paper_set.plan.pages
    assert not [one for one in paper_set.setting.remarks if "Anchor" not in one.message]
    assert not paper_set.setting.refusals


def test_every_anchor_is_on_the_pages_once(paper_set: Paper) -> None:
    found = re.findall(r'\bid="([^"]*)"', paper_set.html)
    assert len(found) == len(set(found))
    for part in paper_set.document.parts:
        if part.kind == "article" and paper_set.plan.page_of(part.anchor):
            gathered = any(part.anchor in module.gathered for _, module in paper_set.plan.modules())
            assert gathered or part.anchor in found


def test_anchors_are_on_the_pages_the_plan_says(paper_set: Paper) -> None:
    for part in paper_set.document.parts:
        page = paper_set.plan.page_of(part.anchor)
        if part.kind == "article" and page and part.anchor in paper_set.setting.anchors:
            assert paper_set.setting.anchors[part.anchor].page == page


def numbers(html: str, kind: str) -> Iterator[tuple[str, int]]:
    """Yield the anchors links of a kind lead to, with the page they say."""
    for part in re.findall(kind, html, re.DOTALL):
        for anchor, words in re.findall(r'<a href="#([^"]*)">(.*?)</a>', part, re.DOTALL):
            page = re.search(r'class="page-number">(\d+)<', words)
            if page:
                yield anchor, int(page[1])


def test_every_page_number_is_true(paper_set: Paper) -> None:
    listed = dict(numbers(paper_set.html, r'<nav class="inside".*?</nav>'))
    assert "first" in listed
    teased = dict(numbers(paper_set.html, r'<div class="teasers">.*?</header>'))
    for anchor, page in (*listed.items(), *teased.items()):
        assert paper_set.plan.page_of(anchor) == page
    assert all(page > 1 for page in teased.values())
    assert re.search(r'<a href="#first--page-2">Continued on page 2</a>', paper_set.html)
    assert re.search(r'<a href="#first">From page 1</a>', paper_set.html)
    assert 'id="first--page-2"' in paper_set.html


def test_galleys_and_insets_and_heads_hold_every_word_of_a_story(paper_set: Paper) -> None:
    drawing = paper_set.drawing
    for part in paper_set.document.parts:
        if part.kind != "article":
            continue
        drawn = letters(drawing.galley(part)) + "".join(
            letters(drawing.inset(part, name, 1)) for name, _, _ in drawing.insets(part)
        )
        for placed_block in part.body:
            text = getattr(placed_block.block, "text", None)
            if text is not None:
                assert letters(text) in drawn


def test_a_galley_holds_no_inset(paper_set: Paper) -> None:
    part = next(one for one in paper_set.document.parts if one.anchor == "first")
    galley = paper_set.drawing.galley(part)
    for kind in ("figure", "box", "table", "pull-quote"):
        assert f'class="{kind}' not in galley
    assert len(paper_set.drawing.insets(part)) >= 4


def test_a_section_that_begins_in_the_middle_of_a_page_is_named_there(paper_set: Paper) -> None:
    first, second, *rest = paper_set.plan.sheets
    last = second.modules[-1]
    modules = (*second.modules[:-1], replace(last, section="Town & sea", flag="Town & sea"))
    plan = replace(paper_set.plan, sheets=(first, replace(second, modules=modules), *rest))
    assert "section-flag" not in paper_set.html
    html = paper_set.drawing.pages(plan)
    assert re.search(r'<p class="section-flag"[^>]*>[^<]*Town &amp; sea</p>', html)
    assert html.count('class="rule-bar"') == 1


def test_every_section_can_be_found_from_the_contents(paper_set: Paper) -> None:
    for part in paper_set.document.parts:
        if part.kind == "section":
            assert f'class="section-start" id="{part.anchor}"' in paper_set.html


def test_a_front_column_holds_contents_and_bar_code(paper_set: Paper) -> None:
    least, most = paper_set.drawing.front_column()
    assert least < most
    drawn = paper_set.drawing.ready(FRONT_COLUMN, 1, most)
    assert drawn.count('class="inside"') == drawn.count('class="bars"') == 1


def test_an_advertisement_stands_in_its_place_as_high_as_was_paid_for(paper_set: Paper) -> None:
    picture = next(iter(paper_set.document.pictures()))
    sold = Advert(
        Slug("shop"), "shop.jpg", picture, 2, 60.0, HERE, alt="A shop", link="https://x.example/"
    )
    lost = replace(sold, slug=Slug("lost"), name="lost.pdf", artwork=None)
    issue = replace(paper_set.document.issue, adverts=(sold, lost))
    document = replace(paper_set.document, issue=issue)
    drawing = NewspaperDrawing(
        document,
        find_look(document.publication, issue),
        grid=castoff.grid(document.publication.page),
        scale=castoff.scale(""),
        names={picture.digest: "shop.jpg"},
    )
    drawn = drawing.ready("shop", 2, 17)
    assert re.search(r'<a href="https://x.example/"><img src="[^"]*shop.jpg" alt="A shop"', drawn)
    assert f"height:{60 / 25.4 * 72:.3f}pt" in drawn
    assert "lost.pdf" in drawing.ready("lost", 2)


def test_sides_of_the_sheets_and_their_folios(paper_set: Paper) -> None:
    sides = re.findall(r'<section class="sheet (left|right)', paper_set.html)
    assert sides[:4] == ["right", "left", "right", "left"]
    pages = re.findall(r'<p class="folio-page">(\d+)</p>', paper_set.html)
    assert pages == [str(number) for number in range(2, paper_set.plan.pages + 1)]


def test_a_paper_read_from_the_right_is_a_mirror_image(
    paper_set: Paper, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = set_paper(tmp_path_factory.mktemp("mirrored"), language="ar")
    assert re.findall(r'class="sheet (left|right)', other.html)[:2] == ["left", "right"]
    page = other.document.publication.page
    first, inside = other.setting.anchors["first"], other.setting.anchors["contents"]
    assert first.left > inside.left
    assert first.left + first.width == pytest.approx(page.width - page.margins.inside, abs=0.1)
    assert paper_set.setting.anchors["first"].left == pytest.approx(page.margins.inside, abs=0.1)


def test_a_publication_can_add_to_a_template(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "print" / "newspaper"
    folder.mkdir(parents=True)
    (folder / "sheet.xhtml.j2").write_text(
        '{% extends "shared/print/newspaper/sheet.xhtml.j2" %}'
        "{% block folio %}{{ super() }}<p>Weather: dry</p>{% endblock %}"
    )
    assert set_paper(tmp_path).html.count("Weather: dry") >= 2


# Rules -------------------------------------------------------------------------------------------


def sheet(*rects: tuple[int, int, int, int], flag: int | None = None) -> Sheet:
    empty = Form(1, 1, 0.0, None, None, (), ())
    modules = (
        Module(f"story-{at}", "News", Rect(*rect), empty, flag="Sea" if at == flag else None)
        for at, rect in enumerate(rects)
    )
    return Sheet(2, "News", tuple(modules))


def test_a_rule_stands_between_stories_side_by_side_and_none_at_the_edge() -> None:
    found = rules(sheet((0, 0, 3, 40), (3, 0, 2, 40)), gap=1)
    assert found == (Rule("column", 3, 0, lines=40),)


def test_a_hairline_lies_in_the_air_over_what_has_something_above_it() -> None:
    found = rules(sheet((0, 0, 5, 40), (0, 41, 5, 20)), gap=1)
    assert found == (Rule("across", 0, 40.5, 5),)
    assert rules(sheet((0, 20, 5, 40)), gap=1, top=20) == ()


def test_neighbours_share_the_line_over_them_and_part_the_rules_beside_them() -> None:
    found = rules(sheet((0, 0, 3, 40), (3, 0, 2, 40), (0, 41, 3, 20), (3, 41, 2, 20)), gap=1)
    assert Rule("across", 0, 40.5, 5) in found
    assert [one for one in found if one.kind == "column"] == [
        Rule("column", 3, 0, lines=40),
        Rule("column", 3, 41, lines=20),
    ]


def test_a_rule_goes_on_beside_stories_one_above_the_other() -> None:
    found = rules(sheet((0, 0, 3, 61), (3, 0, 2, 40), (3, 41, 2, 20)), gap=1)
    assert Rule("column", 3, 0, lines=61) in found
    assert Rule("across", 3, 40.5, 2) in found


def test_a_section_that_begins_in_the_middle_has_a_bar() -> None:
    found = rules(sheet((0, 0, 5, 40), (0, 41, 5, 20), flag=1), gap=1)
    assert found == (Rule("bar", 0, 40.5, 5),)


def test_the_bar_of_a_section_lies_over_all_that_stands_under_its_name() -> None:
    form = Form(3, 17, 0.0, None, None, (), (Leg(Rect(0, 43, 1, 18), ()),))
    plain = sheet((0, 0, 5, 40), (0, 41, 3, 20), (3, 43, 2, 18), flag=1)
    upper, flagged, beside = plain.modules
    page = replace(plain, modules=(upper, replace(flagged, form=form), beside))
    assert [one for one in rules(page, gap=1) if one.kind != "column"] == [Rule("bar", 0, 40.5, 5)]
    # what reaches higher stands under no bar
    high = replace(page, modules=(*page.modules[:2], replace(beside, rect=Rect(3, 42, 2, 19))))
    assert Rule("bar", 0, 40.5, 3) in rules(high, gap=1)


def test_a_page_is_called_by_every_section_that_begins_on_it(paper_set: Paper) -> None:
    grid, scale = paper_set.drawing._grid, paper_set.drawing._scale
    names = SectionNames(paper_set.document, grid=grid, scale=scale, folio=Folio(18.0, 7.9))
    titles = [part.title for part in paper_set.document.parts if part.kind == "section"]
    page = sheet((0, 0, 5, 40), (0, 41, 3, 20), (3, 41, 2, 20))
    upper, left, right = (
        replace(one, section=title)
        for one, title in zip(page.modules, (titles[0], *titles[:2]), strict=True)
    )
    both = f"{titles[0]} · {titles[1]}"
    mixed = replace(page, label=titles[0], modules=(upper, left, right))
    assert names.folio(mixed) == both
    flagged = replace(left, flag=left.section)
    parted = replace(mixed, modules=(upper, flagged, right))
    assert names.folio(parted) == titles[0]
    assert names.flag(flagged, parted) == both


def test_letters_that_hang_keep_clear_of_the_rule_under_the_name(paper_set: Paper) -> None:
    grid, scale = paper_set.drawing._grid, paper_set.drawing._scale

    def heads(name: str) -> tuple[Masthead, Front]:
        publication = replace(paper_set.document.publication, name=name)
        document = replace(paper_set.document, publication=publication)
        return masthead(document, grid, ""), front_page(document, None, grid, scale, "")

    for plain, hanging in zip(heads("The Forme"), heads("The Quay"), strict=True):
        assert plain.name_below == 0 < hanging.name_below
        assert hanging.lines == plain.lines + hanging.name_below


def test_a_house_ad_has_an_edge_of_its_own_and_no_rule_over_it() -> None:
    sheet = Sheet(
        3,
        "News",
        (),
        (
            Filled("imprint", "standing", Rect(0, 0, 2, 10)),
            Filled("house-ad", "house-ad", Rect(0, 11, 2, 10)),
            Filled("contacts", "standing", Rect(0, 22, 2, 10)),
        ),
    )
    assert [one.line for one in rules(sheet, gap=1) if one.kind == "across"] == [21.5]


def test_what_is_inside_shows_as_many_stories_as_find_room(paper_set: Paper) -> None:
    inside = paper_set.drawing.inside
    least, most = inside.rooms(1)
    shown = []
    for lines in range(least, most + 1):
        listed = inside.listed(1, lines)
        assert listed.lines <= lines
        shown.append(sum(len(one.entries) for column in listed.columns for one in column))
    assert shown == sorted(shown)
    assert len(set(shown)) > 3  # not all or nothing


def test_a_folio_keeps_clear_of_the_trim_on_every_named_page(paper_set: Paper) -> None:
    publication, scale = paper_set.document.publication, paper_set.drawing._scale
    grid = paper_set.drawing._grid
    for size, page in PAGES.items():
        for name in ("newsprint", "coated"):
            press, _ = read_press(name, folder=Path())
            assert press is not None
            own = folio(replace(publication, page=page, press=press), grid, scale, "")
            top = (page.margins.top - press.margin.top) * 72 / 25.4
            assert own.air + 3 + 1.2 * own.size <= top + 1.01, (size, name)
            assert 10 <= own.size <= scale.small.points
