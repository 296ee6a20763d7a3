"""Folders of Markdown from Jekyll, Hugo, Eleventy and the like: one file a story."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree
from markupsafe import Markup

from ..model import Block, Crosshead, Figure, Origin
from ..source.article import read_front_matter
from ..source.dialect import foreign_html
from .found import Fact, Found, FoundPicture, LooseFile, Story, UnreadableError
from .html_blocks import read_body
from .html_inline import Wording
from .html_tree import LARGEST_TEXT, decoded, read_tree
from .inline_markdown import plain_words
from .media import Media
from .sample import Sample
from .selection import Selection, not_asked_for
from .shortcodes import template_codes_as_html, unknown

_ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".njk.md")
_NOT_STORIES = frozenset(
    (
        "readme",
        "license",
        "licence",
        "changelog",
        "contributing",
        "_index",
        "code_of_conduct",
        "404",
    )
)
_DATED = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)-(?=.)")
_ATTRIBUTES = re.compile(
    r"[ \t]*\{:[^{}\n]{0,300}\}|[ \t]+\{(?:[#.][\w-]+\s*){1,8}\}(?=[ \t]*$)", re.MULTILINE
)
_DIVIDERS = re.compile(r"<!--\s*(?:more|excerpt|readmore|end excerpt)\s*-->", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DRAFT = ("true", "yes", "1", "on")

_HEADLINES = ("headline", "title")
_KICKERS = ("kicker", "overline", "eyebrow", "dachzeile", "supertitle")
_STANDFIRSTS = ("standfirst", "subtitle", "dek", "deck", "lead", "description", "excerpt",
                "summary", "abstract", "intro", "teaser")  # fmt: skip
_BYLINES = ("byline", "authors", "author", "by", "writer", "creator")
_DATES = ("date", "published", "publishdate", "pubdate", "published_at", "created", "created_at")
_SECTIONS = ("section", "sections", "category", "categories", "rubrik", "topic")
_TAGS = ("tags", "tag", "keywords", "topics")
_LANGUAGES = ("lang", "language", "locale")
_IMAGES = ("image", "featured_image", "feature_image", "cover", "cover_image", "thumbnail", "hero",
           "hero_image", "header", "images", "banner", "featuredimage", "teaser_image")  # fmt: skip
_INSIDE = ("src", "path", "url", "feature", "image", "teaser")
"""Where the picture's file stands when the key holds several."""
_ADDRESSES = ("canonical_url", "canonical", "canonicalurl", "source", "original_url")
_SITES = ("_config.yml", "_config.yaml", "hugo.toml", "hugo.yaml", "config.toml", "config.yaml",
          ".eleventy.js", "eleventy.config.js", "gatsby-config.js", "astro.config.mjs",
          "package.json", "mkdocs.yml", "pelicanconf.py", "config.yml", ".git")  # fmt: skip


def recognises(sample: Sample) -> bool:
    """Say whether ``sample`` is Markdown."""
    if not sample.path.name.lower().endswith(_ENDINGS) or sample.folder:
        return False
    return sample.path.name.lower().partition(".")[0] not in _NOT_STORIES


def read(sample: Sample, selection: Selection) -> Found:
    """Return the story in a Markdown file; none, when it is a draft.

    Raises:
        UnreadableError: it is too large.
    """
    data = sample.path.read_bytes()
    if len(data) > LARGEST_TEXT:
        raise UnreadableError(
            f"{sample.name} has {len(data) // 1_000_000} MB, which is no single story.",
            hint="Split it, or copy the story out of it.",
        )
    text, _ = decoded(data)
    origin = Origin(Path(sample.name))
    values, body = _front_matter(text.replace("\r\n", "\n"), origin)
    keys = {key.lower().replace("-", "_"): value for key, value in values.items()}
    if _words(keys, ("draft",))[0].lower() in _DRAFT or _words(keys, ("published",))[0] == "false":
        return Found()
    story = _story(sample, keys, body, origin)
    day = story.published.value if story.published else None
    if not selection.admits(day, story.categories, story.tags.value if story.tags else ()):
        return Found(findings=not_asked_for(sample, 1))
    return Found(stories=(story,))


