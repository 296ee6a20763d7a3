"""``publication.toml``: the paper itself."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import SourceError
from ..findings import RULES, Finding, finding
from ..model import (
    Newspaper,
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
from .outlets import drop_boxes, mailing
from .printed_page import PAGES as PAGES
from .printed_page import read_page
from .schema import PublicationKeys
from .settings import Settings
from .standing import read_standing
from .text import read_text
from .toml_settings import read_toml
from .validation import validated

if TYPE_CHECKING:
    from ..pictures.derive import Darkroom

FALLBACK_LANGUAGE = "en"

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
    page, press, more = read_page(keys, settings, root)
    found += more
    sections = tuple(dict.fromkeys(filter(None, map(_line, keys.sections))))
    newspaper, more = _newspaper(keys.newspaper, sections, settings)
    found += more
    printers, more = drop_boxes(keys.printer, settings)
    found += more
    post, more = mailing(keys.readers, settings)
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
        press=press,
        printers=printers,
        mailing=post,
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
    settled = tuple(dict.fromkeys(openers))
    return Newspaper(keys.jumps, keys.front, settled, keys.pull_quotes), tuple(found)


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
