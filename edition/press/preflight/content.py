"""One stream of content on the way through it: its operators, and what they do to the state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import colouring, letters, paths, placing
from .colours import ColourSpace
from .geometry import IDENTITY, Box, Matrix, common, is_empty, matrix_of, times
from .scan import Instruction, ScanError, scan
from .state import BLEND_MODES, State
from .values import get, integer, is_dictionary, items, name, number

if TYPE_CHECKING:
    from .separations import Copy
    from .sources import Walk

_MOST_SAVED = 5000
Operation = Callable[["Content", list[Any]], None]


@dataclass(slots=True)
class Content:
    """A stream of content and how far it has been gone through.

    ``area`` is where everything in it stands, when that is not for its own coordinates to say:
    the shape a pattern fills. ``colourless`` says that colours in it count for nothing.
    """

    walk: Walk
    data: bytes
    resources: Any
    state: State
    copy: Copy | None = None
    area: Box | None = None
    colourless: bool = False
    depth: int = 0
    saved: list[State] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)
    shape: paths.Shape = field(default_factory=paths.Shape)
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    base: Matrix = IDENTITY
    """What the content's own coordinates are under, which patterns go by."""
    now: Instruction = field(default_factory=lambda: Instruction("", [], 0, 0))

    def run(self) -> None:
        """Go through the whole stream.

        Raises:
            OverdoneError: there is more of it than any page has.
        """
        self.base = self.state.matrix
        try:
            for now in scan(self.data):
                self.now = now
                self.walk.count()
                operation = OPERATIONS.get(self.now.operator)
                if operation is None:
                    continue
                try:
                    operation(self, self.now.operands)
                except (IndexError, TypeError, ValueError, KeyError, AttributeError):
                    said = f"the operator {self.now.operator[:20]} without what it takes"
                    self.walk.painted.remark("damage", said)
        except ScanError as problem:
            self.walk.painted.remark("damage", str(problem))

    @property
    def seen(self) -> bool:
        """Whether what is painted now is printed: no layer it stands in is switched off."""
        return not (self.hidden and any(self.hidden))

    def visible(self, box: Box) -> Box | None:
        """Return what of ``box`` can be seen, ``None`` for nothing."""
        shown = common(box, self.state.clip)
        if is_empty(shown) or not self.seen:
            return None
        return self.area or shown

    def note_transparency(self, box: Box) -> None:
        """Remark that something see-through is painted."""
        said = self.state.see_through
        if said:
            self.walk.painted.remark("transparency", said, box)

    def note_unseen(self, *spaces: ColourSpace | None) -> None:
        """Remark colours that are no press inks of what is painted where nobody sees it."""
        for space in spaces:
            if space is not None and space.outside():
                self.walk.painted.remark("unseen", space.outside())

    def into(
        self,
        data: bytes,
        resources: Any,
        state: State,
        *,
        copy: Copy | None = None,
        area: Box | None = None,
        colourless: bool = False,
    ) -> Content:
        """Go through content inside this one and return it."""
        inner = Content(
            self.walk,
            data,
            resources if resources is not None else self.resources,
            state,
            copy=copy,
            area=area or self.area,
            colourless=colourless or self.colourless,
            depth=self.depth + 1,
            hidden=[] if self.seen else [True],
        )
        inner.run()
        return inner


# The state ---------------------------------------------------------------------------------------


def _save(one: Content, _: list[Any]) -> None:
    if len(one.saved) < _MOST_SAVED:
        one.saved.append(one.state.kept())


def _restore(one: Content, _: list[Any]) -> None:
    if one.saved:
        one.state = one.saved.pop()
    elif one.copy is not None:  # It would take back what is not its own.
        one.copy.leave_out(one.now)


def _concatenate(one: Content, operands: list[Any]) -> None:
    one.state.matrix = times(matrix_of(operands), one.state.matrix)


def _line_width(one: Content, operands: list[Any]) -> None:
    one.state.width = abs(number(operands[0]))


