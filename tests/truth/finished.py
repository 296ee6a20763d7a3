"""What stands in finished files, read from their bytes: pages of a PDF, stories of an EPUB."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def letters(text: str) -> str:
    """Return the letters and figures alone: no spaces, no hyphens, no capitals, no ligatures."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text).casefold())


# Paper -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Link:
    """A line of a link on page ``page``, from 1; ``beside`` is what stands after it on the line."""

    page: int
    target: str
    text: str
    beside: str


@dataclass(frozen=True)
class Paper:
    """A finished PDF. Pages count from 1: ``pages[0]`` is never asked."""

    pages: tuple[str, ...]
    """The letters of each page."""
    texts: tuple[str, ...]
    folios: tuple[str, ...]
    """The words in the head or foot margin of each page."""
    links: tuple[Link, ...]
    names: dict[str, int]
    """The page each named destination leads to."""
    bookmarks: tuple[tuple[str, int], ...]
    identifier: bytes


MARGIN = 46.0
"""Points from the trim in which nothing stands but folios."""


def read_paper(data: bytes) -> Paper:
    pdf, drawn = pikepdf.open(io.BytesIO(data)), pypdfium2.PdfDocument(data)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    names = {
        str(name): numbers[place[0].objgen]
        for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()
    }
    texts, folios, links = [""], [""], list[Link]()
    for number, page in enumerate(pdf.pages, start=1):
        text = drawn[number - 1].get_textpage()
        texts.append(text.get_text_range())
        left, bottom, right, top = (float(one) for one in page.TrimBox)
        head = text.get_text_bounded(left, top - MARGIN, right, top)
        folios.append(f"{head} {text.get_text_bounded(left, bottom, right, bottom + MARGIN)}")
        for note in page.get("/Annots", ()):
            target = note.get("/Dest") or note.get("/A", {}).get("/D")
            if target is None:
                continue
            near, low, far, high = (float(one) for one in note.Rect)
            links.append(
                Link(
                    number,
                    str(target),
                    " ".join(text.get_text_bounded(near, low, far, high).split()),
                    " ".join(text.get_text_bounded(far, low, right, high).split()),
                )
            )
    with pdf.open_outline() as outline:
        bookmarks = tuple(_bookmarks(outline.root, numbers))
    pages = tuple(letters(text) for text in texts)
    identifier = bytes(pdf.trailer.ID[0])
    return Paper(pages, tuple(texts), tuple(folios), tuple(links), names, bookmarks, identifier)


def _bookmarks(items: list[pikepdf.OutlineItem], numbers: dict) -> Iterator[tuple[str, int]]:
    for item in items:
        yield item.title, numbers[item.destination[0].objgen]
        yield from _bookmarks(item.children, numbers)


# The EPUB ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Story:
    """A story as readers on a screen have it, in letters."""

    anchor: str
    headline: str
    running: tuple[str, ...]
    """Its paragraphs, crossheads and items."""
    apart: tuple[str, ...]
    """What may stand anywhere in it: captions, rows of tables, boxes, pull quotes, notes."""
    related: tuple[str, ...]
    brief: bool


@dataclass(frozen=True)
class Book:
    """A finished EPUB."""

    stories: dict[str, Story]
    sections: dict[str, tuple[str, ...]]
    """The stories of every section, by the anchor of its page."""
    page_list: dict[int, str]
    """What is read from the beginning of each page on, in letters."""
    ncx: dict[int, str]
    """The address of every page for old reading systems."""
    nav: dict[int, str]
    markers: tuple[tuple[str, int], ...]
    """The pages that begin in each file, in the reading order."""
    ids: dict[str, str]
    """The letters of whatever has an id, by it."""
    source: tuple[str, ...]
    features: tuple[str, ...]


_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEAVES = frozenset(
    f"{XHTML}{name}" for name in ("p", *_HEADS, "pre", "li", "td", "th", "figcaption", "caption")
)
_APART = frozenset(f"{XHTML}{name}" for name in ("figure", "table", "aside"))


