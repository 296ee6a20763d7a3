"""Pages that were judged before: what is kept of them equals what is found, or is not believed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pikepdf import Stream

from edition.cache import PREFLIGHTS
from edition.press.preflight import Manner, Preflight, UnreadableError, preflight
from edition.press_profile import PressProfile

from .finished import Printed
from .known import KNOWN
from .made import BLACK, NEWS, OVER, Made, area, font_program, text
from .test_preflight import data_of

KEEP = Manner(keep=True)
TWO = Manner(keep=True, jobs=2)


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins with nothing kept."""
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "kept"))


def judged(
    data: bytes, profile: PressProfile = NEWS, manner: Manner = KEEP
) -> tuple[Preflight, int]:
    """Return what is found, and how many pages had to be judged for it."""
    before = PREFLIGHTS.held()[0]
    found = preflight(data, profile, manner=manner)
    return found, PREFLIGHTS.held()[0] - before


def paper(*words: str) -> bytes:
    """Return a file with a page for each of ``words``, small type on all of them."""
    made = Made(pages=len(words))
    lines = iter(words)

    def write(pdf: pikepdf.Pdf, page: Any) -> None:
        content = [*made.content, text(next(lines), size=5), text("Moved", x=8)]
        page.Contents = pdf.make_stream("\n".join(content).encode())

    made.on_page.append(write)
    return made.bytes()


def test_what_is_kept_of_every_known_file_is_what_is_found() -> None:
    for one in KNOWN:
        data = data_of(one)
        try:
            fresh = preflight(data, one.profile, purpose=one.purpose)
        except UnreadableError:
            continue
        for manner in (Manner(jobs=2), KEEP, KEEP, TWO):
            again = preflight(data, one.profile, purpose=one.purpose, manner=manner)
            assert again == fresh, (one.code, one.name, manner)


def test_what_is_kept_of_an_issue_is_what_is_found(each: Printed) -> None:
    data = each.path.read_bytes()
    fresh = preflight(data, NEWS)
    assert [judged(data)[0] == fresh, judged(data, manner=TWO)[0] == fresh] == [True, True]
    assert judged(data)[1] == 0


def test_only_a_page_that_changed_is_judged() -> None:
    assert judged(paper("One", "Two", "Three"))[1] == 3
    changed = paper("One", "Zwei", "Three")
    found, anew = judged(changed)
    assert (found, anew) == (preflight(changed, NEWS), 1)
    # A page in another place has another number to be told by, and other edges.
    assert judged(paper("Zwei", "One", "Three"))[1] == 2


def test_a_picture_that_changed_is_a_page_that_changed() -> None:
    def other(pdf: pikepdf.Pdf) -> None:
        shown = pdf.pages[1].obj.Resources = pikepdf.Dictionary(pdf.pages[1].obj.Resources)
        shown.XObject = pikepdf.Dictionary(shown.XObject)
        before = shown.XObject.Im0
        made = Stream(pdf, before.read_bytes()[:-4] + b"\xff" * 4)
        for key, value in before.items():
            if key != "/Length":
                made[key] = value
        shown.XObject.Im0 = pdf.make_indirect(made)

    assert judged(paper("One", "Two"))[1] == 2
    assert judged(changed(paper("One", "Two"), other))[1] == 1


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        held = io.BytesIO()
        pdf.save(held, static_id=True, compress_streams=False)
        return held.getvalue()


def test_a_letter_that_looks_otherwise_concerns_the_pages_it_is_on() -> None:
    def other(pdf: pikepdf.Pdf) -> None:
        (below,) = pdf.pages[0].obj.Resources.Font.F1.DescendantFonts
        below.FontDescriptor.FontFile2.write(with_a_thin("X"))

    before = paper("One", "Two XXXXXXXXXXXXXX", "Three")
    assert judged(before)[1] == 3
    kept = {path: path.read_bytes() for path in entries()}
    data = changed(before, other)
    fresh = preflight(data, NEWS)
    assert fresh.pages[1].inks != preflight(before, NEWS).pages[1].inks
    assert judged(data)[0] == fresh
    # The entry of that page was written anew under its name, and no other.
    assert sum(path.read_bytes() != kept[path] for path in entries()) == 1


def with_a_thin(letter: str) -> bytes:
    font = TTFont(io.BytesIO(font_program()))
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 600), (60, 600), (60, 0)):
        pen.lineTo(corner)
    pen.closePath()
    font["glyf"][font.getBestCmap()[ord(letter)]] = pen.glyph()
    held = io.BytesIO()
    font.save(held)
    return held.getvalue()


@pytest.mark.parametrize(
    "profile",
    [
        replace(NEWS, ink=replace(NEWS.ink, limit=120)),
        replace(NEWS, smallest=replace(NEWS.smallest, type=4)),
    ],
)
def test_another_press_judges_all_pages(profile: PressProfile) -> None:
    data = paper("One", "Two", "Three")
    assert judged(data)[1] == 3
    found, anew = judged(data, profile)
    assert (found, anew) == (preflight(data, profile), 3)


def entries() -> Iterator[Path]:
    from edition.cache import folder

    yield from sorted(path for path in (folder() / PREFLIGHTS.name).rglob("*") if path.is_file())


def test_what_was_tampered_with_is_not_believed() -> None:
    data = paper("One", "Two")
    fresh = preflight(data, NEWS)
    judged(data)
    for path in entries():
        path.write_bytes(path.read_bytes().replace(b"Moved", b"Moral"))
    assert judged(data)[0] == fresh
    assert judged(data)[1] == 0
    # Nor is what somebody wrote under a name of ours, whole but not what it has to be.
    for said in (b"[]", b"{}", b'[{"found": {"PRS-029": 0}}, []]', b"null", b"[1, 2]"):
        for path in entries():
            PREFLIGHTS.write(path.name, said)
        assert judged(data)[0] == fresh
    for path in entries():
        stored = PREFLIGHTS.read(path.name)
        assert stored is not None
        PREFLIGHTS.write(path.name, stored.replace(b'"PRS-057": 1', b'"PRS-057": 0', 1))
    assert judged(data)[0] == fresh


def test_rules_about_the_file_hear_of_kept_pages_too() -> None:
    def spot(pdf: pikepdf.Pdf) -> None:
        (below,) = pdf.pages[0].obj.Resources.Font.F1.DescendantFonts
        del below.FontDescriptor["/FontFile2"]

    data = changed(paper("One", "Two", "Three"), spot)
    fresh = preflight(data, NEWS)
    assert "PRS-050" in {one.code for one in fresh.results if one.spots}
    assert judged(data)[0] == judged(data)[0] == fresh


def test_sheets_in_front_are_passed_over() -> None:
    with_front = paper("Front", "One", "Two")
    found = preflight(with_front, NEWS, manner=Manner(pages=2))
    alone = preflight(paper("One", "Two"), NEWS)
    assert found == alone


def test_black_words_are_left_out_of_colours_and_nothing_else() -> None:
    """What follows on the same line stands where it stood, in its colours."""
    line = f"q {OVER} BT /F1 30 Tf 20 200 Td {BLACK} <0009> Tj 0 1 0 0 k <0009> Tj ET Q"
    moved = f"q {OVER} BT /F1 30 Tf 20 200 Td 15 0 Td 0 1 0 0 k <0009> Tj ET Q"
    both, one = (
        preflight(Made(content=[drawn, area(BLACK, y=20)]).bytes(), NEWS).pages[0].inks
        for drawn in (line, moved)
    )
    assert both is not None
    assert one is not None
    assert (both[:3] == one[:3], both[3] > one[3]) == (True, True)
