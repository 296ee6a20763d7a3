"""What the tests of galleys share: a case of type, slips, and a plan that pours them plainly."""

from __future__ import annotations

from collections.abc import Sequence

from edition.makeup.copy import Grid, Run
from edition.makeup.plan import Flatplan, Form, Leg, Module, Rect, Sheet, Strip
from edition.pdf import engine, grafting, loose, slips
from edition.pdf.galley import Galley

from .test_engine import CSS, FONTS

LEADING, COLUMN, GUTTER, MARGIN = 10.5, 136.0, 14.0, 40.0
"""In points."""
STYLES = (
    CSS
    + """
html { font: 9pt/10.5pt "Edition Text"; hyphens: auto; text-align: justify }
p, ul, blockquote, h2, figure { margin: 0; padding: 0 }
p + p { text-indent: 1em }
h2 { font: 600 9pt/10.5pt "Edition Sans"; break-after: avoid; margin-top: 10.5pt; text-align: left }
h3 { font: 700 12pt/15.75pt "Edition Headline"; margin: 10.5pt 0 0; bookmark-level: 2 }
ul { padding-inline-start: 12pt; list-style: "• " }
blockquote { margin: 10.5pt 0; padding-left: 8pt; border-left: 1pt solid; background: #eee }
.drop { float: left; font: 700 39pt/31.5pt "Edition Headline"; height: 28pt; padding-right: 2pt }
.related { border-top: 1pt solid; padding-top: 4.25pt; margin-top: 5.25pt; break-inside: avoid }
mark { background: #fe6 }
@page { size: 700pt 700pt; margin: 0 }
.sheet { position: relative; height: 700pt; break-after: page }
.leg { position: absolute; width: 136pt }
"""
)
SENTENCE = "Nobody who had seen the winter believed that the ferry would come back in March. "


def prose(words: int, *, seed: int = 0) -> str:
    """Return so many words, no two runs of them alike."""
    stock = (SENTENCE + "It carried eleven passengers, a dog, and forty sacks of post. ").split()
    return " ".join(stock[(seed * 7 + at * (seed + 1)) % len(stock)] for at in range(words))


def open_case(edition: engine.Edition = "print") -> engine.Case:
    return engine.open_case(STYLES, supplies=FONTS, edition=edition)


def set_stories(
    case: engine.Case, stories: dict[str, str], *, direction: str = "ltr"
) -> dict[str, Galley]:
    pieces = [
        slips.Slip(name, f'<article><div class="body galley">{html}</div></article>', COLUMN)
        for name, html in stories.items()
    ]
    boxes = slips.set_slips(case, pieces, language="en", direction=direction)
    return loose.galleys(case, boxes, leading=LEADING)


def poured(runs: Sequence[Run], lines: int) -> list[tuple[Strip, ...]]:
    """Return ``runs`` in columns of at most ``lines`` lines, broken only where they may be."""
    legs: list[list[Strip]] = [[]]
    used = 0
    for number, run in enumerate(runs):
        first = 0
        while first < run.lines:
            air = run.air if legs[-1] and first == 0 else 0
            room = lines - used - air
            last = run.lines
            if last - first > room:
                last = max(
                    (one for one in run.breaks if first < one <= first + room), default=first
                )
            held = run.holds and last == run.lines and last - first + 3 > room
            if last == first or (held and legs[-1]):
                legs.append([])
                used = 0
                continue
            legs[-1].append(Strip(number, first, last, used + air))
            used, first = used + air + last - first, last
    return [tuple(leg) for leg in legs]


def planned(galleys: dict[str, Galley], *, lines: int = 50, columns: int = 4) -> Flatplan:
    """Return a plan with one story a page or more, in columns that end where they end."""
    sheets: list[Sheet] = []
    for name, one in galleys.items():
        legs = [
            Leg(
                Rect(at % columns, 0, 1, strips[-1].at + strips[-1].last - strips[-1].first), strips
            )
            for at, strips in enumerate(poured(one.runs, lines))
        ]
        for at in range(0, len(legs), columns):
            form = Form(columns, lines, 0.0, None, None, (), tuple(legs[at : at + columns]))
            module = Module(name, "News", Rect(0, 0, columns, lines), form)
            sheets.append(Sheet(len(sheets) + 1, "News", (module,)))
    return Flatplan(Grid(columns, lines), tuple(sheets))


def pages(plan: Flatplan, *, direction: str = "ltr") -> str:
    """Return the pages of ``plan`` with a place for every leg and nothing else."""
    sheets = []
    for sheet in plan.sheets:
        drawn = ""
        for at, module in enumerate(sheet.modules):
            begins = plan.page_of(module.name) == sheet.number
            anchor = module.name if begins else f"{module.name}--page-{sheet.number}"
            drawn += f'<article id="{anchor}">'
            for number, leg in enumerate(module.form.legs):
                left = MARGIN + leg.rect.column * (COLUMN + GUTTER)
                drawn += (
                    f'<div class="leg" data-leg="{sheet.number}/{at}/{number}" '
                    f'style="{"left" if direction == "ltr" else "right"}: {left}pt; '
                    f"top: {MARGIN + leg.rect.line * LEADING}pt; "
                    f'height: {leg.rect.lines * LEADING}pt"></div>'
                )
            drawn += "</article>"
        sheets.append(f'<section class="sheet">{drawn}</section>')
    return (
        f'<!DOCTYPE html><html lang="en" dir="{direction}"><head><title>Test</title></head>'
        f"<body>{''.join(sheets)}</body></html>"
    )


def painted(
    case: engine.Case, galleys: dict[str, Galley], plan: Flatplan, *, direction: str = "ltr"
) -> engine.Setting:
    """Return the pages of ``plan`` with the galleys' lines in them."""
    html = pages(plan, direction=direction)
    return engine.paint(
        case,
        html,
        fill=lambda leaves, ground: grafting.graft(leaves, ground, plan, galleys),
        identifier="test",
    )
