"""What is said while work goes on: to a person, to a pipe, to nobody."""

from __future__ import annotations

import io
import os
import pty
import re
import time

import pytest

from edition import terminal
from edition.terminal import Terminal


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "_PATIENCE", 0.1)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def on_a_screen(seconds: float, *, quiet: bool = False) -> str:
    """Return what a screen was sent during a step of ``seconds``."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as screen:
        with Terminal(io.StringIO(), screen, quiet).step("Laying out"):
            time.sleep(seconds)
        screen.write("|")
        screen.flush()
        shown = os.read(ours, 4000).decode()
    os.close(ours)
    return shown


def test_a_screen_counts_the_seconds_and_is_wiped_clean() -> None:
    shown = on_a_screen(0.35)
    assert re.match(r"\rLaying out, \d+ s ", shown)
    assert shown.endswith(" \r|")


def test_a_short_step_is_not_worth_a_word() -> None:
    assert on_a_screen(0) == "|"


def test_quiet_is_quiet() -> None:
    assert on_a_screen(0.3, quiet=True) == "|"


def test_a_pipe_gets_plain_lines() -> None:
    err = io.StringIO()
    with Terminal(io.StringIO(), err).step("Laying out"):
        time.sleep(0.15)
    assert err.getvalue().startswith("Laying out: 0.")
    assert "\r" not in err.getvalue() and "\x1b" not in err.getvalue()


def test_a_step_that_fails_is_wiped_as_well() -> None:
    with pytest.raises(ZeroDivisionError), Terminal(io.StringIO(), io.StringIO()).step("x"):
        raise ZeroDivisionError


def test_colour_is_for_screens_and_for_those_who_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as screen:
        assert Terminal(screen, io.StringIO()).colour
        monkeypatch.setenv("NO_COLOR", "1")
        assert not Terminal(screen, io.StringIO()).colour
        monkeypatch.delenv("NO_COLOR")
        monkeypatch.setenv("TERM", "dumb")
        assert not Terminal(screen, io.StringIO()).colour
    os.close(ours)
    assert not Terminal(io.StringIO(), io.StringIO()).colour


def test_a_terminal_that_knows_few_letters_gets_what_it_can_show() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    Terminal(out, io.StringIO()).say("naïve – café\n")
    assert raw.getvalue() == b"na?ve ? caf?\n"
