"""Whether every word of the issue stands on its pages: once, and in its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import NamedTuple, assert_never

from markupsafe import Markup

from ..document import Document, Part, Placed
from ..findings import Finding, finding
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
from .positions import Words

_QUOTED = 8
"""Words of a finding's quotation."""
_RUNNING = 1
"""The strand of a story's running text."""
_PIECE = 12
"""Letters that make a piece of a run certain; what is generated may stand between two pieces."""
_CERTAIN = 6
"""Letters of a run that is known again in a place where it does not belong."""
_TWICE = 24
"""Letters that nobody writes twice by chance."""
_SHOWN = 3
"""Places told of one story; a stylesheet that hides one paragraph hides them all."""


class Stand(NamedTuple):
    """That words of the ``block``-th block of a part's body stand on ``page``.

    Blocks count from 0 and pages from 1; ``running`` is whether they are of the text
    that keeps its order, not of a picture, a box or the like.
    """

    block: int
    page: int
    running: bool


def compare(
    document: Document, painted: Mapping[str, Sequence[Words]]
) -> tuple[dict[str, tuple[Stand, ...]], tuple[Finding, ...]]:
    """Return on which pages the words of ``document`` stand, and where they are not as they should.

    Where they stand is told of every part that is painted, by its anchor, in order.

    ``painted`` gives the text seen on paper by the anchor of its part, in reading
    order: words, lines, or the halves of a hyphenated word, since only letters and
    figures count, capitals or not. A headline, a figure's words, a table, a box, a
    pull quote and a note may each stand anywhere in their story; the run of the
    text keeps its order. Words nobody wrote, such as a turn line, are passed over.
    Every article has to be there; standing matter only if ``painted`` names it.
    """
    stands: dict[str, tuple[Stand, ...]] = {}
    found: list[Finding] = []
    for part in document.parts:
        if part.kind == "article" or (part.kind == "standing" and part.anchor in painted):
            stands[part.anchor], wrong = _compared(part, painted.get(part.anchor, ()))
            found += wrong
    return stands, tuple(found)


