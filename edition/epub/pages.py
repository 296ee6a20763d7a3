"""The parts of an issue as the pages of an EPUB, and the navigation over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..document import ContentsEntry, Document, Part, PartKind
from ..look.templates import Renderer
from ..look.words import words, words_in
from .links import TEXT, Links, file_name
from .paging import Paging

MATTER: Mapping[PartKind, str] = {
    "cover": "frontmatter",
    "contents": "frontmatter",
    "section": "bodymatter",
    "article": "bodymatter",
    "standing": "backmatter",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One finished XHTML file. ``name`` is its path inside the package's folder."""

    name: str
    data: bytes
    part: Part


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place reading systems offer by name: cover, contents, start of the text."""

    kind: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class CoverWords:
    """What stands for the cover picture where it is shown."""

    source: str
    alt: str


def draw_pages(
    document: Document, renderer: Renderer, links: Links, *, cover: CoverWords
) -> tuple[Page, ...]:
    """Return one page for each part of ``document``, in reading order.

    Raises:
        LookError: a template is missing or broken.
    """
    pages = []
    for part in document.parts:
        links.turn_to(part)
        said = words_in(part.language, otherwise=document.publication.language)
        values = {**common_values(document), "part": part, "words": said}
        body = renderer.render(
            f"parts/{part.kind}.xhtml.j2", cover_source=cover.source, cover_alt=cover.alt, **values
        )
        text = renderer.render(
            "epub/page.xhtml.j2",
            body=body,
            page_title=_title(part, document),
            matter=MATTER[part.kind],
            **values,
        )
        pages.append(Page(TEXT + file_name(part), text.encode(), part))
    return tuple(pages)


def draw_navigation(
    document: Document, renderer: Renderer, links: Links, *, title: str, paging: Paging
) -> bytes:
    """Return the navigation document: contents, landmarks, and the pages of the paper."""
    links.turn_to(None)
    text = renderer.render(
        "epub/nav.xhtml.j2",
        entries=_entries(document),
        landmarks=landmarks(document),
        pages=paging.targets,
        title=title,
        **common_values(document),
    )
    return text.encode()


def draw_ncx(
    document: Document,
    renderer: Renderer,
    links: Links,
    *,
    title: str,
    identifier: str,
    paging: Paging,
) -> bytes:
    """Return the contents as EPUB 2 had them."""
    links.turn_to(None)
    entries = _entries(document)
    text = renderer.render(
        "epub/toc.ncx.j2",
        entries=entries,
        depth=_depth(entries),
        pages=paging.targets,
        title=title,
        identifier=identifier,
        **common_values(document),
    )
    return text.encode()


def landmarks(document: Document) -> tuple[Landmark, ...]:
    """Return cover, contents and the start of the text, as far as the issue has them."""
    said = words(document.publication.language)
    first: dict[str, Part] = {}
    for part in document.parts:
        first.setdefault(MATTER[part.kind] if part.kind != "cover" else "cover", part)
        first.setdefault(part.kind, part)
    wanted = (
        ("cover", "cover", said.cover),
        ("toc", "contents", said.contents),
        ("bodymatter", "bodymatter", said.start),
    )
    return tuple(
        Landmark(kind, TEXT + file_name(first[key]), title)
        for kind, key, title in wanted
        if key in first
    )


def common_values(document: Document) -> dict[str, object]:
    """Return what every template of this edition may name."""
    publication = document.publication
    return {
        "document": document,
        "issue": document.issue,
        "publication": publication,
        "words": words(publication.language),
        "direction": document_direction(document),
    }


def document_direction(document: Document) -> str:
    """Return how the publication's own language runs, as its contents page does."""
    own = [part for part in document.parts if part.kind in ("contents", "cover")]
    return own[0].direction if own else "ltr"


def _title(part: Part, document: Document) -> str:
    return part.title or document.publication.name


def _entries(document: Document) -> Sequence[ContentsEntry]:
    """Return the contents; an issue without any is still worth one entry."""
    if document.contents:
        return document.contents
    part = document.parts[0]
    return (ContentsEntry(_title(part, document), part.anchor, part.language),)


def _depth(entries: Sequence[ContentsEntry]) -> int:
    return 1 + max((_depth(entry.children) for entry in entries if entry.children), default=0)
