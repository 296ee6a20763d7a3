"""Where in the reading order every page begins: for whoever goes to a page of the paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..document import Document
from ..page_plan import Place
from .truth import Stand


def breaks(
    document: Document,
    pages: int,
    *,
    anchors: Mapping[str, int],
    stands: Mapping[str, Sequence[Stand]],
) -> dict[int, Place]:
    """Return the place at which each of ``pages`` begins, by its number from 1.

    It is the first story in reading order that begins on the page; on a page where
    none does, the block of a story that goes on there; else whatever part of the
    issue begins there. A page with nothing to read, such as an advertisement, begins
    where the next one does, and at the end of the issue where the one before it does.
    """
    found: dict[int, Place] = {}
    for places in (
        _stories(document, anchors),
        _rests(document, stands),
        _parts(document, anchors),
    ):
        for page, place in places:
            found.setdefault(page, place)
    after: Place | None = None
    for page in range(pages, 0, -1):
        after = found.get(page, after)
        if after is not None:
            found[page] = after
    before = Place(document.parts[0].anchor)
    for page in range(1, pages + 1):
        before = found.setdefault(page, before)
    return {page: found[page] for page in range(1, pages + 1)}


def _stories(document: Document, anchors: Mapping[str, int]) -> Iterator[tuple[int, Place]]:
    for part in document.parts:
        if part.kind == "article" and part.anchor in anchors:
            yield anchors[part.anchor], Place(part.anchor)


def _rests(
    document: Document, stands: Mapping[str, Sequence[Stand]]
) -> Iterator[tuple[int, Place]]:
    """Yield what stands on a page of each story, its running text before its pictures and boxes."""
    for part in document.parts:
        if part.kind != "article":
            continue
        for one in sorted(stands.get(part.anchor, ()), key=lambda one: (not one.running, one)):
            if one.block < len(part.body):
                yield one.page, Place(part.anchor, one.block)


def _parts(document: Document, anchors: Mapping[str, int]) -> Iterator[tuple[int, Place]]:
    for part in document.parts:
        if part.anchor in anchors:
            yield anchors[part.anchor], Place(part.anchor)
