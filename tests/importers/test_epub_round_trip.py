"""An EPUB of ours, brought in again, gives the same issue; other EPUBs give their pages."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edition.build import build
from edition.cli import app
from edition.importers import epub_book
from edition.importers.sample import HEAD, Sample
from edition.importers.selection import Selection

from .made_files import packed

ISSUES = Path(__file__).parents[2] / "issues"
RUNNER = CliRunner()


def epub_of(folder: Path) -> bytes:
    made = build(folder, ("epub",))
    assert made.deliverable
    return made.outputs[0].data


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, dict[str, bytes]]:
    """Return the pages of the sample's EPUB, and of the one made of it after its import."""
    home = tmp_path_factory.mktemp("paper")
    book = home / "forme.epub"
    book.write_bytes(epub_of(ISSUES / "2026-03-06"))
    shutil.copy(ISSUES / "publication.toml", home)
    shutil.copytree(ISSUES / "standing", home / "standing")
    folder = home / "2026-03-06"
    result = RUNNER.invoke(app, ["import", str(book), "--into", str(folder), "--quiet"])
    assert result.exit_code in (0, 1), result.output
    (home / "again.epub").write_bytes(epub_of(folder))
    pages = {}
    for name in ("forme.epub", "again.epub"):
        with zipfile.ZipFile(home / name) as archive:
            pages[name] = {one: archive.read(one) for one in archive.namelist()}
    return pages


def test_every_story_is_the_same_to_the_byte(books: Mapping[str, dict[str, bytes]]) -> None:
    first, again = books["forme.epub"], books["again.epub"]
    texts = [name for name in first if name.startswith("EPUB/text/")]
    assert len(texts) > 40 and set(texts) == {one for one in again if "/text/" in one}
    other = [name for name in texts if first[name] != again[name]]
    # What captions.toml says is in the paper's language: straight marks in a French alt text.
    assert other == ["EPUB/text/des-accents-en-plomb.xhtml"]


def test_order_number_and_title_are_the_same(books: Mapping[str, dict[str, bytes]]) -> None:
    first, again = books["forme.epub"], books["again.epub"]
    assert first["EPUB/nav.xhtml"] == again["EPUB/nav.xhtml"]
    for what in (b"<dc:title>", b"<dc:date>", b"group-position"):
        rows = [row for row in first["EPUB/content.opf"].split(b"\n") if what in row]
        assert rows and all(row in again["EPUB/content.opf"] for row in rows)


def sample(path: Path) -> Sample:
    if path.is_dir():
        return Sample(path, path.name, b"", folder=True)
    return Sample(path, path.name, path.read_bytes()[:HEAD])


def foreign_epub(path: Path) -> Path:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A book</dc:title>'
        "<dc:date>2026-03-04</dc:date><dc:language>en</dc:language></metadata><manifest>"
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    words = "The reel weighs as much as a small car. " * 5
    return packed(
        path,
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
            'container"><rootfiles><rootfile full-path="OPS/p.opf"/></rootfiles></container>',
            "OPS/p.opf": package,
            "OPS/a.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>The reel</h1>'
            f'<p>{words}</p><p><img src="../../../etc/passwd.jpg" alt="x"/></p></body></html>',
        },
    )


def test_the_book_of_somebody_else(tmp_path: Path) -> None:
    book = sample(foreign_epub(tmp_path / "book.epub"))
    assert epub_book.recognises(book)
    (story,) = epub_book.read(book, Selection()).stories
    assert story.headline.value == "The reel" and len(story.body) == 2
    assert [one.file for one in story.pictures] == [None]


def test_an_unpacked_book(tmp_path: Path) -> None:
    with zipfile.ZipFile(foreign_epub(tmp_path / "book.epub")) as archive:
        archive.extractall(tmp_path / "book")
    book = sample(tmp_path / "book")
    assert epub_book.recognises(book)
    assert len(epub_book.read(book, Selection()).stories) == 1
