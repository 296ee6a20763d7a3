"""Colour spaces (ISO 32000-1, 8.6), and what ink a colour comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy

from .functions import Function, FunctionError, function
from .values import StreamError, get, identity, integer, is_dictionary, items, name, stream_bytes

if TYPE_CHECKING:
    from .functions import Values

Kind = Literal[
    "DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "Lab", "ICCBased", "Indexed",
    "Separation", "DeviceN", "Pattern",
]  # fmt: skip

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_DEEPEST = 8
_MOST_COLORANTS = 32


@dataclass(frozen=True)
class ColourSpace:
    """A colour space. ``parts`` is how many numbers make a colour of it.

    ``base`` is what an Indexed space points into, the alternate of a Separation or DeviceN, or
    what an uncoloured pattern is painted with. ``inks`` are the colorants' names. ``profile`` is
    the colour space of an ICC profile as its header says it ("RGB ", "CMYK"), ``key`` its number
    in the file. ``table`` is an Indexed space's, ``tint`` the function of the other two.
    """

    kind: Kind
    parts: int
    base: ColourSpace | None = None
    inks: tuple[str, ...] = ()
    profile: str = ""
    key: tuple[int, int] = (0, 0)
    table: bytes = b""
    tint: Function | None = None
    damaged: str = ""
    """What is wrong with it, in words; empty when nothing is."""

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour painted with before one is chosen."""
        if self.kind == "DeviceCMYK" or (self.kind == "ICCBased" and self.parts == 4):
            return (0.0, 0.0, 0.0, 1.0)
        if self.kind in ("Separation", "DeviceN"):
            return (1.0,) * self.parts
        return (0.0,) * self.parts

    def spots(self) -> tuple[str, ...]:
        """Return the names of inks beyond the four of the process."""
        own = tuple(one for one in self.inks if one not in (*PROCESS, "None", "All"))
        return own + (self.base.spots() if self.base and self.kind == "Indexed" else ())

    def device(self) -> ColourSpace:
        """Return the space that colours of an Indexed space come out in."""
        return self.base if self.kind == "Indexed" and self.base else self

    def outside(self) -> str:
        """Return what a printer of four inks refuses in this space, nothing if it is fine."""
        match self.kind:
            case "DeviceRGB" | "CalRGB" | "CalGray" | "Lab":
                return {"DeviceRGB": "RGB", "Lab": "Lab"}.get(self.kind, f"{self.kind} colour")
            case "ICCBased":
                what = {"RGB ": "RGB", "CMYK": "CMYK", "GRAY": "grey", "Lab ": "Lab"}
                return f"{what.get(self.profile, 'colour')} with an ICC profile of its own"
            case "Indexed" | "Pattern":
                return self.base.outside() if self.base else ""
            case "Separation" | "DeviceN":
                found = self.base.outside() if self.base else ""
                return f"a spot colour made of {found}" if found else ""
            case _:
                return ""

    def cmyk(self, values: Values) -> Values:
        """Return rows of cyan, magenta, yellow and black from 0 to 1 for rows of this space.

        Colours of screens, and spot colours, are what a plain conversion makes of them: enough
        to say how much ink there is.
        """
        match self.kind:
            case "DeviceCMYK":
                return _clipped(values)
            case "DeviceGray" | "CalGray":
                return _from_grey(values)
            case "DeviceRGB" | "CalRGB":
                return _from_rgb(values)
            case "Lab":
                return _from_grey(values[:, :1] / 100)
            case "ICCBased":
                other = {1: _from_grey, 3: _from_rgb}.get(self.parts)
                return other(values) if other else _clipped(values)
            case "Indexed":
                return self._looked_up(values)
            case "Separation" | "DeviceN":
                return self._tinted(values)
            case _:
                return numpy.zeros((len(values), 4))

    def _looked_up(self, values: Values) -> Values:
        base = self.base or GRAY
        colours = numpy.frombuffer(self.table, numpy.uint8).astype(float) / 255
        count = len(colours) // base.parts
        if not count:
            return numpy.zeros((len(values), 4))
        rows = _ranged(base, colours[: count * base.parts].reshape(count, base.parts))
        places = numpy.clip(numpy.rint(values[:, 0]).astype(int), 0, count - 1)
        looked_up: Values = base.cmyk(rows)[places]
        return looked_up

    def _tinted(self, values: Values) -> Values:
        if self.inks == ("All",):
            return numpy.repeat(numpy.clip(values[:, :1], 0, 1), 4, axis=1)
        if all(one in (*PROCESS, "None") for one in self.inks):
            rows = numpy.zeros((len(values), 4))
            for index, ink in enumerate(self.inks):
                if ink != "None":
                    rows[:, PROCESS.index(ink)] = numpy.clip(values[:, index], 0, 1)
            return rows
        if self.tint is None or self.base is None:
            return _from_grey(1 - values[:, :1])
        try:
            return self.base.cmyk(self.tint(values[:, : self.parts]))
        except (FunctionError, IndexError, ValueError):
            return _from_grey(1 - values[:, :1])


def _ranged(space: ColourSpace, rows: Values) -> Values:
    """Return samples from 0 to 1 as values of ``space``."""
    if space.kind == "Lab":
        lab: Values = rows * numpy.array([100.0, 200.0, 200.0]) - numpy.array([0.0, 100.0, 100.0])
        return lab
    return rows


