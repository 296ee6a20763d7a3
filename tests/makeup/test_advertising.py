"""Advertisements on small grids with known best answers, and issues that have many of them."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest

from edition.makeup import make_up
from edition.makeup.advertising import Pages, Region, regions_of, room, shared_out
from edition.makeup.bookings import Bookings, floating_of, in_order
from edition.makeup.copy import Grid, Policy, Ready, Room
from edition.makeup.plan import Rect
from edition.makeup.regions import cut_down

from .generated import issue, ruled

GRID = Grid(5, 94)
SMALL = Grid(4, 19)


def advert(name: str, columns: int, lines: int, **more: object) -> Ready:
    one = Ready(name, "advert", (Room(columns, lines, lines),), required=True, corner=True)
    return replace(one, **more)  # type: ignore[arg-type]


def test_two_of_one_width_are_piled_at_the_outer_edge() -> None:
    region, stand = regions_of([advert("a", 2, 5), advert("b", 2, 3)], SMALL)[0]
    assert {one.name: one.rect for one in stand} == {"a": Rect(2, 14, 2, 5), "b": Rect(2, 10, 2, 3)}
    assert region == Region(0, 4, 10, ((2, 10),))


def test_two_that_fill_the_width_together_stand_side_by_side() -> None:
    region, stand = regions_of([advert("a", 2, 5), advert("b", 2, 5)], SMALL)[0]
    assert {one.rect.line for one in stand} == {14}
    assert region == Region(0, 4, 14)


def test_a_stack_is_highest_at_the_outer_edge_and_mirrored_on_a_left_page() -> None:
    adverts = [advert("wide", 3, 4), advert("tall", 1, 6)]
    for left in (False, True):
        for region, stand in regions_of(adverts, SMALL, left=left):
            high = [0] * SMALL.columns
            for one in stand:
                for column in range(one.rect.column, one.rect.right):
                    high[column] = max(high[column], SMALL.lines - one.rect.line)
            assert high == sorted(high, reverse=left)
            assert region.left == left
            cells = sum(one.rect.columns * (one.rect.lines + SMALL.gap) for one in stand)
            assert region.cells + cells == SMALL.columns * (SMALL.lines + SMALL.gap)


def test_one_as_large_as_the_page_leaves_nothing() -> None:
    region, _ = regions_of([advert("all", 4, 19)], SMALL)[0]
    assert region.cells == 0


def test_one_too_high_fits_nowhere_and_of_four_those_that_fit_stand() -> None:
    assert regions_of([advert("high", 1, 20)], SMALL) == []
    booked = [advert(f"shop-{number}", 4, 8, page=2) for number in range(4)]
    taken, refused = shared_out(booked, Pages(SMALL, 4))
    assert [one.name for one in taken[2]] == ["shop-0", "shop-1"]
    assert [one.name for one in refused] == ["shop-2", "shop-3"]


def test_a_cut_down_a_room_with_steps_leaves_a_deep_side_and_a_shallow_one() -> None:
    assert cut_down(2, ((3, 10),)) == (10, (), ((1, 10),))
    assert cut_down(4, ((3, 10),)) == (0, ((3, 10),), ())
    assert cut_down(2, ((4, 5), (2, 7))) == (12, (), ((2, 5),))


def test_every_page_takes_about_its_share_and_no_page_before_the_third_any() -> None:
    adverts = [advert(f"shop-{number}", 2, 20) for number in range(6)]
    pages = Pages(GRID, 8)
    floating = floating_of(adverts, pages)
    bookings = Bookings(in_order(floating, pages, turn=0), {}, pages)
    assert [many for many, _ in bookings.shares(0, 2)] == [0]
    costs = dict(bookings.shares(0, 3))
    assert costs[1] == min(costs.values())
    assert [many for many, _ in bookings.shares(6, 8)] == [0]
    assert bookings.shares(0, 8) == (), "they would all have to stand on the last page"


def test_rivals_never_share_a_page() -> None:
    adverts = [advert(f"bank-{number}", 2, 10, apart="bank") for number in range(3)]
    pages = Pages(GRID, 8)
    assert pages.takes(3, adverts[:1], ())
    assert not pages.takes(3, adverts[:2], ())
    assert not pages.takes(3, adverts[:1], adverts[1:2])


BOOKED = (
    (1, 26), (2, 54), (3, 25), (2, 31), (1, 17), (5, 14), (5, 47), (3, 39), (2, 22), (2, 30),
)  # fmt: skip


@pytest.mark.parametrize("seed", (1, 2, 3))
def test_ten_advertisements_stand_beside_stories_on_full_pages(seed: int) -> None:
    copies, ready = issue(seed, stories=24)
    adverts = tuple(advert(f"shop-{at}", *size) for at, size in enumerate(BOOKED))
    adverts = (*adverts, advert("right", 2, 20, side="right"), advert("last", 2, 24, page=-1))
    policy = Policy(multiple=2, masthead=16)
    begun = process_time()
    plan, findings = make_up(copies, (*ready, *adverts), GRID, policy)
    assert process_time() - begun < 40
    assert findings == ()
    assert ruled(plan, policy) == []
    places = {one.name: sheet.number for sheet in plan.sheets for one in sheet.ready}
    assert {one.name for one in adverts} <= set(places)
    assert all(places[one.name] > 2 for one in adverts)
    assert places["right"] % 2 == 1 and places["last"] == plan.pages
    for sheet in plan.sheets:
        sold = [one for one in sheet.ready if one.kind == "advert"]
        outer = [one for one in sold if one.rect.right == 5 or one.rect.column == 0]
        assert bool(outer) == bool(sold)


def test_an_advertisement_is_as_large_as_it_was_booked() -> None:
    assert room(advert("a", 2, 30), GRID) == (2, 30)
