"""Pages on sheets: folded, two and four up; and one file for every page."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from typer.testing import CliRunner

from edition.cli import app
from edition.press.bindery import apart, bound, imposed, leaves
from edition.press.imposition import SHEETS, Lay, impose, lay

from .finished import Printed, printed

MM = 72 / 25.4


def numbered(
    pages: int, wide: float = 100, high: float = 140, *, turned: int = 0, bleed: float = 0.0
) -> bytes:
    """Return a PDF whose pages bear their number at the left edge; sizes in millimetres."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
            )
        )  # fmt: skip
        for number in range(1, pages + 1):
            edge = bleed * MM
            page = pdf.add_blank_page(
                page_size=(wide * MM + 2 * edge, high * MM + 2 * edge)
            )  # fmt: skip
            page.TrimBox = [edge, edge, edge + wide * MM, edge + high * MM]
            page.BleedBox = page.MediaBox
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = pdf.make_stream(
                f"0 1 0 0 k 0 0 {wide * MM + 2 * edge} {high * MM + 2 * edge} re f 0 0 0 1 k "
                f"BT /F 20 Tf {edge + 5:.1f} {edge + 5:.1f} Td (p{number}) Tj ET".encode()
            )
            if turned:
                page.Rotate = turned
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def words(data: bytes) -> list[list[tuple[str, float, float]]]:
    """Return the words of every page with where they begin, in millimetres from the left foot."""
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            rows = []
            for at in range(text.count_rects()):
                left, low, right, top = text.get_rect(at)
                said = text.get_text_bounded(left - 1, low - 1, right + 1, top + 1).strip()
                rows.append((said, round(left / MM, 1), round(low / MM, 1)))
            found.append(sorted(rows, key=lambda one: (-one[2], one[1])))
    return found


def natural(like_across: int, like_down: int = 1) -> Lay:
    return Lay(100 * like_across, 140 * like_down, 1.0, 0.0, 0.0)


def test_a_booklet_reads_right_when_it_is_folded() -> None:
    made = imposed(numbered(8), impose(8, "booklet"), natural(2))
    order = [[said for said, _, _ in side] for side in words(made)]
    assert order == [["p8", "p1"], ["p2", "p7"], ["p6", "p3"], ["p4", "p5"]]


def test_a_booklet_with_its_spine_on_the_right() -> None:
    made = imposed(numbered(4), impose(4, "booklet", backwards=True), natural(2))
    assert [[said for said, _, _ in side] for side in words(made)] == [["p1", "p4"], ["p3", "p2"]]


def test_pages_that_do_not_fill_the_last_sheet_leave_white_and_say_so() -> None:
    plan = impose(6, "booklet")
    assert plan.white == 2
    made = imposed(numbered(6), plan, natural(2))
    assert [[said for said, _, _ in side] for side in words(made)] == [
        ["p1"], ["p2"], ["p6", "p3"], ["p4", "p5"],
    ]  # fmt: skip


def test_creep_draws_inner_sheets_towards_the_fold() -> None:
    flat = words(imposed(numbered(12), impose(12, "booklet"), natural(2)))
    drawn = words(imposed(numbered(12), impose(12, "booklet", creep=0.5), natural(2)))
    for sheet in range(3):
        for side in (2 * sheet, 2 * sheet + 1):
            left, right = (
                round(new[1] - old[1], 1)
                for new, old in zip(drawn[side], flat[side], strict=True)
            )  # fmt: skip
            assert (left, right) == (0.5 * sheet, -0.5 * sheet)


