"""Which of the stories told next stand on a page, and which of them wait for a later one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .copy import Copy

MOST_STORIES: Final = 8
"""Stories on a page at most; a page of more is a page of gathered briefs."""

LATER: Final = 1.5
"""What letting a story wait for a later page costs, for each page, against the editor's order."""

SET_BACK: Final = 2.5
"""What it costs besides when the story begins its section."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story told next, by its number in the editor's order, and the cells it takes at least.

    ``first`` are those its first part takes where it may go on on the next page, the same
    where it may not. ``begins``: it is the first of its section. ``here``: it may stand on
    this page. ``waits``: it may wait for another. ``alone``: where its section begins on this
    page, it must be at the head of it.
    """

    number: int
    copy: Copy
    cells: int
    first: int
    begins: bool
    here: bool
    waits: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Stories for a page: ``taken`` of the upcoming ones are dealt with, ``waiting`` ones not."""

    begun: tuple[Told, ...]
    taken: int
    waiting: tuple[int, ...]
    extra: float


def choices(
    waiting: Sequence[Told],
    upcoming: Sequence[Told],
    *,
    most_waiting: int,
    room: int,
    full: bool,
    ends: bool,
    tired: Callable[[], bool],
    most: int = MOST_STORIES,
) -> Iterator[Choice]:
    """Yield what can stand on the next page: no more than ``room`` cells of stories.

    Of the last story only the first part may be there.
    The stories of one section stand together: while one of them waits, no other section
    begins. ``full``: something stands on the page already. ``ends``: nothing may be
    left after it. ``tired``: whether to keep to the order from now on. ``most`` stories
    stand on the page.
    """
    pool = (*waiting, *upcoming)
    held = len(waiting)

    def further(
        at: int, chosen: tuple[Told, ...], left: tuple[Told, ...], cells: int
    ) -> Iterator[Choice]:
        if ends and (left or len(chosen) < at):
            return
        ended = at == held or (at > held and chosen and chosen[-1] is pool[at - 1])
        if ended and (at == len(pool) or not ends):
            extra = sum(LATER + (SET_BACK if one.begins else 0.0) for one in left)
            yield Choice(chosen, max(0, at - held), tuple(one.number for one in left), extra)
        if at == len(pool):
            return
        one = pool[at]
        if left and one.copy.section != left[0].copy.section:
            return
        first = not chosen and not full
        fits = cells + one.first <= room and len(chosen) < most
        if one.here and fits and (first or not one.alone):
            yield from further(at + 1, (*chosen, one), left, cells + one.cells)
        if one.waits and len(left) < most_waiting and not (tired() and at >= held):
            yield from further(at + 1, chosen, (*left, one), cells)

    yield from further(0, (), (), 0)
