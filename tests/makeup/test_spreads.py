"""A story over the middle sheet, as make-up sees it: two whole pages, and one run of text."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from edition.makeup.copy import Across, Copy, InsetSize, Pin
from edition.makeup.matter import Matter
from edition.makeup.spreads import halves

from .generated import story
from .test_wishes import GRID

SIZES = tuple(InsetSize(wide, 14 * wide, 10 * wide, 18 * wide) for wide in range(1, 5))


def wide(words: int, *, pictures: int = 1) -> Copy:
    copy = story(
        random.Random(words), "wide", "news", "second", words=words, pictures=pictures,
        columns=GRID.columns,
    )  # fmt: skip
    first = next((one.name for one in copy.insets if one.first), None)
    across = Across((9, 7), (4, 3, 3), first, SIZES if first else (), (1,) * len(SIZES))
    return replace(copy, pin=Pin(spread=True), across=across)


@pytest.mark.parametrize("words", [1500, 1700, 2300])
def test_both_pages_are_full_and_the_text_runs_on(words: int) -> None:
    copy = wide(words)
    found = halves(copy, GRID)
    assert found
    for one, other in found:
        assert (
            (one.columns, one.lines) == (other.columns, other.lines) == (GRID.columns, GRID.lines)
        )
        assert (one.half, other.half) == ("first", "second")
        for form in (one, other):
            feet = {leg.rect.column: leg.rect.bottom for leg in form.legs}
            stand = {at: GRID.lines for at in range(GRID.columns)}
            for inset in form.insets:
                for at in range(inset.rect.column, inset.rect.right):
                    if inset.rect.bottom == GRID.lines:
                        stand[at] = inset.rect.line - 1
            assert feet == stand
        lines = [
            (strip.run, line)
            for form in (one, other)
            for leg in form.legs
            for strip in leg.strips
            for line in range(strip.first, strip.last)
        ]
        assert lines == sorted(set(lines))
        if other.end is None:
            assert len({run for run, _ in lines}) == len(copy.galley)


def test_the_picture_stands_as_wide_on_either_side_of_the_fold() -> None:
    for one, other in halves(wide(1700), GRID):
        left, right = one.insets[0].rect, other.insets[0].rect
        assert left.columns == right.columns and left.line == right.line
        assert (left.right, right.column) == (GRID.columns, 0)
        assert left.lines - 1 == right.lines  # The words stand under its first half.


def test_the_picture_is_as_wide_as_it_is_pinned_on_both_pages_together() -> None:
    copy = wide(3500)
    widths = {one.insets[0].rect.columns for one, _ in halves(copy, GRID)}
    assert len(widths) > 1
    for columns in widths:
        pinned = replace(copy, pin=replace(copy.pin, picture=2 * columns))
        assert halves(pinned, GRID)[0][0].insets[0].rect.columns == columns


def test_nothing_crosses_the_fold_between_two_sheets() -> None:
    copy = wide(1700)
    matter = Matter((copy,), (), GRID)
    assert all(form.half == "first" for form in matter.spread(copy, middle=True).forms)
    assert all(not form.half for form in matter.spread(copy, middle=False).forms)


def test_what_follows_the_first_half_is_the_second_half_of_the_same_way() -> None:
    copy = wide(1700)
    matter = Matter((copy,), (), GRID)
    block = matter.spread(copy, middle=True)
    for one, other in halves(copy, GRID):
        rest = matter.rest(block, one).copy
        assert matter.on_page(rest).forms == (other,)
        assert rest.start == one.end
