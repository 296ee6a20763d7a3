"""Rules about pages: their boxes, their size, bleed, marks, margins, their number."""

from __future__ import annotations

from collections.abc import Iterator

from ....findings import Severity
from ..events import PathPaint, PicturePaint, TextRun
from ..geometry import MM, Box, is_empty, within
from ..opened import OpenedPage
from ..plates import InkedPage
from ..values import get
from ..verdict import Spot
from .file import BOTH
from .kinds import Case, Leaf, Whole, is_advert, is_issue, on_file, on_page

_SLACK = 0.5
"""Millimetres a page may differ from the press's size: less than a press can trim to."""
_HAIR = 0.02
"""Millimetres of rounding."""
_MARKS_AWAY = 0.5
"""Points beyond the bleed before something counts as standing outside."""


@on_page("PRS-020", BOTH, do="Set page, bleed and trim right where the PDF is written.")
def boxes(leaf: Leaf) -> Iterator[Spot]:
    """TrimBox or ArtBox, not both; in the BleedBox, in the MediaBox (both standards)."""
    page = leaf.page
    for wrong in page.wrong:
        yield leaf.spot(None, f"The {wrong} is missing or is no rectangle.")
    if page.trim is None and page.art is None:
        yield leaf.spot(None, "The page does not say where it is trimmed (no TrimBox).")
    if get(page.written, "/TrimBox") is not None and get(page.written, "/ArtBox") is not None:
        yield leaf.spot(None, "The page has both a TrimBox and an ArtBox.")
    for name, inner, outer_name, outer in (
        ("trim", page.trim or page.art, "bleed", page.bleed),
        ("trim", page.trim or page.art, "media", page.media),
        ("bleed", page.bleed, "media", page.media),
        ("trim", page.trim or page.art, "crop", page.crop),
    ):
        if inner is not None and outer is not None and not within(inner, outer, 0.02):
            yield leaf.spot(None, f"The {name} box reaches beyond the {outer_name} box.")


@on_page("PRS-021", "GWG 2022 R0003", do="Write the PDF without cropping the page.")
def crop(leaf: Leaf) -> Iterator[Spot]:
    """The CropBox is the MediaBox, or is not there (GWG 2022 R0003)."""
    page = leaf.page
    if page.crop is not None and not (
        within(page.crop, page.media, 0.02) and within(page.media, page.crop, 0.02)
    ):
        yield leaf.spot(page.crop, "Only a part of the page is shown (CropBox).")


@on_page("PRS-022", "GWG 2022 R0002", do="Write the PDF at its real size.")
def unit(leaf: Leaf) -> Iterator[Spot]:
    """There is no UserUnit (GWG 2022 R0002)."""
    if get(leaf.page.written, "/UserUnit") is not None:
        yield leaf.spot(None, f"The page is enlarged {leaf.page.unit:g} times (UserUnit).")


@on_file(
    "PRS-023", "GWG 2022 R0004", do="Make all pages of one size, and none turned.", applies=is_issue
)
def same_size(whole: Whole) -> Iterator[Spot]:
    """All pages have the same TrimBox, and none a Rotate (GWG 2022 R0004)."""
    first = _trimmed(whole.file.pages[0])
    for page in whole.file.pages:
        if page.turn:
            yield Spot(page.number, f"The page is turned by {page.turn}°.")
        wide, high = _trimmed(page)
        if abs(wide - first[0]) > _HAIR or abs(high - first[1]) > _HAIR:
            said = (
                f"{_mm(wide)} × {_mm(high)} mm, where page 1 is {_mm(first[0])} × {_mm(first[1])}."
            )
            yield Spot(page.number, said)


def _trimmed(page: OpenedPage) -> tuple[float, float]:
    left, bottom, right, top = page.final
    return (right - left) * MM, (top - bottom) * MM


