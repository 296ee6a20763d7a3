"""Finds where pictures stand on laid-out pages, and puts there what the press prints of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf, sqrt
from typing import Any

from ..model import Picture
from ..pictures.press import WHOLE, Begun, Placement, Printed
from .positions import Spot
from .press_colours import PAPER, Inks, Mixer
from .press_job import PressJob

_PIXEL_MM = 25.4 / 96

_Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom, in the engine's pixels."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture on a page: what of it is printed how large, where, and the engine's box of it."""

    placement: Placement
    spot: Spot
    """Where it is seen on the page."""
    box: Any
    address: str = ""
    """The picture's address on the page."""


Mixing = Callable[[float, float, float], Inks]
Whole = Callable[[Any], tuple[float, float, float, float]]
"""The engine's own arithmetic: width, height, left and top of the whole picture of a box."""


def shown(
    pages: Sequence[Any],
    pictures: Mapping[str, Picture],
    job: PressJob,
    *,
    whole: Whole,
    first: int = 1,
) -> Iterator[Shown]:
    """Yield every picture on ``pages``, the engine's own, in order.

    ``pictures`` are those to be looked for, by their address on the page; ``first`` is the
    number of the first page.
    """
    mixed = Mixer(job.press.intent.icc, job.press.ink.target, job.house).inks
    for number, page in enumerate(pages, start=first):
        for box, ground in _boxes(page._page_box, mixed):
            element = getattr(box, "element", None)
            address = (element.get("src") or "") if element is not None else ""
            picture = pictures.get(address)
            if picture is None or not hasattr(box, "replacement"):
                continue
            width, height, left, top = whole(box)
            drawn = left, top, left + width, top + height
            seen = _common(ground.seen, drawn)
            if box.style["visibility"] == "visible" and seen[2] > seen[0] and seen[3] > seen[1]:
                placement = _placement(ground, picture, drawn, seen)
                yield Shown(placement, _spot(seen, number), box, address)


def put_in(shown: Shown, making: Begun) -> None:
    """Have the engine draw a picture in inks where it would draw what keeps its place.

    ``making`` is asked for it once the pages are drawn, for its data when they are written.
    """
    shown.box.replacement = _Picture(shown.placement, making, shown.box.replacement)


class _Picture:
    """A picture as the engine asks for one: drawn where its whole would stand."""

    def __init__(self, placement: Placement, making: Begun, place: Any) -> None:
        self._placement, self._making, self._place = placement, making, place
        self.id = placement.name[:32]

    def get_intrinsic_size(self, resolution: Any, font_size: Any) -> Any:
        """Return the size of what kept its place."""
        return self._place.get_intrinsic_size(resolution, font_size)

    def draw(self, stream: Any, width: float, height: float, _style: Any) -> None:
        """Draw what is seen of the picture, whose whole is ``width`` by ``height``."""
        left, top, right, bottom = self._placement.whole
        name = stream.add_image(self, False, 1)
        stream.transform(
            (right - left) * width, 0, 0, -(bottom - top) * height, left * width, bottom * height
        )
        stream.draw_x_object(name)

    def get_x_object(self, _interpolate: bool, _ratio: float) -> Any:
        """Return the picture as the file holds it: its bytes as they are."""
        import pydyf

        printed = self._making.one(self._placement)
        if printed is None:
            return pydyf.Stream([], dict(_NOTHING))
        return pydyf.Stream([partial(self._making.data, self._placement)], entries(printed))


_NOTHING = {"Type": "/XObject", "Subtype": "/Form", "BBox": "[0 0 1 1]"}


def entries(printed: Printed) -> dict[str, Any]:
    """Return what the dictionary of a picture says of it."""
    import pydyf

    four = printed.inks == "four"
    said: dict[str, Any] = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": printed.width,
        "Height": printed.height,
        "ColorSpace": "/DeviceCMYK" if four else "/DeviceGray",
        "BitsPerComponent": printed.bits,
        "Filter": "/DCTDecode" if printed.encoding == "jpeg" else "/FlateDecode",
    }
    if four and printed.inverted:
        said["Decode"] = pydyf.Array([1, 0] * 4)
    return said


# Where pictures stand ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a box stands on: the inks below it, what can be seen, and how much it is enlarged."""

    inks: Inks = PAPER
    seen: _Rectangle = (-inf, -inf, inf, inf)
    scale: float = 1.0


def _boxes(page: Any, mixed: Mixing) -> Iterator[tuple[Any, _Ground]]:
    """Yield the boxes of a page in order, each with what it stands on."""
    waiting = [(page, _Ground())]
    while waiting:
        box, ground = waiting.pop()
        if type(box).__name__ == "AbsolutePlaceholder":  # It stands where its styles put it.
            box = box._box
        inner = _inside(box, ground, mixed)
        yield box, inner
        waiting += [(child, inner) for child in reversed(getattr(box, "children", ()))]


def _inside(box: Any, ground: _Ground, mixed: Mixing) -> _Ground:
    """Return what the inside of ``box`` stands on."""
    matrix = getattr(box, "transformation_matrix", None)
    if matrix:
        # Turned boxes are not cut by what is around them: rather too much than too little.
        scale = ground.scale * sqrt(abs(matrix.determinant))
        ground = replace(ground, seen=_Ground().seen, scale=scale)
    painted = getattr(box, "background", None)
    if painted is not None and painted.color.alpha > 0:
        ground = replace(ground, inks=_over(ground.inks, painted.color, mixed))
    if box.style["overflow"] != "visible" and box.element is not None:
        left, top = box.padding_box_x(), box.padding_box_y()
        room = left, top, left + box.padding_width(), top + box.padding_height()
        ground = replace(ground, seen=_common(ground.seen, room))
    return ground


def _over(below: Inks, colour: Any, mixed: Mixing) -> Inks:
    if colour.space == "device-cmyk":
        cyan, magenta, yellow, black = (float(one) for one in colour.coordinates)
    else:
        red, green, blue = (float(one) for one in colour.to("srgb").coordinates)
        cyan, magenta, yellow, black = mixed(red, green, blue)
    alpha, four = float(colour.alpha), (cyan, magenta, yellow, black)
    both = [one * alpha + old * (1 - alpha) for one, old in zip(four, below, strict=True)]
    return both[0], both[1], both[2], both[3]


def _common(one: _Rectangle, other: _Rectangle) -> _Rectangle:
    return (
        max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    )  # fmt: skip


def _placement(ground: _Ground, picture: Picture, drawn: _Rectangle, seen: _Rectangle) -> Placement:
    """Return the placement of a picture ``drawn`` there, of which so much is ``seen``."""
    left, top, right, bottom = drawn
    wide, high = right - left, bottom - top
    view = WHOLE
    if seen != drawn:
        view = (
            round((seen[0] - left) / wide, 6), round((seen[1] - top) / high, 6),
            round((seen[2] - left) / wide, 6), round((seen[3] - top) / high, 6),
        )  # fmt: skip
    millimetres = ground.scale * _PIXEL_MM
    below = ground.inks if picture.transparent else PAPER
    return Placement(
        picture, round(wide * millimetres, 3), round(high * millimetres, 3), view, below
    )


def _spot(seen: _Rectangle, page: int) -> Spot:
    left, top, right, bottom = (one * _PIXEL_MM for one in seen)
    return Spot(page, *(round(one, 2) for one in (left, top, right - left, bottom - top)))
