"""Draws a flatplan as letters: which story stands where, compact enough to be read in a diff.

A letter is a column of a module; capitals are its head, digits a picture, ``+`` a box,
a table or a quotation, ``:`` what is ready-made, ``.`` what nothing fills. A line
stands for four lines of the grid.

Write the maps of the sample anew, and read what changed before keeping it:

    .venv/bin/python -m tests.newspaper.page_map
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase

from edition.build import plan_issue
from edition.makeup.plan import Flatplan, Module, Rect, Sheet

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden/newspaper/sample.txt"
SAMPLE = Path("issues/2026-03-06")
STEP = 4


def page_maps(plan: Flatplan) -> str:
    """Return the maps of all pages of ``plan``."""
    return "\n".join("\n".join(_page(sheet, plan)) for sheet in plan.sheets) + "\n"


def _page(sheet: Sheet, plan: Flatplan) -> Iterator[str]:
    grid = plan.grid
    cells = [["."] * grid.columns for _ in range(grid.lines)]

    def draw(rect: Rect, letter: str) -> None:
        for line in range(rect.line, min(rect.bottom, grid.lines)):
            cells[line][rect.column : rect.right] = [letter] * rect.columns

    told = []
    for letter, module in zip(ascii_lowercase, sheet.modules, strict=False):
        draw(module.rect, letter)
        if module.form.head_at:
            draw(module.form.head_at, letter.upper())
        for number, inset in enumerate(module.form.insets, 1):
            draw(inset.rect, str(number % 10) if inset.kind == "picture" else "+")
        told.append(f"{letter} {_told(module)}")
    for one in sheet.ready:
        draw(one.rect, ":")
        told.append(f": {one.kind} {one.name} {one.rect.columns} × {one.rect.lines}")
    yield f"page {sheet.number}  {sheet.label}"
    for line in range(0, grid.lines, STEP):
        yield f"{line:3} " + "".join(letter * 2 for letter in cells[line])
    yield from (f"  {one}" for one in told)


def _told(module: Module) -> str:
    head, rect = module.form.head, module.rect
    size = f"{head.size}/{head.turns}" if head else "no head"
    onto = f" → {module.onto}" if module.onto else ""
    back = f" ← {module.back}" if module.back else ""
    flag = f" [{module.flag}]" if module.flag else ""
    return f"{module.name} {rect.columns} × {rect.lines} {size}{onto}{back}{flag}"


def sample(folder: Path) -> Path:
    """Return the sample's issue in a copy in ``folder``, its layout a newspaper's."""
    root = folder / "forme"
    shutil.copytree(ROOT / "issues", root, ignore=shutil.ignore_patterns("out"))
    settings = root / "publication.toml"
    text = settings.read_text("utf-8").replace('layout = "flow"', 'layout = "newspaper"')
    settings.write_text(text, "utf-8")
    return root / SAMPLE.name


def main() -> None:
    """Write the golden maps of the sample."""
    with tempfile.TemporaryDirectory() as folder:
        _, plan, _ = plan_issue(sample(Path(folder)))
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_text(page_maps(plan), "utf-8")


if __name__ == "__main__":
    main()
