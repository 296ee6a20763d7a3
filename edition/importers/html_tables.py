"""Tables of a web page: real ones as tables, those that only arrange a page taken apart."""

from __future__ import annotations

from typing import Literal

from lxml import etree
from markupsafe import Markup

from ..model import Origin, Table
from .html_inline import Wording

_BLOCKS = ("p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "figure", "img")
_WIDEST = 40
_LONGEST = 1000
Alignment = Literal["left", "right", "center"] | None


def rows_of(table: etree._Element) -> list[list[etree._Element]]:
    """Return the cells of ``table`` row by row, those of tables inside it left out."""
    rows = []
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is table:
            rows.append([cell for cell in row if cell.tag in ("td", "th")])
    return [row for row in rows if row][:_LONGEST]


def only_arranges(table: etree._Element) -> bool:
    """Say whether ``table`` is there for the look of the page: its cells hold whole passages."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    if table.find(".//th") is not None or table.find("caption") is not None:
        return False
    rows = rows_of(table)
    if not rows or len(rows) == 1 or max(map(len, rows)) < 2:
        return True
    if next(table.iterdescendants("table"), None) is not None:
        return True
    if any(len("".join(map(str, cell.itertext())).split()) > 100 for row in rows for cell in row):
        return True
    blocks = sum(len(list(cell.iter(*_BLOCKS))) for row in rows for cell in row)
    cells = sum(map(len, rows))
    words = sum(len("".join(map(str, cell.itertext())).split()) for row in rows for cell in row)
    return blocks > 2 * cells or words > 60 * cells


def read_table(table: etree._Element, origin: Origin, wording: Wording) -> Table | None:
    """Return ``table`` with every row as wide as the widest; ``None`` when nothing is in it."""
    rows = rows_of(table)
    grid: list[list[Markup]] = []
    heads: list[bool] = []
    reserved: dict[tuple[int, int], Markup] = {}
    for number, row in enumerate(rows):
        line: list[Markup] = []
        for cell in row:
            while (number, len(line)) in reserved:
                line.append(reserved[number, len(line)])
            across, down = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            text = wording.text(cell)
            for below in range(1, down):
                for beside in range(across):
                    reserved[number + below, len(line) + beside] = Markup()
            line += [text, *[Markup()] * (across - 1)]
        while (number, len(line)) in reserved:
            line.append(reserved[number, len(line)])
        grid.append(line[:_WIDEST])
        heads.append(all(cell.tag == "th" for cell in row) or _in_head(row))
    width = max(map(len, grid), default=0)
    grid = [line + [Markup()] * (width - len(line)) for line in grid]
    kept = [(line, head) for line, head in zip(grid, heads, strict=True) if any(line)]
    if not kept:
        return None
    first = kept[0][1]
    header = tuple(kept[0][0]) if first else ()
    body = tuple(tuple(line) for line, _ in kept[1 if first else 0 :])
    element = table.find("caption")
    caption = wording.text(element) if element is not None else None
    if not body and header:
        header, body = (), (header,)
    return Table(header, body, origin, _alignments(rows, width), caption or None)


def _in_head(row: list[etree._Element]) -> bool:
    return any(up.tag == "thead" for up in row[0].iterancestors())


def _span(text: str | None) -> int:
    return min(int(text), _WIDEST) if text and text.strip().isdigit() and int(text) > 0 else 1


def _alignments(rows: list[list[etree._Element]], width: int) -> tuple[Alignment, ...]:
    found: list[Alignment] = [None] * width
    for row in rows:
        for place, cell in enumerate(row[:width]):
            style = (cell.get("style") or "").replace(" ", "").lower()
            said = (cell.get("align") or "").lower()
            for name in ("left", "right", "center"):
                if found[place] is None and (said == name or f"text-align:{name}" in style):
                    found[place] = name
    return tuple(found)
