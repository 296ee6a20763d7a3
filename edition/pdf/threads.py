"""Follows a text through what is painted: where its letters stand, in order, and which do not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

TAKEN = "\0"
"""What stands in place of letters that are something else already."""

_SEED = 12
"""Letters by which the rest of a text is known again."""
_SHORT_SEED = 4
"""The same where that finds nothing: a line of two words between two pictures."""
_LEAP = 4
"""What it costs to pass over letters; losing some costs as much again, and 1 each."""
_FEW, _MANY = 12, 48
"""Ways followed side by side, and nearest places at which each may be taken up again."""
_PATIENCE = 60_000
"""Steps until the best that was found has to do."""


class Piece(NamedTuple):
    """Letters of a text that stand together: from ``at`` on in it, from ``start`` on in the other.

    ``start`` is -1 for letters that stand nowhere.
    """

    at: int
    start: int
    length: int

    @property
    def end(self) -> int:
        """Where it ends among the letters seen."""
        return self.start + self.length


def follow(wanted: str, ends: Sequence[int], seen: str) -> tuple[Piece, ...]:
    """Return where the letters of ``wanted`` stand among ``seen``, one piece after the other.

    What was put in between is passed over, as seldom as it can be; where the same words
    stand several times, that settles which are meant. ``ends`` are where the paragraphs
    of ``wanted`` end: the last words of one are known however few they are. Pieces that are
    nowhere are in it as well, as few of their letters as can be.
    """
    whole = seen.find(wanted)
    if whole >= 0:
        return (Piece(0, whole, len(wanted)),)
    thread = _Thread(wanted, ends, seen)
    return (
        thread.search(_SEED, _FEW, lossy=False)
        or thread.search(_SEED, _MANY, lossy=False)
        or thread.search(_SHORT_SEED, _MANY, lossy=False)
        or thread.search(_SEED, _FEW, lossy=True)
    )


def settled(pieces: Sequence[Piece], seen: str, others: Sequence[str]) -> tuple[Piece, ...]:
    """Return ``pieces`` of a text, cut so that what stands between them may be ``others``.

    A picture's caption may begin with the letters the text goes on with behind it, or end
    with those before it: then the cut could be made earlier as well, and only
    what is in between says where.
    """
    found = list(pieces)
    for number in range(len(found) - 1):
        one, other = found[number], found[number + 1]
        if 0 <= one.end < other.start and one.start >= 0:
            back = _cut_back(one, other, seen, others)
            found[number] = one._replace(length=one.length - back)
            found[number + 1] = Piece(other.at - back, other.start - back, other.length + back)
    return tuple(piece for piece in found if piece.length)


def _cut_back(one: Piece, other: Piece, seen: str, others: Sequence[str]) -> int:
    """Return by how many letters ``one`` is to end earlier, and ``other`` to begin."""
    most = 0
    while most < one.length and seen[one.end - 1 - most] == seen[other.start - 1 - most]:
        most += 1
    window = seen[one.end - most : other.start]
    between = [text for text in others if text in window] if most else []
    return max(
        range(most + 1 if between else 1),
        key=lambda back: sum(
            len(text) for text in between if text in seen[one.end - back : other.start - back]
        ),
    )


class _State(NamedTuple):
    """A way into a text: how much of it is settled, how many of the letters seen are passed.

    ``cost`` is what was leapt over or lost on it; it ends with ``piece`` and began with ``before``.
    """

    cost: int
    settled: int
    passed: int
    piece: Piece | None = None
    before: _State | None = None

    def gained(self) -> int:
        """Return what the way is worth by what it has settled."""
        return self.settled - self.cost

    def spare(self) -> int:
        """Return what it is worth by how little it has passed."""
        return 2 * self.settled - self.passed - self.cost


class _Thread:
    """One text being followed through the letters ``seen``."""

    def __init__(self, wanted: str, ends: Sequence[int], seen: str) -> None:
        self._wanted, self._ends, self._seen = wanted, ends, seen

    def search(self, seed: int, width: int, *, lossy: bool) -> tuple[Piece, ...]:
        """Return the cheapest way through; nothing when there is none without loss.

        All ways grow by a piece at a time, and of those of as many pieces only the few best
        are kept: time does not grow with how often words return.
        """
        ways, best, steps = [_State(0, 0, 0)], None, 0
        furthest = ways[0]
        known: dict[int, _State] = {}
        while ways and steps < _PATIENCE:
            grown: list[_State] = []
            for way in ways:
                onto = list(self._steps(way, seed, width, lossy=lossy))
                steps += len(onto)
                grown += onto
            furthest = max((furthest, *grown), key=_State.gained)
            for way in grown:
                if way.settled == len(self._wanted) and (best is None or way.cost < best.cost):
                    best = way
            ways = _few([way for way in grown if _is_news(way, known, best)], width)
        if best is None and lossy:
            best = furthest
        return self._way(best) if best else ()

    def _way(self, state: _State) -> tuple[Piece, ...]:
        """Return the pieces on the way to ``state``, and those between them, which are lost."""
        pieces: list[Piece] = []
        way: _State | None = state
        while way is not None:
            pieces += [way.piece] if way.piece else []
            way = way.before
        found: list[Piece] = []
        at = 0
        for piece in reversed(pieces):
            found += [self._lost(at, piece.at), piece] if piece.at > at else [piece]
            at = piece.at + piece.length
        if at < len(self._wanted):
            found.append(self._lost(at, len(self._wanted)))
        return tuple(found)

    def _lost(self, at: int, end: int) -> Piece:
        """Return the letters that are nowhere; where it cannot be told which, whole paragraphs."""
        first, last = at, end
        while first and self._wanted[first - 1] == self._wanted[last - 1]:
            first, last = first - 1, last - 1
            if first == 0 or first in self._ends:
                return Piece(first, -1, last - first)
        return Piece(at, -1, end - at)

    def _steps(self, way: _State, seed: int, width: int, *, lossy: bool) -> Iterator[_State]:
        for start in islice(self._places(way.settled, way.passed, seed), width):
            yield self._step(way, way.settled, start)
        if not lossy:
            return
        for later, start in islice(self._later(way.settled, way.passed), width):
            yield self._step(way, later, start)
        rest = len(self._wanted) - way.settled
        yield _State(way.cost + _LEAP + rest, len(self._wanted), way.passed, None, way)

    def _step(self, way: _State, at: int, start: int) -> _State:
        piece = Piece(at, start, _common(self._wanted, at, self._seen, start))
        cost = way.cost
        cost += _LEAP if start > way.passed else 0
        cost += _LEAP + at - way.settled if at > way.settled else 0
        return _State(cost, at + piece.length, piece.end, piece, way)

    def _places(self, at: int, passed: int, seed: int) -> Iterator[int]:
        """Yield where the letters from ``at`` on stand, behind those that are passed."""
        known = bisect_right(self._ends, at)
        end = self._ends[known] if known < len(self._ends) else len(self._wanted)
        words = self._wanted[at : min(at + seed, end)]
        start = self._seen.find(words, passed)
        while start >= 0:
            yield start
            start = self._seen.find(words, start + 1)

    def _later(self, at: int, passed: int) -> Iterator[tuple[int, int]]:
        """Yield where the text is taken up again when some of it from ``at`` on is lost."""
        wanted, seen = self._wanted, self._seen
        for later in range(at + 1, len(wanted)):
            end = self._short.get(later)
            if end is not None:
                start = seen.find(wanted[later:end], passed)
            else:
                places = self._seeds.get(wanted[later : later + _SEED], ())
                known = bisect_right(places, passed - 1)
                start = places[known] if known < len(places) else -1
            if start < 0:
                continue
            # What begins earlier has been yielded with its beginning.
            if start == passed or later == at + 1 or wanted[later - 1] != seen[start - 1]:
                yield later, start

    @cached_property
    def _short(self) -> dict[int, int]:
        """Where paragraphs of few letters begin and end."""
        return {
            begin: end
            for begin, end in zip((0, *self._ends), self._ends, strict=False)
            if end - begin < _SEED
        }

    @cached_property
    def _seeds(self) -> dict[str, list[int]]:
        """Where every few letters of those seen stand, in order."""
        found: dict[str, list[int]] = {}
        for start in range(len(self._seen) - _SEED + 1):
            found.setdefault(self._seen[start : start + _SEED], []).append(start)
        return found


def _is_news(way: _State, known: dict[int, _State], best: _State | None) -> bool:
    """Return whether a way may yet be better than those that settled as much, or all of it."""
    other = known.get(way.settled)
    if (best and way.cost >= best.cost) or (
        other and other.cost <= way.cost and other.passed <= way.passed
    ):
        return False
    known[way.settled] = way
    return True


def _few(ways: list[_State], width: int) -> list[_State]:
    """Return the best of ``ways``."""
    if len(ways) <= width:
        return ways
    half = width // 2
    return [*nlargest(half, ways, key=_State.gained), *nlargest(half, ways, key=_State.spare)]


def _common(one: str, at: int, other: str, start: int) -> int:
    """Return how many letters are the same from ``at`` in ``one``, ``start`` in ``other`` on."""
    length, step = 0, 64
    most = min(len(one) - at, len(other) - start)
    while length < most and step:
        wide = min(step, most - length)
        begin, onto = at + length, start + length
        if one[begin : begin + wide] == other[onto : onto + wide]:
            length, step = length + wide, step * 2
        else:
            step = wide // 2
    return length