def _clipped(values: Values) -> Values:
    rows: Values = numpy.clip(values[:, :4], 0, 1)
    return rows


def _from_grey(values: Values) -> Values:
    rows = numpy.zeros((len(values), 4))
    rows[:, 3] = 1 - numpy.clip(values[:, 0], 0, 1)
    return rows


def _from_rgb(values: Values) -> Values:
    """Return what the simplest of conversions makes of RGB: all that is grey in it, black ink."""
    light = numpy.clip(values[:, :3], 0, 1)
    most = light.max(axis=1, keepdims=True)
    rows = numpy.zeros((len(values), 4))
    rows[:, :3] = (most - light) / numpy.maximum(most, 1e-9)
    rows[:, 3] = 1 - most[:, 0]
    return rows


GRAY = ColourSpace("DeviceGray", 1)
RGB = ColourSpace("DeviceRGB", 3)
CMYK = ColourSpace("DeviceCMYK", 4)
PATTERN = ColourSpace("Pattern", 0)
_PLAIN: dict[str, ColourSpace] = {
    "DeviceGray": GRAY, "G": GRAY, "DeviceRGB": RGB, "RGB": RGB, "DeviceCMYK": CMYK,
    "CMYK": CMYK, "Pattern": PATTERN, "CalGray": ColourSpace("CalGray", 1),
    "CalRGB": ColourSpace("CalRGB", 3),
}  # fmt: skip
_DEFAULTS = {"DeviceGray": "/DefaultGray", "DeviceRGB": "/DefaultRGB", "DeviceCMYK": "/DefaultCMYK"}


class Palette:
    """The colour spaces of a file, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], ColourSpace] = {}
        self._kept: list[Any] = []

    def space(self, written: Any, resources: Any = None, depth: int = 0) -> ColourSpace:
        """Return the colour space ``written``, a name or an array.

        What cannot be read is a grey that says what is wrong with it.
        """
        key = identity(written)
        if key != (0, 0) and key in self._known:
            return self._known[key]
        if depth > _DEEPEST:
            return ColourSpace("DeviceGray", 1, damaged="colour spaces in colour spaces too deep")
        try:
            found = self._read(written, resources, depth)
        except (FunctionError, StreamError, IndexError, ValueError, TypeError) as problem:
            found = ColourSpace("DeviceGray", 1, damaged=f"a colour space that {problem}")
        if key != (0, 0):
            self._known[key] = found
        return found

    def _read(self, written: Any, resources: Any, depth: int) -> ColourSpace:
        plain = name(written)
        if plain:
            default = get(resources, "/ColorSpace", _DEFAULTS.get(plain, "/"))
            if default is not None and depth == 0:
                return self.space(default, None, depth + 1)
            if plain in _PLAIN:
                return _PLAIN[plain]
            named = get(resources, "/ColorSpace", f"/{plain}")
            if named is None:
                return ColourSpace("DeviceGray", 1, damaged=f"a colour space {plain} nobody wrote")
            return self.space(named, None if name(named) == plain else resources, depth + 1)
        listed = [one for _, one in zip(range(5), items(written), strict=False)]
        return self._compound(name(listed[0]) if listed else "", listed, resources, depth)

    def _compound(self, kind: str, listed: list[Any], resources: Any, depth: int) -> ColourSpace:
        match kind:
            case "ICCBased":
                return self._icc(listed[1])
            case "Lab":
                return ColourSpace("Lab", 3)
            case "Indexed" | "I":
                return self._indexed(listed, resources, depth)
            case "Separation":
                other, ink = self.space(listed[2], resources, depth + 1), name(listed[1])
                return ColourSpace(
                    "Separation", 1, other, (ink,), key=identity(listed[3]), tint=_tint(listed[3])
                )
            case "DeviceN":
                inks = tuple(name(one) for one in items(listed[1]))[:_MOST_COLORANTS]
                other = self.space(listed[2], resources, depth + 1)
                return ColourSpace("DeviceN", len(inks), other, inks, tint=_tint(listed[3]))
            case "Pattern":
                base = self.space(listed[1], resources, depth + 1) if len(listed) > 1 else None
                return ColourSpace("Pattern", base.parts if base else 0, base)
            case _ if kind in _PLAIN:
                return _PLAIN[kind]
        return ColourSpace("DeviceGray", 1, damaged="a colour space of no known kind")

    def _icc(self, stream: Any) -> ColourSpace:
        parts = integer(get(stream, "/N"))
        if parts not in (1, 3, 4):
            return ColourSpace("DeviceGray", 1, damaged="an ICC profile without its number of inks")
        header = stream_bytes(stream, 50_000_000)[:128]
        profile = header[16:20].decode("latin-1")
        expected = {"GRAY": 1, "RGB ": 3, "Lab ": 3, "CMYK": 4}.get(profile)
        damaged = "" if expected == parts else "an ICC profile that is not what its entry says"
        return ColourSpace(
            "ICCBased", parts, profile=profile, key=identity(stream), damaged=damaged
        )

    def _indexed(self, listed: list[Any], resources: Any, depth: int) -> ColourSpace:
        base = self.space(listed[1], resources, depth + 1)
        table = listed[3]
        data = stream_bytes(table, 100_000) if is_dictionary(table) else bytes(table)
        return ColourSpace("Indexed", 1, base, base.inks, table=data)


def _tint(written: Any) -> Function | None:
    try:
        return function(written)
    except (FunctionError, StreamError, ValueError, TypeError):
        return None
