"""A small edit leaves the other pages as they were delivered.

Only the pages of what has changed are made up again: the story in its own place, then its
page with the stories it has, then that page and its neighbours, a window that grows. What
does not go so, or would be much worse than before, is left to a search from the beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .copy import Copy, Grid, Policy, Ready
from .in_place import in_place
from .last import Last
from .matter import Matter
from .plan import Flatplan
from .recall import Span, recalled
from .stone import Made, Stone
from .windows import made_again

WORSE = 8.0
"""A window may cost so much more than its pages did; if it does, a larger one is tried too."""

MUCH_WORSE = 30.0
"""Pages that cost more than this above what they did are no longer kept for being known."""

WIDEST = 6
"""Pages made up again around a change before everything is."""


def kept(
    last: Last, copies: Sequence[Copy], ready: Sequence[Ready], grid: Grid, policy: Policy
) -> Flatplan | None:
    """Return the plan that keeps what it can of ``last``, ``None`` when that is not worth it."""
    matter = Matter(copies, ready, grid)
    found = recalled(last, copies, ready, policy, matter)
    if found is None:
        return None
    stone = Stone(tuple(copies), tuple(ready), grid, policy, matter, found)
    if not all(_renewed(stone, span) for span in _together(found.torn)):
        return None
    plan = stone.drawn_up(last.plan)
    return plan if _complete(plan, copies, ready, last.plan) else None


def _together(torn: Sequence[Span]) -> list[Span]:
    """Return the spans of pages, those that share a page as one."""
    spans: list[Span] = []
    for first, end in sorted(torn):
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((first, end))
    return spans


def _complete(
    plan: Flatplan, copies: Sequence[Copy], ready: Sequence[Ready], before: Flatplan
) -> bool:
    """Return whether everything stands once that has to."""
    begun = [one.name for _, one in plan.modules() if one.back is None]
    filled = [one.name for sheet in plan.sheets for one in sheet.ready]
    stood = {one.name for sheet in before.sheets for one in sheet.ready}
    must = {one.name for one in ready if one.required and (not one.corner or one.name in stood)}
    return (
        sorted(begun) == sorted(one.name for one in copies)
        and len(set(filled)) == len(filled)
        and must <= set(filled)
    )


def _renewed(stone: Stone, span: Span) -> bool:
    """Make up the pages of ``span`` again, and others with them if need be."""
    if all(page.option for page in stone.span(span)):
        return True
    best: tuple[float, Made] | None = None
    for options in _ways(stone, span):
        more = _cost(options) - sum(stone.before[number] for number, _ in options)
        if best is None or more < best[0]:
            best = (more, options)
        if more <= WORSE:
            break
    if best is None or best[0] > MUCH_WORSE:
        return False
    stone.stand(best[1])
    return True


def _ways(stone: Stone, span: Span) -> Iterator[Made]:
    """Yield ways to make up the pages of ``span`` again, those that change least first."""
    own = _closed(stone, span)
    found = in_place(stone, own) if own else None
    if found is not None:
        yield found
    first, end = span
    seen: set[Span] = set()
    grown = ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (1, 2), (2, 1), (2, 2), (0, 4), (3, 3))
    for before, after in grown:
        window = _closed(stone, (first - before, end + after))
        if window is None or window in seen:
            continue
        seen.add(window)
        found = made_again(stone, window)
        if found is not None:
            yield found


def _closed(stone: Stone, span: Span) -> Span | None:
    """Return ``span`` with the pages its changed stories go on on, ``None``: too many.

    What goes on beyond a single page can be held where it is parted; beyond several the
    last of them is in it too.
    """
    first, end = span
    while first >= 1 and end <= stone.count and end - first < max(WIDEST, span[1] - span[0]):
        wider = (first, end)
        for name, pages in stone.found.parts.items():
            if not any(first <= page <= end for page in pages):
                continue
            if not stone.sure(name):
                wider = min(wider[0], pages[0]), max(wider[1], pages[-1])
            elif first < end:
                wider = wider[0], max(wider[1], pages[-1])
        if wider == (first, end):
            return wider
        first, end = wider
    return None


def _cost(options: Made) -> float:
    return sum(option.cost for _, option in options)
