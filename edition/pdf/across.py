"""What crosses the fold of the middle sheet: a headline between its words, and a picture."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..document import Part, Placed
from ..makeup.copy import Across, InsetSize
from ..makeup.copy import Inset as Measured
from ..makeup.plan import Module
from ..makeup.plan import Placed as Inset
from ..model import Figure
from . import castoff
from .castoff import Grid, Scale
from .cropping import cropped
from .furniture import headline_parts, standfirst_lines
from .shapes import article

CLEAR = 6.0 / 25.4 * 72
"""How far letters keep from the fold on either side, in points: a press folds to 2 or 3 mm."""

_TIMES = (("lead", 1.6), ("lead", 1.4), ("lead", 1.2), ("lead", 1.0), ("large", 1.15),
          ("large", 1.0), ("middle", 1.15), ("middle", 1.0))  # fmt: skip
"""Sizes of a headline over two pages, by those over one; the largest that fits is taken."""

_HEADS = 3
"""Sizes of a headline that are tried."""


@dataclass(frozen=True, slots=True)
class SplitHead:
    """A headline in one line over two pages: its words before the fold, and those behind it.

    ``points`` is its size, ``lines`` of the grid what its line takes, ``high`` what the whole
    head does.
    """

    kicker: str | None
    first: Markup
    second: Markup
    points: float
    lines: float
    high: int


def split_heads(part: Part, grid: Grid, scale: Scale, *, inside: float) -> tuple[SplitHead, ...]:
    """Return the ways to set the headline of a story across the fold, the largest first.

    ``inside`` is the margin at the fold, in points: letters run into it, up to ``CLEAR``.
    There is none for a headline of one word, which has nothing to be parted at, nor for one
    too long for any size. No two of them are as high.
    """
    story = article(part)
    room = grid.measure(grid.columns) + max(0.0, inside - CLEAR)
    title = story.print_headline or story.headline
    found: dict[int, SplitHead] = {}
    for name, times in _TIMES:
        size = getattr(scale, name)
        points = size.points * times
        parts = headline_parts(title, points, room)
        if parts is None:
            continue
        first, second = parts
        lines = math.ceil(2 * size.lines * times) / 2
        high = math.floor((1.0 if story.kicker else 0.0) + lines + 1)
        head = SplitHead(story.kicker, first, second, points, lines, high)
        found.setdefault(high, head)
    return tuple(found.values())[:_HEADS]


def across(
    part: Part,
    grid: Grid,
    scale: Scale,
    insets: Sequence[Measured],
    *,
    inside: float,
    figures: Sequence[tuple[str, Placed]],
    least: float,
) -> Across | None:
    """Return what of a story can cross the fold, ``None`` when its headline cannot.

    Only a photograph does: a drawing would lose what is written in its middle. It is made no
    larger than leaves it ``least`` pixels an inch, where it has as many at any size.
    """
    heads = tuple(one.high for one in split_heads(part, grid, scale, inside=inside))
    if not heads:
        return None
    standfirst = standfirst_lines(part, grid, scale)
    named = dict(figures)
    for inset in insets:
        figure = named[inset.name].block if inset.first and inset.name in named else None
        if isinstance(figure, Figure) and figure.picture and figure.picture.kind == "jpeg":
            every = tuple(_sizes(inset, figure, grid, inside))
            sharp = [one for one in every if _resolution(figure, one[0], grid, inside) >= least]
            found = sharp or every[:1]
            sizes, words = tuple(one for one, _ in found), tuple(two for _, two in found)
            return Across(heads, standfirst, inset.name, sizes, words)
    return Across(heads, standfirst)


def _resolution(figure: Figure, size: InsetSize, grid: Grid, inside: float) -> float:
    """Return the pixels an inch of a picture so wide, cropped no more than it must be."""
    assert figure.picture is not None
    return figure.picture.resolution(2 * (grid.measure(size.columns) + inside) / 72 * 25.4)


def _sizes(
    inset: Measured, figure: Figure, grid: Grid, inside: float
) -> Iterator[tuple[InsetSize, int]]:
    for size in inset.sizes:
        words = size.natural - castoff.picture_lines(figure, grid, size.columns)
        whole = 2 * (grid.measure(size.columns) + inside)
        natural = castoff.picture_lines_in(figure, grid, whole)
        least, most = cropped(figure, natural)
        if least + words <= grid.depth:
            yield InsetSize(size.columns, natural + words, least + words, most + words), words


def crossing(module: Module) -> Inset | None:
    """Return the picture of a module that crosses the fold: under the head, up to the fold."""
    head, half = module.form.head_at, module.form.half
    first = next(iter(module.form.insets), None)
    if not half or head is None or first is None or first.kind != "picture":
        return None
    column = module.rect.right - first.rect.columns if half == "first" else 0
    return first if (first.rect.line, first.rect.column) == (head.bottom, column) else None


# Drawing it --------------------------------------------------------------------------------------


def half_of(drawn: Markup, style: str, whole: str, *, first: bool) -> Markup:
    """Return a drawn figure with only a half of its picture to be seen, in ``style``.

    ``whole`` is the style of the whole picture within it. The second half has no words and
    says nothing: the first one is the picture for those who cannot see it.
    """

    name = _ID.search(str(drawn))

    def framed(found: re.Match[str]) -> str:
        image = found[0].replace("<img", f'<img style="{whole}"', 1)
        kind = "half"
        if not first:
            image = _ALT.sub(' alt=""', image)
            kind += f" {second_half(name[1])}" if name else ""
        return f'<div class="{kind}" style="{style}">{image}</div>'

    cut = _IMAGE.sub(framed, str(drawn), count=1)
    return Markup(cut if first else _ID.sub("", _WORDS.sub("", cut), count=1))


_IMAGE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r' alt="[^"]*"')
_WORDS = re.compile(r"<figcaption>.*?</figcaption>", re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')


def second_half(anchor: str) -> str:
    """Return the class by which the second half of the picture ``anchor`` is found again."""
    return f"watch-half-{anchor}"
