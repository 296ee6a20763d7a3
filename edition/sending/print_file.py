"""What a print PDF says of itself: pages, sizes, inks, what it was made for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..errors import DeliveryError

_PROCESS = ("cyan", "magenta", "yellow", "black")
_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class PrintFile:
    """One PDF as a printer meets it. Lengths in millimetres, as seen upright.

    ``trims`` are the sizes of its pages after trimming, each once; ``bleed`` is the least of
    any edge of any page. ``condition`` is what it was made for, ``standard`` what it claims
    to be; ``None`` where it does not say.
    """

    pages: int
    trims: tuple[tuple[float, float], ...]
    bleed: float
    inks: tuple[str, ...]
    condition: str | None = None
    standard: str | None = None


def read_print_file(name: str, data: bytes) -> PrintFile:
    """Return what ``data``, the PDF called ``name``, says of itself.

    Raises:
        DeliveryError: it is not a PDF that can be read.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            trims = dict.fromkeys(_size(page) for page in pdf.pages)
            spots = sorted({spot for page in pdf.pages for spot in _spots(page)})
            return PrintFile(
                len(pdf.pages),
                tuple(trims),
                min((_bleed(page) for page in pdf.pages), default=0.0),
                (*_PROCESS, *spots),
                _condition(pdf),
                _standard(pdf),
            )
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DeliveryError(
            f"{name} cannot be read as a PDF. Nothing was sent.", hint="Build it again."
        ) from error


def _box(page: Any, *names: str) -> tuple[float, float, float, float]:
    for name in names:
        if name in page:
            left, low, right, high = (float(one) for one in page[name])
            return min(left, right), min(low, high), max(left, right), max(low, high)
    left, low, right, high = (float(one) for one in page.mediabox)
    return left, low, right, high


def _size(page: Any) -> tuple[float, float]:
    left, low, right, high = _box(page, "/TrimBox", "/CropBox")
    unit = float(page.get("/UserUnit", 1)) * _POINT
    size = round((right - left) * unit, 1), round((high - low) * unit, 1)
    return size[::-1] if int(page.get("/Rotate", 0)) % 180 else size


def _bleed(page: Any) -> float:
    trim, bleed = _box(page, "/TrimBox"), _box(page, "/BleedBox", "/TrimBox")
    edges = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    return max(0.0, round(min(edges) * _POINT, 1))


def _spots(page: Any) -> Iterator[str]:
    """Yield the inks besides the four that the page's own colours name."""
    spaces = page.get("/Resources", {}).get("/ColorSpace", {})
    for name in spaces.keys():  # noqa: SIM118  # a dictionary of pikepdf iterates over pairs
        space = spaces[name]
        kind = str(space[0]) if len(space) > 1 else ""
        inks = [space[1]] if kind == "/Separation" else space[1] if kind == "/DeviceN" else []
        for ink in inks:
            plain = str(ink).removeprefix("/")
            if plain.casefold() not in (*_PROCESS, "all", "none"):
                yield plain


def _condition(pdf: Any) -> str | None:
    for intent in pdf.Root.get("/OutputIntents", []):
        named = [
            str(intent[key]) for key in ("/Info", "/OutputConditionIdentifier") if key in intent
        ]
        if len(named) == 2 and named[1] not in named[0]:
            return f"{named[0]} ({named[1]})"
        if named:
            return named[0]
    return None


def _standard(pdf: Any) -> str | None:
    with pdf.open_metadata() as metadata:
        said = metadata.get("pdfxid:GTS_PDFXVersion") or metadata.get("pdfx:GTS_PDFXVersion")
    return str(said or pdf.docinfo.get("/GTS_PDFXVersion", "")) or None
