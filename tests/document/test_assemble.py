"""The issue in reading order: parts, anchors, numbers, contents, references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from edition.document import Document, Placed, assemble, direction_of
from edition.findings import Finding
from edition.model import (
    Article,
    BlockQuote,
    Box,
    Crosshead,
    Figure,
    Footnote,
    ItemList,
    ListItem,
    Origin,
    Paragraph,
    PullQuote,
    QuestionAndAnswer,
    Slug,
    StandingMatter,
    Table,
    Turn,
)
from tests.support import documents as made

HERE = Path("/nowhere")
AT = Origin(Path("2026-03-06/story.md"), 12)


def assembled(
    *articles: Article, standing: tuple[StandingMatter, ...] = (), **values: object
) -> tuple[Document, tuple[Finding, ...]]:
    publication = made.publication(HERE, standing=standing, **values)
    return assemble(publication, made.issue(HERE, made.section("News", *articles)))


def anchors(body: tuple[Placed, ...]) -> Iterator[str]:
    for placed in body:
        if placed.anchor:
            yield placed.anchor
        for run in placed.children:
            yield from anchors(run)


def all_anchors(document: Document) -> list[str]:
    return [one for part in document.parts for one in (part.anchor, *anchors(part.body))]


def text_of(document: Document, slug: str = "story") -> str:
    part = next(part for part in document.parts if part.anchor == slug)
    return "".join(str(one.block.text) for one in part.body if isinstance(one.block, Paragraph))


def standing(slug: str, kind: str, **values: object) -> StandingMatter:
    body = (made.paragraph("Words."),)
    return StandingMatter(Slug(slug), kind, body, AT, **values)  # type: ignore[arg-type]


def figure(**values: object) -> Figure:
    return Figure(None, "a.jpg", AT, **values)  # type: ignore[arg-type]


def test_parts_stand_in_reading_order() -> None:
    publication = made.publication(
        HERE,
        standing=(
            standing("ad", "house-ad"),
            standing("imprint", "imprint", headline=Markup("Imprint")),
            standing("we-ask", "appeal"),
            standing("contacts", "contacts"),
        ),
    )
    issue = made.issue(
        HERE,
        made.section("News", made.article("one"), made.article("two")),
        made.section("Type", made.article("three")),
    )
    document, found = assemble(publication, issue)
    assert found == ()
    assert [(part.kind, part.anchor) for part in document.parts] == [
        ("cover", "cover"),
        ("contents", "contents"),
        ("section", "section-news"),
        ("article", "one"),
        ("article", "two"),
        ("section", "section-type"),
        ("article", "three"),
        ("standing", "contacts"),
        ("standing", "we-ask"),
        ("standing", "ad"),
        ("standing", "imprint"),
    ]
    assert [
        (entry.title, [one.anchor for one in entry.children]) for entry in document.contents
    ] == [
        ("News", ["one", "two"]),
        ("Type", ["three"]),
        ("Contacts", []),
        ("We ask", []),
        ("Imprint", []),
    ]
    assert [part.section for part in document.parts if part.kind == "article"] == [
        "News",
        "News",
        "Type",
    ]
    assert [one.slug for one in document.publication.standing] == [
        "ad",
        "imprint",
        "we-ask",
        "contacts",
    ]


def test_blocks_are_named_and_figures_counted() -> None:
    story = made.article(
        "story",
        Crosshead(Markup("What it <em>cost</em> &amp; why"), AT),
        figure(),
        figure(decorative=True),
        Box((figure(), Crosshead(Markup("Inside"), AT)), AT, Markup("The crane")),
        Box((made.paragraph("Words."),), AT),
        Table((), ((Markup("1"),),), AT),
        BlockQuote((figure(),), AT),
        ItemList((ListItem((Table((), ((Markup("2"),),), AT),), AT), ListItem((), AT)), AT),
        Crosshead(Markup("Σελίδες"), AT),
        Crosshead(Markup("What it cost, and why"), AT),
    )
    document, _ = assembled(story)
    part = document.parts[3]
    assert list(anchors(part.body)) == [
        "story-what-it-cost-why",
        "story-figure-1",
        "story-the-crane",
        "story-figure-2",
        "story-inside",
        "story-box-2",
        "story-table-1",
        "story-figure-3",
        "story-table-2",
        "story-part-3",
        "story-what-it-cost-and-why",
    ]
    assert [one.number for one in part.body[:3]] == [None, 1, None]
    assert len(part.body[7].children) == 2


def test_anchors_are_unique_whatever_their_capitals() -> None:
    notes = (Footnote(1, Markup("A note."), AT),)
    document, _ = assembled(
        made.article("story", Crosshead(Markup("Figure 1"), AT), figure(), notes=notes),
        made.article("story-figure-1", Crosshead(Markup("A"), AT), Crosshead(Markup("A"), AT)),
        made.article("story-note-1"),
        made.article("Imprint"),
        made.article("section-news"),
        standing=(standing("imprint", "imprint"),),
    )
    names = all_anchors(document)
    assert [name for name, times in Counter(map(str.casefold, names)).items() if times > 1] == []
    assert {"story", "story-figure-1", "story-note-1", "Imprint", "section-news"} <= set(names)
    assert "section-news-2" in names and "imprint-2" in names


@pytest.mark.parametrize(
    ("written", "settled"),
    [
        ("edition:other", "edition:#other"),
        ("edition:OTHER", "edition:#other"),
        ("edition:other#what-it-cost", "edition:#other-what-it-cost"),
        ("edition:other#What%20it%20cost", "edition:#other-what-it-cost"),
        ("edition:other#figure-1", "edition:#other-figure-1"),
        ("edition:other#%CF%83%CE%B5%CE%BB%CE%AF%CE%B4%CE%B5%CF%82", "edition:#other-part-2"),
        ("edition:#here", "edition:#story-here"),
        ("edition:story#here", "edition:#story-here"),
        ("edition:story", "edition:#story"),
        ("edition:imprint", "edition:#imprint"),
    ],
)
def test_links_inside_the_issue(written: str, settled: str) -> None:
    document, found = assembled(
        made.article(
            "story",
            made.paragraph(f'See <a title="x" href="{written}" lang="fr">the <em>place</em></a>.'),
            Crosshead(Markup("Here"), AT),
        ),
        made.article(
            "other",
            Crosshead(Markup("What it cost"), AT),
            figure(),
            Crosshead(Markup("Σελίδες"), AT),
            made.paragraph("Words."),
        ),
        standing=(standing("imprint", "imprint"),),
    )
    assert found == ()
    assert text_of(document) == (
        f'See <a title="x" href="{settled}" lang="fr">the <em>place</em></a>.'
    )


@pytest.mark.parametrize(
    ("written", "code", "left"),
    [
        ("edition:gone", "REF-001", "See the <em>place</em>."),
        ("edition:gone#there", "REF-001", "See the <em>place</em>."),
        ("edition:#gone", "REF-002", "See the <em>place</em>."),
        ("edition:other#gone", "REF-002", 'See <a href="edition:#other">the <em>place</em></a>.'),
    ],
)
def test_links_that_lead_nowhere(written: str, code: str, left: str) -> None:
    document, found = assembled(
        made.article(
            "story", made.paragraph(f'See <a href="{written}">the <em>place</em></a>.', 7)
        ),
        made.article("other"),
    )
    assert [(one.code, one.origin.line if one.origin else None) for one in found] == [(code, 7)]
    assert "the place" in found[0].message
    assert text_of(document) == left


def test_calls_of_notes_and_links_outside_stay() -> None:
    text = 'A<a class="note" href="edition:note/1"></a> <a href="https://quay.example">b</a>'
    notes = (Footnote(1, Markup('See <a href="edition:other">it</a>.'), AT),)
    document, found = assembled(
        made.article("story", made.paragraph(text), notes=notes), made.article("other")
    )
    assert found == ()
    assert text_of(document) == text
    subject = document.parts[3].subject
    assert isinstance(subject, Article)
    assert subject.notes[0].text == 'See <a href="edition:#other">it</a>.'


def test_links_are_settled_wherever_they_stand() -> None:
    link = Markup('<a href="edition:other">x</a>')
    story = made.article(
        "story",
        Paragraph(link, AT),
        Crosshead(link, AT),
        PullQuote(link, AT, link),
        BlockQuote((Paragraph(link, AT),), AT, link),
        figure(caption=link),
        ItemList((ListItem((Paragraph(link, AT),), AT),), AT),
        Table((link,), ((link,),), AT, caption=link),
        QuestionAndAnswer((Turn("question", link, AT),), AT),
        Box((Box((Paragraph(link, AT),), AT, link),), AT, link),
        headline=link,
        print_headline=link,
        standfirst=link,
        author_note=link,
        notes=(Footnote(1, link, AT),),
    )
    matter = standing("imprint", "imprint", headline=link)
    document, found = assembled(
        story, made.article("other"), standing=(replace(matter, body=(Paragraph(link, AT),)),)
    )
    assert found == ()
    whole = repr(document)
    assert "edition:other" not in whole
    # Once in the part, once in the issue, once more for the placed block.
    assert whole.count("edition:#other") > 21
    assert document.parts[3].subject is next(document.issue.articles())
    for placed in document.parts[3].body:
        assert placed.block in document.issue.sections[0].articles[0].body


def test_same_headlines() -> None:
    _, found = assembled(
        made.article("one", headline="The <em>Quay</em>"), made.article("two", headline="the quay!")
    )
    assert [(one.code, str(one.origin)) for one in found] == [("TXT-006", "2026-03-06/two.md:1")]


@pytest.mark.parametrize(
    ("blocks", "empty"),
    [
        ((Crosshead(Markup("A"), AT),), True),
        ((Paragraph(Markup("<em> </em>"), AT),), True),
        ((figure(),), True),
        ((figure(caption=Markup("Words.")),), False),
        ((Box((made.paragraph("Words."),), AT),), False),
        ((ItemList((ListItem((made.paragraph("A"),), AT),), AT),), False),
    ],
)
def test_stories_without_text(blocks: tuple[object, ...], empty: bool) -> None:
    _, found = assembled(replace(made.article("story"), body=blocks))  # type: ignore[arg-type]
    assert [one.code for one in found] == (["TXT-008"] if empty else [])


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en-GB", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("ur-PK", "rtl"),
     ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("yi", "rtl"), ("de-CH-1996", "ltr"), ("x-y", "ltr")],
)  # fmt: skip
def test_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction


def test_parts_speak_their_own_language() -> None:
    document, _ = assembled(made.article("one", language="ar"), made.article("two"), language="de")
    spoken = {part.anchor: (part.language, part.direction) for part in document.parts}
    assert spoken["one"] == ("ar", "rtl")
    assert spoken["two"] == ("de", "ltr")
    assert spoken["contents"] == ("de", "ltr")
    assert document.parts[1].title == "Inhalt"
    assert [one.language for one in document.contents[0].children] == ["ar", "de"]


def test_titles_are_words_without_markup() -> None:
    document, _ = assembled(made.article("one", headline="A &amp; <em>B</em>&nbsp;C &lt;d&gt;"))
    assert document.parts[3].title == "A & B\N{NO-BREAK SPACE}C <d>"


link_targets = st.one_of(
    st.sampled_from(
        ["one", "#a", "one#a", "#", "", "%", "%%%", "note/x", "a#b#c", "&amp;#", "ONE"]
    ),
    st.text(st.characters(exclude_characters='"<>&', exclude_categories=("Cs", "Cc")), max_size=8),
)


@settings(max_examples=200, deadline=None)
@given(
    targets=st.lists(link_targets, max_size=4),
    heads=st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=12), max_size=5),
    slugs=st.lists(st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True), min_size=1,
                   max_size=4, unique_by=str.casefold),
)  # fmt: skip
def test_no_story_can_break_the_order(
    targets: list[str], heads: list[str], slugs: list[str]
) -> None:
    links = " ".join(f'<a href="edition:{target}">x</a>' for target in targets)
    articles = [
        made.article(
            slug,
            made.paragraph(f"Words {links}"),
            *(Crosshead(Markup.escape(head), AT) for head in heads),
        )
        for slug in slugs
    ]
    document, found = assembled(*articles)
    names = [name.casefold() for name in all_anchors(document)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9_-]*", name) for name in names)
    assert {one.code for one in found} <= {"REF-001", "REF-002", "TXT-006"}
    wanted = set(re.findall(r'href="edition:#([^"]*)"', repr(document.parts)))
    assert wanted <= set(all_anchors(document))
