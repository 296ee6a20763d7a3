"""The issues of a publication as they lie on the disk, and which one is meant."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .errors import SourceError

_A_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Shelved:
    """An issue folder. ``when`` is its date; ``number`` and ``volume`` are ``None`` if unreadable.

    An issue whose date cannot be read goes by its folder's name.
    """

    folder: Path
    when: str
    number: int | None = None
    volume: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The issue that is meant; ``why`` says so when it was not named outright."""

    folder: Path
    why: str | None = None


def issues_of(publication: Path) -> tuple[Shelved, ...]:
    """Return the issues in the folder ``publication`` or in its ``issues``, oldest first."""
    homes = (publication, publication / "issues")
    found = (shelved(file.parent) for home in homes for file in home.glob("*/issue.toml"))
    return tuple(sorted(found, key=lambda issue: (issue.when, issue.folder.name)))


def choose(named: str | None, here: Path) -> Choice:
    """Return the issue that ``named`` means to somebody who stands in ``here``.

    It may be a folder, a file in it, a publication's folder, or a date;
    ``None`` means the issue we stand in, or else the newest one.

    Raises:
        SourceError: there is no such issue.
    """
    if named is None:
        around = next(
            (one for one in (here, *here.parents) if (one / "issue.toml").is_file()), None
        )
        if around:
            return Choice(around, "the issue you are in")
        return _newest(publication_around(here))
    path = here / named
    if path.is_file():
        path = path.parent
    if (path / "issue.toml").is_file():
        return Choice(path)
    if _A_DATE.fullmatch(named):
        return _dated(named, publication_around(here))
    if (path / "publication.toml").is_file() or (path / "issues/publication.toml").is_file():
        return _newest(publication_around(path))
    if path.is_dir():
        issues = issues_of(path)[-5:]
        below = [(Path(named) / one.folder.relative_to(path)).as_posix() for one in issues]
        raise SourceError(
            f"{named} is not an issue: it holds no issue.toml.",
            hint=f"Name an issue in it: {', '.join(below)}."
            if below
            else "edition new DATE makes an issue, edition init FOLDER a publication.",
        )
    raise SourceError(
        f"There is no folder called {named}.",
        hint="Name an issue's folder, or its date, such as 2026-03-06.",
    )


def publication_around(here: Path) -> Path:
    """Return the publication around ``here``, or the one in its folder ``issues``."""
    for home in (here, here / "issues", *here.parents):
        if (home / "publication.toml").is_file():
            return home
    raise SourceError(
        "There is no publication here: no publication.toml in this folder or above it.",
        hint="Go to your publication's folder, or make a new one with: edition init FOLDER",
    )


def _newest(publication: Path) -> Choice:
    shelved = issues_of(publication)
    if not shelved:
        raise SourceError(
            "The publication has no issues yet.", hint="Make one with: edition new 2026-03-06"
        )
    return Choice(shelved[-1].folder, "the newest issue")


def _dated(wanted: str, publication: Path) -> Choice:
    shelved = issues_of(publication)
    for issue in shelved:
        if wanted in (issue.when, issue.folder.name):
            return Choice(issue.folder)
    known = ", ".join(issue.when for issue in shelved[-5:])
    latest = "The latest are" if len(shelved) > 1 else "The only one is that of"
    raise SourceError(
        f"There is no issue of {wanted}.",
        hint=f"{latest} {known}." if known else f"Make it with: edition new {wanted}",
    )


def shelved(folder: Path) -> Shelved:
    """Return what the issue in ``folder`` says of itself; its stories are not read."""
    try:
        settings = tomllib.loads((folder / "issue.toml").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        settings = {}
    when = settings.get("date")
    known = isinstance(when, date) or (isinstance(when, str) and _A_DATE.fullmatch(when))
    numbers = (_whole(settings.get(key)) for key in ("number", "volume"))
    return Shelved(folder, str(when)[:10] if known else folder.name, *numbers)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
