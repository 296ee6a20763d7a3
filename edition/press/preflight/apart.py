"""Judges a PDF from anywhere in a process of its own, which may fail without harm."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from ...beside import deaf_to_ctrl_c
from ...press_profile import PressProfile
from . import preflight
from .opened import UnreadableError
from .verdict import Preflight, Purpose

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_SECONDS = 600
"""After which nobody waits any longer; a page takes a tenth of a second."""
_GIGABYTES = 6
"""Of address space, of which far less is filled."""
_WIDE = 460


@dataclass(frozen=True, slots=True)
class Apart:
    """What came back. ``pictures`` are the pages as JPEG, when they were asked for."""

    preflight: Preflight
    pictures: tuple[bytes, ...] = ()


def judged_apart(data: bytes, profile: PressProfile, *, purpose: Purpose, pictures: bool) -> Apart:
    """Judge ``data`` where nothing it does can break anything.

    Raises:
        UnreadableError: it cannot be judged, or did its worst.
    """
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    work = context.Process(
        target=_work, args=(there, data, profile, purpose, pictures), daemon=True
    )
    with deaf_to_ctrl_c():
        work.start()
    there.close()
    try:
        answer = here.recv() if here.poll(_SECONDS) else None
    except (EOFError, OSError):
        answer = None
    finally:
        here.close()
        work.kill()
        work.join()
    match answer:
        case Apart():
            return answer
        case (str() as message, hint):
            raise UnreadableError(message, hint=hint)
    raise UnreadableError(
        "This PDF brings down the programs that read it, or keeps them busy for ever.",
        hint="Write it anew with the program it was made in; do not open it elsewhere.",
    )


def _work(
    far: Connection, data: bytes, profile: PressProfile, purpose: Purpose, pictures: bool
) -> None:
    with suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound()
    try:
        found = preflight(data, profile, purpose=purpose)
        shown: tuple[bytes, ...] = ()
        if pictures:
            from .page_pictures import page_pictures

            shown = page_pictures(data, wide=_WIDE)
        far.send(Apart(found, shown))
    except UnreadableError as problem:
        far.send((problem.message, problem.hint))
    except MemoryError:
        far.send(("This PDF takes more memory than any page for a press.", None))
    finally:
        far.close()


def _bound() -> None:
    """Have the system refuse this process more than a PDF may take."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, _GIGABYTES << 30),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))
