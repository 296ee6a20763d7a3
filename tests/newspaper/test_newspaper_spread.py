"""A story over the middle sheet: headline and photograph cross the fold, and every word is once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from edition.build import Build, build, plan_issue
from edition.findings import Severity
from edition.makeup.plan import Module

from .papers import Made, figure, made, paper, pieces, story, words
from .test_newspaper_last import deliver, edit

HEADLINE = "The bridge comes down tonight"
PAGE = 'size = "berliner"\ncolumns = 6\npage_multiple = 4\n'
SCALE = 1.0
"""Pixels a point."""


def photograph(folder: Path) -> Image.Image:
    """Write a photograph that is dark at the left and light at the right, with a bar across."""
    shade = Image.linear_gradient("L").rotate(90).resize((3600, 2400))
    shade = shade.point(lambda value: 40 + value * 3 // 4)
    shade.paste(20, (0, 1100, 3600, 1300))
    path = folder / "issues/2026-03-06/images/bridge.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    shade.save(path, quality=92)
    return shade


def issue(folder: Path, *, tables: str = "", page: str = PAGE, **front: object) -> Path:
    """Write a paper of four pages with a long story in its middle."""
    photograph(folder)
    stories = pieces(folder, 9, each=260)
    body = figure("bridge.jpg") + words(1900, seed=7)
    long = story(
        body,
        headline=HEADLINE,
        standfirst=words(14, seed=3),
        byline="A. B.",
        kicker="Town hall",
        **front,
    )
    names = list(stories)
    stories["bridge"] = long
    order = {"News": names[:4], "Town": ["bridge"], "Sport": names[4:]}
    pin = '[[pin]]\nstory = "bridge"\nspread = true\n' + tables
    return paper(folder, stories, sections=order, page=page, tables=pin)


@pytest.fixture(scope="module")
def spread(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(issue(tmp_path_factory.mktemp("spread")))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build(issue(tmp_path_factory.mktemp("built")), {"replica"}, proof=True)


def halves(spread: Made) -> tuple[tuple[int, Module], tuple[int, Module]]:
    one, other = spread.story("bridge")
    return one, other


def both(spread: Made) -> Image.Image:
    """Return both pages side by side, as the sheet shows them."""
    pdf = pypdfium2.PdfDocument(spread.data)
    (left, _), (right, _) = halves(spread)
    pages = [pdf[at - 1].render(scale=SCALE).to_pil().convert("L") for at in (left, right)]
    sheet = Image.new("L", (2 * pages[0].width, pages[0].height), 255)
    for at, page in enumerate(pages):
        sheet.paste(page, (at * page.width, 0))
    return sheet


def test_it_stands_in_the_middle_and_fills_both_pages(spread: Made) -> None:
    assert spread.full, spread.told()
    (left, one), (right, other) = halves(spread)
    assert (left, right) == (spread.plan.pages // 2, spread.plan.pages // 2 + 1)
    assert (one.form.half, other.form.half) == ("first", "second")
    assert one.form.head_at == other.form.head_at
    assert one.form.insets[0].rect.line == other.form.insets[0].rect.line
    assert one.form.insets[0].rect.right == 6 and other.form.insets[0].rect.column == 0
    assert spread.codes <= {"PIC-003", "PIC-007"}, spread.told()


def test_the_halves_of_the_photograph_join_at_the_fold(spread: Made, tmp_path: Path) -> None:
    sheet = both(spread)
    (_, one), _ = halves(spread)
    rect, page = one.form.insets[0].rect, spread.document.publication.page
    point = 72 / 25.4 * SCALE
    leading = page.leading * SCALE
    wide = (rect.columns * page.measure + (rect.columns - 1) * page.gutter) * point
    wide += page.margins.inside * point
    top = page.margins.top * point + rect.line * leading
    middle = sheet.width / 2
    high = (rect.lines - 1) * leading - 8
    shown = sheet.crop(tuple(map(round, (middle - wide, top, middle + wide, top + high))))
    whole = ImageOps.fit(photograph(tmp_path), shown.size)
    assert _unlike(shown, whole) < 12
    turned = Image.new("L", shown.size)
    half = shown.width // 2
    turned.paste(shown.crop((half, 0, shown.width, shown.height)), (0, 0))
    turned.paste(shown.crop((0, 0, half, shown.height)), (half, 0))
    assert _unlike(turned, whole) > 40
    # At the fold itself nothing is seen of the paper.
    fold = shown.crop((half - 3, 10, half + 3, shown.height - 10))
    assert min(fold.resize((6, 1)).tobytes()) < 190 and max(fold.resize((6, 1)).tobytes()) < 190


def _unlike(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


def test_no_letter_of_the_headline_is_near_the_fold(spread: Made) -> None:
    pdf = pypdfium2.PdfDocument(spread.data)
    page = spread.document.publication.page
    (left, one), (right, _) = halves(spread)
    assert one.form.head_at
    top = page.margins.top / 25.4 * 72 + page.leading  # The kicker has the first line.
    head = (one.form.head_at.lines - 1) * page.leading
    said: list[str] = []
    for number, from_left in ((left, False), (right, True)):
        leaf = pdf[number - 1]
        width = leaf.get_width()
        high, text = leaf.get_height() - top, leaf.get_textpage()
        boxes = [
            (text.get_charbox(at), text.get_text_range(at, 1)) for at in range(text.count_chars())
        ]
        large = [(box, one) for box, one in boxes if high - head < box[1] < box[3] < high]
        gaps = [box[0] if from_left else width - box[2] for box, _ in large]
        assert min(gaps) > 5 / 25.4 * 72 - 1
        assert min(gaps) < 15 / 25.4 * 72
        said.append("".join(letter for _, letter in large))
    assert "".join(said).replace(" ", "") == HEADLINE.replace(" ", "")
    assert all(said)


def test_the_headline_is_read_once_and_whole(built: Build) -> None:
    assert "PDF-006" not in {one.code for one in built.findings}
    (replica,) = built.outputs
    with pikepdf.open(_file(replica.data)) as pdf:
        read = [
            str(one["/ActualText"])
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/H1"
            if "/ActualText" in one
        ]
        outline = [item.title for item in _items(pdf)]
    assert read == [HEADLINE]
    assert HEADLINE in outline


def _file(data: bytes) -> Any:
    import io

    return io.BytesIO(data)


def _items(pdf: pikepdf.Pdf) -> list[Any]:
    with pdf.open_outline() as outline:
        waiting, found = list(outline.root), []
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting += one.children
    return found


def rewritten(place: Path, old: str, new: str) -> None:
    text = (place / "bridge.md").read_text("utf-8")
    assert old in text
    (place / "bridge.md").write_text(text.replace(old, new), "utf-8")


def test_a_headline_of_one_word_stands_on_one_page(tmp_path: Path) -> None:
    place = issue(tmp_path)
    rewritten(place, HEADLINE, "Bridge")
    other = made(place)
    assert all(not module.form.half for _, module in other.plan.modules())
    assert "PDF-006" not in other.codes
    (told,) = [one for one in other.findings if one.code == "PLN-004"]
    assert "a headline of one word has no gap" in told.message
    # What was settled stands in issue.toml.
    assert told.origin and told.origin.path.name == "issue.toml" and told.origin.line


ADVERT = '[[ad]]\nname = "Harbour Bank"\npicture = "bank.svg"\ncolumns = 2\nheight = "60mm"\n'


@pytest.mark.parametrize(
    ("settled", "long", "why"),
    [
        ("place: page 3\n", 1900, "“Who we are” stands on page 3"),
        ("", 350, "lines empty"),
    ],
)
def test_why_it_does_not_cross_the_fold_is_told(
    tmp_path: Path, settled: str, long: int, why: str
) -> None:
    place = issue(tmp_path)
    (tmp_path / "standing/who.md").write_text(
        f"---\nkind: appeal\nheadline: Who we are\n{settled}---\nA paper.\n", "utf-8"
    )
    rewritten(place, words(1900, seed=7), words(long, seed=7))
    _, plan, findings = plan_issue(place, pages=4)
    assert not any(module.form.half == "second" for _, module in plan.modules())
    (told,) = [one for one in findings if one.code == "PLN-004"]
    assert why in told.message and told.hint, told


def test_a_spread_of_two_sheets_is_no_more_than_a_note(tmp_path: Path) -> None:
    place = issue(tmp_path, tables="page = 4\n")
    settings = (place / "issue.toml").read_text("utf-8")
    (place / "issue.toml").write_text(settings.replace("number = 12", "number = 12\npages = 12"))
    _, plan, findings = plan_issue(place)
    stands = [sheet.number for sheet, one in plan.modules() if one.name == "bridge"]
    told = [one for one in findings if one.code == "PLN-004"]
    assert stands[:2] == [4, 5], told
    assert [one.severity for one in told] == [Severity.NOTE]
    assert "pages 4 and 5, which are two sheets" in told[0].message
    assert "page = 6" in (told[0].hint or "")


def test_an_advertisement_for_a_page_there_is_not_is_told(tmp_path: Path) -> None:
    place = issue(tmp_path, tables=f"{ADVERT}page = 50\n")
    (place / "bank.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    _, plan, findings = plan_issue(place)
    (told,) = [one for one in findings if one.code == "PIN-003"]
    assert told.severity == Severity.ERROR and told.origin and told.origin.line
    assert f"booked on page 50; there are {plan.pages}" in told.message


def test_the_printer_has_nothing_to_say_of_the_fold_with_bleed_or_without(tmp_path: Path) -> None:
    for page in (PAGE, PAGE + 'bleed = "3mm"\n'):
        built = build(issue(tmp_path, page=page), {"print"}, proof=True, jobs=1)
        told = [one for one in built.findings if one.code.startswith("PRS")]
        assert not [one.message for one in told if "age 2" in one.message or "age 3" in one.message]


def test_the_spread_stays_when_another_story_is_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    place, out = issue(tmp_path / "paper"), tmp_path / "out"
    deliver(place, out)
    before = plan_issue(place, delivered=out)[1]
    assert before.kept == tuple(range(1, before.pages + 1))
    edit(place, "piece-7")
    after = plan_issue(place, delivered=out)[1]
    middle = (before.pages // 2, before.pages // 2 + 1)
    assert set(after.kept or ()) >= set(middle)
    for number in middle:
        assert after.sheets[number - 1].modules == before.sheets[number - 1].modules
