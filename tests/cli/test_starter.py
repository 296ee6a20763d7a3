"""What a new publication and a new issue hold, and that they are in order."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from edition.errors import DeliveryError
from edition.source import load
from edition.starter import start_issue, start_publication

DAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("The Harbour News", "en-GB"),
        ('Le "Petit" Journal: n° 1 \\ #2', "fr"),
        ("Ελληνικά Νέα", "el"),
        ("$name 100%", "de"),
    ],
)
def test_a_new_publication_reads_without_a_finding(
    tmp_path: Path, name: str, language: str
) -> None:
    start_publication(tmp_path / "paper", name=name, language=language, day=DAY)
    publication, issue, findings = load(tmp_path / "paper/issues/2026-03-06")
    assert findings == ()
    assert (publication.name, publication.language) == (name, language)
    assert (issue.date, issue.number) == (DAY, 1)
    assert issue.cover is not None and issue.cover.picture is not None
    languages = {article.language for article in issue.articles()}
    assert languages == ({None} if language == "en-GB" else {"en-GB"})


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(DeliveryError, match="not empty"):
        start_publication(tmp_path, name="Paper", language="en", day=DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert start_publication(tmp_path, name="Paper", language="en", day=DAY)


def test_no_word_is_left_to_be_filled_in(tmp_path: Path) -> None:
    for path in start_publication(tmp_path, name="Paper", language="fr", day=DAY):
        assert "$" not in path.read_text("utf-8"), path.name


def test_a_new_issue_reads_without_a_finding(tmp_path: Path) -> None:
    start_publication(tmp_path, name="Paper", language="en", day=DAY)
    folder = tmp_path / "issues/2026-03-13"
    start_issue(folder, day=date(2026, 3, 13), number=2, volume=7, section="Words", schema=tmp_path)
    _, issue, findings = load(folder)
    assert findings == ()
    assert (issue.number, issue.volume) == (2, 7)
    assert [section.title for section in issue.sections] == ["Words"]
    settings = (folder / "issue.toml").read_text("utf-8")
    assert settings.startswith("#:schema ../..\n")
    assert tomllib.loads(settings)["date"] == date(2026, 3, 13)


def test_a_section_may_have_any_name(tmp_path: Path) -> None:
    start_publication(tmp_path, name="Paper", language="en", day=DAY)
    folder = tmp_path / "issues/2026-03-13"
    start_issue(folder, day=date(2026, 3, 13), number=2, volume=None, section='"Finds" \\ # 1')
    _, issue, findings = load(folder)
    assert [one.code for one in findings] == ["SRC-016"]
    assert [section.title for section in issue.sections] == ['"Finds" \\ # 1']


def test_an_issue_that_is_there_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="there already"):
        start_issue(tmp_path, day=DAY, number=1, volume=None, section="News")
