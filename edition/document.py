"""The issue in reading order, with every reference settled.

``assemble`` is the one place where blocks get anchors, figures get numbers and
links between articles are resolved. Every edition starts from its result, which
is why the EPUB and the print edition cannot disagree about contents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .model import Article, Block, Figure, Issue, Picture, Publication, Section, StandingMatter

PartKind = Literal["cover", "contents", "section", "article", "standing"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, with what only its place in the issue can give it.

    ``anchor`` is unique in the issue; ``None`` for blocks nothing can point at.
    ``number`` counts the figures of one article from 1. ``children`` are the
    placed blocks of a box, block quote or list (one run of children an item).
    ``level`` is that of the heading a crosshead or a box's title is set as: the
    headline is 1 and no level is skipped; ``None`` for blocks without a heading.
    """

    block: Block
    anchor: str | None = None
    number: int | None = None
    children: tuple[tuple[Placed, ...], ...] = ()
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the EPUB and one run of the print edition."""

    kind: PartKind
    anchor: str
    title: str
    language: str
    """BCP 47."""
    direction: Literal["ltr", "rtl"]
    subject: Issue | Section | Article | StandingMatter
    body: tuple[Placed, ...] = ()
    section: str | None = None
    """The title of the section an article stands in."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    title: str
    anchor: str
    language: str
    children: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    publication: Publication
    issue: Issue
    parts: tuple[Part, ...]
    contents: tuple[ContentsEntry, ...]

    def figures(self) -> Iterator[Figure]:
        """Yield every figure of every part in reading order."""
        for part in self.parts:
            yield from _figures(part.body)

    def pictures(self) -> Iterator[Picture]:
        """Yield every picture once, in the order of its first use."""
        seen: set[str] = set()
        for figure in self.figures():
            if figure.picture is not None and figure.picture.digest not in seen:
                seen.add(figure.picture.digest)
                yield figure.picture


def _figures(body: tuple[Placed, ...]) -> Iterator[Figure]:
    for placed in body:
        if isinstance(placed.block, Figure):
            yield placed.block
        for run in placed.children:
            yield from _figures(run)
