"""Stories nobody should send and somebody will: each is set, or told about, in good time."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pypdfium2
import pytest
from PIL import Image

from edition.build import Build, build
from edition.errors import EditionError

from .conftest import SENTENCES

PUBLICATION = """
name = "The Forme"
slug = "forme"
publisher = "Forme Press"
language = "en-GB"
"""
ISSUE = (
    'date = "2026-03-06"\nnumber = 1\n\n[[section]]\ntitle = "News"\narticles = ["hard", "plain"]\n'
)
WORDS = "".join(SENTENCES)
PLAIN = f"---\nheadline: A plain story\nbyline: Ada Penhallow\n---\n\n{WORDS}\n"


def words(count: int) -> str:
    """Return ``count`` words in paragraphs of some seventy."""
    every = (WORDS * (count // 60 + 1)).split()[:count]
    return "\n\n".join(" ".join(every[at : at + 70]) for at in range(0, count, 70))


def picture(folder: Path, width: int, height: int) -> None:
    path = folder / "issues/2026-03-06/images/odd.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (width, height), (120, 80, 40)).save(path)


FIGURE = '![A long thing.](images/odd.jpg "The long thing.")\n\n'


def a_tall_picture(folder: Path) -> str:
    picture(folder, 150, 3000)
    return FIGURE + words(150)


def a_wide_picture(folder: Path) -> str:
    picture(folder, 3000, 150)
    return FIGURE + words(150)


def many_tall_pictures(folder: Path) -> str:
    picture(folder, 600, 3000)
    return (FIGURE + words(30) + "\n\n") * 6


def many_notes(_: Path) -> str:
    calls = " ".join(f"word[^{number}]" for number in range(100))
    notes = "\n".join(f"[^{number}]: {WORDS[:80]}" for number in range(100))
    return f"{words(60)} {calls}\n\n{notes}\n"


def table(columns: int) -> str:
    head = "|" + "|".join(f"Column {number}" for number in range(columns)) + "|"
    rows = ["|" + "|".join(f"{number},500" for number in range(columns)) + "|"] * 6
    rule = "---|" * columns
    return f"{words(60)}\n\n{head}\n|{rule}\n" + "\n".join(rows) + f"\n\n{words(60)}"


def wide_table(_: Path) -> str:
    return table(12)


def long_table(_: Path) -> str:
    rows = [f"| Ferry {number} | {number * 7} |" for number in range(100)]
    return f"{words(60)}\n\n| Ship | Sacks |\n|---|---|\n" + "\n".join(rows) + f"\n\n{words(60)}"


def deep_list(_: Path) -> str:
    return words(60) + "\n\n" + "\n".join("  " * deep + "- item" for deep in range(300))


def deep_quotes(_: Path) -> str:
    return words(60) + "\n\n" + ">" * 300 + " said\n"


HARD = {
    "8,000 words": lambda _: words(8000),
    "a very long word": lambda _: f"{words(60)} {'sesquipedalian' * 60} {words(60)}",
    "a very long address": lambda _: f"{words(60)} <https://forme.example/{'a' * 900}>",
    "a table of 12 columns": wide_table,
    "a table of 100 rows": long_table,
    "a list 300 deep": deep_list,
    "quotes 300 deep": deep_quotes,
    "a picture 1 : 20": a_tall_picture,
    "a picture 20 : 1": a_wide_picture,
    "pictures taller than their story": many_tall_pictures,
    "100 footnotes": many_notes,
    "one word": lambda _: "Word.",
    "no text": lambda _: "",
    "only a heading": lambda _: "## Heading\n",
    "a paragraph of 3,000 words": lambda _: words(3000).replace("\n\n", " "),
    "four hundred paragraphs": lambda _: "Yes.\n\n" * 400,
}


def made(folder: Path, story: str) -> Build:
    """Return the print edition of a paper with ``story`` in it."""
    issue = folder / "issues" / "2026-03-06"
    issue.mkdir(parents=True, exist_ok=True)
    (folder / "publication.toml").write_text(PUBLICATION, "utf-8")
    (issue / "issue.toml").write_text(ISSUE, "utf-8")
    (issue / "plain.md").write_text(PLAIN, "utf-8")
    (issue / "hard.md").write_text(f"---\nheadline: A hard story\n---\n\n{story}\n", "utf-8")
    return build(issue, ("print",), jobs=1)


@pytest.mark.parametrize("name", HARD)
def test_a_hard_story_is_set_or_told_about(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    story = HARD[name](tmp_path)
    start = process_time()
    try:
        result = made(tmp_path, story)
    except EditionError as told:
        assert told.message
        assert told.hint
    else:
        assert result.outputs or not result.deliverable
    assert process_time() - start < 60
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("columns", [5, 8, 12])
def test_a_table_wider_than_a_column_stands_across_several(columns: int, tmp_path: Path) -> None:
    result = made(tmp_path, table(columns))
    assert [one for one in result.findings if one.code.startswith("PDF")] == []
    (printed,) = result.outputs
    pages = pypdfium2.PdfDocument(printed.data)
    told = "".join(page.get_textpage().get_text_range() for page in pages)
    assert told.count(f"{columns - 1},500") == 6


def test_a_table_wider_than_the_page_is_told(tmp_path: Path) -> None:
    result = made(tmp_path, table(40))
    (told,) = [one for one in result.findings if one.code == "PDF-005"]
    assert "runs over the edge of its" in told.message
    assert "in “A hard story”" in told.message


@pytest.mark.parametrize("name", ["a very long word", "a very long address"])
def test_no_word_is_so_long_that_it_leaves_its_column(name: str, tmp_path: Path) -> None:
    result = made(tmp_path, HARD[name](tmp_path))
    assert [one for one in result.findings if one.code.startswith("PDF")] == []


def test_a_picture_of_extreme_shape_is_shown_or_told_about(tmp_path: Path) -> None:
    wide = made(tmp_path / "wide", a_wide_picture(tmp_path / "wide"))
    assert [one for one in wide.findings if one.code in ("PIC-003", "PIC-015")] == []
    tall = made(tmp_path / "tall", a_tall_picture(tmp_path / "tall"))
    (told,) = [one for one in tall.findings if one.code == "PIC-015"]
    assert "15 per cent" in told.message
    assert "three times as high as wide" in (told.hint or "")


def test_every_note_of_a_hundred_is_printed_once(tmp_path: Path) -> None:
    (printed,) = made(tmp_path, many_notes(tmp_path)).outputs
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(printed.data)
    )
    assert " ".join(text.split()).count(WORDS[4:30]) == 100 + 2
