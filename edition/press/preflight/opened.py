"""Opens a PDF from anywhere, and says what its pages are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ...errors import SourceError
from .geometry import MM, Box, box_of
from .values import entries, get, integer, is_dictionary, number, numbers

if TYPE_CHECKING:
    import pikepdf

MOST_BYTES = 2_000_000_000
MOST_PAGES = 10_000
_HEADER_WITHIN = 1024
_DEEPEST = 50
_LARGEST = 15_000.0
"""Points; 14,400 is the most that programs show (ISO 32000-1, annex C)."""
_AGAIN = "Ask for the file again, or write it anew with the program it was made in."
_MOST_UNPACKED = 450_000_000

Area = tuple[float, float, float, float]
"""Left, top, right, bottom: millimetres from the trimmed page's upper left corner."""


class UnreadableError(SourceError):
    """A PDF that cannot be judged at all."""


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """A page and its boxes in points, ``None`` where the file has none.

    ``turn`` is by how many degrees it is shown turned, ``unit`` the length of its unit in points;
    the boxes are in points, whatever that is.
    """

    number: int
    written: Any
    media: Box
    crop: Box | None
    bleed: Box | None
    trim: Box | None
    art: Box | None
    turn: int
    unit: float
    wrong: tuple[str, ...] = ()
    """Names of boxes that are none."""

    @property
    def final(self) -> Box:
        """What is left when the page is trimmed."""
        return self.trim or self.art or self.crop or self.media

    @property
    def bled(self) -> Box:
        """How far the page is painted over its edges."""
        return self.bleed or self.final

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the trimmed page as it is shown, in millimetres."""
        left, bottom, right, top = self.final
        wide, high = (right - left) * MM, (top - bottom) * MM
        return (high, wide) if self.turn % 180 else (wide, high)

    def area(self, box: Box) -> Area:
        """Return ``box`` as a reader of the page would measure it."""
        left, bottom, right, top = self.final
        x0, y0, x1, y1 = box[0] - left, top - box[3], box[2] - left, top - box[1]
        wide, high = right - left, top - bottom
        match self.turn % 360:
            case 90:
                x0, y0, x1, y1 = high - y1, x0, high - y0, x1
            case 180:
                x0, y0, x1, y1 = wide - x1, high - y1, wide - x0, high - y0
            case 270:
                x0, y0, x1, y1 = y0, wide - x1, y1, wide - x0
        return (round(x0 * MM, 1), round(y0 * MM, 1), round(x1 * MM, 1), round(y1 * MM, 1))


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A PDF that could be opened. ``troubles`` is what had to be mended to get that far."""

    pdf: pikepdf.Pdf
    version: str
    pages: tuple[OpenedPage, ...]
    troubles: tuple[str, ...]
    encrypted: bool
    packed: bool
    """Whether objects, or the table of objects, stand in streams."""

    @property
    def root(self) -> Any:
        """The catalogue of the file."""
        return self.pdf.Root

    @property
    def trailer(self) -> Any:
        """What leads to the catalogue."""
        return self.pdf.trailer


@contextmanager
def opened(data: bytes, *, last: int | None = None) -> Iterator[OpenedFile]:
    """Open the PDF ``data``; it is closed when the context is left.

    Of its pages the ``last`` are its own, ``None``: all of them; others in front are passed over.

    Raises:
        UnreadableError: it is no PDF, wants a password, or is damaged beyond reading.
    """
    import pikepdf

    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise UnreadableError("This is not a PDF.", hint="Look what the file really is.")
    if len(data) > MOST_BYTES:
        raise UnreadableError("This file is too large to be judged.", hint=_AGAIN)
    with _bounded():
        try:
            pdf = pikepdf.open(BytesIO(data))
        except pikepdf.PasswordError as problem:
            raise UnreadableError(
                "This PDF opens with a password only.",
                hint="Ask for one that is not protected; a printer refuses it as well.",
            ) from problem
        except (pikepdf.PdfError, RuntimeError, ValueError, MemoryError) as problem:
            raise UnreadableError("This PDF is damaged beyond reading.", hint=_AGAIN) from problem
        with pdf:
            yield _read(pdf, data, last)


