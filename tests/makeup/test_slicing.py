"""Pages cut across and down: small ones, with answers known beforehand."""

from __future__ import annotations

import numpy as np
import pytest

from edition.makeup.advertising import Region, regions_of
from edition.makeup.copy import Copy, Grid, Ready, Room
from edition.makeup.plan import Form, Rect
from edition.makeup.regions import Composer, placed
from edition.makeup.slicing import BESIDE, Block, Slicing, Spot, spots, stacked

GRID = Grid(3, 11)


def form(columns: int, lines: int, cost: float = 0.0) -> Form:
    return Form(columns, lines, cost, None, None, (), ())


def block(name: str, *sizes: tuple[int, int, float]) -> Block:
    return Block(name, tuple(form(*size) for size in sizes), Copy(name, "news", "story", (), ()))


def rects(found: list[Spot] | None) -> dict[str, Rect]:
    assert found is not None
    return {spot.block.key: spot.rect for spot in found}


def test_stacking_takes_the_least_of_all_sums() -> None:
    first = np.array([[np.inf, 1, 5, np.inf]], np.float32)
    second = np.array([[np.inf, 2, 3, np.inf]], np.float32)
    assert stacked(first, second).tolist() == [[np.inf, np.inf, 3.0, 4.0]]


def test_two_stories_fill_a_page_one_above_the_other_with_a_gap() -> None:
    slicing = Slicing(GRID)
    run = (block("a", (3, 6, 1.0), (3, 5, 0.0)), block("b", (3, 4, 2.0)))
    ((cost, tree),) = slicing.trees(run, 3, 12, most=4)
    assert cost == 3.0
    assert rects(spots(tree, Rect(0, 0, 3, 12), GRID)) == {
        "a": Rect(0, 0, 3, 6),
        "b": Rect(0, 7, 3, 4),
    }


def test_two_stories_stand_side_by_side_and_mirrored() -> None:
    slicing = Slicing(GRID)
    run = (block("a", (2, 11, 1.0)), block("b", (1, 11, 2.0)))
    ((cost, tree),) = slicing.trees(run, 3, 12, most=4)
    assert cost == 3.0 + BESIDE
    page = Rect(0, 0, 3, 12)
    assert rects(spots(tree, page, GRID))["b"] == Rect(2, 0, 1, 11)
    assert rects(spots(tree, page, GRID, mirrored=True)) == {
        "a": Rect(1, 0, 2, 11),
        "b": Rect(0, 0, 1, 11),
    }


def test_the_best_of_many_ways_comes_first_and_costs_what_the_table_says() -> None:
    slicing = Slicing(GRID)
    run = (
        block("a", (3, 3, 0.0), (2, 11, 4.0), (2, 7, 0.5)),
        block("b", (3, 7, 6.0), (1, 3, 0.0), (2, 7, 0.0)),
        block("c", (3, 3, 0.0), (1, 7, 0.0), (1, 7, 9.0)),
    )
    ways = slicing.trees(run, 3, 12, most=6)
    table = slicing.table(run)
    assert table is not None
    assert [cost for cost, _ in ways] == sorted(cost for cost, _ in ways)
    assert ways[0][0] == pytest.approx(float(table[2, 12]))
    assert rects(spots(ways[0][1], Rect(0, 0, 3, 12), GRID))["a"] == Rect(0, 0, 3, 3)


def test_what_cannot_be_filled_is_none_and_not_nearly_full() -> None:
    slicing = Slicing(GRID)
    assert slicing.trees((block("a", (3, 10, 0.0)),), 3, 12, most=4) == []
    assert slicing.table((block("a", (3, 9, 0.0)), block("b", (3, 9, 0.0)))) is None


def test_an_advertisement_leaves_a_page_with_a_step() -> None:
    advert = Ready("shop", "advert", (Room(1, 4, 4),), required=True, corner=True)
    right, (stands,) = regions_of([advert], GRID)[0]
    assert right == Region(0, 3, 7, ((2, 5),))
    assert stands.rect == Rect(2, 7, 1, 4)
    left, (stands,) = regions_of([advert], GRID, left=True)[0]
    assert left.left
    assert stands.rect == Rect(0, 7, 1, 4)


def test_the_widest_advertisement_stands_at_the_foot() -> None:
    small = Ready("small", "advert", (Room(1, 2, 2),), corner=True)
    large = Ready("large", "advert", (Room(3, 3, 3),), corner=True)
    region, stand = regions_of([small, large], GRID)[0]
    assert {one.name: one.rect for one in stand} == {
        "large": Rect(0, 8, 3, 3),
        "small": Rect(2, 5, 1, 2),
    }
    assert region == Region(0, 3, 5, ((2, 3),))


def test_stories_fill_the_room_over_and_beside_an_advertisement() -> None:
    composer = Composer(Slicing(GRID), flag=2)
    region, _ = regions_of([Ready("shop", "advert", (Room(1, 4, 4),), corner=True)], GRID)[0]
    over = ((block("a", (3, 6, 1.0)), block("b", (2, 4, 1.0))),)
    ((cost, plots), *_) = composer.ways(over, region, most=4)
    assert cost == composer.least(over, region) == 2.0
    assert rects(placed(plots, GRID, mirrored=False)) == {
        "a": Rect(0, 0, 3, 6),
        "b": Rect(0, 7, 2, 4),
    }
    tall = ((block("a", (2, 11, 1.0)), block("b", (1, 6, 1.0))),)
    ((_, plots), *_) = composer.ways(tall, region, most=4)
    assert rects(placed(plots, GRID, mirrored=False))["b"] == Rect(2, 0, 1, 6)


def test_a_second_section_begins_under_its_name() -> None:
    composer = Composer(Slicing(GRID), flag=2)
    parts = ((block("a", (3, 4, 0.0)),), (block("b", (3, 4, 0.0)),))
    ((_, plots),) = composer.ways(parts, Region(0, 3, 12), most=4)
    found = placed(plots, GRID, mirrored=False)
    assert found is not None
    first, second = found
    assert (first.rect, first.flag) == (Rect(0, 0, 3, 4), 0)
    assert (second.rect, second.flag) == (Rect(0, 7, 3, 4), 2)
