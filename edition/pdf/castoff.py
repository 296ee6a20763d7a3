"""Cast off: how many lines copy will take, reckoned from the widths of the letters.

Casting off costs a few milliseconds where setting costs seconds. It is right to
a line or two in a column, which is enough to choose how stories stand together;
the engine sets the real lines afterwards.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup

from ..document import Placed
from ..look.fonts import faces
from ..model import (
    BlockQuote,
    Box,
    Break,
    CodeBlock,
    Crosshead,
    Figure,
    Footnote,
    ItemList,
    Page,
    Paragraph,
    PullQuote,
    QuestionAndAnswer,
    Table,
)

_POINTS_PER_MM = 72 / 25.4
TRIM = 6.5
"""Points a picture is lower than the lines it takes, so that its edges align with letters."""

DRAWN_WIDE = 230
"""CSS pixels beyond which a drawing was drawn for more than one column; a column has about 180."""
_TALLEST = 3
"""How many times as high as wide a photograph is printed at most; a drawing is never cropped."""
LONG_BOX = 18
"""A box of more lines than this may run on in the next column."""

_LOST = 0.72
"""How many ems at the end of a line words leave on average, hyphens allowed."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The page as columns and lines; lengths in points, ``depth`` in lines of the leading."""

    columns: int
    column: float
    gutter: float
    leading: float
    depth: int

    def measure(self, columns: int) -> float:
        """Return the width of ``columns`` columns and the gutters between them, in points."""
        return columns * self.column + (columns - 1) * self.gutter

    def lines(self, points: float) -> int:
        """Return the whole lines of the grid that ``points`` of height take."""
        return math.ceil(points / self.leading - 0.01)


@dataclass(frozen=True, slots=True)
class Size:
    """A size of the scale: points, and the lines of the grid that one line of it takes."""

    points: float
    lines: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of the look, by the names of its tokens."""

    label: Size
    text: Size
    deck: Size
    small: Size
    middle: Size
    large: Size
    lead: Size


def grid(page: Page) -> Grid:
    """Return the grid of ``page``."""
    live = (page.height - page.margins.top - page.margins.bottom) * _POINTS_PER_MM
    return Grid(
        columns=page.columns,
        column=page.measure * _POINTS_PER_MM,
        gutter=page.gutter * _POINTS_PER_MM,
        leading=page.leading,
        depth=math.floor(live / page.leading + 0.01),
    )


def scale(css: str) -> Scale:
    """Return the sizes a flat stylesheet sets as tokens, the shared look's where it sets none."""

    def size(name: str, points: float, lines: float) -> Size:
        return Size(token(css, f"{name}-size", points), token(css, f"{name}-lines", lines))

    return Scale(
        label=size("label", 7.5, 1),
        text=size("text", 9, 1),
        deck=size("deck", 12, 1.5),
        small=size("small", 18, 2),
        middle=size("middle", 28, 3),
        large=size("large", 38, 4),
        lead=size("lead", 60, 6),
    )


def token(css: str, name: str, default: float) -> float:
    """Return the number a flat stylesheet last gives the token ``name``."""
    found = re.findall(rf"--{name}:\s*([\d.]+)(?:pt)?\s*[;}}]", css)
    return float(found[-1]) if found else default


def lines(
    text: Markup | str, family: str, size: float, measure: float, *, indent: float = 0
) -> int:
    """Return how many lines ``text`` takes at ``size`` points in ``measure`` points."""
    words = Markup(text).striptags()
    width = ems(words, family) * size + indent
    return max(1, math.ceil(width / max(measure - _LOST * size, size)))


def turned(text: Markup, family: str, size: float, measure: float) -> Markup:
    """Return a headline with its lines of about the same length, turned where words end.

    One with markup inside is left as it is.
    """
    words = str(text).split(" ")
    count = headline_lines(text, family, size, measure)
    if count < 2 or "<" in str(text) or len(words) < 3:
        return text
    narrow = measure
    while narrow > measure / 2 and headline_lines(text, family, size, narrow - 4) == count:
        narrow -= 4
    rows, used, space = [words[0]], ems(_plain(words[0]), family) * size, ems(" ", family) * size
    for word in words[1:]:
        width = ems(_plain(word), family) * size
        if used + space + width > narrow:
            rows.append(word)
            used = width
        else:
            rows[-1] += " " + word
            used += space + width
    return Markup(" <br/>").join(Markup(line) for line in rows)


def _plain(text: str) -> str:
    return str(Markup(text).striptags())


def headline_lines(text: Markup | str, family: str, size: float, measure: float) -> int:
    """Return how many lines a headline takes, words kept whole."""
    count, used, space = 1, 0.0, ems(" ", family) * size
    for word in Markup(text).striptags().split():
        width = ems(word, family) * size
        if used and used + space + width > measure:
            count, used = count + 1, width
        else:
            used += (space if used else 0) + width
        if used > measure:  # A word longer than the line is broken wherever it must.
            count, used = count + int(used / measure), used % measure
    return count


