"""Every rule of the preflight, on files known to be good and known to be bad."""

from __future__ import annotations

from functools import cache

import pytest

from edition.findings import RULES as FINDINGS
from edition.press.preflight import Preflight, preflight
from edition.press.preflight.rules import RULES

from .known import KNOWN, Known
from .made import NEWS, X1A, Made


def called(one: Known) -> str:
    return f"{one.code} {'bad' if one.bad else 'good'}: {one.name}"


def broken(found: Preflight) -> dict[str, list[str]]:
    return {
        one.code: [spot.what for spot in one.spots]
        for one in found.results
        if one.verdict in ("warning", "error")
    }


@cache
def data_of(one: Known) -> bytes:
    return one.make().bytes()


@pytest.mark.parametrize("one", KNOWN, ids=called)
def test_a_file_breaks_the_rule_it_is_made_to_break_and_no_other(one: Known) -> None:
    found = preflight(data_of(one), one.profile, purpose=one.purpose)
    told = broken(found)
    assert set(told) == one.broken, told


@pytest.mark.parametrize("standard", ["X-4", "X-1a"])
def test_a_page_that_keeps_every_rule(standard: str) -> None:
    found = preflight(Made(standard=standard).bytes(), NEWS if standard == "X-4" else X1A)
    assert broken(found) == {}
    assert {one.verdict for one in found.results} == {"pass", "not applicable"}


def test_every_rule_has_a_bad_file() -> None:
    assert {one.code for one in RULES} == {one.code for one in KNOWN if one.bad}


def test_rules_and_findings_are_the_same() -> None:
    codes = [one.code for one in RULES]
    assert codes == [code for code in FINDINGS if code.startswith("PRS-")]
    assert all(one.do.endswith(".") and one.source for one in RULES)


@pytest.mark.parametrize(
    "one", [one for one in KNOWN if "warning" in one.name or "error" in one.name], ids=called
)
def test_how_grave_it_is_where_a_rule_knows_two(one: Known) -> None:
    found = preflight(data_of(one), one.profile, purpose=one.purpose)
    (result,) = (each for each in found.results if each.code == one.code)
    assert result.verdict == ("warning" if "warning" in one.name else "error")
