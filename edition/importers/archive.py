"""ZIP archives, as Word's files are inside: read within bounds, never unpacked to disk."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .found import LARGEST_PICTURE, UnreadableError

MOST_MEMBERS = 20_000
LARGEST_TEXT = 60_000_000
"""Bytes of a member that is read as text."""
LARGEST_ARCHIVE = 4_000_000_000
"""Bytes of all members unpacked; archives of whole issues with photographs are smaller."""
STEEPEST = 300
"""How many times larger a member of a megabyte or more may be than it is packed."""

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive as a list of its members. It is opened anew for each one that is read."""

    path: Path
    name: str
    members: frozenset[str]

    def has(self, member: str) -> bool:
        """Say whether there is a member of this name."""
        return member in self.members

    def text(self, member: str) -> bytes:
        """Return a member that is text.

        Raises:
            UnreadableError: it is not there, damaged or too large.
        """
        return self._read(member, LARGEST_TEXT)

    def xml(self, member: str) -> bytes:
        """Return a member that is XML and declares nothing.

        Neither Word's nor LibreOffice's files have a document type (ISO/IEC 29500-2, 8.1.4); one
        that has is made to do harm.

        Raises:
            UnreadableError: it is not there, damaged, too large, or declares entities.
        """
        data = self.text(member)
        if _DOCTYPE.search(data[:100_000]):
            raise UnreadableError(
                f"{self.name} declares entities of its own, which no such file does.",
                hint="It is damaged, or made to do harm. Ask for the text in another form.",
            )
        return data

    def _read(self, member: str, most: int) -> bytes:
        try:
            with zipfile.ZipFile(self.path) as opened, opened.open(member) as file:
                data = file.read(most + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise UnreadableError(
                f"{self.name} is damaged: {member} in it cannot be read.",
                hint="Open it where it was made, save it again, and import that.",
            ) from error
        except RuntimeError as error:  # how zipfile says that a password is wanted
            raise UnreadableError(
                f"{self.name} is locked with a password.",
                hint="Open it where it was made and save it without one.",
            ) from error
        if len(data) > most:
            raise UnreadableError(
                f"{self.name} unpacks to far more than such a file holds and was not read.",
                hint="It is damaged, or made to do harm. Ask for the text in another form.",
            )
        return data


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A picture in an archive."""

    archive: Archive
    member: str

    def read(self) -> bytes:
        """Return the picture's bytes."""
        try:
            return self.archive._read(self.member, LARGEST_PICTURE)
        except UnreadableError as error:
            raise OSError(error.message) from error


def open_archive(path: Path, *, name: str) -> Archive:
    """Return the archive at ``path``, which messages call ``name``.

    Raises:
        UnreadableError: it is none, damaged, or would unpack beyond measure.
    """
    with _listed(path, name) as opened:
        members = opened.infolist()
        total = sum(one.file_size for one in members)
        steep = any(
            one.file_size > 1_000_000 and one.file_size > STEEPEST * max(1, one.compress_size)
            for one in members
        )
        if len(members) > MOST_MEMBERS or total > LARGEST_ARCHIVE or steep:
            raise UnreadableError(
                f"{name} unpacks to far more than such a file holds and was not read.",
                hint="It is damaged, or made to do harm. Ask for the text in another form.",
            )
        return Archive(path, name, frozenset(one.filename for one in members))


def is_archive(head: bytes) -> bool:
    """Say whether a file that begins with ``head`` is a ZIP archive."""
    return head.startswith(b"PK\x03\x04")


@contextmanager
def _listed(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as opened:
            yield opened
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise UnreadableError(
            f"{name} is damaged: it is cut off, or no file of this kind at all.",
            hint="Copy it again from where it came from.",
        ) from error
