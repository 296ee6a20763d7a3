"""What the judgement of a page hangs on, as one name: its content, and what of the file it draws.

Names of objects do not count, what they hold does: a page is the same page in another file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pikepdf

from .letterforms import has_letterforms
from .opened import OpenedFile, OpenedPage, inherited
from .values import StreamError, get, identity, is_stream, items
from .walk import contents

_NAME = re.compile(rb"/([^\0\t\n\f\r ()<>\[\]{}/%]+)")
_DEEPEST = 60
_MOST = 20_000
"""Items of one list or dictionary; no page of ours has as many."""
_ELSEWHERE = frozenset(("/Parent", "/Contents", "/Resources"))
"""What of a page is looked at by itself, or is not its own."""
_PROGRAM = frozenset(("/FontFile2", "/W", "/ToUnicode", "/CIDSet"))
"""What of a font hangs on all its letters."""


class _UnfitError(Exception):
    """There is no name for a page; it has to be judged."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The name of a page, and the fonts it can choose, in an order that hangs on nothing else."""

    name: str
    fonts: tuple[Any, ...]


_Known = tuple[bytes, tuple[Any, ...]]


class Fingerprints:
    """Finds names for the pages of ``file``; what several of them draw on is looked at once."""

    def __init__(self, file: OpenedFile) -> None:
        self._known: dict[tuple[int, int], _Known] = {}
        self._open: set[tuple[int, int]] = set()
        self._layers = file.root.get("/OCProperties")

    def of(self, page: OpenedPage) -> Fingerprint | None:
        """Return what ``page`` hangs on, ``None`` when that cannot be said."""
        try:
            return self._of(page)
        except (_UnfitError, StreamError, pikepdf.PdfError, RuntimeError, ValueError, TypeError):
            return None

    def _of(self, page: OpenedPage) -> Fingerprint:
        data = contents(page.written)
        whole, fonts = sha256(sha256(data).digest()), list[Any]()
        boxes = (page.number, page.media, page.crop, page.bleed, page.trim, page.art)
        whole.update(repr((*boxes, page.turn, page.unit, page.wrong)).encode())
        for one in items(get(page.written, "/Contents")):
            whole.update(bytes(one.get("/Filter", pikepdf.Array()).unparse()))
        for key in sorted(set(page.written.keys()) - _ELSEWHERE):
            self._add(key, page.written[key], whole, fonts)
        self._add("/Annots", inherited(page.written, "/Annots"), whole, fonts)
        self._add("/OCProperties", self._layers, whole, fonts)
        for key, one in _drawn_on(inherited(page.written, "/Resources"), data):
            self._add(key, one, whole, fonts)
        unlike = {identity(one): one for one in fonts}
        return Fingerprint(whole.hexdigest(), tuple(unlike.values()))

    def _add(self, key: str, value: Any, whole: Any, fonts: list[Any]) -> None:
        digest, found = self._digest(value, 0)
        whole.update(key.encode("utf-8", "surrogateescape") + b"\0" + digest)
        fonts += found

    def _digest(self, value: Any, depth: int) -> _Known:
        if depth > _DEEPEST:
            raise _UnfitError
        if not isinstance(value, pikepdf.Object):
            return repr(value).encode(), ()
        key = identity(value)
        if key in self._known:
            return self._known[key]
        if key in self._open:
            return b"again", ()
        if key == (0, 0):
            return self._looked_into(value, depth)
        self._open.add(key)
        found = self._looked_into(value, depth)
        self._open.discard(key)
        self._known[key] = found
        return found

    def _looked_into(self, value: Any, depth: int) -> _Known:
        fonts: list[Any] = []
        if isinstance(value, pikepdf.Array):
            if len(value) > _MOST:
                raise _UnfitError
            parts: list[bytes] = []
            for one in value:
                digest, found = self._digest(one, depth + 1)
                parts.append(digest)
                fonts += found
            return sha256(repr(parts).encode()).digest(), tuple(fonts)
        if not isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
            return bytes(value.unparse()), ()
        left_out = frozenset[str]()
        if value.get("/Type") == pikepdf.Name.Font:
            fonts.append(value)
            left_out = _PROGRAM if has_letterforms(value) else left_out
        return self._entries(value, left_out, fonts, depth), tuple(fonts)

    def _entries(self, value: Any, left_out: frozenset[str], fonts: list[Any], depth: int) -> bytes:
        whole = sha256(b"stream" if is_stream(value) else b"dictionary")
        keys = sorted(value.keys())
        if len(keys) > _MOST:
            raise _UnfitError
        for key in keys:
            if key in left_out or key in ("/Parent", "/P", "/Length"):
                continue
            one = value[key]
            if left_out and key == "/DescendantFonts":
                digest = b"".join(self._entries(each, left_out, [], depth + 1) for each in one)
            elif left_out and key == "/FontDescriptor":
                digest = self._entries(one, left_out, [], depth + 1)
            else:
                digest, found = self._digest(one, depth + 1)
                fonts += found
            whole.update(key.encode("utf-8", "surrogateescape") + b"\0" + digest + b"\0")
        if is_stream(value):
            whole.update(sha256(value.read_raw_bytes()).digest())
        return whole.digest()


def _drawn_on(resources: Any, content: bytes) -> Iterator[tuple[str, Any]]:
    """Yield the resources a page's ``content`` names; it may name some that it does not draw."""
    named = set(_NAME.findall(content))
    written = any(b"#" in one for one in named)  # Written otherwise than they are called.
    spread = False
    for category, held in _entries_of(resources):
        for key, one in _entries_of(held):
            plain = key[1:].encode("utf-8", "surrogateescape")
            if written or plain in named or plain.startswith(b"Default"):
                yield f"{category}{key}", one
                form = is_stream(one) and one.get("/Subtype") == pikepdf.Name.Form
                spread |= form and "/Resources" not in one
    if spread:  # A form without resources draws on those of its page.
        yield "all", resources


def _entries_of(value: Any) -> Iterable[tuple[str, Any]]:
    if not isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        return ()
    return ((key, value[key]) for key in sorted(value.keys()))
