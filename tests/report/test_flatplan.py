"""A flatplan told to people and machines: nothing is left unsaid, nothing runs over the edge."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from lxml import etree

from edition.findings import finding
from edition.makeup.copy import Grid
from edition.makeup.plan import Flatplan, Sheet
from edition.report.flatplan import Copyfit, best, copyfit
from edition.report.flatplan_html import as_html
from edition.report.flatplan_json import as_json
from edition.report.flatplan_json import compared as compared_json
from edition.report.flatplan_svg import as_svg
from edition.report.flatplan_text import WIDTH, compared, for_terminal
from tests.support.flatplans import GRID, HEADLINES, paper, plan, ready, story

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def fit() -> Copyfit:
    return copyfit(paper(), plan())


def sheet(number: int, *parts: Any, **more: Any) -> Sheet:
    stories = tuple(one for one in parts if hasattr(one, "form"))
    fillers = tuple(one for one in parts if not hasattr(one, "form"))
    return Sheet(number, "News", stories, fillers, **more)


def drawn(text: str) -> list[str]:
    """Return the lines above the legend."""
    return text.split("headline  ")[0].splitlines()[:-1]


def test_lines_are_counted_with_the_air_among_them() -> None:
    module = story("harbour", 0, 0, 2, 30, head="middle")
    leg = module.form.legs[0]
    shorter = replace(leg, strips=(replace(leg.strips[0], last=20),))
    module = replace(module, form=replace(module.form, legs=(shorter, *module.form.legs[1:])))
    (page,) = copyfit(paper(), Flatplan(GRID, (sheet(1, module),))).pages
    assert (page.stories[0].text, page.stories[0].air) == (20 + 23, 3)


def test_a_turn_line_is_not_air(fit: Copyfit) -> None:
    first = fit.pages[0].stories[0]
    cells = sum(leg.rect.lines for leg in fit.plan.sheets[0].modules[0].form.legs)
    assert (first.text, first.air) == (cells - 1, 0)
    assert fit.jumps == 1


def test_what_nothing_fills_is_counted_in_lines_of_one_column() -> None:
    full = sheet(2, story("harbour", 0, 0, 3, 96), story("ferry", 3, 0, 2, 96))
    assert copyfit(paper(), Flatplan(GRID, (full,))).empty == 0
    short = sheet(2, story("harbour", 0, 0, 3, 96), story("ferry", 3, 0, 2, 80))
    # A line of air belongs to the story above it.
    fit = copyfit(paper(), Flatplan(GRID, (short,)))
    assert fit.empty == 2 * 15
    assert "╳" in for_terminal(fit)
    assert "30 lines empty" in for_terminal(fit)
    assert max(map(len, for_terminal(fit).splitlines())) <= WIDTH


def test_a_masthead_and_the_flag_of_a_section_are_not_empty() -> None:
    front = sheet(1, story("harbour", 0, 18, 5, 78))
    assert copyfit(paper(), Flatplan(GRID, (front,))).empty == 0
    below = sheet(
        2,
        story("harbour", 0, 0, 5, 40),
        story("match", 0, 41, 3, 55, flag="Town"),
        story("ferry", 3, 43, 2, 53),
    )
    assert copyfit(paper(), Flatplan(GRID, (below,))).empty == 0


def test_stories_that_stand_nowhere_are_named(fit: Copyfit) -> None:
    assert fit.missing == ()
    assert not fit.full
    text = for_terminal(fit)
    assert "Left out: Nobody found room for this one" in text
    assert text.endswith("4 pages, 41 lines over, 1 jump. Cost 10.8.\n")
    forgotten = copyfit(paper(), plan(left_out=(), over=0))
    assert forgotten.missing == ("left",) and not forgotten.full


def test_a_full_paper_says_so() -> None:
    document = paper()
    names = list(HEADLINES)
    pages = tuple(sheet(n, story(one, 0, 0, 5, 96)) for n, one in enumerate(names, 2))
    fit = copyfit(document, Flatplan(GRID, pages))
    assert fit.full
    assert "╳" not in for_terminal(fit)
    assert for_terminal(fit).endswith("9 pages, full to the last line. Cost 0.0.\n")


def test_the_terminal_sees_every_story_and_no_line_too_long(fit: Copyfit) -> None:
    text = for_terminal(fit)
    assert all(len(line) <= WIDTH for line in text.splitlines())
    for words in (
        "The Forme",
        "→ 3",
        "← 1",
        "3 (−3)",
        "1 (+2)",
        "2 briefs: Rain",
        "Imprint",
        "without match-quote",
        "Two headlines of one size",
        "Harbour Bank & Sons",
    ):
        assert words in text, words
    for key, page in (("A", 4), ("B", 3), ("C", 1), ("a", 3), ("b", 2)):
        assert sum(line.startswith(f"  {key}  ") for line in text.splitlines()) == page, key


@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5, 6, 7, 8, 10, 12])
def test_pages_of_any_grid_fit_the_terminal(columns: int) -> None:
    grid = Grid(columns, 96)
    sheets = tuple(
        sheet(number, story("harbour", 0, 0, columns, 50), story("ferry", 0, 51, columns, 45))
        for number in range(1, 9)
    )
    lines = drawn(for_terminal(copyfit(paper(), Flatplan(grid, sheets))))
    assert max(map(len, lines)) <= WIDTH
    assert sum("A" in line for line in lines) == 3  # two openings side by side


def test_facing_pages_stand_together(fit: Copyfit) -> None:
    heads = [re.findall(r"\d [A-Z]\w+", line) for line in drawn(for_terminal(fit))]
    assert [one for one in heads if one] == [["1 News", "2 News", "3 Town"], ["4 Town"]]


def test_a_paper_from_right_to_left_is_drawn_the_other_way() -> None:
    text = for_terminal(copyfit(paper(language="ar"), plan()))
    heads = [re.findall(r"\d [A-Z]\w+", line) for line in drawn(text)]
    assert [one for one in heads if one] == [["3 Town", "2 News", "1 News"], ["4 Town"]]
    front = next(line for line in drawn(text) if line.count("A") and line.count("B") == 1)
    assert front.rindex("B") < front.rindex("A")


def test_a_plain_terminal_gets_plain_letters(fit: Copyfit) -> None:
    text = for_terminal(fit, plain=True)
    assert text.isascii()
    assert "> 3" in text and "3 (-3)" in text and "4 x 79" in text
    assert [len(line) for line in drawn(text)] == [len(line) for line in drawn(for_terminal(fit))]


def test_a_title_cannot_give_the_terminal_orders() -> None:
    document = paper()
    parts = tuple(replace(one, title=one.title.replace(" ", "\x1b[2J")) for one in document.parts)
    fit = copyfit(replace(document, parts=parts), plan())
    for text in (for_terminal(fit), as_html(fit), as_svg(fit)):
        assert "\x1b" not in text


def test_page_counts_are_compared_and_the_best_is_marked(fit: Copyfit) -> None:
    better = copyfit(paper(), plan(over=0, left_out=(), cost=99.0, sheets=plan().sheets[:3]))
    assert best((fit, better)) is better
    rows = compared((fit, better)).splitlines()
    assert [row.split()[0] for row in rows[1:3]] == ["4", "3"]
    assert rows[2].endswith("best") and not rows[1].endswith("best")
    told = json.loads(compared_json((fit, better)))
    assert (told["best"], [one["pages"] for one in told["plans"]]) == (3, [4, 3])


def test_few_lines_over_are_better_than_many_empty(fit: Copyfit) -> None:
    whole = sheet(2, story("harbour", 0, 0, 5, 96))
    empty = copyfit(paper(), Flatplan(GRID, (whole, *(sheet(n) for n in range(3, 6)))))
    assert (fit.plan.over, fit.empty) == (41, 0) and empty.empty == 3 * 5 * 96
    assert best((empty, fit)) is fit


def test_of_equals_the_cheapest_is_best(fit: Copyfit) -> None:
    cheap = copyfit(paper(), plan(cost=1.0))
    assert best((fit, cheap)) is cheap


def test_every_form_says_which_pages_stand_as_delivered(fit: Copyfit) -> None:
    kept = copyfit(paper(), plan(kept=(2, 4)))
    for form, times in ((for_terminal, 1), (as_svg, 1), (as_html, 2)):  # drawn and listed there
        assert len(re.findall(r"[(>]as delivered[)<]", form(kept))) == 2 * times, form
        assert len(re.findall(r"[(>]new[)<]", form(kept))) == 2 * times, form
        assert "as delivered" not in form(fit), form
    assert [one["kept"] for one in json.loads(as_json(kept))["sheets"]] == [False, True] * 2
    assert [one["kept"] for one in json.loads(as_json(fit))["sheets"]] == [None] * 4


def test_json_says_where_everything_stands(fit: Copyfit) -> None:
    told = json.loads(as_json(fit, [finding("PIN-001", "A pin.", hint="Take it out.")]))
    assert (told["pages"], told["over"], told["full"], told["left_out"]) == (4, 41, False, ["left"])
    front, second, *_ = told["sheets"]
    assert front["modules"][0] | {"legs": [], "insets": []} == {
        "key": "A", "story": "harbour", "title": HEADLINES["harbour"], "section": "News",
        "column": 0, "line": 16, "columns": 4, "lines": 79, "from_page": None, "to_page": 3,
        "flag": None, "briefs": [], "text": 146, "air": 0, "cost": 2.25, "insets": [],
        "head": {"size": "lead", "turns": 2, "column": 0, "line": 16, "columns": 4, "lines": 16},
        "legs": [], "left_out": [],
    }  # fmt: skip
    assert front["modules"][0]["insets"] == [
        {"name": "harbour-figure-1", "kind": "picture", "column": 1, "line": 32, "columns": 3,
         "lines": 34, "cropped": -3}
    ]  # fmt: skip
    assert second["ready"][0]["title"] == "Harbour Bank & Sons"
    by_name = {one["story"]: one for one in told["stories"]}
    assert list(by_name) == list(HEADLINES)
    assert by_name["harbour"]["parts"] == ["1A", "3A"]
    assert by_name["fair"]["parts"] == ["2C"]
    assert by_name["left"]["pages"] == []
    assert told["findings"][0]["code"] == "PIN-001"


def test_the_drawing_has_every_part_inside_its_page(fit: Copyfit) -> None:
    root = etree.fromstring(as_svg(fit).encode())
    page = fit.document.publication.page
    assert len(root.findall(f".//{SVG}rect[@class='paper']")) == 4
    for name, count in (("story", 8), ("picture", 5), ("box", 1), ("advert", 1), ("ready", 4)):
        assert len(root.findall(f".//{SVG}rect[@class='{name}']")) == count, name
    for rect in root.iterfind(f"./{SVG}g//{SVG}rect"):
        left, top = float(rect.get("x", 0)), float(rect.get("y", 0))
        assert left >= 0 and top >= 0
        assert left + float(rect.get("width")) <= page.width + 0.1
        assert top + float(rect.get("height")) <= page.height + 0.1


def test_the_drawing_of_a_paper_from_right_to_left_mirrors_columns() -> None:
    def lefts(language: str) -> list[float]:
        root = etree.fromstring(as_svg(copyfit(paper(language=language), plan())).encode())
        rects = root.findall(f".//{SVG}rect[@class='story']")
        return [float(rect.get("x")) for rect in rects[:2]]

    lead, ferry = lefts("en-GB")
    assert lead < ferry
    lead, ferry = lefts("ar")
    assert lead > ferry


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_for_a_browser_stands_alone(fit: Copyfit) -> None:
    page = as_html(fit, [finding("PIN-001", "A pin & more.", hint="Take it out.")])
    parser = _Balance()
    parser.feed(page)
    assert parser.open == []
    assert not re.search(r"(?:src|href)=|url\((?!#)|@import", page)
    for words in ("A pin &amp; more.", "Harbour Bank &amp; Sons", "Nobody found room",
                  "from page 1",
                  "3 columns, 3 lower", "Two headlines of one size"):  # fmt: skip
        assert words in page, words


def test_the_same_plan_is_told_the_same_way(fit: Copyfit) -> None:
    again = copyfit(paper(), plan())
    for tell in (for_terminal, as_svg, as_html, as_json):
        assert tell(fit) == tell(again)  # type: ignore[operator]


def test_more_parts_than_letters_are_numbered() -> None:
    crowd = sheet(2, *(ready("imprint", "standing", 0, 3 * n, 1, 2) for n in range(30)))
    (page,) = copyfit(paper(), Flatplan(GRID, (crowd,))).pages
    assert [one.key for one in page.ready[24:]] == ["y", "z", "27", "28", "29", "30"]
