"""What is known while going through a file's pages: fonts, pictures, layers, and how far one is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .colours import Palette
from .events import FaceUse, Painted, Picture
from .faces import Face, face
from .ground import Ground
from .layers import Layers
from .values import get, identity, integer, is_dictionary, is_stream, items, name

if TYPE_CHECKING:
    from .separations import Sheet

MOST_CONTENT = 200_000_000
"""Bytes of content of one page or form."""
MOST_OPERATORS = 3_000_000
"""Operators of one page, those of its forms counted each time they are drawn."""


class OverdoneError(Exception):
    """More is drawn on a page than can be judged."""


@dataclass(slots=True)
class Sources:
    """What several pages draw on, each piece read once."""

    root: Any
    palette: Palette = field(default_factory=Palette)
    faces: dict[object, Face] = field(default_factory=dict)
    pictures: dict[tuple[int, int], Picture] = field(default_factory=dict)
    layers: Layers = field(init=False)

    def __post_init__(self) -> None:
        self.layers = Layers(self.root)

    def face(self, written: Any) -> Face:
        """Return the font ``written``."""
        key: object = identity(written)
        if key == (0, 0):  # It stands where it is used, and is known by what it says.
            key = written.unparse() if is_dictionary(written) else b""
        if key not in self.faces:
            self.faces[key] = face(written)
        return self.faces[key]

    def picture(self, written: Any, label: str, resources: Any) -> Picture:
        """Return what there is to know about the picture ``written``, a stream's dictionary."""
        key = identity(written)
        if key != (0, 0) and key in self.pictures:
            return self.pictures[key]
        found = self._picture(written, label, resources, key)
        if key != (0, 0):
            self.pictures[key] = found
        return found

    def _picture(self, written: Any, label: str, resources: Any, key: tuple[int, int]) -> Picture:
        def entry(word: str) -> Any:
            return written.get(word) if isinstance(written, dict) else get(written, f"/{word}")

        stencil = entry("ImageMask") is True
        space = entry("ColorSpace")
        return Picture(
            key=key,
            name=label,
            width=integer(entry("Width")),
            height=integer(entry("Height")),
            bits=1 if stencil else integer(entry("BitsPerComponent"), 8),
            space=None if stencil or space is None else self.palette.space(space, resources),
            stencil=stencil,
            filters=tuple(name(one) for one in items(entry("Filter"))),
            masked=is_stream(entry("SMask")) or integer(entry("SMaskInData")) > 0,
        )


@dataclass(slots=True)
class Walk:
    """The way through one page. ``sheet`` is made on the way, unless it is ``None``."""

    sources: Sources
    page: int
    ground: Ground
    sheet: Sheet | None
    painted: Painted = field(default_factory=Painted)
    operators: int = 0
    glyphs: set[tuple[tuple[int, int], int]] = field(default_factory=set)
    """The letters of Type 3 fonts that have been gone through."""
    tiles: dict[Any, Any] = field(default_factory=dict)
    """The patterns that have been gone through, and what became of them."""
    open: list[tuple[int, int]] = field(default_factory=list)
    """The forms we are in, so that none is gone into from inside."""

    def face(self, written: Any) -> Face:
        """Return the font ``written``, which is chosen on this page."""
        chosen = self.sources.face(written)
        if id(chosen) not in self.painted.faces:
            self.painted.faces[id(chosen)] = FaceUse(chosen)
        return chosen

    def count(self, times: int = 1) -> None:
        """Count an operator, as ``times`` when it takes as long.

        Raises:
            OverdoneError: it is one too many.
        """
        self.operators += times
        if self.operators > MOST_OPERATORS:
            raise OverdoneError("more operators than any page has")
