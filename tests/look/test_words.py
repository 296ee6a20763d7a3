"""The fixed words and dates of every language."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from edition.look.words import Words, languages, listed, long_date, words, words_in

WANTED = (
    "en de fr es it nl pt sv da nb pl el ru uk cs sk hu ro fi tr ca ga cy ar he fa".split()  # noqa: SIM905
)


def test_the_languages_of_europe_and_its_neighbours_are_there() -> None:
    assert set(WANTED) <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_word_of_its_own(language: str) -> None:
    said, english = words(language), words("en")
    assert said.language == language
    for one in fields(Words):
        assert getattr(said, one.name).strip(), one.name
    if language != "en":
        same = [
            one.name
            for one in fields(Words)
            if getattr(said, one.name) == getattr(english, one.name)
        ]
        assert len(same) <= 4, same
    assert said.both[0] == " "


@pytest.mark.parametrize("language", languages())
def test_every_language_has_twelve_months(language: str) -> None:
    dates = {long_date(date(2026, month, 6), language) for month in range(1, 13)}
    assert len(dates) == 12
    assert all("2026" in one and "6" in one and "_" not in one for one in dates)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "6 March 2026"),
        ("en-US", "March 6, 2026"),
        ("de-AT", "6. März 2026"),
        ("el", "6 Μαρτίου 2026"),
        ("ru", "6 марта 2026\u00a0г."),
        ("uk", "6 березня 2026\u00a0р."),
        ("cs", "6. března 2026"),
        ("hu", "2026. március 6."),
        ("fi", "6. maaliskuuta 2026"),
        ("ca", "6 de març de 2026"),
        ("he", "6 במרץ 2026"),
        ("ar", "6 مارس 2026"),
        ("tlh", "2026-03-06"),
    ],
)
def test_a_date_is_written_as_its_readers_write_it(language: str, expected: str) -> None:
    assert long_date(date(2026, 3, 6), language) == expected


def test_dates_where_a_month_needs_more_than_its_name() -> None:
    assert long_date(date(2026, 4, 1), "ca") == "1 d’abril de 2026"
    assert long_date(date(2026, 9, 1), "ga") == "1 Meán Fómhair 2026"
    assert long_date(date(2026, 5, 1), "fr") == "1er mai 2026"


def test_names_are_joined_as_the_language_joins_them() -> None:
    assert listed(["Ana", "Luis", "Inés"], "es") == "Ana, Luis e Inés"
    assert listed(["Ana", "Hielo"], "es") == "Ana y Hielo"
    assert listed(["Siân", "Elen"], "cy") == "Siân ac Elen"
    assert listed(["سلمى", "نور", "ليلى"], "ar") == "سلمى، نور وليلى"


def test_a_language_without_words_takes_those_of_the_paper() -> None:
    assert words_in("tlh", otherwise="fr").contents == "Sommaire"
    assert words_in("de-CH", otherwise="fr").contents == "Inhalt"
