"""Pages delivered before, kept after small edits: which stay, which are made up again, what for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from edition.makeup import make_up
from edition.makeup.copy import Copy, Grid, Pin, Policy, Ready, Room
from edition.makeup.keeping import kept
from edition.makeup.last import Last, noted
from edition.makeup.plan import Flatplan
from edition.pdf import as_json

from .generated import issue, ruled, standing
from .test_making_up import GRID, POLICY, SOLVED, check, odd

Weekly = tuple[tuple[Copy, ...], tuple[Ready, ...], Last]


@pytest.fixture(scope="module")
def weekly() -> Weekly:
    copies, ready = issue(1, stories=24)
    plan, findings = make_up(copies, ready, GRID, POLICY)
    assert findings == ()
    return copies, ready, noted(plan, copies, ready, POLICY)


def longer(copy: Copy, lines: int = 1) -> Copy:
    """Return the story with so many lines more in one paragraph, or fewer."""
    at = next(at for at, one in enumerate(copy.galley) if one.lines + lines > 3 and not one.holds)
    run = replace(copy.galley[at], lines=copy.galley[at].lines + lines, breaks=())
    return replace(copy, galley=(*copy.galley[:at], run, *copy.galley[at + 1 :]))


def changed(one: Flatplan, other: Flatplan) -> set[int]:
    """Return the pages on which something stands otherwise."""
    assert one.pages == other.pages
    pairs = zip(one.sheets, other.sheets, strict=True)
    return {a.number for a, b in pairs if (a.modules, a.ready) != (b.modules, b.ready)}


def again(
    copies: tuple[Copy, ...], ready: tuple[Ready, ...], last: Last, policy: Policy = POLICY
) -> Flatplan:
    """Return the plan that keeps pages of ``last``; there must be one, and it must be whole."""
    plan = kept(last, copies, ready, GRID, policy)
    assert plan is not None
    check(plan, copies, policy)
    assert not list(faults(plan, copies))
    return plan


def pages_of(last: Last, name: str) -> set[int]:
    return {sheet.number for sheet, one in last.plan.modules() if one.name == name}


def test_what_has_not_changed_stands_as_it_stood(weekly: Weekly) -> None:
    copies, ready, last = weekly
    assert again(copies, ready, last) == last.plan
    plan, findings = make_up(copies, ready, GRID, POLICY, last=last)
    assert findings == ()
    assert plan.kept == tuple(range(1, plan.pages + 1))
    assert noted(plan, copies, ready, POLICY) == last, "what is told of it is the same again"


def test_only_the_pages_of_an_edited_story_are_made_up_again(weekly: Weekly) -> None:
    copies, ready, last = weekly
    for number in (0, 5, 12, 20):
        edited = longer(copies[number])
        after = (*copies[:number], edited, *copies[number + 1 :])
        plan = again(after, ready, last)
        own = pages_of(last, edited.name)
        assert changed(plan, last.plan) <= own
        told, _ = make_up(after, ready, GRID, POLICY, last=last)
        assert set(told.kept or ()) == set(range(1, plan.pages + 1)) - own


def test_a_headline_of_other_words_and_equal_lines_moves_nothing(weekly: Weekly) -> None:
    copies, ready, last = weekly
    after = (*copies[:5], replace(copies[5], title="Quite another headline"), *copies[6:])
    assert again(after, ready, last) == last.plan


def test_a_window_grows_until_the_change_finds_room(weekly: Weekly) -> None:
    copies, ready, last = weekly
    grown = 0
    for number in (5, 9, 14, 19):
        after = (*copies[:number], longer(copies[number], 28), *copies[number + 1 :])
        plan = kept(last, after, ready, GRID, POLICY)
        if plan is not None:
            check(plan, after, POLICY)
            moved = changed(plan, last.plan)
            assert len(moved) < plan.pages
            grown += len(moved) > 1
    assert grown, "at least one of them takes a neighbouring page along"


def test_a_story_dropped_and_one_added_leave_most_pages_alone(weekly: Weekly) -> None:
    copies, ready, last = weekly
    for after in (
        (*copies[:13], *copies[14:]),
        (*copies[:13], replace(longer(copies[7], 2), name="late"), *copies[13:]),
    ):
        plan, findings = make_up(after, ready, GRID, POLICY, last=last)
        assert findings == ()
        check(plan, after, POLICY)
        if plan.pages == last.plan.pages:
            assert len(changed(plan, last.plan)) < plan.pages


def test_stories_told_in_another_order_are_set_in_it(weekly: Weekly) -> None:
    copies, ready, last = weekly
    at = next(
        at
        for at in range(8, 20)
        if copies[at].section == copies[at + 1].section
        and min(pages_of(last, copies[at].name) | pages_of(last, copies[at + 1].name)) > 1
    )
    after = (*copies[:at], copies[at + 1], copies[at], *copies[at + 2 :])
    plan = kept(last, after, ready, GRID, POLICY)
    if plan is not None:
        check(plan, after, POLICY)
        assert len(changed(plan, last.plan)) < plan.pages


@pytest.mark.parametrize("first", (True, False))
@pytest.mark.parametrize("number", (1, 12))
def test_a_new_lead_comes_to_the_front_page(weekly: Weekly, number: int, *, first: bool) -> None:
    copies, ready, last = weekly
    led = tuple(replace(one, rank="second") if one.rank == "lead" else one for one in copies)
    new = replace(copies[number], rank="lead")
    others = (*led[:number], *led[number + 1 :])
    after = (new, *others) if first else (*led[:number], new, *led[number + 1 :])
    plan, findings = make_up(after, ready, GRID, POLICY, last=last)
    assert findings == ()
    assert plan.page_of(new.name) == 1
    check(plan, after, POLICY)
    assert not list(faults(plan, after))
    assert len(changed(plan, last.plan)) <= plan.pages // 2 + 1


def test_a_lead_that_comes_late_takes_the_front_page(weekly: Weekly) -> None:
    copies, ready, last = weekly
    led = tuple(replace(one, rank="second") if one.rank == "lead" else one for one in copies)
    late = replace(copies[9], name="late", rank="lead")
    plan, findings = make_up((late, *led[:9], *led[10:]), ready, GRID, POLICY, last=last)
    assert findings == ()
    assert plan.page_of("late") == 1
    check(plan, (late, *led[:9], *led[10:]), POLICY)


def test_a_story_pinned_to_another_page_goes_there(weekly: Weekly) -> None:
    copies, ready, last = weekly
    (page,) = pages_of(last, copies[14].name)
    pinned = replace(copies[14], pin=Pin(page=page + 1))
    after = (*copies[:14], pinned, *copies[15:])
    plan, findings = make_up(after, ready, GRID, POLICY, last=last)
    assert findings == ()
    assert plan.page_of(pinned.name) == page + 1
    check(plan, after, POLICY)


def test_what_all_pages_hang_on_is_made_up_afresh(weekly: Weekly) -> None:
    copies, ready, last = weekly
    for policy in (
        replace(POLICY, masthead=POLICY.masthead + 1),
        replace(POLICY, pages=last.plan.pages + 4),
        replace(POLICY, openers=("section-2",)),
    ):
        assert kept(last, copies, ready, GRID, policy) is None
    assert kept(last, copies, ready, Grid(5, 93), POLICY) is None
    told = replace(last, plan=replace(last.plan, left_out=("story-3",)))
    assert kept(told, copies, ready, GRID, POLICY) is None


def advert(name: str, columns: int, lines: int, page: int | None = None) -> Ready:
    return Ready(name, "advert", (Room(columns, lines, lines),), True, page, corner=True)


def test_an_advertisement_that_comes_late_or_goes_changes_its_page() -> None:
    copies, ready = issue(4, stories=20)
    policy = replace(POLICY, multiple=1)
    sold = (*ready, advert("shop", 2, 30, 3), advert("bank", 2, 24))
    plan, findings = make_up(copies, sold, GRID, policy)
    assert findings == ()
    last = noted(plan, copies, sold, policy)
    where = {one.name: sheet.number for sheet in plan.sheets for one in sheet.ready}
    settled = 0
    for now, pages in (
        ((*ready, sold[-2]), {where["bank"]}),
        ((*ready, sold[-2], advert("bank", 2, 25)), {where["bank"]}),
        ((*sold, advert("inn", 2, 20, where["bank"])), {where["bank"]}),
        ((*sold, advert("inn", 2, 20)), None),
        ((*ready, advert("shop", 2, 30, 5), sold[-1]), {3, 5}),
    ):
        new = kept(last, copies, now, GRID, policy)
        if new is None:
            continue
        settled += 1
        check(new, copies, policy)
        stand = {one.name: sheet.number for sheet in new.sheets for one in sheet.ready}
        assert {one.name for one in now if one.corner} <= stand.keys()
        assert all(stand[one.name] == one.page for one in now if one.corner and one.page)
        assert pages is None or pages <= changed(new, plan)
        assert len(changed(new, plan)) < plan.pages
        full, findings = make_up(copies, now, GRID, policy, last=last)
        assert findings == () and full.sheets == new.sheets
    assert settled >= 3
    rivals = replace(advert("mill", 2, 20, 3), apart="bread"), replace(sold[-2], apart="bread")
    assert kept(last, copies, (*ready, *rivals, sold[-1]), GRID, policy) is None


def test_pages_much_worse_than_new_ones_are_not_kept(weekly: Weekly) -> None:
    copies, ready, last = weekly
    dear = replace(last, plan=replace(last.plan, cost=last.plan.cost + 100))
    plan, _ = make_up(copies, ready, GRID, POLICY, last=dear)
    assert plan.cost < dear.plan.cost
    assert plan.aim == plan.cost


@pytest.mark.parametrize("seed", SOLVED[:8])
def test_odd_issues_are_whole_after_small_edits(seed: int) -> None:
    copies, grid, policy = odd(seed)
    ready = standing(grid.columns)
    plan, findings = make_up(copies, ready, grid, policy)
    assert findings == ()
    last = noted(plan, copies, ready, policy)
    assert kept(last, copies, ready, grid, policy) == plan
    for number in {0, len(copies) // 2, len(copies) - 1}:
        for lines in (1, 9):
            edited = longer(copies[number], lines)
            after = (*copies[:number], edited, *copies[number + 1 :])
            new = kept(last, after, ready, grid, policy)
            if new is not None:
                check(new, after, policy)
                assert not list(faults(new, after))
                assert new.pages == plan.pages


# What a file may say ------------------------------------------------------------------------------


def leaves(said: Any) -> Iterator[tuple[list[Any], int]]:
    """Yield every place in ``said`` that holds no list."""
    for at, one in enumerate(said):
        if isinstance(one, list):
            yield from leaves(one)
        else:
            yield said, at


def harmed(last: Last, chance: random.Random) -> Last | None:
    """Return ``last`` with one thing in it changed, ``None`` when that has not its shape."""
    said = as_json.told(last)
    home, at = chance.choice(list(leaves(said)))
    match home[at]:
        case bool(value):
            home[at] = not value
        case int(value):
            home[at] = value + chance.choice((-7, -1, 1, 3, 10**12))
        case float(value):
            home[at] = value * chance.choice((-1.0, 1e9, 1.01))
        case str():
            home[at] = chance.choice(("story-3", "section-1", "", "picture", "../story"))
        case _:
            home[at] = chance.choice((1, "story-2", None))
    try:
        return as_json.read(Last, said)
    except (TypeError, ValueError):
        return None


def faults(plan: Flatplan, copies: tuple[Copy, ...]) -> Iterator[str]:
    """Yield what is wrong with the text and the pictures of every story, counted line by line."""
    for copy in copies:
        stood = [one.form for _, one in plan.modules() if one.name == copy.name]
        legs = [(leg, form) for form in stood for leg in form.legs]
        lines: list[tuple[int, int]] = []
        for leg, form in legs:
            depth = 0
            for strip in leg.strips:
                run = copy.galley[strip.run]
                if strip.at < depth or (strip.loose and not run.loose):
                    yield f"{copy.name}: a strip too high, or loose"
                lines += [(strip.run, at) for at in range(strip.first, strip.last - strip.loose)]
                depth = strip.at + strip.last - strip.first
            turned = form.end is not None and leg is form.legs[-1]
            if depth != leg.rect.lines - turned:
                yield f"{copy.name}: a column of {leg.rect.lines} filled with {depth}"
            run_of, line = lines[-1]
            run = copy.galley[run_of]
            if line + 1 == run.lines:
                if run.holds:
                    yield f"{copy.name}: a column ends with a crosshead"
            elif line + 1 not in run.breaks:
                yield f"{copy.name}: a paragraph is parted after line {line + 1}"
        whole = [(at, line) for at, run in enumerate(copy.galley) for line in range(run.lines)]
        if lines != whole:
            yield f"{copy.name}: other lines than it has"
        insets = {inset.name: inset for inset in copy.insets}
        shown = [one for form in stood for one in form.insets]
        if {name for name, inset in insets.items() if not inset.optional} - {
            one.name for one in shown
        }:
            yield f"{copy.name}: a picture is lost"
        for one in shown:
            size = insets[one.name].size(one.rect.columns)
            if size is None or not size.least <= one.rect.lines <= size.most:
                yield f"{copy.name}: {one.name} in a size it cannot have"


def test_whatever_the_last_pages_say_every_page_is_whole(weekly: Weekly) -> None:
    copies, ready, last = weekly
    chance = random.Random(7)
    read = believed = 0
    for _ in range(160):
        told = harmed(last, chance)
        if told is None:
            continue
        read += 1
        new = kept(told, copies, ready, GRID, POLICY)
        if new is not None:
            believed += 1
            check(new, copies, POLICY)
            assert ruled(new, POLICY) == []
            assert not list(faults(new, copies))
    assert read > 100 and believed > 50


def test_two_stories_in_each_others_places_are_seen_through(weekly: Weekly) -> None:
    copies, ready, last = weekly
    sheet = next(one for one in last.plan.sheets if one.number > 1 and len(one.modules) > 1)
    first, second, *more = sheet.modules
    swapped = (
        replace(first, name=second.name, form=first.form),
        replace(second, name=first.name, form=second.form),
        *more,
    )
    sheets = tuple(
        replace(one, modules=swapped) if one is sheet else one for one in last.plan.sheets
    )
    told = replace(last, plan=replace(last.plan, sheets=sheets))
    plan = again(copies, ready, told)
    assert changed(plan, last.plan) <= {sheet.number}
