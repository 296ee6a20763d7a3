"""What every way to a printer must be able to do, and what can go wrong on it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Protocol, assert_never

from ..errors import DeliveryError
from ..outlets import DropBox

CHUNK = 1 << 20
"""Bytes that travel between two looks at how far we are."""

PATIENCE = 30.0
"""Seconds a server may be silent."""

Told = Callable[[int], None]
"""Is told how many bytes of a file are there."""


class BrokenOffError(Exception):
    """The way broke off; it may well be there again in a moment. Its words are a reason."""


class Carrier(Protocol):
    """An open way into one printer's folder. Names are those of files in it.

    Everything raises ``BrokenOffError`` when the connection goes, and ``DeliveryError`` when the
    server says no and will say so again.
    """

    def size(self, name: str) -> int | None:
        """Return how many bytes ``name`` has; ``None`` when it is not there or not shown."""
        ...

    def put(self, name: str, data: bytes, *, start: int, told: Told) -> None:
        """Write ``data`` from the byte ``start`` on into ``name``, which has those before it."""
        ...

    def digest(self, name: str, told: Told) -> str | None:
        """Return the SHA-256 of what lies there; ``None`` when it may not be read."""
        ...

    def rename(self, old: str, new: str) -> None:
        """Give a file the name ``new``, in place of any file of that name."""
        ...

    def remove(self, name: str) -> None:
        """Delete ``name``, if it is there and may be deleted."""
        ...


Way = Callable[[], AbstractContextManager[Carrier]]
"""Opens the way; called again when it broke off."""


def place_of(box: DropBox) -> str:
    """Return the folder of ``box`` as people write it, without any password."""
    match box.way:
        case "sftp" | "ftps":
            usual = 22 if box.way == "sftp" else 21
            port = "" if box.port == usual else f":{box.port}"
            folder = "" if box.folder in ("", ".") else box.folder.lstrip("/")
            return f"{box.way}://{box.user}@{box.server}{port}/{folder}"
        case "webdav":
            port = "" if box.port == 443 else f":{box.port}"
            return f"https://{box.server}{port}/{box.folder.strip('/.')}"
        case "folder":
            return box.folder
        case _:
            assert_never(box.way)


class Reckoner:
    """Adds up the SHA-256 of what is read back, and says how far that is."""

    def __init__(self, told: Told) -> None:
        self._sum = sha256()
        self._read = 0
        self._told = told

    def take(self, data: bytes) -> None:
        self._sum.update(data)
        self._read += len(data)
        self._told(self._read)

    @property
    def digest(self) -> str:
        return self._sum.hexdigest()


def no_room(place: str) -> DeliveryError:
    """Return what to say when the disk on the other side is full."""
    return DeliveryError(
        f"There is no room left in {place}.",
        hint="Ring the printer: their disk, or your share of it, is full. Then send again.",
    )


def not_allowed(place: str, what: str) -> DeliveryError:
    """Return what to say when ``what`` is not allowed in ``place``."""
    return DeliveryError(
        f"The server does not let us {what} in {place}.",
        hint="Compare folder in publication.toml with the printer's letter, or ring them.",
    )


def no_such_folder(place: str) -> DeliveryError:
    """Return what to say when there is no such folder."""
    return DeliveryError(
        f"There is no folder {place}.",
        hint="Compare folder in publication.toml with the printer's letter. None was made: "
        "files in a folder nobody looks into are not delivered.",
    )
