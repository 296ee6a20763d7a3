"""Says what a preflight found as findings, for the build to carry on with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ...findings import RULES, Finding, finding
from ...model import Origin
from .verdict import Preflight, RuleResult, Spot

_SHOWN = 3


def findings(preflight: Preflight, origin: Origin) -> tuple[Finding, ...]:
    """Return a finding for each rule broken and each file of ours it is broken by.

    ``origin`` is where to look when no story is known: the issue.
    """
    return tuple(one for result in preflight.results for one in _of(result, origin))


def _of(result: RuleResult, origin: Origin) -> Iterator[Finding]:
    def key(spot: Spot) -> tuple[str, int]:
        home = spot.origin or origin
        severity = spot.severity or RULES[result.code].severity
        return home.path.as_posix(), -severity

    for _, group in groupby(sorted(result.spots, key=key), key=key):
        spots = list(group)
        yield finding(
            result.code,
            " ".join([said(spots[0]), *_others(spots[1:])]),
            origin=spots[0].origin or origin,
            hint=result.do,
            severity=spots[0].severity or RULES[result.code].severity,
        )


def said(spot: Spot) -> str:
    """Return a spot as a sentence: what is there, and where."""
    where = place(spot)
    return f"{where}: {spot.what}" if where else spot.what


def place(spot: Spot) -> str:
    """Return where a spot is: page, millimetres from the left and the top, and what is there."""
    parts = [f"Page {spot.page}"] if spot.page is not None else []
    if spot.area is not None:
        parts.append(f"{spot.area[0]:.0f} mm from the left, {spot.area[1]:.0f} from the top")
    if spot.picture or spot.story:
        parts.append(f"“{spot.picture or spot.story}”")
    return ", ".join(parts)


def _others(spots: list[Spot]) -> Iterator[str]:
    pages = sorted({spot.page for spot in spots if spot.page is not None})
    if not spots:
        return
    listed = ", ".join(map(str, pages[:_SHOWN])) + (" …" if len(pages) > _SHOWN else "")
    on = f" (page {listed})" if len(pages) == 1 else f" (pages {listed})" if pages else ""
    yield f"And {len(spots)} more{on}."
