"""Moves the lines of galleys into the columns of the pages: cut once more, nothing is set again.

The boxes are the engine's own and are handled by what they are called; the engine
itself stays in ``edition.pdf.engine``. Copies go onto the pages, so that a galley
serves as often as it is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..makeup.plan import Flatplan, Leg, Module, Sheet, Strip
from .galley import PIXELS, Galley, Held

_NEAR = 0.5 * PIXELS
"""How far from its place a line may stand, in pixels, before it is said."""

Ground = Callable[[Any, Any], None]
"""Draws the background of a box anew, given its page and the box."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that does not stand where the flatplan has it; ``part`` is a story's anchor."""

    page: int
    part: str
    message: str


def graft(
    pages: Sequence[Any], ground: Ground, plan: Flatplan, galleys: Mapping[str, Galley]
) -> tuple[Flaw, ...]:
    """Put the lines of every leg of ``plan`` into its place on ``pages``, and look them over.

    The places are the boxes whose element has ``data-leg="PAGE/MODULE/LEG"``: the
    page from 1, its modules and their legs from 0.
    """
    places = dict(_places(pages, "data-leg"))
    flaws: list[Flaw] = []
    for name, sheet, module, leg in legs(plan):
        if name not in places:
            flaws.append(Flaw(sheet.number, module.name, f"The page has no place {name}."))
            continue
        page, place = places[name]
        galley = galleys[module.name]
        grafted = cut(galley, leg, left=place.content_box_x(), top=place.content_box_y())
        place.children = [*place.children, *grafted]
        for box in grafted:
            for one in box.descendants(placeholders=True):
                if getattr(one, "background", None) is not None:
                    ground(page, one)
        flaws += (
            Flaw(sheet.number, module.name, message)
            for message in _amiss(place, leg, galley, turns=_turns(module, leg))
        )
    return (*flaws, *_heads(pages, plan, galleys))


def legs(plan: Flatplan) -> Iterator[tuple[str, Sheet, Module, Leg]]:
    """Yield every leg of ``plan`` with its name, in page order."""
    for sheet in plan.sheets:
        for at, module in enumerate(sheet.modules):
            for number, leg in enumerate(module.form.legs):
                yield f"{sheet.number}/{at}/{number}", sheet, module, leg


def cut(galley: Galley, leg: Leg, *, left: float, top: float) -> list[Any]:
    """Return the boxes of ``leg``, cut from ``galley`` and moved to ``left`` and ``top`` in pixels.

    What the lines stand in is kept around them, so that links, emphasis, list
    marks, languages and tags go with them.
    """
    cuts = [_Cut(galley, strip, left, top) for strip in leg.strips]
    return [box for box, _, _ in _gathered(cuts, 0)]


class _Cut:
    """The lines of one strip on their way into a leg."""

    def __init__(self, galley: Galley, strip: Strip, left: float, top: float) -> None:
        self.galley, self.strip = galley, strip
        self.whole: Held = galley.held[strip.run]
        self.held: Held = self.whole
        self.shift = left - galley.left
        if strip.loose and strip.run in galley.loose:
            self.held = galley.loose[strip.run]
        self.top = top + strip.at * galley.leading
        self.heads_leg = strip.at == 0
        self.starts = strip.first == 0
        self.ends = strip.last == galley.runs[strip.run].lines + strip.loose

    def leaf(self) -> tuple[Any, float, float]:
        """Return the box of the run with only these lines in it, its top and its bottom."""
        held, galley = self.held, self.galley
        if not held.regular:
            box, high = held.leaf.deepcopy(), galley.runs[self.strip.run].lines * galley.leading
            # What is left of its last line of the grid stands above it.
            spare = max(0.0, high - (held.bottom - held.top))
            box.translate(self.shift, self.top + spare - box.border_box_y())
            return box, self.top + spare, self.top + high
        lines = [one.deepcopy() for one in held.lines[self.strip.first : self.strip.last]]
        self.moved = -lines[0].position_y
        for number, line in enumerate(lines):
            baseline = self.top + number * galley.leading + galley.baseline
            line.translate(self.shift, baseline - line.position_y - line.baseline)
        bottom = self.top + len(lines) * galley.leading
        new = _fragment(held.leaf, lines, start=self.starts, end=self.ends)
        new.position_x = held.leaf.position_x + self.shift
        self.moved += lines[0].position_y
        _stretch(new, self.top, bottom)
        return new, self.top, bottom

    def beside(self, depth: int) -> list[Any]:
        """Return the list marks and hanging letters that go with the first line."""
        if not self.starts or not self.held.regular:
            return []
        found = [box.deepcopy() for level, box in self.whole.beside if level == depth]
        for box in found:
            box.translate(self.shift, self.moved)
        return found


