"""Front matter and what becomes of it, broken or not."""

from __future__ import annotations

import pytest

from edition.findings import Finding
from edition.model import Article, Paragraph

from .conftest import Paper


def read(paper: Paper, text: str | bytes) -> tuple[Article, tuple[Finding, ...]]:
    """Return the second story with ``text`` as its file, and what is found in it."""
    paper.write("council-votes.md", text)
    _, issue, found = paper.load()
    article = issue.article("council-votes")  # type: ignore[arg-type]
    assert article is not None
    return article, tuple(one for one in found if "council-votes" in str(one.origin))


def words(article: Article) -> str:
    return " ".join(block.text for block in article.body if isinstance(block, Paragraph))


def test_every_key(paper: Paper) -> None:
    article, found = read(
        paper,
        """---
headline: "Council *votes*"
print_headline: "A vote"
kicker: Town
standfirst: "It was close, see [the harbour](harbour-reopens.md)."
byline: [Ada Penhallow, Ben Tor]
author_note: "Ben sits."
dateline: Mainz
section: Town
rank: brief
tags: [benches, votes]
source: https://quay.example/votes
language: fr
related: [harbour-reopens]
typography: no
---
Words.
""",
    )
    assert found == ()
    assert article.headline == "Council <em>votes</em>"
    assert article.print_headline == "A vote"
    assert article.bylines == ("Ada Penhallow", "Ben Tor")
    assert article.standfirst is not None and 'href="edition:harbour-reopens"' in article.standfirst
    assert (article.kicker, article.dateline, article.rank) == ("Town", "Mainz", "brief")
    assert article.tags == ("benches", "votes")
    assert article.source == "https://quay.example/votes"
    assert article.language == "fr"
    assert article.related == ("harbour-reopens",)


def test_toml_between_plus_signs(paper: Paper) -> None:
    article, found = read(paper, '+++\nheadline = "A vote"\nbyline = "Ben"\n+++\nWords.\n')
    assert found == ()
    assert (article.headline, article.bylines, words(article)) == ("A vote", ("Ben",), "Words.")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1984", "1984"),
        ("No", "No"),
        ("on", "on"),
        ("2026-03-06", "2026-03-06"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        ('"~"', "~"),
        (">\n  Two\n  lines", "Two lines"),
        ("'It''s'", "It’s"),
    ],
)
def test_yaml_guesses_nothing(paper: Paper, written: str, meant: str) -> None:
    article, found = read(paper, f"---\nheadline: {written}\n---\nWords.\n")
    assert found == ()
    assert article.headline == meant


def test_typography_is_the_publications_unless_the_story_says(paper: Paper) -> None:
    story = '---\nheadline: "It\'s"\nbyline: "A. O\'Neil"\n{0}---\nIt\'s.\n'
    article, _ = read(paper, story.format(""))
    assert (article.headline, article.bylines, words(article)) == ("It’s", ("A. O’Neil",), "It’s.")
    article, _ = read(paper, story.format("typography: false\n"))
    assert (article.headline, article.bylines, words(article)) == (
        "It&#39;s",
        ("A. O'Neil",),
        "It&#39;s.",
    )
    paper.change("/publication.toml", "[page]", "typography = false\n[page]")
    article, _ = read(paper, story.format("typography: true\n"))
    assert words(article) == "It’s."


