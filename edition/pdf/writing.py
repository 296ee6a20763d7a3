"""Writes the engine's objects as a PDF one after the other, and lets go of each when it is written.

The engine puts all of them together a second time to number the file, so that pictures
would be in memory three times over.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any


class Leaving(BytesIO):
    """A file on its way out, with a number made of all that was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self._number = sha256()  # which processors know by heart, as they do not MD5

    def write(self, data: Any) -> int:
        """Write ``data`` to the end."""
        self._number.update(data)
        return super().write(data)

    def numbered(self, pdf: Any, identifier: bytes) -> bytes:
        """Return what was written of ``pdf``, with the number of its issue and its own."""
        import pydyf

        own = self._number.hexdigest()[:32].encode()
        numbers = b" ".join(pydyf.String(one).data for one in (identifier, own))
        self.seek(pdf.xref_position)
        before, opened, after = self.read().partition(b"<<")  # The trailer, or what stands for it.
        self.seek(pdf.xref_position)
        super().write(before + opened + b"/ID [" + numbers + b"]" + after)
        return self.getvalue()


def drained(pdf: Any) -> None:
    """Have every stream of ``pdf`` hold what is in it until it is written, and no longer.

    What is a function in it is called then for what it stands for.
    """
    for one in pdf.objects:
        if isinstance(getattr(one, "stream", None), list):
            one.stream = _once(one.stream)


def _once(parts: list[Any]) -> Iterator[Any]:
    parts.reverse()
    while parts:
        part = parts.pop()
        yield part() if callable(part) else part
