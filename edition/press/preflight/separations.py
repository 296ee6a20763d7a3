"""Rewrites a page as two that a renderer can draw: one of its cyan, magenta, yellow, one of black.

Cyan, magenta and yellow become the red, green and blue of a picture (no ink is light, full ink
dark), black becomes grey. Painting over takes ink away in all of them, as on a press, and where
something overprints it is mixed so that the darker stays. Pictures become small, since nobody
looks: ink is summed up over squares of 15 mm.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy

from . import placing
from .colours import ColourSpace
from .events import Paint, Picture
from .functions import FunctionError, function
from .geometry import Box, scales
from .reduced import ReducedError, reduced
from .scan import Instruction
from .state import State
from .values import StreamError, entries, get, identity, integer, is_dictionary, numbers

if TYPE_CHECKING:
    import pikepdf

    from .content import Content

PIXEL = 0.625 / 25.4 * 72
"""The side of a pixel of the separations, in points; 24 of them are 15 mm."""
_FINER = 1.5
"""Pixels of a picture to one of the separations."""
_SAMPLES = 64
_FINEST = 0.25
"""Points; a line of no width is drawn as thin as a press can."""

Pair = tuple[Any, Any]
"""Something for cyan, magenta and yellow, and its like for black."""
_KEPT_KEYS = ("/LW", "/LC", "/LJ", "/ML", "/D", "/SMask", "/AIS", "/TK")


@dataclass(slots=True)
class Sheet:
    """The two pages that one page becomes."""

    pdf: pikepdf.Pdf
    media: Box
    made: list[Any] = field(default_factory=list)
    """Streams that hold memory until the sheet is drawn."""
    resources: dict[str, dict[str, Pair]] = field(default_factory=dict)
    known: dict[Any, str] = field(default_factory=dict)
    pages: Pair | None = None
    troubles: list[tuple[str, str]] = field(default_factory=list)
    """Pictures that could not be read: their names, and what is wrong with them."""

    @property
    def whole(self) -> Box:
        """The media box, as many whole pixels as it takes: what is drawn is not stretched."""
        left, bottom, right, top = self.media
        wide, high = ceil((right - left) / PIXEL - 0.01), ceil((top - bottom) / PIXEL - 0.01)
        return left, bottom, left + wide * PIXEL, bottom + high * PIXEL

    def copy(self, data: bytes) -> Copy:
        """Return an empty copy of a stream of content."""
        return Copy(self, data)

    def named(self, category: str, pair: Pair, key: Any = None) -> bytes:
        """Return a name for a resource; the same one for the same ``key``."""
        if key is not None and (category, key) in self.known:
            return self.known[category, key].encode()
        held = self.resources.setdefault(category, {})
        label = f"/E{category[1]}{len(held)}"
        held[label] = pair
        if key is not None:
            self.known[category, key] = label
        return label.encode()

    def stream(self, data: bytes, **written: Any) -> Any:
        """Return a new stream of the file."""
        import pikepdf

        one = pikepdf.Stream(self.pdf, data)
        for key, value in written.items():
            one[f"/{key}"] = value
        self.made.append(one)
        return self.pdf.make_indirect(one)

    def page(self, copy: Copy, matrix: tuple[float, ...]) -> None:
        """Make the two pages of what has been copied."""
        import pikepdf

        copy.flush(len(copy.data))
        start = (" ".join(f"{one:.6f}" for one in matrix) + " cm\n").encode()
        pages = []
        for index, parts in enumerate((copy.colours, copy.black)):
            resources = pikepdf.Dictionary()
            for category, held in self.resources.items():
                resources[category] = pikepdf.Dictionary(
                    {label: pair[index] for label, pair in held.items()}
                )
            shared = self.pdf.make_indirect(resources)
            for one in copy.forms:
                one[index]["/Resources"] = shared
            page = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=list(self.whole),
                Resources=shared,
                Contents=self.stream(start + b"".join(parts)),
            )
            pages.append(self.pdf.make_indirect(page))
        self.pages = (pages[0], pages[1])

    def forget(self) -> None:
        """Give back the memory the sheet holds."""
        for one in self.made:
            one.write(b"")
        self.made.clear()


@dataclass(slots=True)
class Copy:
    """One stream of content, written anew for both separations."""

    sheet: Sheet
    data: bytes
    at: int = 0
    colours: list[bytes] = field(default_factory=list)
    black: list[bytes] = field(default_factory=list)
    forms: list[Pair] = field(default_factory=list)
    """The forms in it, which share its resources."""

    def flush(self, until: int) -> None:
        """Take over everything that comes before ``until``."""
        if until > self.at:
            part = self.data[self.at : until]
            self.colours.append(part)
            self.black.append(part)
            self.at = until

    def put(self, colours: bytes, black: bytes | None = None) -> None:
        """Write words of our own here."""
        self.colours.append(b" " + colours + b" ")
        self.black.append(b" " + (colours if black is None else black) + b" ")

    def leave_out(self, now: Instruction) -> None:
        """Leave an instruction out."""
        self.flush(now.start)
        self.at = max(self.at, now.end)

    def instead(self, now: Instruction, colours: bytes, black: bytes | None = None) -> None:
        """Put other words in the place of an instruction."""
        self.leave_out(now)
        self.put(colours, black)

    # What painting needs to be told ----------------------------------------------------------

    def paint(
        self,
        one: Content,
        *,
        fill: bool,
        stroke: bool,
        width: float | None = None,
    ) -> None:
        """Tell colours and transparency before the instruction that paints with them.

        ``width`` is a line's in points. A renderer makes what is thinner than a pixel as
        wide as one, so it is made lighter by as much.
        """
        state = one.state
        self.flush(one.now.start)
        stroke_alpha = state.stroke_alpha * _share(max(width, _FINEST) if width else width)
        shown_fill, shown_stroke, shown_look = state.shown
        look = (_blend(state, stroke=not fill), round(state.fill_alpha, 2), round(stroke_alpha, 2))
        if look != shown_look:
            self._look(look)
        if fill and self._key(state.fill, state.fill_pattern) != shown_fill:
            shown_fill = self._colour(one, state.fill, state.fill_pattern, stroke=False)
        if stroke and self._key(state.stroke, state.stroke_pattern) != shown_stroke:
            shown_stroke = self._colour(one, state.stroke, state.stroke_pattern, stroke=True)
        if fill:
            self.no_rectangle(one)
        state.shown = (shown_fill, shown_stroke, look)

    def without_colours(self, one: Content, words: bytes, *, fill: bool, stroke: bool) -> None:
        """Put ``words`` in the place of an instruction that adds nothing but black.

        Only in the separation of colours, and only where nothing else hangs on its being there.
        """
        if one.depth or one.state.masked or _blend(one.state, stroke=not fill) != "Darken":
            return
        if not _is_colourless(one.state, fill=fill, stroke=stroke):
            return
        self.flush(one.now.start)
        self.colours.append(b" " + words + b" ")
        self.black.append(self.data[self.at : one.now.end])
        self.at = one.now.end

    def no_rectangle(self, one: Content) -> None:
        """Keep the edges of a rectangle where they are; a renderer puts them on whole pixels."""
        if one.shape.only_quads and one.shape.quads:
            self.flush(one.now.start)
            self.put(_ASIDE)

    def _look(self, look: tuple[str, float, float]) -> None:
        import pikepdf

        blend, fill, stroke = look
        made = pikepdf.Dictionary(BM=pikepdf.Name(f"/{blend}"), ca=fill, CA=stroke)
        self.put(self.sheet.named("/ExtGState", (made, made), look) + b" gs")

    @staticmethod
    def _key(paint: Paint, pattern: Any) -> Any:
        return (paint.inks, paint.pattern, identity(pattern) if pattern is not None else None)

    def _colour(self, one: Content, paint: Paint, pattern: Any, *, stroke: bool) -> Any:
        key = self._key(paint, pattern)
        space, words = (b"CS", b"SCN") if stroke else (b"cs", b"scn")
        label = self._pattern(one, paint, pattern) if paint.pattern else None
        if label is not None:
            self.put(b"/Pattern " + space + b" " + label + b" " + words)
            return key
        cyan, magenta, yellow, black = paint.inks
        light = b"%.4f %.4f %.4f " % (1 - cyan, 1 - magenta, 1 - yellow)
        self.put(
            light + (b"RG" if stroke else b"rg"),
            b"%.4f " % (1 - black) + (b"G" if stroke else b"g"),
        )
        return key

    # Patterns and shadings -------------------------------------------------------------------

    def _pattern(self, one: Content, paint: Paint, written: Any) -> bytes | None:
        import pikepdf

        if not is_dictionary(written):
            return None
        key = (identity(written), paint.values)
        if ("/Pattern", key) in self.sheet.known and key[0] != (0, 0):
            return self.sheet.named("/Pattern", (None, None), key)
        matrix = {"/Matrix": written["/Matrix"]} if "/Matrix" in written else {}
        if paint.pattern == "shading":
            shading = get(written, "/Shading")
            space = one.walk.sources.palette.space(get(shading, "/ColorSpace"), one.resources)
            pair = self._shading(shading, space)
            if pair is None:
                return None
            made = [
                pikepdf.Dictionary({"/PatternType": 2, "/Shading": each, **matrix}) for each in pair
            ]
            return self.sheet.named("/Pattern", (made[0], made[1]), key)
        inner = self.sheet.copy(b"")
        one.walk.tiles[key] = True
        placing.tile(one, paint, written, one.shape.box or one.state.clip, into=inner)
        pair = self._finished(inner, written, ("/BBox", "/XStep", "/YStep", "/Matrix"))
        for each in pair:
            each["/PatternType"], each["/PaintType"], each["/TilingType"] = 1, 1, 1
        return self.sheet.named("/Pattern", pair, key)

    def _finished(self, copied: Copy, written: Any, keys: tuple[str, ...]) -> Pair:
        """Return the two streams of content that has been copied, with entries of the old one."""
        copied.flush(len(copied.data))
        kept = {key[1:]: written[key] for key in keys if key in written}
        pair = (
            self.sheet.stream(b"".join(copied.colours), **kept),
            self.sheet.stream(b"".join(copied.black), **kept),
        )
        self.forms += [*copied.forms, pair]
        return pair

    def shade(self, one: Content, written: Any, space: ColourSpace) -> None:
        """Paint a shading of our own in the place of one."""
        self.paint(one, fill=False, stroke=False)
        pair = self._shading(written, space)
        if pair is None:
            inks = _middle(written, space)
            light = b"%.4f %.4f %.4f rg" % (1 - inks[0], 1 - inks[1], 1 - inks[2])
            area = b" -30000 -30000 60000 60000 re f Q"
            self.instead(one.now, b"q " + light + area, b"q %.4f g" % (1 - inks[3]) + area)
            return
        label = self.sheet.named("/Shading", pair)
        self.instead(one.now, label + b" sh")

    def _shading(self, written: Any, space: ColourSpace) -> Pair | None:
        """Return an axial or radial shading in both, ``None`` for one of another kind."""
        import pikepdf

        if integer(get(written, "/ShadingType")) not in (2, 3) or not is_dictionary(written):
            return None
        domain = numbers(get(written, "/Domain"))
        domain = domain if len(domain) == 2 else [0.0, 1.0]
        steps = numpy.linspace(domain[0], domain[1], _SAMPLES).reshape(-1, 1)
        try:
            inks = numpy.clip(space.cmyk(function(get(written, "/Function"))(steps)), 0, 1)
        except (FunctionError, StreamError, IndexError, ValueError, TypeError):
            return None
        made = []
        for columns, device in ((inks[:, :3], "/DeviceRGB"), (inks[:, 3:], "/DeviceGray")):
            samples = numpy.rint((1 - columns) * 255).astype(numpy.uint8).tobytes()
            sampled = self.sheet.stream(
                samples, FunctionType=0, Domain=domain, Range=[0, 1] * columns.shape[1],
                Size=[_SAMPLES], BitsPerSample=8,
            )  # fmt: skip
            entry = {key: value for key, value in entries(written) if key in _SHADING_KEYS}
            made.append(
                pikepdf.Dictionary(
                    {**entry, "/ColorSpace": pikepdf.Name(device), "/Function": sampled}
                )
            )
        return made[0], made[1]

    # Forms and pictures ----------------------------------------------------------------------

    def before_group(self, one: Content) -> None:
        """Tell the transparency a group is painted with."""
        self.paint(one, fill=False, stroke=False)

    def form(self, now: Instruction, written: Any, copied: Copy, group: Any) -> None:
        """Draw the copy of a form in its place; ``group`` is its transparency group, if any."""
        import pikepdf

        pair = self._finished(copied, written, ("/BBox", "/Matrix"))
        for each, device in zip(pair, ("/DeviceRGB", "/DeviceGray"), strict=True):
            each["/Type"], each["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
            if group is not None:
                kept = {key: value for key, value in entries(group) if key in ("/I", "/K")}
                each["/Group"] = pikepdf.Dictionary(
                    {"/S": pikepdf.Name.Transparency, "/CS": pikepdf.Name(device), **kept}
                )
        self.instead(now, self.sheet.named("/XObject", pair) + b" Do")

    def picture(self, one: Content, written: Any, picture: Picture) -> None:
        """Draw the small copy of a picture in its place."""
        self.paint(one, fill=picture.stencil, stroke=False)
        label = self._small(one.state, written, picture)
        self.instead(one.now, label + b" Do" if label else b"")

    def inline(self, one: Content, written: dict[str, Any], data: bytes, picture: Picture) -> None:
        """Draw a picture that stands in the content as if it stood in the file."""
        import pikepdf

        stream = pikepdf.Stream(self.sheet.pdf, data)
        self.sheet.made.append(stream)
        for key in ("Width", "Height", "BitsPerComponent", "Decode", "Filter", "ImageMask"):
            if written.get(key) is not None:
                stream[f"/{key}"] = _as_object(written[key])
        if isinstance(written.get("DecodeParms"), dict):
            stream["/DecodeParms"] = _as_object(written["DecodeParms"])
        self.picture(one, stream, picture)

    def _small(self, state: State, written: Any, picture: Picture) -> bytes | None:
        import pikepdf

        if picture.stencil:
            label = self.sheet.named(
                "/XObject", (written, written), picture.key if picture.key[0] else None
            )
            written["/Type"], written["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
            return label
        wide, high = scales(state.matrix)
        size = (ceil(wide / PIXEL * _FINER) + 1, ceil(high / PIXEL * _FINER) + 1)
        key = (picture.key, size) if picture.key[0] else None
        if key is not None and ("/XObject", key) in self.sheet.known:
            return self.sheet.named("/XObject", (None, None), key)
        try:
            inks = reduced(written, picture, size)
        except ReducedError as problem:
            self.sheet.troubles.append((picture.name, str(problem)))
            return None
        if inks is None:  # Only the renderer can unpack it; it is black on white.
            blank = self._image(numpy.full((1, 1, 3), 255, numpy.uint8), written)
            return self.sheet.named("/XObject", (blank, written), key)
        light = 255 - inks
        pair = (self._image(light[:, :, :3], written), self._image(light[:, :, 3:], written))
        return self.sheet.named("/XObject", pair, key)

    def _image(self, pixels: Any, written: Any) -> Any:
        import pikepdf

        high, wide, parts = pixels.shape
        made = self.sheet.stream(
            numpy.ascontiguousarray(pixels).tobytes(), Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image, Width=wide, Height=high, BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceRGB if parts == 3 else pikepdf.Name.DeviceGray,
        )  # fmt: skip
        for key in ("/SMask", "/Mask"):
            mask = get(written, key)
            if is_dictionary(mask):
                made[key] = mask
        return made

    def font(self, now: Instruction, written: Any, size: float) -> None:
        """Choose a font by the name it has among ours."""
        if written is None:
            self.leave_out(now)
            return
        key = identity(written)
        label = self.sheet.named("/Font", (written, written), key if key[0] else None)
        self.instead(now, label + b" %.6f Tf" % size)

    def parameters(self, written: Any, state: State) -> None:
        """Take over what a graphics state says about lines and masks."""
        import pikepdf

        kept = {key: written[key] for key in _KEPT_KEYS if key in written}
        if kept:
            made = pikepdf.Dictionary(kept)
            self.put(
                self.sheet.named(
                    "/ExtGState",
                    (made, made),
                    (identity(written), "kept") if identity(written)[0] else None,
                )
                + b" gs"
            )
        if "/Font" in written and state.face is not None:
            font = state.face.written
            label = self.sheet.named(
                "/Font", (font, font), state.face.key if state.face.key[0] else None
            )
            self.put(label + b" %.6f Tf" % state.size)


_ASIDE = b"-9 -9 m -9 -8.9 l -8.9 -8.9 l h"
"""A corner beside the page, which makes a path no rectangle."""
_SHADING_KEYS = ("/ShadingType", "/Coords", "/Domain", "/Extend", "/BBox")


def _share(width: float | None) -> float:
    """Return how dark a line is made that is drawn a pixel wide at least."""
    return 1.0 if width is None or width >= PIXEL else max(width / PIXEL, 0.01)


def _blend(state: State, *, stroke: bool) -> str:
    """Return how what is painted mixes with what is there."""
    if state.blend not in ("Normal", "Compatible"):
        return state.blend
    paint = state.stroke if stroke else state.fill
    overprints = state.overprint_stroke if stroke else state.overprint_fill
    kind = paint.space.kind
    effective = kind in ("Separation", "DeviceN") or (kind == "DeviceCMYK" and state.mode == 1)
    return "Darken" if overprints and effective else "Normal"


def _is_colourless(state: State, *, fill: bool, stroke: bool) -> bool:
    """Return whether nothing of what is painted now has other inks than black."""
    paints = ((state.fill,) if fill else ()) + ((state.stroke,) if stroke else ())
    return bool(paints) and all(not one.pattern and max(one.inks[:3]) <= 0 for one in paints)


def _middle(written: Any, space: ColourSpace) -> tuple[float, float, float, float]:
    """Return the colour in the middle of what a mesh may have, for want of its corners."""
    ranges = numbers(get(written, "/Decode"))[4:]
    middles = [(low + high) / 2 for low, high in zip(ranges[::2], ranges[1::2], strict=False)]
    values = (middles + [0.5] * space.parts)[: space.parts]
    row = space.cmyk(numpy.array([values]))[0] if values else numpy.zeros(4)
    cyan, magenta, yellow, black = (float(one) for one in numpy.clip(row, 0, 1))
    return cyan, magenta, yellow, black


def _as_object(value: Any) -> Any:
    """Return a value out of the content as one of the file."""
    import pikepdf

    if isinstance(value, list):
        return pikepdf.Array([_as_object(one) for one in value])
    if isinstance(value, dict):
        return pikepdf.Dictionary({f"/{key}": _as_object(one) for key, one in value.items()})
    if type(value).__name__ == "Name":
        return pikepdf.Name(f"/{value}")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
