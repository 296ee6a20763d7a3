"""How a command ends: with a number for machines, and never with a traceback."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from . import __version__
from .errors import EditionError
from .report.text import clean
from .terminal import Terminal

CLEAN = 0
WARNINGS = 1
ERRORS = 3
UNEXPECTED = 70
INTERRUPTED = 130


def ended(action: Callable[[], int], terminal: Terminal) -> int:
    """Run ``action`` and return the exit code, having said why when it is a bad one."""
    try:
        return action()
    except EditionError as error:
        where = f"{clean(str(error.origin))}: " if error.origin else ""
        terminal.complain(f"{where}{clean(error.message)}")
        if error.hint:
            terminal.complain(f"    {clean(error.hint)}")
        return error.exit_code
    except KeyboardInterrupt:
        terminal.complain("Stopped. Nothing was left half-written.")
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        name = type(error).__name__
        terminal.complain(f"Sorry, edition came upon something it was not made for ({name}).")
        terminal.complain(f"Please report it, and send along {_save_details()}")
        return UNEXPECTED


def _save_details() -> str:
    """Write down what a programmer needs to know and return where it is."""
    now = datetime.now().astimezone()
    details = (
        f"edition {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"{now.isoformat(timespec='seconds')}\n{' '.join(sys.argv)}\n\n{traceback.format_exc()}"
    )
    for folder in _log_folders():
        path = folder / f"edition-{now:%Y%m%d-%H%M%S}.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(details, "utf-8", errors="backslashreplace")
        except OSError:
            continue
        return str(path)
    return f"these lines:\n{details}"


def _log_folders() -> tuple[Path, ...]:
    from platformdirs import user_log_path

    return user_log_path("edition", appauthor=False), Path(tempfile.gettempdir())
