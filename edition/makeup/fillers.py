"""Ready-made things: advertisements shared out over the pages, house ads named where they fill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from .copy import Grid, Ready
from .regions import room
from .slicing import Spot

INSIDE = 3
"""Advertisements without a wanted page stand from this page on."""

MOST_ADVERTS = 0.6
"""How much of a page advertisements may take unless they fill it."""


def may_move(ready: Ready) -> bool:
    """Return whether something may stand on another page than the one it stands on best."""
    own = ready.page is None and not ready.corner and ready.required
    return own and ready.kind not in ("contents", "barcode")


def wanted(ready: Ready, pages: int, *, moved: int = 0) -> int | None:
    """Return the page something must stand on in an issue of ``pages`` pages.

    What has no page of its own stands ``moved`` pages before the last one.
    """
    if ready.page is not None:
        page = ready.page if ready.page > 0 else pages + 1 + ready.page
        return min(max(page, 1), pages)
    if ready.corner:
        return None
    if not may_move(ready):
        return 1 if ready.kind in ("contents", "barcode") else pages
    page = max(2, pages - moved) if pages > 1 else 1
    if _on_side(ready, page) or pages == 1:
        return page
    return page - 1 if page > 2 else min(page + 1, pages)


def shared_out(
    ready: Iterable[Ready], grid: Grid, pages: int, *, turned: int = 0
) -> tuple[dict[int, list[Ready]], list[Ready]]:
    """Return the advertisements by page, and those no page can take.

    Large ones first, each to the page with the least advertising so far; of two
    such pages the right-hand one, as advertisers like it. ``turned`` begins so many
    pages further on, where stories could not be made to fit.
    """

    def liked(page: int, number: int) -> tuple[int, bool, int]:
        so_far = sum(_cells(one, grid) for one in taken[page])
        away = (page - INSIDE - turned * (2 * number + 1)) % pages
        return so_far, not turned and page % 2 == 0, away

    taken: dict[int, list[Ready]] = {page: [] for page in range(1, pages + 1)}
    refused: list[Ready] = []
    corner = [one for one in ready if one.corner]
    for one in corner:
        page = wanted(one, pages)
        if page is not None and _on_side(one, page):
            taken[page].append(one)
        elif page is not None:
            refused.append(one)
    floating = [one for one in corner if wanted(one, pages) is None]
    for number, one in enumerate(sorted(floating, key=lambda one: -_cells(one, grid))):
        fit = [page for page in taken if _may(one, page, taken[page], grid, pages)]
        if fit:
            taken[min(fit, key=lambda page: liked(page, number))].append(one)
        elif one.required:
            refused.append(one)
    return taken, refused


def booked_together(ready: Iterable[Ready], pages: int) -> Iterator[tuple[Ready, Ready, int]]:
    """Yield the advertisements of rivals that were booked on one page, and that page."""
    booked = [one for one in ready if one.corner and one.apart and one.page is not None]
    for one, other in combinations(booked, 2):
        page = wanted(one, pages)
        if page is not None and one.apart == other.apart and wanted(other, pages) == page:
            yield one, other, page


def _cells(ready: Ready, grid: Grid) -> int:
    columns, lines = room(ready, grid)
    return columns * (lines + grid.gap)


def _may(one: Ready, page: int, there: Sequence[Ready], grid: Grid, pages: int) -> bool:
    if page < min(INSIDE, pages) or not _on_side(one, page):
        return False
    if one.apart and any(other.apart == one.apart for other in there):
        return False
    cells = sum(_cells(other, grid) for other in (*there, one))
    whole = grid.columns * (grid.lines + grid.gap)
    return cells <= whole * MOST_ADVERTS or (not there and cells <= whole)


def _on_side(one: Ready, page: int) -> bool:
    return one.side is None or (one.side == "right") == (page % 2 == 1)


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
    return _on_side(one, page) and (one.page is None or wanted(one, count) == page)


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
