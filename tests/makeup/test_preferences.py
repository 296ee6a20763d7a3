"""What a sub-editor likes in one story, as costs that can be compared."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from edition.makeup.copy import Copy, Grid, Head, Inset, InsetSize, Run
from edition.makeup.forms import forms, openings
from edition.makeup.plan import Strip
from edition.makeup.pour import Galley
from edition.makeup.preferences import (
    AIR_BY_HEAD,
    ECHO,
    SHRUNK,
    echo_cost,
    inset_cost,
    leg_cost,
)

SIZES = tuple(InsetSize(columns, 8 * columns, 8 * columns, 8 * columns) for columns in (1, 2, 3))
PICTURE = Inset("a.jpg", "picture", SIZES, first=True)
STORY = Copy("a", "News", "story", (Run(1),), ())


def test_air_under_a_head_costs_more_the_more_there_is() -> None:
    steps = [after - before for before, after in pairwise(AIR_BY_HEAD)]
    assert steps == sorted(steps) and steps[0] > 0


def test_a_wide_drawing_is_not_set_in_one_column_but_a_photograph_may_be() -> None:
    drawing = replace(PICTURE, weight=0.7)
    narrow, wide = (inset_cost(STORY, drawing, columns=one, width=4) for one in (1, 2))
    assert narrow == SHRUNK > wide
    assert inset_cost(STORY, PICTURE, columns=1, width=4) < SHRUNK


def test_a_quotation_stands_apart_from_where_the_text_says_it() -> None:
    assert echo_cost(40, 43) == echo_cost(40, 33) == ECHO
    assert echo_cost(40, 60) == 0
    text = tuple(Run(6, (2, 3, 4)) for _ in range(30))
    heads = tuple(Head("large", columns, 6) for columns in (1, 2, 3, 4))
    sizes = (InsetSize(1, 8, 8, 10), InsetSize(2, 6, 6, 8))
    quote = Inset("lifted", "quote", sizes, optional=True)
    for said in (0.26, 0.5):
        story = Copy("s", "News", "story", text, heads, (replace(quote, said=said),))
        galley = Galley(story)
        for form in forms(story, Grid(3, 80), depth=80):
            stops = [_line(galley, leg.strips[0]) for leg in form.legs]
            for one in form.insets:
                under = [
                    stop
                    for leg, stop in zip(form.legs, stops, strict=True)
                    if leg.rect.column == one.rect.column and leg.rect.line >= one.rect.bottom
                ]
                if under and abs(under[0] - said * galley.end) < 6:
                    assert form.cost >= ECHO


def _line(galley: Galley, strip: Strip) -> int:
    return galley.text.first_line[strip.run] + strip.first


def test_short_columns_of_text_cost_more_than_longer_ones() -> None:
    assert leg_cost((4,), 3) > leg_cost((7,), 3) > leg_cost((9,), 3) == 0


def test_a_first_part_keeps_the_first_picture_of_its_story() -> None:
    galley = tuple(Run(6, (2, 3, 4)) for _ in range(30))
    heads = tuple(Head("large", columns, 6) for columns in (1, 2, 3, 4))
    lead = Copy("lead", "News", "lead", galley, heads, (PICTURE,))
    best: dict[bool, float] = {}
    for form in openings(lead, Grid(4, 60), depth=50, least=20):
        shown = bool(form.insets)
        best[shown] = min(best.get(shown, 99.0), form.cost)
    assert best[True] + 10 < best.get(False, 99.0)
