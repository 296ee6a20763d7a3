"""Standing matter: imprint, contacts, house ads and appeals, kept once for every issue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from ..findings import Finding
from ..model import (
    LAST_PAGE,
    Figure,
    Origin,
    Publication,
    Slug,
    StandingKind,
    StandingMatter,
)
from .article import Setter, read_front_matter, read_keys, slug_of
from .captions import Captions, Desk, PictureFolder, outside, read_captions, wanting_alt
from .folder import lies_inside, names_in, origin_of
from .markup import FigureReference
from .schema import StandingKeys
from .settings import Settings, Values
from .text import read_text

if TYPE_CHECKING:
    from ..pictures.derive import Darkroom

STANDING = "standing"

_NO_WORDS_ASKED = frozenset({"PIC-006", "PIC-007", "PIC-008", "PIC-013"})

_ON_THE_LAST_PAGE: dict[StandingKind, int] = {"imprint": LAST_PAGE, "contacts": LAST_PAGE}
"""Where standing matter stands when nobody says; other kinds fill space where some is left."""

Findings = tuple[Finding, ...]


def read_standing(
    publication: Publication, root: Path, *, room: Darkroom | None = None
) -> tuple[tuple[StandingMatter, ...], Findings]:
    """Return what stands in ``standing/``, in the order of the file names."""
    folder = root / STANDING
    captions, found = read_captions(folder, root)
    pictures = PictureFolder(folder, root, publication.pictures, room)
    matters: list[StandingMatter] = []
    for name, path in names_in(folder).items():
        if path.suffix.lower() != ".md" or name.startswith((".", "_")) or name == "README.md":
            continue
        origin = origin_of(path, root)
        if not lies_inside(path, root):
            found += (outside(name, origin),)
            continue
        taken = {matter.slug for matter in matters}
        slug, more = slug_of(Path(name).stem, origin=origin, taken=taken)
        matter, said = _read_matter(
            path, origin=origin, slug=slug, publication=publication, desk=(pictures, captions)
        )
        found += more + said
        if matter is not None:
            matters.append(matter)
    return tuple(matters), found


def _read_matter(
    path: Path,
    *,
    origin: Origin,
    slug: Slug,
    publication: Publication,
    desk: tuple[PictureFolder, Captions],
) -> tuple[StandingMatter | None, Findings]:
    text, found = read_text(path, origin=origin)
    if text is None:
        return None, found
    front, more = read_front_matter(text, origin=origin)
    found += more
    fallbacks: Values = {"kind": _kind_of(slug)}
    keys, settings, more = read_keys(front, StandingKeys, fallbacks=fallbacks)
    found += more

    setter = Setter(publication.language, publication.typography)
    words = Desk(*desk, *setter.manner)
    body, more = setter.body(front, words, origin=origin)
    found += more
    headline, more = setter.inline(keys.headline, settings.place("headline"))
    found += more
    figure, more = _advertisement(keys, settings, words)
    page = _ON_THE_LAST_PAGE.get(keys.kind) if keys.place is None else keys.place or None
    required = page is not None or keys.kind in _ON_THE_LAST_PAGE
    matter = StandingMatter(
        slug=slug,
        kind=keys.kind,
        body=body.blocks,
        origin=origin,
        headline=headline,
        figure=figure,
        sizes=tuple(keys.sizes),
        link=keys.link,
        notes=body.notes,
        page=page,
        every_issue=required if keys.every_issue is None else keys.every_issue,
    )
    return matter, found + more


def _kind_of(slug: str) -> StandingKind:
    """Return the kind a file's name speaks of, for files that do not say."""
    kinds: tuple[StandingKind, ...] = get_args(StandingKind)
    return next((kind for kind in kinds if slug.startswith(kind)), "house-ad")


def _advertisement(
    keys: StandingKeys, settings: Settings, desk: Desk
) -> tuple[Figure | None, Findings]:
    if not keys.picture:
        return None, ()
    reference = FigureReference(
        target=keys.picture.strip(),
        alt=" ".join(keys.alt.split()) or None if keys.alt else None,
        caption=None,
        credit=None,
        focus=None,
        size=None,
        decorative=False,
        origin=settings.place("picture"),
    )
    figure, found = desk.figure(reference)
    # An advertisement stands for itself: neither caption nor credit is asked for.
    kept = tuple(one for one in found if one.code not in _NO_WORDS_ASKED)
    return figure, kept + (wanting_alt(figure) if figure.picture else ())
