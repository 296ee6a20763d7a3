"""The forms a story can take: always exact, and the ones a sub-editor would draw."""

from __future__ import annotations

from itertools import groupby

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.makeup.copy import Copy, Grid, Inset, InsetSize
from edition.makeup.forms import MOST_FORMS, forms, openings
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
    for _, same in groupby(found, key=lambda one: (one.columns, one.lines)):
        costs = [one.cost for one in same]
        assert costs == sorted(costs) and len(costs) <= MOST_FORMS


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
