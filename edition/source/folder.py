"""The folders of a publication: where they begin, what they hold, and what lies outside."""

from __future__ import annotations

from pathlib import Path

from ..errors import SourceError
from ..model import Origin
from .nearest import did_you_mean
from .text import same_letters

PUBLICATION_FILE = "publication.toml"
ISSUE_FILE = "issue.toml"
IMAGES = "images"

_PHOTOGRAPHS = frozenset({".jpg", ".jpeg", ".png"})


def find_publication(folder: Path) -> Path:
    """Return the nearest folder upwards from ``folder`` that holds ``publication.toml``.

    Raises:
        SourceError: there is none.
    """
    folder = folder.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / PUBLICATION_FILE).is_file():
            return candidate
    raise SourceError(
        f"No {PUBLICATION_FILE} was found in {folder.name} or in any folder above it.",
        hint="It belongs above the issues; a new publication begins with: edition init FOLDER",
    )


def existing_issue(folder: Path) -> Path:
    """Return ``folder`` when it holds an issue.

    Raises:
        SourceError: it does not exist, or holds no ``issue.toml``; the hint names issues nearby.
    """
    shown = folder.as_posix()
    if not folder.exists():
        beside = folder.parent
        others = [one.name for one in beside.iterdir() if one.is_dir()] if beside.is_dir() else []
        raise SourceError(
            f"There is no folder {shown}.", hint=did_you_mean(folder.name, sorted(others))
        )
    if (folder / ISSUE_FILE).is_file():
        return folder.resolve()
    if not folder.is_dir():
        raise SourceError(
            f"{shown} is a file, not the folder of an issue.",
            hint="Name the folder that holds issue.toml.",
        )
    below = sorted(
        found.parent.relative_to(folder).as_posix()
        for pattern in ("*", "*/*")
        for found in folder.glob(f"{pattern}/{ISSUE_FILE}")
    )
    names = ", ".join(below[-3:])
    raise SourceError(
        f"There is no {ISSUE_FILE} in {shown}, so it is not an issue.",
        hint=f"Name the folder of one issue; below it there is {names}."
        if below
        else "Start an issue with: edition new DATE",
    )


def origin_of(path: Path, root: Path) -> Origin:
    """Return how messages name ``path``: relative to the publication's folder ``root``."""
    return Origin(path.relative_to(root) if path.is_relative_to(root) else Path(path.name))


def lies_inside(path: Path, root: Path) -> bool:
    """Whether ``path``, links followed, is in ``root``, which must be resolved already."""
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError, ValueError):  # A loop of links, a name no file can have.
        return False


def photographs_in(folder: Path, root: Path) -> tuple[Path, ...]:
    """Return the files in ``folder`` that are called what photographs are called, sorted."""
    return tuple(
        path
        for name, path in sorted(names_in(folder).items())
        if path.suffix.lower() in _PHOTOGRAPHS and name[0] not in "._" and lies_inside(path, root)
    )


def names_in(folder: Path) -> dict[str, Path]:
    """Return the entries of ``folder`` by name, accents spelled one way; empty when it is absent.

    A name found here is spelled exactly as on disk, capitals included, on every
    machine.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return {}
    return {same_letters(entry.name): entry for entry in entries}
