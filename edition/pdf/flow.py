"""The flow layout: stories one after another through columns, dressed as pages of a newspaper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from ..document import Document, Part, Placed
from ..findings import Finding
from ..look import Look
from ..look.templates import environment
from ..look.words import long_date, words
from ..model import Article, Box, Figure, Footnote, Issue, Paragraph, Picture, StandingMatter
from . import castoff
from .castoff import Grid, Scale
from .fetcher import BASE
from .issue_styles import issue_styles
from .shapes import Row, Shaped, Story, art_and_body, article, closing, furniture, shape_sections
from .weekdays import weekday

MASTHEAD_LINES = 15
SECTION_LINES = 4
_PICTURE_OF_LEAD = (0.36, 0.32, 0.28)
"""The parts of the front page's height the lead's picture may take, the best first."""


@dataclass(frozen=True, slots=True)
class Made:
    """The stories of an issue in their shapes: what is decided before anything is drawn."""

    document: Document
    grid: Grid
    scale: Scale
    lead: Story | None
    sections: tuple[tuple[Part, tuple[Row, ...]], ...]
    poster: int = 0
    """How many columns a drawn house ad takes on a last page of its own; 0: what it asks for."""

    def stories(self) -> Iterator[Story]:
        """Yield every story on paper in its shape, in reading order."""
        if self.lead:
            yield self.lead
        for _, rows in self.sections:
            for row in rows:
                for story in row.stories:
                    yield story
                    yield from story.briefs
                yield from row.briefs

    def figures(self) -> Iterator[tuple[Story, Placed]]:
        """Yield every figure of every story, with its story."""
        for story in self.stories():
            for placed in _figures((*((story.art,) if story.art else ()), *story.body)):
                yield story, placed


def make_up(document: Document, css: str) -> Made:
    """Choose the shape of every story of ``document``; ``css`` is the flat stylesheet it will wear."""
    grid, scale = castoff.grid(document.publication.page), castoff.scale(css)
    articles = [part for part in document.parts if part.kind == "article"]
    named = (part for part in articles if article(part).slug == document.issue.lead)
    leader = next(named, None) or next(iter(articles), None)
    sections = _sections(document, leader)
    lead, shaped = min(
        _tries(document, leader, sections, grid, scale), key=lambda one: one[1].cost
    )
    rows = zip(sections, shaped.sections, strict=True)
    return Made(
        document,
        grid,
        scale,
        lead,
        tuple((section, shapes) for (section, _), shapes in rows),
        _last_page(document, grid, scale, shaped.end),
    )


def _tries(
    document: Document,
    leader: Part | None,
    sections: Sequence[tuple[Part, list[Part]]],
    grid: Grid,
    scale: Scale,
) -> Iterator[tuple[Story | None, Shaped]]:
    """Yield the paper made up with the lead's picture at several heights."""
    for given_up, part_of_page in enumerate(_PICTURE_OF_LEAD if leader else (0.0,)):
        lead = _lead(leader, grid, scale, part_of_page) if leader else None
        shaped = shape_sections(
            [parts for _, parts in sections],
            grid,
            scale,
            start=_after_lead(lead, grid, scale) if lead else MASTHEAD_LINES,
            tail=_standing_depth(document, grid, scale),
            multiple=document.publication.page.page_multiple,
            heads=[SECTION_LINES if _titled(section, leader) else 0 for section, _ in sections],
        )
        yield lead, replace(shaped, cost=shaped.cost + 12.0 * given_up)


def _last_page(document: Document, grid: Grid, scale: Scale, end: int) -> int:
    """Return how many columns a drawn house ad takes, so that a page of its own comes out full.

    0: as many as it asks for, because stories share the page.
    """
    tail = _standing_depth(document, grid, scale)
    if (end - 1) % grid.depth + 1 + 2 + tail <= grid.depth:
        return 0
    drawn = [one for one in _standing(document) if one.figure is not None and one.figure.picture]
    for columns in range(grid.columns, 1, -1):
        figure = drawn[0].figure if drawn else None
        if figure is None:
            return 0
        more = castoff.picture_lines(figure, grid, columns) + 4
        if tail + more - castoff.picture_lines(figure, grid, _columns_of(drawn[0])) <= grid.depth:
            return columns
    return 0


