"""Measures what stands among the columns of a story: pictures, boxes, tables, quotations."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from ..document import Part, Placed
from ..makeup.copy import Inset, InsetKind, InsetSize
from ..model import Figure, PullQuote, Table
from . import castoff
from .castoff import DRAWN_WIDE, Scale
from .cropping import cropped
from .newspaper_drawing import NewspaperDrawing
from .slips import Slip
from .truth import echoed_at

AIR = 2
"""Lines of air a drawing, a box or a quotation can have inside it."""
_LEAST_DRAWN, _MOST_DRAWN = 0.55, 1.8
"""How much smaller or larger than it was drawn a drawing may stand: its words are read too."""
_POINTS_A_PIXEL = 0.75
_DEEPEST = 0.66
"""The part of a page's height beyond which nothing that stands among text may be made to go."""
_SURELY_TOO_LONG = 1.2
"""Pages of letters in a box that is not even set."""
_SURE = 0.97
"""The part of a measure words may take by their letters and be sure to stand in one line."""

ANCHOR = re.compile(r'(?<=\s)id="[^"]*"')
_IMAGE = re.compile(r'<img\b[^>]*>|<p class="missing-picture">.*?</p>', re.DOTALL)


class Insets:
    """What of an issue stands among columns: as slips to be set, then as make-up sees it."""

    def __init__(self, drawing: NewspaperDrawing, grid: castoff.Grid, scale: Scale) -> None:
        self._drawing, self._grid, self._scale = drawing, grid, scale

    def slips(self, part: Part) -> Iterator[Slip]:
        """Yield the insets of a story at every width they may have."""
        for name, placed, kind in self._drawing.insets(part):
            for columns in self._widths(part, name, placed):
                if self._said_in_one_line(placed, columns):
                    continue
                drawn = ANCHOR.sub("", str(self._drawing.inset(part, name, columns)))
                if kind == "picture":
                    drawn = _IMAGE.sub("", drawn)
                yield Slip(at_width(name, columns), drawn, self._grid.measure(columns))

    def of(self, part: Part, high: Mapping[str, int]) -> Iterator[Inset]:
        """Yield the insets of a story as make-up sees them.

        ``high`` are lines by the names of slips.
        """
        first = self._first_picture(part)
        for name, placed, kind in self._drawing.insets(part):
            sizes = tuple(self._sizes(part, name, placed, kind, high))
            if not sizes and isinstance(placed.block, Figure | PullQuote):
                continue
            quote = placed.block if isinstance(placed.block, PullQuote) else None
            said = echoed_at(part, quote) if quote else None
            yield Inset(
                name,
                kind,
                sizes,
                wish=min(_wish(placed), self._grid.columns),
                first=name == first,
                optional=said is not None,
                weight=_weight(placed),
                said=said,
            )

    def _first_picture(self, part: Part) -> str | None:
        """Return the picture a story keeps large: the first one not asked for in one column."""
        pictures = [
            (name, placed.block)
            for name, placed, _ in self._drawing.insets(part)
            if isinstance(placed.block, Figure)
        ]
        wide = (name for name, block in pictures if block.size != "column")
        return next(wide, pictures[0][0] if pictures else None)

    def _widths(self, part: Part, name: str, placed: Placed) -> Iterator[int]:
        """Yield the widths in columns an inset may have, the narrowest first."""
        if self._too_long(placed):
            return
        widest = 1
        while widest < self._grid.columns and self._may_be(part, name, placed, widest + 1):
            widest += 1
        for columns in range(1, widest + 1):
            if columns == widest or self._drawn_at(placed, columns) >= _LEAST_DRAWN:
                yield columns

    def _too_long(self, placed: Placed) -> bool:
        """Return whether a box is surely higher than a page at any width: it is not even set."""
        if isinstance(placed.block, Figure | PullQuote | Table):
            return False
        return self._cast_off(placed, self._grid.columns) > self._grid.depth * _SURELY_TOO_LONG

    def _cast_off(self, placed: Placed, columns: int) -> float:
        measure = self._grid.measure(columns)
        return castoff.depth(
            castoff.galley((placed,), (), self._grid, self._scale, measure=measure)
        )

    def _drawn_at(self, placed: Placed, columns: int) -> float:
        """Return how large a drawing stands in so many columns; 1 as it was drawn."""
        picture = placed.block.picture if isinstance(placed.block, Figure) else None
        if picture is None or picture.kind != "svg":
            return 1.0
        return self._grid.measure(columns) / (picture.width * _POINTS_A_PIXEL)

    def _may_be(self, part: Part, name: str, placed: Placed, columns: int) -> bool:
        """Return whether something may be as wide as that: no wider than is good to look at."""
        match placed.block:
            case Figure(picture=picture):
                small = picture is not None and picture.kind == "svg"
                if small and picture is not None and picture.width <= DRAWN_WIDE:
                    return False
                if self._drawn_at(placed, columns) > _MOST_DRAWN:
                    return False
                least, _ = cropped(placed.block, self._drawing.picture_lines(part, name, columns))
                return least <= self._grid.depth * _DEEPEST
            case Table(rows=rows):
                return columns <= 2 or columns <= max(len(row) for row in rows) / 2 + 1
            case _:  # Longer lines lose the eye; only what is very long becomes wider.
                deep = self._grid.depth * _DEEPEST
                return columns <= 2 or self._cast_off(placed, columns - 1) > deep

    def _said_in_one_line(self, placed: Placed, columns: int) -> bool:
        """Return whether the words of a figure are sure to fit in one line."""
        if not isinstance(placed.block, Figure):
            return False
        words = f"{Markup(placed.block.caption or '').striptags()}  {placed.block.credit or ''}"
        width = castoff.ems(words, "Edition Sans") * self._scale.label.points
        return width < self._grid.measure(columns) * _SURE

    def _sizes(
        self, part: Part, name: str, placed: Placed, kind: InsetKind, high: Mapping[str, int]
    ) -> Iterator[InsetSize]:
        deepest = math.floor(self._grid.depth * _DEEPEST)
        widths = tuple(self._widths(part, name, placed))
        for columns in widths:
            lines = high.get(at_width(name, columns))
            if isinstance(placed.block, Figure):
                worded = bool(placed.block.caption or placed.block.credit)
                lines = int(worded) if lines is None else lines
                size = self._picture(part, name, placed, columns, lines)
            elif lines:
                room = AIR if kind in ("box", "quote") else 0
                size = InsetSize(columns, lines, lines, lines + room)
            else:
                continue
            if size.least <= deepest:
                yield replace(size, most=max(size.natural, min(size.most, deepest)))
            elif columns == 1 and len(widths) == 1:  # As it is, or not at all.
                yield replace(size, most=size.natural)

    def _picture(
        self, part: Part, name: str, placed: Placed, columns: int, caption: int
    ) -> InsetSize:
        """Return the heights of a picture with the lines of its caption."""
        natural = self._drawing.picture_lines(part, name, columns)
        figure = placed.block
        assert isinstance(figure, Figure)
        least, most = cropped(figure, natural)
        return InsetSize(columns, natural + caption, least + caption, most + caption)


def at_width(name: str, columns: int) -> str:
    """Return what a slip is called that is so many ``columns`` wide."""
    return f"{name} {columns}"


def _wish(placed: Placed) -> int:
    """Return the columns the editor wants for a figure, 0 if that is left to make-up."""
    size = placed.block.size if isinstance(placed.block, Figure) else None
    return {None: 0, "column": 1, "wide": 2, "full": 99}[size]


def _weight(placed: Placed) -> float:
    """Return how strongly an inset draws the eye: 1 for a photograph, less for other things."""
    if not isinstance(placed.block, Figure) or placed.block.picture is None:
        return 0.4
    picture = placed.block.picture
    drawn = picture.kind in ("svg", "png", "gif")
    if placed.block.size == "column" or (drawn and picture.width <= DRAWN_WIDE):
        return 0.4
    return 0.7 if drawn else 1.0
