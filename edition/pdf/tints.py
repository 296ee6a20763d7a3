"""Ends the tint of a box where its words end, when the rest of it goes on in the next column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

_AIR = 0.5
"""Lines of tint that stay under the last words."""


def shorten(pages: Sequence[Any], ground: Callable[[Any, Any], None]) -> None:
    """Take the tint away from under the words of boxes that are broken over columns.

    The engine lets a broken box reach to the foot of its column. Where a picture in it
    finds no more room there, that would be a grey hole. ``ground`` draws the background
    of a box anew, given its page and the box.
    """
    for page in pages:
        for box in _boxes(page._page_box):
            line = next(_heights_of_lines(box), 0.0)
            spare = box.content_box_y() + box.height - _foot(box) - _AIR * line
            if line and spare > line:
                box.height -= spare
                ground(page, box)


def _boxes(page: Any) -> Iterator[Any]:
    """Yield the boxes a story has beside its text, and pieces of such boxes."""
    for one in page.descendants():
        element = getattr(one, "element", None)
        if type(one).__name__ != "BlockBox" or element is None or not one.children:
            continue
        if "box" in element.get("class", "").split():
            yield one


def _foot(box: Any) -> float:
    """Return where the last thing in ``box`` ends, in the engine's pixels."""
    return max(float(one.position_y + one.margin_height()) for one in box.children)


def _heights_of_lines(box: Any) -> Iterator[float]:
    return (float(one.height) for one in box.descendants() if type(one).__name__ == "LineBox")
