"""The pages of an issue: which stories stand on which page, all pages exactly full.

The best path from the first story to the last is sought with the least each page
can cost; the pages on it are judged, and it is sought again, until the best path
holds judged pages only. Stories keep the editor's order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from .copy import Copy, Policy
from .matter import BLANK_CELL, Carried, Matter
from .options import Option, Options, Place
from .regions import Parts
from .slicing import Block, Run

MOST_STORIES = 8
"""Stories on a page at most; a page of more is a page of gathered briefs."""

MOST_SECTIONS = 3
CUTS = 3
"""Places to part a story that are followed on to the next page."""

RESTS = 40
"""Rests of stories that are set before the search for places to part them is narrowed."""

MOST_WITH_PARTED = 4
"""Stories on a page one of which goes on on the next."""

PARTED = 8.0
"""What parting a story costs that does not fit one page: the fewer parts, the better."""

MOST_TABLES = 6000
"""Shape tables worked out before no more stories are let wait: what the search may cost."""

BEAM = 10
"""Ways to come so far that are followed when no page need be full."""

LEFT_OUT = 2000.0
LEFT_OUT_LINE = 20.0
"""What leaving a story out costs: only ever in a plan for a proof."""

LATER = 1.5
"""What letting a story wait for the next page costs, against the editor's order."""

TURNED = 0.5
"""What taking the stories of a page in another order costs."""

WINDOW = 3.0
"""How many pages of copy the path may run ahead of its page, or fall behind it."""


@dataclass(frozen=True, slots=True)
class State:
    """Stories before ``story`` are set, ``carried`` must stand on the next page."""

    story: int
    carried: Carried | None = None
    used: int = 0
    """Fillers on the pages so far, where they are counted."""


Reached: TypeAlias = dict[State, tuple[float, "Option | None", "State | None"]]
"""By state: what it costs to come to, the page that led to it, the state before."""


@dataclass(frozen=True, slots=True)
class Step:
    """A page filled with ``option``, and what is left after it."""

    option: Option
    after: State
    fillers: int = 0


@dataclass(frozen=True, slots=True)
class Path:
    """The pages from the second on, and the stories that stand on none."""

    cost: float
    steps: tuple[Option, ...]
    left_out: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Freedom:
    """How far the search may go: further each time nothing was found.

    ``later``: a story may wait for the next page. ``short``: stories may be left
    out and lines left unfilled. ``fillers``: no more than so many are used,
    ``None``: they are not counted, which is quicker.
    """

    later: bool = False
    short: bool = False
    fillers: int | None = None


