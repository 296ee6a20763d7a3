"""How long publishing takes, and how much memory: ``python -m tests.bench.publishing [ISSUES]``.

A paper of 1,500 weekly issues of thirty stories is published, then once more without a change,
then with one issue more. Processor time is counted, so that a busy machine does not matter.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from . import archive


def main(issues: int) -> None:
    """Print one line a run."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        archive.write(folder, issues=issues - 1)
        report("cold", issues - 1, folder)
        report("unchanged", issues - 1, folder)
        archive.write(folder, issues=issues, start=issues - 1)
        report("one more", issues, folder)


def report(what: str, issues: int, folder: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "edition", "publish", str(folder), "--to",
               str(folder / "public"), "--out", str(folder / "out")]  # fmt: skip
    words = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = words.rsplit("/", 1)[-1]
    sys.stdout.write(
        f"{what:10} {issues:5} issues: {seconds:6.2f} CPU s, at most {after.ru_maxrss / 1e3:.0f} MB"
        f" ({said})\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1500)
