"""Draws the separations of pages small, and sums their ink up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy

from ..written import as_read
from .geometry import Box, is_empty
from .separations import PIXEL, Sheet

if TYPE_CHECKING:
    import pikepdf
    from numpy.typing import NDArray

    Plates = NDArray[numpy.uint8]
    """Rows from the top, pixels from the left, four inks from 0 to 255."""


@dataclass(frozen=True, slots=True)
class Window:
    """The square of a page with the most ink: its mean in per cent, and where it lies in points."""

    ink: float
    box: Box


@dataclass(frozen=True, slots=True)
class InkedPage:
    """The inks of a page in pixels of ``PIXEL`` points; the media box begins at the lower left."""

    plates: Plates
    media: Box

    def means(self) -> tuple[float, float, float, float]:
        """Return how much of the page each ink covers, in per cent."""
        cyan, magenta, yellow, black = (float(one) for one in self.plates.mean(axis=(0, 1)) / 2.55)
        return cyan, magenta, yellow, black

    @property
    def pixel(self) -> float:
        """The side of a pixel, in points."""
        return PIXEL

    def profile(self, box: Box, *, across: bool) -> NDArray[numpy.float64]:
        """Return the ink along ``box`` (``across`` the page, or up it), 1 for one ink in full."""
        part = self.plates[self._slices(box)].sum(axis=2, dtype=numpy.float64) / 255
        if not part.size:
            return numpy.zeros(0)
        along: NDArray[numpy.float64] = part.mean(axis=0 if across else 1)
        return along

    def total(self, box: Box) -> float:
        """Return the ink in ``box``, all inks together, in pixels filled."""
        part = self.plates[self._slices(box)]
        return float(part.sum()) / 255 if part.size else 0.0

    def _slices(self, box: Box) -> tuple[slice, slice]:
        high = self.plates.shape[0]
        left, right = (round((one - self.media[0]) / PIXEL) for one in (box[0], box[2]))
        bottom, top = (round((one - self.media[1]) / PIXEL) for one in (box[1], box[3]))
        return slice(max(high - top, 0), max(high - bottom, 0)), slice(max(left, 0), max(right, 0))

    def heaviest(self, side: float, within: Box) -> Window | None:
        """Return the square with sides of ``side`` points that has the most ink.

        ``None`` when none fits ``within``.
        """
        rows, columns = self._slices(within)
        part = self.plates[rows, columns].sum(axis=2, dtype=numpy.uint32)
        count = max(round(side / PIXEL), 1)
        if min(part.shape) < count:
            return None
        sums = _squares(part, count)
        place = int(sums.argmax())
        row, column = divmod(place, sums.shape[1])
        high = self.plates.shape[0]
        left = self.media[0] + (columns.start + column) * PIXEL
        top = self.media[1] + (high - rows.start - row) * PIXEL
        box = (left, top - count * PIXEL, left + count * PIXEL, top)
        return Window(float(sums.flat[place]) / count**2 / 2.55, box)

    def squares_over(self, side: float, within: Box, limit: float) -> tuple[Window, ...]:
        """Return the heaviest squares above ``limit`` per cent that do not overlap, at most 20."""
        rows, columns = self._slices(within)
        part = self.plates[rows, columns].sum(axis=2, dtype=numpy.uint32)
        count = max(round(side / PIXEL), 1)
        found: list[Window] = []
        if min(part.shape) < count:
            return ()
        sums = _squares(part, count).astype(float) / count**2 / 2.55
        high = self.plates.shape[0]
        while len(found) < 20:
            place = int(sums.argmax())
            row, column = divmod(place, sums.shape[1])
            ink = float(sums[row, column])
            if ink <= limit:
                break
            left = self.media[0] + (columns.start + column) * PIXEL
            top = self.media[1] + (high - rows.start - row) * PIXEL
            found.append(Window(ink, (left, top - count * PIXEL, left + count * PIXEL, top)))
            sums[max(row - count, 0) : row + count, max(column - count, 0) : column + count] = 0
        return tuple(found)


def _squares(part: Any, count: int) -> Any:
    """Return the sums of all squares of ``count`` pixels."""
    sums = numpy.zeros((part.shape[0] + 1, part.shape[1] + 1), numpy.uint64)
    sums[1:, 1:] = part.cumsum(axis=0, dtype=numpy.uint64).cumsum(axis=1)
    return (
        sums[count:, count:]
        - sums[:-count, count:]
        - sums[count:, :-count]
        + sums[:-count, :-count]
    )


def drawn(pdf: pikepdf.Pdf, sheets: Sequence[Sheet]) -> tuple[InkedPage | None, ...]:
    """Draw the separations of some pages; ``None`` for one that cannot be drawn.

    The sheets are forgotten. ``pdf`` is as it was when this is over.
    """
    import pikepdf

    ready = [sheet for sheet in sheets if sheet.pages is not None]
    root = pdf.trailer["/Root"]
    pages = [page for sheet in ready for page in sheet.pages or ()]
    kids = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=len(pages), Kids=pikepdf.Array(pages))
    )
    for page in pages:
        page["/Parent"] = kids
    try:
        pdf.trailer["/Root"] = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Catalog, Pages=kids)
        )
        data = as_read(pdf)
    finally:
        pdf.trailer["/Root"] = root
        for sheet in sheets:
            sheet.forget()
    pictures = iter(_rendered(data, [sheet.media for sheet in ready]))
    return tuple(
        InkedPage(plates, sheet.whole)
        if sheet.pages is not None and (plates := next(pictures)) is not None
        else None
        for sheet in sheets
    )


def _rendered(data: bytes, media: Sequence[Box]) -> list[Plates | None]:
    import pypdfium2

    found: list[Plates | None] = []
    document = pypdfium2.PdfDocument(data)
    try:
        for index, box in enumerate(media):
            if is_empty(box):
                found.append(None)
                continue
            colours = _bitmap(document[2 * index], grey=False)
            black = _bitmap(document[2 * index + 1], grey=True)
            found.append(255 - numpy.concatenate([colours, black], axis=2))
    except pypdfium2.PdfiumError:
        found += [None] * (len(media) - len(found))
    finally:
        document.close()
    return found


def _bitmap(page: Any, *, grey: bool) -> Plates:
    try:
        bitmap = page.render(
            scale=1 / PIXEL, grayscale=grey, rev_byteorder=not grey, may_draw_forms=False,
            draw_annots=False,
        )  # fmt: skip
        drawn = bitmap.to_numpy()
        pixels: Plates = (drawn.reshape(*drawn.shape[:2], -1)[:, :, : 1 if grey else 3]).copy()
        bitmap.close()
        return pixels
    finally:
        page.close()
