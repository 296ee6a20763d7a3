"""Rules about type and lines: fonts that are there, sizes and weights a press can hold."""

from __future__ import annotations

from collections.abc import Iterator

from ..events import TextRun
from ..faces import Face
from ..programs import judged
from ..verdict import Spot
from .file import BOTH
from .kinds import Leaf, Whole, is_x1a, on_file, on_page
from .overprint import lines

_EMBED = "Embed all fonts when the PDF is written, or turn the words into outlines."
_LARGER = "Set it larger, in black ink alone, or turn it to a single ink."
_HEAVIER = "Make the line heavier, or of a single ink."


def _seen(whole: Whole) -> Iterator[Face]:
    yield from (one for one in whole.faces if one.used)


def _first(face: Face) -> int | None:
    return min(face.pages, default=None)


@on_file("PRS-050", BOTH, do=_EMBED)
def embedded(whole: Whole) -> Iterator[Spot]:
    """Every font used is in the file, those every reader has included (both standards)."""
    for face in _seen(whole):
        if not face.embedded:
            yield Spot(_first(face), f"The font {face.plain_name[:60]} is not in the file.")


@on_file("PRS-051", "GWG 2022 R0014", do="Look whether a missing font was replaced by it.")
def courier(whole: Whole) -> Iterator[Spot]:
    """No font is called just Courier, which stands for one that is missing (GWG 2022 R0014)."""
    for face in _seen(whole):
        if face.plain_name == "Courier":
            yield Spot(_first(face), "Courier, which often stands for a font that was missing.")


@on_file("PRS-052", BOTH, do="Use a font that has the letter, and embed it whole or as a subset.")
def letters(whole: Whole) -> Iterator[Spot]:
    """Every letter shown is in its font; none is the font's sign for a missing one (both)."""
    for face in _seen(whole):
        for said in judged(face).missing:
            yield Spot(_first(face), f"The font {face.plain_name[:60]} {said}.")


@on_file("PRS-053", BOTH, do=_EMBED)
def sound(whole: Whole) -> Iterator[Spot]:
    """An embedded font can be read, is one its standard knows, and is as wide as set (both)."""
    for face in _seen(whole):
        for said in judged(face).wrong:
            yield Spot(_first(face), f"The font {face.plain_name[:60]} {said}.")
        if is_x1a(whole.case) and face.program_kind == "OpenType":
            said = "is embedded as OpenType, which came after PDF 1.4 and PDF/X-1a"
            yield Spot(_first(face), f"The font {face.plain_name[:60]} {said}.")


@on_page(
    "PRS-054", "GWG 2022 R0015", do="Give text that looks black black ink alone.",
    limit="`ink.rich_black` of the press profile, in per cent",
)  # fmt: skip
def rich_black(leaf: Leaf) -> Iterator[Spot]:
    """Text with 85 % black or more has no more ink in all than the limit (GWG 2022 R0015)."""
    for one in leaf.painted.texts:
        paint = one.paint
        if paint is None or paint.pattern or paint.inks[3] < 0.85:
            continue
        total = sum(paint.inks) * 100
        if total > leaf.case.profile.ink.rich_black + 0.5:
            yield leaf.spot(
                one.box,
                f"Black text of {total:.0f} % ink ({paint.said()}): “{one.words[:30]}”.",
                values=(("ink", round(total)),),
            )


def _small(leaf: Leaf, one: TextRun, what: str) -> Spot:
    font = one.face.plain_name if one.face else ""
    return leaf.spot(
        one.box,
        f"{what} of {one.size:.1f} pt: “{one.words[:30]}”.",
        values=(("size", round(one.size, 2)), ("font", font)),
    )


@on_page("PRS-055", "GWG 2022 R0016", do=_LARGER, limit="`smallest.type_inks` of the press profile")
def reversed_type(leaf: Leaf) -> Iterator[Spot]:
    """White text on something is not too small (GWG 2022 R0016)."""
    least = leaf.case.profile.smallest.type_inks
    for one in leaf.painted.texts:
        if one.paint is not None and one.paint.is_white and one.over and one.size < least - 0.005:
            yield _small(leaf, one, "White text")


@on_page("PRS-056", "GWG 2022 R0017", do=_LARGER, limit="`smallest.type_inks` of the press profile")
def type_of_inks(leaf: Leaf) -> Iterator[Spot]:
    """Text in more than one ink is not too small (GWG 2022 R0017)."""
    least = leaf.case.profile.smallest.type_inks
    for one in leaf.painted.texts:
        if one.paint is not None and one.paint.plates > 1 and one.size < least - 0.005:
            yield _small(leaf, one, f"Text in {one.paint.plates} inks ({one.paint.said()})")


@on_page(
    "PRS-057", "Press profile", do="Set it larger.", limit="`smallest.type` of the press profile"
)
def small_type(leaf: Leaf) -> Iterator[Spot]:
    """No text is smaller than the press holds in one ink."""
    least = leaf.case.profile.smallest.type
    for one in leaf.painted.texts:
        if one.paint is None or one.paint.plates != 1 or one.size >= least - 0.005:
            continue
        if one.words:
            yield _small(leaf, one, "Text")


@on_page(
    "PRS-058", "GWG 2022 R0018", do=_HEAVIER, limit="`smallest.rule_inks` of the press profile"
)
def white_lines(leaf: Leaf) -> Iterator[Spot]:
    """White lines on something are not too thin (GWG 2022 R0018)."""
    least = leaf.case.profile.smallest.rule_inks
    for one, paint, width, _ in lines(leaf):
        if paint.is_white and one.over and width < least - 0.005:
            yield leaf.spot(one.box, f"A white line of {width:.2f} pt.")


@on_page(
    "PRS-059", "GWG 2022 R0019", do=_HEAVIER, limit="`smallest.rule_inks` of the press profile"
)
def lines_of_inks(leaf: Leaf) -> Iterator[Spot]:
    """Lines in more than one ink are not too thin (GWG 2022 R0019)."""
    least = leaf.case.profile.smallest.rule_inks
    for one, paint, width, _ in lines(leaf):
        if paint.plates > 1 and width < least - 0.005:
            yield leaf.spot(
                one.box, f"A line of {width:.2f} pt in {paint.plates} inks ({paint.said()})."
            )


@on_page(
    "PRS-060",
    "Press profile",
    do="Make the line heavier.",
    limit="`smallest.rule` of the press profile",
)
def thin_lines(leaf: Leaf) -> Iterator[Spot]:
    """No line is thinner than the press holds in one ink; one of no width is a trap."""
    least = leaf.case.profile.smallest.rule
    for one, paint, width, _ in lines(leaf):
        if paint.plates == 1 and width < least - 0.005:
            yield leaf.spot(one.box, f"A line of {width:.2f} pt.")
