"""Whether a publication's own templates and stylesheets can be used, said before pages are made."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import LookError
from ..findings import Finding, Severity, finding
from ..model import Origin
from . import Look
from .named_files import found
from .slips import named_in, slips
from .stylesheets import bundle
from .templates import unusable

_APART = ("catalogue", "mail")
"""What begins so is no part of an edition: a mistake there keeps no file back."""

_SCREENS = (*_APART, "epub")
"""Sheets of no printed page: what pictures and fonts they may name is for others to say."""

MOST = 20
"""Mistakes told of one stylesheet: after so many the rest are consequences."""


def of_template(name: str, look: Look, origin: Origin) -> Iterator[Finding]:
    """Yield LOOK-004 when the template ``name``, which is the file ``origin``, cannot be used."""
    error = unusable(name, look)
    if error is not None:
        yield _of_error(error, name, origin)


def of_sheet(name: str, look: Look, origin: Origin) -> Iterator[Finding]:
    """Yield what is wrong with the stylesheet ``name``, which is the file ``origin``."""
    try:
        bundle(name, look.styles)
    except LookError as error:
        yield _of_error(error, name, origin)
        return
    path = look.styles.find(name)
    assert path is not None
    css = path.read_text("utf-8-sig")
    lines = css.splitlines()
    for number, (line, what) in zip(range(MOST), slips(css), strict=False):
        text = lines[line - 1].strip() if line <= len(lines) else ""
        shown = text if len(text) <= 60 else f"{text[:59]}…"
        more = " More is amiss below." if number == MOST - 1 else ""
        yield finding(
            "LOOK-003",
            f"{what}: “{shown}”.{more}",
            origin=Origin(origin.path, line),
            hint="Look for a bracket, colon, semicolon or quotation mark, here or just above.",
        )
    if not name.startswith(_SCREENS):
        for address in named_in(css):
            complaint = found(address, name, look.styles)[1]
            if complaint is not None:
                yield complaint


def _of_error(error: LookError, name: str, origin: Origin) -> Finding:
    """Return a reason to stop as a finding; it may lie in a file this one asks for."""
    at = error.origin
    here = at is None or at.path.as_posix().partition("/")[2] == name
    line = at.line if at else None
    place = Origin(origin.path, line) if here else at
    return _look_004(error.message, name, place, hint=error.hint)


def _look_004(message: str, name: str, origin: Origin | None, *, hint: str | None) -> Finding:
    """LOOK-004: a template or stylesheet that cannot be used."""
    severity = Severity.WARNING if name.startswith(_APART) else None
    return finding("LOOK-004", message, origin=origin, hint=hint, severity=severity)
