"""Words as outlines: the cover's letters need no font where the cover is drawn.

Only the bundled faces are used, kerned as their own tables say. What they cannot
write (``Lettering.writes``) has to be left to somebody else. The outlines come from
files made together with the faces (``hatch_build.py``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, zip_longest
from pathlib import Path
from typing import NamedTuple

from ..look.fonts import fonts_missing

_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}
"""How many points follow each command of a path."""


class Letter(NamedTuple):
    """One character, in units of its face. Classes: as the first and the second of a pair."""

    advance: int
    first: str
    second: str
    commands: str
    points: Sequence[int]


@dataclass(frozen=True, slots=True)
class Lettering:
    """One face to draw words with. Sizes and places are in the units of the drawing.

    ``kerning`` holds, by the class of the first letter and then of the second, how far the
    second moves.
    """

    units: int
    letters: Mapping[str, str]
    """By character; few are ever looked at, so each is taken apart when it is."""
    kerning: Mapping[str, Mapping[str, int]]

    def writes(self, text: str) -> bool:
        """Return whether the face has every character of ``text``."""
        return all(character in self.letters for character in text)

    def width(self, text: str, size: float) -> float:
        """Return how wide ``text`` is when set ``size`` high."""
        return sum(advance for _letter, advance in self._run(text)) * self._scale(size)

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
        for letter, advance in self._run(text):
            across, up = letter.points[::2], letter.points[1::2]
            points = (
                f"{at + x * scale:.1f} {baseline - y * scale:.1f}"
                for x, y in zip(across, up, strict=True)
            )
            drawn += [one + " ".join(islice(points, _POINTS[one])) for one in letter.commands]
            at += advance * scale
        return "".join(drawn)

    def _scale(self, size: float) -> float:
        return size / self.units

    def _run(self, text: str) -> Iterator[tuple[Letter, int]]:
        """Yield each letter of ``text`` and how far on the next one stands."""
        letters = [_letter(self.letters[one]) for one in text if one in self.letters]
        for letter, following in zip_longest(letters, letters[1:]):
            row = self.kerning.get(letter.first)
            moved = row.get(following.second, 0) if row and following else 0
            yield letter, letter.advance + moved


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
def lettering(face: Path) -> Lettering:
    """Return what to draw with in the bundled face in the file ``face``.

    Raises:
        EngineError: the outlines that belong to the face are not there.
    """
    try:
        found = json.loads(face.with_suffix(".letters.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise fonts_missing() from problem
    return Lettering(found["units"], found["letters"], found["kerning"])


@lru_cache(maxsize=512)
def _letter(facts: str) -> Letter:
    advance, first, second, commands, *points = facts.split(" ")
    return Letter(int(advance), first, second, commands.strip("-"), [*map(int, points)])
