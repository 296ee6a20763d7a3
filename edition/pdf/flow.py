"""The flow layout: the shapes of all stories of an issue, before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from ..document import Document, Part, Placed
from ..model import Figure, Picture, StandingMatter
from . import castoff
from .castoff import Grid, Scale
from .filling import shape_sections
from .front import Front, front_page, with_contents
from .shapes import (
    HeadSize,
    Row,
    Shaped,
    Story,
    art_and_body,
    article,
    closing,
    furniture,
    share_shown,
    shelf_columns,
    shelf_heights,
    shelf_lines,
    shelf_of,
    spread_lines,
    wide_tables,
    without,
)

T = TypeVar("T")

SECTION_LINES = 5
NOTHING: Mapping[str, int] = MappingProxyType({})
_PICTURE_OF_LEAD = (0.36, 0.32, 0.28)
"""The parts of the front page's height the lead's picture may take, the best first."""
_FILLER_AIR = 2
"""Lines of air above appeals and house ads at the foot of a page."""
_SEEN = 1 / 3
"""The least part of its picture that the lead must show; otherwise it stands in the text."""
_LEAD_TEXT = 8
"""Lines of its text that the lead must have under its picture."""


@dataclass(frozen=True, slots=True)
class Made:
    """The stories of an issue in their shapes: what is decided before anything is drawn."""

    document: Document
    grid: Grid
    scale: Scale
    lead: Story | None
    sections: tuple[tuple[Part, tuple[Row, ...]], ...]
    front: Front
    filler: Row | None = None
    """The row before which appeals and house ads fill the foot of a page; ``None``: none do."""
    filling: tuple[str, ...] = ()
    """The anchors of the appeals and house ads that stand there."""
    poster: int = 0
    """How many columns a drawn house ad takes on a last page of its own; 0: what it asks for."""

    def stories(self) -> Iterator[Story]:
        """Yield every story on paper in its shape, in reading order."""
        if self.lead:
            yield self.lead
        for _, rows in self.sections:
            for row in rows:
                for story in row.stories:
                    yield story
                    yield from story.briefs
                yield from row.briefs

    def figures(self) -> Iterator[tuple[Story, Placed]]:
        """Yield every figure of every story, with its story."""
        for story in self.stories():
            art = (story.art,) if story.art else ()
            for placed in _figures((*art, *story.aside, *story.body, *story.shelf)):
                yield story, placed


def make_up(document: Document, css: str, longer: Mapping[str, int] = NOTHING) -> Made:
    """Choose the shape of every story; ``css`` is the flat stylesheet the pages will wear.

    ``longer`` corrects the cast-off: lines of one column a story took beyond it when it
    was set before, by the story's anchor.
    """
    grid, scale = castoff.grid(document.publication.page), castoff.scale(css)
    articles = [part for part in document.parts if part.kind == "article"]
    named = (part for part in articles if article(part).slug == document.issue.lead)
    leader = next(named, None) or next(iter(articles), None)
    sections = _sections(document, leader)
    front = front_page(document, leader, grid, scale, css)
    if leader and len(articles) > 1:
        front = _beside_lead(document, leader, front, grid, scale, longer)
    lead, shaped = min(
        _tries(document, leader, front, sections, grid, scale, longer), key=lambda one: one[1].cost
    )
    rows = zip(sections, shaped.sections, strict=True)
    filler, filling = _filler(document, shaped, grid, scale)
    return Made(
        document,
        grid,
        scale,
        lead,
        tuple((section, shapes) for (section, _), shapes in rows),
        _ruled_off(front, lead, grid, scale, longer),
        filler,
        filling,
        _last_page(document, grid, scale, shaped.end, filling),
    )


def _tries(
    document: Document,
    leader: Part | None,
    front: Front,
    sections: Sequence[tuple[Part, list[Part]]],
    grid: Grid,
    scale: Scale,
    longer: Mapping[str, int],
) -> Iterator[tuple[Story | None, Shaped]]:
    """Yield the paper made up with the lead's picture at several heights."""
    for given_up, part_of_page in enumerate(_PICTURE_OF_LEAD if leader else (0.0,)):
        lead = _lead(leader, front, grid, scale, part_of_page) if leader else None
        shaped = shape_sections(
            [parts for _, parts in sections],
            grid,
            scale,
            start=_after_lead(lead, front, grid, scale, longer) if lead else front.lines,
            longer=longer,
            tail=_standing_depth(document, grid, scale),
            multiple=document.publication.page.page_multiple,
            heads=[SECTION_LINES if is_titled(section, leader) else 0 for section, _ in sections],
        )
        yield lead, replace(shaped, cost=shaped.cost + 12.0 * given_up)


