"""``edition init``: a small publication that builds at once, to be written over."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

from ..endings import CLEAN
from ..errors import SourceError
from ..model import Origin
from ..source.language import known_language
from ..starter import start_publication
from ..terminal import Terminal
from .schema import write_schemas


def run(folder: Path, terminal: Terminal, *, name: str | None, language: str, day: date) -> int:
    """Write the publication into ``folder``; ``name`` ``None`` takes the folder's.

    Raises:
        SourceError: nobody knows the language.
        DeliveryError: the folder is not empty, or cannot be written into.
    """
    known, found = known_language(language, origin=Origin(Path("publication.toml")))
    if known is None or found:
        raise SourceError(f"{found[0].message} Nothing was written.", hint=found[0].hint)
    called = (name or "").strip() or _name_of(folder)
    start_publication(folder, name=called, language=known, day=day)
    write_schemas(folder / "schemas")
    terminal.remark(f"{called} is in {folder}. Next:")
    terminal.remark(f"  cd {shlex.quote(str(folder))}\n  edition build")
    return CLEAN


def _name_of(folder: Path) -> str:
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words) or "Our Paper"
