"""Makes the EPUB: one page for each part, a cover that is drawn, and a package around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from ..document import Document
from ..findings import Finding, finding
from ..look import Look, fonts
from ..look.stylesheets import (
    beside_entry,
    bundle,
    place_of,
    tokens_of,
    without_custom_properties,
)
from ..look.templates import Renderer, environment
from ..model import Figure, Origin, Picture
from ..outputs import Output
from ..page_plan import PagePlan
from ..pictures.derive import Darkroom, Derivative, darkroom, draw
from .contrast import Faint, too_faint
from .cover import HEIGHT, WIDTH, Drawing, cover_figure, draw_cover
from .links import COVER, PICTURES, Links, settled
from .metadata import Accessibility, cover_alt, describe, identifier, title
from .package import Item, pack
from .pages import (
    CoverWords,
    Page,
    common_values,
    document_direction,
    draw_navigation,
    draw_ncx,
    draw_pages,
    landmarks,
)
from .paging import Paging
from .proof import PAGE, SHEET, Marks
from .selfcheck import check_package
from .setting import font_folders
from .wordcheck import check_words

MEDIA_TYPE = "application/epub+zip"
XHTML = "application/xhtml+xml"
FONTS = "fonts/"
STYLESHEET = "styles/epub.css"
OWN_FILES = {
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
}
"""What a publication's stylesheet may bring along, by suffix."""


def _on_no_paper() -> None:
    """Return nothing: the EPUB is made alone."""


def render(
    document: Document,
    look: Look,
    *,
    jobs: int = 1,
    marks: tuple[Finding, ...] = (),
    room: Darkroom | None = None,
    plan: Callable[[], PagePlan | None] = _on_no_paper,
) -> tuple[Output, tuple[Finding, ...]]:
    """Return the EPUB of ``document``; the same input gives the same bytes.

    ``marks`` are listed on a first page, and shown where they stand, when ``look``
    asks for a proof, together with what is found here in text and pictures. ``room`` is
    where pictures may be under way already; ``None`` opens one for ``jobs``. ``plan`` is
    asked, late, for the pages of the edition on paper, so that readers can go to one; it
    returns ``None`` when there is none. An EPUB that a bookshop's check would refuse
    comes with findings that are errors, so that nobody delivers it.

    Raises:
        LookError: a template or stylesheet is missing or broken.
        EngineError: pictures, fonts or the package cannot be made on this machine.
    """
    policy = document.publication.pictures
    with (
        darkroom(jobs=jobs) if room is None else nullcontext(room) as room,
        ThreadPoolExecutor(max_workers=1) as easel,
    ):
        wanted = tuple(_pictures(document))
        for picture in wanted:
            room.begin(picture, policy)
        raw, css, faces, asked = _styles(look)
        links = Links(document)
        proof = Marks()
        plain = environment(look, filters=links.filters())
        faint = _faint(css)
        said = check_words(document)
        cover_to_be = _planned(document, plain, room, colours=tokens_of(raw))
        # Not behind the pictures: it takes longest, and nothing can be done beside it at the end.
        painted = easel.submit(_painted, cover_to_be)

        paging = Paging(document, plan())
        filters = {**links.filters(), "flags": proof.flags, "page_breaks": paging.breaks}
        renderer = environment(look, filters=filters)
        cover = CoverWords(f"../{COVER}", cover_alt(document))
        ahead = () if look.proof else draw_pages(document, renderer, links, cover=cover)
        pictures, findings = room.all(wanted, policy)
        links.pictures = pictures
        proof.find(document, (*marks, *findings, *said) if look.proof else ())
        pages = _settled(ahead, pictures) or draw_pages(document, renderer, links, cover=cover)
        items = (
            *_navigation(document, renderer, links, paging),
            *_proof_page(document, renderer, proof, wanted=look.proof),
            *(Item(one.name, XHTML, one.data, _drawn_in(one), in_spine=True) for one in pages),
            Item(STYLESHEET, "text/css", css.encode()),
            *faces,
            *_picture_items(pages, pictures),
            Item(COVER, "image/jpeg", painted.result(), ("cover-image",)),
        )
    direction = document_direction(document)
    accessibility = _accessibility(document, faint, paging)
    metadata = describe(document, accessibility, direction=direction, source=paging.source)
    data = pack(items, metadata, landmarks=landmarks(document))
    name = f"{document.publication.slug}-{document.issue.date}.epub"
    found = (*findings, *faint, *said, *check_package(data, pages, known=said, asked=asked))
    return Output("epub", name, MEDIA_TYPE, data), (*found, *_large(data, document))


def _navigation(
    document: Document, renderer: Renderer, links: Links, paging: Paging
) -> Iterator[Item]:
    """Yield the contents as reading systems of today and of yesterday want them."""
    name = title(document)
    nav = draw_navigation(document, renderer, links, title=name, paging=paging)
    yield Item("nav.xhtml", XHTML, nav, ("nav",))
    ncx = draw_ncx(
        document, renderer, links, title=name, identifier=identifier(document), paging=paging
    )
    yield Item("toc.ncx", "application/x-dtbncx+xml", ncx, identity="ncx")


