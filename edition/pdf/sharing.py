"""Cuts what is to be set for measuring so that two processes can share it, each as it gets on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ..beside import Tickets
from .counting import Runs
from .slips import Slip

_PIECES = (5, 4, 3, 2, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5)
"""How what is to be set is cut for two processes that begin at its two ends, by its letters.

They meet somewhere in the middle, where pieces are small: neither waits long for the other.
"""


@dataclass(frozen=True, slots=True)
class Share:
    """What another process has measured: runs of stories, and heights of what stands among them.

    Nothing of the engine is in it.
    """

    runs: Mapping[str, Runs] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Beside:
    """Another process that measures too, and who has taken which of the ``pieces``.

    ``share`` waits for what it has measured.
    """

    stories: Tickets
    among: Tickets
    share: Callable[[], Share]


def tickets() -> tuple[Tickets, Tickets]:
    """Return tickets for the ``pieces`` of stories, and for those of what stands among them."""
    return Tickets(len(_PIECES)), Tickets(len(_PIECES))


def pieces(slips: Sequence[Slip]) -> tuple[tuple[Slip, ...], ...]:
    """Return ``slips`` in pieces, in order; some may be empty."""
    cut: list[list[Slip]] = [[] for _ in _PIECES]
    ends = list(accumulate(_PIECES))
    whole, so_far = sum(len(one.html) for one in slips), 0.0
    for one in slips:
        middle = (so_far + len(one.html) / 2) / whole * ends[-1]
        cut[bisect_right(ends, middle)].append(one)
        so_far += len(one.html)
    return tuple(map(tuple, cut))


def taken(pieces: Iterable[tuple[Slip, ...]], tickets: Tickets) -> Iterator[tuple[Slip, ...]]:
    """Yield ``pieces`` as long as the other process has not taken what is left."""
    yield from (piece for piece in pieces if tickets.take())
