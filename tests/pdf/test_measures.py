"""An issue measured for make-up, and its stories filled into shapes and painted, words and all."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import documents as make
import pytest

from edition.beside import Tickets
from edition.document import Document, assemble
from edition.look import find_look
from edition.look.fonts import font_face_css
from edition.makeup.copy import Copy, Ready
from edition.makeup.forms import forms, openings
from edition.makeup.plan import Flatplan, Form, Module, Rect, Sheet
from edition.model import Advert, Focus, Newspaper, Pin
from edition.pdf import castoff, engine, newspaper, truth
from edition.pdf.counting import Counting
from edition.pdf.cropping import cropped
from edition.pdf.description import Styles
from edition.pdf.flow import pictures_on_paper
from edition.pdf.measures import Measured, measure, share
from edition.pdf.newspaper_drawing import NewspaperDrawing
from edition.pdf.sharing import Beside, Share, pieces
from edition.pdf.slips import Slip
from edition.source import load

from .conftest import paper
from .test_engine import FONTS

SAMPLE = Path(__file__).parents[2] / "issues" / "2026-03-06"


def measured(
    document: Document,
    *,
    only: frozenset[str] | None = None,
    taken: tuple[int, int] | None = None,
    dies: bool = False,
) -> Measured:
    look = find_look(document.publication, document.issue)
    styles = Styles(look)
    css = styles.flat("newspaper.css", "print")
    grid, scale = castoff.grid(document.publication.page), castoff.scale(css)
    names = {one.digest: one.digest for one in pictures_on_paper(document)}
    drawing = NewspaperDrawing(document, look, grid=grid, scale=scale, names=names, css=css)
    fonts = font_face_css("edition:/fonts/", "")
    case = engine.open_case(css + drawing.styles() + fonts, supplies=FONTS, edition="print")
    beside = None
    if taken is not None:
        other = engine.open_case(css + drawing.styles() + fonts, supplies=FONTS, edition="print")
        counting = Counting(document, other, grid.leading)
        theirs = Tickets(taken[0]), Tickets(taken[1])
        told, _ = share(document, drawing, counting, grid=grid, scale=scale, tickets=theirs)
        assert (bool(told.runs), bool(told.lines)) == (bool(taken[0]), bool(taken[1]))
        left = (Tickets(len(pieces(())) - one) for one in taken)
        told = Share() if dies else told
        beside = Beside(*left, partial(pickle.loads, pickle.dumps(told)))
    counting = Counting(document, case, grid.leading)
    return measure(document, drawing, counting, grid=grid, scale=scale, only=only, beside=beside)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    whole = paper(tmp_path_factory.mktemp("measured"))
    publication = replace(
        whole.publication,
        layout="newspaper",
        page=replace(whole.publication.page, page_multiple=4),
        newspaper=Newspaper(jumps=2, front=4, openers=("Sea",)),
    )
    advert = Advert(make.Slug("shop"), "shop.jpg", None, 2, 74.0, make.HERE, page=3, apart="shops")
    pins = (Pin(make.Slug("story-1"), make.HERE, page=2, columns=3),)
    issue = replace(whole.issue, adverts=(advert,), pins=pins, pages=8)
    return replace(whole, publication=publication, issue=issue)


@pytest.fixture(scope="module")
def found(document: Document) -> Measured:
    return measured(document)


def named(found: Measured, name: str) -> Copy:
    return next(one for one in found.copies if one.name == name)


def test_every_story_is_a_copy_and_briefs_of_a_section_are_one(found: Measured) -> None:
    assert [one.name for one in found.copies] == [
        "first", "second", "story-1", "story-2", "story-3", "section-town--briefs",
        "story-4", "story-5",
    ]  # fmt: skip
    briefs = named(found, "section-town--briefs")
    assert briefs.gathered == ("brief-1", "brief-2") and briefs.rank == "brief"
    heads = [run for run in briefs.galley if run.holds]
    assert len(heads) == 2 and heads[0].stretch == 0 and heads[1].stretch == 2


def test_a_copy_carries_what_the_editor_has_settled(found: Measured) -> None:
    assert named(found, "first").related == ("second",)
    assert named(found, "story-1").pin.page == 2 and named(found, "story-1").pin.columns == 3
    assert named(found, "first").rank == "lead" and named(found, "story-1").rank == "story"
    assert {one.section for one in found.copies} == {"News", "Town", "Sea"}
    assert found.policy.multiple == 4 and found.policy.pages == 8 and found.policy.jumps == 2
    assert found.policy.openers == ("Sea",) and found.policy.masthead > 4


def test_insets_are_taken_out_of_the_text_and_measured_at_their_widths(found: Measured) -> None:
    first = named(found, "first")
    kinds = {one.kind for one in first.insets}
    assert kinds == {"picture", "box", "table", "quote"}
    pictures = [one for one in first.insets if one.kind == "picture"]
    assert [one.first for one in pictures].count(True) == 1
    for one in first.insets:
        assert one.sizes and one.sizes[0].columns == 1
        assert one.optional == (one.kind == "quote")
        for size in one.sizes:
            assert 1 <= size.least <= size.natural <= size.most <= found.grid.lines
    wide = pictures[0].sizes
    assert [size.natural for size in wide] == sorted(size.natural for size in wide)
    assert named(found, "second").insets[0].wish == 2


def test_ready_matter_and_advertisements_have_room(found: Measured) -> None:
    ready: dict[str, Ready] = {one.name: one for one in found.ready}
    (room,) = ready["shop"].rooms
    assert (room.columns, room.least, room.most) == (2, 20, 20)  # 74 mm at 10.5 pt
    assert ready["shop"].corner and ready["shop"].required and ready["shop"].page == 3
    assert {one.kind for one in found.ready} >= {"contents", "advert"}
    for one in found.ready:
        assert all(1 <= room.least <= room.most <= found.grid.lines for room in one.rooms)


@pytest.mark.parametrize(
    ("wide", "high", "focus", "least", "most"),
    [
        (2000, 1500, Focus(), 0.72, 1.30),
        (2000, 1500, Focus(30, 20), 0.82, 1.18),
        (5000, 1000, Focus(), 0.72, 1.10),
    ],
)
def test_a_photograph_is_cropped_as_far_as_it_bears_it(
    tmp_path: Path, wide: int, high: int, focus: Focus, least: float, most: float
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"Nobody opens it.")
    shown = make.picture(path, wide, high)
    figure = replace(make.figure(shown), focus=focus)
    assert cropped(figure, 100) == (round(100 * least), round(100 * most))
    drawn = replace(shown, kind="svg")
    assert cropped(replace(figure, picture=drawn), 100) == (100, 102)


def test_galleys_can_be_set_for_some_stories_only(document: Document, found: Measured) -> None:
    some = measured(document, only=frozenset({"second", "section-town--briefs"}))
    assert [one.name for one in some.copies] == ["second", "section-town--briefs"]
    assert some.copies == tuple(one for one in found.copies if one.name in some.galleys)


@pytest.mark.parametrize("taken", [(14, 14), (9, 0), (0, 3), (6, 9)])
def test_a_share_of_it_can_be_measured_elsewhere(
    found: Measured, document: Document, taken: tuple[int, int]
) -> None:
    apart = measured(document, taken=taken)
    assert (apart.copies, apart.ready) == (found.copies, found.ready)


def test_what_another_process_took_and_did_not_measure_is_measured_here(
    found: Measured, document: Document
) -> None:
    apart = measured(document, taken=(9, 9), dies=True)
    assert (apart.copies, apart.ready) == (found.copies, found.ready)


def test_what_two_processes_set_is_cut_by_its_letters_and_small_in_the_middle() -> None:
    slips = [Slip(str(number), "x" * 10, 100.0) for number in range(340)]
    cut = pieces(slips)
    assert [one for piece in cut for one in piece] == slips
    sizes = [len(piece) for piece in cut]
    assert (sizes[0], min(sizes), sizes[-1]) == (50, 10, 50)
    long = [Slip("long", "x" * 1000, 100.0), Slip("short", "x", 100.0)]
    assert [one for piece in pieces(long) for one in piece] == long


def test_the_sample_filled_into_shapes_has_every_word_once_and_every_line_in_its_place() -> None:
    publication, issue, _ = load(SAMPLE)
    publication = replace(publication, layout="newspaper")
    document, _ = assemble(publication, issue)
    look = find_look(publication, issue)
    planned = newspaper.plan(document, look)
    plan = Flatplan(planned.measured.grid, tuple(_sheets(planned.measured)))
    _, setting = newspaper.paint(replace(planned, plan=plan), document, look, edition="print")
    assert setting.flaws == ()
    assert not setting.spilled
    assert truth.compare(document, setting.painted)[1] == ()


def _sheets(found: Measured) -> Iterator[Sheet]:
    """Yield a page for every story in its best shape; one that needs two pages jumps."""
    number = 2
    for one in found.copies:
        whole = [form for form in forms(one, found.grid, depth=found.grid.lines)]
        kept = min(whole, key=lambda form: (len(form.left_out), form.cost), default=None)
        if kept is not None:
            yield _sheet(number, one, kept)
            number += 1
            continue
        opened = openings(one, found.grid, depth=found.grid.lines, least=24)
        first = max(opened, key=lambda form: form.columns * form.lines)
        stands = {inset.name for inset in first.insets}
        left = tuple(inset for inset in one.insets if inset.name not in stands)
        assert first.end is not None
        yield _sheet(number, one, first, onto=number + 1)
        rest = one.rest(first.end, left)
        second = min(
            forms(rest, found.grid, depth=found.grid.lines), key=lambda form: len(form.left_out)
        )
        yield _sheet(number + 1, one, second, back=number)
        number += 2


def _sheet(number: int, one: Copy, form: Form, **turned: int) -> Sheet:
    rect = Rect(0, 0, form.columns, form.lines)
    module = Module(one.name, one.section, rect, form, gathered=one.gathered, **turned)
    return Sheet(number, one.section, (module,))
