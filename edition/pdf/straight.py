"""Sets the lines of a paragraph that is one text, without asking at each what else may be in it.

The engine looks for floats, pictures, boxes within lines and letters set apart at every
line it sets. Where a paragraph has none of them its lines differ in their words alone;
the arithmetic is the engine's own, step by step, so that the same figures come of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .dressing import dressed
from .lines import PLAIN


def is_straight(context: Any, box: Any, around: Any, styles: tuple[Any, Any]) -> bool:
    """Return whether the line box ``box`` in ``around`` is one text and nothing else.

    ``styles`` are those of its first letter and its first line.
    """
    if context.excluded_shapes or any(styles) or len(box.children) != 1:
        return False
    (child,) = box.children
    style = child.style
    return (
        type(child).__name__ == "TextBox"
        and type(box).__name__ == "LineBox"
        and not (box.is_leader or child.is_leader)
        and child.is_in_normal_flow()
        and style["white_space"] == box.style["white_space"] == "normal"
        and style["vertical_align"] == "baseline"
        and box.style["position"] != "relative"
        and around.style["direction"] == "ltr"
        and style["font_size"] > 0
        and dressed(style).usual
        and child.text.strip(" ") == child.text != ""
        and PLAIN.fullmatch(child.text) is not None
    )


def straight_lines(
    context: Any, box: Any, position_y: float, skip_stack: Any, around: Any
) -> Iterator[tuple[Any, Any]]:
    """Yield the lines of ``box`` and where each is gone on from, as ``iter_line_boxes`` does."""
    from weasyprint.layout import inline

    setting = _Setting(box, around, started=skip_stack is None)
    (child,) = box.children
    text = child.text.encode()
    resume = skip_stack[0] if skip_stack else None
    skip = next(iter(resume)) if resume else 0
    while skip is not None:
        while text[skip : skip + 1] == b" ":
            skip += 1
        if skip == len(text):
            return
        found = inline.split_first_line(
            text[skip:].decode(), child.style, context, setting.room(), 0, is_line_start=True
        )
        start, skip = skip, None if found[2] is None else skip + found[2]
        line = setting.line(found, start=start == 0, end=skip is None)
        aside = inline.text_align(context, line, setting.available, last=skip is None)
        setting.place(line, aside, position_y)
        yield line, None if skip is None else {0: {skip: None}}
        position_y = line.position_y + line.height
        box.text_indent = 0


class _Setting:
    """Where the lines of one paragraph stand, and how high they are. Lengths are pixels."""

    def __init__(self, box: Any, around: Any, *, started: bool) -> None:
        from weasyprint.layout import inline

        (self._child,) = box.children
        inline.resolve_percentages(box, around)
        inline.resolve_percentages(self._child, around)
        if started:
            inline.resolve_one_percentage(box, "text_indent", around.width)
        else:
            box.text_indent = 0
        left = around.content_box_x()
        self._box, right = box, left + around.width - box.margin_right
        self.available = right - (left + box.margin_left)
        self._left = left + box.margin_left - box.margin_left
        self._high, _ = inline.strut(self._child.style)
        self._heights: dict[tuple[float, float], tuple[float, float, float]] = {}

    def room(self) -> float:
        """Return how wide the next line may be."""
        wide: float = (self._left + self.available) * (1 + 1e-9)
        return wide - float(self._left + self._box.text_indent)

    def line(self, found: tuple[Any, ...], *, start: bool, end: bool) -> Any:
        """Return the line box for what was ``found`` to stand in it."""
        from weasyprint.layout.inline import _adjust_line_height

        layout, _, _, width, height, baseline = found
        new = self._child.copy_with_text(layout.text)
        new.position_x = self._left + self._box.text_indent
        new.width, new.height, new.pango_layout = width, height, layout
        new.margin_top = new.margin_bottom = (self._high - height) / 2
        new.baseline = baseline + new.margin_top
        line = self._box.copy_with_children([new])
        line.remove_decoration(start=not start, end=not end)
        line.position_x, line.width = self._left, 0
        line.width = new.position_x + new.margin_width() - line.content_box_x()
        _adjust_line_height(line)
        return line

    def place(self, line: Any, aside: float, position_y: float) -> None:
        """Put ``line`` at its height, moved ``aside``."""
        from weasyprint.layout.inline import line_box_verticality

        (new,) = line.children
        key = new.height, new.baseline
        if key not in self._heights:
            bottom, top = line_box_verticality(line)
            self._heights[key] = bottom, top, new.position_y
        bottom, top, new.position_y = self._heights[key]
        line.baseline, line.position_y, line.height = -top, top, bottom - top
        line.margin_top = line.margin_bottom = 0
        line.translate(aside, position_y - top)
        line.position_y = position_y
