"""Which page stands where on which side of a sheet, so that it reads right when folded or cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Scheme = Literal["booklet", "2-up", "4-up"]
SCHEMES: tuple[Scheme, ...] = ("booklet", "2-up", "4-up")

SHEETS: dict[str, tuple[float, float]] = {
    "A5": (148.0, 210.0), "A4": (210.0, 297.0), "A3": (297.0, 420.0), "A2": (420.0, 594.0),
    "A1": (594.0, 841.0), "SRA4": (225.0, 320.0), "SRA3": (320.0, 450.0), "SRA2": (450.0, 640.0),
    "B4": (250.0, 353.0), "B3": (353.0, 500.0), "B2": (500.0, 707.0),
    "letter": (215.9, 279.4), "legal": (215.9, 355.6), "tabloid": (279.4, 431.8),
    "12x18": (304.8, 457.2), "13x19": (330.2, 482.6),
}  # fmt: skip
"""Paper by its name, upright, in millimetres (ISO 216, ISO 217, ASME Y14.1)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: counted from 0, from the left and from the top.

    ``shift`` moves it across, in millimetres, to the right; ``page`` is ``None`` for white.
    """

    page: int | None
    column: int
    row: int
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Imposition:
    """All sides, front and back in turn, and how many pages stand across and down on each."""

    sides: tuple[Side, ...]
    across: int
    down: int
    white: int
    """Pages that stay white because the last sheet is not full."""


def impose(
    pages: int, scheme: Scheme, *, creep: float = 0.0, backwards: bool = False
) -> Imposition:
    """Return where ``pages`` pages stand.

    ``creep`` is how much further out each sheet of a booklet comes than the one round it,
    in millimetres: the paper's thickness. ``backwards`` is for papers with the spine on the right.
    """
    if scheme == "booklet":
        sides = tuple(_booklet(pages, creep, backwards=backwards))
        return Imposition(sides, 2, 1, -pages % 4)
    across, down = (2, 1) if scheme == "2-up" else (2, 2)
    return Imposition(
        tuple(_in_order(pages, across, down, backwards=backwards)),
        across, down, -pages % (across * down),
    )  # fmt: skip


def _booklet(pages: int, creep: float, *, backwards: bool) -> Iterator[Side]:
    """Yield the sides of sheets that are laid in one another, folded once and stapled."""
    whole = pages + -pages % 4
    for sheet in range(whole // 4):
        # The outermost sheet is the first; each one inside it is pushed out at the fore edge.
        inwards = sheet * creep
        front = (whole - 1 - 2 * sheet, 2 * sheet)
        back = (2 * sheet + 1, whole - 2 - 2 * sheet)
        for left, right in (front, back):
            if backwards:
                left, right = right, left
            yield Side(
                (
                    Place(left if left < pages else None, 0, 0, inwards),
                    Place(right if right < pages else None, 1, 0, -inwards),
                )
            )


def _in_order(pages: int, across: int, down: int, *, backwards: bool) -> Iterator[Side]:
    """Yield sides with pages as they are read, to be cut apart or looked over."""
    for start in range(0, pages, across * down):
        yield Side(
            tuple(
                Place(
                    number if number < pages else None,
                    across - 1 - at % across if backwards else at % across,
                    at // across,
                )
                for at, number in enumerate(range(start, start + across * down))
            )
        )


@dataclass(frozen=True, slots=True)
class Lay:
    """How pages lie on paper: its size as it lies, how large they are, where they begin.

    Millimetres from the top left corner; ``size`` is 1 where pages keep theirs.
    """

    width: float
    height: float
    size: float
    left: float
    top: float


def lay(
    imposition: Imposition, page: tuple[float, float], paper: tuple[float, float], *, fit: bool
) -> Lay | None:
    """Return how pages of the size ``page`` lie on ``paper``; ``None`` when they are too large.

    The paper is turned so that they lie best; with ``fit`` they become as large as it allows.
    """
    wide, high = page[0] * imposition.across, page[1] * imposition.down
    found: list[Lay] = []
    for width, height in (paper, paper[::-1]):
        size = min(width / wide, height / high)
        if not fit:
            if size < 1 - 1e-4:
                continue
            size = 1.0
        left, top = (width - wide * size) / 2, (height - high * size) / 2
        found.append(Lay(width, height, size, left, top))
    return max(found, key=lambda one: (one.size, min(one.left, one.top)), default=None)
