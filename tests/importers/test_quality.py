"""The floors under the reading of web pages; ``python -m tests.importers.quality`` has the figures."""

# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from . import speed
from .quality import Score, mean, scores
from .shapes import all_shapes


@pytest.fixture(scope="module")
def figures() -> tuple[Score, ...]:
    return scores(all_shapes())


def test_there_are_enough_shapes(figures: tuple[Score, ...]) -> None:
    assert sum(not one.unseen for one in figures) >= 25


def test_words_of_every_page(figures: tuple[Score, ...]) -> None:
    seen = [one for one in figures if not one.unseen]
    assert mean(one.f1 for one in seen) >= 0.99
    low = {one.name: round(one.f1, 3) for one in seen if one.f1 < 0.95}
    assert not low


@pytest.mark.parametrize("field", ["title", "date"])
def test_titles_and_dates_are_exact(figures: tuple[Score, ...], field: str) -> None:
    assert mean(getattr(one, field) for one in figures) >= 0.97


@pytest.mark.parametrize("field", ["byline", "standfirst"])
def test_bylines_and_standfirsts(figures: tuple[Score, ...], field: str) -> None:
    assert mean(getattr(one, field) for one in figures) >= 0.93


@pytest.mark.parametrize("field", ["captions", "credits", "pictures", "boxes"])
def test_pictures_and_boxes(figures: tuple[Score, ...], field: str) -> None:
    assert mean(getattr(one, field) for one in figures if not one.unseen) >= 0.95


def test_pages_written_last(figures: tuple[Score, ...]) -> None:
    assert mean(one.f1 for one in figures if one.unseen) >= 0.95
    assert min(one.recall for one in figures if one.unseen) >= 0.97


def test_twenty_pages_of_full_size_take_a_tenth_of_what_two_hundred_may(tmp_path: Path) -> None:
    stories, seconds, _ = speed.measured(speed.pages(tmp_path, 20))
    assert stories == 20
    assert seconds < 5
