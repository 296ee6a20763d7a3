"""Pins: what ``[[pin]]`` and ``[[page]]`` of ``issue.toml`` settle about single stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..findings import Finding, finding
from ..model import Advert, Origin, Pin, Publication, Slug
from .adverts import beyond
from .nearest import did_you_mean, shortened
from .newspaper_schema import PageOrderKeys, PinKeys
from .schema import IssueKeys
from .settings import Settings

Findings = tuple[Finding, ...]


def read_pages(
    keys: IssueKeys, settings: Settings, publication: Publication
) -> tuple[int | None, Findings]:
    """Return how many pages are wanted: a number the press prints, ``None`` when nobody says."""
    multiple = publication.page.page_multiple
    if keys.pages is None or keys.pages % multiple == 0:
        return keys.pages, ()
    more = keys.pages + -keys.pages % multiple
    less = more - multiple
    said = f"The issue is to have {keys.pages} pages, but they are printed in lots of {multiple}."
    hint = f"Write pages = {f'{less} or ' if less else ''}{more}."
    return more, (finding("PIN-004", said, origin=settings.place("pages"), hint=hint),)


def read_pins(
    keys: IssueKeys,
    settings: Settings,
    *,
    stories: Sequence[Slug],
    lead: Slug,
    pages: int | None,
    publication: Publication,
) -> tuple[tuple[Pin, ...], Findings]:
    """Return one pin at most for each of ``stories``, in their order.

    A page whose stories are settled becomes a pin to it for those, and for all others one
    that keeps them off. Of two pins that contradict each other the first is kept.
    """
    board = _Board(settings, tuple(stories), pages, publication.page.columns)
    for number, pin in enumerate(keys.pin):
        board.pin(pin, number)
    for number, page in enumerate(keys.page):
        board.page(page, number)
    board.lead(lead)
    board.nowhere()
    board.crowds()
    ordered = tuple(board.pins[slug] for slug in stories if slug in board.pins)
    return ordered, tuple(board.found)


def unplaced(adverts: Sequence[Advert], pins: Sequence[Pin], publication: Publication) -> Findings:
    """Return what is to be said of ``adverts`` and ``pins`` that the layout takes no notice of."""
    if publication.layout == "newspaper":
        return ()
    hint = 'Write layout = "newspaper" in publication.toml, or take them out.'
    found = []
    if adverts:
        said = f"The advertisements stand nowhere: a paper in {publication.layout} has no place"
        where = adverts[0].origin
        found.append(finding("PIN-005", f"{said} for them.", origin=where, hint=hint))
    if pins:
        said = f"Pins have no effect: a paper in {publication.layout} follows its order alone."
        found.append(finding("PIN-005", said, origin=pins[0].origin, hint=hint))
    return tuple(found)


@dataclass(slots=True)
class _Board:
    """The pins so far, and what is wrong with them."""

    settings: Settings
    stories: tuple[Slug, ...]
    pages: int | None
    columns: int
    pins: dict[Slug, Pin] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    _settled: dict[int, Origin] = field(default_factory=dict)

    def pin(self, keys: PinKeys, number: int) -> None:
        """Add ``[[pin]]`` ``number``."""

        def place(*path: str) -> Origin:
            return self.settings.place("pin", number, *path)

        slug = self._story(keys.story, place("story"))
        if slug is None:
            return
        if slug in self.pins:
            line = self.pins[slug].origin.line
            hint = f"The first is in line {line}; put into it all that is to hold."
            self._contradiction(f'There are two pins for "{slug}".', place(), hint)
            return
        pin = Pin(
            story=slug,
            origin=place(),
            page=self._page(f'"{slug}" is pinned', keys.page, place("page")),
            never=tuple(sorted(set(keys.never))),
            columns=self._width("columns", slug, keys.columns, place("columns")),
            picture=self._width("picture", slug, keys.picture, place("picture")),
            alone=keys.alone,
            spread=keys.spread,
            jump=keys.jump,
        )
        self.pins[slug] = self._possible(pin, place("page"), place("picture"), place("spread"))

    def _possible(self, pin: Pin, page: Origin, picture: Origin, spread: Origin) -> Pin:
        """Return ``pin`` without what contradicts the rest of it."""
        if pin.page is not None and pin.page in pin.never:
            said = f'"{pin.story}" is pinned to page {pin.page} and shall never stand on it.'
            self._contradiction(said, page, "Take one of the two out.")
            pin = replace(pin, never=tuple(one for one in pin.never if one != pin.page))
        if pin.columns is not None and pin.picture is not None and pin.picture > pin.columns:
            said = (
                f'The picture of "{pin.story}" is to be {pin.picture} columns wide,'
                f" the story only {pin.columns}."
            )
            self._contradiction(said, picture, "Make the story wider or the picture narrower.")
            pin = replace(pin, picture=None)
        if pin.spread and pin.page is not None:
            pin = self._spread(pin, pin.page, spread)
        return pin

    def _spread(self, pin: Pin, page: int, origin: Origin) -> Pin:
        last = self.pages is not None and page >= self.pages
        if page % 2 == 0 and not last:
            return pin
        said = f'"{pin.story}" is to stand over two pages from page {page} on,'
        beside = "which has none beside it" if page == 1 or last else f"which faces page {page - 1}"
        hint = f"Pin it to page {page - 1}." if page > 1 else "Pin it to a page inside, such as 2."
        self._contradiction(f"{said} {beside}.", origin, hint)
        return replace(pin, spread=False)

    def page(self, keys: PageOrderKeys, number: int) -> None:
        """Add ``[[page]]`` ``number``: these stories, and nothing of any other."""
        origin = self.settings.place("page", number, "number")
        page = self._page("Stories are settled", keys.number, origin)
        if page is None:
            return
        if page in self._settled:
            hint = f"The first time is in line {self._settled[page].line}; keep one of them."
            self._contradiction(f"The stories of page {page} are settled twice.", origin, hint)
            return
        self._settled[page] = origin
        places = {
            slug: place
            for index, name in enumerate(keys.stories)
            for place in [self.settings.place("page", number, "stories", index)]
            for slug in [self._story(name, place)]
            if slug is not None
        }
        if keys.stories and not places:
            return
        for slug, place in places.items():
            self._settle(slug, page, place)
        for slug in self.stories:
            if slug not in places:
                self._keep_off(slug, page, origin)

    def _settle(self, slug: Slug, page: int, origin: Origin) -> None:
        pin = self.pins.get(slug, Pin(slug, origin))
        if pin.page is not None and pin.page != page:
            said = f'"{slug}" is to stand on page {page}, but is pinned to page {pin.page}'
            hint = "Take it out in one of the two places."
            self._contradiction(f"{said} in line {pin.origin.line}.", origin, hint)
        elif page in pin.never:
            said = f'"{slug}" is to stand on page {page}, where it shall never stand'
            hint = "Take it out in one of the two places."
            self._contradiction(f"{said} by line {pin.origin.line}.", origin, hint)
        else:
            self.pins[slug] = replace(pin, page=page)

    def _keep_off(self, slug: Slug, page: int, origin: Origin) -> None:
        pin = self.pins.get(slug, Pin(slug, origin))
        if pin.page == page:
            said = f'"{slug}" is pinned to page {page}, whose stories are settled without it.'
            hint = f"Add it to the stories in line {origin.line}, or pin it to another page."
            self._contradiction(said, pin.origin, hint)
        else:
            self.pins[slug] = replace(pin, never=tuple(sorted({*pin.never, page})))

    def lead(self, lead: Slug) -> None:
        """Look whether the story that leads may stand where it leads."""
        pin = self.pins.get(lead)
        if pin is None:
            return
        said = f'"{lead}" leads the front page'
        hint = 'Name another story to lead: lead = "…".'
        if pin.page is not None and pin.page != 1:
            said = f"{said}, but is pinned to page {pin.page}."
            self._contradiction(said, pin.origin, hint)
            self.pins[lead] = replace(pin, page=None)
        elif 1 in pin.never:
            said = f"{said}, but is kept off it."
            self._contradiction(said, pin.origin, hint)
            self.pins[lead] = replace(pin, never=tuple(one for one in pin.never if one != 1))

    def nowhere(self) -> None:
        """Look whether any story is kept off every page there is."""
        for pin in list(self.pins.values()):
            if self.pages is not None and {*range(1, self.pages + 1)} <= {*pin.never}:
                said = f'"{pin.story}" is kept off all {self.pages} pages of the issue.'
                hint = "Allow it a page, or take it out of the order."
                self._contradiction(said, pin.origin, hint)
                self.pins[pin.story] = replace(pin, never=())

    def crowds(self) -> None:
        """Look whether anything is pinned beside what is to stand alone."""
        for pin in list(self.pins.values()):
            if not pin.alone:
                continue
            for other in self.pins.values():
                common = {*_covered(pin)} & {*_covered(other)}
                if other.story != pin.story and common:
                    said = (
                        f'"{pin.story}" is to stand alone on page {min(common)},'
                        f' where "{other.story}" is pinned too.'
                    )
                    self._contradiction(said, pin.origin, "Pin one of them to another page.")
                    self.pins[pin.story] = replace(pin, alone=False)
                    break

    def _story(self, name: str, origin: Origin) -> Slug | None:
        wanted = name.strip().removesuffix(".md").casefold()
        for slug in self.stories:
            if slug.casefold() == wanted:
                return slug
        said = f'"{shortened(name)}" is pinned, but it is not a story of this issue.'
        hint = did_you_mean(name, self.stories) or "Take it out, or add the story to the order."
        self.found.append(finding("PIN-001", said, origin=origin, hint=hint))
        return None

    def _page(self, what: str, page: int | None, origin: Origin) -> int | None:
        if page is None or self.pages is None or page <= self.pages:
            return page
        self.found.append(beyond(what, page, self.pages, origin))
        return None

    def _width(self, key: str, slug: Slug, columns: int | None, origin: Origin) -> int | None:
        if columns is None or columns <= self.columns:
            return columns
        what = "A picture" if key == "picture" else "A story"
        said = f'{what} of {columns} columns for "{slug}"; a page has {self.columns}.'
        hint = f"Write {key} = {self.columns} for the whole width."
        self.found.append(finding("PIN-006", said, origin=origin, hint=hint))
        return None

    def _contradiction(self, said: str, origin: Origin, hint: str) -> None:
        self.found.append(finding("PIN-002", said, origin=origin, hint=hint))


def _covered(pin: Pin) -> Iterator[int]:
    """Yield the pages that ``pin`` is known to take."""
    if pin.page is not None:
        yield pin.page
        if pin.spread:
            yield pin.page + 1
