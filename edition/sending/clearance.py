"""Whether what is to be sent may be: built from what the editor has now, and past preflight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DeliveryError
from ..findings import Finding, Severity
from ..model import Origin, Publication
from .consignment import Consignment

if TYPE_CHECKING:
    from ..press.preflight import Preflight

_SHOWN = 3
"""More names or faults than this help nobody in one sentence."""

_A_TRACE = 0.005
"""Per cent of a page; less of an ink is none."""


@dataclass(frozen=True, slots=True)
class Clearance:
    """That something may be sent; ``despite`` is why, when something speaks against it.

    ``refused`` is what preflight has against it, ``None`` when it passed; ``warnings`` is how
    many it has besides. ``colour_pages`` are the pages, counted through all files, that need
    more than black. ``remarks`` are for whoever sends.
    """

    despite: str | None = None
    refused: str | None = None
    warnings: int = 0
    colour_pages: tuple[int, ...] | None = None
    remarks: tuple[str, ...] = ()


def cleared(
    consignment: Consignment, publication: Publication, *, despite: str | None
) -> Clearance:
    """Return that ``consignment`` may be sent; ``despite`` is the editor's reason if need be.

    The very bytes that are to be sent are held against the press as publication.toml names
    it now. Rules that are waived there were judged when the issue was built.

    Raises:
        DeliveryError: something speaks against it, and there is no reason.
    """
    day = consignment.date.isoformat()
    verdicts = tuple(_preflights(consignment, publication))
    waived = {one.code for one in publication.waivers}
    told = [one for _, findings in verdicts for one in findings if one.code not in waived]
    errors = [one for one in told if one.severity is Severity.ERROR]
    refused = _refusal(errors, publication) if errors else None
    old = stale(consignment)
    against = " ".join(one for one in (old, refused) if one)
    if against and despite is None:
        what = "Put it right and build" if refused else "Build"
        raise DeliveryError(
            f"{against} Nothing was sent.",
            hint=f"{what} again: edition build {day}. Or send what was built, and say why: "
            '--despite "the printer knows about it"',
        )
    warnings = sum(one.severity is Severity.WARNING for one in told)
    return Clearance(
        despite if against else None,
        refused,
        warnings,
        _colour_pages(verdicts) if verdicts else None,
        tuple(_remarks(against, despite, warnings)),
    )


def _preflights(
    consignment: Consignment, publication: Publication
) -> Iterator[tuple[Preflight, tuple[Finding, ...]]]:
    from ..press.preflight import findings, preflight

    profile = publication.press
    if profile is None:
        return
    if len(consignment.items) > 1:  # Whether their number is right was judged with the whole.
        profile = replace(profile, page_multiple=1, least_pages=1)
    for item in consignment.items:
        verdict = preflight(item.data, profile)
        yield verdict, findings(verdict, Origin(Path(item.name)))


def _refusal(errors: list[Finding], publication: Publication) -> str:
    press = publication.press.title if publication.press else "the press"
    more = f" And {len(errors) - 1} more." if len(errors) > 1 else ""
    first = errors[0]
    return f"Preflight for {press} refuses {first.origin}: {first.message} [{first.code}]{more}"


def _colour_pages(
    verdicts: tuple[tuple[Preflight, tuple[Finding, ...]], ...],
) -> tuple[int, ...] | None:
    pages = [page for verdict, _ in verdicts for page in verdict.pages]
    if any(page.inks is None for page in pages):
        return None
    return tuple(
        number
        for number, page in enumerate(pages, start=1)
        if page.inks and max(page.inks[:3]) > _A_TRACE
    )


def _remarks(against: str, despite: str | None, warnings: int) -> Iterator[str]:
    if against:
        yield f"{against} Sent all the same: {despite}"
    elif warnings:
        thing = "warning" if warnings == 1 else "warnings"
        yield f"Preflight passed, with {warnings} {thing}; edition preflight shows them."


def stale(consignment: Consignment) -> str | None:
    """Return what to say when the editor's files have changed since the build."""
    changed = consignment.changed
    if not changed:
        return None
    shown = ", ".join(changed[:_SHOWN])
    more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
    has = "has" if len(changed) == 1 else "have"
    return f"{shown}{more} {has} been changed since the issue was built."
