"""What is in an issue that has been built: the record that catalogue and mail are made from.

It lies beside the finished files as ``issue.json``, so that nobody has to take an EPUB or a
folder of stories apart again to say what an issue of years ago holds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from ..document import Document, Part
from ..epub.metadata import cover_alt, description, identifier, languages, plain, title
from ..model import Article, Day, Paragraph, Rank, Section, nested
from ..outputs import Output, Target
from ..page_plan import PagePlan
from .manifest import MADE_BY

if TYPE_CHECKING:
    from pydantic import TypeAdapter

RECORD = "issue.json"
FORM = 1
"""Counts up when a record of before can no longer be read."""

_NAME = re.compile(r"\w[\w.-]*")
"""What may stand in a path: nothing that leads out of a folder."""

SUMMARY = 240
"""Characters of a story's beginning that stand for it where it has no standfirst."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story as lists show it. ``page`` is that on paper, ``None`` when there is no paper.

    ``anchor`` is the name of its page in the EPUB, without the suffix. ``summary`` is its
    standfirst, or how it begins.
    """

    anchor: str
    headline: str
    language: str
    rank: Rank
    summary: str = ""
    kicker: str | None = None
    bylines: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class StoredSection:
    """A section and its stories, in reading order."""

    slug: str
    title: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A finished file that lies beside the record; ``size`` is in bytes."""

    edition: Target
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FrontPicture:
    """The front page as a picture, in pixels; ``of`` says whether of paper or of the EPUB."""

    name: str
    width: int
    height: int
    sha256: str
    of: Literal["page", "cover"]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything a catalogue says of an issue.

    ``folder`` is that of its source, seen from the publication. ``modified`` is the day it
    was corrected, or that of the issue. ``pages`` is ``None`` when there is no edition on
    paper. ``pictures`` has the larger first. ``made_from`` stands for all the files that
    went in: records that agree in it are of the same issue, word for word.
    """

    publication: str
    folder: str
    identifier: str
    title: str
    date: Day
    number: int
    modified: Day
    languages: tuple[str, ...]
    made_from: str
    sections: tuple[StoredSection, ...]
    lead: str | None = None
    volume: int | None = None
    name: str | None = None
    price: str | None = None
    summary: str = ""
    correction: str | None = None
    pages: int | None = None
    files: tuple[StoredFile, ...] = ()
    pictures: tuple[FrontPicture, ...] = ()
    alt: str = ""
    made_by: str = MADE_BY
    form: int = FORM

    def stories(self) -> Iterator[Story]:
        """Yield every story in reading order."""
        return (story for section in self.sections for story in section.stories)

    def file(self, edition: Target) -> StoredFile | None:
        """Return the file of ``edition``, ``None`` when it has not been built."""
        return next((one for one in self.files if one.edition == edition), None)


def record(
    document: Document,
    outputs: Collection[Output],
    *,
    plan: PagePlan | None,
    made_from: str,
    pictures: Collection[FrontPicture] = (),
) -> Record:
    """Return the record of ``document`` and of the files that have been made of it."""
    publication, issue = document.publication, document.issue
    lead = issue.article(issue.lead)
    parts = [part for part in document.parts if part.kind == "article"]
    leading = (part.anchor for part in parts if part.subject is lead)
    folder = issue.folder
    if folder.is_relative_to(publication.folder):
        folder = folder.relative_to(publication.folder)
    return Record(
        publication=publication.slug,
        folder=folder.as_posix() if not folder.is_absolute() else folder.name,
        identifier=identifier(document),
        title=title(document),
        date=issue.date,
        number=issue.number,
        modified=issue.revised or issue.date,
        languages=languages(document),
        made_from=made_from,
        sections=tuple(_sections(document, plan)),
        lead=next(leading, None),
        volume=issue.volume,
        name=issue.title,
        price=issue.price or publication.price,
        summary=description(document) or "",
        correction=issue.correction,
        pages=plan.pages if plan else None,
        files=tuple(_stored(output) for output in outputs),
        pictures=tuple(pictures),
        alt=cover_alt(document),
    )


def joined(new: Record, old: Record | None) -> Record:
    """Return ``new`` with what ``old`` knows of editions that were not made again.

    Only when both were made from the same: an edition from before a change is out of date.
    """
    if old is None or old.made_from != new.made_from or old.publication != new.publication:
        return new
    made = {file.edition for file in new.files}
    files = (*new.files, *(file for file in old.files if file.edition not in made))
    order: tuple[Target, ...] = ("epub", "print", "replica")
    sections = new.sections if new.pages is not None else old.sections
    paper = old.pictures if old.pictures and old.pictures[0].of == "page" else ()
    seen = new.pictures and new.pictures[0].of == "page"
    return replace(
        new,
        files=tuple(sorted(files, key=lambda file: order.index(file.edition))),
        sections=sections,
        pages=new.pages if new.pages is not None else old.pages,
        pictures=new.pictures if seen else paper or new.pictures,
    )


def written(kept: Record) -> bytes:
    """Return ``kept`` as JSON; equal records give equal bytes."""
    return _adapter().dump_json(kept, indent=1, exclude_defaults=False) + b"\n"


def read(data: bytes) -> Record | None:
    """Return the record in ``data``; ``None`` for what this program would not write."""
    try:
        found = _adapter().validate_json(data)
    except ValueError:
        return None
    ours = found.made_by == MADE_BY and found.form == FORM
    names = [file.name for file in found.files] + [picture.name for picture in found.pictures]
    names += (story.anchor for story in found.stories())
    return found if ours and all(map(_NAME.fullmatch, names)) else None


@cache
def _adapter() -> TypeAdapter[Record]:
    from pydantic import TypeAdapter

    return TypeAdapter(Record)


def _stored(output: Output) -> StoredFile:
    return StoredFile(
        output.target, output.name, output.media_type, len(output.data), output.sha256
    )


def _sections(document: Document, plan: PagePlan | None) -> Iterator[StoredSection]:
    stories: list[Story] = []
    section: Section | None = None
    for part in document.parts:
        if isinstance(part.subject, Section):
            if section is not None:
                yield StoredSection(section.slug, plain(section.title), tuple(stories))
            section, stories = part.subject, []
        elif isinstance(part.subject, Article):
            stories.append(_story(part, part.subject, plan))
    if section is not None:
        yield StoredSection(section.slug, plain(section.title), tuple(stories))


def _story(part: Part, article: Article, plan: PagePlan | None) -> Story:
    return Story(
        anchor=part.anchor,
        headline=plain(part.title),
        language=part.language,
        rank=article.rank,
        summary=plain(article.standfirst) if article.standfirst else _beginning(article),
        kicker=plain(article.kicker) if article.kicker else None,
        bylines=tuple(plain(name) for name in article.bylines),
        tags=tuple(plain(tag) for tag in article.tags),
        page=plan.page(part.anchor) if plan else None,
    )


def _beginning(article: Article) -> str:
    """Return how a story begins, broken off between words."""
    first = next((one for one in nested(article.body) if isinstance(one, Paragraph)), None)
    text = plain(first.text) if first is not None else ""
    if len(text) <= SUMMARY:
        return text
    return text[: SUMMARY + 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
