"""The pages delivered last, looked over: what of them can stand as it stood, and what cannot.

A plan of before is a wish. A story that has changed has no place in it any more, and neither
has anything that does not bear looking at; the pages they stood on are made up again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite

from .advertising import Region, regions_of
from .copy import Copy, Grid, Policy, Ready
from .fillers import may_fill, wanted
from .issue import page_of
from .judgement import judged, seen
from .last import Last, allowed, offered, seen_of
from .matter import FILLER, FILLER_CELL, Matter, label
from .options import Layout, Option, Place
from .plan import Filled, Flatplan, Form, Module, Rect, Sheet
from .resold import resold
from .slicing import Block, Spot
from .soundness import fits_room, full, sound

MOST_MOVED = 2
"""Pages that standing matter may stand before the last one."""

MUCH_AIR = 4.0
"""Standing matter that has changed keeps its room unless the air in it costs more."""

Span = tuple[int, int]
"""Pages from the first to the last."""


@dataclass(slots=True)
class Standing:
    """One page as it stands. ``option`` is ``None`` while it has to be made up again.

    ``spots`` are the stories that stand on it as they may, by name; ``modules`` all of before.
    ``adverts`` stand where they stood, ``sold`` are those of now: ``resold`` if they are others.
    """

    number: int
    modules: tuple[Module, ...]
    cost: float
    adverts: tuple[Filled, ...] = ()
    fixed: tuple[Ready, ...] = ()
    spots: dict[str, Spot] = field(default_factory=dict)
    ready: tuple[Spot, ...] = ()
    sold: tuple[Ready, ...] = ()
    resold: bool = False
    option: Option | None = None


@dataclass(frozen=True, slots=True)
class Recalled:
    """The pages of before, and which have to be made up again, those of one reason together.

    ``parts`` are the pages each story stands on; ``late`` the stories there were not, by the
    page they are told of next to.
    """

    pages: Mapping[int, Standing]
    parts: dict[str, tuple[int, ...]]
    late: Mapping[str, int]
    torn: tuple[Span, ...]


def recalled(
    last: Last, copies: Sequence[Copy], ready: Sequence[Ready], policy: Policy, matter: Matter
) -> Recalled | None:
    """Return what is left of ``last``, ``None`` when all must be made up afresh."""
    reader = _Reader(last, {one.name: one for one in copies}, ready, policy, matter)
    return reader.recalled() if reader.bears_it() else None


@dataclass
class _Reader:
    last: Last
    copies: Mapping[str, Copy]
    ready: Sequence[Ready]
    policy: Policy
    matter: Matter
    _torn: list[Span] = field(default_factory=list)

    @property
    def _plan(self) -> Flatplan:
        return self.last.plan

    def bears_it(self) -> bool:
        """Return whether anything of the plan can be kept: what all pages hang on is as it was."""
        plan, policy = self._plan, self.policy
        if plan.grid != self.matter.grid or self.last.policy != allowed(policy):
            return False
        if plan.over or plan.left_out or not plan.sheets or not isfinite(plan.cost + plan.aim):
            return False
        if policy.pages is None and plan.pages % max(1, policy.multiple):
            return False
        if policy.pages not in (None, plan.pages):
            return False
        numbers = [sheet.number for sheet in plan.sheets]
        named = [module.name for sheet in plan.sheets for module in sheet.modules]
        stood = [one.name for sheet in plan.sheets for one in sheet.ready]
        return (
            numbers == list(range(1, plan.pages + 1))
            and all(isfinite(sheet.cost) for sheet in plan.sheets)
            and len(set(stood)) == len(stood)
            and set(named) <= dict(self.last.stories).keys()
            and self._goes_on_at_once()
            and all(self._booked(one) for one in self.ready)
        )

    def _goes_on_at_once(self) -> bool:
        """Return whether every story stands once on a page, and goes on on the next one."""
        pages: dict[str, list[int]] = {}
        for sheet, module in self._plan.modules():
            pages.setdefault(module.name, []).append(sheet.number)
        return all(
            numbers == list(range(numbers[0], numbers[0] + len(numbers)))
            for numbers in pages.values()
        )

    def _booked(self, ready: Ready) -> bool:
        """Return whether what must stand, and was not paid for, stands where it may."""
        if not ready.required or ready.corner:
            return True
        places = [
            (sheet.number, one)
            for sheet in self._plan.sheets
            for one in sheet.ready
            if one.name == ready.name
        ]
        pages = [wanted(ready, self._plan.pages, moved=moved) for moved in range(MOST_MOVED + 1)]
        return bool(places) and places[0][0] in pages

    def recalled(self) -> Recalled | None:
        """Return the pages as they stood, and which are torn; ``None``: all must be sold again."""
        sold = resold(self.last, tuple(self.ready), self.matter.grid, self.policy)
        if sold is None:
            return None
        pages = {sheet.number: self._standing(sheet) for sheet in self._plan.sheets}
        for number, page in pages.items():
            page.sold, page.resold = tuple(sold.pages[number]), number in sold.changed
        self._torn += ((number, number) for number in sold.changed)
        parts: dict[str, list[int]] = {}
        for sheet, module in self._plan.modules():
            if module.name in self.copies and module.name != self._promoted:
                parts.setdefault(module.name, []).append(sheet.number)
            else:
                self._torn.append((sheet.number, sheet.number))
        digests = dict(self.last.stories)
        for name, numbers in parts.items():
            copy = self.copies[name]
            same = digests[name] == seen_of(copy)
            spots = self._chain(copy) if same and self._well_placed(copy, numbers) else None
            if spots is None:
                self._torn.append(self._with_pin(copy, (numbers[0], numbers[-1])))
                continue
            for number, spot in spots:
                pages[number].spots[name] = spot
        late = self._late(parts)
        if late is None or not self._in_order(parts):
            return None
        self._torn += ((page, page) for page in late.values())
        for sheet in self._plan.sheets:
            page = pages[sheet.number]
            page.option = self._whole(sheet, page)
            if page.option is None and not any(a <= page.number <= b for a, b in self._torn):
                self._torn.append((page.number, page.number))
        for first, end in self._torn:
            for number in range(first, end + 1):
                pages[number].option = None
        found = {name: tuple(numbers) for name, numbers in parts.items()}
        return Recalled(pages, found, late, tuple(sorted(set(self._torn))))

    def _standing(self, sheet: Sheet) -> Standing:
        """Return the page with what is ready-made on it; what no longer is tears the page."""
        by_name = {one.name: one for one in self.ready}
        page = Standing(sheet.number, sheet.modules, sheet.cost)
        adverts: list[Filled] = []
        fixed: list[Ready] = []
        spots: list[Spot] = []
        for filled in sheet.ready:
            ready = by_name.get(filled.name)
            if ready is None or not self._as_offered(ready, filled, sheet.number):
                self._torn.append((sheet.number, sheet.number))
            elif not ready.corner:
                spots.append(self._ready_spot(ready, filled.rect))
            if ready is not None and ready.corner:
                adverts.append(filled)
            elif ready is not None and ready.required:
                fixed.append(ready)
        page.adverts, page.fixed, page.ready = tuple(adverts), tuple(fixed), tuple(spots)
        return page

    def _as_offered(self, ready: Ready, filled: Filled, page: int) -> bool:
        """Return whether something ready-made may stand as it does, and does so well enough."""
        bound = ready.required or ready.corner or may_fill(ready, page, self._plan.pages)
        if not bound or ready.kind != filled.kind or not fits_room(ready, filled.rect):
            return False
        rect = filled.rect
        ways = self.matter.ready_made(ready).forms
        cost = min(
            one.cost for one in ways if (one.columns, one.lines) == (rect.columns, rect.lines)
        )
        same = dict(self.last.ready).get(ready.name) == offered(ready)
        return same or (not ready.corner and cost <= MUCH_AIR)

    def _ready_spot(self, ready: Ready, rect: Rect) -> Spot:
        cost = 0.0
        if not ready.required:
            cost = FILLER + FILLER_CELL * rect.columns * rect.lines
        form = Form(rect.columns, rect.lines, cost, None, None, (), ())
        return Spot(Block(f"kept {ready.name}", (form,), ready=(ready,)), form, rect)

    def _chain(self, copy: Copy) -> list[tuple[int, Spot]] | None:
        """Return the parts of a story with their pages, ``None`` if one could not be made so."""
        found: list[tuple[int, Spot]] = []
        rest: Copy | None = copy
        page = None
        for sheet, module in self._plan.modules():
            if module.name != copy.name:
                continue
            if rest is None or (page is not None and sheet.number != page + 1):
                return None
            spot = spot_of(module, rest, self.policy, first=self.matter.number(copy))
            form = spot.form
            if (form.columns, form.lines) != (spot.rect.columns, spot.rect.lines):
                return None
            crosses = form.half and self.matter.crosses(rest, form)
            if not crosses and not sound(rest, form, self.matter.grid):
                return None
            if form.half == "first" and 2 * sheet.number != self._plan.pages:
                return None
            found.append((sheet.number, spot))
            page = sheet.number
            rest = self.matter.rest(spot.block, form).copy if form.end is not None else None
        return found if found and rest is None else None

    def _well_placed(self, copy: Copy, numbers: Sequence[int]) -> bool:
        pin = copy.pin
        page = page_of(copy, self._plan.pages)
        if page is not None and 1 <= page <= self._plan.pages and page != numbers[0]:
            return False
        if not set(numbers).isdisjoint(pin.never):
            return False
        alone = all(len(self._plan.sheets[number - 1].modules) == 1 for number in numbers)
        return alone or not pin.alone

    def _with_pin(self, copy: Copy, span: Span) -> Span:
        page = page_of(copy, self._plan.pages)
        if page is None or not 1 <= page <= self._plan.pages:
            return span
        return min(span[0], page), max(span[1], page)

    def _late(self, parts: Mapping[str, Sequence[int]]) -> dict[str, int] | None:
        """Return the stories there were not, each by the page of one told before or after it."""
        found: dict[str, int] = {}
        names = list(self.copies)
        for at, name in enumerate(names):
            if name in parts:
                continue
            copy = self.copies[name]
            near = [*reversed(names[:at]), *names[at + 1 :]]
            near.sort(key=lambda other: self.copies[other].section != copy.section)
            pages = (parts[other][-1] for other in near if other in parts)
            page = next((page for page in pages if page > 1), None)
            if (copy.rank == "lead" or at == 0) and 1 not in copy.pin.never:
                page = 1
            pinned = page_of(copy, self._plan.pages)
            if pinned is not None and 1 <= pinned <= self._plan.pages:
                page = pinned
            if page is None:
                return None
            found[name] = page
        return found

    @cached_property
    def _promoted(self) -> str | None:
        """Return the story that leads the issue now and stood inside, ``None`` if there is none."""
        names = list(self.copies)
        if not names:
            return None
        lead = next((name for name in names if self.copies[name].rank == "lead"), names[0])
        digests = dict(self.last.stories)
        led = next((name for name in digests if name in self.copies), None)
        pin = self.copies[lead].pin
        if 1 in pin.never or page_of(self.copies[lead], self._plan.pages) not in (None, 1):
            return None
        new = digests.get(lead) != seen_of(self.copies[lead]) or (lead == names[0] != led)
        page = self._plan.page_of(lead)
        return lead if new and page is not None and page > 1 else None

    def _in_order(self, parts: Mapping[str, Sequence[int]]) -> bool:
        """Tear the pages of stories that are told in another order now."""
        before = [name for name, _ in self.last.stories if name in parts]
        now = [name for name in self.copies if name in parts]
        if len(before) != len(now):
            return False
        moved = [at for at, (a, b) in enumerate(zip(before, now, strict=True)) if a != b]
        if moved:
            pages = [page for name in now[moved[0] : moved[-1] + 1] for page in parts[name]]
            self._torn.append((min(pages), max(pages)))
        return True

    def _whole(self, sheet: Sheet, page: Standing) -> Option | None:
        """Return the page as it stood, ``None`` when something on it cannot stand so."""
        torn = any(first <= sheet.number <= end for first, end in self._torn)
        if torn or len(page.spots) != len(sheet.modules):
            return None
        spots = (*(page.spots[module.name] for module in sheet.modules), *page.ready)
        ready_made = len(page.ready) + len(page.adverts)
        if ready_made != len(sheet.ready) or not self._stacked(page):
            return None
        if not is_full(page, spots, self.matter.grid, self.policy):
            return None
        return standing_so(page, spots, page.cost, self.matter.grid, self.policy)

    def _stacked(self, page: Standing) -> bool:
        """Return whether the advertisements stand as they may be stacked."""
        if not page.adverts:
            return True
        by_name = {one.name: one for one in self.ready}
        adverts = [by_name[one.name] for one in page.adverts]
        top = top_of(page, self.policy)
        left = page.number % 2 == 0
        ways = regions_of(adverts, self.matter.grid, top=top, left=left)
        return any(set(filled) == set(page.adverts) for _, filled in ways)


def is_full(page: Standing, spots: Sequence[Spot], grid: Grid, policy: Policy) -> bool:
    """Return whether ``spots`` and the page's advertisements fill it to the last cell."""
    adverts = [one.rect for one in page.adverts]
    return full(spots, adverts, grid, top=top_of(page, policy), flag=policy.flag)


