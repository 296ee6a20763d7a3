"""The pages of the catalogue that people read, from the templates of the publication's look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..document import direction_of
from ..look.catalogue_words import spoken_in
from ..look.templates import Renderer, bare_address
from .addresses import (
    ARCHIVE,
    CODE,
    FEED,
    HOME,
    ISSUES,
    ROOT,
    SCRIPT,
    SEARCH,
    STORIES,
    STYLES,
    Web,
    issue_page,
    month_page,
    search_data,
    section_feed,
    stories_page,
    story_page,
    to_root,
)
from .feeds import ATOM, JSON_FEED
from .opds1 import NAVIGATION, OPDS2
from .reading import Readable
from .shelves import Gone, Shelf, Shown
from .stories import Group, letters
from .structured import Meta, graph, issue_data, linked_data, periodical, story_data
from .views import IssueView, MonthView, StoryView, Views

EARLIER = 6
"""Issues before the newest that the first page shows."""

CARDS = 8
"""Issues that the page of all issues shows at least, if there are so many."""

Page = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The issues before and after one; ``None`` at either end."""

    earlier: Shown | None = None
    later: Shown | None = None


class Pages:
    """Draws the pages of one catalogue; ``styles`` is the path of the sheet they wear."""

    def __init__(
        self,
        views: Views,
        web: Web,
        renderer: Renderer,
        *,
        styles: str = STYLES,
    ) -> None:
        self._views, self._web, self._renderer = views, web, renderer
        self._publication = views.publication
        self._common = {
            "publication": views.publication,
            "words": views.words,
            "said": views.said,
            "spoken": spoken_in(views.language),
            "language": views.language,
            "direction": direction_of(views.language),
            "styles": styles,
            "nameplate": _size_of(views.publication.name),
            "home": HOME,
            "archive": ARCHIVE,
            "stories": STORIES,
            "search": SEARCH,
            "script": SCRIPT,
            "code": CODE,
            "base": web(HOME),
            "base_in_words": bare_address(web(HOME)),
            "opds": web(f"{ROOT}.xml"),
            "alternates": tuple(_alternates(views)),
        }

    def front(self, issues: Sequence[Shown], sections: Sequence[Shelf]) -> Iterator[Page]:
        """Yield the first page: the newest issue, and those before it."""
        views, publication = self._views, self._publication
        newest = issues[0] if issues else None
        yield self._page(
            HOME,
            "front",
            publication.name,
            publication.tagline or "",
            shown=newest,
            kind="website",
            data={"@context": "https://schema.org", **periodical(publication, self._web)},
            issue=views.issue(newest) if newest else None,
            earlier=tuple(views.card(issue) for issue in issues[1 : EARLIER + 1]),
            section_feeds=tuple(
                (shelf.title, f"{section_feed(shelf.slug)}.xml") for shelf in sections
            ),
        )

    def issue(self, shown: Shown, near: Neighbours) -> Iterator[Page]:
        """Yield the page of an issue."""
        views = self._views
        readable = views.readable(shown)
        yield self._page(
            issue_page(shown.date),
            "issue",
            shown.record.title,
            shown.record.summary,
            shown=shown,
            kind="article",
            data=issue_data(self._publication, shown, self._web, readable=readable),
            issue=views.issue(shown),
            earlier=views.card(near.earlier) if near.earlier else None,
            later=views.card(near.later) if near.later else None,
        )

    def stories(self, shown: Shown, epub: Readable) -> Iterator[Page]:
        """Yield the reading pages of an issue, as far as the EPUB has its stories."""
        found = [
            (section.title, story, article)
            for section in shown.record.sections
            for story in section.stories
            if (article := epub.article(story.anchor)) is not None
        ]
        views = [self._views.story(shown, story) for _, story, _ in found]
        values = []
        for at, (section, story, article) in enumerate(found):
            path = story_page(shown.date, story.anchor)
            values.append(
                self._values(
                    path,
                    f"{story.headline} – {self._publication.name}",
                    story.summary,
                    shown=shown,
                    kind="article",
                    data=story_data(self._publication, shown, story, section, self._web),
                    issue=self._views.card(shown),
                    section=section,
                    story=views[at],
                    article=article,
                    earlier=views[at - 1] if at else None,
                    later=views[at + 1] if at + 1 < len(views) else None,
                )
            )
        drawn = self._renderer.render_each("catalogue/story.html.j2", values)
        for (_, story, _), text in zip(found, drawn, strict=True):
            yield story_page(shown.date, story.anchor), text.encode()

    def archive(self, months: Sequence[Shelf]) -> Iterator[Page]:
        """Yield the page of all months, year by year."""
        years: dict[str, list[tuple[str, str, int]]] = {}
        for shelf in months:
            entry = (self._views.month_name(shelf.slug), month_page(shelf.slug), len(shelf.issues))
            years.setdefault(shelf.slug[:4], []).append(entry)
        title = self._views.said.archive
        newest = tuple(
            MonthView(self._views.month(one.slug), month_page(one.slug),
                      tuple(map(self._views.card, one.issues)))
            for one in newest_of(months)
        )  # fmt: skip
        yield self._page(
            ARCHIVE, "archive", f"{title} – {self._publication.name}", "",
            heading=title, years=tuple(years.items()), newest=newest,
        )  # fmt: skip

    def month(self, shelf: Shelf, *, earlier: Shelf | None, later: Shelf | None) -> Iterator[Page]:
        """Yield the page of one month."""
        title = self._views.month(shelf.slug)

        def link(other: Shelf | None) -> tuple[str, str] | None:
            return (self._views.month(other.slug), month_page(other.slug)) if other else None

        yield self._page(
            month_page(shelf.slug), "month", f"{title} – {self._publication.name}", "",
            heading=title,
            issues=tuple(self._views.issue(issue) for issue in shelf.issues),
            earlier=link(earlier),
            later=link(later),
        )  # fmt: skip

    def story_list(self, groups: Sequence[Group], group: Group | None) -> Iterator[Page]:
        """Yield a page of the list of stories; ``None`` for the one that leads to all others."""
        here = stories_page(group.name) if group else STORIES
        index = tuple(
            (letter, to_root(here) + stories_page(first.name), first.letter == now)
            for letter, first in letters(groups)
            for now in (group.letter if group else None,)
        )
        near = [one for one in groups if group is not None and one.letter == group.letter]
        yield self._stories_page(
            here,
            index,
            near=tuple((one.title, stories_page(one.name), one is group) for one in near)
            if len(near) > 1
            else (),
            current=group.title if group else None,
            lists=((None, None, self._listed(group)),) if group else (),
        )

    def whole_list(self, groups: Sequence[Group]) -> Iterator[Page]:
        """Yield the one page of a list of stories that are few enough for it."""
        index = tuple((group.title, f"#letter.{group.name}", False) for group in groups)
        lists = tuple(
            (group.title, f"letter.{group.name}", self._listed(group)) for group in groups
        )
        yield self._stories_page(STORIES, index, near=(), current=None, lists=lists)

    def _stories_page(
        self,
        path: str,
        index: Sequence[tuple[str, str, bool]],
        *,
        near: Sequence[tuple[str, str, bool]],
        current: str | None,
        lists: Sequence[tuple[str | None, str | None, tuple[tuple[StoryView, IssueView], ...]]],
    ) -> Page:
        said = self._views.said.stories
        title = f"{said}: {current}" if current else said
        return self._page(
            path, "stories", f"{title} – {self._publication.name}", "",
            heading=said, index=index, near=near, current=current, lists=lists,
        )  # fmt: skip

    def _listed(self, group: Group) -> tuple[tuple[StoryView, IssueView], ...]:
        return tuple((self._views.story(*one), self._views.card(one[0])) for one in group.stories)

    def search_page(self, years: Sequence[int]) -> Iterator[Page]:
        """Yield the page one searches on; ``years`` are those there is something of."""
        title = self._views.said.search
        yield self._page(
            SEARCH, "search", f"{title} – {self._publication.name}", "",
            heading=title, data_paths=" ".join(search_data(year) for year in years),
            issues_at=ISSUES, readable=self._publication.offer.reading_pages,
        )  # fmt: skip

    def gone(self, gone: Gone) -> Iterator[Page]:
        """Yield what stands in the place of an issue that was withdrawn."""
        view = self._views.gone(gone)
        yield self._page(issue_page(gone.date), "gone", view.title, "", gone=view)

    def _page(
        self,
        path: str,
        template: str,
        title: str,
        summary: str,
        *,
        shown: Shown | None = None,
        kind: str = "website",
        data: Mapping[str, object] | None = None,
        **values: object,
    ) -> Page:
        filled = self._values(path, title, summary, shown=shown, kind=kind, data=data, **values)
        text = self._renderer.render(f"catalogue/{template}.html.j2", **filled)
        return path, text.encode()

    def _values(
        self,
        path: str,
        title: str,
        summary: str,
        *,
        shown: Shown | None,
        kind: str,
        data: Mapping[str, object] | None,
        **values: object,
    ) -> dict[str, object]:
        said: Meta = graph(
            self._publication, title=title, path=path, kind=kind, summary=summary,
            web=self._web, shown=shown,
        )  # fmt: skip
        return {
            **self._common,
            "here": path,
            "root": to_root(path),
            "title": title,
            "summary": summary,
            "canonical": self._web(path),
            "graph": said,
            "data": linked_data(data) if data else None,
            **values,
        }


def newest_of(months: Sequence[Shelf]) -> Sequence[Shelf]:
    """Return the newest months, as many as it takes to show ``CARDS`` issues."""
    shown = 0
    for count, month in enumerate(months, start=1):
        shown += len(month.issues)
        if shown >= CARDS:
            return months[:count]
    return months


def _size_of(name: str) -> str:
    """Return the class of a name that is too long for the largest size: ``long``, ``longest``."""
    longest = max(map(len, name.split()), default=0)
    if longest > 14 or len(name) > 40:
        return "longest"
    return "long" if longest > 9 or len(name) > 20 else ""


def _alternates(views: Views) -> Iterator[tuple[str, str, str]]:
    """Yield type, path and title of what is to be found in other forms."""
    name = views.publication.name
    yield ATOM, f"{FEED}.xml", name
    yield JSON_FEED, f"{FEED}.json", name
    yield NAVIGATION, f"{ROOT}.xml", f"{name} (OPDS)"
    yield OPDS2, f"{ROOT}.json", f"{name} (OPDS 2.0)"
