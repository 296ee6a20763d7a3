"""A whole folder read: what is kept, what stops, what is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.errors import SourceError
from edition.source import find_publication, load

from .conftest import Paper


def test_base_is_read_without_a_finding(paper: Paper) -> None:
    publication, issue, found = paper.load()
    assert found == ()
    assert publication.name == "The Quay"
    assert publication.slug == "the-quay"
    assert publication.issn == "1234-5679"
    assert [matter.kind for matter in publication.standing] == ["imprint"]
    assert [article.slug for article in issue.articles()] == ["harbour-reopens", "council-votes"]
    assert issue.lead == "harbour-reopens"
    assert issue.number == 12
    assert issue.cover is not None and issue.cover.name == "crane.jpg"


def test_paths_in_messages_start_at_the_publication(paper: Paper) -> None:
    _, issue, _ = paper.load()
    article = issue.article(issue.lead)
    assert article is not None
    assert str(article.origin) == "issues/2026-03-06/harbour-reopens.md:2"
    assert {str(figure.origin) for figure in article.figures()} == {
        "issues/2026-03-06/harbour-reopens.md:8"
    }


def test_same_folder_elsewhere_reads_the_same(paper: Paper, tmp_path: Path) -> None:
    first = paper.load()
    moved = tmp_path / "elsewhere"
    paper.root.rename(moved)
    second = Paper(moved).load()
    strip = str(tmp_path)
    assert repr(second).replace(f"{strip}/elsewhere", "") == repr(first).replace(
        f"{strip}/paper", ""
    )


def test_publication_is_the_nearest_upwards(paper: Paper) -> None:
    assert find_publication(paper.issue / "images") == paper.root
    paper.write("/issues/publication.toml", 'name = "Other"\nlanguage = "en"\npublisher = "O"\n')
    assert find_publication(paper.issue) == paper.root / "issues"


def test_no_publication_says_how_to_start_one(tmp_path: Path) -> None:
    (tmp_path / "issue.toml").write_text("date = 2026-03-06\nnumber = 1\n")
    with pytest.raises(SourceError) as stopped:
        load(tmp_path)
    assert "publication.toml" in stopped.value.message
    assert stopped.value.hint and "edition init FOLDER" in stopped.value.hint


def test_publication_instead_of_issue_names_the_issues(paper: Paper) -> None:
    with pytest.raises(SourceError) as stopped:
        load(paper.root)
    assert stopped.value.hint is not None
    assert "issues/2026-03-06" in stopped.value.hint


def test_misspelled_folder_names_the_one_beside_it(paper: Paper) -> None:
    with pytest.raises(SourceError) as stopped:
        load(paper.root / "issues" / "2026-03-07")
    assert stopped.value.hint == 'Did you mean "2026-03-06"?'


def test_a_file_is_not_an_issue(paper: Paper) -> None:
    with pytest.raises(SourceError, match="is a file"):
        load(paper.issue / "harbour-reopens.md")


@pytest.mark.parametrize("name", ["/publication.toml", "issue.toml"])
def test_unreadable_settings_stop_with_their_finding(paper: Paper, name: str) -> None:
    paper.write(name, "name = The Quay\n")
    with pytest.raises(SourceError) as stopped:
        load(paper.issue)
    assert [one.code for one in stopped.value.findings] == ["SRC-002"]
    assert stopped.value.origin is not None and stopped.value.origin.line == 1


def test_an_issue_without_stories_stops(paper: Paper) -> None:
    paper.write(
        "issue.toml", 'date = 2026-03-06\nnumber = 1\n[[section]]\ntitle = "A"\narticles = ["no"]'
    )
    with pytest.raises(SourceError) as stopped:
        load(paper.issue)
    assert {one.code for one in stopped.value.findings} >= {"SRC-007", "SRC-008"}
    assert any("no story" in one.message for one in stopped.value.findings)


def test_everything_wrong_is_found_at_once(paper: Paper) -> None:
    paper.change("issue.toml", "number = 12", 'number = "12"')
    paper.change("/publication.toml", 'language = "en-GB"', 'language = "en-UK"')
    paper.change("captions.toml", "credit", "credits")
    paper.change("council-votes.md", "byline:", "bylin:")
    assert paper.codes() == ["SRC-003", "SRC-003", "PIC-007", "SRC-004", "SRC-015"]


def test_a_link_that_leaves_the_publication_is_not_followed(
    paper: Paper, links: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text('---\nheadline: "Secret"\n---\nThe key is under the mat.\n')
    (paper.issue / "council-votes.md").unlink()
    links(paper.issue / "council-votes.md", secret)
    _, issue, found = paper.load()
    assert [one.code for one in found] == ["SRC-018"]
    assert "under the mat" not in repr(issue)


@pytest.mark.parametrize("name", ["captions.toml", "images/crane.jpg", "images", "issue.toml"])
def test_links_out_are_refused_for_every_kind_of_file(
    paper: Paper, links: Callable[[Path, Path], None], tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside"
    (paper.issue / name).rename(outside)
    links(paper.issue / name, outside)
    try:
        found = load(paper.issue)[2]
    except SourceError as stopped:
        found = stopped.findings
    assert "SRC-018" in {one.code for one in found}


def test_a_link_inside_the_publication_is_followed(
    paper: Paper, links: Callable[[Path, Path], None]
) -> None:
    shared = paper.root / "shared.jpg"
    (paper.issue / "images/crane.jpg").rename(shared)
    links(paper.issue / "images/crane.jpg", shared)
    assert paper.codes() == []


def test_links_in_a_circle_are_refused(paper: Paper, links: Callable[[Path, Path], None]) -> None:
    (paper.issue / "council-votes.md").unlink()
    links(paper.issue / "council-votes.md", paper.issue / "council-votes.md")
    assert paper.codes() == ["SRC-018"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this machine")
def test_a_pipe_is_not_waited_for(paper: Paper) -> None:
    os.mkfifo(paper.issue / "weather.md")
    paper.change("issue.toml", '"council-votes"', '"council-votes", "weather"')
    assert paper.codes() == ["SRC-002"]


def test_importing_the_reader_is_quick() -> None:
    """The command line imports this package; the schema's library must wait until it is used."""
    code = "import edition.source, sys; print('pydantic' in sys.modules, 'yaml' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]
