"""Goes through the pages of a file and holds each to the rules, half of many in a second process.

What comes of a page there is handed over as it is kept between builds (``kept_pages``); what
cannot be, or does not come, is made here: it makes no difference but in time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from ...beside import Neighbour, neighbour
from .colours import ColourSpace
from .events import Painted, PathPaint, TextRun
from .faces import Face
from .fingerprints import Fingerprint
from .geometry import MM, common
from .kept_pages import JudgedPage, KeptPages, Shown
from .opened import OpenedFile, OpenedPage, inherited
from .plates import Drawing, Drawn, InkedPage
from .rules import RULES, Case, Leaf
from .separations import Sheet
from .sources import Sources
from .values import identity
from .verdict import MOST_SPOTS, PageFacts, Spot
from .walk import walk

_AT_A_TIME = 8
"""Pages that are drawn together: their separations are in memory until they are."""
_WORTH_SHARING = 6
"""Fewer pages are sooner judged than shared."""
DARKEST = 3.87
"""Millimetres: the side of 15 mm², the window of GWG 2015."""

Bounded = Callable[[], AbstractContextManager[None]]
"""Breaks off what takes more time or memory than any file for a press."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is judged; what is found is the same.

    ``pages`` is how many it has; sheets in front of those are passed over, as if they were not
    there. ``None``: all of them are pages.
    With ``keep`` a page is judged again only when something it hangs on has changed. With ``jobs``
    above 1 separations are drawn while the next pages are gone through, and half of many pages
    that can be kept is judged in a process of its own.
    """

    pages: int | None = None
    keep: bool = False
    jobs: int = 1


@dataclass(slots=True)
class Tally:
    """What is being collected while pages go by, in order."""

    spots: dict[str, list[Spot]] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    inks: dict[str, dict[int, ColourSpace]] = field(default_factory=dict)
    spots_on: dict[str, int] = field(default_factory=dict)
    pages: list[PageFacts] = field(default_factory=list)
    faces: dict[int, Face] = field(default_factory=dict)

    def add(self, code: str, found: int, spots: Iterable[Spot]) -> None:
        """Add spots of one rule, of which more may have been found than are kept."""
        held = self.spots.setdefault(code, [])
        held.extend(islice(spots, MOST_SPOTS - len(held)))
        if found:
            self.found[code] = self.found.get(code, 0) + found

    def page(self, judged: JudgedPage) -> None:
        """Add what came of a page."""
        for code, found in judged.found.items():
            self.add(code, found, judged.spots[code])
        self.pages.append(judged.facts)

    def use(self, face: Face, seen: Iterable[int], page: int, *, painted: bool) -> None:
        """Note which letters of a font are seen on a page."""
        self.faces[id(face)] = face
        face.used.update(seen)
        if painted:
            face.pages.add(page)


@dataclass(frozen=True, slots=True)
class _Walked:
    """A page that was gone through; its separations are still to be drawn."""

    page: OpenedPage
    painted: Painted
    sheet: Sheet
    known: Fingerprint | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page that was judged before, or in another process."""

    page: JudgedPage
    known: Fingerprint


@dataclass(frozen=True, slots=True)
class _Lent:
    """A page that another process judges."""

    page: OpenedPage
    known: Fingerprint


_Known = _Kept | _Lent | Fingerprint | None
"""What is known of a page before it is judged; ``None``: it has not even a name."""
_Batch = list[_Walked | _Kept | _Lent]
_There = Neighbour[None, Mapping[int, JudgedPage]]


def go_through(file: OpenedFile, case: Case, manner: Manner, bounded: Bounded) -> Tally:
    """Return what the rules have to say of the pages of ``file``, one by one."""
    here = _Round(file, case, manner)
    known = {page.number: here.known(page) for page in file.pages}
    lent = tuple(_lent(file, known)) if manner.jobs > 1 else ()
    with neighbour(partial(_judged_there, here, lent, bounded), apart=bool(lent)) as there:
        if there:
            there.ask(None)
            known.update((one.page.number, one) for one in lent)
        for page, _ in here.pages(known, there):
            here.tally.page(page)
    return here.tally


