"""Takes finished PDFs apart, and lays their pages on sheets.

What is on the pages stays as it is; printing condition and identity are kept. The same input
gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from ..errors import EngineError
from ..press_profile import PressProfile
from .imposition import Imposition, Lay, Place
from .written import as_finished

if TYPE_CHECKING:
    import pikepdf

_MM = 72 / 25.4
LARGEST = 500_000_000
"""Bytes of the largest file that is taken apart."""
MOST = 2_000
"""Pages of it."""
_DEEPEST = 60

Box = tuple[float, float, float, float]
Size = tuple[float, float]
"""Width and height, in millimetres."""


@dataclass(frozen=True, slots=True)
class Leaves:
    """What a PDF to be imposed is like: its pages' trimmed size in millimetres, and how many.

    ``uneven`` are the numbers of pages that have another size, from 1.
    """

    pages: int
    width: float
    height: float
    uneven: tuple[int, ...]


def for_the_printer(
    data: bytes, press: PressProfile, names: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files the printer gets of the print edition ``data``, by name without ending.

    One for the issue or one for every page, named by the pattern of ``press``; ``names``
    are what its fields stand for, all but the page.
    """
    if press.files == "issue":
        yield press.pattern.format(**names, page="all"), data
        return
    files = apart(data)
    for number, one in enumerate(files, 1):
        yield press.pattern.format(**names, page=f"{number:0{len(str(len(files)))}}"), one


def apart(data: bytes) -> tuple[bytes, ...]:
    """Return one PDF for every page of the PDF ``data``, each with what it needs alone."""
    with _opened(data) as pdf:
        count = len(pdf.pages)
    return tuple(_alone(data, number) for number in range(count))


def bound(files: Sequence[bytes]) -> bytes:
    """Return the pages of all ``files`` as one PDF, which is what the first of them is."""
    if len(files) == 1:
        return files[0]
    with _opened(files[0]) as pdf:
        for one in files[1:]:
            with _opened(one) as more:
                pdf.pages.extend(more.pages)
        return _saved(pdf, "bound")


def leaves(data: bytes) -> Leaves:
    """Return what the pages of the PDF ``data`` are like.

    Raises:
        EngineError: it is no PDF that can be imposed.
    """
    with _opened(data) as pdf:
        sizes = [_size(page) for page in pdf.pages]
        first = sizes[0]
        uneven = tuple(
            number
            for number, size in enumerate(sizes, 1)
            if max(abs(size[0] - first[0]), abs(size[1] - first[1])) > 0.5
        )
        return Leaves(len(sizes), first[0], first[1], uneven)


def imposed(data: bytes, imposition: Imposition, lay: Lay) -> bytes:
    """Return the PDF ``data`` with its pages on sheets.

    Raises:
        EngineError: it is no PDF that can be imposed.
    """
    import pikepdf

    with _opened(data) as pdf:
        sources = list(pdf.pages)
        forms = [pdf.make_indirect(_form(pdf, page)) for page in sources]
        sizes = [_size(page) for page in sources]
        for side in imposition.sides:
            shown = pikepdf.Dictionary()
            drawn = [b"0 0 0 1 K 0.25 w", *_cut_marks(imposition, lay, sizes[0])]
            for place in side.places:
                if place.page is not None:
                    name = f"/P{place.page + 1}"
                    shown[name] = forms[place.page]
                    drawn += _put(name, place, imposition, lay, sizes[place.page])
            sheet = [0, 0, round(lay.width * _MM, 4), round(lay.height * _MM, 4)]
            made = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=sheet,
                TrimBox=sheet,
                Resources=pikepdf.Dictionary(XObject=shown),
                Contents=pdf.make_stream(b"\n".join(drawn)),
            )
            pdf.pages.append(pikepdf.Page(made))
        del pdf.pages[: len(sources)]
        _forget_places(pdf)
        return _saved(pdf, "imposed")


# Opening and writing ------------------------------------------------------------------------------


def _opened(data: bytes) -> pikepdf.Pdf:
    import pikepdf

    hint = "Save it again from the program it was made with, without a password."
    if len(data) > LARGEST:
        raise EngineError(f"The PDF is larger than {LARGEST // 1_000_000} MB.", hint=hint)
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        count = len(pdf.pages)
    except pikepdf.PasswordError:
        raise EngineError("The PDF is locked with a password.", hint=hint) from None
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError):
        raise EngineError("This is not a PDF, or it is damaged.", hint=hint) from None
    if not 0 < count <= MOST:
        said = "has no pages" if not count else f"has {count:,} pages; {MOST:,} are the most"
        raise EngineError(f"The PDF {said}.", hint=hint)
    return pdf


def _alone(data: bytes, number: int) -> bytes:
    with _opened(data) as pdf:
        del pdf.pages[number + 1 :]
        del pdf.pages[:number]
        _forget_places(pdf)
        pdf.remove_unreferenced_resources()
        return _saved(pdf, f"page {number + 1}")


def _forget_places(pdf: pikepdf.Pdf) -> None:
    """Take out what leads to pages that are gone."""
    for key in ("/Outlines", "/Names", "/Dests", "/PageLabels", "/StructTreeRoot", "/OpenAction"):
        if key in pdf.Root:
            del pdf.Root[key]


