"""Work in a process of its own: the same result, or the same complaint, and no survivors."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

import pytest

from edition.beside import beside


def double(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def fail_there(parent: int) -> str:
    if os.getpid() != parent:
        os._exit(9)
    return "done here"


def complain() -> None:
    raise LookupError("no such thing")


def linger(path: Path) -> None:
    path.write_text(str(os.getpid()))
    time.sleep(600)


@pytest.mark.parametrize("apart", [True, False])
def test_the_result_is_the_same_wherever_it_is_made(apart: bool) -> None:
    with beside(partial(double, 21), apart=apart) as result:
        number, process = result()
    assert number == 42
    assert (process != os.getpid()) == apart


def test_when_the_other_process_dies_the_work_is_done_here() -> None:
    with beside(partial(fail_there, os.getpid()), apart=True) as result:
        assert result() == "done here"


def test_a_complaint_arrives_as_it_was_made() -> None:
    with beside(complain, apart=True) as result, pytest.raises(LookupError, match="no such thing"):
        result()


def test_the_other_process_does_not_outlive_us(tmp_path: Path) -> None:
    path = tmp_path / "pid"
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt), beside(partial(linger, path), apart=True):
        while not path.exists() or not path.read_text():
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert time.monotonic() - start < 300
    assert not Path(f"/proc/{path.read_text()}").exists()