def _gathered(cuts: Sequence[_Cut], depth: int) -> list[tuple[Any, float, float]]:
    """Return the boxes at ``depth`` of the paths of ``cuts``, each with its top and bottom."""
    found: list[tuple[Any, float, float]] = []
    for _, run in groupby(cuts, key=lambda one: id(one.whole.path[depth])):
        group = list(run)
        box = group[0].whole.path[depth]
        if box is group[0].whole.leaf:
            found += (one.leaf() for one in group)
            continue
        inner = _gathered(group, depth + 1)
        first, last = group[0], group[-1]
        top, bottom = inner[0][1], inner[-1][2]
        galley = first.galley
        start = first.starts and galley.first[id(box)] == first.strip.run
        end = last.ends and galley.last[id(box)] == last.strip.run
        children: list[Any] = []
        for (child, _, _), one in zip(inner, _firsts(group, depth + 1), strict=True):
            children += [*one.beside(depth), child]
        new = _fragment(box, children, start=start and not first.heads_leg, end=end)
        new.position_x = box.position_x + first.shift
        _stretch(new, top, bottom)
        found.append((new, top, bottom))
    return found


def _firsts(cuts: Sequence[_Cut], depth: int) -> list[_Cut]:
    """Return the first cut in each box that ``_gathered`` makes of ``cuts``."""
    found: list[_Cut] = []
    for _, run in groupby(cuts, key=lambda one: id(one.whole.path[depth])):
        group = list(run)
        found += group if group[0].whole.path[depth] is group[0].whole.leaf else group[:1]
    return found


def _fragment(box: Any, children: list[Any], *, start: bool, end: bool) -> Any:
    """Return ``box`` around ``children``, with its upper edge if it starts and lower if it ends."""
    new = box.copy_with_children(children)
    new.remove_decoration_sides = set()
    new.remove_decoration(not start, not end)
    return new


def _stretch(box: Any, top: float, bottom: float) -> None:
    """Let ``box`` hold what reaches from ``top`` to ``bottom``."""
    box.position_y = top - box.margin_top - box.border_top_width - box.padding_top
    box.height = bottom - top


# Looking it over ---------------------------------------------------------------------------------


def _places(pages: Sequence[Any], attribute: str) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield every box whose element has ``attribute``, by its value, with its page."""
    for page in pages:
        for box in _boxes(page):
            element = getattr(box, "element", None)
            name = None if element is None else element.get(attribute)
            if name is not None and _is_block(box):
                yield name, (page, box)


def _turns(module: Module, leg: Leg) -> bool:
    """Return whether the last line of ``leg`` is kept for where the story goes on.

    It is kept also where nothing of the rest found room, and says nothing then. A story over
    the middle sheet goes on across the fold without one.
    """
    form = module.form
    return form.end is not None and form.half != "first" and leg is form.legs[-1]


def _amiss(place: Any, leg: Leg, galley: Galley, *, turns: bool) -> Iterator[str]:
    """Yield what keeps a leg from being full to its last line, each line in its place."""
    line, top = galley.leading, place.content_box_y()
    if abs(place.height - leg.rect.lines * line) > _NEAR:
        high = place.height / line
        yield f"A column is {high:.1f} lines high on the page, {leg.rect.lines} in the plan."
    ends = max((one.at + one.last - one.first for one in leg.strips), default=0)
    if ends != leg.rect.lines - turns:
        yield f"A column of {leg.rect.lines} lines is filled with {ends}."
    taken = 0
    for strip in leg.strips:
        if strip.at < taken:
            yield f"Line {strip.at + 1} of a column is set twice."
        taken = strip.at + strip.last - strip.first
    right = place.content_box_x() + place.width + _NEAR
    for box in place.descendants(placeholders=True):
        if type(box).__name__ == "LineBox" and box.height == line:
            off = (box.position_y + box.baseline - galley.baseline - top) / line
            if abs(off - round(off)) * line > _NEAR:
                yield f"A line stands {abs(off - round(off)) * line / PIXELS:.1f} pt off the grid."
        if type(box).__name__ == "TextBox" and box.position_x + box.width > right:
            words = " ".join(box.text.split())[:40]
            yield f"“{words}” is wider than its column."


def _heads(pages: Sequence[Any], plan: Flatplan, galleys: Mapping[str, Galley]) -> Iterator[Flaw]:
    """Yield every head that takes more lines on its page than the plan gives it.

    A head is the box whose element has ``data-head="PAGE/MODULE"``.
    """
    places = dict(_places(pages, "data-head"))
    for sheet in plan.sheets:
        for at, module in enumerate(sheet.modules):
            place, found = module.form.head_at, places.get(f"{sheet.number}/{at}")
            if place is None or found is None or module.name not in galleys:
                continue
            head, line = found[1], galleys[module.name].leading
            lines = (one for one in _boxes(head) if type(one).__name__ == "LineBox")
            feet = (one.position_y + one.height - head.content_box_y() for one in lines)
            taken = max(feet, default=0.0) / line
            if taken > place.lines + 0.05:
                message = f"The head takes {taken:.1f} lines, {place.lines} in the plan."
                yield Flaw(sheet.number, module.name, message)


def _is_block(box: Any) -> bool:
    return type(box).__name__ == "BlockBox"


def _boxes(box: Any) -> Iterator[Any]:
    """Yield ``box`` and all in it in order, what stands out of the flow as well."""
    waiting = [box]
    while waiting:
        one = waiting.pop()
        one = getattr(one, "_box", one)  # An absolute box stands behind a placeholder.
        yield one
        waiting += reversed(one.children)
