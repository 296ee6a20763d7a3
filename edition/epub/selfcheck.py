"""Would a bookshop's check refuse this EPUB? Asked of every EPUB before anybody gets it.

It looks at the finished package, whatever text, templates and stylesheets made of it. It
knows less than EPUBCheck and takes a hundredth of its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from ..document import Part
from ..findings import Finding, finding
from ..look import stylesheets
from ..model import Origin
from .archive import MIMETYPE
from .grammar import problems_of, well_formed_language
from .opened import (
    DC,
    NCX,
    OPF,
    SVG,
    XHTML,
    XLINK,
    Opened,
    ids_in,
    opened,
)
from .package import FOLDER, PACKAGE
from .pages import Page
from .wordcheck import nested

HINT = "A template or stylesheet may be at fault; edition look says which are your own."
MANY = 3
MEDIA_TYPE = b"application/epub+zip"

_MAGIC = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
    "font/ttf": (b"\x00\x01\x00\x00", b"true"),
    "font/otf": (b"OTTO",),
    "font/woff": (b"wOFF",),
    "font/woff2": (b"wOF2",),
}
_TEXT = frozenset(
    {"application/xhtml+xml", "application/x-dtbncx+xml", "text/css", "image/svg+xml"}
)
_MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a check would refuse; ``near`` are the ids before it, the nearest first.

    ``address`` is what a stylesheet asks for in vain.
    """

    name: str
    reason: str
    near: tuple[str, ...] = ()
    address: str | None = None


def check_package(
    data: bytes,
    pages: Sequence[Page],
    *,
    known: Sequence[Finding] = (),
    asked: Mapping[str, Origin] = {},
) -> tuple[Finding, ...]:
    """Return what in the finished EPUB would be refused, with the article it is in.

    ``known`` are findings about the text; their articles are not complained of again.
    ``asked`` are the places in stylesheets that name an address.
    """
    said = {one.origin.path for one in known if one.origin}
    by_name = {page.name: page for page in pages}
    places: dict[str, dict[str, Origin | None]] = {}
    for problem in _problems(data):
        page = by_name.get(problem.name)
        origin = _origin(page.part, problem.near) if page else asked.get(problem.address or "")
        if origin is None or origin.path not in said:
            places.setdefault(problem.reason, {}).setdefault(problem.name, origin)
    return tuple(one for reason, where in places.items() for one in _told_once(reason, where))


def _told_once(reason: str, where: Mapping[str, Origin | None]) -> Iterator[Finding]:
    """Tell a mistake where it is; one that is on many pages is a template's, and told once."""
    many = len(where) > MANY
    for name, origin in list(where.items())[: 1 if many else MANY]:
        place = f"{name} and {len(where) - 1} other pages" if many else name
        yield finding(
            "EPUB-001",
            f"The EPUB would be refused: {reason} ({place}).",
            origin=origin,
            hint=HINT,
        )


def _origin(part: Part, near: Sequence[str]) -> Origin | None:
    """Return the line of the nearest block with an id, else the part's file."""
    lines = {placed.anchor: placed.block.origin for placed in nested(part.body) if placed.anchor}
    found = next((lines[one] for one in near if one in lines), None)
    return found or getattr(part.subject, "origin", None)


def _problems(data: bytes) -> Iterator[Problem]:
    try:
        book = opened(data)
    except ValueError as error:
        yield Problem(PACKAGE, f"it cannot be opened ({error})")
        return
    yield from _container(book)
    yield from _manifest(book)
    yield from _metadata(book)
    for name, why in sorted(book.broken.items()):
        yield Problem(name, f"it is not well-formed ({why})", ())
    for name, tree in book.trees.items():
        yield from _ids(name, tree)
        match book.types[name]:
            case "application/xhtml+xml":
                yield from _page(book, name, tree)
            case "application/x-dtbncx+xml":
                yield from _addresses(book, name, tree, {f"{NCX}content": ("src",)}, link=False)
            case _:
                yield from _drawing(book, name, tree)
    for name, media_type in book.types.items():
        if media_type == "text/css" and f"{FOLDER}/{name}" in book.archive.namelist():
            yield from _stylesheet(book, name)


