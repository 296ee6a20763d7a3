"""Pictures that are packed into the page that shows them."""

from __future__ import annotations

import base64
import binascii
import quopri
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes


@dataclass(frozen=True, slots=True)
class PackedPicture:
    """A picture in the file ``path``, from and to these bytes; how it is ``packed``."""

    path: Path
    start: int
    end: int
    packing: str = "base64"

    def read(self) -> bytes:
        """Return the picture's bytes. Raises: OSError."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            return unpacked(file.read(self.end - self.start), self.packing)


def unpacked(data: bytes, packing: str) -> bytes:
    """Return what ``data`` stands for; it may be base64, quoted-printable or itself.

    Raises:
        OSError: it is damaged.
    """
    if packing == "quoted-printable":
        return quopri.decodestring(data)
    if packing != "base64":
        return data
    text = b"".join(unquote_to_bytes(data).split()).rstrip(b"=")
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4))
    except binascii.Error as error:
        raise OSError("it is damaged") from error
