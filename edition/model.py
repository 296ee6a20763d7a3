"""What an issue is made of, before any decision about how it will look.

Everything here is frozen, holds no open files and knows nothing of EPUB or
PDF. ``edition.source`` builds these objects; every later stage only reads
them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, NewType

from markupsafe import Markup

from .offer import Offer as Offer
from .outlets import DropBox as DropBox
from .outlets import Mailing as Mailing
from .page import Edges as Edges
from .page import Newspaper as Newspaper
from .page import Page as Page
from .page import PicturePolicy as PicturePolicy
from .press_profile import PressProfile as PressProfile

Slug = NewType("Slug", str)
"""A name that is safe in a URL and a file name: ``harbour-reopens``."""


def slugified(words: str) -> str:
    """Return ``words`` in the letters of a slug: ``Café Noël`` gives ``cafe-noel``.

    Words in a script other than Latin give an empty string.
    """
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LATIN))
    runs = re.findall(r"[a-z0-9]+", "".join(one for one in plain if not unicodedata.combining(one)))
    return "-".join(runs)


# Letters that do not come apart into a plain letter and an accent.
_LATIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | dict.fromkeys("’'", "")
)


Rank = Literal["lead", "second", "story", "brief"]
"""How much a story matters, in falling order."""

Day = date
"""A calendar day; ``Issue`` has a field of the other name."""

FigureSize = Literal["column", "wide", "full"]
"""One column, two or more columns, the story's whole width."""

PictureKind = Literal["jpeg", "png", "gif", "webp", "tiff", "svg"]

StandingKind = Literal["imprint", "contacts", "house-ad", "appeal"]

LAST_PAGE = -1
"""A page number that stands for the last page, however many there are."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in the editor's files something came from, for messages.

    ``path`` is relative to the publication's folder, so that messages and
    outputs do not depend on where that folder is.
    """

    path: Path
    line: int | None = None

    def __str__(self) -> str:
        name = self.path.as_posix()
        return f"{name}:{self.line}" if self.line else name


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture file, measured but not altered.

    ``path`` is where it can be read; ``name`` is how the editor calls it.
    ``width`` and ``height`` are pixels as seen upright, after the orientation
    the camera noted is applied; for ``svg`` they are CSS pixels.
    """

    path: Path
    name: str
    width: int
    height: int
    kind: PictureKind
    colour: Literal["grey", "rgb", "cmyk"]
    digest: str
    """SHA-256 of the file's bytes, hexadecimal."""
    animated: bool = False
    transparent: bool = False

    def resolution(self, printed_width_mm: float) -> float:
        """Return the pixels per inch left when printed ``printed_width_mm`` wide."""
        return self.width / (printed_width_mm / 25.4)


@dataclass(frozen=True, slots=True)
class Focus:
    """The point of a picture that must survive cropping, in per cent from left and top."""

    left: float = 50.0
    top: float = 50.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as readers meet it: with its words.

    ``picture`` is ``None`` when the file is wanted but missing. ``alt`` is what
    a reader who cannot see the picture needs; ``None`` means nobody has written
    it yet. ``decorative`` pictures need no alt, caption or credit.
    """

    picture: Picture | None
    name: str
    origin: Origin
    caption: Markup | None = None
    credit: str | None = None
    alt: str | None = None
    focus: Focus = Focus()
    size: FigureSize | None = None
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Markup
    origin: Origin
    direction: Literal["rtl", "ltr"] | None = None
    """``None``: as the article's language runs."""


@dataclass(frozen=True, slots=True)
class Crosshead:
    text: Markup
    origin: Origin
    level: Literal[2, 3] = 2
    """2 for a crosshead, 3 for a smaller one under it."""


