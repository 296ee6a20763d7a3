"""Where things stand on the pages the engine laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any, Literal, NamedTuple

_PIXEL_MM = 25.4 / 96


@dataclass(frozen=True, slots=True)
class Spot:
    """A rectangle on a page: page number from 1, millimetres from the trim's top left corner."""

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spill:
    """Words that stand over the edge of what they are in; ``article`` is its ``id`` or ``None``."""

    spot: Spot
    words: str
    article: str | None
    within: Literal["page", "column"]


class Words(NamedTuple):
    """A piece of text to be seen, and the number of its page, from 1."""

    text: str
    page: int


@dataclass(slots=True)
class Found:
    """What a walk over the laid-out pages turned up."""

    anchors: dict[str, Spot]
    boxes: dict[str, list[Spot]]
    filled: list[float]
    articles: dict[str, dict[int, Spot]]
    headlines: dict[str, int]
    stranded: list[str]
    spilled: list[Spill]
    faces: set[tuple[str, bool, int]]
    painted: dict[str, list[Words]]


def positions(pages: Sequence[Any], numbers: Sequence[int] = ()) -> Found:
    """Return what stands where on ``pages``, the engine's own.

    ``numbers`` are those of the pages, when they are not all and the first.
    """
    found = Found({}, {}, [], {}, {}, [], [], set(), {})
    for number, page in zip(numbers or range(1, len(pages) + 1), pages, strict=True):
        deepest = 0.0
        for box, room in _boxes(page):
            kind = type(box).__name__
            if kind == "LineBox" or kind.endswith("ReplacedBox"):
                deepest = max(deepest, box.position_y + box.height)
            if kind == "TextBox" and box.text.strip():
                found.faces.add(_face(box.style))
                if room.part and room.shows(box) and not _is_pseudo(box):
                    found.painted.setdefault(room.part, []).append(Words(box.text, number))
                if not room.holds(box):
                    spill = Spill(_spot(box, number), box.text.strip(), room.article, room.within)
                    found.spilled.append(spill)
            if kind == "TextBox" or _is_pseudo(box):
                continue
            _note(box, number, found)
        found.filled.append(round(deepest * _PIXEL_MM, 2))
    return found


@dataclass(frozen=True, slots=True)
class _Room:
    """How far text may reach, in pixels: what it stands in, and in which article."""

    within: Literal["page", "column"]
    right: float
    bottom: float
    article: str | None = None
    part: str | None = None
    """The ``id`` of the article or standing matter."""
    seen: tuple[float, float, float, float] = (-inf, -inf, inf, inf)
    """What can be seen of it: left, top, right and bottom."""

    def shows(self, box: Any) -> bool:
        """Return whether an eye would see the text ``box``: at least its middle."""
        left, top, right, bottom = self.seen
        across, down = box.position_x + box.width / 2, box.position_y + box.height / 2
        return bool(
            left < across < right
            and top < down < bottom
            and box.width > 0
            and box.style["visibility"] == "visible"
            and box.style["color"].alpha > 0
        )

    def holds(self, box: Any) -> bool:
        return bool(
            box.position_x + box.width <= self.right and box.position_y + box.height <= self.bottom
        )

    def inside(self, box: Any) -> _Room:
        """Return the room within ``box``: no more than a column or cell is wide."""
        element = box.element
        room = self
        if element is not None and element.tag in ("article", "section", "div"):
            room = _in_part(room, element)
        room = _clipped(room, box)
        if not (box.is_column or type(box).__name__ == "TableCellBox"):
            return room
        right = box.border_box_x() + box.border_width() + _SPARE
        return replace(room, within="column", right=right) if right < room.right else room


def _in_part(room: _Room, element: Any) -> _Room:
    """Return ``room`` in the part that ``element`` is; a section of the paper is none.

    One that may be parted says it as ``data-part``, and so does what stands beside the
    columns of briefs; the rest of a story on another page has the story's anchor before
    ``--page-``.
    """
    name = element.get("data-part") or (None if element.tag == "div" else element.get("id"))
    if name is None:
        return room
    name = name.partition("--page-")[0]
    if element.tag in ("article", "div"):
        return replace(room, article=name, part=name)
    standing = "standing" in element.get("class", "").split()
    return replace(room, part=name) if standing else room


def _clipped(room: _Room, box: Any) -> _Room:
    """Return ``room`` with no more to be seen of it than ``box`` lets through."""
    style = box.style
    if style["opacity"] == 0:
        return replace(room, seen=(inf, inf, -inf, -inf))
    if style["overflow"] == "visible" or box.element is None:
        return room
    left, top, right, bottom = room.seen
    across, down = box.padding_box_x(), box.padding_box_y()
    return replace(
        room,
        seen=(
            max(left, across),
            max(top, down),
            min(right, across + box.padding_width()),
            min(bottom, down + box.padding_height()),
        ),
    )


