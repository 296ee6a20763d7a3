"""The larger sample in both layouts, as finished files; it takes a minute, and once."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from edition.build import build
from edition.document import Document

from .finished import Book, Paper, read_book, read_paper

SAMPLE = Path(__file__).parents[2] / "issues"


@dataclass(frozen=True)
class Made:
    """One issue in all its editions, as bytes and as read back from them."""

    layout: str
    document: Document
    told: frozenset[str | None]
    """The stories of which the build itself says that words are lost."""
    bytes: dict[str, bytes]
    paper: Paper
    replica: Paper
    book: Book


@pytest.fixture(scope="session", params=["flow", "newspaper"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp(request.param) / "issues"
    shutil.copytree(SAMPLE, folder)
    settings = folder / "publication.toml"
    said = re.sub(r'(?m)^layout = ".*"$', f'layout = "{request.param}"', settings.read_text())
    settings.write_text(said)
    built = build(folder / "2026-03-06", ("epub", "print", "replica"), jobs=2)
    files = {one.target: one.data for one in built.outputs}
    return Made(
        request.param,
        built.document,
        frozenset(one.part for one in built.findings if one.code == "PDF-006"),
        files,
        read_paper(files["print"]),
        read_paper(files["replica"]),
        read_book(files["epub"]),
    )