def _saved(pdf: pikepdf.Pdf, part: str) -> bytes:
    """Return the file as bytes, under a number of its own that hangs on what it was made from."""
    import pikepdf

    metadata = pdf.Root.get("/Metadata")
    if isinstance(metadata, pikepdf.Stream):
        packet = re.sub(
            rb"(<xmpMM:DocumentID>)([^<]*)",
            lambda found: found[1] + _named_anew(found[2], part),
            metadata.read_bytes(),
        )
        pdf.Root.Metadata = pdf.make_stream(
            packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
    return as_finished(pdf)


def _named_anew(named: bytes, part: str) -> bytes:
    return f"uuid:{uuid5(NAMESPACE_URL, f'{named.decode()} {part}')}".encode()


# Pages --------------------------------------------------------------------------------------------


def _inherited(page: pikepdf.Page, key: str) -> Any:
    node: Any = page.obj
    for _ in range(_DEEPEST):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return None


def _box(page: pikepdf.Page, *keys: str) -> Box:
    for key in keys:
        found = _inherited(page, key)
        if found is not None and len(found) == 4:
            left, low, right, high = (float(edge) for edge in found)
            box = min(left, right), min(low, high), max(left, right), max(low, high)
            if box[2] - box[0] > 1 and box[3] - box[1] > 1:
                return box
    raise EngineError("A page of the PDF has no size.", hint="Save it again from its program.")


def _trim(page: pikepdf.Page) -> Box:
    return _box(page, "/TrimBox", "/CropBox", "/MediaBox")


def _turned(page: pikepdf.Page) -> int:
    return int(_inherited(page, "/Rotate") or 0) % 360


def _size(page: pikepdf.Page) -> Size:
    left, low, right, high = _trim(page)
    size = (right - left) / _MM, (high - low) / _MM
    return size[::-1] if _turned(page) % 180 else size


def _form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Stream:
    """Return a page as something that is drawn: its trim's corner at 0, 0, and upright."""
    import pikepdf

    left, low, right, high = _trim(page)
    matrices: dict[int, list[float]] = {
        0: [1, 0, 0, 1, -left, -low],
        90: [0, -1, 1, 0, -low, right],
        180: [-1, 0, 0, -1, right, high],
        270: [0, 1, -1, 0, high, -left],
    }
    contents = [one.read_bytes() for one in _streams(page)]
    form = pdf.make_stream(b"\n".join(contents))
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = list(_box(page, "/BleedBox", "/TrimBox", "/CropBox", "/MediaBox"))
    form.Matrix = matrices.get(_turned(page), matrices[0])
    form.Resources = _inherited(page, "/Resources") or pikepdf.Dictionary()
    if "/Group" in page.obj:
        form.Group = page.obj.Group
    return form


def _streams(page: pikepdf.Page) -> Iterator[Any]:
    import pikepdf

    contents = page.obj.get("/Contents")
    if isinstance(contents, pikepdf.Stream):
        yield contents
    elif contents is not None:
        yield from (one for one in contents if isinstance(one, pikepdf.Stream))


def _put(name: str, place: Place, imposition: Imposition, lay: Lay, size: Size) -> Iterator[bytes]:
    """Yield the drawing of one page at its place; where pages meet, each ends at its trim."""
    wide, high = size[0] * _MM * lay.size, size[1] * _MM * lay.size
    left = lay.left * _MM + place.column * wide
    low = (lay.height - lay.top) * _MM - (place.row + 1) * high
    far = 1e4
    edges = (
        left if place.column else -far,
        low if place.row < imposition.down - 1 else -far,
        left + wide if place.column < imposition.across - 1 else far,
        low + high if place.row else far,
    )
    yield b"q"
    yield (
        f"{edges[0]:.4f} {edges[1]:.4f} {edges[2] - edges[0]:.4f} {edges[3] - edges[1]:.4f} re W n"
    ).encode()
    across = left + place.shift * _MM
    yield f"{lay.size:.6f} 0 0 {lay.size:.6f} {across:.4f} {low:.4f} cm".encode()
    yield f"{name} Do".encode()
    yield b"Q"


def _cut_marks(imposition: Imposition, lay: Lay, size: Size) -> Iterator[bytes]:
    """Yield a short line at every edge of the pages, where the paper has room for it."""
    wide, high = size[0] * _MM * lay.size, size[1] * _MM * lay.size
    left, top = lay.left * _MM, (lay.height - lay.top) * _MM
    right, low = left + imposition.across * wide, top - imposition.down * high
    off, length = 4 * _MM, 3 * _MM
    if top + off + length <= lay.height * _MM:
        for column in range(imposition.across + 1):
            x = left + column * wide
            yield f"{x:.3f} {top + off:.3f} m {x:.3f} {top + off + length:.3f} l S".encode()
            yield f"{x:.3f} {low - off:.3f} m {x:.3f} {low - off - length:.3f} l S".encode()
    if left >= off + length:
        for row in range(imposition.down + 1):
            y = top - row * high
            yield f"{left - off:.3f} {y:.3f} m {left - off - length:.3f} {y:.3f} l S".encode()
            yield f"{right + off:.3f} {y:.3f} m {right + off + length:.3f} {y:.3f} l S".encode()
