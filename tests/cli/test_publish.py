"""``edition publish`` as a person runs it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.bench import archive
from tests.cli.conftest import Edition


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    archive.write(tmp_path / "paper", issues=2, stories=3, first=date(2026, 1, 2))
    return tmp_path / "paper"


def test_it_says_what_it_did_and_then_that_nothing_changed(paper: Path, edition: Edition) -> None:
    done = edition("publish", folder=paper)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("public: 2 issues, ")
    assert "files written" in done.stdout
    assert (paper / "public/index.html").is_file()
    assert "https://archive.example/issues/2026-01-02.html" in (
        paper / "public/sitemaps/2026.xml"
    ).read_text("utf-8")
    again = edition("publish", folder=paper)
    assert "nothing has changed" in again.stdout


def test_folders_and_address_are_named(paper: Path, tmp_path: Path, edition: Edition) -> None:
    done = edition(
        "publish", "paper", "--to", "www", "--out", "paper/out",
        "--base-url", "https://other.example/x", folder=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "www/index.html").read_text("utf-8")
    assert 'rel="canonical" href="https://other.example/x/"' in page
    assert not (paper / "public").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--base-url", "archive.example"), "is not where a catalogue can stand"),
        (("--to", "out"), "is the folder of the finished issues"),
        (("--to", "."), "is the folder of the publication"),
        (("--to", "publication.toml"), "is a file"),
        (("nowhere",), "There is no folder called nowhere"),
        (("--out", "elsewhere"), "There is nothing to publish yet"),
    ],
)
def test_what_cannot_be_is_said_with_a_way_out(
    paper: Path, edition: Edition, words: tuple[str, ...], said: str
) -> None:
    done = edition("publish", *words, folder=paper)
    assert done.returncode in (5, 8)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2, "what is wrong, and what to do"
    assert not (paper / "public").exists()


def test_settings_that_are_wrong_stop_it(paper: Path, edition: Edition) -> None:
    path = paper / "publication.toml"
    text = path.read_text("utf-8").replace("reading_pages = true", 'base_url = "ftp://x"')
    path.write_text(text, "utf-8")
    done = edition("publish", folder=paper)
    assert done.returncode == 3
    assert "must be a web address" in done.stdout
    assert "Nothing was published." in done.stdout
    assert not (paper / "public").exists()


def test_a_paper_without_an_address_is_asked_for_one(paper: Path, edition: Edition) -> None:
    path = paper / "publication.toml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(one for one in lines if not one.startswith("url")), "utf-8")
    done = edition("publish", folder=paper)
    assert done.returncode == 5
    assert "--base-url" in done.stderr
