"""The operators that choose colours (ISO 32000-1, 8.6.8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy

from .colours import ColourSpace
from .events import Inks, Paint
from .scan import Name
from .values import get, integer, is_dictionary

if TYPE_CHECKING:
    from .content import Content

_REMEMBERED = 20_000
_inks: dict[tuple[int, tuple[float, ...]], tuple[ColourSpace, Inks]] = {}


def inks_of(space: ColourSpace, values: tuple[float, ...]) -> Inks:
    """Return the process inks of one colour."""
    if space.kind == "DeviceCMYK" and len(values) == 4:
        cyan, magenta, yellow, black = (min(max(one, 0.0), 1.0) for one in values)
        return cyan, magenta, yellow, black
    known = _inks.get((id(space), values))
    if known is not None and known[0] is space:
        return known[1]
    rows = space.cmyk(numpy.array([values], dtype=float)) if values else numpy.zeros((1, 4))
    cyan, magenta, yellow, black = (float(one) for one in numpy.clip(rows[0], 0, 1))
    if len(_inks) > _REMEMBERED:
        _inks.clear()
    _inks[id(space), values] = space, (cyan, magenta, yellow, black)
    return cyan, magenta, yellow, black


def _set(one: Content, paint: Paint, pattern: Any, *, stroke: bool) -> None:
    if one.copy is not None:
        one.copy.leave_out(one.now)
    if one.colourless:
        return
    if paint.space.damaged:
        one.walk.painted.remark("damage", paint.space.damaged)
    if stroke:
        one.state.stroke, one.state.stroke_pattern = paint, pattern
    else:
        one.state.fill, one.state.fill_pattern = paint, pattern


def _device(kind: str, *, stroke: bool) -> Callable[[Content, list[Any]], None]:
    def operation(one: Content, operands: list[Any]) -> None:
        space = one.walk.sources.palette.space(Name(kind), one.resources)
        values = _values(space, operands)
        _set(one, Paint(space, values, inks_of(space, values)), None, stroke=stroke)

    return operation


def _values(space: ColourSpace, operands: list[Any]) -> tuple[float, ...]:
    values = tuple(value for value in operands if isinstance(value, float))[: space.parts]
    return values + (0.0,) * (space.parts - len(values))


def _space(*, stroke: bool) -> Callable[[Content, list[Any]], None]:
    def operation(one: Content, operands: list[Any]) -> None:
        space = one.walk.sources.palette.space(operands[0], one.resources)
        values = () if space.kind == "Pattern" else space.initial
        inks = inks_of(space, values) if values else (0.0, 0.0, 0.0, 1.0)
        _set(one, Paint(space, values, inks), None, stroke=stroke)

    return operation


def _colour(*, stroke: bool) -> Callable[[Content, list[Any]], None]:
    def operation(one: Content, operands: list[Any]) -> None:
        space = (one.state.stroke if stroke else one.state.fill).space
        if operands and isinstance(operands[-1], Name):
            _set(one, *_pattern(one, space, operands), stroke=stroke)
            return
        values = _values(space, operands)
        _set(one, Paint(space, values, inks_of(space, values)), None, stroke=stroke)

    return operation


def _pattern(one: Content, space: ColourSpace, operands: list[Any]) -> tuple[Paint, Any]:
    written = get(one.resources, "/Pattern", f"/{operands[-1]}")
    kind = "shading" if integer(get(written, "/PatternType")) == 2 else "tiling"
    if not is_dictionary(written):
        one.walk.painted.remark("damage", "a pattern nobody wrote")
    base = space.base
    values = _values(base, operands[:-1]) if base else ()
    inks = inks_of(base, values) if base else (0.0, 0.0, 0.0, 0.0)
    return Paint(space, values, inks, kind), written


OPERATIONS: dict[str, Callable[[Content, list[Any]], None]] = {
    "g": _device("DeviceGray", stroke=False), "G": _device("DeviceGray", stroke=True),
    "rg": _device("DeviceRGB", stroke=False), "RG": _device("DeviceRGB", stroke=True),
    "k": _device("DeviceCMYK", stroke=False), "K": _device("DeviceCMYK", stroke=True),
    "cs": _space(stroke=False), "CS": _space(stroke=True),
    "sc": _colour(stroke=False), "scn": _colour(stroke=False),
    "SC": _colour(stroke=True), "SCN": _colour(stroke=True),
}  # fmt: skip
