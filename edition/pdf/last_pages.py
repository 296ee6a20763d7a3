"""The pages delivered last, as the file that lies beside them tells of them, and back.

An editor can open the file, so nothing in it is believed: it must be whole, of this issue
and of the shape it was written in, and make-up looks every page over that it keeps. What is
amiss with it is no reason to complain: the pages are made up afresh then.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import NoReturn

from ..document import Document
from ..makeup.last import Last
from . import as_json

FORM = 1
"""Counts up when a file of before can no longer be read."""


def told(last: Last, document: Document) -> bytes:
    """Return ``last`` as JSON; equal pages of one issue give equal bytes."""
    said = as_json.told(last)
    content = {**_named(document), "sha256": _digest(said), "pages": said}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def heard(data: bytes, document: Document) -> Last | None:
    """Return what ``data`` tells of, ``None`` when that is not the pages of this issue."""
    try:
        content = json.loads(data, parse_constant=_refused)
        if any(content[key] != value for key, value in _named(document).items()):
            return None
        if content["sha256"] != _digest(content["pages"]):
            return None
        return as_json.read(Last, content["pages"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _named(document: Document) -> dict[str, object]:
    date = document.issue.date.isoformat()
    return {"form": FORM, "publication": document.publication.slug, "issue": date}


def _digest(said: object) -> str:
    """Return what tells a file that was written to from the one that was delivered."""
    return sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


def _refused(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")
