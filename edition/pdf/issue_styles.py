"""The few styles that hang on one issue: its page, its pictures' heights, a proof's flags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..document import Document, Part
from ..findings import Finding
from ..look.words import long_date
from ..model import Article, Issue, Page
from . import castoff
from .castoff import Grid
from .front import Front


def issue_styles(
    document: Document,
    grid: Grid,
    heights: Mapping[str, str],
    front: Front,
    marks: Sequence[Finding],
) -> str:
    """Return the end of the stylesheet.

    ``heights`` are the declarations for the picture of each figure, by anchor;
    an empty one belongs to a box that is long enough to run on in the next column.
    ``front`` is the head of the front page.
    """
    publication = document.publication
    day = long_date(document.issue.date, publication.language)
    tokens = {
        **_page_tokens(publication.page),
        "paper-name": _string(publication.name),
        "issue-day": _string(day),
        "masthead-lines": str(front.lines - front.strip_lines),
        "live-lines": str(grid.depth - front.lines),
        "short-lead-lines": str(front.deep if front.deep < grid.depth - front.lines else 0),
        "beside-lines": str(front.deep),
        "nameplate-fit": f"{front.name_size:.1f}pt",
        "nameplate-lines": str(front.name_lines),
        "nameplate-below": str(front.name_below),
        "trim": f"{castoff.TRIM:g}pt",
    }
    return "".join(
        (
            "\n/* This issue. */\n:root {\n",
            *(f"  --{name}: {value};\n" for name, value in tokens.items()),
            "}\n",
            *_widths(publication.page.columns),
            *_front_page(
                front,
                grid.columns - 1 if front.side else grid.columns,
                backwards=_contents(document).direction == "rtl",
            ),
            *(_height(anchor, words) for anchor, words in heights.items()),
            *flags(document, marks),
        )
    )


def _contents(document: Document) -> Part:
    return next(part for part in document.parts if part.kind == "contents")


def _height(anchor: str, words: str) -> str:
    if not words:
        return f'[id="{anchor}"] {{ break-inside: auto }}\n'
    return f'[id="{anchor}"] > img {{ {words} }}\n'


def _page_tokens(page: Page) -> dict[str, str]:
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
    return {
        **{name: f"{value:.4g}mm" for name, value in lengths.items()},
        "columns": str(page.columns),
        "leading": f"{page.leading:g}pt",
    }


def _widths(columns: int) -> Iterator[str]:
    for wide in range(1, columns + 1):
        width = f"calc({wide} * var(--column) + {wide - 1} * var(--gutter))"
        yield (
            f".wide-{wide} {{ width: {width} }}\n"
            f".wide-{wide} > .article > .text > .body {{ columns: {wide} }}\n"
            f".wide-{wide} > .brief-run {{ columns: {wide} }}\n"
        )
        yield f".call-{wide} {{ width: {width} }}\n"
    rest = max(1, columns - 2)
    yield f".beside > .article > .text > .body {{ columns: {rest} !important }}\n"


def _front_page(front: Front, lead_columns: int, *, backwards: bool) -> Iterator[str]:
    """Yield what makes room for the contents: in the last column, or above the lead."""
    given = "calc(var(--margin-outside) + var(--column) + var(--gutter))"
    if front.side and backwards:
        yield f"@page :first {{ margin-left: {given}; margin-right: var(--margin-inside) }}\n"
    elif not front.side:
        yield "@page :first { margin-right: var(--margin-outside) }\n"
        yield ".masthead, .proof { margin-inline-end: 0; margin-right: 0 }\n"
    # The lead runs on over the next page's whole width.
    yield (
        f".lead.wide-{lead_columns} {{ width: auto }}\n"
        f".lead.wide-{lead_columns} > .article > .text > .body {{ columns: auto; "
        "column-width: calc(var(--column) - 0.5mm) }\n"
    )


def flags(document: Document, marks: Sequence[Finding]) -> Iterator[str]:
    """Yield what shows findings on the proof at the part they are about."""
    by_file = {
        part.subject.origin.path: part.anchor
        for part in document.parts
        if isinstance(part.subject, Article)
    }
    backwards = {part.anchor for part in document.parts if part.direction == "rtl"}
    flags: dict[str, list[str]] = {}
    for mark in sorted(marks, key=lambda one: one.severity, reverse=True):
        anchor = mark.part or (by_file.get(mark.origin.path) if mark.origin else None)
        anchor = anchor or _advert_of(mark, document.issue)
        if anchor:
            flags.setdefault(anchor, []).append(f"{mark.code}  {mark.message}")
    for anchor, sentences in flags.items():
        more = f"  (and {len(sentences) - 1} more)" if len(sentences) > 1 else ""
        yield f'[id="{anchor}"]::before {{ content: {_string(sentences[0] + more)} }}\n'
        turn = "-90deg); transform-origin: 100% 0" if anchor in backwards else "90deg)"
        yield f'[id="{anchor}"]::before {{ {_FLAG}; transform: rotate({turn} }}\n'


def _advert_of(mark: Finding, issue: Issue) -> str | None:
    """Return the anchor of the advertisement whose lines a finding is about."""
    if mark.origin is None or not mark.code.startswith(("ADS-", "PIC-", "PIN-")):
        return None
    path, line = mark.origin.path, mark.origin.line or 0
    above = [
        one for one in issue.adverts if one.origin.path == path and (one.origin.line or 0) <= line
    ]
    last = max(above, key=lambda one: one.origin.line or 0, default=None)
    return f"advert-{last.slug}" if last else None


# Read from top to bottom in the gutter or margin left of what it is about, where no text stands.
# So small they are one ink on the press: the proof is preflighted too.
_FLAG = (
    "position: absolute; z-index: 9; width: 64mm; max-height: 14pt; overflow: hidden; "
    "transform-origin: 0 0; direction: ltr; text-align: left; text-indent: 0; "
    "margin: 0; padding: 0; background: var(--paper-colour); color: var(--house-small); "
    "font: 600 6pt / 7pt var(--label-font); hyphens: manual"
)


def _string(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\r", " ").replace("\n", "\\A ") + '"'
