"""What a back-end hands over: a finished file in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Target = Literal["epub", "print", "replica"]

TARGETS: tuple[Target, ...] = ("epub", "print", "replica")


@dataclass(frozen=True, slots=True)
class Output:
    """One finished file: its name in the delivery folder and its bytes."""

    target: Target
    name: str
    media_type: str
    data: bytes
