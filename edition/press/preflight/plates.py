"""Draws the separations of pages small, and sums their ink up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import numpy

from ..written import as_read
from .geometry import Box, is_empty
from .separations import PIXEL, Sheet

if TYPE_CHECKING:
    import pikepdf
    from numpy.typing import NDArray

    Plates = NDArray[numpy.uint8]
    """Four inks from 0 to 255, each in rows from the top and pixels from the left."""
    Total = NDArray[numpy.uint16]
    Sums = NDArray[numpy.unsignedinteger[Any]]

_MOST_IN_32_BITS = 2**32 // (4 * 255)
"""Pixels whose inks can be added up in 32 bits."""


@dataclass(frozen=True, slots=True)
class Window:
    """The square of a page with the most ink: its mean in per cent, and where it lies in points."""

    ink: float
    box: Box


@dataclass(slots=True)
class InkedPage:
    """The inks of a page in pixels of ``PIXEL`` points; the media box begins at the lower left."""

    plates: Plates
    media: Box
    _ink: Total | None = None
    _sums: tuple[Box, Sums] | None = None

    @property
    def ink(self) -> Total:
        """All four inks together, pixel by pixel."""
        if self._ink is None:
            cyan, magenta, yellow, black = self.plates
            self._ink = numpy.add(cyan, magenta, dtype=numpy.uint16)
            self._ink += yellow
            self._ink += black
        return self._ink

    def means(self) -> tuple[float, float, float, float]:
        """Return how much of the page each ink covers, in per cent."""
        cyan, magenta, yellow, black = (
            float(int(plate.sum(dtype=numpy.uint64)) / plate.size / 2.55) for plate in self.plates
        )
        return cyan, magenta, yellow, black

    @property
    def pixel(self) -> float:
        """The side of a pixel, in points."""
        return PIXEL

    def profile(self, box: Box, *, across: bool) -> NDArray[numpy.float64]:
        """Return the ink along ``box`` (``across`` the page, or up it), 1 for one ink in full."""
        part = self.ink[self._slices(box)].astype(numpy.float64) / 255
        if not part.size:
            return numpy.zeros(0)
        along: NDArray[numpy.float64] = part.mean(axis=0 if across else 1)
        return along

    def total(self, box: Box) -> float:
        """Return the ink in ``box``, all inks together, in pixels filled."""
        part = self.ink[self._slices(box)]
        return float(part.sum()) / 255 if part.size else 0.0

    def _slices(self, box: Box) -> tuple[slice, slice]:
        high = self.plates.shape[1]
        left, right = (round((one - self.media[0]) / PIXEL) for one in (box[0], box[2]))
        bottom, top = (round((one - self.media[1]) / PIXEL) for one in (box[1], box[3]))
        return slice(max(high - top, 0), max(high - bottom, 0)), slice(max(left, 0), max(right, 0))

    def heaviest(self, side: float, within: Box) -> Window | None:
        """Return the square with sides of ``side`` points that has the most ink.

        ``None`` when none fits ``within``.
        """
        count = max(round(side / PIXEL), 1)
        sums = self._squares(count, within)
        if sums is None:
            return None
        place = int(sums.argmax())
        ink = float(sums.flat[place]) / count**2 / 2.55
        return Window(ink, self._square(sums, place, count, within))

    def squares_over(self, side: float, within: Box, limit: float) -> tuple[Window, ...]:
        """Return the heaviest squares above ``limit`` per cent that do not overlap, at most 20."""
        count = max(round(side / PIXEL), 1)
        found: list[Window] = []
        whole = self._squares(count, within)
        if whole is None or float(whole.max()) / count**2 / 2.55 <= limit:
            return ()
        sums = whole.astype(float) / count**2 / 2.55
        while len(found) < 20:
            place = int(sums.argmax())
            row, column = divmod(place, sums.shape[1])
            ink = float(sums[row, column])
            if ink <= limit:
                break
            found.append(Window(ink, self._square(sums, place, count, within)))
            sums[max(row - count, 0) : row + count, max(column - count, 0) : column + count] = 0
        return tuple(found)

    def _square(self, sums: Any, place: int, count: int, within: Box) -> Box:
        """Return the square whose ink stands at ``place`` in ``sums``."""
        row, column = divmod(place, sums.shape[1])
        rows, columns = self._slices(within)
        left = self.media[0] + (columns.start + column) * PIXEL
        top = self.media[1] + (self.plates.shape[1] - rows.start - row) * PIXEL
        return (left, top - count * PIXEL, left + count * PIXEL, top)

    def _squares(self, count: int, within: Box) -> Sums | None:
        """Return the sums of all squares of ``count`` pixels, ``None`` when there are none."""
        part = self.ink[self._slices(within)]
        if min(part.shape) < count:
            return None
        if self._sums is None or self._sums[0] != within:
            kind = numpy.uint32 if part.size < _MOST_IN_32_BITS else numpy.uint64
            sums: Sums = numpy.zeros((part.shape[0] + 1, part.shape[1] + 1), kind)
            numpy.cumsum(part, axis=1, dtype=kind, out=sums[1:, 1:])
            numpy.cumsum(sums[1:, 1:], axis=0, out=sums[1:, 1:])
            self._sums = within, sums
        sums = self._sums[1]
        squares: Sums = sums[count:, count:] - sums[:-count, count:]
        squares -= sums[count:, :-count]
        squares += sums[:-count, :-count]
        return squares


Drawn = Callable[[], "tuple[InkedPage | None, ...]"]
"""Waits for pages that are being drawn; ``None`` for one that cannot be."""


class Drawing:
    """Draws the separations of pages, ``apart`` in a thread of its own.

    In one only: the renderer is not made for several. It lets go of Python while it works.
    """

    def __init__(self, *, apart: bool) -> None:
        self._pool = ThreadPoolExecutor(1, "separations") if apart else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def begin(self, pdf: pikepdf.Pdf, sheets: Sequence[Sheet]) -> Drawn:
        """Begin to draw ``sheets``, which are forgotten; ``pdf`` is as it was afterwards."""
        if not sheets:
            return tuple
        data = _apart(pdf, sheets)
        ready = [sheet for sheet in sheets if sheet.pages is not None]
        work = partial(_rendered, data, [sheet.media for sheet in ready])
        plates = self._pool.submit(work).result if self._pool else work

        def drawn() -> tuple[InkedPage | None, ...]:
            found = iter(plates())
            return tuple(
                InkedPage(one, sheet.whole)
                if sheet.pages is not None and (one := next(found)) is not None
                else None
                for sheet in sheets
            )

        return drawn


def _apart(pdf: pikepdf.Pdf, sheets: Sequence[Sheet]) -> bytes:
    """Return a PDF of the pages of ``sheets`` alone."""
    import pikepdf

    root = pdf.trailer["/Root"]
    pages = [page for sheet in sheets for page in sheet.pages or ()]
    kids = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=len(pages), Kids=pikepdf.Array(pages))
    )
    for page in pages:
        page["/Parent"] = kids
    try:
        pdf.trailer["/Root"] = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Catalog, Pages=kids)
        )
        return as_read(pdf)
    finally:
        pdf.trailer["/Root"] = root
        for sheet in sheets:
            sheet.forget()


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
            found.append(numpy.concatenate([colours, black]))
    except pypdfium2.PdfiumError:
        found += [None] * (len(media) - len(found))
    finally:
        document.close()
    return found


def _bitmap(page: Any, *, grey: bool) -> Plates:
    """Return a page as the inks it stands for: one, or those that red, green and blue lack."""
    try:
        bitmap = page.render(
            scale=1 / PIXEL, grayscale=grey, rev_byteorder=not grey, may_draw_forms=False,
            draw_annots=False,
        )  # fmt: skip
        drawn = bitmap.to_numpy()
        light = drawn.reshape(*drawn.shape[:2], -1)[:, :, : 1 if grey else 3].transpose(2, 0, 1)
        inks: Plates = numpy.subtract(255, light, order="C", dtype=numpy.uint8)
        bitmap.close()
        return inks
    finally:
        page.close()
