"""Exports of Ghost: posts in JSON, the pictures in content/images beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..model import Block, Figure, Origin
from .found import Fact, Found, FoundPicture, IssueFacts, Story, UnreadableError
from .html_blocks import read_body
from .html_tree import read_tree
from .inline_markdown import plain_words
from .media import Media
from .sample import Sample
from .selection import Selection, not_asked_for

_LARGEST = 500_000_000
_SITE = re.compile(r"__GHOST_URL__")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CALLOUT = re.compile(r'class="(kg-card kg-(?:callout|toggle)-card)')
Rows = list[dict[str, Any]]


def recognises(sample: Sample) -> bool:
    """Say whether ``sample`` is an export of Ghost."""
    head = sample.head.lstrip()
    return head.startswith(b"{") and (
        (b'"db"' in head[:400] and b'"data"' in head) or b'"posts_meta"' in head
    )


def read(sample: Sample, selection: Selection) -> Found:
    """Return the published posts of an export.

    Raises:
        UnreadableError: it is damaged or larger than any export.
    """
    data = _data(sample)
    settings = {one.get("key"): one.get("value") for one in _rows(data, "settings")}
    site = str(settings.get("url") or "").rstrip("/")
    language = settings.get("locale") or settings.get("lang")
    media = Media(sample.path.parent)
    stories, left = [], 0
    for post in _rows(data, "posts"):
        if post.get("type", "post") != "post" or post.get("status") not in (
            "published",
            "sent",
            "scheduled",
        ):
            continue
        story = _story(post, data, site, media, sample, language)
        day = story.published.value if story.published else None
        if selection.admits(day, story.categories, story.tags.value if story.tags else ()):
            stories.append(story)
        else:
            left += 1
    stories.sort(key=lambda one: one.published.value if one.published else date.min)
    title = settings.get("title")
    facts = IssueFacts(
        publication=str(title) if title else None, language=str(language) if language else None
    )
    return Found(tuple(stories), issue=facts, findings=not_asked_for(sample, left))


def _data(sample: Sample) -> Mapping[str, Any]:
    if sample.path.stat().st_size > _LARGEST:
        raise UnreadableError(f"{sample.name} is larger than any export of Ghost.")
    try:
        read = json.loads(sample.path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            f"{sample.name} is damaged and cannot be read as an export of Ghost.",
            hint="Export it again: Settings, Import/Export, Export content.",
        ) from error
    found = read.get("db") if isinstance(read, dict) else None
    if isinstance(found, list) and found and isinstance(found[0], dict):
        read = found[0]
    inside = read.get("data", read) if isinstance(read, dict) else None
    if not isinstance(inside, dict) or not isinstance(inside.get("posts"), list):
        raise UnreadableError(
            f"{sample.name} has no posts in it.",
            hint="Export it again: Settings, Import/Export, Export content.",
        )
    return inside


def _rows(data: Mapping[str, Any], name: str) -> Rows:
    found = data.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _joined(
    data: Mapping[str, Any], post: Mapping[str, Any], *, link: str, key: str, table: str
) -> Rows:
    """Return the rows of ``table`` that ``link`` joins to ``post``, in their order."""
    by_id = {one.get("id"): one for one in _rows(data, table)}
    links = [one for one in _rows(data, link) if one.get("post_id") == post.get("id")]
    links.sort(key=lambda one: one.get("sort_order") or 0)
    return [by_id[one.get(key)] for one in links if one.get(key) in by_id]


def _story(
    post: Mapping[str, Any],
    data: Mapping[str, Any],
    site: str,
    media: Media,
    sample: Sample,
    language: Any,
) -> Story:
    origin = Origin(Path(sample.name))
    meta = next(
        (one for one in _rows(data, "posts_meta") if one.get("post_id") == post.get("id")), {}
    )
    slug = _said(post, "slug")
    address = _said(post, "canonical_url") or (f"{site}/{slug}/" if site and slug else "")
    html = _SITE.sub(site or "https://ghost.invalid", _html(post))
    # What Ghost calls a callout or a toggle is a box in a paper.
    html = _CALLOUT.sub(r'class="box \1', _COMMENT.sub("", html))
    root = read_tree(f"<html><body>{html}</body></html>", name=sample.name)
    body = read_body(root, origin=origin, base=address or None, resolve=media.picture)
    pictures, blocks = list(body.pictures), body.blocks
    first = _said(post, "feature_image")
    if first:
        picture = media.picture((_SITE.sub(site, first),))
        figure, pictures = _feature(meta, picture, origin), [picture, *pictures]
        blocks = (figure, *(one for one in blocks if getattr(one, "name", None) != picture.key))
    tags = _joined(data, post, link="posts_tags", key="tag_id", table="tags")
    names = [_said(one, "name") for one in tags if not _said(one, "name").startswith("#")]
    authors = _joined(data, post, link="posts_authors", key="author_id", table="users")
    people = tuple(_said(one, "name") for one in authors if _said(one, "name"))
    excerpt = _said(post, "custom_excerpt")
    published = _day(_said(post, "published_at"))
    return Story(
        key=address or f"file:{sample.name}#{slug or post.get('id')}",
        source=f"{sample.name}, {slug}" if slug else sample.name,
        headline=Fact(Markup.escape(_said(post, "title")), "title of the post"),
        body=_without_gaps(blocks),
        notes=body.notes,
        pictures=tuple(dict.fromkeys(pictures)),
        standfirst=Fact(Markup.escape(excerpt), "excerpt") if excerpt else None,
        bylines=Fact(people, "authors of the post") if people else None,
        published=Fact(published, "date of the post") if published else None,
        section=Fact(names[0], "first tag") if names else None,
        tags=Fact(tuple(names[1:]), "tags") if names[1:] else None,
        language=Fact(str(language), "language of the site") if language else None,
        address=Fact(address, "link of the post") if address else None,
        slug=slug or None,
        categories=tuple(names),
        dropped=body.dropped,
    )


def _feature(meta: Mapping[str, Any], picture: FoundPicture, origin: Origin) -> Figure:
    """Return the picture at the head of a post, with the words Ghost keeps apart from it."""
    said = _said(meta, "feature_image_caption")
    page = read_tree(
        f"<figure><img src='x'/><figcaption>{said}</figcaption></figure>", name="caption"
    )
    made = read_body(page, origin=origin, base=None, resolve=lambda _: picture, whole=True).blocks
    figure = made[0] if made and isinstance(made[0], Figure) else Figure(None, picture.key, origin)
    return replace(figure, name=picture.key, alt=_said(meta, "feature_image_alt") or None)


def _html(post: Mapping[str, Any]) -> str:
    """Return the post as HTML; of old ones that have only Mobiledoc, its card of Markdown."""
    html = post.get("html")
    if isinstance(html, str) and html.strip():
        return html
    from ..source.dialect import foreign_html

    try:
        cards = json.loads(post.get("mobiledoc") or "{}").get("cards", [])
        text = "\n\n".join(card[1].get("markdown", "") for card in cards)
    except (ValueError, AttributeError, TypeError, IndexError, RecursionError):
        text = ""
    return foreign_html(text) if text.strip() else _plain_html(post)


def _plain_html(post: Mapping[str, Any]) -> str:
    text = Markup.escape(_said(post, "plaintext"))
    return "".join(f"<p>{one}</p>" for one in re.split(r"\n\s*\n", text) if one.strip())


def _without_gaps(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(one for one in blocks if plain_words(getattr(one, "text", "x") or "x").strip())


def _said(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return " ".join(value.split()) if isinstance(value, str) and key != "plaintext" else value or ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
