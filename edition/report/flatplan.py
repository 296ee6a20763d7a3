"""What is to be told of a flatplan: what stands on each page, how the copy fits, what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from textwrap import shorten

from ..document import Document
from ..makeup.copy import FillerKind, HeadSize
from ..makeup.plan import Filled, Flatplan, Form, Module, Rect, Sheet

READY_WORDS: dict[FillerKind, str] = {
    "standing": "standing matter",
    "house-ad": "house ad",
    "contents": "contents",
    "advert": "advertisement",
    "barcode": "barcode",
}


@dataclass(frozen=True, slots=True)
class PictureFit:
    """A picture in its place: ``columns`` wide, ``cropped`` lines less or more than natural."""

    name: str
    columns: int
    cropped: int


@dataclass(frozen=True, slots=True)
class StoryFit:
    """A story, or a part of one, as it stands on a page.

    ``key`` is its letter on the page. ``text`` are the lines of its text, ``air`` the whole
    lines of white among them. ``onto`` is the page it goes on, ``back`` the one it comes
    from. ``left_out`` names what of it does not stand there. ``half``: it is a half of a
    story over the middle sheet.
    """

    key: str
    page: int
    name: str
    title: str
    section: str
    rect: Rect
    head: HeadSize | None
    turns: int
    text: int
    air: int
    pictures: tuple[PictureFit, ...]
    cost: float
    onto: int | None = None
    back: int | None = None
    gathered: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    half: str = ""


@dataclass(frozen=True, slots=True)
class ReadyFit:
    """Something ready-made as it stands on a page; ``key`` is its letter there."""

    key: str
    page: int
    name: str
    title: str
    kind: FillerKind
    rect: Rect


@dataclass(frozen=True, slots=True)
class PageFit:
    """A page: what stands on it, and ``empty``, the lines of single columns nothing fills.

    ``kept``: it stands as it was delivered last; ``None`` where nothing was.
    """

    sheet: Sheet
    stories: tuple[StoryFit, ...]
    ready: tuple[ReadyFit, ...]
    empty: int
    kept: bool | None = None
    remarks: tuple[str, ...] = ()
    """What a critic of the page would say, stories called by their headlines."""

    @property
    def number(self) -> int:
        return self.sheet.number

    @property
    def standing(self) -> str:
        """Whether it stands as it was delivered last, in words; empty where nothing was."""
        if self.kept is None:
            return ""
        return "as delivered" if self.kept else "new"


@dataclass(frozen=True, slots=True)
class Measure:
    """One rule of design: its ``name`` for machines, its ``title`` for people, what breaks it.

    ``count`` says how often, ``pages`` on which pages; of what belongs to no page there are none.
    """

    name: str
    title: str
    count: int
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Copyfit:
    """A flatplan in the words of its document. ``missing`` are stories that stand nowhere.

    ``measures`` say how good it is, rule by rule; none where that was not looked at.
    """

    document: Document
    plan: Flatplan
    pages: tuple[PageFit, ...]
    missing: tuple[str, ...]
    measures: tuple[Measure, ...] = ()

    @property
    def empty(self) -> int:
        """Lines of single columns that nothing fills, in the whole issue."""
        return sum(page.empty for page in self.pages)

    @property
    def fillers(self) -> int:
        """How many ready-made things stand in the issue that nobody booked."""
        kinds = [ready.kind for page in self.pages for ready in page.ready]
        return sum(kind in ("standing", "house-ad") for kind in kinds)

    @property
    def jumps(self) -> int:
        """How many stories go on on another page; not those over the middle sheet."""
        parts = [story for page in self.pages for story in page.stories]
        return sum(part.onto is not None and not part.back and not part.half for part in parts)

    @property
    def full(self) -> bool:
        """Whether everything stands somewhere and nothing is empty."""
        return not (self.plan.over or self.empty or self.plan.left_out or self.missing)

    def title(self, name: str) -> str:
        """Return how a person would call the story, picture or filler ``name``."""
        titles = _titles(self.document)
        within, _, kind = name.rpartition("--")  # what belongs to a part goes by its name
        if name in titles or within not in titles:
            return titles.get(name, name)
        return "a pull quote" if kind.startswith("inset") else f"{titles[within]}: {kind}"


def copyfit(document: Document, plan: Flatplan) -> Copyfit:
    """Return ``plan`` page by page, each part with its letter and its measures."""
    titles = _titles(document)
    pages = tuple(_page(sheet, plan, titles) for sheet in plan.sheets)
    placed = {story.name for page in pages for story in page.stories}
    placed |= {name for page in pages for story in page.stories for name in story.gathered}
    told = {*placed, *plan.left_out}
    stories = [part.anchor for part in document.parts if part.kind == "article"]
    return Copyfit(document, plan, pages, tuple(one for one in stories if one not in told))


def best(fits: tuple[Copyfit, ...]) -> Copyfit:
    """Return the one of ``fits`` that has fewest lines too many or too few, then costs least."""

    def rank(fit: Copyfit) -> tuple[bool, int, int, float]:
        lost = len(fit.missing) + len(fit.plan.left_out)
        return not fit.full, max(fit.plan.over, 0) + fit.empty, lost, fit.plan.cost

    return min(fits, key=rank)


def from_right(document: Document) -> bool:
    """Return whether pages run from right to left."""
    return next((part.direction == "rtl" for part in document.parts), False)


def openings(plan: Flatplan) -> Iterator[tuple[Sheet | None, Sheet | None]]:
    """Yield the pages that face each other, in the order of reading; ``None`` where none does."""
    by_number = {sheet.number: sheet for sheet in plan.sheets}
    last = max(by_number, default=0)
    for even in range(0, last + 1, 2):
        yield by_number.get(even), by_number.get(even + 1)


def masthead_lines(sheet: Sheet) -> int:
    """Return the lines the masthead takes at the top of the front page, 0 on any other."""
    rects = [module.rect for module in sheet.modules] + [ready.rect for ready in sheet.ready]
    return min((rect.line for rect in rects), default=0) if sheet.number == 1 else 0


def _titles(document: Document) -> dict[str, str]:
    titles = {part.anchor: part.title for part in document.parts}
    titles |= {advert.slug: advert.name for advert in document.issue.adverts}
    return titles


def _page(sheet: Sheet, plan: Flatplan, titles: dict[str, str]) -> PageFit:
    stories = tuple(
        _story(module, _letter(number, ascii_uppercase), sheet.number, titles)
        for number, module in enumerate(sheet.modules)
    )
    ready = tuple(
        ReadyFit(
            _letter(number, ascii_lowercase),
            sheet.number,
            one.name,
            _ready_title(one, titles),
            one.kind,
            one.rect,
        )
        for number, one in enumerate(sheet.ready)
    )
    kept = None if plan.kept is None else sheet.number in plan.kept
    remarks = tuple(_called(one, titles) for one in sheet.remarks)
    return PageFit(sheet, stories, ready, _empty(sheet, plan), kept, remarks)


def _called(remark: str, titles: dict[str, str]) -> str:
    """Return ``remark`` with headlines in the place of the names make-up knows stories by."""

    def title(found: re.Match[str]) -> str:
        name = found[1]
        within, _, kind = name.rpartition("--")
        if kind == "briefs" and within in titles:
            return f"the briefs of {titles[within]}"
        return f"“{shorten(titles.get(name, name), _LONGEST, placeholder='…')}”"

    said = _NAME.sub(title, remark)
    return f"{said[0].upper()}{said[1:]}" if said else said


_NAME = re.compile(r"“([^”]+)”")
_LONGEST = 44
"""Characters of a headline in a remark."""


def _ready_title(one: Filled, titles: dict[str, str]) -> str:
    words = READY_WORDS[one.kind].capitalize()
    return words if one.kind in ("contents", "barcode") else titles.get(one.name, words)


def _letter(number: int, letters: str) -> str:
    return letters[number] if number < len(letters) else str(number + 1)


def _story(module: Module, key: str, page: int, titles: dict[str, str]) -> StoryFit:
    form = module.form
    title = titles.get(module.name, module.name)
    if module.gathered:
        first = titles.get(module.gathered[0], module.gathered[0])
        more = len(module.gathered) - 1
        title = f"{len(module.gathered)} briefs: {first}" if more else first
    text = sum(strip.last - strip.first + strip.loose for leg in form.legs for strip in leg.strips)
    turn_line = form.end is not None and form.half != "first"
    return StoryFit(
        key,
        page,
        module.name,
        title,
        module.section,
        module.rect,
        form.head.size if form.head else None,
        form.head.turns if form.head else 0,
        text,
        sum(leg.rect.lines for leg in form.legs) - text - turn_line,
        tuple(
            PictureFit(one.name, one.rect.columns, one.cropped)
            for one in form.insets
            if one.kind == "picture"
        ),
        form.cost,
        module.onto,
        module.back,
        module.gathered,
        form.left_out,
        form.half,
    )


def _empty(sheet: Sheet, plan: Flatplan) -> int:
    """Return how many lines of single columns nothing fills; a masthead and air do not count."""
    grid = plan.grid
    rects = [module.rect for module in sheet.modules] + [ready.rect for ready in sheet.ready]
    above = range(masthead_lines(sheet))
    filled = {(column, line) for line in above for column in range(grid.columns)}
    for module in sheet.modules:
        flagged = _first_line(module.form) - module.rect.line if module.flag else 0
        for line in range(module.rect.line, module.rect.line + flagged):
            filled.update((column, line) for column in range(grid.columns))
    for rect in rects:
        for line in range(rect.line, min(rect.bottom + grid.gap, grid.lines)):
            filled.update((column, line) for column in range(rect.column, rect.right))
    return grid.columns * grid.lines - len(filled)


def _first_line(form: Form) -> int:
    """Return the first line anything of ``form`` stands on."""
    rects = [*([form.head_at] if form.head_at else []), *(leg.rect for leg in form.legs)]
    rects += [inset.rect for inset in form.insets]
    return min((rect.line for rect in rects), default=0)
