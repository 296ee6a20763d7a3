"""Work that goes on in a process of its own while the caller does something else."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
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
