"""Words set for the cover: as outlines where the bundled faces write them, else as text.

The bundled faces write Latin, Greek and Cyrillic, and their outlines need no font where the
cover is drawn. Other scripts have to be shaped by whoever draws; their widths are estimates.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..look import fonts
from .lettering import Lettering, lettering

WIDE, NARROW = 1.0, 0.55
"""How wide a character of another script is, in its own size, as a guess."""


class Face(Protocol):
    """What words can be measured, broken and drawn with."""

    def writes(self, text: str) -> bool: ...
    def width(self, text: str, size: float) -> float: ...
    def lines(self, text: str, size: float, measure: float) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One line of another script, shaped by whoever draws it. Lengths in pixels."""

    text: str
    x: float
    baseline: float
    size: float
    anchor: str
    """``start``, ``middle`` or ``end``: which point of the line ``x`` is."""
    direction: str
    families: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Words in their place: path data of an SVG, and lines in other scripts."""

    path: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """Faces for scripts the bundled faces lack."""

    families: str

    def writes(self, text: str) -> bool:
        return not fonts.missing_scripts(text)

    def width(self, text: str, size: float) -> float:
        return size * sum(
            WIDE if unicodedata.east_asian_width(one) in "WF" else NARROW for one in text
        )

    def lines(self, text: str, size: float, measure: float) -> tuple[str, ...]:
        """Return ``text`` in lines, broken between words, and anywhere where words are not."""
        lines: list[str] = []
        for word in text.split():
            for piece, gap in _pieces(word):
                longer = f"{lines[-1]}{gap}{piece}" if lines else piece
                if lines and self.width(longer, size) <= measure:
                    lines[-1] = longer
                else:
                    lines.append(piece)
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class Setting:
    """Words broken into lines, not yet anywhere. Sizes in pixels of the cover."""

    face: Face
    lines: tuple[str, ...]
    size: float
    leading: float

    @property
    def depth(self) -> float:
        """How far the last baseline is below the first."""
        return (len(self.lines) - 1) * self.leading

    @property
    def rise(self) -> float:
        """How far capitals stand above the first baseline."""
        return 0.68 * self.size

    @property
    def fall(self) -> float:
        """How far letters hang below the last baseline."""
        return (0.27 if isinstance(self.face, Lettering) else 0.42) * self.size

    def at(self, left: float, baseline: float, *, measure: float, share: float = 0.0) -> Drawn:
        """Return the words in a column ``measure`` wide, the first line on ``baseline``.

        ``share`` says how much of the room a line leaves stands before it: 0 none,
        0.5 half, 1 all of it.
        """
        baselines = [baseline + number * self.leading for number in range(len(self.lines))]
        if isinstance(self.face, Lettering):
            face = self.face
            path = "".join(
                face.outline(line, self.size, left + share * self._spare(line, measure), at)
                for line, at in zip(self.lines, baselines, strict=True)
            )
            return Drawn(path)
        families = self.face.families if isinstance(self.face, Other) else ""
        return Drawn(
            "",
            tuple(
                Line(
                    line,
                    left + share * measure,
                    at,
                    self.size,
                    _anchor(share, _direction(line)),
                    _direction(line),
                    families,
                )
                for line, at in zip(self.lines, baselines, strict=True)
            ),
        )

    def _spare(self, line: str, measure: float) -> float:
        return measure - self.face.width(line, self.size)


def face_for(text: str, family: str, weight: int) -> Face | None:
    """Return what can write ``text``: the bundled face if it can, ``None`` if nothing at hand."""
    path = next(one.path for one in fonts.faces() if (one.family, one.weight) == (family, weight))
    bundled = lettering(path)
    if bundled.writes(text):
        return bundled
    other = Other(", ".join((*fonts.fallback_families(text), family)))
    return other if other.writes(text) else None


def _direction(line: str) -> str:
    """Return how ``line`` runs, by its first letter that says so (UAX 9, rule P2)."""
    strong = (unicodedata.bidirectional(one) for one in line)
    return "rtl" if next((one for one in strong if one in ("L", "R", "AL")), "L") != "L" else "ltr"


def _anchor(share: float, direction: str) -> str:
    """Return which end of a line stands where ``share`` of the room is before it, from the left."""
    if share == 0.5:
        return "middle"
    return "start" if (share == 0) == (direction == "ltr") else "end"


def font_folders(text: str) -> frozenset[Path]:
    """Return where the faces for the scripts of ``text`` lie."""
    return frozenset(face.path.parent for face in fonts.faces(text))


def _pieces(word: str) -> Iterator[tuple[str, str]]:
    """Yield what a line may be broken between, with what stands before it in a line."""
    if any(unicodedata.east_asian_width(one) in "WF" for one in word):
        for number, character in enumerate(word):
            yield character, "" if number else " "
    else:
        yield word, " "
