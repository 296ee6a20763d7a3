"""Every run of words that is drawn, in any edition, with the place it was written in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from markupsafe import Markup

from .document import Document
from .model import (
    Article,
    Block,
    BlockQuote,
    Box,
    Break,
    CodeBlock,
    Crosshead,
    Figure,
    Footnote,
    Issue,
    ItemList,
    Origin,
    Paragraph,
    Publication,
    PullQuote,
    QuestionAndAnswer,
    StandingMatter,
    Table,
    nested,
)

Words = Iterator[tuple[str, Origin]]


def passages(document: Document) -> Words:
    """Yield every run of words that is drawn, with its place."""
    publication = document.publication
    yield from _words_of_publication(publication)
    yield from _words_of_issue(document.issue)
    for article in document.issue.articles():
        yield from _words_of_article(article)
    for matter in publication.standing:
        yield from _words_of_standing(matter)


def _words_of_publication(publication: Publication) -> Words:
    words = (publication.name, publication.tagline, publication.publisher, publication.place)
    yield _join(*words, publication.rights, publication.price), publication.origin


def _words_of_issue(issue: Issue) -> Words:
    sections = (section.title for section in issue.sections)
    yield _join(issue.title, issue.price, issue.correction, *sections), issue.origin


def _words_of_article(article: Article) -> Words:
    words = (article.headline, article.print_headline, article.kicker, article.standfirst)
    yield _join(*words, *article.bylines, article.author_note, article.dateline), article.origin
    yield from _words_of_body(article.body, article.notes)


def _words_of_standing(matter: StandingMatter) -> Words:
    yield _join(matter.headline), matter.origin
    figure = (matter.figure,) if matter.figure else ()
    yield from _words_of_body((*figure, *matter.body), matter.notes)


def _words_of_body(body: tuple[Block, ...], notes: tuple[Footnote, ...]) -> Words:
    for block in nested(body):
        yield _words_of_block(block), block.origin
    for note in notes:
        yield _join(note.text), note.origin


def _words_of_block(block: Block) -> str:
    """Return the words of ``block`` itself; the blocks inside it come by themselves."""
    match block:
        case Paragraph(text=text) | Crosshead(text=text) | CodeBlock(text=text):
            return _join(text)
        case PullQuote(text=text, attribution=attribution):
            return _join(text, attribution)
        case BlockQuote(attribution=attribution):
            return _join(attribution)
        case Box(title=title):
            return _join(title)
        case Figure(caption=caption, credit=credit):
            return _join(caption, credit)
        case Table(header=header, rows=rows, caption=caption):
            return _join(caption, *header, *(cell for row in rows for cell in row))
        case QuestionAndAnswer(turns=turns):
            return _join(*(turn.text for turn in turns))
        case ItemList() | Break():
            return ""
        case _:
            assert_never(block)


def _join(*words: str | None) -> str:
    plain = (one.striptags() if isinstance(one, Markup) else one for one in words if one)
    return " ".join(plain)
