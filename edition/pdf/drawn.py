"""Pages drawn once: what was drawn on them is taken down, and written again without being set.

To the engine's writer either is a page that paints itself. What a page takes of its
document (letters of fonts, pictures, degrees of transparency) is taken down with it
and added to the next document in the same order, so that the same bytes come of it.
A page that takes more than that, groups or patterns or letters no font has, is painted
as usual and not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ..model import Picture
from ..pictures.press import Placement
from .dressing import described_font, description_of
from .placements import Shown
from .positions import Found, Spot

_SIMPLE = {"CA", "ca"}


@dataclass(frozen=True, slots=True)
class Face:
    """A font in one page: how Pango describes it with its size, its file, and its letters."""

    described: str
    name: str
    file: str
    letters: tuple[tuple[int, str], ...]
    widths: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page, and what the engine's writer asks of it besides."""

    size: tuple[float, float]
    bleed: dict[str, float]
    anchors: dict[str, tuple[float, float, float, float]]
    bookmarks: tuple[tuple[int, str, tuple[float, float], str], ...]
    faces: tuple[Face, ...]
    alphas: tuple[tuple[str, str, float], ...]
    images: tuple[tuple[str, bool], ...]
    """The addresses of pictures the engine reads itself, and whether they are smoothed."""
    strokes: str
    """The operators, one a line, in Latin-1."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A picture on a page: its address, what of it is printed how large, where, on which inks."""

    address: str
    width: float
    height: float
    view: tuple[float, float, float, float]
    below: tuple[float, float, float, float]
    spot: Spot
    name: str
    """What its bytes are called on the page."""


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A page as it is kept: drawn, looked over, with its pictures.

    ``pointed`` are the page numbers printed on it, by the anchors they belong to.
    """

    drawn: Drawn
    found: Found
    pointed: dict[str, int]
    pictures: tuple[Stand, ...]


class Sheet:
    """A page of the engine's, or one drawn before, as its writer knows pages."""

    def __init__(self, drawn: Drawn) -> None:
        (self.width, self.height), self.bleed = drawn.size, drawn.bleed
        self.anchors, self.bookmarks = drawn.anchors, list(drawn.bookmarks)
        self.links: list[Any] = []
        self.forms: dict[Any, Any] = {None: []}


class Recorded(Sheet):
    """A page of the engine's that is taken down while it is painted."""

    def __init__(self, page: Any, addresses: Mapping[str, str]) -> None:
        """Take ``page`` down; ``addresses`` are those of the engine's pictures by their names."""
        self._page, self._page_box, self._addresses = page, page._page_box, addresses
        self.width, self.height, self.bleed = page.width, page.height, page.bleed
        self.anchors, self.bookmarks = page.anchors, page.bookmarks
        self.links, self.forms = page.links, page.forms
        self.found, self.pointed = Found({}, {}, [], {}, {}, [], [], set(), {}), dict[str, int]()
        self.images: frozenset[str] = frozenset()
        self.drawn: Drawn | None = None
        """What was taken down; ``None`` if the page is not such that it can be kept."""

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page into the document of ``stream``."""
        import pydyf

        begun = len(stream.stream)
        fonts, resources = stream._fonts, stream._resources
        own = {name: pydyf.Dictionary() for name in _KINDS}
        described: dict[int, str] = {}
        add_font = stream.add_font

        def add(font: Any) -> Any:
            found = add_font(font)
            if id(found[0]) not in described:
                described[id(found[0])] = description_of(font)
            return found

        stream._fonts, stream.add_font = {}, add
        stream._resources = pydyf.Dictionary({**own, "ColorSpace": resources["ColorSpace"]})
        try:
            self._page.paint(stream, scale)
            used = stream._fonts
        finally:
            stream._fonts, stream._resources = fonts, resources
            del stream.add_font
        strokes = [pydyf._to_bytes(one) for one in stream.stream[begun:]]
        if self.links or not _is_simple(own, used, strokes):
            del stream.stream[begun:]
            self._page.paint(stream, scale)
            self._let_go()
            return
        self._let_go()
        stream.stream[begun:] = strokes
        faces = tuple(_face(one, described[id(one)]) for one in used.values())
        for face, (key, font) in zip(faces, used.items(), strict=True):
            _spread(face, fonts.setdefault(key, font))
        for name in _KINDS:
            resources[name].update(own[name])
        read = {name: self._addresses.get(name[1:-1]) for name in own["XObject"]}
        self.images = frozenset(name for name, address in read.items() if address is None)
        self.drawn = Drawn(
            (self.width, self.height),
            dict(self.bleed),
            dict(self.anchors),
            tuple((level, label, (x, y), state) for level, label, (x, y), state in self.bookmarks),
            faces,
            tuple(
                (name, kind, value)
                for name, state in own["ExtGState"].items()
                for kind, value in state.items()
            ),
            tuple((address, name[-1] == "1") for name, address in read.items() if address),
            b"\n".join(strokes).decode("latin-1"),
        )

    def _let_go(self) -> None:
        """Forget the page's boxes, most of what an issue takes in memory: they are painted."""
        self._page = self._page_box = None


_KINDS = ("ExtGState", "XObject", "Pattern", "Shading")


