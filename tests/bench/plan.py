"""What the plan alone costs, nothing laid out or painted: ``python -m tests.bench.plan``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import TypeAlias

from edition.document import assemble
from edition.look import find_look
from edition.makeup import make_up
from edition.makeup.copy import Copy, Grid, Policy, Ready
from edition.pdf import newspaper as pages
from edition.source import load
from tests.makeup import generated

from . import newspaper

SAMPLE = Path(__file__).parent.parent.parent / "issues" / "2026-03-06"
ROUNDS = 3

Facts: TypeAlias = tuple[Sequence[Copy], Sequence[Ready], Grid, Policy]
"""All that make-up is told of an issue."""


def measured(issue: Path) -> Facts:
    """Return what is measured of the stories in the folder ``issue`` before they are made up."""
    publication, read, _ = load(issue)
    document, _ = assemble(publication, read)
    found = pages.plan(document, find_look(publication, read)).measured
    return found.copies, found.ready, found.grid, found.policy


def issues(folder: Path) -> Iterator[tuple[str, Facts]]:
    """Yield issues by what they are called in the table; ``folder`` is for their files."""
    yield "the larger sample, with advertisements", measured(SAMPLE)
    made_up = newspaper.made_up(SAMPLE, folder)
    yield "35 stories, 25,000 words, 50 photographs", measured(made_up)
    for seed in (1, 2, 3):
        stories, ready = generated.issue(seed, stories=46)
        policy = Policy(multiple=4, masthead=16)
        yield f"46 stories, generated, no. {seed}", (stories, ready, Grid(5, 94), policy)


def main() -> None:
    """Make up each issue a few times and print the least it took."""
    say = sys.stdout.write
    say("| the plan alone | pages | CPU s | cost of the plan | |\n|---|---|---|---|---|\n")
    with tempfile.TemporaryDirectory() as name:
        for title, facts in issues(Path(name)):
            taken = []
            for _ in range(ROUNDS):
                begun = process_time()
                plan, findings = make_up(*facts)
                taken.append(process_time() - begun)
            said = ", ".join(one.code for one in findings) or "every page full"
            say(f"| {title} | {plan.pages} | {min(taken):.2f} | {plan.cost:.0f} | {said} |\n")


if __name__ == "__main__":
    main()
