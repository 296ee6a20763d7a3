"""The flow layout, from an issue to its pages: cast off, drawn, set, and mended where it gapes."""

from __future__ import annotations

from ..document import Document
from ..findings import Finding
from ..look import Look
from . import engine, inspection
from .description import Description, describe
from .engine import Edition, Setting
from .flow import NOTHING, Made

_TRIES = 3


def set_flow(
    document: Document,
    look: Look,
    *,
    target: Edition,
    jobs: int,
    marks: tuple[Finding, ...],
) -> tuple[Description, Setting, tuple[Finding, ...]]:
    """Return the pages set; where one came out with a gap, cast off again knowing better.

    Nearly always the first setting stands. The one with the least white is kept.
    """
    tries: list[tuple[float, Description, Made, Setting]] = []
    longer = NOTHING
    for _ in range(_TRIES):
        description, made = describe(
            document,
            look,
            edition=target,
            jobs=jobs,
            marks=marks,
            longer=longer,
            places_only=target == "print",
        )
        setting = engine.lay_out(
            description.html,
            description.css,
            supplies=description.supplies,
            identifier=f"{document.publication.slug}/{document.issue.date.isoformat()}/{target}",
            edition=target,
            before=description.sheet,
        )
        white = inspection.white(made, setting)
        tries.append((white, description, made, setting))
        longer = inspection.beyond_castoff(made, setting, longer)
        if white == 0 or not longer:
            break
    _, description, made, setting = min(tries, key=lambda one: one[0])
    return (
        description,
        setting,
        inspection.inspect(document, made, setting, small_pictures=target != "print"),
    )
