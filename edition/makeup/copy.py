"""Copy as make-up sees it: how many lines, where they may be parted, what stands among them.

Everything is counted in columns and in lines of the baseline grid. Nothing here
knows a letter, a millimetre or a picture file: ``edition.pdf`` measures, make-up
decides, and what it decides comes out of ``edition.makeup.plan``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

HeadSize = Literal["deck", "small", "middle", "large", "lead"]
"""The headline sizes of the scale, in rising order."""

HEAD_SIZES: tuple[HeadSize, ...] = ("deck", "small", "middle", "large", "lead")

InsetKind = Literal["picture", "box", "table", "quote", "briefs"]


@dataclass(frozen=True, slots=True)
class Grid:
    """The live area of a page: columns side by side, lines one under the other.

    ``gap`` lines of air part what stands one above the other; the rule between
    two stories is drawn in them.
    """

    columns: int
    lines: int
    gap: int = 1


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of a galley that belong together: a paragraph, a crosshead, a list item.

    A column may end after each of ``breaks`` lines (1 … ``lines`` - 1), and after
    the last one unless ``holds``. ``air`` lines are left above it and ``stretch``
    more can be; at the head of a column there are none. A ``loose`` run can be
    set one line longer by wider spaces between its words.
    """

    lines: int
    breaks: tuple[int, ...] = ()
    holds: bool = False
    air: int = 0
    stretch: int = 0
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """One way to set the furniture over a story: kicker, headline, standfirst.

    ``lines`` is its whole height with the air under it, ``turns`` the lines of the
    headline alone. ``ragged`` says how badly the headline's lines fill its width:
    0 they are full, 1 they are half empty.
    """

    size: HeadSize
    columns: int
    lines: int
    turns: int = 1
    ragged: float = 0.0


@dataclass(frozen=True, slots=True)
class InsetSize:
    """One width an inset may have, and the heights it may then take.

    Heights hold everything but the air towards the text: the picture, its caption
    and credit; the box with its frame. ``natural`` is the height nothing is
    cropped or stretched at; ``least`` and ``most`` are as far as it goes.
    """

    columns: int
    natural: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Inset:
    """What stands among a story's columns and is not its text: a picture, a box, a table.

    ``wish`` is the width the editor asked for in columns, 0 for none. ``first``
    marks the picture a story would rather keep large. ``optional``: the story can
    do without it (a pull quote). ``weight`` is how strongly a picture draws the eye,
    1 for a photograph, less for a diagram or a portrait.
    """

    name: str
    kind: InsetKind
    sizes: tuple[InsetSize, ...]
    wish: int = 0
    first: bool = False
    optional: bool = False
    weight: float = 1.0
    said: float | None = None
    """How much of the story comes before its words in the text, from 0 to 1; ``None``: they are
    not said there."""

    def size(self, columns: int) -> InsetSize | None:
        """Return the heights it may take ``columns`` columns wide, ``None`` if it cannot be."""
        return next((one for one in self.sizes if one.columns == columns), None)


@dataclass(frozen=True, slots=True)
class Across:
    """What a story shows over both pages of the middle sheet, where they are one sheet of paper.

    ``heads`` are the lines its headline may take across the fold, the largest size first,
    ``standfirst`` those of its
    standfirst in one, two and three columns (none: it has none). ``picture`` is the one that
    crosses the fold, ``None`` when none may: ``sizes`` have the columns it takes on either
    page and its heights, ``words`` the lines of caption and credit in each of them.
    """

    heads: tuple[int, ...]
    standfirst: tuple[int, ...] = ()
    picture: str | None = None
    sizes: tuple[InsetSize, ...] = ()
    words: tuple[int, ...] = ()


Rank = Literal["lead", "second", "story", "brief"]


@dataclass(frozen=True, slots=True)
class Pin:
    """What the editor has settled about a story; all else is left to make-up.

    Pages are counted from 1. ``alone``: no other story on its pages. ``spread``:
    over both pages of an opening. ``picture``: columns of its first picture.
    """

    page: int | None = None
    never: tuple[int, ...] = ()
    columns: int | None = None
    picture: int | None = None
    alone: bool = False
    spread: bool = False
    jump: bool | None = None
    """Whether it may go on on another page; ``None``: as the publication allows."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a galley: before line ``line`` of its run ``run``, both from 0."""

    run: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Copy:
    """A story as make-up sees it.

    ``name`` is the anchor of its part. ``heads`` are all the ways to set its
    furniture, ``turned`` those of the short one over a continuation. ``start`` is
    where its text begins: not at the head of the galley for a continuation.
    ``gathered`` names the briefs when this is a run of them under one label.
    """

    name: str
    section: str
    rank: Rank
    galley: tuple[Run, ...]
    heads: tuple[Head, ...]
    insets: tuple[Inset, ...] = ()
    turned: tuple[Head, ...] = ()
    start: Position = Position()
    related: tuple[str, ...] = ()
    pin: Pin = Pin()
    gathered: tuple[str, ...] = ()
    title: str = ""
    """Its headline, as an editor is told of it."""
    across: Across | None = None
    """How it stands over the middle sheet, for a story that shall; ``None`` for any other."""

    @property
    def called(self) -> str:
        """Return what an editor calls it by: its headline, the section of its briefs, its name."""
        if self.gathered and not self.title:
            return f"the briefs of {self.section}"
        return f"“{self.title or self.name}”"

    @property
    def lines(self) -> int:
        """The lines its text takes from ``start`` on, the air in it included."""
        whole = sum(run.lines + run.air for run in self.galley[self.start.run :])
        return whole - self.start.line

    @property
    def continued(self) -> bool:
        """Whether this is the rest of a story that began on an earlier page."""
        return bool(self.start.run or self.start.line)

    def rest(self, start: Position, insets: tuple[Inset, ...]) -> Copy:
        """Return what is left of the story from ``start`` on, with the ``insets`` left over."""
        return replace(self, start=start, insets=insets, heads=self.turned)


FillerKind = Literal["standing", "house-ad", "contents", "advert", "barcode"]


@dataclass(frozen=True, slots=True)
class Room:
    """A size something ready-made may take: ``columns`` wide, ``least`` to ``most`` lines."""

    columns: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Ready:
    """Something ready-made: an advertisement, a house ad, the imprint, what is inside.

    It must stand in the issue when ``required``, on ``page`` when that is given
    (-1 is the last page); otherwise it fills space where there is some.
    ``side``: only on such a page. ``apart``: never beside another of the same word
    (two rival shops). ``corner``: stacked from the bottom outer corner, as paid
    advertisements are.
    """

    name: str
    kind: FillerKind
    rooms: tuple[Room, ...]
    required: bool = False
    page: int | None = None
    side: Literal["left", "right"] | None = None
    apart: str | None = None
    corner: bool = False
    title: str = ""
    """What an editor calls it."""

    @property
    def called(self) -> str:
        """Return what an editor is told of it by."""
        return f"“{self.title or self.name}”"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a publication allows, and what its front page gives away.

    ``multiple`` and ``pages``: page counts are multiples of the one, and only
    ``pages`` when that is given. ``masthead`` is its height in lines with the air
    under it. ``jumps``: how many stories of an issue may go on on another page,
    those that fill more than a page not counted. ``front``: stories on page 1 at
    most, ``front_most`` where so few do not fill it. ``openers``: sections that begin a
    page of their own.
    """

    multiple: int = 1
    pages: int | None = None
    masthead: int = 0
    jumps: int = 1
    front: int = 3
    front_most: int = 8
    openers: tuple[str, ...] = ()
    flag: int = 2
    """Lines the name of a section takes when it begins in the middle of a page."""
