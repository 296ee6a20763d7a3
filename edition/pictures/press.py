"""Makes of every picture what the press prints: as large as it stands, cropped, in its inks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from ..findings import Finding
from ..model import Picture
from ..press_profile import PressProfile
from . import cache, pixels
from .containers import DamagedPictureError
from .derive import Derivative, Derivatives, doubtful, for_print, stem, unreadable, workers
from .headers import read_header
from .inking import QUALITY, WHOLE, Placement, Printed, Sight, View, inked, opaque_in_inks
from .separation import Separation, lay_ready, separation

__all__ = [
    "WHOLE", "Begun", "Placement", "Printed", "View", "as_it_is", "begun", "is_white", "lay_ready",
    "places", "printed",
]  # fmt: skip

_MANY = 64
"""Pictures of one edition that are held in memory, some thirty megabytes."""
_RECIPE = "4"
"""Counts up when the same picture and parameters should give other bytes."""


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
    inks = separation(profile)
    with workers(jobs) as pool:
        wanted = dict.fromkeys(placements)
        return Begun({one: pool.submit(_kept_or_made, one, profile, inks) for one in wanted}).all()


@dataclass(frozen=True, slots=True)
class Begun:
    """Pictures for the press that are being made while their caller does something else."""

    _under_way: Mapping[Placement, Future[tuple[Printed, bool] | str]]
    _again: Callable[[Placement], tuple[Printed, bool] | str] = lambda _: "is not there"

    def one(self, placement: Placement) -> Printed | None:
        """Wait for one of the pictures; ``None`` when it cannot be decoded.

        Its data may have been put away.
        """
        result = self._under_way[placement].result()
        return None if isinstance(result, str) else result[0]

    def data(self, placement: Placement) -> bytes:
        """Return the data of one of the pictures, that may have been put away.

        Raises: OSError when it is not there any more and cannot be made again.
        """
        made = self.one(placement)
        if made is not None and made.data:
            return made.data
        again = self._again(placement)
        if isinstance(again, str):
            raise OSError(f"The picture {placement.picture.name} {again}.")
        return again[0].data

    def all(self) -> tuple[Mapping[Placement, Printed], tuple[Finding, ...]]:
        """Wait for all of them; return them as ``printed`` does, but for what was put away."""
        found: dict[str, Finding] = {}
        made: dict[Placement, Printed] = {}
        for one, work in self._under_way.items():
            result = work.result()
            if isinstance(result, str):
                found.setdefault(one.picture.digest, unreadable(one.picture, result))
                continue
            made[one], grey = result
            if grey:
                found.setdefault(one.picture.digest, doubtful(one.picture))
        return made, tuple(found.values())


def begun(
    placements: Iterable[Placement], profile: PressProfile, *, pool: ThreadPoolExecutor
) -> Begun:
    """Have what the press of ``profile`` gets of each picture made in the threads of ``pool``.

    The data of many is not held in memory, as long as it can be kept on disk.

    Raises: OSError when the ICC profile cannot be read.
    """
    inks = separation(profile)
    wanted = dict.fromkeys(placements)
    again = partial(_kept_or_made, profile=profile, inks=inks)
    make = partial(_put_away, profile=profile, inks=inks) if len(wanted) > _MANY else again
    return Begun({one: pool.submit(make, one) for one in wanted}, again)


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
        made, doubtful = pixels.strictly(lambda strictness: opaque_in_inks(data, inks, strictness))
    except DamagedPictureError:
        return None
    cache.write(entry, *_packed(made, doubtful))
    return made


def is_white(data: bytes) -> bool:
    """Return whether an encoded picture is white all over."""
    try:
        return bool(pixels.decoded(data, "error").min() == 255)
    except pixels.vips().Error:
        return False


def _place(picture: Picture) -> Derivative:
    wide, high = picture.width, picture.height
    data = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"/>'.encode()
    name = f"{stem(picture.name)}-{picture.digest[:12]}.svg"
    return Derivative(name, "image/svg+xml", data, wide, high)


def _fault(picture: Picture) -> str | None:
    """Return why ``picture`` cannot be shown; ``None`` when it can."""
    entry = cache.key(picture.digest, "sound", _RECIPE, pixels.versions())
    try:
        if cache.read(entry) is not None:  # whether a file is whole need be found out only once
            picture.path.stat()
            return None
        data = _read(picture)
        header = read_header(data)
        if header is None:
            return "is in a format that is not known here"
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
        sight = Sight(placement, data, header, profile, inks)
        made = pixels.strictly(lambda strictness: inked(sight, strictness))
    except OSError as problem:
        return f"cannot be opened: {(problem.strerror or 'no reason given').lower()}"
    except DamagedPictureError as problem:
        return str(problem)
    cache.write(entry, *_packed(*made))
    return made


def _put_away(
    placement: Placement, profile: PressProfile, inks: Separation
) -> tuple[Printed, bool] | str:
    """Return what ``_kept_or_made`` does, without the data if that can be had again."""
    made = _kept_or_made(placement, profile, inks)
    if isinstance(made, str) or not cache.holds(_entry(placement, profile, inks)):
        return made
    return replace(made[0], data=b""), made[1]


def _entry(placement: Placement, profile: PressProfile, inks: Separation) -> str:
    """Return the name of all a picture hangs on; the file of the ICC profile by its content."""
    sizes = (placement.width, placement.height, placement.view, placement.below)
    press = (inks.digest, inks.target, inks.limit, inks.window, profile.sharpen, profile.resolution)
    return cache.key(
        placement.picture.digest, f"press {sizes!r} {press!r} {QUALITY}", _RECIPE, pixels.versions()
    )


_FACTS = ("width", "height", "inks", "view", "encoding", "bits", "inverted", "line")


def _packed(made: Printed, grey: bool) -> tuple[bytes, bytes]:
    facts = {name: getattr(made, name) for name in _FACTS}
    return json.dumps([facts, grey]).encode() + b"\n", made.data


def _unpacked(entry: bytes) -> tuple[Printed, bool] | None:
    """Return what ``entry`` holds, ``None`` when another version of the program wrote it."""
    said, _, data = entry.partition(b"\n")
    try:
        facts, grey = json.loads(said)
        left, top, right, bottom = facts.pop("view")
        return Printed(data, view=(left, top, right, bottom), **facts), bool(grey)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None