@contextmanager
def _bounded() -> Iterator[None]:
    """Keep what the library unpacks within bounds: a page of a kilobyte may hold a terabyte."""
    from pikepdf import settings

    before = settings.set_qpdf_limits(
        doc_max_warnings=2000,
        dct_max_memory=_MOST_UNPACKED,
        dct_max_progressive_scans=100,
        flate_max_memory=_MOST_UNPACKED,
        png_max_memory=_MOST_UNPACKED,
        run_length_max_memory=_MOST_UNPACKED,
        tiff_max_memory=_MOST_UNPACKED,
        parser_max_container_size=2_000_000,
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(**before)  # type: ignore[arg-type]


def _read(pdf: pikepdf.Pdf, data: bytes, last: int | None) -> OpenedFile:
    import pikepdf

    try:
        count = len(pdf.pages)
        if count > MOST_PAGES:
            raise UnreadableError("This PDF has more pages than any issue.", hint=_AGAIN)
        front = max(count - last, 0) if last is not None else 0
        pages = tuple(
            _page(page.obj, index) for index, page in enumerate(pdf.pages, 1 - front) if index > 0
        )
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError) as problem:
        raise UnreadableError("The pages of this PDF cannot be found.", hint=_AGAIN) from problem
    if not pages:
        raise UnreadableError("This PDF has no pages.", hint=_AGAIN)
    troubles = list(dict.fromkeys(str(one) for one in pdf.get_warnings()))[:20]
    return OpenedFile(
        pdf=pdf,
        version=str(pdf.pdf_version),
        pages=pages,
        troubles=tuple(_told(one) for one in troubles),
        encrypted=pdf.is_encrypted,
        packed=_has_object_streams(data),
    )


def _told(warning: str) -> str:
    """Return what the library complains of, without where in its memory that was."""
    return warning.rpartition(": ")[2].strip() or warning


def _has_object_streams(data: bytes) -> bool:
    tail = data[-2048:]
    at = tail.rfind(b"startxref")
    digits = tail[at + 9 :].split()[:1] if at >= 0 else []
    if not digits or not digits[0].isdigit():
        return b"/ObjStm" in data
    start = int(digits[0])
    return not data[start : start + 20].lstrip().startswith(b"xref")


def inherited(page: Any, key: str) -> Any:
    """Return an entry of a page, or of the groups of pages it is in."""
    for _ in range(_DEEPEST):
        if not is_dictionary(page):
            return None
        found = page.get(key)
        if found is not None:
            return found
        page = page.get("/Parent")
    return None


def _page(written: Any, count: int) -> OpenedPage:
    unit = number(get(written, "/UserUnit"), 1.0)
    unit = unit if 0 < unit <= 100 else 1.0
    wrong: list[str] = []

    def box(key: str) -> Box | None:
        own = inherited(written, key) if key in ("/MediaBox", "/CropBox") else get(written, key)
        if own is None:
            return None
        found = box_of([one * unit for one in numbers(own)])
        if found is None or not _is_sensible(found):
            wrong.append(key[1:])
            return None
        return found

    media = box("/MediaBox")
    if media is None and "MediaBox" not in wrong:
        wrong.append("MediaBox")
    return OpenedPage(
        number=count,
        written=written,
        media=media or (0.0, 0.0, 595.0, 842.0),
        crop=box("/CropBox"),
        bleed=box("/BleedBox"),
        trim=box("/TrimBox"),
        art=box("/ArtBox"),
        turn=integer(inherited(written, "/Rotate")) % 360,
        unit=unit,
        wrong=tuple(wrong),
    )


def _is_sensible(box: Box) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    far = max(abs(one) for one in box)
    return 0.5 < wide <= _LARGEST and 0.5 < high <= _LARGEST and far <= 10 * _LARGEST


def dictionaries(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the entries of a dictionary that are dictionaries."""
    yield from ((key, one) for key, one in entries(value) if is_dictionary(one))
