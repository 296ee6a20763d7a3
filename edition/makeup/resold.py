"""Which page has which advertisements now: those of before, less what was taken back, and new ones.

Whoever has booked a page has it. What has none goes where there is least advertising so far.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .advertising import INSIDE, Pages, booked_page, cells_of, on_side
from .copy import Grid, Policy, Ready
from .last import Last, offered


@dataclass(frozen=True, slots=True)
class Sold:
    """The advertisements by page, and the pages on which they are not those of before."""

    pages: dict[int, list[Ready]]
    changed: set[int] = field(default_factory=set)


def resold(last: Last, ready: tuple[Ready, ...], grid: Grid, policy: Policy) -> Sold | None:
    """Return the advertisements of every page, ``None`` when all must be shared out again."""
    count = last.plan.pages
    pages = Pages(grid, count, {}, {1: policy.masthead})
    corner = {one.name: one for one in ready if one.corner}
    digests = dict(last.ready)
    sold = Sold({number: [] for number in range(1, count + 1)})
    left = dict(corner)
    for sheet in last.plan.sheets:
        for filled in sheet.ready:
            one = corner.get(filled.name)
            if one is None:
                if filled.kind == "advert":
                    sold.changed.add(sheet.number)
                continue
            if not _may_stand(one, sheet.number, count):
                sold.changed.add(sheet.number)
                continue
            sold.pages[sheet.number].append(one)
            del left[one.name]
            if digests.get(one.name) != offered(one):
                sold.changed.add(sheet.number)
    # What has not changed and stood nowhere was refused, and is again.
    late = [one for one in left.values() if digests.get(one.name) != offered(one)]
    for one in sorted(late, key=lambda one: -cells_of(one, grid)):
        page = _page_for(one, sold, pages)
        if page is None:
            return None
        sold.pages[page].append(one)
        sold.changed.add(page)
    return sold if all(_stand_together(pages, *page) for page in sold.pages.items()) else None


def _may_stand(ready: Ready, page: int, count: int) -> bool:
    return booked_page(ready, count) in (None, page) and on_side(ready, page)


def _page_for(ready: Ready, sold: Sold, pages: Pages) -> int | None:
    """Return the page for an advertisement that comes late, ``None`` when no page takes it."""
    booked = booked_page(ready, pages.count)
    if booked is not None:
        return booked if on_side(ready, booked) else None
    inside = range(min(INSIDE, pages.count), pages.count + 1)
    fit = [page for page in inside if pages.takes(page, (ready,), sold.pages[page])]

    def so_far(page: int) -> tuple[int, bool, int]:
        cells = sum(cells_of(one, pages.grid) for one in sold.pages[page])
        return cells, page % 2 == 0, page

    return min(fit, key=so_far, default=None)


def _stand_together(pages: Pages, page: int, adverts: list[Ready]) -> bool:
    apart = [one.apart for one in adverts if one.apart]
    return len(set(apart)) == len(apart) and (not adverts or pages.fits(page, adverts))
