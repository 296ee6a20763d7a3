"""Goes through the content of a page and notes what it paints; nothing is drawn."""

from __future__ import annotations

from typing import Any

from .content import Content
from .events import Painted
from .geometry import Box, Matrix
from .ground import Ground
from .separations import Sheet
from .sources import MOST_CONTENT, OverdoneError, Sources, Walk
from .state import State
from .values import StreamError, get, is_stream, items, stream_bytes


def walk(
    page: Any,
    number: int,
    sources: Sources,
    *,
    media: Box,
    sheet: Sheet | None,
    resources: Any,
    base: Matrix,
) -> Painted:
    """Return what the page ``number`` paints. ``base`` leads from its coordinates to points."""
    under = Walk(sources, number, Ground(media), sheet)
    try:
        data = contents(page)
    except StreamError as problem:
        under.painted.remark("damage", f"content that {problem}")
        data = b""
    state = State(matrix=base, clip=media)
    reader = Content(under, data, resources, state, sheet.copy(data) if sheet else None)
    try:
        reader.run()
    except OverdoneError as problem:
        under.painted.remark("overdone", str(problem))
    except RecursionError:
        under.painted.remark("overdone", "forms in forms without end")
    if sheet is not None and reader.copy is not None:
        sheet.page(reader.copy, base)
    return under.painted


def contents(page: Any) -> bytes:
    """Return the content of a page, whether it is one stream or several.

    Raises:
        StreamError: one cannot be unpacked, or it is larger than any page.
    """
    parts: list[bytes] = []
    size = 0
    written = get(page, "/Contents")
    for one in items(written):
        if not is_stream(one):
            continue
        parts.append(stream_bytes(one, MOST_CONTENT))
        size += len(parts[-1])
        if size > MOST_CONTENT:
            raise StreamError("is larger than any page")
    return b"\n".join(parts)
