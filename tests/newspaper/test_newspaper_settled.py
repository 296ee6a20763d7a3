"""What an editor settles about pages: it is kept, or it is said that it cannot be."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from edition.build import build, plan_issue
from edition.makeup.plan import Flatplan, Module

from .papers import A4, made, paper, pieces

PICTURED = "piece-4"
"""A story with a picture; it is no lead."""

Kept = Callable[[Flatplan, list[tuple[int, Module]]], bool]

PINS: dict[str, Kept] = {
    "page = 3": lambda plan, parts: parts[0][0] == 3,
    "never = [1, 2]": lambda plan, parts: all(page > 2 for page, _ in parts),
    "columns = 2": lambda plan, parts: parts[0][1].rect.columns == 2,
    "picture = 2": lambda plan, parts: parts[0][1].form.insets[0].rect.columns == 2,
    "alone = true": lambda plan, parts: all(
        len(sheet.modules) == 1
        for sheet in plan.sheets
        if sheet.number in {one for one, _ in parts}
    ),
    "jump = false": lambda plan, parts: len(parts) == 1,
}


def settled(folder: Path, tables: str) -> tuple[Flatplan, set[str], list[tuple[int, Module]]]:
    issue = paper(folder, pieces(folder), page=A4, tables=tables)
    _, plan, findings = plan_issue(issue)
    parts = [(sheet.number, one) for sheet, one in plan.modules() if one.name == PICTURED]
    return plan, {one.code for one in findings}, parts


@pytest.mark.parametrize("pin", PINS)
def test_a_pin_is_kept_or_it_is_said(pin: str, tmp_path: Path) -> None:
    plan, codes, parts = settled(tmp_path, f'[[pin]]\nstory = "{PICTURED}"\n{pin}\n')
    assert parts or "PLN-001" in codes
    assert codes & {"PLN-001", "PLN-002", "PLN-004"} or PINS[pin](plan, parts)


def test_a_page_of_ones_own_choice_is_kept_or_it_is_said(tmp_path: Path) -> None:
    table = f'[[page]]\nnumber = 3\nstories = ["{PICTURED}", "piece-5"]\n'
    plan, codes, _ = settled(tmp_path, table)
    begun = [one.name for one in plan.sheets[2].modules if one.back is None]
    assert codes & {"PLN-001", "PLN-004"} or begun == [PICTURED, "piece-5"]


def test_advertisements_that_do_not_fit_are_told(tmp_path: Path) -> None:
    art = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="90" viewBox="0 0 60 90"/>'
    ads = "".join(
        f'[[ad]]\nname = "Shop {at}"\npicture = "shop.svg"\ncolumns = 2\nheight = "180mm"\n'
        f'page = 2\nalt = "A shop."\n'
        for at in range(4)
    )
    issue = paper(tmp_path, pieces(tmp_path, 6), page=A4, tables=ads)
    (issue / "shop.svg").write_text(art, "utf-8")
    _, plan, findings = plan_issue(issue)
    stand = [one.name for sheet in plan.sheets for one in sheet.ready if one.kind == "advert"]
    told = [one for one in findings if one.code == "PLN-003"]
    assert told, "two of them fill the page"
    assert len(stand) + len(told) == 4


LEVELS = {"publication": "", "issue": "issues/2026-03-06/"}


@pytest.mark.parametrize("level", LEVELS)
def test_a_template_of_ones_own_draws_the_page(level: str, tmp_path: Path) -> None:
    issue = paper(tmp_path, pieces(tmp_path, 3), page=A4, issue="pages = 2")
    path = tmp_path / LEVELS[level] / "templates/print/newspaper/sheet.xhtml.j2"
    path.parent.mkdir(parents=True)
    path.write_text(
        '{% extends "shared/print/newspaper/sheet.xhtml.j2" %}\n'
        '{% block folio %}<p class="folio-paper">OURSALONE {{ number }}</p>{% endblock %}\n',
        "utf-8",
    )
    done = build(issue, ("print",), proof=True, jobs=1)
    with pypdfium2.PdfDocument(io.BytesIO(done.outputs[0].data)) as pdf:
        text = pdf[len(pdf) - 1].get_textpage().get_text_range()
    assert "OURSALONE 2" in text
    assert not {"PDF-004", "PDF-007", "LOOK-001"} & {one.code for one in done.findings}


@pytest.mark.parametrize("level", LEVELS)
def test_a_token_of_ones_own_is_counted_in_the_plan(level: str, tmp_path: Path) -> None:
    """Larger headlines take more lines, and the pages are made up for them."""
    issue = paper(tmp_path, pieces(tmp_path, 4), page=A4)
    before = plan_issue(issue)[1]
    path = tmp_path / LEVELS[level] / "styles/publication.css"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(":root { --lead-size: 72pt; --lead-lines: 9; --middle-lines: 4 }\n", "utf-8")
    done = made(issue)
    assert heights(before) != heights(done.plan)
    assert done.setting.flaws == ()


def heights(plan: Flatplan) -> list[tuple[str, int]]:
    heads = [(one.name, one.form.head) for _, one in plan.modules() if one.back is None]
    return [(f"{name} {head.size}", head.lines) for name, head in heads if head]
