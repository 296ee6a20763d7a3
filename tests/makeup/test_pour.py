"""Columns filled to the last line: known best answers on small galleys, and what must hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from edition.makeup.copy import Copy, Position, Run
from edition.makeup.counted import LOOSENED, NEAR_TOP, STRETCHED, STRETCHED_TWICE
from edition.makeup.plan import Strip
from edition.makeup.pour import Galley

from .forms_support import crosshead, paragraph, runs


def galley(*text: Run, start: Position | None = None, gathered: tuple[str, ...] = ()) -> Galley:
    begun = start or Position()
    return Galley(Copy("s", "news", "story", text, (), start=begun, gathered=gathered))


def test_a_column_does_not_begin_with_two_lines_and_a_crosshead() -> None:
    text = (paragraph(5), paragraph(6), paragraph(4), crosshead(), paragraph(14))
    once = galley(*text)
    assert once.text.cut[11] == 0.0  # four lines, then the crosshead
    assert once.text.cut[13] == NEAR_TOP
    assert once.text.cut[15] == 0.0


def test_air_is_added_from_the_foot_of_a_column_up() -> None:
    text = (Run(1), Run(4, stretch=2), crosshead(), paragraph(5), Run(1, stretch=2))
    first, after, head, _, last = galley(*text).strips(0, 12, 15)
    assert after.at == first.at + 1  # nothing under the byline
    assert head.at == after.at + 4 + 1 + 1
    assert last.at == 14


def test_text_that_divides_evenly_costs_nothing() -> None:
    poured = galley(paragraph(12)).pour((4, 4, 4))
    assert poured is not None
    assert poured.stops == (0, 4, 8, 12) and poured.cost == 0


def test_a_column_must_be_full() -> None:
    assert galley(paragraph(11)).pour((4, 4, 4)) is None
    assert galley(paragraph(13)).pour((4, 4, 4)) is None


def test_the_last_line_of_a_paragraph_never_begins_a_column() -> None:
    text = [Run(5, (2, 3)), Run(7, (2, 3, 4, 5))]
    assert galley(*text).pour((4, 8)) is None
    assert galley(*text).pour((5, 7)) is not None


def test_a_crosshead_never_ends_a_column() -> None:
    text = [paragraph(4), crosshead(), paragraph(6)]
    assert galley(*text).pour((6, 6)) is None
    # the air over it is dropped at the head of the second column
    poured = galley(*text).pour((4, 7))
    assert poured is not None and poured.stops == (0, 4, 11) and poured.cost == 0


def test_air_is_stretched_before_a_paragraph_is_loosened() -> None:
    text = [paragraph(4, loose=True), *[paragraph(2) for _ in range(3)], crosshead(), paragraph(5)]
    one = galley(*text).pour((18,))
    two = galley(*text).pour((19,))
    three = galley(*text).pour((20,))
    assert one is not None and one.cost == STRETCHED
    assert two is not None and two.cost == STRETCHED + LOOSENED
    assert three is not None and three.cost == STRETCHED + LOOSENED + STRETCHED_TWICE
    assert galley(*text).pour((21,)) is None


def test_one_paragraph_in_five_is_loosened_at_most() -> None:
    text = [paragraph(4, loose=True) for _ in range(10)]
    assert galley(*text).pour((42,)) is not None
    assert galley(*text).pour((43,)) is None
    assert galley(*text[:4]).pour((17,)) is None
    # counted over all columns, not in each
    assert galley(*text).pour((21, 21)) is not None
    assert galley(*text).pour((22, 22)) is None


def test_a_loose_paragraph_is_counted_one_line_longer() -> None:
    text = [paragraph(4, loose=True), *[paragraph(4) for _ in range(4)]]
    strips = galley(*text).strips(0, 20, 21)
    assert strips[0] == Strip(0, 0, 5, 0, True)
    assert strips[1] == Strip(1, 0, 4, 5)


def test_air_at_the_head_of_a_column_is_dropped() -> None:
    strips = galley(paragraph(4), crosshead(), paragraph(3)).strips(4, 8, 4)
    assert [strip.at for strip in strips] == [0, 1]


def test_the_rest_of_a_story_begins_where_the_first_part_ended() -> None:
    text = galley(paragraph(8), paragraph(6), start=Position(0, 5))
    assert text.lines == 9
    poured = text.pour((9,))
    assert poured is not None
    assert text.strips(5, 14, 9) == (Strip(0, 5, 8, 0), Strip(1, 0, 6, 3))


def test_a_first_part_keeps_a_line_free_and_leaves_enough() -> None:
    text = galley(*[paragraph(6) for _ in range(5)])
    poured = text.pour_opening((8, 8), least=10)
    assert poured is not None
    # three lines of the third paragraph stand here, three go on
    assert poured.stops == (0, 8, 15)
    assert text.text.left(15) == 15
    assert text.pour_opening((8, 8), least=16) is None


def test_a_first_part_parts_no_single_line() -> None:
    free = Run(9, tuple(range(1, 9)))
    assert galley(free, free).pour_opening((11,), least=2) is None
    assert galley(free, free).pour_opening((12,), least=2) is not None


def test_briefs_are_parted_between_and_not_inside() -> None:
    brief = [Run(1, (), True, 1, 1), paragraph(5), Run(1, (), True, 1, 1), paragraph(5)]
    text = galley(*brief, *brief, gathered=("a", "b", "c", "d"))
    level = text.pour((13, 13))
    assert level is not None and level.cost == 0
    # the other way parts a brief
    uneven = text.pour((10, 16))
    assert uneven is None or uneven.cost >= 1.5


def test_a_galley_without_lines_fills_nothing() -> None:
    empty = galley()
    assert empty.pour(()) is not None
    assert empty.pour((4,)) is None
    assert empty.pour_opening((4,), least=0) is None


def test_what_breaks_a_column_gives_way_so_that_the_text_parts_well() -> None:
    # one line of the second paragraph would stand alone above the break, or one below it
    text = galley(Run(6, (2, 3, 4)), Run(6, (2, 3, 4)), paragraph(6))
    assert text.pour((7, 5, 6)) is None
    poured = text.pour((7, 5, 6), broken=0)
    assert poured is not None and poured.shift == 1
    assert poured.stops == (0, 8, 12, 18)
    last = text.pour((6, 7, 5), broken=1)
    assert last is not None and last.shift == 1 and last.stops == (0, 6, 14, 18)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(runs(), min_size=1, max_size=14), st.integers(1, 4), st.data())
def test_pouring_finds_the_cheapest_of_all_ways(
    text: list[Run], columns: int, data: st.DataObject
) -> None:
    """Against trying every stop there is."""
    whole = galley(*text)
    even = whole.lines // columns
    heights = tuple(data.draw(st.integers(max(1, even - 1), even + 2)) for _ in range(columns))
    poured = whole.pour(heights)
    known = _cheapest(whole, 0, heights)
    if poured is None:
        # too many loose lines may stand in the cheapest way, and no other is tried then
        assert known is None or any(run.loose for run in text)
    else:
        assert known is not None and abs(poured.cost - known) < 1e-9


def _cheapest(whole: Galley, line: int, heights: tuple[int, ...]) -> float | None:
    costs = []
    for end in range(line + 1, whole.end + 1):
        if (len(heights) == 1) != (end == whole.end) or whole.text.cut[end] is None:
            continue
        cost = whole.text.cost(line, end, heights[0])
        rest = _cheapest(whole, end, heights[1:]) if cost is not None and heights[1:] else 0.0
        if cost is not None and rest is not None:
            costs.append(cost + (whole.text.cut[end] or 0.0) + rest)
    return min(costs, default=None)
