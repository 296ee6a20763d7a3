"""The front page: the lead, what stands beside it, what goes on inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .copy import Copy, Policy
from .matter import Carried, Matter
from .options import Option, Options, Place
from .slicing import Block
from .steps import may_jump, rests

POOL = 5
"""Stories that are thought of for the front page beside the lead."""

MISSING = 3.0
"""Each story fewer than the front page could show."""

LEAD_ALONE = 25.0
"""A front page of one story: what else there is today is not to be seen."""

PASSED_OVER = 2.0
"""Each story taken before one that comes earlier."""

JUMP = 4.0
"""A reader who must turn the page may not come back."""

TURNED = 10.0
"""A second story that goes on inside: the next page is theirs alone."""

LONG = 6.0
"""A story beside the lead that fits no page: the pages after this one are its own."""

TRIED = 12
"""Front pages that are judged."""

ALIKE = 5
"""Of them, those on which the same stories go on inside."""

KEPT = 4
"""Front pages that the rest of the issue is made up for."""

MANY = 12
"""Front pages where a few gave no issue; most of them differ in where the lead is parted."""

OTHER_LEADS = 3
"""Stories that are tried as leads where the first cannot lead."""

FILLED = 10.0
"""What a filler on the front page costs."""

MOST_BLOCKS = 5
"""What stands on a front page before a filler is thought of."""

LEAST_COLUMNS = 3
"""The lead's width on the front page, or the page's when it has fewer columns."""


@dataclass(frozen=True, slots=True)
class Front:
    """A front page, the stories left for the pages after it, and what goes on there."""

    option: Option
    order: tuple[Copy, ...]
    carried: tuple[Carried, ...]
    jumps: int = 0
    """Stories that go on inside and would have fitted a page alone."""
    used: tuple[int, ...] = ()
    """Fillers on it, by kind."""

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
        thought: list[tuple[Option, tuple[Copy, ...]]] = []
        for last in (False, True) if self.many or self.short else (False,):
            thought += self._thought(place, copies, pinned, whole=whole, last=last)
            if len(thought) >= KEPT * (1 + self.many):
                break
        thought = sorted(dict.fromkeys(thought), key=lambda pair: pair[0].cost)
        judged: list[tuple[Option, tuple[Copy, ...]]] = []
        for option, shown in _unlike(thought)[:TRIED]:
            if any(block.opens for run in option.parts for block in run):
                ends = MANY // 2 if self.many else 2
                judged += [(one, shown) for one in self.options.openings(option, most=ends)]
            else:
                self.options.judge(option)
                judged.append((option, shown))
        judged = [pair for pair in judged if pair[0].cost < float("inf")]
        judged.sort(key=lambda pair: pair[0].cost)
        fronts: list[Front] = []
        kept, same = (MANY, MANY // 2) if self.many else (KEPT, 2)
        counted: Counter[tuple[str, ...]] = Counter()
        seen: set[object] = set()
        for option, shown in judged:
            names = tuple(copy.name for copy in shown)
            front = Front(
                option,
                tuple(one for one in copies if one not in shown),
                rests(self.matter, option),
                self._jumps(option),
                self._used(option),
            )
            # of front pages that leave the same for the pages after them the best is enough
            leaves = (frozenset(names), front.carried)
            if counted[names] < same and len(fronts) < kept and leaves not in seen:
                counted[names] += 1
                seen.add(leaves)
                fronts.append(front)
        return fronts

    def _thought(
        self,
        place: Place,
        copies: Sequence[Copy],
        pinned: Sequence[Copy],
        *,
        whole: bool,
        last: bool,
    ) -> Iterator[tuple[Option, tuple[Copy, ...]]]:
        """Yield front pages; ``last``: with fillers, and the lead going on, if they must."""
        for shown, cost in self._choices(copies, pinned, whole=whole, last=last):
            for parts, extra in self._parts(shown, place, last=last):
                option = self.options.option(place, (parts,), extra=cost + extra)
                if option is None and last:
                    fillers = [one for one in self.matter.fillers() if len(parts) < MOST_BLOCKS]
                    found = (
                        self.options.option(place, ((*parts, one),), extra=cost + extra + FILLED)
                        for one in fillers
                    )
                    option = next((one for one in found if one is not None), None)
                for pieces in (1, 2) if self.short and last else ():
                    filled = (*parts, *(self.matter.blank(),) * pieces)
                    option = option or self.options.option(place, (filled,), extra=cost + extra)
                if option is not None:
                    yield option, shown

    def _choices(
        self, copies: Sequence[Copy], pinned: Sequence[Copy], *, whole: bool, last: bool
    ) -> Iterator[tuple[tuple[Copy, ...], float]]:
        """Yield the stories of a front page, the lead first, with what choosing them costs."""
        if whole:
            yield (*pinned, *copies), 0.0
            return
        free = [one for one in copies if 1 not in one.pin.never and one.pin.page is None]
        heads = [one for one in (*pinned, *free) if one.rank == "lead"] or [*pinned, *free]
        if not heads:
            return
        for number, lead in enumerate(heads[: OTHER_LEADS if last else 1]):
            for shown, cost in self._beside(lead, free, pinned):
                yield shown, cost + PASSED_OVER * 2 * number

    def _beside(
        self, lead: Copy, free: Sequence[Copy], pinned: Sequence[Copy]
    ) -> Iterator[tuple[tuple[Copy, ...], float]]:
        """Yield what can stand with ``lead``, with what choosing it costs."""
        must = [one for one in pinned if one is not lead]
        if lead.pin.alone:
            yield (lead, *must), 0.0
            return
        others = [one for one in free if one is not lead and not one.pin.alone]
        pool = _pool(others, all_ranks=self.many)
        room = max(0, self.policy.front - 1 - len(must))
        for count in range(room + 1):
            for shown in combinations(pool, count):
                over = sum(pool.index(one) for one in shown) - count * (count - 1) // 2
                yield (lead, *must, *shown), self._fewer(room, count) + PASSED_OVER * over

    def _fewer(self, room: int, count: int) -> float:
        return MISSING * (room - count) + (LEAD_ALONE if room and not count else 0.0)

    def _parts(
        self, shown: tuple[Copy, ...], place: Place, *, last: bool
    ) -> Iterator[tuple[tuple[Block, ...], float]]:
        """Yield the blocks of a front page: all stories whole, or some of them going on inside."""
        may = [
            one
            for one in shown
            if may_jump(one, allowed=self.policy.jumps > 0 or (last and one is shown[0]))
        ]
        most = max(1, self.policy.jumps)
        choices: list[tuple[Copy, ...]] = [(), *((one,) for one in may)]
        choices += combinations(may, 2) if most > 1 and self.many else ()
        for going_on in choices:
            blocks = []
            for copy in shown:
                block = self.matter.whole(copy)
                if copy in going_on or not block.shapes:
                    block = self.matter.opening(copy)
                blocks.append(self._led(block) if copy is shown[0] else block)
            if sum(one.opens for one in blocks) <= max(most, len(going_on)):
                cost = sum(JUMP * (1 + (one is not shown[0])) for one in going_on)
                cost += TURNED * max(0, sum(one.opens for one in blocks) - 1)
                cost += sum(LONG for one in blocks[1:] if one.opens and one.copy not in going_on)
                yield (*blocks, *place.fixed), cost

    def _jumps(self, option: Option) -> int:
        blocks = [block for run in option.parts for block in run if block.opens and block.copy]
        return sum(bool(self.matter.whole(one.copy).shapes) for one in blocks if one.copy)

    def _used(self, option: Option) -> tuple[int, ...]:
        blocks = [block for run in option.parts for block in run]
        return tuple(blocks.count(one) for one in self.matter.fillers())

    def _led(self, block: Block) -> Block:
        """Return the lead with those of its forms that are wide enough to lead the issue."""
        return self.matter.wide(block, LEAST_COLUMNS)


def _unlike(
    thought: Sequence[tuple[Option, tuple[Copy, ...]]],
) -> list[tuple[Option, tuple[Copy, ...]]]:
    """Return the front pages without those that come after many like them."""
    counted: Counter[tuple[str, ...]] = Counter()
    found = []
    for option, shown in thought:
        going_on = tuple(block.key for run in option.parts for block in run if block.opens)
        counted[going_on] += 1
        if counted[going_on] <= ALIKE:
            found.append((option, shown))
    return found


def _pool(copies: Sequence[Copy], *, all_ranks: bool) -> list[Copy]:
    """Return whom the front page could show: the first section's, then the best of the others."""
    told = [one for one in copies if not one.gathered and one.rank != "brief"]
    first = told[0].section if told else None
    own = [one for one in told if one.section == first][: POOL - 2]
    rest = [one for one in told if one not in own and one.rank in ("lead", "second")]
    found = (own + rest)[:POOL]
    more = [one for one in told if one not in found] if all_ranks else []
    return found + more[: POOL - len(found)]
