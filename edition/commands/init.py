"""``edition init``: a small publication that builds at once, to be written over."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

from ..endings import CLEAN
from ..starter import start_publication
from ..terminal import Terminal
from .schema import write_schemas


def run(folder: Path, terminal: Terminal, *, name: str | None, language: str, day: date) -> int:
    """Write the publication into ``folder``; ``name`` ``None`` takes the folder's."""
    called = (name or "").strip() or _name_of(folder)
    start_publication(folder, name=called, language=language, day=day)
    write_schemas(folder / "schemas")
    terminal.remark(f"{called} is in {folder}. Next:")
    terminal.remark(f"  cd {shlex.quote(str(folder))}\n  edition build")
    return CLEAN


def _name_of(folder: Path) -> str:
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words) or "Our Paper"
