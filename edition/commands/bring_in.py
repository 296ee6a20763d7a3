"""``edition import``: turn somebody else's files into an issue's folder."""

from __future__ import annotations

import os
import re
import shlex
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..endings import CLEAN, ERRORS
from ..errors import SourceError
from ..findings import Finding, Severity, worst
from ..importers.fetched import fetched
from ..importers.issue_folder import Home, Plan, Step, plan
from ..importers.new_publication import publication_for
from ..importers.record import REPORT_FOLDER
from ..importers.selection import Selection
from ..importers.sources import find
from ..importers.writing import write
from ..report import Format, report
from ..shelf import issues_of, publication_around
from ..source.folder import PUBLICATION_FILE
from ..terminal import Terminal

_A_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MARKS = {"new": "+", "updated": "~", "unchanged": "=", "yours": "!"}


def run(
    sources: Sequence[str],
    into: str,
    terminal: Terminal,
    *,
    selection: Selection,
    today: date,
    dry_run: bool = False,
    form: Format = "text",
) -> int:
    """Import ``sources`` into the issue ``into``, a folder or a date; return the exit code.

    Raises:
        SourceError: a source, or a publication around the issue, is not there.
        DeliveryError: the issue cannot be written.
    """
    with fetched(sources, say=lambda address: terminal.remark(f"Fetching {address}")) as files:
        return _bring_in(
            files, into, terminal, selection=selection, today=today, dry_run=dry_run, form=form
        )


def _bring_in(
    sources: Sequence[str],
    into: str,
    terminal: Terminal,
    *,
    selection: Selection,
    today: date,
    dry_run: bool,
    form: Format,
) -> int:
    here = Path.cwd()
    folder, root = _folder(into, here)
    with terminal.step("Reading the sources"):
        found = find(sources, selection)
        fresh = None if (root / PUBLICATION_FILE).is_file() else publication_for(found, root)
        made = plan(found, _home(folder, root, today, fresh))
    if not made.stories and not found.order:
        _report(made.findings, terminal, root=root, here=here, form=form)
        said = "No story was found. Nothing was written."
        if selection != Selection():
            said = "No story was found for these dates, categories and tags. Nothing was written."
        terminal.complain(said)
        return ERRORS
    if not dry_run:
        write(made, folder)
        if fresh is not None:
            (root / PUBLICATION_FILE).write_text(fresh, "utf-8", newline="\n")
    if fresh is not None and not dry_run:
        where = Path(os.path.relpath(root / PUBLICATION_FILE, here))
        terminal.remark(f"A new publication: look over its name and language in {where}.")
    if form == "text" and not terminal.quiet:
        terminal.say("".join(f"{line}\n" for line in _listed(made)))
    _report(made.findings, terminal, root=root, here=here, form=form)
    _farewell(made, folder, terminal, here=here, dry_run=dry_run)
    # One file that could not be read is no reason to stop, but one to say so to a script.
    return ERRORS if worst(made.findings) is Severity.ERROR else CLEAN


def _folder(into: str, here: Path) -> tuple[Path, Path]:
    """Return the issue's folder, which need not be there yet, and the publication's."""
    if _A_DATE.fullmatch(into) and not (here / into).exists():
        root = publication_around(here)
        shelved = issues_of(root)
        known = next((one.folder for one in shelved if into in (one.when, one.folder.name)), None)
        home = shelved[-1].folder.parent if shelved else root / "issues"
        return known or home / into, root.resolve()
    folder = (here / into).resolve()
    if folder.is_file():
        folder = folder.parent
    for above in folder.parents:
        if (above / PUBLICATION_FILE).is_file():
            return folder, above
    if (folder / PUBLICATION_FILE).is_file():
        raise SourceError(
            f"{into} is a publication, not an issue of it.",
            hint=f"Name an issue's folder in it, which may be new: {into}/issues/2026-03-13",
        )
    root = folder.parent.parent if folder.parent.name == "issues" else folder.parent
    new = not root.exists() or not any(one for one in root.iterdir() if one.name != "issues")
    if new and root != here.resolve() and root.is_relative_to(here.resolve()):
        return folder, root  # A paper of its own in a new folder below: it is made on the way.
    raise SourceError(
        f"There is no publication around {into}: no publication.toml in a folder above it.",
        hint="Make one with: edition init FOLDER; then name an issue in it, which may be new.",
    )


def _home(folder: Path, root: Path, today: date, fresh: str | None) -> Home:
    """Return the issue's home; ``fresh`` is the publication.toml that is going to be written."""
    settings = tomllib.loads(fresh) if fresh else _settings(root / PUBLICATION_FILE)
    sections = settings.get("sections")
    shelved = issues_of(root)
    others = [one for one in shelved if one.folder.resolve() != folder.resolve()]
    language = settings.get("language")
    return Home(
        folder=folder,
        shown=folder.relative_to(root),
        day=_day(folder.name),
        today=today,
        number=max((one.number or 0 for one in others), default=0) + 1,
        volume=others[-1].volume if others else None,
        language=language if isinstance(language, str) else None,
        sections=tuple(map(str, sections)) if isinstance(sections, list) else (),
    )


def _settings(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}  # ``edition check`` says what is wrong with it.


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(name) if _A_DATE.fullmatch(name) else None
    except ValueError:
        return None


def _listed(made: Plan) -> list[str]:
    """Return a line for each story: what becomes of its file, and its headline."""
    widest = max((len(one.slug) for one in made.stories), default=0) + 3
    lines = []
    for one in made.stories:
        when = one.story.published.value.isoformat() if one.story.published else "no date   "
        headline = str(one.story.headline.value.striptags())
        lines.append(f"{_MARKS[one.what]} {one.slug + '.md':{widest}}  {when}  {headline}")
    return lines


def _report(
    findings: Sequence[Finding], terminal: Terminal, *, root: Path, here: Path, form: Format
) -> None:
    shown = tuple(one for one in findings if not terminal.quiet or one.severity > Severity.NOTE)
    if shown or form in ("json", "sarif"):
        terminal.say(report(shown, form, root=root, here=here, colour=terminal.colour))


def _farewell(made: Plan, folder: Path, terminal: Terminal, *, here: Path, dry_run: bool) -> None:
    counts = _counted(made.steps)
    shown = Path(os.path.relpath(folder, here))
    if dry_run:
        terminal.remark(f"Would go into {shown}: {counts}. Nothing was written.")
        return
    terminal.remark(f"In {shown}: {counts}. What was found where: {REPORT_FOLDER}/report.md. Next:")
    terminal.remark(f"  edition check {shlex.quote(str(shown))}")


def _counted(steps: Sequence[Step]) -> str:
    stories = [one for one in steps if "/" not in one.name and one.name.endswith(".md")]
    pictures = sum(one.name.startswith("images/") for one in steps)
    counts = {what: sum(one.what == what for one in stories) for what in _MARKS}
    parts = [f"{counts['new']} new {'story' if counts['new'] == 1 else 'stories'}"]
    named = {"updated": "brought up to date", "unchanged": "as before", "yours": "left alone"}
    parts += [f"{counts[what]} {words}" for what, words in named.items() if counts[what]]
    if pictures:
        parts.append(f"{pictures} new picture{'' if pictures == 1 else 's'}")
    return ", ".join(parts)
