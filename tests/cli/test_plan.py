"""``edition plan``: in every form, on a terminal, into a file, and where it cannot go on."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from edition.build import Planning
from edition.commands.plan import run
from edition.endings import ended
from edition.findings import Severity, finding
from edition.makeup.copy import Policy
from edition.terminal import Terminal
from tests.support.flatplans import paper as document
from tests.support.flatplans import plan as flatplan

from .conftest import Edition


class Planner:
    """Makes up the paper of four pages, with a finding of the severity given."""

    def __init__(self, severity: Severity = Severity.NOTE) -> None:
        self.severity = severity
        self.asked: list[int | None] = []

    def __call__(
        self, issue_folder: Path, *, pages: int | None = None, delivered: Path | None = None
    ) -> Planning:
        self.asked.append(pages)
        found = finding("PIN-003", "There is no page 9.", severity=self.severity)
        return Planning(document(issue_folder), flatplan(), (found,), (), Policy())


def terminal(encoding: str = "utf-8", *, quiet: bool = False) -> Terminal:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True)
    return Terminal(out, io.StringIO(), quiet)


def said(spoken: Terminal) -> tuple[str, str]:
    assert isinstance(spoken.out, io.TextIOWrapper) and isinstance(spoken.err, io.StringIO)
    spoken.out.seek(0)
    return spoken.out.read(), spoken.err.getvalue()


def test_the_plan_is_the_result_and_findings_are_said_beside_it(paper: Path) -> None:
    spoken = terminal()
    assert run(str(paper), spoken, planner=Planner()) == 0
    out, err = said(spoken)
    assert "┌A" in out and "There is no page 9." in err and "There is no page 9." not in out


def test_errors_show_in_the_exit_code(paper: Path) -> None:
    assert run(str(paper), terminal(), planner=Planner(Severity.WARNING)) == 0
    assert run(str(paper), terminal(), planner=Planner(Severity.ERROR)) == 3


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_box_drawing_gets_ascii(paper: Path, encoding: str) -> None:
    spoken = terminal(encoding)
    run(str(paper), spoken, planner=Planner())
    out, _ = said(spoken)
    assert "+A" in out and "?" not in out and "�" not in out


def test_quiet_keeps_notes_back_and_the_plan_comes(paper: Path) -> None:
    spoken = terminal(quiet=True)
    run(str(paper), spoken, planner=Planner())
    out, err = said(spoken)
    assert "┌A" in out and err == ""


@pytest.mark.parametrize(
    ("form", "begins"),
    [("svg", "<svg "), ("html", "<!DOCTYPE html>"), ("json", "{\n"), ("text", " ")],
)  # fmt: skip
def test_every_form_goes_into_a_file(paper: Path, tmp_path: Path, form: str, begins: str) -> None:
    spoken = terminal("ascii")
    out = tmp_path / "new" / "plan"
    assert run(str(paper), spoken, form=form, out=out, planner=Planner()) == 0  # type: ignore[arg-type]
    assert out.read_text("utf-8").startswith(begins)
    assert said(spoken)[0] == ""


def test_a_folder_is_no_place_for_a_plan(paper: Path, tmp_path: Path) -> None:
    spoken = terminal()
    code = ended(lambda: run(str(paper), spoken, out=tmp_path, planner=Planner()), spoken)
    _, err = said(spoken)
    assert code == 8 and "is a folder" in err and "--out plan.txt" in err


def test_a_file_that_cannot_be_written_is_said_in_words(paper: Path, tmp_path: Path) -> None:
    spoken = terminal()
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "plan.txt"
    code = ended(lambda: run(str(paper), spoken, out=out, planner=Planner()), spoken)
    assert code == 8
    assert "cannot be written" in said(spoken)[1]


def test_page_counts_are_compared(paper: Path) -> None:
    planner, spoken = Planner(), terminal()
    run(str(paper), spoken, pages=(12, 16), planner=planner)
    assert planner.asked == [12, 16]
    out, err = said(spoken)
    assert out.startswith("pages ") and "best" in out
    assert err.count("There is no page 9.") == 1
    spoken = terminal()
    run(str(paper), spoken, pages=(12, 16), form="json", planner=planner)
    assert len(json.loads(said(spoken)[0])["plans"]) == 2


def test_one_page_count_is_shown_whole(paper: Path) -> None:
    planner, spoken = Planner(), terminal()
    run(str(paper), spoken, pages=(16,), planner=planner)
    assert planner.asked == [16] and "┌A" in said(spoken)[0]


@pytest.mark.parametrize(
    "words",
    [("--pages", "twelve"), ("--pages", "0"), ("--pages", ""), ("--html", "--json"),
     ("--pages", "12,16", "--svg")],
)  # fmt: skip
def test_wrong_words_are_told_at_once(
    paper: Path, edition: Edition, words: tuple[str, ...]
) -> None:
    done = edition("plan", *words, folder=paper)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and done.stdout == ""