def _front_matter(text: str, origin: Origin) -> tuple[Mapping[str, Any], str]:
    """Return the values at the head of a file, and the rest of it."""
    if text.lstrip().startswith("{"):  # Hugo's JSON
        try:
            values, end = json.JSONDecoder().raw_decode(text.lstrip())
        except (ValueError, RecursionError):
            values, end = None, 0
        if isinstance(values, dict) and any(key.lower() in _HEADLINES for key in values):
            return values, text.lstrip()[end:]
    front, _ = read_front_matter(text, origin=origin)
    return front.settings.values, front.body


def _story(sample: Sample, keys: Mapping[str, Any], text: str, origin: Origin) -> Story:
    site = _site_of(sample.path)
    media = _NearMedia(sample.path.parent, Media(site))
    html, codes = template_codes_as_html(_ATTRIBUTES.sub("", _DIVIDERS.sub("", text)))
    made = _COMMENT.sub("", foreign_html(html))
    root = read_tree(f"<html><body>{made}</body></html>", name=sample.name)
    address, where = _words(keys, _ADDRESSES)
    address = address if re.match(r"https?://", address) else ""
    body = read_body(root, origin=origin, base=address or None, resolve=media.picture, whole=True)
    blocks, pictures = body.blocks, list(body.pictures)
    image = _image(keys, media, origin)
    if image is not None and not any(one.key == image[1].key for one in pictures):
        blocks, pictures = (image[0], *blocks), [image[1], *pictures]
    headline, blocks = _headline(keys, blocks, sample)
    sections = _listed(keys, _SECTIONS)
    section = sections[0] if sections else None
    tags = _listed(keys, _TAGS)
    authors = _listed(keys, _BYLINES)
    standfirst, standfirst_key = _words(keys, _STANDFIRSTS)
    kicker, kicker_key = _words(keys, _KICKERS)
    language, language_key = _words(keys, _LANGUAGES)
    published = _date(keys, sample)
    return Story(
        key=address or f"file:{sample.name}",
        source=sample.name,
        headline=headline,
        body=blocks,
        notes=body.notes,
        pictures=tuple(dict.fromkeys(pictures)),
        kicker=Fact(kicker, f"front matter {kicker_key}") if kicker else None,
        standfirst=Fact(_running(standfirst), f"front matter {standfirst_key}")
        if standfirst
        else None,
        bylines=Fact(authors, "front matter") if authors else None,
        published=published,
        section=Fact(_title_case(section), "front matter") if section else None,
        tags=Fact(tags, "front matter") if tags else None,
        language=Fact(language.replace("_", "-"), f"front matter {language_key}")
        if re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", language)
        else None,
        address=Fact(address, f"front matter {where}") if address else None,
        slug=_words(keys, ("slug",))[0] or _name(sample),
        categories=sections,
        dropped=(*body.dropped, *codes),
        doubts=unknown(codes),
    )


@dataclass(frozen=True, slots=True)
class _NearMedia:
    """Finds pictures beside the story first, then anywhere in the site."""

    beside: Path
    media: Media

    def picture(self, addresses: tuple[str, ...]) -> FoundPicture:
        """Return the picture that ``addresses`` lead to, the first that is at hand."""
        site = self.media.folder.resolve()
        for address in addresses:
            written = unquote(address.partition("?")[0])
            if "://" in written or written.startswith("/") or "\0" in written:
                continue
            path = (self.beside / written).resolve()
            if path.is_relative_to(site) and path.is_file():
                return FoundPicture(address, path.relative_to(site).as_posix(), LooseFile(path))
        return self.media.picture(addresses)


def _site_of(path: Path) -> Path:
    """Return the folder of the site ``path`` is in: where its settings stand, else its own."""
    for folder in list(path.resolve().parents)[:6]:
        if any((folder / name).exists() for name in _SITES):
            return folder
    return path.parent


def _headline(
    keys: Mapping[str, Any], blocks: tuple[Block, ...], sample: Sample
) -> tuple[Fact[Markup], tuple[Block, ...]]:
    title, where = _words(keys, _HEADLINES)
    first = blocks[0] if blocks else None
    heading = first.text if isinstance(first, Crosshead) else None
    if title:
        if heading is not None and plain_words(heading).casefold() == title.casefold():
            blocks = blocks[1:]
        return Fact(_running(title), f"front matter {where}"), blocks
    if heading is not None:
        return Fact(heading, "the first heading", "read"), blocks[1:]
    return Fact(
        Markup.escape(_title_case(_name(sample).replace("-", " "))), "the file's name", "guessed"
    ), blocks