def _lent(file: OpenedFile, known: Mapping[int, _Known]) -> Iterator[_Lent]:
    """Yield the pages for another process: every second of many that are not known.

    Only what can be kept can be handed over.
    """
    pages = [one for one in file.pages if not isinstance(known[one.number], _Kept)]
    for page in pages[1::2] if len(pages) >= _WORTH_SHARING else ():
        name = known[page.number]
        if isinstance(name, Fingerprint):
            yield _Lent(page, name)


def _judged_there(
    before: _Round, lent: Sequence[_Lent], bounded: Bounded, _: None
) -> Mapping[int, JudgedPage]:
    """Return what comes of the pages ``lent``, by their numbers.

    Where one cannot be handed over there may be many such: it is the last.
    """
    found: dict[int, JudgedPage] = {}
    file = replace(before.file, pages=tuple(one.page for one in lent))
    here = _Round(file, before.case, before.manner)
    with bounded():
        for page, fit in here.pages({one.page.number: one.known for one in lent}, None):
            if not fit:
                break
            found[page.facts.number] = page
    return found


class _Round:
    """One process's way through pages of a file."""

    def __init__(self, file: OpenedFile, case: Case, manner: Manner) -> None:
        self.file, self.case, self.manner = file, case, manner
        self.tally = Tally()
        self._sources = Sources(file.root)
        self._kept = KeptPages(file, case) if manner.keep else None
        self._judged: Mapping[int, JudgedPage] | None = None

    def known(self, page: OpenedPage) -> _Known:
        """Return what was found on ``page`` before, else what that would be kept under."""
        name = self._kept.fingerprint(page) if self._kept else None
        found = self._kept.read(name) if self._kept and name else None
        return _Kept(found, name) if found and name else name

    def pages(
        self, known: Mapping[int, _Known], there: _There | None
    ) -> Iterator[tuple[JudgedPage, bool]]:
        """Yield what comes of each page, in order, and whether that is all there is to say of it.

        Those lent are waited for until they come from ``there``.
        """
        with Drawing(apart=self.manner.jobs > 1) as drawing:
            begun: deque[tuple[_Batch, Drawn]] = deque()
            for batch in self._batches(known):
                sheets = [one.sheet for one in batch if isinstance(one, _Walked)]
                begun.append((batch, drawing.begin(self.file.pdf, sheets)))
                if len(begun) > (1 if self.manner.jobs > 1 else 0):
                    yield from self._finished(*begun.popleft(), there, drawing)
            for each in begun:
                yield from self._finished(*each, there, drawing)

    def _batches(self, known: Mapping[int, _Known]) -> Iterator[_Batch]:
        """Yield pages gone through, as many as are drawn together, and the others between them."""
        batch: _Batch = []
        walked = 0
        for page in self.file.pages:
            one = known[page.number]
            if isinstance(one, _Kept | _Lent):
                batch.append(one)
                continue
            batch.append(self._walked(page, one))
            walked += 1
            if walked % _AT_A_TIME == 0:
                yield batch
                batch = []
        yield batch

    def _walked(self, page: OpenedPage, known: Fingerprint | None) -> _Walked:
        sheet = Sheet(self.file.pdf, page.media)
        painted = walk(
            page.written,
            page.number,
            self._sources,
            media=page.media,
            sheet=sheet,
            resources=inherited(page.written, "/Resources"),
            base=(page.unit, 0.0, 0.0, page.unit, 0.0, 0.0),
        )
        return _Walked(page, painted, sheet, known)

    def _finished(
        self, batch: _Batch, drawn: Drawn, there: _There | None, drawing: Drawing
    ) -> Iterator[tuple[JudgedPage, bool]]:
        """Yield what the rules have to say of pages that are drawn; it is kept."""
        inked = iter(drawn())
        for one in batch:
            match one:
                case _Lent() if (page := self._from(there).get(one.page.number)) is not None:
                    self._use(page, one.known)
                    yield page, True
                case _Lent():
                    walked = self._walked(one.page, one.known)
                    (plates,) = drawing.begin(self.file.pdf, [walked.sheet])()
                    yield self._ruled(walked, plates)
                case _Kept():
                    self._use(one.page, one.known)
                    yield one.page, True
                case _Walked():
                    yield self._ruled(one, next(inked))

    def _from(self, there: _There | None) -> Mapping[int, JudgedPage]:
        """Wait for the pages judged ``there``; none come from a process that has failed."""
        if self._judged is None:
            self._judged = (there.answer() if there else None) or {}
        return self._judged

    def _use(self, page: JudgedPage, known: Fingerprint) -> None:
        """Note what a page shows that was judged elsewhere."""
        for one in page.shown:
            face = self._sources.face(known.fonts[one.font])
            self.tally.use(face, one.seen, page.facts.number, painted=one.painted)

    def _ruled(self, one: _Walked, inked: InkedPage | None) -> tuple[JudgedPage, bool]:
        """Return what the rules have to say of a page, and whether it can be handed over."""
        for use in one.painted.faces.values():
            self.tally.use(use.face, use.seen, one.page.number, painted=use.painted)
        leaf = Leaf(self.case, one.page, one.painted, inked, tuple(one.sheet.troubles))
        page = _judged(leaf, one.known)
        fit = not _note_spots(leaf, self.tally) and all(each.font >= 0 for each in page.shown)
        if self._kept and one.known and fit:
            self._kept.write(one.known, page)
        return page, fit


