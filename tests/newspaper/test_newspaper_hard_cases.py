"""Newspapers nobody should send and somebody will: each page is full, or it is said why not."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from edition.build import build

from .papers import A4, Made, figure, made, paper, picture, pieces, story, words

LIMIT = 12.0
"""Seconds of processor time, for making up once and building once; the slowest takes a third."""


def one_story(folder: Path) -> Path:
    return paper(folder, {"alone": story(words(700))})


def all_briefs(folder: Path) -> Path:
    briefs = {
        f"brief-{at}": story(words(45 + 9 * at, seed=at), headline=f"Brief {at}", rank="brief")
        for at in range(14)
    }
    return paper(folder, briefs, sections={"News": list(briefs)[:9], "Town": list(briefs)[9:]})


def briefs_with_more(folder: Path) -> Path:
    """What stands beside the columns of briefs belongs to one of them."""
    picture(folder, "boat.jpg", 900, 600)
    more = {
        "boat": figure("boat.jpg") + words(50, seed=70),
        "cost": f"{words(40, seed=71)}\n\n::: box What it cost\n{words(20, seed=72)}\n:::",
        "tide": f"{words(40, seed=73)}\n\n| Day | High |\n|---|---|\n| Friday | 4.20 |",
    }
    briefs = {
        name: story(body, headline=f"A {name} brief", rank="brief") for name, body in more.items()
    }
    return paper(folder, {**pieces(folder), **briefs})


def more_briefs(folder: Path) -> Path:
    """More than one page of them, in one section."""
    briefs = {
        f"brief-{at}": story(words(30 + at % 7 * 10, seed=at), headline=f"Brief {at}", rank="brief")
        for at in range(36)
    }
    return paper(folder, briefs)


def long_story(folder: Path) -> Path:
    long = story(words(8000), headline="The long way round the island", byline="Ada Penhallow")
    return paper(folder, {"long": long, **pieces(folder, 6)})


def no_pictures(folder: Path) -> Path:
    stories = {
        f"plain-{at}": story(words(120 + 40 * at, seed=at), headline=f"Plain story {at}")
        for at in range(12)
    }
    return paper(folder, stories, sections={"News": list(stories)[:7], "Town": list(stories)[7:]})


def thirty_pictures(folder: Path) -> Path:
    picture(folder, "view.jpg", 900, 600)
    body = "\n\n".join(
        figure("view.jpg", f"View number {at} of the quay.") + words(30, seed=at)
        for at in range(30)
    )
    return paper(folder, {"many": story(body), **pieces(folder)})


def long_word(folder: Path) -> Path:
    headline = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
    return paper(folder, {"word": story(words(300), headline=headline), **pieces(folder)})


def long_word_everywhere(folder: Path) -> Path:
    one, two, three, four = (part * 20 for part in ("sesquiped", "antidis", "floccinau", "honorif"))
    body = f"{words(80)} {one}\n\n## {two}\n\n{words(80, seed=1)}"
    long = story(body, kicker=three, standfirst=four)
    return paper(folder, {"word": long, **pieces(folder)})


ARABIC = re.findall(
    r"\w+",
    """
    الميناء العبارة المجلس الشتاء الورق الصحيفة الحرف الجزيرة الرصيف الجسر السوق الشارع الخباز
    الحبر المدرسة الحديقة النافذة الليل الصباح البحر الحبل المصباح النجار القبطان المحطة المكتبة
    """,
)


def from_the_right(folder: Path) -> Path:
    stories = {
        f"piece-{at}": story(words(190 + 25 * at, seed=at, stock=ARABIC), headline=ARABIC[at])
        for at in range(8)
    }
    return paper(folder, stories, language="ar")


def wide_table(folder: Path) -> Path:
    row = "|" + "|".join(f"Figure {at}" for at in range(14)) + "|\n"
    table = row + "|" + "---|" * 14 + "\n" + row * 5
    body = f"{words(120)}\n\n{table}\n\n{words(120, seed=1)}"
    return paper(folder, {"table": story(body), **pieces(folder)})


def odd_pictures(folder: Path) -> Path:
    picture(folder, "tall.jpg", 400, 2000)
    picture(folder, "flat.jpg", 2000, 400)
    stories = {
        "tall": story(figure("tall.jpg") + words(300, seed=50), headline="A tower"),
        "flat": story(figure("flat.jpg") + words(300, seed=51), headline="A horizon"),
        **pieces(folder),
    }
    return paper(folder, stories)


def one_page(folder: Path) -> Path:
    return paper(folder, pieces(folder, 3, each=140), issue="pages = 1", page=A4)


def empty_section(folder: Path) -> Path:
    stories = pieces(folder)
    return paper(folder, stories, sections={"News": list(stories), "Town": [], "Sea": []})


def only_a_box(folder: Path) -> Path:
    boxed = story(f"::: box What it cost\n{words(60)}\n:::")
    return paper(folder, {**pieces(folder), "boxed": boxed})


def only_a_picture(folder: Path) -> Path:
    picture(folder, "view.jpg", 900, 600)
    return paper(folder, {**pieces(folder), "seen": story(figure("view.jpg"))})


def three_columns(folder: Path) -> Path:
    return paper(folder, pieces(folder, 10), page=A4)


def eight_columns(folder: Path) -> Path:
    return paper(folder, pieces(folder, 14, each=400), page='size = "broadsheet"\ncolumns = 8')


def one_column(folder: Path) -> Path:
    page = 'width = "105mm"\nheight = "180mm"\ncolumns = 1'
    return paper(folder, pieces(folder, 5, each=120), page=page)


def one_narrow_column(folder: Path) -> Path:
    """Stories of two pages and more, with no number of pages."""
    page = 'width = "120mm"\nheight = "200mm"\ncolumns = 1'
    stories = {
        f"plain-{at}": story(words(80 + at * 110, seed=at), headline=f"Plain story {at}")
        for at in range(6)
    }
    return paper(folder, stories, page=page, newspaper="pull_quotes = false")


def one_word(folder: Path) -> Path:
    return paper(folder, {"one": story("Word.", headline="Word"), **pieces(folder)})


def every_block(folder: Path) -> Path:
    body = f"""{words(90)}[^1]

