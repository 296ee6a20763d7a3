"""What an EPUB says of itself: a number of a periodical, and how accessible it is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from ..document import Document
from ..look.words import long_date, words

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The one form of words the standard accepts (EPUB Accessibility 1.1, "Conformance reporting")."""

_PAGED = ("pageBreakMarkers", "pageNavigation")
"""What was called ``printPageNumbers`` before, which is not to be said any more."""

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What was found to be true of a finished issue. ``reservations`` keep it from conforming."""

    described: bool
    """Every picture that says something has a text that says it."""
    pictures: bool
    animated: bool
    paged: bool
    """Readers can go to a page of the paper."""
    reservations: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        return self.described and not self.animated and not self.reservations

    def modes(self) -> tuple[str, ...]:
        """Return the senses the content speaks to."""
        return ("textual", "visual") if self.pictures else ("textual",)

    def sufficient(self) -> tuple[str, ...]:
        """Return the sets of senses each of which is enough to read everything."""
        alone = ("textual",) if self.described else ()
        return (*alone, "textual,visual") if self.pictures else ("textual",)

    def features(self) -> tuple[str, ...]:
        """Return the features of schema.org's vocabulary that are there."""
        described = ("alternativeText",) if self.described else ()
        return (
            "structuralNavigation",
            "tableOfContents",
            "readingOrder",
            "displayTransformability",
            "ARIA",
            *described,
            *(_PAGED if self.paged else ()),
        )

    def hazards(self) -> tuple[str, ...]:
        """Return ``none``, or what an animation leaves open."""
        if not self.animated:
            return ("none",)
        return ("unknownFlashingHazard", "unknownMotionSimulationHazard", "noSoundHazard")

    def summary(self) -> str:
        """Return what is so in a sentence or two, in English."""
        said = [
            "Text that adapts to the reader, with headings, a table of contents "
            "and the language of every part."
        ]
        if self.described:
            said.append("Every picture that carries meaning has a text alternative.")
        else:
            said.append("Some pictures have no text alternative.")
        if self.paged:
            said.append("The pages of the paper can be found by their numbers.")
        if self.animated:
            said.append("It contains animated pictures.")
        return " ".join((*said, *self.reservations))


@dataclass(frozen=True, slots=True)
class Metadata:
    """The package's metadata as plain values, every text free of what XML cannot hold."""

    identifier: str
    title: str
    languages: tuple[str, ...]
    """The publication's own first."""
    direction: str
    date: datetime.date
    modified: datetime.date
    publication: str
    publisher: str
    position: str
    number: int
    contributors: tuple[str, ...]
    subjects: tuple[str, ...]
    description: str | None
    rights: str | None
    issn: str | None
    source: str | None
    """The edition on paper whose pages can be found in it, a URN."""
    accessibility: Accessibility


def describe(
    document: Document, accessibility: Accessibility, *, direction: str, source: str | None
) -> Metadata:
    """Return what the EPUB of ``document`` says of itself."""
    publication, issue = document.publication, document.issue
    position = f"{issue.volume}.{issue.number}" if issue.volume is not None else str(issue.number)
    return Metadata(
        identifier=identifier(document),
        title=title(document),
        languages=languages(document),
        direction=direction,
        date=issue.date,
        modified=issue.revised or issue.date,
        publication=plain(publication.name),
        publisher=plain(publication.publisher),
        position=position,
        number=issue.number,
        contributors=tuple(_contributors(document)),
        subjects=tuple(_subjects(document)),
        description=description(document),
        rights=plain(publication.rights) if publication.rights else None,
        issn=publication.issn,
        source=source,
        accessibility=accessibility,
    )


def identifier(document: Document) -> str:
    """Return a name for this issue that stays the same however often it is built.

    An ISSN names the paper, not the number, so it cannot be the name of a file
    (EPUB 3.3, "Unique identifiers").
    """
    publication, issue = document.publication, document.issue
    paper = f"urn:issn:{publication.issn}" if publication.issn else publication.slug
    return uuid5(NAMESPACE_URL, f"{paper}/{issue.date.isoformat()}/{issue.number}").urn


def title(document: Document) -> str:
    """Return the issue's title: the paper, the date, and what a special number is called."""
    publication, issue = document.publication, document.issue
    dated = f"{publication.name}, {long_date(issue.date, publication.language)}"
    return plain(f"{dated}: {issue.title}" if issue.title else dated)


def plain(text: str) -> str:
    """Return ``text`` in one line, without markup (when it is some) and control characters."""
    bare = text.striptags() if hasattr(text, "striptags") else text
    return " ".join(_NOT_XML.sub("", bare).split())


def _contributors(document: Document) -> Iterator[str]:
    """Yield everyone who signed a story, once, in reading order."""
    names = (plain(name) for article in document.issue.articles() for name in article.bylines)
    yield from dict.fromkeys(name for name in names if name)


def _subjects(document: Document) -> Iterator[str]:
    tags = (plain(tag) for article in document.issue.articles() for tag in article.tags)
    yield from sorted({tag for tag in tags if tag})


def languages(document: Document) -> tuple[str, ...]:
    """Return every language the issue is written in (BCP 47), the publication's own first."""
    spoken = (part.language for part in document.parts)
    return tuple(dict.fromkeys([document.publication.language, *spoken]))


def description(document: Document) -> str | None:
    """Return what the issue leads with, for shelves and catalogues."""
    lead = document.issue.article(document.issue.lead)
    if lead is None:
        return None
    said = [plain(lead.headline), plain(lead.standfirst) if lead.standfirst else ""]
    return " ".join(one if one[-1] in ".?!…" else f"{one}." for one in said if one)


def cover_alt(document: Document) -> str:
    """Return in words what the cover shows."""
    publication, issue = document.publication, document.issue
    said = words(publication.language)
    day = long_date(issue.date, publication.language)
    name = f"{said.cover}: {plain(publication.name)}, {said.number} {issue.number}, {day}"
    if issue.title:
        name = f"{name}. {plain(issue.title)}"
    lead = issue.article(issue.lead)
    return f"{name}. {said.lead_story}: {plain(lead.headline)}" if lead else name
