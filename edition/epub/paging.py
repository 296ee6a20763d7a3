"""Where the pages of the paper begin in its EPUB, for readers who are told a page number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..document import Document, Part, Placed
from ..page_plan import PagePlan, Place
from .links import TEXT, file_name


@dataclass(frozen=True, slots=True)
class PageTarget:
    """A page of the paper and the address of its beginning, as seen from the navigation."""

    number: int
    href: str


class Paging:
    """The beginnings of pages, as templates ask for them; of none when ``plan`` is ``None``."""

    def __init__(self, document: Document, plan: PagePlan | None) -> None:
        places: Mapping[int, Place] = plan.breaks if plan is not None else {}
        self.source = plan.source if plan is not None else None
        """The name of the edition on paper."""
        self.targets = tuple(_targets(document, places))
        self._document, self._at = document, dict[int, list[int]]()
        for number, place in sorted(places.items()):
            self._at.setdefault(id(self._standing(place)), []).append(number)

    def breaks(self, place: Part | Placed) -> tuple[int, ...]:
        """Return the numbers of the pages that begin at ``place``: the filter templates ask."""
        # Two blocks may say the same, and are not the same.
        return tuple(self._at.get(id(place), ()))

    def _standing(self, place: Place) -> Part | Placed:
        part = next(one for one in self._document.parts if one.anchor == place.part)
        return part if place.block is None else part.body[place.block]


def _targets(document: Document, places: Mapping[int, Place]) -> Iterator[PageTarget]:
    files = {part.anchor: file_name(part) for part in document.parts}
    for number, place in sorted(places.items()):
        yield PageTarget(number, f"{TEXT}{files[place.part]}#page_{number}")
