"""``edition publish``: make the catalogue on the web of all issues that have been built."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from ..catalogue import Published, publish
from ..endings import CLEAN, ERRORS
from ..errors import DeliveryError, SourceError
from ..findings import Finding, Severity
from ..model import Publication
from ..report import report
from ..shelf import publication_around
from ..source.publication import read_publication
from ..terminal import Terminal
from .build import default_out

USUAL = "public"


def run(
    named: str | None,
    terminal: Terminal,
    *,
    to: Path | None = None,
    out: Path | None = None,
    address: str | None = None,
) -> int:
    """Publish the publication in the folder ``named`` and return the exit code."""
    here = Path.cwd()
    start = perf_counter()
    if named is not None and not (here / named).is_dir():
        raise SourceError(
            f"There is no folder called {named}.", hint="Name a publication's folder, or none."
        )
    root = publication_around(here / named if named is not None else here)
    publication, settings = read_publication(root)
    if any(one.severity is Severity.ERROR for one in settings):
        _report(settings, root, terminal, ending="Nothing was published.")
        return ERRORS
    built = out or default_out(root, here)
    folder = to or built.parent / USUAL
    _keep_apart(folder, built, root)
    with terminal.step("Publishing"):
        published, findings = publish(
            publication, built, folder, address=_address(address, publication)
        )
    _report(findings, root, terminal)
    if not terminal.quiet:
        shown = folder.relative_to(here) if folder.is_relative_to(here) else folder
        terminal.say(f"{_summary(published, shown, perf_counter() - start)}\n")
    return CLEAN


def _address(asked: str | None, publication: Publication) -> str:
    """Return where the catalogue will stand.

    Raises:
        SourceError: nobody says, or it is no address.
    """
    address = asked or publication.offer.address or publication.url
    if address is None:
        raise SourceError(
            "A catalogue has to know where it will stand on the web.",
            origin=publication.origin,
            hint='Say it with --base-url https://…, or write base_url = "https://…" under'
            " [catalogue] in publication.toml.",
        )
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise SourceError(
            f"{address} is not where a catalogue can stand.",
            hint="Write an address such as https://forme.example/paper/",
        )
    return address.strip()


def _keep_apart(folder: Path, built: Path, root: Path) -> None:
    """Refuse a folder in which the catalogue would stand among what it is made from."""
    target = folder.resolve()
    for other, what in ((built, "the finished issues"), (root, "the publication")):
        if target == other.resolve():
            raise DeliveryError(
                f"{folder} is the folder of {what}.",
                hint="Publish into a folder of its own with --to.",
            )


def _report(
    findings: tuple[Finding, ...], root: Path, terminal: Terminal, *, ending: str = ""
) -> None:
    shown = findings
    if terminal.quiet:
        shown = tuple(one for one in findings if one.severity > Severity.NOTE)
    if shown:
        text = report(
            shown, "text", root=root, here=Path.cwd(), ending=ending, colour=terminal.colour
        )
        terminal.say(text)


def _summary(published: Published, folder: Path, seconds: float) -> str:
    changes = published.changes
    issues = "1 issue" if published.issues == 1 else f"{published.issues:,} issues"
    if published.withdrawn:
        issues += f", {published.withdrawn} withdrawn"
    if not (changes.written or changes.deleted):
        done = f"nothing has changed ({changes.kept:,} files)"
    else:
        done = f"{changes.written:,} files written, {changes.kept:,} as they were"
        if changes.deleted:
            done += f", {changes.deleted:,} deleted"
    return f"{folder}: {issues}, {done}. {seconds:.1f} s"
