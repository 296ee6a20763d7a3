"""The words of a part as paper has them: inline text, calls of notes, pointers, page numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from ..document import Document, Part, Placed
from ..look import Look
from ..look.templates import environment
from ..look.words import long_date, words
from ..model import (
    Article,
    Figure,
    Footnote,
    Issue,
    ItemList,
    Paragraph,
    Picture,
    QuestionAndAnswer,
    StandingMatter,
)
from .fetcher import BASE
from .weekdays import weekday

END_MARK = Markup('<span class="end-mark"></span>')


class Wording:
    """Fills templates for one printed issue, and knows which part they are at.

    ``names`` gives the file of each picture by its digest; a picture without one
    is drawn as missing. ``headline`` gives the headline of a story, ``None``: as it
    is written for paper.
    """

    def __init__(
        self,
        document: Document,
        look: Look,
        names: Mapping[str, str],
        *,
        headline: Callable[[Article], Markup] | None = None,
    ) -> None:
        self._document, self._names = document, names
        self._headline = headline or print_headline
        self._part: Part | None = None
        self._called: set[str] = set()
        self.words = words(document.publication.language)
        self.pages: Mapping[str, int] = {}
        """The page of each anchor, as far as make-up has settled it."""
        self._articles = {
            part.subject.slug: part for part in document.parts if isinstance(part.subject, Article)
        }
        self._renderer = environment(look, filters=self._filters())

    def begin(self, part: Part) -> None:
        """Begin to draw a text anew: the first calls of its notes are to come."""
        self._called -= {one for one in self._called if one.startswith(f"{part.anchor}-call-")}

    def render(self, name: str, part: Part | None, **values: object) -> Markup:
        """Return the template ``name``, drawn for ``part``."""
        kept, self._part = self._part, part
        try:
            return self._renderer.render(
                name,
                part=part,
                document=self._document,
                issue=self._document.issue,
                publication=self._document.publication,
                words=self.words,
                **values,
            )
        finally:
            self._part = kept

    def _filters(self) -> Mapping[str, Callable[..., Any]]:
        return {
            "inline": self.inline,
            "source": self._source,
            "place": lambda anchor: f"#{anchor}",
            "parts": lambda slugs: [self._articles[one] for one in slugs if one in self._articles],
            "headline": self._headline,
            "note_anchor": self._note_anchor,
            "call_anchor": self._call_anchor,
            "issue_line": self._issue_line,
            "end_notes": tuple,
            "page_number": self.page_number,
            "pointer": self._pointer,
            "with_page": self._with_page,
            "weekday": weekday,
        }

    def inline(self, text: str | Markup, *, links: bool = True) -> Markup:
        """Return inline text for paper: the numbers of notes, links inside the issue."""
        if not isinstance(text, Markup):
            return Markup.escape(text)
        settled = _CALL.sub(lambda found: self._call(found, links=links), str(text))
        settled = _TYPED.sub(r'<code class="typed">\1</code>', settled)
        settled = _SPACED.sub(_spaced, settled)
        if not links:
            return Markup(_LINK.sub("", settled))
        return Markup(_INSIDE.sub(r'href="#\1"', settled))

    def page_number(self, anchor: str, *, flush: str = "left") -> Markup:
        """Return the number of the page ``anchor`` is on, or the place where it will be written."""
        page = self.pages.get(anchor)
        if page is not None:
            return Markup('<span class="page-number">{}</span>').format(page)
        place = '<span class="page-number" data-page-of="{}" data-flush="{}">00</span>'
        return Markup(place).format(anchor, flush)

    def _source(self, figure: Figure) -> str | None:
        return self.picture(figure.picture) if figure.picture else None

    def picture(self, picture: Picture) -> str | None:
        """Return the address of a picture, ``None`` when there is nothing to show."""
        name = self._names.get(picture.digest)
        return f"{BASE}pictures/{name}" if name else None

    def _pointer(self, other: Part) -> Markup:
        """Return a story's headline, a comma and its page."""
        return self._with_page(other, comma=",")

    def _with_page(self, other: Part, *, comma: str = "") -> Markup:
        """Return a story's headline and page; the number never stands on a line of its own."""
        assert isinstance(other.subject, Article)
        title = self.inline(self._headline(other.subject), links=False)
        first, _, last = title.rpartition(Markup(" "))
        if "<" in last or ">" in last:
            first, last = title, Markup("")
        kept = Markup('{} <span class="kept">{}{} {}</span>')
        return kept.format(first, last, comma, self.page_number(other.anchor))

    def _issue_line(self, issue: Issue) -> str:
        language = self._document.publication.language
        parts = [f"{self.words.volume} {issue.volume}"] if issue.volume else []
        parts += [f"{self.words.number} {issue.number}", long_date(issue.date, language)]
        return " · ".join(parts)

    def _call(self, found: re.Match[str], *, links: bool) -> str:
        """Return the number that calls a note; the first call of each is where the note leads."""
        subject = self._part.subject if self._part else None
        notes: tuple[Footnote, ...] = ()
        if isinstance(subject, Article | StandingMatter):
            notes = subject.notes
        note = next((one for one in notes if one.number == int(found[1])), None)
        if note is None or not links:
            return ""
        anchor = self._call_anchor(note)
        own = "" if anchor in self._called else f' id="{anchor}"'
        self._called.add(anchor)
        return f'<a class="note-call"{own} href="#{self._note_anchor(note)}">{note.number}</a>'

    def _note_anchor(self, note: Footnote) -> str:
        return f"{self._here()}-note-{note.number}"

    def _call_anchor(self, note: Footnote) -> str:
        return f"{self._here()}-call-{note.number}"

    def _here(self) -> str:
        return self._part.anchor if self._part else "issue"


