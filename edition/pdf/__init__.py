"""The printed paper and its replica for screens: made up, laid out, written and looked over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..findings import Finding
from ..look import Look
from ..outputs import Output
from .plan import PagePlan

if TYPE_CHECKING:
    from ..document import Document

__all__ = ["PagePlan", "dump_flow", "flow_html", "render", "render_with_plan"]

Target = Literal["print", "replica"]


def render(
    document: Document,
    look: Look,
    *,
    target: Target,
    jobs: int = 1,
    marks: tuple[Finding, ...] = (),
) -> tuple[Output, tuple[Finding, ...]]:
    """Return ``document`` as a PDF and what there is to say about it.

    ``print`` is for the press: black ink for words, no links. ``replica`` is for
    screens: tagged (PDF/UA-1), linked, RGB. ``marks`` are shown where they stand
    when ``look`` asks for a proof.

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
    from . import complaints, truth, typefaces

    match document.publication.layout:
        case "flow":
            from .flow_setting import set_flow as set_pages
        case "newspaper":
            from .newspaper import set_newspaper as set_pages

    description, setting, seen = set_pages(document, look, target=target, jobs=jobs, marks=marks)
    data, remarks = setting.write()
    output = Output(target, _file_name(document, target), "application/pdf", data)
    plan = PagePlan(setting.pages, {name: spot.page for name, spot in setting.anchors.items()})
    findings = (
        *description.findings,
        *seen,
        *truth.compare(document, setting.painted),
        *complaints.complaints(document, look, description, setting, remarks=remarks),
        *typefaces.inspect_faces(setting, description.css),
        *typefaces.inspect_fonts(data, description),
    )
    return output, plan, tuple(dict.fromkeys(findings))


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


def _file_name(document: Document, target: Target) -> str:
    name = f"{document.publication.slug}-{document.issue.date.isoformat()}"
    return f"{name}.pdf" if target == "print" else f"{name}-replica.pdf"
