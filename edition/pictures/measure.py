"""Measures a picture file without decoding it, and says what is wrong with it.

The format is told by the file's content. Files that would swamp the machine are turned away
here, before anything decodes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..findings import Finding, finding
from ..model import Origin, Picture, PictureKind
from .containers import DamagedPictureError
from .drawing import DrawingError, clean, looks_like_svg
from .headers import MAX_PIXELS, Header, read_header

MAX_BYTES = 200_000_000

MAX_PIXELS_A_BYTE = 4000
"""One colour compresses so well in no format; a file that claims more is made to be dangerous."""

_PIXELS_WORTH_DOUBT = 20_000_000

_SUFFIXES: dict[str, PictureKind] = {
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".jpe": "jpeg",
    ".png": "png",
    ".gif": "gif",
    ".webp": "webp",
    ".tif": "tiff",
    ".tiff": "tiff",
    ".svg": "svg",
}
_IN_WORDS: dict[PictureKind, str] = {
    "jpeg": "a JPEG picture",
    "png": "a PNG picture",
    "gif": "a GIF picture",
    "webp": "a WebP picture",
    "tiff": "a TIFF picture",
    "svg": "an SVG drawing",
}
_USUAL_SUFFIX: dict[PictureKind, str] = {kind: suffix for suffix, kind in _SUFFIXES.items()} | {
    "jpeg": ".jpg"
}

_OTHERS = (
    (4, (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc"), "a HEIC photograph"),
    (4, (b"ftypavif", b"ftypavis"), "an AVIF picture"),
    (4, (b"ftyp",), "a film"),
    (0, (b"BM",), "a BMP picture"),
    (0, (b"%PDF",), "a PDF"),
    (0, (b"%!PS", b"\xc5\xd0\xd3\xc6"), "a PostScript drawing"),
    (0, (b"8BPS",), "a Photoshop file"),
    (0, (b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51"), "a JPEG 2000 picture"),
    (0, (b"\0\0\0\x0cJXL ", b"\xff\x0a"), "a JPEG XL picture"),
    (0, (b"\0\0\1\0",), "an icon"),
    (0, (b"\x1f\x8b",), "a compressed file"),
    (0, (b"PK\3\4",), "a ZIP or Office file"),
    (0, (b"version https://git-lfs",), "a placeholder whose real file was never fetched"),
    (8, (b"CR\2\0",), "a camera's raw file"),
)
_WEB_PAGES = (b"<!doctype html", b"<html", b"<head", b"<?php")
_SAVE_AS = "Save it as JPEG (a photograph) or PNG (a drawing) and put that file into images/."


def measure(path: Path, *, name: str, origin: Origin) -> tuple[Picture | None, tuple[Finding, ...]]:
    """Return the picture at ``path``, measured, and what an editor should know of it.

    ``name`` is how the editor calls it, ``origin`` where that is. ``None`` when no edition can
    show it: the findings say why (PIC-002 unreadable, PIC-004 too much to open).
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return None, (_too_big(name, origin, f"is {size // 1_000_000} MB"),)
        data = path.read_bytes()
    except OSError as problem:
        reason = (problem.strerror or "no reason given").lower()
        return None, (_unreadable(name, origin, f"cannot be opened: {reason}", hint=None),)
    if not data:
        hint = "Copy it again from where it came from."
        return None, (_unreadable(name, origin, "is an empty file", hint=hint),)
    try:
        header = read_header(data)
    except DamagedPictureError as damage:
        return None, (_unreadable(name, origin, str(damage)),)
    if header is not None:
        return _raster(path, data, header, name=name, origin=origin)
    if looks_like_svg(data):
        return _drawing(path, data, name=name, origin=origin)
    reason = f"is {_what_it_is(data)}, and no edition can show that"
    return None, (_unreadable(name, origin, reason, hint=_SAVE_AS),)


