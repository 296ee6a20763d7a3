"""The cover picture: name, date, number, lead picture, lead headline and what else is inside.

The drawing is a template (``epub/cover.svg.j2``). What is worked out here is only what a
template cannot know: how large words may be, where lines break, what of the picture shows.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..document import Document
from ..look.templates import Renderer
from ..look.words import long_date, words
from ..model import Article, Figure, Rank
from ..pictures.derive import Below, Box, Derivative
from .metadata import plain
from .pages import document_direction
from .setting import Drawn, Face, Setting, face_for

WIDTH, HEIGHT = 1600, 2400
"""Bookshops want at least 1400 pixels across, and some no more than four megapixels."""

MARGIN = 80
LIVE = WIDTH - 2 * MARGIN
BAR = 28
GUTTER = 56
TEASERS = 3
COLUMN = (LIVE - (TEASERS - 1) * GUTTER) / TEASERS
CLEAR = 18
"""What stays free between letters that hang and the rule under the paper's name."""
SMALLEST_PICTURE = 760
LARGEST_HEADLINE, SMALLEST_HEADLINE = 172, 76

DISPLAY, LABEL = ("Edition Headline", 700), ("Edition Sans", 600)
_RANKS: Sequence[Rank] = ("lead", "second", "story", "brief")


@dataclass(frozen=True, slots=True)
class Teaser:
    """A story inside, named at the foot of the cover."""

    label: Drawn
    headline: Drawn
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Crop:
    """The picture in its frame; ``view`` is the part that shows, in the picture's own pixels."""

    address: str
    """Of a drawing, which is shown whole; empty for a photograph, which fills its frame from
    behind: the template leaves that free."""
    width: int
    height: int
    view: Box
    top: float
    depth: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The cover as an SVG, and the photograph behind it."""

    svg: bytes
    below: Below | None


@dataclass(frozen=True, slots=True)
class Cover:
    """Everything the template draws, where it stands; lengths in pixels."""

    nameplate: Drawn
    facts: tuple[Drawn, ...]
    facts_top: float
    facts_foot: float
    crop: Crop | None
    kicker: Drawn
    headline: Drawn
    teasers: tuple[Teaser, ...]
    teasers_top: float


def draw_cover(
    document: Document,
    renderer: Renderer,
    shown: Derivative | None,
    *,
    colours: Mapping[str, str],
) -> Drawing:
    """Return the cover as a drawing of ``WIDTH`` by ``HEIGHT`` pixels.

    ``shown`` is what was made of the picture of ``cover_figure``. ``colours`` are the
    house's tokens; ``--house-colour`` and ``--paper-colour`` are used.

    Raises:
        LookError: the template is missing or broken.
    """
    cover = _planned(document, shown, mirrored=document_direction(document) == "rtl")
    text = renderer.render(
        "epub/cover.svg.j2",
        cover=cover,
        width=WIDTH,
        height=HEIGHT,
        margin=MARGIN,
        bar=BAR,
        house_colour=colours.get("--house-colour", "#a8201a"),
        paper_colour=colours.get("--paper-colour", "#ffffff"),
        issue=document.issue,
        publication=document.publication,
    )
    return Drawing(text.encode(), _below(cover.crop, shown))


def cover_figure(document: Document) -> Figure | None:
    """Return the picture the cover shows: the one asked for, else the lead's first."""
    issue = document.issue
    if issue.cover is not None and issue.cover.picture is not None:
        return issue.cover
    lead = issue.article(issue.lead)
    figures = lead.figures() if lead else iter(())
    return next((one for one in figures if one.picture is not None and not one.decorative), None)


