"""HTML from outside as a tree: its encoding found out, its size and depth bounded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import webencodings
from lxml import etree

from .found import UnreadableError

LARGEST_FILE = 200_000_000
"""Bytes of a saved page with the pictures packed into it."""

LARGEST_TEXT = 12_000_000
"""Characters of a page without what is packed into it."""

DEEPEST = 600
"""Elements in one another; no page that anybody made has as many."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""")
_META = re.compile(rb"<meta[^>]{0,400}>", re.IGNORECASE)
_PACKED = re.compile(
    rb"""data:([\w/+.-]{0,60})(?:;[\w=.-]{1,60}){0,3};base64,([A-Za-z0-9+/=\s%]*)""", re.IGNORECASE
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CYRILLIC = re.compile("[а-яё]{3}")


@dataclass(frozen=True, slots=True)
class PackedData:
    """Where in a file something packed into an address stands: the base64 text, from and to."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a tree. Addresses ``packed:3`` in it stand for ``packed[3]``."""

    root: etree._Element
    packed: tuple[PackedData, ...]
    encoding: str


def read_page(data: bytes, *, name: str, encoding: str | None = None) -> Page:
    """Return the tree of ``data``; ``encoding`` is what came with it from outside, if anything.

    Raises:
        UnreadableError: it is too large, nested too deep, or no HTML.
    """
    if len(data) > LARGEST_FILE:
        raise UnreadableError(
            f"{name} has {len(data) // 1_000_000} MB, which is more than a page.",
            hint="Save the page again, or copy the text out of it.",
        )
    lean, packed = _unpacked(data)
    if len(lean) > LARGEST_TEXT:
        raise UnreadableError(
            f"{name} has {len(lean) // 1_000_000} MB of text, which is no single page.",
            hint=f"{LARGEST_TEXT // 1_000_000} MB is the most. Save the article alone.",
        )
    text, used = decoded(lean, encoding)
    return Page(read_tree(text, name=name), packed, used)


def read_tree(text: str, *, name: str) -> etree._Element:
    """Return the tree of the HTML ``text``, comments left out.

    Raises:
        UnreadableError: it is nested too deep, or no HTML.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    clean = _CONTROLS.sub("", text)
    try:
        root = etree.fromstring(clean.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{name} cannot be read as a web page.") from error
    fatal = any(one.level_name == "FATAL" for one in parser.error_log)
    if fatal or (root is not None and _is_deep(root)):
        raise UnreadableError(
            f"{name} is nested deeper than any real page and was not read.",
            hint="It is damaged, or made to do harm. Copy the text out of it instead.",
        )
    if root is None:
        raise UnreadableError(f"{name} has nothing in it.")
    return root


def _is_deep(root: etree._Element) -> bool:
    """Say whether elements stand in one another more than ``DEEPEST`` levels deep."""
    level = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        if level > DEEPEST:
            return True
    return False


def decoded(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of ``data`` and the name of the encoding that made sense of it.

    Byte-order mark, what came from outside, what the page says, UTF-8, and what is likely for
    the bytes: in that order, as browsers do. What the page says is not believed against its bytes.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    for label in (encoding, _declared(data)):
        known = webencodings.lookup(label) if label else None
        if known is None:
            continue
        name = known.codec_info.name
        if name.startswith("utf-16"):  # Written down in ASCII it cannot be true.
            name = "utf-8"
        try:
            return data.decode(name), name
        except UnicodeDecodeError as error:
            if name == "utf-8" and error.start > len(data) // 2 and len(data) - error.start < 4:
                return data.decode(name, "replace"), name  # Cut off in the last letter.
            wrong = data.decode(name, "replace").count("\ufffd")
            if wrong < 3 and wrong * 2000 < len(data):
                return data.decode(name, "replace"), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _likely(data)


def _declared(data: bytes) -> str | None:
    head = data[:65_536]
    if found := _XML_ENCODING.match(head):
        return found[1].decode("ascii", "replace")
    for meta in _META.finditer(head):
        if found := _CHARSET.search(meta[0]):
            return found[1].decode("ascii", "replace")
    return None


def _likely(data: bytes) -> tuple[str, str]:
    """Return the text in the old encoding whose letters make words of it."""
    cyrillic = data.decode("cp1251", "replace")
    western = data.decode("cp1252", "replace")
    letters = sum(1 for byte in data if byte >= 0xC0)
    if letters > 20 and letters < 2 * 3 * len(_CYRILLIC.findall(cyrillic)):
        return cyrillic, "cp1251"
    return western, "cp1252"


def _unpacked(data: bytes) -> tuple[bytes, tuple[PackedData, ...]]:
    """Take what is packed into addresses out of ``data``, and say where it stands."""
    if b"base64," not in data:
        return data, ()
    found: list[PackedData] = []
    pieces: list[bytes] = []
    position = 0
    for one in _PACKED.finditer(data):
        if one.end(2) - one.start(2) < 200:
            continue
        pieces += (data[position : one.start()], b"packed:%d" % len(found))
        found.append(PackedData(one.start(2), one.end(2)))
        position = one.end()
    pieces.append(data[position:])
    return b"".join(pieces), tuple(found)