def picture_lines(figure: Figure, grid: Grid, columns: int) -> int:
    """Return the lines a picture takes at its own proportions, ``columns`` columns wide."""
    return picture_lines_in(figure, grid, grid.measure(columns))


def picture_lines_in(figure: Figure, grid: Grid, measure: float) -> int:
    """Return the lines a picture takes at its own proportions in ``measure`` points."""
    if figure.picture is None:
        return 8
    measure = drawn_measure(figure, grid, measure)
    height = measure * figure.picture.height / max(1, figure.picture.width) + TRIM
    if figure.picture.kind in ("svg", "png"):
        return max(3, min(grid.lines(height), grid.depth - 12))
    tallest = round(_TALLEST * measure / grid.leading)
    return max(3, min(round(height / grid.leading), tallest, grid.depth - 12))


def drawn_measure(figure: Figure, grid: Grid, measure: float) -> float:
    """Return how wide a picture stands in ``measure`` points: a small drawing is not blown up."""
    picture = figure.picture
    small = picture is not None and picture.kind == "svg" and picture.width <= DRAWN_WIDE
    return min(measure, grid.column) if small else measure


def caption_lines(figure: Figure, grid: Grid, scale: Scale, columns: int) -> int:
    """Return the lines of a figure's caption and credit."""
    return caption_lines_in(figure, scale, grid.measure(columns))


def caption_lines_in(figure: Figure, scale: Scale, measure: float) -> int:
    """Return the lines of a figure's caption and credit in ``measure`` points."""
    words = " ".join(
        part for part in (Markup(figure.caption or "").striptags(), figure.credit or "") if part
    )
    return lines(words, "Edition Sans", scale.label.points, measure) if words else 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of a galley; a ``whole`` piece may not be parted by the foot of a column."""

    lines: int
    whole: bool = False


def galley(
    body: tuple[Placed, ...],
    notes: tuple[Footnote, ...],
    grid: Grid,
    scale: Scale,
    *,
    measure: float | None = None,
) -> tuple[Piece, ...]:
    """Return ``body`` set in one column; ``measure`` in points, ``None``: the grid's column."""
    width = measure or grid.column
    pieces: list[Piece] = []
    for placed in body:
        height = _block(placed, grid, scale, width)
        match placed.block:
            case Box() if height > LONG_BOX:
                pieces.append(Piece(height))
            case Figure() | Box() | Table() | PullQuote():
                pieces.append(Piece(height, whole=True))
            case Crosshead():
                pieces.append(Piece(height + 2, whole=True))
                pieces.append(Piece(-2))
            case _:
                pieces.append(Piece(height))
    if notes:
        pieces.append(Piece(1))  # the rule above them and its air
    pieces += (Piece(_note_lines(note, scale, width)) for note in notes)
    return tuple(pieces)


def _note_lines(note: Footnote, scale: Scale, measure: float) -> int:
    """Return the lines a note takes in ``measure`` points at the end of its story."""
    numbered = f"{note.number} {note.text.striptags()}"
    return lines(numbered, "Edition Text", scale.label.points, measure)


def depth(pieces: tuple[Piece, ...]) -> int:
    """Return how many lines ``pieces`` take one under the other."""
    return sum(piece.lines for piece in pieces)


@lru_cache(maxsize=8192)
def pour(
    pieces: tuple[Piece, ...], columns: int, height: int
) -> tuple[tuple[Piece, ...], int] | None:
    """Fill ``columns`` of ``height`` lines; return what is left over and the deepest column.

    ``None`` when a whole piece is higher than a column, which the engine cannot set.
    """
    column, used, deepest = 0, 0, 0
    for at, piece in enumerate(pieces):
        need = piece.lines
        if piece.whole:
            if used + need > height:
                column, used = column + 1, 0
                if column >= columns:
                    return pieces[at:], deepest
                if need > height:
                    return None
            used += need
            deepest = max(deepest, min(used, height))
            continue
        while need > 0:
            room = height - used
            if need <= room:
                used += need
                break
            need -= room
            deepest = max(deepest, height)
            column, used = column + 1, 0
            if column >= columns:
                return (Piece(need), *pieces[at + 1 :]), deepest
        if piece.lines < 0:
            used = max(0, used + piece.lines)
        deepest = max(deepest, used)
    return (), deepest


