"""Heads: their lines fit, fill their width, and come out as high as they were reckoned."""

from __future__ import annotations

import math
from typing import Any

import documents as make
import pytest
from markupsafe import Markup

from edition.document import Part
from edition.model import Page
from edition.pdf import castoff, furniture

GRID = castoff.grid(Page())
SCALE = castoff.scale("")
HEADLINES = (
    "Ferry",
    "Harbour opens",
    "The ferry that came back in March with eleven passengers and a dog",
    "Where <em>the post</em> went, and who carried it to the &amp; island",
)


def part(headline: str = HEADLINES[2], **values: Any) -> Part:
    story = make.article("ferry", headline=headline, **values)
    return Part("article", "ferry", "Ferry", "en", "ltr", story)


def width(line: Markup, size: str) -> float:
    points: float = getattr(SCALE, size).points
    return castoff.ems(line.striptags(), "Edition Headline") * points


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("rank", ["lead", "second", "story", "brief"])
def test_every_line_fits_and_every_word_is_there(headline: str, rank: str) -> None:
    story = part(headline, rank=rank, kicker="Harbour", standfirst=Markup("What it came to."))
    found = furniture.heads(story, GRID, SCALE)
    assert {one.columns for one in found} == {1, 2, 3, 4, 5}
    for head in found:
        lines = furniture.set_head(story, GRID, SCALE, columns=head.columns, size=head.size)
        assert lines is not None and lines.head == head
        assert " ".join(lines.headline) == headline
        assert " ".join(lines.standfirst) == "What it came to."
        assert all(width(one, head.size) <= GRID.measure(head.columns) for one in lines.headline)
        assert len(lines.headline) == head.turns


def test_a_head_is_as_high_as_its_lines_and_the_air_under_them() -> None:
    story = part(kicker="Harbour", standfirst=Markup("What it came to, and who paid for it."))
    for head in furniture.heads(story, GRID, SCALE):
        lines = furniture.set_head(story, GRID, SCALE, columns=head.columns, size=head.size)
        assert lines is not None
        row = 1 if head.columns == 1 else 1.5
        high = 1 + head.turns * getattr(SCALE, head.size).lines + 0.5 + row * len(lines.standfirst)
        assert 0.5 <= head.lines - high <= 1


def test_a_single_column_has_small_heads() -> None:
    for rank in ("second", "story", "brief"):
        sizes = {
            one.size for one in furniture.heads(part(rank=rank), GRID, SCALE) if one.columns == 1
        }
        assert sizes <= {"small", "deck"}


def test_a_higher_rank_has_larger_heads() -> None:
    def largest(rank: str) -> int:
        found = furniture.heads(part(HEADLINES[1], rank=rank), GRID, SCALE)
        sizes = [one.size for one in found if one.columns == 4]
        return max(furniture.HEAD_SIZES.index(one) for one in sizes)

    assert largest("lead") > largest("second") >= largest("story") > largest("brief")


def test_a_word_too_long_for_a_column_has_no_head_there() -> None:
    story = part("Donaudampfschifffahrtsgesellschaftskapitän geht", rank="lead")
    found = furniture.heads(story, GRID, SCALE)
    assert found and min(one.columns for one in found) > 1
    assert furniture.set_head(story, GRID, SCALE, columns=1, size="deck") is None


def test_a_word_no_page_is_wide_enough_for_is_parted_with_hyphens() -> None:
    word = "Rindfleischetikettierung" * 12
    story = part(word)
    found = furniture.heads(story, GRID, SCALE)
    assert {one.columns for one in found} == {1, 2, 3, 4, 5}
    lines = furniture.set_head(story, GRID, SCALE, columns=1, size="deck")
    assert lines is not None
    assert "".join(one.removesuffix("-") for one in lines.headline) == word


def test_full_lines_are_not_ragged() -> None:
    full = furniture.turn(Markup("n" * 20), "Edition Headline", 10, 20 * 10 * 0.65)
    half = furniture.turn(Markup("nn nn"), "Edition Headline", 10, 100)
    assert full is not None and full.ragged < 0.4
    assert half is not None and half.ragged > 0.9


def test_lines_are_alike_and_do_not_end_on_little_words() -> None:
    text = Markup("The ferry came back with a dog and a cat and the post of the island")
    turned = furniture.turn(text, "Edition Headline", 28, 400)
    assert turned is not None
    assert all(not line.endswith((" a", " of", " and", " the")) for line in turned.lines[:-1])
    widths = [width(line, "middle") for line in turned.lines]
    assert min(widths) > 0.6 * max(widths)


def test_a_language_without_spaces_is_turned_between_its_signs() -> None:
    text = "港の渡し船が三月に戻ってきた。乗客は十一人と犬一匹。"
    turned = furniture.turn(Markup(text), "Edition Headline", 28, 200)
    assert turned is not None and len(turned.lines) > 2
    assert "".join(turned.lines) == text
    assert not any(line.startswith("。") for line in turned.lines)


def test_the_rest_of_a_story_has_a_short_head_without_standfirst() -> None:
    story = part(print_headline=Markup("Ferry back"), standfirst=Markup("It came."), rank="lead")
    for head in furniture.turned_heads(story, GRID, SCALE):
        lines = furniture.set_head(
            story, GRID, SCALE, columns=head.columns, size=head.size, turned=True
        )
        assert lines is not None and lines.headline == ("Ferry back",)
        assert not lines.standfirst
        assert head.size in ("small", "deck") or head.columns > 3
        assert head.lines == math.floor(1 + getattr(SCALE, head.size).lines + 1)
