"""Where the pages of an issue stood when it was delivered last: the file the next build asks."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISREG

LAST_PAGES = "pages.json"

_MOST = 8_000_000
"""Bytes such a file never has; what is larger is somebody else's."""


def last_pages(folder: Path) -> bytes | None:
    """Return what the files delivered into ``folder`` tell of their pages, ``None``: nothing.

    It is told by somebody's disk: whoever reads it believes none of it.
    """
    path = folder / LAST_PAGES
    try:
        facts = path.stat()
        if not S_ISREG(facts.st_mode) or facts.st_size > _MOST:
            return None
        return path.read_bytes()
    except OSError:
        return None
