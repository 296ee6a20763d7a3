"""A changed story set anew where it stood: the same module, nothing else on its pages moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from .copy import Copy, Policy
from .forms import forms, openings
from .issue import page_of
from .matter import LEAST_REST
from .options import Option
from .plan import Form
from .recall import Span, Standing, faults_of, is_full, spot_of, standing_so
from .slicing import Block, Spot
from .stone import Made, Stone

TRIED = 24
"""Ways to set a changed story in its own place that are looked at."""

STIRRED = 3.0
"""What another page is worth that stays as it is, of all a changed story stands on."""


def in_place(stone: Stone, window: Span) -> Made | None:
    """Return the pages of ``window`` with changed stories set anew where they stood.

    ``None`` when one cannot stand there any more.
    """
    return _InPlace(stone).found(window)


@dataclass(frozen=True, slots=True)
class _InPlace:
    stone: Stone

    def found(self, window: Span) -> Made | None:
        """Return the best way to set the changed stories where they stood."""
        stone = self.stone
        pages = stone.span(window)
        standing = {module.name for page in pages for module in page.modules}
        late = any(window[0] <= page <= window[1] for page in stone.found.late.values())
        resold = any(page.resold for page in pages)
        if late or resold or not standing <= stone.found.parts.keys():
            return None
        changed = [one for one in stone.copies if one.name in standing and not stone.sure(one.name)]
        if not changed or any(self._elsewhere(one) for one in changed):
            return None
        again = [list(islice(self._set_again(one), TRIED)) for one in changed]
        best: tuple[float, Made] | None = None
        for chosen in islice(product(*again), TRIED):
            new = {(page, spot.block.first): spot for spots in chosen for page, spot in spots}
            made: Made = []
            cost = 0.0
            for page in pages:
                option = self._page_with(page, new)
                if option is None:
                    return None
                made.append((page.number, option))
                cost += option.cost + STIRRED * _differs(page, option, stone.policy)
            if best is None or cost < best[0]:
                best = (cost, made)
        return best and best[1]

    def _elsewhere(self, copy: Copy) -> bool:
        """Return whether the story must not stand where it stood."""
        pages = self.stone.found.parts[copy.name]
        page = page_of(copy, self.stone.count)
        moved = page is not None and 1 <= page <= self.stone.count and page != pages[0]
        return moved or not set(pages).isdisjoint(copy.pin.never)

    def _set_again(self, copy: Copy) -> Iterator[list[tuple[int, Spot]]]:
        """Yield ways to set a changed story, each part of it in the size it had."""
        before = [
            (page, module)
            for page in self.stone.found.parts[copy.name]
            for module in self.stone.found.pages[page].modules
            if module.name == copy.name
        ]
        sizes = []
        for page, module in before:
            down = self.stone.policy.flag if module.flag else 0
            rect = module.rect
            sizes.append(
                (page, down, replace(rect, line=rect.line + down, lines=rect.lines - down))
            )
        first = self.stone.matter.number(copy)

        def further(copy: Copy, at: int) -> Iterator[list[tuple[int, Spot]]]:
            page, down, rect = sizes[at]
            goes_on = at + 1 < len(sizes)
            for form in self._forms(copy, rect.columns, rect.lines, goes_on=goes_on):
                block = Block(f"again {copy.name}", (form,), copy, first=first)
                spot = Spot(block, form, rect, down)
                if not goes_on:
                    yield [(page, spot)]
                    continue
                rest = self.stone.matter.rest(block, form).copy
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
            found = openings(pinned, self.stone.grid, depth=lines, least=LEAST_REST, low=lines)
        else:
            found = forms(pinned, self.stone.grid, depth=lines)
        sized = [one for one in found if (one.columns, one.lines) == (columns, lines)]
        return sorted(sized, key=lambda one: one.cost)

    def _page_with(self, page: Standing, new: dict[tuple[int, int], Spot]) -> Option | None:
        """Return the page with the ``new`` parts in the place of those of before."""
        if page.option is not None:
            return page.option
        stone = self.stone
        by_name = {one.name: one for one in stone.copies}
        before: list[Spot] = []
        after: list[Spot] = []
        for module in page.modules:
            copy = by_name[module.name]
            spot = page.spots.get(copy.name)
            if spot is not None:
                before.append(spot)
                after.append(spot)
                continue
            fresh = new[page.number, stone.matter.number(copy)]
            after.append(fresh)
            before.append(spot_of(module, fresh.block.copy or copy, stone.policy, first=0))
        spots = (*after, *page.ready)
        if not is_full(page, spots, stone.grid, stone.policy):
            return None
        more = sum(one.form.cost for one in after) - sum(one.form.cost for one in before)
        more += faults_of(after, page, stone.grid, stone.policy)[0]
        more -= faults_of(before, page, stone.grid, stone.policy)[0]
        cost = round(page.cost + more, 3)
        return standing_so(page, spots, cost, stone.grid, stone.policy)


def _differs(page: Standing, option: Option, policy: Policy) -> bool:
    """Return whether a story stands on the page otherwise than it stood."""
    spots = option.layouts[0].spots if option.layouts else ()
    parts = {one.block.copy.name: one for one in spots if one.block.copy is not None}
    return any(
        parts[module.name].form.moved(parts[module.name].rect.column, parts[module.name].rect.line)
        != module.form
        for module in page.modules
    )
