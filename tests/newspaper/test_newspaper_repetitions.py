"""Paragraphs that return word for word: both layouts, both editions on paper, no word missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.build import build

from .papers import figure, paper, picture, pieces, story, words

LINE = "The first ferry left at six in the morning with eleven passengers and a dog."


@pytest.mark.parametrize("layout", ["newspaper", "flow"])
@pytest.mark.parametrize("body", ["twenty", "sentences"])
def test_a_story_of_the_same_words_loses_none(tmp_path: Path, layout: str, body: str) -> None:
    stories = pieces(tmp_path, 6)
    picture(tmp_path, "view.jpg", 1800, 1200)
    if body == "twenty":
        text = "\n\n".join([words(45, seed=4)] * 20)
    else:
        parts = [f"{LINE} {words(20, seed=at % 3)} {LINE}" for at in range(14)]
        parts.insert(5, f"::: box How it is done\n{LINE} {words(20, seed=1)}\n:::")
        text = "\n\n".join(parts)
    stories["again"] = story(figure("view.jpg", LINE) + text, headline="Said again")
    issue = paper(tmp_path, stories, standing=None if layout == "newspaper" else {})
    settings = tmp_path / "publication.toml"
    settings.write_text(settings.read_text("utf-8").replace('"newspaper"', f'"{layout}"'), "utf-8")
    made = build(issue, ("print", "replica"), proof=True, jobs=1)
    assert [one.message for one in made.findings if one.code == "PDF-006"] == []
