"""Names for this program and the libraries below it, which change when any of them does."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent
"""The folder this program lies in."""

_VERSION = re.compile(r"^Version: *(\S+)", re.MULTILINE)


@cache
def version_of(library: str) -> str | None:
    """Return which version of ``library`` is installed, ``None`` when it is not."""
    try:
        found = distribution(library)
    except PackageNotFoundError:
        return None
    # Its papers read as a letter, header by header, take ten times as long.
    stated = _VERSION.search((found.read_text("METADATA") or "").partition("\n\n")[0])
    return stated[1] if stated else found.version


def versions(libraries: tuple[str, ...]) -> str:
    """Return the versions of ``libraries``, in one line."""
    return " ".join(f"{one} {version_of(one) or 'none'}" for one in libraries)


@cache
def code_in(folder: Path) -> str:
    """Return name, size and time of every Python file in ``folder``, sorted."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [one for one in folders if one != "__pycache__"]
        home = Path(parent)
        for path in (home / name for name in names if name.endswith(".py")):
            found.append(facts(path, path.relative_to(folder).as_posix()))
    return "".join(sorted(found))


def facts(path: Path, named: str) -> str:
    """Return the size and the time of the file at ``path``, which is ``named`` so.

    Raises:
        OSError: it is not there.
    """
    known = path.stat()
    return f"{named} {known.st_size} {known.st_mtime_ns}\n"
