"""EPUBs, packed or unpacked: our own exactly as they were made, others page by page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urljoin

from lxml import etree
from markupsafe import Markup

from ..model import Footnote, Origin, Rank, StandingKind
from .archive import Archive, PackedFile, is_archive, open_archive
from .epub_blocks import EpubBlocks, has, slug_in
from .found import (
    IN_THE_BOOK,
    Fact,
    Found,
    FoundPicture,
    IssueFacts,
    Listed,
    ListedSection,
    LooseFile,
    Offered,
    PictureFile,
    Story,
    UnreadableError,
)
from .html_blocks import read_body
from .html_inline import Wording
from .html_notes import find_notes, without_way_back
from .html_tree import LARGEST_TEXT, read_page
from .html_words import words_in
from .page_head import names_in
from .sample import Sample
from .selection import Selection

_CONTAINER = "META-INF/container.xml"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}*"
_HASH = re.compile(r"-[0-9a-f]{8}(?=\.\w+$)")
_RANKS: tuple[Rank, ...] = ("lead", "second", "story", "brief")
_KINDS: tuple[StandingKind, ...] = ("imprint", "contacts", "house-ad", "appeal")
_ENOUGH = 30
"""Words that make a story of a page in somebody else's book."""


def recognises(sample: Sample) -> bool:
    """Say whether ``sample`` is an EPUB, or the folder one was unpacked into."""
    if sample.folder:
        return (sample.path / _CONTAINER).is_file()
    named = sample.suffix == ".epub" or b"application/epub+zip" in sample.head[:200]
    return named and is_archive(sample.head)


def read(sample: Sample, selection: Selection) -> Found:
    """Return the stories of a book, in the order of its contents.

    Raises:
        UnreadableError: it is damaged, or holds no pages.
    """
    book = _Book.open(sample)
    stories, standing = [], []
    for address in book.spine:
        page = book.page(address)
        reading = _Reading(book, address, page)
        article, matter = _part(page, "article"), _part(page, "standing")
        if article is not None:
            stories.append(reading.story(article))
        elif matter is not None:
            offered = reading.standing(matter)
            standing += [offered] if offered is not None else []
        elif not book.is_ours and len(words_in(page).split()) >= _ENOUGH:
            stories.append(reading.foreign())
    listed = tuple(book.order()) if book.is_ours else ()
    admitted = tuple(
        one
        for one in stories
        if selection.admits(one.published.value if one.published else None, one.categories, ())
    )
    return Found(admitted, listed, tuple(standing), book.facts())


def _part(page: etree._Element, name: str) -> etree._Element | None:
    """Return what on ``page`` has the class ``name``: a story, or standing matter."""
    return next((one for one in page.iter("article", "section") if has(one, name)), None)


@dataclass(frozen=True, slots=True)
class _Folder:
    """An unpacked book."""

    path: Path
    name: str

    def has(self, member: str) -> bool:
        return self._path(member) is not None

    def text(self, member: str) -> bytes:
        path = self._path(member)
        if path is None or path.stat().st_size > LARGEST_TEXT:
            raise UnreadableError(f"{self.name} lacks {member}, or it is too large.")
        return path.read_bytes()

    def picture(self, member: str) -> PictureFile | None:
        path = self._path(member)
        return None if path is None else LooseFile(path)

    def _path(self, member: str) -> Path | None:
        """Return the file of ``member``; nothing outside the folder is ever one."""
        path = (self.path / member).resolve()
        inside = path.is_relative_to(self.path.resolve())
        return path if inside and path.is_file() else None


@dataclass(frozen=True, slots=True)
class _Packed:
    """A book as it is delivered."""

    archive: Archive

    @property
    def name(self) -> str:
        return self.archive.name

    def has(self, member: str) -> bool:
        return self.archive.has(member)

    def text(self, member: str) -> bytes:
        return self.archive.text(member)

    def picture(self, member: str) -> PictureFile | None:
        return PackedFile(self.archive, member) if self.archive.has(member) else None