def printed_width_of(made: Made, story: Story, placed: Placed) -> float:
    """Return how wide a figure's picture is printed, in millimetres, what is cropped off included."""
    figure, grid = placed.block, made.grid
    assert isinstance(figure, Figure)
    columns, lines = 1, 0
    if placed is story.art:
        columns, lines = _art_columns(story, grid), story.art_lines
    elif story.art is not None and placed not in story.body:
        columns = 2 if story.form == "beside" else 1
    wide = grid.measure(columns)
    if figure.picture is not None and figure.picture.kind != "svg":
        wide = max(wide, lines * grid.leading * figure.picture.width / figure.picture.height)
    return wide / 72 * 25.4


def printed_widths(made: Made) -> Mapping[str, float]:
    """Return how wide each picture is printed at most, in millimetres, by its digest."""
    widths: dict[str, float] = {}

    def note(figure: Figure | None, wide: float) -> None:
        if figure is not None and figure.picture is not None:
            digest = figure.picture.digest
            widths[digest] = max(wide, widths.get(digest, 0.0))

    for story, placed in made.figures():
        assert isinstance(placed.block, Figure)
        note(placed.block, printed_width_of(made, story, placed))
    for matter in _standing(made.document):
        columns = min(max(_columns_of(matter), made.poster), made.grid.columns)
        note(matter.figure, made.grid.measure(columns) / 72 * 25.4)
        for placed in _figures(_part_of(made.document, matter).body):
            assert isinstance(placed.block, Figure)
            note(placed.block, made.grid.column / 72 * 25.4)
    return widths


def pictures_on_paper(document: Document) -> tuple[Picture, ...]:
    """Return every picture the printed paper shows, once."""
    matters = (matter.figure for matter in _standing(document))
    standing = (figure.picture for figure in matters if figure is not None and figure.picture)
    return tuple({one.digest: one for one in (*document.pictures(), *standing)}.values())


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
        made.document, made.grid, drawing.heights, MASTHEAD_LINES, marks if look.proof else ()
    )


def draw_sheet(made: Made, look: Look, marks: Sequence[Finding]) -> str:
    """Return the sheet bound in front of a proof: everything found, in order."""
    return str(_Drawing(made, look, {}).render("print/proof.xhtml.j2", None, marks=marks))


# Shapes that are the front page's alone ----------------------------------------------------------


def _lead(part: Part, grid: Grid, scale: Scale, part_of_page: float) -> Story:
    art, body = art_and_body(part)
    first = next((one for one in part.body if isinstance(one.block, Figure)), None)
    if first is not None:
        art, body = first, tuple(one for one in part.body if one is not first)
    columns = max(1, grid.columns - 1)
    high = 0
    if art is not None and isinstance(art.block, Figure):
        high = min(
            castoff.picture_lines(art.block, grid, columns), round(grid.depth * part_of_page)
        )
    return Story(part, "lead", columns, "lead", art, high, body, 0)


def _after_lead(lead: Story, grid: Grid, scale: Scale) -> int:
    """Return the line the lead ends on, counted through all pages."""
    story = lead.part
    head = furniture(story, grid, scale, lead.columns, "lead") + 1
    if lead.art is not None and isinstance(lead.art.block, Figure):
        head += lead.art_lines + castoff.caption_lines(lead.art.block, grid, scale, lead.columns)
    end = closing(story)
    pieces = castoff.galley(lead.body, article(story).notes, grid, scale)
    pieces += (castoff.Piece(end, whole=True),) if end else ()
    room = grid.depth - MASTHEAD_LINES - head - 1
    poured = castoff.pour(pieces, lead.columns, max(room, 6))
    left, deepest = poured if poured else (pieces, 0)
    used = MASTHEAD_LINES + head + deepest
    page = 0
    while left:
        page += 1
        high = castoff.balanced(left, grid.columns)
        if high <= grid.depth:
            return page * grid.depth + high
        poured = castoff.pour(left, grid.columns, grid.depth)
        left = poured[0] if poured else ()
    return page * grid.depth + used


