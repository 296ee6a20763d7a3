"""The bar code: the right number, and bars a scanner would read back to it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import documents as make
import pytest

from edition.pdf import barcode

# ISO/IEC 15420, table 1: the widths of space, bar, space, bar of each digit in number set A.
SET_A = {
    "3211": "0", "2221": "1", "2122": "2", "1411": "3", "1132": "4",
    "1231": "5", "1114": "6", "1312": "7", "1213": "8", "3112": "9",
}  # fmt: skip
FIRST = {
    "AAAAAA": "0", "AABABB": "1", "AABBAB": "2", "AABBBA": "3", "ABAABB": "4",
    "ABBAAB": "5", "ABBBAA": "6", "ABABAB": "7", "ABABBA": "8", "ABBABA": "9",
}  # fmt: skip


def widths(modules: str) -> str:
    return "".join(str(len(run[0])) for run in re.finditer("0+|1+", modules))


def digit(modules: str) -> tuple[str, str]:
    """Return a digit of seven modules that begins light, and the number set it is in."""
    found = widths(modules)
    return (SET_A[found], "A") if found in SET_A else (SET_A[found[::-1]], "B")


def scanned(modules: str) -> str:
    assert modules[:3] == modules[-3:] == "101"
    assert modules[45:50] == "01010"
    left = [digit(modules[3 + 7 * at : 10 + 7 * at]) for at in range(6)]
    right = [SET_A[widths(modules[50 + 7 * at : 57 + 7 * at])] for at in range(6)]
    first = FIRST["".join(kind for _, kind in left)]
    return first + "".join(one for one, _ in left) + "".join(right)


def read(bars: barcode.Bars) -> tuple[str, str, str]:
    found = re.findall(r"M(\d+) (\d+)h(\d+)V(\d+)h-(\d+)z", bars.svg)
    row = ["0"] * bars.width
    for at, _, wide, _, back in found:
        assert wide == back
        row[int(at) : int(at) + int(wide)] = "1" * int(wide)
    text = "".join(row)
    return text[:11], text[11:106], text[106:]


@pytest.mark.parametrize("number", ["977204936300", "977123456700", "400638133393", "012345678905"])
def test_a_scanner_reads_the_number_back(number: str) -> None:
    bars = barcode.bars(number, "05")
    quiet, main, rest = read(bars)
    assert quiet == "0" * 11
    assert scanned(main) == bars.number == number + barcode.check_digit(number)
    assert re.fullmatch("0{9}1011[01]{7}01[01]{7}0{5}", rest)


@pytest.mark.parametrize(
    ("twelve", "last"), [("977204936300", "2"), ("400638133393", "1"), ("977031784700", "1")]
)
def test_check_digit(twelve: str, last: str) -> None:
    assert barcode.check_digit(twelve) == last


@pytest.mark.parametrize(
    ("addon", "sets"), [("12", "AA"), ("05", "AB"), ("34", "BA"), ("99", "BB")]
)
def test_the_addon_says_its_number_and_its_parity(addon: str, sets: str) -> None:
    modules = barcode.addon_symbol(addon)
    assert len(modules) == 20 and modules[:4] == "1011" and modules[11:13] == "01"
    found = [digit(modules[4:11]), digit(modules[13:20])]
    assert "".join(one for one, _ in found) == addon
    assert "".join(kind for _, kind in found) == sets


def test_an_issue_is_numbered_by_its_issn(tmp_path: Path) -> None:
    publication = make.publication(tmp_path, issn="2049-3630")
    issue = replace(make.issue(tmp_path, make.section("News", make.article("one"))), number=112)
    bars = barcode.for_issue(publication, issue)
    assert bars is not None
    assert (bars.number, bars.addon) == ("9772049363002", "12")
    assert barcode.for_issue(replace(publication, issn=None), issue) is None


def test_it_is_printed_at_full_size_where_there_is_room() -> None:
    bars = barcode.bars("977204936300", "12")
    assert bars.millimetres(60) == pytest.approx(46.2)
    assert bars.millimetres(40) == 40
