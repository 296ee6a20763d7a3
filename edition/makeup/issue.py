"""A whole issue made up: page counts tried, the best plan taken, the nearest if there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..findings import Finding
from .advertising import Pages, Region, booked_together, regions_of, shared_out
from .bookings import ORDERS, Bookings, floating_of, in_order
from .copy import Copy, Grid, Policy, Ready
from .fillers import may_move, named, wanted
from .fold import not_across
from .freedom import FREEST, Freedom, Patience
from .front import Desk, Front
from .matter import Matter
from .nearest import Misfit, beyond, no_form, no_room, picture_missed, pin_missed, rivals, said
from .options import Options, Place
from .other_counts import is_asked, nearest, on_others
from .paging import INFINITE, Paging, left_out_cost
from .plan import Flatplan
from .regions import Composer
from .sheets import Solution, facing, flatplan, unfilled
from .slicing import Block, Slicing
from .states import Path, Start
from .steps import Steps
from .ways_out import beside, ways_out

JUDGED = 30
JUDGED_BY_PAGE = 4
"""Pages judged for each front page: so many, and so many more for each page of the issue."""

MIDDLE = 3
"""An issue of no more pages has no opening in its middle."""

PATIENCE, PATIENCE_WIDE, PATIENCE_FOR_PROOF, PATIENCE_FOR_WAYS = 22_000, 18_000, 6_000, 3_000
"""What a search may cost: for one issue, where stories are parted everywhere, for the nearest
plan, for each way out that is tried."""

ALIKE = 0.05
"""Page counts no further than this from the nearest one are tried together with it."""

FREELY = 6
"""Jumps from which stories go on before any of them waits for another page."""

FRONT = 3.0
"""How often the front page counts where plans are compared: a paper is taken up for it."""

PATIENCE_PLAIN = 6_000
"""What it may cost to fill page 1 as any other page where no front page led on."""

PLAIN = ((1, False, False), (1, True, False), (1, False, True), (FREEST, True, True))
"""What is tried then: stories that wait, whether some go on, whether fillers fill."""

DEAR = 18.0
"""What a page may cost on the average before more freedom is tried, to see whether it helps."""

FAR = 0.25
"""Where three page counts gave no issue, others no further from what is asked are tried."""


class Issue:
    """One issue on the make-up desk."""

    def __init__(
        self,
        copies: Sequence[Copy],
        ready: Sequence[Ready],
        grid: Grid,
        policy: Policy,
    ) -> None:
        self.copies, self.ready = tuple(copies), tuple(ready)
        self.grid, self.policy = grid, policy
        self.matter = Matter(copies, ready, grid)
        self.composer = Composer(Slicing(grid), flag=policy.flag)
        self.options = Options(self.composer)
        self.moved = 0
        """Pages that standing matter without a page of its own is moved from the last one."""
        self.patience = Patience(PATIENCE)
        self.turn = 0
        """Which of several orders advertisements without a page are shared out in."""
        self.stuck = 0
        """The page after which no way led on the last time."""
        self._places: dict[object, Place] = {}

    def made_up(self, *, words: float | None = None) -> tuple[Flatplan, tuple[Finding, ...]]:
        """Return the best plan of the page counts allowed, or the nearest; ``words`` a line."""
        unset = [one for one in self.copies if not self.matter.on_page(one).shapes]
        findings = [no_form(one) for one in unset]
        copies = tuple(one for one in self.copies if one not in unset)
        best = self._best(copies)
        ways: list[str] = []
        other: Misfit | None = None
        tired = best is None and self.patience.left <= 0
        if best is None:
            best, full = on_others(self, nearest(self, copies), copies)
            ways = [] if full or unset or tired else ways_out(self, best, copies)
            tired = tired and not full
            other = None if full or unset else beside(self, best, copies)
        plan = flatplan(best, self.grid)
        findings += self.missed(plan, copies)
        blank = unfilled(best)
        findings += said(
            plan, self.copies, self.policy,
            blank=blank, ways=ways, tired=tired, other=other, words=words,
        )  # fmt: skip
        names = tuple(one.name for one in unset)
        return replace(plan, left_out=(*names, *plan.left_out)), tuple(findings)

    def missed(self, plan: Flatplan, copies: Sequence[Copy]) -> Iterator[Finding]:
        """Yield what is said of wishes that ``plan`` does not meet."""
        count = plan.pages
        stand = {one.name for sheet in plan.sheets for one in sheet.ready}
        missing = [one for one in self.ready if is_asked(one) and one.name not in stand]
        _, refused = self._bookings(count, copies)
        yield from (pin_missed(one, count) for one in copies if (one.pin.page or 1) > count)
        yield from self._pictures_missed(plan)
        yield from not_across(copies, plan, self.ready)
        yield from (
            beyond(one, count) for one in self.ready if one.corner and (one.page or 0) > count
        )
        yield from (no_room(one, self.policy) for one in dict.fromkeys((*refused, *missing)))
        yield from (rivals(*pair) for pair in booked_together(self.ready, count))

    def _pictures_missed(self, plan: Flatplan) -> Iterator[Finding]:
        """Yield what is said of first pictures that are not as wide as they were to be."""
        wanted_of = {one.name: one for one in self.copies if one.pin.picture}
        for _, module in plan.modules():
            copy = wanted_of.get(module.name)
            first = copy and next((one.name for one in copy.insets if one.first), None)
            for inset in module.form.insets:
                wide = inset.rect.columns * (2 if module.form.half else 1)
                if copy and inset.name == first and wide != copy.pin.picture:
                    yield picture_missed(copy, wide)

    def counts(self, copies: Sequence[Copy]) -> list[tuple[int, float]]:
        """Return the page counts to try, the likeliest first, with how far off each is."""
        if self.policy.pages:
            return [(self.policy.pages, 0.0)]
        whole = self.grid.columns * (self.grid.lines + self.grid.gap)
        asked = sum(self._asked(copy) for copy in copies) + self._standing()
        natural = max(asked / whole, 0.01)
        step = max(1, self.policy.multiple)
        first = max(1, int(natural / step)) * step
        counts = [first + step * number for number in range(-3, 5) if first + step * number > 0]
        near = sorted(
            ((count, abs(count - natural) / natural) for count in counts), key=lambda one: one[1]
        )
        return near[:3] + [one for one in near[3:6] if one[1] < FAR]

    def _asked(self, copy: Copy) -> int:
        shapes = self.matter.whole(copy).shapes
        if not shapes:
            pictures = (one.sizes[len(one.sizes) // 2] for one in copy.insets if one.sizes)
            return copy.lines + sum(one.columns * one.natural for one in pictures)
        best = min(shapes, key=lambda shape: shape.cost)
        return best.columns * (best.lines + self.grid.gap)

    def _standing(self) -> int:
        masthead = self.policy.masthead * self.grid.columns
        rooms = (one.rooms[0] for one in self.ready if one.required and one.rooms)
        return masthead + sum(room.columns * room.least for room in rooms)

    def _best(self, copies: tuple[Copy, ...]) -> Solution | None:
        counted = self.counts(copies)
        near = [pages for pages, _ in counted]
        alike = sum(away <= counted[0][1] + ALIKE for _, away in counted[:3])
        best: tuple[Solution, int] | None = None
        for freedom, moved, counts in self._tries(near, alike):
            self.moved = moved
            before = best
            for pages in counts:
                limit = weighed(best[0]) if best else INFINITE
                found = self.shared(pages, copies, freedom, limit=limit)
                if found and (best is None or weighed(found) < weighed(best[0])):
                    best = found, moved
            if best and (before or best[0].cost <= DEAR * len(best[0].pages)):
                break
        self.moved = best[1] if best else 0
        return best[0] if best else self._plain(near[:3], copies)

    def _plain(self, near: list[int], copies: tuple[Copy, ...]) -> Solution | None:
        """Return the best plan whose page 1 is filled as any other, ``None`` when there is none.

        Where all stories are small, no two or three of them fill a front page.
        """
        best: Solution | None = None
        for later, jumps, filled in PLAIN:
            self.patience.left = max(self.patience.left, PATIENCE_PLAIN)
            for pages in near:
                freedom = Freedom(later, jumps=jumps, wide=jumps, plain=True, filled=filled)
                limit = weighed(best) if best else INFINITE
                found = self.shared(pages, copies, freedom, limit=limit)
                if found and (best is None or weighed(found) < weighed(best)):
                    best = found
            if best:
                break
        return best

    def _tries(self, near: list[int], alike: int) -> Iterator[tuple[Freedom, int, list[int]]]:
        """Yield what is tried, one after the other: freedom, pages matter is moved, page counts."""
        moves = (0, 1, 2) if any(may_move(one) for one in self.ready) else (0,)
        wide = [Freedom(later=later, jumps=True, wide=True) for later in range(FREEST)]
        if self.policy.jumps >= FREELY:
            yield Freedom(), 0, near[:3]
            for counts in (near[:alike], near[alike:3]):
                yield from ((freedom, 0, counts) for freedom in wide)
            yield from ((wide[1], moved, near[:3]) for moved in moves[1:])
            return
        ladder = [Freedom(), Freedom(later=1), Freedom(later=FREEST)]
        yield from ((freedom, 0, near[:alike]) for freedom in ladder)
        yield from ((freedom, 0, near[alike:3]) for freedom in ladder[:2])
        yield ladder[-1], 0, near[alike:3]
        yield from ((ladder[-1], moved, near[:3]) for moved in moves[1:])
        yield Freedom(later=FREEST, jumps=True), 0, near
        self.patience.left = max(self.patience.left, PATIENCE_WIDE)
        for counts in (near[:alike], near[alike:3]):
            yield from ((freedom, 0, counts) for freedom in wide[:2])

    def shared(
        self,
        pages: int,
        copies: tuple[Copy, ...],
        freedom: Freedom,
        *,
        limit: float,
    ) -> Solution | None:
        """Return the best plan of ``pages`` pages, advertisements in another order if need be.

        ``None``: there is none that costs less than ``limit``.
        """
        floating = floating_of(self.ready, self._pages(pages, copies))
        orders: dict[object, int] = {}
        for turn in range(ORDERS if floating else 1):
            order = in_order(floating, self._pages(pages, copies), turn=turn)
            # those of one size are as good as each other
            orders.setdefault(tuple((one.rooms, one.apart) for one in order), turn)
        for turn in orders.values():
            self.turn = turn
            found = self.solved(pages, copies, freedom, limit=limit)
            if found is not None or limit < INFINITE:
                return found
        self.turn = 0
        return None

    def _bookings(self, pages: int, copies: Sequence[Copy]) -> tuple[Bookings, list[Ready]]:
        """Return the advertisements of so many pages, and those that find no place."""
        known = self._pages(pages, copies)
        floating = floating_of(self.ready, known)
        booked, refused = shared_out(self.ready, known, floating=floating)
        order = in_order(floating, known, turn=self.turn)
        return Bookings(order, booked, known), refused

    def _pages(self, count: int, copies: Sequence[Copy]) -> Pages:
        """Return what is known of the pages before advertisements are shared out."""
        span = self.composer.slicing.span
        busy: dict[int, int] = {}
        for one in copies:
            page = page_of(one, count)
            if page is not None and page <= count:
                whole = self.grid.columns * (self.grid.lines + self.grid.gap)
                cells = (
                    whole if one.pin.alone or one.pin.spread else span(self.matter.on_page(one))[0]
                )
                for there in (page, page + 1) if one.pin.spread else (page,):
                    busy[there] = busy.get(there, 0) + cells
        for ready in self.ready:
            page = wanted(ready, count, moved=self.moved)
            if ready.required and not ready.corner and page is not None:
                busy[page] = busy.get(page, 0) + span(self.matter.ready_made(ready))[0]
        return Pages(self.grid, count, busy, {1: self.policy.masthead})

    def without(self, copy: Copy, *, less: Copy | None) -> Issue:
        """Return the same issue with ``less`` in the place of ``copy``, ``None`` for nothing."""
        put = {copy.name: less}
        changed = (put.get(one.name, one) for one in self.copies)
        other = Issue([one for one in changed if one], self.ready, self.grid, self.policy)
        other.keep(self, but=copy.name)
        return other

    def keep(self, other: Issue, *, but: str = "") -> None:
        """Take over what ``other`` found out about all stories but one."""
        self.composer, self.options = other.composer, other.options
        self.matter.keep(other.matter, but=but)
        self.patience.left = PATIENCE_FOR_WAYS

    def jumps_of(self, solution: Solution) -> int:
        """Return how many stories go on on another page that would have fitted one."""
        blocks = [block for option in solution.pages for run in option.parts for block in run]
        begun = [one.copy for one in blocks if one.opens and one.copy and not one.copy.continued]
        return sum(bool(self.matter.whole(copy).forms) for copy in begun)

    def solved(
        self,
        pages: int,
        copies: tuple[Copy, ...],
        freedom: Freedom,
        *,
        limit: float = INFINITE,
        any_will_do: bool = False,
    ) -> Solution | None:
        """Return the best plan of ``pages`` pages, ``None``: there is none below ``limit``.

        ``any_will_do``: the first one that is found, where it is asked whether there is one.
        """
        places = self.places(pages, copies)
        pinned = [one for one in copies if one.pin.page == 1]
        set_apart = {one.name for one in copies if 1 <= (page_of(one, pages) or 0) <= pages}
        free = tuple(one for one in copies if one.name not in set_apart)
        if freedom.plain:
            return self._filled(
                places, free, pinned, copies, freedom, limit=limit, any_will_do=any_will_do
            )
        desk = Desk(
            self.matter,
            self.options,
            self.policy,
            short=freedom.short,
            many=freedom.later > 1 or freedom.wide,
        )
        fronts = desk.fronts(places[1], free, pinned=pinned, whole=pages == 1)
        if freedom.short:
            self.patience.left = max(self.patience.left, PATIENCE_FOR_PROOF)
        steps = Steps(self.matter, self.options, self.policy, freedom, pages, self.patience)
        best: Solution | None = None
        self.stuck = 0
        for alike in _by_order(fronts[:1] if freedom.short else fronts):
            limit = min(limit, weighed(best)) if best else limit
            found = self._after(alike, places, steps, copies, limit=limit, any_will_do=any_will_do)
            if found and (best is None or weighed(found) < weighed(best)):
                best = found
            if best and any_will_do:
                break
        return best

    def _filled(
        self,
        places: dict[int, Place],
        free: tuple[Copy, ...],
        pinned: Sequence[Copy],
        copies: Sequence[Copy],
        freedom: Freedom,
        *,
        limit: float,
        any_will_do: bool,
    ) -> Solution | None:
        """Return the best plan that fills page 1 as any other, the lead on it if it may be."""
        pages, blocks = len(places), tuple(self.matter.on_page(one) for one in pinned)
        here = places[1]
        others = tuple(replace(one, fixed=(*blocks, *one.fixed)) for one in here.others)
        places = {**places, 1: replace(here, fixed=(*blocks, *here.fixed), others=others)}
        leads = [one for one in free if one.rank == "lead" and 1 not in one.pin.never][:1]
        order = (*leads, *(one for one in free if one not in leads))
        if freedom.short:
            self.patience.left = max(self.patience.left, PATIENCE_FOR_PROOF)
        steps = Steps(self.matter, self.options, self.policy, freedom, pages, self.patience)
        paging = self._paging(pages, copies, steps, order, any_will_do=any_will_do)
        path = paging.path(places, 1, [Start((), jumps=self.policy.jumps)], limit=limit)
        if path is None:
            return None
        layouts = facing(path.steps)
        fillers = named({page: one.spots for page, one in enumerate(layouts, 1)}, pages)
        if fillers is None:
            return None
        return Solution(path.cost, path.steps, layouts, fillers, path.left_out)

    def _paging(
        self,
        pages: int,
        copies: Sequence[Copy],
        steps: Steps,
        order: tuple[Copy, ...],
        *,
        any_will_do: bool,
    ) -> Paging:
        bookings, _ = self._bookings(pages, copies)

        def place(page: int, more: Sequence[Ready]) -> Place:
            return self._place(page, pages, (*bookings.booked[page], *more), copies)

        judgements = JUDGED + JUDGED_BY_PAGE * pages
        if steps.freedom.short or any_will_do:
            judgements = 0
        return Paging(self.matter, self.options, steps, bookings, place, order, judgements)

    def _after(
        self,
        fronts: list[Front],
        places: dict[int, Place],
        steps: Steps,
        copies: Sequence[Copy],
        *,
        limit: float,
        any_will_do: bool,
    ) -> Solution | None:
        """Return the best plan with one of ``fronts``, which all leave the same stories."""
        order, pages = fronts[0].order, len(places)
        if pages == 1:
            if fronts[0].carried or (order and not steps.freedom.short):
                return None
            cost = FRONT * fronts[0].cost + sum(left_out_cost(copy) for copy in order)
            return self._solution(fronts[0], Path(cost, 0, (), order))
        paging = self._paging(pages, copies, steps, order, any_will_do=any_will_do)
        found: Solution | None = None
        while fronts and found is None:
            starts = [
                Start(
                    one.carried, FRONT * one.cost, max(0, self.policy.jumps - one.jumps), one.used
                )
                for one in fronts
            ]
            path = paging.path(places, 2, starts, limit=limit)
            self.stuck = max(self.stuck, paging.stuck)
            if path is None:
                return None
            # where there are not fillers enough for it, another front page may do
            found = self._solution(fronts[path.start], path)
            fronts = [one for one in fronts if one is not fronts[path.start]]
        return found

    def _solution(self, front: Front, path: Path) -> Solution | None:
        pages = (front.option, *path.steps)
        layouts = facing(pages)
        spots = {page: layout.spots for page, layout in enumerate(layouts, 1)}
        fillers = named(spots, len(pages))
        if fillers is None:
            return None
        cost = path.cost - (FRONT - 1.0) * front.cost
        return Solution(cost, pages, layouts, fillers, path.left_out)

    def places(self, pages: int, copies: Sequence[Copy]) -> dict[int, Place]:
        """Return what stands on each page before any story does."""
        bookings, _ = self._bookings(pages, copies)
        return {
            page: self._place(page, pages, bookings.booked[page], copies)
            for page in range(1, pages + 1)
        }

    def _place(
        self, page: int, pages: int, adverts: Sequence[Ready], copies: Sequence[Copy]
    ) -> Place:
        fixed: list[Block] = []
        if page > 1:
            here = [one for one in copies if page_of(one, pages) == page]
            fixed += [
                self.matter.spread(one, middle=2 * page == pages)
                if one.pin.spread
                else self.matter.on_page(one)
                for one in here
            ]
        fixed += [
            self.matter.ready_made(one)
            for one in self.ready
            if one.required and not one.corner and wanted(one, pages, moved=self.moved) == page
        ]
        top = self.policy.masthead if page == 1 else 0
        left = page % 2 == 0 and bool(adverts)
        key = (tuple(one.name for one in adverts), tuple(fixed), top, left)
        if key not in self._places:
            found = regions_of(adverts, self.grid, top=top, left=left)
            if not found:
                empty = Region(top, self.grid.columns, self.composer.slicing.depth - top)
                found = [(empty, ())]
            (region, stand), *rest = found
            others = tuple(Place(one, filled, tuple(fixed)) for one, filled in rest)
            self._places[key] = Place(region, stand, tuple(fixed), others)
        return self._places[key]


def weighed(solution: Solution) -> float:
    """Return what a plan is compared by: its cost, that of the front page several times."""
    return solution.cost + (FRONT - 1.0) * solution.pages[0].cost


def _by_order(fronts: Iterable[Front]) -> list[list[Front]]:
    """Return the front pages by the stories they leave for the pages after them."""
    found: dict[tuple[str, ...], list[Front]] = {}
    for front in fronts:
        found.setdefault(tuple(copy.name for copy in front.order), []).append(front)
    return list(found.values())


def page_of(copy: Copy, pages: int) -> int | None:
    """Return the page ``copy`` must stand on in an issue of ``pages`` pages.

    A spread without a page stands in the middle, where no gutter parts its sheet.
    """
    if copy.pin.page is None and copy.pin.spread and pages > MIDDLE:
        return pages // 4 * 2
    return copy.pin.page
