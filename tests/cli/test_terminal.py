"""What is said while work goes on: to a person, to a pipe, to nobody."""

from __future__ import annotations

import io
import os
import pty
import re
import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import pytest

from edition import terminal
from edition.terminal import Terminal


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "_PATIENCE", 0.1)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


@contextmanager
def a_screen() -> Iterator[tuple[TextIO, int]]:
    """Give a screen to write on, and the descriptor that reads what it was sent."""
    ours, theirs = pty.openpty()
    try:
        with os.fdopen(theirs, "w", encoding="utf-8") as screen:
            yield screen, ours
    finally:
        os.close(ours)


def read_up_to(end: str, descriptor: int) -> str:
    """Read until ``end`` has come: a terminal hands over what it has, not what was written."""
    shown = ""
    while not shown.endswith(end):
        ready, _, _ = select.select([descriptor], [], [], 30)
        assert ready, f"the screen fell silent after {shown!r}"
        shown += os.read(descriptor, 1).decode()
    return shown


def test_a_screen_counts_the_seconds_and_is_wiped_clean() -> None:
    with a_screen() as (screen, descriptor):
        with Terminal(io.StringIO(), screen).step("Laying out"):
            counted = read_up_to(" s ", descriptor)
        screen.write("|")
        screen.flush()
        wiped = read_up_to("|", descriptor)
    assert re.fullmatch(r"\rLaying out, \d+ s ", counted)
    _, blank, last = wiped.rsplit("\r", 2)
    assert last == "|"
    assert blank.isspace() and len(blank) >= len(counted.strip())


def test_a_screen_says_what_is_being_done_in_a_long_step() -> None:
    with a_screen() as (screen, descriptor):
        with Terminal(io.StringIO(), screen).step("Laying out") as now:
            now("measuring stories of an issue")
            first = read_up_to(" s ", descriptor)
            now("drawing")
            second = read_up_to(" s ", descriptor)
            padded = read_up_to("\r", descriptor)
        screen.write("|")
        screen.flush()
        wiped = padded + read_up_to("|", descriptor)
    assert re.fullmatch(r"\rLaying out: measuring stories of an issue, \d+ s ", first)
    assert re.fullmatch(r"\rLaying out: drawing, \d+ s ", second)
    assert len(second.strip() + padded) > len(first.strip()), "nothing of the longer line is left"
    *_, blank, last = wiped.rsplit("\r", 2)
    assert last == "|" and blank.isspace() and len(blank) >= len(first.strip())


def test_a_short_step_is_not_worth_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "_PATIENCE", 60.0)
    with a_screen() as (screen, descriptor):
        with Terminal(io.StringIO(), screen).step("Laying out"):
            pass
        screen.write("|")
        screen.flush()
        assert read_up_to("|", descriptor) == "|"


def test_quiet_is_quiet() -> None:
    with a_screen() as (screen, descriptor):
        with Terminal(io.StringIO(), screen, quiet=True).step("Laying out"):
            time.sleep(0.3)
        screen.write("|")
        screen.flush()
        assert read_up_to("|", descriptor) == "|"


def test_a_pipe_gets_plain_lines() -> None:
    err = io.StringIO()
    with Terminal(io.StringIO(), err).step("Laying out"):
        time.sleep(0.15)
    assert re.fullmatch(r"Laying out: \d+\.\d s\n", err.getvalue())


def test_a_step_that_fails_is_wiped_as_well() -> None:
    with pytest.raises(ZeroDivisionError), Terminal(io.StringIO(), io.StringIO()).step("x"):
        raise ZeroDivisionError


def test_colour_is_for_screens_and_for_those_who_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_screen() as (screen, _):
        assert Terminal(screen, io.StringIO()).colour
        monkeypatch.setenv("NO_COLOR", "1")
        assert not Terminal(screen, io.StringIO()).colour
        monkeypatch.delenv("NO_COLOR")
        monkeypatch.setenv("TERM", "dumb")
        assert not Terminal(screen, io.StringIO()).colour
    assert not Terminal(io.StringIO(), io.StringIO()).colour


def test_a_terminal_that_knows_few_letters_gets_what_it_can_show() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    Terminal(out, io.StringIO()).say("naïve – café\n")
    assert raw.getvalue() == b"na?ve ? caf?\n"
