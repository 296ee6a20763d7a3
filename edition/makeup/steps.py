"""What can stand on the next page: some of the next stories, rests of others, fillers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations_with_replacement

from .choices import MOST_STORIES, Choice, Told, choices
from .copy import Copy, Policy
from .fillers import may_fill
from .fits import Parts
from .freedom import FREEST, Freedom, Patience
from .matter import Carried, Matter
from .options import Option, Options, Place
from .slicing import FREE, Block, Run

AHEAD = MOST_STORIES + 1
"""How many of the next stories a page is chosen from."""

MOST_SECTIONS = 3
RESTS = 24
"""Rests of stories that are set before the search for places to part them is narrowed."""

MOST_WITH_PARTED = 4
"""Stories on a page one of which goes on on the next."""

PARTED = 8.0
"""What parting a story costs that does not fit one page: the fewer parts, the better."""

JOINED = 6.0
"""What a small story costs among those of another section."""

SMALL, LESS_SMALL = 5, 2
"""Such a story takes no more than one part in so many of the page; where all else was tried."""

CONTENT = 12.0
"""A page that costs no more than this without a filler is not tried with one."""

INSIDE_JUMP = 12.0
"""What it costs when a story goes on on the next page that would have fitted one."""

LEAST_PARTED = 40
"""Lines of a story that goes on on another page."""

MOST_FILLERS = 2
"""Fillers on a page."""

MOST_FILLERS_LATER = 3

MOST_FILLERS_LAST = 8
"""Fillers on a page where nothing else fills it, and there are two kinds of them at most."""

FEW_KINDS = 2

FILLED_FRONT = 10.0
"""What a filler costs besides on page 1."""

PLACES_TRIED = 8
"""Where among its stories the fillers of such a page stand: more blocks than may stand in any
order keep theirs."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a page is chosen from, stories by their numbers in the editor's order.

    ``begins``: the first of ``upcoming`` begins its section. ``carried`` rests must stand
    on the page, ``waiting`` stories had to wait and may have to once more. ``jumps``: one
    story may go on on the next page.
    """

    upcoming: tuple[int, ...]
    begins: bool = False
    waiting: tuple[int, ...] = ()
    carried: tuple[Carried, ...] = ()
    jumps: bool = False
    ends: bool = False
    """Whether nothing may be left after the page."""


@dataclass(frozen=True, slots=True)
class Step:
    """A page filled with ``option``: it takes ``taken`` of the upcoming stories.

    Those in ``waiting`` and the rests in ``carried`` are for the pages after it.
    ``used`` counts the fillers by kind.
    """

    option: Option
    taken: int
    waiting: tuple[int, ...] = ()
    carried: tuple[Carried, ...] = ()
    used: tuple[int, ...] = ()
    jumps: int = 0
    """Stories that go on on the next page and would have fitted this one alone."""


@dataclass(eq=False, slots=True)
class Prospect:
    """Stories that could stand on a page, filled with them when somebody could go on from there.

    ``taken`` and ``waiting`` are those of its steps. ``parts``: rests are left as well.
    """

    taken: int
    waiting: tuple[int, ...]
    fill: Callable[[], Iterable[Step]]
    parts: bool = False
    steps: list[Step] | None = None


@dataclass(eq=False)
class Steps:
    """The pages that were thought of, each found once for all ways that lead to it."""

    matter: Matter
    options: Options
    policy: Policy
    freedom: Freedom
    pages: int
    patience: Patience
    _known: dict[tuple[Place, int, Left], list[Prospect]] = field(default_factory=dict)
    _fillers: dict[int, list[tuple[tuple[int, ...], Run]]] = field(default_factory=dict)
    _rests: int = 0
    """Rests of stories that had been set before."""
    _own: frozenset[int] = frozenset()
    """Pages that something may not stand on that may stand on others."""

    def __post_init__(self) -> None:
        self._rests = self.matter.rests
        never = {page for copy in self.matter.copies for page in copy.pin.never}
        never.update((1,) if self.freedom.plain else ())
        for block in self.matter.fillers():
            if any(one.side or one.page for one in block.ready):
                never.update(range(1, self.pages + 1))
        self._own = frozenset(never)

    def after(self, place: Place, page: int, left: Left) -> list[Prospect]:
        """Return every choice of stories for the page that follows."""
        key = (place, page if page in self._own else 0, left)
        if key not in self._known:
            if self.patience.left <= 0:
                return []
            slicing = self.options.composer.slicing
            before = slicing.worked
            self._known[key] = list(self._new(place, page, left))
            self.patience.left -= 1 + slicing.worked - before
        return self._known[key]

    def filled(self, prospect: Prospect) -> list[Step]:
        """Return every way to fill the page so, and what each leaves."""
        if prospect.steps is None:
            if self.patience.left <= 0:
                return []
            slicing = self.options.composer.slicing
            before = slicing.worked
            prospect.steps = list(prospect.fill())
            self.patience.left -= slicing.worked - before
        return prospect.steps

    def _new(self, place: Place, page: int, left: Left) -> Iterator[Prospect]:
        copies = self.matter.copies
        slicing = self.options.composer.slicing
        alone = len(left.carried) == 1
        carried = [self._carried_on(one.copy, place, alone=alone) for one in left.carried]
        fixed = sum(slicing.area(block) for block in (*carried, *place.fixed))
        found = choices(
            [
                self._told(copies[number], page, begins=False, jumps=left.jumps)
                for number in left.waiting
            ],
            list(self._upcoming(left, page)),
            most_waiting=self.freedom.later,
            room=place.region.cells - fixed,
            full=bool(carried),
            ends=left.ends,
            tired=lambda: slicing.tired,
            most=self._most(place, page),
        )
        parted: list[tuple[Parts, Choice, bool]] = []
        for choice in found:
            begun = [one.copy for one in choice.begun]
            runs = self._runs(begun, carried, place, count=choice.taken)
            if runs is None:
                continue
            if left.jumps and begun and not choice.waiting and not left.ends:
                parted.append((runs, choice, True))
            if not self._room(runs, place):
                continue
            if any(block.opens for run in runs for block in run):
                if not choice.waiting and not left.ends:
                    parted.append((runs, choice, False))
                continue
            fill = partial(self._whole, place, page, runs, choice)
            yield Prospect(choice.taken, choice.waiting, fill)
        if parted:
            yield Prospect(0, (), partial(self._opened, place, page, parted), parts=True)

    def _most(self, place: Place, page: int) -> int:
        """Return how many stories may stand on the page besides those that must."""
        if page > 1 or self.pages == 1:
            return MOST_STORIES
        return self.policy.front_most - sum(block.copy is not None for block in place.fixed)

    def _whole(self, place: Place, page: int, runs: Parts, choice: Choice) -> Iterator[Step]:
        """Yield the page with all its stories whole, sections apart or joined."""
        taken, waiting, extra = choice.taken, choice.waiting, choice.extra
        yield from self._filled(place, page, runs, taken, waiting=waiting, extra=extra)
        if self.freedom.later or self.freedom.wide:
            for joined in self._joined(runs):
                more = extra + JOINED * (len(runs) - len(joined))
                yield from self._filled(place, page, joined, taken, waiting=waiting, extra=more)

    def _jumping(
        self, place: Place, page: int, runs: Parts, choice: Choice
    ) -> Iterator[tuple[Option, Step]]:
        """Yield the page with the last of its stories going on on the next one."""
        copy = choice.begun[-1].copy
        blocks = [block for run in runs for block in run]
        if any(block.opens for block in blocks) or page >= self.pages or not may_jump(copy):
            return
        whole, first = self.matter.whole(copy), self.matter.opening(copy)
        parts = tuple(tuple(first if one is whole else one for one in run) for run in runs)
        if not first.shapes or not self._reaches(parts, place):
            return
        extra = choice.extra + INSIDE_JUMP
        for option, step in self._parted(place, page, parts, choice.taken, extra=extra):
            yield option, replace(step, jumps=1)

    def _upcoming(self, left: Left, page: int) -> Iterator[Told]:
        """Yield the stories told next; none after one that never stands on this page must wait."""
        before = None if left.begins else self._section_before(left)
        for number in left.upcoming:
            copy = self.matter.copies[number]
            begins = copy.section != before
            yield self._told(copy, page, begins=begins, jumps=left.jumps)
            before = copy.section

    def _section_before(self, left: Left) -> str | None:
        return self.matter.copies[left.upcoming[0]].section if left.upcoming else None

    def _told(self, copy: Copy, page: int, *, begins: bool, jumps: bool) -> Told:
        area = self.options.composer.slicing.area
        block = self.matter.on_page(copy)
        first = cells = area(block)
        if jumps and may_jump(copy) and page < self.pages:
            first = min(cells, area(self.matter.opening(copy)))
        opener = begins and copy.section in self.policy.openers
        return Told(
            self.matter.number(copy),
            copy,
            cells,
            first,
            begins,
            here=page not in copy.pin.never,
            waits=not opener and not block.opens,
            alone=opener,
        )

    def _carried_on(self, copy: Copy, place: Place, *, alone: bool) -> Block:
        """Return the rest of a story as it can stand on the page."""
        gap = self.matter.grid.gap
        wide = not place.fixed and place.region.columns == self.matter.grid.columns and alone
        across = place.region.depth - gap if wide else 0
        return self.matter.on_page(copy, across=across, cells=place.region.cells)

    def _runs(
        self, begun: list[Copy], carried: list[Block], place: Place, *, count: int
    ) -> Parts | None:
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
        if carried:
            runs = runs or [[]]
            runs[0].extend(carried)
        if place.fixed:
            runs = runs or [[]]
            runs[-1].extend(place.fixed)
        blocks = [block for run in runs for block in run]
        stories = [block.copy for block in blocks if block.copy is not None]
        if len(stories) > 1 and any(copy.pin.alone for copy in stories):
            return None
        if any(one.opens for one in carried) and count and not (place.fixed or place.region.steps):
            return None  # what does not end on the next page has it for itself
        opens = sum(block.opens for block in blocks)
        if opens > 1 or (opens and len(stories) > self._company):
            return None
        return tuple(tuple(run) for run in runs)

    def _joined(self, runs: Parts) -> Iterator[Parts]:
        """Yield the runs with a section of one small story among those of another.

        By itself it would not fill the page's width. Where all else was tried, any two sections
        share a page so.
        """
        share = SMALL if self.freedom.later < FREEST else LESS_SMALL
        small = self.matter.grid.columns * self.matter.grid.lines // share
        area = self.options.composer.slicing.area
        for at in range(1, len(runs)):
            one, other = runs[at - 1], runs[at]
            for part in (one, other):
                stories = [block for block in part if block.copy is not None]
                few = len(stories) == 1 and sum(area(block) for block in part) <= small
                if few or (self.freedom.wide and len(one) + len(other) <= FREE):
                    yield (*runs[: at - 1], (*one, *other), *runs[at + 1 :])
                    break

    def _room(self, runs: Parts, place: Place) -> bool:
        """Return whether there is room for the page's stories at their smallest."""
        slicing = self.options.composer.slicing
        least = sum(slicing.area(block) for run in runs for block in run)
        return least <= place.region.cells - self._flags(runs)

    def _flags(self, runs: Parts) -> int:
        grid = self.matter.grid
        return max(0, len(runs) - 1) * self.policy.flag * min(grid.columns, 1)

    def _filled(
        self,
        place: Place,
        page: int,
        runs: Parts,
        taken: int,
        *,
        waiting: tuple[int, ...],
        extra: float,
    ) -> Iterator[Step]:
        if not runs and not place.region.cells:
            option = self.options.option(place, (), extra=extra)
            if option is not None:
                yield Step(option, taken, waiting, (), self._counted(()))
            return
        found = False
        for parts, used in self._variants(runs, page):
            if found and len(used) != 1:
                break
            if not self._reaches(parts, place):
                continue
            dear = FILLED_FRONT * len(used) if page == 1 else 0.0
            option = self.options.option(place, parts, extra=extra + dear)
            if option is not None:
                found = found or bool(used) or option.cost - extra <= CONTENT
                yield Step(option, taken, waiting, (), self._counted(used))
            if found and not used:
                break
        if self.freedom.short:
            yield from self._short(place, runs, taken, extra=extra)

    def _short(self, place: Place, runs: Parts, taken: int, *, extra: float) -> Iterator[Step]:
        """Yield the page with lines left unfilled, in one piece or in two."""
        for pieces in (1, 2):
            blank: Run = (self.matter.blank(),) * pieces
            parts = (*runs[:-1], (*runs[-1], *blank)) if runs else (blank,)
            option = self.options.option(place, parts, extra=extra)
            if option is not None:
                yield Step(option, taken, (), (), self._counted(()))
                return

    def _reaches(self, parts: Parts, place: Place) -> bool:
        """Return whether what stands on the page can be large enough to fill it."""
        slicing = self.options.composer.slicing
        least, most = 0, (len(parts) - 1) * self.policy.flag * self.matter.grid.columns
        for run in parts:
            for block in run:
                low, high = slicing.span(block)
                least, most = least + low, most + high
        return least <= place.region.cells <= most

    def _variants(self, runs: Parts, page: int) -> Iterator[tuple[Parts, tuple[int, ...]]]:
        """Yield what fills the page: the stories, with one filler, with more of them."""
        if runs:
            yield runs, ()
        elif not self.freedom.later:
            return
        for used, added in self._fillings(page):
            last = runs[-1] if runs else ()
            yield (*runs[:-1], (*last, *added)), used
            if self.freedom.plain and len(last) + len(added) > FREE:
                for among in _among(last, added):
                    yield (*runs[:-1], among), used
            if len(runs) > 1 and len(used) == 1:
                yield ((*runs[0], *added), *runs[1:]), used

    def _fillings(self, page: int) -> list[tuple[tuple[int, ...], Run]]:
        """Return the fillers the page can have together, by kind and as blocks."""
        if page not in self._fillers:
            blocks = self.matter.fillers()
            fit = [
                number
                for number, block in enumerate(blocks)
                if any(may_fill(one, page, self.pages) for one in block.ready)
            ]
            most = MOST_FILLERS_LATER if self.freedom.later else MOST_FILLERS
            if self.freedom.filled and len(fit) <= FEW_KINDS:
                most = MOST_FILLERS_LAST
            self._fillers[page] = [
                (used, tuple(blocks[one] for one in used))
                for count in range(1, most + 1)
                for used in combinations_with_replacement(fit, count)
                if all(used.count(one) <= len(blocks[one].ready) for one in used)
            ]
        return self._fillers[page]

    def _counted(self, used: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(used.count(number) for number in range(len(self.matter.fillers())))

    def _parted(
        self, place: Place, page: int, runs: Parts, taken: int, *, extra: float
    ) -> Iterator[tuple[Option, Step]]:
        """Yield the page with a story that goes on, not yet parted anywhere."""
        for parts, used in self._variants(runs, page):
            if len(used) > (self.freedom.later > 0):
                return
            if not self._reaches(parts, place):
                continue
            option = self.options.option(place, parts, extra=extra)
            if option is not None:
                yield option, Step(option, taken, (), (), self._counted(used))
                return

    def _opened(
        self, place: Place, page: int, parted: list[tuple[Parts, Choice, bool]]
    ) -> Iterator[Step]:
        """Yield the best of the pages with a story that goes on, parted at the best places."""
        thought: list[tuple[Option, Step]] = []
        for runs, choice, jumps in parted:
            if jumps:
                thought += self._jumping(place, page, runs, choice)
            else:
                extra = choice.extra + PARTED
                thought += self._parted(place, page, runs, choice.taken, extra=extra)
        thought.sort(key=lambda pair: pair[0].cost)
        for option, step in thought[: self.freedom.parted_tried]:
            alone = len(option.parts) == len(option.parts[0]) == 1 and not self.freedom.wide
            for opened in self.options.openings(option, most=1 if alone else self._cuts):
                yield replace(step, option=opened, carried=rests(self.matter, opened))

    @property
    def _cuts(self) -> int:
        """Places to part a story at that are followed: fewer, the more have been."""
        return max(1, self.freedom.cuts - self._set // RESTS)

    @property
    def _company(self) -> int:
        """Stories on a page one of which goes on: fewer, the more have been tried."""
        return max(2, MOST_WITH_PARTED - self._set // RESTS)

    @property
    def _set(self) -> int:
        """Return the rests that were set for these pages."""
        return self.matter.rests - self._rests


def _among(run: Run, added: Run) -> Iterator[Run]:
    """Yield ``run`` with what is added to it standing among its blocks, here and there."""
    found = list(combinations_with_replacement(range(1, len(run)), len(added)))
    for places in found[:: max(1, len(found) // PLACES_TRIED)]:
        here = dict[int, list[Block]]()
        for place, block in zip(places, added, strict=True):
            here.setdefault(place, []).append(block)
        yield tuple(one for at, own in enumerate(run) for one in (*here.get(at, ()), own))


def may_jump(copy: Copy, *, allowed: bool = True) -> bool:
    """Return whether the story may go on on another page; ``allowed``: where nothing was said."""
    if copy.pin.jump is None:
        return allowed and copy.lines >= LEAST_PARTED
    return copy.pin.jump


def rests(matter: Matter, option: Option) -> tuple[Carried, ...]:
    """Return the rests of the stories that ``option`` parts, for the next page."""
    assert option.layouts is not None
    return tuple(
        matter.rest(spot.block, spot.form)
        for spot in option.layouts[0].spots
        if spot.form.end is not None
    )
