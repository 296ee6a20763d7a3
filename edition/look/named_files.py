"""The pictures and fonts that stylesheets of the pages name: where they lie, or what is amiss."""

from __future__ import annotations

import re
from pathlib import Path

from ..findings import Finding, finding
from . import SearchPath
from .stylesheets import OUTSIDE, beside_entry, place_of

FONTS = frozenset({".ttf", ".otf", ".woff", ".woff2"})
MEDIA = {
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
"""What may stand on printed pages, by suffix."""

_WITHIN = re.compile(r"^(?:data:|#)", re.IGNORECASE)


def named(address: str, sheet: str) -> str | None:
    """Return the name of the file ``address``, in ``sheet``, leads to; ``None``: to no file."""
    if _WITHIN.match(address):
        return None
    name = address if OUTSIDE.match(address) else beside_entry(address, sheet)
    return name.partition("?")[0].partition("#")[0]


def found(address: str, sheet: str, styles: SearchPath) -> tuple[Path | None, Finding | None]:
    """Return the file that ``address``, in the stylesheet ``sheet``, names, or PDF-004."""
    name = named(address, sheet)
    if name is None:
        return None, None
    what = _what(name)
    hint = "Put the file into the folder styles/, or take it out of the stylesheet."
    path = None if OUTSIDE.match(address) else styles.find(name)
    if OUTSIDE.match(address):
        message = f"The {what} {_short(address)} stands outside the publication; it is not fetched."
        hint = "Put a copy into the folder styles/ and name it there."
    elif path is None:
        message = f"The {what} {name} is not there."
    elif path.suffix.lower() not in MEDIA:
        message = f"The {what} {name} is of a kind that cannot be printed."
        hint = "Save it as JPEG, PNG or SVG; a font as TrueType, OpenType or WOFF."
    else:
        return path, None
    return None, finding("PDF-004", message, origin=place_of(address, sheet, styles), hint=hint)


def unreadable(name: str, reason: OSError, address: str, sheet: str, styles: SearchPath) -> Finding:
    """Return PDF-004 for the file ``name``, which is there and cannot be opened."""
    return finding(
        "PDF-004",
        f"The {_what(name)} {name} cannot be read: {reason.strerror}.",
        origin=place_of(address, sheet, styles),
        hint="Look whether the file may be opened, or put a copy in its place.",
    )


def _what(name: str) -> str:
    return "font" if Path(name).suffix.lower() in FONTS else "picture"


def _short(address: str) -> str:
    return address if len(address) <= 80 else f"{address[:60]}…"
