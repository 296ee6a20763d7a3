"""Work that goes on in a process of its own while the caller does something else."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")


@contextmanager
def beside(task: Callable[[], Result], *, apart: bool) -> Iterator[Callable[[], Result]]:
    """Start ``task`` at once in another process, and give a function that waits for its result.

    When ``apart`` is false, or the other process fails for any reason, that
    function runs the task here: the result is the same, and what goes wrong is
    raised where the caller can see it. ``task`` must be something pickle can
    carry. The process does not outlive the context.
    """
    if not apart:
        yield task
        return
    from multiprocessing import get_context

    # A fresh process, not a fork: the caller may have threads.
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, task), daemon=True)

    def result() -> Result:
        try:
            value: Result = receiver.recv()
        except (EOFError, OSError):
            return task()
        return value

    try:
        with _deaf_to_ctrl_c():
            process.start()
        sender.close()
        yield result
    finally:
        receiver.close()
        process.terminate()
        process.join()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Have a process that is started now never hear Ctrl-C, which is its parent's to answer.

    It inherits what is blocked, so that not even its start can be broken off with
    a traceback; what reaches the parent meanwhile, the parent hears afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(sender: Connection, task: Callable[[], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(Exception):
        sender.send(task())
