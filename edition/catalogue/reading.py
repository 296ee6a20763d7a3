"""Stories as web pages: taken from the EPUB, whose text has been cleaned and checked already."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from markupsafe import Markup

from ..epub.links import PICTURES, TEXT
from ..epub.package import FOLDER
from ..pictures.containers import DamagedPictureError
from ..pictures.headers import read_header

LARGEST_PAGE = 8_000_000
LARGEST_PICTURE = 100_000_000
"""Bytes; what the EPUB may hold is far below."""

_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.DOTALL)
_FOR_EPUB = re.compile(r'\s(?:epub:type|xml:lang|xmlns(?::\w+)?)="[^"]*"')
_ADDRESS = re.compile(r'\b(href|src)="([^"]*)"')
_STORY = re.compile(r"([^/:#?]+)\.xhtml(#.*)?")
_EMPTY = re.compile(r"<(?!(?:img|br|hr|wbr|col)\b)(\w+)\b([^<>]*?)\s*/>")
_VOID = re.compile(r"\s*/>")
_PICTURE = re.compile(r"<img\b")
_SOURCE = re.compile(rf'src="{PICTURES}([^"]*)"')
_ON_OTHERS = re.compile(r"^(?:https?:|mailto:|#)", re.IGNORECASE)


class Readable:
    """The stories and pictures in one EPUB of ours."""

    def __init__(self, epub: Path, stories: Collection[str], elsewhere: str) -> None:
        """Open ``epub``. ``stories`` have pages; ``elsewhere`` is where other links lead."""
        self._archive = ZipFile(epub)
        self._names = set(self._archive.namelist())
        self._stories = frozenset(stories)
        self._elsewhere = elsewhere
        self._pictures: dict[str, None] = {}
        self._sizes: dict[str, tuple[int, int] | None] = {}

    def close(self) -> None:
        """Close the EPUB."""
        self._archive.close()

    def article(self, anchor: str) -> Markup | None:
        """Return the story called ``anchor`` as HTML; ``None`` when it is not there."""
        page = self._read(f"{FOLDER}/{TEXT}{anchor}.xhtml", LARGEST_PAGE)
        if page is None:
            return None
        text = page.decode("utf-8", "replace")
        found = _ARTICLE.search(text)
        body = found[0] if found else next(iter(_BODY.findall(text)), "")
        html = _VOID.sub(">", _EMPTY.sub(r"<\1\2></\1>", _FOR_EPUB.sub("", body)))
        html = _ADDRESS.sub(self._address, html)
        first, *others = _PICTURE.split(html)
        return Markup("".join((first, *self._sized(others))))

    def pictures(self) -> Iterator[tuple[str, bytes]]:
        """Yield the pictures of the stories asked for so far, by name."""
        for name in sorted(self._pictures):
            data = self._read(f"{FOLDER}/{PICTURES}{name}", LARGEST_PICTURE)
            if data is not None:
                yield name, data

    def _sized(self, pieces: list[str]) -> Iterator[str]:
        """Yield ``pieces``, each after the beginning of a picture, with that beginning.

        A picture says how large it is, so that text does not move when it comes; all but the
        first wait until somebody gets there.
        """
        for number, piece in enumerate(pieces):
            found = _SOURCE.search(piece)
            size = self._size(found[1]) if found else None
            said = f' width="{size[0]}" height="{size[1]}"' if size else ""
            late = ' loading="lazy"' if number else ""
            yield f'<img decoding="async"{said}{late}{piece}'

    def _size(self, name: str) -> tuple[int, int] | None:
        if name not in self._sizes:
            data = self._read(f"{FOLDER}/{PICTURES}{name}", LARGEST_PICTURE)
            try:
                header = read_header(data) if data is not None else None
            except DamagedPictureError:
                header = None
            self._sizes[name] = header.upright if header else None
        return self._sizes[name]

    def _read(self, name: str, most: int) -> bytes | None:
        if name not in self._names or self._archive.getinfo(name).file_size > most:
            return None
        return self._archive.read(name)

    def _address(self, found: re.Match[str]) -> str:
        kind, address = found.groups()
        if kind == "src":
            name = address.rsplit("/", 1)[-1]
            self._pictures[name] = None
            return f'src="{PICTURES}{name}"'
        if _ON_OTHERS.match(address):
            return found[0]
        story = _STORY.fullmatch(address)
        if story is not None and story[1] in self._stories:
            return f'href="{story[1]}.html{story[2] or ""}"'
        return f'href="{self._elsewhere}"'


def opened(epub: Path, stories: Collection[str], elsewhere: str) -> Readable | None:
    """Return ``epub`` to be read; ``None`` when it cannot be."""
    try:
        return Readable(epub, stories, elsewhere)
    except (BadZipFile, OSError):
        return None
