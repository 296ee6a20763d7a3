"""The pages of an issue: which stories stand on which page, all pages exactly full.

The best path from the first story to the last is sought with the least each page
can cost; the pages on it are judged, and it is sought again, until the best path
holds judged pages only. Stories keep the editor's order, but for a few that wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import add, gt

from .beam import few, likely, not_full
from .bookings import Bookings
from .copy import Copy, Ready
from .matter import BLANK_CELL, Carried, Matter
from .options import Option, Options, Place
from .outlook import Outlook
from .states import Path, Reached, Start, State, Way, Ways
from .steps import AHEAD, Left, Prospect, Step, Steps

LEFT_OUT = 2000.0
LEFT_OUT_LINE = 20.0
"""What leaving a story out costs: only ever in a plan for a proof."""

INFINITE = float("inf")

HOPELESS = 60.0
"""What the pages left may cost at least, each of them and one more: beyond it there is no way."""


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
    _last: int = 0
    """The last page."""
    _kinds: tuple[int, ...] = ()
    _plain: tuple[int, ...] = ()
    """No filler of any kind."""
    _outlook: Outlook = field(init=False)

    def __post_init__(self) -> None:
        self._numbers = tuple(self.matter.number(copy) for copy in self.order)
        self._kinds = tuple(len(block.ready) for block in self.matter.fillers())
        self._plain = (0,) * len(self._kinds)
        self._outlook = Outlook(self.matter, self.options.composer.slicing, self.order)

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
        found = self.sought(places, first, starts, limit=limit)
        before = self.options.judged
        while found is not None and found.cost < limit:
            fresh = [option for option in found.steps if option.layouts is None]
            for option in fresh:
                self.options.judge(option)
            cost = starts[found.start].cost + self._total(found)
            if cost < limit:
                best, limit = replace(found, cost=cost), cost
            if not fresh or (best and self.options.judged - before >= self.judgements):
                break
            found = self.sought(places, first, starts, limit=limit)
        return best

    def _total(self, path: Path) -> float:
        left = sum(left_out_cost(copy) for copy in path.left_out)
        return left + sum(option.cost for option in path.steps)

    def sought(
        self,
        places: Mapping[int, Place],
        first: int,
        starts: Sequence[Start],
        *,
        limit: float = INFINITE,
    ) -> Path | None:
        """Return the cheapest path as costs stand now, ``None``: there is none below ``limit``."""
        last = self._last = max(places)
        sections = len({copy.section for copy in self.order})
        self._outlook.count_rooms(places, first, flags=sections * self.steps.policy.flag)
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
            reached = few(after, self.steps.freedom)
            if page == last - 1 and not self.steps.freedom.short:
                reached = self._closing(places, reached)
            reached = self._followed(reached, page + 1, limit=limit)
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

    def _followed(self, reached: Reached, page: int, *, limit: float) -> Reached:
        """Return the states from which the pages from ``page`` on are sought."""
        freedom, outlook = self.steps.freedom, self._outlook
        if freedom.short:
            grid = self.matter.grid
            room = (self._last + 1 - page) * grid.columns * grid.lines

            def unfilled(state: State) -> float:
                left = outlook.spans[state.story][0] * 5 // 4
                left += sum(one.copy.lines for one in state.carried)
                missing = LEFT_OUT_LINE * max(0, left - room) + BLANK_CELL * max(0, room - left)
                return reached[state][0] + missing

            return not_full(reached, unfilled)
        whole = {
            state: known[0] + outlook.least(state, page, sold=self.bookings.left(state.adverts))
            for state, known in reached.items()
        }
        worst = HOPELESS * (self._last + 2 - page)
        below = {
            state: known
            for state, known in reached.items()
            if whole[state] < limit and whole[state] - known[0] < worst
        }
        return likely(below, whole.__getitem__, wide=freedom.wide)

    def _near(self, state: State, page: int, pages: int) -> bool:
        """Return whether the path is about where it should be, so that the search stays narrow."""
        freedom = self.steps.freedom
        return freedom.short or self._outlook.near(state, page, pages, wide=freedom.wide)

    def _may_end(self, state: State, page: int) -> bool:
        """Return whether what is left can be as large as the pages left, and no larger."""
        sold = self.bookings.left(state.adverts)
        return self.steps.freedom.short or self._outlook.may_end(state, page, sold=sold)


def left_out_cost(copy: Copy) -> float:
    """Return what a plan without the story costs."""
    return LEFT_OUT + LEFT_OUT_LINE * copy.lines
