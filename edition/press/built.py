"""The check of a file that was just made: what the preflight says of it, kept until it changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from ..cache import PREFLIGHTS, key
from ..findings import Finding
from ..model import Origin
from ..outputs import Output
from ..page_plan import Stand
from ..press_profile import PressProfile
from ..told import heard, told
from .judged_by import judged_by


def preflight_built(
    output: Output,
    press: PressProfile,
    stands: Iterable[Stand],
    *,
    origin: Origin,
    pages: int,
    jobs: int = 1,
) -> tuple[Finding, ...]:
    """Return what ``press`` would refuse of the print edition ``output``, or ask about.

    ``stands`` is what stands where on its ``pages``; sheets in front of those are a proof's and
    not judged. ``origin`` is the issue. With ``jobs`` above 1 two things are done at a time, and
    the findings are the same. What was found on a page before is believed while all it hangs on
    is what it was.
    """
    # A file a page is judged before it is taken apart: its pages are still to be counted.
    whole = replace(press, files="issue")
    stood = tuple(stands)
    # What is said names stories and lines: they are part of what it hangs on.
    entry = key(output.sha256, f"{whole!r} {origin} {pages} {stood!r}", judged_by())
    known = _read(entry)
    if known is not None:
        return known
    found = _judged(output.data, whole, stood, origin=origin, pages=pages, jobs=jobs)
    PREFLIGHTS.write(entry, json.dumps([told(one) for one in found]).encode())
    PREFLIGHTS.trim(_MOST)
    return found


_MOST = 20_000_000


def _judged(
    data: bytes,
    press: PressProfile,
    stands: tuple[Stand, ...],
    *,
    origin: Origin,
    pages: int,
    jobs: int,
) -> tuple[Finding, ...]:
    from .preflight import KnownFile, KnownPlace, Manner, findings, preflight

    places = tuple(
        KnownPlace(
            one.page,
            (one.left, one.top, one.left + one.width, one.top + one.height),
            one.story,
            one.picture,
            one.origin,
        )
        for one in stands
    )
    manner = Manner(pages=pages, keep=True, jobs=jobs)
    return findings(preflight(data, press, known=KnownFile(places), manner=manner), origin)


def _read(entry: str) -> tuple[Finding, ...] | None:
    stored = PREFLIGHTS.read(entry)
    if stored is None:
        return None
    try:
        return tuple(heard(one) for one in json.loads(stored))
    except (ValueError, TypeError):
        PREFLIGHTS.forget(entry)
        return None
