"""Has every picture on laid-out pages made for the press, and says which are too small for it.

They are made in threads while the pages are written, which asks for them at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

from ..document import Document, Placed
from ..errors import EngineError
from ..findings import Finding, finding
from ..model import Figure, Origin, Picture, StandingMatter
from ..pictures.press import Begun, Placement, Printed, begun
from ..press_profile import PressProfile
from .description import Description
from .engine import Setting
from .fetcher import BASE
from .placements import Shown, put_in


@dataclass(frozen=True, slots=True)
class Developing:
    """The pictures of one edition that are being made."""

    _document: Document
    _profile: PressProfile
    _stands: Sequence[Shown]
    _begun: Begun

    def findings(self) -> tuple[Finding, ...]:
        """Wait for all of them; return what there is to say.

        Some may be damaged (PIC-002) or too small for the size they are printed (PIC-003).
        """
        made, complaints = self._begun.all()
        return (*complaints, *_small(self._document, self._profile, self._stands, made))


def develop(
    document: Document, description: Description, setting: Setting, *, pool: ThreadPoolExecutor
) -> Developing:
    """Put what the press prints into the place of every picture of ``setting``.

    They are made in the threads of ``pool``, which must be open until the pages are written.

    Raises:
        EngineError: the ICC profile of the press cannot be read.
    """
    profile = setting.job.press
    addresses = {f"{BASE}pictures/{name}": one for name, one in description.places.items()}
    try:
        stands = setting.shown(addresses) if addresses else ()
        making = begun((one.placement for one in stands), profile, pool=pool) if stands else _NONE
    except OSError as reason:
        raise EngineError(
            f"The ICC profile {profile.intent.icc.name} cannot be read: {reason.strerror}.",
            hint="Look whether the file is where the press profile says.",
        ) from reason
    for one in stands:
        put_in(one, making)
    return Developing(document, profile, stands, making)


_NONE = Begun({})


class _Wanted(NamedTuple):
    """How an editor calls a picture, and where it is asked for."""

    name: str
    origin: Origin
    part: str | None


def _small(
    document: Document,
    profile: PressProfile,
    stands: Sequence[Shown],
    made: Mapping[Placement, Printed],
) -> Iterator[Finding]:
    """Yield the pictures with too few pixels, each once, at the largest size it is printed."""
    wanted = dict(_wanted(document))
    largest: dict[str, Shown] = {}
    for one in stands:
        known = largest.get(one.placement.picture.digest)
        if known is None or one.placement.resolution < known.placement.resolution:
            largest[one.placement.picture.digest] = one
    own = document.publication.pictures.print_ppi
    for digest, one in largest.items():
        placement = one.placement
        line = placement in made and made[placement].line
        floors = profile.resolution.line if line else profile.resolution.contone
        least = floors.warning if line else max(floors.warning, own)
        if digest not in wanted or placement.resolution >= least:
            continue
        name, origin, part = wanted[digest]
        drawn = "a drawing in black and white, " if line else ""
        yield finding(
            "PIC-003",
            f"The picture {name} is {drawn}printed {one.spot.width:.0f} mm wide at "
            f"{placement.resolution:.0f} pixels an inch; {least:.0f} are needed.",
            origin=origin,
            hint=f"Find it {round(placement.width / 25.4 * least)} pixels wide, or print it "
            "smaller.",
            part=part,
        )


def _wanted(document: Document) -> Iterator[tuple[str, _Wanted]]:
    """Yield every picture of the issue by its digest, the last figure of each counting."""
    for part in document.parts:
        if isinstance(part.subject, StandingMatter) and part.subject.figure is not None:
            yield from _one(part.subject.figure, part.anchor)
        for placed in part.body:
            yield from _figures(placed, part.anchor)
    for advert in document.issue.adverts:
        if isinstance(advert.artwork, Picture):
            picture = advert.artwork
            yield picture.digest, _Wanted(picture.name, advert.origin, f"advert-{advert.slug}")


def _figures(placed: Placed, part: str) -> Iterator[tuple[str, _Wanted]]:
    if isinstance(placed.block, Figure):
        yield from _one(placed.block, placed.anchor or part)
    for run in placed.children:
        for one in run:
            yield from _figures(one, part)


def _one(figure: Figure, part: str) -> Iterator[tuple[str, _Wanted]]:
    if figure.picture is not None:
        yield figure.picture.digest, _Wanted(figure.name, figure.origin, part)
