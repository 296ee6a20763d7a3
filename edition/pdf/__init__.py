"""The printed paper and its replica for screens: made up, laid out, written and looked over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..findings import Finding
from ..look import Look
from ..outputs import Output
from ..page_plan import PagePlan, Stand
from ..progress import Now, unsaid

if TYPE_CHECKING:
    from ..document import Document
    from .description import Description
    from .engine import Setting

__all__ = [
    "Pages",
    "dump_flow",
    "flow_html",
    "lay_out",
    "render",
    "render_with_plan",
]

Target = Literal["print", "replica"]


Written = tuple[Output, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one edition, laid out and not yet written: from now on they stay as they are."""

    plan: PagePlan
    _write: Callable[[], Written]
    stands: tuple[Stand, ...] = ()
    """Where stories and pictures stand; empty for a replica."""
    made_up: bytes | None = None
    """What the next build is told of these pages as those delivered last; ``None``: nothing."""

    def write(self) -> Written:
        """Return the PDF and all there is to say about it; once, since pages are not held longer.

        Raises:
            EngineError: the engine cannot write them.
        """
        return self._write()


def load_ahead(is_over: Callable[[], bool]) -> None:
    """Load what pages are laid out with before there are any, until waiting ``is_over``."""
    from importlib import import_module

    for module in ("fetcher", "complaints", "newspaper", "press_job", "typefaces"):
        if is_over():
            return
        with suppress(ImportError, OSError):  # It is said when pages are wanted.
            import_module(f".{module}", __package__)


def lay_out(
    document: Document,
    look: Look,
    *,
    target: Target,
    jobs: int = 1,
    marks: tuple[Finding, ...] = (),
    keep: bool = False,
    last: bytes | None = None,
    now: Now = unsaid,
) -> Pages:
    """Return the pages of ``document``, and with them the page everything is on.

    ``print`` is for the press: black ink for words, no links. ``replica`` is for
    screens: tagged (PDF/UA-1), linked, RGB. ``marks`` are shown where they stand
    when ``look`` asks for a proof. With ``keep``, pages that were finished before are
    taken from the cache as long as nothing about them has changed. ``last`` is what was
    told of the pages delivered last: those of a newspaper stay as they were where they can.
    ``now`` is told what is being done.

    Raises:
        EngineError: the engine is not there, or cannot do the work.
        LookError: a template or stylesheet is broken.
    """
    from . import kept
    from .workroom import sweep

    made_of = kept.made_of(document, look, target=target, marks=marks) if keep else None
    entry = kept.name(made_of, last=last) if made_of else None
    known = kept.read(entry) if entry else None
    if known is not None:
        written = _output(document, target, known.data), known.findings
        return Pages(known.plan, lambda: written, known.stands, known.made_up)
    pages = _laid_out(
        document, look, target=target, jobs=jobs, marks=marks, keep=keep, last=last, now=now
    )

    def write() -> Written:
        output, findings = pages.write()
        sweep()
        if entry and made_of:
            again = kept.name(made_of, last=pages.made_up) if pages.made_up else None
            told = kept.Kept(output.data, pages.plan, findings, pages.stands, pages.made_up)
            kept.write(entry, told, again=again)
        return output, findings

    return replace(pages, _write=write)


