"""``edition new``: the next issue's folder."""

from __future__ import annotations

import os
import tomllib
from datetime import date
from pathlib import Path

from ..endings import CLEAN
from ..shelf import Shelved, issues_of, publication_around
from ..starter import start_issue
from ..terminal import Terminal


def run(day: date, terminal: Terminal) -> int:
    """Make the folder of the issue of ``day`` in the publication we are in."""
    here = Path.cwd()
    publication = publication_around(here)
    shelved = issues_of(publication)
    home = shelved[-1].folder.parent if shelved else publication / "issues"
    folder = home / day.isoformat()
    number = max((issue.number or 0 for issue in shelved), default=0) + 1
    volume = _volume(shelved, day)
    schema = publication / "schemas" / "issue.schema.json"
    paths = start_issue(
        folder,
        day=day,
        number=number,
        volume=volume,
        section=_first_section(publication),
        schema=schema if schema.is_file() else None,
    )
    in_volume = f", volume {volume}" if volume is not None else ""
    terminal.remark(f"Number {number}{in_volume}:")
    for path in paths:
        terminal.say(f"{os.path.relpath(path, here)}\n")
    return CLEAN


def _volume(shelved: tuple[Shelved, ...], day: date) -> int | None:
    """Return the last issue's volume, or the next one in a new year; ``None``: it has none."""
    if not shelved or shelved[-1].volume is None:
        return None
    new_year = shelved[-1].when[:4].isdigit() and int(shelved[-1].when[:4]) < day.year
    return shelved[-1].volume + (1 if new_year else 0)


def _first_section(publication: Path) -> str:
    try:
        settings = tomllib.loads((publication / "publication.toml").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return "News"
    sections = settings.get("sections")
    return str(sections[0]) if isinstance(sections, list) and sections else "News"
