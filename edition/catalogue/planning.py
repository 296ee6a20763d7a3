"""Which files a catalogue has, and what each is made from.

A unit is a handful of files that are made of the same things. Its key stands for all of these,
so that it is made again when one of them changes, and not looked at otherwise. Everything here
takes a time in proportion to the number of issues, and holds one issue's files at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path

from .. import __version__
from ..delivery.record import RECORD
from ..look import Look, look_in
from ..look.catalogue_words import spoken_in
from ..look.templates import Renderer, environment
from ..model import Publication
from . import advert, dress, opds1, search, sitemap
from .addresses import (
    CODE,
    DESCRIPTION,
    HOME,
    HOUSE_AD,
    NEW,
    ROBOTS,
    ROOT,
    SCRIPT,
    SITEMAP,
    Web,
    beside,
    issue_page,
    search_data,
)
from .feeds import Feed, atom, feed_of_all, feed_of_section, json_feed
from .folder import Copied, File, Unit
from .opds1 import AUTHORS, MONTHS, SECTIONS, Opds1
from .opds2 import GROUP, Opds2
from .reading import opened
from .shelves import (
    Gone,
    Shelf,
    Shown,
    by_author,
    by_month,
    by_section,
    page_name,
    paged,
    stories_of,
)
from .stories import MOST, grouped
from .views import Views
from .web import EARLIER, Neighbours, Pages, newest_of

LOOKS, ISSUE, LISTS, WAYS, FEEDS, FRONT = 6, 5, 4, 3, 2, 1
"""The order in which files take their places, first to last: see ``folder``."""


class Plan:
    """Everything there is to be in one catalogue. ``issues`` and ``gone`` are newest first."""

    def __init__(
        self,
        publication: Publication,
        web: Web,
        issues: Sequence[Shown],
        gone: Sequence[Gone],
    ) -> None:
        self._publication, self._web = publication, web
        self._issues, self._gone = tuple(issues), tuple(gone)
        self._views = Views(publication)
        self._opds1, self._opds2 = Opds1(self._views, web), Opds2(self._views, web)
        self._look = look_in(publication.folder)
        self._settings = _key(_program(), web.base, *_said_of(publication))
        self._dressed = _key(self._settings, dress.digest(self._look))
        self._keys = {
            issue.date: _key(issue.key, *(file.sha256 for file in issue.files),
                             str(issue.held_back))
            for issue in self._issues
        }  # fmt: skip

    def units(self) -> Iterator[Unit]:
        """Yield every unit; what many others lead to comes first."""
        yield from self._looks()
        yield from self._issue_units()
        yield from self._lists()
        yield from self._reading_apps()
        yield from self._feeds()
        yield from self._for_machines()
        yield from self._front()

    @cached_property
    def _renderer(self) -> Renderer:
        return environment(self._look, filters={})

    @cached_property
    def _pages(self) -> Pages:
        return Pages(self._views, self._web, self._renderer)

    @cached_property
    def _months(self) -> tuple[Shelf, ...]:
        return by_month(self._issues)

    @cached_property
    def _sections(self) -> tuple[Shelf, ...]:
        return by_section(self._issues, self._publication.sections)

    @cached_property
    def _authors(self) -> tuple[Shelf, ...]:
        return by_author(self._issues)

    def _of(self, issues: Sequence[Shown]) -> str:
        """Return what stands for ``issues`` in a key."""
        return _key(*(self._keys[issue.date] for issue in issues))

    def _looks(self) -> Iterator[Unit]:
        yield Unit("look", self._dressed, LOOKS, partial(dress.styles, self._look))
        yield Unit("script", self._dressed, LOOKS, self._script)
        yield Unit("code", self._settings, LOOKS, self._drawings)

    def _script(self) -> Iterator[File]:
        values = {
            "said": self._views.said,
            "language": self._views.language,
            "spoken": spoken_in(self._views.language),
        }
        text = self._renderer.render("catalogue/search.js.j2", **values)
        yield SCRIPT, text.encode()

    def _drawings(self) -> Iterator[File]:
        address = self._web(HOME)
        yield CODE, advert.code(address)
        name, words = self._publication.name, self._views.said.on_the_web
        yield HOUSE_AD, advert.house_ad(name, words, address)

    def _issue_units(self) -> Iterator[Unit]:
        for at, issue in enumerate(self._issues):
            later = self._issues[at - 1] if at else None
            earlier = self._issues[at + 1] if at + 1 < len(self._issues) else None
            own = self._own_look(issue)
            near = [f"{one.date} {one.record.title}" if one else "-" for one in (earlier, later)]
            key = _key(
                self._dressed if own is None else _key(self._settings, dress.digest(own)),
                self._keys[issue.date],
                *near,
            )
            make = partial(self._issue, issue, Neighbours(earlier, later), own)
            yield Unit(f"issue {issue.date}", key, ISSUE, make)
        for one in self._gone:
            key = _key(self._dressed, repr(one))
            yield Unit(f"gone {one.date}", key, ISSUE, partial(self._pages.gone, one))

    def _own_look(self, issue: Shown) -> Look | None:
        """Return the look of an issue that has templates or styles of its own."""
        folder = self._publication.folder / issue.record.folder
        if not issue.record.folder or not any(
            (folder / kind).is_dir() for kind in ("templates", "styles")
        ):
            return None
        return look_in(folder, self._publication.folder)

    def _issue(self, issue: Shown, near: Neighbours, own: Look | None) -> Iterator[File]:
        """Yield all that belongs to one issue: its files first, its page last."""
        pages, record = self._pages, issue.record
        if own is not None:
            sheet = beside(issue.date, "look/catalogue.css")
            yield from dress.styles(own, sheet)
            pages = Pages(self._views, self._web, environment(own, filters={}), styles=sheet)
        for file in issue.files:
            source = issue.home / file.name
            yield beside(issue.date, file.name), Copied(source, file.sha256, file.size)
        for picture in record.pictures:
            path = issue.home / picture.name
            if path.is_file():
                size = path.stat().st_size
                yield beside(issue.date, picture.name), Copied(path, picture.sha256, size)
        yield from self._stories(issue, pages)
        yield beside(issue.date, "entry.xml"), self._opds1.entry_document(issue)
        yield beside(issue.date, "publication.json"), self._opds2.publication_document(issue)
        yield beside(issue.date, RECORD), (issue.home / RECORD).read_bytes()
        yield from pages.issue(issue, near)

    def _stories(self, issue: Shown, pages: Pages) -> Iterator[File]:
        file = issue.record.file("epub")
        if file is None or not self._views.readable(issue):
            return
        anchors = [story.anchor for story in issue.record.stories()]
        elsewhere = f"../{issue_page(issue.date).rsplit('/', 1)[-1]}"
        epub = opened(issue.home / file.name, anchors, elsewhere)
        if epub is None:
            return
        try:
            drawn = list(pages.stories(issue, epub))
            for name, data in epub.pictures():
                yield beside(issue.date, f"pictures/{name}"), data
            yield from drawn
        finally:
            epub.close()

    def _lists(self) -> Iterator[Unit]:
        months, pages = self._months, self._pages
        for at, shelf in enumerate(months):
            later = months[at - 1] if at else None
            earlier = months[at + 1] if at + 1 < len(months) else None
            near = [one.slug if one else "-" for one in (earlier, later)]
            key = _key(self._dressed, self._of(shelf.issues), *near)
            make = partial(pages.month, shelf, earlier=earlier, later=later)
            yield Unit(f"month {shelf.slug}", key, LISTS, make)
        counts = [f"{shelf.slug} {len(shelf.issues)}" for shelf in months]
        newest = "".join(self._of(month.issues) for month in newest_of(months))
        key = _key(self._dressed, newest, *counts)
        yield Unit("archive", key, WAYS, partial(pages.archive, months))
        yield from self._alphabet()
        years = search.years(self._issues)
        for year, issues in years.items():
            key = _key(self._settings, self._of(issues))
            yield Unit(f"search {year}", key, LISTS, partial(self._search, year, issues))
        key = _key(self._dressed, *map(str, years))
        yield Unit("search", key, WAYS, partial(pages.search_page, tuple(years)))

    def _alphabet(self) -> Iterator[Unit]:
        groups = grouped(stories_of(self._issues))
        if sum(len(group.stories) for group in groups) <= MOST:
            key = _key(self._dressed, self._of(self._issues))
            yield Unit("stories", key, WAYS, partial(self._pages.whole_list, groups))
            return
        first = {group.letter: group.name for group in groups}
        whole = _key(self._dressed, *(f"{letter} {name}" for letter, name in first.items()))
        near: dict[str, list[str]] = {}
        for group in groups:
            near.setdefault(group.letter, []).append(group.name)
        for group in groups:
            inside = (f"{self._keys[issue.date][:12]} {story.anchor}"
                      for issue, story in group.stories)  # fmt: skip
            key = _key(whole, *near[group.letter], *inside)
            make = partial(self._pages.story_list, groups, group)
            yield Unit(f"stories {group.name}", key, LISTS, make)
        yield Unit("stories", whole, WAYS, partial(self._pages.story_list, groups, None))

    def _search(self, year: int, issues: Sequence[Shown]) -> Iterator[File]:
        yield search_data(year), search.index(issues, self._views)

    def _reading_apps(self) -> Iterator[Unit]:
        said = self._views.said
        name = self._publication.name
        ways = (
            (MONTHS, said.archive, self._months),
            (SECTIONS, said.sections, self._sections),
            (AUTHORS, said.authors, self._authors),
        )
        for path, title, shelves in ways:
            for shelf in shelves:
                heading = self._views.month(shelf.slug) if path == MONTHS else shelf.title
                where = f"{path}/{shelf.slug}"
                yield from self._feed_pages(where, f"{name}: {heading}", shelf.issues, up=path)
            counts = (f"{one.slug} {one.title} {len(one.issues)} {one.issues[0].record.modified}"
                      for one in shelves)  # fmt: skip
            make = partial(self._way, path, f"{name}: {title}", shelves)
            yield Unit(path, _key(self._settings, *counts), WAYS, make)
        yield from self._feed_pages(NEW, f"{name}: {said.newest}", self._issues, up=ROOT,
                                    gone=self._gone)  # fmt: skip
        every = self._of(self._issues)
        yield Unit("opds all", _key(self._settings, every), LISTS, self._complete)
        counted = [(path, title, len(shelves)) for path, title, shelves in ways]
        shown = self._of(self._issues[:GROUP])
        slugs = (f"{one.slug} {len(one.issues)}" for one in self._sections)
        key = _key(self._settings, shown, str(len(self._issues)), *map(str, counted), *slugs)
        yield Unit("opds root", key, FEEDS, partial(self._root, counted))

    def _feed_pages(
        self, path: str, title: str, issues: Sequence[Shown], *, up: str, gone: Sequence[Gone] = ()
    ) -> Iterator[Unit]:
        pages = paged(issues)
        for number, page in enumerate(pages, start=1):
            name = page_name(path, number, len(pages))
            turns = [page_name(path, other, len(pages)) for other in (number - 1, number + 1)]
            first = (str(len(issues)), *map(repr, gone)) if number == 1 else ()
            key = _key(self._settings, title, self._of(page), *turns, str(len(pages) > 1), *first)
            make = partial(self._feed_page, path, title, issues, number, up, gone)
            yield Unit(f"opds {name}", key, LISTS, make)

    def _feed_page(
        self, path: str, title: str, issues: Sequence[Shown], number: int, up: str,
        gone: Sequence[Gone],
    ) -> Iterator[File]:  # fmt: skip
        name = page_name(path, number, len(paged(issues)))
        yield f"{name}.xml", self._opds1.page(path, title, issues, number, up=up, gone=gone)
        yield f"{name}.json", self._opds2.page(path, title, issues, number)

    def _way(self, path: str, title: str, shelves: Sequence[Shelf]) -> Iterator[File]:
        yield f"{path}.xml", self._opds1.ways(path, title, shelves)
        yield f"{path}.json", self._opds2.ways(path, title, shelves)

    def _complete(self) -> Iterator[File]:
        yield f"{opds1.ALL}.xml", self._opds1.complete(self._issues)
        yield f"{opds1.ALL}.json", self._opds2.complete(self._issues)

    def _root(self, ways: Sequence[tuple[str, str, int]]) -> Iterator[File]:
        yield DESCRIPTION, self._opds1.description()
        yield f"{ROOT}.json", self._opds2.root(self._issues, ways, self._sections)
        yield f"{ROOT}.xml", self._opds1.root(self._issues, ways)

    def _feeds(self) -> Iterator[Unit]:
        publication = self._publication
        feeds = [feed_of_section(publication, shelf) for shelf in self._sections]
        feeds.append(feed_of_all(publication, self._issues, self._gone))
        for feed in feeds:
            key = _key(self._settings, feed.title, self._of(feed.issues), *map(repr, feed.gone))
            yield Unit(f"feed {feed.path}", key, FEEDS, partial(self._feed, feed))

    def _feed(self, feed: Feed) -> Iterator[File]:
        yield f"{feed.path}.xml", atom(feed, self._views, self._web)
        yield f"{feed.path}.json", json_feed(feed, self._views, self._web)

    def _for_machines(self) -> Iterator[Unit]:
        years = search.years(self._issues)
        for year, issues in years.items():
            key = _key(self._settings, self._of(issues))
            make = partial(self._sitemap_of, year, issues)
            yield Unit(f"sitemap {year}", key, FEEDS, make)
        changed = (f"{year} {max(one.record.modified for one in issues)}"
                   for year, issues in years.items())  # fmt: skip
        yield Unit("sitemap", _key(self._settings, *changed), FRONT, self._sitemap)
        yield Unit("robots", _key(self._settings), FRONT, self._robots)

    def _sitemap_of(self, year: int, issues: Sequence[Shown]) -> Iterator[File]:
        yield sitemap.year_path(year), sitemap.of_year(issues, self._views, self._web)

    def _sitemap(self) -> Iterator[File]:
        yield "sitemaps/pages.xml", sitemap.own_pages(self._web, ())
        yield SITEMAP, sitemap.index(search.years(self._issues).items(), self._web)

    def _robots(self) -> Iterator[File]:
        yield ROBOTS, sitemap.robots(self._web)

    def _front(self) -> Iterator[Unit]:
        seen = self._issues[: EARLIER + 1]
        slugs = (f"{shelf.slug} {shelf.title}" for shelf in self._sections)
        key = _key(self._dressed, self._of(seen), *slugs)
        yield Unit("front", key, FRONT, partial(self._pages.front, self._issues, self._sections))


def _said_of(publication: Publication) -> Iterator[str]:
    """Yield what a catalogue says of a publication everywhere."""
    offer = publication.offer
    yield repr(
        (
            publication.slug, publication.name, publication.tagline, publication.publisher,
            publication.place, publication.issn, publication.url, publication.rights,
            publication.price, publication.language, publication.layout, publication.sections,
            offer.editions, offer.reading_pages, offer.subscribe,
        )
    )  # fmt: skip


def _program() -> str:
    """Return what stands for this program: another version may write another catalogue."""
    homes = (Path(__file__).parent, Path(__file__).parent.parent / "look")
    files = (path for home in homes for path in sorted(home.glob("*.py")))
    return _key(__version__, *(sha256(path.read_bytes()).hexdigest() for path in files))


def _key(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
