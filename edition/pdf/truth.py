"""Whether every word of the issue stands on its pages: once, and in its place."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from ..document import Document, Part
from ..findings import Finding, finding
from ..model import Article, Origin, StandingMatter
from .expected import RUNNING, Expected, Run, echoed_at, letters
from .positions import Words
from .threads import TAKEN, follow, settled

__all__ = ["Stand", "compare", "echoed_at", "letters"]

_QUOTED = 8
"""Words of a finding's quotation."""
_CERTAIN = 6
"""Letters that are known again in a place where they do not belong."""
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
    document: Document,
    painted: Mapping[str, Sequence[Words]],
    *,
    told: Collection[str] = (),
) -> tuple[dict[str, tuple[Stand, ...]], tuple[Finding, ...]]:
    """Return on which pages the words of ``document`` stand, and where they are not as they should.

    Where they stand is told of every part that is painted, by its anchor, in order.

    ``painted`` gives the text seen on paper by the anchor of its part, in reading
    order: words, lines, or the halves of a hyphenated word, since only letters and
    figures count, capitals or not. A headline, a figure's words, a table, a box, a
    pull quote and a note may each stand anywhere in their story; the run of the
    text keeps its order. Words nobody wrote, such as a turn line, are passed over.
    Every article has to be there; standing matter only if ``painted`` names it. Nothing is
    said of the parts ``told``, by their anchors: that they are missing is known.
    """
    stands: dict[str, tuple[Stand, ...]] = {}
    found: list[Finding] = []
    for part in document.parts:
        if part.kind == "article" or (part.kind == "standing" and part.anchor in painted):
            stands[part.anchor], wrong = _compared(part, painted.get(part.anchor, ()))
            found += wrong if part.anchor not in told else ()
    return stands, tuple(found)


def _compared(part: Part, pieces: Sequence[Words]) -> tuple[tuple[Stand, ...], tuple[Finding, ...]]:
    runs = tuple(Expected(part).runs())
    seen = [letters(piece.text) for piece in pieces]
    if not any(seen) and runs:
        message = f"“{_clipped(part.title)}” stands on no page."
        return (), (_told(part, runs[0].origin, message),)
    page = _placed(runs, "".join(seen))
    stands = _stands(runs, page, list(accumulate(map(len, seen), initial=0)), pieces)
    return stands, tuple(_amiss(part, runs, page))


def _stands(
    runs: Sequence[Run], page: _Page, begins: Sequence[int], pieces: Sequence[Words]
) -> tuple[Stand, ...]:
    """Return the pages of the blocks; ``begins`` are the first letters of ``pieces``."""
    found: set[Stand] = set()
    for number, run in enumerate(runs):
        if run.block is None:
            continue
        for start, end in page.pieces.get(number, ()):
            first, last = bisect(begins, start) - 1, bisect(begins, end - 1) - 1
            pages = {pieces[at].page for at in range(first, last + 1)}
            found |= {Stand(run.block, one, run.strand == RUNNING) for one in pages}
    return tuple(sorted(found))


# Finding it --------------------------------------------------------------------------------------


class _Lost(NamedTuple):
    """Letters of a run that are not where they belong: its number, the first of them, how many."""

    run: int
    at: int
    length: int


