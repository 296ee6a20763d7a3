"""What an editor has settled is kept: pins, jumps, spreads, rivals, sides, and the last plan."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace

import pytest

from edition.makeup import make_up
from edition.makeup.advertising import Pages, booked_together, shared_out
from edition.makeup.copy import Copy, Grid, Pin, Policy, Ready, Room
from edition.makeup.fillers import wanted
from edition.makeup.last import noted
from edition.makeup.plan import Flatplan

from .generated import issue, ruled, story

GRID = Grid(5, 94)
POLICY = Policy(multiple=1, masthead=16)

Weekly = tuple[tuple[Copy, ...], tuple[Ready, ...], Flatplan]


@pytest.fixture(scope="module")
def weekly() -> Weekly:
    copies, ready = issue(1, stories=14)
    plan, findings = make_up(copies, ready, GRID, POLICY)
    assert findings == ()
    return copies, ready, plan


def made(copies: tuple[Copy, ...], ready: tuple[Ready, ...], policy: Policy = POLICY) -> Flatplan:
    plan, findings = make_up(copies, ready, GRID, policy)
    assert [one.message for one in findings] == []
    assert ruled(plan, policy) == []
    return plan


def pinned(copies: tuple[Copy, ...], number: int, pin: Pin) -> tuple[Copy, ...]:
    return tuple(
        replace(one, pin=pin) if place == number else one for place, one in enumerate(copies)
    )


def test_a_story_alone_has_its_page_for_itself(weekly: Weekly) -> None:
    copies, ready, _ = weekly
    long = story(random.Random(4), "long", "section-2", "second", words=1400, pictures=3, columns=5)
    at = next(place for place, one in enumerate(copies) if one.section == "section-2")
    whole = (*copies[:at], replace(long, pin=Pin(alone=True)), *copies[at:])
    plan = made(whole, ready)
    page = plan.sheets[(plan.page_of("long") or 0) - 1]
    assert [one.name for one in page.modules] == ["long"]


def test_a_story_keeps_to_the_columns_it_was_given(weekly: Weekly) -> None:
    copies, ready, plan = weekly
    widths = {one.name: one.rect.columns for _, one in plan.modules()}
    other = 3 if widths[copies[9].name] != 3 else 2
    again = made(pinned(copies, 9, Pin(columns=other)), ready)
    parts = [one for _, one in again.modules() if one.name == copies[9].name]
    assert parts[0].rect.columns == other


def test_a_picture_keeps_to_the_columns_it_was_given(weekly: Weekly) -> None:
    copies, ready, _ = weekly
    number = next(
        place
        for place, one in enumerate(copies)
        if place > 4 and one.insets and one.insets[0].first
    )
    first = copies[number].insets[0].name
    for columns in (1, 3):
        plan = made(pinned(copies, number, Pin(picture=columns)), ready)
        stands = [
            inset.rect.columns
            for _, one in plan.modules()
            for inset in one.form.insets
            if inset.name == first
        ]
        assert stands == [columns]


def test_a_story_that_fills_more_than_a_page_begins_on_the_page_it_is_pinned_to() -> None:
    copies, ready = issue(3, stories=14)
    long = story(random.Random(1), "long", "section-3", "second", words=4500, pictures=3, columns=5)
    plan = made((*copies, replace(long, pin=Pin(page=4))), ready)
    parts = [(sheet.number, one.onto) for sheet, one in plan.modules() if one.name == "long"]
    assert parts[0][0] == 4 and len(parts) > 1


def test_a_spread_runs_over_both_pages_of_an_opening() -> None:
    copies, ready = issue(3, stories=14)
    wide = story(random.Random(2), "wide", "section-2", "second", words=2200, pictures=4, columns=5)
    wide = replace(wide, pin=Pin(page=4, spread=True))
    plan, findings = make_up((*copies, wide), ready, GRID, POLICY)
    # Only the middle sheet has two pages that are one piece of paper.
    assert [(one.code, "two sheets of paper" in one.message) for one in findings] == [
        ("PLN-004", True)
    ]
    assert ruled(plan, POLICY) == []
    left, right = [(sheet.number, one) for sheet, one in plan.modules() if one.name == "wide"]
    assert (left[0], right[0]) == (4, 5)
    assert left[1].rect.columns == GRID.columns and left[1].onto == 5


def test_two_rivals_booked_on_one_page_are_told() -> None:
    rooms = (Room(2, 20, 20),)
    one = Ready("one", "advert", rooms, required=True, page=3, apart="shops", corner=True)
    other = replace(one, name="other")
    assert list(booked_together((one, other), 8)) == [(one, other, 3)]
    assert list(booked_together((one, replace(other, page=4)), 8)) == []


def test_rivals_without_a_page_stand_on_different_ones() -> None:
    rooms = (Room(2, 20, 20),)
    shops = [
        Ready(f"shop-{number}", "advert", rooms, required=True, apart="shops", corner=True)
        for number in range(3)
    ]
    taken, refused = shared_out(shops, Pages(GRID, 8))
    assert not refused
    assert all(len(there) <= 1 for there in taken.values())


def test_what_is_booked_on_a_page_of_the_other_side_is_refused() -> None:
    wrong = Ready("w", "advert", (Room(2, 20, 20),), page=4, side="right", corner=True)
    assert shared_out((wrong,), Pages(GRID, 8))[1] == [wrong]


def test_standing_matter_moves_only_when_no_page_was_asked_for() -> None:
    free = Ready("imprint", "standing", (Room(2, 9, 12),), required=True)
    assert [wanted(free, 12, moved=moved) for moved in (0, 1, 2)] == [12, 11, 10]
    assert wanted(replace(free, page=-1), 12, moved=2) == 12


def test_one_paragraph_more_leaves_nine_pages_of_ten_as_they_were(weekly: Weekly) -> None:
    copies, ready, plan = weekly
    kept = total = 0
    for number in (3, 10):
        edited = copies[number]
        run = edited.galley[2]
        longer = replace(run, lines=run.lines + 2, breaks=())
        changed = replace(edited, galley=(*edited.galley[:2], longer, *edited.galley[3:]))
        after = (*copies[:number], changed, *copies[number + 1 :])
        again, _ = make_up(after, ready, GRID, POLICY, last=noted(plan, copies, ready, POLICY))
        total += plan.pages
        kept += sum(
            one.modules == other.modules
            for one, other in zip(plan.sheets, again.sheets, strict=False)
        )
    assert kept >= 0.9 * total - 2  # the page of the edit is not counted


_PLAN = """
import hashlib
from edition.makeup import make_up
from edition.makeup.advertising import Pages, booked_together, shared_out
from edition.makeup.copy import Grid, Policy
from tests.makeup.generated import issue
copies, ready = issue(2, stories=12)
plan, _ = make_up(copies, ready, Grid(5, 94), Policy(masthead=16))
print(hashlib.sha256(repr(plan).encode()).hexdigest())
"""


def test_every_process_makes_the_same_plan() -> None:
    plans = {
        subprocess.run(
            [sys.executable, "-c", _PLAN],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(plans) == 1
