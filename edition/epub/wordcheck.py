"""Would the text of this issue be refused in an EPUB? Asked while file and line are still known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree
from markupsafe import Markup

from ..document import Document, Part, Placed
from ..findings import Finding, finding
from ..model import (
    Article,
    BlockQuote,
    Box,
    Crosshead,
    Figure,
    Footnote,
    Origin,
    Paragraph,
    PullQuote,
    QuestionAndAnswer,
    StandingMatter,
    Table,
)
from .grammar import problems_of
from .opened import EPUB, XHTML, parsed

_FRAME = '<p xmlns="{}" xmlns:epub="{}">{}</p>'


def check_words(document: Document) -> tuple[Finding, ...]:
    """Return what in the inline text of ``document`` would make its EPUB invalid, with its line."""
    return tuple(
        finding(
            "EPUB-001",
            f"The text here cannot stand in an EPUB: {reason}.",
            origin=origin,
            hint="Take the tags or the link here out, or write them in Markdown.",
        )
        for part in document.parts
        for markup, origin in _markup_of(part)
        for reason in dict.fromkeys(_wrong_inline(markup))
    )


def nested(body: Sequence[Placed]) -> Iterator[Placed]:
    """Yield every placed block of ``body`` and those inside it, in reading order."""
    for placed in body:
        yield placed
        for run in placed.children:
            yield from nested(run)


def _wrong_inline(markup: Markup) -> Iterator[str]:
    try:
        root = parsed(_FRAME.format(XHTML[1:-1], EPUB[1:-1], markup).encode())
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        yield f"its tags do not match ({error})"
        return
    for _element, reason in problems_of(root):
        yield reason


def _markup_of(part: Part) -> Iterator[tuple[Markup, Origin]]:
    """Yield every piece of inline text of ``part`` with its place."""
    match part.subject:
        case Article() as article:
            for text in (article.headline, article.standfirst, article.author_note):
                if text is not None:
                    yield text, article.origin
            yield from _notes(article.notes)
        case StandingMatter() as matter:
            if matter.headline is not None:
                yield matter.headline, matter.origin
            yield from _notes(matter.notes)
        case _:
            pass
    for placed in nested(part.body):
        for text in _texts(placed):
            if text is not None:
                yield text, placed.block.origin


def _notes(notes: Sequence[Footnote]) -> Iterator[tuple[Markup, Origin]]:
    for note in notes:
        yield note.text, note.origin


def _texts(placed: Placed) -> Iterator[Markup | None]:
    match placed.block:
        case Paragraph(text=text) | Crosshead(text=text):
            yield text
        case PullQuote(text=text, attribution=attribution):
            yield from (text, attribution)
        case BlockQuote(attribution=attribution):
            yield attribution
        case Box(title=title):
            yield title
        case Figure(caption=caption):
            yield caption
        case Table(header=header, rows=rows, caption=caption):
            yield from (caption, *header)
            yield from (cell for row in rows for cell in row)
        case QuestionAndAnswer(turns=turns):
            yield from (turn.text for turn in turns)
        case _:
            pass
