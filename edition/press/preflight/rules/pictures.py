"""Rules about pictures and about ink."""

from __future__ import annotations

from collections.abc import Iterator

from ....findings import Severity
from ....press_profile import Floor
from ..events import PicturePaint
from ..geometry import MM, common, within
from ..verdict import Spot
from .kinds import Leaf, is_advert, on_page

_MORE = "Use a larger original, or place it smaller; enlarging adds nothing."
_FEW = 16
"""Pictures of no more pixels than this on a side are tints (GWG 2022 R0031)."""
_ADVERT_ERROR = {True: 99.0, False: 149.0}
_ADVERT_WARNING = 449.0


def _judged(leaf: Leaf, one: PicturePaint, floor: Floor, what: str) -> Iterator[Spot]:
    """Yield a picture below a floor; GWG 2022 rounds at the end (I00005)."""
    ppi = round(one.ppi)
    if min(one.picture.width, one.picture.height) <= _FEW or one.ppi <= 0 or ppi >= floor.warning:
        return
    severity = Severity.ERROR if ppi < floor.error else Severity.WARNING
    least = floor.error if severity is Severity.ERROR else floor.warning
    yield leaf.spot(
        one.box,
        f"{what} at {ppi} ppi; the press needs {least:.0f}.",
        severity=severity,
        values=(
            ("ppi", round(one.ppi, 1)),
            ("width", one.picture.width),
            ("height", one.picture.height),
        ),
    )


@on_page("PRS-061", "GWG 2022 R0031", do=_MORE, limit="`resolution.contone` of the press profile")
def contone(leaf: Leaf) -> Iterator[Spot]:
    """Photographs have enough pixels to the inch at their printed size (GWG 2022 R0031)."""
    for one in leaf.painted.pictures:
        if one.picture.bits > 1:
            yield from _judged(leaf, one, leaf.case.profile.resolution.contone, "A picture")


@on_page("PRS-062", "GWG 2022 R0032", do=_MORE, limit="`resolution.line` of the press profile")
def line_art(leaf: Leaf) -> Iterator[Spot]:
    """Pictures of one bit have enough pixels to the inch (GWG 2022 R0032)."""
    for one in leaf.painted.pictures:
        if one.picture.bits == 1:
            yield from _judged(leaf, one, leaf.case.profile.resolution.line, "A line drawing")


@on_page(
    "PRS-063", "GWG 2022 R0033", do="Ask for the page with its words as words, not as a picture.",
    limit="449 ppi, an error at 99 (newsprint) or 149", applies=is_advert,
)  # fmt: skip
def only_a_picture(leaf: Leaf) -> Iterator[Spot]:
    """A page that is a single picture needs the resolution of its words (GWG 2022 R0033)."""
    painted, final = leaf.painted, leaf.page.final
    if len(painted.pictures) != 1 or painted.texts or painted.shadings:
        return
    one = painted.pictures[0]
    if any(path.fill and not path.fill.is_white for path in painted.paths):
        return
    if one.picture.bits == 1 or not within(final, one.box, 3.0):
        return
    newsprint = leaf.case.profile.resolution.contone.error <= 100
    if one.ppi <= _ADVERT_WARNING + 0.5:
        grave = one.ppi <= _ADVERT_ERROR[newsprint] + 0.5
        yield leaf.spot(
            one.box,
            f"The whole page is one picture of {one.ppi:.0f} ppi: its words will be ragged.",
            severity=Severity.ERROR if grave else Severity.WARNING,
        )


@on_page("PRS-064", "ISO 32000-1, 8.9", do="Save the picture anew and place it again.")
def readable(leaf: Leaf) -> Iterator[Spot]:
    """Every picture placed can be unpacked (ISO 32000-1, 8.9)."""
    for name, said in dict.fromkeys(leaf.troubles):
        box = next((one.box for one in leaf.painted.pictures if one.picture.name == name), None)
        yield leaf.spot(box, f"A picture {said}.")


@on_page(
    "PRS-065", "GWG 2022 R0026",
    do="Convert the picture again with the press's profile, or lighten what lies on top of it.",
    limit="`ink.limit` of the press profile, a mean over squares of `ink.window` mm",
)  # fmt: skip
def total_ink(leaf: Leaf) -> Iterator[Spot]:
    """Ink in any square is within the limit, all four together (GWG 2022 R0026)."""
    if leaf.inked is None:
        return
    ink = leaf.case.profile.ink
    within_trim = common(leaf.page.final, leaf.page.media)
    for one in leaf.inked.squares_over(ink.window / MM, within_trim, ink.limit + 0.5):
        yield leaf.spot(
            one.box,
            f"{one.ink:.0f} % ink over {ink.window:g} mm; the paper takes {ink.limit:.0f} %.",
            values=(("ink", round(one.ink, 1)),),
        )
