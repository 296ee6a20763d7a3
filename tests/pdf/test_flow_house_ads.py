"""Appeals and house ads after the last story: in rows no wider than the page, none lost."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pypdfium2
import pytest

from edition.build import build
from edition.pdf.flow import call_rows

BASE = Path(__file__).parents[1] / "cases" / "_base"


@pytest.mark.parametrize(
    ("wide", "rows"),
    [
        ((), []),
        ((2, 3), [[2, 3]]),
        ((2, 3, 1), [[2, 3], [1]]),
        ((1,) * 8, [[1] * 5, [1] * 3]),
        ((5, 5, 1), [[5], [5], [1]]),
        ((3, 4), [[3], [4]]),
    ],
)
def test_a_row_is_no_wider_than_the_page(wide: tuple[int, ...], rows: list[list[int]]) -> None:
    assert call_rows(wide, 5, wide=lambda one: one) == rows


def test_many_house_ads_stand_on_their_pages(tmp_path: Path) -> None:
    root = tmp_path / "paper"
    shutil.copytree(BASE, root)
    for at in range(8):
        (root / f"standing/house-{at}.md").write_text(
            f"---\nkind: house-ad\nheadline: Take out number {at}\n"
            f'sizes: ["{1 + at % 2}x14"]\n---\n'
            "The Quay comes to your door.\n",
            "utf-8",
        )
    made = build(root / "issues/2026-03-06", ("print",), jobs=1)
    assert not [one.message for one in made.findings if one.code.startswith(("PDF-", "PRS-029"))]
    pdf = pypdfium2.PdfDocument(io.BytesIO(made.outputs[0].data))
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert all(f"Take out number {at}" in text for at in range(8))
