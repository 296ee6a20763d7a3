"""Parses SVG files nobody here wrote: no entities, no network, no end of depth or size."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

SVG = "http://www.w3.org/2000/svg"

MAX_BYTES = 10_000_000
MAX_ELEMENTS = 50_000
MAX_DEPTH = 100

_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[(.*?)\]\s*)?>", re.DOTALL)
_ENTITY = re.compile(r"""<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = frozenset(
    ("utf-8", "utf8", "us-ascii", "iso-8859-1", "iso-8859-15", "latin1", "windows-1252")
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class DrawingError(Exception):
    """A drawing that is refused; the text ends "The picture X …".

    ``greedy`` tells a drawing that asks for too much from one that cannot be read.
    """

    def __init__(self, reason: str, *, greedy: bool = False) -> None:
        super().__init__(reason)
        self.greedy = greedy


def looks_like_svg(data: bytes) -> bool:
    """Return whether ``data`` begins as a drawing does, whatever its file is called."""
    encoding = "utf-16" if data[:2] in _UTF16 else "latin-1"
    head = data[:4096].decode(encoding, errors="replace").lower()
    return re.search(r"<(?:[a-z]{1,20}:)?svg[\s>]", head) is not None and "<html" not in head


def parse(data: bytes) -> etree._Element:
    """Return the root of a drawing, comments and instructions left out. Raises: DrawingError."""
    if len(data) > MAX_BYTES:
        raise DrawingError(f"has {len(data) // 1_000_000} MB of drawing code", greedy=True)
    text = _text(data)
    root = _tree(text)
    if root.tag == "svg":  # written by hand for a web page, where the namespace is not asked for
        root = _tree(text.replace("<svg", f'<svg xmlns="{SVG}"', 1))
    if root.tag != f"{{{SVG}}}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise DrawingError("is not an SVG drawing")
    for number, depth in enumerate(_depths(root), start=1):
        if number > MAX_ELEMENTS:
            raise DrawingError(f"has more than {MAX_ELEMENTS:,} elements", greedy=True)
        if depth > MAX_DEPTH:
            raise DrawingError(f"is nested more than {MAX_DEPTH} deep", greedy=True)
    return root


def _tree(text: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        deep = "depth" in str(problem).lower()
        reason = "is nested too deep" if deep else "is not a whole SVG drawing"
        raise DrawingError(reason, greedy=deep) from None


def _text(data: bytes) -> str:
    """Decode a drawing and write out its own entities, so that no parser has to.

    Illustrator declares namespaces as entities; entities that nest or reach outside are refused.
    """
    text = _DECLARATION.sub("", _decoded(data), count=1)
    start = text.find("<!DOCTYPE")
    doctype = _DOCTYPE.match(text, start) if start >= 0 else None
    if doctype is None:
        return text
    inside = doctype[1] or ""
    entities: dict[str, str] = {name: one or other for name, one, other in _ENTITY.findall(inside)}
    if len(entities) != inside.count("<!ENTITY") or any("&" in v for v in entities.values()):
        raise DrawingError("nests entities or fetches them from elsewhere", greedy=True)
    text = text[: doctype.start()] + text[doctype.end() :]
    if not entities:
        return text
    room = MAX_BYTES - len(text)

    def written_out(found: re.Match[str]) -> str:
        nonlocal room
        room -= len(entities[found[1]])
        if room < 0:
            raise DrawingError("swells beyond measure by its entities", greedy=True)
        return entities[found[1]]

    return re.sub(f"&({'|'.join(map(re.escape, entities))});", written_out, text)


def _decoded(data: bytes) -> str:
    try:
        if data[:2] in _UTF16:
            return data.decode("utf-16")
        data = data.removeprefix(b"\xef\xbb\xbf")
        found = _ENCODING.match(data[:200])
        encoding = found[1].decode("ascii").lower() if found else "utf-8"
        if encoding not in _ENCODINGS:  # some of the rarer ones can hide a declaration
            raise DrawingError(f"is written in an encoding drawings do not use ({encoding})")
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise DrawingError("is not a text file, as an SVG drawing has to be") from None


def _depths(root: etree._Element) -> Iterator[int]:
    """Yield the depth of every element, from 1."""
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        yield depth
        waiting += ((child, depth + 1) for child in element)
