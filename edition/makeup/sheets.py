"""The flatplan drawn up from the pages that were chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from .copy import Copy, Grid, Ready
from .judgement import SAME_OPENING, alike
from .options import Layout, Option
from .plan import Filled, Flatplan, Module, Rect, Sheet
from .slicing import Spot


@dataclass(frozen=True, slots=True)
class Solution:
    """The pages that were chosen, one option for each, and the stories that stand on none."""

    cost: float
    pages: tuple[Option, ...]
    layouts: tuple[Layout, ...]
    fillers: Mapping[tuple[int, int, int], Ready]
    left_out: tuple[Copy, ...] = ()


def facing(pages: Sequence[Option]) -> tuple[Layout, ...]:
    """Return a layout for each page, so that the two pages of an opening differ."""
    chosen: list[Layout] = []
    numbers = [(1,), *((page, page + 1) for page in range(2, len(pages) + 1, 2))]
    for opening in numbers:
        kept = [pages[page - 1].layouts or () for page in opening if page <= len(pages)]
        best = min(product(*kept), key=_together)
        chosen.extend(best)
    return tuple(chosen)


def _together(layouts: tuple[Layout, ...]) -> float:
    cost = sum(layout.cost for layout in layouts)
    if len(layouts) == 2 and alike(layouts[0].spots, layouts[1].spots):
        cost += SAME_OPENING
    return cost


def flatplan(solution: Solution, grid: Grid) -> Flatplan:
    """Return the plan: modules and ready-made things with their places on their pages."""
    sheets = tuple(
        _sheet(number, option, layout, solution)
        for number, (option, layout) in enumerate(
            zip(solution.pages, solution.layouts, strict=True), 1
        )
    )
    blank = sum(unfilled(solution).values())
    over = sum(copy.lines for copy in solution.left_out)
    names = tuple(copy.name for copy in solution.left_out)
    return Flatplan(grid, _joined(sheets), round(solution.cost, 3), over or -blank, names)


def unfilled(solution: Solution) -> dict[int, int]:
    """Return how many lines nothing fills, by page."""
    found: dict[int, int] = {}
    for page, layout in enumerate(solution.layouts, 1):
        for spot in layout.spots:
            if spot.block.key == "blank" and spot.rect.lines > 0:
                cells = spot.rect.columns * spot.rect.lines
                found[page] = found.get(page, 0) + cells
    return found


def _sheet(number: int, option: Option, layout: Layout, solution: Solution) -> Sheet:
    modules = tuple(_module(spot) for spot in layout.spots if spot.block.copy is not None)
    ready = [*option.place.adverts]
    for spot in layout.spots:
        if spot.block.ready:
            key = (number, spot.rect.column, spot.rect.line)
            one = solution.fillers.get(key, spot.block.ready[0])
            ready.append(Filled(one.name, one.kind, spot.rect))
    stories = [spot.block.copy for spot in layout.spots if spot.block.copy is not None]
    begun = next((copy for copy in stories if not copy.continued), stories[0] if stories else None)
    label = begun.section if begun else ""
    remarks = layout.remarks
    return Sheet(number, label, modules, tuple(ready), round(layout.cost, 3), remarks)


def _module(spot: Spot) -> Module:
    copy = spot.block.copy
    assert copy is not None
    rect = spot.rect
    return Module(
        copy.name,
        copy.section,
        Rect(rect.column, rect.line - spot.flag, rect.columns, rect.lines + spot.flag),
        spot.form.moved(rect.column, rect.line),
        flag=copy.section if spot.flag else None,
        gathered=copy.gathered,
    )


def _joined(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Return the sheets with every part of a story told where it comes from and goes on."""
    parts: dict[str, list[int]] = {}
    for sheet in sheets:
        for module in sheet.modules:
            parts.setdefault(module.name, []).append(sheet.number)
    found = []
    for sheet in sheets:
        modules = []
        for module in sheet.modules:
            pages = parts[module.name]
            at = pages.index(sheet.number)
            back = pages[at - 1] if at else None
            onto = pages[at + 1] if at + 1 < len(pages) else None
            modules.append(replace(module, back=back, onto=onto))
        found.append(replace(sheet, modules=tuple(modules)))
    return tuple(found)
