"""Issues made by a seeded generator, and a ruler to hold against their plans."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import dataclass

from edition.makeup.copy import (
    Copy,
    Grid,
    Head,
    HeadSize,
    Inset,
    InsetSize,
    Policy,
    Rank,
    Ready,
    Room,
    Run,
)
from edition.makeup.plan import Filled, Flatplan, Module

TURN: dict[HeadSize, tuple[float, int]] = {
    # letters of a headline to a column, lines of the grid to a line of it
    "deck": (26, 1),
    "small": (18, 2),
    "middle": (13, 2),
    "large": (9, 3),
    "lead": (6.5, 4),
}
SIZES: dict[Rank, tuple[HeadSize, ...]] = {
    "lead": ("middle", "large", "lead"),
    "second": ("small", "middle", "large"),
    "story": ("small", "middle", "large"),
    "brief": ("deck", "small"),
}


def heads(rank: Rank, letters: int, columns: int) -> tuple[Head, ...]:
    found = []
    for width in range(1, columns + 1):
        for size in SIZES[rank]:
            a_line, lines = TURN[size]
            filled = letters / (a_line * width)
            turns = math.ceil(filled)
            if turns <= 4:
                standfirst = 2 if rank in ("lead", "second") and width > 1 else 0
                whole = turns * lines + standfirst + 1
                found.append(Head(size, width, whole, turns, round(turns - filled, 2)))
    return tuple(found)


def paragraphs(chance: random.Random, lines: int) -> tuple[Run, ...]:
    runs = [Run(1)]
    while lines > 0:
        size = min(lines, chance.randint(3, 11))
        lines -= size
        breaks = tuple(range(2, size - 1))
        runs.append(Run(size, breaks, stretch=1 if len(runs) == 1 else 0, loose=size > 4))
        if lines > 12 and chance.random() < 0.12:
            runs.append(Run(1, holds=True, air=1, stretch=1))
            lines -= 2
    return tuple(runs)


def picture(name: str, aspect: float, columns: int, *, first: bool) -> Inset:
    sizes = []
    for width in range(1, columns + 1):
        natural = max(5, round((width * 13 - 1) / aspect) + 2)
        if natural < 80:
            least = max(5, round(natural * 0.78))
            sizes.append(InsetSize(width, natural, least, round(natural * 1.22)))
    return Inset(name, "picture", tuple(sizes), first=first)


def story(
    chance: random.Random,
    name: str,
    section: str,
    rank: Rank,
    *,
    words: int,
    pictures: int,
    columns: int,
) -> Copy:
    lines = max(6, round(words / 5.2))
    insets = [
        picture(f"{name}-{number}.jpg", chance.uniform(0.65, 1.8), columns, first=not number)
        for number in range(pictures)
    ]
    if lines > 70:
        quote = tuple(InsetSize(width, 7, 6, 8) for width in (1, 2))
        insets.append(Inset(f"{name}-quote", "quote", quote, optional=True))
    return Copy(
        name,
        section,
        rank,
        paragraphs(chance, lines),
        heads(rank, chance.randint(18, 48), columns),
        tuple(insets),
        turned=tuple(Head("small", width, 3) for width in range(1, columns + 1)),
    )


def issue(
    seed: int, *, stories: int = 36, columns: int = 5, sections: int = 5
) -> tuple[tuple[Copy, ...], tuple[Ready, ...]]:
    """Return an issue as a small weekly has it, and its standing matter."""
    chance = random.Random(seed)
    found = []
    for number in range(stories):
        place = number * sections // stories
        begins = not number or (number - 1) * sections // stories != place
        rank: Rank = "lead" if not number else "second" if begins else "story"
        if rank == "story":
            rank = chance.choice(("second", "story", "story", "story"))
        words = {
            "lead": chance.randint(700, 1400),
            "second": chance.randint(450, 1000),
            "story": chance.randint(200, 650),
            "brief": 100,
        }[rank]
        pictures = {
            "lead": chance.choice((1, 2, 2, 3)),
            "second": chance.choice((1, 1, 2)),
            "story": chance.choice((0, 0, 1, 1)),
            "brief": 0,
        }[rank]
        section = f"section-{place + 1}"
        found.append(
            story(
                chance,
                f"story-{number + 1}",
                section,
                rank,
                words=words,
                pictures=pictures,
                columns=columns,
            )
        )
    return tuple(found), standing(columns)


def standing(columns: int) -> tuple[Ready, ...]:
    strips = tuple(Room(width, 8, 30) for width in range(1, columns + 1))
    return (
        Ready("contents", "contents", (Room(1, 10, 40), Room(2, 8, 24)), required=True, page=1),
        Ready("imprint", "standing", (Room(1, 14, 30), Room(2, 8, 18)), required=True, page=-1),
        *(Ready(f"house-{number}", "house-ad", strips) for number in range(1, 5)),
    )


@dataclass(frozen=True)
class Ruled:
    """A page's faults: what overlaps, what is empty."""

    page: int
    double: int
    empty: int


def ruled(plan: Flatplan, policy: Policy) -> list[Ruled]:
    """Return the pages on which a cell of the live area is taken twice or by nothing at all.

    Below everything that does not stand at the foot there are ``gap`` lines of air,
    and the lines of a flag run across the page.
    """
    faults = []
    for sheet in plan.sheets:
        taken: Counter[tuple[int, int]] = Counter()
        grid: Grid = plan.grid
        top = policy.masthead if sheet.number == 1 else 0
        things: list[Module | Filled] = [*sheet.modules, *sheet.ready]
        bands = set()
        for one in things:
            rect = one.rect
            flag = policy.flag if isinstance(one, Module) and one.flag else 0
            if flag:
                bands.add((rect.line, flag))
            taken.update(
                (column, line)
                for column in range(rect.column, rect.right)
                for line in range(rect.line + flag, rect.bottom + grid.gap)
            )
        for line, flag in bands:
            taken.update(
                (column, at) for column in range(grid.columns) for at in range(line, line + flag)
            )
        cells = {
            (column, line)
            for column in range(grid.columns)
            for line in range(top, grid.lines + grid.gap)
        }
        double = sum(count - 1 for count in taken.values())
        outside = sum(1 for cell in taken if cell not in cells)
        empty = sum(1 for cell in cells if cell not in taken)
        if double or outside or empty:
            faults.append(Ruled(sheet.number, double + outside, empty))
    return faults
