"""The last touches to a PDF before it is written: inks, page boxes, tags, advertisements put in.

Everything here works on the engine's objects in memory, so that nothing is
parsed or compressed twice.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .foreign import Artwork, Piece, Reference, Value
from .press_colours import Inks, Mixer, Screen
from .press_identity import identify
from .press_inks import Demands, Inking, SeeThrough
from .press_job import PressJob
from .press_marks import REGISTRATION
from .press_pictures import ink_pictures
from .press_shadings import on_screen
from .press_sheet import lay_sheets
from .pull_quotes import NAMED

LEVEL = 6
"""How hard streams are compressed. The engine's 9 takes three times as long for one part in 200."""

Tree = Callable[..., Iterator[Any]]


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was noticed while a file was made ready for its press."""

    mixed: Mapping[Screen, Inks]
    """The screen colours that were on the pages, and the inks they have become."""
    see_through: tuple[SeeThrough, ...]
    """What had to be opaque and is not; always empty for PDF/X-4. Points from the trim's corner."""


def for_press(
    pdf: Any, drawings: Mapping[str, Artwork], job: PressJob, *, identifier: str, front: int
) -> Pressed:
    """Make a file the printer of ``job`` takes: inks, overprint, boxes, marks, identity.

    ``front`` is how many sheets are bound in front of the pages.
    """
    press = job.press
    ink_pictures(pdf, press)
    pages = [one for one in pdf.objects if _type(one) == "/Page"]
    inking = Inking(
        objects=pdf.objects,
        mixer=Mixer(press.intent.icc, press.ink.target, job.house),
        demands=Demands(
            press.overprint_type,
            press.overprint_rule,
            opaque=press.standard == "X-1a",
            thinnest=press.smallest.rule,
        ),
    )
    for number, page in enumerate(pages):
        inking.page_drawn(pdf.objects[_number(page["Contents"])], number)
    inking.rest([one for one in _streams(pdf) if hasattr(one, "_ctm_stack")])
    _settle_colour_spaces(pdf, marked=press.marks is not None)
    for number in sorted(inking.see_through) if press.standard == "X-4" else ():
        group = {"Type": "/Group", "S": "/Transparency", "CS": "/DeviceCMYK"}
        pages[number]["Group"] = _dictionary(group)
    _without_lists_of_glyphs(pdf)
    if press.standard == "X-1a":
        _bare_outlines(pdf)
    put_in(pdf, drawings)
    lay_sheets(pdf, job, front=front, tiles=inking.tiles)
    identify(pdf, job, identifier)
    _compress(pdf)
    seen = tuple(replace(one, page=one.page + 1 - front) for one in inking.noticed)
    return Pressed(inking.mixer.mixed, seen)


def for_screen(pdf: Any, drawings: Mapping[str, Artwork]) -> None:
    """Set right what keeps the engine's tags from being PDF/UA-1 (ISO 14289-1, 7.2, 7.3, 7.5)."""
    for element in [one for one in pdf.objects if _is_element(one)]:
        match element["S"]:
            case "/LI":
                _give_body(element, pdf)
            case "/TH":
                element.setdefault("A", _dictionary({"O": "/Table"})).setdefault("Scope", "/Column")
            case "/Figure" if "Alt" not in element:
                _make_artifact(element, pdf)
            case "/NonStruct" if element.pop("T", None):
                _make_artifact(element, pdf)
    for shading in [one for one in pdf.objects if isinstance(one, dict) and "ShadingType" in one]:
        on_screen(shading)
    put_in(pdf, drawings)
    _compress(pdf)


def describe_links(document: Any) -> None:
    """Say of every link what its words are, for those who cannot see where it leads."""
    links = [(target, box) for page in document.pages for _, target, _, box in page.links]
    words: dict[tuple[Any, str], str] = {}
    for _, box in links:  # A link broken over lines is several boxes and one element.
        line = " ".join(one.text for one in box.descendants() if type(one).__name__ == "TextBox")
        key = box.element, str(box.element_tag)
        words[key] = f"{words.get(key, '')} {line}"
    for target, box in links:
        if box.link_annotation:
            told = " ".join(words[box.element, str(box.element_tag)].split())
            box.link_annotation["Contents"] = _string(told or target)


