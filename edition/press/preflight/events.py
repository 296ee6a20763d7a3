"""What is painted on a page, one event a run of text, a path, a picture or a shading.

Boxes are in points, from the corner the page's own coordinates begin at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from .colours import ColourSpace
from .faces import Face
from .geometry import Box

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, from 0 to 1."""


class Paint(NamedTuple):
    """A colour as it is painted with.

    ``pattern`` says what is painted with instead of a colour: ``"tiling"`` or ``"shading"``.
    """

    space: ColourSpace
    values: tuple[float, ...]
    inks: Inks
    pattern: str = ""

    @property
    def is_white(self) -> bool:
        """Whether no ink stands where this is painted."""
        return not self.pattern and sum(self.inks) < 0.005 and not self.space.damaged

    @property
    def plates(self) -> int:
        """How many inks print it."""
        space = self.space
        if self.pattern:
            return 1
        if space.kind == "Separation" and space.inks != ("All",):
            return int(self.values[:1] > (0.0,))
        if space.kind == "DeviceN":
            return sum(one > 0 for one in self.values)
        return sum(one > 0.004 for one in self.inks)

    @property
    def is_black(self) -> bool:
        """Whether this is black ink alone, in full (GWG 2022, "pure black")."""
        if self.pattern or self.space.kind not in ("DeviceCMYK", "Separation", "DeviceN"):
            return False
        return self.inks[3] > 0.995 and max(self.inks[:3]) < 0.005 and not self.space.spots()

    @property
    def is_grey_space(self) -> bool:
        """Whether the colour is DeviceGray."""
        return self.space.kind == "DeviceGray" and not self.pattern

    def said(self) -> str:
        """Return the colour in a printer's words: ``C 40 M 30 K 100``."""
        if self.pattern:
            return f"a {self.pattern} pattern"
        space = self.space
        if space.kind in ("Separation", "DeviceN"):
            named = zip(space.inks, self.values, strict=False)
            return " ".join(f"{ink} {value * 100:.0f}" for ink, value in named if value) or "white"
        if space.kind in ("DeviceRGB", "CalRGB") or (space.kind == "ICCBased" and space.parts == 3):
            return "RGB " + " ".join(f"{value * 255:.0f}" for value in self.values)
        if space.kind == "DeviceGray":
            return f"grey {self.values[0] * 100:.0f} %" if self.values else "grey"
        return said_inks(self.inks)


def said_inks(inks: Inks) -> str:
    """Return inks in per cent, those that are not there left out."""
    parts = [f"{name} {ink * 100:.0f}" for name, ink in zip("CMYK", inks, strict=True) if ink > 0]
    return " ".join(parts) or "white"


@dataclass(frozen=True, slots=True)
class TextRun:
    """Letters shown by one operator. ``size`` is in points as printed; ``raw`` how it begins.

    ``fill`` and ``stroke`` are ``None`` where it is not painted so, both for text nobody sees.
    ``over`` says whether something stands under it.
    """

    box: Box
    size: float
    face: Face | None
    raw: bytes
    fill: Paint | None
    stroke: Paint | None
    overprints: bool
    mode: int
    over: bool

    @property
    def paint(self) -> Paint | None:
        """The colour the letters have."""
        return self.fill or self.stroke

    @property
    def words(self) -> str:
        """How the run begins, as its reader sees it."""
        return self.face.read(self.raw).strip() if self.face else ""


@dataclass(frozen=True, slots=True)
class PathPaint:
    """A path painted. ``width`` is its line's as printed, in points, ``None`` without a line.

    ``thickness`` is how thin a filled rectangle is, ``None`` for any other shape.
    """

    box: Box
    fill: Paint | None
    stroke: Paint | None
    width: float | None
    thickness: float | None
    overprints_fill: bool
    overprints_stroke: bool
    mode: int
    over: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it stands in the file. ``name`` is what the page calls it.

    ``space`` is ``None`` for a stencil, and where the data says it (JPEG 2000).
    """

    key: tuple[int, int]
    name: str
    width: int
    height: int
    bits: int
    space: ColourSpace | None
    stencil: bool
    filters: tuple[str, ...]
    masked: bool
    """Whether parts of it are see-through by a soft mask."""


@dataclass(frozen=True, slots=True)
class PicturePaint:
    """A picture placed: its pixels to the inch along its sides, and where."""

    box: Box
    picture: Picture
    across: float
    down: float
    fill: Paint | None
    overprints: bool
    over: bool

    @property
    def ppi(self) -> float:
        """The lesser of the two resolutions (GWG 2022, D0018)."""
        return min(self.across, self.down)


@dataclass(frozen=True, slots=True)
class ShadingPaint:
    """A shading painted, by itself or as the colour of something."""

    box: Box
    space: ColourSpace


@dataclass(frozen=True, slots=True)
class Remark:
    """Something else met on the way, of interest to a rule: which one ``kind`` says."""

    kind: str
    what: str
    box: Box | None = None


@dataclass(slots=True)
class FaceUse:
    """A font a page chooses: the codes it shows, those that can be seen, whether any is painted."""

    face: Face
    shown: set[int] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)
    painted: bool = False


@dataclass(slots=True)
class Painted:
    """Everything painted on a page, in order within each kind.

    ``faces`` are the fonts chosen on the way, in order, by the ``id()`` of each.
    """

    faces: dict[int, FaceUse] = field(default_factory=dict)
    texts: list[TextRun] = field(default_factory=list)
    paths: list[PathPaint] = field(default_factory=list)
    pictures: list[PicturePaint] = field(default_factory=list)
    shadings: list[ShadingPaint] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _said: set[tuple[str, str]] = field(default_factory=set)

    def remark(self, kind: str, what: str, box: Box | None = None) -> None:
        """Note something, once a page."""
        if (kind, what) not in self._said and len(self._said) < 1000:
            self._said.add((kind, what))
            self.remarks.append(Remark(kind, what, box))

    def remarked(self, kind: str) -> tuple[Remark, ...]:
        """Return the remarks of one kind."""
        return tuple(one for one in self.remarks if one.kind == kind)