def _planned(document: Document, shown: Derivative | None, *, mirrored: bool) -> Cover:
    figure = cover_figure(document)
    start = 1.0 if mirrored else 0.0

    name = _nameplate(document)
    first = BAR + 66 + (name.rise if name else 0)
    facts_top = first + (name.depth + max(36.0, name.fall + CLEAR) if name else 0)
    facts_foot = facts_top + 84

    teasers = tuple(_teasers(document))
    teasers_depth = max((_depth(*one) for one in teasers), default=0.0)
    teasers_top = HEIGHT - 76 - teasers_depth if teasers else HEIGHT - 60.0

    room = teasers_top - facts_foot - 140 - (SMALLEST_PICTURE if shown else 0)
    largest = LARGEST_HEADLINE if shown else LARGEST_HEADLINE * 1.5
    headline = _headline(document, room=room, largest=round(largest))
    kicker = _kicker(document) if headline else None
    # A story with a picture stands below it; one without stands at the top.
    last = story_top = teasers_top - 92
    if headline:
        above = headline.rise + (122 if kicker else 56)
        if not shown:
            last = facts_foot + above + headline.depth
        story_top = last - headline.depth - above
    crop = None
    if figure is not None and shown is not None:
        crop = _crop(figure, shown, top=facts_foot, depth=story_top - facts_foot)

    def placed(words: Setting | None, baseline: float, share: float = start) -> Drawn:
        return words.at(MARGIN, baseline, measure=LIVE, share=share) if words else Drawn()

    return Cover(
        nameplate=placed(name, first, 0.5),
        facts=tuple(_facts(document, baseline=facts_foot - 29, start=start)),
        facts_top=facts_top,
        facts_foot=facts_foot,
        crop=crop,
        kicker=placed(kicker, story_top + 80),
        headline=placed(headline, last - (headline.depth if headline else 0)),
        teasers=tuple(_standing(teasers, teasers_top, mirrored=mirrored)),
        teasers_top=teasers_top,
    )


def _nameplate(document: Document) -> Setting | None:
    """Set the paper's name as large as the width allows, a long one in two lines."""
    name = plain(document.publication.name)
    face = face_for(name, *DISPLAY)
    if face is None:
        return None
    size = _fitting(face, (name,), largest=340)
    if size >= 150 or " " not in name:
        return Setting(face, (name,), size, size)
    lines = face.lines(name, 100, 0.62 * face.width(name, 100))
    size = _fitting(face, lines, largest=220)
    return Setting(face, lines, size, size * 1.04)


def _fitting(face: Face, lines: Sequence[str], *, largest: float) -> float:
    widest = max((face.width(line, 100) for line in lines), default=0.0)
    return min(largest, 100 * LIVE / widest) if widest else largest


def _facts(document: Document, *, baseline: float, start: float) -> Iterator[Drawn]:
    """Yield the number where lines start, the day where they end; bookshops mind the price."""
    publication, issue = document.publication, document.issue
    said = words(publication.language)
    number = f"{said.number} {issue.number}"
    if issue.volume is not None:
        number = f"{said.volume} {issue.volume}, {number}"
    day = long_date(issue.date, publication.language)
    for text, share in ((number, start), (day, 1.0 - start)):
        face = face_for(text, *LABEL)
        if face is not None:
            line = Setting(face, (text,), 42, 42)
            yield line.at(MARGIN, baseline, measure=LIVE, share=share)


def _headline(document: Document, *, room: float, largest: int) -> Setting | None:
    """Set the lead's headline up to ``largest``, as large as ``room`` and four lines let it be."""
    lead = document.issue.article(document.issue.lead)
    text = plain(lead.headline) if lead else ""
    face = face_for(text, *DISPLAY)
    if not text or face is None:
        return None
    for size in range(largest, SMALLEST_HEADLINE, -4):
        setting = Setting(face, face.lines(text, size, LIVE), size, size * 1.06)
        widest = max(face.width(line, size) for line in setting.lines)
        most = 3 if size > 120 else 4
        if len(setting.lines) <= most and widest <= LIVE and setting.depth + size <= room:
            return setting
    size = SMALLEST_HEADLINE
    return Setting(face, face.lines(text, size, LIVE)[:6], size, size * 1.06)


