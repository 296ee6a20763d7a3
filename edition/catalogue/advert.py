"""The way from paper to the web: a QR code, and a house advertisement with it, as drawings."""

from __future__ import annotations

import io
from collections.abc import Iterable

import segno

from ..epub.setting import Face, Setting, face_for
from ..look.templates import bare_address
from .markup import document, element

WIDTH, HEIGHT, EDGE = 285.2, 210.0, 18.0
"""Points: two columns of a tabloid of five, twenty lines of its grid, and the white inside."""

CODE = 104.0
INK = "#1d1d1b"
QUIET = 4
"""Modules of white round a code (ISO/IEC 18004)."""

DISPLAY, LABEL = ("Edition Headline", 700), ("Edition Sans", 600)


def code(address: str) -> bytes:
    """Return ``address`` as a QR code in SVG, black on white, its quiet zone included."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=QUIET, dark="#000", light="#fff", xmldecl=False, nl=False,
        omitsize=True, svgclass=None, lineclass=None, title=bare_address(address),
    )  # fmt: skip
    return drawn.getvalue()


def house_ad(name: str, words: str, address: str) -> bytes:
    """Return a house advertisement for the catalogue as SVG: ``words``, the address, its code.

    All letters are outlines, all is black: any press prints it. Words in a script the bundled
    faces do not write are left out; the code says them.
    """
    left, measure = EDGE, WIDTH - 3 * EDGE - CODE
    paths: list[str] = []
    headline = _fitting(words, DISPLAY, measure, most=92.0, sizes=range(30, 13, -1))
    top = EDGE
    if headline is not None:
        paths.append(headline.at(left, top + headline.rise, measure=measure).path)
        top += headline.rise + headline.depth + 14
    paper = _fitting(name, LABEL, WIDTH - 2 * EDGE, most=14, sizes=range(11, 6, -1))
    where = _fitting(
        bare_address(address), LABEL, WIDTH - 2 * EDGE, most=30, sizes=range(12, 6, -1)
    )
    foot = HEIGHT - EDGE
    if where is not None:
        paths.append(where.at(left, foot - where.depth, measure=WIDTH - 2 * EDGE).path)
        foot -= where.depth + where.size * 1.5
    if paper is not None:
        paths.append(paper.at(left, foot - paper.depth, measure=WIDTH - 2 * EDGE).path)
        foot -= paper.depth + paper.size * 1.6
    return document(
        element(
            "svg",
            element("title", f"{name}: {words}"),
            element("rect", x="0.5", y="0.5", width=f"{WIDTH - 1:g}", height=f"{HEIGHT - 1:g}",
                    fill="#ffffff", stroke=INK),
            element("rect", x=f"{EDGE:g}", y=f"{foot:.2f}", width=f"{WIDTH - 2 * EDGE:g}",
                    height="0.75", fill=INK),
            *(element("path", d=path, fill=INK) for path in paths if path),
            _modules(address, WIDTH - EDGE - CODE, EDGE, CODE),
            xmlns="http://www.w3.org/2000/svg",
            width=f"{WIDTH:g}pt",
            height=f"{HEIGHT:g}pt",
            viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
            role="img",
        )
    )  # fmt: skip


def _modules(address: str, left: float, top: float, side: float) -> str:
    """Return the dark modules of a code as one path; the white round it is the page's."""
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    step = side / len(rows)
    runs = "".join(
        f"M{left + start * step:.3f} {top + number * step:.3f}h{length * step:.3f}v{step:.3f}"
        f"h{-length * step:.3f}z"
        for number, row in enumerate(rows)
        for start, length in _runs(row)
    )
    return element("path", d=runs, fill="#000000")


def _runs(row: list[int]) -> Iterable[tuple[int, int]]:
    start: int | None = None
    for at, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            yield start, at - start
            start = None


def _fitting(
    text: str, face: tuple[str, int], measure: float, *, most: float, sizes: Iterable[int]
) -> Setting | None:
    """Return ``text`` as large as it goes into ``measure`` by ``most`` points, if it does."""
    drawn: Face | None = face_for(text, *face)
    if drawn is None:
        return None
    for size in sizes:
        lines = drawn.lines(text, size, measure)
        setting = Setting(drawn, lines, size, round(size * 1.12, 2))
        wide = max(drawn.width(line, size) for line in lines)
        if wide <= measure and setting.depth + setting.size <= most:
            return setting
    return None
