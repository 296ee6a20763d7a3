"""Lines of galleys in the columns of pages: all of them, once, in order, on the grid."""

from __future__ import annotations

import re

import pytest

from edition.pdf import engine

from . import setting as make

STORIES = {
    "ferry": "<p><span class='drop'>T</span>he " + make.prose(90) + "</p>"
    + "".join(f"<p>{make.prose(60 + 17 * at, seed=at)}</p>" for at in range(9))
    + '<h2 id="cross">A crosshead</h2>'
    + f'<p>{make.prose(40)} <a href="https://example.org/">{make.prose(30)}</a> and '
    + f"<em>{make.prose(30)}</em> <mark>and a marked word or two</mark>.</p>"
    + f"<ul><li><p>{make.prose(40)}</p></li><li>{make.prose(25, seed=3)}</li></ul>"
    + f"<blockquote><p>{make.prose(70)}</p></blockquote>"
    + f"<p>{make.prose(50, seed=2)}</p>"
    + '<aside class="related"><p>Related</p><p><a href="#quay">The quay</a></p></aside>',
    "quay": "".join(f"<p>{make.prose(70, seed=at)}</p>" for at in range(4)),
}  # fmt: skip


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@pytest.fixture(scope="module")
def printed() -> tuple[engine.Setting, bytes]:
    case = make.open_case()
    galleys = make.set_stories(case, STORIES)
    setting = make.painted(case, galleys, make.planned(galleys, lines=40))
    return setting, setting.write()[0]


def test_every_line_stands_in_its_place(printed: tuple[engine.Setting, bytes]) -> None:
    assert printed[0].flaws == ()


def test_every_word_stands_on_the_pages_once_and_in_order(
    printed: tuple[engine.Setting, bytes],
) -> None:
    for name, html in STORIES.items():
        wanted = letters(re.sub(r"<[^>]*>", " ", html))
        assert letters("".join(printed[0].painted[name])) == wanted
