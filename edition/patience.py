"""Work that is broken off when it takes too long or too much memory.

Templates and styles are a paper's own, and one slip of the keyboard in them (a loop over a
million, a font a kilometre high) keeps an engine busy for ever. What can be foreseen is refused
where it is written; this is for the rest. It needs no signal, which only a main thread may ask
for, and no second process, which could not give a laid-out page back: a thread looks at the clock
and has Python raise an error in the one that works. A single call into a C library is only
broken off after it returned, but those take as long as the text they are given.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

_GLANCE = 0.1
"""Seconds between two looks at the clock."""
_MEGABYTE = 1_000_000
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class OverdoneError(Exception):
    """The work took more than it was given; its text says what of."""


@contextmanager
def patience(*, seconds: float, megabytes: int) -> Iterator[None]:
    """Break off what is done inside after ``seconds`` of processor time or ``megabytes`` more.

    The processor time of this thread, so that neither a busy machine nor pictures that are made
    meanwhile break anything off.

    Raises:
        OverdoneError: it was broken off.
        MemoryError: one single step asked for far more memory than that.
    """
    with lookout() as watch, _room(4 * megabytes):
        task = watch.begin(seconds, megabytes)
        try:
            yield
        except OverdoneError as error:
            error.args = tuple(task.why[:1]) or error.args
            raise
        finally:
            watch.end(task)


@contextmanager
def lookout() -> Iterator[Watch]:
    """Have one watch over all that is done with patience in here, one thing after the other.

    Otherwise each has one of its own, which takes as long as a short page. It is a thread.
    """
    here = getattr(_WATCHES, "here", None)
    if isinstance(here, Watch) and here.is_idle:
        yield here
        return
    watch = Watch()
    looking = threading.Thread(target=watch.look, name="patience", daemon=True)
    looking.start()
    _WATCHES.here = watch
    try:
        yield watch
    finally:
        _WATCHES.here = here
        watch.over.set()


_WATCHES = threading.local()


@dataclass(slots=True)
class _Task:
    """What is done with patience: when it began, with how much memory, and why it must end."""

    seconds: float
    megabytes: int
    began: float
    memory: int
    why: list[str] = field(default_factory=list)

    def is_overdone(self, now: float) -> bool:
        """Note why it is too much by now, if it is."""
        if now - self.began > self.seconds:
            self.why.append(f"not done after {self.seconds:.0f} seconds")
        elif held() - self.memory > self.megabytes * _MEGABYTE:
            self.why.append(f"more than {self.megabytes} MB of memory")
        return bool(self.why)


class Watch:
    """Looks at the clock while this thread works, and breaks off what is overdone."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self._worker, self._clock = threading.get_ident(), _clock()
        self._turn = threading.Lock()
        self._task: _Task | None = None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being done with patience."""
        return self._task is None

    def begin(self, seconds: float, megabytes: int) -> _Task:
        """Watch over what begins now."""
        self._task = task = _Task(seconds, megabytes, self._clock(), held())
        return task

    def end(self, task: _Task) -> None:
        """Leave in peace what comes now."""
        try:
            with self._turn:
                self._task = None
                if task.why:  # Taking back what was never sent slows Python down for good.
                    _interrupt(self._worker, None)
        finally:
            self._task = None

    def look(self) -> None:
        """Look at the clock, again and again, until it is over."""
        pause = _GLANCE
        while not self.over.wait(pause):
            pause = _GLANCE
            with self._turn:
                if self._task is not None and self._task.is_overdone(self._clock()):
                    _interrupt(self._worker, OverdoneError)
                    # An engine may take it for an error of its own and go on: it is told again.
                    pause = 1.0


def _clock() -> Callable[[], float]:
    """Return what tells the processor time of this thread, or of all where threads are not told."""
    if not hasattr(time, "pthread_getcpuclockid"):  # macOS, Windows
        return time.process_time
    clock = time.pthread_getcpuclockid(threading.get_ident())

    def spent() -> float:
        try:
            return time.clock_gettime(clock)
        except OSError:  # The thread has ended.
            return 0.0

    return spent


def _interrupt(thread: int, error: type[Exception] | None) -> None:
    """Have Python raise ``error`` in ``thread`` at its next step; ``None`` takes that back."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), ctypes.py_object(error) if error else None
    )


def held() -> int:
    """Return the bytes this process holds, or the most it ever held; 0 if the system is silent."""
    if sys.platform == "linux":  # Its "most ever" begins with what the parent process held.
        return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


@contextmanager
def _room(megabytes: int) -> Iterator[None]:
    """Have the system refuse a single step that asks for ``megabytes`` more, where it can.

    The watch would only see that memory once it is filled. Address space is not memory yet, and
    other threads take theirs meanwhile, so there has to be room to spare.
    """
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    held = int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE
    most = held + megabytes * _MEGABYTE
    bounds = [one for one in (soft, hard, most) if one != resource.RLIM_INFINITY]
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (min(bounds), hard))
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
