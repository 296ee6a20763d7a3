"""Findings as lines that people read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import groupby
from pathlib import Path

from ..findings import Finding, Severity
from ..model import Origin

_COLOUR = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_WIDEST = max(len(severity.name) for severity in Severity)


def for_people(
    findings: Collection[Finding], *, prefix: Path, ending: str = "", colour: bool = False
) -> str:
    """Return ``findings`` by file, then a line that counts them and says ``ending``.

    ``prefix`` leads from the reader's folder to the publication's, so that a
    terminal can open the places named.
    """
    blocks = [
        "".join(_entry(one, prefix, colour) for one in group)
        for _, group in groupby(findings, key=_file)
    ]
    last = " ".join(part for part in (counted(findings), ending) if part)
    return "\n".join([*blocks, f"{last}\n"])


def plain(findings: Collection[Finding]) -> str:
    """Return one line a finding: code, severity, place in the publication, sentence."""
    return "".join(
        f"{one.code} {one.severity.name.lower()} {clean(str(one.origin or '-'))}"
        f" {clean(one.message)}\n"
        for one in findings
    )


def counted(findings: Collection[Finding]) -> str:
    """Return how many there are of each kind: ``2 errors, 1 note.``"""
    count = Counter(one.severity for one in findings)
    words = [
        f"{count[severity]} {severity.name.lower()}{'s' if count[severity] > 1 else ''}"
        for severity in sorted(Severity, reverse=True)
        if count[severity]
    ]
    return f"{', '.join(words)}." if words else "No errors, no warnings."


def place(origin: Origin, prefix: Path) -> str:
    """Return ``origin`` as seen from the folder the reader stands in."""
    return clean(str(Origin(prefix / origin.path, origin.line)))


def clean(words: str) -> str:
    """Return ``words`` on one line and without anything a terminal would obey."""
    line = re.sub(r"\s+", " ", words).strip()
    return "".join("\N{REPLACEMENT CHARACTER}" if _obeyed(one) else one for one in line)


def _obeyed(character: str) -> bool:
    category = unicodedata.category(character)
    return (
        category in ("Cc", "Cs")
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def _entry(one: Finding, prefix: Path, colour: bool) -> str:
    return "".join(f"{line}\n" for line in _lines(one, prefix, colour))


def _lines(one: Finding, prefix: Path, colour: bool) -> Iterator[str]:
    word = one.severity.name.lower()
    padding = " " * (_WIDEST - len(word))
    if colour:
        word = f"\x1b[{_COLOUR[one.severity]}m{word}\x1b[0m"
    where = f"{place(one.origin, prefix)}  " if one.origin else ""
    yield f"{where}{word}{padding}  {clean(one.message)} [{one.code}]"
    if one.hint:
        yield f"    {clean(one.hint)}"


def _file(one: Finding) -> str:
    return one.origin.path.as_posix() if one.origin else ""
