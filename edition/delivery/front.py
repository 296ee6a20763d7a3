"""The front page as a picture, for catalogues and whoever shows an issue on a screen."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, cast
from zipfile import BadZipFile, ZipFile

from ..epub import COVER
from ..epub.package import FOLDER
from ..outputs import Output, Target
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
    paper = made.get("replica") or made.get("print")
    of: Literal["page", "cover"] = "page" if paper else "cover"
    largest = max(WIDTHS.values())
    if paper is not None:
        image = _first_page(paper.data, width=largest)
    elif "epub" in made:
        image = _cover(made["epub"].data)
    else:
        image = None
    if image is None or image.height > TALLEST * image.width:
        return (), {}
    pictures, files = [], {}
    for name, width in WIDTHS.items():
        sized = _sized(image, width)
        files[name] = _jpeg(sized)
        digest = sha256(files[name]).hexdigest()
        pictures.append(FrontPicture(name, sized.width, sized.height, digest, of))
    return tuple(pictures), files


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
