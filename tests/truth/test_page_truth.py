"""Every page number printed anywhere is that of the page in the finished PDF, in both layouts."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from uuid import UUID

import pikepdf
import pytest

from edition.epub.archive import repack

from . import judgement
from .conftest import Made
from .finished import Paper, read_book, read_paper


def titles(made: Made) -> dict[str, str]:
    """Return the anchors of stories and sections by what they are called on paper."""
    return {
        re.sub(r"<[^>]+>", "", str(getattr(part.subject, "print_headline", None) or part.title)): (
            part.anchor
        )
        for part in made.document.parts
        if part.kind in ("article", "section")
    }


def test_the_numbers_on_paper_are_true(made: Made) -> None:
    assert judgement.false_numbers(made.book, made.replica) == []


def test_no_kind_of_number_was_overlooked(made: Made) -> None:
    """Counted another way: by the words of the pages, and by what the stories refer to."""
    found = judgement.printed_numbers(made.replica, made.book)
    kinds = Counter(one.kind for one in found)
    words = " ".join(" ".join(made.replica.texts).split())
    assert kinds["onto"] == len(re.findall(r"Continued on page \d+", words))
    assert kinds["from"] == len(re.findall(r"From page \d+", words))
    pointed = Counter(one.link.target for one in found if one.kind == "pointer")
    stories = made.book.stories.values()
    assert pointed <= Counter(name for story in stories for name in story.related)
    whole = [story for story in stories if story.anchor not in made.told]
    assert pointed >= Counter(name for story in whole for name in story.related)
    assert kinds["teaser"] >= 3
    listed = {one.link.target for one in found if one.kind == "contents"}
    # Every section is in the list: by itself, or by a story of it.
    sections = made.book.sections.items()
    assert all(name in listed or listed & set(inside) for name, inside in sections)


def test_the_printed_edition_says_what_the_replica_says(made: Made) -> None:
    """Its numbers are judged by the replica's links, of which it has none itself."""
    assert made.paper.pages == made.replica.pages
    assert made.paper.links == ()


@pytest.mark.parametrize("edition", ["paper", "replica"])
def test_folios_names_and_bookmarks_are_true(made: Made, edition: str) -> None:
    paper: Paper = getattr(made, edition)
    assert judgement.false_folios(paper) == []
    assert judgement.false_names(made.book, paper) == []
    assert judgement.false_bookmarks(paper, made.book, titles(made)) == []
    assert judgement.false_links(paper) == []
    marked = {title for title, _ in paper.bookmarks}
    assert len(marked & set(titles(made))) >= len(made.book.stories)


def test_the_epub_finds_the_pages_of_the_paper(made: Made) -> None:
    assert judgement.false_page_list(made.book, made.paper) == []
    assert made.book.source == (UUID(bytes=made.paper.identifier).urn,)
    assert {"pageNavigation", "pageBreakMarkers"} <= set(made.book.features)


# It would be seen --------------------------------------------------------------------------------


def with_pages_swapped(data: bytes, first: int, second: int) -> Paper:
    """Return the PDF ``data`` with two pages bound in each other's place."""
    pdf = pikepdf.open(io.BytesIO(data))
    pages = list(pdf.pages)
    pages[first - 1], pages[second - 1] = pages[second - 1], pages[first - 1]
    del pdf.pages[:]
    pdf.pages.extend(pages)
    bound = io.BytesIO()
    pdf.save(bound)
    return read_paper(bound.getvalue())


def test_pages_bound_wrongly_would_be_seen(made: Made) -> None:
    wrong = with_pages_swapped(made.bytes["replica"], 3, 7)
    kinds = {one.split(":")[0].split(", ")[-1] for one in judgement.false_numbers(made.book, wrong)}
    assert {"contents", "pointer"} <= kinds
    assert len(judgement.false_folios(wrong)) == 2
    assert judgement.false_page_list(made.book, wrong)


def test_every_single_number_would_be_seen(made: Made) -> None:
    """One more is never true."""
    links = made.replica.links
    for one in judgement.printed_numbers(made.replica, made.book):
        at, kept = links.index(one.link), str(one.number)
        more = str(one.number + 1)
        field = "beside" if one.kind == "contents" else "text"
        said = getattr(one.link, field)
        start = said.index(kept) if field == "beside" else said.rindex(kept)
        wrong = replace(one.link, **{field: said[:start] + more + said[start + len(kept) :]})
        paper = replace(made.replica, links=(wrong,))
        assert judgement.false_numbers(made.book, paper), links[at]


def test_destinations_and_bookmarks_astray_would_be_seen(made: Made) -> None:
    last = len(made.paper.pages) - 1
    for name, page in made.paper.names.items():
        if name in made.book.stories:
            wrong = replace(made.paper, names={name: page % last + 1})
            assert judgement.false_names(made.book, wrong)
    moved = tuple((title, page % last + 1) for title, page in made.paper.bookmarks)
    found = judgement.false_bookmarks(replace(made.paper, bookmarks=moved), made.book, titles(made))
    assert len(found) >= len(made.book.stories)
    assert judgement.false_links(replace(made.replica, names={}))


def test_a_mark_at_another_block_would_be_seen(made: Made) -> None:
    """The mark of every page is put where the next one's is."""
    at = {number: href.partition("#")[0] for number, href in made.book.nav.items()}
    last = max(at)
    marks = {f"EPUB/{name}" for name in at.values()}

    def renumbered(data: bytes) -> bytes:
        def other(found: re.Match[bytes]) -> bytes:
            number = int(found[1]) % last + 1
            return b'id="page_%d" aria-label="%d"' % (number, number)

        return re.sub(rb'id="page_(\d+)" aria-label="\d+"', other, data)

    def relinked(data: bytes) -> bytes:
        for number in at:
            wrong = at[number - 1 or last]
            data = data.replace(f'href="{at[number]}#page_{number}"'.encode(), b"@%d@" % number)
            data = data.replace(b"@%d@" % number, f'href="{wrong}#page_{number}"'.encode())
        return data

    change = {**dict.fromkeys(marks, renumbered), "EPUB/nav.xhtml": relinked}
    wrong = read_book(repack(made.bytes["epub"], change=change))
    said = " ".join(judgement.false_page_list(wrong, made.paper))
    assert sum(f"page {number} begins" in said for number in at) >= last - 2
