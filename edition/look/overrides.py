"""Which file won, and the files that meant to win and did not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches, unified_diff
from hashlib import sha256
from pathlib import Path
from typing import Literal

from ..errors import LookError
from ..findings import Finding, finding
from ..model import Origin, Publication
from . import Look, SearchPath

Kind = Literal["templates", "styles"]

_SUFFIX: dict[Kind, str] = {"templates": ".j2", "styles": ".css"}
_COMMENT: dict[Kind, tuple[str, str]] = {"templates": ("{# ", " -#}"), "styles": ("/* ", " */")}
_COPIED = re.compile(r"copied from the shared \S+, digest ([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class InUse:
    """One template or stylesheet: the file that is used, and those it stands in front of."""

    kind: Kind
    name: str
    path: Path
    replaces: tuple[Path, ...]


def in_use(look: Look) -> Iterator[InUse]:
    """Yield every template and stylesheet of ``look`` by kind and name."""
    for kind, search in _searches(look):
        for name in search.names():
            if not name.endswith(_SUFFIX[kind]):
                continue
            paths = (home / name for home in search.folders)
            first, *others = (one for one in paths if one.is_file() and search.may_read(one))
            yield InUse(kind, name, first, tuple(others))


def check_overrides(look: Look, publication: Publication) -> tuple[Finding, ...]:
    """Return what is to be said of the files that stand in front of shared ones."""
    found: list[Finding] = []
    for kind, search in _searches(look):
        *own, shared = search.folders
        if any(home.is_dir() for home in own):
            for home in own:
                found += _check_folder(kind, search, home, shared, publication.folder)
                found += _unusable(kind, look, search, home, publication.folder)
    return tuple(found)


def _unusable(
    kind: Kind, look: Look, search: SearchPath, home: Path, root: Path
) -> Iterator[Finding]:
    """Yield what keeps files of ``home`` that are in use from being used."""
    from . import usable  # Most publications have no such file, and do without the engines.

    for name in SearchPath((home,)).names():
        if not name.endswith(_SUFFIX[kind]) or search.find(name) != home / name:
            continue
        if (search.folders[-1] / name).is_file() or _is_asked_for(name, search):
            told = usable.of_template if kind == "templates" else usable.of_sheet
            yield from told(name, look, Origin(_relative(home / name, root)))


def _check_folder(
    kind: Kind, search: SearchPath, home: Path, shared: Path, root: Path
) -> Iterator[Finding]:
    for name in SearchPath((home,)).names():
        if not name.endswith(_SUFFIX[kind]):
            continue
        origin = Origin(_relative(home / name, root), 1)
        if not search.may_read(home / name):
            yield finding(
                "SRC-018",
                f"{name} lies outside the publication's folder and is not read.",
                origin=Origin(origin.path),
                hint="Put a copy of it there instead of a link.",
            )
        elif (shared / name).is_file():
            yield from _outdated(name, home / name, shared / name, origin)
        elif not _is_asked_for(name, search):
            yield _look_001(kind, name, shared, origin)


def _look_001(kind: Kind, name: str, shared: Path, origin: Origin) -> Finding:
    """LOOK-001: a template or stylesheet that replaces nothing and that nothing includes."""
    near = get_close_matches(name, list(SearchPath((shared,)).names()), n=1, cutoff=0.6)
    return finding(
        "LOOK-001",
        f"{name} replaces nothing, and nothing includes it.",
        origin=origin,
        hint=f"Did you mean {near[0]}?" if near else f"edition look lists the names of {kind}.",
    )


def _outdated(name: str, path: Path, original: Path, origin: Origin) -> Iterator[Finding]:
    """LOOK-002: a replaced template whose original has changed since it was copied."""
    lines = path.read_text("utf-8", errors="replace").splitlines()
    copied = _COPIED.search(lines[0]) if lines else None
    digest = _digest(original)
    if copied and copied[1] != digest:
        yield finding(
            "LOOK-002",
            f"The shared {name} has changed since this copy was made.",
            origin=origin,
            hint=f"edition look --diff {name} shows what differs. When all of it is taken over,"
            f" write the digest {digest} in the first line.",
        )


def _is_asked_for(name: str, search: SearchPath) -> bool:
    """Return whether any other file that is in use names ``name``."""
    others = (search.find(other) for other in search.names() if other != name)
    wanted = re.compile(rf"[\"'(]{re.escape(name)}[\"')]")
    return any(wanted.search(path.read_text("utf-8", errors="replace")) for path in others if path)


def copy_out(name: str, look: Look, home: Path) -> Path:
    """Copy the shared template or stylesheet ``name`` into the folder ``home`` and return its path.

    Raises:
        LookError: there is no such file, or ``home`` has one already.
    """
    kind, name, original = _original(name, look)
    target = home / kind / name
    if target.exists():
        raise LookError(
            f"{kind}/{name} is there already, and was left as it is.",
            hint="Move it away first if you want a fresh copy.",
        )
    opening, closing = _COMMENT[kind]
    line = f"{opening}copied from the shared {name}, digest {_digest(original)}{closing}\n"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(line.encode() + original.read_bytes())
    except OSError as error:
        raise LookError(f"{target} cannot be written: {error.strerror}.") from error
    return target


def difference(name: str, look: Look) -> str:
    """Return what the file in use changes in the shared one, as a unified diff.

    Empty when the words are the same, or when the shared file itself is in use.

    Raises:
        LookError: there is no such file.
    """
    kind, name, original = _original(name, look)
    used = getattr(look, kind).find(name) or original
    texts = (
        path.read_text("utf-8", errors="replace").splitlines(True) for path in (original, used)
    )
    before, after = texts
    if after and _COPIED.search(after[0]):
        after = after[1:]
    return "".join(unified_diff(before, after, f"shared/{name}", f"{kind}/{name}"))


def _original(name: str, look: Look) -> tuple[Kind, str, Path]:
    wanted = name.removeprefix("./")
    known: list[str] = []
    for kind, search in _searches(look):
        shared = search.folders[-1]
        plain = wanted.removeprefix(f"{kind}/")
        found = SearchPath((shared,)).find(plain)
        if found and plain.endswith(_SUFFIX[kind]):
            return kind, plain, found
        known += SearchPath((shared,)).names()
    near = [one for one in known if one.split("/")[-1] == wanted.split("/")[-1]]
    near = near or get_close_matches(wanted, known, n=1, cutoff=0.5)
    raise LookError(
        f"There is no shared template or stylesheet called {name}.",
        hint=f"Did you mean {' or '.join(near)}?" if near else "edition look lists them.",
    )


def _searches(look: Look) -> tuple[tuple[Kind, SearchPath], ...]:
    return ("templates", look.templates), ("styles", look.styles)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:16]


def _relative(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
