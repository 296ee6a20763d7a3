"""What a publication's pages are like: their size, their grid, how they are filled."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edges:
    """A length for each edge of the page, in millimetres, as printers name them."""

    top: float
    bottom: float
    inside: float
    outside: float


@dataclass(frozen=True, slots=True)
class Page:
    """The printed page. Lengths in millimetres, ``leading`` in points."""

    width: float = 289.0
    height: float = 380.0
    bleed: float = 0.0
    margins: Edges = Edges(14.0, 16.0, 15.0, 15.0)
    columns: int = 5
    gutter: float = 5.0
    leading: float = 10.5
    page_multiple: int = 1

    @property
    def measure(self) -> float:
        """The width of one column, in millimetres."""
        live = self.width - self.margins.inside - self.margins.outside
        return (live - (self.columns - 1) * self.gutter) / self.columns

    def across(self, columns: int) -> float:
        """Return the width of ``columns`` columns and the gutters between them, in millimetres."""
        return columns * self.measure + (columns - 1) * self.gutter

    @property
    def depth(self) -> float:
        """The height between the margins, in millimetres."""
        return self.height - self.margins.top - self.margins.bottom


@dataclass(frozen=True, slots=True)
class Newspaper:
    """How a publication wants its pages made up.

    ``jumps``: how many stories of an issue may go on on another page, ``None``: one, and on
    small pages as many as it takes. ``front``: stories on the front page at most,
    ``None``: three, and more where three do not fill it.
    ``openers``: sections that begin a page. ``pull_quotes``: whether quotations may be
    lifted from stories without pictures.
    """

    jumps: int | None = None
    front: int | None = None
    openers: tuple[str, ...] = ()
    pull_quotes: bool = True


@dataclass(frozen=True, slots=True)
class PicturePolicy:
    """What pictures must be: pixels per inch on paper, size on screens, and of all in one mail."""

    print_ppi: float = 150.0
    screen_megapixels: float = 4.0
    screen_megabytes: float = 5.0
    mail_megabytes: float = 50.0
