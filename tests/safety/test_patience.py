"""Work without end is broken off, wherever it is done, and all other work is let be."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
import time

import pytest

from edition.errors import EngineError
from edition.patience import OverdoneError, lookout, patience
from edition.pdf import engine


def forever() -> None:
    while True:
        sum(range(1_000))


HUNGRY = """
import time
from edition.patience import OverdoneError, patience
held = []
try:
    with patience(seconds=20, megabytes=100):
        while len(held) < 390:
            held.append(b"x" * 1_000_000)
            time.sleep(0.02)
except OverdoneError as error:
    print(error)
"""


def test_what_takes_too_long_is_broken_off() -> None:
    with (
        pytest.raises(OverdoneError, match="not done after 0 seconds"),
        patience(seconds=0.3, megabytes=1_000),
    ):
        forever()


def test_what_takes_too_much_memory_is_broken_off() -> None:
    """In a process of its own: this one may have held more before, and only more would count."""
    done = subprocess.run(
        [sys.executable, "-c", HUNGRY], capture_output=True, text=True, check=True
    )
    assert done.stdout == "more than 100 MB of memory\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux refuses memory")
def test_one_step_that_asks_for_too_much_is_refused() -> None:
    with pytest.raises(MemoryError), patience(seconds=20, megabytes=100):
        _ = b"x" * 10_000_000_000
    assert len(b"x" * 300_000_000) == 300_000_000, "afterwards there is room again"


def test_an_engine_that_takes_the_error_for_one_of_its_own_is_told_again() -> None:
    with pytest.raises(OverdoneError), patience(seconds=0.2, megabytes=1_000):
        try:
            forever()
        except OverdoneError:
            forever()


def test_waiting_is_not_working() -> None:
    with patience(seconds=0.3, megabytes=1_000):
        time.sleep(0.8)


def test_what_is_done_in_time_is_left_alone_and_nobody_keeps_watching() -> None:
    before = threading.active_count()
    for _ in range(50):
        with patience(seconds=0.3, megabytes=1_000):
            pass
    until = time.process_time() + 0.6
    while time.process_time() < until:
        sum(range(1_000))
    assert threading.active_count() <= before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells threads apart")
def test_what_others_do_meanwhile_does_not_count() -> None:
    other = threading.Thread(target=lambda: hashlib.pbkdf2_hmac("sha256", b"x", b"y", 3_000_000))
    spent = time.process_time()
    with patience(seconds=0.3, megabytes=1_000):
        other.start()
        other.join()
    assert time.process_time() - spent > 0.4, "else this shows nothing"


def test_one_watch_does_for_all_in_a_lookout_and_each_thing_has_its_own_time() -> None:
    with lookout():
        watching = threading.active_count()
        for _ in range(4):
            with patience(seconds=0.4, megabytes=1_000):
                assert threading.active_count() == watching
                until = time.thread_time() + 0.2
                while time.thread_time() < until:
                    sum(range(1_000))
        for _ in range(2):
            with (
                pytest.raises(OverdoneError, match="0 seconds"),
                patience(seconds=0.2, megabytes=1_000),
            ):
                forever()
        with (
            pytest.raises(OverdoneError, match="0 seconds"),
            patience(seconds=60, megabytes=1_000),
            patience(seconds=0.2, megabytes=1_000),
        ):
            assert threading.active_count() == watching + 1, "one in another"
            forever()
        until = time.process_time() + 0.3
        while time.process_time() < until:
            sum(range(1_000))


def test_it_works_in_any_thread() -> None:
    caught: list[str] = []

    def work() -> None:
        try:
            with patience(seconds=0.2, megabytes=1_000):
                forever()
        except OverdoneError as error:
            caught.append(str(error))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert caught == ["not done after 0 seconds"]


def test_pages_without_end_are_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule in a rule in a rule: every step doubles what the engine has to match."""
    monkeypatch.setattr(engine, "_SECONDS", 2.0)
    monkeypatch.setattr(engine, "_require_fonts", lambda *_: None)
    before = time.process_time()
    with pytest.raises(EngineError, match="comes to no end") as caught:
        engine.lay_out(
            "<p>x",
            "a, p { " * 40 + "color: red" + "}" * 40,
            supplies={},
            identifier="x",
            edition="print",
        )
    assert caught.value.hint and "stylesheet" in caught.value.hint
    assert time.process_time() - before < 20
