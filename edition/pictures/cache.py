"""Keeps what was made of pictures between builds, by content, so that nothing is made twice.

The folder may be deleted at any time. What is in it is believed only if its checksum is right,
and a machine on which it cannot be written simply makes everything anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_cache_dir

MAX_BYTES = 1_000_000_000
"""Beyond this the entries used longest ago go first."""

_MAGIC = b"edition picture 1\n"


def folder() -> Path:
    """Return where entries lie: ``$EDITION_CACHE``, or this user's usual cache folder."""
    chosen = os.environ.get("EDITION_CACHE")
    return Path(chosen) if chosen else Path(user_cache_dir("edition", appauthor=False))


def key(*parts: str) -> str:
    """Return the name of the entry that hangs on all of ``parts`` and nothing else."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def read(name: str) -> bytes | None:
    """Return the entry called ``name``; ``None`` when there is none or it has been damaged."""
    path = _path(name)
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    digest, data = stored[len(_MAGIC) :][:32], stored[len(_MAGIC) + 32 :]
    if not stored.startswith(_MAGIC) or _checksum(name, data) != digest:
        with contextlib.suppress(OSError):
            path.unlink()
        return None
    with contextlib.suppress(OSError):  # so that the oldest entry is the one unused longest
        os.utime(path)
    return data


def write(name: str, data: bytes) -> None:
    """Keep ``data`` under ``name``, all of it or nothing."""
    path = _path(name)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + _checksum(name, data) + data)
            Path(unfinished).replace(path)
        except OSError:
            Path(unfinished).unlink(missing_ok=True)


def trim(limit: int = MAX_BYTES) -> None:
    """Delete the entries used longest ago until the rest takes ``limit`` bytes at most."""
    entries = sorted(_entries(), key=lambda entry: entry[0], reverse=True)
    total = 0
    for _, size, path in entries:
        total += size
        if total > limit:
            with contextlib.suppress(OSError):
                path.unlink()


def clear() -> None:
    """Delete every entry."""
    shutil.rmtree(_root(), ignore_errors=True)


def _root() -> Path:
    # A folder of our own below it: clear() must not delete what somebody else keeps there.
    return folder() / "pictures"


def _path(name: str) -> Path:
    return _root() / name[:2] / name


def _checksum(name: str, data: bytes) -> bytes:
    return hashlib.sha256(name.encode() + data).digest()


def _entries() -> Iterator[tuple[float, int, Path]]:
    """Yield when each entry was last used, its size and its path."""
    for path in _root().glob("*/*"):
        with contextlib.suppress(OSError):
            facts = path.stat()
            yield facts.st_mtime, facts.st_size, path
