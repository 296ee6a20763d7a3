"""Takes the drawing, and nothing else, out of a PDF that somebody sent.

What is taken over is named here, key by key and operator by operator; scripts, actions, links,
annotations, layers that are switched off, tags and files tied to it have no name and stay behind.
Fonts, pictures and colours are taken over byte by byte; parts of fonts get names of their own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

_DEEPEST = 60
"""Objects in objects, forms in forms; what goes deeper was made to harm."""
_MOST = 50_000
"""Objects in one drawing, and parts that are drawn one after another."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Another piece of the same drawing, by its place among them."""

    piece: int


Value = bytes | Reference | tuple["Value", ...] | Mapping[str, "Value"]
"""What a piece is made of; bytes are written into a PDF as they are."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One object of a drawing: a dictionary, or a stream when there is ``data``."""

    entries: Mapping[str, Value]
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Artwork:
    """A drawing taken out of a PDF; the last of ``pieces`` draws it into the unit square.

    ``fonts`` are the names of its fonts, ``missing`` those it uses and does not bring.
    """

    pieces: tuple[Piece, ...]
    fonts: frozenset[str]
    missing: tuple[str, ...]


class ForeignError(Exception):
    """The drawing cannot be taken out; its text ends the sentence "The file …"."""


def take_out(data: bytes) -> Artwork:
    """Return the drawing of the first page of the PDF ``data``, trimmed and upright.

    Raises:
        ForeignError: it is damaged, or made to harm.
    """
    # Reading PDFs takes its library a while to load; an issue without any need not wait.
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            return _Copying(pdf, sha256(data).digest()).artwork(pdf.pages[0])
    except (
        pikepdf.PdfError,
        ArithmeticError,
        AttributeError,
        IndexError,
        KeyError,
        RecursionError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as problem:
        raise ForeignError("is damaged") from problem


# What is taken over ------------------------------------------------------------------------------


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KEYS = _words(
    """
    Type Subtype Filter DecodeParms Resources Matrix BBox Group S CS I K FormType
    K EndOfLine EncodedByteAlign Columns Rows EndOfBlock BlackIs1 DamagedRowsBeforeError
    Predictor Colors EarlyChange ColorTransform JBIG2Globals
    Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask
    SMaskInData Matte
    LW LC LJ ML D RI OP op OPM Font FL SM SA BM G BC CA ca AIS TK
    FunctionType Domain Range Size BitsPerSample Order Encode C0 C1 N Functions Bounds
    Alternate WhitePoint BlackPoint Gamma Colorants Process Components
    PatternType PaintType TilingType XStep YStep Shading ExtGState
    ShadingType Background AntiAlias Coords Function Extend BitsPerCoordinate BitsPerFlag
    VerticesPerRow
    BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts
    CIDSystemInfo DW W DW2 W2 CIDToGIDMap FontBBox FontMatrix CharProcs BaseEncoding Differences
    CMapName WMode UseCMap Registry Ordering Supplement
    FontName FontFamily FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight
    XHeight StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 Lang
    Length1 Length2 Length3
    """
)
"""Keys that say how something is drawn (ISO 32000-1, 8 and 9). Not among them: what leads out of
a drawing, and what is a machine's own business, such as halftones and transfer curves."""

_RESOURCES = ("ColorSpace", "ExtGState", "Font", "Pattern", "Shading", "XObject")
_FREE = frozenset({"CharProcs", "Colorants"})
"""Dictionaries whose keys are names somebody made up."""

_FONT_NAMES = frozenset({"BaseFont", "FontName"})
_TAG = re.compile(r"/[A-Z]{6}\+")
"""How the name of a font begins of which only a part is in the file."""

_PAINTS_PATH = _words("f F f* S s B B* b b*")
_SHOWS_TEXT = frozenset(["Tj", "TJ"])
_NEXT_LINE = frozenset(["'", '"'])
_OPERATORS = _words(
    """
    w J j M d ri i gs q Q cm m l c v y h re n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T*
    CS cs SC SCN sc scn G g RG rg K k sh Do d0 d1
    """
) | (_PAINTS_PATH | _SHOWS_TEXT | _NEXT_LINE)

_START = (
    b"0 g 0 G 1 w 0 J 0 j 10 M [] 0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts "
    b"/RelativeColorimetric ri /EditionStart gs\n"
)
"""A page begins like this; a drawing put into a page would go on with what stood before it."""
_START_STATE: Mapping[str, Value] = {
    "Type": b"/ExtGState", "BM": b"/Normal", "CA": b"1", "ca": b"1", "SMask": b"/None",
    "AIS": b"false", "TK": b"true", "OP": b"false", "op": b"false", "OPM": b"0", "SA": b"false",
}  # fmt: skip


@dataclass(slots=True)
class _Copying:
    """The copying of one drawing."""

    pdf: pikepdf.Pdf
    digest: bytes
    """What the file's bytes come to: no other file has the same."""
    pieces: list[Piece] = field(default_factory=list)
    known: dict[tuple[int, int], Value | None] = field(default_factory=dict)
    """What became of the objects met so far; ``None`` while one is being copied."""
    costs: dict[int, int] = field(default_factory=dict)
    """How many parts each form draws when it is drawn."""
    hidden: frozenset[tuple[int, int]] = frozenset()
    fonts: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)

    def artwork(self, page: pikepdf.Page) -> Artwork:
        self.hidden = frozenset(_switched_off(self.pdf))
        entries: dict[str, Value] = {
            "Type": b"/XObject", "Subtype": b"/Form", "FormType": b"1",
            "BBox": tuple(_number(edge) for edge in _edges(page)),
            "Matrix": tuple(_number(one) for one in _into_unit_square(page)),
        }  # fmt: skip
        group = page.obj.get("/Group")
        if group is not None:
            entries["Group"] = self._value(group, "Group", 0) or {}
        resources = self._resources(_inherited(page.obj, "/Resources"), 0)
        state = dict(resources.get("ExtGState", {}))  # type: ignore[arg-type]
        entries["Resources"] = {**resources, "ExtGState": {**state, "EditionStart": _START_STATE}}
        drawn, _ = self._drawn(page, _inherited(page.obj, "/Resources"), resources)
        self.pieces.append(Piece(entries, _START + drawn))
        return Artwork(tuple(self.pieces), frozenset(self.fonts), tuple(sorted(self.missing)))

    # Objects -------------------------------------------------------------------------------------

    def _value(self, one: Any, key: str, depth: int) -> Value | None:
        """Return ``one`` copied, which stands under ``key``; ``None`` when it leads in a circle."""
        import pikepdf

        if depth > _DEEPEST or len(self.pieces) > _MOST:
            raise ForeignError("is nested too deep or made of too many parts")
        number = one.objgen if isinstance(one, pikepdf.Object) else (0, 0)
        if number != (0, 0) and number in self.known:
            return self.known[number]
        if number != (0, 0):
            self.known[number] = None
        value = self._copied(one, key, depth)
        if number != (0, 0):
            if isinstance(value, dict):
                value = self._put(Piece(value))
            self.known[number] = value
        return value

    def _copied(self, one: Any, key: str, depth: int) -> Value:
        import pikepdf

        match one:
            case pikepdf.Stream():
                return self._stream(one, key, depth)
            case pikepdf.Dictionary():
                return self._dictionary(one, key, depth)
            case pikepdf.Array():
                # Of a circle a null stays: the places of the others must not change.
                return tuple(self._value(kid, key, depth + 1) or b"null" for kid in one)
            case pikepdf.Name() if key in _FONT_NAMES and _TAG.match(str(one)):
                name = str(one)
                return bytes(pikepdf.Name(f"/{self._tag(name[1:7])}{name[7:]}").unparse())
            case pikepdf.Object():
                return bytes(one.unparse())
            case bool():
                return b"true" if one else b"false"
            case None:
                return b"null"
            case int() | float() | Decimal():
                return _number(one)
        raise ForeignError("is damaged")

    def _dictionary(self, one: Any, key: str, depth: int) -> dict[str, Value]:
        if key == "Resources":
            return self._resources(one, depth)
        free = key in _FREE
        copied: dict[str, Value] = {}
        for name, kid in sorted(one.items()):
            plain = name[1:]
            # A curve of a mask is part of the drawing, one of a machine is not.
            if free or plain in _KEYS or (key == "SMask" and plain == "TR"):
                inner = "CharProc" if key == "CharProcs" else "" if free else plain
                value = self._value(kid, inner, depth + 1)
                if value is not None:
                    copied[_escaped(name)] = value
        if one.get("/Type") == "/Font":
            self._note_font(one)
        return copied

    def _resources(self, one: Any, depth: int) -> dict[str, Value]:
        copied: dict[str, Value] = {}
        for category in _RESOURCES:
            found: dict[str, Value] = {}
            for name, kid in sorted((one or {}).get(f"/{category}", {}).items()):
                if category == "XObject" and not self._may_stand(kid):
                    continue
                value = self._value(kid, "", depth + 1)
                if value is not None:
                    found[_escaped(name)] = value
            if found:
                copied[category] = found
        return copied

    def _may_stand(self, one: Any) -> bool:
        """Return whether something can be drawn: it is a form or picture, and not switched off."""
        drawable = one.get("/Subtype") in ("/Form", "/Image") and "/Ref" not in one
        return drawable and not self._is_hidden(one.get("/OC"))

    def _stream(self, one: Any, key: str, depth: int) -> Value:
        if "/F" in one:  # What is drawn stands in another file.
            raise ForeignError("needs another file that is not in it")
        entries = self._dictionary(one, "", depth)
        draws = one.get("/Subtype") == "/Form" or "/PatternType" in one or key == "CharProc"
        if not draws:
            return self._put(Piece(entries, one.read_raw_bytes()))
        entries.pop("Filter", None)
        entries.pop("DecodeParms", None)
        resources = one.get("/Resources", {})
        copied = entries.get("Resources", {})
        if isinstance(copied, Reference):
            copied = self.pieces[copied.piece].entries
        data, cost = self._drawn(one, resources, copied)
        reference = self._put(Piece(entries, data))
        self.costs[reference.piece] = cost
        return reference

    def _put(self, piece: Piece) -> Reference:
        self.pieces.append(piece)
        return Reference(len(self.pieces) - 1)

    def _tag(self, tag: str) -> str:
        """Return another tag for a font of which only a part is here.

        Two parts of one font in one file must not bear the same (ISO 32000-1, 9.6.4): devices
        that keep fonts by name take one for the other, and letters are missing. Programs that
        name parts after the font, as ours does, give it to all of them.
        """
        drawn = sha256(self.digest + tag.encode()).digest()
        return "".join(chr(ord("A") + one % 26) for one in drawn[:6])

    def _note_font(self, font: Any) -> None:
        if font.get("/Subtype") in ("/Type0", "/Type3"):
            return
        name = str(font.get("/BaseFont", "/unnamed"))[1:].rpartition("+")[2]
        described = font.get("/FontDescriptor", {})
        self.fonts.add(name)
        if not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            self.missing.add(name)

    # Contents ------------------------------------------------------------------------------------

    def _drawn(self, holder: Any, resources: Any, copied: Any) -> tuple[bytes, int]:
        """Return the contents of a page or form, and how many parts they draw."""
        import pikepdf

        kept: list[Any] = []
        cost = 0
        forms = copied.get("XObject", {}) if isinstance(copied, Mapping) else {}
        for one, seen in self._seen(holder, resources or {}):
            operator = str(one.operator)
            if operator == "Do":
                form = forms.get(_escaped(str(one.operands[0])))
                if form is None:
                    continue
                cost += 1 + (self.costs.get(form.piece, 0) if isinstance(form, Reference) else 0)
                if cost > _MOST:
                    raise ForeignError("draws the same thing over and over again")
            instead = operator if seen else _unseen(operator)
            if instead == operator:
                kept.append(one)
            elif instead is not None:
                kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator(instead)))
        return pikepdf.unparse_content_stream(kept), cost

    def _seen(self, holder: Any, resources: Any) -> Iterator[tuple[Any, bool]]:
        """Yield what is drawn, with whether the layers it stands in are switched on."""
        import pikepdf

        layers: list[bool] = []
        saved = 0
        for one in pikepdf.parse_content_stream(holder):
            operator = str(one.operator)
            if operator in ("BMC", "BDC"):
                layers.append(operator == "BDC" and self._is_off(one.operands, resources))
            elif operator == "EMC":
                del layers[-1:]
            elif operator in ("q", "Q"):
                saved += 1 if operator == "q" else -1
                if saved < 0:  # It would take back what is not its own.
                    saved = 0
                else:
                    yield one, True
            elif operator in _OPERATORS or operator == "INLINE IMAGE":
                yield one, not any(layers)
        restored = pikepdf.ContentStreamInstruction([], pikepdf.Operator("Q"))
        yield from ((restored, True) for _ in range(saved))

    def _is_off(self, marked: Any, resources: Any) -> bool:
        """Return whether what is marked with these operands stands in a layer switched off."""
        kind, name = marked
        known = resources.get("/Properties", {})
        return kind == "/OC" and str(name) in known and self._is_hidden(known[str(name)])

    def _is_hidden(self, layer: Any) -> bool:
        """Return whether a layer, or what several layers come to, is switched off."""
        if layer is None:
            return False
        if layer.get("/Type") != "/OCMD":
            return layer.objgen in self.hidden
        import pikepdf

        named = layer.get("/OCGs")
        groups = [*named] if isinstance(named, pikepdf.Array) else [named] if named else []
        off = [group.objgen in self.hidden for group in groups if group is not None]
        if not off:
            return False
        match str(layer.get("/P", "/AnyOn")):
            case "/AllOn":
                return any(off)
            case "/AnyOff":
                return not any(off)
            case "/AllOff":
                return not all(off)
            case _:
                return all(off)


