"""Work in a process of its own: the same result, or the same complaint, and no survivors."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from edition.beside import beside


def times(number: int, factor: Callable[[], int]) -> tuple[int, int]:
    return number * factor(), os.getpid()


def fail_there(parent: int, early: bool, word: Callable[[], str]) -> str:
    if os.getpid() != parent:
        if not early:
            word()
        os._exit(9)
    return f"done here, {word()}"


def complain(_: Callable[[], None]) -> None:
    raise LookupError("no such thing")


def linger(path: Path, _: Callable[[], None]) -> None:
    path.write_text(str(os.getpid()))
    time.sleep(600)


@pytest.mark.parametrize("apart", [True, False])
def test_the_result_is_the_same_wherever_it_is_made(apart: bool) -> None:
    with beside(partial(times, 21), apart=apart) as errand:
        errand.tell(2)
        number, process = errand.result()
    assert number == 42
    assert (process != os.getpid()) == apart


@pytest.mark.parametrize("early", [True, False])
def test_when_the_other_process_dies_the_work_is_done_here(early: bool) -> None:
    with beside(partial(fail_there, os.getpid(), early), apart=True) as errand:
        errand.tell("all the same" * 100_000)
        assert errand.result().startswith("done here, all the same")


def test_a_complaint_arrives_as_it_was_made() -> None:
    with beside(complain, apart=True) as errand, pytest.raises(LookupError, match="no such thing"):
        errand.tell(None)
        errand.result()


def test_the_other_process_does_not_outlive_us(tmp_path: Path) -> None:
    path = tmp_path / "pid"
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt), beside(partial(linger, path), apart=True):
        while not path.exists() or not path.read_text():
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert time.monotonic() - start < 300
    assert not Path(f"/proc/{path.read_text()}").exists()