> {words(25, seed=7)}
> — Ada Penhallow

::: pull
The ferry was never late, it was only early for the next one.
:::

::: qa
Q: Is it the tide?

A: It is always the tide.
:::

- one rope
- two barrels

## What it cost

    code keeps its lines

{words(120, seed=8)}

***

{words(120, seed=9)}

[^1]: {words(12, seed=10)}
"""
    return paper(folder, {"every": story(body, byline="Ben Tor"), **pieces(folder)})


HARD: dict[str, Callable[[Path], Path]] = {
    one.__name__.replace("_", " "): one
    for one in (
        one_story,
        all_briefs,
        briefs_with_more,
        more_briefs,
        long_story,
        no_pictures,
        thirty_pictures,
        long_word,
        long_word_everywhere,
        from_the_right,
        wide_table,
        odd_pictures,
        one_page,
        empty_section,
        only_a_box,
        only_a_picture,
        three_columns,
        eight_columns,
        one_column,
        one_narrow_column,
        one_word,
        every_block,
    )
}


def check(done: Made) -> None:
    """Assert that every page is full and every word on it once, or that it is said why not."""
    with pypdfium2.PdfDocument(io.BytesIO(done.data)) as pdf:
        assert len(pdf) == done.plan.pages
    assert done.setting.flaws == (), done.told()
    assert not {"PDF-001", "PDF-004"} & done.codes, done.told()
    short = {"PLN-001", "PLN-002", "PLN-003"} & done.codes
    assert done.full == (not short), done.told()
    lost = {one.part for one in done.findings if one.code == "PDF-006"}
    assert lost <= unset(done), done.told()


def unset(done: Made) -> set[str]:
    """Return the stories that are said to have found no room, in whole or in part."""
    gathered = {one.name: one.gathered for one in done.planned.measured.copies}
    return {one for name in done.plan.left_out for one in (gathered.get(name) or (name,))}


@pytest.mark.parametrize("case", HARD)
def test_pages_are_full(case: str, tmp_path: Path) -> None:
    done = made(HARD[case](tmp_path))
    check(done)
    assert done.full, done.told()
    assert done.seconds < LIMIT


@pytest.fixture(scope="module")
def from_right(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(from_the_right(tmp_path_factory.mktemp("right")))


def test_letters_of_another_script_are_as_wide_as_their_font_has_them(from_right: Made) -> None:
    """Bold ones too, whose weight comes out of a file that holds many."""
    with pikepdf.open(io.BytesIO(from_right.data)) as pdf:
        found = [one for one in pdf.objects if _is_font(one) and "Arabic" in str(one.BaseFont)]
        assert {str(one.BaseFont).partition("+")[2] for one in found} >= {"Edition-Arabic-Bold"}
        for one in found:
            data = one.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
            font = TTFont(io.BytesIO(data))
            order, metrics, whole = font.getGlyphOrder(), font["hmtx"], font["head"].unitsPerEm
            for glyph, width in _widths(one.DescendantFonts[0].W):
                assert width == pytest.approx(metrics[order[glyph]][0] * 1000 / whole, abs=1)


def _is_font(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and "/DescendantFonts" in one


def _widths(listed: pikepdf.Object) -> Iterator[tuple[int, float]]:
    items = list(listed)  # type: ignore[call-overload]
    for first, widths in zip(items[::2], items[1::2], strict=True):
        yield from ((int(first) + at, float(width)) for at, width in enumerate(widths))


def test_from_the_right_columns_run_the_other_way(from_right: Made) -> None:
    """The first column of a plan is the rightmost one on the page."""
    page = from_right.document.publication.page
    near = abs(page.margins.inside - page.margins.outside) + 0.6
    begun = [(sheet, one) for sheet, one in from_right.plan.modules() if one.back is None]
    assert len({one.rect.column for _, one in begun}) > 1, "else this shows nothing"
    for sheet, module in begun:
        spot = from_right.setting.anchors[module.name]
        passed = module.rect.column * (page.measure + page.gutter)
        begins = page.width - page.margins.inside - passed
        assert spot.page == sheet.number
        assert spot.left + page.across(module.rect.columns) == pytest.approx(begins, abs=near)


def test_a_proof_is_made_of_what_does_not_fit(tmp_path: Path) -> None:
    done = build(
        paper(tmp_path, {"alone": story(words(90))}, standing={}), ("print",), proof=True, jobs=1
    )
    (said,) = (one for one in done.findings if one.code == "PLN-001")
    sheet = pypdfium2.PdfDocument(done.outputs[0].data)[0].get_textpage()
    told = " ".join(sheet.get_text_range().split())
    assert "PLN-001" in told and said.message in told, "the sheet in front tells it too"
    assert min(sheet.get_charbox(one)[0] for one in range(20)) > 20, "and does not bleed"
