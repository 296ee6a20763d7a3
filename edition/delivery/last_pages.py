"""Where the pages of an issue stood when it was delivered last: the file the next build asks."""

from __future__ import annotations

from pathlib import Path

LAST_PAGES = "pages.json"

MOST = 8_000_000
"""Bytes a file of ours never has: it would be one of some thousand pages."""


def last_pages(folder: Path) -> bytes | None:
    """Return what the files delivered into ``folder`` tell of their pages, ``None``: nothing.

    It is told by somebody's disk: whoever reads it believes none of it.
    """
    path = folder / LAST_PAGES
    try:
        if not path.is_file():  # nothing that could be read for ever
            return None
        with path.open("rb") as file:
            data = file.read(MOST + 1)
        return data if len(data) <= MOST else None
    except OSError:
        return None
