"""A web page saved as one file of many parts (MHTML, RFC 2557): the page and its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from urllib.parse import urljoin

from .found import Found, FoundPicture, UnreadableError
from .html_tree import LARGEST_FILE, read_page
from .packed import PackedPicture, unpacked
from .sample import Sample
from .selection import Selection
from .web_page import SavedBeside, story_of

_HEADERS = re.compile(rb"\A(?:[A-Za-z][\w-]{0,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}", re.ASCII)
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_MOST_PARTS = 3000


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file: where its content stands, how it is packed, what it is called."""

    start: int
    end: int
    headers: Message

    @property
    def packing(self) -> str:
        """The transfer encoding in small letters."""
        return str(self.headers.get("Content-Transfer-Encoding", "")).strip().lower()


def recognises(sample: Sample) -> bool:
    """Say whether ``sample`` is a page saved as MHTML."""
    head = sample.head.lstrip()
    return bool(_HEADERS.match(head)) and bool(_RELATED.search(head[:8000]))


def read(sample: Sample, selection: Selection) -> Found:
    """Return the story of the page in the file.

    Raises:
        UnreadableError: it is too large, or there is no page in it.
    """
    size = sample.path.stat().st_size
    if size > LARGEST_FILE:
        raise UnreadableError(
            f"{sample.name} has {size // 1_000_000} MB, which is more than a page.",
            hint="Save the page again, or copy the text out of it.",
        )
    data = sample.path.read_bytes()
    parts = tuple(_parts(data))
    pages = [one for one in parts if one.headers.get_content_type() in _PAGES]
    if not pages:
        raise UnreadableError(f"There is no web page in {sample.name}.")
    html = unpacked(data[pages[0].start : pages[0].end], pages[0].packing)
    page = read_page(html, name=sample.name, encoding=pages[0].headers.get_content_charset())
    address = str(pages[0].headers.get("Content-Location", ""))
    pictures = SavedTogether(sample.path, page.packed, address or None)
    pictures.parts = _by_name(parts, address)
    return story_of(page, sample, selection, pictures)


_PAGES = ("text/html", "application/xhtml+xml")


class SavedTogether(SavedBeside):
    """Finds the pictures that stand in the same file as the page."""

    parts: dict[str, Part]

    def at_hand(self, address: str) -> FoundPicture | None:
        """Return the picture for ``address`` if it is in the file."""
        part = self.parts.get(address) or self.parts.get(urljoin(self.base or "", address))
        if part is None:
            return None
        file = PackedPicture(self.path, part.start, part.end, part.packing)
        return FoundPicture(address, "" if address.startswith("cid:") else address, file)


def _by_name(parts: tuple[Part, ...], base: str) -> dict[str, Part]:
    named: dict[str, Part] = {}
    for one in parts:
        if not one.headers.get_content_type().startswith("image/"):
            continue
        if location := str(one.headers.get("Content-Location", "")).strip():
            named.setdefault(location, one)
            named.setdefault(urljoin(base, location), one)
        if name := str(one.headers.get("Content-ID", "")).strip(" <>"):
            named.setdefault(f"cid:{name}", one)
    return named


def _parts(data: bytes) -> Iterator[Part]:
    """Yield the parts of a message, those of messages inside it as well."""
    parser = BytesHeaderParser()
    waiting = [(0, len(data))]
    count = 0
    while waiting and count < _MOST_PARTS:
        start, end = waiting.pop(0)
        body, after = _body(data, start, end)
        headers = parser.parsebytes(data[start:body])
        count += 1
        bound = headers.get_boundary()
        if headers.get_content_maintype() != "multipart" or not bound:
            yield Part(body, after, headers)
            continue
        mark = b"--" + bound.encode("ascii", "replace")
        cuts = [body - 1] if data.startswith(mark, body) else []
        place = data.find(b"\n" + mark, body, end)
        while place >= 0 and len(cuts) <= _MOST_PARTS:
            cuts.append(place)
            place = data.find(b"\n" + mark, place + len(mark), end)
        for one, following in zip(cuts, [*cuts[1:], end], strict=True):
            begin = data.find(b"\n", one + 1, following)
            if begin >= 0 and not data.startswith(b"--", one + 1 + len(mark)):
                waiting.append((begin + 1, following))


def _body(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Return where the content of a part begins and ends."""
    found = re.compile(rb"\r?\n\r?\n").search(data, start, min(end, start + 65_536))
    return (found.end() if found else end), end
