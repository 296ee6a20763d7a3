"""The front page: the lead, what stands beside it, what goes on inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .copy import Copy, Policy
from .matter import Carried, Matter
from .options import Option, Options, Place
from .slicing import Block
from .steps import rests

POOL = 5
"""Stories that are thought of for the front page beside the lead."""

MISSING = 3.0
"""Each story fewer than the front page could show."""

PASSED_OVER = 2.0
"""Each story taken before one that comes earlier."""

JUMP = 4.0
"""A reader who must turn the page may not come back."""

TRIED = 12
"""Front pages that are judged."""

KEPT = 4
"""Front pages that the rest of the issue is made up for."""

MANY = 12
"""Front pages where a few gave no issue; most of them differ in where the lead is parted."""

LEAST_COLUMNS = 3
"""The lead's width on the front page, or the page's when it has fewer columns."""


@dataclass(frozen=True, slots=True)
class Front:
    """A front page, the stories left for the pages after it, and what goes on there."""

    option: Option
    order: tuple[Copy, ...]
    carried: tuple[Carried, ...]

    @property
    def cost(self) -> float:
        return self.option.cost


@dataclass(frozen=True, slots=True)
class Desk:
    """What the front page is chosen with."""

    matter: Matter
    options: Options
    policy: Policy
    short: bool = False
    """Whether lines may be left unfilled."""
    many: bool = False
    """Whether to think of :data:`MANY` front pages."""

    def fronts(
        self, place: Place, copies: Sequence[Copy], *, pinned: Sequence[Copy], whole: bool
    ) -> list[Front]:
        """Return good front pages, the best first; ``whole``: an issue of one page."""
        found: dict[tuple[str, ...], list[tuple[float, Option, tuple[Copy, ...]]]] = {}
        thought = sorted(
            self._thought(place, copies, pinned, whole=whole), key=lambda pair: pair[0].cost
        )
        judged: list[tuple[Option, tuple[Copy, ...]]] = []
        for option, shown in thought[:TRIED]:
            if any(block.opens for run in option.parts for block in run):
                ends = MANY // 2 if self.many else 2
                judged += [(one, shown) for one in self.options.openings(option, most=ends)]
            else:
                self.options.judge(option)
                judged.append((option, shown))
        judged.sort(key=lambda pair: pair[0].cost)
        fronts: list[Front] = []
        kept, same = (MANY, MANY // 2) if self.many else (KEPT, 2)
        for option, shown in judged:
            key = tuple(copy.name for copy in shown)
            if len(found.setdefault(key, [])) < same and len(fronts) < kept:
                found[key].append((option.cost, option, shown))
                left = tuple(one for one in copies if one not in shown)
                fronts.append(Front(option, left, rests(self.matter, option)))
        return fronts

    def _thought(
        self, place: Place, copies: Sequence[Copy], pinned: Sequence[Copy], *, whole: bool
    ) -> Iterator[tuple[Option, tuple[Copy, ...]]]:
        for shown, cost in self._choices(copies, pinned, whole=whole):
            for parts, extra in self._parts(shown, place):
                option = self.options.option(place, (parts,), extra=cost + extra)
                if option is None and self.short:
                    filled = (*parts, self.matter.blank())
                    option = self.options.option(place, (filled,), extra=cost + extra)
                if option is not None:
                    yield option, shown

    def _choices(
        self, copies: Sequence[Copy], pinned: Sequence[Copy], *, whole: bool
    ) -> Iterator[tuple[tuple[Copy, ...], float]]:
        """Yield the stories of a front page, the lead first, with what choosing them costs."""
        if whole:
            yield (*pinned, *copies), 0.0
            return
        free = [one for one in copies if 1 not in one.pin.never and one.pin.page is None]
        heads = [one for one in (*pinned, *free) if one.rank == "lead"] or [*pinned, *free]
        if not heads:
            return
        lead = heads[0]
        must = [one for one in pinned if one is not lead]
        if lead.pin.alone:
            yield (lead, *must), 0.0
            return
        pool = _pool([one for one in free if one is not lead and not one.pin.alone])
        room = max(0, self.policy.front - 1 - len(must))
        for count in range(room + 1):
            for others in combinations(pool, count):
                over = sum(pool.index(one) for one in others) - count * (count - 1) // 2
                yield (lead, *must, *others), MISSING * (room - count) + PASSED_OVER * over

    def _parts(
        self, shown: tuple[Copy, ...], place: Place
    ) -> Iterator[tuple[tuple[Block, ...], float]]:
        """Yield the blocks of a front page: all stories whole, or one of them going on inside."""
        for going_on in (None, *shown):
            blocks = []
            for copy in shown:
                block = self.matter.whole(copy)
                if copy is going_on or not block.forms:
                    block = self.matter.opening(copy)
                blocks.append(self._led(block) if copy is shown[0] else block)
            opening = [one for one in blocks if one.opens]
            if len(opening) > 1 or (going_on and not self._may_go_on(going_on)):
                continue
            cost = 0.0 if going_on is None else JUMP * (1 + (going_on is not shown[0]))
            yield (*blocks, *place.fixed), cost
            if place.fixed and len(blocks) > 1:
                yield (blocks[0], *place.fixed, *blocks[1:]), cost

    def _led(self, block: Block) -> Block:
        """Return the lead with those of its forms that are wide enough to lead the issue."""
        return self.matter.wide(block, LEAST_COLUMNS)

    def _may_go_on(self, copy: Copy) -> bool:
        if copy.pin.jump is None:
            return self.policy.jumps > 0
        return copy.pin.jump


def _pool(copies: Sequence[Copy]) -> list[Copy]:
    """Return whom the front page could show: the first section's, then the best of the others."""
    told = [one for one in copies if not one.gathered and one.rank != "brief"]
    first = told[0].section if told else None
    own = [one for one in told if one.section == first][: POOL - 2]
    rest = [one for one in told if one not in own and one.rank in ("lead", "second")]
    return (own + rest)[:POOL]
