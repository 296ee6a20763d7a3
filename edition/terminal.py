"""What the command line says, and to whom: results to one stream, all else to the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread
from time import perf_counter
from typing import TextIO

from .progress import Now, unsaid

_PATIENCE = 1.0
"""Seconds before a step is worth mentioning."""

_A_MOMENT = 100_000
"""Bytes that travel before anybody has read how many there are."""

_PLAIN_PAUSE = 10.0
"""Seconds between two lines about the same file where lines cannot be written over."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a command speaks. ``quiet`` keeps everything but results and problems back."""

    out: TextIO
    err: TextIO
    quiet: bool = False

    @property
    def colour(self) -> bool:
        """Whether results may be coloured: somebody looks, and has not said no."""
        dull = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return self.out.isatty() and not dull

    def say(self, text: str) -> None:
        """Put out a result, exactly as it is."""
        _put(self.out, text)

    def remark(self, text: str) -> None:
        """Say something in passing, on a line of its own, unless quiet is wanted."""
        if not self.quiet:
            _put(self.err, f"{text}\n")

    def complain(self, text: str) -> None:
        """Say what went wrong, on a line of its own."""
        _put(self.err, f"{text}\n")

    @contextmanager
    def step(self, name: str) -> Iterator[Now]:
        """Show that ``name`` is under way: a line that counts seconds, or one plain line.

        The line also says what is being done now, when somebody tells.
        """
        if self.quiet:
            yield unsaid
        elif self.err.isatty() and os.environ.get("TERM") != "dumb":
            with _ticking(self.err, name) as now:
                yield now
        else:
            start = perf_counter()
            yield unsaid
            if perf_counter() - start > _PATIENCE:
                self.remark(f"{name}: {perf_counter() - start:.1f} s")

    @contextmanager
    def meter(self) -> Iterator[Meter]:
        """Show how far something has come that takes long."""
        meter = Meter(self)
        try:
            yield meter
        finally:
            meter.wipe()


class Meter:
    """A line that says how far something has come, or a plain line now and then."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._live = terminal.err.isatty() and os.environ.get("TERM") != "dumb"
        self._pause = 0.2 if self._live else _PLAIN_PAUSE
        self._last = perf_counter()
        self._width = 0

    def show(self, name: str, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` bytes of ``name`` are there."""
        if total < _A_MOMENT:
            return
        share = 100 * done // max(total, 1)
        self._line(f"{name}: {done / 1e6:.1f} of {total / 1e6:.1f} MB, {share} %")

    def _line(self, line: str) -> None:
        now = perf_counter()
        if self._terminal.quiet or now - self._last < self._pause:
            return
        self._last = now
        if not self._live:
            self._terminal.remark(line)
            return
        _put(self._terminal.err, f"\r{line:{self._width}}")
        self._width = max(self._width, len(line))

    def count(self, name: str, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` things are done."""
        self._line(f"{name}: {done:,} of {total:,}")

    def wipe(self) -> None:
        """Take the line away, so that something else can be said."""
        if self._width:
            _put(self._terminal.err, f"\r{' ' * self._width}\r")
            self._width = 0


def standard(*, quiet: bool = False) -> Terminal:
    """Return the terminal this process was started from."""
    return Terminal(sys.stdout, sys.stderr, quiet)


@contextmanager
def _ticking(stream: TextIO, name: str) -> Iterator[Now]:
    over = Event()
    start = perf_counter()
    said, width = name, 0

    def now(what: str) -> None:
        nonlocal said
        said = f"{name}: {what}"

    def tick() -> None:
        nonlocal width
        while not over.wait(_PATIENCE):
            with suppress(OSError):
                line = f"{said}, {perf_counter() - start:.0f} s "
                _put(stream, f"\r{line:{width}}")
                width = max(width, len(line))

    ticker = Thread(target=tick, daemon=True, name="ticker")
    ticker.start()
    try:
        yield now
    finally:
        over.set()
        ticker.join()
        if width:
            _put(stream, f"\r{' ' * width}\r")


def _put(stream: TextIO, text: str) -> None:
    with suppress(ValueError):  # A closed stream has nobody behind it.
        try:
            stream.write(text)
        except UnicodeEncodeError:  # A terminal that knows fewer letters than we do.
            encoding = stream.encoding or "ascii"
            stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
