"""Ready-made things: the pages they stand on, and house ads named where they fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .advertising import booked_page, on_side
from .copy import Ready
from .slicing import Spot


def may_move(ready: Ready) -> bool:
    """Return whether something may stand on another page than the one it stands on best."""
    own = ready.page is None and not ready.corner and ready.required
    return own and ready.kind not in ("contents", "barcode")


def wanted(ready: Ready, pages: int, *, moved: int = 0) -> int | None:
    """Return the page something must stand on in an issue of ``pages`` pages.

    What has no page of its own stands ``moved`` pages before the last one.
    """
    if ready.page is not None or ready.corner:
        return booked_page(ready, pages)
    if not may_move(ready):
        return 1 if ready.kind in ("contents", "barcode") else pages
    page = max(2, pages - moved) if pages > 1 else 1
    if on_side(ready, page) or pages == 1:
        return page
    return page - 1 if page > 2 else min(page + 1, pages)


def named(
    pages: Mapping[int, Sequence[Spot]], count: int
) -> dict[tuple[int, int, int], Ready] | None:
    """Return which ready-made thing fills each filler's place, each at most once.

    Places are page, column and line of the filler; ``None``: there are not enough.
    """
    places: list[tuple[tuple[int, int, int], list[Ready]]] = []
    for page, spots in pages.items():
        for spot in spots:
            if spot.block.key.startswith("filler"):
                fit = [one for one in spot.block.ready if _fits(one, spot, page, count)]
                places.append(((page, spot.rect.column, spot.rect.line), fit))
    match: dict[str, int] = {}
    for number in range(len(places)):
        if not _matched(number, places, match, set()):
            return None
    by_name = {one.name: one for _, fit in places for one in fit}
    return {places[number][0]: by_name[name] for name, number in match.items()}


def may_fill(one: Ready, page: int, count: int) -> bool:
    """Return whether an optional ready-made thing may stand on ``page`` of ``count``."""
    return on_side(one, page) and (one.page is None or wanted(one, count) == page)


def _fits(one: Ready, spot: Spot, page: int, count: int) -> bool:
    if not may_fill(one, page, count):
        return False
    rect = spot.rect
    return any(
        room.columns == rect.columns and room.least <= rect.lines <= room.most for room in one.rooms
    )


def _matched(
    number: int,
    places: Sequence[tuple[tuple[int, int, int], list[Ready]]],
    match: dict[str, int],
    tried: set[str],
) -> bool:
    """Give place ``number`` a filler, moving others to the next that fits them if need be."""
    for one in places[number][1]:
        if one.name not in tried:
            tried.add(one.name)
            if one.name not in match or _matched(match[one.name], places, match, tried):
                match[one.name] = number
                return True
    return False
