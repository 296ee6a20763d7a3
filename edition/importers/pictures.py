"""The pictures of imported stories: copied byte for byte, each once, under a decent name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from ..model import slugified
from ..pictures.drawing import DrawingError, clean, looks_like_svg
from .found import FoundPicture
from .record import digest

_SUFFIXES = {
    "jpeg": (".jpg", ".jpeg"), "png": (".png",), "gif": (".gif",), "webp": (".webp",),
    "tiff": (".tif", ".tiff"), "svg": (".svg",),
}  # fmt: skip
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one picture.

    ``name`` is that in ``images/``, also of one that is still wanted; ``why`` it is wanted, or
    what was done to it, in words for the report.
    """

    name: str
    at_hand: bool
    why: str | None = None


@dataclass(slots=True)
class Lightbox:
    """Gives each picture its name; equal files are one picture.

    ``folder`` is the issue's ``images``, whose pictures are known already; ``before`` the names
    given by the last import, by address. ``copies`` are the pictures to be written, by name;
    only of cleaned drawings the bytes are kept. ``given`` becomes the next ``before``.
    """

    folder: Path
    before: Mapping[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    copies: dict[str, FoundPicture] = field(default_factory=dict)
    cleaned: dict[str, bytes] = field(default_factory=dict)
    _by_digest: dict[str, str] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)
    _taken: dict[tuple[str, str], Taken] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in sorted(self.folder.glob("*")):
            if path.is_file() and not path.is_symlink() and path.stat().st_size < 10**8:
                self._by_digest.setdefault(digest(path.read_bytes()), path.name)
                self._names.add(path.name.casefold())

    def take(self, picture: FoundPicture, *, story: str, slug: str) -> Taken:
        """Return what becomes of ``picture`` of the story whose key is ``story``."""
        known = self._taken.get((story, picture.key))
        if known is None:
            known = self._take(picture, slug)
            self._taken[story, picture.key] = known
        return known

    def _take(self, picture: FoundPicture, slug: str) -> Taken:
        if picture.file is None:
            return self._want(picture, slug, None)
        try:
            data = picture.file.read()
        except OSError:
            return self._want(picture, slug, "its file cannot be read")
        kind = kind_of(data)
        if kind is None:
            return self._want(picture, slug, "its file is no JPEG, PNG, GIF, WebP, TIFF or SVG")
        why = None
        if kind == "svg":
            try:
                drawing = clean(data)
            except DrawingError:
                return self._want(picture, slug, "the drawing cannot be read")
            if drawing.removed:
                data = drawing.data
                why = f"taken out of the drawing: {', '.join(drawing.removed)}"
        name = self._by_digest.get(digest(data))
        if name is None:
            name = self._named(picture, slug, _SUFFIXES[kind])
            self._by_digest[digest(data)] = name
            self.copies[name] = picture
            if why:
                self.cleaned[name] = data
        self.given.setdefault(_called(picture, slug), name)
        return Taken(name, True, why)

    def _want(self, picture: FoundPicture, slug: str, why: str | None) -> Taken:
        called = _called(picture, slug)
        if called in self.given:
            return Taken(self.given[called], False, why)
        if called in self.before:
            name = self.before[called]
            self._names.add(name.casefold())
        else:
            suffix = _suffix(picture.address)
            fitting = next((some for some in _SUFFIXES.values() if suffix in some), (".jpg",))
            name = self._named(picture, slug, fitting)
        self.given[called] = name
        return Taken(name, False, why)

    def _named(self, picture: FoundPicture, slug: str, suffixes: tuple[str, ...]) -> str:
        known = self.before.get(_called(picture, slug))
        if known is not None and not (self.folder / known).exists():
            self._names.add(known.casefold())
            return known
        words = PurePosixPath(_last_part(picture.address)).stem or picture.title
        stem = slugified(words)[:_LONGEST].strip("-")
        if not stem or stem.isdigit() or len(stem) < 3:
            stem = f"{slug}-{stem}".strip("-")
        suffix = _suffix(picture.address)
        suffix = suffix if suffix in suffixes else suffixes[0]
        name, number = f"{stem}{suffix}", 2
        while name.casefold() in self._names:
            name, number = f"{stem}-{number}{suffix}", number + 1
        self._names.add(name.casefold())
        return name


def _called(picture: FoundPicture, slug: str) -> str:
    """Return what tells a picture from others in the record."""
    return picture.address or f"{slug}:{picture.key}"


def _last_part(address: str) -> str:
    """Return the file name in an address, whatever else it says."""
    try:
        path = urlsplit(address).path
    except ValueError:
        path = ""
    return re.split(r"[/\\]", unquote(path))[-1].replace("\0", "")


def _suffix(address: str) -> str:
    return PurePosixPath(_last_part(address)).suffix.lower()


def kind_of(data: bytes) -> str | None:
    """Return what kind of picture ``data`` is by its first bytes, ``None`` if it is none."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith((b"II*\0", b"MM\0*")):
        return "tiff"
    return "svg" if looks_like_svg(data) else None


def names_of(taken: Iterable[Taken]) -> tuple[str, ...]:
    """Return the names of the pictures that are at hand, each once."""
    return tuple(dict.fromkeys(one.name for one in taken if one.at_hand))