def print_headline(one: Article) -> Markup:
    """Return the headline a story has on paper."""
    return one.print_headline or one.headline


def with_drop_cap(body: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Return the text of a story with its first letter, and a quotation mark before it, to hang."""
    at = next((at for at, one in enumerate(body) if isinstance(one.block, Paragraph)), None)
    if at is None:
        return body
    block = body[at].block
    assert isinstance(block, Paragraph)
    hung = _LETTER.sub(r'\1<span class="drop">\2</span>', str(block.text), count=1)
    changed = replace(body[at], block=replace(block, text=Markup(hung)))
    return (*body[:at], changed, *body[at + 1 :])


def with_end_mark(body: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Return the text of a story with the mark that ends it after its last word."""
    if not body:
        return body
    last = body[-1]
    match last.block:
        case Paragraph(text=text) as block:
            ended = replace(last, block=replace(block, text=text + END_MARK))
        case ItemList() if last.children:
            ended = replace(last, children=(*last.children[:-1], with_end_mark(last.children[-1])))
        case QuestionAndAnswer(turns=(*turns, turn)) as block:
            final = replace(turn, text=turn.text + END_MARK)
            ended = replace(last, block=replace(block, turns=(*turns, final)))
        case _:
            return body
    return (*body[:-1], ended)


def _spaced(found: re.Match[str]) -> str:
    """Return code with spaces in it: kept in one piece, or if long on ragged lines."""
    kind = "spaced" if len(found[1]) <= _LONGEST_PIECE else "long"
    return f'<code class="{kind}">{found[1]}</code>'


_CALL = re.compile(r'<a\b[^>]*\bhref="edition:note/(\d+)"[^>]*></a>')
_LINK = re.compile(r"</?a\b[^>]*>")
_INSIDE = re.compile(r'href="edition:[^"#]*#([^"]*)"')
_TYPED = re.compile(r"^\s*<code>(.*)</code>\s*$", re.DOTALL)
_SPACED = re.compile(r"<code>([^<]* [^<]*)</code>")
_LONGEST_PIECE = 24
_LETTER = re.compile(r"^(\s*)([\"'“‘„«‹(]*\w)", re.UNICODE)
