"""Values of ours as JSON and back: the same, or refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import pytest

from edition.pdf import as_json


class Pair(NamedTuple):
    one: int
    two: str


@dataclass(frozen=True, slots=True)
class Leaf:
    word: str


@dataclass(frozen=True, slots=True)
class Tree:
    name: Literal["oak", "elm"]
    high: float
    leaves: tuple[Leaf, ...]
    spot: tuple[int, float]
    tags: frozenset[str]
    pairs: Mapping[str, Pair]
    mast: tuple[Leaf, ...] | None = None
    below: Tree | None = None
    either: int | Leaf = 1
    sound: bool = True


TREE = Tree("oak", 2.5, (Leaf("a"),), (1, 2.0), frozenset("ba"), {"x": Pair(1, "y")})
GROWN = Tree("elm", 3.0, (), (1, 2.0), frozenset(), {}, (Leaf("m"),), TREE, Leaf("e"), False)


@pytest.mark.parametrize("tree", [TREE, GROWN])
def test_what_is_told_is_read(tree: Tree) -> None:
    said = json.loads(json.dumps(as_json.told(tree)))
    assert as_json.read(Tree, said) == tree
    assert type(as_json.read(Tree, [*said[:1], 2, *said[2:]]).high) is float


@pytest.mark.parametrize(
    ("at", "wrong"),
    [
        (0, "ash"), (0, ["oak"]), (1, "2"), (1, True), (2, "a"), (2, [["a", "b"]]), (2, [[1]]),
        (3, [1]), (3, [1, 2, 3]), (3, [1.0, 2.0]), (4, [1]), (4, [[]]), (5, [["x"]]), (5, {}),
        (5, [["x", [1, 2]]]), (6, [[None]]), (7, ["oak"]), (8, True), (8, None), (9, 1),
    ],
)  # fmt: skip
def test_what_has_another_shape_is_refused(at: int, wrong: Any) -> None:
    said = as_json.told(GROWN)
    as_json.read(Tree, said)
    with pytest.raises((TypeError, ValueError)):
        as_json.read(Tree, [*said[:at], wrong, *said[at + 1 :]])


@pytest.mark.parametrize("wrong", [None, {}, [], "oak", 1])
def test_what_is_no_list_of_parts_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError):
        as_json.read(Tree, wrong)
