"""The pages of an issue: which stories stand on which page, all pages exactly full.

The best path from the first story to the last is sought with the least each page
can cost; the pages on it are judged, and it is sought again, until the best path
holds judged pages only. Stories keep the editor's order, but for a few that wait.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import add, gt
from typing import TypeAlias

from .bookings import Bookings
from .copy import Copy, Ready
from .matter import BLANK_CELL, Carried, Matter
from .options import Option, Options, Place
from .steps import AHEAD, Freedom, Left, Prospect, Step, Steps

BEAM = 10
"""Ways to come so far that are followed when no page need be full."""

BEAM_OF_ADVERTS = 2
"""Of them, those on which equally many advertisements stand."""

LIKELY, LIKELY_WIDE = 80, 400
"""Ways to come so far that are followed when every page is full."""

EQUALLY_FAR, EQUALLY_FAR_WIDE = 6, 24
"""Of them, those that have come equally far."""

FEW_CUTS, FEW_CUTS_WIDE = 5, 20
"""Places to part one story that are followed from one page, whatever stands beside it."""

LEFT_OUT = 2000.0
LEFT_OUT_LINE = 20.0
"""What leaving a story out costs: only ever in a plan for a proof."""

INFINITE = float("inf")

WINDOW, WINDOW_WIDE = 3.0, 9.0
"""How many pages of copy the path may run ahead of its page, or fall behind it."""

GROWS = 2
"""By how much what must be parted may be larger than its text and pictures."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Stories before ``story`` are set; ``waiting`` ones and ``carried`` rests are not yet."""

    story: int
    waiting: tuple[int, ...] = ()
    carried: tuple[Carried, ...] = ()
    used: tuple[int, ...] = ()
    """Fillers on the pages so far, by kind."""
    jumps: int = 0
    """Stories that may still go on on the next page."""
    adverts: int = 0
    """Advertisements without a page of their own that stand on the pages so far."""


@dataclass(frozen=True, slots=True)
class Way:
    """A page that follows a state, what its advertisements cost, and the state it leads to."""

    step: Step
    extra: float
    state: State


@dataclass(eq=False, slots=True)
class Ways:
    """What is known of the ways through an issue, whatever its front page is.

    Each state is there once, however it was come to.
    """

    states: dict[tuple[object, ...], State] = field(default_factory=dict)
    onward: dict[tuple[int, State], list[Way]] = field(default_factory=dict)

    def state(
        self,
        story: int,
        waiting: tuple[int, ...],
        carried: tuple[Carried, ...],
        used: tuple[int, ...],
        jumps: int,
        adverts: int = 0,
    ) -> State:
        """Return the one state that is so."""
        key = (story, waiting, carried, used, jumps, adverts)
        found = self.states.get(key)
        if found is None:
            found = self.states[key] = State(story, waiting, carried, used, jumps, adverts)
        return found


Reached: TypeAlias = dict[State, tuple[float, "Step | None", "State | None"]]
"""By state: what it costs to come to, the page that led to it, the state before."""


@dataclass(frozen=True, slots=True)
class Start:
    """A front page to go on from: what it costs, what goes on after it.

    ``jumps``: stories that may go on on the next page besides those that fit none.
    ``used``: fillers on it, by kind.
    """

    carried: tuple[Carried, ...]
    cost: float = 0.0
    jumps: int = 0
    used: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """The pages from the second on, and the stories that stand on none.

    ``cost`` is that of the front page as well, which is the one numbered ``start``.
    """

    cost: float
    start: int
    steps: tuple[Option, ...]
    left_out: tuple[Copy, ...] = ()


