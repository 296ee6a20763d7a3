"""Lines of galleys in the columns of pages: all of them, once, in order, on the grid."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
import pytest

from edition.makeup.plan import Flatplan, Leg, Rect, Strip
from edition.pdf import engine, grafting
from edition.pdf.galley import Galley
from edition.pdf.truth import letters

from . import setting as make

STORIES = {
    "ferry": "<p><span class='drop'>T</span>he " + make.prose(90) + "</p>"
    + "".join(f"<p>{make.prose(60 + 17 * at, seed=at)}</p>" for at in range(9))
    + '<h2 id="cross">A crosshead</h2>'
    + f'<p>{make.prose(40)} <a href="https://example.org/">{make.prose(30)}</a> and '
    + f"<em>{make.prose(30)}</em> <mark>and a marked word or two</mark>.</p>"
    + f"<ul><li><p>{make.prose(40)}</p></li><li>{make.prose(25, seed=3)}</li></ul>"
    + f"<blockquote><p>{make.prose(170)}</p></blockquote>"
    + f"<p>{make.prose(50, seed=2)}</p>"
    + '<aside class="related"><p>Related</p><p><a href="#quay">The quay</a></p></aside>',
    "quay": "".join(f"<p>{make.prose(70, seed=at)}</p>" for at in range(4)),
}  # fmt: skip


@dataclass(frozen=True)
class Printed:
    setting: engine.Setting
    plan: Flatplan
    galleys: dict[str, Galley]
    data: bytes

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.data))

    def boxes(self) -> Iterator[tuple[int, Any]]:
        """Yield every box on the pages, with its page from 1."""
        for number, page in enumerate(self.setting._document.pages, 1):
            for box in page._page_box.descendants(placeholders=True):
                yield number, getattr(box, "_box", box)


def printed_as(edition: engine.Edition, direction: str = "ltr") -> Printed:
    case = make.open_case(edition)
    galleys = make.set_stories(case, STORIES, direction=direction)
    plan = make.planned(galleys, lines=36, columns=3)
    setting = make.painted(case, galleys, plan, direction=direction)
    return Printed(setting, plan, galleys, setting.write()[0])


@pytest.fixture(scope="module")
def printed() -> Printed:
    return printed_as("print")


@pytest.fixture(scope="module")
def replica() -> Printed:
    return printed_as("replica")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_line_stands_in_its_place(direction: str) -> None:
    found = printed_as("print", direction)
    assert found.setting.flaws == ()
    assert found.plan.pages > 2


def test_every_word_stands_on_the_pages_once_and_in_order(printed: Printed) -> None:
    for name, html in STORIES.items():
        wanted = letters(re.sub(r"<[^>]*>", " ", html))
        assert letters("".join(one.text for one in printed.setting.painted[name])) == wanted


def test_baselines_of_columns_side_by_side_are_level(printed: Printed) -> None:
    tops: set[float] = set()
    step = make.LEADING * 96 / 72
    for _, box in printed.boxes():
        if type(box).__name__ == "LineBox" and round(box.height, 2) == round(step, 2):
            tops.add(round((box.position_y + box.baseline) % step, 2))
    assert len(tops) == 1


def test_a_hanging_letter_and_list_marks_go_with_their_lines(printed: Printed) -> None:
    marks = [box for _, box in printed.boxes() if box.is_outside_marker]
    lists = [box for _, box in printed.boxes() if box.element_tag == "li"]
    assert len(marks) == 2
    for mark, item in zip(marks, [one for one in lists if not one.is_outside_marker], strict=False):
        assert abs(mark.position_y - item.position_y) < 1
    (letter,) = [box for _, box in printed.boxes() if box.is_floated()]
    first = next(box for _, box in printed.boxes() if type(box).__name__ == "TextBox")
    assert letter in [box for _, box in printed.boxes()]
    assert abs(letter.position_y - first.position_y) < 60


def test_grounds_move_with_what_stands_on_them(printed: Printed) -> None:
    grounds = 0
    for _, box in printed.boxes():
        background = getattr(box, "background", None)
        if background is None or box.element_tag not in ("blockquote", "mark"):
            continue
        left, top, wide, high = background.layers[-1].painting_area
        grounds += 1
        assert (left, top) == pytest.approx((box.border_box_x(), box.border_box_y()))
        assert (wide, high) == pytest.approx((box.border_width(), box.border_height()))
    assert grounds >= 3  # the quotation is parted by the foot of a column


def test_links_and_places_are_found_where_the_lines_went(replica: Printed) -> None:
    with replica.open() as pdf:
        links = [one for page in pdf.pages for one in page.get("/Annots", [])]
        outside = [one for one in links if "/A" in one]
        inside = [str(one.Dest) for one in links if "/Dest" in one]
    assert len(outside) >= 3 and {str(one.A.URI) for one in outside} == {"https://example.org/"}
    assert inside == ["quay"]
    assert replica.setting.anchors["cross"].page == next(
        number for number, box in replica.boxes() if box.element_tag == "h2"
    )


def test_no_place_comes_twice(replica: Printed) -> None:
    with replica.open() as pdf:
        names = [str(one) for one in pdf.Root.Names.Dests.Names][::2]
    assert len(names) == len(set(names)) and "cross" in names


def test_a_tagged_page_is_read_in_the_order_of_the_text(replica: Printed) -> None:
    with replica.open() as pdf:
        assert "/StructTreeRoot" in pdf.Root
        kinds = {str(one.S) for one in pdf.objects if _is_element(one)}
    assert {"/P", "/H2", "/L", "/LI", "/Lbl", "/BlockQuote", "/Link", "/Art"} <= kinds


def _is_element(one: object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"


def test_a_loose_paragraph_is_painted_a_line_longer() -> None:
    case = make.open_case()
    html = "".join(f"<p>{make.prose(50 + at, seed=at)}</p>" for at in range(6))
    galleys = make.set_stories(case, {"a": html})
    run = next(at for at, one in enumerate(galleys["a"].runs) if one.loose)
    plan = _one_leg(make.planned(galleys, lines=400, columns=1), run, galleys["a"])
    setting = make.painted(case, galleys, plan)
    assert setting.flaws == ()
    wanted = letters(re.sub(r"<[^>]*>", " ", html))
    assert letters("".join(one.text for one in setting.painted["a"])) == wanted


def _one_leg(plan: Flatplan, loose: int, galley: Galley) -> Flatplan:
    """Return ``plan`` with the run ``loose`` a line longer, in two strips."""
    (sheet,) = plan.sheets
    (module,) = sheet.modules
    (leg,) = module.form.legs
    strips: list[Strip] = []
    longer = 0
    for strip in leg.strips:
        moved = replace(strip, at=strip.at + longer)
        if strip.run == loose:
            cut = moved.at + 2
            strips.append(replace(moved, last=2, loose=True))
            moved = Strip(loose, 2, galley.runs[loose].lines + 1, cut, loose=True)
            longer = 1
        strips.append(moved)
    deep = replace(leg.rect, lines=leg.rect.lines + 1)
    form = replace(module.form, legs=(Leg(deep, tuple(strips)),))
    return replace(plan, sheets=(replace(sheet, modules=(replace(module, form=form),)),))


def test_what_does_not_stand_as_planned_is_said() -> None:
    case = make.open_case()
    galleys = make.set_stories(case, {"quay": STORIES["quay"]})
    plan = make.planned(galleys, lines=60, columns=2)
    (sheet,) = plan.sheets
    (module,) = sheet.modules
    first = module.form.legs[0]
    short = replace(first, strips=first.strips[:-1])
    form = replace(module.form, legs=(short, *module.form.legs[1:]))
    lacking = replace(plan, sheets=(replace(sheet, modules=(replace(module, form=form),)),))
    setting = make.painted(case, galleys, lacking)
    assert [flaw.part for flaw in setting.flaws] == ["quay"]
    assert "is filled with" in setting.flaws[0].message
    html = make.pages(plan).replace('data-leg="1/0/0"', 'data-leg="other"')
    setting = engine.paint(
        case,
        html,
        fill=lambda leaves, ground: grafting.graft(leaves, ground, plan, galleys),
        identifier="test",
    )
    assert any("no place" in flaw.message for flaw in setting.flaws)


@pytest.mark.parametrize(("lines", "told"), [(3, []), (2, ["The head takes 3.0 lines, 2 in"])])
def test_a_head_higher_than_planned_is_said(lines: int, told: list[str]) -> None:
    case = make.open_case()
    galleys = make.set_stories(case, {"quay": STORIES["quay"]})
    plan = make.planned(galleys, lines=60, columns=2)
    (sheet,) = plan.sheets
    (module,) = sheet.modules
    place = Rect(0, 0, 2, lines)
    module = replace(module, form=replace(module.form, head_at=place))
    plan = replace(plan, sheets=(replace(sheet, modules=(module,)),))
    head = '<header data-head="1/0">One<br/>Two<br/>Three</header>'
    html = make.pages(plan).replace('<article id="quay">', f"<article>{head}")
    setting = engine.paint(
        case,
        html,
        fill=lambda leaves, ground: grafting.graft(leaves, ground, plan, galleys),
        identifier="test",
    )
    assert [flaw.message[:30] for flaw in setting.flaws] == [one[:30] for one in told]


def test_a_galley_can_be_grafted_again(printed: Printed) -> None:
    case = make.open_case()
    galleys = make.set_stories(case, STORIES)
    make.painted(case, galleys, make.planned(galleys, lines=60, columns=2)).write()
    again = make.painted(case, galleys, printed.plan)
    assert again.write()[0] == printed.data


def test_some_of_the_pages_can_be_painted_apart(printed: Printed) -> None:
    case = make.open_case()
    galleys = make.set_stories(case, STORIES)
    last = printed.plan.sheets[-1]
    plan = replace(printed.plan, sheets=(last,))
    html = make.pages(plan).replace("</article>", '<b data-page-of="ferry">00</b></article>')
    setting = engine.paint(
        case,
        html,
        fill=lambda leaves, ground: grafting.graft(leaves, ground, plan, galleys),
        identifier="test",
        numbers=(last.number,),
        elsewhere={"ferry": 7},
    )
    assert setting.flaws == () and setting.pages == 1
    assert setting.anchors["quay"].page == last.number
    texts = [box.text for box in setting._document.pages[0]._page_box.descendants(placeholders=True)
             if type(box).__name__ == "TextBox"]  # fmt: skip
    assert "7" in texts and "00" not in texts


def test_the_same_galleys_give_the_same_bytes(printed: Printed) -> None:
    assert printed_as("print").data == printed.data
