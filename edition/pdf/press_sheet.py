"""The sheet round a page: its boxes, and the room for marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..page import Edges
from .press_geometry import Box
from .press_job import PressJob
from .press_marks import marks

MM = 72 / 25.4
_AROUND = 2.0
"""Millimetres of white round the marks."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where trim and bleed are on a sheet, in points from its corner."""

    media: Box
    bleed: Box
    trim: Box


def lay_sheets(
    pdf: Any, job: PressJob, *, front: int, tiles: Mapping[int, Sequence[Any]]
) -> tuple[Sheet, ...]:
    """Give every page its boxes and its marks, the corner of the sheet at 0, 0.

    ``front`` is how many sheets are bound in front and not counted. Positions that
    bookmarks lead to move along, and so do ``tiles``, the patterns of each page: those
    hang on the sheet's corner, whatever moves on it.
    """
    moved: dict[bytes, tuple[float, float]] = {}
    sheets: list[Sheet] = []
    pages = [one for one in pdf.objects if _type(one) == "/Page"]
    for at, page in enumerate(pages):
        number = at + 1 - front
        trim = tuple(float(edge) for edge in page["TrimBox"])
        sheet = _sheet(trim, job, right=number % 2 == 1)  # type: ignore[arg-type]
        across, up = sheet.trim[0] - trim[0], sheet.trim[1] - trim[1]
        for name, box in (
            ("MediaBox", sheet.media), ("BleedBox", sheet.bleed), ("TrimBox", sheet.trim)
        ):  # fmt: skip
            page[name] = _array([round(edge, 4) for edge in box])
        for tile in tiles.get(at, ()):
            place = tile.extra["Matrix"]
            place[4], place[5] = float(place[4]) + across, float(place[5]) + up
        contents = pdf.objects[int(page["Contents"].split()[0])]
        contents.stream[:] = [*_moved(sheet, across, up), *contents.stream, b"Q"]
        if job.press.marks is not None:
            told = _slug(job, number, len(pages) - front)
            contents.stream.extend(marks(sheet.trim, job.press, told))
        moved[page.reference] = (across, up)
        sheets.append(sheet)
    for target in _targets(pdf, moved):
        across, up = moved[target[0]]
        target[2], target[3] = float(target[2]) + across, float(target[3]) + up
    return tuple(sheets)


def _sheet(trim: Box, job: PressJob, *, right: bool) -> Sheet:
    """Return the sheet of one page; ``right`` says that it is an odd one."""
    wide, high = trim[2] - trim[0], trim[3] - trim[1]
    bleed = _sides(job.press.bleed, inside_left=right != job.backwards)
    around = bleed
    given = job.press.marks
    if given is not None:
        room = (max(given.offset, *bleed) + given.length + _AROUND) * MM
        around = (room, room, room, room)
    else:
        around = tuple(one * MM for one in bleed)  # type: ignore[assignment]
    left, bottom, more_right, top = around
    trimmed = (left, bottom, left + wide, bottom + high)
    painted = (
        trimmed[0] - bleed[0] * MM, trimmed[1] - bleed[1] * MM,
        trimmed[2] + bleed[2] * MM, trimmed[3] + bleed[3] * MM,
    )  # fmt: skip
    return Sheet((0.0, 0.0, trimmed[2] + more_right, trimmed[3] + top), painted, trimmed)


def _sides(edges: Edges, *, inside_left: bool) -> tuple[float, float, float, float]:
    """Return the lengths left, at the bottom, right and at the top."""
    left, right = edges.inside, edges.outside
    if not inside_left:
        left, right = right, left
    return left, edges.bottom, right, edges.top


def _moved(sheet: Sheet, across: float, up: float) -> Iterator[bytes]:
    """Yield what moves the drawing of a page to its place; what bleeds further is cut off."""
    left, bottom, right, top = sheet.bleed
    yield b"q"
    if sheet.bleed != sheet.media:
        yield f"{left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re".encode()
        yield b"W"
        yield b"n"
    if across or up:
        yield f"1 0 0 1 {across:.4f} {up:.4f} cm".encode()


def _slug(job: PressJob, number: int, pages: int) -> tuple[str, str]:
    """Return what stands beside the marks of a page, and the same in plain letters."""
    page = f"{number} / {pages}" if number > 0 else "proof"
    plain = f"{job.slug}   {job.issued.isoformat()}   {page}"
    return f"{job.title}   {job.day}   {page}", plain


def _targets(pdf: Any, moved: dict[bytes, tuple[float, float]]) -> Iterator[Any]:
    """Yield every position on a page that something leads to."""
    for one in pdf.objects:
        target = one.get("Dest") if isinstance(one, dict) else None
        if isinstance(target, list) and target[0] in moved:
            yield target
    named = pdf.catalog.get("Names", {})
    dests = named.get("Dests", {}).get("Names", []) if isinstance(named, dict) else []
    for one in dests:
        if isinstance(one, list) and one[0] in moved:
            yield one


def _type(one: Any) -> Any:
    return one.get("Type") if isinstance(one, dict) else None


def _array(values: list[float]) -> Any:
    import pydyf

    return pydyf.Array(values)
