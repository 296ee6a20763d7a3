"""The records of what was sent: lines of JSON that are on the disk before the work goes on."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import DeliveryError

FOLDER = "sent"
"""The publication's folder of records."""

Record = Mapping[str, Any]

_IGNORED = "# Hashes of readers' addresses: they stay on this machine.\nreaders-*.jsonl\n"


def printer_records(publication: Path) -> Path:
    """Return the file that says what the printers have been sent."""
    return publication / FOLDER / "printer.jsonl"


def reader_records(publication: Path, issue: str) -> Path:
    """Return the file that says which readers have been sent the ``issue`` of that date."""
    return publication / FOLDER / f"readers-{issue}.jsonl"


def read_records(path: Path) -> tuple[Record, ...]:
    """Return the records in ``path``, oldest first; a line cut off by a crash does not count.

    Raises:
        DeliveryError: the file is there and cannot be read.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise DeliveryError(
            f"{path} cannot be read: {error.strerror}. Nothing was sent."
        ) from error
    *whole, _cut_off = lines
    return tuple(_record(path, number, line) for number, line in enumerate(whole, 1) if line)


def _record(path: Path, number: int, line: bytes) -> Record:
    try:
        record = json.loads(line)
    except ValueError:
        record = None
    if not isinstance(record, dict):
        raise DeliveryError(
            f"{path}:{number}: this line of the record of what was sent is damaged. "
            "Nothing was sent.",
            hint="Bring the file back from a copy. Without that line, something might be sent "
            "twice.",
        )
    return record


class Book:
    """A file of records that is open for more, to us alone."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, record: Record) -> None:
        """Add ``record``; it is on the disk when this returns.

        Raises:
            DeliveryError: it is not.
        """
        line = json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        try:
            self._file.write(line)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _unwritten(Path(self._file.name), error) from error


@contextmanager
def opened(path: Path, *, secret: bool = False) -> Iterator[Book]:
    """Open the records in ``path``; nobody else may read them when ``secret``.

    Raises:
        DeliveryError: they cannot be written, or another window is at it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ignored = path.parent / ".gitignore"
        if not ignored.exists():
            ignored.write_text(_IGNORED, "utf-8")
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600 if secret else 0o666)
    except OSError as error:
        raise _unwritten(path, error) from error
    with os.fdopen(descriptor, "r+b") as file:
        if not _ours_alone(descriptor):
            raise DeliveryError(
                "edition is sending this already, in another window. Nothing was sent from here.",
                hint="Wait until it is done there.",
            )
        data = file.read()
        whole = data.rfind(b"\n") + 1
        file.seek(whole)
        if whole < len(data):
            file.truncate()  # A line that a crash cut off says nothing.
        yield Book(file)


def _ours_alone(descriptor: int) -> bool:
    if sys.platform == "win32":  # Files are not locked like this there: we take the risk.
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # A network folder without locks.
        return True
    return True


def _unwritten(path: Path, error: OSError) -> DeliveryError:
    return DeliveryError(
        f"What is sent must be written down in {path}, and it cannot be: {error.strerror}.",
        hint="Make room on the disk, or ask whoever owns that folder. Then send again.",
    )
