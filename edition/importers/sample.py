"""A file or folder somebody wants imported, as far as it must be seen to tell what it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HEAD = 65_536
"""Bytes of a file that are looked at to tell what it is."""


@dataclass(frozen=True, slots=True)
class Sample:
    """``name`` is how messages call it; ``head`` its first bytes, none of a folder."""

    path: Path
    name: str
    head: bytes
    folder: bool = False

    @property
    def suffix(self) -> str:
        """The ending of its name in small letters: ``.html``."""
        return self.path.suffix.lower()
