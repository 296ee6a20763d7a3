"""The catalogue for reading apps: OPDS 1.2, which nearly all of them know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from .addresses import DESCRIPTION, HOME, NEW, ROOT, SEARCH, Web, beside, issue_page
from .feeds import tombstone
from .identity import identity, latest, moment
from .markup import document, element
from .shelves import PAGE, Gone, Shelf, Shown, page_name, paged
from .views import Views

NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
ENTRY = "application/atom+xml;type=entry;profile=opds-catalog"
OPDS2 = "application/opds+json"
PUBLICATION = "application/opds-publication+json"
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
SUBSCRIBE = "http://opds-spec.org/acquisition/subscribe"
IMAGE, THUMBNAIL = "http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail"
NEWEST = "http://opds-spec.org/sort/new"
CRAWLABLE = "http://opds-spec.org/crawlable"
ALL = "opds/all"
MONTHS, SECTIONS, AUTHORS = "opds/months", "opds/sections", "opds/authors"

_NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns_dc": "http://purl.org/dc/terms/",
    "xmlns_opds": "http://opds-spec.org/2010/catalog",
    "xmlns_schema": "http://schema.org",
}
_COUNTED = {
    **_NAMESPACES,
    "xmlns_thr": "http://purl.org/syndication/thread/1.0",
    "xmlns_opensearch": "http://a9.com/-/spec/opensearch/1.1/",
    "xmlns_fh": "http://purl.org/syndication/history/1.0",
    "xmlns_at": "http://purl.org/atompub/tombstones/1.0",
}


class Opds1:
    """Writes the feeds of one catalogue; what is said of an issue is put together once."""

    def __init__(self, views: Views, web: Web) -> None:
        self._views, self._web = views, web
        self._publication = views.publication
        self._entries: dict[date, Markup] = {}

    def root(self, issues: Sequence[Shown], ways: Sequence[tuple[str, str, int]]) -> bytes:
        """Return the root: the newest issues, and the ``ways`` (path, title, count) to others."""
        said = self._views.said
        return self._feed(
            ROOT,
            self._publication.name,
            latest(issues),
            NAVIGATION,
            element("link", rel="search", type="application/opensearchdescription+xml",
                    title=said.search, href=self._web(DESCRIPTION)),
            element("link", rel=NEWEST, type=ACQUISITION, title=said.newest,
                    href=self._web(f"{NEW}.xml")),
            element("link", rel=CRAWLABLE, type=ACQUISITION, title=said.archive,
                    href=self._web(f"{ALL}.xml")),
            self._way(NEW, said.newest, latest(issues), len(issues), ACQUISITION, NEWEST),
            *(
                self._way(path, title, latest(issues), count, NAVIGATION)
                for path, title, count in ways
            ),
        )  # fmt: skip

    def ways(self, path: str, title: str, shelves: Sequence[Shelf]) -> bytes:
        """Return the navigation over ``shelves``, whose feeds stand in the folder ``path``."""
        changed = latest(issue for shelf in shelves for issue in shelf.issues[:1])
        return self._feed(
            path,
            title,
            changed,
            NAVIGATION,
            *(
                self._way(
                    f"{path}/{shelf.slug}",
                    self._views.month(shelf.slug) if path == MONTHS else shelf.title,
                    latest(shelf.issues),
                    len(shelf.issues),
                    ACQUISITION,
                )
                for shelf in shelves
            ),
            up=ROOT,
        )

    def page(
        self,
        path: str,
        title: str,
        issues: Sequence[Shown],
        number: int,
        *,
        up: str,
        gone: Sequence[Gone] = (),
    ) -> bytes:
        """Return page ``number`` (from 1) of the acquisition feed of ``issues``."""
        pages = paged(issues)
        count = len(pages)
        page = pages[number - 1]

        def turn(rel: str, other: int) -> Markup | None:
            if count == 1 or not 1 <= other <= count:
                return None
            address = self._web(f"{page_name(path, other, count)}.xml")
            return element("link", rel=rel, type=ACQUISITION, href=address)

        paper = self._publication.name
        return self._feed(
            page_name(path, number, count),
            title,
            latest(page, gone),
            ACQUISITION,
            turn("first", 1),
            turn("previous", number - 1),
            turn("next", number + 1),
            turn("last", count),
            # Only on the newest page: an older one stays as it is when there are more.
            element("opensearch:totalResults", str(len(issues))) if number == 1 else None,
            element("opensearch:itemsPerPage", str(PAGE)) if count > 1 else None,
            *(self.entry(issue) for issue in page),
            *(tombstone(one, paper) for one in gone if number == 1),
            up=up,
        )

    def complete(self, issues: Sequence[Shown]) -> bytes:
        """Return all issues in one feed, for those who copy the catalogue (RFC 5005, 2)."""
        said = self._views.said
        newest = sorted(issues, key=lambda issue: issue.record.modified, reverse=True)
        return self._feed(
            ALL,
            f"{self._publication.name}: {said.archive}",
            latest(issues),
            ACQUISITION,
            element("fh:complete"),
            *(self.entry(issue) for issue in newest),
            up=ROOT,
        )

    def entry_document(self, issue: Shown) -> bytes:
        """Return all there is to say of ``issue`` in a file of its own."""
        stories = [story for part in issue.record.sections for story in part.stories]
        names = dict.fromkeys(name for story in stories for name in story.bylines)
        more = (
            *(element("contributor", element("name", name)) for name in names),
            element("content", self._contents(issue), type="xhtml"),
        )
        return document(self._entry(issue, *more, **_NAMESPACES))

    def description(self) -> bytes:
        """Return what tells a browser, or an app that shows pages, how to search."""
        said, name = self._views.said, self._publication.name
        return document(
            element(
                "OpenSearchDescription",
                element("ShortName", name[:16].strip()),
                element("LongName", name[:48].strip()),
                element("Description", f"{name}: {said.look_for}"),
                element(
                    "Url",
                    type="text/html",
                    template=f"{self._web(SEARCH)}?q={{searchTerms}}",
                ),
                element("Language", self._views.language),
                element("InputEncoding", "UTF-8"),
                element("OutputEncoding", "UTF-8"),
                xmlns="http://a9.com/-/spec/opensearch/1.1/",
            )
        )

    def entry(self, issue: Shown) -> Markup:
        """Return ``issue`` as it stands in feeds."""
        if issue.date not in self._entries:
            self._entries[issue.date] = self._entry(issue)
        return self._entries[issue.date]

    def _entry(self, issue: Shown, *more: Markup, **namespaces: str) -> Markup:
        record, paper, web = issue.record, self._publication, self._web
        view = self._views.card(issue)
        summary = " ".join(
            one for one in (view.corrected and f"{view.corrected}.", record.correction) if one
        )
        return element(
            "entry",
            element("title", record.title),
            element("id", record.identifier),
            element("updated", moment(record.modified)),
            element("published", moment(record.date)),
            element("author", element("name", paper.name),
                    element("uri", paper.url) if paper.url else None),
            element("dc:identifier", record.identifier),
            element("dc:issued", record.date.isoformat()),
            *(element("dc:language", language) for language in record.languages),
            element("dc:publisher", paper.publisher),
            element("dc:isPartOf", f"urn:issn:{paper.issn}") if paper.issn else None,
            element("dc:extent", f"{record.pages} p.") if record.pages else None,
            element("schema:Series", schema_name=paper.name, schema_position=str(record.number)),
            *(
                element("category", term=section.slug, label=section.title)
                for section in record.sections
                if section.stories
            ),
            element("rights", paper.rights) if paper.rights else None,
            element("summary", f"{record.summary} {summary}".strip(), type="text"),
            *self._pictures(issue),
            *self._acquisition(issue),
            element("link", rel="alternate", type=ENTRY, title=record.title,
                    href=web(beside(issue.date, "entry.xml"))),
            element("link", rel="alternate", type=PUBLICATION,
                    href=web(beside(issue.date, "publication.json"))),
            element("link", rel="alternate", type="text/html", href=web(issue_page(issue.date))),
            *more,
            **namespaces,
        )  # fmt: skip

    def _pictures(self, issue: Shown) -> tuple[Markup, ...]:
        pictures = issue.record.pictures
        if not pictures:
            return ()
        sizes = ((IMAGE, pictures[0]), (THUMBNAIL, pictures[-1]))
        return tuple(
            element("link", rel=rel, type="image/jpeg",
                    href=self._web(beside(issue.date, picture.name)))
            for rel, picture in sizes
        )  # fmt: skip

    def _acquisition(self, issue: Shown) -> tuple[Markup, ...]:
        if issue.held_back or not issue.files:
            address = self._publication.offer.subscribe or self._web(issue_page(issue.date))
            kind = element("opds:indirectAcquisition", type="application/epub+zip")
            return (element("link", kind, rel=SUBSCRIBE, type="text/html", href=address),)
        view = self._views.card(issue)
        lengths = {file.edition: str(file.size) for file in issue.files}
        return tuple(
            element("link", rel=OPEN_ACCESS, type=one.media_type, title=one.kind,
                    length=lengths[one.edition], href=self._web(one.path))
            for one in view.downloads
        )  # fmt: skip

    def _contents(self, issue: Shown) -> Markup:
        sections = (
            element("h2", section.title)
            + element(
                "ul", *(element("li", story.headline, lang=story.language)
                        for story in section.stories)
            )
            for section in issue.record.sections
            if section.stories
        )  # fmt: skip
        return element("div", *sections, xmlns="http://www.w3.org/1999/xhtml")

    def _way(
        self, path: str, title: str, changed: str, count: int, kind: str, rel: str = "subsection"
    ) -> Markup:
        return element(
            "entry",
            element("title", title),
            element("id", identity(self._publication, path)),
            element("updated", changed),
            element("content", f"{title}: {count}", type="text"),
            element("link", rel=rel, type=kind, href=self._web(f"{path}.xml"),
                    thr_count=str(count)),
        )  # fmt: skip

    def _feed(
        self,
        path: str,
        title: str,
        changed: str,
        kind: str,
        *children: Markup | None,
        up: str | None = None,
    ) -> bytes:
        web, paper = self._web, self._publication
        feed = element(
            "feed",
            element("id", identity(paper, path)),
            element("title", title),
            element("updated", changed),
            element("author", element("name", paper.publisher),
                    element("uri", paper.url) if paper.url else None),
            element("link", rel="self", type=kind, href=web(f"{path}.xml")),
            element("link", rel="start", type=NAVIGATION, title=paper.name,
                    href=web(f"{ROOT}.xml")),
            element("link", rel="up", type=NAVIGATION, href=web(f"{up}.xml")) if up else None,
            element("link", rel="alternate", type=OPDS2, href=web(f"{path}.json")),
            element("link", rel="alternate", type="text/html", href=web(HOME)),
            *children,
            **_COUNTED,
            xml_lang=self._views.language,
        )  # fmt: skip
        return document(feed)