@dataclass(frozen=True, slots=True)
class _Book:
    """A book: its package document, and the pages it is read in."""

    files: _Folder | _Packed
    package: etree._Element
    home: str
    spine: tuple[str, ...]
    nav: str | None
    is_ours: bool

    @staticmethod
    def open(sample: Sample) -> _Book:
        """Return the book in ``sample``."""
        files = (
            _Folder(sample.path, sample.name)
            if sample.folder
            else _Packed(open_archive(sample.path, name=sample.name))
        )
        container = _xml(files.text(_CONTAINER), files.name)
        rootfile = next((one for one in container.iter("{*}rootfile")), None)
        place = unquote((rootfile.get("full-path") if rootfile is not None else None) or "")
        package = _xml(files.text(place), files.name)
        home = posixpath.dirname(place)
        items = {one.get("id"): one for one in package.iter("{*}item")}
        wanted = (items.get(one.get("idref")) for one in package.iter("{*}itemref"))
        spine = tuple(
            posixpath.normpath(posixpath.join(home, unquote(one.get("href") or "")))
            for one in wanted
            if one is not None and "html" in (one.get("media-type") or "")
        )
        if not spine:
            raise UnreadableError(f"{files.name} has no pages in it.")
        nav = next(
            (one for one in items.values() if "nav" in (one.get("properties") or "").split()), None
        )
        made_by = " ".join(one.get("content") or "" for one in package.iter("{*}meta"))
        place_of_nav = (
            None
            if nav is None
            else posixpath.normpath(posixpath.join(home, unquote(nav.get("href") or "")))
        )
        ours = "Ebook-lib" in made_by and any("/text/" in f"/{one}" for one in spine)
        return _Book(files, package, home, spine, place_of_nav, ours)

    def page(self, address: str) -> etree._Element:
        """Return a page of the book."""
        return read_page(self.files.text(address), name=f"{self.files.name}, {address}").root

    def picture(self, address: str, source: str) -> FoundPicture:
        """Return the picture that ``source`` on the page at ``address`` leads to."""
        member = posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(source)))
        name = posixpath.basename(member)
        return FoundPicture(member, _HASH.sub("", name), self.files.picture(member))

    def order(self) -> Iterator[ListedSection]:
        """Yield the sections with their stories, as the contents have them."""
        if self.nav is None or not self.files.has(self.nav):
            return
        page = self.page(self.nav)
        toc = next((one for one in page.iter("nav") if "toc" in (one.get("role") or "")), None)
        top = None if toc is None else toc.find("ol")
        for entry in top if top is not None else ():
            inside, link = entry.find("ol"), entry.find("a")
            if inside is None or link is None:
                continue
            stories = tuple(
                Listed(
                    words_in(one),
                    _key(urljoin(IN_THE_BOOK + (self.nav or ""), one.get("href") or "")),
                )
                for one in inside.iter("a")
            )
            yield ListedSection(words_in(link), stories)

    def facts(self) -> IssueFacts:
        """Return what the book says of the issue."""
        said = {
            etree.QName(one).localname: (one.text or "").strip()
            for one in reversed(list(self.package.iter("{http://purl.org/dc/elements/1.1/}*")))
        }
        meta = {
            one.get("property"): (one.text or "").strip() for one in self.package.iter("{*}meta")
        }
        series, _, special = said.get("title", "").partition(": ")
        day = _day(said.get("date", ""))
        position = re.fullmatch(r"(?:(\d+)\.)?(\d+)", meta.get("group-position", ""))
        return IssueFacts(
            day=Fact(day, "the date of the EPUB") if day else None,
            number=int(position[2]) if position else None,
            volume=int(position[1]) if position and position[1] else None,
            title=special or None if self.is_ours else None,
            publication=meta.get("belongs-to-collection") or series or None,
            language=said.get("language") or None,
        )


