"""Draws what is ready-made: standing matter, advertisements, what is inside, the bar code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from ..document import Document, Part
from ..model import Advert, Figure, Paragraph, Picture, StandingMatter, SuppliedPage
from . import adverts, barcode, castoff, furniture
from .castoff import Grid, Scale, Size
from .contents import Inside
from .fetcher import BASE, Supply
from .wording import Wording

INSIDE, BARCODE, FRONT_COLUMN = "inside", "barcode", "front-column"
"""The names of what is ready-made and comes from no file of the publication.

The front column is what is inside with the bar code at its foot, one column wide.
"""

BARCODE_LINES = 9
"""Lines the bar code takes at the foot of the front column, with the hairline over it."""

_PANELS = ("appeal", "house-ad")
_PANEL_TURNS = 3
_PANEL_EDGE = 5.0
"""Lines of a panel that its link, its padding and the air between its parts take."""

_BARS = "drawings/barcode.svg"
_POINTS_PER_MM = 72 / 25.4


class ReadyMade:
    """What stands in the issue besides its stories."""

    def __init__(
        self, document: Document, wording: Wording, *, grid: Grid, scale: Scale, inside: Inside
    ) -> None:
        self._document, self._wording = document, wording
        self._grid, self._scale, self._inside = grid, scale, inside
        self._parts = {part.anchor: part for part in document.parts}
        self._contents = next(part for part in document.parts if part.kind == "contents")

    def supplies(self) -> tuple[Supply, ...]:
        """Return the files it shows that come from no file of the publication."""
        bars = barcode.for_issue(self._document.publication, self._document.issue)
        drawn = (Supply(_BARS, "image/svg+xml", bars.svg.encode()),) if bars else ()
        return (*drawn, *adverts.places(self._document))

    def drawn(self, name: str, *, columns: int, lines: int | None, style: str) -> Markup:
        """Return something ready-made in its place, which ``style`` gives.

        ``lines`` ``None``: as high as it is by nature. ``name`` is the anchor of standing
        matter, the slug of an advertisement, ``INSIDE`` or ``BARCODE``.
        """
        advert = next((one for one in self._document.issue.adverts if one.slug == name), None)
        if name == INSIDE:
            kind, drawn = (
                "contents",
                self._wording.render(
                    "print/newspaper/inside.xhtml.j2",
                    self._contents,
                    listed=self._inside.listed(columns, lines),
                ),
            )
        elif name == FRONT_COLUMN:
            kind, drawn = "contents front-column", self._front_column(lines)
        elif name == BARCODE:
            kind, drawn = "barcode", self._barcode(columns)
        elif advert is not None:
            kind, drawn = "advert", self._advert(advert, columns, lines)
        else:
            part = self._parts[name]
            assert isinstance(part.subject, StandingMatter)
            self._wording.begin(part)
            kind = part.subject.kind + (" drawn" if part.subject.figure else "")
            if part.subject.kind in _PANELS and lines is not None:
                style += f";{self._panel(part, columns, lines)}"
            drawn = self._wording.render("parts/standing.xhtml.j2", part)
            drawn = with_heights(drawn, self._standing_heights(part.subject, columns, lines))
        return self._wording.render(
            "print/newspaper/ready.xhtml.j2",
            None,
            kind=f"{kind} {width_class(columns)}",
            style=f"{style};--columns:{columns}",
            drawn=drawn,
        )

    def rooms(self) -> tuple[int, int]:
        """Return the least and the most lines of the front column."""
        least, most = self._inside.rooms(1)
        return least + BARCODE_LINES, most + BARCODE_LINES

    def _front_column(self, lines: int | None) -> Markup:
        room = lines - BARCODE_LINES if lines is not None else None
        listed = self._inside.listed(1, room)
        bars = self._barcode(1)
        drawn = self._wording.render(
            "print/newspaper/inside.xhtml.j2", self._contents, listed=listed
        )
        return drawn + bars

    def _barcode(self, columns: int) -> Markup:
        bars = barcode.for_issue(self._document.publication, self._document.issue)
        wide = self._grid.measure(columns) / _POINTS_PER_MM
        module = bars.millimetres(wide) / bars.width * _POINTS_PER_MM if bars else 0.0
        return self._wording.render(
            "print/newspaper/barcode.xhtml.j2",
            None,
            bars=bars,
            module=module,
            source=f"{BASE}{_BARS}",
        )

    def _advert(self, advert: Advert, columns: int, lines: int | None) -> Markup:
        """Return an advertisement; of one sent as a PDF, a picture that keeps its place."""
        points = advert.height * _POINTS_PER_MM
        high = lines * self._grid.leading if lines is not None else points
        # It stands on the last line of its room, which is a whole number of lines.
        over, high = max(0.0, high - points), min(high, points)
        source, size = None, f"height:{high:.3f}pt"
        if isinstance(advert.artwork, Picture):
            source = self._wording.picture(advert.artwork)
        elif isinstance(advert.artwork, SuppliedPage):
            source = adverts.place_of(advert.artwork).address
            size = _whole(advert.artwork, self._grid.measure(columns), high)
        return self._wording.render(
            "print/newspaper/advert.xhtml.j2",
            None,
            advert=advert,
            source=source,
            high=f"{high:.3f}pt",
            over=f"{over:.3f}pt",
            size=size,
        )

    def _panel(self, part: Part, columns: int, lines: int) -> str:
        """Return how large a panel of words is set to look meant in its room, as tokens."""
        matter = part.subject
        assert isinstance(matter, StandingMatter)
        if matter.figure is not None:
            return ""
        scale, measure = self._scale, self._grid.measure(columns) - 2 * self._grid.leading
        title = matter.headline or Markup.escape(part.title)
        says = [one.block.text for one in part.body if isinstance(one.block, Paragraph)]
        steps = (("lead", "deck"), ("large", "deck"), ("middle", "deck"), ("small", "deck"))
        for head, text in steps if len(says) == len(part.body) else ():
            size: Size = getattr(scale, head)
            over = furniture.turn(title, "Edition Headline", size.points, measure)
            if over is None or len(over.lines) > _PANEL_TURNS:
                continue
            words = [
                furniture.turn(one, "Edition Text", scale.deck.points, measure, forced=True)
                for one in says
            ]
            body = sum(len(one.lines) + 0.4 for one in words if one) * scale.deck.lines
            if len(over.lines) * size.lines + body + _PANEL_EDGE <= lines:
                return (
                    f"--panel-title:{size.points:g}pt;--panel-title-lines:{size.lines:g};"
                    f"--panel-text:var(--{text}-size);--panel-text-lines:{scale.deck.lines:g}"
                )
        return ""

    def _standing_heights(
        self, matter: StandingMatter, columns: int, lines: int | None
    ) -> Iterator[str]:
        """Yield the style of every picture of standing matter; a drawing takes what room it has."""
        measure = self._grid.measure(columns)
        if matter.figure is not None:
            alone = lines if not matter.body and not matter.link else None
            natural = castoff.picture_lines_in(matter.figure, self._grid, measure)
            yield picture_style(matter.figure, self._grid, measure, max(natural, alone or 0))


def _whole(page: SuppliedPage, wide: float, high: float) -> str:
    """Return the style of a page that stands whole in the middle of its place, in points."""
    scale = min(wide / page.width, high / page.height)
    width, height = page.width * scale, page.height * scale
    return (
        f"width:{width:.3f}pt;height:{height:.3f}pt;object-fit:fill;"
        f"margin:{(high - height) / 2:.3f}pt auto 0"
    )


def picture_style(figure: Figure, grid: Grid, measure: float, lines: int | None) -> str:
    """Return the style of a picture ``lines`` high, ``None``: by nature; ``measure`` in points."""
    high = lines or castoff.picture_lines_in(figure, grid, measure)
    wide = castoff.drawn_measure(figure, grid, measure)
    drawn = figure.picture is not None and figure.picture.kind in ("svg", "png")
    fit = (
        "object-fit:contain"
        if drawn
        else f"object-position:{figure.focus.left:g}% {figure.focus.top:g}%"
    )
    narrow = f"width:{wide:.2f}pt;" if wide < measure else ""
    return f"height:{high * grid.leading - castoff.TRIM:.3f}pt;{narrow}{fit}"


def width_class(columns: int) -> str:
    """Return the class of what is one column wide, or of what is wider."""
    return "one-column" if columns == 1 else "columns"


_IMAGE = re.compile(r"<img\b")


def with_heights(drawn: Markup, heights: Iterator[str]) -> Markup:
    """Return markup with the style of each picture in it, in order."""

    def styled(found: re.Match[str]) -> str:
        style = next(heights, None)
        return f'{found[0]} style="{style}"' if style else found[0]

    return Markup(_IMAGE.sub(styled, str(drawn)))