@dataclass(slots=True)
class _Page:
    """The letters painted for one part, and what they have been found to be."""

    left: str
    """Those that are nothing yet; in the place of the others stands what is no letter."""
    pieces: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Where the pieces of each run begin and end, by its number."""
    lost: list[_Lost] = field(default_factory=list)

    def short(self) -> int:
        """Return how many letters are not where they belong."""
        return sum(one.length for one in self.lost)

    def take(self, places: Sequence[tuple[int, int]]) -> None:
        """Note that the letters between ``places``, in order, are something."""
        parts, at = [], 0
        for start, end in places:
            parts += [self.left[at:start], TAKEN * (end - start)]
            at = end
        self.left = "".join((*parts, self.left[at:]))


def _placed(runs: Sequence[Run], seen: str) -> _Page:
    """Find the runs strand by strand; where words return, it can matter which come first.

    Mostly the longest first will do, being certain.
    """
    best: _Page | None = None
    for order in _orders(_strands(runs), runs):
        page = _in_order(order, runs, seen)
        if best is None or page.short() < best.short():
            best = page
        if not best.lost:
            break
    assert best is not None
    return best


def _orders(strands: _Strands, runs: Sequence[Run]) -> Iterator[_Strands]:
    """Yield the orders in which strands are looked for."""

    def size(strand: Sequence[int]) -> int:
        return sum(len(runs[at].letters) for at in strand)

    def runs_on(strand: Sequence[int]) -> bool:
        return runs[strand[0]].strand == RUNNING

    yield sorted(strands, key=lambda one: -size(one))
    yield sorted(strands, key=lambda one: (runs_on(one), -size(one)))
    yield sorted(strands, key=lambda one: (not runs_on(one), -size(one)))
    yield sorted(strands, key=lambda one: (runs_on(one), size(one)))


def _in_order(order: _Strands, runs: Sequence[Run], seen: str) -> _Page:
    """Find the strands one after the other.

    Pull quotes that a story can do without come last, and may be missing.
    """
    page = _Page(seen)
    needed = [strand for strand in order if not runs[strand[0]].echo]
    texts = ["".join(runs[at].letters for at in strand) for strand in needed]
    for number, strand in enumerate(needed):
        _place(strand, texts[number + 1 :], runs, page)
    shown = False
    for at, run in enumerate(runs):
        if run.echo == run.letters:  # Else it is who said it, which stands under the words.
            shown = run.echo in page.left.replace(TAKEN, "")
        if run.echo and shown:
            _place((at,), (), runs, page)
    return page


_Strands = Sequence[tuple[int, ...]]
"""The numbers of runs that keep their order among themselves."""


def _strands(runs: Sequence[Run]) -> _Strands:
    """Return the numbers of the runs that keep their order, strand by strand."""
    strands: dict[tuple[int, int], list[int]] = {}
    for at, run in enumerate(runs):
        strands.setdefault((run.strand, 0 if run.strand else at), []).append(at)
    return [tuple(strand) for strand in strands.values()]


def _place(strand: Sequence[int], others: Sequence[str], runs: Sequence[Run], page: _Page) -> None:
    """Find the runs of one strand; ``others`` are the texts that are still to be found."""
    ends = list(accumulate(len(runs[at].letters) for at in strand))
    wanted = "".join(runs[at].letters for at in strand)
    pieces = settled(follow(wanted, ends, page.left), page.left, others)
    for piece in pieces:
        known, at, end = bisect(ends, piece.at), piece.at, piece.at + piece.length
        while at < end:
            run, begin = strand[known], ends[known - 1] if known else 0
            length = min(end, ends[known]) - at
            if piece.start < 0:
                page.lost.append(_Lost(run, at - begin, length))
            else:
                start = piece.start + at - piece.at
                page.pieces.setdefault(run, []).append((start, start + length))
            at, known = at + length, known + 1
    page.take([(piece.start, piece.end) for piece in pieces if piece.start >= 0])


# What is wrong -----------------------------------------------------------------------------------


def _amiss(part: Part, runs: Sequence[Run], page: _Page) -> Iterator[Finding]:
    lost = sorted(page.lost)
    moved = {one for one in lost if _is_elsewhere(one, runs, page)}
    yield from _few([_wrong(one, runs, part, moved=one in moved) for one in lost], part)
    twice = _standing_twice(runs, page)
    if twice is not None:
        run, at = twice
        words = _words_from(run.text, at)
        yield _told(part, run.origin, f"In “{_clipped(part.title)}” stands twice: “{words}”.")


def _is_elsewhere(lost: _Lost, runs: Sequence[Run], page: _Page) -> bool:
    """Return whether words stand where they do not belong; they are then accounted for."""
    wanted = runs[lost.run].letters[lost.at : lost.at + lost.length]
    start = page.left.find(wanted) if len(wanted) >= _CERTAIN else -1
    if start >= 0:
        page.take([(start, start + len(wanted))])
    return start >= 0


def _wrong(lost: _Lost, runs: Sequence[Run], part: Part, *, moved: bool) -> Finding:
    """Return what to say of words that were not found where they belong."""
    run = runs[lost.run]
    where, words = f"In “{_clipped(part.title)}”", _words_from(run.text, lost.at)
    if moved:
        return _told(part, run.origin, f"{where} stands out of its place: “{words}”.")
    return _told(part, run.origin, f"{where} these words are on no page: “{words}”.")


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


def _standing_twice(runs: Sequence[Run], page: _Page) -> tuple[Run, int] | None:
    """Return the first run of which some words are painted again, and at which letter of it."""
    broken = {lost.run for lost in page.lost}  # What is wrong with these is told already.
    # The text may say what the headline says, and that stands over each part of a story.
    heads = [run.letters for run in runs if not run.body]
    whole = [
        run
        for number, run in enumerate(runs)
        if run.body and number in page.pieces and number not in broken
    ]
    everything = TAKEN.join(run.letters for run in whole)
    for stretch in page.left.split(TAKEN):
        for at in range(0, len(stretch) - _TWICE + 1, _TWICE // 2):
            again = stretch[at : at + _TWICE]
            if any(again in head for head in heads):
                continue
            if again in everything:
                run = next(one for one in whole if again in one.letters)
                return run, run.letters.find(again)
    return None


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
