"""Rules about overprinting: black on top of what is there, white never."""

from __future__ import annotations

from collections.abc import Iterator

from ..events import Paint, PathPaint
from ..verdict import Spot
from .kinds import Leaf, on_page

_OVER = "Set small black type and thin black lines to overprint, with overprint mode 1."
_BLACK_INK = "Colour it in black ink (C 0 M 0 Y 0 K 100) instead of grey."


@on_page(
    "PRS-043", "GWG 2022 R0007", do="Switch overprint off for it: white that overprints vanishes."
)
def white_text(leaf: Leaf) -> Iterator[Spot]:
    """White text does not overprint (GWG 2022 R0007)."""
    for one in leaf.painted.texts:
        paint = one.paint
        if paint and paint.is_white and one.overprints and _vanishes(paint, one.mode):
            yield leaf.spot(one.box, f"White text overprints: “{one.words[:30]}”.")


@on_page(
    "PRS-044", "GWG 2022 R0008", do="Switch overprint off for it: white that overprints vanishes."
)
def white_paths(leaf: Leaf) -> Iterator[Spot]:
    """White shapes and lines do not overprint (GWG 2022 R0008)."""
    for one in leaf.painted.paths:
        for paint, on, what in (
            (one.fill, one.overprints_fill, "shape"),
            (one.stroke, one.overprints_stroke, "line"),
        ):
            if paint and on and paint.is_white and _vanishes(paint, one.mode):
                yield leaf.spot(one.box, f"A white {what} overprints.")


def _vanishes(paint: Paint, mode: int) -> bool:
    """Return whether white that overprints lets through what is under it."""
    if paint.space.kind in ("Separation", "DeviceN"):
        return True
    return paint.space.kind == "DeviceCMYK" and mode == 1


def _overprints(paint: Paint, mode: int, *, on: bool) -> bool:
    return on and (paint.space.kind != "DeviceCMYK" or mode == 1)


@on_page(
    "PRS-045", "GWG 2022 R0009", do=_OVER, limit="`overprint_type` of the press profile, in points"
)
def black_text(leaf: Leaf) -> Iterator[Spot]:
    """Small text in pure black overprints; DeviceCMYK with OPM 1 (GWG 2022 R0009)."""
    for one in leaf.painted.texts:
        paint = one.fill
        if paint is None or not paint.is_black or one.size >= leaf.case.profile.overprint_type:
            continue
        if not _overprints(paint, one.mode, on=one.overprints):
            yield leaf.spot(
                one.box,
                f"Black text of {one.size:.1f} pt knocks out: “{one.words[:30]}”.",
                values=(("size", round(one.size, 2)),),
            )


@on_page(
    "PRS-046", "GWG 2022 R0010", do=_OVER, limit="`overprint_rule` of the press profile, in points"
)
def black_lines(leaf: Leaf) -> Iterator[Spot]:
    """Thin lines in pure black overprint; DeviceCMYK with OPM 1 (GWG 2022 R0010)."""
    for one, paint, width, on in lines(leaf):
        thin = width < leaf.case.profile.overprint_rule
        if thin and paint.is_black and not _overprints(paint, one.mode, on=on):
            yield leaf.spot(one.box, f"A black line of {width:.2f} pt knocks out.")


def lines(leaf: Leaf) -> Iterator[tuple[PathPaint, Paint, float, bool]]:
    """Yield what counts as a line: strokes, and filled rectangles that are thin (GWG I00004)."""
    for one in leaf.painted.paths:
        if one.stroke is not None and one.width is not None and one.fill is None:
            yield one, one.stroke, one.width, one.overprints_stroke
        elif one.fill is not None and one.thickness is not None and one.stroke is None:
            yield one, one.fill, one.thickness, one.overprints_fill


@on_page("PRS-047", "GWG 2022 R0011", do=_BLACK_INK, limit="`overprint_type` of the press profile")
def grey_text(leaf: Leaf) -> Iterator[Spot]:
    """Small text over something is not DeviceGray, which need not overprint (GWG 2022 R0011)."""
    for one in leaf.painted.texts:
        paint = one.paint
        if paint is None or not paint.is_grey_space or paint.is_white or not one.over:
            continue
        if one.size < leaf.case.profile.overprint_type:
            yield leaf.spot(one.box, f"Text of {one.size:.1f} pt in grey: “{one.words[:30]}”.")


@on_page("PRS-048", "GWG 2022 R0012", do=_BLACK_INK, limit="`overprint_rule` of the press profile")
def grey_lines(leaf: Leaf) -> Iterator[Spot]:
    """Thin lines over something are not DeviceGray (GWG 2022 R0012)."""
    for one, paint, width, _ in lines(leaf):
        thin = width < leaf.case.profile.overprint_rule
        if thin and paint.is_grey_space and not paint.is_white and one.over:
            yield leaf.spot(one.box, f"A line of {width:.2f} pt in grey.")


@on_page("PRS-049", "GWG 2022 R0013", do=_BLACK_INK)
def grey_overprint(leaf: Leaf) -> Iterator[Spot]:
    """DeviceGray does not overprint, since machines differ in what they do (GWG 2022 R0013)."""
    for text in leaf.painted.texts:
        if text.paint is not None and text.paint.is_grey_space and text.overprints:
            yield leaf.spot(text.box, f"Grey text overprints: “{text.words[:30]}”.")
    for one in leaf.painted.paths:
        fill = one.fill is not None and one.fill.is_grey_space and one.overprints_fill
        stroke = one.stroke is not None and one.stroke.is_grey_space and one.overprints_stroke
        if fill or stroke:
            yield leaf.spot(one.box, "A shape in grey overprints.")