def _judged(leaf: Leaf, known: Fingerprint | None) -> JudgedPage:
    found: dict[str, int] = {}
    spots: dict[str, tuple[Spot, ...]] = {}
    for rule in RULES:
        if rule.on_page is not None and rule.applies(leaf.case):
            told = tuple(rule.on_page(leaf))
            if told:
                found[rule.code], spots[rule.code] = len(told), told[:MOST_SPOTS]
    fonts = [identity(one) for one in known.fonts] if known else []
    shown = tuple(
        Shown(
            fonts.index(one.face.key) if one.face.key in fonts else -1,
            tuple(sorted(one.shown)),
            tuple(sorted(one.seen)),
            one.painted,
        )
        for one in leaf.painted.faces.values()
    )
    facts = _facts(leaf.page, leaf.inked, leaf.case.profile.ink.window)
    return JudgedPage(facts, found, spots, shown)


def _note_spots(leaf: Leaf, tally: Tally) -> bool:
    """Note the spot colours of a page, which are for the whole file to judge."""
    spotted = False
    for space in _spaces(leaf.painted):
        for name in space.spots():
            tally.inks.setdefault(name, {})[id(space)] = space
            tally.spots_on.setdefault(name, leaf.page.number)
            spotted = True
    return spotted


def _spaces(painted: Painted) -> Iterator[ColourSpace]:
    """Yield every colour space painted in, once."""
    seen: dict[int, ColourSpace] = {}
    things: tuple[TextRun | PathPaint, ...] = (*painted.texts, *painted.paths)
    for one in things:
        for paint in (one.fill, one.stroke):
            if paint is not None:
                seen[id(paint.space)] = paint.space
    for picture in painted.pictures:
        for space in (picture.picture.space, picture.fill.space if picture.fill else None):
            if space is not None:
                seen[id(space)] = space
    for shading in painted.shadings:
        seen[id(shading.space)] = shading.space
    yield from seen.values()


def _facts(page: OpenedPage, inked: InkedPage | None, window: float) -> PageFacts:
    wide, high = page.size
    heaviest = darkest = None
    if inked is not None:
        trimmed = common(page.final, page.media)
        one, other = inked.heaviest(window / MM, trimmed), inked.heaviest(DARKEST / MM, trimmed)
        heaviest = round(one.ink, 1) if one else None
        darkest = round(other.ink, 1) if other else None
    return PageFacts(
        number=page.number,
        width=round(wide, 2),
        height=round(high, 2),
        sheet=page.area(page.media),
        inks=_rounded(inked.means()) if inked else None,
        heaviest=heaviest,
        darkest=darkest,
    )


def _rounded(
    inks: tuple[float, float, float, float],
) -> tuple[float, float, float, float]:
    cyan, magenta, yellow, black = (round(one, 2) for one in inks)
    return cyan, magenta, yellow, black
