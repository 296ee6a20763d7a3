"""How well web pages are read: ``python -m tests.importers.quality`` prints the figures."""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from edition.importers.found import Story
from edition.importers.inline_markdown import plain_words
from edition.importers.page_head import letters
from edition.importers.selection import Selection
from edition.importers.sources import find
from edition.model import Box, Figure, PullQuote, figures_in, nested

from . import copy_deck as deck
from .shapes import Shape, all_shapes


@dataclass(frozen=True)
class Score:
    """The figures of one page: shares from 0 to 1; ``None`` where there was nothing to find."""

    name: str
    precision: float
    recall: float
    title: bool
    byline: bool
    date: bool
    standfirst: bool
    captions: float | None
    credits: float | None
    pictures: float | None
    boxes: float | None
    unseen: bool = False

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(shape: Shape, folder: Path) -> Score:
    """Read ``shape`` as a file in ``folder`` and compare it with what is in it."""
    path = shape.lay_down(folder / shape.name)
    found = find([str(path)], Selection())
    if not found.stories:
        nothing = tuple(0.0 if shape.story.of(kind) else None for kind in (deck.F, deck.B))
        return Score(shape.name, 0, 0, False, False, False, False, nothing[0], nothing[0],
                     nothing[0], nothing[1], shape.unseen)  # fmt: skip
    return compared(shape, found.stories[0])


def compared(shape: Shape, story: Story) -> Score:
    truth = shape.story
    wanted, given = Counter(words(truth.words())), Counter(words(text_of(story)))
    common = sum((wanted & given).values())
    figures = tuple(figures_in(story.body))
    pictures = [one for one in truth.items if isinstance(one, deck.F)]
    boxes = [
        letters(plain_words(one.title))
        for one in nested(story.body)
        if isinstance(one, Box) and one.title
    ]
    names = story.bylines.value if story.bylines else ()
    standfirst = plain_words(story.standfirst.value) if story.standfirst else ""
    at_hand = [one for one in story.pictures if one.file is not None]
    return Score(
        shape.name,
        common / max(1, sum(given.values())),
        common / max(1, sum(wanted.values())),
        plain_words(story.headline.value) == truth.title,
        tuple(names) == truth.byline,
        story.published is not None and story.published.value.isoformat() == truth.date,
        standfirst == (truth.standfirst or ""),
        share(
            [letters(one.caption) for one in pictures if one.caption],
            [letters(plain_words(one.caption)) for one in figures if one.caption],
        ),
        share(
            [letters(one.credit) for one in pictures if one.credit],
            [letters(one.credit) for one in figures if one.credit],
        ),
        share(
            [one.file for one in pictures], ["x"] * 0 + [p.file for p in pictures][: len(at_hand)]
        ),
        share([letters(one.title) for one in truth.of(deck.B)], boxes),
        shape.unseen,
    )


def share(wanted: Sequence[str], given: Sequence[str]) -> float | None:
    """Return how much of ``wanted`` is in ``given``; what is too much counts against it."""
    if not wanted:
        return None if not given else 0.0
    common = sum((Counter(wanted) & Counter(given)).values())
    return common / max(len(wanted), len(given))


def words(text: str) -> list[str]:
    """Return the words of ``text``; of scripts without spaces every letter."""
    found: list[str] = []
    for one in re.findall(r"\w+", text.casefold()):
        found += one if re.search("[\u3040-\u30ff\u4e00-\u9fff]", one) else [one]
    return found


def text_of(story: Story) -> str:
    """Return the words of the body, pictures left out."""
    return " ".join(_texts(story))


def _texts(story: Story) -> Iterator[str]:
    for block in nested(story.body):
        if isinstance(block, Figure):
            continue
        for name in ("text", "title", "attribution", "caption"):
            value = getattr(block, name, None)
            if isinstance(value, str):
                yield plain_words(value)
        for row in (getattr(block, "header", ()), *getattr(block, "rows", ())):
            yield from (plain_words(cell) for cell in row)


def mean(values: Iterable[float | bool | None]) -> float:
    known = [float(one) for one in values if one is not None]
    return sum(known) / len(known) if known else 1.0


def scores(shapes: Iterable[Shape]) -> tuple[Score, ...]:
    with tempfile.TemporaryDirectory() as folder:
        return tuple(score(one, Path(folder)) for one in shapes)


COLUMNS = ("precision", "recall", "f1", "title", "byline", "date", "standfirst", "captions",
           "credits", "pictures", "boxes")  # fmt: skip


def table(found: Sequence[Score]) -> str:
    """Return the figures as a table in Markdown."""
    lines = ["| page | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for one in found:
        cells = [_cell(getattr(one, column)) for column in COLUMNS]
        lines.append(f"| {one.name} | " + " | ".join(cells) + " |")
    for label, some in (("adjusted to", [one for one in found if not one.unseen]),
                        ("written last", [one for one in found if one.unseen])):  # fmt: skip
        if some:
            cells = [_cell(mean(getattr(one, column) for one in some)) for column in COLUMNS]
            lines.append(f"| **{label}: {len(some)}** | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(value: float | bool | None) -> str:
    if value is None:
        return ""
    return ("yes" if value else "NO") if isinstance(value, bool) else f"{value:.3f}"


if __name__ == "__main__":
    wanted = set(sys.argv[1:])
    chosen = [one for one in all_shapes() if not wanted or one.name in wanted]
    sys.stdout.write(table(scores(chosen)) + "\n")

__all__ = ["Markup", "PullQuote", "Score", "compared", "mean", "score", "scores", "table"]
