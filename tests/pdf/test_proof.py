"""The proof: everything found, on a sheet in front and where it stands."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from edition.findings import Finding, finding
from edition.look import find_look
from edition.pdf import render_with_plan

from .conftest import paper

MARKS = (
    finding("SRC-013", "The folder and the date disagree.", hint="Rename the folder."),
    finding("PIC-006", "The picture reels.jpg has no caption.", part="story-2"),
)


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> tuple[pypdfium2.PdfDocument, int]:
    document = paper(tmp_path_factory.mktemp("proof"))
    look = find_look(document.publication, document.issue, proof=True)
    output, plan, _ = render_with_plan(document, look, target="print", marks=MARKS)
    return pypdfium2.PdfDocument(output.data), plan.page("story-2") or 0


def words(pdf: pypdfium2.PdfDocument, page: int) -> str:
    return " ".join(pdf[page].get_textpage().get_text_range().split())


def test_a_sheet_in_front_tells_every_finding(
    proof: tuple[pypdfium2.PdfDocument, int],
) -> None:
    told = words(proof[0], 0)
    for mark in MARKS:
        assert mark.code in told
        assert mark.message in told
    assert "Rename the folder." in told
    assert "The Forme" in words(proof[0], 1)


def test_a_finding_is_flagged_on_the_page_it_is_about(
    proof: tuple[pypdfium2.PdfDocument, int],
) -> None:
    pdf, page = proof
    assert "PIC-006 The picture reels.jpg has no caption." in words(pdf, page)


def test_without_a_proof_nothing_is_marked(tmp_path: Path) -> None:
    document = paper(tmp_path)
    look = find_look(document.publication, document.issue)
    marks: tuple[Finding, ...] = MARKS
    output, _, _ = render_with_plan(document, look, target="print", marks=marks)
    pdf = pypdfium2.PdfDocument(output.data)
    assert all("PIC-006" not in words(pdf, page) for page in range(len(pdf)))
