"""The whole of a build, on one screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePath
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from .beside import beside, neighbour
from .checks import check, deliverable, waive
from .delivery.front import front_pictures, is_pictured
from .delivery.last_pages import last_pages
from .document import Document, assemble
from .errors import EditionError
from .findings import Finding
from .foreseen import Guess, guessed
from .look import Look, find_look
from .look.overrides import check_overrides
from .outputs import TARGETS, Output, Target
from .page_plan import PagePlan
from .progress import Now, Progress, unsaid
from .source import existing_issue, find_publication, load

if TYPE_CHECKING:
    from .makeup.copy import Copy, Policy
    from .makeup.plan import Flatplan
    from .pdf import Pages
    from .pictures.derive import Darkroom

Findings = tuple[Finding, ...]
Read = tuple[Document, Look, Findings]

JOBS = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
"""How much may be done at a time when nobody says: the processors we may use."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one step took, in seconds."""

    step: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Build:
    """What a build comes to. ``outputs`` is empty when errors kept it from being tried."""

    document: Document
    outputs: tuple[Output, ...]
    findings: Findings
    timings: tuple[Timing, ...]
    plan: PagePlan | None = None
    """Which page everything stands on, ``None`` when no edition on paper was made."""
    made_up: bytes | None = None
    """What the next build is told of the pages of the print edition; ``None``: nothing."""

    @property
    def deliverable(self) -> bool:
        """Whether nothing found is grave enough to keep the files back."""
        return deliverable(self.findings)


def build(
    issue_folder: Path,
    targets: Collection[Target],
    *,
    proof: bool = False,
    jobs: int = JOBS,
    progress: Progress | None = None,
    delivered: Path | None = None,
) -> Build:
    """Make the editions of the issue in ``issue_folder``, in memory.

    An issue with errors is not laid out, so that its editor hears of them at
    once; a ``proof`` always is. The EPUB says where the pages of the edition on
    paper begin that is made with it. With ``jobs`` above 1 it is made in a process
    of its own, and the bytes are the same. Pages of a newspaper that was delivered
    into a folder in ``delivered`` before stay as they were where they can; ``None``:
    all are made up afresh.

    Raises:
        EditionError: the issue, its look or an engine is beyond working with.
    """
    clock = _Clock(progress)
    guess = _guessed(issue_folder, targets, proof=proof, delivered=delivered)

    # An EPUB made beside another edition has time for its pictures later.
    with _darkroom(jobs) if set(targets) == {"epub"} else nullcontext() as room:
        with clock.step("Reading the issue"):
            read = partial(_read, issue_folder, proof=proof, room=room)
            apart = jobs > 1 and guess is not None and not guess.is_known()
            document, look, findings = _read_apart(read) if apart else read()
            known = waive(findings, document)
        if not (proof or deliverable(known)):
            return Build(document, (), known, tuple(clock.timings))

        outputs, plan, made_up, complaints = _render(
            document, look, targets, jobs=jobs, marks=known, clock=clock, room=room,
            last=_last(document, delivered),
        )  # fmt: skip
    known = waive(findings + complaints, document, made=targets)
    if guess:
        guess.note(made_up)
    return Build(document, outputs, known, tuple(clock.timings), plan, made_up)


def check_issue(issue_folder: Path) -> tuple[Document, Findings]:
    """Return the issue in ``issue_folder`` and all there is to say before it is laid out.

    Raises:
        EditionError: the files cannot be read as an issue.
    """
    document, _look, findings = _read(issue_folder)
    return document, waive(findings, document)


@dataclass(frozen=True, slots=True)
class Planning:
    """An issue made up and not painted, with the copy and the policy it was made up from."""

    document: Document
    plan: Flatplan
    findings: Findings
    copies: tuple[Copy, ...]
    policy: Policy


def plan_issue(
    issue_folder: Path, *, pages: int | None = None, delivered: Path | None = None
) -> tuple[Document, Flatplan, Findings]:
    """Return the issue in ``issue_folder`` made up, as ``planned_issue`` does, and no more."""
    made = planned_issue(issue_folder, pages=pages, delivered=delivered)
    return made.document, made.plan, made.findings


def planned_issue(
    issue_folder: Path, *, pages: int | None = None, delivered: Path | None = None
) -> Planning:
    """Return the issue in ``issue_folder`` made up, not painted, and all there is to say by then.

    ``pages`` is how many it shall have, ``None`` for what ``issue.toml`` says. Those that
    were delivered into a folder in ``delivered`` before stay as they were where they can.

    Raises:
        EditionError: the files cannot be read as an issue, or no newspaper is made of them.
    """
    document, look, findings = _read(issue_folder)
    if document.publication.layout != "newspaper":
        raise EditionError(
            "There is no flatplan: in this publication stories follow one after another.",
            origin=document.publication.origin,
            hint='Write layout = "newspaper" in publication.toml to have pages made up.',
        )
    from .pdf import newspaper

    last = _last(document, delivered)
    planned = newspaper.plan(document, look, pages=pages, keep=True, last=last)
    found = waive(findings + planned.findings, document)
    measured = planned.measured
    return Planning(document, planned.plan, found, tuple(measured.copies), measured.policy)


def _last(document: Document, delivered: Path | None) -> bytes | None:
    """Return what is told of the pages of ``document`` that were delivered last."""
    if delivered is None or document.publication.layout != "newspaper":
        return None
    return last_pages(delivered / document.issue.date.isoformat())


def _read(issue_folder: Path, *, proof: bool = False, room: Darkroom | None = None) -> Read:
    publication, issue, findings = load(issue_folder, room=room)
    document, unsettled = assemble(publication, issue)
    look = find_look(publication, issue, proof=proof)
    findings += unsettled + check_overrides(look, publication) + check(document)
    return document, look, findings


