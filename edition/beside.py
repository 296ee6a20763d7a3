"""Work that goes on in a process of its own while the caller does something else."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from threading import enumerate as enumerate_threads
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Told = TypeVar("Told")
Result = TypeVar("Result")


class Errand(Generic[Told, Result]):
    """A task under way, which has to be told one thing more before it can be done."""

    def __init__(
        self, task: Callable[[Callable[[], Told]], Result], far: Connection | None = None
    ) -> None:
        self._task, self._far = task, far

    def tell(self, told: Told) -> None:
        """Say what the task will ask for; once, and before ``result``."""
        self._told = told
        if self._far is not None:
            with suppress(OSError):  # Whoever is not there to hear it, has no result either.
                self._far.send(told)

    def result(self) -> Result:
        """Return what comes of the task, when it is done."""
        if self._far is not None:
            with suppress(EOFError, OSError):
                value: Result = self._far.recv()
                return value
        return self._task(lambda: self._told)


@contextmanager
def beside(
    task: Callable[[Callable[[], Told]], Result], *, apart: bool
) -> Iterator[Errand[Told, Result]]:
    """Start ``task`` at once in another process; its result can be waited for.

    The task is given a function that waits for what it is told. When ``apart`` is
    false, or the other process fails for any reason, the task is done here when its
    result is asked for: that is the same, and what goes wrong is raised where the
    caller can see it. ``task`` and what it is told must be something pickle can
    carry. The process does not outlive the context.
    """
    if not apart:
        yield Errand(task)
        return
    from multiprocessing import get_context

    # A fresh process, not a fork: the caller may have threads.
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there, task), daemon=True)
    # In a thread: the task is not handed over before the other process has loaded what it is for.
    start = Thread(target=_start, args=(process, there), name="beside")
    start.start()
    try:
        yield Errand(task, here)
    finally:
        here.close()
        start.join()
        if process.pid is not None:
            process.terminate()
            process.join()


def _start(process: BaseProcess, there: Connection) -> None:
    """Start ``process``; whoever waits at the other end of ``there`` hears when it cannot be."""
    try:
        with deaf_to_ctrl_c(), suppress(OSError):
            process.start()
    finally:
        there.close()


@contextmanager
def deaf_to_ctrl_c() -> Iterator[None]:
    """Have a process that is started now never hear Ctrl-C, which is its parent's to answer.

    It inherits what is blocked, so that not even its start can be broken off with
    a traceback; what reaches the parent meanwhile, the parent hears afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    # The first process started brings this one along, and starting it unblocks the signal again.
    ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(far: Connection, task: Callable[[Callable[[], object]], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(Exception):
        far.send(task(far.recv))


# A process that is asked again and again ----------------------------------------------------------

Question = TypeVar("Question")
Answer = TypeVar("Answer")
_HARMLESS = ("MainThread", "ticker", "patience")
"""Threads that hold nothing which a process forked beside them would wait for."""
_START = 2.0
"""Seconds a process is waited for that is just being started."""


class Neighbour(Generic[Question, Answer]):
    """A process like this one as it was when it was forked, which answers questions in order."""

    def __init__(self, far: Connection) -> None:
        self._far = far

    def ask(self, question: Question) -> None:
        """Put a question; its answer is waited for later."""
        with suppress(OSError):  # Whoever is not there to hear it, has no answer either.
            self._far.send(question)

    def has_answered(self) -> bool:
        """Return whether there would be no waiting for the next answer."""
        with suppress(OSError):
            return self._far.poll()
        return True

    def answer(self) -> Answer | None:
        """Return what comes of the next question asked; ``None`` when the process has failed."""
        with suppress(EOFError, OSError):
            value: Answer = self._far.recv()
            return value
        return None


class Tickets:
    """So many pieces of work, each for whoever asks first: this process or one forked from it."""

    def __init__(self, count: int) -> None:
        self._far, near = os.pipe()
        os.write(near, bytes(count))
        os.close(near)

    def take(self) -> bool:
        """Take one; return whether there was one left."""
        return bool(os.read(self._far, 1))

    def __del__(self) -> None:
        os.close(self._far)


@contextmanager
def neighbour(
    answer: Callable[[Question], Answer], *, apart: bool
) -> Iterator[Neighbour[Question, Answer] | None]:
    """Fork a process that knows all this one does and gives the ``answer`` to its questions.

    ``None`` when it is not wanted ``apart``, or where that is not safe: beside other threads, or
    on systems whose libraries do not bear it. Questions and answers must be something pickle can
    carry. What goes wrong there ends the process; it does not outlive the context.
    """
    if not apart or not _may_fork():
        yield None
        return
    from multiprocessing import get_context

    context = get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_answer, args=(here, there, answer), daemon=True)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of the ticker
            process.start()
    except OSError:
        here.close()
        yield None
        return
    finally:
        there.close()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    try:
        yield Neighbour(here)
    finally:
        here.close()
        # It has inherited what this process does when it is asked to end, but not who does it.
        process.kill()
        process.join()


def _may_fork() -> bool:
    if sys.platform != "linux":
        return False
    for thread in enumerate_threads():
        if thread.name == "beside":
            thread.join(_START)
    return all(thread.name in _HARMLESS for thread in enumerate_threads())


def _answer(here: Connection, there: Connection, answer: Callable[[object], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    here.close()  # so that it is heard when the other process ends
    try:
        while True:
            there.send(answer(there.recv()))
    except BaseException:
        os._exit(1)