def top_of(page: Standing, policy: Policy) -> int:
    """Return the lines of the page that its masthead takes."""
    return policy.masthead if page.number == 1 else 0


def standing_so(
    page: Standing, spots: Sequence[Spot], cost: float, grid: Grid, policy: Policy
) -> Option:
    """Return the page with ``spots`` where they are, and nowhere else."""
    _, remarks = faults_of(spots, page, grid, policy)
    place = Place(Region(top_of(page, policy), grid.columns, 0), page.adverts)
    return Option(place, (), 0.0, cost, (Layout(cost, tuple(spots), remarks),))


def faults_of(
    spots: Sequence[Spot], page: Standing, grid: Grid, policy: Policy
) -> tuple[float, tuple[str, ...]]:
    """Return what a critic has to say of the page, and what it costs."""
    top = top_of(page, policy)
    return judged(seen(spots, columns=grid.columns, top=top, foot=grid.lines))


def spot_of(module: Module, copy: Copy, policy: Policy, *, first: int) -> Spot:
    """Return ``module`` as ``copy`` in its place, whether it could be made so or not."""
    down = policy.flag if module.flag else 0
    rect = module.rect
    rect = Rect(rect.column, rect.line + down, rect.columns, rect.lines - down)
    form = module.form.moved(-rect.column, -rect.line)
    block = Block(f"kept {label(copy)}", (form,), copy, first=first)
    return Spot(block, form, rect, down)
