"""Pictures that are packed into the page that shows them."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes


@dataclass(frozen=True, slots=True)
class PackedPicture:
    """The base64 text of a picture in the file ``path``, from and to these bytes."""

    path: Path
    start: int
    end: int

    def read(self) -> bytes:
        """Return the picture's bytes. Raises: OSError."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            text = unquote_to_bytes(file.read(self.end - self.start))
        try:
            return base64.b64decode(b"".join(text.split()) + b"==", validate=False)
        except binascii.Error as error:
            raise OSError("the picture is damaged") from error
