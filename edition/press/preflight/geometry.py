"""Matrices and rectangles, in points, as PDF counts them: x to the right, y upwards."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MM = 25.4 / 72
"""Millimetres in a point."""
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_FARTHEST = 1e12


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does ``first``, then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where ``matrix`` puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def boxed(matrix: Matrix, box: Box) -> Box:
    """Return the upright rectangle around what ``matrix`` makes of ``box``."""
    left, bottom, right, top = box
    corners = (
        moved(matrix, left, bottom),
        moved(matrix, right, bottom),
        moved(matrix, left, top),
        moved(matrix, right, top),
    )
    xs, ys = [one[0] for one in corners], [one[1] for one in corners]
    return min(xs), min(ys), max(xs), max(ys)


def common(first: Box, second: Box) -> Box:
    """Return what two rectangles share; a side is negative when they share nothing."""
    return (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )


def together(first: Box, second: Box) -> Box:
    """Return the rectangle around both."""
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[2], second[2]),
        max(first[3], second[3]),
    )


def is_empty(box: Box) -> bool:
    """Return whether nothing can be seen in ``box``; a line without width still can."""
    return box[2] < box[0] or box[3] < box[1]


def within(inner: Box, outer: Box, slack: float = 0.01) -> bool:
    """Return whether ``inner`` lies in ``outer``, give or take ``slack`` points."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def touches(first: Box, second: Box) -> bool:
    """Return whether two rectangles share more than an edge."""
    return (
        first[0] < second[2]
        and second[0] < first[2]
        and first[1] < second[3]
        and second[1] < first[3]
    )


def scales(matrix: Matrix) -> tuple[float, float]:
    """Return how long ``matrix`` makes a unit to the right, and a unit upwards."""
    a, b, c, d, _, _ = matrix
    return hypot(a, b), hypot(c, d)


def thinnest(matrix: Matrix) -> float:
    """Return how wide ``matrix`` makes a line of width 1 where it makes it thinnest."""
    a, b, c, d, _, _ = matrix
    across = a * a + b * b + c * c + d * d
    area = abs(a * d - b * c)
    most = (across + max(across * across - 4 * area * area, 0.0) ** 0.5) / 2
    return area / most**0.5 if most > 0 else 0.0


def matrix_of(numbers: Sequence[float]) -> Matrix:
    """Return six numbers as a matrix; the identity when they are none, or beyond all measure."""
    if len(numbers) != 6 or not all(-_FARTHEST < one < _FARTHEST for one in numbers):
        return IDENTITY
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def box_of(numbers: Sequence[float]) -> Box | None:
    """Return four numbers as a rectangle whose corners are in order, ``None`` if they are none."""
    if len(numbers) != 4 or not all(-_FARTHEST < one < _FARTHEST for one in numbers):
        return None
    left, bottom, right, top = numbers
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