def told(original: Tree) -> Tree:
    """Return the engine's ``_build_box_tree``, telling languages, links and notes as well.

    A headline that is parted by the fold is read out whole where it begins, and nowhere else.
    """

    def build(box: Any, parent: Any, pdf: Any, *more: Any) -> Iterator[Any]:
        source = getattr(box, "element", None)
        language = source.get("lang") if source is not None else None
        for element in original(box, parent, pdf, *more):
            if language and "Lang" not in element:
                element["Lang"] = _string(language)
            if box.link_annotation and element["S"] == "/NonStruct":
                element["S"] = "/Link"
            if source is not None and _says_again(box):
                element["T"] = _string("said twice")
                element["S"] = "/NonStruct"
            if source is not None and source.get("data-whole"):
                element["ActualText"] = _string(source.get("data-whole"))
            if source is not None and _is_note(box):
                element["S"] = "/Note"
                element["ID"] = _string(f"note {element.number}")
            yield element

    return build


def _is_note(box: Any) -> bool:
    """Return whether ``box`` is a note, which is one element although it may be several boxes."""
    return box.element_tag == "aside" and "note" in box.element.get("class", "").split()


def _says_again(box: Any) -> bool:
    """Return whether ``box`` is words that are read out elsewhere.

    A quotation lifted from the story, which says its words itself; or the second half of a
    headline over two pages, of which the first half is read out whole.
    """
    if "said-before" in box.element.get("class", "").split():
        return True
    return box.element_tag == "aside" and NAMED in box.element.get("id", "")


# Inks --------------------------------------------------------------------------------------------


def _settle_colour_spaces(pdf: Any, *, marked: bool) -> None:
    """Take out the colour spaces of screens, which the engine offers every page; keep the marks'.

    Nothing is painted in them any more, and a strict printer refuses their names alone.
    """
    import pydyf

    tint = _dictionary({
        "FunctionType": 2, "Domain": pydyf.Array([0, 1]), "C0": pydyf.Array([0, 0, 0, 0]),
        "C1": pydyf.Array([1, 1, 1, 1]), "N": 1,
    })  # fmt: skip
    for one in pdf.objects:
        if isinstance(one, dict) and "lab-d50" in one:
            one.clear()
            if marked:
                one[REGISTRATION] = pydyf.Array(["/Separation", "/All", "/DeviceCMYK", tint])


def _bare_outlines(pdf: Any) -> None:
    """Embed OpenType fonts as the outlines they hold: PDF 1.4 knows no more (9.9, table 126).

    Letters are shown by their number in the font, which those of such outlines go by as well.
    """
    for one in _streams(pdf):
        if one.extra.get("Subtype") == "/OpenType":
            one.stream = [_outlines_in(b"".join(one.stream))]
            one.extra["Subtype"] = "/CIDFontType0C"


def _outlines_in(font: bytes) -> bytes:
    """Return the table of outlines of an OpenType font (OpenType 1.9, table directory)."""
    count = int.from_bytes(font[4:6], "big")
    for at in range(12, 12 + 16 * count, 16):
        if font[at : at + 4] == b"CFF ":
            start, long = (int.from_bytes(font[at + n : at + n + 4], "big") for n in (8, 12))
            return font[start : start + long]
    return font


def _without_lists_of_glyphs(pdf: Any) -> None:
    """Take out the lists of a font's glyphs, which nothing asks for and the engine gets wrong.

    It writes them into PDF 1.4 without the glyphs that a letter is put together from.
    """
    for one in pdf.objects:
        if isinstance(one, dict):
            one.pop("CIDSet", None)


# Tags --------------------------------------------------------------------------------------------


def _give_body(item: Any, pdf: Any) -> None:
    """Put what stands loose in a list item into its body; an item holds a label and a body only."""
    labels: list[Any] = []
    bodies: list[Any] = []
    loose: list[Any] = []
    for kid in item["K"]:
        kind = _kind(kid, pdf)
        (labels if kind == "/Lbl" else bodies if kind == "/LBody" else loose).append(kid)
    if not loose:
        return
    body = pdf.objects[_number(bodies[0])] if bodies else None
    if body is None:
        body = _dictionary(
            {"Type": "/StructElem", "S": "/LBody", "K": type(item["K"])([]), "Pg": item["Pg"],
             "P": item.reference}
        )  # fmt: skip
        pdf.add_object(body)
        bodies.append(body.reference)
    for kid in loose:
        if isinstance(kid, bytes):
            pdf.objects[_number(kid)]["P"] = body.reference
    body["K"].extend(loose)
    item["K"][:] = [*labels, *bodies]


