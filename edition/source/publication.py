"""``publication.toml``: the paper itself."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import SourceError
from ..findings import RULES, Finding, finding
from ..model import (
    Edges,
    Newspaper,
    Page,
    PicturePolicy,
    Publication,
    Slug,
    Waiver,
    slugified,
)
from ..offer import Offer, Withdrawal
from .article import is_slug
from .catalogue_schema import CatalogueKeys
from .folder import PUBLICATION_FILE, lies_inside, origin_of
from .language import known_language
from .nearest import did_you_mean, shortened
from .newspaper_schema import NewspaperKeys
from .schema import PageKeys, PageSize, PublicationKeys
from .settings import Settings
from .standing import read_standing
from .text import read_text
from .toml_settings import read_toml
from .validation import validated

if TYPE_CHECKING:
    from ..pictures.derive import Darkroom

FALLBACK_LANGUAGE = "en"

_WIDE = Edges(15.0, 16.0, 15.0, 15.0)
_MEDIUM = Edges(14.0, 15.0, 14.0, 14.0)
_SMALL = Edges(12.0, 14.0, 14.0, 12.0)

PAGES: dict[PageSize, Page] = {
    "broadsheet": Page(350.0, 500.0, margins=_WIDE, columns=6),
    "berliner": Page(315.0, 470.0, margins=_WIDE, columns=5),
    "tabloid": Page(289.0, 380.0, margins=_WIDE, columns=5),
    "us-tabloid": Page(279.4, 431.8, margins=_WIDE, columns=5),
    "A3": Page(297.0, 420.0, margins=_WIDE, columns=5),
    "A4": Page(210.0, 297.0, margins=_MEDIUM, columns=3),
    "mini": Page(180.0, 260.0, margins=_SMALL, columns=3),
    "A5": Page(148.0, 210.0, margins=_SMALL, columns=2),
}
"""The named sizes, upright and in millimetres, with columns and margins that suit them."""

_NARROWEST_COLUMN = 25.0
_SMALLEST_PAGE, _LARGEST_PAGE = 90.0, 700.0
_WIDEST_BLEED, _WIDEST_GUTTER, _NARROWEST_GUTTER = 20.0, 25.0, 1.0
_TIGHTEST_LEADING, _WIDEST_LEADING = 6.0, 24.0
_FEWEST_LINES = 10
_ISSN = re.compile(r"(\d{4})-?(\d{3})([\dXx])")

Findings = tuple[Finding, ...]


def read_publication(root: Path, *, room: Darkroom | None = None) -> tuple[Publication, Findings]:
    """Return the publication whose folder is ``root``, its standing matter included.

    ``room`` begins with the pictures in that.

    Raises:
        SourceError: ``publication.toml`` cannot be read at all.
    """
    path = root / PUBLICATION_FILE
    origin = origin_of(path, root)
    if not lies_inside(path, root):
        raise SourceError(
            f"{PUBLICATION_FILE} leads to a file outside the publication's folder.",
            origin=origin,
            hint="Put the file itself here instead of a link to it.",
        )
    text, found = read_text(path, origin=origin)
    settings, more = read_toml(text, origin=origin) if text is not None else (None, ())
    found += more
    if settings is None:
        raise stopped(found, PUBLICATION_FILE)
    fallbacks = {"name": root.name or "Paper", "publisher": "", "language": FALLBACK_LANGUAGE}
    fallbacks["publisher"] = fallbacks["name"]
    keys, settings, more = validated(settings, PublicationKeys, fallbacks=fallbacks)
    found += more
    if keys is None:
        raise stopped(found, PUBLICATION_FILE)

    language, more = known_language(keys.language, origin=settings.place("language"))
    found += more
    slug, more = _slug(keys, settings)
    found += more
    issn, more = _issn(keys.issn, settings)
    found += more
    page, more = _page(keys.page, settings)
    found += more
    sections = tuple(dict.fromkeys(filter(None, map(_line, keys.sections))))
    newspaper, more = _newspaper(keys.newspaper, sections, settings)
    found += more
    waivers, more = _waivers(keys, settings)
    found += more
    policy = PicturePolicy(
        keys.pictures.print_ppi,
        keys.pictures.screen_pixels,
        keys.pictures.screen_bytes,
        keys.pictures.mail_bytes,
    )
    publication = Publication(
        slug=slug,
        name=_line(keys.name) or "",
        publisher=_line(keys.publisher) or "",
        language=language or FALLBACK_LANGUAGE,
        folder=root,
        origin=origin,
        tagline=_line(keys.tagline),
        place=_line(keys.place),
        issn=issn,
        url=keys.url,
        rights=_line(keys.rights),
        price=_line(keys.price),
        frequency=_line(keys.frequency),
        sections=sections,
        layout=keys.layout,
        typography=keys.typography,
        headline_lines=keys.headline_lines,
        page=page,
        newspaper=newspaper,
        pictures=policy,
        offer=_offer(keys.catalogue),
        waivers=waivers,
    )
    standing, more = read_standing(publication, root, room=room)
    return replace(publication, standing=standing), found + more


def stopped(found: Findings, name: str) -> SourceError:
    """Return the reason to stop: the gravest of ``found``, all of it attached."""
    first = max(found, key=lambda one: one.severity, default=None)
    if first is None:
        return SourceError(f"{name} cannot be read.")
    return SourceError(first.message, origin=first.origin, hint=first.hint, findings=found)


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _slug(keys: PublicationKeys, settings: Settings) -> tuple[Slug, Findings]:
    wanted = keys.slug.strip() if keys.slug else ""
    if wanted and is_slug(wanted):
        return Slug(wanted), ()
    made = slugified(wanted or keys.name)[:60].strip("-")
    if not made:
        made = "paper"
    if not wanted:
        return Slug(made), ()
    said = f'The slug "{shortened(wanted)}" cannot stand in file names and web addresses.'
    hint = f'Write slug = "{made}": letters, digits and hyphens.'
    return Slug(made), (finding("SRC-010", said, origin=settings.place("slug"), hint=hint),)


def _issn(issn: str | None, settings: Settings) -> tuple[str | None, Findings]:
    """Return ``issn`` as ``1234-5679``; its check digit is that of ISO 3297."""
    if issn is None or not issn.strip():
        return None, ()
    origin = settings.place("issn")
    parts = _ISSN.fullmatch(issn.strip().removeprefix("ISSN").strip())
    if parts is None:
        said = f'"{shortened(issn)}" is not an ISSN.'
        hint = 'An ISSN is eight digits, the last may be an X: issn = "1234-5679".'
        return None, (finding("SRC-014", said, origin=origin, hint=hint),)
    digits = parts[1] + parts[2]
    rest = -sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=True))
    check = "0123456789X"[rest % 11]
    usual = f"{parts[1]}-{parts[2]}{parts[3].upper()}"
    if check == parts[3].upper():
        return usual, ()
    said = f'The ISSN "{usual}" has a slip in it: its last digit would have to be {check}.'
    hint = "Compare it with the letter from the ISSN centre, digit by digit."
    return usual, (finding("SRC-014", said, origin=origin, hint=hint),)


def _page(keys: PageKeys, settings: Settings) -> tuple[Page, Findings]:
    """Return the page ``keys`` ask for; the named size as it is where they cannot be followed."""
    named = PAGES[keys.size or "tabloid"]
    edges = keys.margins
    margins = named.margins
    if edges is not None:
        margins = Edges(
            _or(edges.top, margins.top),
            _or(edges.bottom, margins.bottom),
            _or(edges.inside, margins.inside),
            _or(edges.outside, margins.outside),
        )
    page = Page(
        width=_or(keys.width, named.width),
        height=_or(keys.height, named.height),
        bleed=_or(keys.bleed, named.bleed),
        margins=margins,
        columns=keys.columns or named.columns,
        gutter=_or(keys.gutter, named.gutter),
        leading=_or(keys.leading, named.leading),
        page_multiple=keys.page_multiple or named.page_multiple,
    )
    for key, said, hint in _impossible(page):
        place = settings.place("page", key)
        return named, (finding("SRC-004", said, origin=place, hint=hint),)
    return page, ()


def _or(value: float | None, usual: float) -> float:
    return usual if value is None else value


def _impossible(page: Page) -> list[tuple[str, str, str]]:
    """Return the key, the sentence and the hint of whatever makes ``page`` impossible."""
    wrong = []
    size = f"{page.width:g} × {page.height:g} mm"
    for key, length in (("width", page.width), ("height", page.height)):
        if not _SMALLEST_PAGE <= length <= _LARGEST_PAGE:
            wrong.append(
                (
                    key,
                    f"A page of {size} cannot be printed.",
                    f"Sides from {_SMALLEST_PAGE:g} to {_LARGEST_PAGE:g} mm are possible.",
                )
            )
    if page.width > page.height:
        hint = "Exchange width and height; pages stand upright."
        wrong.append(("width", f"The page, {size}, is wider than it is high.", hint))
    if page.bleed > _WIDEST_BLEED:
        hint = "Printers ask for 3 mm or 5 mm; newspapers mostly for none."
        wrong.append(("bleed", f"A bleed of {page.bleed:g} mm is too much.", hint))
    if page.columns > 1 and not _NARROWEST_GUTTER <= page.gutter <= _WIDEST_GUTTER:
        hint = 'Between 4 and 6 mm is usual: gutter = "5mm".'
        wrong.append(
            ("gutter", f"A gutter of {page.gutter:g} mm does not part columns well.", hint)
        )
    if not _TIGHTEST_LEADING <= page.leading <= _WIDEST_LEADING:
        hint = 'Between 9 and 12 pt is usual: leading = "10.5pt".'
        wrong.append(("leading", f"A leading of {page.leading:g} pt cannot be read.", hint))
    if page.measure < _NARROWEST_COLUMN:
        left = max(page.measure, 0.0)
        said = f"{page.columns} columns on a page {page.width:g} mm wide are {left:.0f} mm each."
        hint = "Take fewer columns or narrower margins; a column needs 25 mm, better 40."
        wrong.append(("columns", said, hint))
    live = page.height - page.margins.top - page.margins.bottom
    if live < _FEWEST_LINES * page.leading * 25.4 / 72:
        hint = "Take narrower margins at the top and the bottom."
        wrong.append(("margins", f"The margins leave {max(live, 0.0):.0f} mm for text.", hint))
    return wrong


def _newspaper(
    keys: NewspaperKeys, sections: tuple[str, ...], settings: Settings
) -> tuple[Newspaper, Findings]:
    openers: list[str] = []
    found: list[Finding] = []
    for number, title in enumerate(filter(None, map(_line, keys.openers))):
        if sections and title not in sections:
            said = f'"{shortened(title)}" is to begin a page, but is not among the sections.'
            hint = did_you_mean(title, sections) or "Add it to sections in publication.toml."
            place = settings.place("newspaper", "openers", number)
            found.append(finding("SRC-016", said, origin=place, hint=hint))
        openers.append(title)
    return Newspaper(keys.jumps, keys.front, tuple(dict.fromkeys(openers))), tuple(found)


def _offer(keys: CatalogueKeys) -> Offer:
    withdrawn = {
        one.issue: Withdrawal(one.issue, one.day, _line(one.reason)) for one in keys.withdrawn
    }
    return Offer(
        address=keys.base_url,
        editions=tuple(dict.fromkeys(keys.editions)),
        reading_pages=keys.reading_pages,
        for_subscribers=keys.for_subscribers,
        subscribe=keys.subscribe,
        withdrawn=tuple(withdrawn[day] for day in sorted(withdrawn)),
    )


def _waivers(keys: PublicationKeys, settings: Settings) -> tuple[tuple[Waiver, ...], Findings]:
    waivers: list[Waiver] = []
    found: list[Finding] = []
    for number, waiver in enumerate(keys.waiver):
        code = waiver.code.strip()
        if code not in RULES:
            said = f'"code" of "waiver" {number + 1} is "{shortened(code)}", which no finding has.'
            place = settings.place("waiver", number, "code")
            found.append(finding("SRC-004", said, origin=place, hint=did_you_mean(code, RULES)))
            continue
        where = waiver.where.strip() if waiver.where else None
        waivers.append(Waiver(code, waiver.reason, settings.place("waiver", number), where or None))
    return tuple(waivers), tuple(found)
