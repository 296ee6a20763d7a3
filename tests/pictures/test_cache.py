"""What is kept is believed only when it is whole, and may vanish at any time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from edition.pictures import cache


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_is_written_is_read(own_cache: Path) -> None:
    name = cache.key("a", "b")
    assert cache.read(name) is None
    cache.write(name, b"picture")
    assert cache.read(name) == b"picture"
    assert len(entries(own_cache)) == 1, "nothing unfinished is left behind"


def test_keys_differ_with_every_part() -> None:
    assert len({cache.key("ab", "c"), cache.key("a", "bc"), cache.key("a", "b", "c")}) == 3


@pytest.mark.parametrize("damage", [b"", b"edition picture 1\n", b"something else entirely"])
def test_a_damaged_entry_is_forgotten(own_cache: Path, damage: bytes) -> None:
    name = cache.key("a")
    cache.write(name, b"picture")
    entries(own_cache)[0].write_bytes(damage)
    assert cache.read(name) is None
    assert entries(own_cache) == []


def test_a_flipped_bit_and_a_swapped_entry_are_found(own_cache: Path) -> None:
    one, other = cache.key("one"), cache.key("other")
    cache.write(one, b"picture")
    path = entries(own_cache)[0]
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"!")
    assert cache.read(one) is None
    swapped = path.parent.parent / other[:2] / other
    swapped.parent.mkdir(exist_ok=True)
    swapped.write_bytes(whole)
    assert cache.read(other) is None


def test_a_folder_that_cannot_be_written_is_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    monkeypatch.setenv("EDITION_CACHE", str(in_the_way))
    cache.write(cache.key("a"), b"picture")
    assert cache.read(cache.key("a")) is None
    cache.trim()
    cache.clear()
    assert in_the_way.read_text() == "not a folder"


def test_the_entries_unused_longest_go_first(own_cache: Path) -> None:
    names = [cache.key(str(number)) for number in range(4)]
    for age, name in enumerate(names):
        cache.write(name, bytes(1000))
        path = own_cache / "pictures" / name[:2] / name
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    assert cache.read(names[3]) is not None, "the oldest, but now it has been used"
    cache.trim(2500)
    assert [cache.read(name) is not None for name in names] == [True, False, False, True]


def test_clearing_leaves_what_is_not_ours(own_cache: Path) -> None:
    cache.write(cache.key("a"), b"picture")
    (own_cache / "galleys").mkdir()
    cache.clear()
    assert cache.read(cache.key("a")) is None
    assert (own_cache / "galleys").is_dir()