def _filler(
    document: Document, shaped: Shaped, grid: Grid, scale: Scale
) -> tuple[Row | None, tuple[str, ...]]:
    """Return the row before the widest gap, and the anchors of the calls that fill it.

    All appeals and house ads where there is room for all, or those without a drawing.
    """
    rows = [row for section in shaped.sections for row in section]
    row = max(rows, key=lambda one: one.gap, default=None)
    if row is None:
        return None, ()
    calls = [part for part in document.parts if is_call(part)]
    written = [part for part in calls if not _drawn(part)]
    for parts in (calls, written):
        high = max((_call_lines(part, grid, scale) for part in parts), default=grid.depth)
        wide = sum(min(columns_of(matter_of(part)), grid.columns) for part in parts)
        if high + _FILLER_AIR <= row.gap <= 2 * high + 12 and 0 < wide <= grid.columns:
            return row, tuple(part.anchor for part in parts)
    return None, ()


def is_call(part: Part) -> bool:
    """Return whether a part is an appeal or a house ad, which may stand anywhere."""
    return isinstance(part.subject, StandingMatter) and part.subject.kind in ("appeal", "house-ad")


def matter_of(part: Part) -> StandingMatter:
    """Return the standing matter a part of kind ``standing`` is about."""
    assert isinstance(part.subject, StandingMatter)
    return part.subject


def _drawn(part: Part) -> bool:
    return matter_of(part).figure is not None


def _call_lines(part: Part, grid: Grid, scale: Scale) -> int:
    """Return the lines an appeal or house ad takes in the columns it asks for."""
    matter = matter_of(part)
    columns = min(columns_of(matter), grid.columns)
    measure = grid.measure(columns)
    high = castoff.depth(castoff.galley(part.body, (), grid, scale, measure=measure)) + 4
    return high + (castoff.picture_lines(matter.figure, grid, columns) if matter.figure else 0)


def _last_page(
    document: Document, grid: Grid, scale: Scale, end: int, filling: tuple[str, ...]
) -> int:
    """Return how many columns a drawn house ad takes, so that the last page comes out full.

    0: as many as it asks for, because there is no room for more. ``filling`` are
    the anchors of what fills another page.
    """
    posters = [
        matter_of(part).figure
        for part in document.parts
        if is_call(part) and part.anchor not in filling and _drawn(part)
    ]
    if not posters or posters[0] is None or posters[0].picture is None:
        return 0
    tail, used = _standing_depth(document, grid, scale), (end - 1) % grid.depth + 2
    rest = _standing_depth(document, grid, scale, drawn=False, filling=filling) + 1
    room = grid.depth - rest - (used if filling or used + tail <= grid.depth else 0)
    for columns in range(grid.columns, 2, -1):
        if castoff.picture_lines(posters[0], grid, columns) <= room:
            return columns
    return min(2, grid.columns) if filling else 0


def printed_width_of(made: Made, story: Story, placed: Placed) -> float:
    """Return how wide a picture is printed, in millimetres, with what is cropped off."""
    figure, grid = placed.block, made.grid
    assert isinstance(figure, Figure)
    columns = _columns_of(story, placed, grid)
    lines = story.art_lines if placed is story.art else 0
    wide = grid.measure(columns)
    if figure.picture is not None and figure.picture.kind != "svg":
        wide = max(wide, lines * grid.leading * figure.picture.width / figure.picture.height)
    return wide / 72 * 25.4


def shown_of(made: Made, story: Story, placed: Placed) -> float:
    """Return how much of a picture is printed, from 0 to 1; the rest is cropped off."""
    figure, grid = placed.block, made.grid
    assert isinstance(figure, Figure)
    columns = _columns_of(story, placed, grid)
    high = castoff.picture_lines(figure, grid, columns)
    if placed is story.art:
        high = story.art_lines
    elif placed in story.shelf:
        high = shelf_heights(story.shelf, grid)[story.shelf.index(placed)]
    return share_shown(figure, grid.measure(columns), high * grid.leading - castoff.TRIM)


def _columns_of(story: Story, placed: Placed, grid: Grid) -> int:
    """Return over how many columns a figure of ``story`` stands."""
    if placed is story.art:
        return _art_columns(story, grid)
    if placed in story.shelf:
        return shelf_columns(grid)[story.shelf.index(placed)]
    if placed in story.aside:
        return 2
    return 2 if placed not in story.body and story.form in ("beside", "lead") else 1