def _sections(document: Document, lead: Part | None) -> list[tuple[Part, list[Part]]]:
    """Return each section with its stories, without the lead, which stands before them all."""
    found: list[tuple[Part, list[Part]]] = []
    for part in document.parts:
        if part.kind == "section":
            found.append((part, []))
        elif part.kind == "article" and found and part is not lead:
            found[-1][1].append(part)
    return [(section, parts) for section, parts in found if parts or not _titled(section, lead)]


def _titled(section: Part, lead: Part | None) -> bool:
    """Return whether a section's title is set: not where the lead has opened the section."""
    return lead is None or section.title != lead.section


def _art_columns(story: Story, grid: Grid) -> int:
    match story.form:
        case "opened":
            return max(1, grid.columns - 2)
        case "beside":
            return 2
        case _:
            return story.columns


def _columns_of(matter: StandingMatter) -> int:
    """Return how many columns an appeal or house ad would like."""
    if matter.sizes:
        return matter.sizes[0].columns
    return 2 if matter.kind == "appeal" else 1


def _standing_depth(document: Document, grid: Grid, scale: Scale) -> int:
    """Return the lines the standing matter takes after the last story, reckoned roughly."""
    total = 0
    calls: list[int] = []
    for part in document.parts:
        matter = part.subject
        if not isinstance(matter, StandingMatter):
            continue
        if matter.kind in ("contacts", "imprint"):
            pieces = castoff.galley(part.body, (), grid, scale)
            total += castoff.balanced(pieces, grid.columns) + 4
        else:
            wide = grid.measure(_columns_of(matter))
            high = castoff.depth(castoff.galley(part.body, (), grid, scale, measure=wide)) + 4
            if matter.figure is not None:
                high += castoff.picture_lines(matter.figure, grid, _columns_of(matter))
            calls.append(high)
    return total + (max(calls) + 2 if calls else 0)


def _figures(body: Sequence[Placed]) -> Iterator[Placed]:
    for placed in body:
        if isinstance(placed.block, Figure):
            yield placed
        for run in placed.children:
            yield from _figures(run)


def _standing(document: Document) -> tuple[StandingMatter, ...]:
    subjects = (part.subject for part in document.parts if part.kind == "standing")
    return tuple(one for one in subjects if isinstance(one, StandingMatter))


def _part_of(document: Document, matter: StandingMatter) -> Part:
    return next(part for part in document.parts if part.subject is matter)


# Drawing -----------------------------------------------------------------------------------------


