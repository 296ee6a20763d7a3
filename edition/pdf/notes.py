"""Notes of what measuring and making up an issue found, kept for when it is built again.

Of every story it is noted under all it was measured from how many lines it has and
where it may be parted; so a story nobody changed is not set to be counted again. A
flatplan is noted under all it was made from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..cache import MEASURES, key
from . import as_json

Value = TypeVar("Value")


@dataclass(slots=True)
class Notes:
    """What was noted at the last build of one issue, and what is noted now."""

    name: str
    _before: dict[str, Any]
    _now: dict[str, Any] = field(default_factory=dict)

    def known(self, kind: type[Value], *made_of: str) -> Value | None:
        """Return what was noted under ``made_of``; ``None``: find it."""
        name = key(*made_of)
        if name in self._now:
            return as_json.read(kind, self._now[name])
        if name not in self._before:
            return None
        try:
            value = as_json.read(kind, self._before[name])
        except (TypeError, ValueError, RecursionError):
            return None
        self._now[name] = self._before[name]
        return value

    def note(self, value: object, *made_of: str) -> None:
        """Note ``value`` under ``made_of``."""
        self._now[key(*made_of)] = as_json.told(value)

    def keep(self) -> None:
        """Keep what was asked for and noted this time, and as much again of what was before."""
        if self._now.keys() <= self._before.keys():
            return
        older = [name for name in self._before if name not in self._now]
        kept = {name: self._before[name] for name in older[-len(self._now) :]} | self._now
        MEASURES.write(self.name, json.dumps(kept, separators=(",", ":")).encode())
        MEASURES.trim(_MOST)


_MOST = 50_000_000


def are_noted(*named: str) -> bool:
    """Return whether there are notes of the issue called ``named``."""
    return MEASURES.holds(key(*named))


def notes_of(*named: str) -> Notes:
    """Return the notes of the issue called ``named``, empty when there are none to be believed."""
    name = key(*named)
    stored = MEASURES.read(name)
    try:
        before = json.loads(stored) if stored else {}
    except (ValueError, RecursionError):
        before = {}
    return Notes(name, before if isinstance(before, dict) else {})
