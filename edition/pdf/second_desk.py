"""A second process that sets its share of a newspaper's stories, and draws the pages they fill.

The engine's boxes cannot be carried from one process to another; counts can, and so can pages
that are drawn (``edition.pdf.drawn``). What does not come back is made at the first desk, so
that it makes no difference but in time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from threading import Thread

from ..beside import Neighbour, Tickets, neighbour
from ..document import Document
from ..findings import Finding
from ..look import Look
from ..makeup.plan import Flatplan, Sheet
from ..model import Picture
from ..patience import lookout
from ..pictures.press import Begun, lay_ready, places
from ..press_profile import PressProfile
from . import engine, kept_sheets
from .counting import Galleys
from .desk import counting_of, filled, on_paper, open_desk
from .drawn import KeptSheet
from .engine import Case, Edition
from .fetcher import Supply
from .measures import share
from .placements import put_in
from .press_job import press_job
from .sharing import Beside, Share, tickets
from .workroom import Remark, seldom_swept

_LETTERS = 40_000
"""An issue of fewer letters is sooner set than shared."""
_PAGE_OF = re.compile(r'data-page-of="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Order:
    """Pages to be drawn: ``plan`` has no others, and in ``html`` the others are empty.

    ``elsewhere`` are the pages stories begin on, by their anchors; ``places`` the pictures by
    their addresses on the pages.
    """

    plan: Flatplan
    html: str
    identifier: str
    supplies: tuple[Supply, ...]
    elsewhere: Mapping[str, int]
    places: Mapping[str, Picture]


_Question = Order | tuple[Picture, ...] | None
"""Pages to be drawn, or pictures to be looked over, or the share of what is to be measured."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What was measured or drawn, and what the engine had to say about it."""

    share: Share
    sheets: Mapping[int, KeptSheet]
    remarks: tuple[Remark, ...]


class SecondDesk:
    """What the first desk knows of the second."""

    def __init__(
        self,
        there: Neighbour[_Question, _Done],
        pictures: tuple[Picture, ...],
        tickets: tuple[Tickets, Tickets],
        press: PressProfile | None,
    ) -> None:
        self._there, self._pictures, self._tickets = there, pictures, tickets
        self._press = press if pictures else None
        self._share = Share()
        there.ask(None)

    def beside(self, case: Case) -> Beside:
        """Return what the first desk shares measuring by; what is heard is added to ``case``."""
        return Beside(*self._tickets, partial(self._measured, case))

    def _measured(self, case: Case) -> Share:
        done = self._there.answer()
        if done:
            self._share = done.share
            case.remarks.extend(done.remarks)
        # While pages are made up here, it has nothing to do, and one processor is enough for it.
        self._there.ask(self._pictures)
        if self._press is not None:
            Thread(target=lay_ready, args=(self._press,), name="inks").start()
        return self._share

    def looked_over(self) -> None:
        """Wait until the second desk has found out which pictures are sound, for the cache."""
        self._there.answer()

    def pages(
        self,
        sheets: Sequence[Sheet],
        drawn: Mapping[int, str],
        galleys: Galleys,
        known: Collection[str],
    ) -> frozenset[int]:
        """Return the numbers of the ``sheets`` whose text stands on the second desk.

        ``drawn`` are their descriptions, by number. A page number on them must be that of
        something ``known``.
        """
        theirs = self._share.runs.keys()
        found = set()
        for sheet in sheets:
            names = kept_sheets.stories_on([sheet])
            html = "".join((drawn[sheet.number], *(galleys.slip(one).html for one in names)))
            if names and set(names) <= theirs and set(_PAGE_OF.findall(html)) <= set(known):
                found.add(sheet.number)
        return frozenset(found)

    def draw(self, order: Order) -> None:
        """Have the pages of ``order`` drawn."""
        self._there.ask(order)

    def drawn(self) -> Mapping[int, KeptSheet]:
        """Wait for the pages that were drawn, by number; those are missing that cannot be kept."""
        done = self._there.answer()
        return done.sheets if done else {}


def begins(plan: Flatplan) -> dict[str, int]:
    """Return the page each story begins on, by its anchor."""
    found: dict[str, int] = {}
    for sheet, module in plan.modules():
        found.setdefault(module.name, sheet.number)
    return found


@contextmanager
def second_desk(
    document: Document, look: Look, edition: Edition, marks: tuple[Finding, ...], *, apart: bool
) -> Iterator[SecondDesk | None]:
    """Open a second desk for ``document``, unless it is not wanted ``apart`` or not worth it.

    Raises:
        EngineError: the engine is not there.
    """
    letters = sum(len(str(placed.block)) for part in document.parts for placed in part.body)
    apart = apart and letters > _LETTERS
    if apart:
        engine.weasyprint_loaded()  # once for both
    taken = tickets()
    there = _There(document, look, edition, marks, taken)
    pictures = tuple(one for one in on_paper(document) if one.kind != "svg")
    press = document.publication.press if edition == "print" else None
    with neighbour(there, apart=apart) as found:
        yield SecondDesk(found, pictures, taken, press) if found else None


class _There:
    """The second desk itself, in its own process."""

    def __init__(
        self,
        document: Document,
        look: Look,
        edition: Edition,
        marks: tuple[Finding, ...],
        tickets: tuple[Tickets, Tickets],
    ) -> None:
        self._document, self._tickets = document, tickets
        self._open = partial(open_desk, document, look, edition, marks)

    def __call__(self, asked: _Question) -> _Done:
        with seldom_swept(), lookout():
            if asked is None:
                return self._measured()
            if isinstance(asked, Order):
                return self._drawn(asked)
            places(asked, jobs=1)
            return _Done(Share(), {}, ())

    def _measured(self) -> _Done:
        self._desk = desk = self._open()
        before = len(desk.case.remarks)
        measured, self._galleys = share(
            self._document, desk.drawing, counting_of(self._document, desk),
            grid=desk.grid, scale=desk.scale, tickets=self._tickets,
        )  # fmt: skip
        return _Done(measured, {}, tuple(desk.case.remarks[before:]))

    def _drawn(self, order: Order) -> _Done:
        """Return the pages drawn; none when there is anything to say about them."""
        desk = self._desk
        before = len(desk.case.remarks)
        desk.case.supply(order.supplies)
        setting = engine.paint(
            desk.case,
            order.html,
            fill=partial(filled, self._galleys, order.plan),
            identifier=order.identifier,
            elsewhere=order.elsewhere,
            kept={},
        )
        setting = replace(setting, job=press_job(self._document, desk.css))
        for one in setting.shown(order.places):
            put_in(one, Begun({}))  # It is only drawn where it stands.
        sheets, remarks = setting.drawn()
        if setting.flaws or setting.refusals or remarks or len(desk.case.remarks) > before:
            return _Done(Share(), {}, ())
        numbers = {sheet.number for sheet in order.plan.sheets}
        return _Done(Share(), {at: one for at, one in sheets.items() if at in numbers}, ())
