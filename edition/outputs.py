"""What a back-end hands over: a finished file in memory."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

Target = Literal["epub", "print", "replica"]

TARGETS: tuple[Target, ...] = ("epub", "print", "replica")


@dataclass(frozen=True, slots=True)
class Output:
    """One finished file: its name in the delivery folder and its bytes.

    ``sha256`` is worked out here, unless it is known: once for everybody who writes it down.
    """

    target: Target
    name: str
    media_type: str
    data: bytes
    sha256: str = ""

    def __post_init__(self) -> None:
        """Give the file its digest."""
        if not self.sha256:
            object.__setattr__(self, "sha256", sha256(self.data).hexdigest())
