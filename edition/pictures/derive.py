"""Makes of every picture what an edition shows: small and plain for screens, whole for paper.

A picture that already is what the edition wants passes as it is; all
others are decoded once, and the result is kept by content.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from ..findings import Finding, Severity, finding
from ..model import Origin, Picture, PicturePolicy
from . import cache, drawing, pixels
from .containers import DamagedPictureError
from .headers import Header, read_header
from .measure import measure
from .only_fonts import only_fonts_in
from .pixels import Below, Box, Strictness
from .stripping import plain

__all__ = ["Below", "Box", "Darkroom", "Derivative", "darkroom", "draw", "for_print", "for_screen"]

MediaType = Literal["image/jpeg", "image/png", "image/svg+xml"]

SCREEN_QUALITY, PRINT_QUALITY = 84, 92
LOWEST_QUALITY = 64
"""Below this a photograph shows it; rather fewer pixels then."""

THRIFTY = 0.6
"""Bytes a pixel up to which a picture for screens is left as it is; a photograph at
``SCREEN_QUALITY`` takes 0.15 to 0.4."""

SPARE = 1.1
"""A picture for print is made smaller only if it has more than this times the pixels it needs."""

_SUFFIX: Mapping[MediaType, str] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/svg+xml": ".svg",
}
TURN = 0.0005
"""Seconds the interpreter is kept from others who want it. A picture asks for it a hundred times
between long pieces of work, and with the usual 0.005 it would mostly wait."""

USUAL = PicturePolicy()
"""What most publications want."""

_RECIPE = "3"
"""Counts up when the same picture and parameters should give other bytes."""


@dataclass(frozen=True, slots=True)
class Derivative:
    """What an edition shows of one picture; ``name`` is stable and safe in a URL."""

    name: str
    media_type: MediaType
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Rendition:
    """A derivative before it has a name; ``content`` is the SHA-256 of its ``data``."""

    media_type: MediaType
    data: bytes
    width: int
    height: int
    doubtful: bool = False
    """Decoded, but not without complaint: part of the picture may be grey."""
    content: str = ""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What one edition wants of one picture: its recipe for the cache, and the two ways there.

    ``plain`` returns the file itself, without metadata, when that is good enough; ``made``
    decodes it, as strictly as it is told.
    """

    recipe: str
    plain: Callable[[Picture, Header, bytes], bytes | None]
    made: Callable[[Picture, bytes, Strictness], _Rendition]