def _intent(one: Content, operands: list[Any]) -> None:
    one.walk.painted.remark("intent", name(operands[0]))


def _parameters(one: Content, operands: list[Any]) -> None:
    written = get(one.resources, "/ExtGState", f"/{operands[0]}")
    if one.copy is not None:
        one.copy.leave_out(one.now)
    if not is_dictionary(written):
        one.walk.painted.remark("damage", "a graphics state nobody wrote")
        return
    state = one.state
    if "/LW" in written:
        state.width = abs(number(written["/LW"]))
    if "/OP" in written:
        state.overprint_stroke = written["/OP"] is True
        state.overprint_fill = state.overprint_stroke
    if "/op" in written:
        state.overprint_fill = written["/op"] is True
    if "/OPM" in written:
        state.mode = integer(written["/OPM"])
    if "/CA" in written:
        state.stroke_alpha = min(max(number(written["/CA"], 1.0), 0.0), 1.0)
    if "/ca" in written:
        state.fill_alpha = min(max(number(written["/ca"], 1.0), 0.0), 1.0)
    if "/BM" in written:
        state.blend = _blend(one, written["/BM"])
    if "/Font" in written:
        font = written["/Font"]
        state.face, state.size = one.walk.face(font[0]), number(font[1])
    if "/RI" in written:
        one.walk.painted.remark("intent", name(written["/RI"]))
    _mask(one, written)
    _machine_matters(one, written)
    if one.copy is not None:
        one.copy.parameters(written, state)


def _blend(one: Content, written: Any) -> str:
    names = [name(mode) for mode in items(written)][:20]
    known = next((mode for mode in names if mode in BLEND_MODES), None)
    if known is None:
        one.walk.painted.remark("blend", (names or ["nothing"])[0])
    return known or "Normal"


def _mask(one: Content, written: Any) -> None:
    if "/SMask" not in written:
        return
    mask = written["/SMask"]
    one.state.masked = is_dictionary(mask)
    form = get(mask, "/G")
    if form is not None and one.depth < placing.DEEPEST:
        placing.soft_mask(one, form, luminosity=name(get(mask, "/S")) == "Luminosity")


def _machine_matters(one: Content, written: Any) -> None:
    """Remark what belongs to one machine and not to a page for any."""
    painted = one.walk.painted
    if "/TR" in written and name(written["/TR"]) != "Identity":
        painted.remark("transfer", "TR")
    if "/TR2" in written and name(written["/TR2"]) != "Default":
        painted.remark("transfer", "TR2")
    screen = get(written, "/HT")
    if is_dictionary(screen):
        if integer(get(screen, "/HalftoneType")) not in (1, 5):
            painted.remark("halftone", "a halftone of another type than 1 and 5")
        elif "/HalftoneName" in screen:
            painted.remark("halftone", "a halftone called by its name")
    if "/HTP" in written:
        painted.remark("halftone", "a halftone's phase")


# Marked content ----------------------------------------------------------------------------------


def _begin(one: Content, operands: list[Any]) -> None:
    hidden = False
    if one.now.operator == "BDC" and len(operands) > 1 and operands[0] == "OC":
        layer = get(one.resources, "/Properties", f"/{operands[1]}")
        hidden = one.walk.sources.layers.hides(layer)
    if len(one.hidden) < _MOST_SAVED:
        one.hidden.append(hidden)
    if one.copy is not None:
        one.copy.leave_out(one.now)


def _end(one: Content, _: list[Any]) -> None:
    del one.hidden[-1:]
    if one.copy is not None:
        one.copy.leave_out(one.now)


OPERATIONS: dict[str, Operation] = {
    "q": _save, "Q": _restore, "cm": _concatenate, "w": _line_width, "ri": _intent,
    "gs": _parameters, "BMC": _begin, "BDC": _begin, "EMC": _end,
    **colouring.OPERATIONS, **paths.OPERATIONS, **letters.OPERATIONS, **placing.OPERATIONS,
}  # fmt: skip
