"""The cover picture: name, date, number, lead picture, lead headline and what else is inside.

The drawing is a template (``epub/cover.svg.j2``). What is worked out here is only what a
template cannot know: how large words may be, where lines break, what of the picture shows.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..document import Document
from ..look import fonts
from ..look.templates import Renderer
from ..look.words import long_date, words
from ..model import Article, Figure, Rank
from ..pictures.derive import Derivative
from .lettering import Lettering, lettering
from .metadata import plain

WIDTH, HEIGHT = 1600, 2400
"""Bookshops want at least 1400 pixels across, and some no more than four megapixels."""

MARGIN = 80
LIVE = WIDTH - 2 * MARGIN
BAR = 28
GUTTER = 56
TEASERS = 3
SMALLEST_PICTURE = 760
LARGEST_HEADLINE, SMALLEST_HEADLINE = 172, 76

_RANKS: Sequence[Rank] = ("lead", "second", "story", "brief")


@dataclass(frozen=True, slots=True)
class Setting:
    """Words broken into lines, not yet anywhere. Sizes in pixels of the cover."""

    face: Lettering
    lines: tuple[str, ...]
    size: float
    leading: float

    @property
    def depth(self) -> float:
        """How far the last baseline is below the first."""
        return (len(self.lines) - 1) * self.leading

    @property
    def rise(self) -> float:
        """How far capitals stand above the first baseline."""
        return 0.68 * self.size

    def at(self, left: float, baseline: float, *, share: float = 0.0, measure: float = 0.0) -> str:
        """Return the lines as path data, the first on ``baseline``.

        ``share`` says how much of the room left in ``measure`` stands before a
        line: 0 none, 0.5 half, 1 all of it.
        """
        return "".join(
            self.face.outline(
                line,
                self.size,
                left + share * (measure - self.face.width(line, self.size)),
                baseline + number * self.leading,
            )
            for number, line in enumerate(self.lines)
        )


@dataclass(frozen=True, slots=True)
class Teaser:
    """A story inside, named at the foot of the cover. ``label`` and ``headline`` are path data."""

    label: str
    headline: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Crop:
    """The picture in its frame; ``view`` is the part that shows, in the picture's own pixels."""

    address: str
    width: int
    height: int
    view: str
    top: float
    depth: float
    whole: bool
    """A drawing is shown whole, a photograph fills its frame."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Everything the template draws, where it stands. Words are path data, lengths pixels."""

    nameplate: str
    facts: tuple[str, ...]
    facts_top: float
    facts_foot: float
    crop: Crop | None
    kicker: str | None
    headline: str | None
    teasers: tuple[Teaser, ...]
    teasers_top: float


def draw_cover(
    document: Document,
    renderer: Renderer,
    pictures: Mapping[str, Derivative],
    *,
    colours: Mapping[str, str],
) -> bytes:
    """Return the cover as an SVG of ``WIDTH`` by ``HEIGHT`` pixels that needs no fonts.

    ``colours`` are the house's tokens; ``--house-colour`` and ``--paper-colour`` are used.

    Raises:
        LookError: the template is missing or broken.
    """
    text = renderer.render(
        "epub/cover.svg.j2",
        cover=_planned(document, pictures),
        width=WIDTH,
        height=HEIGHT,
        margin=MARGIN,
        bar=BAR,
        house_colour=colours.get("--house-colour", "#a8201a"),
        paper_colour=colours.get("--paper-colour", "#ffffff"),
        issue=document.issue,
        publication=document.publication,
    )
    return text.encode()


def cover_alt(document: Document) -> str:
    """Return in words what the cover shows."""
    publication, issue = document.publication, document.issue
    said = words(publication.language)
    day = long_date(issue.date, publication.language)
    name = f"{said.cover}: {plain(publication.name)}, {said.number} {issue.number}, {day}"
    lead = issue.article(issue.lead)
    return f"{name}. {said.lead_story}: {plain(lead.headline)}" if lead else name


def cover_figure(document: Document) -> Figure | None:
    """Return the picture the cover shows: the one asked for, else the lead's first."""
    issue = document.issue
    if issue.cover is not None and issue.cover.picture is not None:
        return issue.cover
    lead = issue.article(issue.lead)
    figures = lead.figures() if lead else iter(())
    return next((one for one in figures if one.picture is not None and not one.decorative), None)


def _planned(document: Document, pictures: Mapping[str, Derivative]) -> Cover:
    display, label = _faces()
    figure = cover_figure(document)
    shown = pictures.get(figure.picture.digest) if figure and figure.picture else None

    name = _nameplate(document, display)
    first = BAR + 66 + name.rise
    facts_top = first + name.depth + max(36.0, 0.27 * name.size)
    facts_foot = facts_top + 84

    teasers = tuple(_teasers(document, display, label))
    teasers_depth = max((_depth(*one) for one in teasers), default=0.0)
    teasers_top = HEIGHT - 76 - teasers_depth if teasers else HEIGHT - 60.0

    room = teasers_top - facts_foot - 140
    headline = _headline(document, display, room=room - SMALLEST_PICTURE if shown else room)
    kicker = _kicker(document, label) if headline else None
    last = teasers_top - 92
    story_top = last
    if headline:
        story_top = last - headline.depth - headline.rise - (122 if kicker else 56)
    crop = None
    if figure is not None and shown is not None:
        crop = _crop(figure, shown, top=facts_foot, depth=story_top - facts_foot)
    return Cover(
        nameplate=name.at(MARGIN, first, share=0.5, measure=LIVE),
        facts=tuple(_facts(document, label, baseline=facts_foot - 29)),
        facts_top=facts_top,
        facts_foot=facts_foot,
        crop=crop,
        kicker=kicker.at(MARGIN, story_top + 80) if kicker else None,
        headline=headline.at(MARGIN, last - headline.depth) if headline else None,
        teasers=tuple(_standing(teasers, teasers_top)),
        teasers_top=teasers_top,
    )


