"""Draws what crosses the fold of the middle sheet, a half on either page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ..document import Document, Part, Placed
from ..makeup.copy import Across
from ..makeup.copy import Inset as Measured
from ..makeup.plan import Module, Rect
from ..makeup.plan import Placed as Inset
from ..makeup.spreads import standfirst_columns
from ..model import Figure
from . import across, castoff, furniture
from .castoff import Grid, Scale
from .ground import Ground
from .ready_made import picture_style
from .wording import Wording


class SpreadDrawing:
    """The story of one issue that stands over its middle sheet, being drawn."""

    def __init__(
        self, document: Document, wording: Wording, ground: Ground, *, grid: Grid, scale: Scale
    ) -> None:
        self._wording, self._ground, self._grid, self._scale = wording, ground, grid, scale
        self._inside = document.publication.page.margins.inside / 25.4 * 72
        self._bleed = document.publication.page.bleed / 25.4 * 72
        self._least = document.publication.pictures.print_ppi

    def across(
        self, part: Part, insets: Sequence[Measured], figures: Sequence[tuple[str, Placed]]
    ) -> Across | None:
        """Return what of a story can cross the fold, ``None`` when nothing can."""
        return across.across(
            part, self._grid, self._scale, insets,
            inside=self._inside, figures=figures, least=self._least,
        )  # fmt: skip

    def picture(self, part: Part, placed: Placed, inset: Inset, module: Module) -> Markup:
        """Return the half of a picture that stands on this side of the fold, up to the trim.

        Where pages have bleed it runs on as far beyond the fold.
        """
        figure = placed.block
        assert isinstance(figure, Figure)
        grid, rect, first = self._grid, inset.rect, module.form.half == "first"
        half = grid.measure(rect.columns) + self._inside
        natural = castoff.picture_lines_in(figure, grid, 2 * half)
        lines = natural + inset.cropped
        left_page = first != self._ground.backwards
        high = f"height:{lines * grid.leading - castoff.TRIM:.3f}pt"
        seen = f"width:{half + self._bleed:.3f}pt;{high}"
        whole = f"width:{2 * half:.3f}pt;{picture_style(figure, grid, 2 * half, lines)}"
        if not left_page:
            seen += f";margin-left:{-self._inside - self._bleed:.3f}pt"
            whole += f";margin-left:{self._bleed - half:.3f}pt"
        drawn = self._wording.render("print/newspaper/inset.xhtml.j2", part, placed=placed)
        drawn = across.half_of(drawn, seen, whole, first=first)
        inset_ = Markup('<div class="inset inset-picture across columns" style="{}">{}</div>')
        return inset_.format(self._ground.style(rect, module.rect), drawn)

    def head(self, module: Module, part: Part, name: str) -> Markup:
        """Return the words of a headline that stand on this side of the fold."""
        form, grid = module.form, self._grid
        place = form.head_at
        assert place is not None
        heads = across.split_heads(part, grid, self._scale, inside=self._inside)
        head = next(one for one in heads if one.high == place.lines)
        first, over = form.half == "first", max(0.0, self._inside - across.CLEAR)
        left_page = first != self._ground.backwards
        left = self._ground.left(0, grid.columns) - (0 if left_page else over)
        standfirst: tuple[Markup, ...] = ()
        style = ""
        if first and (columns := self._standfirst_columns(part, module)):
            standfirst = furniture.standfirst_rows(part, grid, self._scale, columns)
            legs = next(leg.rect for leg in form.legs if leg.rect.column == 0)
            lines = furniture.standfirst_lines(part, grid, self._scale)[columns - 1]
            rect = Rect(0, legs.line - lines, columns, lines)
            style = self._ground.style(rect, module.rect)
        return self._wording.render(
            "print/newspaper/split-head.xhtml.j2",
            part,
            place=name,
            half=form.half,
            style=f"left:{left:.3f}pt;top:{(place.line - module.rect.line) * grid.leading:.3f}pt;"
            f"width:{grid.measure(grid.columns) + over:.3f}pt;"
            f"height:{place.lines * grid.leading:.3f}pt",
            size=f"font-size:{head.points:.3f}pt;line-height:{head.lines * grid.leading:.3f}pt",
            head=head,
            said=head.first if first else head.second,
            whole=_plain(f"{head.first} {head.second}"),
            standfirst=standfirst,
            standfirst_style=style,
            small_print=len(standfirst) > 0 and self._standfirst_columns(part, module) == 1,
        )

    def _standfirst_columns(self, part: Part, module: Module) -> int:
        """Return the columns of the standfirst over the text of a story across the fold."""
        lines = furniture.standfirst_lines(part, self._grid, self._scale)
        picture = across.crossing(module)
        return standfirst_columns(lines, picture.rect.columns if picture else 0, self._grid.columns)


def _plain(text: str) -> str:
    return Markup(text).striptags()
