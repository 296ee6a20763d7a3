"""The paper for the press: ink, boxes, pages, words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from edition.document import Part
from edition.look import find_look
from edition.model import Article
from edition.pdf import flow_html

from .conftest import SENTENCES, Printed, paper

SCREEN_COLOURS = {"rg", "RG"}


def streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the contents of every page and of every drawing on one."""
    yield from pdf.pages
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form":
            yield one


def text_of(printed: Printed) -> str:
    pages = pypdfium2.PdfDocument(printed.data)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def bare(text: str) -> str:
    """Return letters and figures only, so that hyphens and line ends do not count."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())


def test_nothing_is_found_wrong(printed: Printed) -> None:
    assert printed.findings == ()


def test_no_screen_colour_is_on_any_page(printed: Printed) -> None:
    with printed.open() as pdf:
        for stream in streams(pdf):
            used = {str(one.operator) for one in pikepdf.parse_content_stream(stream)}
            assert not used & SCREEN_COLOURS


def test_words_are_black_or_house_colour(printed: Printed) -> None:
    inks = set()
    with printed.open() as pdf:
        for page in pdf.pages:
            for one in pikepdf.parse_content_stream(page):
                if str(one.operator) in ("scn", "k"):
                    inks.add(tuple(round(float(ink), 3) for ink in one.operands))
    assert (0, 0, 0, 1) in inks
    assert inks <= {(0, 0, 0, 1), (0, 0.95, 0.85, 0), (0, 0, 0, 0.06), (0, 0, 0, 0)}
    assert all(sum(ink > 0 for ink in one) <= 2 for one in inks)


def test_no_link_and_no_other_annotation(printed: Printed) -> None:
    with printed.open() as pdf:
        assert all("/Annots" not in page for page in pdf.pages)
        assert "/AcroForm" not in pdf.Root


def test_boxes_stand_in_one_another_from_the_origin(printed: Printed) -> None:
    with printed.open() as pdf:
        for page in pdf.pages:
            media, bleed, trim = (
                [float(one) for one in page[name]]
                for name in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            assert media[:2] == [0, 0]
            assert media[0] <= bleed[0] < trim[0] < trim[2] < bleed[2] <= media[2]
            assert trim[2] - trim[0] == pytest.approx(289 / 25.4 * 72, abs=0.1)
            assert trim[3] - trim[1] == pytest.approx(380 / 25.4 * 72, abs=0.1)


def test_fonts_are_embedded_and_ours(printed: Printed) -> None:
    with printed.open() as pdf:
        names = [
            str(one.FontName).partition("+")[2]
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
            and ("/FontFile2" in one or "/FontFile3" in one)
        ]  # fmt: skip
    families = {re.match(r"Edition-(Text|Sans|Headline)", name) for name in names}
    assert None not in families
    assert {match[1] for match in families if match} == {"Text", "Sans", "Headline"}


def test_bookmarks_are_sections_and_their_stories(printed: Printed) -> None:
    with printed.open() as pdf, pdf.open_outline() as outline:
        told = [(one.title, [child.title for child in one.children]) for one in outline.root]
    assert ("Town", ["Story 1", "Story 2", "Story 3", "Brief 1", "Brief 2"]) in [
        (title, sorted(children, key=lambda name: (name[0] == "B", name)))
        for title, children in told
    ]
    assert "Sea" in [title for title, _ in told]


def test_metadata_tell_the_issue(printed: Printed) -> None:
    with printed.open() as pdf:
        assert pdf.docinfo["/Title"] == "The Forme, 6 March 2026"
        assert pdf.docinfo["/Author"] == "Forme Press"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260306")
        assert pdf.Root.Lang == "en-GB"


def test_no_page_is_blank_and_none_but_the_last_half_empty(printed: Printed) -> None:
    pages = pypdfium2.PdfDocument(printed.data)
    for number, page in enumerate(pages, start=1):
        grey = page.render(scale=0.4).to_pil().convert("L")
        inked = grey.point(lambda value: 255 if value < 200 else 0).getbbox()
        assert inked is not None
        if number < len(pages):
            assert inked[3] > grey.height * 0.6


def stories(printed: Printed) -> list[Part]:
    return [part for part in printed.document.parts if part.kind == "article"]


def test_every_word_of_every_story_is_there_once_and_in_order(printed: Printed) -> None:
    found = bare(text_of(printed))
    for part in stories(printed):
        story = part.subject
        assert isinstance(story, Article)
        for block in part.body:
            words = getattr(block.block, "text", None)
            if words is None or "note/" in str(words):
                continue
            plain = bare(str(getattr(words, "striptags", lambda words=words: words)()))
            assert plain in found, f"{part.anchor}: {plain[:60]}"
        assert bare(story.headline.striptags()) in found


def test_notes_stand_under_their_story_and_are_called_in_the_text(printed: Printed) -> None:
    found, note = bare(text_of(printed)), bare("1 Most copier paper is 80 g/m²")
    assert found.count(note) == 1
    assert found.index(bare("office copier takes1")) < found.index(note)
    assert found.index(note) < found.index(bare("More on this"))
    assert printed.plan.page("first-call-1") == 1


def test_plan_knows_the_page_of_every_part_and_figure(printed: Printed) -> None:
    plan = printed.plan
    assert plan.page("first") == 1
    for part in stories(printed):
        assert 1 <= (plan.page(part.anchor) or 0) <= plan.pages
    for part in printed.document.parts:
        for block in part.body:
            if block.anchor:
                assert plan.page(block.anchor), block.anchor
    assert plan.page("nobody") is None


def test_contents_and_pointers_tell_true_pages(printed: Printed) -> None:
    first = pypdfium2.PdfDocument(printed.data)[0].get_textpage().get_text_range()
    for part in stories(printed):
        told = re.search(rf"{re.escape(part.title)}\s+(\d+)", first)
        assert told, part.title
        assert int(told[1]) == printed.plan.page(part.anchor)
    pointer = re.search(r"More on this\s+Second,\s(\d+)", text_of(printed))
    assert pointer
    assert int(pointer[1]) == printed.plan.page("second")


def test_the_scale_has_seven_sizes(printed: Printed) -> None:
    _, css = flow_html(printed.document, printed.look)
    sizes = dict(re.findall(r"--(label|text|deck|small|middle|large|lead)-size:\s*([\d.]+)pt", css))
    assert len(sizes) == 7
    steps = sorted(float(size) for size in sizes.values())
    assert all(after - before >= 1.5 for before, after in pairwise(steps))
    lead, large, middle = steps[-1], steps[-2], steps[-3]
    assert lead - large >= 6 <= large - middle


PAGE_MAP = """\
page 1: first
page 2: second story-1 story-2
page 3: story-3 brief-1 brief-2 story-4 story-5
"""


def test_page_map(printed: Printed) -> None:
    """Which story begins on which page. Change it when the pages changed for the better."""
    told = ""
    for page in range(1, printed.plan.pages + 1):
        names = [part.anchor for part in stories(printed) if printed.plan.page(part.anchor) == page]
        told += f"page {page}: {' '.join(names)}\n"
    assert told == PAGE_MAP


@pytest.mark.parametrize("block", ["furniture", "body", "closing"])
def test_what_a_publication_adds_to_a_block_of_a_story_reaches_paper(
    block: str, tmp_path: Path
) -> None:
    override = tmp_path / "templates" / "parts" / "article.xhtml.j2"
    override.parent.mkdir(parents=True)
    override.write_text(
        '{% extends "shared/parts/article.xhtml.j2" %}\n'
        f"{{% block {block} %}}{{{{ super() }}}}<p>Own {block}.</p>{{% endblock %}}\n",
        "utf-8",
    )
    document = paper(tmp_path)
    html, _ = flow_html(document, find_look(document.publication, document.issue))
    stories = [part for part in document.parts if part.kind == "article"]
    briefs = [part for part in stories if part.anchor.startswith("brief")]
    assert html.count(f"<p>Own {block}.</p>") == len(stories) - len(briefs)
    assert html.count(SENTENCES[0].strip()) >= len(stories)


def test_a_list_begins_with_the_number_it_is_given(printed: Printed) -> None:
    """The paper has one that begins at 3."""
    with pypdfium2.PdfDocument(printed.path) as pdf:
        words = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    numbers = re.findall(r"(?<!\d)(\d+)\.\s", words)
    assert "3" in numbers and "1" not in numbers
