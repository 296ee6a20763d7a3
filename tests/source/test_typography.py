"""Quotes, dashes, ellipses and spaces, language by language."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from edition.source.houses import HOUSES, house
from edition.source.typography import set_runs, set_typography

ENGLISH = [
    ('"Yes," she said.', "“Yes,” she said."),
    ("'Yes,' she said.", "‘Yes,’ she said."),
    ("\"He said 'no' twice,\" she said.", "“He said ‘no’ twice,” she said."),
    ("'He said \"no\" twice,' she said.", "‘He said “no” twice,’ she said."),
    ('"outer "inner" outer"', "“outer ‘inner’ outer”"),
    ('"\'Twas," he said, "\'fair\'."', "“’Twas,” he said, “‘fair’.”"),
    ("don't, the printers' union, o'clock", "don’t, the printers’ union, o’clock"),
    ("the '90s and the class of '68", "the ’90s and the class of ’68"),
    ("rock 'n' roll, 'tis, 'em", "rock ’n’ roll, ’tis, ’em"),
    ("('quoted') [\"too\"]", "(‘quoted’) [“too”]"),
    ('"Never--"', "“Never–”"),
    ('he said--"Never"', "he said–“Never”"),
    ('a 12" disc, 6\'2" tall', "a 12″ disc, 6′2″ tall"),
    ('the "12" of "1914"', "the “12” of “1914”"),
    ("a--b, c---d, e -- f", "a–b, c—d, e – f"),
    ("the press - and the paper", "the press – and the paper"),
    ("run it with --only epub", "run it with --only epub"),
    ("wait... what.... end. . . . no", "wait… what…. end. . . . no"),
    ("dots . . . here, and ..... leaders", "dots … here, and ..... leaders"),
    ("1914-1918, 1914-18, pp. 10-12", "1914–1918, 1914–18, pp.\u00a010–12"),
    ("10:30-12:00", "10:30–12:00"),
    ("2026-03-06", "2026-03-06"),
    ("ISBN 978-3-16-148410-0", "ISBN 978-3-16-148410-0"),
    ("call 555-1234 or 020-7946", "call 555-1234 or 020-7946"),
    ("ISO 12647-3, DIN 16-20, PDF/X-4", "ISO 12647-3, DIN 16-20, PDF/X-4"),
    ("ISSN 1234-5679, ISSN: 1476-1989, 1234-5679", "ISSN 1234-5679, ISSN: 1476-1989, 1234-5679"),
    ("won 3-2", "won 3-2"),
    (
        "10 mm, 9 pt, 300 ppi, 5 %, 4 in 10",
        "10\u00a0mm, 9\u00a0pt, 300\u00a0ppi, 5\u00a0%, 4 in 10",
    ),
    ("p. 4, No. 12, § 3", "p.\u00a04, No.\u00a012, §\u00a03"),
    ("J. G. Ballard", "J.\u00a0G. Ballard"),
    ("see http://a.b/c--d?e='f' now", "see http://a.b/c--d?e='f' now"),
    ("write to o'neil--x@post.example", "write to o'neil--x@post.example"),
    ('"https://a.example/"', "“https://a.example/”"),
    ("", ""),
    ("'", "’"),
    ('"', "”"),
]


@pytest.mark.parametrize(("typed", "printed"), ENGLISH)
def test_english(typed: str, printed: str) -> None:
    assert set_typography(typed, "en-GB") == printed


LANGUAGES = [
    ("de", "\"Er sagte 'ja' - um 9 Uhr\"", "„Er sagte ‚ja‘ – um 9\u00a0Uhr“"),
    ("de", "geht's", "geht’s"),
    ("de-AT", '"ja"', "„ja“"),
    ("de-CH", "\"Er sagte 'ja'\"", "«Er sagte ‹ja›»"),
    ("fr", '"Bonjour!" dit-il.', "«\u00a0Bonjour\u202f!\u00a0» dit-il."),
    ("fr", '" Bonjour ! "', "«\u00a0Bonjour\u202f!\u00a0»"),
    ("fr", "« Oui » : quoi ?", "«\u00a0Oui\u00a0»\u00a0: quoi\u202f?"),
    ("fr", "«Oui»; l'eau?!", "«\u00a0Oui\u00a0»\u202f; l’eau\u202f?!"),
    ("fr", "à 10:30, http://x.example?y", "à 10:30, http://x.example?y"),
    ("fr-CA", "Quoi? Oui: non; oui!", "Quoi? Oui\u00a0: non; oui!"),
    ("fr-CH", '"Oui: non?"', "«\u202fOui\u202f: non\u202f?\u202f»"),
    ("el", '"ναι"', "«ναι»"),
    ("es", "\"sí 'no'\" «ya»", "“sí ‘no’” «ya»"),
    ("it", "l'\"ora\" d'oggi", "l’“ora” d’oggi"),
    ("nl", '\'s avonds "ja"', "’s avonds “ja”"),
    ("sv", "\"ja 'nej'\"", "”ja ’nej’”"),
    ("fi", '"niin"', "”niin”"),
    ("nb", '"ja"', "«ja»"),
    ("no", '"ja"', "«ja»"),
    ("da", '"ja"', "”ja”"),
    ("pl", '"tak" w domu i z nim', "„tak” w\u00a0domu i\u00a0z\u00a0nim"),
    ("cs", 'v domě a "ne"', "v\u00a0domě a „ne“"),
    ("sk", "s nimi k nám", "s\u00a0nimi k\u00a0nám"),
    ("hu", '"igen"', "„igen”"),
    ("ro", '"da"', "„da”"),
    ("pt-BR", '"sim"', "“sim”"),
    ("ru", 'Он - "Да" и нет', "Он\u00a0— «Да» и\u00a0нет"),
    ("uk", "\"так 'ні'\"", "«так „ні“»"),
    ("bg", '"да"', "„да“"),
    ("tr", '"evet"', "“evet”"),
    ("ja", 'あ..."い"', 'あ…"い"'),
    ("ar", '"نعم"...', '"نعم"…'),
    ("xx", '"what\'s"... -- no', '"what\'s"… -- no'),
]


@pytest.mark.parametrize(("language", "typed", "printed"), LANGUAGES)
def test_languages(language: str, typed: str, printed: str) -> None:
    assert set_typography(typed, language) == printed


def test_a_quotation_may_straddle_markup() -> None:
    runs = [('He said "it ', False), ("was", False), (' mine" - and ', False), ('"x"', True)]
    assert set_runs(runs, "en") == ["He said “it ", "was", " mine” – and ", '"x"']


def test_a_mark_belongs_to_the_run_it_stands_in() -> None:
    assert set_runs([("Bonjour", False), ("!", False)], "fr") == ["Bonjour", "\u202f!"]
    assert set_runs([("a-", False), ("-b", False)], "en") == ["a–", "b"]


def test_code_is_context_only() -> None:
    runs = [('"', False), ("--x 'y'", True), ('" is', False)]
    assert set_runs(runs, "en") == ["“", "--x 'y'", "” is"]


def test_a_variety_falls_back_to_its_language() -> None:
    assert house("de-AT") is HOUSES["de"]
    assert house("DE_ch") is HOUSES["de-CH"]
    assert house("sr-Latn-RS") is HOUSES["sr"]
    assert house("tlh") is None


TYPED = st.one_of(
    st.text(alphabet="ab1 9\n\"'-.,!?;:«»“”‘’„–—…()\u00a0\u202fivz%@/", max_size=40),
    st.lists(
        st.sampled_from(
            ["word", " ", " ", "'", '"', "-", "--", "...", ". ", "1914", "-", "18", " mm", "p. ",
             "J. ", "v ", "i ", "!", " ?", ":", "« ", " »", "'90s", "'n'", "\n", "http://x.example",
             "(", ")", "\u00a0", "\u202f", "a@b.cd"]
        ),
        max_size=30,
    ).map("".join),
    st.text(max_size=60),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(text=TYPED, language=st.sampled_from(sorted(HOUSES)))
@example(text="\"'a\" '", language="en")
def test_doing_it_twice_changes_nothing(text: str, language: str) -> None:
    once = set_typography(text, language)
    assert set_typography(once, language) == once


@settings(max_examples=300, deadline=None)
@given(text=TYPED, language=st.sampled_from(sorted(HOUSES)))
def test_letters_and_figures_stay(text: str, language: str) -> None:
    def letters(of: str) -> str:
        return re.sub(r"[^\w]|[ _]", "", of)

    assert letters(set_typography(text, language)) == letters(text)


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(TYPED, min_size=1, max_size=5), language=st.sampled_from(sorted(HOUSES)))
def test_runs_are_set_as_their_whole(pieces: list[str], language: str) -> None:
    together = "".join(set_runs([(piece, False) for piece in pieces], language))
    assert together == set_typography("".join(pieces), language)
