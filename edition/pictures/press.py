"""Makes of every picture what the press prints: as large as it stands, cropped, in its inks."""

from __future__ import annotations

import hashlib
import json
import math
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ..findings import Finding
from ..model import Picture
from ..press_profile import PressProfile
from . import cache, pixels
from .containers import DamagedPictureError
from .derive import Derivative, Derivatives, doubtful, for_print, stem, unreadable, workers
from .headers import JPEG, Header, read_header
from .pixels import Strictness
from .separation import PAPER, Inks, Separation, heaviest, in_black, in_four, separation
from .stripping import plain_jpeg

__all__ = ["Inked", "Placement", "Printed", "as_it_is", "is_white", "places", "printed"]

Inked = Literal["black", "four"]
"""In black ink alone (DeviceGray), or in all four (DeviceCMYK)."""

View = tuple[float, float, float, float]
"""What is seen of a picture: its left, top, right and bottom edge, from 0 to 1."""

WHOLE: View = (0.0, 0.0, 1.0, 1.0)

QUALITY = 90
SPARE = 1.1
"""A picture is made smaller only if it has more than this times the pixels it needs."""

CRISP = 2.0
"""A drawing keeps up to so many times the pixels of a photograph: edges need more than tones."""

NEUTRAL = 3
"""Levels by which the channels of a photograph without any colour may differ: JPEG's noise."""

_SHARP_ENOUGH = 0.75
"""The part of the resolution wanted below which sharpening would only show what is missing."""

_RECIPE = "2"
"""Counts up when the same picture and parameters should give other bytes."""


@dataclass(frozen=True, slots=True)
class Placement:
    """One picture where it is printed.

    ``width`` and ``height`` are those of the whole picture as it is placed, in millimetres, with
    what is cropped off; ``view`` is what is seen of it. ``below`` are the inks it stands on.
    """

    picture: Picture
    width: float
    height: float
    view: View = WHOLE
    below: Inks = PAPER

    @property
    def resolution(self) -> float:
        """Pixels an inch, in the direction that has fewer; ``inf`` for a drawing."""
        if self.picture.kind == "svg":
            return math.inf
        across = self.picture.width / max(self.width, 1e-6)
        return 25.4 * min(across, self.picture.height / max(self.height, 1e-6))


@dataclass(frozen=True, slots=True)
class Printed:
    """What the press gets of one picture; ``width`` and ``height`` in pixels.

    ``view`` is what of the picture is in it: whole pixels of its file. ``data`` is a JPEG, or
    rows of samples compressed with zlib. ``inverted``: 255 is no ink.
    """

    data: bytes
    width: int
    height: int
    inks: Inked
    view: View = WHOLE
    encoding: Literal["jpeg", "flate"] = "jpeg"
    bits: Literal[1, 8] = 8
    inverted: bool = False
    line: bool = False
    """Whether it is nothing but black and white."""

    @property
    def digest(self) -> str:
        """A name for it: equal for what looks the same on paper."""
        facts = (self.width, self.height, self.inks, self.encoding, self.bits, self.inverted)
        return hashlib.sha256(repr(facts).encode() + self.data).hexdigest()


def places(
    pictures: Iterable[Picture], *, jobs: int, families: Collection[str] = ()
) -> Derivatives:
    """Return what keeps the places of pictures until it is known how large they are printed.

    Drawings are as ``for_print`` gives them, photographs empty drawings of their proportions.
    One that cannot be decoded has no entry and a finding (PIC-002).
    """
    shown = tuple({one.digest: one for one in pictures}.values())
    drawn = [one for one in shown if one.kind == "svg"]
    kept, found = for_print(drawn, jobs=jobs, families=families)
    derived, complaints = dict(kept), list(found)
    photographs = [one for one in shown if one.kind != "svg"]
    with workers(jobs) as threads:
        for one, reason in zip(photographs, threads.map(_fault, photographs), strict=True):
            if reason:
                complaints.append(unreadable(one, reason))
            else:
                derived[one.digest] = _place(one)
    return derived, tuple(complaints)


