"""Reads the content of a page: its operators with what they are given, and where each stands.

Three times as fast as asking the library for every operand, because lines and curves, most of
what a page is made of, are taken over in runs.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

_NUMBER = rb"[-+]?+(?:\d++\.?+\d*+|\.\d++)"
_DELIMITED = rb"(?=[\0\t\n\f\r ()<>\[\]{}/%]|\Z)"
_SKIP = re.compile(rb"(?:[\0\t\n\f\r ]++|%[^\r\n]*+)*+")
_RUN = re.compile(rb"(?:[-+.0-9\0\t\n\f\r ]*+(?:[mlcvyh]|re)(?=[\0\t\n\f\r ])[\0\t\n\f\r ]*+)++")
_TOKEN = re.compile(
    rb"(?:[\0\t\n\f\r ]++|%[^\r\n]*+)*+(?:(?P<number>"
    + _NUMBER
    + rb")"
    + _DELIMITED
    + rb"|/(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]*+)"
    rb"|\((?P<string>(?:[^()\\]|\\.)*+)\)"
    rb"|<(?P<hex>[0-9A-Fa-f\0\t\n\f\r ]*+)>"
    rb"|\[(?P<flat>(?:<[0-9A-Fa-f]*+>|[-+.0-9 \n\r]++)*+)\]"
    rb"|(?P<mark><<|>>|\[|\]|\(|[{}<>)])"
    rb"|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]++))",
    re.DOTALL,
)
_SIMPLE = re.compile(
    rb"(?:(?:" + _NUMBER + rb"|/[^\0\t\n\v\f\r ()<>\[\]{}/%#]*+)[\t\n\r ]++){0,64}+"
    rb"(?!BI)[A-Za-z'\"*][A-Za-z0-9'\"*]*+" + _DELIMITED
)
_SHOWN = re.compile(
    rb"\[((?:<(?:[0-9A-Fa-f][0-9A-Fa-f])*+>|[-+.0-9 \n\r]++)*+)\][\t\n\r ]*+TJ" + _DELIMITED
)
_BETWEEN = re.compile(rb"^[^<]*+<|>[^<>]*+(?:<|$)")
_STRINGS = re.compile(rb"<[^>]*+>")
_FLAT = re.compile(rb"<([0-9A-Fa-f]*)>|([-+.0-9]+)")
_ESCAPED_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_DEEPEST = 40
_MOST_OPERANDS = 100_000


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


class Instruction(NamedTuple):
    """One operator. ``start`` and ``end`` are where it stands, its operands included.

    Of a run of lines and curves the operator is ``"path"`` and the operand its bytes; of a
    picture in the content it is ``"BI"``, the operands its dictionary and its data.
    """

    operator: str
    operands: list[Any]
    start: int
    end: int


class ScanError(Exception):
    """The content is not what content may be; its text says why."""


_WORDS = {b"true": True, b"false": False, b"null": None}


def scan(data: bytes) -> Iterator[Instruction]:
    """Yield the instructions of a content stream.

    Raises:
        ScanError: it is nested too deep, or an operator has more operands than any takes.
    """
    position, length = 0, len(data)
    operands: list[Any] = []
    start = -1
    while True:
        at = _SKIP.match(data, position)
        position = at.end() if at else position
        if position >= length:
            return
        if not operands:
            start = position
            run = _RUN.match(data, position)
            if run:
                position = run.end()
                yield Instruction("path", [run.group()], start, position)
                continue
            quick = _SIMPLE.match(data, position)
            if quick:
                *words, word = quick.group().split()
                if word not in _WORDS:
                    operands = [
                        Name(one[1:].decode("utf-8", "surrogateescape"))
                        if one[0] == 0x2F
                        else float(one)
                        for one in words
                    ]
                    position = quick.end()
                    yield Instruction(word.decode("latin-1"), operands, start, position)
                    operands = []
                    continue
            elif (line := _SHOWN.match(data, position)) is not None:
                position = line.end()
                yield Instruction("TJ", [_line(line.group(1))], start, position)
                continue
        found = _TOKEN.match(data, position)
        if found is None:  # nothing can be made of it; nor can a printer
            position += 1
            continue
        if found.lastgroup == "word" and (word := found.group("word")) not in _WORDS:
            position = found.end()
            if word == b"BI":
                entries, pixels, position = _picture(data, position)
                yield Instruction("BI", [entries, pixels], start, position)
            else:
                yield Instruction(word.decode("latin-1"), operands, start, position)
            operands = []
            continue
        value, position = _value(data, found, 0)
        operands.append(value)
        if len(operands) > _MOST_OPERANDS:
            raise ScanError("an operator with more operands than any takes")


def _value(data: bytes, found: re.Match[bytes], depth: int) -> tuple[Any, int]:
    match found.lastgroup:
        case "number":
            return float(found.group("number")), found.end()
        case "name":
            return _name(found.group("name")), found.end()
        case "flat":
            return _flat(found.group("flat")), found.end()
        case "string":
            return _unescaped(found.group("string")), found.end()
        case "hex":
            digits = re.sub(rb"\s|\0", b"", found.group("hex"))
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()), found.end()
        case "word":
            return _WORDS.get(found.group("word")), found.end()
        case _:
            return _compound(data, found, depth)


def _line(raw: bytes) -> list[Any]:
    """Return what a line of text shows as one string, and all it is pulled by as one number."""
    try:
        pulled = sum(map(float, _STRINGS.sub(b" ", raw).split()))
    except ValueError:
        return _flat(raw)
    return [bytes.fromhex(_BETWEEN.sub(b"", raw).decode()) if b"<" in raw else b"", pulled]


def _flat(raw: bytes) -> list[Any]:
    """Return an array of numbers and strings in hexadecimal, most of what lines of text are."""
    items: list[Any] = []
    for digits, number in _FLAT.findall(raw):
        if number:
            try:
                items.append(float(number))
            except ValueError:
                continue
        else:
            items.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
    return items


def _compound(data: bytes, found: re.Match[bytes], depth: int) -> tuple[Any, int]:
    if depth > _DEEPEST:
        raise ScanError("operands nested too deep")
    match found.group("mark"):
        case b"[":
            return _until(data, found.end(), b"]", depth)
        case b"<<":
            items, position = _until(data, found.end(), b">>", depth)
            pairs = zip(items[::2], items[1::2], strict=False)
            return {key: value for key, value in pairs if isinstance(key, Name)}, position
        case b"(":
            return _nested_string(data, found.end())
        case _:
            return None, found.end()


def _until(data: bytes, position: int, closing: bytes, depth: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    while True:
        at = _SKIP.match(data, position)
        position = at.end() if at else position
        found = _TOKEN.match(data, position)
        if found is None or found.group("mark") == closing:
            return items, found.end() if found else len(data)
        value, position = _value(data, found, depth + 1)
        items.append(value)
        if len(items) > _MOST_OPERANDS:
            raise ScanError("an array of more items than any has")


def _name(raw: bytes) -> Name:
    if b"#" in raw:
        raw = _ESCAPED_NAME.sub(lambda one: bytes([int(one.group(1), 16)]), raw)
    return Name(raw.decode("utf-8", "surrogateescape"))


def _unescaped(raw: bytes) -> bytes:
    return _ESCAPE.sub(_escape, raw) if b"\\" in raw else raw


def _escape(found: re.Match[bytes]) -> bytes:
    if found.group(1):
        return bytes([int(found.group(1), 8) & 255])
    said = found.group(2)
    return b"" if said in (b"\n", b"\r", b"\r\n") else _ESCAPES.get(said, said)


def _nested_string(data: bytes, position: int) -> tuple[bytes, int]:
    """Read on in a string with brackets in it, whose opening bracket stands before ``position``."""
    depth, start = 1, position
    for found in re.compile(rb"\\.|[()]", re.DOTALL).finditer(data, position):
        mark = found.group()
        depth += 1 if mark == b"(" else -1 if mark == b")" else 0
        if depth == 0:
            return _unescaped(data[start : found.start()]), found.end()
    return _unescaped(data[start:]), len(data)


# Pictures in the content -------------------------------------------------------------------------

_FULL = {
    "BPC": "BitsPerComponent", "CS": "ColorSpace", "D": "Decode", "DP": "DecodeParms",
    "F": "Filter", "H": "Height", "IM": "ImageMask", "I": "Interpolate", "W": "Width",
    "L": "Length",
}  # fmt: skip
_SPACES = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_FILTERS = {
    "AHx": "ASCIIHexDecode", "A85": "ASCII85Decode", "LZW": "LZWDecode", "Fl": "FlateDecode",
    "RL": "RunLengthDecode", "CCF": "CCITTFaxDecode", "DCT": "DCTDecode",
}  # fmt: skip
_END = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|\Z)")
_BINARY = re.compile(rb"[^\t\n\f\r -~\0]")


def _picture(data: bytes, position: int) -> tuple[dict[str, Any], bytes, int]:
    """Read a picture in the content: its dictionary in full words, its data, where it ends."""
    items: list[Any] = []
    while True:
        at = _SKIP.match(data, position)
        position = at.end() if at else position
        found = _TOKEN.match(data, position)
        if found is None:
            return {}, b"", len(data)
        if found.lastgroup == "word" and found.group("word") not in _WORDS:
            position = found.end() + 1  # "ID" and one white space
            break
        value, position = _value(data, found, 0)
        items.append(value)
    pairs = zip(items[::2], items[1::2], strict=False)
    entries = {_FULL.get(str(key), str(key)): value for key, value in pairs}
    entries = {key: _full(key, value) for key, value in entries.items()}
    end = _end_of_pixels(data, position, _raw_length(entries))
    return entries, data[position : end[0]], end[1]


def _full(key: str, value: Any) -> Any:
    short = {"ColorSpace": _SPACES, "Filter": _FILTERS}.get(key)
    if short is None:
        return value
    if isinstance(value, list):
        return [Name(short.get(one, one)) if isinstance(one, Name) else one for one in value]
    return Name(short.get(value, value)) if isinstance(value, Name) else value


def _raw_length(entries: dict[str, Any]) -> int:
    """Return how many bytes the pixels take when nothing packs them, 0 when something does."""
    if entries.get("Filter"):
        return 0
    parts = {"DeviceRGB": 3, "DeviceCMYK": 4}.get(str(entries.get("ColorSpace")), 1)
    bits = 1 if entries.get("ImageMask") else _number(entries.get("BitsPerComponent"), 8)
    row = (int(_number(entries.get("Width"), 0)) * parts * int(bits) + 7) // 8
    return row * int(_number(entries.get("Height"), 0))


def _number(value: Any, otherwise: float) -> float:
    return value if isinstance(value, float) and 0 <= value < 1e6 else otherwise


def _end_of_pixels(data: bytes, position: int, least: int) -> tuple[int, int]:
    """Return where the pixels end, and where the word EI after them does.

    Pixels may look like the word by chance; what follows it for real is plain text.
    """
    search = min(position + max(least - 1, 0), len(data))
    while True:
        found = _END.search(data, search)
        if found is None:
            return len(data), len(data)
        if not _BINARY.search(data, found.end(), found.end() + 20):
            return found.start(), found.end()
        search = found.end()


Corners = tuple[tuple[float, float], ...]

_LONG = 200
_AS_SPACES = bytes.maketrans(b"mlcvyh\0", b"       ")
_TAKES = {b"m": 2, b"l": 2, b"c": 6, b"v": 4, b"y": 4, b"re": 4, b"h": 0}


@dataclass(frozen=True, slots=True)
class Run:
    """A run of lines and curves.

    ``extent`` is the upright rectangle around all its points, those that bend curves
    included, before any matrix. ``quads`` are its closed shapes of four corners, and
    ``only_quads`` says whether there is nothing else in it.
    """

    extent: tuple[float, float, float, float]
    quads: tuple[Corners, ...]
    only_quads: bool


def path(run: bytes) -> Run | None:
    """Take a run of lines and curves apart; ``None`` when nothing can be made of it."""
    if len(run) > _LONG and b"re" not in run:
        return _long(run)
    points: list[tuple[float, float]] = []
    quads: list[Corners] = []
    opened: list[tuple[float, float]] = []
    others = False
    numbers: list[float] = []
    for token in run.translate(_AS_SPACE).split():
        if token[-1] < 0x3A:  # a digit or a full stop
            try:
                numbers.append(float(token))
            except ValueError:
                return None
            continue
        if len(numbers) != _TAKES[token]:
            return None
        if token == b"re":
            x, y, wide, high = numbers
            quad = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))
            points += quad
            quads.append(quad)
        elif token in (b"m", b"l"):
            if token == b"m":
                others |= _closed(opened, quads)
                opened = []
            opened.append((numbers[0], numbers[1]))
            points.append((numbers[0], numbers[1]))
        elif token != b"h":
            others = True
            points += zip(numbers[::2], numbers[1::2], strict=True)
        numbers = []
    others |= _closed(opened, quads)
    if not points:
        return None
    xs, ys = [one[0] for one in points], [one[1] for one in points]
    return Run((min(xs), min(ys), max(xs), max(ys)), tuple(quads), bool(quads) and not others)


_AS_SPACE = bytes.maketrans(b"\0", b" ")


def _long(run: bytes) -> Run | None:
    """Take a run apart that is a drawing, of which only its extent matters."""
    import numpy

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            numbers = numpy.fromstring(run.translate(_AS_SPACES), sep=" ")
    except (ValueError, Warning):
        return None
    if len(numbers) % 2 or not len(numbers):
        return None
    xs, ys = numbers[::2], numbers[1::2]
    extent = (float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))
    return Run(extent, (), False)


def _closed(points: list[tuple[float, float]], quads: list[Corners]) -> bool:
    """Note the shape of ``points`` if it has four corners; return whether it is another one."""
    if len(points) == 5 and points[0] == points[4]:
        points = points[:4]
    if len(points) == 4:
        quads.append(tuple(points))
        return False
    return len(points) > 1
