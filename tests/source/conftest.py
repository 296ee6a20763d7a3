"""A small correct paper to spoil, one file at a time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from edition.findings import Finding, in_order
from edition.model import Issue, Publication
from edition.source import load

BASE = Path(__file__).parent.parent / "cases" / "_base"


@dataclass(frozen=True, slots=True)
class Paper:
    """A publication in a folder of its own."""

    root: Path

    @property
    def issue(self) -> Path:
        return self.root / "issues" / "2026-03-06"

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the issue, or of the publication when ``name`` begins with ``/``."""
        path = self.root / name[1:] if name.startswith("/") else self.issue / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def change(self, name: str, old: str, new: str) -> None:
        """Replace ``old`` in a file; it must be there."""
        path = self.root / name[1:] if name.startswith("/") else self.issue / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def load(self) -> tuple[Publication, Issue, tuple[Finding, ...]]:
        publication, issue, found = load(self.issue)
        return publication, issue, in_order(found)

    def codes(self) -> list[str]:
        return [one.code for one in self.load()[2]]


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    shutil.copytree(BASE, tmp_path / "paper")
    return Paper(tmp_path / "paper")


@pytest.fixture
def links() -> Callable[[Path, Path], None]:
    """Make symbolic links, where the machine can."""

    def link(at: Path, to: Path) -> None:
        try:
            at.symlink_to(to)
        except OSError:
            pytest.skip("this machine makes no symbolic links")

    return link
