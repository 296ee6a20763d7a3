"""Pages judged in two processes: what is found is the same, whatever becomes of the second."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import edition.beside as beside
import edition.press.preflight.going_through as going_through
from edition.cache import PREFLIGHTS
from edition.press.preflight import Manner, UnreadableError, preflight

from .known import KNOWN
from .made import NEWS, Made, text
from .test_preflight import data_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")

SHARED = Manner(keep=True, jobs=2)
_judged_there = going_through._judged_there


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[int]]:
    """Have two pages be worth sharing; yield the numbers of those that came from elsewhere."""
    names = (thread.name for thread in threading.enumerate())
    monkeypatch.setattr(beside, "_HARMLESS", (*beside._HARMLESS, *names))
    monkeypatch.setattr(going_through, "_WORTH_SHARING", 2)
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "kept"))
    found: list[int] = []
    wait = going_through._Round._from

    def noted(self: Any, there: Any) -> Any:
        pages = wait(self, there)
        found[:] = pages
        return pages

    monkeypatch.setattr(going_through._Round, "_from", noted)
    yield found


def paper(*words: str, font: bool = True, spot: int | None = None) -> bytes:
    """Return a file with a page for each of ``words``; a spot colour on one of them."""
    made = Made(pages=len(words))
    lines = iter(enumerate(words, start=1))

    def write(pdf: pikepdf.Pdf, page: Any) -> None:
        number, word = next(lines)
        content = [*made.content, text(word, size=5 if number % 3 else 30), text("Same", x=8)]
        if number == spot:
            colours = pikepdf.Array([
                pikepdf.Name.Separation, pikepdf.Name("/Moss"), pikepdf.Name.DeviceCMYK,
                pikepdf.Dictionary(
                    FunctionType=2, N=1, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 0, 1, 0]
                ),
            ])  # fmt: skip
            page.Resources = pikepdf.Dictionary(page.Resources)
            page.Resources.ColorSpace = pikepdf.Dictionary(Moss=colours)
            content.append("/Moss cs 1 scn 20 20 30 30 re f")
        page.Contents = pdf.make_stream("\n".join(content).encode())

    made.on_page.append(write)

    def unembedded(pdf: pikepdf.Pdf) -> None:
        (below,) = pdf.pages[0].obj.Resources.Font.F1.DescendantFonts
        del below.FontDescriptor["/FontFile2"]

    if not font:
        made.on_pdf.append(unembedded)
    return made.bytes()


WORDS = ("One", "Two", "Three", "Four", "Five")


@pytest.mark.parametrize("font", [True, False])
def test_what_two_find_is_what_one_finds(handed: list[int], font: bool) -> None:
    data = paper(*WORDS, font=font)
    found = preflight(data, NEWS, manner=SHARED)
    fresh = preflight(data, NEWS)
    # A font that is not there is drawn with another, of which the renderer has several.
    assert (found.results, not font or found.pages == fresh.pages) == (fresh.results, True)
    assert any(one.spots for one in found.results)
    assert handed == [2, 4]
    # The second has kept what it found: nobody is asked again.
    assert PREFLIGHTS.held()[0] == len(WORDS)
    handed.clear()
    assert preflight(data, NEWS, manner=SHARED) == found
    assert handed == []


def test_of_every_known_file_two_find_what_one_finds(handed: list[int]) -> None:
    times = 0
    for one in KNOWN:
        data = data_of(one)
        try:
            fresh = preflight(data, one.profile, purpose=one.purpose)
        except UnreadableError:
            continue
        handed.clear()
        again = preflight(data, one.profile, purpose=one.purpose, manner=SHARED)
        assert again == fresh, (one.code, one.name)
        times += bool(handed)
    assert times > 3


@pytest.mark.parametrize("first", [2, 4])
def test_a_page_that_is_for_the_whole_file_to_judge_is_judged_here(
    handed: list[int], first: int
) -> None:
    data = paper(*WORDS, spot=first)
    found = preflight(data, NEWS, manner=SHARED)
    assert found == preflight(data, NEWS)
    assert handed == [one for one in (2, 4) if one < first]


@pytest.mark.parametrize("how", ["dies", "fails", "is refused"])
def test_without_a_second_all_is_judged_here(
    handed: list[int], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    def gone(*_: object) -> None:
        if how == "dies":
            os._exit(9)
        raise MemoryError

    monkeypatch.setattr(going_through, "_judged_there", gone)
    if how == "is refused":
        monkeypatch.setattr(beside, "_HARMLESS", ())
    data = paper(*WORDS)
    assert preflight(data, NEWS, manner=SHARED) == preflight(data, NEWS)
    assert handed == []


def test_one_process_is_enough_for_few_pages_or_one_job(
    handed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = paper(*WORDS)
    assert preflight(data, NEWS, manner=Manner(keep=True)) == preflight(data, NEWS)
    monkeypatch.setattr(going_through, "_WORTH_SHARING", len(WORDS) + 1)
    preflight(data, NEWS, manner=SHARED)
    assert handed == []
