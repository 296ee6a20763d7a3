"""The house style of every diagram and chart: two inks, one face turned to outlines, hairlines.

One unit of a drawing is one point at the size it is meant to be printed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from importlib import import_module
from itertools import pairwise
from math import cos, radians, sin
from pathlib import Path
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

INK = "#1d1d1b"
GREY = "#8e8e8c"
PALE = "#d5d4d2"
RED = "#a8201a"
PAPER = "#ffffff"

HAIR = 0.5
COLUMN = 135.5  # 47.8 mm, one newspaper column
WIDE = 285.2  # 100.6 mm, two columns and the gutter
MM = 72 / 25.4

SANS = "sans"
ITALIC = "italic"
SERIF = "serif"
GREEK = "greek"

# family package, file, the place on its axes that is not the weight
_FILES: dict[str, tuple[str, str, dict[str, float]]] = {
    SANS: ("libre_franklin", "LibreFranklin[wght].ttf", {}),
    ITALIC: ("libre_franklin", "LibreFranklin-Italic[wght].ttf", {}),
    SERIF: ("source_serif_4", "SourceSerif4[opsz,wght].ttf", {"opsz": 40}),
    GREEK: ("eb_garamond", "EBGaramond[wght].ttf", {}),
}


@lru_cache(maxsize=8)
def font(face: str) -> TTFont:
    """The variable font of a face; nothing is read from the machine's own fonts."""
    package, file, _ = _FILES[face]
    root = Path(import_module(f"fontpkg_{package}").ROOT)
    return TTFont(root / "files" / file)


@lru_cache(maxsize=32)
def _glyphs(face: str, weight: int) -> Any:
    return font(face).getGlyphSet(location={**_FILES[face][2], "wght": weight})


@lru_cache(maxsize=8)
def _pairs(face: str) -> tuple[Any, ...]:
    """The pair-adjustment subtables of the face's kern feature."""
    table = font(face)["GPOS"].table
    wanted: set[int] = set()
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "kern":
            wanted.update(record.Feature.LookupListIndex)
    found: list[Any] = []
    for index in sorted(wanted):
        for subtable in table.LookupList.Lookup[index].SubTable:
            inner = getattr(subtable, "ExtSubTable", subtable)
            if inner.LookupType == 2:
                found.append(inner)
    return tuple(found)


@lru_cache(maxsize=4096)
def _kern(left: str, right: str, face: str) -> int:
    for table in _pairs(face):
        if left not in table.Coverage.glyphs:
            continue
        if table.Format == 1:
            at = table.Coverage.glyphs.index(left)
            for pair in table.PairSet[at].PairValueRecord:
                if pair.SecondGlyph == right:
                    return int(getattr(pair.Value1, "XAdvance", 0) or 0)
            continue
        first = table.ClassDef1.classDefs.get(left, 0)
        second = table.ClassDef2.classDefs.get(right, 0)
        value = table.Class1Record[first].Class2Record[second].Value1
        advance = int(getattr(value, "XAdvance", 0) or 0) if value else 0
        if advance:
            return advance
    return 0


@lru_cache(maxsize=8)
def _swaps(face: str, feature: str) -> dict[str, str]:
    """The one-for-one substitutions of an OpenType feature."""
    table = font(face)["GSUB"].table
    out: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != feature:
            continue
        for index in record.Feature.LookupListIndex:
            for subtable in table.LookupList.Lookup[index].SubTable:
                inner = getattr(subtable, "ExtSubTable", subtable)
                if inner.LookupType == 1:
                    out.update(inner.mapping)
    return out


def _names(text: str, face: str, feature: str) -> list[str]:
    cmap = font(face).getBestCmap()
    missing = sorted({c for c in text if ord(c) not in cmap})
    if missing:
        raise ValueError(f"{face} has no {missing} for {text!r}")
    swaps = _swaps(face, feature) if feature else {}
    names = [cmap[ord(c)] for c in text]
    return [swaps.get(name, name) for name in names]


def text_width(
    text: str,
    size: float,
    *,
    weight: int = 400,
    face: str = SANS,
    spacing: float = 0.0,
    feature: str = "",
) -> float:
    """The width of a line of type, in points; `spacing` is added after each letter, in points."""
    names = _names(text, face, feature)
    glyphs = _glyphs(face, weight)
    units = sum(glyphs[name].width for name in names)
    units += sum(_kern(a, b, face) for a, b in pairwise(names))
    return float(units) * size / 1000 + spacing * max(0, len(names) - 1)


def outline(
    text: str,
    size: float,
    matrix: tuple[float, float, float, float, float, float],
    *,
    weight: int = 400,
    face: str = SANS,
    spacing: float = 0.0,
    feature: str = "",
) -> str:
    """The outlines of a line of type as SVG path data.

    `matrix` maps the line (origin at the start of its baseline, y upwards, in points) to the page.
    """
    names = _names(text, face, feature)
    glyphs = _glyphs(face, weight)
    scale = size / 1000
    a, b, c, d, e, f = matrix
    svg = SVGPathPen(glyphs, ntos=_n)
    at = 0.0
    for index, name in enumerate(names):
        place = (a * scale, b * scale, c * scale, d * scale, e + a * at, f + b * at)
        glyphs[name].draw(TransformPen(svg, place))
        at += glyphs[name].width * scale + spacing
        if index + 1 < len(names):
            at += _kern(name, names[index + 1], face) * scale
    return str(svg.getCommands())