def _image(
    keys: Mapping[str, Any], media: _NearMedia, origin: Origin
) -> tuple[Figure, FoundPicture] | None:
    """Return the picture the front matter names for the story, with its words."""
    for key in _IMAGES:
        value = keys.get(key)
        value = value[0] if isinstance(value, list) and value else value
        said = {}
        if isinstance(value, dict):
            said = {str(name).lower(): str(words) for name, words in value.items()}
            value = next(
                (
                    said[name]
                    for name in ("src", "path", "url", "feature", "image", "teaser")
                    if said.get(name)
                ),
                "",
            )
        if not isinstance(value, str) or not re.search(r"\.\w{3,4}(?:\?.*)?$", value.strip()):
            continue
        picture = media.picture((value.strip(),))
        caption = (
            said.get("caption") or _words(keys, (f"{key}_caption", "image_caption", "caption"))[0]
        )
        credit = said.get("credit") or said.get("attr") or _words(
            keys, (f"{key}_credit", "image_credit", "photo_credit", "credit")
        )[0]  # fmt: skip
        alt = said.get("alt") or _words(keys, (f"{key}_alt", "image_alt", "alt"))[0]
        return (
            Figure(
                None, picture.key, origin, caption=_running(caption) if caption else None,
                credit=credit or None, alt=alt or None,
            ),
            picture,
        )  # fmt: skip
    return None


def _date(keys: Mapping[str, Any], sample: Sample) -> Fact[date] | None:
    for key in _DATES:
        value = keys.get(key)
        day = _day(str(value)) if value else None
        if day is not None:
            return Fact(day, f"front matter {key}")
    named = _DATED.match(sample.path.name) or _DATED.match(sample.path.parent.name + "-x")
    if named is not None:
        try:
            return Fact(date(*(int(one) for one in named.groups())), "the file's name", "read")
        except ValueError:
            return None
    return None


def _day(text: str) -> date | None:
    found = re.match(r"\s*(\d{4})[-/.](\d\d?)[-/.](\d\d?)", text)
    try:
        return date(*(int(one) for one in found.groups())) if found else None
    except ValueError:
        return None


def _name(sample: Sample) -> str:
    """Return what the file is called; of ``index.md`` the folder's name."""
    name = re.sub(r"\.\w+$", "", sample.path.name)
    name = sample.path.parent.name if name.lower() == "index" else name
    return _DATED.sub("", name + "-").strip("-") or name


def _words(keys: Mapping[str, Any], names: Iterable[str]) -> tuple[str, str]:
    """Return the first of ``names`` that has words, and which one it is."""
    for name in names:
        value = keys.get(name)
        if isinstance(value, bool):
            return ("true" if value else "false"), name
        if isinstance(value, str | int | float) and str(value).strip():
            return " ".join(str(value).split()), name
    return "", ""


def _listed(keys: Mapping[str, Any], names: Iterable[str]) -> tuple[str, ...]:
    """Return what the first of ``names`` lists, however it is written."""
    for name in names:
        value = keys.get(name)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title") or ""
        if isinstance(value, str) and value.strip():
            parts: list[Any] = re.split(r"\s*,\s*", value) if name not in ("byline",) else [value]
        elif isinstance(value, list):
            parts = [one.get("name", "") if isinstance(one, dict) else one for one in value]
        else:
            continue
        found = tuple(" ".join(str(one).split()) for one in parts if str(one).strip())
        if found:
            return found
    return ()


def _running(text: str) -> Markup:
    """Return front matter's words, in which there may be Markdown, as running text."""
    html = foreign_html(text).strip()
    root = etree.fromstring(
        f"<div>{html or ' '}</div>".encode(), etree.HTMLParser(encoding="utf-8")
    )
    return Wording().text(root)


def _title_case(words: str) -> str:
    return words[:1].upper() + words[1:]
