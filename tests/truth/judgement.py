"""What is untrue in finished files: each function returns what it has to complain of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .finished import Book, Link, Paper, Story

CERTAIN = 24
"""Letters that stand together in one place only."""
PIECE = 16
"""Letters that go on nowhere else by chance."""


# Where stories stand -----------------------------------------------------------------------------


def walk(text: str, paper: Paper, first: int = 1) -> tuple[tuple[int, ...], str]:
    """Follow the letters ``text`` over the pages from ``first`` on, never turning back.

    Returns the pages, in order, and what is found on none.
    """
    pages = list[int]()
    page, at = first, 0
    while text:
        for number in range(page, len(paper.pages)):
            start = at if number == page else 0
            long = _longest(text, paper.pages[number], start)
            if long >= min(PIECE, len(text)):
                break
        else:
            return tuple(dict.fromkeys(pages)), text
        page, at = number, paper.pages[number].index(text[:long], start) + long
        pages.append(page)
        text = text[long:]
    return tuple(dict.fromkeys(pages)), ""


def _longest(text: str, page: str, start: int) -> int:
    """Return how many letters of ``text``, from its first on, stand together from ``start`` on."""
    least, most = 0, len(text)
    while least < most:
        half = (least + most + 1) // 2
        least, most = (half, most) if page.find(text[:half], start) >= 0 else (least, half - 1)
    return least


@dataclass(frozen=True)
class Course:
    """Where a story stands: the pages of its running text in order, and what of it is nowhere."""

    pages: tuple[int, ...]
    lost: str


def course(story: Story, paper: Paper) -> Course:
    found = [at for at, page in enumerate(paper.pages) if opening(story) in page]
    if len(found) != 1:
        return Course(tuple(found[:1]), f"its beginning is on pages {found}")
    # The first letters may be set apart, as a drop cap is.
    return Course(*walk("".join(story.running)[3:], paper, found[0]))


def opening(story: Story) -> str:
    return "".join(story.running)[3 : 3 + CERTAIN]


def courses(book: Book, paper: Paper) -> dict[str, Course]:
    return {name: course(story, paper) for name, story in book.stories.items()}


def begins(anchor: str, book: Book, stand: dict[str, Course]) -> int | None:
    """Return the page a story or a section truly begins on; ``None``: it is neither."""
    if anchor in stand:
        return next(iter(stand[anchor].pages), 0)
    if anchor in book.sections:
        names = book.sections[anchor]
        # Briefs of several sections may be gathered on one page.
        long = [one for one in names if not book.stories[one].brief] or names
        return min(next(iter(stand[one].pages), 0) for one in long)
    return None


# Words -------------------------------------------------------------------------------------------


def lost_words(book: Book, paper: Paper) -> list[str]:
    """Return what of the stories is on no page, out of its order, or there twice."""
    return [told for story in book.stories.values() for told in _lost(story, book, paper)]


def _lost(story: Story, book: Book, paper: Paper) -> Iterator[str]:
    run = course(story, paper)
    if run.lost:
        yield f"{story.anchor}: lost from “{run.lost[:60]}” on"
        return
    for text in story.apart:
        # Rows and notes are short; what is long enough to be split may go on on a later page.
        on_page = any(text in paper.pages[page] for page in _near(run, paper))
        if not on_page and all(walk(text, paper, page)[1] for page in _near(run, paper)):
            yield f"{story.anchor}: “{text[:60]}” stands nowhere"
    for text in story.running:
        middle = text[len(text) // 2 :][:CERTAIN]
        if len(middle) == CERTAIN:
            there = sum(page.count(middle) for page in paper.pages)
            written = sum(_count(one, middle) for one in book.stories.values())
            if there > written:
                yield f"{story.anchor}: “{middle}” stands {there} times"


def _near(run: Course, paper: Paper) -> range:
    """Return the pages of a story, and of its pictures."""
    return range(run.pages[0], min(run.pages[-1] + 1, len(paper.pages)))


def _count(story: Story, words: str) -> int:
    return "".join(story.running).count(words) + sum(one.count(words) for one in story.apart)


# Page numbers ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Printed:
    """A page number on paper, as it is printed, and where it says one will find what."""

    link: Link
    number: int
    kind: str


def printed_numbers(paper: Paper, book: Book) -> list[Printed]:
    """Return every page number that points somewhere."""
    found = []
    for link in paper.links:
        own = re.search(r"(?:^|[\s,])(\d+)$", link.text)
        beside = re.match(r"(\d+)\b", link.beside)
        if re.search(r"-(call|note)-\d+$", link.target):
            continue
        if own and link.text.startswith("From page"):
            found.append(Printed(link, int(own[1]), "from"))
        elif own and "--page-" in link.target:
            found.append(Printed(link, int(own[1]), "onto"))
        elif own:
            kind = "pointer" if "," in link.text else "teaser"
            found.append(Printed(link, int(own[1]), kind))
        elif beside and link.page == 1 and _listed(link, book):
            found.append(Printed(link, int(beside[1]), "contents"))
    return found


def _listed(link: Link, book: Book) -> bool:
    return link.target in book.stories or link.target in book.sections


def false_numbers(book: Book, paper: Paper) -> list[str]:
    """Return the printed numbers that are not those of the pages they speak of."""
    stand = courses(book, paper)
    return [
        f"page {one.link.page}, {one.kind}: “{one.link.text}” says {one.number}, not {true}"
        for one in printed_numbers(paper, book)
        if (true := _truly(one, book, stand)) != one.number
    ]


def _truly(one: Printed, book: Book, stand: dict[str, Course]) -> int | None:
    name = one.link.target.partition("--page-")[0]
    match one.kind:
        case "from":
            return next((at for at in reversed(stand[name].pages) if at < one.link.page), None)
        case "onto":
            return next((at for at in stand[name].pages if at > one.link.page), None)
        case _:
            return begins(name, book, stand)


def false_folios(paper: Paper) -> list[str]:
    """Return the pages that do not say their number in the margin; a front page need not."""
    return [
        f"page {number}: “{' '.join(said.split())}”"
        for number, said in enumerate(paper.folios)
        if number > 1 and str(number) not in re.findall(r"(?<![\w.])\d+(?!\w)", said)
    ]


def false_names(book: Book, paper: Paper) -> list[str]:
    """Return the named destinations that lead to a page where the thing is not."""
    stand = courses(book, paper)
    found = []
    for name, page in paper.names.items():
        story, _, number = name.partition("--page-")
        true = begins(name, book, stand)
        if number:
            good = int(number) == page and page in stand[story].pages
        elif true is not None:
            good = true == page
        else:
            text = book.ids.get(name, "")
            good = len(text) < PIECE or _partly(text, paper.pages[page])
        if not good:
            found.append(f"{name} leads to page {page}")
    return found


def _partly(text: str, page: str) -> bool:
    """Return whether some of the letters ``text`` stand on ``page``."""
    return any(text[at : at + PIECE] in page for at in range(0, len(text) - PIECE + 1, 4))


def false_bookmarks(paper: Paper, book: Book, titles: dict[str, str]) -> list[str]:
    """Return the bookmarks that lead to a wrong page; ``titles`` names what is called so."""
    stand = courses(book, paper)
    return [
        f"“{title}” leads to page {page}"
        for title, page in paper.bookmarks
        if title in titles and begins(titles[title], book, stand) not in (page, None)
    ]


def false_links(paper: Paper) -> list[str]:
    """Return the links of a PDF that lead nowhere."""
    return [
        f"page {one.page}: {one.target}" for one in paper.links if one.target not in paper.names
    ]


def false_page_list(book: Book, paper: Paper) -> list[str]:
    """Return the pages of the EPUB's list that are not those of the paper."""
    stand = courses(book, paper)
    first = dict[int, str]()
    for name, story in book.stories.items():
        first.setdefault(next(iter(stand[name].pages), 0), story.headline)
    told_of = {page for one in stand.values() for page in one.pages}
    found = []
    if list(book.page_list) != list(range(1, len(paper.pages))):
        found.append(f"the list has pages {list(book.page_list)}")
    for number, text in book.page_list.items():
        wanted = first.get(number)
        if wanted is not None and text != wanted:
            found.append(f"page {number} begins with “{text[:40]}”, not “{wanted[:40]}”")
        elif number not in told_of:
            # Nothing but advertisements: whoever goes there is taken to the next page.
            if text not in (book.page_list.get(number + 1), book.page_list.get(number - 1)):
                found.append(f"page {number} has no story, and begins with “{text[:40]}”")
        elif wanted is None and not _partly(text, paper.pages[number]):
            found.append(f"page {number} begins with “{text[:40]}”, which is not on it")
    if book.ncx != book.nav:
        found.append("the old list is another")
    marked = {number: name for name, number in book.markers}
    if marked != {number: href.partition("#")[0] for number, href in book.nav.items()}:
        found.append("the marks are not where the list says")
    return found
