"""No word lost: what readers of the EPUB get, readers of the finished PDF get as well, in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from . import judgement
from .conftest import Made


@pytest.mark.parametrize("edition", ["paper", "replica"])
def test_every_story_is_whole_and_in_order(made: Made, edition: str) -> None:
    lost = judgement.lost_words(made.book, getattr(made, edition))
    assert [one for one in lost if one.partition(":")[0] not in made.told] == []
    assert made.layout == "newspaper" or not made.told


def test_stories_go_on_on_other_pages(made: Made) -> None:
    """Else nothing would be known of jumps."""
    stand = judgement.courses(made.book, made.paper)
    assert sum(len(one.pages) > 1 for one in stand.values()) >= 1


def test_a_paragraph_lost_doubled_or_moved_would_be_seen(made: Made) -> None:
    long = [story for story in made.book.stories.values() if len(story.running) > 3]
    for story in long:
        for at in (1, len(story.running) // 2, len(story.running) - 1):
            text = story.running[at]
            home = [number for number, page in enumerate(made.paper.pages) if text in page]
            if len(text) < 60 or not home:  # A short one, or one that goes on in another column.
                continue
            number, page = home[0], made.paper.pages[home[0]]
            for spoilt in (page.replace(text, ""), page + text, moved(page, text)):
                pages = (*made.paper.pages[:number], spoilt, *made.paper.pages[number + 1 :])
                told = judgement.lost_words(made.book, replace(made.paper, pages=pages))
                assert any(one.startswith(story.anchor) for one in told), (story.anchor, at)


def moved(page: str, text: str) -> str:
    """Return ``page`` with ``text`` at its head."""
    return text + page.replace(text, "")


def test_a_caption_lost_would_be_seen(made: Made) -> None:
    story = next(
        one for one in made.book.stories.values() if any(len(text) > 60 for text in one.apart)
    )
    caption = next(text for text in story.apart if len(text) > 60)
    pages = tuple(page.replace(caption, "") for page in made.paper.pages)
    assert pages != made.paper.pages
    assert judgement.lost_words(made.book, replace(made.paper, pages=pages))
