"""The words a story or standing matter has, in runs that stand together on paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from markupsafe import Markup

from ..document import Part, Placed
from ..model import (
    Article,
    BlockQuote,
    Box,
    Break,
    CodeBlock,
    Crosshead,
    Figure,
    Footnote,
    ItemList,
    Origin,
    Paragraph,
    PullQuote,
    QuestionAndAnswer,
    StandingMatter,
    Table,
)
from ..references import plain_text

RUNNING = 1
"""The strand of a story's running text."""


def letters(text: str) -> str:
    """Return the letters and figures of ``text`` in the form in which they are compared."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    return _NOT_LETTERS.sub("", plain)


_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together. Runs of one ``strand`` keep their order; 0: it stands alone.

    ``body`` is whether the words may stand on the page once only, as those of a
    headline may not. ``block`` is which of the part's body they are in, from 0.
    """

    text: str
    letters: str
    origin: Origin
    strand: int
    body: bool
    block: int | None = None
    echo: str = ""
    """The letters of the pull quote it belongs to, when the story says those words as well."""


def echoed_at(part: Part, quote: PullQuote) -> float | None:
    """Return how much of a story comes before the words of ``quote``, from 0 to 1.

    ``None``: it does not say them itself, so that it cannot do without the quotation.
    """
    return Expected(part).said_at(quote)


class Expected:
    """The runs of one part, in the order of its file."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._strands = RUNNING
        self._block_at: int | None = None
        subject = part.subject
        assert isinstance(subject, Article | StandingMatter)
        self._subject = subject
        self._numbers = {note.number for note in subject.notes}

    def runs(self) -> Iterator[Run]:
        """Yield what has letters."""
        return (run for run in self._all() if run.letters)

    def _all(self) -> Iterator[Run]:
        subject, body = self._subject, self._part.body
        match subject:
            case Article():
                yield from self._furniture(subject)
                yield from self._body(body, RUNNING)
                yield self._run(subject.author_note, subject.origin)
            case StandingMatter():
                if subject.figure is None:  # A drawn advertisement says its name itself.
                    yield self._run(subject.headline, subject.origin, body=False)
                yield from self._body(body)
            case _:
                assert_never(subject)
        yield from (self._note(note) for note in subject.notes)

    def _furniture(self, story: Article) -> Iterator[Run]:
        at = story.origin
        # Briefs stand under one label, whatever each of them is called.
        kicker = story.kicker if story.rank != "brief" else None
        for words in (kicker, story.print_headline or story.headline, story.standfirst):
            yield self._run(words, at, body=False)
        for name in (*story.bylines, story.dateline):
            yield self._run(name, at, body=False)

    def _note(self, note: Footnote) -> Run:
        return self._run(note.text, note.origin)

    def _body(self, body: Sequence[Placed], strand: int | None = None) -> Iterator[Run]:
        """Yield the runs of the blocks, ``None``: each block in a strand of its own."""
        for self._block_at, placed in enumerate(body):
            yield from self._block(placed, self._strand() if strand is None else strand)
        self._block_at = None

    def _blocks(self, run: Iterable[Placed], strand: int) -> Iterator[Run]:
        for placed in run:
            yield from self._block(placed, strand)

    def _block(self, placed: Placed, strand: int) -> Iterator[Run]:
        block = placed.block
        match block:
            case Paragraph(text=text) | Crosshead(text=text) | CodeBlock(text=text):
                yield self._run(text, block.origin, strand)
            case QuestionAndAnswer(turns=turns):
                yield from (self._run(turn.text, turn.origin, strand) for turn in turns)
            case BlockQuote(attribution=who):
                yield from self._inside(placed, strand)
                yield self._run(who, block.origin, strand)
            case ItemList():
                yield from self._inside(placed, strand)
            case Box(title=title):
                own = self._strand()
                yield self._run(title, block.origin, own)
                yield from self._inside(placed, own)
            case PullQuote(text=text, attribution=who):
                echo = letters(plain_text(text)) if self.says(block) else ""
                yield replace(self._run(text, block.origin), echo=echo)
                yield replace(self._run(who, block.origin), echo=echo)
            case Figure(caption=caption, credit=credit):
                yield self._run(caption, block.origin)
                yield self._run(credit, block.origin, body=False)
            case Table():
                yield from self._table(block)
            case Break():
                pass
            case _:
                assert_never(block)

    def says(self, quote: PullQuote) -> bool:
        """Return whether the text around ``quote`` says its words as well."""
        return self.said_at(quote) is not None

    def said_at(self, quote: PullQuote) -> float | None:
        """Return the share of the text before the words of ``quote``, ``None`` if it has none."""
        blocks = (placed for placed in self._part.body if not isinstance(placed.block, PullQuote))
        running = (run.letters for run in self._blocks(blocks, RUNNING) if run.strand == RUNNING)
        text = "".join(running)
        at = text.find(letters(plain_text(quote.text)))
        return at / max(1, len(text)) if at >= 0 else None

    def _inside(self, placed: Placed, strand: int) -> Iterator[Run]:
        for run in placed.children:
            yield from self._blocks(run, strand)

    def _table(self, table: Table) -> Iterator[Run]:
        own = self._strand()
        # The header returns where a table runs on.
        yield self._run(_SPACE.join(table.header), table.origin, own, body=False)
        for row in table.rows:
            yield self._run(_SPACE.join(row), table.origin, own)
        yield self._run(table.caption, table.origin)

    def _strand(self) -> int:
        self._strands += 1
        return self._strands

    def _run(self, words: str | None, origin: Origin, strand: int = 0, *, body: bool = True) -> Run:
        text = words or ""
        if isinstance(text, Markup):
            text = plain_text(_CALL.sub(self._called, str(text)))
        return Run(text, letters(text), origin, strand, body, self._block_at)

    def _called(self, call: re.Match[str]) -> str:
        return call[1] if int(call[1]) in self._numbers else ""


_SPACE = Markup(" ")
_CALL = re.compile(r'<a\b[^>]*\bhref="edition:note/(\d+)"[^>]*></a>')
