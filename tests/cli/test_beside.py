"""Work in a process of its own: the same result, or the same complaint, and no survivors."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest

import edition.beside as beside_module
from edition.beside import Tickets, beside, neighbour


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


# A process that is asked again and again ----------------------------------------------------------


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the idle threads of whoever runs the tests for harmless."""
    names = (thread.name for thread in threading.enumerate())
    monkeypatch.setattr(beside_module, "_HARMLESS", (*beside_module._HARMLESS, *names))


forks = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


@forks
@pytest.mark.usefixtures("alone")
def test_a_neighbour_knows_what_we_know_and_remembers_what_it_did() -> None:
    known = ["before"]

    def answer(word: str) -> tuple[int, list[str]]:
        known.append(word)
        return os.getpid(), known

    with neighbour(answer, apart=True) as found:
        assert found is not None
        found.ask("one" * 100_000)
        found.ask("two")
        first, second = found.answer(), found.answer()
    assert first is not None and second is not None
    assert first[0] == second[0] != os.getpid()
    assert second[1] == ["before", "one" * 100_000, "two"]
    assert known == ["before"]


@forks
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("how", ["fails", "dies"])
def test_a_neighbour_that_is_gone_has_no_answer(how: str) -> None:
    def answer(_: str) -> str:
        if how == "dies":
            os._exit(9)
        raise LookupError

    with neighbour(answer, apart=True) as found:
        assert found is not None
        found.ask("a question")
        assert found.answer() is None
        found.ask("another one" * 100_000)
        assert found.answer() is None


@forks
@pytest.mark.usefixtures("alone")
def test_a_neighbour_does_not_outlive_us(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Not even where something loaded here, as a Java machine is, answers to requests to end."""
    path = tmp_path / "pid"
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    request.addfinalizer(lambda: signal.signal(signal.SIGTERM, before))
    with pytest.raises(KeyboardInterrupt), neighbour(partial(linger, path), apart=True) as found:
        assert found is not None
        found.ask(print)
        while not path.exists() or not path.read_text():
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert not Path(f"/proc/{path.read_text()}").exists()


@forks
@pytest.mark.usefixtures("alone")
def test_of_tickets_each_is_taken_once() -> None:
    tickets = Tickets(400)

    def taken(_: str) -> int:
        return sum(iter(tickets.take, False))

    with neighbour(taken, apart=True) as found:
        assert found is not None
        assert all(tickets.take() for _ in range(100))
        found.ask("how many")
        here, there = taken(""), found.answer()
    assert there is not None
    assert 100 + here + there == 400
    assert not tickets.take()


def test_nobody_is_forked_beside_a_thread_that_may_hold_something() -> None:
    over = Event()
    thread = Thread(target=over.wait)
    thread.start()
    try:
        with neighbour(str, apart=True) as found:
            assert found is None
    finally:
        over.set()
        thread.join()
    with neighbour(str, apart=False) as found:
        assert found is None
