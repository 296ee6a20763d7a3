"""Which issue is meant by what an editor types."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

import pytest

from edition.errors import SourceError
from edition.shelf import choose, issues_of


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    paper = tmp_path / "mypaper"
    for when, number in (("2026-03-06", 12), ("2026-02-27", 11)):
        folder = paper / "issues" / when
        folder.mkdir(parents=True)
        (folder / "issue.toml").write_text(f"date = {when}\nnumber = {number}\nvolume = 3\n")
    (paper / "publication.toml").write_text('name = "My Paper"\n')
    return paper


def test_the_issue_we_stand_in(paper: Path) -> None:
    inside = paper / "issues/2026-02-27/images"
    inside.mkdir()
    choice = choose(None, inside)
    assert choice.folder == paper / "issues/2026-02-27"
    assert choice.why == "the issue you are in"


@pytest.mark.parametrize("where", [".", "issues"])
def test_the_newest_issue_of_the_publication_we_stand_in(paper: Path, where: str) -> None:
    choice = choose(None, paper / where)
    assert choice.folder == paper / "issues/2026-03-06"
    assert choice.why == "the newest issue"


def test_a_publication_from_outside_means_its_newest(paper: Path) -> None:
    assert choose("mypaper", paper.parent).folder == paper / "issues/2026-03-06"


@pytest.mark.parametrize(
    "named", ["2026-02-27", "issues/2026-02-27", "issues/2026-02-27/issue.toml"]
)
def test_an_issue_by_its_date_or_path(paper: Path, named: str) -> None:
    choice = choose(named, paper)
    assert choice.folder == paper / "issues/2026-02-27"
    assert choice.why is None


def test_issues_may_lie_directly_in_the_publication(paper: Path) -> None:
    (paper / "issues/publication.toml").write_text('name = "Inner"\n')
    (paper / "publication.toml").unlink()
    assert choose("issues", paper).folder == paper / "issues/2026-03-06"
    assert choose(None, paper).folder == paper / "issues/2026-03-06"


def test_the_date_in_the_settings_beats_the_folders_name(paper: Path) -> None:
    (paper / "issues/2026-02-27").rename(paper / "issues/spring-number")
    assert choose("2026-02-27", paper).folder == paper / "issues/spring-number"


def test_an_issue_with_broken_settings_goes_by_its_folder(paper: Path) -> None:
    (paper / "issues/2026-03-06/issue.toml").write_bytes(b"date = \xff[[[")
    newest = issues_of(paper)[-1]
    assert (newest.when, newest.number) == ("2026-03-06", None)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("2026-03-07", "no issue of 2026-03-07"),
        ("issues", "not an issue"),
        ("nowhere", "no folder called nowhere"),
    ],
)
def test_no_such_issue_is_said_with_a_hint(paper: Path, named: str, said: str) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        choose(named, paper)
    assert caught.value.hint


def test_no_publication_anywhere(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no publication here"):
        choose(None, tmp_path)


def test_a_publication_without_issues(paper: Path) -> None:
    for folder in (paper / "issues").iterdir():
        (folder / "issue.toml").unlink()
    with pytest.raises(SourceError, match="no issues yet"):
        choose(None, paper)


def hint(named: str, here: Path) -> str | None:
    with pytest.raises(SourceError) as caught:
        choose(named, here)
    return caught.value.hint


def test_a_folder_of_issues_is_told_by_the_issues_in_it(paper: Path) -> None:
    said = "Name an issue in it: issues/2026-02-27, issues/2026-03-06."
    assert hint("issues", paper) == said
    assert hint(str(paper / "issues"), paper) == said.replace("issues/", f"{paper}/issues/")


def test_a_date_nobody_has_is_told_by_those_there_are(paper: Path) -> None:
    assert hint("2026-01-01", paper) == "The latest are 2026-02-27, 2026-03-06."
    rmtree(paper / "issues/2026-02-27")
    assert hint("2026-01-01", paper) == "The only one is that of 2026-03-06."
    rmtree(paper / "issues/2026-03-06")
    assert hint("2026-01-01", paper) == "Make it with: edition new 2026-01-01"
