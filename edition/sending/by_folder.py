"""Into a folder: a share of the printer's, or one that something else empties."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import DeliveryError
from .carriers import CHUNK, BrokenOffError, Carrier, Reckoner, Told, no_room, not_allowed

_GONE = {errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.ENOTCONN}
"""What a share says when the net between has gone."""


@contextmanager
def to_folder(folder: Path) -> Iterator[Carrier]:
    """Open ``folder`` for what is to be put into it.

    Raises:
        DeliveryError: there is no such folder.
    """
    if not folder.is_dir():
        raise DeliveryError(
            f"There is no folder {folder}.",
            hint="Is the share connected? Compare folder in publication.toml. None was made.",
        )
    yield _Folder(folder)


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def size(self, name: str) -> int | None:
        path = self._folder / name
        with self._said():
            return path.stat().st_size if path.is_file() else None

    def put(self, name: str, data: bytes, *, start: int, told: Told) -> None:
        with self._said(), (self._folder / name).open("r+b" if start else "wb") as file:
            if start:
                file.seek(start)
                file.truncate()
            for place in range(start, len(data), CHUNK):
                file.write(data[place : place + CHUNK])
                told(min(place + CHUNK, len(data)))
            file.flush()
            os.fsync(file.fileno())

    def digest(self, name: str, told: Told) -> str | None:
        reckoner = Reckoner(told)
        with self._said(), (self._folder / name).open("rb") as file:
            while data := file.read(CHUNK):
                reckoner.take(data)
        return reckoner.digest

    def rename(self, old: str, new: str) -> None:
        with self._said():
            (self._folder / old).replace(self._folder / new)
        with suppress(OSError):
            descriptor = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def remove(self, name: str) -> None:
        with suppress(OSError):
            (self._folder / name).unlink()

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            place = str(self._folder)
            match error.errno:
                case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
                    raise no_room(place) from error
                case errno.EACCES | errno.EPERM | errno.EROFS:
                    raise not_allowed(place, "write") from error
                case number if number in _GONE:
                    raise BrokenOffError(
                        f"the folder is not there any more ({error.strerror})"
                    ) from error
                case _:
                    raise DeliveryError(
                        f"{place} could not be written into: {error.strerror}."
                    ) from error
