"""The job ticket: what lies in the printer's folder, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .. import __version__
from ..look.words import long_date
from ..model import Publication
from .clearance import Clearance
from .consignment import Consignment, Item
from .print_file import PrintFile

FORMAT = "edition job ticket 1"


@dataclass(frozen=True, slots=True)
class Job:
    """One issue for one printer, and what preflight made of it.

    ``files`` are what the PDFs say of themselves, in the order of ``consignment.items``.
    """

    publication: Publication
    consignment: Consignment
    files: tuple[PrintFile, ...]
    printer: str
    contact: str | None
    profile: str | None
    clearance: Clearance


def tickets(job: Job) -> tuple[Item, Item]:
    """Return the ticket of ``job`` as text and as JSON."""
    stem = f"{job.publication.slug}-{job.consignment.date.isoformat()}-ticket"
    text = "".join(f"{line}\r\n" for line in _lines(job))  # Any program of any system shows it.
    data = json.dumps(_content(job), indent=2, ensure_ascii=False) + "\n"
    return (
        Item.of(f"{stem}.txt", "text/plain; charset=utf-8", text.encode()),
        Item.of(f"{stem}.json", "application/json", data.encode()),
    )


def _lines(job: Job) -> Iterator[str]:
    sent = job.consignment
    yield "JOB TICKET"
    yield f"{sent.publication}, {long_date(sent.date, 'en-GB')}, No. {sent.number}"
    yield ""
    pages = sum(file.pages for file in job.files)
    form = "in one file" if len(job.files) == 1 else f"in {len(job.files)} files"
    yield _row("For", job.printer)
    yield _row("Pages", f"{pages}, {form}")
    yield _row("Trim size", ", ".join(f"{w:g} x {h:g} mm" for w, h in _trims(job.files)))
    bleed = min(file.bleed for file in job.files)
    yield _row("Bleed", f"{bleed:g} mm" if bleed else "none")
    yield _row("Inks", ", ".join(_inks(job.files)))
    yield from _if_said("Made for", _first(file.condition for file in job.files))
    yield from _if_said("Press profile", job.profile)
    yield from _if_said("Standard", _first(file.standard for file in job.files))
    yield from _if_said("In colour", _colour(job, pages))
    clearance = job.clearance
    if clearance.refused is None:
        many = "warning" if clearance.warnings == 1 else "warnings"
        warnings = f", {clearance.warnings} {many}" if clearance.warnings else ""
        yield _row("Preflight", f"passed{warnings}")
    else:
        yield _row("Preflight", f"NOT PASSED: {clearance.refused}")
        yield _row("", f"Sent all the same: {clearance.despite}")
    yield from _if_said("Contact", job.contact)
    if sent.revised:
        yield ""
        yield f"CORRECTED on {long_date(sent.revised, 'en-GB')}: in place of what came before."
    yield ""
    yield "FILES"
    first = 1
    for item, file in zip(sent.items, job.files, strict=True):
        last = first + file.pages - 1
        shown = f"page {first}" if first == last else f"pages {first} to {last}"
        yield item.name
        yield f"    {shown}, {len(item.data):,} bytes"
        yield f"    SHA-256 {item.digest}"
        first = last + 1
    yield ""
    yield f"Made with edition {__version__}."


def _colour(job: Job, pages: int) -> str | None:
    """Return which pages need more than black; ``None`` when nobody knows."""
    coloured = job.clearance.colour_pages
    if coloured is None:
        return None
    if len(coloured) == pages:
        return "every page"
    if not coloured:
        return "no page; black alone"
    few = "page" if len(coloured) == 1 else "pages"
    return f"{few} {', '.join(map(str, coloured))}; the others in black alone"


def _row(name: str, value: str) -> str:
    return f"{name:13}  {value}"


def _if_said(name: str, value: str | None) -> Iterator[str]:
    if value:
        yield _row(name, " ".join(value.split()))


def _first(values: Iterator[str | None]) -> str | None:
    return next((one for one in values if one), None)


def _trims(files: Sequence[PrintFile]) -> tuple[tuple[float, float], ...]:
    return tuple(dict.fromkeys(trim for file in files for trim in file.trims))


def _inks(files: Sequence[PrintFile]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ink for file in files for ink in file.inks))


def _content(job: Job) -> dict[str, Any]:
    sent, clearance = job.consignment, job.clearance
    colours = clearance.colour_pages
    return {
        "format": FORMAT,
        "publication": sent.publication,
        "date": sent.date.isoformat(),
        "number": sent.number,
        "revised": sent.revised.isoformat() if sent.revised else None,
        "printer": job.printer,
        "contact": job.contact,
        "pages": sum(file.pages for file in job.files),
        "trim_mm": [list(trim) for trim in _trims(job.files)],
        "bleed_mm": min(file.bleed for file in job.files),
        "inks": list(_inks(job.files)),
        "made_for": _first(file.condition for file in job.files),
        "press_profile": job.profile,
        "standard": _first(file.standard for file in job.files),
        "colour_pages": None if colours is None else list(colours),
        "preflight": {
            "passed": clearance.refused is None,
            "refused": clearance.refused,
            "warnings": clearance.warnings,
            "despite": clearance.despite if clearance.refused else None,
        },
        "files": [
            {
                "name": item.name,
                "media_type": item.media_type,
                "pages": file.pages,
                "bytes": len(item.data),
                "sha256": item.digest,
            }
            for item, file in zip(sent.items, job.files, strict=True)
        ],
        "made_by": f"edition {__version__}",
    }


def _text(**more: Any) -> dict[str, Any]:
    return {"type": "string", **more}


def _text_or_null() -> dict[str, Any]:
    return {"type": ["string", "null"]}


_FILE: dict[str, Any] = {
    "name": _text(),
    "media_type": {"const": "application/pdf"},
    "pages": {"type": "integer", "minimum": 1},
    "bytes": {"type": "integer", "minimum": 1},
    "sha256": _text(pattern="^[0-9a-f]{64}$"),
}
_KEYS: dict[str, Any] = {
    "format": {"const": FORMAT},
    "publication": _text(description="The name of the paper."),
    "date": _text(format="date", description="The date on the front page."),
    "number": {"type": "integer", "description": "The number of the issue."},
    "revised": {
        "type": ["string", "null"],
        "description": "The date of a correction: in place of what came before.",
    },
    "printer": _text(description="Whom it is for."),
    "contact": {"type": ["string", "null"], "description": "Whom to ring about it."},
    "pages": {"type": "integer", "minimum": 1, "description": "Pages of all files."},
    "trim_mm": {
        "type": "array",
        "description": "Width and height after trimming; more than one if pages differ.",
        "items": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
    },
    "bleed_mm": {"type": "number", "description": "The least bleed of any edge."},
    "inks": {"type": "array", "items": _text(), "description": "The inks that are wanted."},
    "made_for": {"type": ["string", "null"], "description": "The printing condition."},
    "press_profile": _text_or_null(),
    "standard": {"type": ["string", "null"], "description": "The part of PDF/X."},
    "colour_pages": {
        "type": ["array", "null"],
        "items": {"type": "integer", "minimum": 1},
        "description": "The pages that need more than black; null when that is not known.",
    },
    "preflight": {
        "type": "object",
        "properties": {
            "passed": {"type": "boolean"},
            "refused": _text_or_null(),
            "warnings": {"type": "integer", "minimum": 0},
            "despite": _text_or_null(),
        },
        "required": ["passed", "refused", "warnings", "despite"],
        "additionalProperties": False,
    },
    "files": {
        "type": "array",
        "minItems": 1,
        "description": "In the order of their pages.",
        "items": {
            "type": "object",
            "properties": _FILE,
            "required": list(_FILE),
            "additionalProperties": False,
        },
    },
    "made_by": _text(),
}
TICKET_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A job ticket of edition",
    "type": "object",
    "properties": _KEYS,
    "required": list(_KEYS),
    "additionalProperties": False,
}
"""What the JSON of a ticket is made of; ``docs/schemas/job-ticket.schema.json``."""
