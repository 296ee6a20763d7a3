"""A small edit leaves the other pages as they were delivered.

Only the pages of what has changed are made up again: the story in its own place, then its
page with the stories it has, then that page and its neighbours, a window that grows. What
does not go so, or would be much worse than before, is left to a search from the beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product

from .advertising import Pages, regions_of
from .bookings import Bookings
from .copy import Copy, Grid, Policy, Ready
from .fillers import named
from .forms import forms, openings
from .front import Desk, Front
from .issue import page_of
from .judgement import SAME_OPENING, alike
from .last import Last
from .matter import LEAST_REST, Carried, Matter
from .options import Layout, Option, Options, Place
from .paging import Paging, Path
from .plan import Flatplan, Form
from .recall import Recalled, Span, Standing, faults_of, is_full, recalled, standing_so, top_of
from .regions import Composer
from .sheets import Solution, flatplan
from .slicing import Block, Slicing, Spot
from .steps import FREEST, Freedom, Patience, Steps

WORSE = 8.0
"""A window may cost so much more than its pages did; if it does, a larger one is tried too."""

MUCH_WORSE = 30.0
"""Pages that cost more than this above what they did are no longer kept for being known."""

WIDEST = 6
"""Pages made up again around a change before everything is."""

TRIED_IN_PLACE = 24
"""Ways to set a changed story in its own place that are looked at."""

PATIENCE = 1500
"""What the search for one window may cost."""

JUDGED = 8
"""Pages judged for each page of a window."""


def kept(
    last: Last, copies: Sequence[Copy], ready: Sequence[Ready], grid: Grid, policy: Policy
) -> Flatplan | None:
    """Return the plan that keeps what it can of ``last``, ``None`` when that is not worth it."""
    matter = Matter(copies, ready, grid)
    found = recalled(last, copies, ready, policy, matter)
    if found is None:
        return None
    desk = _Desk(tuple(copies), tuple(ready), grid, policy, matter, found)
    if not all(desk.renewed(span) for span in _together(found.torn)):
        return None
    plan = desk.drawn_up(last.plan)
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


@dataclass(slots=True)
class _Desk:
    """The pages as they stand while the torn ones are made up again, one after the other."""

    copies: tuple[Copy, ...]
    ready: tuple[Ready, ...]
    grid: Grid
    policy: Policy
    matter: Matter
    found: Recalled
    options: Options = field(init=False)
    _before: dict[int, float] = field(init=False)

    def __post_init__(self) -> None:
        self.options = Options(Composer(Slicing(self.grid), flag=self.policy.flag))
        self._before = {number: page.cost for number, page in self.found.pages.items()}

    @property
    def _count(self) -> int:
        return len(self.found.pages)

    def renewed(self, span: Span) -> bool:
        """Make up the pages of ``span`` again, and others with them if need be."""
        if all(page.option for page in self._pages(span)):
            return True
        best: tuple[float, list[tuple[int, Option]]] | None = None
        for options in self._ways(span):
            more = _cost(options) - sum(self._before[number] for number, _ in options)
            if best is None or more < best[0]:
                best = (more, options)
            if more <= WORSE:
                break
        if best is None or best[0] > MUCH_WORSE:
            return False
        self._stand(best[1])
        return True

    def _pages(self, span: Span) -> list[Standing]:
        return [self.found.pages[number] for number in range(span[0], span[1] + 1)]

    def _ways(self, span: Span) -> Iterator[list[tuple[int, Option]]]:
        """Yield ways to make up the pages of ``span`` again, those that change least first."""
        yield from self._in_place(span)
        first, end = span
        seen: set[Span] = set()
        grown = ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (1, 2), (2, 1), (2, 2))
        for before, after in grown:
            window = self._closed((first - before, end + after))
            if window is None or window in seen:
                continue
            seen.add(window)
            found = self._solved(window)
            if found is not None:
                yield found

    def _closed(self, span: Span) -> Span | None:
        """Return ``span`` with the pages its changed stories go on on, ``None``: too many.

        What goes on beyond a single page can be held where it is parted; beyond several the
        last of them is in it too.
        """
        first, end = span
        while first >= 1 and end <= self._count and end - first < max(WIDEST, span[1] - span[0]):
            wider = (first, end)
            for name, pages in self.found.parts.items():
                if not any(first <= page <= end for page in pages):
                    continue
                if not self._sure(name):
                    wider = min(wider[0], pages[0]), max(wider[1], pages[-1])
                elif first < end:
                    wider = wider[0], max(wider[1], pages[-1])
            if wider == (first, end):
                return wider
            first, end = wider
        return None

    def _sure(self, name: str) -> bool:
        """Return whether the story stands somewhere as it may."""
        pages = self.found.parts[name]
        return all(name in self.found.pages[page].spots for page in pages)

    # In its own place -----------------------------------------------------------------------------

    def _in_place(self, span: Span) -> Iterator[list[tuple[int, Option]]]:
        """Yield the pages with changed stories set anew where they stood, and nothing else."""
        window = self._closed(span)
        if window is None:
            return
        pages = self._pages(window)
        standing = {module.name for page in pages for module in page.modules}
        late = any(window[0] <= page <= window[1] for page in self.found.late.values())
        if late or not standing <= {one.name for one in self.copies}:
            return
        changed = [one for one in self.copies if one.name in standing and not self._sure(one.name)]
        if not changed or any(self._elsewhere(one) for one in changed):
            return
        again = [list(islice(self._set_again(one), TRIED_IN_PLACE)) for one in changed]
        best: list[tuple[int, Option]] | None = None
        for chosen in islice(product(*again), TRIED_IN_PLACE):
            new = {(number, spot.block.copy.name): spot
                   for spots in chosen for number, spot in spots if spot.block.copy}  # fmt: skip
            options = [self._page_with(page, new) for page in pages]
            if None in options:
                return
            found = [(page.number, one) for page, one in zip(pages, options, strict=True) if one]
            if best is None or _cost(found) < _cost(best):
                best = found
        if best is not None:
            yield best

    def _elsewhere(self, copy: Copy) -> bool:
        """Return whether the story must not stand where it stood."""
        pages = self.found.parts[copy.name]
        page = page_of(copy, self._count)
        moved = page is not None and 1 <= page <= self._count and page != pages[0]
        return moved or not set(pages).isdisjoint(copy.pin.never)

    def _set_again(self, copy: Copy) -> Iterator[list[tuple[int, Spot]]]:
        """Yield ways to set a changed story, each part of it in the size it had."""
        before = [
            (page, next(one for one in self.found.pages[page].modules if one.name == copy.name))
            for page in self.found.parts[copy.name]
        ]
        sizes = []
        for page, module in before:
            down = self.policy.flag if module.flag else 0
            rect = module.rect
            sizes.append(
                (page, down, replace(rect, line=rect.line + down, lines=rect.lines - down))
            )
        first = self.matter.number(copy)

        def further(copy: Copy, at: int) -> Iterator[list[tuple[int, Spot]]]:
            page, down, rect = sizes[at]
            goes_on = at + 1 < len(sizes)
            for form in self._forms(copy, rect.columns, rect.lines, goes_on=goes_on):
                block = Block(f"again {copy.name}", (form,), copy, first=first)
                spot = Spot(block, form, rect, down)
                if not goes_on:
                    yield [(page, spot)]
                    continue
                rest = self.matter.rest(block, form).copy
                yield from ([(page, spot), *more] for more in further(rest, at + 1))

        yield from further(copy, 0)

    def _forms(self, copy: Copy, columns: int, lines: int, *, goes_on: bool) -> list[Form]:
        """Return the ways to set the story in just that size, the best first."""
        if copy.pin.columns not in (None, columns) and not copy.continued:
            return []
        pinned = copy
        if not copy.continued:
            pinned = replace(copy, pin=replace(copy.pin, columns=columns))
        if goes_on:
            found = openings(pinned, self.grid, depth=lines, least=LEAST_REST, low=lines)
        else:
            found = forms(pinned, self.grid, depth=lines)
        sized = [one for one in found if (one.columns, one.lines) == (columns, lines)]
        return sorted(sized, key=lambda one: one.cost)

    def _page_with(self, page: Standing, new: dict[tuple[int, str], Spot]) -> Option | None:
        """Return the page with the ``new`` parts in the place of those of before."""
        if page.option is not None:
            return page.option
        by_name = {one.name: one for one in self.copies}
        before: list[Spot] = []
        after: list[Spot] = []
        for module in page.modules:
            name = module.name
            stood = page.spots.get(name)
            if stood is None:
                fresh = new.get((page.number, name))
                if fresh is None or fresh.block.copy is None:
                    return None
                after.append(fresh)
                as_it_was = replace(fresh.block.copy, heads=by_name[name].heads)
                form = module.form.moved(-fresh.rect.column, -fresh.rect.line)
                before.append(Spot(Block("before", (form,), as_it_was), form, fresh.rect))
            else:
                before.append(stood)
                after.append(stood)
        spots = (*after, *page.ready)
        if not is_full(page, spots, self.grid, self.policy):
            return None
        more = sum(one.form.cost for one in after) - sum(one.form.cost for one in before)
        more += faults_of(after, page, self.grid, self.policy)[0]
        more -= faults_of(before, page, self.grid, self.policy)[0]
        return standing_so(page, spots, round(page.cost + more, 3), self.grid, self.policy)

    # A window of pages ----------------------------------------------------------------------------

    def _solved(self, window: Span) -> list[tuple[int, Option]] | None:
        """Return the pages of ``window`` made up again with the stories that stand on them."""
        first, end = window
        matter = self._window_matter(window)
        names = {name for name, pages in self.found.parts.items() if first <= pages[0] <= end}
        names |= {name for name, page in self.found.late.items() if first <= page <= end}
        copies = tuple(one for one in self.copies if one.name in names)
        placed = {one.name: page_of(one, self._count) or 0 for one in copies}
        apart = {name for name, page in placed.items() if 1 <= page <= self._count}
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
        search = _Search(self, matter, window, places, held)
        order = tuple(one for one in copies if one.name not in apart)
        pinned = tuple(one for one in copies if placed[one.name] == 1)
        found = search.found(order, pinned, self._carried_into(matter, first))
        self.matter.keep(matter, but="")
        return None if found is None else self._settled(found, first)

    def _window_matter(self, window: Span) -> Matter:
        """Return what can stand in ``window``: no house ad that stands on another page."""
        taken = {
            spot.block.ready[0].name
            for number, page in self.found.pages.items()
            if not window[0] <= number <= window[1]
            for spot in page.ready
        }
        ready = tuple(one for one in self.ready if one.name not in taken)
        matter = Matter(self.copies, ready, self.grid)
        matter.keep(self.matter, but="")
        return matter

    def _hold(self, matter: Matter, number: int) -> frozenset[str]:
        """Have stories that go on from the page parted where they are; return their names."""
        held = set()
        for name, spot in self.found.pages[number].spots.items():
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
        page = self.found.pages[number]
        by_name = {one.name: one for one in self.ready}
        adverts = [by_name[one.name] for one in page.adverts]
        blocks = [matter.spread(one) if one.pin.spread else matter.on_page(one) for one in stories]
        blocks += [matter.ready_made(one) for one in page.fixed]
        left = number % 2 == 0 and bool(adverts)
        found = regions_of(adverts, self.grid, top=top_of(page, self.policy), left=left)
        if not found:
            return None
        (region, stand), *rest = found
        others = tuple(Place(one, filled, tuple(blocks)) for one, filled in rest)
        return Place(region, stand, tuple(blocks), others)

    def _carried_into(self, matter: Matter, first: int) -> tuple[Carried, ...]:
        """Return the rests of stories that go on on page ``first``."""
        before = self.found.pages.get(first - 1)
        spots = before.spots.values() if before else ()
        return tuple(matter.rest(one.block, one.form) for one in spots if one.form.end is not None)

    def jumps_elsewhere(self, window: Span) -> int:
        """Return how many stories go on on another page that have no page of ``window``."""
        return sum(
            len(pages) > 1 and (pages[-1] < window[0] or pages[0] > window[1])
            for pages in self.found.parts.values()
        )

    def _settled(self, found: Sequence[Option], first: int) -> list[tuple[int, Option]] | None:
        """Return the pages with one layout each, and a name for everything that fills them."""
        chosen: dict[int, Layout] = {}
        options = dict(enumerate(found, first))
        for number, option in options.items():
            facing = number + 1 if number % 2 == 0 else number - 1
            other = chosen.get(facing)
            if other is None and facing not in options and facing in self.found.pages:
                standing = self.found.pages[facing].option
                other = standing.layouts[0] if standing and standing.layouts else None

            def together(layout: Layout, other: Layout | None = other) -> float:
                same = other is not None and other.spots and alike(layout.spots, other.spots)
                return layout.cost + (SAME_OPENING if same else 0.0)

            chosen[number] = min(option.layouts or (), key=together)
        fillers = named({number: one.spots for number, one in chosen.items()}, self._count)
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

    def _stand(self, options: Sequence[tuple[int, Option]]) -> None:
        """Let the pages stand so from now on."""
        numbers = {number for number, _ in options}
        parts: dict[str, list[int]] = {
            name: [page for page in pages if page not in numbers]
            for name, pages in self.found.parts.items()
        }
        for number, option in options:
            page = self.found.pages[number]
            page.option = option
            spots = option.layouts[0].spots if option.layouts else ()
            page.spots = {one.block.copy.name: one for one in spots if one.block.copy}
            page.ready = tuple(one for one in spots if one.block.ready)
            page.cost = option.cost
            for name in page.spots:
                parts.setdefault(name, []).append(number)
        for name, pages in parts.items():
            self.found.parts[name] = tuple(sorted(pages))

    def drawn_up(self, before: Flatplan) -> Flatplan:
        """Return the plan of the pages as they stand now."""
        pages = tuple(page.option for page in self.found.pages.values() if page.option)
        layouts = tuple(page.layouts[0] for page in pages if page.layouts)
        more = sum(page.cost - self._before[number] for number, page in self.found.pages.items())
        plan = flatplan(Solution(before.cost + more, pages, layouts, {}), self.grid)
        return replace(plan, aim=before.aim)


@dataclass(slots=True)
class _Search:
    """The search for the pages of one window."""

    desk: _Desk
    matter: Matter
    window: Span
    places: dict[int, Place]
    held: frozenset[str]

    def found(
        self, order: tuple[Copy, ...], pinned: tuple[Copy, ...], carried: tuple[Carried, ...]
    ) -> list[Option] | None:
        """Return the best pages for the stories in ``order``, ``None`` when there are none."""
        jumps = max(0, self.desk.policy.jumps - self.desk.jumps_elsewhere(self.window))
        for freedom in (Freedom(), Freedom(later=FREEST, jumps=jumps > 0)):
            patience = Patience(PATIENCE)
            steps = Steps(
                self.matter,
                self.desk.options,
                self.desk.policy,
                freedom,
                self.desk._count,
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
        desk = self.desk
        stood = [one for one in order if desk.found.parts.get(one.name, (0,))[0] == 1]
        shown = tuple(one for one in desk.copies if one in stood or one in pinned)
        inside = tuple(one for one in order if one not in stood)
        asked = replace(desk.policy, front=max(1, len(shown)))
        tries = [(asked, inside, shown)]
        if self.window[1] > 1:
            tries.append((desk.policy, order, pinned))
        for policy, free, must in tries:
            editor = Desk(self.matter, desk.options, policy, many=steps.freedom.later > 1)
            best: tuple[float, list[Option]] | None = None
            for front in editor.fronts(
                self.places[1], free, pinned=must, whole=len(desk.found.pages) == 1
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
        booked = Bookings((), {}, Pages(self.desk.grid, len(self.desk.found.pages)))
        judgements = JUDGED * len(places)

        def place(page: int, more: Sequence[Ready]) -> Place:
            return places[page]

        paging = Paging(
            self.matter, self.desk.options, steps, booked, place, order, judgements, jumps, used
        )
        return paging.path(places, first, carried, limit=float("inf"))


def _cost(options: Sequence[tuple[int, Option]]) -> float:
    return sum(option.cost for _, option in options)


def _sum(options: Sequence[Option]) -> float:
    return sum(option.cost for option in options)
