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
    from .description import Description
    from .engine import Setting

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
    from . import complaints, inspection, truth, typefaces

    description, setting = _set(document, look, target=target, jobs=jobs, marks=marks)
    data, remarks = setting.write()
    output = Output(target, _file_name(document, target), "application/pdf", data)
    plan = PagePlan(setting.pages, {name: spot.page for name, spot in setting.anchors.items()})
    findings = (
        *description.findings,
        *inspection.inspect(document, description.made, setting),
        *truth.compare(document, setting.painted),
        *complaints.complaints(document, look, description, setting, remarks=remarks),
        *typefaces.inspect_faces(setting, description.css),
        *typefaces.inspect_fonts(data, description),
    )
    return output, plan, tuple(dict.fromkeys(findings))


def _set(
    document: Document, look: Look, *, target: Target, jobs: int, marks: tuple[Finding, ...]
) -> tuple[Description, Setting]:
    """Set the pages; where a page came out with a gap, cast off again knowing better.

    Nearly always the first setting stands. The one with the least white is kept.
    """
    from . import engine, inspection
    from .description import describe
    from .flow import NOTHING

    tries: list[tuple[float, Description, Setting]] = []
    longer = NOTHING
    for _ in range(_TRIES):
        description = describe(
            document, look, edition=target, jobs=jobs, marks=marks, longer=longer
        )
        setting = engine.lay_out(
            description.html,
            description.css,
            supplies=description.supplies,
            identifier=f"{document.publication.slug}/{document.issue.date.isoformat()}/{target}",
            edition=target,
            before=description.sheet,
        )
        white = inspection.white(description.made, setting)
        tries.append((white, description, setting))
        longer = inspection.beyond_castoff(description.made, setting, longer)
        if white == 0 or not longer:
            break
    _, description, setting = min(tries, key=lambda one: one[0])
    return description, setting


_TRIES = 3


def flow_html(document: Document, look: Look, *, target: Target = "print") -> tuple[str, str]:
    """Return the pages as HTML and the stylesheet, as the engine is given them."""
    from .description import describe

    description = describe(document, look, edition=target)
    return description.html, description.css


def dump_flow(document: Document, look: Look, folder: Path, *, target: Target = "print") -> Path:
    """Write what the engine is given into ``folder``, for any other engine to set as well.

    Returns the page, ``issue.html``; its stylesheet, pictures and fonts stand beside it.
    """
    from .description import describe
    from .fetcher import BASE

    description = describe(document, look, edition=target)
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