@pytest.mark.parametrize(
    ("front", "line", "hint"),
    [
        ("headline: Votes: a tale", 2, 'headline: "Votes: a tale"'),
        ("headline: *Votes* now", 2, 'headline: "*Votes* now"'),
        ('headline: "Votes" now', 2, "'\"Votes\" now'"),
        ("headline: @votes", 2, '"@votes"'),
        ("headline: [a, b\nkicker: c", 2, "]"),
        ('headline: "a\nkicker: c', 2, "closing"),
        ("\theadline: a", 2, "spaces"),
        ("headline: &c news", 2, "quotes"),
        ("headline: !!python/object:os.system x", 2, "quotes"),
        ("headline: a\nkicker\nbyline: c", 3, "key: value"),
        ("headline: a\nheadline: b", 3, "one of them"),
        ("- a\n- b", 2, "headline:"),
        ("just words", 2, "headline:"),
    ],
)
def test_broken_yaml_names_line_and_cure(paper: Paper, front: str, line: int, hint: str) -> None:
    article, found = read(paper, f"---\n{front}\n---\nWords.\n")
    assert found[0].code == "SRC-002"
    assert found[0].origin is not None and found[0].origin.line == line
    assert found[0].hint is not None and hint in found[0].hint
    assert words(article) == "Words."


@pytest.mark.parametrize(
    ("front", "hint"),
    [
        ("headline = Votes", 'headline = "Votes"'),
        ('headline: "Votes"', "Write = between"),
        ("number = two", "It must be a number in figures, like 12: number = 12"),
        ("headline = “Votes”", "straight quotes"),
        ('headline = "Votes', "quotation mark is missing"),
        ('headline = "a\\q"', "backslash"),
        ('headline = "a"\nheadline = "b"', "keep one"),
        ("headline =", "value is missing"),
        ('headline = "a"\ntags = ["a", "b"\nkicker = "c"', "missing ]"),
    ],
)
def test_broken_toml_names_the_cure(paper: Paper, front: str, hint: str) -> None:
    article, found = read(paper, f"+++\n{front}\n+++\nWords.\n")
    assert [one.code for one in found] == ["SRC-002"]
    assert found[0].hint is not None and hint in found[0].hint
    assert words(article) == "Words."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("kicker: Issue #5 is out", True),
        ("kicker: #5", True),
        ("kicker: Issue 5 # a remark", False),
        ("# remark", False),
        ("#remark", False),
        ('kicker: "Issue #5" #remark', False),
        ("kicker: C#", False),
        ("tags: [a] #b", False),
    ],
)
def test_words_that_yaml_takes_for_a_remark(paper: Paper, line: str, said: bool) -> None:
    _, found = read(paper, f"---\n{line}\nheadline: A\n---\nWords.\n")
    assert [(one.code, one.severity.name) for one in found] == [("SRC-002", "WARNING")] * said
    if said:
        assert found[0].origin is not None and found[0].origin.line == 2


def test_keys_of_other_programs_are_no_slips(paper: Paper) -> None:
    _, found = read(paper, "---\nheadline: A\ndate: 2026-03-06\n---\nWords.\n")
    assert found[0].hint == "It comes from a web site and means nothing here; take it out."


def test_headline_of_broken_front_matter_is_kept(paper: Paper) -> None:
    article, _ = read(paper, '---\nheadline: "A vote"\nkicker: a: b\n---\nWords.\n')
    assert article.headline == "A vote"


def test_front_matter_that_does_not_end(paper: Paper) -> None:
    article, found = read(paper, '---\nheadline: "A vote"\n\nWords.\n')
    assert [one.code for one in found] == ["SRC-002"]
    assert (article.headline, words(article)) == ("A vote", "Words.")


def test_no_front_matter(paper: Paper) -> None:
    article, found = read(paper, "Words.\n")
    assert [(one.code, str(one.origin)) for one in found] == [
        ("SRC-005", "issues/2026-03-06/council-votes.md:1")
    ]
    assert (article.headline, words(article)) == ("Council votes", "Words.")


@pytest.mark.parametrize(
    "text", ["", "\n", "---", "---\n---", "+++\n+++\n", "---\n\n---\n", "\ufeff"]
)
def test_nothing_at_all(paper: Paper, text: str) -> None:
    article, found = read(paper, text)
    assert article.headline == "Council votes"
    assert article.body == ()
    assert {"SRC-005", "SRC-002"} & {one.code for one in found}


