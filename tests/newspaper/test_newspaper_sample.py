"""The sample as a newspaper: pages as they were last looked at, and ink where the plan has it."""

from __future__ import annotations

import subprocess

import pytest
from PIL import Image, ImageDraw

from edition.makeup.plan import Rect

from .page_map import GOLDEN, page_maps, sample
from .papers import Made, made

DOTS = 50
"""Dots per inch of the pages looked at."""
INK = 200
"""Darker than this is ink."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(sample(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="module")
def painted(paper: Made, tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    """Return the pages as grey pictures."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "paper.pdf").write_bytes(paper.data)
    command = ["pdftoppm", "-r", str(DOTS), "-gray", "paper.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True, timeout=120)
    return [Image.open(one).convert("L") for one in sorted(folder.glob("page-*.pgm"))]


def test_every_page_is_as_it_was_last_looked_at(paper: Made) -> None:
    if not GOLDEN.exists():
        pytest.skip("no maps are kept yet: python -m tests.newspaper.page_map")
    kept = GOLDEN.read_text("utf-8")
    assert page_maps(paper.plan) == kept, "look, then: python -m tests.newspaper.page_map"


def test_every_page_is_full_and_every_word_on_it_once(paper: Made) -> None:
    assert paper.faults == []
    assert paper.plan.left_out == ()
    assert paper.setting.flaws == ()
    assert not {"PLN-001", "PLN-002", "PLN-003", "PDF-005", "PDF-006"} & paper.codes, paper.told()
    assert paper.plan.pages % paper.document.publication.page.page_multiple == 0


def box(paper: Made, sheet: int, rect: Rect) -> tuple[int, int, int, int]:
    """Return ``rect`` on page ``sheet`` in dots: left, top, right, bottom."""
    page = paper.document.publication.page
    inside, outside = page.margins.inside, page.margins.outside
    left = inside if sheet % 2 else outside
    line = page.leading * 25.4 / 72
    across = page.measure + page.gutter
    edges = (
        left + rect.column * across,
        page.margins.top + rect.line * line,
        left + rect.right * across - page.gutter,
        page.margins.top + rect.bottom * line,
    )
    x0, y0, x1, y1 = (round(edge / 25.4 * DOTS) for edge in edges)
    return x0, y0, x1, y1


def ink(image: Image.Image) -> float:
    """Return which part of ``image`` is inked."""
    dark = image.point(lambda value: 255 if value < INK else 0)
    histogram = dark.histogram()
    return histogram[255] / max(1, sum(histogram))


def test_there_is_ink_in_every_piece_of_a_page(paper: Made, painted: list[Image.Image]) -> None:
    """In every leg, head, picture and advertisement, a column wide and six lines deep at a time."""
    for sheet, image in zip(paper.plan.sheets, painted, strict=True):
        for module in sheet.modules:
            form = module.form
            rects = [leg.rect for leg in form.legs] + [inset.rect for inset in form.insets]
            rects += [form.head_at] if form.head_at else []
            for rect in rects:
                seen = image.crop(box(paper, sheet.number, rect))
                assert ink(seen) > 0.005, f"page {sheet.number}: {module.name} {rect}"
            for leg in form.legs:
                for line in range(leg.rect.line, leg.rect.bottom - 6, 6):
                    part = Rect(leg.rect.column, line, 1, 6)
                    seen = image.crop(box(paper, sheet.number, part))
                    assert ink(seen) > 0.02, f"page {sheet.number}: {module.name} {part}"
        for one in sheet.ready:
            assert ink(image.crop(box(paper, sheet.number, one.rect))) > 0.002, one.name


def test_gaps_are_white_but_for_their_rules(paper: Made, painted: list[Image.Image]) -> None:
    """Between two columns of text there is a rule at most; a letter over its edge would show."""
    for sheet, image in zip(paper.plan.sheets, painted, strict=True):
        for module in sheet.modules:
            for one in module.form.legs:
                _, y0, x1, y1 = box(paper, sheet.number, one.rect)
                gutter = round(paper.document.publication.page.gutter / 25.4 * DOTS)
                beside = image.crop((x1 + 2, y0 + 2, x1 + gutter - 2, y1 - 2))
                assert max(columns_of(beside), default=0.0) <= 1.0
                assert ink(beside) < 0.35, f"page {sheet.number}: {module.name} {one.rect}"


def columns_of(image: Image.Image) -> list[float]:
    return [ink(image.crop((at, 0, at + 1, image.height))) for at in range(image.width)]


def test_nothing_is_painted_outside_the_live_area(paper: Made, painted: list[Image.Image]) -> None:
    page, grid = paper.document.publication.page, paper.plan.grid
    head = round((page.margins.top - 4 * page.leading * 25.4 / 72) / 25.4 * DOTS)
    for sheet, image in zip(paper.plan.sheets, painted, strict=True):
        x0, _, x1, y1 = box(paper, sheet.number, Rect(0, 0, grid.columns, grid.lines))
        bare = image.copy()
        ImageDraw.Draw(bare).rectangle((x0 - 2, max(0, head), x1 + 2, y1 + 2), fill=255)
        assert ink(bare) == 0.0, f"page {sheet.number}"
