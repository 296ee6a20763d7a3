"""A paper that has been built, and the servers of printers and post offices on the loopback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from .servers import Certificate, Sshd, certificate_for, sshd

Done = subprocess.CompletedProcess[str]
Edition = Callable[..., Done]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new paper whose one issue has been built, to be copied and not to be changed."""
    home = tmp_path_factory.mktemp("built")
    words = {"cwd": home, "check": True, "capture_output": True, "timeout": 300}
    command = [sys.executable, "-m", "edition"]
    start = [*command, "init", "paper", "--name", "The Paper", "--date", "2026-03-06"]
    subprocess.run(start, **words)  # type: ignore[call-overload]
    subprocess.run([*command, "build", "paper"], **words)  # type: ignore[call-overload]
    return home / "paper"


@pytest.fixture
def paper(built: Path, tmp_path: Path) -> Path:
    """A copy of the built paper, to do anything to."""
    folder = Path(copytree(built, tmp_path / "paper"))
    assert (folder.parent / "paper" / "publication.toml").is_file()
    if not (folder / "out").exists():  # It was built from outside the paper.
        copytree(built.parent / "out", folder / "out")
    return folder


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """Run ``edition`` as a person would, in the folder ``folder``, with a home of its own."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)

    def run(*words: object, folder: Path, typed: str = "", **environment: str) -> Done:
        return subprocess.run(
            [sys.executable, "-m", "edition", *map(str, words)],
            cwd=folder,
            env=surroundings(home) | environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def surroundings(home: Path) -> dict[str, str]:
    """Return an environment without keys, agents or passwords of whoever runs the tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SSH_")}
    return kept | {
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate for the loopback that no system trusts."""
    return certificate_for(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Sshd]:
    """OpenSSH's own server, with a folder for us."""
    with sshd(tmp_path / "printer") as server:
        yield server


def add_settings(paper: Path, text: str) -> None:
    """Add ``text`` to the publication's settings."""
    file = paper / "publication.toml"
    file.write_text(f"{file.read_text('utf-8')}\n{text}", "utf-8")
