"""Where everything stands in the EPUB, and what inline markup refers to there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from ..document import Document, Part, Placed
from ..look.words import long_date, words
from ..model import Article, Figure, Footnote, Issue
from ..pictures.derive import Derivative

TEXT = "text/"
PICTURES = "pictures/"
COVER = f"{PICTURES}cover.jpg"

_LINK = re.compile(r'<a\b[^>]*?\bhref="edition:([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_OPENING = re.compile(r"<a\b[^>]*>")
_NOTE = re.compile(r"note/(\d+)")
_PENDING = "pending-"
_PENDING_NAME = re.compile(rf"(?<={PICTURES}){_PENDING}([0-9a-f]{{64}})".encode())


class Links:
    """The filters templates ask for addresses; ``part`` is the part being drawn.

    An EPUB's pages stand in one folder, so pages say where things are as seen from
    there, and the navigation, one folder above, as seen from that. ``pictures`` are
    those there are to show, by digest; they are ready later than the rest, and until
    then, while it is ``None``, every picture has a name that ``settled`` replaces.
    """

    def __init__(self, document: Document) -> None:
        self.part: Part | None = None
        self.pictures: Mapping[str, Derivative] | None = None
        self._document = document
        self._inside = True
        self._files = dict(_files(document))
        self._parts = {part.anchor: part for part in document.parts}
        self._called: set[str] = set()

    def turn_to(self, part: Part | None) -> None:
        """Say which part is drawn from now on; ``None`` for the navigation above the pages."""
        self.part = part
        self._inside = part is not None
        self._called.clear()

    def filters(self) -> Mapping[str, Callable[..., Any]]:
        """Return the filters of this edition by the names templates know."""
        return {
            "inline": self.inline,
            "source": self.source,
            "place": self.place,
            "parts": self.parts,
            "headline": headline,
            "pointer": lambda part: part.title,
            "end_notes": lambda notes: notes,
            "note_anchor": self.note_anchor,
            "call_anchor": self.call_anchor,
            "issue_line": self.issue_line,
        }

    def inline(self, markup: str | Markup, *, links: bool = True) -> Markup:
        """Return inline text with links and note calls as this EPUB has them.

        Without ``links`` the words stay and both are left out.
        """
        if not isinstance(markup, Markup):
            return Markup.escape(markup)
        if not links:
            settled = _LINK.sub(lambda found: _words_only(found[1], found[2]), str(markup))
            return Markup(_OPENING.sub("", settled).replace("</a>", ""))
        return Markup(_LINK.sub(lambda found: self._settle(found[0], found[1], found[2]), markup))

    def source(self, figure: Figure) -> str | None:
        """Return the address of a figure's picture, ``None`` when there is none to show."""
        if figure.picture is None:
            return None
        digest = figure.picture.digest
        if self.pictures is None:
            return f"{self._upwards()}{PICTURES}{_PENDING}{digest}"
        if digest not in self.pictures:
            return None
        return self._upwards() + PICTURES + self.pictures[digest].name

    def place(self, anchor: str) -> str:
        """Return the address of the part or block called ``anchor``."""
        name = self._files[anchor]
        file = name if self._inside else TEXT + name
        return file if anchor in self._parts else f"{file}#{anchor}"

    def parts(self, slugs: Sequence[str]) -> tuple[Part, ...]:
        """Return the parts of the articles called ``slugs`` that are in this issue."""
        articles: dict[str, Part] = {
            part.subject.slug: part
            for part in self._document.parts
            if isinstance(part.subject, Article)
        }
        return tuple(articles[slug] for slug in slugs if slug in articles)

    def note_anchor(self, note: Footnote) -> str:
        """Return the id of a footnote."""
        return self._note(note.number)

    def call_anchor(self, note: Footnote) -> str:
        """Return the id a footnote leads back to: its first call, else the note itself."""
        call = self._call(note.number)
        return call if call in self._called else self._note(note.number)

    def issue_line(self, issue: Issue) -> str:
        """Return volume, number, date and price in one line."""
        return " · ".join(issue_facts(self._document))

    def _settle(self, element: str, target: str, inside: str) -> str:
        note = _NOTE.fullmatch(target)
        if note:
            return self._note_call(int(note[1]))
        address = self._address(target)
        if address is None:
            return inside
        return element.replace(f'href="edition:{target}"', f'href="{address}"', 1)

    def _address(self, target: str) -> str | None:
        slug, _, fragment = target.partition("#")
        if fragment in self._parts:
            return self.place(fragment)
        if fragment in self._files:
            return self._shortest(self._files[fragment], fragment)
        if not slug:
            return None
        found = self.parts([slug]) or tuple(filter(None, [self._parts.get(slug)]))
        return self._files[found[0].anchor] if found else None

    def _shortest(self, file: str, fragment: str) -> str:
        here = self.part is not None and self._files[self.part.anchor] == file
        return f"#{fragment}" if here else f"{file}#{fragment}"

    def _note_call(self, number: int) -> str:
        call = self._call(number)
        identity = "" if call in self._called else f' id="{call}"'
        self._called.add(call)
        return (
            f'<a class="note-call" epub:type="noteref" role="doc-noteref"{identity} '
            f'href="#{self._note(number)}">{number}</a>'
        )

    def _note(self, number: int) -> str:
        return f"{self._here()}-note-{number}"

    def _call(self, number: int) -> str:
        return f"{self._here()}-call-{number}"

    def _here(self) -> str:
        return self.part.anchor if self.part else "issue"

    def _upwards(self) -> str:
        return "../" if self._inside else ""


def settled(page: bytes, pictures: Mapping[str, Derivative]) -> bytes:
    """Return ``page``, drawn before its pictures were ready, with their names.

    Raises:
        KeyError: there is no such picture after all; the page has to be drawn again.
    """
    return _PENDING_NAME.sub(lambda found: pictures[found[1].decode()].name.encode(), page)


def headline(article: Article) -> Markup:
    """Return the headline a screen shows: the full one, never the shorter one for paper."""
    return article.headline


def issue_facts(document: Document) -> tuple[str, ...]:
    """Return “Vol. 3, No. 12”, the date, and the price when there is one."""
    publication, issue = document.publication, document.issue
    said = words(publication.language)
    number = f"{said.number} {issue.number}"
    if issue.volume is not None:
        number = f"{said.volume} {issue.volume}, {number}"
    price = issue.price or publication.price
    day = long_date(issue.date, publication.language)
    return (number, day, price) if price else (number, day)


def file_name(part: Part) -> str:
    """Return the name of the file ``part`` becomes, inside the folder of pages."""
    return f"{part.anchor}.xhtml"


def _words_only(target: str, inside: str) -> str:
    return "" if _NOTE.fullmatch(target) else inside


def _files(document: Document) -> Iterator[tuple[str, str]]:
    for part in document.parts:
        yield part.anchor, file_name(part)
        for anchor in _anchors(part.body):
            yield anchor, file_name(part)


def _anchors(body: Sequence[Placed]) -> Iterator[str]:
    for placed in body:
        if placed.anchor is not None:
            yield placed.anchor
        for run in placed.children:
            yield from _anchors(run)
