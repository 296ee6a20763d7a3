"""Draws the printed paper: fills its templates with stories in their shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..document import Part, Placed
from ..findings import Finding
from ..look import Look
from ..look.words import long_date
from ..model import Article, Box, Figure, Focus, Paragraph, StandingMatter
from . import castoff
from .castoff import Size
from .flow import Made, call_rows, columns_of, is_titled, matter_of
from .front import teaser_picture
from .issue_styles import issue_styles
from .shapes import Row, Story, article, deck, furniture_height, shelf_columns, shelf_heights
from .wording import END_MARK, Wording, print_headline, with_drop_cap


def draw(
    made: Made, look: Look, *, names: Mapping[str, str], marks: Sequence[Finding] = ()
) -> tuple[str, str]:
    """Return the pages as HTML, and the styles only this issue needs.

    ``names`` gives the file of each picture by its digest; a picture without one
    is drawn as missing. ``marks`` are the findings a proof shows where they stand.
    """
    drawing = _Drawing(made, look, names)
    html = drawing.issue()
    return html, issue_styles(
        made.document, made.grid, drawing.heights, made.front, marks if look.proof else ()
    )


def draw_sheet(made: Made, look: Look, marks: Sequence[Finding]) -> str:
    """Return the sheet bound in front of a proof: everything found, in order."""
    return str(_Drawing(made, look, {}).render("print/proof.xhtml.j2", None, marks=marks))


@dataclass(frozen=True, slots=True)
class Call:
    """An appeal or a house ad as its template asks for it: ``drawn``, so many columns wide."""

    drawn: Markup
    columns: int


class _Drawing:
    """One issue being drawn: what the templates may ask for, and which part they are at."""

    def __init__(self, made: Made, look: Look, names: Mapping[str, str]) -> None:
        self._made = made
        self._document = made.document
        self._story_drawn: Story | None = None
        self.heights: dict[str, str] = {}
        self._wording = Wording(made.document, look, names, headline=self._headline)

    def issue(self) -> str:
        """Return the whole paper."""
        publication, made = self._document.publication, self._made
        lead = made.lead.part if made.lead else None
        sections = [
            {
                "part": section,
                "titled": is_titled(section, lead),
                "rows": [self._row(row, first=not at) for at, row in enumerate(rows)],
                "before": self._filler(rows[0]) if rows else Markup(),
            }
            for section, rows in made.sections
        ]
        day = long_date(self._document.issue.date, publication.language)
        return str(
            self.render(
                "print/issue.xhtml.j2",
                None,
                title=f"{publication.name}, {day}",
                direction=self._contents().direction,
                keywords=", ".join(section.title for section, _ in made.sections),
                front=self._front(),
                sections=sections,
                standing=self._last(),
            )
        )

    def _front(self) -> Markup:
        contents = self._contents()
        lead, front = self._made.lead, self._made.front
        teasers = [{"part": part, "picture": teaser_picture(part)} for part in front.teasers]
        masthead = self.render("print/masthead.xhtml.j2", None, front=front, teasers=teasers)
        inside = self.render("print/inside.xhtml.j2", contents, front=front)
        return masthead + inside + (self._story(lead) if lead else Markup())

    def _contents(self) -> Part:
        return next(part for part in self._document.parts if part.kind == "contents")

    def _last(self) -> Markup:
        """Return what returns in every issue, nothing when the publication has none."""
        drawn: dict[str, list[Markup]] = {}
        calls: list[Call] = []
        for part in self._document.parts:
            matter = part.subject
            if not isinstance(matter, StandingMatter) or part.anchor in self._made.filling:
                continue
            html = self.render("parts/standing.xhtml.j2", part)
            if matter.kind in ("contacts", "imprint"):
                drawn.setdefault(matter.kind, []).append(html)
            elif matter.figure is not None and self._made.poster:
                drawn.setdefault("poster", []).append(html)
            else:
                calls.append(Call(html, min(columns_of(matter), self._made.grid.columns)))
        if not drawn and not calls:
            return Markup()
        return self.render(
            "print/last.xhtml.j2",
            None,
            contacts=drawn.get("contacts", []),
            calls=calls,
            call_rows=call_rows(calls, self._made.grid.columns, wide=lambda one: one.columns),
            posters=drawn.get("poster", []),
            poster_columns=self._made.poster,
            imprints=drawn.get("imprint", []),
        )

    def _filler(self, row: Row) -> Markup:
        """Return the appeals and house ads that fill the page before ``row``, if it is the one."""
        if row is not self._made.filler:
            return Markup()
        calls = [
            Call(
                self.render("parts/standing.xhtml.j2", part),
                min(columns_of(matter_of(part)), self._made.grid.columns),
            )
            for part in self._document.parts
            if part.anchor in self._made.filling
        ]
        return self.render("print/calls.xhtml.j2", None, calls=calls)

    def _row(self, row: Row, *, first: bool = False) -> Markup:
        before = Markup() if first else self._filler(row)
        cells = [self._story(story, second=at > 0) for at, story in enumerate(row.stories)]
        if row.briefs:
            briefs = [self._brief(brief) for brief in row.briefs]
            cells.append(
                self.render("print/briefs.xhtml.j2", None, cells=briefs, columns=row.brief_columns)
            )
        return before + self.render(
            "print/row.xhtml.j2",
            None,
            cells=cells,
            divided=len(cells) > 1,
            whole=len(cells) > 1 or any(story.form == "beside" for story in row.stories),
        )

    def _story(self, story: Story, *, second: bool = False) -> Markup:
        if story.art is not None:
            self._size(story.art, story.art_lines)
        for placed in story.body:
            self._size(placed)
        for placed in story.aside:
            self._size(placed, columns=2)
        grid = self._made.grid
        heights = shelf_heights(story.shelf, grid)
        for placed, high, columns in zip(story.shelf, heights, shelf_columns(grid), strict=False):
            self._size(placed, high or None, columns=columns)
        body = with_drop_cap(story.body) if story.form in ("lead", "opened") else story.body
        body = _with_end_mark(body)
        briefs = [self._brief(one) for one in story.briefs]
        self._story_drawn = story
        own = article(story.part)
        # Where a letter hangs in the text, the dateline stands with the byline.
        placed_by = own.dateline if _hung(body) and own.bylines else None
        own = replace(
            own,
            standfirst=self._standfirst(own),
            dateline=None if placed_by else own.dateline,
        )
        drawn = self.render(
            "print/story.xhtml.j2",
            replace(story.part, subject=own, body=body),
            story=story,
            art_first=story.form in ("opened", "topped") or (second and story.form == "halved"),
            placed_by=placed_by,
            briefs=briefs,
            opens=self._opened() if story is self._made.lead else None,
        )
        self._story_drawn = None
        return self.render(
            "print/shape.xhtml.j2", None, story=story, drawn=drawn, ends=self._ends(story)
        )

    def _opened(self) -> str | None:
        """Return the anchor of the section that the lead opens, on the front page."""
        lead = self._made.lead
        parts = (one for one in self._document.parts if one.kind == "section")
        return next((one.anchor for one in parts if lead and not is_titled(one, lead.part)), None)

    def _ends(self, story: Story) -> str:
        """Return whether the furniture of a story ends on a whole line of the grid or a half."""
        made = self._made
        high = furniture_height(story.part, made.grid, made.scale, _head_columns(story), story.size)
        return "half" if high % 1 else "whole"

    def _brief(self, brief: Story) -> Markup:
        self._story_drawn = brief
        lines = str(self._headline(article(brief.part))).count("<br") + 1
        ends = "half" if lines * self._made.scale.deck.lines % 1 else "whole"
        drawn = self.render("print/brief.xhtml.j2", brief.part, ends=ends)
        self._story_drawn = None
        return drawn

    def _size(
        self, placed: Placed, lines: int | None = None, *, columns: int = 1, inset: float = 0.0
    ) -> None:
        """Note the height of every picture of ``placed``.

        ``lines`` ``None``: at its own proportions, in ``columns`` less ``inset`` points.
        """
        grid = self._made.grid
        if isinstance(placed.block, Figure) and placed.anchor:
            measure = grid.measure(columns) - inset
            high = lines or castoff.picture_lines_in(placed.block, grid, measure)
            picture = placed.block.picture
            drawn = picture is not None and picture.kind in ("svg", "png")
            wide = castoff.drawn_measure(placed.block, grid, measure)
            self.heights[placed.anchor] = (
                f"height: calc({high} * var(--leading) - var(--trim)); "
                + (f"width: {wide:.2f}pt; " if wide < measure else "")
                + ("object-fit: contain" if drawn else _kept_in_sight(placed.block.focus))
            )
        if isinstance(placed.block, Box) and placed.anchor:
            pieces = castoff.galley((placed,), (), grid, self._made.scale)
            if not pieces[0].whole:
                self.heights[placed.anchor] = ""
            inset += grid.leading
        for run in placed.children:
            for one in run:
                self._size(one, columns=columns, inset=inset)

    def render(self, name: str, part: Part | None, **values: object) -> Markup:
        """Return the template ``name``, drawn for ``part``."""
        return self._wording.render(name, part, **values)

    def _headline(self, one: Article) -> Markup:
        """Return the headline for paper; on the story being drawn, with its lines turned."""
        title = print_headline(one)
        story = self._story_drawn
        if story is None or article(story.part).slug != one.slug:
            return title
        scale = self._made.scale
        size: Size = scale.deck if story.form == "brief" else getattr(scale, story.size)
        measure = self._made.grid.measure(_head_columns(story))
        return castoff.turned(title, "Edition Headline", size.points, measure)

    def _standfirst(self, one: Article) -> Markup | None:
        """Return the standfirst of the story being drawn with its lines turned."""
        story = self._story_drawn
        if one.standfirst is None or story is None:
            return one.standfirst
        grid = self._made.grid
        measure = min(grid.measure(_head_columns(story)), deck(grid))
        return castoff.turned(one.standfirst, "Edition Text", self._made.scale.deck.points, measure)


def _head_columns(story: Story) -> int:
    """Return how many columns the headline of a story may take."""
    return 2 if story.form in ("opened", "beside") else story.columns


def _kept_in_sight(focus: Focus) -> str:
    return f"object-position: {focus.left:g}% {focus.top:g}%"


def _hung(body: Sequence[Placed]) -> bool:
    """Return whether the text begins with a hanging letter."""
    first = next((one.block for one in body if isinstance(one.block, Paragraph)), None)
    return first is not None and 'class="drop"' in str(first.text)


def _with_end_mark(body: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Return the text of a story with the mark that ends it, if a paragraph does."""
    if not body or not isinstance(body[-1].block, Paragraph):
        return body
    last = body[-1].block
    marked = last.text + END_MARK
    return (*body[:-1], replace(body[-1], block=replace(last, text=marked)))
