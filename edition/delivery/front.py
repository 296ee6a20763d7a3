"""The front page as a picture, for catalogues and whoever shows an issue on a screen."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast
from zipfile import BadZipFile, ZipFile

from ..cache import FRONTS, key
from ..outputs import Output, Target
from ..told import text, whole
from ..versions import facts, versions
from .record import FrontPicture

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = {"front.jpg": 1240, "front-small.jpg": 440}
"""Pixels across: half a desktop at twice its pixels, and a card on a telephone."""

TALLEST = 4
"""Times its width that a page may be high; beyond that it is no front page."""

QUALITY = 82


def front_pictures(
    outputs: Collection[Output],
) -> tuple[tuple[FrontPicture, ...], Mapping[str, bytes]]:
    """Return the front page in two sizes, and their bytes by name; the same input, the same bytes.

    Page 1 of the replica or of the print edition inside its trim, else the cover of the EPUB.
    Nothing when there is none of them.
    """
    made: dict[Target, Output] = {}
    for output in outputs:  # Of an edition in several files the first has the front page.
        made.setdefault(output.target, output)
    source = made.get("replica") or made.get("print") or made.get("epub")
    if source is None:
        return (), {}
    entry = _entry(source)
    found = _kept(entry)
    if found is None:
        found = _drawn(source)
        _keep(entry, found)
    of: Literal["page", "cover"] = "cover" if source.target == "epub" else "page"
    return tuple(
        FrontPicture(one.name, one.width, one.height, sha256(one.data).hexdigest(), of)
        for one in found
    ), {one.name: one.data for one in found}


@dataclass(frozen=True, slots=True)
class _Sized:
    """The front page in one size, as a JPEG."""

    name: str
    width: int
    height: int
    data: bytes


def _drawn(source: Output) -> tuple[_Sized, ...]:
    if source.target == "epub":
        image = _cover(source.data)
    else:
        image = _first_page(source.data, width=max(WIDTHS.values()))
    if image is None or image.height > TALLEST * image.width:
        return ()
    sizes = [(name, _sized(image, width)) for name, width in WIDTHS.items()]
    return tuple(_Sized(name, one.width, one.height, _jpeg(one)) for name, one in sizes)


# Kept between builds ------------------------------------------------------------------------------

_ENGINES = ("pypdfium2", "pillow")
_MOST = 20_000_000


def is_pictured(source: Output) -> bool:
    """Return whether its front page need not be drawn again."""
    return FRONTS.holds(_entry(source))


def _entry(source: Output) -> str:
    return key(source.sha256, versions(_ENGINES), facts(Path(__file__), "front"))


def _keep(entry: str, pictures: tuple[_Sized, ...]) -> None:
    said = [[one.name, one.width, one.height, len(one.data)] for one in pictures]
    if said:
        FRONTS.write(entry, json.dumps(said).encode(), b"\n", *(one.data for one in pictures))
        FRONTS.trim(_MOST)


def _kept(entry: str) -> tuple[_Sized, ...] | None:
    """Return the pictures kept as ``entry``, ``None`` when there are none to be believed."""
    words, _, data = (FRONTS.read(entry) or b"").partition(b"\n")
    try:
        found, at = [], 0
        for name, width, height, length in json.loads(words or b"[]"):
            part = data[at : at + whole(length)]
            found.append(_Sized(text(name), whole(width), whole(height), part))
            at += length
    except (ValueError, TypeError, RecursionError):
        return None
    right = all(one.data.startswith(b"\xff\xd8") for one in found) and at == len(data)
    return tuple(found) if right and [one.name for one in found] == list(WIDTHS) else None


# Drawn --------------------------------------------------------------------------------------------


def _first_page(pdf: bytes, *, width: int) -> Image | None:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        left, bottom, right, top = page.get_trimbox()
        across, down = page.get_size()
        whole = page.get_mediabox()
        # What stands outside the trim: bleed and marks, seen from the edges of the sheet.
        outside = (left - whole[0], bottom - whole[1], whole[2] - right, whole[3] - top)
        inside = across - outside[0] - outside[2]
        if inside <= 0 or down <= 0:
            return None
        drawn = page.render(
            scale=width / inside, crop=tuple(max(0.0, one) for one in outside), no_smoothpath=False
        )
        return cast("Image", drawn.to_pil()).convert("RGB")
    finally:
        document.close()


def _cover(epub: bytes) -> Image | None:
    from PIL import Image, UnidentifiedImageError

    from ..epub.links import COVER
    from ..epub.package import FOLDER

    try:
        with ZipFile(io.BytesIO(epub)) as archive:
            data = archive.read(f"{FOLDER}/{COVER}")
        image = Image.open(io.BytesIO(data))
        image.draft("RGB", (max(WIDTHS.values()), max(WIDTHS.values())))
        return image.convert("RGB")
    except (BadZipFile, KeyError, UnidentifiedImageError, OSError):
        return None


def _sized(image: Image, width: int) -> Image:
    from PIL import Image as Images

    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Images.Resampling.LANCZOS, reducing_gap=3.0)


def _jpeg(image: Image) -> bytes:
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return packed.getvalue()