@dataclass(frozen=True, slots=True)
class PullQuote:
    """Words lifted from the story to catch the eye; they stand in the story as well."""

    text: Markup
    origin: Origin
    attribution: Markup | None = None


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """Words cited from elsewhere."""

    body: tuple[Block, ...]
    origin: Origin
    attribution: Markup | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    body: tuple[Block, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class ItemList:
    items: tuple[ListItem, ...]
    origin: Origin
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; ``header`` may be empty; ``alignments`` has one entry a column."""

    header: tuple[Markup, ...]
    rows: tuple[tuple[Markup, ...], ...]
    origin: Origin
    alignments: tuple[Literal["left", "right", "center"] | None, ...] = ()
    caption: Markup | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One question or one answer."""

    speaker: Literal["question", "answer"]
    text: Markup
    origin: Origin


@dataclass(frozen=True, slots=True)
class QuestionAndAnswer:
    turns: tuple[Turn, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines kept as typed."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Break:
    """A pause between passages; the stylesheet decides what it looks like."""

    origin: Origin


@dataclass(frozen=True, slots=True)
class Box:
    """A sidebar: its own small story, ruled off from the text around it."""

    body: tuple[Block, ...]
    origin: Origin
    title: Markup | None = None


Block = (
    Paragraph
    | Crosshead
    | Figure
    | PullQuote
    | BlockQuote
    | ItemList
    | Table
    | QuestionAndAnswer
    | CodeBlock
    | Break
    | Box
)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note under the text; inline markup refers to it by ``number`` (from 1)."""

    number: int
    text: Markup
    origin: Origin


@dataclass(frozen=True, slots=True)
class Article:
    """A story.

    Inline ``Markup`` is well-formed XHTML of a small allow-list. Two of its
    elements wait for their edition: ``<a href="edition:slug#fragment">`` is a
    link inside the issue (``edition:#fragment`` inside the same article) and
    ``<a class="note" href="edition:note/2"></a>`` calls footnote 2.
    """

    slug: Slug
    headline: Markup
    body: tuple[Block, ...]
    origin: Origin
    print_headline: Markup | None = None
    kicker: str | None = None
    standfirst: Markup | None = None
    bylines: tuple[str, ...] = ()
    author_note: Markup | None = None
    dateline: str | None = None
    section: str | None = None
    rank: Rank = "story"
    tags: tuple[str, ...] = ()
    source: str | None = None
    language: str | None = None
    """BCP 47; ``None`` means the publication's language."""
    related: tuple[Slug, ...] = ()
    notes: tuple[Footnote, ...] = ()
    pull_quotes: bool = True
    """Whether words of its own may be lifted from it to break up its columns."""

    def figures(self) -> Iterator[Figure]:
        """Yield the figures in reading order, those inside boxes included."""
        yield from figures_in(self.body)


def figures_in(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    """Yield every figure in ``blocks``, however deep, in reading order."""
    for block in nested(blocks):
        if isinstance(block, Figure):
            yield block


def nested(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block and the blocks inside it, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Box(body=body) | BlockQuote(body=body):
                yield from nested(body)
            case ItemList(items=items):
                for item in items:
                    yield from nested(item.body)
            case _:
                pass


@dataclass(frozen=True, slots=True)
class Section:
    slug: Slug
    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class AdSize:
    """The room a house ad may take: columns wide, lines of the baseline grid high."""

    columns: int
    lines: int


@dataclass(frozen=True, slots=True)
class StandingMatter:
    """What returns in every issue: imprint, contacts, house ads, appeals.

    ``page`` is where it stands, ``LAST_PAGE`` for the last one, ``None`` where there
    is room. What is not ``every_issue`` stands where space is left, or not at all.
    """

    slug: Slug
    kind: StandingKind
    body: tuple[Block, ...]
    origin: Origin
    headline: Markup | None = None
    figure: Figure | None = None
    sizes: tuple[AdSize, ...] = ()
    link: str | None = None
    notes: tuple[Footnote, ...] = ()
    page: int | None = None
    every_issue: bool = False


@dataclass(frozen=True, slots=True)
class SuppliedPage:
    """A PDF of one page that an advertiser sent, measured but not altered.

    ``width`` and ``height`` are millimetres of the page as seen, after trimming and
    turning. ``path`` is where it can be read; ``name`` is how the editor calls it.
    """

    path: Path
    name: str
    width: float
    height: float
    digest: str
    """SHA-256 of the file's bytes, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Advert:
    """An advertisement somebody paid for: it stands in the issue whatever else gives way.

    ``height`` is in millimetres. ``artwork`` is ``None`` when the file is wanted but
    cannot be used. ``page`` is the page booked, ``LAST_PAGE`` for the last one; ``side``
    the side of an opening. It never stands beside another whose ``apart`` is the same.
    """

    slug: Slug
    name: str
    artwork: Picture | SuppliedPage | None
    columns: int
    height: float
    origin: Origin
    page: int | None = None
    side: Literal["left", "right"] | None = None
    apart: str | None = None
    alt: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """What the editor has settled about the place and shape of a story.

    ``never`` are pages it may not stand on, not even in part. ``columns`` is the width
    of the story, ``picture`` that of its first picture. ``alone``: no other story on its
    pages. ``spread``: over both pages of an opening. ``jump`` is whether it may go on on
    another page, ``None`` for what the publication allows.
    """

    story: Slug
    origin: Origin
    page: int | None = None
    never: tuple[int, ...] = ()
    columns: int | None = None
    picture: int | None = None
    alone: bool = False
    spread: bool = False
    jump: bool | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One dated number of a publication.

    ``folder`` is where its files can be read. ``lead`` is the slug of the story
    that leads the front page. ``revised`` is the date of a correction, ``None``
    when the issue stands as first published. ``pages`` is how many pages are wanted,
    ``None`` for as many as it takes; ``pins`` has one at most for a story.
    """

    date: date
    number: int
    sections: tuple[Section, ...]
    folder: Path
    origin: Origin
    lead: Slug
    volume: int | None = None
    price: str | None = None
    title: str | None = None
    """The title of a special number."""
    cover: Figure | None = None
    correction: str | None = None
    revised: Day | None = None
    pages: int | None = None
    adverts: tuple[Advert, ...] = ()
    pins: tuple[Pin, ...] = ()

    def articles(self) -> Iterator[Article]:
        """Yield every article in reading order."""
        return (article for section in self.sections for article in section.articles)

    def article(self, slug: Slug) -> Article | None:
        """Return the article called ``slug``, or ``None``."""
        return next((one for one in self.articles() if one.slug == slug), None)

    def pin(self, slug: Slug) -> Pin | None:
        """Return what is settled about the story called ``slug``, or ``None``."""
        return next((one for one in self.pins if one.story == slug), None)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding the publication has decided to live with, and why.

    ``where`` is a file name or glob relative to the publication; ``None`` waives
    the code everywhere.
    """

    code: str
    reason: str
    origin: Origin
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """The newspaper or magazine itself: what stays the same between issues."""

    slug: Slug
    name: str
    publisher: str
    language: str
    folder: Path
    origin: Origin
    tagline: str | None = None
    place: str | None = None
    issn: str | None = None
    url: str | None = None
    rights: str | None = None
    price: str | None = None
    frequency: str | None = None
    sections: tuple[str, ...] = ()
    layout: Literal["flow", "newspaper"] = "flow"
    typography: bool = True
    headline_lines: int = 3
    page: Page = field(default=Page())
    newspaper: Newspaper = field(default=Newspaper())
    pictures: PicturePolicy = field(default=PicturePolicy())
    press: PressProfile | None = None
    offer: Offer = field(default=Offer())
    printers: tuple[DropBox, ...] = ()
    mailing: Mailing | None = None
    standing: tuple[StandingMatter, ...] = field(default=())
    waivers: tuple[Waiver, ...] = ()
