"""What was imported before: kept in the issue's folder, so that no editor's work is lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

REPORT_FOLDER = "import-report"
RECORD_FILE = "record.json"


@dataclass(frozen=True, slots=True)
class Record:
    """What the last imports wrote.

    ``slugs`` has the file name of every story by its key; ``files`` the SHA-256 of story files
    as written; ``captions`` the words of each picture as written; ``sections`` the section in
    which a story was put into the order; ``pictures`` the name of each picture by its address.
    """

    slugs: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    captions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the record as it is kept."""
        kept = {
            "what": "What was imported into this issue; edition needs it to leave your work alone.",
            "slugs": dict(self.slugs),
            "files": dict(self.files),
            "captions": {name: dict(words) for name, words in self.captions.items()},
            "sections": dict(self.sections),
            "pictures": dict(self.pictures),
        }
        return json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_record(folder: Path) -> Record:
    """Return the record in the issue's ``folder``; an empty one when there is none to be read."""
    try:
        kept = json.loads((folder / REPORT_FOLDER / RECORD_FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Record()
    if not isinstance(kept, dict):
        return Record()
    captions = kept.get("captions")
    return Record(
        slugs=_words(kept.get("slugs")),
        files=_words(kept.get("files")),
        captions={str(name): _words(words) for name, words in captions.items()}
        if isinstance(captions, dict)
        else {},
        sections=_words(kept.get("sections")),
        pictures=_words(kept.get("pictures")),
    )


def _words(kept: Any) -> dict[str, str]:
    if not isinstance(kept, dict):
        return {}
    return {str(key): value for key, value in kept.items() if isinstance(value, str)}


def digest(data: bytes) -> str:
    """Return the SHA-256 of ``data``, hexadecimal."""
    return hashlib.sha256(data).hexdigest()