class _Drawing:
    """One issue being drawn: what the templates may ask for, and which part they are at."""

    def __init__(self, made: Made, look: Look, names: Mapping[str, str]) -> None:
        self._made, self._names = made, names
        self._document = made.document
        self._words = words(made.document.publication.language)
        self._part: Part | None = None
        self._story_drawn: Story | None = None
        self.heights: dict[str, str] = {}
        self._articles = {
            part.subject.slug: part
            for part in made.document.parts
            if isinstance(part.subject, Article)
        }
        self._renderer = environment(look, filters=self._filters())

    def issue(self) -> str:
        """Return the whole paper."""
        publication, made = self._document.publication, self._made
        lead = made.lead.part if made.lead else None
        sections = [
            {
                "part": section,
                "titled": _titled(section, lead),
                "rows": [self._row(row) for row in rows],
            }
            for section, rows in made.sections
        ]
        day = long_date(self._document.issue.date, publication.language)
        return str(
            self.render(
                "print/issue.xhtml.j2",
                None,
                title=f"{publication.name}, {day}",
                keywords=", ".join(section.title for section, _ in made.sections),
                front=self._front(),
                sections=sections,
                standing=self._last(),
            )
        )

    def _front(self) -> Markup:
        contents = next(part for part in self._document.parts if part.kind == "contents")
        masthead = self.render("print/masthead.xhtml.j2", None)
        inside = self.render("print/inside.xhtml.j2", contents, entries=self._document.contents)
        lead = self._made.lead
        return masthead + inside + (self._story(lead) if lead else Markup())

    def _last(self) -> Markup:
        """Return what returns in every issue, nothing when the publication has none."""
        drawn: dict[str, list[Markup]] = {}
        calls = []
        for part in self._document.parts:
            matter = part.subject
            if not isinstance(matter, StandingMatter):
                continue
            html = self.render("parts/standing.xhtml.j2", part)
            if matter.kind in ("contacts", "imprint"):
                drawn.setdefault(matter.kind, []).append(html)
            elif matter.figure is not None and self._made.poster:
                drawn.setdefault("poster", []).append(html)
            else:
                calls.append({"drawn": html, "columns": _columns_of(matter)})
        if not drawn and not calls:
            return Markup()
        return self.render(
            "print/last.xhtml.j2",
            None,
            contacts=drawn.get("contacts", []),
            calls=calls,
            posters=drawn.get("poster", []),
            poster_columns=self._made.poster,
            imprints=drawn.get("imprint", []),
        )

    def _row(self, row: Row) -> Markup:
        cells = [self._story(story, second=at > 0) for at, story in enumerate(row.stories)]
        if row.briefs:
            briefs = [self._brief(brief) for brief in row.briefs]
            cells.append(
                self.render(
                    "print/briefs.xhtml.j2", None, cells=briefs, columns=row.brief_columns
                )
            )
        return self.render(
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
        body = _with_end_mark(self._with_drop_cap(story))
        first = next((one for one in body if isinstance(one.block, Paragraph)), None)
        briefs = [self._brief(one) for one in story.briefs]
        self._story_drawn = story
        drawn = self.render(
            "print/story.xhtml.j2",
            story.part,
            story=replace(story, body=body),
            art_first=story.form in ("opened", "topped") or (second and story.form == "halved"),
            first=first,
            hung=_hung(body),
            briefs=briefs,
        )
        self._story_drawn = None
        return self.render("print/shape.xhtml.j2", None, story=story, drawn=drawn)

    def _brief(self, brief: Story) -> Markup:
        self._story_drawn = brief
        drawn = self.render("print/brief.xhtml.j2", brief.part)
        self._story_drawn = None
        return drawn

    def _with_drop_cap(self, story: Story) -> tuple[Placed, ...]:
        """Return the text of a leading story with its first letter marked to hang in it."""
        if story.form not in ("lead", "opened"):
            return story.body
        body = list(story.body)
        for at, placed in enumerate(body):
            if isinstance(placed.block, Paragraph):
                text = _drop_cap(placed.block.text)
                body[at] = replace(placed, block=replace(placed.block, text=text))
                break
        return tuple(body)

    def _size(self, placed: Placed, lines: int | None = None) -> None:
        """Note the height of every picture of ``placed``; ``lines`` ``None``: one column wide."""
        if isinstance(placed.block, Figure) and placed.anchor:
            high = lines or castoff.picture_lines(placed.block, self._made.grid, 1)
            picture, focus = placed.block.picture, placed.block.focus
            drawn = picture is not None and picture.kind in ("svg", "png")
            self.heights[placed.anchor] = (
                f"height: calc({high} * var(--leading) - var(--trim)); "
                + ("object-fit: contain" if drawn else f"object-position: {focus.left:g}% {focus.top:g}%")
            )
        if isinstance(placed.block, Box) and placed.anchor:
            pieces = castoff.galley((placed,), (), self._made.grid, self._made.scale)
            if not pieces[0].whole:
                self.heights[placed.anchor] = ""
        for run in placed.children:
            for one in run:
                self._size(one)

    def render(self, name: str, part: Part | None, **values: object) -> Markup:
        """Return the template ``name``, drawn for ``part``."""
        kept, self._part = self._part, part
        try:
            return self._renderer.render(
                name,
                part=part,
                document=self._document,
                issue=self._document.issue,
                publication=self._document.publication,
                words=self._words,
                **values,
            )
        finally:
            self._part = kept

    def _filters(self) -> Mapping[str, Callable[..., Any]]:
        here = lambda: self._part.anchor if self._part else "issue"  # noqa: E731
        return {
            "inline": self._inline,
            "source": self._source,
            "place": lambda anchor: f"#{anchor}",
            "parts": lambda slugs: [self._articles[one] for one in slugs if one in self._articles],
            "headline": self._headline,
            "note_anchor": lambda note: f"{here()}-note-{note.number}",
            "call_anchor": lambda note: f"{here()}-call-{note.number}",
            "issue_line": self._issue_line,
            "page_number": _page_number,
            "weekday": weekday,
        }

    def _headline(self, one: Article) -> Markup:
        """Return the headline for paper; on the story being drawn, with its lines turned."""
        title = one.print_headline or one.headline
        story = self._story_drawn
        if story is None or story.part.subject is not one:
            return title
        size = self._made.scale.deck if story.form == "brief" else getattr(
            self._made.scale, story.size
        )
        columns = 2 if story.form in ("opened", "beside") else story.columns
        measure = self._made.grid.measure(columns)
        return castoff.turned(title, "Edition Headline", size.points, measure)

    def _source(self, figure: Figure) -> str | None:
        name = self._names.get(figure.picture.digest) if figure.picture else None
        return f"{BASE}pictures/{name}" if name else None

    def _issue_line(self, issue: Issue) -> str:
        language = self._document.publication.language
        parts = [f"{self._words.volume} {issue.volume}"] if issue.volume else []
        parts += [f"{self._words.number} {issue.number}", long_date(issue.date, language)]
        return " · ".join(parts)

    def _inline(self, text: str | Markup, *, links: bool = True) -> Markup:
        """Return inline text for paper: notes where they are called, links to places in the issue."""
        if not isinstance(text, Markup):
            return Markup.escape(text)
        settled = _CALL.sub(lambda found: self._note(found, links=links), str(text))
        if not links:
            return Markup(_TAG.sub("", settled))
        return Markup(_INSIDE.sub(r'href="#\1"', settled))

    def _note(self, found: re.Match[str], *, links: bool) -> str:
        subject = self._part.subject if self._part else None
        notes: tuple[Footnote, ...] = ()
        if isinstance(subject, Article | StandingMatter):
            notes = subject.notes
        note = next((one for one in notes if one.number == int(found[1])), None)
        if note is None or not links:
            return ""
        return f'<span class="footnote">{self._inline(note.text)}</span>'


_CALL = re.compile(r'<a\b[^>]*\bhref="edition:note/(\d+)"[^>]*></a>')
_TAG = re.compile(r"</?a\b[^>]*>")
_INSIDE = re.compile(r'href="edition:[^"#]*#([^"]*)"')
_LETTER = re.compile(r"^(\s*)([\"'“‘„«‹(]*\w)", re.UNICODE)


def _drop_cap(text: Markup) -> Markup:
    """Return ``text`` with its first letter, and a quotation mark before it, in a span."""
    return Markup(_LETTER.sub(r'\1<span class="drop">\2</span>', str(text), count=1))


def _hung(body: Sequence[Placed]) -> bool:
    """Return whether the text begins with a hanging letter."""
    first = next((one.block for one in body if isinstance(one.block, Paragraph)), None)
    return first is not None and 'class="drop"' in str(first.text)


def _with_end_mark(body: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Return the text of a story with the mark that ends it, if a paragraph does."""
    if not body or not isinstance(body[-1].block, Paragraph):
        return body
    last = body[-1].block
    marked = last.text + Markup('<span class="end-mark"></span>')
    return (*body[:-1], replace(body[-1], block=replace(last, text=marked)))


def _page_number(anchor: str, *, flush: str = "left") -> Markup:
    """Return the place where the engine writes the number of the page ``anchor`` is on."""
    place = '<span class="page-number" data-page-of="{}" data-flush="{}">00</span>'
    return Markup(place).format(anchor, flush)
