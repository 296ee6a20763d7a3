"""Walks over what the engine has drawn: inks in place of colours, black that overprints, no alpha.

What is set on the page stays; only how it is painted changes. Every operator that paints is
looked at with the state it paints in (ISO 32000-1, 8.4), so that colour, overprint and
transparency are written where they are needed, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Any

from .press_colours import BLACK, Inks, Mixer, luminance
from .press_geometry import (
    EVERYWHERE,
    UPRIGHT,
    Box,
    Matrix,
    around,
    height,
    joined,
    matrix,
    meeting,
    scale,
)
from .press_shadings import in_inks

OVER, OUT = "EditionOver", "EditionOut"
"""The graphics states for black that overprints, and for what knocks out."""

_SOLID = 1.0 - 1e-6


@dataclass(frozen=True, slots=True)
class SeeThrough:
    """Something that cannot be made opaque: what it is, on which page, where in points."""

    what: str
    page: int
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Demands:
    """What of a press profile the painting hangs on; sizes in points."""

    overprint_type: float
    overprint_rule: float
    opaque: bool
    """Whether nothing may be see-through (PDF/X-1a)."""
    thinnest: float = 0.0
    """The thinnest line the press holds; what a drawing has thinner is drawn as thick as that."""


@dataclass(slots=True)
class State:
    """How the next thing is painted, and what of it has been written already."""

    place: Matrix = UPRIGHT
    clip: Box = EVERYWHERE
    fill: Inks | None = BLACK
    stroke: Inks | None = BLACK
    alphas: tuple[float, float] = (1.0, 1.0)
    """Of what is filled and of what is stroked."""
    masked: bool = False
    size: float = 0.0
    """Of type, in its own units."""
    leaning: Matrix = UPRIGHT
    """Where type stands."""
    mode: int = 0
    """How type is drawn: 0 filled, 1 stroked, 2 both, 3 not at all."""
    width: float = 1.0
    spaces: tuple[bytes, bytes] = (b"DeviceCMYK", b"DeviceCMYK")
    said_fill: Inks | None = None
    said_stroke: Inks | None = None
    said_alphas: tuple[float, float] = (1.0, 1.0)
    said_over: bool = False


@dataclass(slots=True)
class Inking:
    """The inking of one file: its objects, what the press demands, and what was noticed."""

    objects: list[Any]
    mixer: Mixer
    demands: Demands
    noticed: list[SeeThrough] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    see_through: set[int] = field(default_factory=set)
    """The pages with transparency on them, as they are counted in the file, from 0."""
    page: int = 0
    tiles: dict[int, list[Any]] = field(default_factory=dict)
    """The patterns that lie on a page itself, which have to move when the page moves."""
    states: list[Any] = field(default_factory=list)
    """Every dictionary of named states that was looked into."""

    def page_drawn(self, stream: Any, page: int) -> None:
        """Ink the contents of a page and of all that it shows."""
        self.page = page
        self.tiles[page] = []
        self.draw(stream, State(), factor=1.0, grey=False)

    def rest(self, streams: list[Any]) -> None:
        """Ink what no page showed, and take out the states that nothing is painted in."""
        for stream in streams:
            self.draw(stream, State(), factor=1.0, grey=False)
        for names in self.states:
            for name in [one for one, said in names.items() if _only_alpha(one, said)]:
                del names[name]

    def draw(self, stream: Any, state: State, *, factor: float, grey: bool) -> None:
        """Ink one stream, once; ``factor`` is the alpha of all of it, ``grey`` says: a mask."""
        if id(stream) in self.seen:
            return
        self.seen.add(id(stream))
        _Drawing(self, stream, state, factor, grey).go()

    def notice(self, what: str, box: Box) -> None:
        """Remember something see-through in ``box``, in points from the corner of the sheet."""
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        across, down = (one if isfinite(one) else 0.0 for one in middle)
        self.noticed.append(SeeThrough(what, self.page, across, down))


class _Drawing:
    """The inking of one stream."""

    def __init__(
        self, inking: Inking, stream: Any, state: State, factor: float, grey: bool
    ) -> None:
        self.inking, self.stream, self.state = inking, stream, state
        self.factor, self.grey = factor, grey
        self.base = state.place
        self.out: list[Any] = []
        self.saved: list[State] = []
        self.path: list[bytes] = []
        self.path_from = 0
        self.clips = False

    def go(self) -> None:
        self.inking.states.append(self.stream._resources["ExtGState"])
        for one in self.stream.stream:
            item = one.encode() if isinstance(one, str) else one
            if not isinstance(item, bytes):
                self.out.append(item)
                continue
            rest, _, operator = item.rpartition(b" ")
            act = _ACTS.get(operator)
            if act is None:
                self.out.append(item)
            else:
                act(self, item, rest)
        self.stream.stream[:] = self.out

    # Paths ---------------------------------------------------------------------------------------

    def build(self, item: bytes, _rest: bytes) -> None:
        if not self.path:
            self.path_from = len(self.out)
        self.path.append(item)
        self.out.append(item)

    def clip(self, item: bytes, _rest: bytes) -> None:
        self.clips = True
        self.out.append(item)

    def paint(self, item: bytes, _rest: bytes) -> None:
        """Paint the path that was built, or take it for a clip."""
        filled, stroked = item[:1] in b"fFbB", item[:1] in b"SsbB"
        bounds: Box | None = None
        if self.clips:
            bounds = self.bounds()
            self.state.clip = meeting(self.state.clip, bounds)
        if filled or stroked:
            thickened = self.thickened() if stroked else []
            self.out[self.path_from : self.path_from] = thickened + self.said(
                filled=filled, stroked=stroked, over=self.rule_is_over(filled, stroked, bounds)
            )
        self.out.append(item)
        self.path, self.clips = [], False

    def thickened(self) -> list[bytes]:
        """Return what makes the line at hand as thick as the press needs it."""
        state, scaled = self.state, scale(self.state.place)
        if scaled <= 0 or state.width * scaled >= self.inking.demands.thinnest:
            return []
        state.width = round(self.inking.demands.thinnest / scaled + 1e-5, 5)
        return [f"{state.width:g} w".encode()]

    def rule_is_over(self, filled: bool, stroked: bool, bounds: Box | None) -> bool:
        """Return whether black so thin is painted here that it has to overprint."""
        state, limit = self.state, self.inking.demands.overprint_rule
        if (filled and not _is_black(state.fill, state.alphas[0])) or (
            stroked and not _is_black(state.stroke, state.alphas[1])
        ):
            return False
        if stroked and not filled:
            return state.width * scale(state.place) < limit
        clip = state.clip
        if min(clip[2] - clip[0], clip[3] - clip[1]) < limit:
            return True
        seen = meeting(clip, bounds or self.bounds())
        return min(seen[2] - seen[0], seen[3] - seen[1]) < limit

    def bounds(self) -> Box:
        """Return the box round the path, in points from the corner of the sheet."""
        points: list[tuple[float, float]] = []
        for item in self.path:
            parts = item.split()
            numbers = [float(one) for one in parts[:-1]]
            if parts[-1] == b"re":
                left, bottom, wide, high = numbers
                points += [(left, bottom), (left + wide, bottom + high)]
                points += [(left + wide, bottom), (left, bottom + high)]
            else:
                points += zip(numbers[::2], numbers[1::2], strict=True)
        return around(points, self.state.place)

    # Type ----------------------------------------------------------------------------------------

    def font(self, item: bytes, rest: bytes) -> None:
        self.state.size = float(rest.rpartition(b" ")[2])
        self.out.append(item)

    def lean(self, item: bytes, rest: bytes) -> None:
        self.state.leaning = matrix(rest)
        self.out.append(item)

    def render(self, item: bytes, rest: bytes) -> None:
        self.state.mode = int(float(rest))
        self.out.append(item)

    def show(self, item: bytes, _rest: bytes) -> None:
        state = self.state
        filled, stroked = state.mode % 4 in (0, 2), state.mode % 4 in (1, 2)
        black = not (
            (filled and not _is_black(state.fill, state.alphas[0]))
            or (stroked and not _is_black(state.stroke, state.alphas[1]))
        )
        size = state.size * height(joined(state.leaning, state.place))
        over = black and size < self.inking.demands.overprint_type
        self.out += self.said(filled=filled, stroked=stroked, over=over)
        self.out.append(item)

    # Colour --------------------------------------------------------------------------------------

    def space(self, item: bytes, rest: bytes) -> None:
        name, stroke = rest.lstrip(b"/"), item.endswith(b"CS")
        fill, other = self.state.spaces
        self.state.spaces = (fill, name) if stroke else (name, other)
        if name == b"Pattern":
            self.out.append(item)

    def colour(self, item: bytes, rest: bytes) -> None:
        operator = item.rpartition(b" ")[2]
        stroke = operator.isupper()
        parts = rest.split()
        if parts and parts[-1].startswith(b"/"):
            self.pattern(item, parts[-1][1:].decode("ascii", "replace"), stroke)
            return
        numbers = [float(one) for one in parts]
        space = b"DeviceRGB" if operator in (b"rg", b"RG") else b"DeviceCMYK"
        if operator in (b"scn", b"SCN", b"sc", b"SC"):
            space = self.state.spaces[stroke]
        self.dip(self.inks(numbers, space), stroke)

    def inks(self, numbers: list[float], space: bytes) -> Inks:
        if self.grey:
            return 0.0, 0.0, 0.0, 1.0 - luminance(numbers, space)
        mixer = self.inking.mixer
        match numbers:
            case [cyan, magenta, yellow, black]:
                return cyan, magenta, yellow, black
            case [one, two, three] if space.startswith(b"lab"):
                return mixer.inks_of_lab(one, two, three)
            case [red, green, blue]:
                return mixer.inks(red, green, blue)
            case [grey]:
                return 0.0, 0.0, 0.0, round(1.0 - grey, 4)
        return BLACK

    def dip(self, inks: Inks | None, stroke: bool) -> None:
        if stroke:
            self.state.stroke = inks
        else:
            self.state.fill = inks

    def pattern(self, item: bytes, name: str, stroke: bool) -> None:
        """Fill with a pattern, which is drawn like a page of its own."""
        made = self.named("Pattern", name)
        if made is not None and hasattr(made, "_ctm_stack"):
            a, b, c, d, e, f = (float(one) for one in made.extra["Matrix"])
            state = State(place=joined((a, b, c, d, e, f), self.base), clip=self.state.clip)
            if "Subtype" not in self.stream.extra and "PatternType" not in self.stream.extra:
                self.inking.tiles[self.inking.page].append(made)
            self.inking.draw(made, state, factor=self.factor, grey=self.grey)
        self.dip(None, stroke)
        if stroke:
            self.state.said_stroke = None
        else:
            self.state.said_fill = None
        self.out.append(item)

    # States --------------------------------------------------------------------------------------

    def save(self, item: bytes, _rest: bytes) -> None:
        self.saved.append(replace(self.state))
        self.out.append(item)

    def restore(self, item: bytes, _rest: bytes) -> None:
        if self.saved:
            self.state = self.saved.pop()
        self.out.append(item)

    def move(self, item: bytes, rest: bytes) -> None:
        self.state.place = joined(matrix(rest), self.state.place)
        self.out.append(item)

    def line(self, item: bytes, rest: bytes) -> None:
        self.state.width = float(rest)
        self.out.append(item)

    def settle(self, item: bytes, rest: bytes) -> None:
        """Take up a named state: alphas are written when something is painted with them."""
        name = rest.lstrip(b"/").decode("ascii", "replace")
        said = self.stream._resources["ExtGState"].get(name, {})
        fill, stroke = self.state.alphas
        self.state.alphas = float(said.get("ca", fill)), float(said.get("CA", stroke))
        mask = said.get("SMask")
        blends = said.get("BM") not in (None, "/Normal")
        if not isinstance(mask, dict) and not blends:
            return
        self.state.masked = True
        if isinstance(mask, dict) and isinstance(mask.get("G"), bytes):
            group = self.object(mask["G"])
            self.inking.draw(group, State(place=self.state.place), factor=1.0, grey=True)
            group.extra["Group"]["CS"] = "/DeviceGray"
        if self.inking.demands.opaque:
            what = "is blended with what is below it" if blends else "fades into what is below it"
            self.inking.notice(what, self.state.clip)
            return
        self.inking.see_through.add(self.inking.page)
        self.out.append(item)

    # Objects -------------------------------------------------------------------------------------

    def put(self, item: bytes, rest: bytes) -> None:
        """Show a form or a picture."""
        shown = self.named("XObject", rest.lstrip(b"/").decode("ascii", "replace"))
        alpha = self.state.alphas[0] * self.factor
        opaque = self.inking.demands.opaque
        if shown is not None and hasattr(shown, "_ctm_stack"):
            self.form(shown, alpha if opaque else 1.0)
        elif shown is not None and (alpha < _SOLID or "SMask" in shown.extra):
            self.inking.see_through.add(self.inking.page)
            if opaque:
                self.inking.notice("is see-through", around(_CORNERS, self.state.place))
        self.out += self.said(filled=False, stroked=False, over=False, shows=True)
        self.out.append(item)

    def form(self, shown: Any, factor: float) -> None:
        state = replace(self.state, said_fill=None, said_stroke=None, said_alphas=self.state.alphas)
        group = shown.extra.get("Group")
        if not self.inking.demands.opaque and self.state.alphas[0] < _SOLID:
            state.alphas = state.said_alphas = (1.0, 1.0)
            state.masked = False
            group["CS"] = "/DeviceGray" if self.grey else "/DeviceCMYK"
            self.inking.see_through.add(self.inking.page)
        elif group is not None and not self.state.masked:
            # Nothing shows through it: it need not be set apart from the page.
            del shown.extra["Group"]
        elif group is not None:
            group["CS"] = "/DeviceGray" if self.grey else "/DeviceCMYK"
        if self.inking.demands.opaque:
            state.alphas = (1.0, 1.0)
        state.said_over = False
        self.inking.draw(shown, state, factor=factor, grey=self.grey)

    def shade(self, item: bytes, rest: bytes) -> None:
        shading = self.named("Shading", rest.lstrip(b"/").decode("ascii", "replace"))
        if shading is not None and id(shading) not in self.inking.seen:
            self.inking.seen.add(id(shading))
            in_inks(shading, self.inking.mixer, grey=self.grey)
        self.out += self.said(filled=False, stroked=False, over=False, shows=True)
        self.out.append(item)

    def named(self, kind: str, name: str) -> Any:
        reference = self.stream._resources.get(kind, {}).get(name)
        return self.object(reference) if isinstance(reference, bytes) else reference

    def object(self, reference: bytes) -> Any:
        return self.inking.objects[int(reference.split()[0])]

    # What has to be written before something is painted ------------------------------------------

    def said(self, *, filled: bool, stroked: bool, over: bool, shows: bool = False) -> list[bytes]:
        state, said = self.state, list[bytes]()
        for wanted, inks, stroke in ((filled, state.fill, False), (stroked, state.stroke, True)):
            if wanted and inks is not None:
                written = self.thinned(inks, state.alphas[stroke])
                if written != (state.said_stroke if stroke else state.said_fill):
                    said.append(_written(written, stroke=stroke, grey=self.grey))
                    if stroke:
                        state.said_stroke = written
                    else:
                        state.said_fill = written
        if not self.inking.demands.opaque and state.alphas != state.said_alphas:
            said += self.alphas_said(state, fill=filled or shows, stroke=stroked or shows)
        if over != state.said_over and (filled or stroked or shows):
            name = OVER if over else OUT
            self.stream._resources["ExtGState"].setdefault(name, _overprint(over))
            said.append(f"/{name} gs".encode())
            state.said_over = over
        return said

    def thinned(self, inks: Inks, alpha: float) -> Inks:
        """Return ``inks`` mixed with the paper's white where nothing may be see-through."""
        part = alpha * self.factor
        if not self.inking.demands.opaque or part >= _SOLID:
            return inks
        cyan, magenta, yellow, black = (round(ink * part, 3) for ink in inks)
        return cyan, magenta, yellow, black

    def alphas_said(self, state: State, *, fill: bool, stroke: bool) -> list[bytes]:
        said = []
        names = self.stream._resources["ExtGState"]
        kept = list(state.said_alphas)
        for wanted, at, key in ((fill, 0, "ca"), (stroke, 1, "CA")):
            if wanted and state.alphas[at] != kept[at]:
                name = f"Edition{key}{state.alphas[at]:g}"
                names.setdefault(name, _dictionary({"Type": "/ExtGState", key: state.alphas[at]}))
                said.append(f"/{name} gs".encode())
                kept[at] = state.alphas[at]
                if state.alphas[at] < _SOLID:
                    self.inking.see_through.add(self.inking.page)
        state.said_alphas = kept[0], kept[1]
        return said


