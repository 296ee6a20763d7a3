"""Keeps what was made between builds, by all it was made from, so that nothing is made twice.

The folder may be deleted at any time. What is in it is believed only if its checksum is right,
and a machine on which it cannot be written simply makes everything anew. Nothing in it is code.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_dir

MAX_BYTES = 1_000_000_000
"""Beyond this the entries of a drawer used longest ago go first."""


def folder() -> Path:
    """Return where entries lie: ``$EDITION_CACHE``, or this user's usual cache folder."""
    chosen = os.environ.get("EDITION_CACHE")
    return Path(chosen) if chosen else Path(user_cache_dir("edition", appauthor=False))


def key(*parts: str) -> str:
    """Return the name of the entry that hangs on all of ``parts`` and nothing else."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Drawer:
    """One kind of thing that is kept: a folder of its own below the cache's.

    ``clear`` must not delete what somebody else keeps beside it.
    """

    name: str

    def read(self, name: str) -> bytes | None:
        """Return the entry called ``name``; ``None`` when there is none or it is damaged."""
        path, magic = self._path(name), self._magic()
        try:
            with path.open("rb") as file:
                head, data = file.read(len(magic) + 32), file.read()
        except OSError:
            return None
        if head != magic + self._checksum(name, data):
            self.forget(name)
            return None
        with contextlib.suppress(OSError):  # so that the oldest entry is the one unused longest
            os.utime(path)
        return data

    def holds(self, name: str) -> bool:
        """Return whether there is an entry called ``name``, be it as it may."""
        return self._path(name).is_file()

    def write(self, name: str, *data: bytes) -> None:
        """Keep ``data``, one piece after the other, under ``name``, all of it or nothing."""
        path = self._path(name)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(self._magic() + self._checksum(name, *data))
                    file.writelines(data)
                Path(unfinished).replace(path)
            except OSError:
                Path(unfinished).unlink(missing_ok=True)

    def forget(self, name: str) -> None:
        """Delete the entry called ``name``."""
        with contextlib.suppress(OSError):
            self._path(name).unlink()

    def trim(self, limit: int = MAX_BYTES) -> None:
        """Delete the entries used longest ago until the rest takes ``limit`` bytes at most."""
        entries = sorted(self._entries(), key=lambda entry: entry[0], reverse=True)
        total = 0
        for _, size, path in entries:
            total += size
            if total > limit:
                with contextlib.suppress(OSError):
                    path.unlink()

    def clear(self) -> None:
        """Delete every entry."""
        shutil.rmtree(self._root(), ignore_errors=True)

    def held(self) -> tuple[int, int]:
        """Return how many entries there are, and their bytes."""
        sizes = [size for _, size, _ in self._entries()]
        return len(sizes), sum(sizes)

    def _root(self) -> Path:
        return folder() / self.name

    def _path(self, name: str) -> Path:
        return self._root() / name[:2] / name

    def _magic(self) -> bytes:
        return f"edition {self.name} 2\n".encode()

    def _checksum(self, name: str, *data: bytes) -> bytes:
        checksum = hashlib.sha256(name.encode())
        for part in data:
            checksum.update(part)
        return checksum.digest()

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """Yield when each entry was last used, its size and its path."""
        for path in self._root().glob("*/*"):
            with contextlib.suppress(OSError):
                facts = path.stat()
                yield facts.st_mtime, facts.st_size, path


PICTURES, PAGES = Drawer("pictures"), Drawer("pages")
WEB_FONTS, FONTS = Drawer("web-fonts"), Drawer("fonts")
PREFLIGHTS = Drawer("preflights")
FRONTS, STYLES = Drawer("fronts"), Drawer("styles")
MEASURES, SHEETS = Drawer("measures"), Drawer("sheets")
STATES = Drawer("states")
DRAWERS = {
    "pictures made ready": PICTURES,
    "finished pages": PAGES,
    "fonts for the web": WEB_FONTS,
    "fonts of one weight": FONTS,
    "preflights": PREFLIGHTS,
    "front pages as pictures": FRONTS,
    "stylesheets made flat": STYLES,
    "stories measured": MEASURES,
    "newspaper pages drawn": SHEETS,
    "what issues looked like": STATES,
}
"""All that is kept, in an editor's words."""
