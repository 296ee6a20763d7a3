"""A name for what judges files here: what was found before counts while it is the same."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from ..versions import code_in, versions

_ENGINES = ("pikepdf", "pypdfium2", "numpy", "pillow", "fonttools")


@cache
def judged_by() -> str:
    """Return what this program and the libraries it judges with are."""
    return f"{sys.version} {versions(_ENGINES)} {code_in(Path(__file__).resolve().parent)}"