@dataclass(eq=False)
class Paging:
    """The search for the pages after the front page, for one order of the stories."""

    matter: Matter
    options: Options
    policy: Policy
    order: tuple[Copy, ...]
    freedom: Freedom
    judgements: int
    """Pages that may be judged; the path found by then is taken."""
    _steps: dict[tuple[Place, int, State], list[Step]] = field(default_factory=dict)
    _run_up: list[int] = field(default_factory=list)
    """Lines of copy before each story, as it would best be set."""

    def __post_init__(self) -> None:
        self._run_up.append(0)
        for copy in self.order:
            forms = self.matter.whole(copy).forms
            best = min(forms, key=lambda form: form.cost, default=None)
            size = best.columns * best.lines if best else copy.lines
            self._run_up.append(self._run_up[-1] + size)

    def path(self, places: Mapping[int, Place], first: int, carried: Carried | None) -> Path | None:
        """Return the best way to fill the pages from ``first`` on, ``None`` if there is none."""
        best = self._search(places, first, carried)
        before = self.options.judged
        while best is not None and self.options.judged - before < self.judgements:
            fresh = [option for option in best.steps if option.layouts is None]
            if not fresh:
                break
            for option in fresh:
                self.options.judge(option)
            best = self._search(places, first, carried)
        for option in best.steps if best else ():
            self.options.judge(option)
        return best and Path(self._total(best), best.steps, best.left_out)

    def _total(self, path: Path) -> float:
        left = sum(left_out_cost(copy) for copy in path.left_out)
        return left + sum(option.cost for option in path.steps)

    def _search(
        self, places: Mapping[int, Place], first: int, carried: Carried | None
    ) -> Path | None:
        """Return the cheapest path as costs stand now."""
        start = State(0, carried)
        reached: Reached = {start: (0.0, None, None)}
        trail = [reached]
        last = max(places)
        for page in range(first, last + 1):
            self._leave_out(reached)
            after: Reached = {}
            for state, (cost, _, _) in reached.items():
                if not self._near(state, page - first, last + 1 - first):
                    continue
                for step in self._from(places[page], page, state):
                    total = cost + step.option.cost
                    following = self._after(state, step)
                    if following is None or total == float("inf"):
                        continue
                    known = after.get(following)
                    if known is None or total < known[0]:
                        after[following] = (total, step.option, state)
            reached = self._beam(_few(after), last - page)
            trail.append(reached)
        self._leave_out(reached)
        ends = [one for one in reached if one.story == len(self.order) and one.carried is None]
        end = min(ends, key=lambda one: reached[one][0], default=None)
        return None if end is None else self._back(trail, end)

    def _after(self, state: State, step: Step) -> State | None:
        """Return what is left after ``step``, ``None`` when it takes a filler too many."""
        if self.freedom.fillers is None:
            return step.after
        used = state.used + step.fillers
        if used > self.freedom.fillers:
            return None
        return State(step.after.story, step.after.carried, used)

    def _leave_out(self, reached: Reached) -> None:
        if not self.freedom.short:
            return
        for state in [one for one in reached if one.carried is not None]:
            assert state.carried is not None
            self._without(state.carried.copy, state, State(state.story, None, state.used), reached)
        for story, copy in enumerate(self.order):
            for state in [one for one in reached if one.story == story]:
                self._without(copy, state, State(story + 1, state.carried, state.used), reached)

    def _without(self, copy: Copy, state: State, following: State, reached: Reached) -> None:
        total = reached[state][0] + left_out_cost(copy)
        if following not in reached or total < reached[following][0]:
            reached[following] = (total, None, state)

    def _back(
        self,
        trail: list[Reached],
        end: State,
    ) -> Path:
        cost = trail[-1][end][0]
        options: list[Option] = []
        left_out: list[Copy] = []
        page, state = len(trail) - 1, end
        while True:
            _, option, before = trail[page][state]
            if before is None:
                break
            if option is None:
                parted = before.carried if before.story == state.story else None
                left_out.append(parted.copy if parted else self.order[before.story])
            else:
                options.append(option)
                page -= 1
            state = before
        return Path(cost, tuple(reversed(options)), tuple(reversed(left_out)))

    def _beam(self, reached: Reached, pages: int) -> Reached:
        """Return the likeliest states where lines may be left unfilled: else all would do."""
        if not self.freedom.short or len(reached) <= BEAM:
            return reached
        grid = self.matter.grid
        room = pages * grid.columns * grid.lines

        def hoped(state: State) -> float:
            left = self._run_up[-1] - self._run_up[state.story]
            left += state.carried.copy.lines if state.carried else 0
            return LEFT_OUT_LINE * max(0, left - room) + BLANK_CELL * max(0, room - left)

        likely = sorted(reached, key=lambda state: reached[state][0] + hoped(state))[:BEAM]
        return {state: reached[state] for state in likely}

    def _near(self, state: State, page: int, pages: int) -> bool:
        """Return whether the path is about where it should be, so that the search stays narrow."""
        if self.freedom.short or pages < 12:
            return True
        whole = self._run_up[-1] or 1
        return abs(self._run_up[state.story] / whole * pages - page) <= WINDOW

    def _from(self, place: Place, page: int, state: State) -> list[Step]:
        never = {copy.pin.never for copy in self.order if page in copy.pin.never}
        plain = State(state.story, state.carried)
        key = (place, page if never else 0, plain)
        if key not in self._steps:
            self._steps[key] = list(self._new_steps(place, page, plain))
        return self._steps[key]

    def _new_steps(self, place: Place, page: int, state: State) -> Iterator[Step]:
        """Yield every page that can follow: so many of the next stories, with or without filler."""
        carried = self.matter.on_page(state.carried.copy) if state.carried else None
        begun: list[Copy] = []
        room = place.region.cells
        for count in range(MOST_STORIES + 1):
            story = state.story + count
            if count:
                if story > len(self.order):
                    break
                copy = self.order[story - 1]
                if page in copy.pin.never or ((begun or carried) and self._opener(story - 1)):
                    break
                begun.append(copy)
            runs = self._runs(begun, carried, place)
            if runs is None:
                break
            slicing = self.options.composer.slicing
            if sum(slicing.area(block) for run in runs for block in run) > room and count > 1:
                break
            yield from self._filled(place, runs, story)
            if self.freedom.later:
                for other in turned(runs):
                    yield from self._filled(place, other, story, extra=TURNED)
            if self.freedom.later and carried is None and count:
                yield from self._waiting(place, page, begun, story)

    def _opener(self, story: int) -> bool:
        """Return whether a section begins with the story that begins pages of its own."""
        section = self.order[story].section
        begins = not story or self.order[story - 1].section != section
        return begins and section in self.policy.openers

    def _waiting(self, place: Place, page: int, begun: list[Copy], story: int) -> Iterator[Step]:
        """Yield the pages that let one story wait for the next page and take another for it."""
        if story >= len(self.order) or self.order[story].section != begun[-1].section:
            return
        if self.options.composer.slicing.tables > MOST_TABLES:
            return
        other = self.order[story]
        if page in other.pin.never or other.pin.page:
            return
        for place_of, copy in enumerate(begun):
            leads = place_of == 0 or begun[place_of - 1].section != copy.section
            if leads or copy.section != other.section or not self.matter.whole(copy).forms:
                continue
            taken = [*begun[:place_of], *begun[place_of + 1 :], other]
            runs = self._runs(taken, None, place)
            if runs is not None:
                waiting = self.matter.carried(copy)
                for step in self._filled(place, runs, story + 1, extra=LATER):
                    if step.after.carried is None:
                        yield Step(step.option, State(story + 1, waiting), step.fillers)

    def _runs(self, begun: list[Copy], carried: Block | None, place: Place) -> Parts | None:
        """Return the runs of the page's sections, ``None`` when they must not share a page."""
        runs: list[list[Block]] = []
        section = None
        for copy in begun:
            if not runs or copy.section != section:
                runs.append([])
            section = copy.section
            runs[-1].append(self.matter.on_page(copy))
        if len(runs) > MOST_SECTIONS:
            return None
        if carried is not None:
            runs = runs or [[]]
            runs[0].append(carried)
        if place.fixed:
            runs = runs or [[]]
            runs[-1].extend(place.fixed)
        blocks = [block for run in runs for block in run]
        stories = [block.copy for block in blocks if block.copy is not None]
        if len(stories) > 1 and any(copy.pin.alone for copy in stories):
            return None
        if (
            carried is not None
            and carried.opens
            and begun
            and not (place.fixed or place.region.steps)
        ):
            return None  # what does not end on the next page has it for itself
        opens = sum(block.opens for block in blocks)
        if opens > 1 or (opens and len(stories) > self._company):
            return None
        return tuple(tuple(run) for run in runs)

    def _filled(
        self, place: Place, runs: Parts, story: int, *, extra: float = 0.0
    ) -> Iterator[Step]:
        filler = self.matter.filler()
        variants: list[Parts] = [runs] if runs else []
        parted = any(block.opens for run in runs for block in run)
        if runs and filler and not parted and self.freedom.fillers != 0:
            variants.append((*runs[:-1], (*runs[-1], filler)))
            variants.append((*runs[:-1], (*runs[-1], filler, filler)))
        if self.freedom.short:
            blank: Run = (self.matter.blank(),)
            variants.append((*runs[:-1], (*runs[-1], *blank)) if runs else (blank,))
        exact = False
        for parts in variants:
            option = self.options.option(place, parts, extra=extra + PARTED * parted)
            if option is None:
                continue
            if parted and parts is not runs and exact:
                continue
            exact = True
            if parted:
                cuts = 1 if len(parts) == len(parts[0]) == 1 else self._cuts
                for opened in self.options.openings(option, most=cuts):
                    yield Step(opened, State(story, self._carried(opened)))
            else:
                used = sum(block is filler for run in parts for block in run)
                yield Step(option, State(story), used)

    @property
    def _cuts(self) -> int:
        """Places to part a story at that are followed: fewer, the more have been."""
        return max(1, CUTS - self.matter.rests // RESTS)

    @property
    def _company(self) -> int:
        """Stories on a page one of which goes on: fewer, the more have been tried."""
        return max(2, MOST_WITH_PARTED - self.matter.rests // RESTS)

    def _carried(self, option: Option) -> Carried:
        """Return the rest of the story that ``option`` parts."""
        assert option.layouts is not None
        spot = next(one for one in option.layouts[0].spots if one.form.end is not None)
        return self.matter.rest(spot.block, spot.form)


def turned(runs: Parts) -> Iterator[Parts]:
    """Yield the runs with another story at the end of the first: other pages can be cut of it."""
    first = runs[0] if runs else ()
    if len(first) > 2:
        yield ((first[0], first[-1], *first[1:-1]), *runs[1:])
    if len(first) > 1:
        yield ((first[-1], *first[:-1]), *runs[1:])


def _few(reached: Reached) -> Reached:
    """Return the states without all but a few of the places at which one story can be parted."""
    counted: Counter[tuple[int, str]] = Counter()
    found: Reached = {}
    for state, known in sorted(reached.items(), key=lambda item: item[1][0]):
        if state.carried is not None:
            parted = (state.story, state.carried.copy.name)
            counted[parted] += 1
            if counted[parted] > CUTS:
                continue
        found[state] = known
    return found


def left_out_cost(copy: Copy) -> float:
    """Return what a plan without the story costs."""
    return LEFT_OUT + LEFT_OUT_LINE * copy.lines
