"""Text of whatever origin becomes text that can stand on a page."""

from __future__ import annotations

from pathlib import Path

from edition.model import Origin
from edition.source.text import without_controls

ORIGIN = Origin(Path("issues/2026-03-06/harbour.md"), 4)


def test_form_feed_between_words_becomes_a_space() -> None:
    text, found = without_controls("one\x0ctwo\x00", origin=ORIGIN)
    assert text == "one two"
    assert [one.code for one in found] == ["SRC-012"]


def test_letter_with_thousands_of_accents_keeps_eight() -> None:
    text, found = without_controls("first\na" + "\u0301" * 20_000 + "b", origin=ORIGIN)
    assert text == "first\na" + "\u0301" * 8 + "b"
    assert [(one.code, one.origin and one.origin.line) for one in found] == [("SRC-012", 5)]


def test_vietnamese_and_polytonic_accents_stay() -> None:
    said = "e\u0302\u0301 \u03b1\u0313\u0301\u0345"
    assert without_controls(said, origin=ORIGIN) == (said, ())