def _container(book: Opened) -> Iterator[Problem]:
    first = book.archive.infolist()[0]
    if first.filename != MIMETYPE or first.compress_type or book.archive.read(first) != MEDIA_TYPE:
        yield Problem(MIMETYPE, "it does not say first what it is")
    names = book.archive.namelist()
    listed = {f"{FOLDER}/{name}" for name in book.types}
    for name in sorted(listed - set(names)):
        yield Problem(name, "a file of the manifest is missing")
    for name in sorted(set(names) - listed - {MIMETYPE, PACKAGE}):
        if not name.startswith("META-INF/"):
            yield Problem(name, "a file is not in the manifest")
    folded = [name.casefold() for name in names]
    for name in sorted({one for one in folded if folded.count(one) > 1}):
        yield Problem(name, "two files have the same name")


def _manifest(book: Opened) -> Iterator[Problem]:
    items = list(book.package.iter(f"{OPF}item"))
    identities = [item.get("id", "") for item in items]
    if len(set(identities)) != len(identities) or len(book.types) != len(items):
        yield Problem(PACKAGE, "the manifest names a file twice")
    for name, media_type in book.types.items():
        starts = _MAGIC.get(media_type)
        if starts is None and media_type not in _TEXT:
            yield Problem(
                name, f"reading systems need not know {media_type or 'this kind of file'}"
            )
        elif starts and f"{FOLDER}/{name}" in book.archive.namelist():
            with book.archive.open(f"{FOLDER}/{name}") as file:
                if not file.read(12).startswith(starts):
                    yield Problem(name, f"it is not the {media_type} it is said to be")
    spine = [one.get("idref", "") for one in book.package.iter(f"{OPF}itemref")]
    pages = {item.get("id"): item.get("media-type") for item in items}
    if not spine or len(set(spine)) != len(spine):
        yield Problem(PACKAGE, "the reading order is empty or repeats itself")
    if any(pages.get(one) != "application/xhtml+xml" for one in spine):
        yield Problem(PACKAGE, "the reading order names something that is no page")
    toc = next((one.get("toc") for one in book.package.iter(f"{OPF}spine")), None)
    if pages.get(toc) != "application/x-dtbncx+xml":
        yield Problem(PACKAGE, "the old table of contents is missing")


def _metadata(book: Opened) -> Iterator[Problem]:
    for name in ("title", "identifier", "language"):
        values = [one.text or "" for one in book.package.iter(f"{DC}{name}")]
        if not any(value.strip() for value in values):
            yield Problem(PACKAGE, f"its {name} is missing")
        if name == "language" and not all(well_formed_language(value) for value in values):
            yield Problem(PACKAGE, f"“{', '.join(values)}” is no language")
    empty = [one.tag for one in book.package.iter() if str(one.tag).startswith(DC) and not one.text]
    for tag in empty:
        yield Problem(PACKAGE, f"its {str(tag).removeprefix(DC)} is empty")
    modified = [
        one.text or ""
        for one in book.package.iter(f"{OPF}meta")
        if one.get("property") == "dcterms:modified"
    ]
    if len(modified) != 1 or not _MODIFIED.match(modified[0]):
        yield Problem(PACKAGE, "its date of modification is wrong")


def _ids(name: str, tree: etree._Element) -> Iterator[Problem]:
    ids = ids_in(tree)
    for one in sorted({identity for identity in ids if ids.count(identity) > 1}):
        yield Problem(name, f"the id “{one}” stands twice", (one,))


