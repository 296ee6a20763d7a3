"""``edition look``: which template and stylesheet is used, and from where."""

from __future__ import annotations

import json
import os
from pathlib import Path

from ..endings import CLEAN
from ..look import Look, look_in, shared
from ..look.overrides import InUse, copy_out, difference, in_use
from ..shelf import choose
from ..source import find_publication
from ..terminal import Terminal


def run(
    issue: str | None,
    terminal: Terminal,
    *,
    copy: str | None = None,
    diff: str | None = None,
    as_json: bool = False,
) -> int:
    """List the look of ``issue``, or copy or compare one file of it."""
    here = Path.cwd()
    folder = choose(issue, here).folder
    publication = find_publication(folder)
    look = look_in(folder, publication)
    if copy is not None:
        # Only a special number named outright gets a copy of its own.
        path = copy_out(copy, look, folder if issue else publication)
        terminal.say(f"{os.path.relpath(path, here)}\n")
    elif diff is not None:
        changes = difference(diff, look)
        if not changes:
            terminal.remark(f"Nothing: {diff} is used here as the shared file has it.")
        terminal.say(changes)
    elif as_json:
        terminal.say(json.dumps([_entry(one, publication) for one in in_use(look)], indent=2))
        terminal.say("\n")
    else:
        terminal.say(_listing(look, publication))
    return CLEAN


def _listing(look: Look, publication: Path) -> str:
    used = list(in_use(look))
    own = [one for one in used if _home(one, publication) != "shared"]
    widest = max((len(f"{one.kind}/{one.name}") for one in used), default=0)
    lines = [
        f"{f'{one.kind}/{one.name}':{widest}}  {_home(one, publication)}"
        f"{', in place of the shared one' if one.replaces else ''}"
        for one in used
    ]
    many = f"{len(own)} of {len(used)} files are your own."
    return "\n".join([*lines, many, ""])


def _home(one: InUse, publication: Path) -> str:
    if one.path.is_relative_to(shared(one.kind)):
        return "shared"
    return Path(os.path.relpath(one.path, publication)).as_posix()


def _entry(one: InUse, publication: Path) -> dict[str, object]:
    return {
        "kind": one.kind,
        "name": one.name,
        "from": _home(one, publication),
        "replaces": len(one.replaces),
    }
