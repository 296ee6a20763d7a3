"""Pages of the flow layout that showed: contents beside a short lead, boxes broken over columns."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from edition.build import check_issue
from edition.look import find_look
from edition.pdf.engine import Setting
from edition.pdf.flow_setting import set_flow
from tests.newspaper.papers import figure, picture, story, words

HEADLINE = "A longer headline than most, of the sort that comes with an imported story"
POINT = 25.4 / 72


def laid_out(folder: Path, stories: dict[str, str]) -> Setting:
    """Return ``stories`` in one section on A4, in the order they come."""
    issue = folder / "issues/2026-03-06"
    issue.mkdir(parents=True, exist_ok=True)
    picture(folder, "view.jpg", 900, 600)
    settings = 'name = "The Quay"\nlanguage = "en-GB"\npublisher = "Quay Press"\nlayout = "flow"\n'
    (folder / "publication.toml").write_text(settings + '[page]\nsize = "A4"\n', "utf-8")
    for name, text in stories.items():
        (issue / f"{name}.md").write_text(text, "utf-8")
    order = f'[[section]]\ntitle = "News"\narticles = {list(stories)!r}\n'
    (issue / "issue.toml").write_text(f"date = 2026-03-06\nnumber = 12\n{order}", "utf-8")
    document, _ = check_issue(issue)
    look = find_look(document.publication, document.issue)
    return set_flow(document, look, target="replica", jobs=1, marks=())[1]


@pytest.mark.parametrize("lead", [40, 160, 320])
def test_what_follows_a_short_lead_keeps_clear_of_the_contents(tmp_path: Path, lead: int) -> None:
    stories = {"lead": story(words(lead), headline="The ferry")}
    for at in range(12):
        stories[f"piece-{at}"] = story(words(400, seed=at), headline=f"{HEADLINE} {at}")
    setting = laid_out(tmp_path, stories)
    second = setting.anchors["piece-0"]
    assert second.page == 1
    contents = setting.anchors["contents"]
    assert contents.page == 1 and contents.height > 20
    assert contents.top + contents.height <= second.top
    data, _ = setting.write()
    said = pypdfium2.PdfDocument(io.BytesIO(data))[0].get_textpage().get_text_bounded()
    assert "Contents" in said and HEADLINE.split()[1] in said


def test_the_tint_of_a_broken_box_ends_with_its_words(tmp_path: Path) -> None:
    tall = figure("tall.jpg", more=" size=column")
    box = f"::: box How it is done\n{words(80, seed=3)}\n\n{tall}\n\n{words(60, seed=4)}\n:::\n\n"
    body = words(560, seed=1) + "\n\n" + box + words(300, seed=2)
    picture(tmp_path, "tall.jpg", 600, 1000)
    found = []
    for more in (0, 60, 120):
        folder = tmp_path / str(more)
        picture(folder, "tall.jpg", 600, 1000)
        one = words(more + 20, seed=9) + "\n\n" + body
        setting = laid_out(folder, {"lead": story(one, headline="The ferry")})
        data, _ = setting.write()
        found += [_grey_below_words(page) for page in pypdfium2.PdfDocument(io.BytesIO(data))]
    assert max(found) < 14  # millimetres: the air around a picture is 10


def _grey_below_words(page: pypdfium2.PdfPage) -> float:
    """Return the deepest stretch of plain tint on a page, in millimetres."""
    shown = page.render(scale=1).to_pil().convert("L")
    deepest = 0
    for left in range(0, shown.width - 40, 20):
        strip = shown.crop((left, 0, left + 40, shown.height))
        deepest = max(deepest, _tinted_rows(strip))
    return deepest * POINT


def _tinted_rows(strip: Image.Image) -> int:
    run = deepest = 0
    for row in range(strip.height):
        shades = set(strip.crop((0, row, strip.width, row + 1)).tobytes())
        plain = len(shades) == 1 and 225 < min(shades) < 250
        run = run + 1 if plain else 0
        deepest = max(deepest, run)
    return deepest
