"""What a critic says of small pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.makeup import judgement
from edition.makeup.copy import Copy, Head, HeadSize, Rank
from edition.makeup.judgement import alike, judged, seen
from edition.makeup.plan import Form, Placed, Rect
from edition.makeup.raised import raised
from edition.makeup.regions import Plot
from edition.makeup.slicing import Block, Cut, Leaf, Spot

COLUMNS, LINES = 4, 60


def spot(
    name: str,
    rect: Rect,
    size: HeadSize = "middle",
    *,
    rank: Rank = "story",
    picture: Rect | None = None,
    related: tuple[str, ...] = (),
    gathered: tuple[str, ...] = (),
) -> Spot:
    copy = Copy(name, "news", rank, (), (), related=related, gathered=gathered)
    insets = (Placed(f"{name}.jpg", "picture", picture),) if picture else ()
    head = Head(size, rect.columns, 4)
    shape = Form(rect.columns, rect.lines, 0, head, Rect(0, 0, rect.columns, 4), insets, ())
    return Spot(Block(name, (shape,), copy), shape, rect)


def said(*spots: Spot) -> str:
    return "\n".join(judged(seen(spots, columns=COLUMNS, top=0, foot=LINES))[1])


LEAD = spot("lead", Rect(0, 0, 4, 30), "large", rank="second", picture=Rect(0, 5, 4, 15))
LEFT = spot("left", Rect(0, 31, 2, 29), "small")


def test_a_good_page_has_nothing_said_against_it() -> None:
    right = spot("right", Rect(2, 31, 2, 29), "deck")
    page = seen([LEAD, LEFT, right], columns=COLUMNS, top=0, foot=LINES)
    cost, sentences = judged(page)
    assert sentences == ("The headlines of “left” and “right” are close to one size.",)
    assert cost == judgement.NEAR_TOMBSTONE


@pytest.mark.parametrize(
    ("spots", "sentence"),
    [
        ([LEAD, LEFT, spot("right", Rect(2, 31, 2, 29), "small")], "butt: one size"),
        ([LEAD, spot("low", Rect(0, 31, 4, 29), "large")], "2 headlines share the largest"),
        ([LEAD, spot("low", Rect(0, 31, 4, 29), "lead")], "“low” has a larger headline"),
        ([LEFT, spot("right", Rect(2, 31, 2, 29), "small")], "No headline is large enough"),
        ([LEFT], "The page has no picture."),
        (
            [LEAD, spot("low", Rect(0, 31, 4, 29), picture=Rect(0, 5, 4, 14))],
            "No picture dominates",
        ),
        (
            [LEAD, spot("low", Rect(0, 31, 4, 29), picture=Rect(0, 20, 2, 9))],
            "“low” stands at the foot",
        ),
        (
            [
                spot("a", Rect(0, 0, 2, 60), picture=Rect(0, 5, 2, 9)),
                spot("b", Rect(2, 0, 2, 60), picture=Rect(0, 8, 2, 20)),
            ],
            "Pictures of “a” and “b” stand against each other.",
        ),
        (
            [
                LEFT,
                spot("b", Rect(0, 0, 4, 30), "small"),
                spot("l", Rect(2, 31, 2, 29), rank="lead"),
            ],
            "“l” leads the page but does not stand at its top.",
        ),
        (
            [
                spot("a", Rect(0, 0, 4, 10), related=("c",)),
                spot("b", Rect(0, 11, 4, 20), "small"),
                spot("c", Rect(0, 32, 4, 28), "deck"),
            ],
            "“a” and “c” belong together but stand apart.",
        ),
        (
            [LEAD, spot("b", Rect(1, 31, 1, 10), "deck", gathered=("x", "y"))],
            "briefs stand in the middle",
        ),
        ([spot(str(n), Rect(0, 8 * n, 4, 7)) for n in range(7)], "7 stories crowd the page."),
    ],
)
def test_faults_are_named(spots: list[Spot], sentence: str) -> None:
    assert sentence in said(*spots)


def test_facing_pages_of_one_structure_are_alike() -> None:
    right = spot("right", Rect(2, 31, 2, 29))
    assert alike([LEAD, LEFT, right], [LEAD, LEFT, right])
    assert not alike([LEAD, LEFT, right], [LEAD, spot("low", Rect(0, 31, 4, 29))])


def test_the_largest_story_at_the_top_leads_those_of_its_rank() -> None:
    small = spot("small", Rect(2, 0, 2, 30), "small")
    large = spot("large", Rect(0, 0, 2, 40), "large")
    page = seen([small, large], columns=COLUMNS, top=0, foot=LINES)
    assert page.lead is not None and page.lead.name == "“large”"


def test_a_section_lower_down_does_not_lead_the_page() -> None:
    low = spot("low", Rect(0, 33, 4, 27), "small", rank="second")
    high = spot("high", Rect(0, 0, 4, 30), "large")
    assert "“low” leads the page but does not stand at its top." in said(high, low)
    assert "does not stand at its top" not in said(high, replace(low, flag=2))


def test_of_two_parts_one_above_the_other_the_better_one_is_raised() -> None:
    best, left, right = (
        Leaf(one.block, one.form)
        for one in (spot("best", Rect(0, 0, 4, 20), rank="second"), LEFT, LEFT)
    )
    depth = Rect(0, 0, 4, 61)
    tree = Cut(True, 31, Cut(False, 2, left, right), best)
    found = raised([Plot(tree, depth)])
    assert found is not None
    assert found[0].tree == Cut(True, 30, best, tree.first)
    assert raised(found) is None


def test_a_page_has_a_picture_that_stops_the_eye_and_stands_high() -> None:
    tiny = spot("tiny", Rect(0, 0, 4, 60), "large", picture=Rect(3, 5, 1, 6))
    assert "No picture is large enough to stop the eye." in said(tiny)
    low = spot("low", Rect(0, 0, 4, 60), "large", picture=Rect(0, 38, 4, 15))
    assert "The largest picture stands in the lower half of the page." in said(low)
    high = spot("high", Rect(0, 0, 4, 60), "large", picture=Rect(0, 5, 4, 15))
    assert "picture" not in said(high)


def test_stories_as_wide_as_the_page_are_a_stack() -> None:
    low = spot("low", Rect(0, 31, 4, 29), "deck")
    assert "2 stories as wide as the page are stacked." in said(LEAD, low)
    assert "stacked" not in said(LEAD, LEFT)


def test_a_page_led_by_a_middling_headline_is_plain() -> None:
    assert "is of the middle size" in said(spot("a", Rect(0, 0, 4, 60), "middle"))
    assert "is of the middle size" not in said(LEAD)
