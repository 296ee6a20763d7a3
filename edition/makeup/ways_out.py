"""What would make an issue come out full that does not: tried, before it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .copy import Copy, Inset, Ready, Room
from .freedom import Freedom
from .nearest import (
    Misfit,
    on_pages,
    with_filler,
    with_jumps,
    without_picture,
    without_story,
)
from .sheets import Solution, flatplan, unfilled

if TYPE_CHECKING:
    from .issue import Issue

MOST_TRIED = 7
MOST_SAID = 3

AS_MANY_AS_IT_TAKES = 99
"""Jumps that are as good as no limit."""

PATIENCE_FOR_JUMPS = 5_000
"""What finding out how many jumps it would take may cost, twice."""

OFFERED = "house-ad-offered"
"""The name of the house ad that there is not, and would help."""


def ways_out(issue: Issue, nearest: Solution, copies: Sequence[Copy]) -> list[str]:
    """Return what would make each page full, each way tried; the nearest plan tells where."""
    found: list[str] = []
    for number, way in enumerate(_ways(issue, nearest, tuple(copies))):
        if way is not None:
            found.append(way)
        if len(found) == MOST_SAID or number + 1 == MOST_TRIED:
            break
    return found


def beside(issue: Issue, near: Solution, copies: tuple[Copy, ...]) -> Misfit | None:
    """Return what the page count next to ``near`` comes to, where the editor asked for none.

    That is the one below where ``near`` has lines to fill, the one above where it has too many.
    ``None``: there is none, or what stands wrong with it is no question of lines.
    """
    step = max(1, issue.policy.multiple)
    pages = len(near.pages) + (step if near.left_out else -step)
    if issue.policy.pages or pages < 1:
        return None
    other = issue.solved(pages, copies, Freedom(short=True))
    if other is None:
        return None
    over = sum(copy.lines for copy in other.left_out) - sum(unfilled(other).values())
    return Misfit(pages, over) if over and (over > 0) == bool(other.left_out) else None


def _ways(issue: Issue, nearest: Solution, copies: tuple[Copy, ...]) -> Iterator[str | None]:
    """Yield what was tried: a sentence where it helped, ``None`` where it did not."""
    pages = len(nearest.pages)
    over = sum(copy.lines for copy in nearest.left_out)
    yield _with_jumps(issue, copies)
    for count in _counts(issue, pages, over=bool(over)):
        yield on_pages(count) if _there_is(issue, count, copies) else None
    if over:
        for copy, inset in _pictures(copies, over)[:2]:
            kept = tuple(one for one in copy.insets if one is not inset)
            less = replace(copy, insets=kept)
            other = issue.without(copy, less=less)
            pictures = [one for one in copy.insets if one.kind == "picture"]
            number = pictures.index(inset) + 1
            if _there_is(other, pages, other.copies):
                yield without_picture(copy, number)
            else:
                yield None
        for copy in nearest.left_out[:1]:
            other = issue.without(copy, less=None)
            if _there_is(other, pages, other.copies):
                yield without_story(copy)
            else:
                yield None
    yield _filled(issue, pages, copies)


def _there_is(issue: Issue, pages: int, copies: tuple[Copy, ...]) -> Solution | None:
    """Return a plan of so many pages, whichever is found first."""
    return issue.solved(pages, copies, Freedom(later=1), any_will_do=True)


def _with_jumps(issue: Issue, copies: tuple[Copy, ...]) -> str | None:
    """Return how many stories would have to go on on other pages, ``None``: it would not help."""
    counts = [pages for pages, _ in issue.counts(copies)[:3]]
    allowed, needed = issue.policy.jumps, AS_MANY_AS_IT_TAKES
    if allowed >= needed:
        return None
    solution: Solution | None = None
    for _ in range(2):  # as many as it takes, then whether it can be done with so many
        other = type(issue)(copies, issue.ready, issue.grid, replace(issue.policy, jumps=needed))
        other.keep(issue)
        other.patience.left = PATIENCE_FOR_JUMPS
        tries = (
            other.solved(
                pages, copies, Freedom(later=later, jumps=True, wide=True), any_will_do=True
            )
            for later in (0, 1)
            for pages in counts
        )
        found = next((one for one in tries if one), None)
        if found is None:
            return None
        solution = found
        needed = max(allowed + 1, other.jumps_of(solution))
    return with_jumps(needed, len(solution.pages)) if solution else None


def _counts(issue: Issue, pages: int, *, over: bool) -> list[int]:
    """Return page counts that were not tried: where one was asked for, those beside it."""
    if not issue.policy.pages:
        return []
    step = max(1, issue.policy.multiple)
    more, fewer = (pages // step + 1) * step, (pages - 1) // step * step
    return [more, more + step] if over else [fewer] if fewer else []


def _pictures(copies: Sequence[Copy], over: int) -> list[tuple[Copy, Inset]]:
    """Return the pictures whose going would come nearest to giving the room that is missing."""
    found: list[tuple[int, int, Copy, Inset]] = []
    for copy in copies:
        for inset in copy.insets:
            if inset.kind == "picture" and not inset.first and inset.sizes:
                cells = min(size.columns * size.natural for size in inset.sizes)
                found.append((abs(cells - over), len(found), copy, inset))
    found.sort(key=lambda one: one[:2])
    return [(copy, inset) for _, _, copy, inset in found]


def _filled(issue: Issue, pages: int, copies: tuple[Copy, ...]) -> str | None:
    """Return how large one house ad more would have to be, ``None`` if one would not do."""
    grid = issue.grid
    rooms = tuple(Room(columns, 8, grid.lines // 2) for columns in range(1, grid.columns + 1))
    offered = Ready(OFFERED, "house-ad", rooms)
    other = type(issue)(copies, (*issue.ready, offered), grid, issue.policy)
    other.keep(issue)
    solution = _there_is(other, pages, copies)
    if solution is None:
        return None
    for sheet in flatplan(solution, grid).sheets:
        for one in sheet.ready:
            if one.name == OFFERED:
                return with_filler(one.rect.columns, one.rect.lines)
    return None
