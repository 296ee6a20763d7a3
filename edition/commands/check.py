"""``edition check``: say what is wrong with an issue before the deadline does."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ..build import check_issue
from ..endings import CLEAN, ERRORS, WARNINGS
from ..errors import SourceError
from ..findings import Finding, Severity, worst
from ..report import Format, report
from ..shelf import choose
from ..source import find_publication
from ..terminal import Terminal


def run(
    issue: str | None,
    terminal: Terminal,
    *,
    form: Format = "text",
    strict: bool = False,
) -> int:
    """Report on ``issue`` and return the exit code of the worst finding."""
    here = Path.cwd()
    choice = choose(issue, here)
    if choice.why:
        terminal.remark(f"Checking {choice.folder.name}, {choice.why}.")
    try:
        with terminal.step("Reading the issue"):
            document, findings = check_issue(choice.folder)
        root = document.publication.folder
    except SourceError as error:
        if not error.findings:
            raise
        findings, root = error.findings, find_publication(choice.folder)
    shown = _shown(findings, quiet=terminal.quiet)
    if shown or not terminal.quiet or form in ("json", "sarif"):
        terminal.say(report(shown, form, root=root, here=here, colour=terminal.colour))
    return exit_code(findings, strict=strict)


def exit_code(findings: Collection[Finding], *, strict: bool = False) -> int:
    """Return 0 when there is nothing worse than a note, 1 for warnings, 3 for errors."""
    match worst(findings):
        case Severity.ERROR:
            return ERRORS
        case Severity.WARNING:
            return ERRORS if strict else WARNINGS
        case _:
            return CLEAN


def _shown(findings: tuple[Finding, ...], *, quiet: bool) -> tuple[Finding, ...]:
    return tuple(one for one in findings if not quiet or one.severity > Severity.NOTE)