_SPARE = 1.0 / _PIXEL_MM
"""How far text may stand out of its column before an eye would see it, in pixels."""


def _boxes(page: Any) -> Iterator[tuple[Any, _Room]]:
    """Yield the boxes of a page in order, each with the room it is in."""
    spare = 4 / _PIXEL_MM
    seen = 0.0, 0.0, page.width, page.height
    whole = _Room("page", page.width - spare, page.height - spare, seen=seen)
    waiting = [(page._page_box, whole)]
    while waiting:
        box, room = waiting.pop()
        if type(box).__name__ == "AbsolutePlaceholder":  # It stands where its styles put it.
            box, room = box._box, replace(whole, article=room.article, part=room.part)
        yield box, room
        inner = room.inside(box)
        waiting += [(child, inner) for child in reversed(box.children)]


def _face(style: Any) -> tuple[str, bool, int]:
    slanted = style["font_style"] != "normal"
    return style["font_family"][0], slanted, int(style["font_weight"])


def _note(box: Any, number: int, found: Found) -> None:
    element = box.element
    if element is None:
        return
    names = element.get("class", "").split()
    anchor = element.get("id")
    if anchor and box.element_tag != "TextBox":
        found.anchors.setdefault(anchor, _spot(box, number))
    for name in names:
        if name.startswith("watch-") and not box.is_column:
            found.boxes.setdefault(name, []).append(_spot(box, number))
    if element.tag == "article" and "article" in names:
        spot, kept = _spot(box, number), found.articles.setdefault(anchor or "", {})
        if number not in kept or kept[number].height < spot.height:
            kept[number] = spot
        _read_article(box, anchor or "", number, found)


def _read_article(article: Any, anchor: str, number: int, found: Found) -> None:
    """Count the lines of an article's headline; a headline with no text under it is stranded."""
    title = text = None
    for box in article.descendants():
        names = box.element.get("class", "").split() if box.element is not None else ()
        if "headline" in names and title is None and type(box).__name__ == "BlockBox":
            title = box
            found.headlines[anchor] = len([one for one in box.children if not one.is_column])
        if "body" in names and text is None:
            text = next(
                (one for one in box.descendants() if type(one).__name__ in ("LineBox", "TextBox")),
                None,
            )
    if title is not None and text is None:
        found.stranded.append(anchor)


def _is_pseudo(box: Any) -> bool:
    return str(getattr(box, "element_tag", "")).endswith(("::before", "::after", "::marker"))


def together(pages: Iterable[Found]) -> Found:
    """Return what was found on each of ``pages``, in their order, as one."""
    found = Found({}, {}, [], {}, {}, [], [], set(), {})
    for one in pages:
        for anchor, spot in one.anchors.items():
            found.anchors.setdefault(anchor, spot)
        for name, spots in one.boxes.items():
            found.boxes.setdefault(name, []).extend(spots)
        for anchor, pieces in one.articles.items():
            found.articles.setdefault(anchor, {}).update(pieces)
        for part, words in one.painted.items():
            found.painted.setdefault(part, []).extend(words)
        found.filled += one.filled
        found.headlines |= one.headlines
        found.stranded += one.stranded
        found.spilled += one.spilled
        found.faces |= one.faces
    return found


def number_pages(pages: Sequence[Any], numbers: Mapping[str, int]) -> dict[str, int]:
    """Write page numbers where elements with ``data-page-of`` keep a place for them.

    Returns the numbers written, by the anchors they belong to.

    CSS could count pages itself, but every number would make the engine set its
    page again. Figures of one width stand here, so nothing else has to move; a
    place at the right edge stays flush there.
    """
    written: dict[str, int] = {}
    for page in pages:
        for box in page._page_box.descendants(placeholders=True):
            anchor = getattr(box, "element", None) is not None and box.element.get("data-page-of")
            if not anchor or type(box).__name__ != "TextBox" or anchor not in numbers:
                continue
            written[anchor] = numbers[anchor]
            number, kept = str(numbers[anchor]), len(box.text)
            spare = box.width * (kept - len(number)) / max(1, kept)
            box.text = box.pango_layout.text = number
            box.width -= spare
            if box.element.get("data-flush") == "right":
                box.position_x += spare
    return written


def _spot(box: Any, page: int) -> Spot:
    numbers = (box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())
    left, top, width, height = (round(one * _PIXEL_MM, 2) for one in numbers)
    return Spot(page, left, top, width, height)
