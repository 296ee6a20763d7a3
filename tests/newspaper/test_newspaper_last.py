"""A newspaper delivered, edited and delivered again: the other pages stand where they stood."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.build import plan_issue
from edition.cache import SHEETS
from edition.commands import plan as plan_command
from edition.commands.build import run
from edition.delivery.last_pages import LAST_PAGES
from edition.makeup.plan import Flatplan
from edition.terminal import Terminal

from . import papers as make
from .page_map import page_maps

DATE = "2026-03-06"


def terminal() -> Terminal:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    return Terminal(out, io.StringIO(), quiet=False)


def deliver(issue: Path, out: Path, *, afresh: bool = False, proof: bool = False) -> None:
    """Build the print edition of ``issue`` into ``out``, as a person does."""
    spoken = terminal()
    code = run(str(issue), spoken, targets={"print"}, out=out, afresh=afresh, proof=proof, jobs=1)
    assert code == 0, spoken.err


def printed(out: Path) -> bytes:
    (path,) = (out / DATE).glob("*-print.pdf")
    return path.read_bytes()


def told(out: Path) -> bytes:
    return (out / DATE / LAST_PAGES).read_bytes()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a paper, what was delivered of it, and what a build kept."""
    folder = tmp_path_factory.mktemp("built")
    stories = make.pieces(folder / "paper", 18, each=360)
    names = list(stories)
    make.paper(folder / "paper", stories, sections={"News": names[:10], "Sport": names[10:]})
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("EDITION_CACHE", str(folder / "cache"))
        deliver(folder / "paper/issues" / DATE, folder / "out")
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of it all, to do anything to."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def issue(folder: Path) -> Path:
    return folder / "paper/issues" / DATE


def edit(
    issue: Path, name: str = "piece-14", more: str = " And then the ferry sailed." * 2
) -> None:
    """Give a story some sentences more."""
    path = issue / f"{name}.md"
    path.write_text(f"{path.read_text('utf-8').rstrip()}{more}\n", "utf-8")


def pages(plan: Flatplan) -> list[str]:
    return re.split(r"(?m)^(?=page \d)", page_maps(plan))[1:]


def test_an_edit_leaves_the_pages_of_other_stories_where_they_were(
    folder: Path, issue: Path
) -> None:
    out = folder / "out"
    before = plan_issue(issue, delivered=out)[1]
    assert before.kept == tuple(range(1, before.pages + 1))
    own = {sheet.number for sheet, one in before.modules() if one.name == "piece-14"}
    kept = len(list(SHEETS._entries()))
    edit(issue)
    plan = plan_issue(issue, delivered=out)[1]
    assert set(plan.kept or ()) == set(range(1, plan.pages + 1)) - own
    old, new = pages(before), pages(plan)
    assert {at + 1 for at in range(len(old)) if old[at] != new[at]} <= own
    deliver(issue, out)
    drawn = len(list(SHEETS._entries())) - kept
    assert 1 <= drawn <= len(own), "the pages of the others were found as they had been drawn"
    assert plan_issue(issue, delivered=out)[1].kept == before.kept, "and these are the last now"


def test_a_build_of_what_was_delivered_gives_its_bytes_with_or_without_a_cache(
    folder: Path, issue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = folder / "out"
    edit(issue)
    deliver(issue, out)
    edited, pages_of_it = printed(out), told(out)
    deliver(issue, out)
    assert (printed(out), told(out)) == (edited, pages_of_it)
    monkeypatch.setenv("EDITION_CACHE", str(folder / "empty"))
    deliver(issue, out)
    assert (printed(out), told(out)) == (edited, pages_of_it)


def test_afresh_is_what_a_first_build_is(folder: Path, issue: Path) -> None:
    edit(issue, more=" And then the ferry sailed." * 30)
    deliver(issue, folder / "out")
    deliver(issue, folder / "new")
    deliver(issue, folder / "out", afresh=True)
    assert printed(folder / "out") == printed(folder / "new")
    assert told(folder / "out") == told(folder / "new")


@pytest.mark.parametrize(
    "harm", (lambda data: data[:-90], lambda data: b"{}", lambda data: data.replace(b"1", b"2"))
)
def test_a_file_that_was_meddled_with_is_as_good_as_none(
    folder: Path, issue: Path, harm: Callable[[bytes], bytes]
) -> None:
    out = folder / "out"
    before = printed(out), told(out)
    (out / DATE / LAST_PAGES).write_bytes(harm(told(out)))
    assert plan_issue(issue, delivered=out)[1].kept is None
    deliver(issue, out)
    assert (printed(out), told(out)) == before


def test_a_proof_is_nothing_that_was_delivered(folder: Path, issue: Path) -> None:
    before = told(folder / "out")
    edit(issue)
    deliver(issue, folder / "out", proof=True)
    assert told(folder / "out") == before


def test_the_plan_says_which_pages_are_new(folder: Path, issue: Path) -> None:
    edit(issue)
    for afresh in (False, True):
        spoken = terminal()
        plan_command.run(str(issue), spoken, delivered=folder / "out", afresh=afresh)
        assert isinstance(spoken.out, io.TextIOWrapper)
        spoken.out.seek(0)
        shown = spoken.out.read()
        assert ("(as delivered)" in shown) is not afresh
        assert ("(new)" in shown) is not afresh
