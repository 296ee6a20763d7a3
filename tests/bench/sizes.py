"""Newspapers of 16 to 128 pages built cold: whether time and memory grow as the pages do.

``python -m tests.bench.sizes`` writes generated issues of such sizes into a folder of its own and
prints a table; how many pages one comes to is make-up's to say. "Largest" is the largest process,
"together" all of them at once, looked at ten times a second: what two of them share, as a forked
one does with the other, counts once.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import generated

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "issues" / "2026-03-06"
PROGRAM = Path(sys.executable).parent / "edition"
STORIES, WORDS, PHOTOGRAPHS = 110 / 64, 78_000 / 64, 155 / 64
"""Of each, so many to a page."""


@dataclass(frozen=True, slots=True)
class Size:
    """What building an issue took: seconds, megabytes."""

    pages: int
    cpu: float
    wall: float
    largest: float
    together: float


def main() -> None:
    """Build an issue of each size and print what it took."""
    arguments = argparse.ArgumentParser(prog="python -m tests.bench.sizes", description=__doc__)
    arguments.add_argument("pages", type=int, nargs="*", help="about so many, one issue each")
    arguments.add_argument("--jobs", type=int, help="how much is done at a time")
    chosen = arguments.parse_args()
    sys.stdout.write("| pages | CPU s | a page | wall s | largest MB | together MB |\n")
    sys.stdout.write("|---|---|---|---|---|---|\n")
    for pages in chosen.pages or (16, 32, 64, 128):
        with tempfile.TemporaryDirectory() as name:
            one = built(_issue(Path(name), pages), Path(name), jobs=chosen.jobs)
        sys.stdout.write(
            f"| {one.pages} | {one.cpu:.1f} | {one.cpu / one.pages:.2f} | {one.wall:.1f} "
            f"| {one.largest:.0f} | {one.together:.0f} |\n"
        )
        sys.stdout.flush()


def _issue(folder: Path, pages: int) -> Path:
    return generated.write(
        SAMPLE,
        folder / "paper",
        stories=round(pages * STORIES),
        words=round(pages * WORDS),
        photographs=round(pages * PHOTOGRAPHS),
    )


def built(issue: Path, folder: Path, *, jobs: int | None = None) -> Size:
    """Return what building the print edition of ``issue`` takes, with nothing kept from before."""
    out = folder / "out"
    command = [str(PROGRAM), "build", str(issue), "--only", "print", "--proof", "--quiet"]
    command += ["--out", str(out), *(["--jobs", str(jobs)] if jobs else [])]
    environment = {**os.environ, "EDITION_CACHE": str(folder / "cache")}
    with (folder / "bench.log").open("wb") as log:
        began = time.perf_counter()
        child = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        over, most = threading.Event(), [0.0]
        watch = threading.Thread(target=_watch, args=(child.pid, over, most), daemon=True)
        watch.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        over.set()
        watch.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 3):
        raise RuntimeError((folder / "bench.log").read_text("utf-8", "replace")[-600:])
    largest = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    cpu = usage.ru_utime + usage.ru_stime
    return Size(_pages(out), cpu, wall, largest, max(most[0], largest))


def _pages(out: Path) -> int:
    import pikepdf

    (edition,) = out.rglob("*.pdf")
    with pikepdf.open(edition) as pdf:
        return len(pdf.pages)


def _watch(parent: int, over: threading.Event, most: list[float]) -> None:
    while not over.wait(0.1):
        held = sum(map(_held, (parent, *_below(parent))))
        most[0] = max(most[0], held / (1 << 20))


def _below(parent: int) -> Iterator[int]:
    """Yield the processes that ``parent`` started, and theirs; none where that is not told."""
    started: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        started.setdefault(int(words[1]), []).append(int(path.parent.name))
    waiting = [parent]
    while waiting:
        more = started.get(waiting.pop(), [])
        yield from more
        waiting += more


def _held(process: int) -> int:
    """Return the bytes of memory ``process`` holds, its part of those it shares."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(one.split()[1]) << 10 for one in told.splitlines() if one.startswith("Pss:"))


if __name__ == "__main__":
    main()