def read_book(data: bytes) -> Book:
    archive = zipfile.ZipFile(io.BytesIO(data))
    package = etree.fromstring(archive.read("EPUB/content.opf"))
    opf = f"{{{etree.QName(package).namespace}}}"
    files = {one.get("id"): one.get("href") for one in package.iter(f"{opf}item")}
    spine = [files[one.get("idref")] for one in package.iter(f"{opf}itemref")]
    trees = {name: etree.fromstring(archive.read(f"EPUB/{name}")) for name in spine}
    stories, sections, ids = dict[str, Story](), dict[str, tuple[str, ...]](), dict[str, str]()
    markers = list[tuple[str, int]]()
    for name, tree in trees.items():
        for one in tree.iter(f"{XHTML}article"):
            stories[one.get("id")] = _story(one)
        for one in tree.iter(f"{XHTML}section"):
            if one.get("class") == "section":
                sections[one.get("id")] = tuple(_files_named(one))
        ids.update({one.get("id"): _letters(one) for one in tree.iter() if one.get("id")})
        markers += [(name, int(one.get("aria-label"))) for one in _breaks(tree)]
    nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    pages = {
        int("".join(link.itertext())): link.get("href")
        for one in nav.iter(f"{XHTML}nav")
        if one.get(TYPE) == "page-list"
        for link in one.iter(f"{XHTML}a")
    }
    ncx = etree.fromstring(archive.read("EPUB/toc.ncx"))
    old = {
        int(one.get("value")): one.find(f"{NCX}content").get("src")
        for one in ncx.iter(f"{NCX}pageTarget")
    }
    meta = [(one.get("property"), one.text) for one in package.iter(f"{opf}meta")]
    return Book(
        stories,
        sections,
        {number: _after(trees, href) for number, href in pages.items()},
        old,
        pages,
        tuple(markers),
        ids,
        tuple(text for name, text in meta if name == "pageBreakSource"),
        tuple(text for name, text in meta if name == "schema:accessibilityFeature"),
    )


def _breaks(tree: etree._Element) -> Iterator[etree._Element]:
    for one in tree.iter(f"{XHTML}span"):
        if one.get(TYPE) == "pagebreak" and one.get("role") == "doc-pagebreak":
            yield one


def _after(trees: dict[str, etree._Element], href: str) -> str:
    """Return what is read from the marker at ``href`` on, to the end of its block or headline."""
    name, _, identity = href.partition("#")
    marker = next(one for one in trees[name].iter() if one.get("id") == identity)
    after = marker.getnext()
    while after is not None and after.get(TYPE) == "pagebreak":
        after = after.getnext()
    if after is None:
        return ""
    heads = after.iter(f"{XHTML}h1") if after.tag != f"{XHTML}p" else ()
    return _letters(next(iter(heads), after))


def _story(article: etree._Element) -> Story:
    body = next(one for one in article.iter(f"{XHTML}div") if one.get("class") == "body")
    running, apart = list[str](), list[str]()
    for place in article.iter(f"{XHTML}span"):
        if place.get("class") == "dateline":  # On paper it stands with the byline.
            apart.append(_letters(place))
            place.text = None
    for leaf in article.iter(*_LEAVES):
        around = list(leaf.iterancestors())
        text = _letters(leaf)
        if not text or any(one is not leaf for one in leaf.iter(*_LEAVES)):
            continue
        classes = {name for one in (leaf, *around) for name in (one.get("class") or "").split()}
        if classes & {"furniture", "related", "source", "notes-title"}:
            continue
        flows = body in around and not any(one.tag in _APART for one in around)
        (running if flows else apart).append(text)
    for part in ("standfirst", "byline"):
        apart += [_letters(one) for one in article.iter(f"{XHTML}p") if one.get("class") == part]
    related = [one for one in article.iter(f"{XHTML}aside") if one.get("class") == "related"]
    return Story(
        article.get("id") or "",
        _letters(next(article.iter(f"{XHTML}h1"))),
        tuple(running),
        tuple(apart),
        tuple(name for one in related for name in _files_named(one)),
        "brief" in (article.get("class") or "").split(),
    )


def _files_named(element: etree._Element) -> Iterator[str]:
    for link in element.iter(f"{XHTML}a"):
        yield (link.get("href") or "").removesuffix(".xhtml")


def _letters(element: etree._Element) -> str:
    return letters("".join(element.itertext()))
