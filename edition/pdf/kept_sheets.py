"""Keeps the drawn pages of a newspaper one by one, each by all that is on it.

After a story was edited only the pages it stands on are drawn anew. An entry is what
was drawn on a page and what was found when it was looked over; one that does not have
the shape of that is not believed, and the page is drawn.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from hashlib import sha256

from ..cache import SHEETS, key
from ..document import Document
from ..makeup.plan import Flatplan, Sheet
from . import as_json
from .counting import Galleys
from .drawn import KeptSheet

_MOST = 300_000_000
_ID = re.compile(r'\bid="([^"]+)"')
_PICTURE = re.compile(r"/pictures/([^\"')\s]+)")


def names(
    plan: Flatplan,
    drawn: Sequence[str],
    galleys: Galleys,
    *,
    made_of: str,
    pictures: Mapping[str, str],
    flags: Sequence[str] = (),
) -> dict[int, str]:
    """Return the names under which the pages of ``plan`` are kept, by page number.

    ``drawn`` are their descriptions with empty columns. ``pictures`` are the digests of the
    pictures, by what they are called there; ``made_of`` is what is the same for all pages,
    ``flags`` are styles each of which is about one element.
    """
    found: dict[int, str] = {}
    for sheet, html in zip(plan.sheets, drawn, strict=True):
        texts = [galleys.slip(one.name).html for one in sheet.modules if one.form.legs]
        legs = as_json.told([(one.name, one.form.legs, one.onto) for one in sheet.modules])
        shown = (pictures.get(name, "") for name in _PICTURE.findall(html))
        anchors = {anchor for one in (html, *texts) for anchor in _ID.findall(one)}
        flagged = (one for one in flags if anchors.intersection(_ID.findall(one)))
        facts = (str(sheet.number), json.dumps(legs), *texts, *shown, *flagged)
        found[sheet.number] = key(made_of, html, *facts)
    return found


def emptied(html: str) -> str:
    """Return the description of a page with nothing on it; its own element stays what it is."""
    opening = html.index("<section")
    return f"{html[opening : html.index('>', opening) + 1]}</section>"


def stories_on(sheets: Sequence[Sheet]) -> list[str]:
    """Return the stories whose text stands on ``sheets``."""
    return [one.name for sheet in sheets for one in sheet.modules if one.form.legs]


def press_of(document: Document) -> str:
    """Return what the pictures of ``document`` are made for."""
    press = document.publication.press
    inks = sha256(press.intent.icc.read_bytes()).hexdigest() if press else ""
    return f"{press!r} {inks}"


def read(wanted: Mapping[int, str]) -> dict[int, KeptSheet]:
    """Return the pages kept under the names ``wanted``, by their numbers."""
    found = {number: _read(name) for number, name in wanted.items()}
    return {number: one for number, one in found.items() if one is not None}


def _read(name: str) -> KeptSheet | None:
    stored = SHEETS.read(name)
    if stored is None:
        return None
    try:
        return as_json.read(KeptSheet, json.loads(zlib.decompress(stored)))
    except (ValueError, TypeError, RecursionError, zlib.error):
        SHEETS.forget(name)
        return None


def write(named: Mapping[int, str], sheets: Mapping[int, KeptSheet]) -> None:
    """Keep ``sheets`` under their names."""
    for number, sheet in sheets.items():
        said = json.dumps(as_json.told(sheet), separators=(",", ":"))
        SHEETS.write(named[number], zlib.compress(said.encode(), 1))
    if sheets:
        SHEETS.trim(_MOST)
