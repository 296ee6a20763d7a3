"""The package of an EPUB: what is in it and what it says of itself. The only user of EbookLib.

EbookLib keeps the manifest, the spine and the metadata. It would rewrite pages it knows to be
pages (dropping attributes of ``body``), so ours go in as plain items; and it dates every file in
the archive with the present, so the archive is packed again (``archive``).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from ebooklib import epub
from lxml import etree

from ..errors import EngineError
from .archive import Change, repack
from .metadata import CONFORMANCE, Metadata
from .pages import Landmark

FOLDER = "EPUB"
PACKAGE = f"{FOLDER}/content.opf"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_GUIDE = {"cover": "cover", "toc": "toc", "bodymatter": "text"}


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the package; ``name`` is its path inside the package's folder."""

    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    identity: str = ""
    in_spine: bool = field(default=False)


def pack(items: Sequence[Item], metadata: Metadata, *, landmarks: Sequence[Landmark]) -> bytes:
    """Return the finished EPUB; the same items give the same bytes.

    Raises:
        EngineError: EbookLib could not write the package.
    """
    book = epub.EpubBook()
    book.FOLDER_NAME = FOLDER
    _describe(book, metadata)
    for number, item in enumerate(items, start=1):
        added = epub.EpubItem(
            uid=item.identity or f"item-{number}",
            file_name=item.name,
            media_type=item.media_type,
            content=b"",  # put in when it is packed again, or it would be copied three times
        )
        added.properties = list(item.properties)
        book.add_item(added)
        if item.in_spine:
            book.spine.append(added.id)
        if "cover-image" in item.properties:
            book.add_metadata("OPF", "cover", "", {"name": "cover", "content": added.id})
    book.guide = [
        {"type": _GUIDE[one.kind], "href": one.href, "title": one.title} for one in landmarks
    ]
    if metadata.direction == "rtl":
        book.direction = "rtl"
    change: dict[str, Change] = {f"{FOLDER}/{one.name}": _Content(one.data) for one in items}
    change[PACKAGE] = _finished(metadata)
    return repack(_written(book, metadata), change=change)


def _written(book: epub.EpubBook, metadata: Metadata) -> bytes:
    archive = io.BytesIO()
    options = {
        "raise_exceptions": True,
        "mtime": datetime.combine(metadata.modified, time()),
        "compresslevel": 0,  # packed again at once
    }
    # It returns False instead of raising for some of what can go wrong.
    if not epub.write_epub(archive, book, options):
        raise EngineError("The EPUB's package could not be written.")
    return archive.getvalue()


def _finished(metadata: Metadata) -> _Finish:
    return _Finish(metadata.languages[0], metadata.direction)


@dataclass(frozen=True, slots=True)
class _Content:
    """Puts the content of a file in its place."""

    data: bytes

    def __call__(self, _: bytes) -> bytes:
        return self.data


@dataclass(frozen=True, slots=True)
class _Finish:
    """Says in the package document what EbookLib leaves out: its language and direction."""

    language: str
    direction: str

    def __call__(self, data: bytes) -> bytes:
        package = etree.fromstring(data)
        package.set(_XML_LANG, self.language)
        package.set("dir", self.direction)
        result: bytes = etree.tostring(
            package, encoding="utf-8", xml_declaration=True, pretty_print=True
        )
        return result


def _describe(book: epub.EpubBook, metadata: Metadata) -> None:
    book.set_identifier(metadata.identifier)
    book.set_title(metadata.title)
    for language in metadata.languages:
        book.add_metadata("DC", "language", language)
    book.add_metadata("DC", "date", metadata.date.isoformat())
    book.add_metadata("DC", "creator", metadata.publication, {"id": "paper"})
    book.add_metadata("DC", "publisher", metadata.publisher)
    for number, name in enumerate(metadata.contributors, start=1):
        book.add_metadata("DC", "contributor", name, {"id": f"contributor-{number}"})
    for subject in metadata.subjects:
        book.add_metadata("DC", "subject", subject)
    if metadata.description:
        book.add_metadata("DC", "description", metadata.description)
    if metadata.rights:
        book.add_metadata("DC", "rights", metadata.rights)
    book.add_metadata("DC", "type", "periodical")
    for number, _name in enumerate(metadata.contributors, start=1):
        _property(book, "role", "aut", refines=f"contributor-{number}", scheme="marc:relators")
    _describe_series(book, metadata)
    _describe_source(book, metadata)
    _describe_accessibility(book, metadata)


def _describe_series(book: epub.EpubBook, metadata: Metadata) -> None:
    """Say which paper this is a number of (EPUB 3.3, "belongs-to-collection")."""
    _property(book, "belongs-to-collection", metadata.publication, identity="series")
    _property(book, "collection-type", "series", refines="series")
    _property(book, "group-position", metadata.position, refines="series")
    if metadata.issn:
        _property(book, "dcterms:identifier", f"urn:issn:{metadata.issn}", refines="series")
    # Calibre and the readers that follow it know only these.
    for name, content in (
        ("calibre:series", metadata.publication),
        ("calibre:series_index", str(metadata.number)),
    ):
        book.add_metadata("OPF", name, "", {"name": name, "content": content})


def _describe_source(book: epub.EpubBook, metadata: Metadata) -> None:
    """Say which edition on paper the page numbers are those of.

    The first way is today's (W3C, "Page Source Identification"); reading systems from
    before it know the second (EPUB 3.3, "source-of").
    """
    if metadata.source is None:
        return
    _property(book, "pageBreakSource", metadata.source)
    book.add_metadata("DC", "source", metadata.source, {"id": "paper-pages"})
    _property(book, "source-of", "pagination", refines="paper-pages")


def _describe_accessibility(book: epub.EpubBook, metadata: Metadata) -> None:
    found = metadata.accessibility
    for mode in found.modes():
        _property(book, "schema:accessMode", mode)
    for senses in found.sufficient():
        _property(book, "schema:accessModeSufficient", senses)
    for feature in found.features():
        _property(book, "schema:accessibilityFeature", feature)
    for hazard in found.hazards():
        _property(book, "schema:accessibilityHazard", hazard)
    _property(book, "schema:accessibilitySummary", found.summary(), language="en")
    if found.conforms:
        _property(book, "dcterms:conformsTo", CONFORMANCE, identity="conformance")
        _property(book, "a11y:certifiedBy", metadata.publisher, refines="conformance")


def _property(
    book: epub.EpubBook,
    name: str,
    value: str,
    *,
    identity: str | None = None,
    refines: str | None = None,
    scheme: str | None = None,
    language: str | None = None,
) -> None:
    attributes = {"property": name}
    if identity:
        attributes["id"] = identity
    if refines:
        attributes["refines"] = f"#{refines}"
    if scheme:
        attributes["scheme"] = scheme
    if language:
        attributes[_XML_LANG] = language
    book.add_metadata("OPF", name, value, attributes)
