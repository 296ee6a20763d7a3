"""A flatplan as a page for a browser: the drawing, and under it how the copy fits."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from markupsafe import escape

from ..findings import Finding
from .flatplan import READY_WORDS, Copyfit, PageFit, PictureFit, StoryFit
from .flatplan_svg import as_svg
from .flatplan_text import on_pages, summary
from .text import clean

_STYLE = """
:root{color-scheme:light}
body{font:15px/1.45 "Libre Franklin","Helvetica Neue",Arial,sans-serif;color:#222;
background:#f4f4f0;margin:0 auto;max-width:76rem;padding:1.5rem}
h1{font-size:1.5rem;margin:0}.sum{margin:.2rem 0 1.2rem;color:#555}
.drawn{overflow-x:auto}
svg{display:block;width:100%;min-width:46rem;height:auto;background:#f4f4f0}
table{border-collapse:collapse;width:100%;background:#fff;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid #e4e4de}
thead th{position:sticky;top:0;background:#fff;border-bottom:2px solid #222}
tbody th{background:#ecece6;font-weight:700}
.n{text-align:right}.k{color:#a3262a;font-weight:700;width:1.5rem}
.stands{float:right;font-weight:400;color:#555}
td:last-child:not([colspan]){white-space:nowrap}
.remark td{color:#8a4b00}.why{color:#666}
ul{padding-left:1.2rem}
.measures{columns:20rem 3;column-gap:2rem;margin:0}
.measures div{display:flex;gap:.6rem;break-inside:avoid;padding:.15rem 0;color:#555}
.measures .broken{color:#8a4b00;font-weight:700}
.measures dt{min-width:1.6rem;text-align:right}.measures dd{margin:0}
@media (max-width:44rem){
body{padding:1rem}
thead{display:none}tbody,tbody tr,tbody th,.remark td{display:block}
tbody tr{position:relative;padding:.35rem .6rem .35rem 2.2rem;border-bottom:1px solid #e4e4de}
tbody tr:first-child,.remark{padding:0}
tbody td{display:inline;padding:0 .7rem 0 0;border:0}
tbody td:empty,.remark td:first-child{display:none}
td.k{position:absolute;left:.6rem}td.s{display:block;font-weight:600}.why{font-weight:400}
.remark td{padding:.3rem .6rem .3rem 2.2rem}
td[data-as]::before{content:attr(data-as) " ";color:#666}
}
@media print{body{background:#fff;padding:0}thead th{position:static}}
"""


def as_html(fit: Copyfit, findings: Collection[Finding] = ()) -> str:
    """Return a page of its own, with nothing to be fetched from anywhere."""
    publication, issue = fit.document.publication, fit.document.issue
    name = f"{publication.name}, {issue.date.isoformat()}"
    lost = [_said(fit.title(one)) for one in (*fit.plan.left_out, *fit.missing)]
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Flatplan: {_said(name)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f'<h1>{_said(name)}</h1>\n<p class="sum">{_said(summary(fit))}</p>',
        f'<div class="drawn">\n{as_svg(fit).rstrip()}\n</div>',
        "<h2>How the copy fits</h2>\n<table>",
        "<thead><tr><th></th><th>Story</th><th>Headline</th><th>Shape</th>"
        '<th class="n">Lines</th><th class="n">Air</th><th>Pictures</th><th>Goes on</th></tr>'
        "</thead>",
        *(line for page in fit.pages for line in _page(page, fit)),
        "</table>",
        *_measures(fit),
        *(["<h2>Left out</h2>", _listed(lost)] if lost else []),
        *(["<h2>Findings</h2>", _listed(map(_told, findings))] if findings else []),
        "</body>\n</html>",
    ]
    return "\n".join(parts) + "\n"


def _measures(fit: Copyfit) -> Iterator[str]:
    """Yield every rule of design with how often it is broken, and where."""
    if fit.measures:
        yield "<h2>How often the rules of design are broken</h2>"
        yield '<dl class="measures">'
        for one in fit.measures:
            broken = ' class="broken"' if one.count else ""
            said = f"{_said(one.title)}{on_pages(one)}"
            yield f"<div{broken}><dt>{one.count}</dt><dd>{said}</dd></div>"
        yield "</dl>"


def _page(page: PageFit, fit: Copyfit) -> Iterator[str]:
    yield "<tbody>"
    label = f" · {_said(page.sheet.label)}" if page.sheet.label else ""
    stands = f' <span class="stands">{page.standing}</span>' if page.standing else ""
    yield f'<tr><th colspan="8" scope="rowgroup">Page {page.number}{label}{stands}</th></tr>'
    for story in page.stories:
        yield _story(story, fit)
    for ready in page.ready:
        shape = f"{ready.rect.columns} × {ready.rect.lines}"
        kind = READY_WORDS[ready.kind]
        why = f' <span class="why">{kind}</span>' if ready.title.lower() != kind else ""
        yield (
            f'<tr><td class="k">{ready.key}</td><td class="s">{_said(ready.title)}{why}</td>'
            f"<td></td><td>{shape}</td>{'<td></td>' * 4}</tr>"
        )
    empty = [f"{page.empty} lines of one column are empty."] if page.empty else []
    for remark in (*empty, *page.remarks):
        yield f'<tr class="remark"><td></td><td colspan="7">{_said(remark)}</td></tr>'
    yield "</tbody>"


def _story(story: StoryFit, fit: Copyfit) -> str:
    turns = " ".join(
        [f"from page {story.back}"] * (story.back is not None)
        + [f"on page {story.onto}"] * (story.onto is not None)
    )
    without = ", ".join(_said(fit.title(name)) for name in story.left_out)
    cells = [
        f'<td class="k">{story.key}</td>',
        f'<td class="s">{_said(story.title)}',
        f' <span class="why">without {without}</span>' if without else "",
        "</td>",
        f'<td data-as="Headline">{story.head}</td>' if story.head else "<td></td>",
        f"<td>{story.rect.columns} × {story.rect.lines}</td>",
        f'<td class="n" data-as="Lines">{story.text}</td>',
        f'<td class="n" data-as="Air">{story.air}</td>' if story.air else "<td></td>",
        f'<td data-as="Pictures">{"; ".join(map(_picture, story.pictures))}</td>'
        if story.pictures
        else "<td></td>",
        f"<td>{turns}</td>",
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _picture(picture: PictureFit) -> str:
    columns = f"{picture.columns} column{'' if picture.columns == 1 else 's'}"
    if not picture.cropped:
        return columns
    way = "higher" if picture.cropped > 0 else "lower"
    return f"{columns}, {abs(picture.cropped)} {way}"


def _told(one: Finding) -> str:
    where = f"{_said(str(one.origin))}: " if one.origin else ""
    hint = f' <span class="why">{_said(one.hint)}</span>' if one.hint else ""
    return f"{where}{_said(one.message)}{hint} <code>{one.code}</code>"


def _listed(items: Collection[str] | Iterator[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _said(words: str) -> str:
    return str(escape(clean(words)))