def _mm(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


def _has_size(case: Case) -> bool:
    return case.purpose == "issue" and case.profile.width is not None


@on_page(
    "PRS-024", "Press profile", do="Set the page to the printer's size.",
    limit="`width` and `height` of the press profile, half a millimetre either way",
    applies=_has_size,
)  # fmt: skip
def press_size(leaf: Leaf) -> Iterator[Spot]:
    """The trimmed page is as large as the press prints."""
    profile = leaf.case.profile
    wide, high = leaf.page.size
    if _is_spread(leaf):
        return
    expected = profile.width or 0.0, profile.height or 0.0
    if abs(wide - expected[0]) > _SLACK or abs(high - expected[1]) > _SLACK:
        yield leaf.spot(
            None,
            f"The page is {_mm(wide)} × {_mm(high)} mm, the press prints"
            f" {_mm(expected[0])} × {_mm(expected[1])} mm.",
            values=(("width", round(wide, 2)), ("height", round(high, 2))),
        )


def _is_spread(leaf: Leaf) -> bool:
    profile = leaf.case.profile
    wide, high = leaf.page.size
    if profile.width is not None and profile.height is not None:
        return abs(wide - 2 * profile.width) < 8 and abs(high - profile.height) < 4
    return False


@on_page(
    "PRS-033",
    "Newspaper Club, most newspaper printers",
    do="Write single pages in reading order.",
    applies=_has_size,
)
def spreads(leaf: Leaf) -> Iterator[Spot]:
    """Pages come one by one, in reading order, never as spreads."""
    if _is_spread(leaf):
        yield leaf.spot(None, "Two pages side by side.")


def _has_bleed(case: Case) -> bool:
    bleed = case.profile.bleed
    return is_issue(case) and max(bleed.top, bleed.bottom, bleed.inside, bleed.outside) > 0


def _edges(leaf: Leaf, of: object) -> dict[str, float]:
    """Return the lengths at each edge of this page, left and right as they lie."""
    odd = leaf.page.number % 2 == 1
    inside, outside = of.inside, of.outside  # type: ignore[attr-defined]
    return {
        "left": inside if odd else outside,
        "right": outside if odd else inside,
        "top": of.top,  # type: ignore[attr-defined]
        "bottom": of.bottom,  # type: ignore[attr-defined]
    }


@on_page(
    "PRS-025", "Press profile", do="Write the PDF with the bleed the printer asks for.",
    limit="`bleed` of the press profile, edge by edge", applies=_has_bleed,
)  # fmt: skip
def bleed(leaf: Leaf) -> Iterator[Spot]:
    """The BleedBox lies as far beyond the trim as the press needs."""
    final, bled = leaf.page.final, leaf.page.bled
    found = {
        "left": final[0] - bled[0], "bottom": final[1] - bled[1],
        "right": bled[2] - final[2], "top": bled[3] - final[3],
    }  # fmt: skip
    short = {
        edge: wanted
        for edge, wanted in _edges(leaf, leaf.case.profile.bleed).items()
        if found[edge] * MM < wanted - 0.1
    }
    if short:
        listed = ", ".join(
            f"{edge} {_mm(found[edge] * MM)} of {_mm(wanted)} mm" for edge, wanted in short.items()
        )
        yield leaf.spot(None, f"Too little bleed: {listed}.")


@on_page(
    "PRS-026", "ISO 32000-1, 14.11.2", do="Let what reaches the edge go on to the end of the bleed."
)
def empty_bleed(leaf: Leaf) -> Iterator[Spot]:
    """What is painted up to the trimmed edge goes on over the whole of the bleed."""
    page, inked = leaf.page, leaf.inked
    if inked is None or page.bleed is None:
        return
    for edge, inner, outer in _strips(page.final, page.bleed):
        if is_empty(outer) or min(outer[2] - outer[0], outer[3] - outer[1]) < 2.5:
            continue
        lengths = _bare(inked, inner, outer, across=edge in ("top", "bottom"))
        if lengths * MM > 5:
            yield leaf.spot(
                outer, f"Ink ends at the {edge} edge, over {lengths * MM:.0f} mm: no bleed."
            )


def _strips(final: Box, bled: Box) -> Iterator[tuple[str, Box, Box]]:
    """Yield for each edge a strip just inside the trim, and one in the outer half of the bleed."""
    left, bottom, right, top = final
    far_left, far_bottom, far_right, far_top = bled
    deep = 3.6
    yield "left", (left, bottom, left + deep, top), (far_left, bottom, (far_left + left) / 2, top)
    yield (
        "right",
        (right - deep, bottom, right, top),
        ((far_right + right) / 2, bottom, far_right, top),
    )
    yield (
        "bottom",
        (left, bottom, right, bottom + deep),
        (left, far_bottom, right, (far_bottom + bottom) / 2),
    )
    yield "top", (left, top - deep, right, top), (left, (far_top + top) / 2, right, far_top)


def _bare(inked: InkedPage, inner: Box, outer: Box, *, across: bool) -> float:
    """Return the length in points over which there is ink within and none outside."""
    inside, outside = inked.profile(inner, across=across), inked.profile(outer, across=across)
    count = min(len(inside), len(outside))
    bare = (inside[:count] > 0.2) & (outside[:count] < 0.02)
    return float(bare.sum()) * inked.pixel


def _marks_forbidden(case: Case) -> bool:
    return case.profile.marks is None


@on_page(
    "PRS-027", "Press profile; Newspaper Club", do="Write the PDF without marks.",
    limit="`marks` of the press profile", applies=_marks_forbidden,
)  # fmt: skip
def no_marks(leaf: Leaf) -> Iterator[Spot]:
    """Nothing stands outside the bleed where the printer wants no marks."""
    outside = _outside(leaf)
    if outside is not None:
        yield leaf.spot(outside, "Marks stand beside the page; this printer wants none.")


def _outside(leaf: Leaf) -> Box | None:
    bled = leaf.page.bled
    room = within(leaf.page.media, bled, 1.0)
    if room:
        return None
    painted = leaf.painted
    things: tuple[PathPaint | TextRun | PicturePaint, ...]
    things = (*painted.paths, *painted.texts, *painted.pictures)
    for box in (one.box for one in things):
        if (
            box[2] < bled[0] - _MARKS_AWAY
            or box[0] > bled[2] + _MARKS_AWAY
            or box[3] < bled[1] - _MARKS_AWAY
            or box[1] > bled[3] + _MARKS_AWAY
        ):
            return box
    return None


@on_page(
    "PRS-028", "Press profile", do="Write the PDF with crop marks outside the bleed.",
    limit="`marks` of the press profile",
    applies=lambda case: is_issue(case) and case.profile.marks is not None,
)  # fmt: skip
def marks(leaf: Leaf) -> Iterator[Spot]:
    """There are marks where the printer wants some."""
    wanted = leaf.case.profile.marks
    if wanted is not None and wanted.crop and _outside(leaf) is None:
        yield leaf.spot(None, "The printer wants crop marks beside the page; there are none.")


def _has_margin(case: Case) -> bool:
    margin = case.profile.margin
    return is_issue(case) and max(margin.top, margin.bottom, margin.inside, margin.outside) > 0


@on_page(
    "PRS-029", "Press profile", do="Move the words away from the edge, or set them smaller.",
    limit="`margin` of the press profile, edge by edge", applies=_has_margin,
)  # fmt: skip
def margins(leaf: Leaf) -> Iterator[Spot]:
    """Words keep the distance from the trim that the printer asks for."""
    edges = {edge: length / MM for edge, length in _edges(leaf, leaf.case.profile.margin).items()}
    left, bottom, right, top = leaf.page.final
    safe = (
        left + edges["left"],
        bottom + edges["bottom"],
        right - edges["right"],
        top - edges["top"],
    )
    for one in leaf.painted.texts:
        if (
            one.paint is None
            or within(one.box, safe, 1.5)
            or not _on_page(one.box, leaf.page.final)
        ):
            continue
        yield leaf.spot(one.box, f"“{one.words[:30]}” stands too near the edge.")


def _on_page(box: Box, final: Box) -> bool:
    return box[0] < final[2] and box[2] > final[0] and box[1] < final[3] and box[3] > final[1]


@on_file(
    "PRS-030", "Press profile", do="Add or take out pages; a page without ink is no page.",
    limit="`page_multiple`, `least_pages` and `most_pages` of the press profile",
    applies=lambda case: is_issue(case) and case.profile.files == "issue",
)  # fmt: skip
def page_count(whole: Whole) -> Iterator[Spot]:
    """The number of pages is one the press prints."""
    profile, count = whole.case.profile, len(whole.file.pages)
    if count % max(profile.page_multiple, 1):
        short = profile.page_multiple - count % profile.page_multiple
        yield Spot(
            None,
            f"{count} pages; the press prints multiples of {profile.page_multiple}:"
            f" {short} more, or {profile.page_multiple - short} fewer.",
            values=(("pages", count),),
        )
    if count < profile.least_pages:
        yield Spot(None, f"{count} pages; the press prints {profile.least_pages} at least.")
    if profile.most_pages is not None and count > profile.most_pages:
        yield Spot(None, f"{count} pages; the press prints {profile.most_pages} at most.")


@on_file("PRS-031", "GWG 2022 R0006", do="Write one page to a file.", applies=is_advert)
def one_page(whole: Whole) -> Iterator[Spot]:
    """An advertisement is one page (GWG 2022 R0006)."""
    if len(whole.file.pages) != 1:
        yield Spot(None, f"{len(whole.file.pages)} pages, where an advertisement has one.")


@on_page(
    "PRS-032", "GWG 2022 R0005", do="Fill the page: a house ad, a page for notes, an appeal.",
    limit="`blank_pages` of the press profile says how grave it is",
)  # fmt: skip
def empty_page(leaf: Leaf) -> Iterator[Spot]:
    """No page is without ink (GWG 2022 R0005: an error for web offset, a warning for sheets)."""
    painted, inked = leaf.painted, leaf.inked
    nothing = not (painted.texts or painted.paths or painted.pictures or painted.shadings)
    if inked is not None:
        nothing = inked.total(leaf.page.final) < 0.02
    if nothing:
        severity = Severity.ERROR if leaf.case.profile.blank_pages == "error" else Severity.WARNING
        yield leaf.spot(None, "The page is empty.", severity=severity)
