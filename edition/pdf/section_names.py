"""The names of sections on a newspaper page: in its folio, and where one begins lower down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ..document import Document
from ..look.words import long_date
from ..makeup.plan import Module, Sheet
from . import castoff
from .castoff import Grid, Scale
from .folio import Folio
from .weekdays import weekday

_BETWEEN: Final = " · "
_BOLD: Final = 1.08
"""How much wider than the letters they are reckoned by those of a folio are."""
_CLEAR: Final = 4.0
"""Ems of its own size that the number and the air beside a folio take."""


class SectionNames:
    """What the pages of one issue are called. A page of two sections names both."""

    def __init__(self, document: Document, *, grid: Grid, scale: Scale, folio: Folio) -> None:
        publication, day = document.publication, document.issue.date
        self._sections = [part.title for part in document.parts if part.kind == "section"]
        language = publication.language
        beside = f"{publication.name}  ·  {weekday(day, language)} {long_date(day, language)}"
        paper = castoff.ems(beside, "Edition Sans") * scale.label.points
        self._room = (grid.measure(grid.columns) - paper) / folio.size - _CLEAR

    def folio(self, sheet: Sheet) -> str:
        """Return the sections whose stories begin under the folio, or the page's own if too long.

        Those that begin under a name of their own are left out.
        """
        flags = [module.rect.line for module in sheet.modules if module.flag]
        upper = [one for one in sheet.modules if not flags or one.rect.line < min(flags)]
        said = self._joined(upper)
        fits = castoff.ems(said, "Edition Sans") * _BOLD <= self._room
        return said if said and fits else sheet.label

    def flag(self, module: Module, sheet: Sheet) -> str:
        """Return what stands over ``module``, with which a section begins in the middle of a page.

        It names the sections of all that begins under it, down to the next such name.
        """
        lines = (one.rect.line for one in sheet.modules if one.flag)
        end = min((line for line in lines if line > module.rect.line), default=None)
        under = [
            one
            for one in sheet.modules
            if one.rect.line >= module.rect.line and (end is None or one.rect.line < end)
        ]
        return self._joined(under) or module.section

    def _joined(self, modules: Iterable[Module]) -> str:
        found = dict.fromkeys(one.section for one in modules if one.back is None)
        known = [one for one in self._sections if one in found]
        return _BETWEEN.join([*known, *(one for one in found if one not in known)])
