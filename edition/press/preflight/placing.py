"""What is drawn by its name: forms, pictures, shadings, patterns (ISO 32000-1, 8.7 to 8.10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .colours import GRAY, ColourSpace
from .events import Paint, PicturePaint, ShadingPaint
from .geometry import Box, box_of, boxed, common, matrix_of, scales, times
from .sources import MOST_CONTENT
from .state import State
from .values import (
    StreamError,
    get,
    identity,
    integer,
    is_dictionary,
    is_stream,
    items,
    name,
    numbers,
    stream_bytes,
)  # fmt: skip

if TYPE_CHECKING:
    from .content import Content
    from .separations import Copy

DEEPEST = 28
"""Forms in forms; what goes deeper was made to harm (ISO 32000-1, annex C, has 28 for q)."""
_A_FORM = 60
"""How many operators going into a form counts as."""
_UNIT: Box = (0.0, 0.0, 1.0, 1.0)


def _do(one: Content, operands: list[Any]) -> None:
    label = str(operands[0])
    written = get(one.resources, "/XObject", f"/{label}")
    if not is_stream(written):
        one.walk.painted.remark("damage", "something drawn that nobody wrote")
        _leave_out(one)
        return
    kind = name(get(written, "/Subtype"))
    _note_oddities(one, written, kind)
    hidden = one.walk.sources.layers.hides(get(written, "/OC"))
    if hidden or not one.seen:
        _leave_out(one)
    elif kind == "Image":
        _picture(one, written, label)
    elif kind == "Form":
        _form(one, written)
    else:
        _leave_out(one)


def _leave_out(one: Content) -> None:
    if one.copy is not None:
        one.copy.leave_out(one.now)


def _note_oddities(one: Content, written: Any, kind: str) -> None:
    """Remark what a page for a printer must not draw on."""
    painted = one.walk.painted
    if kind == "PS" or name(get(written, "/Subtype2")) == "PS" or get(written, "/PS") is not None:
        painted.remark("foreign", "a piece of PostScript")
    if get(written, "/OPI") is not None:
        painted.remark("foreign", "a stand-in for a picture elsewhere (OPI)")
    if get(written, "/Ref") is not None:
        painted.remark("foreign", "a stand-in for a page of another file")
    if get(written, "/F") is not None:
        painted.remark("foreign", "data in another file")
    if any(
        get(other, "/DefaultForPrinting") is True for other in items(get(written, "/Alternates"))
    ):
        painted.remark("foreign", "another picture for printing than for screens")


# Forms -------------------------------------------------------------------------------------------


def _form(one: Content, written: Any) -> None:
    key = identity(written)
    if key in one.walk.open or one.depth >= DEEPEST:
        said = "a form that draws itself" if key in one.walk.open else "forms in forms too deep"
        one.walk.painted.remark("overdone", said)
        _leave_out(one)
        return
    try:
        data = stream_bytes(written, MOST_CONTENT)
    except StreamError as problem:
        one.walk.painted.remark("damage", f"a form that {problem}")
        _leave_out(one)
        return
    one.walk.count(_A_FORM)
    state = one.state.kept()
    state.matrix = times(matrix_of(numbers(get(written, "/Matrix"))), state.matrix)
    box = box_of(numbers(get(written, "/BBox")))
    if box is not None:
        state.clip = common(state.clip, boxed(state.matrix, box))
    group = get(written, "/Group")
    grouped = name(get(group, "/S")) == "Transparency"
    if grouped:
        _note_group(one, group, state.clip)
        one.note_transparency(state.clip)
    if one.copy is not None and grouped:
        one.copy.before_group(one)
    if grouped:
        state.blend, state.fill_alpha, state.stroke_alpha = "Normal", 1.0, 1.0
        state.masked = False
        state.shown = (*state.shown[:2], ("Normal", 1.0, 1.0))
    copied = one.copy.sheet.copy(data) if one.copy is not None else None
    one.walk.open.append(key)
    try:
        one.into(data, get(written, "/Resources"), state, copy=copied)
    finally:
        one.walk.open.pop()
    if one.copy is not None and copied is not None:
        one.copy.form(one.now, written, copied, group if grouped else None)


def _note_group(one: Content, group: Any, box: Box) -> None:
    """Remark a transparency group, and the colours it mixes in."""
    one.walk.painted.remark("group", "a transparency group", box)
    written = get(group, "/CS")
    if written is None:
        return
    space = one.walk.sources.palette.space(written, one.resources)
    if space.kind != "DeviceCMYK":
        one.walk.painted.remark("blends in", space.outside() or space.kind, box)


def soft_mask(one: Content, form: Any, *, luminosity: bool) -> None:
    """Look at the group a soft mask is made from; what it paints is not printed itself."""
    group = get(form, "/Group")
    written = get(group, "/CS")
    if written is None:
        return
    space = one.walk.sources.palette.space(written, get(form, "/Resources"))
    allowed = ("DeviceCMYK", "DeviceGray") if luminosity else ("DeviceCMYK",)
    if space.kind not in allowed:
        one.walk.painted.remark("blends in", space.outside() or space.kind)


# Pictures ----------------------------------------------------------------------------------------


def _picture(one: Content, written: Any, label: str) -> None:
    picture = one.walk.sources.picture(written, label, one.resources)
    for word in picture.filters:
        one.walk.painted.remark("filter", word)
    box = boxed(one.state.matrix, _UNIT)
    shown = one.visible(box)
    if shown is None:
        _leave_out(one)
        one.note_unseen(picture.space)
        return
    if one.copy is not None:
        one.copy.picture(one, written, picture)
    if is_stream(get(written, "/SMask")):
        one.walk.painted.remark("transparency", "a picture with a soft mask", shown)
    _note_picture(one, written, label, shown)


def _inline(one: Content, operands: list[Any]) -> None:
    entries, data = operands
    picture = one.walk.sources.picture(entries, "in the content", one.resources)
    for word in picture.filters:
        one.walk.painted.remark("filter", word)
    shown = one.visible(boxed(one.state.matrix, _UNIT))
    if shown is None:
        _leave_out(one)
        one.note_unseen(picture.space)
        return
    if one.copy is not None:
        one.copy.inline(one, entries, data, picture)
    _note_picture(one, entries, "in the content", shown)


def _note_picture(one: Content, written: Any, label: str, shown: Box) -> None:
    picture = one.walk.sources.picture(written, label, one.resources)
    wide, high = scales(one.state.matrix)
    if picture.space is not None and picture.space.damaged:
        one.walk.painted.remark("damage", picture.space.damaged)
    state = one.state
    event = PicturePaint(
        box=shown,
        picture=picture,
        across=picture.width / (wide / 72) if wide > 1e-6 else 0.0,
        down=picture.height / (high / 72) if high > 1e-6 else 0.0,
        fill=state.fill if picture.stencil else None,
        overprints=state.overprint_fill,
        over=one.walk.ground.is_covered(shown),
    )
    one.walk.painted.pictures.append(event)
    one.note_transparency(shown)
    if event.fill is not None and event.fill.pattern:
        pattern(one, event.fill, state.fill_pattern, shown)
    if event.fill is None or not event.fill.is_white:
        one.walk.ground.cover(shown)


# Shadings and patterns ---------------------------------------------------------------------------


def _shade(one: Content, operands: list[Any]) -> None:
    written = get(one.resources, "/Shading", f"/{operands[0]}")
    if not is_dictionary(written):
        one.walk.painted.remark("damage", "a shading nobody wrote")
        _leave_out(one)
        return
    box = box_of(numbers(get(written, "/BBox")))
    area = boxed(one.state.matrix, box) if box else one.state.clip
    shown = one.visible(area)
    if shown is None:
        _leave_out(one)
        return
    space = _shaded_in(one, written, shown)
    if one.copy is not None:
        one.copy.shade(one, written, space)
    one.note_transparency(shown)
    one.walk.ground.cover(shown)


def _shaded_in(one: Content, written: Any, shown: Box) -> ColourSpace:
    found = get(written, "/ColorSpace")
    space = one.walk.sources.palette.space(found, one.resources) if found is not None else GRAY
    if space.damaged:
        one.walk.painted.remark("damage", space.damaged)
    one.walk.painted.shadings.append(ShadingPaint(shown, space))
    return space


def pattern(one: Content, paint: Paint, written: Any, shown: Box) -> None:
    """Go through what fills ``shown``: a shading, or a tile, each once a page."""
    key = (identity(written), paint.values)
    if not is_dictionary(written) or (key[0] != (0, 0) and key in one.walk.tiles):
        return
    one.walk.tiles[key] = True
    if paint.pattern == "shading":
        shading = get(written, "/Shading")
        if is_dictionary(shading):
            _shaded_in(one, shading, shown)
        state = get(written, "/ExtGState")
        if is_dictionary(state) and get(state, "/TR") is not None:
            one.walk.painted.remark("transfer", "TR")
        return
    tile(one, paint, written, shown)


def tile(one: Content, paint: Paint, written: Any, shown: Box, *, into: Copy | None = None) -> None:
    """Go through the tile of a pattern; ``into`` is where its separations are made, if anywhere."""
    if not is_stream(written):
        return
    if identity(written) in one.walk.open or one.depth >= DEEPEST:
        one.walk.painted.remark("overdone", "a pattern that draws itself")
        return
    try:
        data = stream_bytes(written, MOST_CONTENT)
    except StreamError as problem:
        one.walk.painted.remark("damage", f"a pattern that {problem}")
        return
    if into is not None:
        into.data = data
    state = State(matrix=times(matrix_of(numbers(get(written, "/Matrix"))), one.base))
    plain = integer(get(written, "/PaintType"), 1) == 2
    if plain and paint.space.base is not None:
        state.fill = state.stroke = Paint(paint.space.base, paint.values, paint.inks)
    one.walk.open.append(identity(written))
    try:
        one.into(data, get(written, "/Resources"), state, area=shown, colourless=plain, copy=into)
    finally:
        one.walk.open.pop()


OPERATIONS: dict[str, Callable[[Content, list[Any]], None]] = {
    "Do": _do, "BI": _inline, "sh": _shade,
}  # fmt: skip
