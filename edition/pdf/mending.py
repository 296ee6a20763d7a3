"""Mends of WeasyPrint 70, made once when it is loaded: what they are is in docs/decisions/0009."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import lru_cache
from math import inf
from typing import Any

from .dressing import dressed, set_up
from .finish import told
from .lettering import drawn_at_once, lettered
from .lines import Typesetter, Wanted, unshaped
from .paragraphs import Paragraph
from .siblings import acquaint
from .straight import is_straight, straight_lines
from .styling import sharing

Split = Callable[..., tuple[Any, ...]]

_KNOWN_BREAKS = 4096
"""Texts of which it is remembered where their first line may end."""


class Lines:
    """The lines found so far while one document is laid out.

    Balancing columns sets every line five times over. A line is the same when the
    text from its start on, its style and the width are; so it is looked for once.
    """

    def __init__(self) -> None:
        self._found: dict[Any, tuple[Any, ...]] = {}
        self._struts: dict[int, tuple[float, float]] = {}
        self._styles: list[Any] = []
        self._typesetter = Typesetter()
        self.paragraph: Paragraph | None = None
        """What is being set, if its lines are to be spaced alike."""

    def split(
        self,
        original: Split,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        """Return what ``original`` does for the same arguments."""
        # Pango counts in 1024ths of a pixel; columns of one measure differ by less than that.
        wide = max_width if max_width is None or max_width == inf else int(max_width * 1024)
        rest = dressed(style), wide, justification_spacing, is_line_start, minimum
        space = text.find(" ") if wide == 0 else -1
        # How wide a text must be at least is asked word by word; what follows does not matter.
        word = (text[: space + 2], *rest) if space > 0 else None
        paragraph = self.paragraph if not minimum else None
        key = (text, *rest, paragraph)
        known = self._found.get(word) or self._found.get(key)
        if known is None:
            wanted = Wanted(text, style, context, max_width, justification_spacing, paragraph)
            known = self._typesetter.split(wanted) or original(
                text, style, context, max_width, justification_spacing, is_line_start, minimum
            )
            ends = known[2] is not None and known[2] <= len(text[: space + 1].encode())
            self._found[word if word and ends else key] = known
        layout, *more = known
        return (copy(layout), *more)

    def strut(self, original: Callable[[Any], tuple[float, float]], style: Any) -> Any:
        """Return the height and baseline of a line in ``style``, worked out once for each."""
        if id(style) not in self._struts:
            self._styles.append(style)
            self._struts[id(style)] = original(style)
        return self._struts[id(style)]


_LINES: list[Lines] = []
"""The lines of the documents being laid out, the innermost last."""


@contextmanager
def remembering_lines() -> Iterator[None]:
    """Remember the lines of the document laid out within."""
    _LINES.append(Lines())
    try:
        yield
    finally:
        _LINES.pop()


def mend() -> None:
    """Mend the engine; a second call does nothing."""
    from weasyprint import css, draw, images
    from weasyprint.layout import block, inline, preferred
    from weasyprint.pdf import tags
    from weasyprint.text import line_break

    original = inline.split_first_line
    if getattr(original, "mended", False):
        return
    found = _remembered(original)
    kept_whole = _kept_whole(found)
    kept_whole.mended = True  # type: ignore[attr-defined]
    inline.split_first_line = kept_whole
    preferred.split_first_line = found
    block.iter_line_boxes = _composed(block.iter_line_boxes)
    inline.strut = _remembered_strut(inline.strut)
    line_break.Layout.setup = set_up
    inline.create_layout = _unshaped(inline.create_layout)
    # Asked of the same words at every width they are set in.
    breaks = line_break.get_next_break_point_from_text
    line_break.get_next_break_point_from_text = lru_cache(maxsize=_KNOWN_BREAKS)(breaks)
    tags._build_box_tree = told(tags._build_box_tree)
    draw.draw_text = lettered(draw.draw_text)
    draw.text.draw_first_line = drawn_at_once(draw.text.draw_first_line)
    acquaint()
    css.find_style_attributes = sharing(css.find_style_attributes)
    for gradient in (images.LinearGradient, images.RadialGradient):
        gradient.layout = _with_inks(gradient.layout)


def _remembered(original: Split) -> Split:
    def split_first_line(*given: Any, **named: Any) -> tuple[Any, ...]:
        if _LINES:
            return _LINES[-1].split(original, *given, **named)
        return original(*given, **named)

    return split_first_line


def _remembered_strut(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda style: _LINES[-1].strut(original, style) if _LINES else original(style)


def _composed(original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """Return ``iter_line_boxes`` that tells which paragraph the lines it looks for belong to."""

    def iter_line_boxes(
        context: Any, box: Any, position_y: Any, bottom_space: Any, skip_stack: Any, around: Any,
        *more: Any,
    ) -> Iterator[Any]:  # fmt: skip
        paragraph = _paragraph(context, box, around) if _LINES else None
        if _LINES and is_straight(context, box, around, more[-2:]):
            lines = straight_lines(context, box, position_y, skip_stack, around)
        else:
            lines = original(context, box, position_y, bottom_space, skip_stack, around, *more)
        while True:
            if _LINES:
                outer, _LINES[-1].paragraph = _LINES[-1].paragraph, paragraph
            try:
                found = next(lines, None)
            finally:
                if _LINES:
                    _LINES[-1].paragraph = outer
            if found is None:
                return
            if paragraph is not None:
                found[0].unset = box  # Some are set once more (edition.pdf.wider).
            yield found

    return iter_line_boxes


def _paragraph(context: Any, box: Any, around: Any) -> Paragraph | None:
    """Return the paragraph in the line box ``box``, ``None`` for one that is not justified.

    Beside what floats every line has a width of its own.
    """
    if context.excluded_shapes or box.style["text_align_all"] != "justify":
        return None
    last = box
    while getattr(last, "children", ()):
        last = last.children[-1]
    return Paragraph(around.width, getattr(last, "text", ""))


def _kept_whole(original: Split) -> Split:
    """Return ``split_first_line`` that keeps a line whole which fits but for its last space.

    Text before an emphasised word ends in a space. When all of it fits a line
    and only that space does not, the engine breaks after the first word. Taking
    the space off and asking again gives the line that fits.
    """

    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, *more: Any, **named: Any
    ) -> tuple[Any, ...]:
        found = original(text, style, context, max_width, *more, **named)
        if found[2] is None or not text.endswith(" ") or style["white_space"] != "normal":
            return found
        closed = original(text.rstrip(" "), style, context, max_width, *more, **named)
        return closed if closed[2] is None else found

    return split_first_line


def _unshaped(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``create_layout`` for a justified line, whose letters are shaped when it is drawn.

    The engine shapes the line again after every try at a column and keeps only its words.
    """

    def create_layout(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: float
    ) -> Any:
        plain = style["text_decoration_line"] == "none" and not style["word_spacing"]
        if not plain or max_width is not None or "\n" in text:
            return original(text, style, context, max_width, justification_spacing)
        dressed(style).coming.update(text.split(" "))
        return unshaped(text, None, justification_spacing)

    return create_layout


# Gradients between inks ---------------------------------------------------------------------------


class _Ink:
    """A colour in inks as a gradient of the engine looks at one: four parts instead of three."""

    space = "device-cmyk"

    def __init__(self, colour: Any) -> None:
        self.parts = tuple(colour.coordinates)
        self.alpha = colour.alpha

    def __getitem__(self, at: int | slice) -> Any:
        return self.parts if isinstance(at, slice) else self.alpha if at == 3 else self.parts[at]

    def to(self, _space: str) -> _Ink:
        return self


def _with_inks(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return a gradient's ``layout`` that knows inks; the engine gives up on a page with one."""

    def layout(*given: Any) -> Any:
        scale, kind, points, positions, colours, hints = original(*given)
        if kind != "solid":
            colours = [_Ink(one) if one.space == "device-cmyk" else one for one in colours]
        return scale, kind, points, positions, colours, hints

    return layout