def draw(document: Any, pages: int, kind: Any) -> None:
    """Draw the last ``pages`` of ``document`` as for writing, into streams nobody wants.

    ``kind`` is what the engine calls a stream.
    """
    import pydyf

    for page in document.pages[-pages:]:
        resources = pydyf.Dictionary({
            name: pydyf.Dictionary() for name in (*_KINDS, "ColorSpace")
        })  # fmt: skip
        bleed = page.bleed
        wide = page.width + bleed["left"] + bleed["right"]
        high = page.height + bleed["top"] + bleed["bottom"]
        stream = kind(
            document.fonts, (-bleed["left"], -bleed["top"], wide, high), resources, {}, None,
            document.color_profiles, document.output_intent, compress=False,
        )  # fmt: skip
        stream.transform(d=-1, f=page.height * _SCALE)
        page.paint(stream, _SCALE)


_SCALE = 0.75
"""Points in a pixel."""


class Place:
    """What a picture is put into on a kept page, as it is into a box of the engine's."""

    def __init__(self) -> None:
        self.replacement: Any = None


class Replayed(Sheet):
    """A page that was drawn before."""

    def __init__(self, kept: KeptSheet, fonts: Any, image: Callable[[str], Any]) -> None:
        """Lay ``kept`` ready; ``image`` reads a picture for the engine by its address.

        Raises:
            LookupError: one of its fonts or pictures is not what it was.
        """
        super().__init__(kept.drawn)
        self.kept = kept
        self._images = [(image(address), smooth) for address, smooth in kept.drawn.images]
        if any(one is None for one, _ in self._images):
            raise LookupError("no picture")
        self.places = tuple(Place() for _ in kept.pictures)
        self._fonts = [_font(face, fonts) for face in kept.drawn.faces]

    def paint(self, stream: Any, _scale: float = 1) -> None:
        """Paint the page into the document of ``stream``."""
        import pydyf

        drawn = self.kept.drawn
        for face, font in zip(drawn.faces, self._fonts, strict=True):
            _spread(face, stream.add_font(font)[0])
        states = stream._resources["ExtGState"]
        for name, kind, value in drawn.alphas:
            states.setdefault(name, pydyf.Dictionary({kind: value}))
        for image, smooth in self._images:
            stream.add_image(image, smooth, 1)
        named: dict[bytes, bytes] = {}
        for stand, place in zip(self.kept.pictures, self.places, strict=True):
            if place.replacement is not None:
                name = stream.add_image(place.replacement, False, 1)
                named[_shown(stand.name)] = _shown(name)
        strokes = drawn.strokes.encode("latin-1").split(b"\n")
        stream.stream.extend(named.get(one, one) for one in strokes)


def _shown(name: str) -> bytes:
    return f"/{name} Do".encode()


def _is_simple(own: Mapping[str, Any], fonts: Mapping[Any, Any], strokes: Sequence[bytes]) -> bool:
    """Return whether a page takes nothing of its document but letters, pictures and alphas."""
    return (
        not own["Pattern"]
        and not own["Shading"]
        and all(one is None for one in own["XObject"].values())
        and all(len(one) == 1 and set(one) <= _SIMPLE for one in own["ExtGState"].values())
        and not any(one.missing or one.bitmap or one.png or one.svg for one in fonts.values())
        and not any(b"\n" in one for one in strokes)
    )


def _face(font: Any, described: str) -> Face:
    return Face(
        described,
        font.hash,
        sha256(font.file_content).hexdigest(),
        tuple(font.to_unicode.items()),
        tuple(font.widths.items()),
    )


def _spread(face: Face, font: Any) -> None:
    """Add the letters of ``face`` to the document's font, those that are not in it yet."""
    for glyph, text in face.letters:
        font.to_unicode.setdefault(glyph, text)
    for glyph, width in face.widths:
        font.widths.setdefault(glyph, width)


def _font(face: Face, fonts: Any) -> Any:
    """Return Pango's font for ``face``, the same as it was."""
    known = fonts.__dict__.setdefault("described", {})
    if face.described not in known:
        known[face.described] = described_font(face.described, fonts)
    font, name, file = known[face.described]
    if (name, file) != (face.name, face.file):
        raise LookupError("another font")
    return font


# Pictures on pages that are kept -----------------------------------------------------------------


def stands_again(page: Replayed, pictures: Mapping[str, Picture]) -> Iterator[Shown]:
    """Yield where ``pictures``, given by their addresses, stand on a page drawn before."""
    for stand, place in zip(page.kept.pictures, page.places, strict=True):
        picture = pictures.get(stand.address)
        if picture is not None:
            placement = Placement(picture, stand.width, stand.height, stand.view, stand.below)
            yield Shown(placement, stand.spot, place, stand.address)


def kept_sheets(pages: Mapping[int, Any], stands: Sequence[Shown]) -> Mapping[int, KeptSheet]:
    """Return those of ``pages`` that can be drawn again as they were taken down, by number.

    ``stands`` is where pictures stand on them: the pictures that are known by their addresses.
    """
    kept: dict[int, KeptSheet] = {}
    for number, page in pages.items():
        if isinstance(page, Recorded) and page.drawn is not None:
            pictures = _stands(stands, number)
            if page.images == {one.name for one in pictures}:
                kept[number] = KeptSheet(page.drawn, page.found, page.pointed, pictures)
    return kept


def _stands(stands: Sequence[Shown], number: int) -> tuple[Stand, ...]:
    """Return the pictures on page ``number``, as they are kept."""
    return tuple(
        Stand(
            one.address,
            one.placement.width,
            one.placement.height,
            one.placement.view,
            one.placement.below,
            one.spot,
            f"i{getattr(one.box.replacement, 'id', '')}0",
        )
        for one in stands
        if one.spot.page == number
    )
