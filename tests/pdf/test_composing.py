"""Paragraphs are parted into lines that are spaced alike, and into no line more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from edition.pdf import mending
from edition.pdf.paragraphs import Paragraph, Ruler, Stop, spaced

from .test_engine import lay_out

WORD = some.text("abcdefgh", min_size=1, max_size=11)
UNIT = 1024


def typed(text: str) -> Ruler:
    """Return a ruler for ``text`` in letters all one pixel wide, which parts words by threes."""

    def parts(words: str) -> Iterator[str]:
        first = words.split(" ")[0]
        yield from (first[:end] for end in range(len(first) - 3, 2, -3) if len(first) > 5)

    return Ruler(
        text,
        [place for place in range(1, len(text) + 1) if text[place - 1] == " "],
        at={place: place * UNIT for place in range(len(text) + 1)},
        reach=lambda end: end * UNIT,
        hyphened=lambda part: (len(part) + 1) * UNIT,
        parts=parts,
        space=UNIT,
    )


def filled(ruler: Ruler, width: int, *, first: int) -> tuple[Stop, ...]:
    """Return where the lines end that take as much as they can, all but the last."""
    found: list[Stop] = []
    at, room = 0, first
    while len(ruler.text) - at > room:
        fitting = [
            Stop(place, place - 1, (place - 1) * UNIT)
            for place in ruler.breaks
            if at < place and place - 1 - at <= room
        ]
        begin = fitting[-1].before if fitting else at
        hyphened = [
            Stop(begin, begin + len(part), (begin + len(part) + 1) * UNIT, part)
            for part in ruler.parts(ruler.text[begin:].split(" ")[0])
            if begin + len(part) + 1 - at <= room
        ]
        found.append(hyphened[0] if hyphened else fitting[-1])
        at, room = found[-1].onward, width
    return tuple(found)


def lines(ruler: Ruler, stops: tuple[Stop, ...]) -> list[str]:
    """Return the words of each line."""
    edges = [0, *(one.onward for one in stops), len(ruler.text)]
    return [ruler.text[begin:end].rstrip(" ") for begin, end in pairwise(edges)]


def holes(ruler: Ruler, stops: tuple[Stop, ...], width: int, *, first: int) -> float:
    """Return how uneven the lines are: the cubes of what is left over for each of their spaces."""
    begun, room, total = 0, first, 0.0
    for one in stops:
        spaces = ruler.text[begun : one.end].count(" ")
        total += ((room - one.reach / UNIT + begun) / max(spaces, 0.5)) ** 3
        begun, room = one.onward, width
    return total


def test_a_hole_is_shared_out() -> None:
    ruler = typed("aa bb cc d eeeee fff gg hh ii j kk")
    before = filled(ruler, 12, first=12)
    after = spaced(ruler, 0, before, room=12 * UNIT, paragraph=Paragraph(12, "kk"), em=1)
    assert lines(ruler, before) == ["aa bb cc d", "eeeee fff gg", "hh ii j kk"]
    assert after == before  # nothing better

    ruler = typed("aaaa bbb cc dd eeeeee ffff gggg hh iii")
    before = filled(ruler, 14, first=14)
    after = spaced(ruler, 0, before, room=14 * UNIT, paragraph=Paragraph(14, ruler.text), em=1)
    assert len(after) == len(before)
    assert holes(ruler, after, 14, first=14) < holes(ruler, before, 14, first=14)


@given(some.lists(WORD, min_size=3, max_size=60), some.integers(12, 40), some.integers(0, 3))
def test_there_is_no_line_more_and_all_fit(words: list[str], width: int, indent: int) -> None:
    ruler, first = typed(" ".join(words)), width - indent
    before = filled(ruler, width, first=first)
    after = spaced(
        ruler, 0, before, room=first * UNIT, paragraph=Paragraph(width, ruler.text), em=1
    )
    assert len(after) == len(before)
    edges = [0, *(one.onward for one in after), len(ruler.text)]
    assert edges == sorted(set(edges))
    for (begin, end), stop in zip(pairwise(edges), (*after, None), strict=True):
        room = first if not begin else width
        reach = stop.reach // UNIT if stop else len(ruler.text)
        assert reach - begin <= room
        assert not stop or end - begin > 0


@given(some.lists(WORD, min_size=3, max_size=40), some.integers(12, 30))
def test_what_follows_a_text_is_set_where_it_was(words: list[str], width: int) -> None:
    ruler = typed(" ".join(words))
    before = filled(ruler, width, first=width)
    after = spaced(
        ruler, 0, before, room=width * UNIT, paragraph=Paragraph(width, "something else"), em=1
    )
    assert after[-1:] == before[-1:]


TEXT = (
    "Nobody who had seen the wintertime thunderstorms believed that the ferryman’s “unsinkable” "
    "boat would come back up-river before Easter; the harbourmaster’s office, such as it is, "
    "said the chances were fifty-fifty, and thoughtfully bought a newspaper. "
)


@pytest.mark.parametrize("width", [34, 41, 48, 63])
def test_the_engine_sets_them_so(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    body = "".join(
        f"<p>{TEXT[at:]}{TEXT[:at]}<em>Never</em> again, {TEXT}</p>" for at in range(0, 90, 9)
    )
    css = f"p {{ width: {width}mm; text-align: justify; hyphens: auto; text-indent: 1em }}"
    composed = _spaces(body, css)
    monkeypatch.setattr(mending, "_paragraph", lambda *_: None)
    plain = _spaces(body, css)
    assert [len(one) for one in composed] == [len(one) for one in plain]
    assert max(map(max, composed)) <= max(map(max, plain))
    assert _cubes(composed) < 0.85 * _cubes(plain)


def _cubes(paragraphs: list[list[float]]) -> float:
    return sum(wide**3 for one in paragraphs for wide in one)


def _spaces(body: str, css: str) -> list[list[float]]:
    """Return by how much the spaces of each line of each paragraph are widened, in pixels."""
    found: list[list[float]] = []
    document = lay_out(f'<body lang="en-GB">{body}</body>', css)
    for page in document._document.pages:
        for box in page._page_box.descendants():
            if getattr(box, "element_tag", "") == "p" and type(box).__name__ == "BlockBox":
                texts = (
                    [one for one in line.descendants() if type(one).__name__ == "TextBox"]
                    for line in box.children
                )
                found.append([max(one.justification_spacing for one in line) for line in texts])
    return found
