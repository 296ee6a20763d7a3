"""A preflight as one page for a browser: every page small, with the trouble spots marked."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from ..findings import RULES, Severity
from ..press.preflight import PageFacts, Preflight, RuleResult, Spot
from .preflight_text import verdict
from .text import clean

_MARKED = 60
"""Marks on one page; more would hide it."""
_LISTED = 25
"""Spots of one rule in the list."""

_STYLE = """
:root{color-scheme:light dark;--back:#f4f4f0;--card:#fff;--ink:#222;--soft:#5f5f5a;--line:#dcdcd4;
--error:#b3261e;--warning:#8a5a00;--pass:#2c6e37;--mark-error:#d32f2f;--mark-warning:#e08a00}
@media (prefers-color-scheme:dark){:root{--back:#1b1b1a;--card:#262625;--ink:#e9e9e4;--soft:#a9a9a2;
--line:#3c3c39;--error:#ff8a80;--warning:#ffc166;--pass:#8fd19b}}
*{box-sizing:border-box}
body{font:15px/1.45 "Libre Franklin","Helvetica Neue",Arial,sans-serif;color:var(--ink);
background:var(--back);margin:0 auto;max-width:82rem;padding:1.5rem}
h1{font-size:1.5rem;margin:0;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:2rem 0 .6rem}
.sum{margin:.2rem 0;color:var(--soft)}.sum strong{color:var(--ink)}
.pages{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1.2rem;margin:0;
padding:0;list-style:none}
.pages figure{margin:0;background:var(--card);border:1px solid var(--line);padding:.6rem}
.pages svg{display:block;width:100%;height:auto;background:#fff}
.pages figcaption{margin-top:.4rem;font-size:.85rem;color:var(--soft)}
.pages b{color:var(--ink)}
.trim{fill:none;stroke:#0a7c86;stroke-width:1;stroke-dasharray:4 3;vector-effect:non-scaling-stroke}
.mark{fill-opacity:.12;stroke-width:2;vector-effect:non-scaling-stroke}
.mark.error{stroke:var(--mark-error);fill:var(--mark-error)}
.mark.warning{stroke:var(--mark-warning);fill:var(--mark-warning)}
.n{font:700 9px/1 Arial,sans-serif;fill:#fff}
.n-error{fill:var(--mark-error)}.n-warning{fill:#8a5a00}
.rule{background:var(--card);border:1px solid var(--line);border-left:5px solid var(--line);
padding:.7rem 1rem;margin:0 0 .7rem;break-inside:avoid}
.rule.error{border-left-color:var(--error)}.rule.warning{border-left-color:var(--warning)}
.rule h3{margin:0;font-size:1rem}.rule code{font-weight:400;color:var(--soft);font-size:.85em}
.rule ul{margin:.4rem 0;padding-left:1.2rem}.rule p{margin:.3rem 0 0;color:var(--soft)}
.word{text-transform:uppercase;font-size:.75rem;letter-spacing:.05em;margin-right:.4rem}
.word.error{color:var(--error)}.word.warning{color:var(--warning)}.word.pass{color:var(--pass)}
.where{color:var(--soft)}
details{margin-top:1.5rem}table{border-collapse:collapse;width:100%;background:var(--card)}
td{padding:.25rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
@media print{:root{--back:#fff;--card:#fff;--ink:#000;--soft:#444;--error:#b3261e;--warning:#8a5a00}
body{padding:0;font-size:11px}.pages{grid-template-columns:repeat(4,1fr);gap:.6rem}
.pages li{break-inside:avoid}details{display:block}}
"""


@dataclass(frozen=True, slots=True)
class _Mark:
    number: int
    spot: Spot
    code: str
    grave: str


def as_html(preflight: Preflight, name: str, pictures: Sequence[bytes]) -> str:
    """Return a page of its own, with nothing to be fetched from anywhere."""
    broken = [one for one in preflight.results if one.verdict in ("error", "warning")]
    broken.sort(key=lambda one: (one.verdict != "error", one.code))
    marks = _numbered(broken)
    notes = [one.note for one in preflight.results if one.note]
    first = preflight.pages[0]
    count = len(preflight.pages)
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Preflight: {_said(name)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f"<h1>{_said(name)}</h1>",
        f'<p class="sum">{count} page{"" if count == 1 else "s"} of {first.width:g} ×'
        f" {first.height:g} mm, held to <strong>{_said(preflight.title)}</strong>"
        f" ({preflight.standard}{', as an advertisement' if preflight.purpose == 'advert' else ''})"
        "</p>",
        f'<p class="sum"><strong>{_said(verdict(preflight))}</strong></p>',
        *(f'<p class="sum">{_said(note)}</p>' for note in notes),
        '<h2>Pages</h2>\n<ol class="pages">',
        *(_page(page, marks, pictures) for page in preflight.pages),
        "</ol>",
        *(["<h2>What is wrong</h2>"] if broken else []),
        *(_rule(one, marks) for one in broken),
        "<details><summary>All rules</summary>\n<table>",
        *(_row(one) for one in preflight.results),
        "</table></details>\n</body>\n</html>",
    ]
    return "\n".join(parts) + "\n"


def _numbered(broken: Sequence[RuleResult]) -> dict[tuple[str, int], _Mark]:
    """Return the spots that can be shown, numbered page by page, by rule and place in its list."""
    counts: dict[int, int] = {}
    marks: dict[tuple[str, int], _Mark] = {}
    for result in broken:
        for index, spot in enumerate(result.spots):
            if spot.page is None or spot.area is None or counts.get(spot.page, 0) >= _MARKED:
                continue
            counts[spot.page] = counts.get(spot.page, 0) + 1
            marks[result.code, index] = _Mark(
                counts[spot.page], spot, result.code, _grave(spot, result.code)
            )
    return marks


def _grave(spot: Spot, code: str) -> str:
    return "error" if (spot.severity or RULES[code].severity) is Severity.ERROR else "warning"


def _page(page: PageFacts, marks: dict[tuple[str, int], _Mark], pictures: Sequence[bytes]) -> str:
    left, top, right, bottom = page.sheet
    wide, high = max(right - left, 1), max(bottom - top, 1)
    own = [one for one in marks.values() if one.spot.page == page.number]
    image = ""
    if page.number <= len(pictures):
        data = b64encode(pictures[page.number - 1]).decode()
        image = (
            f'<image x="{left:g}" y="{top:g}" width="{wide:g}" height="{high:g}"'
            f' preserveAspectRatio="none" href="data:image/jpeg;base64,{data}"/>'
        )
    drawn = "".join(_mark(one, wide) for one in own)
    said = f"Page {page.number}, {len(own)} marks" if own else f"Page {page.number}"
    return (
        f'<li><figure><svg viewBox="{left:g} {top:g} {wide:g} {high:g}" role="img"'
        f' aria-label="{said}">{image}'
        f'<rect class="trim" x="0" y="0" width="{page.width:g}" height="{page.height:g}"/>'
        f"{drawn}</svg><figcaption><b>{page.number}</b> {_facts(page, len(own))}</figcaption>"
        "</figure></li>"
    )


def _facts(page: PageFacts, count: int) -> str:
    parts = [f"{count} mark{'' if count == 1 else 's'}"] if count else ["nothing marked"]
    if page.inks is not None:
        inks = " ".join(
            f"{ink}\u00a0{part:.0f}" for ink, part in zip("CMYK", page.inks, strict=True)
        )
        parts.append(f"covered {inks} %")
    if page.heaviest is not None:
        parts.append(f"heaviest {page.heaviest:.0f} %")
    return " · ".join(parts)


def _mark(one: _Mark, wide: float) -> str:
    left, top, right, bottom = one.spot.area or (0, 0, 0, 0)
    least = wide / 90
    across, down = max(right - left, least), max(bottom - top, least)
    size = wide / 32
    label = str(one.number)
    flag = size * (0.55 + 0.45 * len(label))
    return (
        f"<g><title>{_said(f'{one.number}. {one.spot.what} [{one.code}]')}</title>"
        f'<rect class="mark {one.grave}" x="{left:g}" y="{top:g}" width="{across:g}"'
        f' height="{down:g}"/>'
        f'<rect class="n-{one.grave}" x="{left:g}" y="{top - size:g}" width="{flag:g}"'
        f' height="{size:g}"/>'
        f'<text class="n" x="{left + size * 0.2:g}" y="{top - size * 0.2:g}"'
        f' style="font-size:{size * 0.85:.1f}px">{label}</text></g>'
    )


def _rule(result: RuleResult, marks: dict[tuple[str, int], _Mark]) -> str:
    lines = "".join(
        _spot(spot, marks.get((result.code, index)))
        for index, spot in enumerate(result.spots[:_LISTED])
    )
    more = result.found - min(len(result.spots), _LISTED)
    rest = f"<li>… and {more} more</li>" if more > 0 else ""
    return (
        f'<section class="rule {result.verdict}"><h3><span class="word {result.verdict}">'
        f"{result.verdict}</span>{_said(result.title)} <code>{result.code}</code></h3>"
        f"<ul>{lines}{rest}</ul><p>{_said(result.do)}</p>"
        f"<p>{_said(result.source)}</p></section>"
    )


def _spot(spot: Spot, mark: _Mark | None) -> str:
    where = []
    if spot.page is not None:
        where.append(f"Page {spot.page}")
    if mark is not None:
        where.append(f"mark {mark.number}")
    if spot.area is not None:
        where.append(f"{spot.area[0]:.0f} mm across, {spot.area[1]:.0f} down")
    if spot.picture or spot.story:
        where.append(spot.picture or spot.story or "")
    listed = f'<span class="where">{_said(", ".join(where))}:</span> ' if where else ""
    return f"<li>{listed}{_said(spot.what)}</li>"


def _row(result: RuleResult) -> str:
    word = "pass" if result.verdict == "pass" else result.verdict
    return (
        f'<tr><td><span class="word {word}">{word}</span></td><td>{_said(result.title)}'
        f" {_said(result.note)}</td><td>{result.code}</td></tr>"
    )


def _said(words: str) -> str:
    return str(escape(clean(words)))
