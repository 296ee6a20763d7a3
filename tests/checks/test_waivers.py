"""What a publication has decided to live with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from edition.checks import waive
from edition.document import Document
from edition.findings import Finding, Severity, finding
from edition.model import Issue, Origin, Publication, Slug, Waiver

SETTINGS = Origin(Path("publication.toml"), 9)
STORY = "issues/2026-03-06/letters.md"


def document(root: Path, *waivers: Waiver) -> Document:
    for when in ("2026-03-06", "2026-02-27"):
        folder = root / "issues" / when
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "issue.toml").write_text(f"date = {when}\n")
    publication = Publication(Slug("p"), "P", "P", "en", root, SETTINGS, waivers=waivers)
    issue = Issue(
        date(2026, 3, 6), 1, (), root / "issues/2026-03-06", SETTINGS, lead=Slug("letters")
    )
    return Document(publication, issue, (), ())


def waiver(code: str, where: str | None = None) -> Waiver:
    return Waiver(code, "because", SETTINGS, where)


def no_credit(path: str = STORY) -> Finding:
    return finding("PIC-007", "no credit", origin=Origin(Path(path), 3))


@pytest.mark.parametrize("where", [None, STORY, "issues/*/letters.md", "*letters.md"])
def test_a_waived_finding_is_gone(tmp_path: Path, where: str | None) -> None:
    assert waive((no_credit(),), document(tmp_path, waiver("PIC-007", where))) == ()


def test_a_waiver_for_one_file_leaves_the_others(tmp_path: Path) -> None:
    other = no_credit("issues/2026-03-06/other.md")
    left = waive((no_credit(), other), document(tmp_path, waiver("PIC-007", STORY)))
    assert left == (other,)


def test_an_error_may_be_waived(tmp_path: Path) -> None:
    alt = finding("PIC-008", "no alt", origin=Origin(Path(STORY), 3))
    assert waive((alt,), document(tmp_path, waiver("PIC-008"))) == ()


@pytest.mark.parametrize("code", ["EPUB-001", "PDF-004", "SRC-002", "PIC-001"])
def test_what_cannot_be_read_or_printed_cannot_be_waived(tmp_path: Path, code: str) -> None:
    broken = finding(code, "broken", origin=Origin(Path(STORY), 3))
    left = waive((broken,), document(tmp_path, waiver(code)))
    assert broken in left
    assert any(one.code == "WAIVE-001" and "cannot be waived" in one.message for one in left)


def test_an_unused_waiver_is_a_warning_at_its_line(tmp_path: Path) -> None:
    (left,) = waive((), document(tmp_path, waiver("PIC-007", STORY)))
    assert (left.code, left.severity, left.origin) == ("WAIVE-001", Severity.WARNING, SETTINGS)
    assert left.message == f"The waiver for PIC-007 in {STORY} waived nothing."


def test_an_unused_waiver_for_every_issue_is_a_note(tmp_path: Path) -> None:
    (left,) = waive((), document(tmp_path, waiver("PIC-007")))
    assert left.severity == Severity.NOTE


def test_a_waiver_for_another_issue_is_left_in_peace(tmp_path: Path) -> None:
    other = waiver("PIC-007", "issues/2026-02-27/letters.md")
    assert waive((), document(tmp_path, other)) == ()


def test_a_waiver_for_an_edition_that_was_not_made_is_left_in_peace(tmp_path: Path) -> None:
    large = document(tmp_path, waiver("EPUB-002", STORY))
    assert waive((), large) == ()
    assert waive((), large, made=("print",)) == ()
    assert [one.code for one in waive((), large, made=("epub",))] == ["WAIVE-001"]