def _laid_out(
    document: Document,
    look: Look,
    *,
    target: Target,
    jobs: int,
    marks: tuple[Finding, ...],
    keep: bool,
    last: bytes | None,
    now: Now,
) -> Pages:
    from ..pictures.derive import workers
    from . import complaints, truth, typefaces
    from .breaks import breaks
    from .developing import develop
    from .press_findings import press_findings
    from .press_job import press_job
    from .stands import stands
    from .workroom import seldom_swept

    read = document
    set_pages: Callable[..., tuple[Description, Setting, tuple[Finding, ...]]]
    match document.publication.layout:
        case "flow":
            from .flow_setting import set_flow

            set_pages = set_flow
        case "newspaper":
            from .newspaper import set_newspaper
            from .pull_quotes import quoted

            document = quoted(document)
            set_pages = partial(set_newspaper, keep=keep, last=last, now=now)

    with seldom_swept():
        description, setting, seen = set_pages(
            document, look, target=target, jobs=jobs, marks=marks
        )
    if target == "print":
        setting = replace(setting, job=press_job(document, description.css))
    told = frozenset[str]() if _is_waived("PLN-001", document) else description.left_out
    stories, untrue = truth.compare(document, setting.painted, told=told)
    anchors = {name: spot.page for name, spot in setting.anchors.items()}
    beginnings = breaks(read, setting.pages, anchors=anchors, stands=stories)
    plan = PagePlan(setting.pages, anchors, beginnings, setting.identifier)
    waiting = [setting]

    def write() -> Written:
        now("writing pages and pictures")
        setting = waiting.pop()  # With all its boxes, which nobody needs when they are written.
        with seldom_swept(), workers(jobs) as pool:
            pictures = develop(document, description, setting, pool=pool)
            data, remarks = setting.write()
            developed = pictures.findings()
            if setting.keep and not remarks:
                setting.keep(setting.sheets())
        findings = (
            *description.findings,
            *developed,
            *seen,
            *untrue,
            *complaints.complaints(document, look, description, setting, remarks=remarks),
            *press_findings(document, look, setting),
            *typefaces.inspect_faces(setting, description.css),
            *typefaces.inspect_fonts(data, description),
        )
        return _output(document, target, data), tuple(dict.fromkeys(findings))

    standing = tuple(stands(document, setting)) if target == "print" else ()
    return Pages(plan, write, standing, description.made_up)


def _is_waived(code: str, document: Document) -> bool:
    return any(one.code == code for one in document.publication.waivers)


def render(
    document: Document,
    look: Look,
    *,
    target: Target,
    jobs: int = 1,
    marks: tuple[Finding, ...] = (),
) -> tuple[Output, tuple[Finding, ...]]:
    """Return ``document`` as a PDF and what there is to say about it, laid out and written.

    Raises:
        EngineError: the engine is not there, or cannot do the work.
        LookError: a template or stylesheet is broken.
    """
    output, _, findings = render_with_plan(document, look, target=target, jobs=jobs, marks=marks)
    return output, findings


def render_with_plan(
    document: Document,
    look: Look,
    *,
    target: Target,
    jobs: int = 1,
    marks: tuple[Finding, ...] = (),
) -> tuple[Output, PagePlan, tuple[Finding, ...]]:
    """Return what ``render`` does, and the plan that says which page everything is on."""
    pages = lay_out(document, look, target=target, jobs=jobs, marks=marks)
    output, findings = pages.write()
    return output, pages.plan, findings


def flow_html(document: Document, look: Look, *, target: Target = "print") -> tuple[str, str]:
    """Return the pages as HTML and the stylesheet, as the engine is given them."""
    from .description import describe

    description, _ = describe(document, look, edition=target)
    return description.html, description.css


def dump_flow(document: Document, look: Look, folder: Path, *, target: Target = "print") -> Path:
    """Write what the engine is given into ``folder``, for any other engine to set as well.

    Returns the page, ``issue.html``; its stylesheet, pictures and fonts stand beside it.
    """
    from .description import describe
    from .fetcher import BASE

    description, _ = describe(document, look, edition=target)
    page, sheet = folder / "issue.html", folder / "issue.css"
    for supply in description.supplies.values():
        path = folder / supply.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(supply.data)
    sheet.write_text(description.css.replace(BASE, ""), "utf-8")
    linked = f'<link rel="stylesheet" href="{sheet.name}"></head>'
    html = description.html.replace(BASE, "").replace("</head>", linked, 1)
    page.write_text(html, "utf-8")
    return page


def _output(document: Document, target: Target, data: bytes) -> Output:
    return Output(target, _file_name(document, target), "application/pdf", data)


def _file_name(document: Document, target: Target) -> str:
    name = f"{document.publication.slug}-{document.issue.date.isoformat()}"
    return f"{name}.pdf" if target == "print" else f"{name}-replica.pdf"
