"""The forms a story can take: always exact, and the ones a sub-editor would draw."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.makeup.copy import Copy, Grid, Inset, InsetSize, Pin, Run
from edition.makeup.forms import forms, openings
from edition.makeup.plan import Form, Rect

from .forms_support import check, copies, crosshead, heads, paragraph, picture

FIVE = Grid(5, 95)

quickly = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def story(*runs, insets: tuple[Inset, ...] = (), rank="story") -> Copy:
    return Copy("story", "news", rank, tuple(runs), heads(5), insets, turned=heads(5))


def best(found: tuple[Form, ...], columns: int) -> Form:
    return min((one for one in found if one.columns == columns), key=lambda one: one.cost)


@quickly
@given(copies(), st.integers(1, 6), st.integers(5, 60))
def test_every_form_is_exact(copy: Copy, columns: int, depth: int) -> None:
    found = forms(copy, Grid(columns, depth), depth=depth)
    for form in found:
        assert form.columns <= columns and form.lines <= depth
        check(copy, form)


@quickly
@given(copies(most_insets=3), st.integers(1, 5), st.integers(5, 50), st.integers(4, 30))
def test_every_first_part_is_exact_and_leaves_enough(
    copy: Copy, columns: int, depth: int, least: int
) -> None:
    for form in openings(copy, Grid(columns, depth), depth=depth, least=least):
        assert form.end is not None
        check(copy, form)
        carried = {one.name for one in copy.insets}
        carried -= {one.name for one in form.insets} | set(form.left_out)
        left = tuple(one for one in copy.insets if one.name in carried)
        assert copy.rest(form.end, left).lines >= least


def test_a_size_has_few_forms_the_cheapest_first() -> None:
    copy = story(
        *[paragraph(6, loose=True) for _ in range(12)],
        insets=(picture("a", first=True), picture("b", high=8)),
    )
    found = forms(copy, FIVE, depth=95)
    assert {one.columns for one in found} == {1, 2, 3, 4, 5}
    assert [(one.columns, one.lines) for one in found] == sorted(
        (one.columns, one.lines) for one in found
    )
    for _, same in groupby(found, key=lambda one: (one.columns, one.lines)):
        costs = [one.cost for one in same]
        assert costs == sorted(costs) and len(costs) <= 4


def test_the_same_story_gives_the_same_forms() -> None:
    copy = story(*[paragraph(7, loose=True) for _ in range(9)], insets=(picture("a", first=True),))
    assert forms(copy, FIVE, depth=60) == forms(copy, FIVE, depth=60)


def test_text_alone_fills_its_columns_level() -> None:
    copy = story(*[paragraph(5) for _ in range(6)])
    form = best(forms(copy, FIVE, depth=95), 3)
    assert [leg.rect.lines for leg in form.legs] == [10, 10, 10]
    assert form.head_at == Rect(0, 0, 3, form.head.lines)


def test_a_brief_of_five_lines_stands_in_one_column() -> None:
    copy = story(paragraph(5), rank="brief")
    found = forms(copy, FIVE, depth=95)
    first = best(found, 1)
    assert first.head.size == "deck" and first.lines == 2 + 5
    assert {one.columns for one in found} == {1}


def test_a_long_story_has_no_forms_but_openings() -> None:
    copy = story(*[paragraph(8, loose=True) for _ in range(200)])
    assert forms(copy, FIVE, depth=95) == ()
    found = openings(copy, FIVE, depth=95, least=20)
    assert any(one.columns == 5 and one.lines == 95 for one in found)


def test_a_story_with_neither_text_nor_picture_has_no_forms() -> None:
    assert forms(story(), FIVE, depth=95) == ()
    assert openings(story(), FIVE, depth=95, least=10) == ()


def test_a_picture_story_without_text_is_set_in_rows() -> None:
    three = tuple(picture(f"p{n}", first=n == 0) for n in range(3))
    copy = story(insets=three)
    found = forms(copy, FIVE, depth=95)
    for form in found:
        check(copy, form)
    form = best(found, 3)
    assert not form.legs and len(form.insets) == 3
    assert form.end is None and not form.left_out
    assert any([one.rect.columns for one in form.insets] == [1, 1, 1] for form in found)


def test_a_head_that_exists_in_one_width_stands_in_that_width() -> None:
    copy = Copy("s", "news", "story", (paragraph(30),), heads(5)[10:15])
    assert {one.columns for one in forms(copy, FIVE, depth=95)} == {3}


def test_a_table_wider_than_a_column_is_never_left_out() -> None:
    table = Inset("table", "table", (InsetSize(2, 10, 10, 10),))
    copy = story(paragraph(30), crosshead(), paragraph(30), insets=(table,))
    found = forms(copy, FIVE, depth=95)
    assert found and all(one.insets and one.columns >= 2 for one in found)


def test_pictures_very_tall_and_very_wide() -> None:
    tall = Inset("tall", "picture", (InsetSize(1, 62, 50, 74),), first=True)
    wide = Inset(
        "wide", "picture", tuple(InsetSize(n, 2 * n + 2, 2 * n + 1, 3 * n + 2) for n in range(1, 6))
    )
    copy = story(*[paragraph(9, loose=True) for _ in range(12)], insets=(tall, wide))
    found = forms(copy, FIVE, depth=95)
    assert any(len(one.insets) == 2 for one in found)
    for form in found:
        check(copy, form)


def test_thirty_pictures_in_one_story() -> None:
    many = tuple(picture(f"p{n}", high=9, first=n == 0) for n in range(30))
    copy = story(*[paragraph(6, loose=True) for _ in range(20)], insets=many)
    found = forms(copy, FIVE, depth=95)
    assert any(not one.left_out for one in found)
    for form in found:
        check(copy, form)


def looks(form: Form, name: str) -> Rect:
    return next(one.rect for one in form.insets if one.name == name)


LONG = tuple(paragraph(6, loose=True) for _ in range(14))


def test_a_lead_has_a_large_head_and_a_large_picture() -> None:
    copy = story(*LONG, insets=(picture("a", first=True),), rank="lead")
    form = min(forms(copy, FIVE, depth=95), key=lambda one: one.cost)
    assert form.head.size == "lead" and form.columns >= 3
    assert looks(form, "a").columns >= 2 and not form.left_out
    narrow = [one.cost for one in forms(copy, FIVE, depth=95) if one.columns < 3]
    assert min(narrow) >= form.cost + 10


def test_a_lead_never_goes_without_its_first_picture() -> None:
    lead = story(*LONG, insets=(picture("a", first=True),), rank="lead")
    other = story(*LONG, insets=(picture("a", first=True),))
    assert not any(one.left_out for one in forms(lead, FIVE, depth=95))
    without = [one.cost for one in forms(other, FIVE, depth=95) if one.left_out]
    assert all(cost >= 8 for cost in without)


def test_a_picture_stands_under_over_and_beside_the_head() -> None:
    copy = story(*LONG, insets=(picture("a", first=True),), rank="second")
    found = forms(copy, FIVE, depth=95)
    assert any(looks(one, "a").line == one.head_at.bottom for one in found if one.insets)
    over = [one for one in found if one.insets and one.head_at.line > looks(one, "a").line]
    assert over and all(looks(one, "a").columns == one.columns for one in over)
    beside = [one for one in found if one.head_at.columns < one.columns]
    assert beside and all(looks(one, "a").line == 0 for one in beside)


def test_the_editor_settles_columns_and_the_picture() -> None:
    copy = story(*LONG, insets=(picture("a", first=True),))
    pinned = replace(copy, pin=Pin(columns=4, picture=3))
    found = forms(pinned, FIVE, depth=95)
    assert {one.columns for one in found} == {4}
    assert looks(min(found, key=lambda one: one.cost), "a").columns == 3


def test_a_pull_quote_breaks_a_column_of_text() -> None:
    quote = Inset("q", "quote", (InsetSize(1, 6, 5, 8),), optional=True)
    copy = story(*LONG[1:], paragraph(4), insets=(quote,))
    form = best(forms(copy, FIVE, depth=95), 3)
    assert len(form.legs) == 4
    above, below = (leg.rect for leg in form.legs if leg.rect.column == looks(form, "q").column)
    assert above.bottom + 1 == looks(form, "q").line
    assert looks(form, "q").bottom + 1 == below.line


def test_pictures_are_hardly_cropped_when_nothing_asks_for_it() -> None:
    copy = story(*LONG, insets=(picture("a", first=True),))
    form = best(forms(copy, FIVE, depth=95), 3)
    assert abs(form.insets[0].cropped) <= 2


def test_air_is_added_under_a_head_when_nothing_else_will_do() -> None:
    copy = story(paragraph(20))
    found = [one for one in forms(copy, FIVE, depth=95) if one.columns == 1]
    air = {one.head_at.lines - one.head.lines for one in found}
    assert air == {0, 1, 2}
    costs = [one.cost for one in found if one.head.size == "small"]
    assert costs == sorted(costs)


def test_a_first_part_shows_the_first_picture_and_carries_the_others() -> None:
    many = tuple(picture(f"p{n}", high=10, first=n == 0) for n in range(4))
    copy = story(*LONG * 4, insets=many, rank="lead")
    found = openings(copy, FIVE, depth=60, least=30)
    form = min(found, key=lambda one: one.cost)
    assert [one.name for one in form.insets][:1] == ["p0"]
    names = [one.name for one in copy.insets]
    for one in found:
        assert [inset.name for inset in one.insets] == names[: len(one.insets)]
        assert not one.left_out


def test_the_rest_of_a_story_is_a_story_under_a_short_head() -> None:
    copy = story(*LONG, rank="lead")
    first = best(openings(copy, FIVE, depth=30, least=20), 3)
    rest = copy.rest(first.end, ())
    found = forms(rest, FIVE, depth=95)
    assert {one.columns for one in found} >= {1, 2, 3}
    for form in found:
        check(rest, form)


def test_briefs_stand_side_by_side_unbroken() -> None:
    brief = (Run(1, (), True, 1, 1), paragraph(7))
    copy = replace(story(*brief * 4, rank="brief"), gathered=("a", "b", "c", "d"))
    form = best(forms(copy, FIVE, depth=95), 4)
    assert [len(leg.strips) for leg in form.legs] == [2, 2, 2, 2]
    assert form.cost <= 2
