"""A guess, before an issue is read, whether its finished pages lie in the cache: no more than that.

What an issue is made of is looked at from outside: names and sizes, and what is written. Where a
build is likely to need the engine, it is loaded while the issue is being read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from .cache import STATES, key
from .delivery.last_pages import last_pages
from .versions import PROGRAM, code_in

_WRITTEN = frozenset({".md", ".toml", ".css", ".j2"})
_OF_THE_PUBLICATION = ("standing", "styles", "templates")
_MOST = 24
"""States of an issue that are remembered."""
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Guess:
    """The state an issue was in before it was read: its ``files``, and its pages ``last`` made."""

    issue: Path
    files: str
    last: bytes | None

    def is_known(self) -> bool:
        """Return whether finished pages were kept when all was as it is."""
        return self._state(self.last) in _known(self.issue)

    def note(self, made_up: bytes | None) -> None:
        """Remember that they are kept now, for the pages made ``last`` and when these are."""
        known, states = _known(self.issue), (self._state(self.last), self._state(made_up))
        if not known.keys() >= set(states):
            newest = [*(one for one in known if one not in states), *states]
            STATES.write(_name(self.issue), json.dumps(newest[-_MOST:]).encode())
            STATES.trim(_MOST_BYTES)

    def _state(self, last: bytes | None) -> str:
        return key(self.files, sha256(last or b"").hexdigest())


def guessed(issue: Path, publication: Path, delivered: Path | None, *asked: str) -> Guess:
    """Return the state the folder ``issue`` is in.

    ``delivered`` is where its editions went, in a folder that is likely to have the same name,
    ``asked`` is what else makes a difference.
    """
    found = [code_in(PROGRAM), *asked]
    with suppress(OSError):
        found.extend(_seen(publication / "publication.toml"))
        for home in (issue, *(publication / name for name in _OF_THE_PUBLICATION)):
            for parent, folders, names in os.walk(home):
                folders.sort()
                for name in sorted(names):
                    found.extend(_seen(Path(parent, name)))
    return Guess(issue, key(*found), last_pages(delivered / issue.name) if delivered else None)


def _seen(path: Path) -> Iterator[str]:
    yield str(path)
    if path.suffix.lower() in _WRITTEN:
        yield sha256(path.read_bytes()).hexdigest()
    else:
        yield str(path.stat().st_size)


def _known(issue: Path) -> dict[str, None]:
    try:
        said = json.loads(STATES.read(_name(issue)) or b"[]")
    except (ValueError, RecursionError):
        said = []
    listed = said if isinstance(said, list) else []
    return dict.fromkeys(one for one in listed if isinstance(one, str))


def _name(issue: Path) -> str:
    return key("seen", str(issue))
