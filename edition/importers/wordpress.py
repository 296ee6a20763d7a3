"""Exports of WordPress (WXR): posts, their blocks or shortcodes, and the media folder beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from lxml import etree
from markupsafe import Markup

from ..model import Block, Figure, Origin
from .found import Dropped, Fact, Found, FoundPicture, IssueFacts, Story, UnreadableError
from .html_blocks import Body, read_body
from .html_inline import Wording
from .html_tree import read_tree
from .media import Media, without_size
from .sample import Sample
from .selection import Selection, not_asked_for
from .shortcodes import shortcodes_as_html, unknown

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_STANDFIRSTS = ("subtitle", "_subtitle", "wps_subtitle", "secondary_title", "_secondary_title",
                "standfirst", "deck", "dek", "lead", "teaser", "vorspann")  # fmt: skip
_KICKERS = ("kicker", "_kicker", "dachzeile", "overline", "eyebrow", "roofline", "strapline")
_CREDITS = ("_media_credit", "media_credit", "credit", "_credit", "_photo_credit", "copyright",
            "_wp_attachment_source_name")  # fmt: skip
_SERIAL_CREDIT = re.compile(r's:6:"credit";s:\d+:"([^"]{2,200})"')
_PARAGRAPHS = re.compile(r"<p[\s>]|<!-- wp:", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLOCKS = (
    "p|div|h[1-6]|ul|ol|li|blockquote|table|thead|tbody|tr|td|th|figure|figcaption|pre|hr|section"
    "|aside|form|iframe|dl|dt|dd"
)
_LARGEST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class _Attachment:
    """A picture of the media library."""

    address: str
    caption: str | None
    credit: str | None
    alt: str | None


@dataclass(slots=True)
class _Library:
    """What posts refer to: authors by their log-ins, pictures by their numbers."""

    site: str = ""
    language: str = ""
    title: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, _Attachment] = field(default_factory=dict)
    by_address: dict[str, _Attachment] = field(default_factory=dict)
    """The same by the address of the whole picture."""


def recognises(sample: Sample) -> bool:
    """Say whether ``sample`` is an export of WordPress."""
    return b"<rss" in sample.head and b"wordpress.org/export/" in sample.head


def read(sample: Sample, selection: Selection) -> Found:
    """Return the published posts of an export.

    Raises:
        UnreadableError: it is damaged or larger than any export.
    """
    if sample.path.stat().st_size > _LARGEST:
        raise UnreadableError(
            f"{sample.name} has more than {_LARGEST // 1_000_000_000} GB.",
            hint="Export one year at a time.",
        )
    library = _Library()
    for item in _items(sample, library):
        _learn(item, library)
    media = Media(sample.path.parent)
    stories, left = [], 0
    for item in _items(sample, _Library()):
        if _of(item, "post_type") == "post" and _of(item, "status") in ("publish", "future", ""):
            story = _story(item, library, media, sample, selection)
            if story is not None:
                stories.append(story)
            else:
                left += 1
    stories.sort(key=lambda one: one.published.value if one.published else date.min)
    facts = IssueFacts(publication=library.title or None, language=library.language or None)
    return Found(tuple(stories), issue=facts, findings=not_asked_for(sample, left))


def _items(sample: Sample, library: _Library) -> Iterator[etree._Element]:
    """Yield the items of the export one by one, so that a large one takes little room."""
    context = etree.iterparse(
        str(sample.path), events=("end",), resolve_entities=False, no_network=True, recover=True,
        huge_tree=True, load_dtd=False,
    )  # fmt: skip
    try:
        for _, element in context:
            name = _local(element)
            if name == "item":
                yield element
                _forget(element)
            elif name == "author":
                login, shown = _of(element, "author_login"), _of(element, "author_display_name")
                library.authors[login] = shown or login
                _forget(element)
            elif name in ("language", "title", "link", "base_blog_url"):
                parent = element.getparent()
                if parent is not None and _local(parent) == "channel":
                    text = (element.text or "").strip()
                    match name:
                        case "language":
                            library.language = text
                        case "title":
                            library.title = text
                        case _:
                            library.site = library.site or text
    except (etree.XMLSyntaxError, OSError) as error:
        raise UnreadableError(
            f"{sample.name} is damaged: it makes no sense from line {getattr(error, 'lineno', 0)}.",
            hint="Export it again; long exports are sometimes cut off.",
        ) from error


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _learn(item: etree._Element, library: _Library) -> None:
    """Note a picture of the media library, and what is said of it."""
    if _of(item, "post_type") != "attachment":
        return
    meta = _meta(item)
    serial = _SERIAL_CREDIT.search(meta.get("_wp_attachment_metadata", ""))
    credit = next((meta[key] for key in _CREDITS if meta.get(key)), serial[1] if serial else None)
    caption = _encoded(item, "excerpt")
    one = _Attachment(
        _of(item, "attachment_url") or (item.findtext("guid") or "").strip(),
        caption or None,
        " ".join(credit.split()) if credit else None,
        meta.get("_wp_attachment_image_alt") or None,
    )
    library.pictures[_of(item, "post_id")] = one
    library.by_address[without_size(one.address)] = one


def _story(
    item: etree._Element, library: _Library, media: Media, sample: Sample, selection: Selection
) -> Story | None:
    day = _day(_of(item, "post_date") or _of(item, "post_date_gmt"))
    categories = tuple(_terms(item, "category"))
    tags = tuple(_terms(item, "post_tag"))
    if not selection.admits(day, categories, tags):
        return None
    address = (item.findtext("link") or "").strip()
    number = _of(item, "post_id")
    meta = _meta(item)
    body, dropped_codes = _body(item, library, media, sample, address)
    pictures, blocks = list(body.pictures), body.blocks
    featured = library.pictures.get(meta.get("_thumbnail_id", ""))
    if featured is not None and not _is_shown(featured, pictures):
        picture = media.picture((featured.address,))
        pictures.insert(0, picture)
        origin = Origin(Path(sample.name))
        blocks = (_with_words(Figure(None, picture.key, origin), featured), *blocks)
    blocks = tuple(_completed(one, library, pictures) for one in blocks)
    title = (item.findtext("title") or "").strip()
    excerpt = _encoded(item, "excerpt")
    said = next((meta[key] for key in _STANDFIRSTS if meta.get(key)), "")
    kicker = next((meta[key] for key in _KICKERS if meta.get(key)), "")
    author = library.authors.get(item.findtext(_CREATOR) or "", item.findtext(_CREATOR) or "")
    return Story(
        key=address or f"file:{sample.name}#{number}",
        source=f"{sample.name}, post {number}" if number else sample.name,
        headline=Fact(_plain_markup(title), "title of the post", "said" if title else "guessed"),
        body=blocks,
        notes=body.notes,
        pictures=tuple(dict.fromkeys(pictures)),
        kicker=Fact(kicker, "custom field of the post") if kicker else None,
        standfirst=Fact(_plain_markup(said or excerpt), "subtitle" if said else "excerpt")
        if said or excerpt
        else None,
        bylines=Fact((author,), "author of the post") if author else None,
        published=Fact(day, "date of the post") if day else None,
        section=Fact(categories[0], "first category") if categories else None,
        tags=Fact(tags, "tags") if tags else None,
        language=Fact(library.language, "language of the site") if library.language else None,
        address=Fact(address, "link of the post") if address else None,
        slug=_of(item, "post_name") or None,
        categories=categories,
        dropped=(*body.dropped, *dropped_codes),
        doubts=unknown(dropped_codes),
    )


def _body(
    item: etree._Element, library: _Library, media: Media, sample: Sample, address: str
) -> tuple[Body, tuple[Dropped, ...]]:
    text = item.findtext(_CONTENT) or ""
    gallery = {number: one.address for number, one in library.pictures.items()}
    html, dropped = shortcodes_as_html(text, gallery)
    if not _PARAGRAPHS.search(text):
        html = paragraphed(html)
    root = read_tree(f"<html><body>{_COMMENT.sub('', html)}</body></html>", name=sample.name)
    body = read_body(
        root,
        origin=Origin(Path(sample.name)),
        base=address or library.site or None,
        resolve=media.picture,
    )
    return body, dropped


def paragraphed(html: str) -> str:
    """Return ``html`` with paragraphs where the classic editor left only empty lines."""
    made: list[str] = []
    parts = re.split(r"\n\s*\n", html.replace("\r\n", "\n"))
    for part in parts:
        stripped = part.strip()
        if not stripped:
            continue
        if re.match(rf"</?(?:{_BLOCKS})\b", stripped, re.IGNORECASE):
            made.append(stripped)
        else:
            made.append("<p>" + stripped.replace("\n", "<br/>") + "</p>")
    return "\n".join(made)


def _completed(block: Block, library: _Library, pictures: list[FoundPicture]) -> Block:
    """Return a figure with the words the media library has for it where the post has none."""
    if not isinstance(block, Figure):
        return block
    addresses = {one.key: one.address for one in pictures}
    known = library.by_address.get(without_size(addresses.get(block.name, block.name)))
    if known is None:
        return block
    return _with_words(block, known)


def _with_words(figure: Figure, known: _Attachment) -> Figure:
    caption = figure.caption or (_plain_markup(known.caption) if known.caption else None)
    credit, alt = figure.credit or known.credit, figure.alt or known.alt
    return replace(figure, caption=caption, credit=credit, alt=alt)


def _is_shown(known: _Attachment, pictures: list[FoundPicture]) -> bool:
    same = without_size(known.address)
    return any(without_size(one.address) == same for one in pictures)


def _plain_markup(text: str) -> Markup:
    """Return a title or an excerpt, which may hold a little HTML, as running text."""
    root = etree.fromstring(
        f"<p>{_COMMENT.sub('', text) or ' '}</p>".encode(), etree.HTMLParser(encoding="utf-8")
    )
    return Wording().text(root)


def _encoded(item: etree._Element, name: str) -> str:
    """Return ``excerpt:encoded``, whose namespace has the version of the export in it."""
    for child in item:
        tag = str(child.tag)
        if tag.endswith("}encoded") and f"/{name}/" in tag:
            return (child.text or "").strip()
    return ""


def _terms(item: etree._Element, domain: str) -> Iterator[str]:
    for one in item.iter("category"):
        words = " ".join((one.text or "").split())
        if one.get("domain", "category") == domain and words and words != "Uncategorized":
            yield words


def _meta(item: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in item:
        if _local(one) == "postmeta":
            found[_of(one, "meta_key")] = _of(one, "meta_value")
    return found


def _of(element: etree._Element, name: str) -> str:
    """Return the words of the child called ``name``, in whatever namespace this version uses."""
    for child in element:
        if _local(child) == name:
            return (child.text or "").strip()
    return ""


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
