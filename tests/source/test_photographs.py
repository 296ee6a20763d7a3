"""Photographs are begun before anything is read, but only those that are the publication's own."""

from __future__ import annotations

from pathlib import Path

from edition.source.folder import photographs_in


def test_only_what_is_called_a_photograph_is_taken(tmp_path: Path) -> None:
    for name in ("b.JPG", "a.png", "c.svg", "_draft.jpg", ".hidden.png", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    names = [path.name for path in photographs_in(tmp_path, tmp_path.resolve())]
    assert names == ["a.png", "b.JPG"]


def test_a_link_that_leads_out_is_not_taken(tmp_path: Path) -> None:
    outside, inside = tmp_path / "secret.jpg", tmp_path / "paper"
    outside.write_bytes(b"")
    inside.mkdir()
    (inside / "a.jpg").symlink_to(outside)
    (inside / "b.jpg").write_bytes(b"")
    assert [path.name for path in photographs_in(inside, inside.resolve())] == ["b.jpg"]


def test_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert photographs_in(tmp_path / "images", tmp_path.resolve()) == ()
