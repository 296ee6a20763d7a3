"""Has the engine loaded in less time: its libraries by name, and without what is seldom used."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

_SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")
"""What the engine makes fonts smaller with where HarfBuzz cannot; half of what it loads."""


@contextmanager
def sooner() -> Iterator[None]:
    """Import the engine in here."""
    with _by_name(), _later(*_SELDOM):
        yield


@contextmanager
def _by_name() -> Iterator[None]:
    """Have no compiler asked where libraries lie.

    The engine tries each under six names. On Linux whatever is none a file has is looked for by
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


@contextmanager
def _later(*modules: str) -> Iterator[None]:
    """Have functions of these ``modules`` that are imported load them when they are called."""
    put_off = {name: _PutOff(name) for name in modules if name not in sys.modules}
    sys.modules.update(put_off)
    try:
        yield
    finally:
        for name, one in put_off.items():
            if sys.modules.get(name) is one:
                del sys.modules[name]


class _PutOff(ModuleType):
    """Stands for a module; whatever is asked of it is taken for something to be called."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*values: object, **named: object) -> object:
            found: object = getattr(import_module(self.__name__), name)(*values, **named)
            return found

        return called
