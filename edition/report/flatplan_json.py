"""A flatplan for machines. Its keys are described in ``docs/flatplan.md`` and stay as they are."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from .. import __version__
from ..findings import Finding
from ..makeup.plan import Module, Placed, Rect
from .flatplan import Copyfit, PageFit, ReadyFit, StoryFit, best, from_right

Entry = dict[str, object]


def as_json(fit: Copyfit, findings: Collection[Finding] = ()) -> str:
    """Return one object: the issue, what it comes to, its pages, its stories, the findings."""
    content = {**_head(fit), **_total(fit), "sheets": [_sheet(page) for page in fit.pages]}
    content["stories"] = _stories(fit)
    content["measures"] = [
        {"name": one.name, "title": one.title, "count": one.count, "pages": list(one.pages)}
        for one in fit.measures
    ]
    content["findings"] = [
        {
            "code": one.code,
            "severity": one.severity.name.lower(),
            "message": one.message,
            "path": one.origin.path.as_posix() if one.origin else None,
            "line": one.origin.line if one.origin else None,
            "hint": one.hint,
        }
        for one in findings
    ]
    return _dumped(content)


def compared(fits: Sequence[Copyfit]) -> str:
    """Return one object: the issue, what each page count comes to, and the best of them."""
    content = {
        **_head(fits[0]),
        "plans": [_total(fit) for fit in fits],
        "best": best(tuple(fits)).plan.pages,
    }
    return _dumped(content)


def _head(fit: Copyfit) -> Entry:
    grid = fit.plan.grid
    return {
        "edition": __version__,
        "publication": fit.document.publication.slug,
        "issue": fit.document.issue.date.isoformat(),
        "direction": "rtl" if from_right(fit.document) else "ltr",
        "grid": {"columns": grid.columns, "lines": grid.lines, "gap": grid.gap},
    }


def _total(fit: Copyfit) -> Entry:
    return {
        "pages": fit.plan.pages,
        "cost": round(fit.plan.cost, 4),
        "full": fit.full,
        "over": fit.plan.over,
        "empty": fit.empty,
        "jumps": fit.jumps,
        "fillers": fit.fillers,
        "left_out": [*fit.plan.left_out, *fit.missing],
    }


def _sheet(page: PageFit) -> Entry:
    sheet = page.sheet
    return {
        "number": page.number,
        "section": sheet.label,
        "cost": round(sheet.cost, 4),
        "empty": page.empty,
        "kept": page.kept,
        "remarks": list(page.remarks),
        "modules": [
            _module(module, story)
            for module, story in zip(sheet.modules, page.stories, strict=True)
        ],
        "ready": [_ready(ready) for ready in page.ready],
    }


def _module(module: Module, story: StoryFit) -> Entry:
    form = module.form
    head = None
    if form.head is not None and form.head_at is not None:
        head = {"size": form.head.size, "turns": form.head.turns, **_rect(form.head_at)}
    return {
        "key": story.key,
        "story": module.name,
        "title": story.title,
        "section": module.section,
        **_rect(module.rect),
        "from_page": module.back,
        "to_page": module.onto,
        "flag": module.flag,
        "briefs": list(module.gathered),
        "text": story.text,
        "air": story.air,
        "cost": round(form.cost, 4),
        "head": head,
        "insets": [_inset(inset) for inset in form.insets],
        "legs": [_rect(leg.rect) for leg in form.legs],
        "left_out": list(form.left_out),
    }


def _inset(inset: Placed) -> Entry:
    return {
        "name": inset.name,
        "kind": inset.kind,
        **_rect(inset.rect),
        "cropped": inset.cropped,
    }


def _ready(ready: ReadyFit) -> Entry:
    return {
        "key": ready.key,
        "name": ready.name,
        "title": ready.title,
        "kind": ready.kind,
        **_rect(ready.rect),
    }


def _stories(fit: Copyfit) -> list[Entry]:
    """Return every story of the issue, in the order of reading, with the places of its parts."""
    parts: dict[str, list[StoryFit]] = {}
    for page in fit.pages:
        for story in page.stories:
            for name in story.gathered or (story.name,):
                parts.setdefault(name, []).append(story)
    return [
        {
            "story": part.anchor,
            "title": part.title,
            "section": part.section,
            "pages": [one.page for one in parts.get(part.anchor, [])],
            "parts": [f"{one.page}{one.key}" for one in parts.get(part.anchor, [])],
        }
        for part in fit.document.parts
        if part.kind == "article"
    ]


def _rect(rect: Rect) -> Entry:
    return {
        "column": rect.column,
        "line": rect.line,
        "columns": rect.columns,
        "lines": rect.lines,
    }


def _dumped(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
