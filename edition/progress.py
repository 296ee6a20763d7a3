"""Who wants to know what is under way: a step of a build, and what is being done within it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

Now = Callable[[str], None]
"""Says what is being done from here on, within a step: "drawing pages"."""


class Progress(Protocol):
    """Whoever wants to know which step is under way."""

    def step(self, name: str) -> AbstractContextManager[Now]:
        """Announce the step ``name``; it is over when the context is left."""


def unsaid(_: str) -> None:
    """Tell nobody what is being done."""
