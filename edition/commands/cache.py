"""``edition cache``: what is kept between builds, and how it is thrown away."""

from __future__ import annotations

from ..cache import DRAWERS, MAX_BYTES, folder
from ..endings import CLEAN
from ..terminal import Terminal

_MEGABYTE = 1_000_000


def run(terminal: Terminal, *, clear: bool) -> int:
    """Say where the cache is and what is in it; with ``clear``, what was deleted."""
    terminal.say(f"{folder()}\n")
    for what, drawer in DRAWERS.items():
        count, size = drawer.held()
        if clear:
            drawer.clear()
        most = f" of {MAX_BYTES // _MEGABYTE} MB at most" if not clear else ", deleted"
        terminal.say(f"{what:20}  {count:5}   {size / _MEGABYTE:.1f} MB{most}\n")
    return CLEAN