@lru_cache(maxsize=2048)
def balanced(pieces: tuple[Piece, ...], columns: int) -> int:
    """Return the least height, in lines, at which ``columns`` columns hold all of ``pieces``."""
    tallest = max((piece.lines for piece in pieces if piece.whole), default=0)
    height = max(-(-depth(pieces) // columns), tallest, 1)
    while True:
        poured = pour(pieces, columns, height)
        if poured is not None and not poured[0]:
            return height
        height += 1


def _block(placed: Placed, grid: Grid, scale: Scale, measure: float) -> int:

    def text(words: Markup) -> int:
        return lines(words, "Edition Text", scale.text.points, measure)

    def inner(room: float) -> int:
        return sum(_block(one, grid, scale, room) for run in placed.children for one in run)

    match placed.block:
        case Paragraph(text=words):
            return lines(
                words, "Edition Text", scale.text.points, measure, indent=scale.text.points
            )
        case Crosshead(text=words):
            return 1 + lines(words, "Edition Sans", scale.text.points, measure)
        case Figure() as figure:
            high = picture_lines_in(figure, grid, measure)
            return high + caption_lines_in(figure, scale, measure) + 1
        case PullQuote(text=words, attribution=who):
            set_at = headline_lines(words, "Edition Headline", scale.small.points, measure)
            return int(set_at * scale.small.lines) + 2 + (1 if who else 0)
        case BlockQuote(attribution=who):
            return inner(measure - grid.leading) + 1 + (1 if who else 0)
        case ItemList(items=items):
            return inner(measure - 1.2 * scale.text.points) if items else 0
        case Table(header=header, rows=rows, caption=caption):
            below = lines(caption, "Edition Sans", scale.label.points, measure) if caption else 0
            return _table(header, rows, grid, scale, measure) + below
        case QuestionAndAnswer(turns=turns):
            asked = sum(turn.speaker == "question" for turn in turns)
            return sum(text(turn.text) for turn in turns) + asked + 1
        case CodeBlock(text=words):
            return words.count("\n") + 3
        case Break():
            return 1
        case Box(title=title):
            heading = (
                int(
                    headline_lines(title, "Edition Headline", scale.deck.points, measure)
                    * scale.deck.lines
                )
                if title
                else 0
            )
            return inner(measure - grid.leading) + heading + 3
        case _:
            return 2


def _table(
    header: tuple[Markup, ...],
    rows: tuple[tuple[Markup, ...], ...],
    grid: Grid,
    scale: Scale,
    measure: float,
) -> int:
    size = scale.label.points
    table = [*([header] if header else []), *rows]
    widths = _table_widths(table, size, measure)
    total = sum(
        max(
            (
                headline_lines(cell, "Edition Sans", size, width)
                for cell, width in zip(row, widths, strict=False)
            ),
            default=1,
        )
        for row in table
    )
    return total + 2


def _table_widths(
    table: list[tuple[Markup, ...]], size: float, measure: float
) -> tuple[float, ...]:
    """Return the widths a table's columns get in ``measure``, as CSS shares it out, in points.

    Each as wide as its longest cell if that fits; else its longest word and a
    share of the rest.
    """
    count = max((len(row) for row in table), default=1)
    least, most = [0.0] * count, [0.0] * count
    for row in table:
        for at, cell in enumerate(row):
            words = str(cell.striptags())
            most[at] = max(most[at], ems(words, "Edition Sans") * size * _SET_WIDER)
            longest = max((ems(one, "Edition Sans") for one in words.split()), default=0.0)
            least[at] = max(least[at], longest * size * _SET_WIDER)
    room = measure - _CELLS_APART * (count - 1)
    if sum(most) <= room:
        return tuple(one + 1 for one in most)
    share = max(0.0, room - sum(least)) / max(1.0, sum(most) - sum(least))
    return tuple(low + (high - low) * share for low, high in zip(least, most, strict=True))


def table_measure(table: Table, scale: Scale) -> float:
    """Return the narrowest measure a table can be set in, in points.

    Words may part in text cells, but not in the first column or the header;
    cells flush right, which are figures, keep in one line.
    """
    size = scale.label.points
    columns = max((len(row) for row in (table.header, *table.rows)), default=1)
    least = [0.0] * columns
    for row in (table.header, *table.rows):
        for at, cell in enumerate(row):
            words = str(cell.striptags())
            figures = at < len(table.alignments) and table.alignments[at] == "right"
            whole = row is table.header or not at
            pieces = [words] if figures and row is not table.header else words.split()
            for piece in pieces:
                wide = ems(piece, "Edition Sans") * size * _SET_WIDER
                parts = not whole and not figures and len(piece) >= _HYPHENATED
                least[at] = max(least[at], wide * _LARGER_PART if parts else wide)
    return sum(least) + _CELLS_APART * (columns - 1)


_SET_WIDER = 1.03
"""How much wider letters come out in a table than their widths add up to: figures of one width."""
_CELLS_APART = 1.5 * _POINTS_PER_MM
_HYPHENATED, _LARGER_PART = 7, 0.65
"""From how many letters on a word in a table is hyphenated, and how much of it stays together."""


def ems(text: str, family: str) -> float:
    """Return the width of ``text`` set solid, in ems."""
    widths = _widths(family)
    usual = widths["n"]
    return sum(widths.get(character, usual) for character in text)


@cache
def _widths(family: str) -> Mapping[str, float]:
    face = next((one for one in faces() if one.family == family), faces()[0])
    return _advances(face.path)


@cache
def _advances(path: Path) -> Mapping[str, float]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        em, advances = font["head"].unitsPerEm, font["hmtx"].metrics
        found = {chr(point): advances[name][0] / em for point, name in font.getBestCmap().items()}
    return MappingProxyType(found)
