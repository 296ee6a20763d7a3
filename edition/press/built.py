"""The check of a file that was just made: what the preflight says of it, kept until it changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from ..cache import PREFLIGHTS, key
from ..findings import Finding
from ..model import Origin
from ..page_plan import Stand
from ..press_profile import PressProfile
from ..told import heard, told
from .bindery import without_front
from .preflight import KnownFile, KnownPlace, findings, preflight


def preflight_built(
    data: bytes, press: PressProfile, stands: Iterable[Stand], *, origin: Origin, pages: int
) -> tuple[Finding, ...]:
    """Return what ``press`` would refuse of the print edition ``data``, or ask about.

    ``stands`` is what stands where on its ``pages``; sheets in front of those are a proof's and
    not judged. ``origin`` is the issue.
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
    judged = preflight(without_front(data, pages), whole, known=KnownFile(places))
    found = findings(judged, origin)
    PREFLIGHTS.write(entry, json.dumps([told(one) for one in found]).encode())
    PREFLIGHTS.trim(_MOST)
    return found


_MOST = 20_000_000


def _name(data: bytes, asked: str) -> str:
    """Return the name of what is kept: it hangs on the file, what is asked, and how we judge."""
    home = Path(__file__).parent
    own = "".join(
        f"{path.name} {facts.st_size} {facts.st_mtime_ns}\n"
        for path in sorted(home.rglob("*.py"))
        for facts in (path.stat(),)
    )
    return key(sha256(data).hexdigest(), asked, own)


def _read(entry: str) -> tuple[Finding, ...] | None:
    stored = PREFLIGHTS.read(entry)
    if stored is None:
        return None
    try:
        return tuple(heard(one) for one in json.loads(stored))
    except (ValueError, TypeError):
        PREFLIGHTS.forget(entry)
        return None
