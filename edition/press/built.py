"""The check of a file that was just made: what the preflight says of it, kept until it changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from ..cache import PREFLIGHTS, key
from ..findings import Finding
from ..model import Origin
from ..page_plan import Stand
from ..press_profile import PressProfile
from ..told import heard, told
from .preflight import KnownFile, KnownPlace, Manner, findings, preflight
from .preflight.kept_pages import made_by


def preflight_built(
    data: bytes,
    press: PressProfile,
    stands: Iterable[Stand],
    *,
    origin: Origin,
    pages: int,
    jobs: int = 1,
) -> tuple[Finding, ...]:
    """Return what ``press`` would refuse of the print edition ``data``, or ask about.

    ``stands`` is what stands where on its ``pages``; sheets in front of those are a proof's and
    not judged. ``origin`` is the issue. With ``jobs`` above 1 two things are done at a time, and
    the findings are the same. What was found on a page before is believed while all it hangs on
    is what it was.
    """
    # A file a page is judged before it is taken apart: its pages are still to be counted.
    whole = replace(press, files="issue")
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
    # What is said names stories and lines: they are part of what it hangs on.
    entry = _name(data, f"{whole!r} {origin} {pages} {places!r}")
    known = _read(entry)
    if known is not None:
        return known
    manner = Manner(pages=pages, keep=True, jobs=jobs)
    judged = preflight(data, whole, known=KnownFile(places), manner=manner)
    found = findings(judged, origin)
    PREFLIGHTS.write(entry, json.dumps([told(one) for one in found]).encode())
    PREFLIGHTS.trim(_MOST)
    return found


_MOST = 20_000_000


def _name(data: bytes, asked: str) -> str:
    """Return the name of what is kept: it hangs on the file, what is asked, and how we judge."""
    return key(sha256(data).hexdigest(), asked, made_by())


def _read(entry: str) -> tuple[Finding, ...] | None:
    stored = PREFLIGHTS.read(entry)
    if stored is None:
        return None
    try:
        return tuple(heard(one) for one in json.loads(stored))
    except (ValueError, TypeError):
        PREFLIGHTS.forget(entry)
        return None