def _planned(
    document: Document, renderer: Renderer, room: Darkroom, *, colours: Mapping[str, str]
) -> Drawing:
    """Plan the cover, for which its picture has to be ready."""
    figure = cover_figure(document)
    policy = document.publication.pictures
    shown = room.one(figure.picture, policy) if figure and figure.picture else None
    return draw_cover(document, renderer, shown, colours=colours)


def _painted(cover: Drawing) -> bytes:
    folders = _scripts(cover.svg)
    return draw(cover.svg, width=WIDTH, height=HEIGHT, below=cover.below, font_folders=folders)


def _settled(
    pages: tuple[Page, ...], pictures: Mapping[str, Derivative]
) -> tuple[Page, ...] | None:
    """Name the pictures on pages drawn ahead of them; ``None`` when one is not to be shown."""
    try:
        return tuple(replace(page, data=settled(page.data, pictures)) for page in pages)
    except KeyError:
        return None


def _proof_page(
    document: Document, renderer: Renderer, proof: Marks, *, wanted: bool
) -> Iterator[Item]:
    if wanted:
        yield Item(PAGE, XHTML, proof.draw(renderer, common_values(document)), in_spine=True)


def _scripts(drawing: bytes) -> frozenset[Path]:
    """Return where the fonts lie that the text in a drawing needs, none when it has none."""
    texts = re.findall(r">([^<]*)</text>", drawing.decode())
    return font_folders("".join(texts)) if texts else frozenset()


def _pictures(document: Document) -> Iterator[Picture]:
    """Yield every picture the EPUB shows, each once, the cover's first: it is waited for."""
    cover = cover_figure(document)
    figures: list[Figure] = [cover] if cover is not None else []
    figures += document.figures()
    figures += [matter.figure for matter in document.publication.standing if matter.figure]
    found = {one.picture.digest: one.picture for one in figures if one.picture is not None}
    yield from found.values()


def _styles(look: Look) -> tuple[str, str, tuple[Item, ...], dict[str, Origin]]:
    """Return the sheet with its tokens, the sheet readers get, the files that one names, and where.

    Those are bundled faces, and whatever a publication keeps beside its own sheets. Other
    addresses are left as they are, and their places tell whoever wrote them.
    """
    at_hand = {face.name: face.path for face in fonts.faces()}
    used: dict[str, Item] = {}
    asked: dict[str, Origin] = {}

    def resolve(address: str, sheet: str) -> str:
        face = address.rsplit("/", 1)[-1]
        name = beside_entry(address, sheet)
        own = look.styles.find(name)
        if own is not None and own.suffix.lower() in OWN_FILES:
            media_type = OWN_FILES[own.suffix.lower()]
            used[name] = Item(f"styles/{name}", media_type, own.read_bytes())
        elif face in at_hand:
            used[face] = Item(FONTS + face, "font/ttf", at_hand[face].read_bytes())
            return f"../{FONTS}{face}"
        else:
            asked.setdefault(name, place_of(address, sheet, look.styles))
        return name

    raw = bundle("epub.css", look.styles, resolve=resolve)
    if look.proof:
        raw += bundle(SHEET, look.styles, resolve=resolve)
    files = tuple(used[name] for name in sorted(used))
    return raw, without_custom_properties(raw), files, asked


def _faint(css: str) -> tuple[Finding, ...]:
    """EPUB-003: colours without enough contrast."""
    worst: dict[tuple[str, str], Faint] = {}
    for one in too_faint(css):
        known = worst.setdefault((one.selector, one.colour), one)
        if one.ratio < known.ratio:
            worst[one.selector, one.colour] = one
    return tuple(
        finding(
            "EPUB-003",
            f"{one.selector} sets {one.colour} on {one.ground}: a contrast of {one.ratio}, "
            f"where readers need 4.5.",
            hint="Make the colour darker or lighter in styles/publication.css.",
        )
        for one in worst.values()
    )


def _accessibility(document: Document, faint: tuple[Finding, ...], paging: Paging) -> Accessibility:
    figures = [figure for figure in document.figures() if figure.picture is not None]
    return Accessibility(
        described=all(figure.decorative or figure.alt for figure in figures),
        pictures=bool(figures),
        animated=any(figure.picture.animated for figure in figures if figure.picture),
        paged=bool(paging.targets),
        reservations=("Some colours have little contrast.",) if faint else (),
    )


def _drawn_in(page: Page) -> tuple[str, ...]:
    """Return ``svg`` for a page a template draws on: the manifest has to say so (EPUB 3.3, D.4)."""
    return ("svg",) if b"<svg" in page.data else ()


def _picture_items(pages: Iterable[Page], pictures: Mapping[str, Derivative]) -> Iterator[Item]:
    """Yield the pictures some page shows, each once, by name."""
    text = b"".join(page.data for page in pages)
    by_name = {one.name: one for one in pictures.values()}
    for name in sorted(by_name):
        if f"/{PICTURES}{name}".encode() in text:
            yield Item(PICTURES + name, by_name[name].media_type, by_name[name].data)


def _large(data: bytes, document: Document) -> Iterator[Finding]:
    """EPUB-002: too large for readers' mail (Send to Kindle takes 50 megabytes by mail)."""
    most = document.publication.pictures.mail_megabytes
    if len(data) > most * 1e6:
        yield finding(
            "EPUB-002",
            f"The EPUB has more than {most:g} megabytes, too many for the mail of some readers.",
            hint="Set screen_pixels or screen_bytes lower under [pictures] in publication.toml.",
        )
