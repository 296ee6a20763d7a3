"""Where no plan is full: the nearest one, and page counts beside those an issue asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .copy import Copy, Ready
from .freedom import Freedom
from .options import Option, Place
from .paging import INFINITE, left_out_cost
from .sheets import Solution, facing
from .slicing import Block

if TYPE_CHECKING:
    from .issue import Issue

MORE, FEWER = 3, 3
"""Page counts that are tried where the nearest plan leaves stories out, or whole pages blank."""

PATIENCE = 3_000
"""What it may cost."""

_TRIED = (Freedom(later=1), Freedom(later=1, jumps=True, wide=True))


def nearest(issue: Issue, copies: tuple[Copy, ...]) -> Solution:
    """Return the plan that leaves out least, page upon page of nothing if need be."""
    counts = [pages for pages, _ in issue.counts(copies)[:2]]
    tried = (
        issue.solved(pages, copies, Freedom(short=True, plain=plain))
        for pages in counts
        for plain in (False, True)
    )
    best = min((one for one in tried if one), key=lambda one: one.cost, default=None)
    if best:
        return best
    cost = sum(left_out_cost(copy) for copy in copies)
    places = issue.places(counts[0], copies)
    blanks = [_blank(issue, places[page]) for page in range(1, counts[0] + 1)]
    return Solution(cost, tuple(blanks), facing(blanks), {}, copies)


def _blank(issue: Issue, place: Place) -> Option:
    plain = Place(replace(place.region, steps=()))
    option = issue.options.option(plain, ((issue.matter.blank(),),))
    assert option is not None
    issue.options.judge(option)
    return option


def on_others(issue: Issue, near: Solution, copies: tuple[Copy, ...]) -> tuple[Solution, bool]:
    """Return the best plan of other page counts than ``near``, and whether each page is full.

    How many pages an issue takes is guessed from its stories one by one. The guess is far
    too high where one of them can be set in much less room than it would like: then the
    nearest plan has pages no story stands on. It is too low where a page has few lines, and
    none of them can be shared as one would like.
    """
    if issue.policy.pages:
        return near, False
    step, pages = max(1, issue.policy.multiple), len(near.pages)
    issue.patience.left = max(issue.patience.left, PATIENCE)
    if near.left_out:
        tried = [count for count, _ in issue.counts(copies)[:3]]
        first = (pages // step + 1) * step
        more = [one for one in range(first, pages + (MORE + 1) * step, step) if one not in tried]
        found = _first_of(issue, more, copies)
        if found:
            return found, True
    most = min(-(-max(_used(near), 1) // step) * step, pages - step)
    if _used(near) == pages or most < 1:
        return near, False
    found = _first_of(issue, list(range(most, max(0, most - FEWER * step), -step)), copies)
    if found:
        return found, True
    other = issue.solved(most, copies, Freedom(short=True))
    return (other if other and not other.left_out else near), False


def _first_of(issue: Issue, counts: list[int], copies: tuple[Copy, ...]) -> Solution | None:
    tries = (
        issue.shared(pages, copies, freedom, limit=INFINITE)
        for pages in counts
        for freedom in _TRIED
    )
    return next((one for one in tries if one), None)


def _used(near: Solution) -> int:
    """Return how many pages anything stands on that needs one."""
    return sum(
        bool(option.place.adverts) or any(_is_needed(spot.block) for spot in layout.spots)
        for layout, option in zip(near.layouts, near.pages, strict=True)
    )


def is_asked(ready: Ready) -> bool:
    """Return whether somebody wants it in the issue; what is inside is no wish of anybody's."""
    return ready.required and ready.kind != "contents"


def _is_needed(block: Block) -> bool:
    """Return whether the page it stands on is needed for it."""
    return block.copy is not None or any(map(is_asked, block.ready))