def _make_artifact(figure: Any, pdf: Any) -> None:
    """Take a decoration out of the reading order: it says nothing new, so nothing is read out."""
    page = pdf.objects[_number(figure["Pg"])]
    contents = pdf.objects[_number(page["Contents"])]
    marks = set(_marks(figure, pdf))
    stream = contents.stream
    for at in reversed(range(len(stream) - 2)):
        # three pieces: what it is, its number, the operator
        if isinstance(stream[at + 1], dict) and stream[at + 1].get("MCID") in marks:
            stream[at : at + 3] = ["/Artifact", b"BMC"]
    parent = pdf.objects[_number(figure["P"])]
    parent["K"][:] = [kid for kid in parent["K"] if kid != figure.reference]
    figure["S"] = "/NonStruct"


def _marks(element: Any, pdf: Any) -> Iterator[int]:
    """Yield the marks of all that ``element`` holds, which is nothing from then on."""
    for kid in element["K"]:
        if isinstance(kid, bytes):
            yield from _marks(pdf.objects[_number(kid)], pdf)
        else:
            yield kid
    element["K"][:] = []


# Advertisements ----------------------------------------------------------------------------------


def put_in(pdf: Any, drawings: Mapping[str, Artwork]) -> None:
    """Put drawings into the places that pictures keep for them, by the engine's name of those.

    The engine has drawn and tagged the picture at the size and place of the drawing: nothing
    is left to do but to put the one for the other. Colours stay what they are.
    """
    kept = dict(_pictures(pdf, drawings))
    for name, artwork in drawings.items():
        place = kept.get(name)
        if place is None:
            continue
        # The last piece draws the whole, and takes the picture's number.
        made = [_object(piece) for piece in artwork.pieces[:-1]]
        for one in made:
            pdf.add_object(one)
        numbers = [*(one.reference for one in made), place.reference]
        for one, piece in zip((*made, place), artwork.pieces, strict=True):
            _fill(one, piece, numbers)


def _pictures(pdf: Any, names: Mapping[str, object]) -> Iterator[tuple[str, Any]]:
    """Yield the pictures of these names, without the figure that says how they are smoothed."""
    for one in pdf.objects:
        shown = one.get("XObject") if isinstance(one, dict) else None
        for key, reference in shown.items() if isinstance(shown, dict) else ():
            if str(key)[:-1] in names:
                yield str(key)[:-1], pdf.objects[_number(reference)]


def _object(piece: Piece) -> Any:
    import pydyf

    return _dictionary({}) if piece.data is None else pydyf.Stream([], {})


def _fill(one: Any, piece: Piece, numbers: list[bytes]) -> None:
    entries = {key: _written(value, numbers) for key, value in piece.entries.items()}
    if piece.data is None:
        one.update(entries)
        return
    data = piece.data
    if "Filter" not in entries:
        data, entries["Filter"] = zlib.compress(data, LEVEL), b"/FlateDecode"
    one.stream, one.extra, one.compress = [data], entries, False


def _written(value: Value, numbers: list[bytes]) -> Any:
    import pydyf

    match value:
        case bytes():
            return value
        case Reference(piece):
            return numbers[piece]
        case tuple():
            return pydyf.Array([_written(one, numbers) for one in value])
    return _dictionary({key: _written(one, numbers) for key, one in value.items()})


# The engine's objects ----------------------------------------------------------------------------


def _streams(pdf: Any) -> Iterator[Any]:
    yield from (one for one in pdf.objects if isinstance(getattr(one, "stream", None), list))


def _compress(pdf: Any) -> None:
    """Compress every stream once; the engine would twice, the second time to number the file."""
    import pydyf

    for one in _streams(pdf):
        if one.compress:
            plain = b"\n".join(pydyf._to_bytes(item) for item in one.stream)
            one.stream, one.compress = [zlib.compress(plain, LEVEL)], False
            one.extra["Filter"] = "/FlateDecode"


def _is_element(one: Any) -> bool:
    return bool(_type(one) == "/StructElem")


def _type(one: Any) -> Any:
    return one.get("Type") if isinstance(one, dict) else None


def _kind(kid: Any, pdf: Any) -> Any:
    if not isinstance(kid, bytes):
        return None
    one = pdf.objects[_number(kid)]
    return one.get("S") if isinstance(one, dict) else None


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _dictionary(values: dict[str, Any]) -> Any:
    import pydyf

    return pydyf.Dictionary(values)


def _string(text: str) -> Any:
    import pydyf

    return pydyf.String(text)
