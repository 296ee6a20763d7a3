"""A paper to try the commands on, and the command itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.commands.init import run as start
from edition.terminal import standard

Done = subprocess.CompletedProcess[str]
Edition = Callable[..., Done]


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new paper of one issue, to be copied and not to be changed."""
    from datetime import date

    folder = tmp_path_factory.mktemp("pristine") / "paper"
    start(
        folder,
        standard(quiet=True),
        name="The Paper",
        language="en-GB",
        day=date(2026, 3, 6),
    )
    return folder


@pytest.fixture
def paper(pristine: Path, tmp_path: Path) -> Path:
    """A copy of a new paper, to do anything to."""
    from shutil import copytree

    return Path(copytree(pristine, tmp_path / "paper"))


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of pictures that all commands of this run share."""
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture
def edition(tmp_path: Path, pictures: Path) -> Edition:
    """Run ``edition`` as a person would, in the folder ``folder``."""

    def run(*words: object, folder: Path, **environment: str) -> Done:
        return subprocess.run(
            [sys.executable, "-m", "edition", *map(str, words)],
            cwd=folder,
            env=os.environ
            | {"EDITION_CACHE": str(pictures), "XDG_STATE_HOME": str(tmp_path / "state")}
            | environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run