def printed(
    placements: Iterable[Placement], profile: PressProfile, *, jobs: int
) -> tuple[Mapping[Placement, Printed], tuple[Finding, ...]]:
    """Return what the press of ``profile`` gets of each picture, by where it is placed.

    One that cannot be decoded has no entry and a finding (PIC-002).

    Raises: OSError when the ICC profile cannot be read.
    """
    wanted = tuple(dict.fromkeys(placements))
    inks = separation(profile)
    with workers(jobs) as threads:
        begun = [(one, threads.submit(_kept_or_made, one, profile, inks)) for one in wanted]
        results = [(one, work.result()) for one, work in begun]
    found: dict[str, Finding] = {}
    made: dict[Placement, Printed] = {}
    for one, result in results:
        if isinstance(result, str):
            found.setdefault(one.picture.digest, unreadable(one.picture, result))
            continue
        shown, grey = result
        made[one] = shown
        if grey:
            found.setdefault(one.picture.digest, doubtful(one.picture))
    return made, tuple(found.values())


def as_it_is(data: bytes, profile: PressProfile) -> Printed | None:
    """Return an encoded picture, opaque and with as many pixels as it has, in a press's inks.

    For what styles and drawings bring along: nobody knows how large that is printed until it
    is. ``None`` when it cannot be decoded.

    Raises: OSError when the ICC profile cannot be read.
    """
    inks = separation(profile)
    digest = hashlib.sha256(data).hexdigest()
    entry = cache.key(
        digest, f"as it is {inks.digest} {inks.target} {QUALITY}", _RECIPE, pixels.versions()
    )
    kept = cache.read(entry)
    known = _unpacked(kept) if kept is not None else None
    if known is not None:
        return known[0]
    try:
        made, doubtful = pixels.strictly(lambda strictness: _as_it_is(data, inks, strictness))
    except DamagedPictureError:
        return None
    cache.write(entry, _packed(made, doubtful))
    return made


def is_white(data: bytes) -> bool:
    """Return whether an encoded picture is white all over."""
    try:
        return bool(pixels.decoded(data, "error").min() == 255)
    except pixels.vips().Error:
        return False


def _as_it_is(data: bytes, inks: Separation, strictness: Strictness) -> Printed:
    image = pixels.on_white(pixels.decoded(data, strictness)).copy_memory()
    if image.interpretation == "cmyk":
        return _encoded(in_four(image, inks, "relative"), flat=False)
    flat = not data.startswith(JPEG) and pixels.is_flat(image)
    grey = pixels.as_grey(image, NEUTRAL)
    if grey is not None:
        return _encoded(in_black(grey, inks, flat=flat), flat=flat)
    return _encoded(in_four(image, inks, "relative" if flat else "perceptual"), flat=flat)


def _place(picture: Picture) -> Derivative:
    wide, high = picture.width, picture.height
    data = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"/>'.encode()
    name = f"{stem(picture.name)}-{picture.digest[:12]}.svg"
    return Derivative(name, "image/svg+xml", data, wide, high)


def _fault(picture: Picture) -> str | None:
    """Return why ``picture`` cannot be shown; ``None`` when it can."""
    entry = cache.key(picture.digest, "sound", _RECIPE, pixels.versions())
    try:
        data = _read(picture)
        header = read_header(data)
        if header is None:
            return "is in a format that is not known here"
        if cache.read(entry) is None:  # whether a file is whole need be found out only once
            pixels.decoded_once(data, header)
            cache.write(entry, b"sound")
    except OSError as problem:
        return f"cannot be opened: {(problem.strerror or 'no reason given').lower()}"
    except DamagedPictureError as problem:
        return str(problem)
    return None


def _read(picture: Picture) -> bytes:
    data = picture.path.read_bytes()
    if hashlib.sha256(data).hexdigest() != picture.digest:
        raise DamagedPictureError("was changed while it was being read")
    return data


# The cache ---------------------------------------------------------------------------------------


def _kept_or_made(
    placement: Placement, profile: PressProfile, inks: Separation
) -> tuple[Printed, bool] | str:
    """Return the picture and whether it is doubtful, or why there is none."""
    entry = _entry(placement, profile, inks)
    kept = cache.read(entry)
    known = _unpacked(kept) if kept is not None else None
    if known is not None:
        return known
    try:
        data = _read(placement.picture)
        header = read_header(data)
        if header is None:
            return "is in a format that is not known here"
        sight = _Sight(placement, data, header, profile, inks)
        made = pixels.strictly(lambda strictness: _made(sight, strictness))
    except OSError as problem:
        return f"cannot be opened: {(problem.strerror or 'no reason given').lower()}"
    except DamagedPictureError as problem:
        return str(problem)
    cache.write(entry, _packed(*made))
    return made


