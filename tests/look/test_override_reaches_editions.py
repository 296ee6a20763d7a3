"""What a publication changes in a template arrives on screens and on paper alike."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from edition.build import Build, build

BASE = Path(__file__).parents[1] / "cases" / "_base"
ISSUE = "issues/2026-03-06"
WORDS = "Subscribe at the quay"


def built(paper: Path) -> Build:
    return build(paper / ISSUE, ("epub", "print"), jobs=1)


def pages_of_epub(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.endswith(".xhtml")]
        return "".join(package.read(name).decode() for name in names)


def words_of_pdf(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(text.split())


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "paper")
    return tmp_path / "paper"


@pytest.mark.parametrize("home", ["", ISSUE], ids=["publication", "issue"])
def test_closing_of_a_story_is_seen_in_both_editions(paper: Path, home: str) -> None:
    """The example of templates/README.md, first of a publication, then of one issue."""
    override = paper / home / "templates" / "parts" / "article.xhtml.j2"
    override.parent.mkdir(parents=True)
    override.write_text(
        '{% extends "shared/parts/article.xhtml.j2" %}\n'
        f'{{% block closing %}}{{{{ super() }}}}<p class="advert">{WORDS}</p>{{% endblock %}}\n',
        "utf-8",
    )
    epub, paged = built(paper).outputs
    assert WORDS in pages_of_epub(epub.data)
    assert WORDS in words_of_pdf(paged.data)


def test_replaced_block_is_seen_in_both_editions(paper: Path) -> None:
    override = paper / "templates" / "blocks" / "paragraph.xhtml.j2"
    override.parent.mkdir(parents=True)
    override.write_text(
        "{% macro paragraph(placed, opening=false, lead_in=none) %}"
        f"<p>{WORDS}</p>{{% endmacro %}}",
        "utf-8",
    )
    epub, paged = built(paper).outputs
    assert WORDS in pages_of_epub(epub.data)
    assert WORDS in words_of_pdf(paged.data)