def letters(text: str) -> str:
    """Return the letters and figures of ``text`` in the form in which they are compared."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    return _NOT_LETTERS.sub("", plain)


_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Run:
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


def echoes(part: Part, quote: PullQuote) -> bool:
    """Return whether a story says the words of ``quote`` itself, so that it can do without it."""
    return _Expected(part).says(quote)


def _compared(part: Part, pieces: Sequence[Words]) -> tuple[tuple[Stand, ...], tuple[Finding, ...]]:
    runs = tuple(_Expected(part).runs())
    seen = [letters(piece.text) for piece in pieces]
    whole = "".join(seen)
    runs = tuple(run for run in runs if not run.echo or whole.count(run.echo) > 1)
    if not any(seen) and runs:
        message = f"“{_clipped(part.title)}” stands on no page."
        return (), (_told(part, runs[0].origin, message),)
    orders = (_placed(runs, whole, order) for order in _orders(runs))
    page = min(orders, key=_Page.short)
    stands = _stands(runs, page, list(accumulate(map(len, seen), initial=0)), pieces)
    return stands, tuple(_amiss(part, runs, page))


def _stands(
    runs: Sequence[_Run], page: _Page, begins: Sequence[int], pieces: Sequence[Words]
) -> tuple[Stand, ...]:
    """Return the pages of the blocks; ``begins`` are the first letters of ``pieces``."""
    found: set[Stand] = set()
    for number, run in enumerate(runs):
        if run.block is None:
            continue
        for start, end in page.pieces.get(number, ()):
            first, last = bisect(begins, start) - 1, bisect(begins, end - 1) - 1
            pages = {pieces[at].page for at in range(first, last + 1)}
            found |= {Stand(run.block, one, run.strand == _RUNNING) for one in pages}
    return tuple(sorted(found))


def _amiss(part: Part, runs: Sequence[_Run], page: _Page) -> Iterator[Finding]:
    moved = {at for at, run in enumerate(runs) if at not in page.at and _is_elsewhere(run, page)}
    yield from _few(
        [
            _wrong(run, at, page, part, moved=at in moved)
            for at, run in enumerate(runs)
            if at not in page.at
        ],
        part,
    )
    twice = _standing_twice(runs, page)
    if twice is not None:
        run, at = twice
        words = _words_from(run.text, at)
        yield _told(part, run.origin, f"In “{_clipped(part.title)}” stands twice: “{words}”.")


def _few(told: Sequence[Finding], part: Part) -> Iterator[Finding]:
    yield from told[:_SHOWN]
    if len(told) > _SHOWN:
        more = len(told) - _SHOWN
        places = "1 more place" if more == 1 else f"{more} more places"
        message = f"Words of “{_clipped(part.title)}” are missing or misplaced in {places}."
        yield _told(part, _origin(part), message)


def _told(part: Part, origin: Origin, message: str) -> Finding:
    return finding("PDF-006", message, origin=origin, hint=_HINT, part=part.anchor)


_HINT = "Look in publication.css for a rule that hides or moves it, and in your own templates."


def _origin(part: Part) -> Origin:
    assert isinstance(part.subject, Article | StandingMatter)
    return part.subject.origin


def _clipped(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:58].rstrip()}…"


# What there is to find ---------------------------------------------------------------------------


class _Expected:
    """The runs of one part, in the order of its file."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._strands = _RUNNING
        self._block_at: int | None = None
        subject = part.subject
        assert isinstance(subject, Article | StandingMatter)
        self._subject = subject
        self._numbers = {note.number for note in subject.notes}

    def runs(self) -> Iterator[_Run]:
        """Yield what has letters."""
        return (run for run in self._all() if run.letters)

    def _all(self) -> Iterator[_Run]:
        subject, body = self._subject, self._part.body
        match subject:
            case Article():
                yield from self._furniture(subject)
                yield from self._body(body, _RUNNING)
                yield self._run(subject.author_note, subject.origin)
            case StandingMatter():
                if subject.figure is None:  # A drawn advertisement says its name itself.
                    yield self._run(subject.headline, subject.origin, body=False)
                yield from self._body(body)
            case _:
                assert_never(subject)
        yield from (self._note(note) for note in subject.notes)

    def _furniture(self, story: Article) -> Iterator[_Run]:
        at = story.origin
        # Briefs stand under one label, whatever each of them is called.
        kicker = story.kicker if story.rank != "brief" else None
        for words in (kicker, story.print_headline or story.headline, story.standfirst):
            yield self._run(words, at, body=False)
        for name in (*story.bylines, story.dateline):
            yield self._run(name, at, body=False)

    def _note(self, note: Footnote) -> _Run:
        return self._run(note.text, note.origin)

    def _body(self, body: Sequence[Placed], strand: int | None = None) -> Iterator[_Run]:
        """Yield the runs of the blocks, ``None``: each block in a strand of its own."""
        for self._block_at, placed in enumerate(body):
            yield from self._block(placed, self._strand() if strand is None else strand)
        self._block_at = None

    def _blocks(self, run: Iterable[Placed], strand: int) -> Iterator[_Run]:
        for placed in run:
            yield from self._block(placed, strand)

    def _block(self, placed: Placed, strand: int) -> Iterator[_Run]:
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
        blocks = (placed for placed in self._part.body if not isinstance(placed.block, PullQuote))
        running = (run.letters for run in self._blocks(blocks, _RUNNING) if run.strand == _RUNNING)
        return letters(plain_text(quote.text)) in "".join(running)

    def _inside(self, placed: Placed, strand: int) -> Iterator[_Run]:
        for run in placed.children:
            yield from self._blocks(run, strand)

    def _table(self, table: Table) -> Iterator[_Run]:
        own = self._strand()
        # The header returns where a table runs on.
        yield self._run(_SPACE.join(table.header), table.origin, own, body=False)
        for row in table.rows:
            yield self._run(_SPACE.join(row), table.origin, own)
        yield self._run(table.caption, table.origin)

    def _strand(self) -> int:
        self._strands += 1
        return self._strands

    def _run(
        self, words: str | None, origin: Origin, strand: int = 0, *, body: bool = True
    ) -> _Run:
        text = words or ""
        if isinstance(text, Markup):
            text = plain_text(_CALL.sub(self._called, str(text)))
        return _Run(text, letters(text), origin, strand, body, self._block_at)

    def _called(self, call: re.Match[str]) -> str:
        return call[1] if int(call[1]) in self._numbers else ""


_SPACE = Markup(" ")
_CALL = re.compile(r'<a\b[^>]*\bhref="edition:note/(\d+)"[^>]*></a>')


