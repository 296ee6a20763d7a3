"""Every kind of finding, met in a publication made for it.

A folder ``tests/cases/CODE`` (or ``CODE-what-is-special``) holds ``in/``, files
that are laid over ``_base``, and ``expected.txt``, the findings of that code as
``edition check --format plain`` prints them. A file ``targets.txt`` in it names
the editions that have to be made before the finding can be: ``epub print``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from edition.build import build, check_issue
from edition.errors import SourceError
from edition.findings import RULES, Finding, in_order
from edition.outputs import TARGETS
from edition.report.text import plain

HERE = Path(__file__).parent
BASE = HERE / "_base"
ISSUE = Path("issues/2026-03-06")
CASES = sorted(one for one in HERE.iterdir() if one.is_dir() and not one.name.startswith("_"))


def code_of(case: Path) -> str:
    return "-".join(case.name.split("-")[:2])


def laid_over_base(case: Path, folder: Path) -> Path:
    """Return the issue's folder in a copy of the base with the files of ``case`` over it."""
    root = folder / "paper"
    shutil.copytree(BASE, root)
    if (case / "in").is_dir():
        shutil.copytree(case / "in", root, symlinks=True, dirs_exist_ok=True)
    return root / ISSUE


def found_in(case: Path, folder: Path) -> tuple[Finding, ...]:
    issue = laid_over_base(case, folder)
    wanted = case / "targets.txt"
    try:
        if not wanted.exists():
            return check_issue(issue)[1]
        names = wanted.read_text("utf-8").split()
        targets = [target for target in TARGETS if target in names]
        return build(issue, targets, proof=True, jobs=1).findings
    except SourceError as error:
        return in_order(error.findings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_found_and_told(case: Path, tmp_path: Path) -> None:
    code = code_of(case)
    found = found_in(case, tmp_path)
    told = plain([one for one in found if one.code == code])
    assert told == (case / "expected.txt").read_text("utf-8")
    assert told, "a case without its finding shows nothing"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_message_reads_well(case: Path, tmp_path: Path) -> None:
    code = code_of(case)
    for one in found_in(case, tmp_path):
        if one.code == code:
            assert one.message[-1] in ".?”" or ": " in one.message, one.message
            assert "!" not in one.message + (one.hint or "")
            assert str(tmp_path) not in f"{one.origin} {one.message} {one.hint}"


def test_base_has_no_findings(tmp_path: Path) -> None:
    assert plain(check_issue(laid_over_base(HERE / "none", tmp_path))[1]) == ""


def test_every_rule_has_a_case() -> None:
    """Those of ``edition import`` are met in tests/importers, of the preflight in tests/press,
    of the catalogue in tests/catalogue."""
    made = {code for code in RULES if not code.startswith(("CAT-", "IMP-", "PRS-"))}
    assert made - {code_of(case) for case in CASES} == set()


def test_every_case_is_about_a_rule() -> None:
    assert {code_of(case) for case in CASES} - set(RULES) == set()


@pytest.mark.parametrize("name", ["PIC-003", "PLN-001-over"])
def test_each_thing_is_told_once(name: str, tmp_path: Path) -> None:
    told = [one.code for one in found_in(HERE / name, tmp_path) if one.code[:3] != "PLN"]
    assert told == (["PIC-003"] if name == "PIC-003" else [])
