"""``issue.toml``: the order, the date, the lead, the cover."""

from __future__ import annotations

from datetime import date

import pytest

from edition.errors import SourceError
from edition.source import load

from .conftest import Paper

STORY = '---\nheadline: "{0}"\n{1}---\nWords about {0}.\n'


def order(paper: Paper, *sections: str, head: str = "") -> None:
    paper.write("issue.toml", f"date = 2026-03-06\nnumber = 12\n{head}\n" + "\n".join(sections))


def section(title: str, *articles: str) -> str:
    names = ", ".join(f'"{one}"' for one in articles)
    return f'[[section]]\ntitle = "{title}"\narticles = [{names}]\n'


def test_reading_order_is_that_of_the_file(paper: Paper) -> None:
    order(paper, section("Town", "council-votes"), section("News", "harbour-reopens.md"))
    _, issue, found = paper.load()
    assert [article.slug for article in issue.articles()] == ["council-votes", "harbour-reopens"]
    assert [article.section for article in issue.articles()] == ["Town", "News"]
    assert issue.lead == "council-votes"
    assert found == ()


def test_lead_is_the_story_named_then_the_one_ranked_so_then_the_first(paper: Paper) -> None:
    order(paper, section("Town", "council-votes", "harbour-reopens"))
    assert paper.load()[1].lead == "council-votes"
    paper.change("harbour-reopens.md", "byline:", "rank: lead\nbyline:")
    assert paper.load()[1].lead == "harbour-reopens"
    order(paper, section("Town", "council-votes", "harbour-reopens"), head='lead = "council-votes"')
    _, issue, _ = paper.load()
    assert issue.lead == "council-votes"
    assert issue.article(issue.lead).rank == "lead"  # type: ignore[union-attr]


def test_without_an_order_the_stories_place_themselves(paper: Paper) -> None:
    order(paper)
    paper.write("zebra.md", STORY.format("A zebra", "section: News\nrank: lead\n"))
    paper.write("apple.md", STORY.format("An apple", "section: News\n"))
    paper.change("council-votes.md", "byline:", "section: Town\nbyline:")
    paper.change("harbour-reopens.md", "byline:", "section: News\nrank: brief\nbyline:")
    _, issue, found = paper.load()
    assert [(one.title, [a.slug for a in one.articles]) for one in issue.sections] == [
        ("News", ["zebra", "apple", "harbour-reopens"]),
        ("Town", ["council-votes"]),
    ]
    assert [(one.code, one.severity.name) for one in found] == [("SRC-005", "WARNING")]


def test_stories_not_named_are_left_out_and_drafts_left_alone(paper: Paper) -> None:
    paper.write("fog.md", STORY.format("Fog", ""))
    paper.write("_draft.md", STORY.format("Draft", ""))
    paper.write("README.md", "# For us\n")
    _, issue, found = paper.load()
    assert [one.code for one in found] == ["SRC-008"]
    assert "fog" in found[0].message
    assert len(list(issue.articles())) == 2


@pytest.mark.parametrize(
    ("written", "code", "meant"),
    [
        ("2026-03-06", None, date(2026, 3, 6)),
        ('"2026-03-06"', None, date(2026, 3, 6)),
        ("2026-03-06T10:00:00", None, date(2026, 3, 6)),
        ("2026-02-30", "SRC-006", date(2026, 3, 6)),
        ("6.3.2026", "SRC-006", date(2026, 3, 6)),
        ("06/03/2026", "SRC-006", date(2026, 3, 6)),
        ('"March 6"', "SRC-006", date(2026, 3, 6)),
        ("20260306", "SRC-006", date(2026, 3, 6)),
        ("0206-03-06", "SRC-006", date(2026, 3, 6)),
        ("true", "SRC-006", date(2026, 3, 6)),
        ("2026-03-13", "SRC-013", date(2026, 3, 13)),
    ],
)
def test_dates(paper: Paper, written: str, code: str | None, meant: date) -> None:
    paper.change("issue.toml", "2026-03-06", written)
    _, issue, found = paper.load()
    assert [one.code for one in found] == ([code] if code else [])
    assert issue.date == meant


def test_a_folder_named_after_no_day_is_told(paper: Paper) -> None:
    issue = paper.issue.rename(paper.issue.with_name("2026-13-06"))
    _, _, found = load(issue)
    assert [one.code for one in found] == ["SRC-013"]