def printed_widths(made: Made) -> Mapping[str, float]:
    """Return how wide each picture is printed at most, in millimetres, by its digest."""
    widths: dict[str, float] = {}

    def note(figure: Figure | None, wide: float) -> None:
        if figure is not None and figure.picture is not None:
            digest = figure.picture.digest
            widths[digest] = max(wide, widths.get(digest, 0.0))

    for story, placed in made.figures():
        assert isinstance(placed.block, Figure)
        note(placed.block, printed_width_of(made, story, placed))
    for matter in _standing(made.document):
        columns = min(max(columns_of(matter), made.poster), made.grid.columns)
        note(matter.figure, made.grid.measure(columns) / 72 * 25.4)
        for placed in _figures(_part_of(made.document, matter).body):
            assert isinstance(placed.block, Figure)
            note(placed.block, made.grid.column / 72 * 25.4)
    return widths


def pictures_on_paper(document: Document) -> tuple[Picture, ...]:
    """Return every picture the printed paper shows, once."""
    matters = (matter.figure for matter in _standing(document))
    standing = (figure.picture for figure in matters if figure is not None and figure.picture)
    return tuple({one.digest: one for one in (*document.pictures(), *standing)}.values())


# Shapes that are the front page's alone ----------------------------------------------------------


def _lead(part: Part, front: Front, grid: Grid, scale: Scale, part_of_page: float) -> Story:
    """Return the lead across the front page, its picture as high as leaves room for its text."""
    spread = wide_tables(part, grid, scale)
    rest = without(part, spread)
    art, body = art_and_body(rest)
    first = next((one for one in rest.body if isinstance(one.block, Figure)), None)
    if first is not None:
        art, body = first, tuple(one for one in rest.body if one is not first)
    columns = grid.columns - 1 if front.side else grid.columns
    size = _size_of_lead(part, grid, scale, columns)
    high = 0
    if art is not None and isinstance(art.block, Figure):
        room = grid.depth - front.lines - furniture(part, grid, scale, columns, size)
        room -= castoff.caption_lines(art.block, grid, scale, columns) + _LEAD_TEXT
        natural = castoff.picture_lines(art.block, grid, columns)
        high = min(natural, round(grid.depth * part_of_page), room)
        wide = grid.measure(columns)
        shown = share_shown(art.block, wide, high * grid.leading) if high > 0 else 0.0
        if shown < _SEEN or high < min(4, natural):
            art, body, high = None, rest.body, 0
    shelf = shelf_of(body, grid)
    body = tuple(one for one in body if one not in shelf)
    return Story(part, "lead", columns, size, art, high, body, 0, (), shelf, spread=spread)


def _size_of_lead(part: Part, grid: Grid, scale: Scale, columns: int) -> HeadSize:
    """Return the largest size at which the lead's furniture takes a third of the page at most."""
    sizes: tuple[HeadSize, ...] = ("lead", "large", "middle", "small")
    fits = (
        size for size in sizes if furniture(part, grid, scale, columns, size) <= grid.depth * 0.32
    )
    return next(fits, "small")


_HANGS = 8
"""Lines the contents may reach below a lead that ends on the front page, all else below them."""


def _beside_lead(
    document: Document,
    leader: Part,
    front: Front,
    grid: Grid,
    scale: Scale,
    longer: Mapping[str, int],
) -> Front:
    """Return ``front`` with contents no longer than the lead they stand beside, or little.

    Below a lead that ends on the front page other stories have all columns.
    """
    lead = _lead(leader, front, grid, scale, _PICTURE_OF_LEAD[0])
    end = _after_lead(lead, front, grid, scale, longer, alone=True)
    if not front.side or end >= grid.depth:
        return front
    return with_contents(front, end - front.lines + _HANGS, document, grid, scale)


def _ruled_off(
    front: Front, lead: Story | None, grid: Grid, scale: Scale, longer: Mapping[str, int]
) -> Front:
    """Return ``front`` with its column of contents as deep as the lead beside it."""
    if lead is None or not front.side:
        return front
    end = _after_lead(lead, front, grid, scale, longer)
    return replace(front, deep=min(end, grid.depth) - front.lines)


