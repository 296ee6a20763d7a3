"""A flatplan as one drawing: every opening, its stories, pictures and advertisements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import escape

from ..makeup.copy import FillerKind, Grid
from ..makeup.plan import Module, Rect
from ..model import Page
from .flatplan import Copyfit, PageFit, StoryFit, from_right, masthead_lines, openings
from .text import clean

_POINT = 25.4 / 72
_ACROSS = 2
"""Openings beside each other."""

_MARGIN, _BETWEEN, _LABEL = 24.0, 40.0, 22.0
"""White round the drawing, between openings, and over a page for its number; in millimetres."""

_HATCHED: dict[FillerKind, str] = {"advert": "url(#advert)"}
_STYLE = """
text{font-family:"Libre Franklin","Helvetica Neue",Arial,sans-serif;fill:#333}
.paper{fill:#fff;stroke:#8a8a86;stroke-width:.6}
.story{fill:#fbfbf9;stroke:#55554f;stroke-width:.5}
.head{fill:#2b2b28}.standfirst{fill:#9a9a94}
.picture{fill:#c9cdd0;stroke:#7d8388;stroke-width:.5}
.slash{stroke:#a9afb4;stroke-width:.6}
.box{fill:#efe9dc;stroke:#a3987f;stroke-width:.5}
.ready{fill:#f1f1ec;stroke:#8a8a86;stroke-width:.5;stroke-dasharray:3 2}
.advert{stroke:#6b5b3e;stroke-width:.8}
.key{font-weight:700;fill:#fff;text-anchor:middle}
.disc{fill:#a3262a}
.name{font-size:10px;text-anchor:middle}
.turn{font-size:10px;font-weight:700;fill:#a3262a}
.folio{font-size:14px;font-weight:700}.label{font-size:14px;fill:#6b6b66}
.stands{font-size:11px;fill:#8a8a86}
.masthead{font-size:30px;font-weight:700;text-anchor:middle;fill:#2b2b28}
"""


@dataclass(frozen=True, slots=True)
class _Measures:
    """Millimetres of a page of the grid; columns counted from the right when ``backwards``."""

    page: Page
    grid: Grid
    left: float
    backwards: bool

    def box(self, rect: Rect) -> tuple[float, float, float, float]:
        """Return where ``rect`` lies on its page: left, top, width, height."""
        column = self.grid.columns - rect.right if self.backwards else rect.column
        x = self.left + column * (self.page.measure + self.page.gutter)
        line = self.page.leading * _POINT
        y = self.page.margins.top + rect.line * line
        return x, y, self.page.across(rect.columns), rect.lines * line


def as_svg(fit: Copyfit) -> str:
    """Return one drawing of all openings of ``fit``, in millimetres of the page."""
    page = fit.document.publication.page
    pairs = list(openings(fit.plan))
    wide = 2 * page.width
    high = page.height + _LABEL
    rows = -(-len(pairs) // _ACROSS)
    across = min(_ACROSS, len(pairs))
    width = 2 * _MARGIN + across * wide + (across - 1) * _BETWEEN
    height = 2 * _MARGIN + rows * high + (rows - 1) * _BETWEEN
    backwards = from_right(fit.document)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}"'
        f' role="img" aria-label="{_said(_named(fit))}">',
        f"<title>{_said(_named(fit))}</title>",
        f"<style>{_STYLE}</style>",
        _patterns(page),
    ]
    by_number = {one.number: one for one in fit.pages}
    for index, pair in enumerate(pairs):
        place = index % _ACROSS
        column = across - 1 - place if backwards else place
        x = _MARGIN + column * (wide + _BETWEEN)
        y = _MARGIN + index // _ACROSS * (high + _BETWEEN) + _LABEL
        for side, sheet in enumerate(pair[::-1] if backwards else pair):
            if sheet is not None:
                parts.append(f'<g transform="translate({_n(x + side * page.width)} {_n(y)})">')
                parts += _page(by_number[sheet.number], fit, page, on_the_left=side == 0)
                parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])


def _named(fit: Copyfit) -> str:
    publication, issue = fit.document.publication, fit.document.issue
    return f"Flatplan of {publication.name}, {issue.date.isoformat()}: {fit.plan.pages} pages"


def _patterns(page: Page) -> str:
    """Return what fills text and advertisements; a line of text is a line of the grid."""
    line = page.leading * _POINT
    return (
        "<defs>"
        f'<pattern id="text" width="10" height="{_n(line)}" patternUnits="userSpaceOnUse"'
        f' y="{_n(page.margins.top)}">'
        f'<rect y="{_n(line * 0.3)}" width="10" height="{_n(line * 0.4)}" fill="#d6d6d1"/>'
        "</pattern>"
        '<pattern id="advert" width="8" height="8" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect width="8" height="8" fill="#fff"/>'
        '<rect width="3" height="8" fill="#e2d6bd"/></pattern>'
        "</defs>"
    )


def _page(one: PageFit, fit: Copyfit, page: Page, *, on_the_left: bool) -> Iterator[str]:
    """Yield one page, measured from its own corner."""
    margins = page.margins
    left = margins.outside if on_the_left else margins.inside
    measures = _Measures(page, fit.plan.grid, left, from_right(fit.document))
    yield f'<rect class="paper" width="{_n(page.width)}" height="{_n(page.height)}"/>'
    yield from _folio(one, page, on_the_left=on_the_left)
    if one.number == 1:
        yield from _masthead(one, fit, measures)
    for module, story in zip(one.sheet.modules, one.stories, strict=True):
        yield from _module(module, story, measures)
    for ready in one.ready:
        box = measures.box(ready.rect)
        hatched = _HATCHED.get(ready.kind)
        kind = f'advert" fill="{hatched}' if hatched else "ready"
        yield f"<g><title>{_said(ready.title)}</title>{_rect(kind, box)}"
        yield from _words(ready.title, box)
        yield _key(ready.key, box) + "</g>"


def _folio(one: PageFit, page: Page, *, on_the_left: bool) -> Iterator[str]:
    """Yield number and section at the outer corner, at the inner one whether the page is new."""
    number, label = str(one.number), _said(clean(one.sheet.label))
    outer, inner, end = 0.0, page.width, ' text-anchor="end"'
    to_label, from_outer, from_inner = 24.0, "", end
    if not on_the_left:
        outer, inner, to_label, from_outer, from_inner = inner, outer, -24.0, end, ""
    yield f'<text class="folio" x="{_n(outer)}" y="-6"{from_outer}>{number}</text>'
    yield f'<text class="label" x="{_n(outer + to_label)}" y="-6"{from_outer}>{label}</text>'
    if one.standing:
        yield f'<text class="stands" x="{_n(inner)}" y="-6"{from_inner}>{one.standing}</text>'


def _masthead(one: PageFit, fit: Copyfit, measures: _Measures) -> Iterator[str]:
    below = masthead_lines(one.sheet)
    if below:
        whole = Rect(0, 0, fit.plan.grid.columns, below)
        x, y, width, height = measures.box(whole)
        middle = f'x="{_n(x + width / 2)}" y="{_n(y + height / 2 + 10)}"'
        name = _said(clean(fit.document.publication.name))
        yield f'<text class="masthead" {middle}>{name}</text>'


def _module(module: Module, story: StoryFit, measures: _Measures) -> Iterator[str]:
    form = module.form
    shape = f"{story.rect.columns} × {story.rect.lines}, {story.text} lines of text"
    yield f"<g><title>{_said(f'{clean(story.title)}: {shape}')}</title>"
    yield _rect("story", measures.box(module.rect))
    for leg in form.legs:
        yield _rect('leg" fill="url(#text)', measures.box(leg.rect))
    for inset in form.insets:
        x, y, width, height = measures.box(inset.rect)
        picture = inset.kind == "picture"
        yield _rect("picture" if picture else "box", (x, y, width, height))
        if picture:
            for start, end in ((y, y + height), (y + height, y)):
                ends = f'x1="{_n(x)}" y1="{_n(start)}" x2="{_n(x + width)}" y2="{_n(end)}"'
                yield f'<line class="slash" {ends}/>'
    if form.head_at is not None and form.head is not None:
        yield from _head(measures.box(form.head_at), form.head.turns)
    if module.flag is not None:
        x, y, width, _ = measures.box(module.rect)
        place = f'x="{_n(x + width / 2)}" y="{_n(y + 8)}"'
        yield f'<text class="name" {place}>{_said(clean(module.flag))}</text>'
    yield _key(story.key, measures.box(module.rect))
    turn = " ".join(
        [f"← {story.back}"] * (story.back is not None)
        + [f"→ {story.onto}"] * (story.onto is not None)
    )
    if turn:
        x, y, width, height = measures.box(module.rect)
        place = f'x="{_n(x + width - 3)}" y="{_n(y + height - 4)}" text-anchor="end"'
        yield f'<text class="turn" {place}>{turn}</text>'
    yield "</g>"


def _head(box: tuple[float, float, float, float], turns: int) -> Iterator[str]:
    """Yield a bar for each line of a headline, and a thin one for what stands under it."""
    x, y, width, height = box
    turn = height * 0.9 / (turns + 0.5)
    for number in range(turns):
        length = width * (0.72 if number and number == turns - 1 else 0.94)
        yield _rect("head", (x + 2, y + turn * (number + 0.15), length - 4, turn * 0.6))
    yield _rect("standfirst", (x + 2, y + turn * (turns + 0.05), width * 0.6, turn * 0.16))


def _words(title: str, box: tuple[float, float, float, float]) -> Iterator[str]:
    x, y, width, height = box
    room = max(int(width / 5.6), 4)
    words = clean(title)
    shown = words if len(words) <= room else f"{words[: room - 1].rstrip()}…"
    if height > 12:
        place = f'x="{_n(x + width / 2)}" y="{_n(y + height / 2 + 4)}"'
        yield f'<text class="name" {place}>{_said(shown)}</text>'


def _key(key: str, box: tuple[float, float, float, float]) -> str:
    x, y, _, height = box
    radius = min(8.0, max(height / 2, 4.0))
    middle = f'cx="{_n(x + radius + 1)}" cy="{_n(y + radius + 1)}" r="{_n(radius)}"'
    size = radius * 1.6
    place = f'x="{_n(x + radius + 1)}" y="{_n(y + radius + 1 + size * 0.36)}"'
    return (
        f'<circle class="disc" {middle}/>'
        f'<text class="key" font-size="{_n(size)}" {place}>{_said(key)}</text>'
    )


def _rect(kind: str, box: tuple[float, float, float, float]) -> str:
    x, y, width, height = (_n(one) for one in box)
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}"/>'


def _said(words: str) -> str:
    return str(escape(words))


def _n(number: float) -> str:
    return f"{round(number, 2):.7g}"
