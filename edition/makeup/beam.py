"""Which of the ways to come so far are followed: the likeliest, and not too many alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from .freedom import Freedom
from .states import Reached, State

LIKELY, LIKELY_WIDE = 60, 400
"""Ways to come so far that are followed when every page is full."""

EQUALLY_FAR, EQUALLY_FAR_WIDE = 8, 24
"""Of them, those that have come equally far."""

FEW_CUTS, FEW_CUTS_WIDE = 5, 20
"""Places to part one story that are followed from one page, whatever stands beside it."""

SHORT = 10
"""Ways to come so far that are followed when no page need be full."""

SHORT_OF_ADVERTS = 2
"""Of them, those on which equally many advertisements stand."""


def few(reached: Reached, freedom: Freedom) -> Reached:
    """Return the states without those that others are better than in every way.

    Of the places at which one story can be parted only a few stay.
    """
    most = FEW_CUTS_WIDE if freedom.wide else FEW_CUTS
    parts: Counter[tuple[int, tuple[str, ...]]] = Counter()
    alike: dict[object, list[tuple[int, ...]]] = {}
    found: Reached = {}
    for state, known in sorted(reached.items(), key=lambda item: item[1][0]):
        used = (*state.used, -state.jumps)
        fewer = alike.setdefault((state.story, state.waiting, state.carried, state.adverts), [])
        if any(all(a <= b for a, b in zip(one, used, strict=True)) for one in fewer):
            continue
        if state.carried and not fewer:
            parted = (state.story, tuple(one.copy.name for one in state.carried))
            names = (-1, parted[1])
            if parts[parted] == freedom.cuts or parts[names] == most:
                continue
            parts[parted] += 1
            parts[names] += 1
        fewer.append(used)
        found[state] = known
    return found


def likely(reached: Reached, hoped: Callable[[State], float], *, wide: bool) -> Reached:
    """Return the likeliest states, not too many that have come equally far.

    ``hoped`` is what a way through a state costs at least, from the first page to the last.
    """
    most, equally = (LIKELY_WIDE, EQUALLY_FAR_WIDE) if wide else (LIKELY, EQUALLY_FAR)
    if len(reached) <= most // 4:
        return reached
    far: Counter[tuple[int, int]] = Counter()
    kept: Reached = {}
    for state in sorted(reached, key=hoped):
        if far[state.story, state.adverts] < equally:
            far[state.story, state.adverts] += 1
            kept[state] = reached[state]
            if len(kept) == most:
                break
    return kept


def not_full(reached: Reached, hoped: Callable[[State], float]) -> Reached:
    """Return the likeliest states where lines may be left unfilled, and all would do."""
    if len(reached) <= SHORT:
        return reached
    # advertisements are not left out: of each number of them some ways are followed
    far: Counter[int] = Counter()
    kept: Reached = {}
    in_order: Iterable[State] = sorted(reached, key=hoped)
    for number, state in enumerate(in_order):
        if number < SHORT or far[state.adverts] < SHORT_OF_ADVERTS:
            kept[state] = reached[state]
            far[state.adverts] += 1
    return kept
