"""Advertisements: ``[[ad]]`` in ``issue.toml`` or in ``ads.toml`` beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from ..document import direction_of
from ..findings import Finding, Severity, finding
from ..model import (
    LAST_PAGE,
    Advert,
    Figure,
    Origin,
    Picture,
    Publication,
    Slug,
    SuppliedPage,
    slugified,
)
from ..pictures.supplied import measure_supplied
from .captions import Captions, Desk, PictureFolder, outside
from .folder import lies_inside, origin_of
from .markup import FigureReference
from .nearest import nearest, shortened
from .newspaper_schema import AdKeys, AdsKeys
from .settings import Settings
from .text import read_text
from .toml_settings import read_toml
from .validation import validated

ADS_FILE = "ads.toml"

_NO_WORDS_ASKED = frozenset({"PIC-006", "PIC-007", "PIC-008"})
_LIKE_ENOUGH = 0.03
"""How much the shape of a file may differ from that of its space and go unnoticed."""

_LIKENESS = 0.7
"""How much the names of two files must agree for one to be offered for the other."""

_SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".svg", ".tif", ".tiff", ".gif", ".webp")

Findings = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Booking:
    """An advertisement as it was written down."""

    keys: AdKeys
    settings: Settings
    number: int

    def place(self, *path: str) -> Origin:
        return self.settings.place("ad", self.number, *path)


def read_adverts(
    keys: Collection[AdKeys],
    settings: Settings,
    *,
    pages: int | None,
    publication: Publication,
    desk: tuple[PictureFolder, Captions],
) -> tuple[tuple[Advert, ...], Findings]:
    """Return the advertisements of ``keys`` and those of ``ads.toml``, in that order.

    ``settings`` are those of ``issue.toml``, ``pages`` is how many it asks for.
    """
    pictures, captions = desk
    bookings = [_Booking(one, settings, number) for number, one in enumerate(keys)]
    more, found = _from_file(pictures.folder, publication.folder)
    words = Desk(pictures, captions, publication.language, publication.typography)
    adverts: list[Advert] = []
    taken: set[str] = set()
    for booking in (*bookings, *more):
        artwork, alt, said = _artwork(booking, words)
        found += said
        advert = _advert(booking, artwork, alt=alt, taken=taken)
        advert, said = _placed(advert, booking, pages=pages, publication=publication)
        found += said or _misshapen(advert, booking, publication)
        adverts.append(advert)
    return tuple(adverts), found


def shown_in(adverts: Collection[Advert]) -> Iterator[Figure]:
    """Yield the pictures of ``adverts`` as figures, for whoever asks what is used."""
    for advert in adverts:
        if advert.artwork is not None:
            picture = advert.artwork if isinstance(advert.artwork, Picture) else None
            yield Figure(picture, advert.artwork.name, advert.origin)


def _from_file(folder: Path, root: Path) -> tuple[list[_Booking], Findings]:
    path = folder / ADS_FILE
    origin = origin_of(path, root)
    if not path.exists():
        return [], ()
    if not lies_inside(path, root):
        return [], (outside(ADS_FILE, origin),)
    text, found = read_text(path, origin=origin)
    settings, more = read_toml(text, origin=origin) if text is not None else (None, ())
    found += more
    if settings is None:
        return [], found
    keys, settings, more = validated(settings, AdsKeys)
    ads = keys.ad if keys is not None else []
    return [_Booking(one, settings, number) for number, one in enumerate(ads)], found + more


def _advert(
    booking: _Booking,
    artwork: Picture | SuppliedPage | None,
    *,
    alt: str | None,
    taken: set[str],
) -> Advert:
    keys = booking.keys
    wanted = f"ad-{slugified(keys.name)[:60].strip('-') or booking.number + 1}"
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    taken.add(slug)
    return Advert(
        slug=Slug(slug),
        name=_line(keys.name) or keys.name,
        artwork=artwork,
        columns=keys.columns,
        height=keys.height,
        origin=booking.place(),
        page=keys.page,
        side=keys.side,
        apart=_line(keys.apart.casefold()) if keys.apart else None,
        alt=alt,
        link=keys.link,
    )


def _artwork(
    booking: _Booking, desk: Desk
) -> tuple[Picture | SuppliedPage | None, str | None, Findings]:
    """Return the file of an advertisement, the words that describe it, and what is wrong."""
    keys, origin = booking.keys, booking.place("picture")
    target = keys.picture.strip()
    reference = FigureReference(
        target=target,
        alt=_line(keys.alt),
        caption=None,
        credit=None,
        focus=None,
        size=None,
        decorative=False,
        origin=origin,
    )
    artwork: Picture | SuppliedPage | None = None
    if target.lower().endswith(".pdf"):
        alt = reference.alt
        path, found = desk.path(reference)
        if path is not None:
            name = desk.pictures.name_of(path)
            artwork, found = measure_supplied(path, name=name, origin=origin)
    else:
        figure, found = desk.figure(reference)
        artwork, alt = figure.picture, figure.alt
        found = tuple(one for one in found if one.code not in _NO_WORDS_ASKED)
    found = tuple(
        _missing(booking, origin, desk) if one.code == "PIC-001" else one for one in found
    )
    if alt is None and artwork is not None:
        said = (
            f'The advertisement "{shortened(keys.name)}" has no text for those who cannot see it.'
        )
        hint = "Write what it says as alt; the replica reads out only its name until then."
        place = booking.place()
        found += (finding("PIC-008", said, origin=place, hint=hint, severity=Severity.WARNING),)
    return artwork, alt, found


def _missing(booking: _Booking, origin: Origin, desk: Desk) -> Finding:
    folder, target = desk.pictures.folder, booking.keys.picture.strip()
    names = [
        path.relative_to(folder).as_posix()
        for home in (folder, folder / "images", folder / "ads")
        if home.is_dir() and lies_inside(home, desk.pictures.root)
        for path in sorted(home.iterdir())
        if path.suffix.lower() in _SUFFIXES and path.is_file()
    ]
    advert = shortened(booking.keys.name)
    said = f'There is no file "{shortened(target)}" for the advertisement "{advert}".'
    # Folders and endings are the same for many files: only the names themselves are alike.
    by_stem = {PurePosixPath(name).stem: name for name in reversed(names)}
    near = nearest(PurePosixPath(target.replace("\\", "/")).stem, by_stem, likeness=_LIKENESS)
    hint = f'Did you mean "{by_stem[near]}"?' if near else "Put the file into the issue's folder."
    return finding("PIC-001", said, origin=origin, hint=hint)


def _placed(
    advert: Advert, booking: _Booking, *, pages: int | None, publication: Publication
) -> tuple[Advert, Findings]:
    """Return ``advert`` without what is impossible in the booking, and what that was."""
    page, found = publication.page, []
    name = f'The advertisement "{shortened(advert.name)}"'
    if advert.columns > page.columns:
        said = f"{name} is {advert.columns} columns wide; a page has {page.columns}."
        hint = "Correct its columns, or ask for it in another size."
        found.append(finding("PIN-006", said, origin=booking.place("columns"), hint=hint))
        advert = replace(advert, columns=page.columns)
    if advert.height > page.depth:
        said = f"{name} is {advert.height:g} mm high; a page has room for {page.depth:.0f} mm."
        hint = "Correct its height, or ask for it in another size."
        found.append(finding("PIN-006", said, origin=booking.place("height"), hint=hint))
        advert = replace(advert, height=page.depth)
    if pages is not None and advert.page is not None and advert.page > pages:
        found.append(beyond(f"{name} is booked", advert.page, pages, booking.place("page")))
        advert = replace(advert, page=None)
    if advert.side and advert.page not in (None, LAST_PAGE):
        side = side_of(advert.page or 1, publication)
        if side != advert.side:
            said = f"{name} is booked on page {advert.page} and on a {advert.side}-hand page."
            hint = f"Page {advert.page} is a {side}-hand page; take one of the two out."
            found.append(finding("PIN-002", said, origin=booking.place("side"), hint=hint))
            advert = replace(advert, side=None)
    return advert, tuple(found)


def _misshapen(advert: Advert, booking: _Booking, publication: Publication) -> Findings:
    art = advert.artwork
    if art is None:
        return ()
    width, height = publication.page.across(advert.columns), advert.height
    wanted, given = width / height, art.width / art.height
    if abs(given / wanted - 1) <= _LIKE_ENOUGH:
        return ()
    unit = " mm" if isinstance(art, SuppliedPage) else " pixels" if art.kind != "svg" else ""
    said = (
        f'"{shortened(art.name)}" is {art.width:.4g} × {art.height:.4g}{unit}, which is not the'
        f" shape of its space, {width:.0f} × {height:.0f} mm."
    )
    better = width / given
    hint = f'There will be white beside it; height = "{better:.0f}mm" would have its shape.'
    return (finding("ADS-002", said, origin=booking.place("picture"), hint=hint),)


def side_of(page: int, publication: Publication) -> Literal["left", "right"]:
    """Return on which side of an opening ``page`` lies."""
    forward = direction_of(publication.language) == "ltr"
    return "right" if (page % 2 == 1) == forward else "left"


def beyond(what: str, page: int, pages: int, origin: Origin) -> Finding:
    """Return the finding for a page that is not there; ``what`` begins the sentence."""
    said = f"{what} on page {page}, but the issue is to have {pages}."
    hint = f"Name a page up to {pages}, or ask for more in issue.toml: pages = …"
    return finding("PIN-003", said, origin=origin, hint=hint)


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
