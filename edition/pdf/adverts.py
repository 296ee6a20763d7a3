"""Advertisements sent as PDFs: their drawings, and what keeps their places on the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import md5

from ..document import Document
from ..findings import Finding, finding
from ..model import Advert, SuppliedPage
from ..patience import OverdoneError, patience
from .fetcher import Supply
from .foreign import Artwork, ForeignError, take_out

_SECONDS, _MEGABYTES = 30.0, 500
"""For one drawing; a map of a whole town takes two seconds."""

_BLANK = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU"
    b"\0\0\0\nIDATx\xdac\xf8\x0f\0\1\1\1\0\x1c\xb0\x8c\x99\0\0\0\0IEND\xaeB`\x82"
)
"""A picture of one white pixel."""


def taken_out(document: Document) -> tuple[Mapping[str, Artwork], tuple[Finding, ...]]:
    """Return the drawings of the issue's PDF advertisements, by the engine's name of their places.

    Of what cannot be taken out, the place stays white (ADS-001).
    """
    drawings: dict[str, Artwork] = {}
    found: list[Finding] = []
    for advert in document.issue.adverts:
        if not isinstance(advert.artwork, SuppliedPage):
            continue
        try:
            with patience(seconds=_SECONDS, megabytes=_MEGABYTES):
                artwork = take_out(advert.artwork.path.read_bytes())
        except ForeignError as reason:
            found.append(_refused(advert, advert.artwork, str(reason)))
        except OSError as reason:
            found.append(_refused(advert, advert.artwork, f"cannot be read: {reason.strerror}"))
        except (OverdoneError, MemoryError):
            found.append(_refused(advert, advert.artwork, "takes too long or too much memory"))
        else:
            drawings[engine_name(advert.artwork)] = artwork
            if artwork.missing:
                found.append(_without_fonts(advert, advert.artwork, artwork.missing))
    return drawings, tuple(found)


def places(document: Document) -> Iterator[Supply]:
    """Yield the pictures that keep the places of the issue's PDF advertisements."""
    for advert in document.issue.adverts:
        if isinstance(advert.artwork, SuppliedPage):
            yield place_of(advert.artwork)


def place_of(page: SuppliedPage) -> Supply:
    """Return the picture that keeps the place of a PDF until the pages are finished."""
    return Supply(f"adverts/{page.digest}.png", "image/png", _BLANK)


def engine_name(page: SuppliedPage) -> str:
    """Return what the engine calls the picture in the place, its last figure left out."""
    return f"i{md5(place_of(page).address.encode(), usedforsecurity=False).hexdigest()}"


def _refused(advert: Advert, page: SuppliedPage, said: str) -> Finding:
    return finding(
        "ADS-001",
        f'The file "{page.name}" {said}.',
        origin=advert.origin,
        hint="Ask for it again, saved as PDF/X; its place stays white until then.",
        part=f"advert-{advert.slug}",
    )


def _without_fonts(advert: Advert, page: SuppliedPage, names: tuple[str, ...]) -> Finding:
    fonts = ", ".join(f"“{name}”" for name in names)
    return finding(
        "ADS-003",
        f'The file "{page.name}" does not bring its font{"s" if names[1:] else ""} {fonts}.',
        origin=advert.origin,
        hint="Ask for it again with all fonts embedded (as PDF/X is); the printer would put others "
        "in their place.",
        part=f"advert-{advert.slug}",
    )
