"""Measures a PDF that an advertiser supplied, and says why it cannot be placed."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ..findings import Finding, finding
from ..model import Origin, SuppliedPage
from .measure import MAX_BYTES

if TYPE_CHECKING:
    import pikepdf

_POINT = 25.4 / 72
_SMALLEST, _LARGEST = 5.0, 1500.0
_HEADER_WITHIN = 1024
_DEEPEST = 50
"""Groups of pages in groups; a file that goes deeper goes round in a circle."""

_PASSWORD = "Ask for one that is not protected; a printer refuses it as well."
_AGAIN = "Ask for it again, or write it anew with the program it was made in."


def measure_supplied(
    path: Path, *, name: str, origin: Origin
) -> tuple[SuppliedPage | None, tuple[Finding, ...]]:
    """Return the PDF at ``path``, measured; ``None`` when it cannot be placed (ADS-001).

    ``name`` is how the editor calls it, ``origin`` where that is. What counts is the box
    it is trimmed to, else the box that is shown.
    """
    # Reading PDFs takes its library a while to load; an issue without any need not wait.
    import pikepdf

    try:
        if path.stat().st_size > MAX_BYTES:
            return None, (_refused(name, "is too large to be opened", origin, _AGAIN),)
        data = path.read_bytes()
    except OSError as problem:
        said = f"cannot be read: {problem.strerror or 'the machine refuses it'}"
        return None, (_refused(name, said, origin, "Look whether the file may be opened."),)
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        hint = "Look what it really is; JPEG, PNG and SVG files can be placed under their own name."
        return None, (_refused(name, "is not a PDF, whatever its name says", origin, hint),)
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
            return _measured(pdf, path, name=name, origin=origin, data=data)
    except pikepdf.PasswordError:
        return None, (_refused(name, "is protected by a password", origin, _PASSWORD),)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        return None, (_refused(name, "is damaged", origin, _AGAIN),)


def _measured(
    pdf: pikepdf.Pdf, path: Path, *, name: str, origin: Origin, data: bytes
) -> tuple[SuppliedPage | None, tuple[Finding, ...]]:
    if pdf.is_encrypted:
        return None, (_refused(name, "is protected against changes", origin, _PASSWORD),)
    if len(pdf.pages) != 1:
        hint = "Ask for one file a space, or take the page out that is meant."
        return None, (_refused(name, f"has {len(pdf.pages)} pages, not one", origin, hint),)
    page = pdf.pages[0]
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    unit = float(page.obj.get("/UserUnit", 1)) * _POINT
    width, height = abs(right - left) * unit, abs(top - bottom) * unit
    if not all(_SMALLEST <= side <= _LARGEST for side in (width, height)):
        said = f"has a page of {width:.0f} × {height:.0f} mm"
        return None, (_refused(name, said, origin, _AGAIN),)
    if pdf.get_warnings():
        return None, (_refused(name, "is damaged", origin, _AGAIN),)
    if _turned(page.obj) % 180:
        width, height = height, width
    digest = hashlib.sha256(data).hexdigest()
    return SuppliedPage(path, name, round(width, 2), round(height, 2), digest), ()


def _turned(node: pikepdf.Object) -> int:
    """Return the degrees a page is turned by, from itself or the groups it is in."""
    for _ in range(_DEEPEST):
        if "/Rotate" in node:
            return int(node["/Rotate"])
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return 0


def _refused(name: str, said: str, origin: Origin, hint: str) -> Finding:
    return finding("ADS-001", f'The file "{name}" {said}.', origin=origin, hint=hint)
