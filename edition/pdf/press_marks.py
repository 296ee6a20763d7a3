"""Crop and registration marks, the slug and the colour bar: all that a pressman looks at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..look.fonts import faces
from ..press_profile import Marks, PressProfile
from .press_geometry import Box

MM = 72 / 25.4
REGISTRATION = "EditionAll"
"""The colour space that prints on every plate (ISO 32000-1, 8.6.6.4)."""

_PATCH = 4.0
_LETTERS = 6.0
_ROUND = 0.5523
"""How far the handles of a curve reach, so that four of them make a circle."""
_PATCHES = (
    "1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1",
    "0.5 0 0 0", "0 0.5 0 0", "0 0 0.5 0", "0 0 0 0.5",
    "1 1 0 0", "1 0 1 0", "0 1 1 0", "0.3 0.22 0.22 0",
)  # fmt: skip
"""Solids, half tints, two solids over one another, and a grey of three inks."""


def marks(trim: Box, press: PressProfile, told: tuple[str, str]) -> Iterator[bytes]:
    """Yield the drawing of all marks round ``trim``, in points.

    ``told`` is what the slug says, and the same in letters every font has.
    """
    given = press.marks
    if given is None:
        return
    edges = press.bleed
    offset = max(given.offset, edges.top, edges.bottom, edges.inside, edges.outside) * MM
    yield b"q"
    yield f"/{REGISTRATION} CS".encode()
    yield b"1 SCN"
    yield f"/{REGISTRATION} cs".encode()
    yield b"1 scn"
    yield f"{given.weight:g} w".encode()
    yield b"[] 0 d"
    yield b"0 J"
    if given.crop:
        yield from _crop(trim, offset, given.length * MM)
    if given.registration:
        yield from _registration(trim, offset, given.length * MM)
    if given.slug:
        yield from _slug(trim, offset, given, told)
    if given.colour_bar:
        yield from _bar(trim, offset, given)
    yield b"Q"


def _crop(trim: Box, offset: float, length: float) -> Iterator[bytes]:
    left, bottom, right, top = trim
    for across, way in ((left, -1), (right, 1)):
        for up in (bottom, top):
            yield _line(across + way * offset, up, across + way * (offset + length), up)
    for up, way in ((bottom, -1), (top, 1)):
        for across in (left, right):
            yield _line(across, up + way * offset, across, up + way * (offset + length))


def _registration(trim: Box, offset: float, length: float) -> Iterator[bytes]:
    """Yield a cross in a circle at the middle of each edge."""
    left, bottom, right, top = trim
    middle = offset + length / 2
    across, up = (left + right) / 2, (bottom + top) / 2
    for x, y in (
        (left - middle, up), (right + middle, up), (across, bottom - middle), (across, top + middle)
    ):  # fmt: skip
        yield _line(x - length / 2, y, x + length / 2, y)
        yield _line(x, y - length / 2, x, y + length / 2)
        yield from _circle(x, y, length * 0.3)


def _line(x1: float, y1: float, x2: float, y2: float) -> bytes:
    return f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S".encode()


def _circle(x: float, y: float, r: float) -> Iterator[bytes]:
    k = r * _ROUND
    yield f"{x + r:.3f} {y:.3f} m".encode()
    for (a, b), (c, d), (e, f) in (
        ((r, k), (k, r), (0, r)), ((-k, r), (-r, k), (-r, 0)),
        ((-r, -k), (-k, -r), (0, -r)), ((k, -r), (r, -k), (r, 0)),
    ):  # fmt: skip
        yield f"{x + a:.3f} {y + b:.3f} {x + c:.3f} {y + d:.3f} {x + e:.3f} {y + f:.3f} c".encode()
    yield b"S"


def _bar(trim: Box, offset: float, given: Marks) -> Iterator[bytes]:
    """Yield patches of ink under the page, left of its middle."""
    left, bottom = trim[0], trim[1]
    side = min(_PATCH, given.length) * MM
    low = bottom - offset - given.length * MM / 2 - side / 2
    for at, inks in enumerate(_PATCHES):
        yield f"{inks} k".encode()
        place = left + 5 * MM + at * side
        yield f"{place:.3f} {low:.3f} {side:.3f} {side:.3f} re f".encode()


# The slug ----------------------------------------------------------------------------------------


def _slug(trim: Box, offset: float, given: Marks, told: tuple[str, str]) -> Iterator[bytes]:
    """Yield the slug's letters as outlines above the page, between its left edge and the middle."""
    wide = (trim[2] - trim[0]) / 2 - 12 * MM
    text = next((one for one in told if _can_write(one)), told[-1])
    size = min(_LETTERS, given.length * MM * 0.6)
    scale = min(size, size * wide / max(_length(text, size), 1.0))
    left, base = trim[0] + 5 * MM, trim[3] + offset + given.length * MM / 2 - size * 0.35
    yield b"q"
    yield f"{scale / 1000:.6f} 0 0 {scale / 1000:.6f} {left:.3f} {base:.3f} cm".encode()
    across = 0.0
    for letter in text:
        drawn, width = _letter(letter)
        if drawn:
            yield f"1 0 0 1 {across:.1f} 0 cm".encode()
            across = 0.0
            yield drawn
        across += width
    yield b"Q"


def _can_write(text: str) -> bool:
    return all(letter == " " or _letter(letter)[0] for letter in text)


def _length(text: str, size: float) -> float:
    return sum(_letter(letter)[1] for letter in text) * size / 1000


@lru_cache(maxsize=512)
def _letter(letter: str) -> tuple[bytes, float]:
    """Return the outline of a letter, filled, and its width; both in thousandths of the size."""
    from fontTools.pens.basePen import BasePen
    from fontTools.ttLib import TTFont

    class Pen(BasePen):  # type: ignore[misc]
        """Draws as a PDF does."""

        def __init__(self, glyphs: object) -> None:
            super().__init__(glyphs)
            self.out: list[str] = []

        def _say(self, operator: str, *points: tuple[float, float]) -> None:
            numbers = " ".join(f"{x * to:.1f} {y * to:.1f}" for x, y in points)
            self.out.append(f"{numbers} {operator}".strip())

        def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
            self._say("m", point)

        def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
            self._say("l", point)

        def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
            self._say("c", *points)

        def _closePath(self) -> None:  # noqa: N802
            self._say("h")

    face = next(
        one for one in faces()
        if (one.family, one.weight, one.style) == ("Edition Sans", 400, "normal")
    )  # fmt: skip
    with TTFont(face.path, lazy=True) as font:
        to = 1000 / font["head"].unitsPerEm
        name = font.getBestCmap().get(ord(letter))
        if name is None:
            return b"", 500.0
        glyphs = font.getGlyphSet()
        pen = Pen(glyphs)
        glyphs[name].draw(pen)
        drawn = " ".join((*pen.out, "f")).encode() if pen.out else b""
        return drawn, glyphs[name].width * to