@dataclass(eq=False)
class Paging:
    """The search for the pages after the front page, for one order of the stories."""

    matter: Matter
    options: Options
    steps: Steps
    bookings: Bookings
    place: Callable[[int, Sequence[Ready]], Place]
    """What a page is with advertisements besides those that have their page."""
    order: tuple[Copy, ...]
    judgements: int
    """Pages that may be judged; the path found by then is taken."""
    stuck: int = 0
    """The page after which no way led on, 0 when one did."""
    _ways: Ways = field(default_factory=Ways)
    _numbers: tuple[int, ...] = ()
    _spans: list[tuple[int, int]] = field(default_factory=list)
    """Cells the stories from each one on take at least and at most."""
    _rooms: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Cells the pages from each one on have at least and at most for the stories after it."""
    _last: int = 0
    """The last page."""
    _kinds: tuple[int, ...] = ()
    _plain: tuple[int, ...] = ()
    """No filler of any kind."""
    _waits: dict[int, tuple[int, int]] = field(default_factory=dict)
    _rests: dict[Carried, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._numbers = tuple(self.matter.number(copy) for copy in self.order)
        self._kinds = tuple(len(block.ready) for block in self.matter.fillers())
        self._plain = (0,) * len(self._kinds)
        self._spans = [(0, 0)]
        for copy in reversed(self.order):
            least, most = self._span(copy)
            self._waits[self.matter.number(copy)] = (least, most)
            self._spans.append((self._spans[-1][0] + least, self._spans[-1][1] + most))
        self._spans.reverse()

    def _span(self, copy: Copy) -> tuple[int, int]:
        """Return the cells ``copy`` takes at least and at most, about so where it is parted."""
        grid = self.matter.grid
        if copy.lines <= grid.columns * grid.lines:
            whole = self.matter.whole(copy)
            if whole.shapes:
                return self.options.composer.slicing.span(whole)
        least, most = copy.lines * 9 // 10, copy.lines
        for inset in copy.insets:
            cells = [(size.columns * size.least, size.columns * size.most) for size in inset.sizes]
            least += 0 if inset.optional else min((low for low, _ in cells), default=0)
            most += max((high for _, high in cells), default=0)
        return least, GROWS * most + grid.columns * grid.lines

    def path(
        self,
        places: Mapping[int, Place],
        first: int,
        starts: Sequence[Start],
        *,
        limit: float,
    ) -> Path | None:
        """Return the best way to fill the pages from ``first`` on, after the best of ``starts``.

        ``None`` if there is none; none that would cost ``limit`` is looked for.
        """
        best: Path | None = None
        found = self.sought(places, first, starts)
        before = self.options.judged
        while found is not None and found.cost < (best.cost if best else limit):
            fresh = [option for option in found.steps if option.layouts is None]
            for option in fresh:
                self.options.judge(option)
            cost = starts[found.start].cost + self._total(found)
            if cost < (best.cost if best else INFINITE):
                best = replace(found, cost=cost)
            if not fresh or (best and self.options.judged - before >= self.judgements):
                break
            found = self.sought(places, first, starts)
        return best

    def _total(self, path: Path) -> float:
        left = sum(left_out_cost(copy) for copy in path.left_out)
        return left + sum(option.cost for option in path.steps)

    def sought(
        self, places: Mapping[int, Place], first: int, starts: Sequence[Start]
    ) -> Path | None:
        """Return the cheapest path as costs stand now."""
        last = self._last = max(places)
        self._count_rooms(places, first)
        reached: Reached = {}
        numbers: dict[State, int] = {}
        for number, start in enumerate(starts):
            used = start.used or self._plain
            state = self._ways.state(0, (), start.carried, used, start.jumps)
            if start.cost < (reached[state][0] if state in reached else INFINITE):
                reached[state] = (start.cost, None, None)
                numbers[state] = number
        trail = [reached]
        for page in range(first, last + 1):
            self._leave_out(reached)
            after: Reached = {}
            for state, (cost, _, _) in reached.items():
                if not self._near(state, page - first, last + 1 - first):
                    continue
                for way in self._onward(places, page, state):
                    total = cost + way.step.option.cost + way.extra
                    known = after.get(way.state)
                    if total < (known[0] if known else INFINITE):
                        after[way.state] = (total, way.step, state)
            few = _few(after, self.steps.freedom)
            if page == last - 1 and not self.steps.freedom.short:
                few = self._closing(places, few)
            reached = self._beam(few, last - page)
            if not reached:
                self.stuck = max(self.stuck, page)
                return None
            trail.append(reached)
        self._leave_out(reached)
        ends = [
            one
            for one in reached
            if one.story == len(self.order) and not one.carried and not one.waiting
        ]
        end = min(ends, key=lambda one: reached[one][0], default=None)
        return None if end is None else self._back(trail, end, numbers)

    def _onward(self, places: Mapping[int, Place], page: int, state: State) -> list[Way]:
        """Return every way to fill the page that may lead to the end."""
        known = self._ways.onward.get((page, state))
        if known is None:
            known = []
            for adverts, extra, step in self._steps(places, page, state):
                following = self._after(state, step, adverts)
                if following is None:
                    continue
                if not following.carried or self._may_end(following, page + 1):
                    known.append(Way(step, extra, following))
            self._ways.onward[page, state] = known
        return known

    def _closing(self, places: Mapping[int, Place], reached: Reached) -> Reached:
        """Return the states after which the last page can be filled with all that is left."""
        return {one: how for one, how in reached.items() if self._onward(places, self._last, one)}

    def _steps(
        self, places: Mapping[int, Place], page: int, state: State
    ) -> Iterator[tuple[int, float, Step]]:
        """Yield every way to fill the page, with the advertisements it takes and their cost."""
        left = self._left(state, ends=page == self._last and not self.steps.freedom.short)
        for many, cost in self.bookings.shares(state.adverts, page):
            here = places[page]
            if many:
                taken = self.bookings.sequence[state.adverts : state.adverts + many]
                here = self.place(page, taken)
            for place in (here, *here.others):
                for one in self.steps.after(place, page, left):
                    if one.parts or self._may_end(self._left_by(one, state, many), page + 1):
                        for step in self.steps.filled(one):
                            yield many, cost, step

    def _left_by(self, prospect: Prospect, state: State, adverts: int) -> State:
        """Return what is left after ``prospect``, fillers not counted."""
        story, adverts = state.story + prospect.taken, state.adverts + adverts
        return self._ways.state(story, prospect.waiting, (), state.used, state.jumps, adverts)

    def _left(self, state: State, *, ends: bool) -> Left:
        story = state.story
        begins = story < len(self.order) and (
            not story or self.order[story - 1].section != self.order[story].section
        )
        upcoming = self._numbers[story : story + AHEAD]
        if ends and story + AHEAD < len(self.order):
            upcoming = self._numbers[story:]
        jumps = state.jumps > 0 and self.steps.freedom.jumps
        return Left(upcoming, begins, state.waiting, state.carried, jumps, ends)

    def _after(self, state: State, step: Step, adverts: int) -> State | None:
        """Return what is left after ``step``, ``None`` when it takes a filler too many."""
        used = state.used
        if step.used != self._plain:
            used = tuple(map(add, used, step.used))
            if any(map(gt, used, self._kinds)):
                return None
        jumps = state.jumps - step.jumps
        story, adverts = state.story + step.taken, state.adverts + adverts
        return self._ways.state(story, step.waiting, step.carried, used, jumps, adverts)

    def _count_rooms(self, places: Mapping[int, Place], first: int) -> None:
        """Count the cells the last pages have for stories, with fillers and without."""
        slicing = self.options.composer.slicing
        span = slicing.span
        fillers = sum(span(block)[1] * len(block.ready) for block in self.matter.fillers())
        sections = len({copy.section for copy in self.order})
        flags = sections * self.steps.policy.flag * self.matter.grid.columns
        low = high = 0
        last = max(places)
        self._rooms = {last + 1: (0, 0)}
        for page in range(last, first - 1, -1):
            place = places[page]
            fixed = [span(block) for block in place.fixed]
            if any(block.opens for block in place.fixed):
                low -= place.region.cells
            low += place.region.cells - sum(most for _, most in fixed)
            high += place.region.cells - sum(least for least, _ in fixed)
            self._rooms[page] = (low - fillers - flags, high)

    def _may_end(self, state: State, page: int) -> bool:
        """Return whether what is left can be as large as the pages left, and no larger."""
        if self.steps.freedom.short:
            return True
        least, most = self._spans[state.story]
        for number in state.waiting:
            low, high = self._waits[number]
            least, most = least + low, most + high
        for one in state.carried:
            if one not in self._rests:
                self._rests[one] = self._span_of_rest(one)
            low, high = self._rests[one]
            least, most = least + low, most + high
        sold = self.bookings.left(state.adverts)
        low, high = self._rooms[page]
        low, high = low - sold, high - sold
        return least <= high and most >= low

    def _span_of_rest(self, rest: Carried) -> tuple[int, int]:
        lines = rest.copy.lines
        pictures = [size for inset in rest.copy.insets for size in inset.sizes]
        most = sum(size.columns * size.most for size in pictures)
        whole = self.matter.grid.columns * self.matter.grid.lines
        return lines * 9 // 10, GROWS * lines + most + whole

    def _leave_out(self, reached: Reached) -> None:
        if not self.steps.freedom.short:
            return
        for state in [one for one in reached if one.carried]:
            following = self._set_aside(state, state.story)
            self._without([one.copy for one in state.carried], state, following, reached)
        for story, copy in enumerate(self.order):
            for state in [one for one in reached if one.story == story]:
                following = self._set_aside(state, story + 1, state.carried)
                self._without([copy], state, following, reached)

    def _set_aside(self, state: State, story: int, carried: tuple[Carried, ...] = ()) -> State:
        """Return the state before ``story`` with nothing waiting and only ``carried`` going on."""
        return self._ways.state(story, (), carried, state.used, state.jumps, state.adverts)

    def _without(
        self, copies: list[Copy], state: State, following: State, reached: Reached
    ) -> None:
        total = reached[state][0] + sum(left_out_cost(copy) for copy in copies)
        if following not in reached or total < reached[following][0]:
            reached[following] = (total, None, state)

    def _back(self, trail: list[Reached], end: State, numbers: Mapping[State, int]) -> Path:
        cost = trail[-1][end][0]
        options: list[Option] = []
        left_out: list[Copy] = []
        page, state = len(trail) - 1, end
        while True:
            _, step, before = trail[page][state]
            if before is None:
                break
            if step is None:
                parted = [one.copy for one in before.carried] if before.story == state.story else []
                left_out.extend(parted or [self.order[before.story]])
            else:
                options.append(step.option)
                page -= 1
            state = before
        return Path(cost, numbers[state], tuple(reversed(options)), tuple(reversed(left_out)))

    def _beam(self, reached: Reached, pages: int) -> Reached:
        """Return the likeliest states: where lines may be left unfilled, all would do."""
        short = self.steps.freedom.short
        if not short:
            return self._likely(reached)
        if len(reached) <= BEAM:
            return reached
        grid = self.matter.grid
        room = pages * grid.columns * grid.lines

        def hoped(state: State) -> float:
            left = self._spans[state.story][0] * 5 // 4
            left += sum(one.copy.lines for one in state.carried)
            return LEFT_OUT_LINE * max(0, left - room) + BLANK_CELL * max(0, room - left)

        likely = sorted(reached, key=lambda state: reached[state][0] + hoped(state))
        # advertisements are not left out: of each number of them some ways are followed
        far: Counter[int] = Counter()
        kept: Reached = {}
        for number, state in enumerate(likely):
            if number < BEAM or far[state.adverts] < BEAM_OF_ADVERTS:
                kept[state] = reached[state]
                far[state.adverts] += 1
        return kept

    def _likely(self, reached: Reached) -> Reached:
        """Return the cheapest states, not too many that have come equally far."""
        wide = self.steps.freedom.wide
        most, equally = (LIKELY_WIDE, EQUALLY_FAR_WIDE) if wide else (LIKELY, EQUALLY_FAR)
        far: Counter[tuple[int, int]] = Counter()
        likely: Reached = {}
        if len(reached) <= most // 4:
            return reached
        for state in sorted(reached, key=lambda state: reached[state][0]):
            if far[state.story, state.adverts] < equally:
                far[state.story, state.adverts] += 1
                likely[state] = reached[state]
                if len(likely) == most:
                    break
        return likely

    def _near(self, state: State, page: int, pages: int) -> bool:
        """Return whether the path is about where it should be, so that the search stays narrow."""
        if self.steps.freedom.short or pages < 12:
            return True
        whole = self._spans[0][0] or 1
        behind = whole - self._spans[state.story][0]
        window = WINDOW_WIDE if self.steps.freedom.wide else WINDOW
        return abs(behind / whole * pages - page) <= window


def _few(reached: Reached, freedom: Freedom) -> Reached:
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


def left_out_cost(copy: Copy) -> float:
    """Return what a plan without the story costs."""
    return LEFT_OUT + LEFT_OUT_LINE * copy.lines