def test_a_date_nobody_can_know_stops(paper: Paper) -> None:
    paper.change("issue.toml", "date = 2026-03-06\n", "")
    paper.issue.rename(paper.issue.parent / "spring")
    with pytest.raises(SourceError) as stopped:
        load(paper.root / "issues" / "spring")
    assert [one.code for one in stopped.value.findings] == ["SRC-005"]


def test_the_line_of_an_item_in_a_long_list(paper: Paper) -> None:
    order(
        paper,
        '[[section]]\ntitle = "News"\narticles = [\n  "harbour-reopens", # first\n\n  "fog",\n]\n',
    )
    found = [one for one in paper.load()[2] if one.code == "SRC-007"]
    assert [str(one.origin) for one in found] == ["issues/2026-03-06/issue.toml:9"]


@pytest.mark.parametrize(
    "name", ["sub/story", "", " ", ".", "a\\nb", "x" * 5000, "Harbour-Reopens"]
)
def test_strange_names_are_absent_stories(paper: Paper, name: str) -> None:
    order(paper, section("News", "council-votes", name))
    codes = set(paper.codes()) - {"SRC-008"}
    assert codes == {"SRC-007", "PIC-011", "PIC-012"}


@pytest.mark.parametrize("name", ["../../../../etc/passwd", "/etc/passwd", "../../../letter"])
def test_names_that_lead_out_are_refused(paper: Paper, name: str) -> None:
    order(paper, section("News", "harbour-reopens", "council-votes", name))
    assert paper.codes() == ["SRC-018"]


def test_sections_of_one_name_get_slugs_of_their_own(paper: Paper) -> None:
    order(paper, section("News", "council-votes"), section("News", "harbour-reopens"))
    assert [one.slug for one in paper.load()[1].sections] == ["news", "news-2"]


def test_names_in_decomposed_letters_are_the_same_names(paper: Paper) -> None:
    paper.write("cafe\u0301.md", STORY.format("A café", ""))
    order(paper, section("News", "harbour-reopens", "council-votes", "caf\u00e9"))
    _, issue, found = paper.load()
    assert [one.code for one in found] == ["SRC-010"]
    assert [one.slug for one in issue.articles()][-1] == "cafe"


def test_files_that_differ_in_capitals_only(paper: Paper) -> None:
    twin = paper.write("Council-votes.md", STORY.format("Twin", ""))
    if twin.samefile(paper.issue / "council-votes.md"):
        pytest.skip("capitals do not matter to this machine's files")
    assert "SRC-009" in paper.codes()


def test_cover_named_is_shown_and_asks_for_no_words(paper: Paper) -> None:
    crane = (paper.issue / "images/crane.jpg").read_bytes()
    paper.write("images/front.jpg", crane)
    order(
        paper,
        section("News", "harbour-reopens", "council-votes"),
        head='cover = "images/front.jpg"',
    )
    _, issue, found = paper.load()
    assert issue.cover is not None and issue.cover.name == "front.jpg"
    assert found == ()


def hint_for_number(paper: Paper) -> str | None:
    return next(one.hint for one in paper.load()[2] if "number" in one.message)


def beside(paper: Paper, name: str, text: str) -> None:
    paper.write(f"/issues/{name}/issue.toml", text)


def test_the_hint_for_a_missing_number_names_the_next_one(paper: Paper) -> None:
    paper.change("issue.toml", "number = 12\n", "")
    assert hint_for_number(paper) == "Add number = 1"
    beside(paper, "2026-02-27", "date = 2026-02-27\nnumber = 41\n")
    beside(paper, "2026-02-20", "date = 2026-02-20\nnumber = 40\n")
    beside(paper, "notes", "number = ")
    beside(paper, "2026-02-13", "number = 99999999999999999999\n")
    assert hint_for_number(paper) == "Add number = 42"


def test_the_hint_for_a_number_that_is_none_names_the_next_one(paper: Paper) -> None:
    paper.change("issue.toml", "number = 12\n", 'number = "XII"\n')
    assert hint_for_number(paper) == "Write it like this: number = 1"


def test_the_hint_for_a_missing_date_names_the_folders(paper: Paper) -> None:
    paper.change("issue.toml", "date = 2026-03-06\n", "")
    (found,) = [one for one in paper.load()[2] if one.code == "SRC-005"]
    assert found.hint == "Add date = 2026-03-06"