def _page(book: Opened, name: str, tree: etree._Element) -> Iterator[Problem]:
    for element, reason in problems_of(tree):
        yield Problem(name, reason, _near(element))
    title = tree.find(f"{XHTML}head/{XHTML}title")
    if title is None or not (title.text or "").strip():
        yield Problem(name, "the page has no title")
    yield from _addresses(book, name, tree, {f"{XHTML}a": ("href",)}, link=True)
    inside = {f"{XHTML}img": ("src",), f"{XHTML}link": ("href",), f"{XHTML}source": ("src",)}
    yield from _addresses(book, name, tree, inside, link=False)
    yield from _paints(book, name, tree)
    for one in tree.iter(f"{XHTML}script", f"{XHTML}iframe", f"{XHTML}object", f"{XHTML}embed"):
        yield Problem(
            name, f"<{str(one.tag).removeprefix(XHTML)}> may not be used here", _near(one)
        )
    for entry in tree.iter(f"{XHTML}nav"):
        for link in entry.iter(f"{XHTML}a"):
            if not "".join(map(str, link.itertext())).strip():
                yield Problem(name, "an entry of the contents has no words", _near(link))


def _addresses(
    book: Opened,
    name: str,
    tree: etree._Element,
    wanted: Mapping[str, Sequence[str]],
    *,
    link: bool,
) -> Iterator[Problem]:
    for tag, attributes in wanted.items():
        for element in tree.iter(tag):
            for attribute in attributes:
                address = element.get(attribute)
                reason = book.astray(name, address, link=link) if address is not None else None
                if reason:
                    yield Problem(name, reason, _near(element))


def _paints(book: Opened, name: str, tree: etree._Element) -> Iterator[Problem]:
    """A drawing may be painted only with what is inside it.

    What it is clipped, masked or marked with may be missing: a bookshop's check does not ask.
    """
    for element in tree.iter(f"{SVG}*"):
        for key, value in element.attrib.items():
            for address in _URL.findall(str(value)):
                if not address.startswith("#"):
                    yield Problem(name, f"a drawing asks for “{address}”", _near(element))
                elif key in ("fill", "stroke") and address[1:] not in book.ids[name]:
                    reason = f"a drawing asks for “{address}”, which it does not have"
                    yield Problem(name, reason, _near(element))


_URL = re.compile(r"""url\(\s*["']?\s*([^"')\s]+)""", re.IGNORECASE)


def _drawing(book: Opened, name: str, tree: etree._Element) -> Iterator[Problem]:
    """A drawing may show only what is inside it."""
    yield from _paints(book, name, tree)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in (f"{SVG}script", f"{SVG}foreignObject"):
            yield Problem(name, "a drawing has a script or a page inside")
        for key in ("href", f"{XLINK}href"):
            address = element.get(key)
            if address and not address.startswith(("#", "data:")):
                yield Problem(name, f"a drawing asks for “{address}”")
            elif address and address.startswith("#") and address[1:] not in book.ids[name]:
                yield Problem(name, f"a drawing asks for “{address}”, which it does not have")


def _stylesheet(book: Opened, name: str) -> Iterator[Problem]:
    sheet = stylesheets.read(book.read(name).decode("utf-8", errors="replace"))
    for line, why in sheet.mistakes:
        yield Problem(name, f"line {line} is no CSS ({why})")
    for address in sheet.addresses:
        reason = book.astray(name, address, link=False)
        if reason:
            yield Problem(name, reason, address=address)
    for rule in sheet.rules:
        for forbidden in ("direction", "unicode-bidi"):
            if forbidden in rule.declarations:
                yield Problem(name, f"{rule.selector} sets “{forbidden}”, which EPUB leaves to dir")


def _near(element: etree._Element) -> tuple[str, ...]:
    """Return the ids of this element, what is before it and what is around it, nearest first."""
    found = []
    one: etree._Element | None = element
    while one is not None:
        if one.get("id"):
            found.append(one.get("id", ""))
        for before in one.itersiblings(preceding=True):
            if isinstance(before.tag, str) and before.get("id"):
                found.append(before.get("id", ""))
        one = one.getparent()
    return tuple(found)
