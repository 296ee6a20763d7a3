"""Has the engine load its system libraries by name, and no compiler asked where they lie."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loaded_by_name() -> Iterator[None]:
    """Import the engine in here.

    It tries each library under six names. On Linux whatever is none a file has is looked for by
    running ldconfig, gcc and ld, fifty times in all, for names that are those of other systems;
    the one that finds it is that of the file, which the system's loader knows by itself.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    before = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = before
