"""Runs a command and says what it cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds of wall time and processor time, megabytes at the peak.

    The peak is the largest single process of the run.
    """

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Contender:
    """A command to be measured; ``prepare`` is run before each round, uncounted."""

    name: str
    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    prepare: Callable[[], None] | None = None
    endings: tuple[int, ...] = (0, 1)
    """The exit codes that count; 1 is built with warnings, 3 a proof of what has errors."""


def run(contender: Contender) -> Cost:
    """Return what one run of ``contender`` cost.

    Raises:
        RuntimeError: the command failed; its last words are in the message.
    """
    if contender.prepare:
        contender.prepare()
    environment = {**os.environ, **contender.environment}
    words = contender.folder / "bench.log"
    with words.open("wb") as log:
        began = time.perf_counter()
        child = subprocess.Popen(
            contender.command, cwd=contender.folder, env=environment, stdout=log, stderr=log
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in contender.endings:
        last = words.read_text("utf-8", "replace")[-600:]
        raise RuntimeError(f"{contender.name} failed ({child.returncode}): {last}")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Cost(wall, usage.ru_utime + usage.ru_stime, kilobytes / 1024)


def side_by_side(contenders: Sequence[Contender], rounds: int) -> dict[str, Cost]:
    """Return the median cost of each contender; they take turns, so noise falls on all alike."""
    costs: dict[str, list[Cost]] = {one.name: [] for one in contenders}
    for one in contenders:
        run(one)  # Fills what it keeps between runs, and the system's cache of files.
    for number in range(rounds):
        order = contenders if number % 2 == 0 else tuple(reversed(contenders))
        for one in order:
            costs[one.name].append(run(one))
            print(f"  {one.name}: {costs[one.name][-1].wall:.2f} s", file=sys.stderr)  # noqa: T201
    return {
        name: Cost(
            statistics.median(cost.wall for cost in taken),
            statistics.median(cost.cpu for cost in taken),
            max(cost.peak for cost in taken),
        )
        for name, taken in costs.items()
    }
