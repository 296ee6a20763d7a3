"""How a command ends when something is not as it should be."""

from __future__ import annotations

import io
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from edition import __version__
from edition.endings import ended
from edition.errors import EditionError, LookError
from edition.model import Origin
from edition.terminal import Terminal

EDITION = (sys.executable, "-m", "edition")


def edition(
    *words: str, folder: Path, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*EDITION, *words],
        cwd=folder,
        env=os.environ | {"XDG_STATE_HOME": str(folder / "state")} | (more or {}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def listening() -> Terminal:
    return Terminal(io.StringIO(), io.StringIO())


def heard(terminal: Terminal) -> str:
    assert isinstance(terminal.err, io.StringIO)
    return terminal.err.getvalue()


def test_a_reason_to_stop_is_said_with_place_and_hint() -> None:
    def action() -> int:
        raise LookError("It is broken.", origin=Origin(Path("a.css"), 3), hint="Mend it.")

    terminal = listening()
    assert ended(action, terminal) == LookError.exit_code
    assert heard(terminal) == "a.css:3: It is broken.\n    Mend it.\n"


def test_ctrl_c_is_one_line() -> None:
    def action() -> int:
        raise KeyboardInterrupt

    terminal = listening()
    assert ended(action, terminal) == 130
    assert len(heard(terminal).splitlines()) == 1


def test_the_unexpected_is_an_apology_and_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def action() -> int:
        raise KeyError("the key")

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    terminal = listening()
    assert ended(action, terminal) == 70
    first, second = heard(terminal).splitlines()
    assert "Sorry" in first and "KeyError" in first
    details = Path(second.split("send along ")[1]).read_text("utf-8")
    assert "Traceback" in details and "the key" in details and __version__ in details


def test_every_reason_to_stop_has_its_own_code() -> None:
    codes = [kind.exit_code for kind in EditionError.__subclasses__()]
    assert len(set(codes)) == len(codes)
    assert not {0, 1, 2, 3, 70, 130} & set(codes)


def test_no_publication_here(tmp_path: Path) -> None:
    done = edition("build", folder=tmp_path)
    assert done.returncode == 5
    assert done.stdout == ""
    assert "no publication here" in done.stderr
    assert "edition init" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [("bild",), ("build", "--only", "kindle"), ("new", "soon"), ("build", "-j", "0"), ("init",)],
)
def test_wrong_usage_ends_in_two(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = edition(*words, folder=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_version_comes_at_once(tmp_path: Path) -> None:
    """The best of five, in the processor's seconds: others may keep the machine busy."""

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = edition("--version", folder=tmp_path)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert done.stdout == f"edition {__version__}\n"
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(5)) < 0.25


def test_no_engine_is_loaded_before_it_is_needed(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "edition", "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(re.findall(r"\| +([a-z_0-9]+)$", done.stderr, re.MULTILINE))
    heavy = {"weasyprint", "ebooklib", "jinja2", "pyvips", "pikepdf", "pydantic", "PIL", "lxml"}
    assert "typer" in loaded
    assert not loaded & (heavy | {"rich", "markdown_it", "fontTools", "tinycss2"})


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_the_commands(tmp_path: Path, shell: str) -> None:
    done = edition(
        folder=tmp_path,
        more={
            "_EDITION_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": "edition ",
            "COMP_CWORD": "1",
            "_TYPER_COMPLETE_ARGS": "edition ",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        },
    )
    for command in ("build", "check", "doctor", "init", "look", "new", "schema"):
        assert re.search(rf"\b{command}\b", done.stdout), done.stdout + done.stderr