def _kicker(document: Document) -> Setting | None:
    """Set what a special number is called, else what the lead is about."""
    lead = document.issue.article(document.issue.lead)
    text = plain(document.issue.title or (lead.kicker if lead else None) or "")
    face = face_for(text, *LABEL)
    if not text or face is None or face.width(text, 46) > LIVE:
        return None
    return Setting(face, (text,), 46, 46)


def _teasers(document: Document) -> Iterator[tuple[Setting, Setting]]:
    """Yield label and headline of the stories that matter most, one a section."""
    found = 0
    for section, article in _others(document):
        label = _teaser(plain(section), LABEL, size=34, most=1)
        headline = _teaser(plain(article.headline), DISPLAY, size=50, most=4)
        if found < TEASERS and label and headline:
            found += 1
            yield label, headline


def _teaser(text: str, style: tuple[str, int], *, size: float, most: int) -> Setting | None:
    """Set ``text`` in the column of a teaser, ``None`` when it does not fit there."""
    face = face_for(text, *style)
    if face is None:
        return None
    lines = face.lines(text, size, COLUMN)
    fits = len(lines) <= most and all(face.width(line, size) <= COLUMN for line in lines)
    return Setting(face, lines, size, size * 1.16) if fits else None


def _others(document: Document) -> Iterator[tuple[str, Article]]:
    """Yield the first story of highest rank of each section without the lead, weightiest first."""
    issue = document.issue
    chosen = [
        (section.title, min(section.articles, key=_weight))
        for section in issue.sections
        if section.articles and all(one.slug != issue.lead for one in section.articles)
    ]
    yield from sorted(chosen, key=lambda one: _weight(one[1]))


def _weight(article: Article) -> int:
    return _RANKS.index(article.rank)


def _depth(label: Setting, headline: Setting) -> float:
    return 60 + label.rise + headline.rise + 28 + headline.depth


def _standing(
    teasers: Sequence[tuple[Setting, Setting]], top: float, *, mirrored: bool
) -> Iterator[Teaser]:
    for number, (label, headline) in enumerate(teasers):
        column = TEASERS - 1 - number if mirrored else number
        left = MARGIN + column * (COLUMN + GUTTER)
        share = 1.0 if mirrored else 0.0
        first = top + 36 + label.rise
        below = first + 34 + headline.rise
        yield Teaser(
            label.at(left, first, measure=COLUMN, share=share),
            headline.at(left, below, measure=COLUMN, share=share),
            left,
            COLUMN,
        )


def _crop(figure: Figure, shown: Derivative, *, top: float, depth: float) -> Crop:
    address, view = "", (0, 0, shown.width, shown.height)
    if shown.media_type == "image/svg+xml":
        address = f"data:{shown.media_type};base64,{b64encode(shown.data).decode('ascii')}"
    else:
        view = _view(figure, shown, aspect=WIDTH / depth)
    return Crop(address, shown.width, shown.height, view, top, depth)


def _below(crop: Crop | None, shown: Derivative | None) -> Below | None:
    """Return the photograph to put behind the drawing, ``None`` when there is none."""
    if crop is None or shown is None or crop.address:
        return None
    top = math.floor(crop.top)
    return Below(shown.data, crop.view, (0, top, WIDTH, math.ceil(crop.top + crop.depth) - top))


def _view(figure: Figure, shown: Derivative, *, aspect: float) -> Box:
    """Return the largest part of the picture that has ``aspect``, around the point that matters."""
    width = min(shown.width, shown.height * aspect)
    height = width / aspect
    left = min(max(0.0, figure.focus.left / 100 * shown.width - width / 2), shown.width - width)
    top = min(max(0.0, figure.focus.top / 100 * shown.height - height / 2), shown.height - height)
    return math.floor(left), math.floor(top), max(1, math.floor(width)), max(1, math.floor(height))