def _unseen(operator: str) -> str | None:
    """Return what has to be done for something that is not to be seen, ``None`` for nothing."""
    if operator in _PAINTS_PATH:
        return "n"
    if operator in _NEXT_LINE:
        return "T*"
    if operator in _SHOWS_TEXT or operator in ("Do", "sh", "INLINE IMAGE"):
        return None
    return operator


def _switched_off(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """Yield the layers that are not to be seen when nobody switches anything."""
    layers = pdf.Root.get("/OCProperties")
    if layers is None:
        return
    settings: Any = layers.get("/D", {})
    on = {one.objgen for one in settings.get("/ON", [])}
    if settings.get("/BaseState") == "/OFF":
        yield from (one.objgen for one in layers.get("/OCGs", []) if one.objgen not in on)
    yield from (one.objgen for one in settings.get("/OFF", []))


# The page ----------------------------------------------------------------------------------------


def _inherited(node: Any, key: str) -> Any:
    for _ in range(_DEEPEST):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    raise ForeignError("is damaged")


def _edges(page: pikepdf.Page) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _into_unit_square(page: pikepdf.Page) -> tuple[float, float, float, float, float, float]:
    """Return what lays the trimmed page, turned as it is shown, over 0, 0 to 1, 1."""
    left, bottom, right, top = _edges(page)
    wide, high = right - left, top - bottom
    match int(_inherited(page.obj, "/Rotate") or 0) % 360:
        case 90:
            return 0, -1 / wide, 1 / high, 0, -bottom / high, right / wide
        case 180:
            return -1 / wide, 0, 0, -1 / high, right / wide, top / high
        case 270:
            return 0, 1 / wide, -1 / high, 0, top / high, -left / wide
        case _:
            return 1 / wide, 0, 0, 1 / high, -left / wide, -bottom / high


def _number(one: float | Decimal) -> bytes:
    return f"{one:.10f}".rstrip("0").rstrip(".").encode() or b"0"


def _escaped(name: str) -> str:
    """Return a name as it is written in a PDF, without its slash."""
    import pikepdf

    return pikepdf.Name(name).unparse()[1:].decode("ascii")
