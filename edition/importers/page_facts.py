"""What a web page says about its story: JSON-LD, Open Graph, microdata, the page, in that order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from ..model import Origin
from ..source.language import known_language
from .dates import date_in, iso_date
from .found import Certainty, Fact
from .html_figures import file_of
from .html_words import words_in
from .matter import words_set
from .page_head import (
    CLOCK,
    around_headline,
    byline_in,
    date_near,
    headline_element,
    is_shown,
    kicker_in,
    names_in,
    nearly,
    plain,
    standfirst_in,
    without_site,
)

_STORY_TYPES = words_set(
    "newsarticle article blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle"
    " backgroundnewsarticle reviewnewsarticle askpublicnewsarticle advertisercontentarticle"
    " liveblogposting report scholarlyarticle techarticle satiricalarticle socialmediaposting"
    " creativework"
)
_LARGEST_JSON = 2_000_000
_DEEPEST = 12


@dataclass(slots=True)
class PageFacts:
    """The fields of a story as far as the page has them, and the words of its pictures.

    ``pictures`` gives caption and credit by file name; ``categories`` every section named.
    """

    headline: Fact[str] | None = None
    kicker: Fact[str] | None = None
    standfirst: Fact[str] | None = None
    bylines: Fact[tuple[str, ...]] | None = None
    published: Fact[date] | None = None
    section: Fact[str] | None = None
    tags: Fact[tuple[str, ...]] | None = None
    language: Fact[str] | None = None
    address: Fact[str] | None = None
    publication: str | None = None
    picture: str | None = None
    """The address of the picture that stands for the story elsewhere."""
    pictures: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    head: etree._Element | None = None
    """The element that shows the headline."""


def page_facts(root: etree._Element, *, name: str) -> PageFacts:
    """Return what the page with the tree ``root`` says; its elements stay as they are."""
    meta = _meta_of(root)
    facts = PageFacts()
    facts.language = _language(root, meta)
    linked = tuple(_stories_in(root))
    if linked:
        _from_linked_data(facts, linked[0])
    for one in linked:
        _pictures_of(facts, one)
    _from_meta(facts, meta)
    _from_microdata(facts, root)
    _from_page(facts, root, meta)
    facts.address = facts.address or _address(root, meta)
    return facts


# JSON-LD


def _stories_in(root: etree._Element) -> Iterator[Mapping[str, Any]]:
    """Yield the stories in the page's JSON-LD, those of the more telling types first."""
    found: list[Mapping[str, Any]] = []
    nodes: dict[str, Mapping[str, Any]] = {}
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        if not text or len(text) > _LARGEST_JSON:
            continue
        for one in _objects(_json(text), 0):
            if isinstance(one.get("@id"), str) and len(one) > 1:
                nodes.setdefault(one["@id"], one)
            if _is_story(one):
                found.append(one)
    found.sort(key=lambda one: "headline" not in one)
    for one in found:
        yield {key: _referred(value, nodes) for key, value in one.items()}