def _n(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass(slots=True)
class Drawing:
    """One SVG picture, `width` by `height` points; paper is left unpainted unless asked for."""

    width: float
    height: float
    title: str
    parts: list[str] = field(default_factory=list)

    def _paint(
        self, fill: str | None, stroke: str | None, thick: float, dash: str = "", cap: str = ""
    ) -> str:
        out = f' fill="{fill or "none"}"'
        if stroke:
            out += f' stroke="{stroke}" stroke-width="{_n(thick)}"'
        if dash:
            out += f' stroke-dasharray="{dash}"'
        if cap:
            out += f' stroke-linecap="{cap}" stroke-linejoin="{cap}"'
        return out

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        fill: str | None = INK,
        stroke: str | None = None,
        thick: float = HAIR,
        radius: float = 0,
        dash: str = "",
    ) -> None:
        corner = f' rx="{_n(radius)}"' if radius else ""
        paint = self._paint(fill, stroke, thick, dash)
        self.parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}"{corner}{paint}/>'
        )

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        stroke: str = INK,
        thick: float = HAIR,
        dash: str = "",
        cap: str = "",
    ) -> None:
        paint = self._paint(None, stroke, thick, dash, cap)
        self.parts.append(f'<path d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}"{paint}/>')

    def path(
        self,
        d: str,
        *,
        fill: str | None = None,
        stroke: str | None = INK,
        thick: float = HAIR,
        dash: str = "",
        cap: str = "",
    ) -> None:
        self.parts.append(f'<path d="{d}"{self._paint(fill, stroke, thick, dash, cap)}/>')

    def poly(
        self,
        points: list[tuple[float, float]],
        *,
        fill: str | None = None,
        stroke: str | None = INK,
        thick: float = HAIR,
        closed: bool = False,
        dash: str = "",
    ) -> None:
        d = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + ("Z" if closed else "")
        self.path(d, fill=fill, stroke=stroke, thick=thick, dash=dash, cap="round")

    def circle(
        self,
        x: float,
        y: float,
        r: float,
        *,
        fill: str | None = INK,
        stroke: str | None = None,
        thick: float = HAIR,
        dash: str = "",
    ) -> None:
        paint = self._paint(fill, stroke, thick, dash)
        self.parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}"{paint}/>')

    def arrow(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        stroke: str = INK,
        thick: float = HAIR,
        head: float = 3.2,
        both: bool = False,
    ) -> None:
        """A line with a solid head at its end (at both ends for a dimension)."""
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        ends = [(x2, y2, ux, uy)] + ([(x1, y1, -ux, -uy)] if both else [])
        start = (x1 + ux * head * 0.8, y1 + uy * head * 0.8) if both else (x1, y1)
        self.line(*start, x2 - ux * head * 0.8, y2 - uy * head * 0.8, stroke=stroke, thick=thick)
        for x, y, dx, dy in ends:
            side = head * 0.36
            self.poly(
                [
                    (x, y),
                    (x - dx * head - dy * side, y - dy * head + dx * side),
                    (x - dx * head + dy * side, y - dy * head - dx * side),
                ],
                fill=stroke,
                stroke=None,
                closed=True,
            )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 7,
        weight: int = 400,
        fill: str = INK,
        anchor: str = "start",
        face: str = SANS,
        turn: float = 0,
        spacing: float = 0,
        halo: str | None = None,
        feature: str = "",
    ) -> float:
        """Set one line on the baseline `y`, as outlines; returns its width in points.

        `anchor` is start, middle or end; `turn` is degrees clockwise around the anchor;
        `halo` paints a rim of that colour so that a label stays legible over lines.
        """
        width = text_width(words, size, weight=weight, face=face, spacing=spacing, feature=feature)
        shift = {"start": 0.0, "middle": -width / 2, "end": -width}[anchor]
        c, s = cos(radians(turn)), sin(radians(turn))
        d = outline(
            words,
            size,
            (c, s, s, -c, x + shift * c, y + shift * s),
            weight=weight,
            face=face,
            spacing=spacing,
            feature=feature,
        )
        if d and halo:
            # A path of its own: not every reader knows paint-order.
            rim = f'stroke="{halo}" stroke-width="2" stroke-linejoin="round"'
            self.parts.append(f'<path d="{d}" fill="{halo}" {rim}/>')
        if d:
            self.parts.append(f'<path d="{d}" fill="{fill}"/>')
        return width

    def lines(
        self,
        x: float,
        y: float,
        rows: list[str],
        *,
        size: float = 7,
        leading: float | None = None,
        weight: int = 400,
        fill: str = INK,
        anchor: str = "start",
        halo: str | None = None,
        face: str = SANS,
    ) -> float:
        """Set several lines; returns the baseline of the last."""
        step = leading or size * 1.18
        for index, row in enumerate(rows):
            self.text(
                x,
                y + index * step,
                row,
                size=size,
                weight=weight,
                fill=fill,
                anchor=anchor,
                halo=halo,
                face=face,
            )
        return y + (len(rows) - 1) * step

    def svg(self) -> str:
        """The finished file."""
        w, h = _n(self.width), _n(self.height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}pt" height="{h}pt" '
            f'viewBox="0 0 {w} {h}" role="img">'
        )
        return "\n".join([head, f"<title>{escape(self.title)}</title>", *self.parts, "</svg>\n"])


PICTURES: dict[str, Callable[[], Drawing]] = {}


def picture(name: str) -> Callable[[Callable[[], Drawing]], Callable[[], Drawing]]:
    """Enter a drawing function under the file it makes: `2026-03-06/grammage.svg`."""

    def enter(draw: Callable[[], Drawing]) -> Callable[[], Drawing]:
        PICTURES[name] = draw
        return draw

    return enter
