"""Measure the larger sample and put the figures into ``docs/benchmarks.md``."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from edition import __version__

from . import newspaper, pandoc, pandoc_source, weasyprint_source
from .stopwatch import Contender, Cost, side_by_side

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "issues" / "2026-03-06"
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
BIN = Path(sys.executable).parent


def main() -> None:
    """Run every comparison and rewrite the figures."""
    arguments = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    arguments.add_argument("--rounds", type=int, default=3, help="runs of each command")
    arguments.add_argument(
        "--only", choices=("start", "epub", "pdf", "newspaper"), help="measure this alone"
    )
    arguments.add_argument("--no-write", action="store_true", help="print the figures only")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        _as_installed(Path(name))
        figures = _measure(Path(name), chosen.rounds, only=chosen.only)
    sys.stdout.write(figures)
    if not (chosen.no_write or chosen.only):
        page = PAGE.read_text("utf-8")
        before, rest = page.split(BEGIN)
        after = rest.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n{figures}{END}{after}", "utf-8")


def _as_installed(folder: Path) -> None:
    """Have Python keep what it compiles of modules, as pip does when it installs them.

    Otherwise an environment that forbids this, as many containers do, would have every run
    compile the program anew.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")


def _measure(folder: Path, rounds: int, *, only: str | None) -> str:
    wanted = [only] if only else ["start", "epub", "pdf", "newspaper"]
    figures = (
        f"edition {__version__}, Python {platform.python_version()}, {os.cpu_count()} cores; "
        f"median of {rounds} runs taken in turn; peak is the largest process.\n\n"
    )
    if "start" in wanted:
        start = side_by_side(_start_up(folder), max(rounds, 5))
        figures += _table("Starting", start, "bare Python")
    if "epub" in wanted:
        figures += _table("EPUB", side_by_side(_ebooks(folder), rounds), pandoc.find().name)
    if "pdf" in wanted:
        paper = side_by_side(_paper(folder), rounds)
        figures += _table("PDF", paper, "weasyprint command, same HTML")
    if "newspaper" in wanted:
        for title, write in _ISSUES.items():
            home = folder / write.__name__
            home.mkdir()
            issue = write(SAMPLE, home)
            found = newspaper.contenders(issue, home, str(BIN / "edition"), str(BIN / "weasyprint"))
            figures += _table(title, side_by_side(found, rounds), "weasyprint, columns")
    return figures


_ISSUES = {
    "Newspaper, the larger sample": newspaper.larger_sample,
    "Newspaper, 35 stories, 25,000 words, 50 photographs": newspaper.made_up,
}


def _start_up(folder: Path) -> tuple[Contender, ...]:
    return (
        Contender("bare Python", (sys.executable, "-c", "pass"), folder, {}),
        Contender("edition --version", (str(BIN / "edition"), "--version"), folder, {}),
        Contender("edition --help", (str(BIN / "edition"), "--help"), folder, {}),
    )


def _ebooks(folder: Path) -> tuple[Contender, ...]:
    text = pandoc_source.write(SAMPLE, folder / "pandoc")
    cold, warm = folder / "cold", folder / "warm"

    def chill() -> None:
        shutil.rmtree(cold, ignore_errors=True)

    other = pandoc.find()
    return (
        Contender(other.name, other.command(text), text.parent, {}),
        _edition("edition, cold", folder, "epub", cache=cold, prepare=chill),
        _edition("edition, warm", folder, "epub", cache=warm),
    )


def _paper(folder: Path) -> tuple[Contender, ...]:
    flow = newspaper.larger_sample(SAMPLE, folder / "flow", layout="flow")
    plain = weasyprint_source.write(flow, folder / "plain").parent
    cold, warm = folder / "cold", folder / "warm"

    def chill() -> None:
        shutil.rmtree(cold, ignore_errors=True)

    weasyprint = (str(BIN / "weasyprint"), "--quiet", "issue.html", "issue.pdf")
    return (
        Contender("weasyprint command, same HTML", weasyprint, plain, {}),
        _edition("edition print, cold", folder, "print", cache=cold, prepare=chill, issue=flow),
        _edition("edition print, warm", folder, "print", cache=warm, issue=flow),
        _edition("edition replica, cold", folder, "replica", cache=cold, prepare=chill, issue=flow),
    )


def _edition(
    name: str,
    folder: Path,
    target: str,
    *,
    cache: Path,
    prepare: object = None,
    issue: Path = SAMPLE,
) -> Contender:
    out = folder / "out"
    command = (str(BIN / "edition"), "build", str(issue), "--only", target, "--out", str(out))
    return Contender(
        name,
        (*command, "--quiet"),
        folder,
        {"EDITION_CACHE": str(cache)},
        prepare if callable(prepare) else None,
    )


def _table(title: str, costs: dict[str, Cost], anchor: str) -> str:
    base = costs[anchor]
    rows = "".join(
        f"| {name} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.peak:.0f} "
        f"| {cost.wall / base.wall:.2f} | {cost.cpu / base.cpu:.2f} |\n"
        for name, cost in costs.items()
    )
    return (
        f"**{title}**\n\n| | wall s | CPU s | peak MB | wall, {anchor} = 1 | CPU |\n"
        f"|---|---|---|---|---|---|\n{rows}\n"
    )


if __name__ == "__main__":
    main()
