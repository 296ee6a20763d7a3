"""Feeds saved to a file: RSS and Atom, read by feedparser, and JSON Feed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..findings import finding
from ..model import Figure, Origin
from .found import Fact, Found, IssueFacts, Story, UnreadableError
from .html_blocks import read_body
from .html_inline import Wording
from .html_tree import read_tree
from .html_words import words_in
from .media import Media
from .sample import Sample
from .selection import Selection, not_asked_for

_LARGEST = 60_000_000
_DOCTYPE = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_WHOLE = 80
"""Words from which on what a feed calls a summary may be the story."""
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp)(?:\?|$)", re.IGNORECASE)
_CUT = re.compile(
    r"(?:\[…\]|\[\.\.\.\]|…|\.\.\.)\s*"
    r"(?:read more|continue reading|weiterlesen|lire la suite)?\W*\Z",
    re.IGNORECASE,
)
Entry = Mapping[str, Any]


def recognises(sample: Sample) -> bool:
    """Say whether ``sample`` is a feed."""
    head = sample.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"wordpress.org/export/" in head:
        return False
    if head.startswith(b"{"):
        return b"jsonfeed.org/version" in head[:2000]
    start = head[:4000]
    return head.startswith(b"<") and (
        b"<rss" in start or (b"<feed" in start and b"2005/Atom" in start) or b"<rdf:RDF" in start
    )


def read(sample: Sample, selection: Selection) -> Found:
    """Return the stories a feed carries; of those it only announces, what it says of them.

    Raises:
        UnreadableError: it is damaged or larger than any feed.
    """
    data = sample.path.read_bytes()
    if len(data) > _LARGEST:
        raise UnreadableError(f"{sample.name} is larger than any feed.")
    if _DOCTYPE.search(data[:200_000]):
        raise UnreadableError(
            f"{sample.name} declares entities of its own, which no feed needs.",
            hint="It is damaged, or made to do harm. Save the pages themselves instead.",
        )
    whole = (
        _json_feed(sample, data)
        if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"
        else _xml_feed(sample, data)
    )
    media = Media(sample.path.parent)
    stories, left = [], 0
    for entry in whole["entries"]:
        story = _story(entry, whole, media, sample)
        day = story.published.value if story.published else None
        if selection.admits(day, story.categories, story.tags.value if story.tags else ()):
            stories.append(story)
        else:
            left += 1
    stories.reverse()  # A feed has the newest first.
    facts = IssueFacts(publication=whole["title"] or None, language=whole["language"] or None)
    return Found(tuple(stories), issue=facts, findings=not_asked_for(sample, left))


def _xml_feed(sample: Sample, data: bytes) -> Mapping[str, Any]:
    import feedparser  # type: ignore[import-untyped]

    try:
        # What is in it is cleaned where all HTML is; feedparser would also drop captions.
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=True)
    except (RecursionError, MemoryError):
        raise
    except Exception as error:
        raise UnreadableError(f"{sample.name} is damaged and cannot be read as a feed.") from error
    if not feed.entries:
        raise UnreadableError(
            f"{sample.name} has no stories in it.",
            hint="Save the feed again; look whether the file is whole.",
        )
    return {
        "title": _plain(feed.feed.get("title", "")),
        "language": str(feed.feed.get("language", "") or ""),
        "entries": [_of_xml(one) for one in feed.entries],
    }


def _of_xml(one: Any) -> Entry:
    parts = one.get("content", []) or []
    html = [part.get("value", "") for part in parts if part.get("type") != "text/plain"]
    bodies = html or [part.get("value", "") for part in parts]
    return {
        "id": one.get("link") or one.get("id") or "",
        "title": one.get("title", ""),
        "html": max(bodies, key=len, default=""),
        "summary": one.get("summary", ""),
        "authors": [
            _name(person.get("name") or person.get("email") or "")
            for person in one.get("authors", []) or []
        ],
        "day": _day(one.get("published_parsed") or one.get("updated_parsed")),
        "tags": [tag.get("term") or tag.get("label") or "" for tag in one.get("tags", []) or []],
        "pictures": list(_pictures_of_xml(one)),
        "language": (one.get("title_detail") or {}).get("language") or "",
    }


def _pictures_of_xml(one: Any) -> Iterator[tuple[str, str, str]]:
    """Yield address, words and credit of pictures that stand beside the text (Media RSS)."""
    credit = ", ".join(str(part.get("content", "")) for part in one.get("media_credit", []) or [])
    for part in one.get("media_content", []) or []:
        kind = f"{part.get('medium', '')} {part.get('type', '')}"
        if part.get("url") and (
            "image" in kind or re.search(r"\.(?:jpe?g|png|webp)(?:\?|$)", part["url"])
        ):
            said = _media_words(one)
            yield part["url"], str(said), credit
    for part in one.get("enclosures", []) or []:
        if str(part.get("type", "")).startswith("image/") and part.get("href"):
            yield part["href"], "", credit


def _media_words(one: Any) -> str:
    """Return the description of a picture, which feedparser puts beside the story's own text."""
    parts = one.get("content", []) or []
    plain = [part.get("value", "") for part in parts if part.get("type") == "text/plain"]
    return " ".join(plain[0].split()) if plain and len(parts) > len(plain) else ""


