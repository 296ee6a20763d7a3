"""Small papers set for real, once for all tests of this folder."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

import documents as make

from edition.document import Document, assemble
from edition.findings import Finding
from edition.look import Look, find_look
from edition.model import Page
from edition.page_plan import PagePlan
from edition.pdf import Target, render_with_plan

SENTENCES = (
    "The crane on the north quay was the last thing to be oiled. ",
    "Nobody who had seen the winter believed that the ferry would come back in March. ",
    "It carried eleven passengers, a dog, and forty sacks of post for the island. ",
    "The harbour master counted them himself, twice, and wrote the figure in the book. ",
    "By noon the queue reached the fish market, and the fish market had sold out. ",
)


def copy(paragraphs: int, start: int = 0) -> tuple[object, ...]:
    """Return paragraphs of some seventy words each, no two that follow one another alike."""
    return tuple(
        make.paragraph("".join(SENTENCES[(start + at + turn) % 5] for turn in range(5)).strip())
        for at in range(paragraphs)
    )


def paper(folder: Path, *, bleed: float = 0.0) -> Document:
    """Return a paper of nine stories in three sections, with every kind of block and a picture."""
    (folder / "2026-03-06" / "images").mkdir(parents=True, exist_ok=True)
    path = folder / "2026-03-06" / "images" / "reels.jpg"
    Image.linear_gradient("L").resize((2600, 1700)).convert("RGB").save(path)
    shown = make.picture(path, 2600, 1700)
    stories = [
        make.article(
            f"story-{number}",
            *copy(4 + number % 4, number),
            kicker="Harbour",
            standfirst=make.Markup("What it came to, and who paid."),
            bylines=("Ada Penhallow",),
        )
        for number in range(1, 6)
    ]
    first = make.article(
        "first",
        make.figure(shown),
        *make.every_block(make.figure(shown, size="column"))[:-1],
        *copy(10),
        notes=(make.note(),),
        dateline="Bristol",
        bylines=("Ada Penhallow", "Ben Tor"),
        related=("second",),
    )
    second = make.article("second", make.figure(shown, size="wide"), *copy(5), rank="second")
    briefs = [make.article(f"brief-{number}", *copy(1, number), rank="brief") for number in (1, 2)]
    publication = make.publication(folder, page=Page(bleed=bleed))
    issue = make.issue(
        folder,
        make.section("News", first, second),
        make.section("Town", *stories[:3], *briefs),
        make.section("Sea", *stories[3:]),
    )
    document, findings = assemble(publication, issue)
    assert not findings
    return document


@dataclass(frozen=True)
class Printed:
    """A paper after setting: what went in and all that came out."""

    document: Document
    look: Look
    data: bytes
    plan: PagePlan
    findings: tuple[Finding, ...]
    path: Path

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)


def set_paper(folder: Path, target: Target, **values: float) -> Printed:
    document = paper(folder, **values)
    look = find_look(document.publication, document.issue)
    output, plan, findings = render_with_plan(document, look, target=target)
    path = folder / output.name
    path.write_bytes(output.data)
    return Printed(document, look, output.data, plan, findings, path)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return set_paper(tmp_path_factory.mktemp("printed"), "print", bleed=3.0)


@pytest.fixture(scope="session")
def replica(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return set_paper(tmp_path_factory.mktemp("replica"), "replica")
