"""Boxes and matrices of a page, in points from its corner."""

from __future__ import annotations

from math import hypot, inf

Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""
Matrix = tuple[float, float, float, float, float, float]
EVERYWHERE: Box = (-inf, -inf, inf, inf)
UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def matrix(text: bytes) -> Matrix:
    """Return the six numbers of a matrix as a PDF writes them."""
    a, b, c, d, e, f = (float(one) for one in text.split())
    return a, b, c, d, e, f


def joined(first: Matrix, then: Matrix) -> Matrix:
    """Return what ``first`` and ``then`` come to, one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def height(place: Matrix) -> float:
    """Return how many times higher something becomes."""
    return hypot(place[2], place[3])


def scale(place: Matrix) -> float:
    """Return how many times larger something becomes, taken over both directions."""
    return float(abs(place[0] * place[3] - place[1] * place[2]) ** 0.5)


def around(points: list[tuple[float, float]], place: Matrix) -> Box:
    """Return the box round ``points`` after ``place``; an empty one when there are none."""
    if not points:
        return 0.0, 0.0, 0.0, 0.0
    a, b, c, d, e, f = place
    across = [a * x + c * y + e for x, y in points]
    down = [b * x + d * y + f for x, y in points]
    return min(across), min(down), max(across), max(down)


def meeting(one: Box, other: Box) -> Box:
    """Return where two boxes lie over one another; turned inside out when they do not."""
    return (
        max(one[0], other[0]), max(one[1], other[1]),
        min(one[2], other[2]), min(one[3], other[3]),
    )  # fmt: skip
