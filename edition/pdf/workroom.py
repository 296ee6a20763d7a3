"""Where the print engine works: on a deep stack, in measured time, and listened to."""

from __future__ import annotations

import ctypes
import gc
import logging
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from ..errors import EngineError
from ..patience import OverdoneError, held, patience

_STACK = 256 * 1024 * 1024
_DEPTH = 20_000
_SWEEP = 200_000
"""Things made and not let go of, after which garbage is looked for."""

_ARENA_MAX = -8
"""What the number of heaps is called in malloc.h."""
_SPACIOUS = 270_000_000
"""Bytes a process may hold without anybody minding: those of some thirty pages of a newspaper."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence from the engine's log; ``line`` of the stylesheet, ``None`` if unknown."""

    message: str
    grave: bool
    line: int | None = None


_PLACE = re.compile(r" at (\d+):\d+")


class _Ear(logging.Handler):
    def __init__(self, heard: list[Remark]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        place = _PLACE.search(message)
        line = int(place[1]) if place else None
        self._heard.append(Remark(message, record.levelno >= logging.ERROR, line))


@contextmanager
def listening() -> Iterator[list[Remark]]:
    """Collect what the engine logs; nothing of it reaches the terminal."""
    heard: list[Remark] = []
    logger = logging.getLogger("weasyprint")
    kept, spread, ear = logger.handlers[:], logger.propagate, _Ear(heard)
    logger.handlers[:], logger.propagate = [ear], False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield heard
    finally:
        logger.handlers[:], logger.propagate = kept, spread


def on_a_deep_stack(work: Callable[[], Result], *, seconds: float, megabytes: int) -> Result:
    """Return ``work()``, done where deep nesting cannot exhaust the stack, in measured time.

    Raises:
        EngineError: it took more than ``seconds`` or ``megabytes``.
    """
    answers: list[Result] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            with patience(seconds=seconds, megabytes=megabytes):
                answers.append(work())
        except (OverdoneError, MemoryError) as failure:
            failures.append(_endless(str(failure) or "too much memory"))
        except BaseException as failure:
            failures.append(failure)

    depth, size = sys.getrecursionlimit(), threading.stack_size(_STACK)
    sys.setrecursionlimit(max(depth, _DEPTH))
    try:
        thread = threading.Thread(target=run, name="print engine")
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(depth)
        threading.stack_size(size)
    if failures:
        raise failures[0]
    return answers[0]


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Have Python look for rings of garbage seldom, since nearly all that is made within is kept.

    Styles, boxes and ways to fill a page are millions of small things that live until
    the pages are written; looking through them again and again takes a quarter of the
    time.
    """
    _one_heap()
    usual = gc.get_threshold()
    if usual[0] == _SWEEP:
        yield
        return
    gc.set_threshold(_SWEEP, *usual[1:])
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)


def sweep() -> None:
    """Look for rings of garbage now, when a step is over that leaves many, if memory is short."""
    if held() > _SPACIOUS:
        gc.collect()
        with suppress(OSError, AttributeError):  # Other systems see to that themselves.
            ctypes.CDLL(None).malloc_trim(0)


@cache
def _one_heap() -> None:
    """Have all threads of the process share one heap, where the system would give each its own.

    What one of them has freed stays in its heap: pictures made in two threads take the
    memory of all of them twice.
    """
    with suppress(OSError, AttributeError):  # The GNU library's; others have no such thing.
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def gave_up(reason: Exception) -> EngineError:
    return EngineError(
        f"The print engine gave up on these pages: {type(reason).__name__}, {reason}",
        hint="If it began with a change to a stylesheet of yours, take that change back.",
    )


def _endless(spent: str) -> EngineError:
    return EngineError(
        f"The print engine comes to no end with these pages ({spent}).",
        hint="If it began with a change to a stylesheet or template of yours, take that change "
        "back; look for lengths or numbers that are far too large or too small.",
    )