# Finding it --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Page:
    """The letters painted for one part, and what they have been found to be."""

    letters: str
    taken: bytearray
    at: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Where each run begins and ends, by its number."""
    pieces: dict[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    """Where the pieces of each run stand, by its number."""
    strands: dict[int, list[int]] = field(default_factory=dict)
    """The numbers of the runs found so far, in order, by strand."""
    runs: int = 0

    def short(self) -> int:
        """Return how many runs have not been found."""
        return self.runs - len(self.at)

    def room(self, number: int, strand: int) -> tuple[int, int]:
        """Return between which letters a run may stand, for its neighbours in its strand."""
        known = self.strands.get(strand, [])
        place = bisect(known, number)
        low = self.at[known[place - 1]][1] if strand and place else 0
        high = self.at[known[place]][0] if strand and place < len(known) else len(self.letters)
        return low, high

    def find(self, wanted: str, low: int, high: int) -> int:
        """Return where ``wanted`` stands and is nothing else yet; -1: nowhere."""
        start = self.letters.find(wanted, low, high)
        while start >= 0:
            other = self.taken.rfind(1, start, start + len(wanted))
            if other < 0:
                return start
            start = self.letters.find(wanted, other + 1, high)
        return -1

    def take(self, number: int, strand: int, pieces: Sequence[tuple[int, int]]) -> None:
        """Note where a run has been found."""
        for start, end in pieces:
            self.taken[start:end] = b"\1" * (end - start)
        self.at[number] = pieces[0][0], pieces[-1][1]
        self.pieces[number] = pieces
        known = self.strands.setdefault(strand, [])
        known.insert(bisect(known, number), number)


def _orders(runs: Sequence[_Run]) -> Iterator[Sequence[int]]:
    """Yield the orders in which runs are looked for: the long first, being certain; or in order.

    Either may be led astray by runs of a letter or two, such as the figures of a table.
    """
    numbers = range(len(runs))
    yield sorted(numbers, key=lambda at: -len(runs[at].letters))
    yield sorted(numbers, key=lambda at: (not runs[at].strand, at))


def _placed(runs: Sequence[_Run], seen: str, order: Sequence[int]) -> _Page:
    """Find every run whole; then, between those, the ones something was put in the midst of."""
    page = _Page(seen, bytearray(len(seen)), runs=len(runs))
    for at in order:
        run = runs[at]
        start = page.find(run.letters, *page.room(at, run.strand))
        if start >= 0:
            page.take(at, run.strand, ((start, start + len(run.letters)),))
    for at in order:
        if at not in page.at:
            pieces = _in_pieces(runs[at].letters, page, *page.room(at, runs[at].strand))
            if pieces:
                page.take(at, runs[at].strand, pieces)
    return page


def _in_pieces(wanted: str, page: _Page, low: int, high: int) -> tuple[tuple[int, int], ...]:
    """Return where the pieces of ``wanted`` stand, nothing if they are not all there."""
    pieces: list[tuple[int, int]] = []
    while wanted:
        longest = _longest(wanted, page, low, high)
        if longest < min(_PIECE, len(wanted)):
            return ()
        start = page.find(wanted[:longest], low, high)
        pieces.append((start, start + longest))
        low, wanted = start + longest, wanted[longest:]
    return tuple(pieces)


def _longest(wanted: str, page: _Page, low: int, high: int) -> int:
    """Return how many letters of ``wanted``, from the first on, stand there together."""
    least, most = 0, len(wanted)
    while least < most:
        half = (least + most + 1) // 2
        if page.find(wanted[:half], low, high) >= 0:
            least = half
        else:
            most = half - 1
    return least


# What is wrong -----------------------------------------------------------------------------------


def _is_elsewhere(run: _Run, page: _Page) -> bool:
    """Return whether a run stands where it does not belong; it is then accounted for."""
    start = page.find(run.letters, 0, len(page.letters)) if len(run.letters) >= _CERTAIN else -1
    if start < 0:
        return False
    end = start + len(run.letters)
    page.taken[start:end] = b"\1" * (end - start)
    return True


def _wrong(run: _Run, at: int, page: _Page, part: Part, *, moved: bool) -> Finding:
    """Return what to say of a run that was not found where it belongs."""
    where = f"In “{_clipped(part.title)}”"
    if moved:
        words = _words_from(run.text, 0)
        return _told(part, run.origin, f"{where} stands out of its place: “{words}”.")
    low, high = page.room(at, run.strand)
    found = _longest(run.letters, page, low, high)
    words = _words_from(run.text, found if found >= _PIECE else 0)
    return _told(part, run.origin, f"{where} these words are on no page: “{words}”.")


def _standing_twice(runs: Sequence[_Run], page: _Page) -> tuple[_Run, int] | None:
    """Return the first run of which some words are painted again, and at which letter of it."""
    for start, end in _left(page):
        for at in range(start, end - _TWICE + 1, _TWICE // 2):
            again = page.letters[at : at + _TWICE]
            for number, run in enumerate(runs):
                whole = run.body and number in page.at  # One that is not whole is told already.
                place = run.letters.find(again) if whole else -1
                if place >= 0:
                    return run, place
    return None


def _left(page: _Page) -> Iterator[tuple[int, int]]:
    """Yield the stretches of letters that no run accounts for."""
    start = page.taken.find(0)
    while start >= 0:
        end = page.taken.find(1, start)
        end = len(page.taken) if end < 0 else end
        yield start, end
        start = page.taken.find(0, end)


def _words_from(text: str, letter: int) -> str:
    """Return a few words of ``text``, from the one with its ``letter``-th letter on."""
    words = text.split()
    passed = 0
    for at, word in enumerate(words):
        passed += len(letters(word))
        if passed > letter:
            words = words[at:]
            break
    told = " ".join(words[:_QUOTED])
    return f"{told} …" if len(words) > _QUOTED else told