def _entry(placement: Placement, profile: PressProfile, inks: Separation) -> str:
    """Return the name of all a picture hangs on; the file of the ICC profile by its content."""
    sizes = (placement.width, placement.height, placement.view, placement.below)
    press = (inks.digest, inks.target, inks.limit, inks.window, profile.sharpen, profile.resolution)
    return cache.key(
        placement.picture.digest, f"press {sizes!r} {press!r} {QUALITY}", _RECIPE, pixels.versions()
    )


_FACTS = ("width", "height", "inks", "view", "encoding", "bits", "inverted", "line")


def _packed(made: Printed, grey: bool) -> bytes:
    facts = {name: getattr(made, name) for name in _FACTS}
    return json.dumps([facts, grey]).encode() + b"\n" + made.data


def _unpacked(entry: bytes) -> tuple[Printed, bool] | None:
    """Return what ``entry`` holds, ``None`` when another version of the program wrote it."""
    said, _, data = entry.partition(b"\n")
    try:
        facts, grey = json.loads(said)
        left, top, right, bottom = facts.pop("view")
        return Printed(data, view=(left, top, right, bottom), **facts), bool(grey)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


# One picture -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sight:
    """One picture to be made: its file, where it stands, and the press."""

    placement: Placement
    data: bytes
    header: Header
    profile: PressProfile
    inks: Separation

    @property
    def box(self) -> pixels.Box:
        """The pixels of the upright picture that are seen, whole ones."""
        picture = self.placement.picture
        left, top, right, bottom = self.placement.view
        start, end = _pixels(left, right, picture.width)
        over, under = _pixels(top, bottom, picture.height)
        return start, over, end - start, under - over

    @property
    def view(self) -> View:
        """What of the picture those pixels are."""
        picture = self.placement.picture
        left, top, width, height = self.box
        return (
            left / picture.width, top / picture.height,
            (left + width) / picture.width, (top + height) / picture.height,
        )  # fmt: skip

    @property
    def share(self) -> tuple[float, float]:
        """The width and height on paper of what is seen, in inches."""
        left, top, right, bottom = self.view
        whole = self.placement
        return (right - left) * whole.width / 25.4, (bottom - top) * whole.height / 25.4

    def scaled(self, ppi: float) -> tuple[int, int]:
        """Return the pixels across and down at ``ppi``, never more than there are."""
        _, _, width, height = self.box
        across, down = (max(1, math.ceil(inches * ppi - _HAIR)) for inches in self.share)
        if width <= across * SPARE and height <= down * SPARE:
            return width, height
        return min(width, across), min(height, down)


_TOO_MANY = 60_000_000
"""Pixels in colour that are brought down before they are looked at: four bytes of memory each."""

_HAIR = 1e-3
"""Of a pixel: what arithmetic leaves over where an edge is meant to fall on a pixel's."""


def _pixels(first: float, last: float, most: int) -> tuple[int, int]:
    """Return where the whole pixels begin and end that lie between two parts of ``most``."""
    start = min(most - 1, max(0, math.floor(first * most + _HAIR)))
    return start, min(most, max(start + 1, math.ceil(last * most - _HAIR)))


def _made(sight: _Sight, strictness: Strictness) -> Printed:
    passed = _passed(sight, strictness)
    if passed is not None:
        return passed
    target = sight.profile.resolution.target
    picture = sight.placement.picture
    size = sight.scaled(target) if sight.header.kind == "jpeg" else sight.box[2:]
    image = pixels.cropped(sight.data, picture, sight.box, size, strictness)
    if image.interpretation == "cmyk":
        return _four_from_four(sight, image.copy_memory())
    if sight.placement.below == PAPER:  # white is no ink, so nothing can be seen of it later
        image = pixels.on_white(image)
    if image.bands > 2 and image.width * image.height > _TOO_MANY:
        image = pixels.resized(image, *sight.scaled(_most(sight)))
    image = image.copy_memory()
    line_art = pixels.as_line_art(image)
    if line_art is not None:
        return _line_art(sight, line_art)
    flat = sight.header.kind != "jpeg" and pixels.is_flat(image)
    image = pixels.resized(image, *sight.scaled(_most(sight) if flat else target))
    image, alpha = pixels.without_alpha(image)
    if sight.profile.sharpen and not flat and sight.placement.resolution >= target * _SHARP_ENOUGH:
        image = pixels.sharpened(image)
    grey = pixels.as_grey(image, NEUTRAL)
    if grey is not None:
        image = in_black(grey, sight.inks, flat=flat)
    else:
        image = in_four(image, sight.inks, "relative" if flat else "perceptual")
    if alpha is None:
        return _encoded(image, sight.view, flat=flat)
    # Without loss, so that what is see-through is the same ink as what is around it.
    return _encoded(_laid_on(image, alpha, sight.placement.below), sight.view, flat=True)