def _after_lead(
    lead: Story,
    front: Front,
    grid: Grid,
    scale: Scale,
    longer: Mapping[str, int],
    *,
    alone: bool = False,
) -> int:
    """Return the line the lead ends on, counted through all pages.

    The contents beside it end with it, unless it is to be told ``alone``.
    """
    story = lead.part
    head = furniture(story, grid, scale, lead.columns, lead.size)
    if lead.art is not None and isinstance(lead.art.block, Figure):
        head += lead.art_lines + 1
        head += castoff.caption_lines(lead.art.block, grid, scale, lead.columns)
    end = closing(story)
    pieces = castoff.galley(lead.body, article(story).notes, grid, scale)
    pieces += (castoff.Piece(longer.get(story.anchor, 0)),)
    pieces += (castoff.Piece(end, whole=True),) if end else ()
    room = grid.depth - front.lines - head
    poured = castoff.pour(pieces, lead.columns, max(room, 6))
    left, deepest = poured if poured else (pieces, 0)
    used = front.lines + head + deepest
    page = 0
    while left:
        page += 1
        high = castoff.balanced(left, grid.columns) + shelf_lines(lead.shelf, grid, scale)
        high += spread_lines(lead.spread, grid, scale, grid.columns)
        if high <= grid.depth:
            return page * grid.depth + high
        poured = castoff.pour(left, grid.columns, grid.depth)
        left = poured[0] if poured else ()
    if not page and front.side and not alone:
        used = max(used, front.lines + front.inside + 1)
    return page * grid.depth + used


def _sections(document: Document, lead: Part | None) -> list[tuple[Part, list[Part]]]:
    """Return each section with its stories, without the lead, which stands before them all."""
    found: list[tuple[Part, list[Part]]] = []
    for part in document.parts:
        if part.kind == "section":
            found.append((part, []))
        elif part.kind == "article" and found and part is not lead:
            found[-1][1].append(part)
    return [(section, parts) for section, parts in found if parts or not is_titled(section, lead)]


def is_titled(section: Part, lead: Part | None) -> bool:
    """Return whether a section's title is set: not where the lead has opened the section."""
    return lead is None or section.title != lead.section


def _art_columns(story: Story, grid: Grid) -> int:
    match story.form:
        case "opened":
            return max(1, grid.columns - 2)
        case "beside":
            return 2
        case _:
            return story.columns


def columns_of(matter: StandingMatter) -> int:
    """Return how many columns an appeal or house ad would like."""
    if matter.sizes:
        return matter.sizes[0].columns
    return 2 if matter.kind == "appeal" else 1


def call_rows(calls: Iterable[T], columns: int, *, wide: Callable[[T], int]) -> list[list[T]]:
    """Return ``calls`` in rows of ``columns`` columns at most, in their order."""
    rows: list[list[T]] = []
    taken = columns
    for one in calls:
        if not rows or taken + wide(one) > columns:
            rows.append([])
            taken = 0
        rows[-1].append(one)
        taken += wide(one)
    return rows


def _standing_depth(
    document: Document,
    grid: Grid,
    scale: Scale,
    *,
    drawn: bool = True,
    filling: tuple[str, ...] = (),
) -> int:
    """Return the lines the standing matter takes after the last story, reckoned roughly.

    ``drawn``: with the house ads that are drawings; ``filling``: without these.
    """
    total = 0
    calls: list[tuple[int, int]] = []
    for part in document.parts:
        matter = part.subject
        if not isinstance(matter, StandingMatter) or part.anchor in filling:
            continue
        if matter.kind in ("contacts", "imprint"):
            small = replace(scale, text=scale.label)
            pieces = castoff.galley(part.body, (), grid, small)
            total += castoff.balanced(pieces, grid.columns) + (4 if matter.kind == "imprint" else 3)
        elif drawn or matter.figure is None:
            wide = min(columns_of(matter), grid.columns)
            calls.append((wide, _call_lines(part, grid, scale)))
    rows = call_rows(calls, grid.columns, wide=lambda one: one[0])
    return total + sum(max(lines for _, lines in row) + 2 for row in rows)


def _figures(body: Sequence[Placed]) -> Iterator[Placed]:
    for placed in body:
        if isinstance(placed.block, Figure):
            yield placed
        for run in placed.children:
            yield from _figures(run)


def _standing(document: Document) -> tuple[StandingMatter, ...]:
    subjects = (part.subject for part in document.parts if part.kind == "standing")
    return tuple(one for one in subjects if isinstance(one, StandingMatter))


def _part_of(document: Document, matter: StandingMatter) -> Part:
    return next(part for part in document.parts if part.subject is matter)
