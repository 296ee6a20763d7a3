"""What one printer demands of a page: its size, marks, inks, resolution, smallest type."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .page import Edges

Standard = Literal["X-4", "X-1a"]
"""PDF/X-4 (ISO 15930-7) or PDF/X-1a:2003 (ISO 15930-4)."""


@dataclass(frozen=True, slots=True)
class Floor:
    """Two limits of one measure: below ``error`` a printer refuses, below ``warning`` asks."""

    error: float
    warning: float


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks outside the bleed, in millimetres; ``weight`` is their line, in points."""

    crop: bool = True
    registration: bool = True
    colour_bar: bool = False
    slug: bool = True
    """Whether page name and date stand in the slug."""
    offset: float = 3.0
    """From the trim's corner to where a crop mark begins; never less than the bleed."""
    length: float = 5.0
    weight: float = 0.25


@dataclass(frozen=True, slots=True)
class Intent:
    """The printing condition the pages are made for.

    ``identifier`` is its registered name ("FOGRA39"), or one of our own; ``registry`` is
    the address of the registry, ``None`` for one that is not registered. ``icc`` is the
    profile's file, class ``prtr``, CMYK.
    """

    identifier: str
    condition: str
    """In words, for the file's readers."""
    icc: Path
    registry: str | None = None


@dataclass(frozen=True, slots=True)
class Ink:
    """How much ink the paper takes, in per cent, all inks together.

    ``target`` is what pictures are converted to, ``limit`` what nothing exceeds, as a mean
    over any square with sides of ``window`` millimetres (GWG 2022, R0026). ``rich_black`` is
    the most that words may have whose black is 85 % or more (R0015).
    """

    target: float
    limit: float
    rich_black: float
    window: float = 15.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """Pixels per inch at printed size (GWG 2022, R0031 and R0032).

    ``contone`` and ``line`` are what a picture needs; ``target`` and ``line_target`` what ours
    are made to, never enlarged for it.
    """

    contone: Floor
    line: Floor
    target: float
    line_target: float


@dataclass(frozen=True, slots=True)
class Smallest:
    """The smallest a press holds, in points (GWG 2022, R0016 to R0019).

    ``type`` in one ink, ``type_inks`` in several or reversed; ``rule`` in one ink,
    ``rule_inks`` in several or reversed.
    """

    type: float
    type_inks: float
    rule: float
    rule_inks: float


NO_EDGES = Edges(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PressProfile:
    """What one printer demands. Lengths in millimetres.

    ``width`` and ``height`` are the trimmed page, ``None`` where any size is taken.
    ``margin`` is what must stay free of words along the trim. ``blank_pages`` says how grave a
    page without ink is, ``marks`` is ``None`` where they are forbidden. ``files`` is one PDF for
    the issue or one a page, named by ``pattern`` (``{slug}``, ``{date}``,
    ``{number}``, ``{page}``).
    """

    name: str
    title: str
    source: str
    """Where its numbers come from."""
    standard: Standard
    intent: Intent
    ink: Ink
    resolution: Resolution
    smallest: Smallest
    width: float | None = None
    height: float | None = None
    bleed: Edges = NO_EDGES
    margin: Edges = NO_EDGES
    page_multiple: int = 4
    least_pages: int = 1
    most_pages: int | None = None
    marks: Marks | None = None
    overprint_type: float = 12.0
    """Black words smaller than this overprint, in points (GWG 2022, R0009)."""
    overprint_rule: float = 2.0
    """Black rules thinner than this overprint, in points (R0010)."""
    spots: int = 0
    """How many spot colours the printer takes."""
    sharpen: bool = False
    """Whether pictures are sharpened lightly for a coarse screen."""
    blank_pages: Literal["error", "warning"] = "error"
    files: Literal["issue", "page"] = "issue"
    pattern: str = "{slug}-{date}-print"
    made_of: tuple[Path, ...] = ()
    """The files it was read from, its ICC profile among them."""
