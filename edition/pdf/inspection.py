"""What there is to say about the pages once they are laid out and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from ..document import Document
from ..findings import Finding, finding
from ..model import Figure
from .engine import Setting
from .flow import Made, printed_width_of, shown_of
from .positions import Spot
from .shapes import article


def inspect(
    document: Document, made: Made, setting: Setting, *, small_pictures: bool = True
) -> tuple[Finding, ...]:
    """Return what is wrong with the pages of ``setting``.

    Without ``small_pictures`` when the press's own limits are asked once pictures are made.
    """
    return (
        *_headlines(document, setting),
        *_stranded(document, setting),
        *_spilled(document, setting),
        *(_small_pictures(made) if small_pictures else ()),
        *_cropped_pictures(made),
    )


def white(made: Made, setting: Setting) -> float:
    """Return the millimetres of page left white at the feet of pages, gaps an eye would pass apart.

    The last page may end where it likes.
    """
    page = made.document.publication.page
    live = page.height - page.margins.top - page.margins.bottom
    foot = page.height - page.margins.bottom
    gaps = [foot - filled for filled in setting.filled[:-1]]
    return sum(gap for gap in gaps if gap > live * _GAP) + 500.0 * len(setting.stranded)


_GAP = 0.22
"""The part of a page's height that may be white at its foot before the pages are made again."""


def beyond_castoff(made: Made, setting: Setting, known: Mapping[str, int]) -> Mapping[str, int]:
    """Return by how many lines of one column each story went beyond its cast-off."""
    longer = dict(known)
    line = made.grid.leading / 72 * 25.4
    for story in made.stories():
        if story.form in ("lead", "brief") or story.briefs:
            continue
        high = sum(spot.height for spot in setting.articles.get(story.part.anchor, ())) / line
        over = round(high - story.depth - 0.4)
        columns = made.grid.columns - 2 if story.form == "beside" else story.columns
        if over > 0:
            longer[story.part.anchor] = known.get(story.part.anchor, 0) + over * columns
    return longer if longer != dict(known) else {}


def _headlines(document: Document, setting: Setting) -> Iterator[Finding]:
    most = document.publication.headline_lines
    for part in document.parts:
        lines = setting.headlines.get(part.anchor, 0)
        if part.kind == "article" and lines > most:
            story = article(part)
            yield finding(
                "TXT-005",
                f"The headline “{_plain(story.print_headline or story.headline)}” takes {lines} "
                f"lines; {most} are allowed.",
                origin=story.origin,
                hint="Shorten it, or give the story a print_headline.",
                part=part.anchor,
            )


def _stranded(document: Document, setting: Setting) -> Iterator[Finding]:
    for anchor in setting.stranded:
        part = next((one for one in document.parts if one.anchor == anchor), None)
        if part is None:
            continue
        page = setting.anchors[anchor].page
        yield finding(
            "PDF-003",
            f"The headline “{part.title}” stands at the foot of page {page} without its story.",
            origin=article(part).origin,
            hint="Cut a few lines before it, or move the story.",
            part=anchor,
        )


def _spilled(document: Document, setting: Setting) -> Iterator[Finding]:
    told: set[tuple[int, str | None]] = set()
    for spill in setting.spilled:
        page = spill.spot.page
        anchor = spill.article or _anchor_above(setting, spill.spot, document)
        if (page, anchor) in told:
            continue
        told.add((page, anchor))
        part = next((one for one in document.parts if one.anchor == anchor), None)
        yield finding(
            "PDF-005",
            f"Text on page {page} does not fit: “{_clipped(spill.words)}” runs over the edge of "
            f"its {spill.within}" + (f" in “{part.title}”." if part else "."),
            origin=article(part).origin if part and part.kind == "article" else None,
            hint="Look for a table or a word wider than its column, or shorten the contents.",
            part=anchor,
        )


def _clipped(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:38].rstrip()}…"


def _anchor_above(setting: Setting, spot: Spot, document: Document) -> str | None:
    """Return the article that stands nearest above ``spot`` on its page."""
    near: tuple[float, str] | None = None
    for part in document.parts:
        place = setting.anchors.get(part.anchor)
        if part.kind != "article" or place is None or place.page != spot.page:
            continue
        if place.top <= spot.top + 1 and (near is None or place.top > near[0]):
            near = (place.top, part.anchor)
    return near[1] if near else None


def _small_pictures(made: Made) -> Iterator[Finding]:
    least = made.document.publication.pictures.print_ppi
    for story, placed in made.figures():
        figure = placed.block
        assert isinstance(figure, Figure)
        if figure.picture is None or figure.picture.kind == "svg":
            continue
        width = printed_width_of(made, story, placed)
        ppi = figure.picture.resolution(width)
        if ppi < least:
            yield finding(
                "PIC-003",
                f"The picture {figure.name} is printed {width:.0f} mm wide at {ppi:.0f} pixels "
                f"an inch; {least:.0f} are needed.",
                origin=figure.origin,
                hint=f"Find it {round(width / 25.4 * least)} pixels wide, or print it smaller.",
                part=placed.anchor,
            )


def _cropped_pictures(made: Made) -> Iterator[Finding]:
    for story, placed in made.figures():
        figure, shown = placed.block, shown_of(made, story, placed)
        assert isinstance(figure, Figure)
        if shown >= _SHOWN or figure.picture is None:
            continue
        tall = figure.picture.height > figure.picture.width
        shape = "three times as high as wide" if tall else "six times as wide as high"
        yield finding(
            "PIC-015",
            f"Only {max(1, round(shown * 100))} per cent of the picture {figure.name} is printed: "
            f"no place in its story is of its shape.",
            origin=figure.origin,
            hint=f"Crop it to no more than {shape}, or choose another.",
            part=placed.anchor,
        )


_SHOWN = 0.5
"""The least part of a picture that may be printed without a word about it."""


def _plain(text: Markup) -> str:
    return str(text.striptags())
