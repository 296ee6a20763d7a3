"""A small paper with an archive, and the catalogue that is published of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from edition.catalogue import Published, publish
from edition.findings import Finding
from edition.source.publication import read_publication
from tests.bench import archive

BASE = "https://archive.example/paper/"


@dataclass(frozen=True)
class Paper:
    """A publication, where its issues have been built, and where it is published."""

    root: Path

    @property
    def out(self) -> Path:
        return self.root / "out"

    @property
    def public(self) -> Path:
        return self.root / "public"

    def settings(self, *lines: str) -> None:
        """Add ``lines`` to publication.toml."""
        path = self.root / "publication.toml"
        path.write_text(path.read_text("utf-8") + "\n".join(("", *lines, "")), "utf-8")

    def publish(self, address: str = BASE) -> tuple[Published, tuple[Finding, ...]]:
        publication, found = read_publication(self.root)
        assert not found
        return publish(publication, self.out, self.public, address=address)

    def text(self, path: str) -> str:
        return (self.public / path).read_text("utf-8")

    def files(self) -> dict[str, tuple[bytes, int]]:
        """Return every published file with its bytes and when it was written."""
        return {
            path.relative_to(self.public).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(self.public.rglob("*"))
            if path.is_file() and not path.name.startswith(".edition")
        }

    def rewrite(self, number: int, **changes: object) -> None:
        """Build issue ``number`` (from 1) once more, with ``changes`` to its record."""
        day = date.fromordinal(date(2026, 1, 2).toordinal() + 7 * (number - 1))
        archive.issue(
            self.out, day, number, 4, tuple(archive._bodies()), tuple(archive._fronts()), **changes
        )


@pytest.fixture
def paper(tmp_path: Path) -> Callable[..., Paper]:
    """Make a paper of so many issues, of four stories each, from 2 January 2026 on."""

    def make(issues: int = 3) -> Paper:
        archive.write(tmp_path, issues=issues, stories=4, first=date(2026, 1, 2))
        return Paper(tmp_path)

    return make
