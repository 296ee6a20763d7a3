"""``edition check``: what an editor and a machine get to know."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Edition

LEAD = "issues/2026-03-06/a-newsletter-writer-buys-a-press.md"
CAPTIONS = "issues/2026-03-06/captions.toml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def with_a_note(paper: Path) -> Path:
    (paper / "issues/2026-03-06/images/unused.svg").write_bytes(
        (paper / "issues/2026-03-06/images/hand-press.svg").read_bytes()
    )
    return paper


@pytest.fixture
def with_a_warning(paper: Path) -> Path:
    change(paper / CAPTIONS, "credit = ", "# credit = ")
    return paper


@pytest.fixture
def with_an_error(paper: Path) -> Path:
    change(paper / LEAD, "hand-press.svg", "hand-pres.svg")
    return paper


def test_a_new_paper_is_clean(paper: Path, edition: Edition) -> None:
    done = edition("check", folder=paper)
    assert (done.returncode, done.stdout) == (0, "No errors, no warnings.\n"), done.stderr
    said, *slow = done.stderr.splitlines()
    assert said == "Checking 2026-03-06, the newest issue."
    # On a machine that needs more than a second, that is worth a line.
    assert all(re.fullmatch(r"Reading the issue: \d+\.\d s", line) for line in slow)


def test_notes_do_not_count(with_a_note: Path, edition: Edition) -> None:
    done = edition("check", "2026-03-06", folder=with_a_note)
    assert done.returncode == 0
    assert "note     " in done.stdout and done.stdout.endswith("\n1 note.\n")
    assert edition("check", "2026-03-06", "-q", folder=with_a_note).stdout == ""


def test_warnings_end_in_one_and_strictly_in_three(with_a_warning: Path, edition: Edition) -> None:
    done = edition("check", "2026-03-06", folder=with_a_warning)
    assert done.returncode == 1, done.stdout
    assert "PIC-007" in done.stdout
    assert edition("check", "--strict", folder=with_a_warning).returncode == 3


def test_errors_end_in_three(with_an_error: Path, edition: Edition) -> None:
    done = edition("check", "2026-03-06", "--format", "plain", folder=with_an_error)
    assert done.returncode == 3
    assert f"PIC-001 error {LEAD}:13 " in done.stdout


def test_the_place_can_be_opened_from_where_the_editor_stands(
    with_an_error: Path, edition: Edition
) -> None:
    said = edition("check", "paper", folder=with_an_error.parent).stdout
    assert f"paper/{LEAD}:13  error" in said
    said = edition("check", folder=with_an_error / "issues/2026-03-06").stdout
    assert f"{Path(LEAD).name}:13  error" in said


def test_a_waiver_silences_and_an_idle_one_is_found(with_a_warning: Path, edition: Edition) -> None:
    settings = with_a_warning / "publication.toml"
    waiver = '\n[[waiver]]\ncode = "PIC-007"\nreason = "Ours."\nwhere = "issues/2026-03-06/*"\n'
    with settings.open("a", encoding="utf-8") as file:
        file.write(waiver)
    assert edition("check", folder=with_a_warning).returncode == 0
    change(with_a_warning / CAPTIONS, "# credit = ", "credit = ")
    done = edition("check", "--format", "plain", folder=with_a_warning)
    assert done.returncode == 1
    assert done.stdout.startswith("WAIVE-001 warning publication.toml:")


@pytest.mark.parametrize("form", ["text", "plain", "json", "sarif", "github"])
def test_settings_that_cannot_be_read_are_a_finding_like_any_other(
    paper: Path, edition: Edition, form: str
) -> None:
    change(paper / "issues/2026-03-06/issue.toml", "number = 1", "number = = 1")
    done = edition("check", "--format", form, folder=paper)
    assert done.returncode == 3
    assert "SRC-002" in done.stdout
    assert "Traceback" not in done.stderr
    if form in ("json", "sarif"):
        json.loads(done.stdout)


def test_a_closed_pipe_is_no_accident(with_an_error: Path, edition: Edition) -> None:
    done = subprocess.run(
        f"{sys.executable} -m edition check --format json | head -c 1",
        shell=True,
        cwd=with_an_error,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "{"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["text", "plain", "json", "sarif", "github"])
def test_a_folder_full_of_oddities_is_no_accident(paper: Path, edition: Edition, form: str) -> None:
    """Names that are no UTF-8, a pipe, a ring of links, a folder called like a story."""
    issue = os.fsencode(paper / "issues/2026-03-06")
    for name in (b"images/\xff\xfe.jpg", b"\xff.md"):
        with open(os.path.join(issue, name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(b"x")
    for target, name in (("loop", b"loop"), ("..", b"up")):
        (Path(os.fsdecode(issue)) / os.fsdecode(name)).symlink_to(target)
    os.mkfifo(os.path.join(issue, b"pipe.md"))  # noqa: PTH118
    (Path(os.fsdecode(issue)) / "folder.md").mkdir()
    done = edition("check", "--format", form, folder=paper)
    assert done.returncode == 3, done.stderr
    assert "SRC-010" in done.stdout
    if form in ("json", "sarif"):
        json.loads(done.stdout)
