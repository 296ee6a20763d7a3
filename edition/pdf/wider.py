"""Sets a paragraph of a galley once more, with wider spaces between its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

WIDER = 0.15
"""How much wider the spaces of a paragraph become, in ems, that is to be a line longer."""


class Wider:
    """Sets paragraphs again that were laid out with ``fonts``.

    What the engine knows of a document while it lays it out is gone by then. Only text
    and emphasis in it are set, which ask for none of it. They must have been justified.
    """

    def __init__(self, fonts: Any) -> None:
        from weasyprint.layout import LayoutContext

        self._context = LayoutContext(None, _nothing, fonts, None, None)
        self._context.create_block_formatting_context()
        self._styles: dict[tuple[int, float], tuple[Any, Any]] = {}

    def lines(self, leaf: Any) -> tuple[Any, ...] | None:
        """Return the lines of the block ``leaf`` with wider spaces.

        ``None``: there is more in it than text.
        """
        from weasyprint.layout import block

        whole = getattr(leaf.children[0], "unset", None)
        if whole is None or not _is_text(whole.children):
            return None
        before, added = leaf.style["word_spacing"], WIDER * leaf.style["font_size"]
        again = self._widened(whole, before, added)
        top = leaf.children[0].position_y
        found = block.iter_line_boxes(self._context, again, top, 0, None, leaf, [], [], None, None)
        return tuple(line for line, _ in found)

    def _widened(self, box: Any, before: float, after: float) -> Any:
        """Return a copy of ``box`` and all in it whose spaces were wider by ``before``."""
        new = box.copy()
        if box.style["word_spacing"] == before:
            new.style = self._style(box.style, after)
        if box.children:
            new.children = [self._widened(child, before, after) for child in box.children]
        return new

    def _style(self, style: Any, spacing: float) -> Any:
        """Return ``style`` with wider spaces, the same for all that wear it."""
        key = id(style), spacing
        if key not in self._styles:
            wide = style.copy()
            wide["word_spacing"] = spacing
            self._styles[key] = style, wide  # An id is only good as long as its style lives.
        return self._styles[key][1]


def finish(lines: Sequence[Any]) -> None:
    """Lay grounds under ``lines``, which the engine does at the end of a page."""
    from weasyprint.layout.background import layout_box_backgrounds

    for line in lines:
        layout_box_backgrounds(None, line, _nothing)


def _is_text(boxes: Sequence[Any]) -> bool:
    """Return whether ``boxes`` are text and what holds text, without a picture."""
    for one in boxes:
        if type(one).__name__ == "TextBox":
            continue
        pictures = (*one.style["background_image"], one.style["border_image_source"])
        if (
            type(one).__name__ != "InlineBox"
            or not one.is_in_normal_flow()
            or any(kind != "none" for kind, _ in pictures)
            or not _is_text(one.children)
        ):
            return False
    return True


def _nothing(*_: Any, **__: Any) -> None:
    """Stand for what reads pictures: there are none."""
