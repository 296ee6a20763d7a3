"""``edition plan``: which story stands where, and how the copy fits, before anything is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, Protocol, assert_never

from ..build import Planning, planned_issue
from ..endings import CLEAN, ERRORS
from ..errors import DeliveryError, SourceError
from ..findings import Finding, Severity, in_order, worst
from ..report import flatplan_html, flatplan_json, flatplan_svg, flatplan_text, report
from ..report.flatplan import Copyfit, copyfit
from ..report.quality import measured
from ..shelf import choose
from ..source import find_publication
from ..terminal import Terminal
from .build import default_out

PlanForm = Literal["text", "html", "svg", "json"]


class Planner(Protocol):
    """Whoever makes up an issue."""

    def __call__(
        self, issue_folder: Path, *, pages: int | None = None, delivered: Path | None = None
    ) -> Planning:
        """Return the issue in ``issue_folder`` made up, on ``pages`` pages when that is given.

        What was delivered into ``delivered`` before stays as it was where it can.
        """


def run(
    issue: str | None,
    terminal: Terminal,
    *,
    form: PlanForm = "text",
    out: Path | None = None,
    pages: Sequence[int] = (),
    delivered: Path | None = None,
    afresh: bool = False,
    planner: Planner = planned_issue,
) -> int:
    """Show the plan of ``issue``, or compare page counts; return 0 when nothing is in its way.

    ``delivered`` is where build puts finished files, ``None``: where it puts them unasked.
    """
    here = Path.cwd()
    if out is not None and out.is_dir():
        raise DeliveryError(
            f"{out} is a folder; here --out names a file.",
            hint="Write --out plan.txt, or --delivered with the folder that finished files go to.",
        )
    choice = choose(issue, here)
    if choice.why:
        terminal.remark(f"Planning {choice.folder.name}, {choice.why}.")
    home = delivered or default_out(find_publication(choice.folder), here)
    fits: list[Copyfit] = []
    findings: tuple[Finding, ...] = ()
    try:
        for count in pages or (None,):
            with terminal.step(f"Making up {count or 'the'} pages"):
                made = planner(choice.folder, pages=count, delivered=None if afresh else home)
            fit = copyfit(made.document, made.plan)
            fits.append(replace(fit, measures=measured(fit, made.copies, made.policy)))
            findings += made.findings
    except SourceError as error:
        if not error.findings:
            raise
        _complain(error.findings, find_publication(choice.folder), terminal)
        return ERRORS
    findings = in_order(findings)
    if form not in ("json", "html"):
        _complain(findings, fits[0].document.publication.folder, terminal)
    shown = _shown(fits, findings, form, plain=_plain(terminal, out))
    if out is None:
        terminal.say(shown)
    else:
        _write(shown, out)
        terminal.remark(f"The plan is in {out}.")
    return ERRORS if worst(findings) is Severity.ERROR else CLEAN


def _shown(
    fits: Sequence[Copyfit], findings: tuple[Finding, ...], form: PlanForm, *, plain: bool
) -> str:
    if len(fits) > 1:
        if form == "json":
            return flatplan_json.compared(fits)
        return flatplan_text.compared(fits, plain=plain)
    match form:
        case "text":
            return flatplan_text.for_terminal(fits[0], plain=plain)
        case "html":
            return flatplan_html.as_html(fits[0], findings)
        case "svg":
            return flatplan_svg.as_svg(fits[0])
        case "json":
            return flatplan_json.as_json(fits[0], findings)
        case _:
            assert_never(form)


def _plain(terminal: Terminal, out: Path | None) -> bool:
    """Return whether what reads the plan may know nothing but ASCII."""
    if out is not None:
        return False
    try:
        flatplan_text.MARKS.encode(terminal.out.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def _complain(findings: tuple[Finding, ...], root: Path, terminal: Terminal) -> None:
    """Say the ``findings`` beside the plan, which is the result."""
    shown = tuple(one for one in findings if not terminal.quiet or one.severity > Severity.NOTE)
    if shown:
        text = report(shown, "text", root=root, here=Path.cwd())
        terminal.complain(text.rstrip())


def _write(text: str, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise DeliveryError(f"{path} cannot be written: {error.strerror}.") from error