def test_windows_lines_and_byte_order_mark(paper: Paper) -> None:
    article, found = read(paper, b'\xef\xbb\xbf---\r\nheadline: "A vote"\r\n---\r\nWords.\r\n')
    assert found == ()
    assert words(article) == "Words."


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1252", "Windows-1252"), ("mac-roman", "Mac OS Roman"), ("utf-16", "UTF-16")],
)
def test_other_encodings_are_named_and_read(paper: Paper, encoding: str, name: str) -> None:
    text = '---\nheadline: "Café “Quay”"\n---\nÉté à la crème.\n'
    article, found = read(paper, text.encode(encoding))
    assert [one.code for one in found] == ["SRC-001"]
    assert name in found[0].message
    assert words(article) == "Été à la crème."


@pytest.mark.parametrize("escape", ["\\0", "\\x08", "\\u000b", "\\ufeff", "\\uffff"])
def test_control_characters_by_escape(paper: Paper, escape: str) -> None:
    article, found = read(paper, f'---\nheadline: "A{escape} vote"\n---\nWords.\n')
    assert [one.code for one in found] == ["SRC-012"]
    assert article.headline == "A vote"


def test_an_alias_bomb_is_refused(paper: Paper) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{b}: &{b} [{', '.join(f'*{a}' for _ in range(9))}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    _, found = read(paper, f"---\n{bomb}---\nWords.\n")
    assert found[0].code == "SRC-002"


@pytest.mark.parametrize(
    "front",
    [
        "a: " + "[" * 20_000,
        "a: " + "{b: " * 5_000,
        "\n".join(" " * deep + "a:" for deep in range(200)),
        "a: " + "x" * 70_000,
    ],
)
def test_deep_and_long_front_matter_is_refused(paper: Paper, front: str) -> None:
    _, found = read(paper, f"---\n{front}\n---\nWords.\n")
    assert found[0].code == "SRC-011"


def test_large_files_are_not_read(paper: Paper) -> None:
    paper.write("council-votes.md", "---\nheadline: x\n---\n" + "word " * 250_000)
    _, issue, found = paper.load()
    assert [one.code for one in found] == ["SRC-011"]
    assert [one.slug for one in issue.articles()] == ["harbour-reopens"]


def test_too_many_blocks_are_cut(paper: Paper) -> None:
    article, found = read(paper, "---\nheadline: x\n---\n" + "Word.\n\n" * 2_500)
    assert "SRC-011" in {one.code for one in found}
    assert len(article.body) == 2000


@pytest.mark.parametrize(
    ("front", "code", "hint"),
    [
        ("headlin: x", "SRC-003", '"headline"'),
        ("title: x", "SRC-003", '"headline"'),
        ("print-headline: x", "SRC-003", '"print_headline"'),
        ("Kicker: x", "SRC-003", '"kicker"'),
        ("rank: leed", "SRC-004", '"lead"'),
        ("source: quay.example", "SRC-004", "https://"),
        ("source: javascript:alert(1)", "SRC-004", "https://"),
        ("kicker: [a]", "SRC-004", "kicker:"),
        ("byline: {a: b}", "SRC-004", "byline:"),
        ("tags: [[a], b]", "SRC-004", "tags:"),
        ("typography: perhaps", "SRC-004", "typography:"),
    ],
)
def test_keys_and_kinds(paper: Paper, front: str, code: str, hint: str) -> None:
    _, found = read(paper, f"---\nheadline: A\n{front}\n---\nWords.\n")
    assert [one.code for one in found] == [code]
    assert found[0].origin is not None and found[0].origin.line == 3
    assert found[0].hint is not None and hint in found[0].hint


def test_lines_of_toml_front_matter(paper: Paper) -> None:
    _, found = read(paper, '\n+++\nheadline = "A"\n\nrank = "leed"\n+++\nWords.\n')
    assert [str(one.origin) for one in found] == ["issues/2026-03-06/council-votes.md:5"]
