"""Words as outlines: the cover's letters need no font where the cover is drawn.

Only the bundled faces are used, kerned as their own tables say. What they cannot
write (``Lettering.writes``) has to be left to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

Kerning = dict[tuple[str, str], int]


@dataclass(slots=True)
class Lettering:
    """One face to draw words with. Sizes and places are in the units of the drawing."""

    path: Path
    _font: Any = field(init=False, repr=False)
    _glyphs: Any = field(init=False, repr=False)
    _names: dict[int, str] = field(init=False, repr=False)
    _advances: dict[str, tuple[int, int]] = field(init=False, repr=False)
    _units: int = field(init=False, repr=False)
    _kerning: Kerning | None = field(init=False, default=None, repr=False)

    def __post_init__(self) -> None:
        self._font = TTFont(self.path, lazy=True)
        self._glyphs = self._font.getGlyphSet()
        self._names = self._font.getBestCmap()
        self._advances = self._font["hmtx"].metrics
        self._units = self._font["head"].unitsPerEm

    def writes(self, text: str) -> bool:
        """Return whether the face has every character of ``text``."""
        return all(ord(character) in self._names for character in text)

    def width(self, text: str, size: float) -> float:
        """Return how wide ``text`` is when set ``size`` high."""
        return sum(advance for _glyph, advance in self._run(text)) * self._scale(size)

    def lines(self, text: str, size: float, measure: float) -> tuple[str, ...]:
        """Return ``text`` broken between words into lines no wider than ``measure``.

        The lines are as even as they can be without there being more of them, so
        that no word stands alone in the last. A word wider than ``measure`` has a
        line of its own.
        """
        words = [(word, self.width(word, size)) for word in text.split()]
        space = self.width(" ", size)
        fewest = len(_broken(words, space, measure))
        low, high = 0.0, measure
        for _ in range(12):  # halving finds the narrowest measure that needs no line more
            middle = (low + high) / 2
            if len(_broken(words, space, middle)) > fewest:
                low = middle
            else:
                high = middle
        return _broken(words, space, high)

    def outline(self, text: str, size: float, left: float, baseline: float) -> str:
        """Return ``text`` as the path data of an SVG, from ``left`` on ``baseline``."""
        scale, at, drawn = self._scale(size), left, []
        for glyph, advance in self._run(text):
            pen = SVGPathPen(
                self._glyphs, ntos=lambda number: f"{number:.1f}".rstrip("0").rstrip(".")
            )
            self._glyphs[glyph].draw(TransformPen(pen, (scale, 0, 0, -scale, at, baseline)))
            drawn.append(pen.getCommands())
            at += advance * scale
        return "".join(drawn)

    def _scale(self, size: float) -> float:
        return size / self._units

    def _run(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each glyph of ``text`` and how far on the next one stands."""
        names = [self._names.get(ord(character), ".notdef") for character in text]
        kerning = self._pairs()
        for name, following in zip(names, [*names[1:], ""], strict=False):
            yield name, self._advances[name][0] + kerning.get((name, following), 0)

    def _pairs(self) -> Kerning:
        if self._kerning is None:
            self._kerning = _Kern(self._font)
        return self._kerning


class _Kern(dict[tuple[str, str], int]):
    """Looks pairs of glyphs up in a font's ``kern`` feature, each pair once."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._tables = list(_pair_tables(font))

    def get(self, pair: tuple[str, str], default: int = 0) -> int:  # type: ignore[override]
        if pair not in self:
            self[pair] = next(
                (found for table in self._tables if (found := _kern(table, *pair)) is not None), 0
            )
        return self[pair]


def _pair_tables(font: Any) -> Iterator[Any]:
    if "GPOS" not in font:
        return
    table = font["GPOS"].table
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(wanted):
        for one in table.LookupList.Lookup[index].SubTable:
            subtable = one.ExtSubTable if one.LookupType == 9 else one
            if subtable.LookupType == 2:
                yield subtable


def _kern(table: Any, first: str, second: str) -> int | None:
    """Return what ``table`` moves ``second`` by after ``first``, ``None`` when it says nothing."""
    if first not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
        value = next((one.Value1 for one in pairs if one.SecondGlyph == second), None)
        return None if value is None else int(getattr(value, "XAdvance", 0))
    row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
    value = row.Class2Record[table.ClassDef2.classDefs.get(second, 0)].Value1
    return int(getattr(value, "XAdvance", 0)) if value is not None else 0


def _broken(words: Sequence[tuple[str, float]], space: float, measure: float) -> tuple[str, ...]:
    """Return words, each with its width, in lines filled one after the other."""
    lines: list[str] = []
    taken = 0.0
    for word, width in words:
        if lines and taken + space + width <= measure:
            lines[-1] = f"{lines[-1]} {word}"
            taken += space + width
        else:
            lines.append(word)
            taken = width
    return tuple(lines)


@lru_cache(maxsize=8)
def lettering(path: Path) -> Lettering:
    """Return the face in the file ``path``, opened once."""
    return Lettering(path)
