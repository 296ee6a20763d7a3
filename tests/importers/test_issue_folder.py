"""What an import writes: a folder a person would have made, and nobody's work overwritten."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edition.build import build, check_issue
from edition.cli import app
from edition.findings import RULES, Severity

from .shapes import all_shapes, png

SHAPES = {one.name: one for one in all_shapes()}
PAPER = """name = "The Forme"
language = "en-GB"
publisher = "The Forme Press"
sections = ["News", "Pressroom", "Paper", "Comment"]
"""


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "paper"
    root.mkdir()
    (root / "publication.toml").write_text(PAPER)
    monkeypatch.chdir(root)
    for name in ("big_daily", "drupal_microdata", "double_breaks"):
        SHAPES[name].lay_down(tmp_path / "pages")
    return root


def bring_in(*words: str) -> Result:
    return CliRunner().invoke(app, ["import", *words], catch_exceptions=False)


def issue_of(paper: Path) -> Path:
    return paper / "issues/2026-03-06"


def test_an_issue_as_a_person_would_have_made_it(paper: Path) -> None:
    result = bring_in("../pages", "--into", "2026-03-06")
    assert result.exit_code == 0, result.output
    issue = issue_of(paper)
    assert sorted(one.name for one in issue.iterdir()) == [
        "captions.toml",
        "images",
        "import-report",
        "in-praise-of-the-narrow-column.md",
        "issue.toml",
        "the-folder-that-lost-count.md",
        "why-the-ink-came-off-on-your-fingers.md",
    ]
    assert (issue / "issue.toml").read_text("utf-8") == (
        "date = 2026-03-06\nnumber = 1\n\n"
        '[[section]]\ntitle = "Pressroom"\narticles = ["the-folder-that-lost-count"]\n\n'
        '[[section]]\ntitle = "Paper"\narticles = ["why-the-ink-came-off-on-your-fingers"]\n\n'
        '[[section]]\ntitle = "Comment"\narticles = ["in-praise-of-the-narrow-column"]\n'
    ) or "News" in (issue / "issue.toml").read_text("utf-8")
    story = (issue / "the-folder-that-lost-count.md").read_text("utf-8")
    assert story.startswith(
        '---\nheadline: "The folder that lost count"\nkicker: "Night shift"\nstandfirst: "A worn'
    )
    assert "\n![](folder-cam.jpg)\n" in story or "\n![](folder-cam.png)\n" in story
    assert "\n::: box What a folder does\nIt takes a ribbon" in story
    assert story.count("::: box") == 1 and "\n## Three hours of back numbers\n" in story
    assert "Sign up" not in story and "Related" not in story
    (picture,) = (issue / "images").iterdir()
    assert picture.read_bytes() == png(len("folder-cam.jpg"))


def test_check_finds_no_error_and_the_epub_is_built(paper: Path) -> None:
    bring_in("../pages", "--into", "2026-03-06")
    _, found = check_issue(issue_of(paper))
    assert [one for one in found if one.severity == Severity.ERROR] == []
    assert build(issue_of(paper), ["epub"], jobs=1).deliverable


def test_a_dry_run_writes_nothing(paper: Path) -> None:
    result = bring_in("../pages", "--into", "2026-03-06", "--dry-run")
    assert "the-folder-that-lost-count.md" in result.output
    assert not (paper / "issues").exists()


def files_of(issue: Path) -> dict[str, bytes]:
    return {
        one.relative_to(issue).as_posix(): one.read_bytes()
        for one in sorted(issue.rglob("*"))
        if one.is_file() and one.name != "report.md"
    }


def test_importing_again_changes_nothing(paper: Path) -> None:
    bring_in("../pages", "--into", "2026-03-06")
    before = files_of(issue_of(paper))
    result = bring_in("../pages", "--into", "2026-03-06")
    assert files_of(issue_of(paper)) == before
    assert "0 new stories, 3 as before" in result.output


def test_an_editor_s_work_is_left_alone(paper: Path, tmp_path: Path) -> None:
    bring_in("../pages", "--into", "2026-03-06")
    issue = issue_of(paper)
    edited = issue / "the-folder-that-lost-count.md"
    edited.write_text(edited.read_text("utf-8").replace("shade", "hair"))
    order = issue / "issue.toml"
    order.write_text("# Mine\n" + order.read_text("utf-8").replace("number = 1", "number = 44"))
    captions = issue / "captions.toml"
    captions.write_text(captions.read_text("utf-8").replace("Ben Tor", "B. Tor"))
    (issue / "in-praise-of-the-narrow-column.md").unlink()
    kept = edited.read_bytes(), captions.read_bytes()
    for name, old, new in (
        ("big_daily", "Nobody worries", "No one worries"),
        ("drupal_microdata", "Rub a newspaper", "Rub any newspaper"),
        ("double_breaks", "The column is", "The column was"),
    ):
        page = tmp_path / f"pages/{name}.html"
        page.write_bytes(page.read_bytes().replace(old.encode(), new.encode()))
    SHAPES["arabic"].lay_down(tmp_path / "pages")
    result = bring_in("../pages", "--into", "2026-03-06")
    assert (edited.read_bytes(), captions.read_bytes().split(b'\n["camel')[0].rstrip(b"\n")) == (
        kept[0],
        kept[1].rstrip(b"\n"),
    )
    assert "IMP-009" in result.output
    newer = issue / "import-report/newer/the-folder-that-lost-count.md"
    assert "No one worries" in newer.read_text("utf-8")
    ink = issue / "why-the-ink-came-off-on-your-fingers.md"
    assert "Rub any newspaper" in ink.read_text("utf-8"), "not edited: brought up to date"
    assert not (issue / "in-praise-of-the-narrow-column.md").exists(), "taken out stays out"
    text = order.read_text("utf-8")
    assert text.startswith("# Mine\n") and "number = 44" in text
    assert text.count('"the-folder-that-lost-count"') == 1
    (fresh,) = [one for one in issue.glob("*.md") if "language: ar" in one.read_text("utf-8")]
    assert f'"{fresh.stem}"' in text


def test_a_story_taken_out_of_the_order_is_not_put_back(paper: Path) -> None:
    bring_in("../pages", "--into", "2026-03-06")
    order = issue_of(paper) / "issue.toml"
    order.write_text(order.read_text("utf-8").replace('"the-folder-that-lost-count"', ""))
    bring_in("../pages", "--into", "2026-03-06")
    assert "the-folder-that-lost-count" not in order.read_text("utf-8")


def test_stories_that_were_there_keep_their_files(paper: Path) -> None:
    issue = issue_of(paper)
    issue.mkdir(parents=True)
    mine = issue / "the-folder-that-lost-count.md"
    mine.write_text('---\nheadline: "Mine"\n---\nMy own story of that name.\n')
    (issue / "issue.toml").write_text(
        'date = 2026-03-06\nnumber = 7\n[[section]]\ntitle = "Pressroom"\n'
        'articles = ["the-folder-that-lost-count"]  # keep me\n'
    )
    bring_in("../pages/big_daily.html", "--into", "2026-03-06")
    assert "My own story" in mine.read_text("utf-8")
    assert (issue / "the-folder-that-lost-count-2.md").exists()
    text = (issue / "issue.toml").read_text("utf-8")
    assert '["the-folder-that-lost-count", "the-folder-that-lost-count-2"]  # keep me' in text


def test_filters(paper: Path) -> None:
    result = bring_in("../pages", "--into", "2026-03-06", "--since", "2026-02-15", "--dry-run")
    assert "in-praise" not in result.stdout.split("note")[0]
    assert result.output.count("+ ") == 2
    result = bring_in("../pages", "--into", "2026-03-06", "--category", "paper", "--dry-run")
    assert "why-the-ink" in result.output and result.output.count("+ ") == 1
    result = bring_in("../pages", "--into", "2026-03-06", "--tag", "no such tag")
    assert result.exit_code == 3
    assert "No story was found" in result.output and not (paper / "issues").exists()


def test_equal_pictures_are_one_and_a_page_saved_twice_is_one(paper: Path, tmp_path: Path) -> None:
    for name in ("big_daily", "amp", "letter_platform"):
        SHAPES[name].lay_down(tmp_path / "pages")
    copy = tmp_path / "pages/big_daily (1).html"
    shutil.copy(tmp_path / "pages/big_daily.html", copy)
    result = bring_in("../pages", "--into", "2026-03-06")
    assert len(list((issue_of(paper) / "images").iterdir())) == 1
    assert "IMP-011" in result.output


def test_pictures_that_are_not_at_hand_are_wanted(paper: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "pages/big_daily_files")
    result = bring_in("../pages/big_daily.html", "--into", "2026-03-06")
    story = (issue_of(paper) / "the-folder-that-lost-count.md").read_text("utf-8")
    assert re.search(r"!\[\]\(folder-cam\.jpg\)\{wanted=true\}", story)
    assert "IMP-007" in result.output
    _, found = check_issue(issue_of(paper))
    assert [one.code for one in found if one.severity > Severity.NOTE] == ["PIC-016"]


def test_what_a_human_must_look_at_is_said(paper: Path, tmp_path: Path) -> None:
    page = tmp_path / "bare.html"
    (tmp_path / "bare_files").mkdir()
    (tmp_path / "bare_files/a-press.png").write_bytes(png(3))
    (tmp_path / "bare_files/bad.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><script>x()</script>'
        '<rect width="9" height="9"/></svg>'
    )
    page.write_text(
        "<title>A press without a name</title><body><p>It stands in the yard and nobody knows who"
        " made it, though many have asked and some have looked underneath.</p>"
        '<img src="bare_files/a-press.png"><img src="bare_files/bad.svg" alt="A plan of the yard">'
        '<iframe src="https://film.example/7"></iframe></body>'
    )
    result = bring_in("../bare.html", "--into", "2026-03-06")
    for code in ("IMP-003", "IMP-004", "IMP-005", "IMP-006", "IMP-008", "IMP-014"):
        assert code in result.output
    svg = next((issue_of(paper) / "images").glob("*.svg"))
    assert "script" not in svg.read_text("utf-8")
    report = (issue_of(paper) / "import-report/report.md").read_text("utf-8")
    assert "(a guess)" in report and "To look at:" in report
    assert "https://film.example/7" in "".join(
        one.read_text("utf-8") for one in (issue_of(paper) / "import-report/left-out").iterdir()
    )


def test_the_same_sources_give_the_same_bytes(paper: Path, tmp_path: Path) -> None:
    bring_in("../pages", "--into", "issues/2026-03-06")
    first = files_of(issue_of(paper))
    other = tmp_path / "elsewhere"
    other.mkdir()
    shutil.copytree(tmp_path / "pages", other / "pages")
    (other / "publication.toml").write_text(PAPER)
    result = CliRunner().invoke(
        app, ["import", str(other / "pages"), "--into", str(other / "issues/2026-03-06")]
    )
    assert result.exit_code == 0, result.output
    assert files_of(other / "issues/2026-03-06") == first
    assert str(tmp_path) not in json.dumps([one.decode("latin-1") for one in first.values()])


def test_the_capture_gives_an_issue_whose_other_stories_are_wanted(paper: Path) -> None:
    capture = Path(__file__).parent / "captures/forme-2011-03-11.txt"
    result = bring_in(str(capture), "--into", "issues/quay")
    assert result.exit_code == 0 and "IMP-016" in result.output and "IMP-015" in result.output
    issue = paper / "issues/quay"
    document, found = check_issue(issue)
    assert document.issue.date == date(2011, 3, 11)
    assert [one for one in found if one.severity == Severity.ERROR] == []
    assert sum(one.code == "SRC-019" for one in found) == 10
    assert sum(one.code == "PIC-016" for one in found) == 4
    assert (issue / "import-report/standing/contacts.md").exists()
    assert (issue / "import-report/standing/appeal.md").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere", "--into", "2026-03-06"], "There is no nowhere"),
        (["../pages", "--into", "/tmp"], "no publication"),
        (["../pages", "--into", "../paper"], "is a publication"),
    ],
)
def test_what_cannot_be_done_is_said(paper: Path, words: list[str], said: str) -> None:
    result = bring_in(*words)
    assert result.exit_code == 5 and said in result.output
    assert "Traceback" not in result.output


def test_a_paper_is_made_on_the_way_when_it_gets_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    SHAPES["german_publisher"].lay_down(tmp_path / "pages")
    result = bring_in("pages", "--into", "blatt/issues/2026-03-06")
    assert result.exit_code == 0, result.output
    settings = (tmp_path / "blatt/publication.toml").read_text("utf-8")
    assert 'name = "The Forme"' in settings and 'language = "de-DE"' in settings
    (story,) = (tmp_path / "blatt/issues/2026-03-06").glob("*.md")
    assert "language:" not in story.read_text("utf-8"), "it is the paper's"
    document, found = check_issue(tmp_path / "blatt/issues/2026-03-06")
    assert document.publication.sections == ("Handwerk",)
    assert [one for one in found if one.severity > Severity.NOTE] == []


def test_what_is_not_admitted_and_what_is_only_a_beginning_is_said(
    paper: Path, tmp_path: Path
) -> None:
    SHAPES["paywalled"].lay_down(tmp_path / "pages")
    result = bring_in("../pages", "--into", "2026-03-06", "--since", "2026-03-01")
    assert result.output.count("IMP-010") == 2
    assert "IMP-012" in result.output and "perhaps only the story's beginning" in result.output


def test_a_source_that_takes_too_long_is_left_out(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "long.html").write_text("<h1>Long</h1>" + "<p>a<br><br>b</p>" * 60_000)
    monkeypatch.setattr("edition.importers.sources._SECONDS", 0.2)
    result = bring_in("../long.html", "../pages/big_daily.html", "--into", "2026-03-06")
    assert result.exit_code == 3 and "IMP-002" in result.output
    assert (issue_of(paper) / "the-folder-that-lost-count.md").exists()


def test_codes_of_imports_are_known() -> None:
    assert {f"IMP-{number:03}" for number in range(1, 17)} <= set(RULES)
