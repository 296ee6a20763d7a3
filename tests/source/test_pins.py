"""What an editor settles about pages: pins, whole pages, how many there are."""

from __future__ import annotations

import pytest

from edition.model import LAST_PAGE, Newspaper, Pin, Slug

from .conftest import Paper

STORIES = ("harbour-reopens", "council-votes", "zebra")


@pytest.fixture
def three(paper: Paper) -> Paper:
    """A newspaper of three stories."""
    paper.change("/publication.toml", "[page]", 'layout = "newspaper"\n\n[page]')
    paper.write("zebra.md", "---\nheadline: A zebra\n---\nIt has stripes.\n")
    paper.change("issue.toml", '["council-votes"]', '["council-votes", "zebra"]')
    return paper


def pinned(paper: Paper, text: str, *, head: str = "") -> dict[str, Pin]:
    paper.change("issue.toml", "number = 12", f"number = 12\n{head}")
    settings = (paper.issue / "issue.toml").read_text("utf-8")
    paper.write("issue.toml", settings + text)
    return {pin.story: pin for pin in paper.load()[1].pins}


def test_a_pin_says_as_much_as_is_wanted(three: Paper) -> None:
    (pin,) = pinned(
        three,
        '[[pin]]\nstory = "Zebra.md"\npage = 2\nnever = [4, 1]\ncolumns = 3\npicture = 2\n'
        "alone = true\nspread = true\njump = false\n",
        head="pages = 8",
    ).values()
    assert pin == Pin(
        Slug("zebra"), pin.origin, page=2, never=(1, 4), columns=3, picture=2, alone=True,
        spread=True, jump=False,
    )  # fmt: skip
    publication, issue, found = three.load()
    assert found == ()
    assert issue.pages == 8
    assert issue.pin(Slug("zebra")) == pin and issue.pin(Slug("council-votes")) is None
    assert publication.newspaper == Newspaper()


def test_the_stories_of_a_page_are_pinned_to_it_and_all_others_kept_off(three: Paper) -> None:
    pins = pinned(
        three,
        '[[page]]\nnumber = 2\nstories = ["zebra"]\n[[page]]\nnumber = 5\nstories = []\n'
        '[[pin]]\nstory = "zebra"\ncolumns = 5\n',
    )
    assert [(one.story, one.page, one.never) for one in pins.values()] == [
        ("harbour-reopens", None, (2, 5)),
        ("council-votes", None, (2, 5)),
        ("zebra", 2, (5,)),
    ]
    assert pins["zebra"].columns == 5
    assert three.codes() == []


def test_a_page_of_unknown_stories_only_keeps_nobody_off(three: Paper) -> None:
    assert pinned(three, '[[page]]\nnumber = 2\nstories = ["horse"]\n') == {}
    assert three.codes() == ["PIN-001"]


def test_of_two_that_contradict_the_first_is_kept(three: Paper) -> None:
    pins = pinned(
        three,
        '[[pin]]\nstory = "zebra"\npage = 3\n[[pin]]\nstory = "zebra"\npage = 4\n'
        '[[page]]\nnumber = 3\nstories = ["council-votes"]\n',
    )
    assert pins["zebra"].page == 3 and pins["council-votes"].page == 3
    assert three.codes() == ["PIN-002", "PIN-002"]


def test_the_lead_cannot_be_kept_off_the_front_page(three: Paper) -> None:
    pins = pinned(three, '[[page]]\nnumber = 1\nstories = ["zebra"]\n')
    assert pins["zebra"].page == 1
    assert pins["harbour-reopens"].never == ()
    assert three.codes() == ["PIN-002"]


@pytest.mark.parametrize("page", [1, 3, 8])
def test_a_spread_needs_two_pages_that_face_each_other(three: Paper, page: int) -> None:
    text = f'[[pin]]\nstory = "zebra"\npage = {page}\nspread = true\n'
    assert not pinned(three, text, head="pages = 8")["zebra"].spread
    assert three.codes() == ["PIN-002"]


def test_what_stands_alone_on_a_spread_takes_both_pages(three: Paper) -> None:
    text = '[[pin]]\nstory = "zebra"\npage = 4\nspread = true\nalone = true\n'
    pinned(three, text + '[[pin]]\nstory = "council-votes"\npage = 5\n')
    assert three.codes() == ["PIN-002"]


@pytest.mark.parametrize(("wanted", "pages"), [(14, 16), (16, 16), (2, 4)])
def test_pages_come_in_the_lots_the_press_prints(three: Paper, wanted: int, pages: int) -> None:
    three.change("/publication.toml", 'size = "tabloid"', 'size = "tabloid"\npage_multiple = 4')
    pinned(three, "", head=f"pages = {wanted}")
    assert three.load()[1].pages == pages
    assert three.codes() == ([] if wanted == pages else ["PIN-004"])


def test_a_newspaper_says_how_its_pages_are_made_up(three: Paper) -> None:
    table = '\n[newspaper]\njumps = 0\nfront = 2\nopeners = ["Town", "Twon"]\n'
    settings = (three.root / "publication.toml").read_text("utf-8")
    three.write("/publication.toml", settings + table)
    publication, _, found = three.load()
    assert publication.newspaper == Newspaper(0, 2, ("Town", "Twon"))
    ((code, hint),) = [(one.code, one.hint) for one in found]
    assert code == "SRC-016" and hint == 'Did you mean "Town"?'


@pytest.mark.parametrize(
    ("kind", "keys", "page", "every_issue"),
    [
        ("imprint", "", LAST_PAGE, True),
        ("contacts", "", LAST_PAGE, True),
        ("appeal", "", None, False),
        ("house-ad", "", None, False),
        ("appeal", 'place: "page 2"', 2, True),
        ("appeal", "place: last\nevery_issue: false", LAST_PAGE, False),
        ("imprint", "place: anywhere", None, True),
        ("house-ad", "every_issue: yes", None, True),
    ],
)
def test_standing_matter_has_its_place(
    paper: Paper, kind: str, keys: str, page: int | None, every_issue: bool
) -> None:
    paper.write("/standing/thing.md", f"---\nkind: {kind}\n{keys}\n---\nWords.\n")
    (matter,) = [one for one in paper.load()[0].standing if one.slug == "thing"]
    assert (matter.page, matter.every_issue) == (page, every_issue)


def test_a_place_that_is_none_is_told(paper: Paper) -> None:
    paper.write("/standing/thing.md", "---\nkind: appeal\nplace: under the stairs\n---\nWords.\n")
    (one,) = paper.load()[2]
    assert one.code == "SRC-004" and '"page 2"' in one.message


def test_a_story_kept_off_every_page_is_told(three: Paper) -> None:
    kept_off = '[[pin]]\nstory = "zebra"\nnever = [1, 2, 3, 4]\n'
    pins = pinned(three, kept_off, head="pages = 4")
    (told,) = [one for one in three.load()[2] if one.code == "PIN-002"]
    assert "kept off all 4 pages" in told.message and told.origin and told.origin.line
    assert pins["zebra"].never == ()
