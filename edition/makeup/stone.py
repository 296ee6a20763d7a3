"""The pages as they stand while some of them are made up again, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .copy import Copy, Grid, Policy, Ready
from .matter import Matter
from .options import Option, Options
from .plan import Flatplan
from .recall import Recalled, Span, Standing
from .regions import Composer
from .sheets import Solution, flatplan
from .slicing import Slicing

Made = list[tuple[int, Option]]
"""Pages made up again, each with its number."""


@dataclass(slots=True)
class Stone:
    """What is needed to make up some pages of ``found`` again, and the others as they stand."""

    copies: tuple[Copy, ...]
    ready: tuple[Ready, ...]
    grid: Grid
    policy: Policy
    matter: Matter
    found: Recalled
    options: Options = field(init=False)
    before: dict[int, float] = field(init=False)
    """What each page cost before it was made up again."""

    def __post_init__(self) -> None:
        self.options = Options(Composer(Slicing(self.grid), flag=self.policy.flag))
        self.before = {number: page.cost for number, page in self.found.pages.items()}

    @property
    def count(self) -> int:
        """Return how many pages the issue has."""
        return len(self.found.pages)

    def stand(self, options: Made) -> None:
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

    def span(self, span: Span) -> list[Standing]:
        """Return the pages of ``span``."""
        return [self.found.pages[number] for number in range(span[0], span[1] + 1)]

    def sure(self, name: str) -> bool:
        """Return whether the story stands somewhere as it may."""
        pages = self.found.parts[name]
        return all(name in self.found.pages[page].spots for page in pages)

    def drawn_up(self, before: Flatplan) -> Flatplan:
        """Return the plan of the pages as they stand now."""
        pages = tuple(page.option for page in self.found.pages.values() if page.option)
        layouts = tuple(page.layouts[0] for page in pages if page.layouts)
        more = sum(page.cost - self.before[number] for number, page in self.found.pages.items())
        plan = flatplan(Solution(before.cost + more, pages, layouts, {}), self.grid)
        return replace(plan, aim=before.aim)