def _faces() -> tuple[Lettering, Lettering]:
    """Return the bundled faces for what is large and for labels."""
    at_hand = {(face.family, face.weight): face.path for face in fonts.faces()}
    return (
        lettering(at_hand["Edition Headline", 700]),
        lettering(at_hand["Edition Sans", 600]),
    )


def _nameplate(document: Document, face: Lettering) -> Setting:
    """Set the paper's name as large as the width allows, a long one in two lines."""
    name = plain(document.publication.name)
    size = _fitting(face, (name,), largest=340)
    if size >= 150 or " " not in name:
        return Setting(face, (name,), size, size)
    lines = face.lines(name, 100, 0.62 * face.width(name, 100))
    size = _fitting(face, lines, largest=220)
    return Setting(face, lines, size, size * 1.04)


def _fitting(face: Lettering, lines: Sequence[str], *, largest: float) -> float:
    widest = max((face.width(line, 100) for line in lines), default=0.0)
    return min(largest, 100 * LIVE / widest) if widest else largest


def _facts(document: Document, face: Lettering, *, baseline: float) -> Iterator[str]:
    """Yield the number at the left, the day at the right; never the price (bookshops mind)."""
    publication, issue = document.publication, document.issue
    said = words(publication.language)
    number = f"{said.number} {issue.number}"
    if issue.volume is not None:
        number = f"{said.volume} {issue.volume}, {number}"
    for text, share in ((number, 0.0), (long_date(issue.date, publication.language), 1.0)):
        if face.writes(text):
            line = Setting(face, (text,), 42, 42)
            yield line.at(MARGIN, baseline, share=share, measure=LIVE)


def _headline(document: Document, face: Lettering, *, room: float) -> Setting | None:
    """Set the lead's headline as large as it may be in ``room`` and four lines."""
    lead = document.issue.article(document.issue.lead)
    text = plain(document.issue.title or (lead.headline if lead else ""))
    if not text or not face.writes(text):
        return None
    for size in range(LARGEST_HEADLINE, SMALLEST_HEADLINE, -4):
        setting = Setting(face, face.lines(text, size, LIVE), size, size * 1.06)
        widest = max(face.width(line, size) for line in setting.lines)
        most = 3 if size > 120 else 4
        if len(setting.lines) <= most and widest <= LIVE and setting.depth + size <= room:
            return setting
    size = SMALLEST_HEADLINE
    return Setting(face, face.lines(text, size, LIVE), size, size * 1.06)


def _kicker(document: Document, face: Lettering) -> Setting | None:
    lead = document.issue.article(document.issue.lead)
    text = plain(lead.kicker) if lead and lead.kicker else ""
    if not text or not face.writes(text) or face.width(text, 46) > LIVE:
        return None
    return Setting(face, (text,), 46, 46)


def _teasers(
    document: Document, display: Lettering, label: Lettering
) -> Iterator[tuple[Setting, Setting]]:
    """Yield label and headline of the stories that matter most, one a section."""
    measure = (LIVE - (TEASERS - 1) * GUTTER) / TEASERS
    found = 0
    for section, article in _others(document):
        title, headline = plain(section), plain(article.headline)
        lines = display.lines(headline, 50, measure)
        fits = len(lines) <= 4 and all(display.width(line, 50) <= measure for line in lines)
        named = label.writes(title) and label.width(title, 34) <= measure
        if found < TEASERS and fits and named and display.writes(headline):
            found += 1
            yield Setting(label, (title,), 34, 34), Setting(display, lines, 50, 58)


def _others(document: Document) -> Iterator[tuple[str, Article]]:
    """Yield the first story of highest rank of each section, the weightiest first."""
    issue = document.issue
    chosen = []
    for section in issue.sections:
        articles = [one for one in section.articles if one.slug != issue.lead]
        if articles and all(one.slug != issue.lead for one in section.articles):
            chosen.append((section.title, min(articles, key=lambda one: _RANKS.index(one.rank))))
    yield from sorted(chosen, key=lambda one: _RANKS.index(one[1].rank))


def _depth(label: Setting, headline: Setting) -> float:
    return 60 + label.rise + headline.rise + 28 + headline.depth


def _standing(teasers: Sequence[tuple[Setting, Setting]], top: float) -> Iterator[Teaser]:
    measure = (LIVE - (TEASERS - 1) * GUTTER) / TEASERS
    for number, (label, headline) in enumerate(teasers):
        left = MARGIN + number * (measure + GUTTER)
        first = top + 36 + label.rise
        below = first + 34 + headline.rise
        yield Teaser(label.at(left, first), headline.at(left, below), left, measure)


def _crop(figure: Figure, shown: Derivative, *, top: float, depth: float) -> Crop:
    whole = figure.picture is not None and figure.picture.kind == "svg"
    address = f"data:{shown.media_type};base64,{b64encode(shown.data).decode('ascii')}"
    view = (
        f"0 0 {shown.width} {shown.height}" if whole else _view(figure, shown, aspect=WIDTH / depth)
    )
    return Crop(address, shown.width, shown.height, view, top, depth, whole)


def _view(figure: Figure, shown: Derivative, *, aspect: float) -> str:
    """Return the largest part of the picture that has ``aspect``, around the point that matters."""
    width = min(shown.width, shown.height * aspect)
    height = width / aspect
    left = min(max(0.0, figure.focus.left / 100 * shown.width - width / 2), shown.width - width)
    top = min(max(0.0, figure.focus.top / 100 * shown.height - height / 2), shown.height - height)
    return f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}"
