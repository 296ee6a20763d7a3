"""What a settings file or front matter says, each value with the line it stands on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..findings import Finding
from ..model import Origin
from .locate import KeyPath, Lines, line_of
from .nearest import shortened
from .text import without_controls

DEPTH = 12
"""How deep values may be nested; the deepest that is asked for is 4."""

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a settings file or front matter says, and where."""

    values: Values
    lines: Lines
    origin: Origin
    """The file, and the line before the first of its settings; ``None`` for a whole file."""
    form: Literal["toml", "yaml"] = "toml"

    def place(self, *path: str | int) -> Origin:
        """Return where the value at ``path`` stands, or where it is missing from."""
        return Origin(self.origin.path, line_of(self.lines, path) or self.origin.line or 1)

    def with_value(self, key: str, value: object) -> Settings:
        """Return the settings with ``value`` at the top-level ``key``."""
        return replace(self, values={**self.values, key: value})

    def without(self, paths: Collection[KeyPath]) -> Settings:
        """Return the settings without the values at ``paths``; later list items move up.

        None of ``paths`` may lie inside another.
        """
        values = _copied(self.values)
        gone: dict[KeyPath, set[str | int]] = {}
        for path in paths:
            gone.setdefault(path[:-1], set()).add(path[-1])
        # What lies deepest first, so that the way to it is still the one it was.
        for way in sorted(gone, key=len, reverse=True):
            holder: Any = values
            for step in way:
                holder = holder[step]
            if isinstance(holder, list):
                holder[:] = [one for index, one in enumerate(holder) if index not in gone[way]]
            else:
                for key in gone[way]:
                    del holder[key]

        numbers = {
            way: sorted(step for step in steps if isinstance(step, int))
            for way, steps in gone.items()
        }
        lines = {}
        for path, line in self.lines.items():
            moved = _moved(path, numbers)
            if moved is not None:
                lines[moved] = line
        return replace(self, values=values, lines=lines)


def _moved(path: KeyPath, gone: Mapping[KeyPath, list[int]]) -> KeyPath | None:
    """Return where ``path`` leads after the list items ``gone``; ``None`` when it went with one."""
    steps = list(path)
    for depth, step in enumerate(path):
        removed = gone.get(path[:depth])
        if removed and isinstance(step, int):
            before = bisect_left(removed, step)
            if before < len(removed) and removed[before] == step:
                return None
            steps[depth] = step - before
    return tuple(steps)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_copied(inner) for inner in value]
    return value


def without_escapes(settings: Settings) -> tuple[Settings, tuple[Finding, ...]]:
    """Take out the control characters that escapes such as ``\\u0008`` bring in."""
    found: list[Finding] = []

    def cleaned(value: Any, path: KeyPath) -> Any:
        match value:
            case str():
                text, more = without_controls(value, origin=settings.place(*path))
                found.extend(more)
                return text
            case Mapping():
                return {
                    without_controls(key, origin=settings.origin)[0]: cleaned(inner, (*path, key))
                    for key, inner in value.items()
                }
            case list():
                return [cleaned(inner, (*path, index)) for index, inner in enumerate(value)]
            case _:
                return value

    return replace(settings, values=cleaned(settings.values, ())), tuple(found)


def cannot_read(row: str) -> str:
    """Return the sentence for settings that end to make sense at ``row``."""
    shown = shortened(row)
    if not shown:
        return "The settings cannot be read from here on."
    return f"The settings cannot be read at this line: {shown}"


def recovered(text: str) -> Values:
    """Return what the simple lines of unreadable front matter say, as text.

    It is only good enough to go on reading the story and find what else is wrong.
    """
    values: Values = {}
    for row in text.split("\n"):
        found = re.match(r"([A-Za-z_]+)[ \t]*[:=][ \t]*([^\s\[{|>&*!].*)$", row)
        if found:
            values.setdefault(found[1], found[2].strip().strip("\"'“”").strip())
    return values