def _guessed(
    issue_folder: Path, targets: Collection[Target], *, proof: bool, delivered: Path | None
) -> Guess | None:
    """Return what pages on paper will be made of, as it seems; ``None`` when none are wanted."""
    if set(targets) == {"epub"}:
        return None
    folder = existing_issue(issue_folder)
    return guessed(folder, find_publication(folder), delivered, *sorted(targets), str(proof))


def _read_apart(read: Callable[[], Read]) -> Read:
    """Return what is ``read`` in a process of its own, while the print engine is loaded here."""

    def answer(_: None) -> Read:
        return read()

    with neighbour(answer, apart=True) as reader:
        if reader is not None:
            from . import pdf

            reader.ask(None)
            pdf.load_ahead(reader.has_answered)
            found = reader.answer()
            if found is not None:
                return found
    return read()  # Here, where whoever waits for it hears what is wrong.


def _render(
    document: Document,
    look: Look,
    targets: Collection[Target],
    *,
    jobs: int,
    marks: Findings,
    clock: _Clock,
    room: Darkroom | None,
    last: bytes | None,
) -> tuple[tuple[Output, ...], PagePlan | None, bytes | None, Findings]:
    wanted = [target for target in TARGETS if target in targets]
    apart = jobs > 1 and "epub" in wanted and len(wanted) > 1
    steps = _STEPS | ({"epub": "Waiting for the EPUB"} if apart else {})
    made: dict[Target, tuple[Output, Findings]] = {}
    made_up: bytes | None = None

    make_epub = partial(_make_epub, document, look, jobs=jobs, marks=marks, room=room)
    with beside(make_epub, apart=apart) as epub:
        plan: PagePlan | None = None
        for target in sorted(wanted, key=lambda target: target == "epub"):
            with clock.step(steps[target]) as now:
                if target == "epub":
                    if plan is None:
                        epub.tell(None)
                    made[target] = epub.result()
                    continue
                pages = _lay_out(document, look, target, jobs=jobs, marks=marks, last=last, now=now)
                if plan is None:
                    plan = pages.plan
                    epub.tell(plan)
                made[target] = pages.write()
            if target == "print":
                made_up = pages.made_up
                output, found = made[target]
                pictured = jobs > 1 and "replica" not in wanted
                with clock.step("Preflight"), _picture_beside(output, apart=pictured):
                    made[target] = output, found + _preflight(output, pages, document, jobs=jobs)

    outputs = tuple(
        output
        for target in wanted
        for output in _named(made[target][0], document, proof=look.proof)
    )
    return outputs, plan, made_up, tuple(one for target in wanted for one in made[target][1])


def _darkroom(jobs: int) -> AbstractContextManager[Darkroom]:
    from .pictures.derive import darkroom

    return darkroom(jobs=jobs)


def _make_epub(
    document: Document,
    look: Look,
    plan: Callable[[], PagePlan | None],
    *,
    jobs: int,
    marks: Findings,
    room: Darkroom | None,
) -> tuple[Output, Findings]:
    from . import epub

    return epub.render(document, look, jobs=jobs, marks=marks, room=room, plan=plan)


def _lay_out(
    document: Document,
    look: Look,
    target: Literal["print", "replica"],
    *,
    jobs: int,
    marks: Findings,
    last: bytes | None,
    now: Now,
) -> Pages:
    from . import pdf

    return pdf.lay_out(
        document, look, target=target, jobs=jobs, marks=marks, keep=True, last=last, now=now
    )


@contextmanager
def _picture_beside(output: Output, *, apart: bool) -> Iterator[None]:
    """Have the front page drawn in a process of its own meanwhile, to be found in the cache."""

    def answer(_: None) -> bool:
        return bool(front_pictures([output]))

    with neighbour(answer, apart=apart and not is_pictured(output)) as painter:
        if painter:
            painter.ask(None)
        yield
        if painter:
            painter.answer()


def _preflight(output: Output, pages: Pages, document: Document, *, jobs: int) -> Findings:
    """Return what the printer would say of the print edition."""
    from .press.built import preflight_built

    press = document.publication.press
    if press is None:
        return ()
    return preflight_built(
        output,
        press,
        pages.stands,
        origin=document.issue.origin,
        pages=pages.plan.pages,
        jobs=jobs,
    )


def _named(output: Output, document: Document, *, proof: bool) -> Iterator[Output]:
    """Yield ``output`` under its name in the delivery; nobody mistakes a proof for the file.

    The print edition is one file or one a page, as its printer wants it.
    """
    suffix = PurePath(output.name).suffix
    ending = f"{'-proof' if proof else ''}{suffix}"
    press = document.publication.press
    if output.target == "print" and press is not None:
        from .press.bindery import for_the_printer

        names = {"slug": document.publication.slug, "date": document.issue.date.isoformat()}
        names["number"] = str(document.issue.number)
        for name, data in for_the_printer(output.data, press, names):
            known = output.sha256 if data is output.data else ""
            yield replace(output, name=f"{name}{ending}", data=data, sha256=known)
        return
    stem = f"{document.publication.slug}-{document.issue.date.isoformat()}"
    kind = "" if output.target == "epub" else f"-{output.target}"
    yield replace(output, name=f"{stem}{kind}{ending}")


_STEPS: dict[Target, str] = {
    "epub": "Making the EPUB",
    "print": "Laying out the print edition",
    "replica": "Laying out the replica",
}


@dataclass(slots=True)
class _Clock:
    """Times each step, and tells whoever wants to know."""

    progress: Progress | None
    timings: list[Timing] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[Now]:
        start = perf_counter()
        with self.progress.step(name) if self.progress else nullcontext(unsaid) as now:
            yield now
        self.timings.append(Timing(name, perf_counter() - start))
