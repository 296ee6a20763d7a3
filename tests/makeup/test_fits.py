"""What fills a room exactly, against a slow ruler that tries every cut."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from edition.makeup.copy import Grid
from edition.makeup.fits import Fits, shape
from edition.makeup.plan import Form
from edition.makeup.slicing import Block, Run, Slicing

COLUMNS, DEPTH, FLAG = 4, 16, 2


def blocks(chance: random.Random, count: int, *, sizes: int = 3) -> Run:
    found = []
    for number in range(count):
        rooms = [(chance.randint(1, COLUMNS), chance.randint(2, DEPTH)) for _ in range(sizes)]
        forms = tuple(Form(wide, deep - 1, 0.0, None, None, (), ()) for wide, deep in rooms)
        found.append(Block(str(number), forms))
    return tuple(found)


def tried(run: Run, room: tuple[int, ...]) -> bool:
    """Return whether ``run`` fills columns so deep, the deepest first, by cuts right through."""
    if len(run) == 1:
        level = room == (room[0],) * len(room)
        sizes = {(form.columns, form.lines + 1) for form in run[0].forms}
        return level and (len(room), room[0]) in sizes
    for count in range(1, len(run)):
        for first in combinations(run, count):
            second = tuple(one for one in run if one not in first)
            for at in range(1, len(room)):
                if tried(first, room[:at]) and tried(second, room[at:]):
                    return True
            for deep in range(1, room[-1] + 1):
                below = tuple(one - deep for one in room if one > deep)
                if below and tried(first, (deep,) * len(room)) and tried(second, below):
                    return True
    return False


@pytest.mark.parametrize("seed", range(12))
def test_a_run_fits_where_some_cuts_make_it_fit(seed: int) -> None:
    chance = random.Random(seed)
    run = blocks(chance, 3)
    fits = Fits(Slicing(Grid(COLUMNS, DEPTH - 1)), flag=FLAG)
    for columns in range(1, COLUMNS + 1):
        depths = fits.wide(run, columns)
        for depth in range(2, DEPTH + 1):
            can = tried(run, (depth,) * columns)
            assert fits.has(depths, depth) == can
            assert Fits(fits.slicing, flag=FLAG).fills((run,), columns, depth) == can
            for wide in range(1, columns):
                deep = chance.randint(1, DEPTH - depth) if depth < DEPTH else 0
                if deep:
                    steps = ((wide, deep),)
                    room = (depth + deep,) * wide + (depth,) * (columns - wide)
                    assert fits.fills((run,), columns, depth, steps) == tried(run, room)
                    assert fits.has(fits.stair(run, shape(columns, steps)), depth) == tried(
                        run, room
                    )


@pytest.mark.parametrize("seed", range(8))
def test_two_sections_fit_one_above_the_other_with_a_flag_between(seed: int) -> None:
    run = blocks(random.Random(seed), 4, sizes=12)
    fits = Fits(Slicing(Grid(COLUMNS, DEPTH - 1)), flag=FLAG)
    parts = (run[:2], run[2:])
    for depth in range(2, DEPTH + 1):
        can = any(
            tried(parts[0], (above,) * COLUMNS)
            and tried(parts[1], (depth - FLAG - above,) * COLUMNS)
            for above in range(1, depth - FLAG)
        )
        assert fits.fills(parts, COLUMNS, depth) == can
        assert fits.has(fits.room(parts, shape(COLUMNS)), depth) == can


def test_a_page_of_very_many_lines_is_counted_as_well() -> None:
    run = tuple(
        Block(name, tuple(Form(2, lines, 0.0, None, None, (), ()) for lines in range(1, 199)))
        for name in "ab"
    )
    fits = Fits(Slicing(Grid(2, 200)), flag=FLAG)
    assert fits.fills((run,), 2, 201)
    assert fits.fills((run[:1], run[1:]), 2, 201)
    assert not fits.fills((run,), 2, 3)
    assert [depth for depth in range(202) if fits.has(fits.wide(run, 2), depth)] == [*range(4, 202)]