def _json_feed(sample: Sample, data: bytes) -> Mapping[str, Any]:
    try:
        feed = json.loads(data.decode("utf-8-sig", "replace"))
        items = [one for one in feed["items"] if isinstance(one, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableError(f"{sample.name} is damaged and cannot be read as a feed.") from error
    return {
        "title": _text(feed, "title"),
        "language": _text(feed, "language"),
        "entries": [_of_json(one, feed) for one in items],
    }


def _of_json(one: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    people = one.get("authors") or ([one["author"]] if one.get("author") else None)
    people = people or feed.get("authors") or []
    words = _text(one, "content_text")
    plain = "".join(
        f"<p>{Markup.escape(part)}</p>" for part in re.split(r"\n\s*\n", words) if part.strip()
    )
    image = _text(one, "image") or _text(one, "banner_image")
    tags = one.get("tags")
    return {
        "id": _text(one, "url") or _text(one, "id"),
        "title": str(Markup.escape(_text(one, "title"))),
        "html": _text(one, "content_html") or plain,
        "summary": str(Markup.escape(_text(one, "summary"))),
        "authors": [_text(person, "name") for person in people if isinstance(person, dict)],
        "day": _written(_text(one, "date_published") or _text(one, "date_modified")),
        "tags": [str(tag) for tag in tags] if isinstance(tags, list) else [],
        "pictures": [(image, "", "")] if image else [],
        "language": _text(one, "language"),
    }


def _story(entry: Entry, whole: Mapping[str, Any], media: Media, sample: Sample) -> Story:
    origin = Origin(Path(sample.name))
    address = entry["id"] if re.match(r"https?://", entry["id"]) else ""
    html, summary = entry["html"], entry["summary"]
    long = len(_plain(summary).split()) >= _WHOLE
    told = not html and not long
    html = html or summary
    root = read_tree(
        f"<html><body>{_COMMENT.sub('', html) or '<p></p>'}</body></html>", name=sample.name
    )
    doubts = []
    if told or _CUT.search(words_in(root)[-60:]):
        said = "The feed carries only the beginning of the story."
        hint = "Save the page itself and import that" + (f": {address}" if address else ".")
        doubts.append(finding("IMP-012", said, hint=hint))
    body = read_body(root, origin=origin, base=address or None, resolve=media.picture)
    blocks, pictures = body.blocks, list(body.pictures)
    for source, words, credit in reversed(entry["pictures"]):
        picture = media.picture((source,))
        if not any(one.key == picture.key or one.address == picture.address for one in pictures):
            figure = Figure(
                None,
                picture.key,
                origin,
                caption=_running(words) if words else None,
                credit=credit or None,
            )
            blocks, pictures = (figure, *blocks), [picture, *pictures]
    tags = tuple(dict.fromkeys(" ".join(one.split()) for one in entry["tags"] if one.strip()))
    people = tuple(dict.fromkeys(one for one in entry["authors"] if one.strip()))
    standfirst = _running(summary) if summary and entry["html"] and not long else None
    if standfirst and _repeats(standfirst, root):
        standfirst = None
    language = entry["language"] or whole["language"]
    return Story(
        key=address or f"file:{sample.name}#{entry['id'] or entry['title']}",
        source=f"{sample.name}, {entry['id']}" if entry["id"] else sample.name,
        headline=Fact(
            _running(entry["title"]), "title in the feed", "said" if entry["title"] else "guessed"
        ),
        body=blocks,
        notes=body.notes,
        pictures=tuple(dict.fromkeys(pictures)),
        standfirst=Fact(standfirst, "summary in the feed") if standfirst else None,
        bylines=Fact(people, "author in the feed") if people else None,
        published=Fact(entry["day"], "date in the feed") if entry["day"] else None,
        section=Fact(tags[0], "first category in the feed", "read") if tags else None,
        tags=Fact(tags, "categories in the feed") if tags else None,
        language=Fact(language, "language of the feed", "read") if language else None,
        address=Fact(address, "link in the feed") if address else None,
        categories=tags,
        dropped=body.dropped,
        doubts=tuple(doubts),
    )


def _repeats(standfirst: Markup, root: Any) -> bool:
    """Say whether a summary is only the beginning of the text, cut off by a program."""
    start = re.sub(r"\W+", " ", _plain(str(standfirst))).casefold().strip()[:60]
    return re.sub(r"\W+", " ", words_in(root)).casefold().strip().startswith(start)


def _running(html: str) -> Markup:
    return Wording().text(read_tree(f"<p>{_COMMENT.sub('', html) or ' '}</p>", name="the feed"))


def _plain(html: str) -> str:
    return " ".join(Markup(html).striptags().split()) if html else ""


def _name(author: str) -> str:
    """Return the name where RSS has an address before it: ``desk@forme.example (Ada Quoin)``."""
    found = re.match(r"\S+@\S+\s+\((.+)\)\Z", author)
    return " ".join((found[1] if found else author).split())


def _day(parsed: Any) -> date | None:
    try:
        return date(parsed.tm_year, parsed.tm_mon, parsed.tm_mday) if parsed else None
    except ValueError:
        return None


def _written(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""
