"""What one page could hold: a choice of stories, the best ways to set it, judged when asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .advertising import Region
from .copy import Grid
from .fits import Parts
from .judgement import judged, seen
from .plan import Filled
from .raised import raised
from .regions import Composer, placed
from .slicing import Block, Spot

WAYS = 16
"""Ways to fill a page that are looked at as a whole."""

FEWER_WAYS = 4
TIRED = 400
"""Pages judged with :data:`WAYS`; after so many, with :data:`FEWER_WAYS`."""

KEPT = 4
"""Of them, those that are kept for the choice of the opening."""

MOST_ENDS = 6
"""Places to part a story on one page that are remembered."""

THIRD_PAGE = 12.0
"""What it costs when a story is parted so that its rest does not fit one page either."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to set a page, judged."""

    cost: float
    spots: tuple[Spot, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """What a page is before any story stands on it; pages alike share one."""

    region: Region
    adverts: tuple[Filled, ...] = ()
    fixed: tuple[Block, ...] = ()
    others: tuple[Place, ...] = ()
    """The same page with its advertisements stacked in other ways."""


@dataclass(eq=False, slots=True)
class Option:
    """One page with its stories. ``cost`` is the least it can cost until it is judged."""

    place: Place
    parts: Parts
    extra: float
    cost: float
    layouts: tuple[Layout, ...] | None = None
    opened: list[Option] | None = None
    """The page once for each of the best places to part the story that goes on."""

    @property
    def stories(self) -> Iterator[Block]:
        return (one for run in self.parts for one in run if one.copy is not None)


@dataclass(slots=True)
class Options:
    """The pages that were thought of, each worked out once."""

    composer: Composer
    judged: int = 0
    """Pages judged so far: the measure of work done."""
    _known: dict[tuple[Parts, Place, float], Option | None] = field(default_factory=dict)

    def option(self, place: Place, parts: Parts, *, extra: float = 0.0) -> Option | None:
        """Return the page that holds ``parts`` exactly, ``None`` when there is none."""
        key = (parts, place, extra)
        if key not in self._known:
            least = self.composer.least(parts, place.region)
            if least < float("inf"):
                self._known[key] = Option(place, parts, extra, least + extra)
            else:
                self._known[key] = None
        return self._known[key]

    def judge(self, option: Option) -> tuple[Layout, ...]:
        """Return the best ways to set the page, judged, and let its cost be that of the best."""
        if option.layouts is None:
            found = sorted(self._layouts(option), key=lambda layout: layout.cost)
            option.layouts = tuple(found[:KEPT])
            option.cost = found[0].cost if found else float("inf")
            self.judged += 1
        return option.layouts

    def openings(self, option: Option, *, most: int) -> list[Option]:
        """Return the page once for each of the best places to part the story that goes on."""
        if option.opened is not None:
            return option.opened[:most]
        found: dict[object, Option] = {}
        grid = self.composer.slicing.grid
        layouts = [
            replace(layout, cost=layout.cost + THIRD_PAGE * _runs_over(layout, grid))
            for layout in self._layouts(option)
        ]
        for layout in sorted(layouts, key=lambda layout: layout.cost):
            end = tuple(spot.form.end for spot in layout.spots if spot.form.end is not None)
            if end not in found and len(found) < MOST_ENDS:
                found[end] = Option(
                    option.place, option.parts, option.extra, layout.cost, (layout,)
                )
        self.judged += 1
        option.opened = list(found.values())
        return option.opened[:most]

    def _layouts(self, option: Option) -> Iterator[Layout]:
        grid = self.composer.slicing.grid
        region = option.place.region
        most = WAYS if self.judged < TIRED else FEWER_WAYS
        for cost, way in self.composer.ways(option.parts, region, most=most):
            for plots in (way, raised(way)):
                # under the masthead the lead stands where reading begins
                for mirrored in (False, True) if plots else ():
                    here = placed(plots or (), grid, mirrored=mirrored)
                    if here is None:
                        continue
                    narrow = any(one.rect.columns < grid.columns for one in here)
                    if not mirrored or (narrow and not region.top):
                        yield self._judged(here, option, cost + option.extra)

    def _judged(self, spots: list[Spot], option: Option, cost: float) -> Layout:
        grid = self.composer.slicing.grid
        page = seen(spots, columns=grid.columns, top=option.place.region.top, foot=grid.lines)
        faults, remarks = judged(page)
        return Layout(cost + faults, tuple(spots), remarks)


def _runs_over(layout: Layout, grid: Grid) -> bool:
    """Return whether what ``layout`` leaves of a story is more than a page, if less would do."""
    page = grid.columns * grid.lines
    for spot in layout.spots:
        end, copy = spot.form.end, spot.block.copy
        if end is None or copy is None:
            continue
        stands = {one.name for one in spot.form.insets} | set(spot.form.left_out)
        left = [one for one in copy.insets if one.name not in stands]
        pictures = sum(
            min((size.columns * size.natural for size in one.sizes), default=0) for one in left
        )
        rest = copy.rest(end, tuple(left)).lines + pictures
        if page < rest < 2 * page - grid.columns:
            return True
    return False