Derivatives = tuple[Mapping[str, Derivative], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Darkroom:
    """Where pictures are made ready for screens while others read, set and draw.

    Upright, in sRGB, without metadata, opaque, JPEG or PNG or SVG, within the megapixels and
    megabytes of a policy; never enlarged. Sizes: Apple Books, Kobo and Kindle each take 4 MP
    and 5 MB.
    """

    pool: ThreadPoolExecutor
    _under_way: dict[tuple[str, PicturePolicy], Future[_Rendition | str]]
    _expected: list[Future[None]]

    def expect(self, photographs: Iterable[Path]) -> None:
        """Begin with files that will be wanted, if all is as usual, before anybody asks for them.

        Those not begun when the first picture is waited for are left.
        """
        self._expected.extend(self.pool.submit(self._try, path) for path in photographs)

    def begin(self, picture: Picture, policy: PicturePolicy) -> Future[_Rendition | str]:
        """Have ``picture`` made ready as ``policy`` wants it, unless that is under way."""
        promise = Future[_Rendition | str]()
        held = self._under_way.setdefault((picture.digest, policy), promise)
        if held is promise:
            self.pool.submit(_keep, promise, picture, policy)
        return held

    def _try(self, path: Path) -> None:
        picture, _ = measure(path, name=path.name, origin=Origin(path))
        if picture is not None:
            promise = Future[_Rendition | str]()
            if self._under_way.setdefault((picture.digest, USUAL), promise) is promise:
                _keep(promise, picture, USUAL)

    def _wait(self, picture: Picture, policy: PicturePolicy) -> _Rendition | str:
        for one in self._expected:
            one.cancel()
        return self.begin(picture, policy).result()

    def one(self, picture: Picture, policy: PicturePolicy) -> Derivative | None:
        """Wait for ``picture`` alone; ``None`` when it cannot be decoded."""
        result = self._wait(picture, policy)
        return None if isinstance(result, str) else _named([(picture, result)])[0][picture.digest]

    def all(self, pictures: Iterable[Picture], policy: PicturePolicy) -> Derivatives:
        """Wait for ``pictures``; return them by ``Picture.digest``.

        One that cannot be decoded has no entry and a finding (PIC-002).
        """
        wanted = tuple(_once(pictures))
        for picture in wanted:
            self.begin(picture, policy)
        return _named((picture, self._wait(picture, policy)) for picture in wanted)


@contextmanager
def darkroom(*, jobs: int) -> Iterator[Darkroom]:
    """Open a room in which ``jobs`` pictures are made at a time; what nobody waits for is left."""
    with workers(jobs) as pool:
        yield Darkroom(pool, {}, [])


def for_screen(pictures: Iterable[Picture], policy: PicturePolicy, *, jobs: int) -> Derivatives:
    """Return the pictures as an EPUB carries them, by ``Picture.digest``: see ``Darkroom``."""
    with darkroom(jobs=jobs) as room:
        return room.all(pictures, policy)


def for_print(
    pictures: Iterable[Picture],
    *,
    jobs: int,
    limits: Mapping[str, int] | None = None,
    families: Collection[str] = (),
) -> Derivatives:
    """Return the pictures as the print engine gets them, by ``Picture.digest``.

    Upright and without metadata; CMYK stays CMYK, everything else becomes sRGB. ``limits`` gives
    the most pixels across a picture needs, by digest; ``None`` keeps them all. ``families`` are
    the fonts of the publication that a drawing may use.
    """
    most = limits or {}

    def wish(picture: Picture) -> _Wish:
        width = most.get(picture.digest, picture.width)
        width = width if picture.width > width * SPARE else picture.width
        return _Wish(
            f"print {width}",
            lambda one, header, data: _plain_for_print(one, header, data, width),
            lambda one, data, strictness: _made_for_print(one, data, width, strictness),
        )

    with workers(jobs) as pool:
        begun = [
            (picture, pool.submit(_developed, picture, wish(picture), families))
            for picture in _once(pictures)
        ]
        return _named((picture, work.result()) for picture, work in begun)


def draw(
    drawing: bytes,
    *,
    width: int,
    height: int,
    below: Below | None = None,
    font_folders: Collection[Path] = (),
) -> bytes:
    """Return an SVG of our own making as a JPEG of ``width`` by ``height``.

    Text in it finds the fonts in ``font_folders`` and no other. ``below`` is seen wherever the
    drawing leaves it free.

    Raises:
        EngineError: the drawing cannot be drawn, which is no fault of the issue's.
    """
    beneath = f"{below.digest} {below.view} {below.place}" if below else ""
    entry = cache.key(
        hashlib.sha256(drawing).hexdigest(),
        f"drawn {width} {height} {beneath}",
        _RECIPE,
        pixels.versions(),
    )
    kept = cache.read(entry)
    if kept is not None:
        return kept
    with only_fonts_in(font_folders):
        data = pixels.drawn(
            drawing, width=width, height=height, below=below, quality=SCREEN_QUALITY
        )
    cache.write(entry, data)
    return data


@contextmanager
def workers(jobs: int) -> Iterator[ThreadPoolExecutor]:
    """Open a pool: what decodes and draws pictures lets go of the interpreter, so threads do."""
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(TURN)
        try:
            yield pool
        finally:
            sys.setswitchinterval(usual)
            pool.shutdown(wait=False, cancel_futures=True)
    cache.trim()


def _once(pictures: Iterable[Picture]) -> Iterable[Picture]:
    """Return the first picture of each content."""
    once: dict[str, Picture] = {}
    for picture in pictures:
        once.setdefault(picture.digest, picture)
    return once.values()


def _keep(promise: Future[_Rendition | str], picture: Picture, policy: PicturePolicy) -> None:
    """Develop ``picture`` for screens and keep the ``promise`` of it."""
    try:
        promise.set_result(_developed(picture, _wish_for_screen(policy)))
    except BaseException as problem:
        promise.set_exception(problem)


def _developed(picture: Picture, wish: _Wish, families: Collection[str] = ()) -> _Rendition | str:
    """Return the rendition, or why there is none: a sentence without its subject."""
    try:
        data = picture.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != picture.digest:
            return "was changed while it was being read"
        if picture.kind == "svg":
            cleaned = drawing.clean(data, families=families).data
            made = _Rendition("image/svg+xml", cleaned, picture.width, picture.height)
        else:
            made = _rendition(picture, data, wish)
        return replace(made, content=hashlib.sha256(made.data).hexdigest())
    except OSError as problem:
        return f"cannot be opened: {(problem.strerror or 'no reason given').lower()}"
    except (DamagedPictureError, drawing.DrawingError) as problem:
        return str(problem)


def _named(results: Iterable[tuple[Picture, _Rendition | str]]) -> Derivatives:
    """Name what came out; the same bytes get the same name, whatever the files were called."""
    derivatives: dict[str, Derivative] = {}
    by_content: dict[str, Derivative] = {}
    findings: list[Finding] = []
    for picture, result in results:
        if isinstance(result, str):
            findings.append(unreadable(picture, result))
            continue
        if result.doubtful:
            findings.append(doubtful(picture))
        if result.content not in by_content:
            name = f"{stem(picture.name)}-{result.content[:8]}{_SUFFIX[result.media_type]}"
            by_content[result.content] = Derivative(
                name, result.media_type, result.data, result.width, result.height
            )
        derivatives[picture.digest] = by_content[result.content]
    return derivatives, tuple(findings)


def unreadable(picture: Picture, reason: str) -> Finding:
    return finding(
        "PIC-002",
        f'The picture "{picture.name}" {reason}.',
        origin=Origin(Path(picture.name)),
        hint="Copy it again from where it came from, or save it anew as JPEG or PNG.",
    )


def doubtful(picture: Picture) -> Finding:
    return finding(
        "PIC-002",
        f'The picture "{picture.name}" is damaged in places; it is shown as far as it goes.',
        origin=Origin(Path(picture.name)),
        hint="Look at it in the proof, or copy it again from where it came from.",
        severity=Severity.WARNING,
    )


def stem(name: str) -> str:
    plain = unicodedata.normalize("NFKD", PurePosixPath(name).stem).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")[:40] or "picture"


def _rendition(picture: Picture, data: bytes, wish: _Wish) -> _Rendition:
    """Return the picture as wished, from the cache if it was made before."""
    header = read_header(data)
    if header is None:
        raise DamagedPictureError("is in a format that is not known here")
    entry = cache.key(picture.digest, wish.recipe, _RECIPE, pixels.versions())
    kept = cache.read(entry)
    as_it_is = wish.plain(picture, header, data)
    if as_it_is is not None:
        if kept is None:  # whether a file is whole need be found out only once
            kept = b"doubtful" if pixels.decoded_once(as_it_is, header) else b"whole"
            cache.write(entry, kept)
        media: MediaType = "image/jpeg" if header.kind == "jpeg" else "image/png"
        return _Rendition(media, as_it_is, picture.width, picture.height, kept == b"doubtful")
    if kept is not None and (known := _unpacked(kept)) is not None:
        return known
    rendition, doubtful = pixels.strictly(lambda strictness: wish.made(picture, data, strictness))
    rendition = replace(rendition, doubtful=doubtful)
    cache.write(entry, _packed(rendition))
    return rendition


def _packed(rendition: _Rendition) -> bytes:
    facts = (rendition.media_type, rendition.width, rendition.height, rendition.doubtful)
    return json.dumps(facts).encode() + b"\n" + rendition.data


def _unpacked(entry: bytes) -> _Rendition | None:
    """Return what ``entry`` holds, ``None`` when another version of the program wrote it."""
    facts, _, data = entry.partition(b"\n")
    try:
        media_type, width, height, doubtful = json.loads(facts)
    except ValueError:
        return None
    return _Rendition(media_type, data, width, height, doubtful)


def _wish_for_screen(policy: PicturePolicy) -> _Wish:
    return _Wish(
        f"screen {policy.screen_megapixels} {policy.screen_megabytes}",
        lambda picture, header, data: _plain_for_screen(picture, header, data, policy),
        lambda picture, data, strictness: _made_for_screen(picture, data, policy, strictness),
    )


def _plain_for_screen(
    picture: Picture, header: Header, data: bytes, policy: PicturePolicy
) -> bytes | None:
    area = header.width * header.height
    if (
        header.kind not in ("jpeg", "png")
        or header.colour == "cmyk"
        or area > policy.screen_megapixels * 1_000_000
    ):
        return None
    if header.transparent:
        return None
    stripped = plain(header, data)
    most = min(policy.screen_megabytes * 1_000_000, max(20_000, THRIFTY * area))
    return stripped if stripped is not None and len(stripped) <= most else None


def _plain_for_print(picture: Picture, header: Header, data: bytes, width: int) -> bytes | None:
    return plain(header, data) if width == picture.width else None


def _made_for_screen(
    picture: Picture, data: bytes, policy: PicturePolicy, strictness: Strictness
) -> _Rendition:
    most = int(policy.screen_megabytes * 1_000_000)
    area = policy.screen_megapixels * 1_000_000
    scale = min(1.0, math.sqrt(area / (picture.width * picture.height)))
    while True:
        width = max(1, math.floor(picture.width * scale))
        image = pixels.opened(data, picture, width, strictness)
        if picture.kind == "jpeg":
            # Mostly the first one will do, and it can be made while the file is read through.
            jpeg = pixels.jpeg(image, SCREEN_QUALITY)
            if len(jpeg) <= most or width == 1:
                return _Rendition("image/jpeg", jpeg, image.width, image.height)
            image = pixels.opened(data, picture, width, strictness)
        # In memory: it is asked for several times, and a file can be read through only once.
        image = image.copy_memory()
        if image.hasalpha():  # a see-through drawing vanishes on a page set to night
            image = image.flatten(background=255)
        if picture.kind != "jpeg" and pixels.is_flat(image):
            png = pixels.png(image)
            if len(png) <= most:
                return _Rendition("image/png", png, image.width, image.height)
        for quality in range(SCREEN_QUALITY, LOWEST_QUALITY - 1, -10):
            jpeg = pixels.jpeg(image, quality)
            if len(jpeg) <= most or width == 1:
                return _Rendition("image/jpeg", jpeg, image.width, image.height)
        scale *= 0.8


def _made_for_print(
    picture: Picture, data: bytes, width: int, strictness: Strictness
) -> _Rendition:
    if picture.colour == "cmyk":
        image = pixels.opened_in_cmyk(data, picture, width, strictness)
    else:
        image = pixels.opened(data, picture, width, strictness)
    if picture.kind != "jpeg" and picture.colour != "cmyk":
        image = image.copy_memory()
        flat = pixels.is_flat(image)
        if flat or image.hasalpha():
            return _Rendition("image/png", pixels.png(image, flat=flat), image.width, image.height)
    jpeg = pixels.jpeg(image, PRINT_QUALITY, for_print=True)
    return _Rendition("image/jpeg", jpeg, image.width, image.height)
