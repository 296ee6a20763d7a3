"""A window of pages made up again with the stories that stand on them, the others left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .advertising import Pages, regions_of
from .bookings import Bookings
from .copy import Copy, Ready
from .fillers import named
from .freedom import FREEST, Freedom, Patience
from .front import Desk, Front
from .issue import page_of
from .judgement import SAME_OPENING, alike
from .matter import Carried, Matter
from .options import Layout, Option, Place
from .paging import Paging
from .recall import Span, top_of
from .slicing import Block
from .states import Path, Start
from .steps import Steps
from .stone import Made, Stone

PATIENCE = 1500
"""What the search for one window may cost."""

JUDGED = 8
"""Pages judged for each page of a window."""


def made_again(stone: Stone, window: Span) -> Made | None:
    """Return the pages of ``window`` made up again, ``None`` when they cannot be.

    The stories on them are those that stand on them now, and those told next to them.
    """
    return _Window(stone).solved(window)


@dataclass(frozen=True, slots=True)
class _Window:
    stone: Stone

    def solved(self, window: Span) -> Made | None:
        """Return the pages of ``window`` made up again with the stories that stand on them."""
        first, end = window
        matter = self._window_matter(window)
        names = {name for name, pages in self.stone.found.parts.items() if first <= pages[0] <= end}
        names |= {name for name, page in self.stone.found.late.items() if first <= page <= end}
        copies = tuple(one for one in self.stone.copies if one.name in names)
        placed = {one.name: page_of(one, self.stone.count) or 0 for one in copies}
        apart = {name for name, page in placed.items() if 1 <= page <= self.stone.count}
        if any(not first <= placed[name] <= end for name in apart):
            return None
        held = self._hold(matter, first) if first == end else frozenset()
        fixed = {
            number: tuple(one for one in copies if number > 1 and placed[one.name] == number)
            for number in range(first, end + 1)
        }
        places = {}
        for number in range(first, end + 1):
            place = self._place(matter, number, fixed[number])
            if place is None:
                return None
            places[number] = place
        search = _Search(self.stone, matter, window, places, held)
        order = tuple(one for one in copies if one.name not in apart)
        pinned = tuple(one for one in copies if placed[one.name] == 1)
        found = search.found(order, pinned, self._carried_into(matter, first))
        self.stone.matter.keep(matter, but="")
        return None if found is None else self._settled(found, first)

    def _window_matter(self, window: Span) -> Matter:
        """Return what can stand in ``window``: no house ad that stands on another page."""
        taken = {
            spot.block.ready[0].name
            for number, page in self.stone.found.pages.items()
            if not window[0] <= number <= window[1]
            for spot in page.ready
        }
        ready = tuple(one for one in self.stone.ready if one.name not in taken)
        matter = Matter(self.stone.copies, ready, self.stone.grid)
        matter.keep(self.stone.matter, but="")
        return matter

    def _hold(self, matter: Matter, number: int) -> frozenset[str]:
        """Have stories that go on from the page parted where they are; return their names."""
        held = set()
        for name, spot in self.stone.found.pages[number].spots.items():
            copy, form = spot.block.copy, spot.form
            if copy is None or form.end is None:
                continue
            alike = (
                one
                for one in matter.opening(copy).forms
                if (one.end, one.left_out) == (form.end, form.left_out)
                and {inset.name for inset in one.insets} == {inset.name for inset in form.insets}
            )
            found = tuple(dict.fromkeys((form, *alike)))
            block = Block(f"held {name}", found, copy, first=spot.block.first, held=True)
            matter.hold(copy, block)
            held.add(name)
        return frozenset(held)

    def _place(self, matter: Matter, number: int, stories: Sequence[Copy]) -> Place | None:
        page = self.stone.found.pages[number]
        adverts = page.sold
        blocks = [
            matter.spread(one, middle=2 * number == self.stone.count)
            if one.pin.spread
            else matter.on_page(one)
            for one in stories
        ]
        blocks += [matter.ready_made(one) for one in page.fixed]
        left = number % 2 == 0 and bool(adverts)
        found = regions_of(adverts, self.stone.grid, top=top_of(page, self.stone.policy), left=left)
        if not found:
            return None
        (region, stand), *rest = found
        others = tuple(Place(one, filled, tuple(blocks)) for one, filled in rest)
        return Place(region, stand, tuple(blocks), others)

    def _carried_into(self, matter: Matter, first: int) -> tuple[Carried, ...]:
        """Return the rests of stories that go on on page ``first``."""
        before = self.stone.found.pages.get(first - 1)
        spots = before.spots.values() if before else ()
        return tuple(matter.rest(one.block, one.form) for one in spots if one.form.end is not None)

    def _settled(self, found: Sequence[Option], first: int) -> Made | None:
        """Return the pages with one layout each, and a name for everything that fills them."""
        chosen: dict[int, Layout] = {}
        options = dict(enumerate(found, first))
        for number, option in options.items():
            facing = number + 1 if number % 2 == 0 else number - 1
            other = chosen.get(facing)
            if other is None and facing not in options and facing in self.stone.found.pages:
                standing = self.stone.found.pages[facing].option
                other = standing.layouts[0] if standing and standing.layouts else None

            def together(layout: Layout, other: Layout | None = other) -> float:
                same = other is not None and other.spots and alike(layout.spots, other.spots)
                return layout.cost + (SAME_OPENING if same else 0.0)

            chosen[number] = min(option.layouts or (), key=together)
        fillers = named({number: one.spots for number, one in chosen.items()}, self.stone.count)
        if fillers is None:
            return None
        settled = []
        for number, layout in chosen.items():
            spots = []
            for spot in layout.spots:
                if spot.block.ready:
                    key = (number, spot.rect.column, spot.rect.line)
                    one = fillers.get(key, spot.block.ready[0])
                    block = Block(f"kept {one.name}", (spot.form,), ready=(one,))
                    spots.append(replace(spot, block=block))
                else:
                    spots.append(spot)
            layout = replace(layout, spots=tuple(spots))
            option = Option(options[number].place, (), 0.0, layout.cost, (layout,))
            settled.append((number, option))
        return settled


@dataclass(slots=True)
class _Search:
    """The search for the pages of one window."""

    stone: Stone
    matter: Matter
    window: Span
    places: dict[int, Place]
    held: frozenset[str]

    def found(
        self, order: tuple[Copy, ...], pinned: tuple[Copy, ...], carried: tuple[Carried, ...]
    ) -> list[Option] | None:
        """Return the best pages for the stories in ``order``, ``None`` when there are none."""
        jumps = max(0, self.stone.policy.jumps - self._jumps_elsewhere())
        freest = Freedom(later=FREEST, jumps=jumps > 0)
        for freedom in (Freedom(), freest, replace(freest, wide=True)):
            patience = Patience(PATIENCE)
            steps = Steps(
                self.matter,
                self.stone.options,
                self.stone.policy,
                freedom,
                self.stone.count,
                patience,
            )
            if self.window[0] == 1:
                found = self._from_the_front(steps, order, pinned, jumps)
            else:
                path = self._path(steps, order, carried, self.window[0], jumps, ())
                found = list(path.steps) if path else None
            if found is not None:
                return found
        return None

    def _from_the_front(
        self, steps: Steps, order: tuple[Copy, ...], pinned: tuple[Copy, ...], jumps: int
    ) -> list[Option] | None:
        stone = self.stone
        stood = [one for one in order if stone.found.parts.get(one.name, (0,))[0] == 1]
        shown = tuple(one for one in stone.copies if one in stood or one in pinned)
        inside = tuple(one for one in order if one not in stood)
        asked = replace(stone.policy, front=max(1, len(shown)))
        tries = [(asked, inside, shown)]
        if self.window[1] > 1:
            tries.append((stone.policy, order, pinned))
        for policy, free, must in tries:
            desk = Desk(self.matter, stone.options, policy, many=steps.freedom.later > 1)
            best: tuple[float, list[Option]] | None = None
            for front in desk.fronts(
                self.places[1], free, pinned=must, whole=len(stone.found.pages) == 1
            ):
                pages = self._after(steps, front, jumps)
                if pages is not None and (best is None or _sum(pages) < best[0]):
                    best = (_sum(pages), pages)
            if best is not None:
                return best[1]
        return None

    def _after(self, steps: Steps, front: Front, jumps: int) -> list[Option] | None:
        """Return ``front`` and the pages after it that the window has."""
        carried = tuple(one for one in front.carried if one.copy.name not in self.held)
        if self.window[1] == 1:
            return None if carried or front.order else [front.option]
        left = max(0, jumps - front.jumps)
        path = self._path(steps, front.order, carried, 2, left, front.used)
        return None if path is None else [front.option, *path.steps]

    def _jumps_elsewhere(self) -> int:
        """Return how many stories go on on another page that have no page of the window."""
        return sum(
            len(pages) > 1 and (pages[-1] < self.window[0] or pages[0] > self.window[1])
            for pages in self.stone.found.parts.values()
        )

    def _path(
        self,
        steps: Steps,
        order: tuple[Copy, ...],
        carried: tuple[Carried, ...],
        first: int,
        jumps: int,
        used: tuple[int, ...],
    ) -> Path | None:
        places = {number: self.places[number] for number in range(first, self.window[1] + 1)}
        booked = Bookings((), {}, Pages(self.stone.grid, len(self.stone.found.pages)))
        judgements = JUDGED * len(places)

        def place(page: int, more: Sequence[Ready]) -> Place:
            return places[page]

        paging = Paging(self.matter, self.stone.options, steps, booked, place, order, judgements)
        start = Start(carried, jumps=jumps, used=used)
        return paging.path(places, first, (start,), limit=float("inf"))


def _sum(options: Sequence[Option]) -> float:
    return sum(option.cost for option in options)
