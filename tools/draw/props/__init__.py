"""What the scenes need and POV-Ray cannot make itself: reliefs, printed sheets, curled paper.

Each module enters functions that fill the cache folder for one scene.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

PROPS: dict[str, Callable[[Path], None]] = {}


def prop(scene: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Enter the function that fills the cache folder for a scene."""

    def enter(make: Callable[[Path], None]) -> Callable[[Path], None]:
        PROPS[scene] = make
        return make

    return enter
