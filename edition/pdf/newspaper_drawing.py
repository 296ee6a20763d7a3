"""Draws a newspaper: galleys and furniture to be measured, then pages from a flatplan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from markupsafe import Markup

from ..document import Document, Part, Placed
from ..look import Look
from ..look.words import long_date
from ..makeup.copy import Across, InsetKind
from ..makeup.copy import Inset as Measured
from ..makeup.plan import Filled, Flatplan, Leg, Module, Rect, Sheet
from ..makeup.plan import Placed as Inset
from ..model import (
    Article,
    Box,
    Figure,
    Paragraph,
    PullQuote,
    Section,
    Table,
)
from . import across, castoff, furniture, masthead
from .castoff import Grid, Scale
from .contents import Inside
from .fetcher import Supply
from .folio import folio
from .ground import Ground
from .ready_made import (
    BARCODE,
    FRONT_COLUMN,
    INSIDE,
    ReadyMade,
    picture_style,
    width_class,
    with_heights,
)
from .rules import rules
from .section_names import SectionNames
from .spread_drawing import SpreadDrawing
from .wording import Wording, with_drop_cap, with_end_mark

__all__ = ["BARCODE", "FRONT_COLUMN", "INSIDE", "NewspaperDrawing"]

_KINDS: dict[type, InsetKind] = {
    Figure: "picture",
    Box: "box",
    Table: "table",
    PullQuote: "quote",
}


class NewspaperDrawing:
    """One issue being drawn as a newspaper.

    ``grid`` and ``scale`` are those of the cast-off; ``names`` gives the file of each picture by
    its digest; ``css`` is the flat stylesheet the pages will wear.
    """

    def __init__(
        self,
        document: Document,
        look: Look,
        *,
        grid: Grid,
        scale: Scale,
        names: Mapping[str, str],
        css: str = "",
    ) -> None:
        self._document, self._grid, self._scale = document, grid, scale
        self._wording = Wording(document, look, names)
        self._parts = {part.anchor: part for part in document.parts}
        self._contents = next(part for part in document.parts if part.kind == "contents")
        self._ground = Ground(grid, self._contents.direction == "rtl")
        self._spread = SpreadDrawing(document, self._wording, self._ground, grid=grid, scale=scale)
        self.inside = Inside(document, grid, scale)
        self._ready = ReadyMade(document, self._wording, grid=grid, scale=scale, inside=self.inside)
        self._insets: dict[tuple[str, str], Markup] = {}
        self.masthead = masthead.masthead(document, grid, css)
        self._folio = folio(document.publication, grid, scale, css)
        self._names = SectionNames(document, grid=grid, scale=scale, folio=self._folio)

    def styles(self) -> str:
        """Return the end of the stylesheet: what only this publication's page decides."""
        page = self._document.publication.page
        lengths = {
            "page-width": page.width,
            "page-height": page.height,
            "page-bleed": page.bleed,
            "margin-top": page.margins.top,
            "margin-bottom": page.margins.bottom,
            "margin-inside": page.margins.inside,
            "margin-outside": page.margins.outside,
            "gutter": page.gutter,
            "column": page.measure,
        }
        tokens = {
            **{name: f"{value:.4g}mm" for name, value in lengths.items()},
            "columns": str(page.columns),
            "leading": f"{page.leading:g}pt",
            "trim": f"{castoff.TRIM:g}pt",
            "folio-size": f"{self._folio.size:.2f}pt",
            "folio-air": f"{self._folio.air:.2f}pt",
        }
        said = "".join(f"  --{name}: {value};\n" for name, value in tokens.items())
        return f"\n/* This publication. */\n:root {{\n{said}}}\n"

    def supplies(self) -> tuple[Supply, ...]:
        """Return the files the pages show that come from no file of the publication."""
        return self._ready.supplies()

    # What is measured ----------------------------------------------------------------------------

    def galley(self, part: Part) -> Markup:
        """Return the running text of a story: byline, text, notes, source, related stories.

        Its blocks are the children of the element of class ``galley``; a child of class ``whole``
        may not be parted. Figures, boxes, tables and pull quotes are not in it.
        """
        self._wording.begin(part)
        story, body = _article(part), with_end_mark(_running(part))
        placed_by = None
        if story.rank == "lead" or story.slug == self._document.issue.lead:
            body = with_drop_cap(body)
        if story.bylines and _is_hung(body):  # A hanging letter is the first of its line.
            placed_by, story = story.dateline, replace(story, dateline=None)
        return self._wording.render(
            "print/newspaper/galley.xhtml.j2",
            replace(part, body=body, subject=story),
            placed_by=placed_by,
        )

    def briefs(self, section: Part, parts: tuple[Part, ...], *, name: str) -> Markup:
        """Return the galley ``name`` of briefs of ``section``, each under its small headline."""
        drawn = []
        for part in parts:
            self._wording.begin(part)
            title = furniture.brief_head(part, self._grid, self._scale)
            drawn.append(
                self._wording.render(
                    "print/newspaper/brief.xhtml.j2",
                    part,
                    title=title,
                    elsewhere=part.section != section.title,
                    body=with_end_mark(_running(part)),
                )
            )
        return self._wording.render(
            "print/newspaper/briefs.xhtml.j2", section, galley=name, briefs=drawn
        )

    def insets(self, part: Part) -> tuple[tuple[str, Placed, InsetKind], ...]:
        """Return what stands among the columns of a story, each with its name in the issue."""
        return tuple(
            (placed.anchor or f"{part.anchor}--inset-{at}", placed, _KINDS[type(placed.block)])
            for at, placed in enumerate(part.body)
            if type(placed.block) in _KINDS
        )

    def inset(self, part: Part, name: str, columns: int) -> Markup:
        """Return an inset of a story ``columns`` columns wide, at its natural height."""
        placed = self._inset_of(part, name)
        # The same for all widths, since it cannot be pointed at before it is on its page.
        words = self._insets.get((part.anchor, name)) or self._words_of(part, placed)
        self._insets[part.anchor, name] = words
        return Markup(_ID.sub("", str(self._dressed(words, placed, columns, None, None))))

    def picture_lines(self, part: Part, name: str, columns: int) -> int:
        """Return the natural height of the picture of an inset, without its words, in lines."""
        block = self._inset_of(part, name).block
        return castoff.picture_lines(block, self._grid, columns) if isinstance(block, Figure) else 0

    def ready(self, name: str, columns: int, lines: int | None = None) -> Markup:
        """Return something ready-made, ``lines`` high; ``None``: as high as it is by nature.

        ``name`` is the anchor of standing matter, the slug of an advertisement, ``INSIDE`` or
        ``BARCODE``.
        """
        width = self._grid.measure(columns)
        style = f"width:{width:.3f}pt"
        if lines is not None:
            style += f";height:{lines * self._grid.leading:.3f}pt"
        drawn = self._ready.drawn(name, columns=columns, lines=lines, style=style)
        return Markup(_ID.sub("", str(drawn)))

    def across(self, part: Part, insets: Sequence[Measured]) -> Across | None:
        """Return what of a story can cross the fold of the middle sheet; ``None``: nothing can."""
        return self._spread.across(part, insets, [one[:2] for one in self.insets(part)])

    def front_column(self) -> tuple[int, int]:
        """Return the least and the most lines of what stands beside the lead of the front page."""
        return self._ready.rooms()

    # Insets --------------------------------------------------------------------------------------

    def _inset_of(self, part: Part, name: str) -> Placed:
        return next(placed for own, placed, _ in self.insets(part) if own == name)

    def _words_of(self, part: Part, placed: Placed) -> Markup:
        return self._wording.render("print/newspaper/inset.xhtml.j2", part, placed=placed)

    def _dressed(
        self,
        words: Markup,
        placed: Placed,
        columns: int,
        lines: int | None,
        style: str | None,
        *,
        owner: Part | None = None,
    ) -> Markup:
        """Return an inset in ``style``; its picture ``lines`` high, ``None``: by nature.

        It says whose it is if there is an ``owner``: among briefs nothing else tells.
        """
        measure = self._grid.measure(columns)
        drawn = with_heights(words, self._heights(placed, measure, lines))
        kind = _KINDS[type(placed.block)]
        place = style or f"width:{measure:.3f}pt"
        whose = Markup(' data-part="{}"').format(owner.anchor) if owner else ""
        inset = Markup('<div class="inset inset-{} {}"{} style="{}">{}</div>')
        return inset.format(kind, width_class(columns), whose, place, drawn)

    def _heights(self, placed: Placed, measure: float, lines: int | None) -> Iterator[str]:
        """Yield the style of every picture in an inset, in order."""
        if isinstance(placed.block, Figure):
            yield picture_style(placed.block, self._grid, measure, lines)
        inner = measure - self._grid.leading if isinstance(placed.block, Box) else measure
        for run in placed.children:
            for one in run:
                yield from self._heights(one, inner, None)

    # Pages ---------------------------------------------------------------------------------------

    def pages(self, plan: Flatplan) -> str:
        """Return the whole issue as HTML, one sheet a page, every column of text empty.

        A column is the element whose ``data-leg`` is ``PAGE/MODULE/LEG``: the number of the page,
        then the places of the module on its sheet and of the leg in its form, from 0.
        """
        return self.bound(self.sheets(plan))

    def sheets(self, plan: Flatplan) -> tuple[Markup, ...]:
        """Return the pages of ``plan`` as HTML, one by one."""
        self._wording.pages = self._pages_of(plan)
        opened: set[str] = set()
        return tuple(self._sheet(sheet, plan, opened) for sheet in plan.sheets)

    def bound(self, sheets: Sequence[str]) -> str:
        """Return the pages ``sheets`` as one issue."""
        publication = self._document.publication
        day = long_date(self._document.issue.date, publication.language)
        sections = (part.title for part in self._document.parts if part.kind == "section")
        return str(
            self._wording.render(
                "print/newspaper/issue.xhtml.j2",
                None,
                title=f"{publication.name}, {day}",
                direction=self._contents.direction,
                keywords=", ".join(sections),
                sheets=[Markup(one) for one in sheets],
            )
        )

    def _pages_of(self, plan: Flatplan) -> dict[str, int]:
        pages: dict[str, int] = {}
        for sheet in plan.sheets:
            for module in sheet.modules:
                if module.back is None:
                    for name in (module.name, *module.gathered):
                        pages.setdefault(name, sheet.number)
                section = self._section(module.section)
                if section:
                    pages.setdefault(section.anchor, sheet.number)
            for filled in sheet.ready:
                pages.setdefault(filled.name, sheet.number)
        return pages

    def _section(self, title: str) -> Part | None:
        return next(
            (
                part
                for part in self._document.parts
                if isinstance(part.subject, Section) and part.title == title
            ),
            None,
        )

    def _sheet(self, sheet: Sheet, plan: Flatplan, opened: set[str]) -> Markup:
        first = sheet.number == 1
        modules = []
        opens = sheet.label not in opened
        for at, module in enumerate(sheet.modules):
            section = self._section(module.section)
            start = section if section and section.title not in opened else None
            if start:
                opened.add(start.title)
            flag = self._names.flag(module, sheet) if module.flag else None
            modules.append(self._module(replace(module, flag=flag), sheet.number, at, start))
        top = self.masthead.lines if first else 0
        drawn = [
            {"kind": one.kind, "style": self._ground.rule(one)}
            for one in rules(sheet, gap=plan.grid.gap, top=top)
        ]
        teasers = masthead.teasers(self._document, self.masthead, self._wording.pages)
        return self._wording.render(
            "print/newspaper/sheet.xhtml.j2",
            None,
            number=sheet.number,
            side=self._side(sheet.number),
            label=self._names.folio(sheet),
            opens=opens,
            rules=drawn,
            modules=modules,
            ready=[self._filled(one) for one in sheet.ready],
            masthead=self.masthead if first else None,
            teasers=teasers if first else (),
        )

    def _side(self, number: int) -> Literal["left", "right"]:
        return "right" if (number % 2 == 1) != self._ground.backwards else "left"

    def _filled(self, filled: Filled) -> Markup:
        rect = filled.rect
        return self._ready.drawn(
            filled.name, columns=rect.columns, lines=rect.lines, style=self._ground.style(rect)
        )

    # Modules -------------------------------------------------------------------------------------

    def _module(self, module: Module, page: int, at: int, start: Part | None) -> Markup:
        form, rect = module.form, module.rect
        part = self._parts.get(module.name)
        gathered = bool(module.gathered)
        story = part if part is not None and isinstance(part.subject, Article) else None
        insets = [(one, self._module_inset(one, module)) for one in form.insets]
        first = [drawn for one, drawn in insets if self._leads(one, module)]
        rest = [drawn for one, drawn in insets if not self._leads(one, module)]
        legs = [
            {"name": f"{page}/{at}/{number}", "style": self._ground.style(leg.rect, rect)}
            for number, leg in enumerate(form.legs)
        ]
        anchor = module.name if module.back is None else f"{module.name}--page-{page}"
        language = story or self._contents
        return self._wording.render(
            "print/newspaper/module.xhtml.j2",
            story,
            anchor=None if gathered else anchor,
            kind="briefs" if gathered else _article(story).rank if story else "story",
            language=language.language,
            direction=language.direction,
            style=self._ground.style(rect),
            start=start,
            flag=module.flag,
            head=self._head(module, story, f"{page}/{at}"),
            first=first,
            rest=rest,
            legs=legs,
            byline=self._byline_rule(module, story),
            turn=self._turn_line(module),
        )

    def _leads(self, inset: Inset, module: Module) -> bool:
        """Return whether an inset stands before the text: at the top of its module."""
        legs = module.form.legs
        return not legs or inset.rect.line <= min(leg.rect.line for leg in legs)

    def _module_inset(self, inset: Inset, module: Module) -> Markup:
        part = self._home_of(inset.name, module)
        placed = self._inset_of(part, inset.name)
        columns = inset.rect.columns
        if inset is across.crossing(module):
            return self._spread.picture(part, placed, inset, module)
        lines = None
        if isinstance(placed.block, Figure):
            lines = castoff.picture_lines(placed.block, self._grid, columns) + inset.cropped
        style = self._ground.style(inset.rect, module.rect)
        owner = part if module.gathered else None
        words = self._words_of(part, placed)
        return self._dressed(words, placed, columns, lines, style, owner=owner)

    def _home_of(self, name: str, module: Module) -> Part:
        """Return the part of a module an inset belongs to: its story, or one of its briefs."""
        parts = [self._parts[one] for one in (module.name, *module.gathered) if one in self._parts]
        return next(part for part in parts for own, _, _ in self.insets(part) if own == name)

    def _head(self, module: Module, story: Part | None, name: str) -> Markup:
        """Return the furniture of a module in its place, nothing when it has none."""
        head, place = module.form.head, module.form.head_at
        if head is None or place is None:
            return Markup()
        style = self._ground.style(place, module.rect)
        if module.gathered or story is None:
            return self._wording.render(
                "print/newspaper/gathered.xhtml.j2", None, place=name, style=style
            )
        if module.form.half:
            return self._spread.head(module, story, name)
        turned = module.back is not None
        lines = furniture.set_head(
            story, self._grid, self._scale, columns=head.columns, size=head.size, turned=turned
        )
        spare = max(0, place.lines - head.lines)
        style += f";--spare:{spare}"
        from_page = self._wording.words.from_page.format(page=module.back) if turned else None
        return self._wording.render(
            "print/newspaper/head.xhtml.j2",
            story,
            place=name,
            style=style,
            head=lines,
            size=head.size,
            from_page=from_page,
            back=module.name,
        )

    def _byline_rule(self, module: Module, story: Part | None) -> str | None:
        """Return the place of the hairline in the air under a byline, ``None`` without one."""
        legs = module.form.legs
        if story is None or module.back is not None or not _article(story).bylines or not legs:
            return None
        byline, *others = legs[0].strips or (None,)
        if byline is None or byline.run != 0:
            return None
        under = byline.at + byline.last - byline.first
        room = others[0].at - under if others else 0
        if not room:
            return None
        rect = legs[0].rect
        place = Rect(rect.column, rect.line, 1, 0).moved(0, under)
        # In the middle of the air, so that more of it looks meant and not left over.
        half = room * self._grid.leading / 2
        return f"{self._ground.style(place, module.rect)};margin-top:{half:.3f}pt"

    def _turn_line(self, module: Module) -> dict[str, object] | None:
        if module.onto is None or not module.form.legs or module.form.half == "first":
            return None
        last: Leg = module.form.legs[-1]
        place = Rect(last.rect.column, last.rect.bottom - 1, 1, 1)
        return {
            "style": self._ground.style(place, module.rect),
            "words": self._wording.words.continued_on.format(page=module.onto),
            "anchor": f"{module.name}--page-{module.onto}",
        }


def _running(part: Part) -> tuple[Placed, ...]:
    return tuple(placed for placed in part.body if type(placed.block) not in _KINDS)


def _is_hung(body: tuple[Placed, ...]) -> bool:
    """Return whether the text begins with a hanging letter."""
    first = next((one.block for one in body if isinstance(one.block, Paragraph)), None)
    return first is not None and 'class="drop"' in str(first.text)


def _article(part: Part) -> Article:
    assert isinstance(part.subject, Article)
    return part.subject


_ID = re.compile(r' id="[^"]*"')
