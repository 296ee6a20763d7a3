"""The operators that build and paint lines and shapes (ISO 32000-1, 8.5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import hypot
from typing import TYPE_CHECKING, Any

from . import placing
from .events import PathPaint
from .geometry import Box, boxed, common, is_empty, moved, thinnest, together
from .scan import Corners, path

if TYPE_CHECKING:
    from .content import Content

_MOST_QUADS = 64
_FRAME = 12.0
"""Points: an outline around more than this has something inside that it does not cover."""


@dataclass(slots=True)
class Shape:
    """The path being built, in points."""

    box: Box | None = None
    quads: list[Corners] = field(default_factory=list)
    only_quads: bool = True
    clips: bool = False


def _build(one: Content, operands: list[Any]) -> None:
    run = path(operands[0])
    if run is None:
        if operands[0].strip() != b"h":
            one.walk.painted.remark("damage", "lines that lead nowhere")
        return
    shape, matrix = one.shape, one.state.matrix
    box = boxed(matrix, run.extent)
    shape.box = together(shape.box, box) if shape.box else box
    shape.only_quads &= run.only_quads and len(shape.quads) < _MOST_QUADS
    if shape.only_quads:
        shape.quads += [tuple(moved(matrix, *point) for point in quad) for quad in run.quads]


def _clip(one: Content, _: list[Any]) -> None:
    if one.copy is not None:
        one.copy.no_rectangle(one)
    one.shape.clips = True


def _done(one: Content, _: list[Any] | None = None) -> None:
    shape = one.shape
    if shape.clips:
        one.state.clip = common(one.state.clip, shape.box or (0.0, 0.0, -1.0, -1.0))
    one.shape = Shape()


def _painting(*, fill: bool, stroke: bool) -> Callable[[Content, list[Any]], None]:
    def operation(one: Content, _: list[Any]) -> None:
        if one.shape.box is not None:
            _paint(one, fill=fill, stroke=stroke)
        elif one.copy is not None:
            one.copy.instead(one.now, b"n")
        _done(one)

    return operation


def _paint(one: Content, *, fill: bool, stroke: bool) -> None:
    shape, state = one.shape, one.state
    assert shape.box is not None
    width = state.width * thinnest(state.matrix) if stroke else None
    box = shape.box
    if width is not None:
        half = width / 2
        box = (box[0] - half, box[1] - half, box[2] + half, box[3] + half)
    shown = common(box, state.clip)
    if is_empty(shown) or not one.seen:
        if one.copy is not None:
            one.copy.instead(one.now, b"n")
        one.note_unseen(state.fill.space if fill else None, state.stroke.space if stroke else None)
        return
    thickness = _thickness(shape, shown) if fill else None
    if one.copy is not None:
        one.copy.paint(one, fill=fill, stroke=stroke, width=width)
        one.copy.without_colours(one, b"n", fill=fill, stroke=stroke)
    where = one.area or shown
    event = PathPaint(
        box=where,
        fill=state.fill if fill else None,
        stroke=state.stroke if stroke else None,
        width=width,
        thickness=thickness,
        overprints_fill=state.overprint_fill,
        overprints_stroke=state.overprint_stroke,
        mode=state.mode,
        over=one.walk.ground.is_covered(where),
    )
    one.walk.painted.paths.append(event)
    one.note_transparency(where)
    if fill and state.fill.pattern:
        placing.pattern(one, state.fill, state.fill_pattern, where)
    if stroke and state.stroke.pattern:
        placing.pattern(one, state.stroke, state.stroke_pattern, where)
    hollow = not fill and min(box[2] - box[0], box[3] - box[1]) > _FRAME
    if not hollow and not _is_white(event):
        one.walk.ground.cover(where)


def _is_white(event: PathPaint) -> bool:
    return not any(one is not None and not one.is_white for one in (event.fill, event.stroke))


def _thickness(shape: Shape, shown: Box) -> float | None:
    """Return how thin a filled shape is, in points, as far as it can be seen.

    A rectangle's shorter side; of two rectangles, one in the other, the line between them.
    """
    if not shape.only_quads or not shape.quads:
        return None
    seen = min(shown[2] - shown[0], shown[3] - shown[1])
    if len(shape.quads) == 1:
        return min(_side(shape.quads[0]), seen) if _side(shape.quads[0]) > 0 else seen
    if len(shape.quads) == 2:
        first, second = (_around(quad) for quad in shape.quads)
        gaps = [abs(a - b) for a, b in zip(first, second, strict=True)]
        inside = common(first, second)
        if inside in (first, second) and max(gaps) > 0:
            return min(max(gaps), seen)
    return seen


def _side(quad: Corners) -> float:
    """Return a rectangle's shorter side, however it is turned."""
    longest = max(
        hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(quad, (*quad[1:], quad[0]), strict=True)
    )
    area = 0.0
    for a, b in zip(quad, (*quad[1:], quad[0]), strict=True):
        area += a[0] * b[1] - b[0] * a[1]
    return abs(area) / 2 / longest if longest else 0.0


def _around(quad: Corners) -> Box:
    xs, ys = [point[0] for point in quad], [point[1] for point in quad]
    return min(xs), min(ys), max(xs), max(ys)


_FILL = _painting(fill=True, stroke=False)
_STROKE = _painting(fill=False, stroke=True)
_BOTH = _painting(fill=True, stroke=True)


def _nothing(one: Content, _: list[Any]) -> None:
    _done(one)


OPERATIONS: dict[str, Callable[[Content, list[Any]], None]] = {
    "path": _build, "W": _clip, "W*": _clip, "n": _nothing,
    "f": _FILL, "F": _FILL, "f*": _FILL, "S": _STROKE, "s": _STROKE,
    "B": _BOTH, "B*": _BOTH, "b": _BOTH, "b*": _BOTH,
}  # fmt: skip
