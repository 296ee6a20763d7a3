"""What a publication offers its readers online: where, and on which terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Offered = Literal["epub", "replica", "print"]

EVERY = -1
"""A number of issues that stands for all of them."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An issue that is taken back: the one of ``issue``, on the day ``day``.

    ``reason`` is what readers are told; ``None`` says nothing more.
    """

    issue: date
    day: date
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """How the catalogue of a publication is made.

    ``address`` is where it will stand on the web, ``None`` when the publication does not
    say. The newest ``for_subscribers`` issues (``EVERY`` for all) are shown, but their files
    are not in the catalogue: ``subscribe`` is where readers get them.
    """

    address: str | None = None
    editions: tuple[Offered, ...] = ("epub", "replica")
    reading_pages: bool = False
    for_subscribers: int = 0
    subscribe: str | None = None
    withdrawn: tuple[Withdrawal, ...] = ()
