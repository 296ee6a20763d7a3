"""Every rule of design is counted from where things stand: each broken once, and found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.makeup.copy import Copy, Inset, InsetSize, Policy, Rank, Run
from edition.makeup.plan import Flatplan, Leg, Module, Placed, Rect, Sheet, Strip
from edition.report.flatplan import Measure, copyfit
from edition.report.flatplan_html import as_html
from edition.report.flatplan_json import as_json
from edition.report.flatplan_text import for_terminal
from edition.report.quality import measured
from tests.support.flatplans import GRID, paper, story

POLICY = Policy(multiple=2, jumps=1)


def copy(name: str, rank: Rank = "story", *, lines: int = 2000, **more: object) -> Copy:
    """Return a story of one endless paragraph that may be parted anywhere."""
    size = InsetSize(2, 30, 20, 40)
    inset = Inset(f"{name}-figure-1", "picture", (size,), first=True)
    run = Run(lines, tuple(range(1, lines)))
    return replace(Copy(name, "News", rank, (run,), (), (inset,)), **more)  # type: ignore[arg-type]


COPIES = (copy("harbour", "lead"), copy("ferry"), copy("council"), copy("bridge"))
LEAD = story("harbour", 0, 0, 3, 96, head="large", picture=(2, 30))
SIDE = story("ferry", 3, 0, 2, 96, head="middle", picture=(1, 12))


def broken(
    *modules: Module, copies: tuple[Copy, ...] = COPIES, facing: tuple[Module, ...] = ()
) -> dict[str, tuple[int, ...]]:
    """Return the pages of each rule that is broken when ``modules`` are page 2."""
    sheets = (Sheet(2, "News", modules), *((Sheet(3, "News", facing),) if facing else ()))
    fit = copyfit(paper(), Flatplan(GRID, sheets))
    found = measured(fit, copies, POLICY)
    # Other pages and other stories of the paper are not here.
    aside = {"left_out", "multiple"}
    return {one.name: one.pages for one in found if one.count and one.name not in aside}


def test_a_good_page_breaks_no_rule() -> None:
    assert broken(LEAD, SIDE) == {}


def _with(module: Module, **more: object) -> Module:
    return replace(module, form=replace(module.form, **more))  # type: ignore[arg-type]


def _leg(module: Module, number: int, leg: Leg) -> Module:
    legs = list(module.form.legs)
    legs[number] = leg
    return _with(module, legs=tuple(legs))


def _short(module: Module) -> Module:
    leg = module.form.legs[-1]
    rect = replace(leg.rect, lines=leg.rect.lines - 5)
    return _leg(module, -1, Leg(rect, (Strip(0, 0, rect.lines, 0),)))


def _unfilled(module: Module) -> Module:
    leg = module.form.legs[-1]
    return _leg(module, -1, Leg(leg.rect, (Strip(0, 0, leg.rect.lines - 2, 0),)))


def _moved(module: Module, *, onto: Rect) -> Module:
    return _leg(module, 0, Leg(onto, (Strip(0, 0, onto.lines, 0),)))


def _picture(module: Module, rect: Rect) -> Module:
    return _with(module, insets=(Placed(f"{module.name}-figure-1", "picture", rect),))


LOW = Rect(0, 96, 2, 10)
UNDER_THE_LEAD = story("ferry", 3, 50, 2, 46, head="middle")


@pytest.mark.parametrize(
    ("rule", "modules"),
    [
        ("underset", (LEAD, story("ferry", 3, 0, 2, 90, picture=(1, 12)))),
        ("blank", ()),
        ("overlaps", (LEAD, story("ferry", 2, 0, 3, 96, head="middle", picture=(1, 12)))),
        ("off_grid", (_picture(LEAD, LOW), SIDE)),
        ("uneven", (_short(LEAD), SIDE)),
        ("uneven", (_unfilled(LEAD), SIDE)),
        ("dog_legs", (_moved(LEAD, onto=Rect(3, 7, 1, 20)), SIDE)),
        ("strays", (_picture(LEAD, Rect(3, 40, 2, 30)), SIDE)),
        ("tombstones", (LEAD, replace(SIDE, form=replace(SIDE.form, head=LEAD.form.head)))),
        ("pictures", (LEAD, story("ferry", 3, 0, 2, 96, head="middle", picture=(2, 30)))),
        ("pictures", (story("harbour", 0, 0, 3, 96, head="large"), story("ferry", 3, 0, 2, 96))),
        ("ranks", (LEAD, story("ferry", 3, 0, 2, 96, head="lead", picture=(1, 12)))),
        ("jumps", (replace(LEAD, onto=3), SIDE)),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_on_its_page(rule: str, modules: tuple[Module, ...]) -> None:
    assert broken(*modules).get(rule) == (2,)


def test_a_paragraph_parted_where_it_may_not_be_is_found_and_a_crosshead_at_a_foot() -> None:
    lines = LEAD.form.legs[0].rect.lines
    tight = replace(COPIES[0], galley=(Run(2000, (lines + 3,)),))
    assert broken(LEAD, SIDE, copies=(tight, *COPIES[1:])) == {"widows": (2,)}
    head = replace(COPIES[0], galley=(Run(lines, holds=True), Run(2000)))
    module = LEAD
    for number, leg in enumerate(LEAD.form.legs[1:], 1):
        module = _leg(module, number, Leg(leg.rect, (Strip(1, 0, leg.rect.lines, 0),)))
    found = broken(module, SIDE, copies=(head, *COPIES[1:]))
    assert found["crossheads"] == (2,)


def test_related_stories_on_a_page_stand_together() -> None:
    copies = (copy("harbour", "lead", related=("ferry",)), *COPIES[1:])
    assert "related" not in broken(LEAD, SIDE, copies=copies)
    lead = story("harbour", 0, 0, 2, 96, head="large", picture=(2, 30))
    between = story("council", 2, 0, 2, 96, head="middle", picture=(1, 12))
    apart = story("ferry", 4, 0, 1, 96, head="small")
    assert broken(lead, between, apart, copies=copies) == {"related": (2,)}


def test_facing_pages_are_not_cut_alike() -> None:
    other = (replace(LEAD, name="council"), replace(SIDE, name="bridge"))
    assert broken(LEAD, SIDE, facing=other)["facing"] == (2,)
    turned = (story("council", 0, 0, 2, 96), story("bridge", 2, 0, 3, 96, picture=(2, 30)))
    assert "facing" not in broken(LEAD, SIDE, facing=turned)
    empty = Flatplan(GRID, (Sheet(2, "News", (LEAD, SIDE)), Sheet(3, "", ())))
    found = {one.name: one.pages for one in measured(copyfit(paper(), empty), COPIES, POLICY)}
    assert found["facing"] == () and found["blank"] == (3,)


def test_pages_that_the_press_does_not_print_are_counted() -> None:
    fit = copyfit(paper(), Flatplan(GRID, (Sheet(1, "News", (LEAD, SIDE)),), over=41))
    found = {one.name: one.count for one in measured(fit, COPIES, POLICY)}
    assert (found["multiple"], found["overset"]) == (1, 41)
    assert found["left_out"] > 0


def test_every_form_tells_every_rule() -> None:
    fit = copyfit(paper(), Flatplan(GRID, (Sheet(2, "News", (LEAD, SIDE)),)))
    measures = (*measured(fit, COPIES, POLICY), Measure("new", "things of a new kind", 3, (2, 7)))
    told = replace(fit, measures=measures)
    for form in (for_terminal, as_html, as_json):
        for one in measures:
            assert one.title in " ".join(form(told).split()), (form, one)
    assert "    3  things of a new kind: pages 2, 7\n" in for_terminal(told)
    assert '"name": "new"' in as_json(told)
