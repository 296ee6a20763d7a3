"""The newspaper layout beside others that set the same stories: contenders for the stopwatch."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import count
from pathlib import Path

from . import generated, plain_page
from .stopwatch import Contender

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_QUIETLY = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


def larger_sample(sample: Path, folder: Path, *, layout: str = "newspaper") -> Path:
    """Return a copy of the larger sample whose publication is in ``layout``."""
    home = folder / "sample"
    shutil.copytree(sample.parent, home)
    _laid_out_as(home, layout)
    return home / sample.name


def made_up(sample: Path, folder: Path) -> Path:
    """Return a generated issue of 35 stories, 25,000 words and 50 photographs."""
    return generated.write(sample, folder / "generated")


def contenders(issue: Path, folder: Path, program: str, engine: str) -> tuple[Contender, ...]:
    """Return all who set ``issue``: plain WeasyPrint, Chromium if it is there, and edition.

    The first two set the same stories as one plain page, each in balanced columns.
    """
    publication = next(one for one in issue.parents if (one / "publication.toml").is_file())
    flow = folder / "flow"
    shutil.copytree(publication, flow)
    _laid_out_as(flow, "flow")
    page = plain_page.write(flow / issue.relative_to(publication), folder / "plain")
    return (
        Contender("weasyprint, columns", (engine, "--quiet", page.name, "x.pdf"), page.parent, {}),
        *_chromium(page),
        *_editions(issue, folder, program),
    )


def _chromium(page: Path) -> tuple[Contender, ...]:
    found = next((path for path in map(shutil.which, _CHROMIUM) if path), None)
    if found is None:
        return ()
    target = f"--print-to-pdf={page.with_name('chromium.pdf')}"
    command = (found, *_QUIETLY, "--no-pdf-header-footer", target, page.as_uri())
    return (Contender("Chromium", command, page.parent, {}),)


def _editions(issue: Path, folder: Path, program: str) -> tuple[Contender, ...]:
    story = max(issue.glob("*.md"), key=lambda path: path.stat().st_size)
    text, turn = story.read_text("utf-8"), count(1)
    command = (program, "build", str(issue), "--only", "print", "--quiet", "--out")
    cold, warm = folder / "cold", folder / "warm"

    def edit() -> None:
        story.write_text(f"{text}\n\nOne word more, {next(turn)} times.\n", "utf-8")

    def correct() -> None:
        at = text.rindex(" the ")
        letter = "tea" if next(turn) % 2 else "toe"
        story.write_text(f"{text[:at]} {letter} {text[at + 5 :]}", "utf-8")

    def as_it_was() -> None:
        story.write_text(text, "utf-8")

    def chill() -> None:
        as_it_was()
        shutil.rmtree(cold, ignore_errors=True)
        shutil.rmtree(folder / "first", ignore_errors=True)

    # What was delivered before tells the next build where its pages stood: a cold one has none.
    out, first = (*command, str(folder / "out")), (*command, str(folder / "first"))
    return tuple(
        replace(one, endings=(0, 1, 3))
        for one in (
            Contender("edition, cold", first, folder, {"EDITION_CACHE": str(cold)}, chill),
            Contender("edition, one story edited", out, folder, {"EDITION_CACHE": str(warm)}, edit),
            Contender(
                "edition, a word corrected", out, folder, {"EDITION_CACHE": str(warm)}, correct
            ),
            Contender("edition, unchanged", out, folder, {"EDITION_CACHE": str(warm)}, as_it_was),
            Contender(
                "edition plan",
                (program, "plan", str(issue)),
                folder,
                {"EDITION_CACHE": str(warm)},
                as_it_was,
            ),
        )
    )


def _laid_out_as(publication: Path, layout: str) -> None:
    path = publication / "publication.toml"
    text = path.read_text("utf-8")
    other = "flow" if layout == "newspaper" else "newspaper"
    path.write_text(text.replace(f'layout = "{other}"', f'layout = "{layout}"'), "utf-8")
