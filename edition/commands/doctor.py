"""``edition doctor``: what is installed, what is missing, and how to get it."""

from __future__ import annotations

from collections.abc import Iterator

from ..doctor import Part, System, examine, this_system
from ..endings import CLEAN, ERRORS
from ..terminal import Terminal

_SYSTEMS: dict[System, str] = {
    "debian": "Debian, Ubuntu",
    "fedora": "Fedora",
    "macos": "macOS",
    "other": "Any system",
}


def run(terminal: Terminal) -> int:
    """List the parts; the exit code says whether a needed one is missing."""
    system = this_system()
    missing = []
    for part in examine():
        for line in _lines(part, system):
            terminal.say(f"{line}\n")
        if part.needed and part.found is None:
            missing.append(part.name)
    if missing:
        terminal.say(f"\nMissing: {', '.join(missing)}.\n")
        return ERRORS
    terminal.say("\nEverything needed is here.\n")
    return CLEAN


def _lines(part: Part, system: System) -> Iterator[str]:
    if part.found is not None:
        yield f"{part.name:16}  {part.found}"
        return
    yield f"{part.name:16}  {'missing' if part.needed else 'not here, not needed'}: {part.use}"
    known = dict(part.remedies)
    if system in known:
        yield f"{'':16}  get it with: {known[system]}"
        return
    for one, command in part.remedies:
        yield f"{'':16}  {_SYSTEMS[one]}: {command}"
