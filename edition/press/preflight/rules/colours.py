"""Rules about colours: what is no press ink, spot colours, transparency."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ....findings import Severity
from ..colours import ColourSpace
from ..geometry import Box, touches
from ..verdict import Spot
from .file import BOTH, X1A
from .kinds import Leaf, Whole, is_x1a, on_file, on_page

_CONVERT = "Convert it to CMYK with the printer's profile, and write the PDF anew."


def uses(
    leaf: Leaf, concerned: Callable[[ColourSpace], object]
) -> Iterator[tuple[str, Box, ColourSpace, str]]:
    """Yield everything painted in spaces ``concerned`` is true of: what, where, in which colour."""
    known: dict[int, bool] = {}

    def meant(space: ColourSpace) -> bool:
        if id(space) not in known:
            known[id(space)] = bool(concerned(space))
        return known[id(space)]

    for text in leaf.painted.texts:
        for paint in (text.fill, text.stroke):
            if paint is not None and meant(paint.space):
                yield f"Text “{text.words[:30]}”", text.box, paint.space, paint.said()
    for path in leaf.painted.paths:
        for paint in (path.fill, path.stroke):
            if paint is not None and meant(paint.space):
                yield ("A shape" if path.fill else "A line"), path.box, paint.space, paint.said()
    for one in leaf.painted.pictures:
        space = one.picture.space or (one.fill.space if one.fill else None)
        if space is not None and meant(space):
            yield "A picture", one.box, space, ""
    for shading in leaf.painted.shadings:
        if meant(shading.space):
            yield "A shading", shading.box, shading.space, ""


@on_page("PRS-036", "GWG 2022 R0027; ISO 15930-4 and -7, colour", do=_CONVERT)
def press_inks(leaf: Leaf) -> Iterator[Spot]:
    """Nothing is RGB, Lab, calibrated or ICC-based (GWG 2022 R0027; X-1a: the same)."""
    for what, box, space, said in uses(leaf, ColourSpace.outside):
        colour = f": {said}" if said.startswith("RGB") else ""
        yield leaf.spot(box, f"{what} in {space.outside()}{colour}.")
    for one in leaf.painted.remarked("unseen"):
        said = f"Something that cannot be seen, in {one.what}."
        yield leaf.spot(None, said, severity=Severity.WARNING)


@on_file(
    "PRS-037", "GWG 2022 R0020", do="Convert spot colours to CMYK, or ask the printer for the ink.",
    limit="`spots` of the press profile",
)  # fmt: skip
def spots(whole: Whole) -> Iterator[Spot]:
    """There are no more spot colours than the printer takes (GWG 2022 R0020)."""
    names = sorted(whole.inks)
    if len(names) > whole.case.profile.spots:
        allowed = whole.case.profile.spots or "none"
        for one in names:
            said = f"The spot colour {one[:60]}; the printer takes {allowed}."
            yield Spot(whole.spots_on.get(one), said, values=(("ink", one[:60]),))


@on_page(
    "PRS-038", "GWG 2022 R0024", do="Give it black ink alone; all inks at once belong to marks."
)
def registration(leaf: Leaf) -> Iterator[Spot]:
    """The colour of registration marks is not used on the page itself (GWG 2022 R0024)."""
    for what, box, _, _ in uses(leaf, lambda space: "All" in space.device().inks):
        if touches(box, leaf.page.final):
            yield leaf.spot(box, f"{what} in all inks at once (registration colour).")


@on_file("PRS-039", BOTH, do="Define the spot colour once, and use that.")
def same_spot(whole: Whole) -> Iterator[Spot]:
    """A spot colour's name means one colour in the whole file (ISO 15930-7, Separation)."""
    for name, spaces in sorted(whole.inks.items()):
        shown = {_sample(space) for space in spaces if space.kind == "Separation"}
        if len(shown) > 1:
            yield Spot(whole.spots_on.get(name), f"The spot colour {name[:60]} is two colours.")


def _sample(space: ColourSpace) -> tuple[float, ...]:
    import numpy

    rows = space.cmyk(numpy.array([[1.0], [0.5]]))
    return tuple(round(float(one), 2) for one in rows.flat)


@on_page(
    "PRS-040",
    "GWG 2022 R0030",
    do="Set the space transparency is mixed in to CMYK, and write the PDF anew.",
)
def group_space(leaf: Leaf) -> Iterator[Spot]:
    """Transparency is mixed in DeviceCMYK, luminosity masks in that or grey (GWG 2022 R0030)."""
    for one in leaf.painted.remarked("blends in"):
        yield leaf.spot(one.box, f"Transparency is mixed in {one.what}.")


@on_page(
    "PRS-041",
    X1A,
    do="Flatten transparency where the page was made, then write the PDF anew.",
    applies=is_x1a,
)
def transparency(leaf: Leaf) -> Iterator[Spot]:
    """No soft mask, no opacity below 1, no blend mode but Normal, no group (ISO 15930-4)."""
    for kind in ("transparency", "group"):
        for one in leaf.painted.remarked(kind):
            yield leaf.spot(one.box, f"Transparency: {one.what}.")


@on_page("PRS-042", BOTH, do="Write the PDF anew with a blend mode that PDF knows.")
def blend_mode(leaf: Leaf) -> Iterator[Spot]:
    """Blend modes are those of ISO 32000-1, 11.3.5 (both standards)."""
    for one in leaf.painted.remarked("blend"):
        yield leaf.spot(one.box, f"A blend mode nobody knows: {one.what[:40]}.")
