"""What was found in somebody else's files, before it is written as an issue's folder.

A source reads a file and returns ``Found``. It says of every field where it stood and how sure
that is; it decides nothing about file names, order in the folder or what to overwrite.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Generic, Literal, Protocol, TypeVar

from markupsafe import Markup

from ..errors import SourceError
from ..findings import Finding
from ..model import Block, Footnote, Rank, StandingKind

Certainty = Literal["said", "read", "guessed"]
"""Stated for programs to read, read off the place where it stood, or only likely."""

LARGEST_PICTURE = 100_000_000
"""Bytes of the largest picture that is taken over."""

IN_THE_BOOK = "https://epub.invalid/"
"""How addresses of stories in one EPUB begin while they are read; no host has this name (RFC 2606).

What stands after ``#`` in them is the name of a crosshead.
"""

Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Fact(Generic[Value]):
    """Something about a story, and where it stood: ``JSON-LD headline``, ``style Title``."""

    value: Value
    where: str
    certainty: Certainty = "said"


class PictureFile(Protocol):
    """Where the bytes of a picture can be had, when they are wanted."""

    def read(self) -> bytes:
        """Return the bytes; at most ``LARGEST_PICTURE``.

        Raises:
            OSError: they cannot be read after all.
        """
        ...


@dataclass(frozen=True, slots=True)
class LooseFile:
    """A picture that lies on the disk."""

    path: Path

    def read(self) -> bytes:
        """Return the file's bytes."""
        if self.path.stat().st_size > LARGEST_PICTURE:
            raise OSError("the picture is too large")
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture a story shows. ``file`` is ``None`` when only its address is known.

    ``key`` is the ``name`` of the figures that show it, ``address`` how the source calls it.
    """

    key: str
    address: str
    file: PictureFile | None
    title: str = ""
    """Words to name the file by, where the address says nothing."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of the source that are not in the story, and what they were taken for."""

    kind: str
    """``navigation``, ``sharing``, ``advertisement``, … as the report names it."""
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """One story as it was found.

    ``key`` tells it from all others for ever: its web address, or ``file:`` and the path inside
    what was imported. Figures in ``body`` have ``picture=None`` and the ``key`` of one of
    ``pictures`` as their name; links to other stories are their web addresses. ``categories``
    are for filters, all the sections it stood in.
    """

    key: str
    source: str
    """The file it came from, as messages name it."""
    headline: Fact[Markup]
    body: tuple[Block, ...]
    notes: tuple[Footnote, ...] = ()
    pictures: tuple[FoundPicture, ...] = ()
    print_headline: Fact[Markup] | None = None
    kicker: Fact[str] | None = None
    standfirst: Fact[Markup] | None = None
    bylines: Fact[tuple[str, ...]] | None = None
    author_note: Fact[Markup] | None = None
    dateline: Fact[str] | None = None
    published: Fact[date] | None = None
    section: Fact[str] | None = None
    tags: Fact[tuple[str, ...]] | None = None
    language: Fact[str] | None = None
    address: Fact[str] | None = None
    """Where it was first published."""
    rank: Rank = "story"
    slug: str | None = None
    """The name it had in the source, when that is worth keeping."""
    categories: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """Keys of other stories."""
    dropped: tuple[Dropped, ...] = ()
    doubts: tuple[Finding, ...] = ()
    """What the source was unsure of beyond the fields; without a place, which the writer adds."""

    def facts(self) -> Iterator[tuple[str, Fact[object]]]:
        """Yield every field that was found, by the name the report gives it."""
        named: tuple[tuple[str, Fact[object] | None], ...] = (
            ("headline", self.headline),
            ("headline on paper", self.print_headline),
            ("kicker", self.kicker),
            ("standfirst", self.standfirst),
            ("byline", self.bylines),
            ("author note", self.author_note),
            ("dateline", self.dateline),
            ("date", self.published),
            ("section", self.section),
            ("tags", self.tags),
            ("language", self.language),
            ("address", self.address),
        )
        for name, fact in named:
            if fact is not None:
                yield name, fact


@dataclass(frozen=True, slots=True)
class Listed:
    """A story as a list of contents names it; ``key`` is ``None`` when it is not at hand."""

    title: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class ListedSection:
    """A section of a list of contents."""

    title: str
    stories: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """Matter that may be worth having in every issue."""

    kind: StandingKind
    name: str
    """Its file name without .md."""
    headline: str | None
    body: tuple[Block, ...]
    link: str | None = None


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What the sources say of the issue and of the paper itself; ``None``: nothing."""

    day: Fact[date] | None = None
    number: int | None = None
    volume: int | None = None
    price: str | None = None
    title: str | None = None
    lead: str | None = None
    """The key of the story that leads."""
    cover: str | None = None
    """The key of the picture on the cover."""
    publication: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Everything one source, or all of them, gave."""

    stories: tuple[Story, ...] = ()
    order: tuple[ListedSection, ...] = ()
    """The sections in order, when the source says one; stories it does not list come after."""
    standing: tuple[Offered, ...] = ()
    issue: IssueFacts = field(default=IssueFacts())
    findings: tuple[Finding, ...] = ()


class UnreadableError(SourceError):
    """A source that cannot be read; other sources are read all the same."""
