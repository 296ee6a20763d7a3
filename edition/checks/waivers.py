"""What a publication has decided to live with, and the waivers that waive nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from ..document import Document
from ..findings import RULES, Finding, Severity, finding, in_order
from ..model import Waiver
from ..outputs import Target
from .once import once

STRUCTURAL = frozenset(
    (
        "SRC-001",
        "SRC-002",
        "SRC-004",
        "SRC-005",
        "SRC-006",
        "SRC-009",
        "SRC-010",
        "SRC-011",
        "SRC-018",
        "PIC-001",
        "PIC-002",
        "PIC-004",
        "PIC-014",
        "ADS-001",
        "LOOK-004",
        "EPUB-001",
        "PDF-002",
        "PDF-004",
        "WAIVE-001",
    )
)
"""Findings nobody can live with: the issue could not be read, opened or printed."""

_PAGES: frozenset[Target] = frozenset(("print", "replica"))

_FOUND_IN: dict[str, frozenset[Target]] = {
    "EPUB": frozenset(("epub",)),
    "PDF": _PAGES,
    "PLN": _PAGES,
    "PRS": frozenset(("print",)),
    "PIC-003": _PAGES,
    "PIC-015": _PAGES,
    "TXT-005": _PAGES,
    "LOOK-003": _PAGES,
}
"""Rules, or families of them, that speak only when one of these editions is made."""


def waive(
    findings: Collection[Finding], document: Document, *, made: Collection[Target] = ()
) -> tuple[Finding, ...]:
    """Return ``findings`` in order without those the publication waived.

    What two stages found is in it once. A waiver that waives nothing is a finding
    itself, unless it speaks of another issue or of an edition that is not among
    those ``made``.
    """
    waivers = [one for one in document.publication.waivers if one.code not in STRUCTURAL]
    kept = [one for one in findings if not any(_covers(waiver, one) for waiver in waivers)]
    idle = (
        complaint
        for waiver in document.publication.waivers
        if not any(_covers(waiver, one) for one in findings) or waiver.code in STRUCTURAL
        for complaint in _idle(waiver, document, made)
    )
    return in_order([*once(kept), *idle])


def _covers(waiver: Waiver, one: Finding) -> bool:
    if waiver.code != one.code:
        return False
    if waiver.where is None:
        return True
    return one.origin is not None and fnmatchcase(one.origin.path.as_posix(), waiver.where)


def _idle(waiver: Waiver, document: Document, made: Collection[Target]) -> Iterator[Finding]:
    code = waiver.code
    if code in STRUCTURAL:
        yield _waive_001(
            f"{code} cannot be waived: {RULES[code].title[0].lower()}{RULES[code].title[1:]}",
            waiver,
            hint="Take the waiver out, and mend what the finding says.",
        )
    elif not _is_elsewhere(waiver, document) and _is_decided(code, made):
        where = f" in {waiver.where}" if waiver.where else ""
        # A waiver for every issue may well have nothing to do in this one.
        yield _waive_001(
            f"The waiver for {code}{where} waived nothing.",
            waiver,
            hint="Take it out if what it excused is mended for good.",
            severity=None if waiver.where else Severity.NOTE,
        )


def _is_decided(code: str, made: Collection[Target]) -> bool:
    """Return whether everything that could raise ``code`` has had its say."""
    tellers = _FOUND_IN.get(code) or _FOUND_IN.get(code.partition("-")[0])
    return tellers is None or not tellers.isdisjoint(made)


def _is_elsewhere(waiver: Waiver, document: Document) -> bool:
    """Return whether ``waiver`` names a file of another issue than this one."""
    if waiver.where is None:
        return False
    folder = document.publication.folder
    this = document.issue.folder.resolve()
    for parent in PurePosixPath(waiver.where).parents:
        home = Path(folder / parent)
        if (home / "issue.toml").is_file() and home.resolve() != this:
            return True
    return False


def _waive_001(
    message: str, waiver: Waiver, *, hint: str, severity: Severity | None = None
) -> Finding:
    """WAIVE-001: a waiver that waives nothing."""
    return finding("WAIVE-001", message, origin=waiver.origin, hint=hint, severity=severity)
