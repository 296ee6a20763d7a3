"""News feeds, in Atom and as JSON Feed: one entry an issue, its files enclosed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..delivery.record import StoredSection
from ..model import Publication
from .addresses import FEED, HOME, Web, beside, issue_page, section_feed, story_page
from .identity import identity, latest, moment
from .markup import document, element
from .shelves import Gone, Shelf, Shown, section_of
from .views import Views

NEWEST = 30
"""Issues in a feed: whoever comes later than that finds the rest in the catalogue."""

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: its path without suffix, its title, and what is in it.

    ``section`` is the slug of the only section it tells of, ``None`` for whole issues.
    """

    path: str
    title: str
    issues: tuple[Shown, ...]
    gone: tuple[Gone, ...] = ()
    section: str | None = None


def feed_of_all(publication: Publication, issues: Sequence[Shown], gone: Sequence[Gone]) -> Feed:
    """Return the feed of whole issues."""
    return Feed(FEED, publication.name, tuple(issues[:NEWEST]), tuple(gone[:NEWEST]))


def feed_of_section(publication: Publication, shelf: Shelf) -> Feed:
    """Return the feed of one section."""
    title = f"{publication.name}: {shelf.title}"
    return Feed(section_feed(shelf.slug), title, shelf.issues[:NEWEST], section=shelf.slug)


def atom(feed: Feed, views: Views, web: Web) -> bytes:
    """Return ``feed`` in Atom (RFC 4287), with what was withdrawn (RFC 6721)."""
    publication = views.publication
    paper = publication.name
    root = element(
        "feed",
        element("title", feed.title),
        element("subtitle", publication.tagline) if publication.tagline else None,
        element("id", identity(publication, feed.path)),
        element("updated", latest(feed.issues, feed.gone)),
        element("author", element("name", publication.publisher)),
        element("rights", publication.rights) if publication.rights else None,
        element("link", rel="self", type=ATOM, href=web(f"{feed.path}.xml")),
        element("link", rel="alternate", type="text/html", href=web(HOME)),
        element("link", rel="alternate", type=JSON_FEED, href=web(f"{feed.path}.json")),
        *(_entry(feed, issue, views, web) for issue in feed.issues),
        *(tombstone(one, paper) for one in feed.gone),
        xmlns="http://www.w3.org/2005/Atom",
        xmlns_at="http://purl.org/atompub/tombstones/1.0" if feed.gone else None,
        xml_lang=publication.language,
    )
    return document(root)


def tombstone(gone: Gone, paper: str) -> Markup | None:
    """Return what says that an entry is gone, ``None`` for one that never was there."""
    if gone.identifier is None:
        return None
    reason = gone.withdrawal.reason
    return element(
        "at:deleted-entry",
        element("at:by", element("name", paper)),
        element("at:comment", reason) if reason else None,
        ref=gone.identifier,
        when=moment(gone.withdrawal.day),
    )


def json_feed(feed: Feed, views: Views, web: Web) -> bytes:
    """Return ``feed`` as JSON Feed 1.1."""
    publication = views.publication
    content: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": web(HOME),
        "feed_url": web(f"{feed.path}.json"),
        "language": publication.language,
        "authors": [{"name": publication.publisher}],
        "items": [_item(feed, issue, views, web) for issue in feed.issues],
    }
    if publication.tagline:
        content["description"] = publication.tagline
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _entry(feed: Feed, issue: Shown, views: Views, web: Web) -> Markup:
    record = issue.record
    return element(
        "entry",
        element("title", _title(feed, issue)),
        element("id", _identity(feed, issue, views)),
        element("updated", moment(record.modified)),
        element("published", moment(record.date)),
        element("link", rel="alternate", type="text/html", href=web(issue_page(issue.date))),
        *(
            element(
                "link",
                rel="enclosure",
                type=file.media_type,
                length=str(file.size),
                title=view.kind,
                href=web(beside(issue.date, file.name)),
            )
            for view in views.card(issue).downloads
            for file in issue.files
            if file.edition == view.edition
        ),
        *(
            element("category", term=section.slug, label=section.title)
            for section in _sections(feed, issue)
        ),
        element("summary", _summary(feed, issue), type="text"),
        element("content", str(_content(feed, issue, views, web)), type="html"),
    )


def _item(feed: Feed, issue: Shown, views: Views, web: Web) -> dict[str, object]:
    record = issue.record
    item: dict[str, object] = {
        "id": _identity(feed, issue, views),
        "url": web(issue_page(issue.date)),
        "title": _title(feed, issue),
        "summary": _summary(feed, issue),
        "content_html": str(_content(feed, issue, views, web)),
        "date_published": moment(record.date),
        "date_modified": moment(record.modified),
        "language": views.language,
        "tags": [section.title for section in _sections(feed, issue)],
        "attachments": [
            {
                "url": web(beside(issue.date, file.name)),
                "mime_type": file.media_type,
                "title": view.kind,
                "size_in_bytes": file.size,
            }
            for view in views.card(issue).downloads
            for file in issue.files
            if file.edition == view.edition
        ],
    }
    if record.pictures:
        item["image"] = web(beside(issue.date, record.pictures[0].name))
    return item


def _sections(feed: Feed, issue: Shown) -> tuple[StoredSection, ...]:
    if feed.section is None:
        return tuple(section for section in issue.record.sections if section.stories)
    section = section_of(issue, feed.section)
    return (section,) if section is not None else ()


def _title(feed: Feed, issue: Shown) -> str:
    """Return the issue's title; that of a section's feed names what the section leads with."""
    sections = _sections(feed, issue)
    if feed.section is None or not sections:
        return issue.record.title
    return f"{sections[0].title}: {sections[0].stories[0].headline}"


def _identity(feed: Feed, issue: Shown, views: Views) -> str:
    if feed.section is None:
        return issue.record.identifier
    return identity(views.publication, f"{feed.path}/{issue.date.isoformat()}")


def _summary(feed: Feed, issue: Shown) -> str:
    if feed.section is None:
        return issue.record.summary
    return " · ".join(one.headline for part in _sections(feed, issue) for one in part.stories)


def _content(feed: Feed, issue: Shown, views: Views, web: Web) -> Markup:
    """Return the sections and headlines of an issue as HTML, what was corrected before them."""
    readable = views.readable(issue)
    said: list[str] = []
    view = views.card(issue)
    if view.corrected:
        said.append(f"<p><strong>{escape(view.corrected)}</strong> "
                    f"{escape(view.correction or '')}</p>")  # fmt: skip
    if view.small and feed.section is None:
        address = escape(web(view.small.path))
        said.append(
            f'<p><img src="{address}" width="{view.small.width}" height="{view.small.height}"'
            f' alt="{escape(view.alt)}"/></p>'
        )
    for section in _sections(feed, issue):
        if feed.section is None:
            said.append(f"<h2>{escape(section.title)}</h2>")
        for story in section.stories:
            headline = escape(story.headline)
            if readable:
                address = escape(web(story_page(issue.date, story.anchor)))
                headline = Markup('<a href="{}">{}</a>').format(Markup(address), headline)
            names = f" ({escape(', '.join(story.bylines))})" if story.bylines else ""
            said.append(
                f'<p lang="{escape(story.language)}"><strong>{headline}</strong>{names}<br/>'
                f"{escape(story.summary)}</p>"
            )
    return Markup("\n".join(said))
