"""What pages say to machines: schema.org as JSON-LD, and Open Graph."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup

from ..delivery.record import Story
from ..model import Publication
from .addresses import HOME, Web, beside, issue_page, story_page
from .shelves import Shown

Meta = tuple[tuple[str, str], ...]


def linked_data(content: Mapping[str, object]) -> Markup:
    """Return ``content`` as it stands in a page: nothing in it can end the script."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)


def periodical(publication: Publication, web: Web) -> dict[str, object]:
    """Return the publication as schema.org knows periodicals."""
    return _without_nothing(
        {
            "@type": "Newspaper" if publication.layout == "newspaper" else "Periodical",
            "@id": f"{web(HOME)}#publication",
            "name": publication.name,
            "issn": publication.issn,
            "url": publication.url or web(HOME),
            "publisher": {"@type": "Organization", "name": publication.publisher},
        }
    )


def issue_data(
    publication: Publication, shown: Shown, web: Web, *, readable: bool
) -> dict[str, object]:
    """Return an issue as a ``PublicationIssue``, with its stories where they have pages."""
    record = shown.record
    address = web(issue_page(shown.date))
    stories: list[object] = [
        {
            "@type": "NewsArticle",
            "headline": story.headline,
            "url": web(story_page(shown.date, story.anchor)),
        }
        for story in record.stories()
        if readable
    ]
    return _without_nothing(
        {
            "@context": "https://schema.org",
            "@type": "PublicationIssue",
            "@id": record.identifier,
            "name": record.title,
            "url": address,
            "issueNumber": str(record.number),
            "datePublished": record.date.isoformat(),
            "dateModified": record.modified.isoformat(),
            "inLanguage": list(record.languages),
            "isAccessibleForFree": not shown.held_back,
            "description": record.summary or None,
            "correction": record.correction,
            "image": _image(shown, web),
            "pagination": f"1-{record.pages}" if record.pages else None,
            "isPartOf": _part_of(publication, shown, web),
            "encoding": [
                {
                    "@type": "MediaObject",
                    "contentUrl": web(beside(shown.date, file.name)),
                    "encodingFormat": file.media_type,
                    "contentSize": str(file.size),
                }
                for file in shown.files
            ]
            or None,
            "hasPart": stories or None,
        }
    )


def story_data(
    publication: Publication, shown: Shown, story: Story, section: str, web: Web
) -> dict[str, object]:
    """Return a story as a ``NewsArticle``."""
    record = shown.record
    address = web(story_page(shown.date, story.anchor))
    return _without_nothing(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": address,
            "mainEntityOfPage": address,
            "headline": story.headline,
            "description": story.summary or None,
            "articleSection": section,
            "inLanguage": story.language,
            "datePublished": record.date.isoformat(),
            "dateModified": record.modified.isoformat(),
            "author": [{"@type": "Person", "name": name} for name in story.bylines] or None,
            "keywords": list(story.tags) or None,
            "image": _image(shown, web),
            "pageStart": str(story.page) if story.page else None,
            "printPage": str(story.page) if story.page else None,
            "isAccessibleForFree": True,
            "publisher": {"@type": "Organization", "name": publication.publisher},
            "isPartOf": {
                "@type": "PublicationIssue",
                "@id": record.identifier,
                "issueNumber": str(record.number),
                "url": web(issue_page(shown.date)),
                "isPartOf": _part_of(publication, shown, web),
            },
        }
    )


def graph(
    publication: Publication, *, title: str, path: str, kind: str, summary: str, web: Web,
    shown: Shown | None,
) -> Meta:  # fmt: skip
    """Return the Open Graph of a page, property by property."""
    said = [
        ("og:site_name", publication.name),
        ("og:title", title),
        ("og:type", kind),
        ("og:url", web(path)),
        ("og:locale", publication.language.replace("-", "_")),
    ]
    if summary:
        said.append(("og:description", summary))
    if shown is not None and shown.record.pictures:
        picture = shown.record.pictures[0]
        said += [
            ("og:image", web(beside(shown.date, picture.name))),
            ("og:image:width", str(picture.width)),
            ("og:image:height", str(picture.height)),
            ("og:image:alt", shown.record.alt),
        ]
    if shown is not None and kind == "article":
        said.append(("article:published_time", shown.date.isoformat()))
        said.append(("article:modified_time", shown.record.modified.isoformat()))
    return tuple(said)


def _part_of(publication: Publication, shown: Shown, web: Web) -> dict[str, object]:
    paper = periodical(publication, web)
    if shown.record.volume is None:
        return paper
    return {
        "@type": "PublicationVolume",
        "volumeNumber": str(shown.record.volume),
        "isPartOf": paper,
    }


def _image(shown: Shown, web: Web) -> str | None:
    pictures = shown.record.pictures
    return web(beside(shown.date, pictures[0].name)) if pictures else None


def _without_nothing(content: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in content.items() if value is not None}