def _json(text: str) -> Any:
    text = re.sub(r"\A\s*(?:<!--|//<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\]\]>)\s*\Z", "", text)
    for candidate in (text, re.sub(r"[\x00-\x1f]", " ", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """Yield ``value`` and the objects in it that may be stories of the page itself."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:500]:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "author", "image", "creator"):
            yield from _objects(value.get(key), depth + 1)


def _is_story(one: Mapping[str, Any]) -> bool:
    types = one.get("@type")
    named = types if isinstance(types, list) else [types]
    return any(
        isinstance(name, str) and name.rpartition("/")[2].lower() in _STORY_TYPES for name in named
    )


def _referred(value: Any, nodes: Mapping[str, Mapping[str, Any]]) -> Any:
    """Return ``value`` with references such as ``{"@id": "#author"}`` followed one step."""
    if isinstance(value, list):
        return [_referred(one, nodes) for one in value[:100]]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and len(value) <= 2:
        return nodes.get(value["@id"], value)
    return value


def _from_linked_data(facts: PageFacts, story: Mapping[str, Any]) -> None:
    where = "JSON-LD"
    if words := _text(story.get("headline")) or _text(story.get("name")):
        facts.headline = Fact(words, f"{where} headline")
    if words := _text(story.get("alternativeHeadline")):
        facts.standfirst = Fact(words, f"{where} alternativeHeadline")
    elif words := _text(story.get("description")):
        facts.standfirst = Fact(words, f"{where} description")
    if names := _people(story.get("author") or story.get("creator")):
        facts.bylines = Fact(names, f"{where} author")
    for key in ("datePublished", "dateCreated", "dateModified"):
        day = iso_date(_text(story.get(key)) or "")
        if day is not None and facts.published is None:
            certainty: Certainty = "guessed" if key == "dateModified" else "said"
            facts.published = Fact(day, f"{where} {key}", certainty)
    if sections := _texts(story.get("articleSection")):
        facts.section = Fact(sections[0], f"{where} articleSection")
        facts.categories = sections
    if tags := _tags(story.get("keywords")):
        facts.tags = Fact(tags, f"{where} keywords")
    if language := _text(story.get("inLanguage")):
        facts.language = _known_language(language, f"{where} inLanguage") or facts.language
    address = _text(story.get("url")) or _text(story.get("mainEntityOfPage"))
    if address and address.startswith("http"):
        facts.address = Fact(address, f"{where} url")
    publisher = story.get("publisher")
    if isinstance(publisher, dict):
        facts.publication = _text(publisher.get("name"))


def _pictures_of(facts: PageFacts, story: Mapping[str, Any]) -> None:
    images = story.get("image")
    for one in images if isinstance(images, list) else [images]:
        if not isinstance(one, dict):
            continue
        address = _text(one.get("contentUrl")) or _text(one.get("url"))
        caption = _text(one.get("caption")) or _text(one.get("description"))
        credit = _text(one.get("creditText")) or _text(one.get("copyrightNotice"))
        credit = credit or ", ".join(_people(one.get("author") or one.get("creator"))) or None
        if address:
            facts.picture = facts.picture or address
            facts.pictures.setdefault(file_of(address), (caption, credit))


def _text(value: Any) -> str | None:
    """Return a text of JSON-LD on one line, in whatever it is wrapped."""
    if isinstance(value, list):
        value = next((one for one in value if one), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("url") or value.get("@id")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return plain(value)


def _texts(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(words for one in values[:50] if (words := _text(one))))


def _people(value: Any) -> tuple[str, ...]:
    """Return the names of persons; a publisher that stands in for one does not count."""
    values = value if isinstance(value, list) else [value]
    names: dict[str, None] = {}
    for one in values[:30]:
        if isinstance(one, dict) and "Organization" in str(one.get("@type")):
            continue
        words = _text(one.get("name")) if isinstance(one, dict) else _text(one)
        if words and not words.startswith("http"):
            for name in names_in(words):
                names[name] = None
    return tuple(names)


def _tags(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else re.split(r"[,;،]", _text(value) or "")
    return tuple(dict.fromkeys(words for one in values[:40] if (words := _text(one))))


# Open Graph and other <meta>


def _meta_of(root: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in root.iter("meta"):
        content = plain(one.get("content") or "")
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and (named := one.get(key)):
                found.setdefault(named.strip().lower(), []).append(content)
                break
    return found


def _from_meta(facts: PageFacts, meta: Mapping[str, Sequence[str]]) -> None:
    def first(*names: str) -> tuple[str, str] | None:
        return next(((meta[name][0], name) for name in names if name in meta), None)

    site = first("og:site_name", "application-name")
    facts.publication = facts.publication or (site[0] if site else None)
    titles = ("og:title", "twitter:title", "dc.title", "citation_title", "hdl", "sailthru.title")
    if facts.headline is None and (said := first(*titles)):
        words = without_site(said[0], facts.publication)
        facts.headline = Fact(words, f"Open Graph {said[1]}" if "og:" in said[1] else said[1])
    about = ("og:description", "twitter:description", "description", "dc.description")
    if facts.standfirst is None and (said := first(*about)):
        facts.standfirst = Fact(said[0], said[1])
    if facts.bylines is None:
        for key in ("article:author", "author", "dc.creator", "citation_author", "byl",
                    "sailthru.author", "parsely-author", "twitter:data1"):  # fmt: skip
            said_names = tuple(
                name
                for one in meta.get(key, ())
                if not one.startswith("http") and not (key == "twitter:data1" and CLOCK.search(one))
                for name in names_in(one)
            )
            said_names = tuple(one for one in said_names if one != facts.publication)
            if said_names:
                facts.bylines = Fact(said_names, key)
                break
    for key in ("article:published_time", "og:article:published_time", "date", "dc.date",
                "dc.date.issued", "dcterms.created", "citation_publication_date", "pubdate",
                "publish-date", "publication_date", "sailthru.date", "parsely-pub-date",
                "datepublished", "article:modified_time"):  # fmt: skip
        if facts.published is None and key in meta:
            day = iso_date(meta[key][0]) or date_in(meta[key][0])
            if day is not None:
                certainty: Certainty = "guessed" if "modified" in key else "said"
                facts.published = Fact(day, key, certainty)
    if facts.section is None and (said := first("article:section", "og:article:section",
                                                "section", "parsely-section")):  # fmt: skip
        facts.section = Fact(said[0], said[1])
        facts.categories = tuple(meta[said[1]])
    if facts.tags is None:
        tags = tuple(dict.fromkeys(meta.get("article:tag", ()))) or _tags(
            next((meta[key][0] for key in ("news_keywords", "keywords") if key in meta), None)
        )
        if tags:
            facts.tags = Fact(tags, "article:tag" if "article:tag" in meta else "keywords")
    if facts.picture is None and (said := first("og:image", "twitter:image")):
        facts.picture = said[0]


def _language(root: etree._Element, meta: Mapping[str, Sequence[str]]) -> Fact[str] | None:
    for value, where in (
        (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"), "html lang"),
        (next(iter(meta.get("og:locale", ())), None), "og:locale"),
        (next(iter(meta.get("content-language", ())), None), "content-language"),
        (next(iter(meta.get("dc.language", ())), None), "dc.language"),
    ):
        if value and (known := _known_language(value, where)):
            return known
    return None


def _known_language(value: str, where: str) -> Fact[str] | None:
    tag = value.split(",")[0].strip().replace("_", "-").split(".")[0]
    known, found = known_language(tag, origin=Origin(Path("page"))) if tag else (None, ())
    return Fact(known, where) if known and not found else None


def _address(root: etree._Element, meta: Mapping[str, Sequence[str]]) -> Fact[str] | None:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            href = (link.get("href") or "").strip()
            if href.startswith(("http://", "https://")):
                return Fact(href, "link canonical")
    for key in ("og:url", "twitter:url"):
        for value in meta.get(key, ()):
            if value.startswith(("http://", "https://")):
                return Fact(value, key)
    return None


# Microdata


def _from_microdata(facts: PageFacts, root: etree._Element) -> None:
    scope = next(
        (
            one
            for one in root.iter()
            if isinstance(one.tag, str)
            and one.get("itemtype")
            and one.get("itemtype", "").rpartition("/")[2].lower() in _STORY_TYPES
        ),
        None,
    )
    if scope is None:
        return
    held: dict[str, list[etree._Element]] = {}
    for one in scope.iter():
        if isinstance(one.tag, str) and (prop := one.get("itemprop")):
            for name in prop.split():
                held.setdefault(name, []).append(one)

    def said(name: str) -> str | None:
        elements = held.get(name, ())
        return next((words for one in elements if (words := _said_by(one))), None)

    if facts.headline is None and (words := said("headline")):
        facts.headline = Fact(words, "microdata headline")
    if words := said("alternativeHeadline"):
        weak = facts.standfirst is None or "description" in facts.standfirst.where
        if weak:
            facts.standfirst = Fact(words, "microdata alternativeHeadline", "read")
    if facts.published is None:
        for name in ("datePublished", "dateCreated"):
            day = iso_date(said(name) or "") or date_in(said(name) or "")
            if day is not None:
                facts.published = Fact(day, f"microdata {name}")
                break
    if facts.bylines is None:
        names: dict[str, None] = {}
        for author in held.get("author", ()):
            inner = [one for one in author.iter() if one.get("itemprop") == "name"]
            for one in inner or [author]:
                for name in names_in(_said_by(one) or ""):
                    names[name] = None
        if names:
            facts.bylines = Fact(tuple(names), "microdata author")
    if facts.section is None and (words := said("articleSection")):
        facts.section = Fact(words, "microdata articleSection")
    if facts.tags is None and (tags := _tags(said("keywords"))):
        facts.tags = Fact(tags, "microdata keywords")


def _said_by(element: etree._Element) -> str | None:
    for key in ("content", "datetime"):
        if value := element.get(key):
            return plain(value)
    return plain(words_in(element))


# The page itself


def _from_page(facts: PageFacts, root: etree._Element, meta: Mapping[str, Sequence[str]]) -> None:
    title = next((words for one in root.iter("title") if (words := plain(one.text or ""))), None)
    title = without_site(title, facts.publication) if title else None
    head = headline_element(root, facts.headline.value if facts.headline else title)
    if head is None and facts.headline is None:
        head = headline_element(root, None)
    facts.head = head
    if head is not None:
        seen = words_in(head)
        if facts.headline is None:
            facts.headline = Fact(seen, "the page's headline", "read")
        elif nearly(seen, facts.headline.value):
            # As readers saw it: what is for programs may be shortened or set in capitals.
            facts.headline = Fact(seen, facts.headline.where)
    if facts.headline is None and title:
        facts.headline = Fact(title, "title", "guessed")
    known = facts.headline.value if facts.headline else ""
    around = around_headline(root, head)
    standfirst = standfirst_in(around, head, known)
    if standfirst is not None:
        facts.standfirst = Fact(standfirst, "the page's standfirst", "read")
    elif facts.standfirst is not None:
        said = facts.standfirst
        if nearly(said.value, known) or said.value.rstrip("]) ").endswith(
            ("…", "...", "[&hellip;")
        ):
            facts.standfirst = None
        elif not is_shown(around, said.value):
            # Written for search engines, perhaps; perhaps the standfirst of the printed paper.
            facts.standfirst = Fact(said.value, said.where, "guessed")
    kicker = kicker_in(around, head, known)
    if kicker is not None:
        facts.kicker = Fact(kicker, "the page's kicker", "read")
    facts.bylines = facts.bylines or byline_in(around)
    if facts.published is None:
        month_first = bool(facts.language and facts.language.value.lower() == "en-us")
        facts.published = date_near(root, around, month_first=month_first)
    if facts.published is None and facts.address is not None:
        facts.published = _date_of_address(facts.address.value)


def _date_of_address(address: str) -> Fact[date] | None:
    found = re.search(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|\b)", address)
    day = iso_date("-".join(found.groups())) if found else None
    return Fact(day, "the address", "guessed") if day else None