def test_two_and_four_up_are_read_in_rows() -> None:
    two = words(imposed(numbered(3), impose(3, "2-up"), natural(2)))
    assert [[said for said, _, _ in side] for side in two] == [["p1", "p2"], ["p3"]]
    four = words(imposed(numbered(5), impose(5, "4-up"), natural(2, 2)))
    assert [[said for said, _, _ in side] for side in four] == [["p1", "p2", "p3", "p4"], ["p5"]]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_turned_pages_are_laid_upright(turned: int) -> None:
    data = numbered(4, 140, 100, turned=turned) if turned % 180 else numbered(4, turned=turned)
    like = leaves(data)
    assert (round(like.width), round(like.height)) == (100, 140)
    made = imposed(data, impose(4, "booklet"), natural(2))
    with pypdfium2.PdfDocument(made) as pdf, pypdfium2.PdfDocument(data) as before:
        side = pdf[0].render(scale=0.5).to_pil().convert("L")
        page = before[0].render(scale=0.5).to_pil().convert("L")
    half = side.crop((side.width // 2, 0, side.width, side.height)).resize(page.size)
    different = np.abs(np.asarray(half).astype(int) - np.asarray(page).astype(int)) > 90
    assert different.mean() < 0.01


def test_bleed_is_kept_outside_and_cut_where_pages_meet() -> None:
    made = imposed(numbered(4, bleed=3), impose(4, "booklet"), Lay(220, 160, 1.0, 10.0, 10.0))
    with pypdfium2.PdfDocument(made) as pdf:
        side = pdf[0].render(scale=2).to_pil().convert("RGB")
    step = 2 * MM
    assert side.getpixel((int(8 * step), int(80 * step)))[1] < 100, "bleed left of the trim"
    assert side.getpixel((int(6 * step), int(80 * step))) == (255, 255, 255), "and no further"


def test_paper_is_turned_so_that_pages_fit() -> None:
    plan = impose(4, "booklet")
    found = lay(plan, (148, 210), SHEETS["A4"], fit=False)
    assert found is not None
    assert (found.width, found.height, found.size) == (297, 210, 1.0)
    assert lay(plan, (289, 380), SHEETS["A3"], fit=False) is None
    fitted = lay(plan, (289, 380), SHEETS["A3"], fit=True)
    assert fitted is not None
    assert fitted.size == pytest.approx(420 / 578)


def test_one_file_for_every_page_with_what_it_needs_alone(magazine: Printed) -> None:
    files = apart(magazine.data)
    assert len(files) == 2
    assert all(len(one) < len(magazine.data) for one in files)
    seen = set()
    for one in files:
        with pikepdf.open(io.BytesIO(one)) as pdf:
            assert len(pdf.pages) == 1
            assert pdf.pdf_version == "1.6"
            assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-4"
            assert pdf.Root.OutputIntents[0].DestOutputProfile.N == 4
            seen.add(bytes(pdf.Root.Metadata.read_bytes()).partition(b"DocumentID>")[2][:42])
    assert len(seen) == 2, "each has a number of its own"
    assert apart(magazine.data) == files
    with pikepdf.open(io.BytesIO(bound(files))) as again:
        assert len(again.pages) == 2


def test_old_versions_stay_old(magazine_x1a: Printed) -> None:
    for one in apart(magazine_x1a.data):
        assert one.startswith(b"%PDF-1.4")
        assert b"/ObjStm" not in one


def test_a_build_for_a_printer_who_wants_single_pages(tmp_path: Path) -> None:
    press = (
        'extends = "magazine-a4-coated"\n[page]\nmultiple = 1\n'
        '[files]\nper = "page"\npattern = "{slug}_{number}_{page}"\n'
    )
    made = printed(tmp_path, press=press).made
    assert [one.name for one in made.outputs] == ["the-quay_12_1.pdf", "the-quay_12_2.pdf"]
    assert {one.target for one in made.outputs} == {"print"}


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.pdf").write_bytes(numbered(8))
    runner = CliRunner()
    done = runner.invoke(app, ["impose", "small.pdf", "--sheet", "a4", "--creep", "0.1mm"])
    assert done.exit_code == 0, done.output
    assert "8 pages on 2 sheets of 297 × 210 mm" in done.output
    first = (tmp_path / "small-booklet.pdf").read_bytes()
    runner.invoke(app, ["impose", "small.pdf", "--sheet", "a4", "--creep", "0.1mm"])
    assert (tmp_path / "small-booklet.pdf").read_bytes() == first
    assert not list(tmp_path.glob(".*part"))


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("no.pdf", b"nothing", "This is not a PDF, or it is damaged."),
        ("cut.pdf", numbered(4)[:300], "This is not a PDF, or it is damaged."),
    ],
)
def test_what_cannot_be_imposed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(data)
    done = CliRunner().invoke(app, ["impose", name])
    assert done.exit_code != 0
    assert told in done.output
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_sheet_too_small_is_told_with_one_that_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "large.pdf").write_bytes(numbered(4, 210, 297))
    done = CliRunner().invoke(app, ["impose", "large.pdf", "--sheet", "A4"])
    assert done.exit_code != 0
    assert "--sheet A3" in done.output