def _raster(
    path: Path, data: bytes, header: Header, *, name: str, origin: Origin
) -> tuple[Picture | None, tuple[Finding, ...]]:
    pixels = header.width * header.height
    megapixels = f"{pixels / 1_000_000:,.0f} megapixels"
    if pixels > MAX_PIXELS:
        return None, (_too_big(name, origin, f"has {megapixels}"),)
    if pixels > _PIXELS_WORTH_DOUBT and pixels > MAX_PIXELS_A_BYTE * len(data):
        reason = f"claims {megapixels} in a file of {len(data):,} bytes"
        return None, (_too_big(name, origin, reason),)
    width, height = header.upright
    picture = Picture(
        path=path,
        name=name,
        width=width,
        height=height,
        kind=header.kind,
        colour=header.colour,
        digest=hashlib.sha256(data).hexdigest(),
        animated=header.animated,
        transparent=header.transparent,
    )
    return picture, tuple(_remarks(picture, origin))


def _drawing(
    path: Path, data: bytes, *, name: str, origin: Origin
) -> tuple[Picture | None, tuple[Finding, ...]]:
    try:
        drawing = clean(data)
    except DrawingError as problem:
        refuse = _too_intricate if problem.greedy else _unreadable
        return None, (refuse(name, origin, str(problem)),)
    picture = Picture(
        path=path,
        name=name,
        width=max(1, round(drawing.width)),
        height=max(1, round(drawing.height)),
        kind="svg",
        colour="rgb",
        digest=hashlib.sha256(data).hexdigest(),
        transparent=True,
    )
    findings = tuple(_remarks(picture, origin))
    if drawing.removed:
        findings += (
            finding(
                "PIC-009",
                f'The drawing "{name}" carried {_listed(drawing.removed)}; both editions leave '
                "that out.",
                origin=origin,
                hint="Look at the drawing in the proof. To be rid of this note, export it again as "
                "plain SVG with everything embedded.",
            ),
        )
    return picture, findings


def _remarks(picture: Picture, origin: Origin) -> Iterator[Finding]:
    """Yield what is odd but does no harm."""
    name = PurePosixPath(picture.name)
    if _SUFFIXES.get(name.suffix.lower()) != picture.kind:
        really = _IN_WORDS[picture.kind]
        better = name.with_suffix(_USUAL_SUFFIX[picture.kind]).name if name.name else "it"
        yield finding(
            "PIC-005",
            f'The picture "{picture.name}" is {really}, not what its name says.',
            origin=origin,
            hint=f"It is used all the same. Rename it to {better} to keep other programs happy.",
        )
    if picture.animated:
        yield finding(
            "PIC-010",
            f'The picture "{picture.name}" moves; both editions show its first frame, standing '
            "still.",
            origin=origin,
            hint="If another moment tells more, save that one as a picture and use it instead.",
        )


def _what_it_is(data: bytes) -> str:
    for offset, signatures, what in _OTHERS:
        if data[offset:].startswith(signatures):
            return what
    if data[:1000].lstrip().lower().startswith(_WEB_PAGES):
        return "a web page saved under a picture's name"
    return "in a format that is not known here"


def _unreadable(
    name: str,
    origin: Origin,
    reason: str,
    *,
    hint: str | None = "Copy it again from where it came from, or save it anew as JPEG or PNG.",
) -> Finding:
    return finding("PIC-002", f'The picture "{name}" {reason}.', origin=origin, hint=hint)


def _too_big(name: str, origin: Origin, reason: str) -> Finding:
    return finding(
        "PIC-004",
        f'The picture "{name}" {reason}: more than is safe to open.',
        origin=origin,
        hint=f"Save a smaller copy of it, under {MAX_PIXELS // 1_000_000} megapixels and "
        f"{MAX_BYTES // 1_000_000} MB.",
    )


def _too_intricate(name: str, origin: Origin, reason: str) -> Finding:
    return finding(
        "PIC-004",
        f'The drawing "{name}" {reason}: more than is safe to open.',
        origin=origin,
        hint="Simplify the drawing, or export it as a PNG picture.",
    )


def _listed(words: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