def _passed(sight: _Sight, strictness: Strictness) -> Printed | None:
    """Return a JPEG in four inks byte for byte if nothing has to be done to it."""
    header = sight.header
    upright = header.orientation == 1 and header.bits == 8
    if not (upright and header.kind == "jpeg" and header.colour == "cmyk"):
        return None
    size = header.width, header.height
    if sight.box != (0, 0, *size) or sight.scaled(_most(sight)) != size:
        return None
    image = pixels.cropped(sight.data, sight.placement.picture, sight.box, size, strictness)
    if not _fits(sight, image.copy_memory()):
        return None
    # All programs write inks the other way round, whether or not they leave Adobe's marker.
    return Printed(plain_jpeg(sight.data, profile=False), *size, "four", inverted=True)


def _most(sight: _Sight) -> float:
    """Return the pixels an inch that edges need."""
    return sight.profile.resolution.target * CRISP


def _fits(sight: _Sight, image: Any) -> bool:
    """Return whether a picture in four inks has no more of them than the press takes."""
    wide, _ = sight.share
    return heaviest(image, sight.inks.window / 25.4 * image.width / wide) <= sight.inks.limit


def _four_from_four(sight: _Sight, image: Any) -> Printed:
    """Return a picture that comes in four inks, as it is if the press takes it."""
    flat = sight.header.kind != "jpeg" and pixels.is_flat(image[1:4].copy(interpretation="srgb"))
    target = sight.profile.resolution.target
    image = pixels.resized(image, *sight.scaled(_most(sight) if flat else target))
    if not _fits(sight, image):
        image = in_four(image, sight.inks, "relative")
    return _encoded(image, sight.view, flat=flat)


def _line_art(sight: _Sight, image: Any) -> Printed:
    """Return black and white without a grey between them, as fine as its file is.

    Where that is coarse it is handed over as tones, which a press does not take for a drawing
    that was meant to be sharp.
    """
    resolution = sight.profile.resolution
    wide, high = sight.scaled(resolution.line_target)
    if (wide, high) != (image.width, image.height):
        image = pixels.resized(image, wide, high) >= 128
    rows = image.numpy().reshape(high, wide) >= 128
    coarse = sight.placement.resolution < resolution.line.warning
    levels = rows.astype(np.uint8) * 255 if coarse else np.packbits(rows, axis=1)
    return Printed(
        zlib.compress(levels.tobytes(), _LEVEL),
        wide,
        high,
        "black",
        sight.view,
        "flate",
        bits=8 if coarse else 1,
        line=True,
    )


def _laid_on(image: Any, alpha: Any, below: Inks) -> Any:
    """Return a see-through picture, parted into inks, on the inks it stands on."""
    if image.bands == 1:
        if any(below[:3]):
            black = (image * -1) + 255
            image = (black * 0).bandjoin([black * 0, black * 0, black])
        else:
            below = (*below[:3], 1 - below[3])
    ground = [255 * one for one in (below if image.bands == 4 else below[3:])]
    share = alpha / 255
    mixed = (image * share + (share * -1 + 1) * ground).rint().cast("uchar")
    return mixed.copy(interpretation="cmyk" if mixed.bands == 4 else "b-w")


def _encoded(image: Any, view: View = WHOLE, *, flat: bool) -> Printed:
    inks: Inked = "four" if image.bands == 4 else "black"
    width, height = image.width, image.height
    if flat:
        data = zlib.compress(image.write_to_memory(), _LEVEL)
        return Printed(data, width, height, inks, view, "flate")
    jpeg = pixels.jpeg(image, QUALITY, for_print=True, profile=False)
    return Printed(jpeg, width, height, inks, view, inverted=inks == "four")


_LEVEL = 6