Act = Callable[[_Drawing, bytes, bytes], None]
_CORNERS = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
_ACTS: dict[bytes, Act] = {
    **dict.fromkeys((b"m", b"l", b"c", b"v", b"y", b"re"), _Drawing.build),
    **dict.fromkeys((b"W", b"W*"), _Drawing.clip),
    **dict.fromkeys(
        (b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"n"), _Drawing.paint
    ),
    b"Tf": _Drawing.font, b"Tm": _Drawing.lean, b"Tr": _Drawing.render,
    **dict.fromkeys((b"TJ", b"Tj"), _Drawing.show),
    **dict.fromkeys((b"cs", b"CS"), _Drawing.space),
    **dict.fromkeys(
        (b"rg", b"RG", b"k", b"K", b"g", b"G", b"sc", b"SC", b"scn", b"SCN"), _Drawing.colour
    ),
    b"q": _Drawing.save, b"Q": _Drawing.restore, b"cm": _Drawing.move, b"w": _Drawing.line,
    b"gs": _Drawing.settle, b"Do": _Drawing.put, b"sh": _Drawing.shade,
}  # fmt: skip


# Inks as they are written -------------------------------------------------------------------------


def _is_black(inks: Inks | None, alpha: float) -> bool:
    return inks == BLACK and alpha >= _SOLID


def _written(inks: Inks, *, stroke: bool, grey: bool) -> bytes:
    if grey:
        return f"{1 - inks[3]:.4g} {'G' if stroke else 'g'}".encode()
    numbers = " ".join(f"{ink:.4g}" for ink in inks)
    return f"{numbers} {'K' if stroke else 'k'}".encode()


def _only_alpha(name: str, said: Any) -> bool:
    """Return whether a state of the engine's says alpha alone; ours are written where needed."""
    return not name.startswith("Edition") and set(said) <= {"ca", "CA"}


def _overprint(over: bool) -> Any:
    word = "true" if over else "false"
    return _dictionary({"Type": "/ExtGState", "OP": word, "op": word, "OPM": 1})


def _dictionary(values: dict[str, Any]) -> Any:
    import pydyf

    return pydyf.Dictionary(values)
