"""The same catalogue for newer reading apps: OPDS 2.0, in JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from .addresses import HOME, NEW, ROOT, SEARCH, Web, beside, issue_page
from .identity import latest, moment
from .opds1 import (
    ALL,
    CRAWLABLE,
    ENTRY,
    MONTHS,
    NEWEST,
    OPDS2,
    OPEN_ACCESS,
    PUBLICATION,
    SUBSCRIBE,
)
from .shelves import PAGE, Shelf, Shown, page_name, paged
from .views import Views

OPDS1 = "application/atom+xml;profile=opds-catalog"
GROUP = 12
"""Issues that the root shows by themselves."""

Json = dict[str, Any]


class Opds2:
    """Writes the feeds of one catalogue; what is said of an issue is put together once."""

    def __init__(self, views: Views, web: Web) -> None:
        self._views, self._web = views, web
        self._publication = views.publication
        self._known: dict[date, Json] = {}

    def root(
        self,
        issues: Sequence[Shown],
        ways: Sequence[tuple[str, str, int]],
        sections: Sequence[Shelf],
    ) -> bytes:
        """Return the root: the ways into the catalogue, the newest issues, the sections."""
        said = self._views.said
        newest = {
            "metadata": {"title": said.newest, "numberOfItems": len(issues)},
            "links": [self._link("self", NEW, OPDS2)],
            "publications": [self.publication(issue) for issue in issues[:GROUP]],
        }
        groups: list[Json] = [newest] if issues else []
        if sections:
            groups.append(
                {
                    "metadata": {"title": ways[1][1], "numberOfItems": len(sections)},
                    "links": [self._link("self", ways[1][0], OPDS2)],
                    "navigation": self._shelves(ways[1][0], sections),
                }
            )
        navigation = [self._link(NEWEST, NEW, OPDS2, title=said.newest, count=len(issues))]
        navigation += (
            self._link("subsection", path, OPDS2, title=title, count=count)
            for path, title, count in ways
        )
        search = {
            "rel": "search",
            "href": f"{self._web(SEARCH)}{{?q}}",
            "type": "text/html",
            "templated": True,
        }
        return self._feed(
            ROOT,
            self._publication.name,
            latest(issues),
            {"navigation": navigation, "groups": groups},
            search,
            self._link(CRAWLABLE, ALL, OPDS2),
        )

    def ways(self, path: str, title: str, shelves: Sequence[Shelf]) -> bytes:
        """Return the navigation over ``shelves``, whose feeds stand in the folder ``path``."""
        changed = latest(issue for shelf in shelves for issue in shelf.issues[:1])
        return self._feed(path, title, changed, {"navigation": self._shelves(path, shelves)})

    def page(self, path: str, title: str, issues: Sequence[Shown], number: int) -> bytes:
        """Return page ``number`` (from 1) of the list of ``issues``."""
        pages = paged(issues)
        count = len(pages)
        page = pages[number - 1]
        turns = (("first", 1), ("previous", number - 1), ("next", number + 1), ("last", count))
        links = (
            self._link(rel, page_name(path, other, count), OPDS2)
            for rel, other in turns
            if count > 1 and 1 <= other <= count
        )
        metadata: Json = {}
        if number == 1:  # An older page stays as it is when there are more issues.
            metadata = {"numberOfItems": len(issues), "currentPage": 1}
        if count > 1:
            metadata["itemsPerPage"] = PAGE
        return self._feed(
            page_name(path, number, count),
            title,
            latest(page),
            {"publications": [self.publication(issue) for issue in page]},
            *links,
            **metadata,
        )

    def complete(self, issues: Sequence[Shown]) -> bytes:
        """Return all issues in one feed."""
        newest = sorted(issues, key=lambda issue: issue.record.modified, reverse=True)
        return self._feed(
            ALL,
            f"{self._publication.name}: {self._views.said.archive}",
            latest(issues),
            {"publications": [self.publication(issue) for issue in newest]},
            numberOfItems=len(issues),
        )

    def publication_document(self, issue: Shown) -> bytes:
        """Return all there is to say of ``issue`` in a file of its own."""
        known = self.publication(issue)
        stories = [story for part in issue.record.sections for story in part.stories]
        names = list(dict.fromkeys(name for story in stories for name in story.bylines))
        metadata = {**known["metadata"], **({"contributor": names} if names else {})}
        return _packed({**known, "metadata": metadata})

    def publication(self, issue: Shown) -> Json:
        """Return ``issue`` as it stands in feeds."""
        if issue.date not in self._known:
            self._known[issue.date] = self._publication_of(issue)
        return self._known[issue.date]

    def _publication_of(self, issue: Shown) -> Json:
        record, paper = issue.record, self._publication
        series: Json = {
            "name": paper.name,
            "position": record.number,
            "links": [self._link("self", NEW, OPDS2)],
        }
        if paper.issn:
            series["identifier"] = f"urn:issn:{paper.issn}"
        metadata: Json = {
            "@type": "http://schema.org/PublicationIssue",
            "title": record.title,
            "identifier": record.identifier,
            "language": list(record.languages),
            "published": record.date.isoformat(),
            "modified": moment(record.modified),
            "author": paper.name,
            "publisher": paper.publisher,
            "subject": [
                {"name": section.title, "code": section.slug}
                for section in record.sections
                if section.stories
            ],
            "belongsTo": {"series": series},
        }
        said = [record.summary]
        view = self._views.card(issue)
        if view.corrected:
            said += [f"{view.corrected}.", record.correction or ""]
        description = " ".join(one for one in said if one)
        if description:
            metadata["description"] = description
        if record.pages:
            metadata["numberOfPages"] = record.pages
        content: Json = {
            "metadata": metadata,
            "links": [
                _plain("self", PUBLICATION, self._beside(issue, "publication.json")),
                _plain("alternate", "text/html", self._web(issue_page(issue.date))),
                _plain("alternate", ENTRY, self._beside(issue, "entry.xml")),
                *self._acquisition(issue),
            ],
        }
        if record.pictures:
            content["images"] = [
                {
                    "href": self._beside(issue, picture.name),
                    "type": "image/jpeg",
                    "width": picture.width,
                    "height": picture.height,
                }
                for picture in record.pictures
            ]
        return content

    def _acquisition(self, issue: Shown) -> list[Json]:
        if issue.held_back or not issue.files:
            address = self._publication.offer.subscribe or self._web(issue_page(issue.date))
            indirect = {"indirectAcquisition": [{"type": "application/epub+zip"}]}
            return [
                {"rel": SUBSCRIBE, "type": "text/html", "href": address, "properties": indirect}
            ]
        sizes = {file.edition: file.size for file in issue.files}
        return [
            {
                "rel": OPEN_ACCESS,
                "type": one.media_type,
                "title": one.kind,
                "size": sizes[one.edition],
                "href": self._web(one.path),
            }
            for one in self._views.card(issue).downloads
        ]

    def _shelves(self, path: str, shelves: Sequence[Shelf]) -> list[Json]:
        return [
            self._link(
                "subsection",
                f"{path}/{shelf.slug}",
                OPDS2,
                title=self._views.month(shelf.slug) if path == MONTHS else shelf.title,
                count=len(shelf.issues),
            )
            for shelf in shelves
        ]

    def _beside(self, issue: Shown, name: str) -> str:
        return self._web(beside(issue.date, name))

    def _link(
        self, rel: str, path: str, kind: str, *, title: str | None = None, count: int | None = None
    ) -> Json:
        link: Json = {"rel": rel, "href": self._web(f"{path}.json"), "type": kind}
        if title is not None:
            link["title"] = title
        if count is not None:
            link["properties"] = {"numberOfItems": count}
        return link

    def _feed(
        self, path: str, title: str, changed: str, content: Json, *links: Json, **metadata: object
    ) -> bytes:
        address = self._web(f"{path}.xml")
        return _packed(
            {
                "metadata": {"title": title, "modified": changed, **metadata},
                "links": [
                    self._link("self", path, OPDS2),
                    self._link("start", ROOT, OPDS2, title=self._publication.name),
                    {"rel": "alternate", "href": address, "type": OPDS1},
                    {"rel": "alternate", "href": self._web(HOME), "type": "text/html"},
                    *links,
                ],
                **content,
            }
        )


def _plain(rel: str, kind: str, address: str) -> Json:
    return {"rel": rel, "type": kind, "href": address}


def _packed(content: Json) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()
