"""What a preflight says: as findings, in the terminal, for machines, as a page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from edition.cli import app
from edition.findings import Severity
from edition.model import Origin
from edition.outputs import Output
from edition.page_plan import Stand
from edition.press.built import preflight_built
from edition.press.preflight import KnownFile, KnownPlace, findings, preflight
from edition.report.preflight_html import as_html
from edition.report.preflight_json import PREFLIGHT_SCHEMA, as_json
from edition.report.preflight_text import for_terminal

from .known import KNOWN, whole_picture
from .made import NEWS, Made, picture, placed, text

ISSUE = Origin(Path("issues/2026-03-06/issue.toml"))
STORY = Origin(Path("issues/2026-03-06/harbour.md"))


def low(ppi: int = 99) -> bytes:
    made = Made().add(placed("P", 72, 72, x=30, y=200), text(y=200, size=5, x=150))
    return made.resource("XObject", "P", lambda pdf: picture(pdf, ppi, ppi)).bytes()


def test_what_is_kept_of_a_judgement_hangs_on_where_stories_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same file, but the editor has written a line above the story."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    file = Output("print", "x.pdf", "application/pdf", low())

    def lines(line: int) -> set[int | None]:
        stand = Stand(1, 0, 0, 100, 140, "Harbour", None, Origin(STORY.path, line))
        found = preflight_built(file, NEWS, (stand,), origin=ISSUE, pages=1)
        return {one.origin.line for one in found if one.origin and one.origin.path == STORY.path}

    assert (lines(3), lines(3), lines(4)) == ({3}, {3}, {4})


KNOWN_PLACES = KnownFile(
    (
        KnownPlace(1, (0, 0, 100, 140), story="Front page", origin=ISSUE),
        KnownPlace(1, (10, 40, 40, 80), story="Harbour", picture="harbour.jpg", origin=STORY),
    )
)


def test_a_finding_names_the_story_and_the_picture() -> None:
    found = preflight(low(), NEWS, known=KNOWN_PLACES)
    told = {one.code: one for one in findings(found, ISSUE)}
    assert set(told) == {"PRS-061", "PRS-057"}
    ppi = told["PRS-061"]
    assert ppi.origin == STORY and ppi.severity is Severity.ERROR
    assert ppi.message == (
        "Page 1, 11 mm from the left, 44 from the top, “harbour.jpg”:"
        " A picture at 99 ppi; the press needs 100."
    )
    assert told["PRS-057"].origin == ISSUE and told["PRS-057"].severity is Severity.WARNING


def test_a_finding_counts_what_else_is_like_it() -> None:
    made = Made(pages=3).add(*(text(y=150 + 10 * row, size=5) for row in range(4)))
    (told,) = findings(preflight(made.bytes(), NEWS), ISSUE)
    assert told.message.endswith("And 11 more (pages 1, 2, 3).")


def test_a_turned_page_is_measured_as_it_is_shown() -> None:
    made = Made(boxes={"TrimBox": [0, 0, 283.46, 396.85], "Rotate": 90})
    made.add(text(y=380, size=5, x=20))
    found = preflight(made.bytes(), replace(NEWS, width=None, height=None))
    (area,) = [spot.area for one in found.results if one.code == "PRS-057" for spot in one.spots]
    assert area is not None
    left, top, right, bottom = area
    assert left > 130 and right < 140, "what is at the top comes to the right"
    assert bottom - top > right - left


def test_json_is_as_its_schema_says() -> None:
    Draft202012Validator.check_schema(PREFLIGHT_SCHEMA)
    judge = Draft202012Validator(PREFLIGHT_SCHEMA)
    for one in KNOWN[:: len(KNOWN) // 12]:
        found = preflight(one.make().bytes(), one.profile, purpose=one.purpose)
        told = json.loads(as_json(found, "pages.pdf"))
        assert not list(judge.iter_errors(told))
        assert sum(told["counts"].values()) == len(told["rules"])


def test_the_page_brings_everything_and_marks_each_spot() -> None:
    found = preflight(low(), NEWS)
    page = as_html(found, "<b>.pdf", [b"\xff\xd8 a picture"])
    assert "&lt;b&gt;.pdf" in page
    assert not re.search(r'(?:src|href)="(?!data:)', page), "nothing is fetched from anywhere"
    assert page.count('<rect class="mark ') == 2 and 'class="mark error"' in page
    assert "prefers-color-scheme:dark" in page and "@media print" in page


def test_the_terminal_hears_what_is_wrong_where_and_what_to_do() -> None:
    said = for_terminal(preflight(low(), NEWS), "pages.pdf", every=False)
    assert "error    A picture of too few pixels in the file for the printer. [PRS-061]" in said
    assert "Page 1, 11 mm from the left, 44 from the top: A picture at 99 ppi" in said
    assert "→ Use a larger original" in said
    assert said.endswith("1 error, 1 warning; 58 rules kept, 5 not applicable.\n")


# The command -------------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["preflight", *words], prog_name="edition")
    return done.exit_code, done.output


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "low.pdf").write_bytes(low())
    return tmp_path


def test_without_a_press_the_names_are_listed(here: Path) -> None:
    code, said = run("low.pdf")
    assert code == 5 and "--press NAME" in said and "newsprint-tabloid" in said


def test_a_press_nobody_has_is_told(here: Path) -> None:
    code, said = run("low.pdf", "--press", "newsprint-tabliod")
    assert code == 5 and "newsprint-tabloid" in said and "Traceback" not in said


@pytest.mark.parametrize(("name", "said"), [("none.pdf", "no file"), (".", "is a folder")])
def test_a_file_that_is_not_there_is_told(here: Path, name: str, said: str) -> None:
    code, told = run(name, "--press", "newsprint")
    assert code == 5 and said in told


def test_what_cannot_be_read_ends_with_five(here: Path) -> None:
    (here / "book.pdf").write_bytes(b"PK\x03\x04")
    code, said = run("book.pdf", "--press", "newsprint")
    assert code == 5 and "This is not a PDF." in said


def test_the_worst_verdict_is_the_exit_code(here: Path) -> None:
    # Quietly: on a slow machine the reading is worth a remark of its own.
    code, said = run("low.pdf", "--press", "newsprint", "--format", "json", "--quiet")
    told = json.loads(said)
    assert code == 3 and told["press"] == "newsprint" and told["counts"]["error"] == 1
    (here / "good.pdf").write_bytes(Made().bytes())
    assert run("good.pdf", "--press", "newsprint")[0] == 0
    (here / "small.pdf").write_bytes(low(149))
    assert run("small.pdf", "--press", "newsprint")[0] == 1


def test_an_advertisement_may_have_any_size(here: Path) -> None:
    (here / "advert.pdf").write_bytes(whole_picture(460)().bytes())
    assert run("advert.pdf", "--press", "newsprint-tabloid")[0] == 3
    code, said = run("advert.pdf", "--press", "newsprint-tabloid", "--advert")
    assert code == 0, said


def test_the_page_is_written_where_it_is_wanted(here: Path) -> None:
    code, said = run("low.pdf", "--press", "newsprint", "--format", "html", "--out", "a/p.html")
    assert code == 3 and "The report is in" in said
    assert (here / "a/p.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "data:image/jpeg;base64," in (here / "a/p.html").read_text("utf-8")
