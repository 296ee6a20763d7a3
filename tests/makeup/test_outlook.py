"""What is left costs at least: never more than the best way there is, and much where none is."""

from __future__ import annotations

from itertools import product

import pytest

from edition.makeup.advertising import Region
from edition.makeup.copy import Grid
from edition.makeup.matter import Matter
from edition.makeup.options import Place
from edition.makeup.outlook import Outlook
from edition.makeup.slicing import Slicing
from edition.makeup.states import State

from .generated import issue

GRID = Grid(5, 94)


@pytest.mark.parametrize("pair", ((1, 2), (3, 4), (5, 6)))
def test_the_bound_is_no_more_than_the_best_two_stories_can_do(pair: tuple[int, int]) -> None:
    copies, _ = issue(1, stories=8)
    order = tuple(copies[number] for number in pair)
    slicing, matter = Slicing(GRID), Matter(copies, (), GRID)
    forms = [
        {
            shape.columns * (shape.lines + GRID.gap): shape.cost
            for shape in sorted(matter.whole(copy).shapes, key=lambda shape: -shape.cost)
        }
        for copy in order
    ]
    best: dict[int, float] = {}
    for (cells, cost), (more, dear) in product(forms[0].items(), forms[1].items()):
        best[cells + more] = min(cost + dear, best.get(cells + more, cost + dear))
    bounds = {}
    for cells in best:
        outlook = Outlook(matter, slicing, order)
        place = Place(Region(0, 1, cells))
        outlook.count_rooms({2: place}, 2, flags=0)
        bounds[cells] = outlook.least(State(0), 2, sold=0)
        assert bounds[cells] <= best[cells] + 1e-3
    assert min(bounds.values()) > -1e-6
    assert max(bounds.values()) > 10 * max(1.0, min(bounds.values())), "what is tight is dear"
    assert outlook.least(State(0), 2, sold=max(best)) > 100, "no room is left at all"
    assert outlook.least(State(2), 3, sold=0) == 0.0, "nothing is left, nor room for it"