@dataclass(slots=True)
class _Reading:
    """One page of a book while it is read."""

    book: _Book
    address: str
    page: etree._Element
    notes: tuple[Footnote, ...] = ()
    blocks: EpubBlocks = field(init=False)

    def __post_init__(self) -> None:
        origin = Origin(Path(self.book.files.name))
        found = find_notes(self.page)
        wording = Wording(IN_THE_BOOK + self.address, found.numbers)
        texts = []
        for number, note in enumerate(found.elements, 1):
            without_way_back(note)
            texts.append(Footnote(number, wording.text(note), origin))
        self.notes = tuple(texts)
        self.blocks = EpubBlocks(
            origin, wording, lambda source: self.book.picture(self.address, source)
        )

    def story(self, article: etree._Element) -> Story:
        """Return one of our own stories."""
        where = "our own EPUB"
        text, plain = self._text, self._plain
        body = next((one for one in article if has(one, "body")), article)
        _name_places(body, slug_in(self.address))
        blocks = self.blocks.blocks(body)
        standfirst, note = text(article, "standfirst"), text(article, "author-note")
        kicker, byline = plain(article, "kicker"), self._byline(article)
        source = next((one for one in article.iter("p") if has(one, "source")), None)
        link = None if source is None else source.find(".//a")
        language, paper = article.get("lang"), self.book.facts().language
        rank = next((one for one in _RANKS if has(article, one)), _RANKS[2])
        headline = text(article, "headline") or Markup(slug_in(self.address))
        related = (one for one in article.iter("aside") if has(one, "related"))
        return Story(
            key=_key(IN_THE_BOOK + self.address),
            source=f"{self.book.files.name}, {self.address}",
            headline=Fact(headline, where),
            body=blocks,
            notes=self.notes,
            pictures=tuple(self.blocks.pictures.values()),
            kicker=Fact(kicker, where) if kicker else None,
            standfirst=Fact(standfirst, where) if standfirst else None,
            bylines=Fact(byline, where) if byline else None,
            author_note=Fact(note, where) if note else None,
            dateline=Fact(self.blocks.dateline, where) if self.blocks.dateline else None,
            published=self.book.facts().day,
            language=Fact(language, where) if language and language != paper else None,
            address=Fact(link.get("href") or "", where) if link is not None else None,
            rank=rank,
            slug=slug_in(self.address),
            related=tuple(
                _key(urljoin(IN_THE_BOOK + self.address, one.get("href") or ""))
                for aside in related
                for one in aside.iter("a")
            ),
        )

    def foreign(self) -> Story:
        """Return a page of somebody else's book as a story."""
        title = next((words_in(one) for one in self.page.iter("h1", "h2", "title")), "")
        for one in list(self.page.iter("h1", "h2"))[:1]:
            parent = one.getparent()
            if parent is not None and words_in(one) == title:
                parent.remove(one)
        body = read_body(
            self.page, origin=self.blocks.origin, base=IN_THE_BOOK + self.address,
            resolve=lambda addresses: self.book.picture(self.address, addresses[0]), whole=True,
        )  # fmt: skip
        return Story(
            key=_key(IN_THE_BOOK + self.address),
            source=f"{self.book.files.name}, {self.address}",
            headline=Fact(
                Markup.escape(title or slug_in(self.address)), "the page's heading", "read"
            ),
            body=body.blocks,
            notes=self.notes,
            pictures=body.pictures,
            published=self.book.facts().day,
        )

    def standing(self, matter: etree._Element) -> Offered | None:
        """Return standing matter of ours: worth having, but not a story of the issue."""
        kind = next((one for one in _KINDS if has(matter, one)), None)
        if kind is None:
            return None
        body = next((one for one in matter if has(one, "body")), None)
        headline = self._plain(matter, "standing-title")
        blocks = () if body is None else self.blocks.blocks(body)
        return Offered(kind, slug_in(self.address), headline, blocks) if blocks else None

    def _text(self, article: etree._Element, name: str) -> Markup | None:
        found = next((one for one in article.iter("p", "h1") if has(one, name)), None)
        return None if found is None else self.blocks.wording.text(found)

    def _plain(self, article: etree._Element, name: str) -> str | None:
        found = next((one for one in article.iter("p", "h1") if has(one, name)), None)
        return None if found is None else words_in(found)

    def _byline(self, article: etree._Element) -> tuple[str, ...]:
        found = next((one for one in article.iter("p") if has(one, "byline")), None)
        if found is None:
            return ()
        for one in list(found):
            if has(one, "dateline"):
                self.blocks.dateline = self.blocks.dateline or words_in(one)
                found.remove(one)
        return names_in(words_in(found)) or (words_in(found),)


def _name_places(body: etree._Element, slug: str) -> None:
    """Turn the ids links inside the book lead to into names of crossheads, as Markdown has them."""
    for link in body.iter("a"):
        address, _, place = (link.get("href") or "").partition("#")
        target = slug_in(address) or slug
        if place.startswith(f"{target}-") and "noteref" not in (link.get("role") or ""):
            link.set("href", f"{target}.xhtml#{place.removeprefix(f'{target}-')}")


def _key(address: str) -> str:
    """Return what tells a story of the book from others, without the place on its page."""
    return address.partition("#")[0]


def _xml(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{name} is damaged and cannot be read as an EPUB.") from error
    if root is None:
        raise UnreadableError(f"{name} is damaged and cannot be read as an EPUB.")
    return root


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
