"""Whatever an article holds: well-formed blocks, its letters kept, never a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from edition.findings import RULES, Finding
from edition.model import (
    Block,
    BlockQuote,
    Box,
    CodeBlock,
    Crosshead,
    Figure,
    ItemList,
    Origin,
    Paragraph,
    PullQuote,
    QuestionAndAnswer,
    Table,
    nested,
)
from edition.source.clean import INLINE
from edition.source.markup import Body, FigureReference, read_body, read_inline

TRIES = settings(max_examples=300, deadline=None)
LANGUAGES = st.sampled_from(["en-GB", "fr", "de", "cs", "ru", "ar", "ja", "th", "xx"])

# What articles are made of, right and wrong; joined at random they reach far into the reader.
PIECES = [
    "word", "two words", "été", "日本", "مرحبا", "😀", "\n", "\n\n", "  \n", " ", "\t", "    ",
    "*", "**", "_", "`", "```\n", "~~", "[", "](", ")", "](other.md#x)", "](https://x.org/a b)",
    "](javascript:x)", "](/old/)", "![", "![a](b.jpg)", '![a](b.jpg "c *d*"){credit="e" focus=x}',
    "![r](https://x.org/y.png)", "{size=wide}", "[^1]", "\n[^1]: note\n", "\n[^2]: ", "> ", "- ",
    "1. ", "# ", "## ", "### ", "#### ", "---\n", "***\n", "::: box Title\n", "::: pull\n",
    "::: qa\n", "\n:::\n", "::: odd\n", "Q: ", "A: ", "— ", "| a | b |\n|---|--:|\n", "| 1 ",
    "Table: caption", "<b>", "</b>", "<i ", "<div>", "</div>", "<p>", "<p dir=rtl>", "<ul><li>",
    "<table><tr><td>", "</table>", "<figure><img src=a.jpg>", "<figcaption>", "</figure>",
    "<script>", "</script>", "<style>", "<iframe>", "<object>", "<!--", "-->", "<![CDATA[", "]]>",
    "<?x", "?>", "<your name here>", "<3", "<a href='x.html' onclick=y>", "<a href=b.md>",
    "<b lang=de>", "</a>", "<br>", "<hr>",
    '<span style="direction:rtl" lang="fr">', "</span>", "<o:p>", "&amp;", "&lt;", "&#0;", "&nbsp;",
    "<blockquote>", "<q>", "<pre>", "\\", "\\<", '"', "'", "--", "---", "...", " - ", "1914-18",
    "5 mm", "\u202e", "\u2067", "\u2069", "\u200b", "\ufeff", "\xad", "\x00", "\x0b", "\ud800",
    "\ufffe", "\ufffc", "{{ x }}", "{% y %}", "[z a=1]", "<https://x.org>", "<me@x.org>", "\r\n",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(max_size=300),
)


class Desk:
    """Takes every picture for missing."""

    def figure(self, reference: FigureReference) -> tuple[Figure, tuple[Finding, ...]]:
        return Figure(None, reference.target, reference.origin, reference.caption), ()


def read(
    text: str, *, language: str = "en-GB", typography: bool = True
) -> tuple[Body, tuple[Finding, ...]]:
    return read_body(
        text,
        origin=Origin(Path("a.md")),
        first_line=1,
        language=language,
        typography=typography,
        desk=Desk(),
    )


def texts_of(body: Body) -> Iterator[str]:
    """Yield every inline text of ``body``."""
    for block in nested(body.blocks):
        yield from texts_in(block)
    for note in body.notes:
        yield note.text


def texts_in(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Crosshead():
            yield block.text
        case PullQuote():
            yield block.text
            yield block.attribution or ""
        case BlockQuote():
            yield block.attribution or ""
        case Box():
            yield block.title or ""
        case Figure():
            yield block.caption or ""
        case Table():
            yield block.caption or ""
            for row in (block.header, *block.rows):
                yield from row
                assert not block.header or len(row) == len(block.header) == len(block.alignments)
        case QuestionAndAnswer():
            yield from (turn.text for turn in block.turns)
        case ItemList() | CodeBlock() | _:
            pass


def parsed(markup: str) -> etree._Element:
    """Parse ``markup`` as XML and look at every element and address in it."""
    root = etree.fromstring(f"<root>{markup}</root>".encode())
    for element in root.iter():
        assert element.tag == "root" or element.tag in INLINE, element.tag
        assert set(element.attrib) <= {"href", "class", "title", "lang", "dir"}
        inside = [one.tag for one in element.iterancestors()]
        if element.tag == "a":
            assert "a" not in inside
            assert re.match(r"(?:edition:|https?://|mailto:|tel:)\S+\Z", element.get("href", ""))
    return root


@TRIES
@given(text=TEXTS, language=LANGUAGES, typography=st.booleans())
@example(text="&#0;", language="en", typography=True)
@example(text="<b>*x</b>*", language="en", typography=True)
@example(text="[a [^1] b](https://x.org)\n\n[^1]: c", language="en", typography=True)
def test_every_text_is_well_formed(text: str, language: str, typography: bool) -> None:
    body, found = read(text, language=language, typography=typography)
    for markup in texts_of(body):
        parsed(markup)
    for one in found:
        assert one.code in RULES
        assert one.origin is not None
        assert one.origin.line is None or 1 <= one.origin.line <= len(text.splitlines()) + 1
    for block in nested(body.blocks):
        assert block.origin.line is None or block.origin.line <= len(text.splitlines()) + 1


@TRIES
@given(text=TEXTS, language=LANGUAGES, typography=st.booleans())
def test_a_headline_is_well_formed(text: str, language: str, typography: bool) -> None:
    markup, _ = read_inline(
        text, origin=Origin(Path("a.md"), 3), language=language, typography=typography
    )
    assert isinstance(markup, Markup)
    parsed(markup)


PLAIN = [
    "word", "number ", "\n", "\n\n", "*", "**", "`", "> ", "- ", "1. ", "## ", "### ", "::: box ",
    "::: pull\n", "\n:::\n", "::: qa\n", "::: odd ", "Q: ", "A: ", "— ", "| a | b |\n|---|---|\n",
    "| c ", "Table: ", "[d](https://x.org)", "<b>", "</b>", "<i>", "<div>", "</p>", "<p>", "<ul>",
    "<li>", "<td>", "<blockquote>", "<your name here>", "<3", "'", '"', "--", " ", "~~", "~",
    "<figure>", "</figure>", "<figcaption>", "<table>", "<tr>", "</table>", "[", "]", "(", "\\*",
    "<object>", "<caption>", "<Title to follow>", "<dl><dt>", "<dd>", "<h2>", "</h2>",
    "<span lang=fr>", "</span>", "\t", "e\n", "    ",
]  # fmt: skip


@TRIES
@given(pieces=st.lists(st.sampled_from(PLAIN), max_size=60))
@example(pieces=["| a | b |\n|---|---|\n", "| c ", "| c ", "| c ", "\n", "Table: ", "word"])
@example(pieces=["::: box ", "word"])
@example(pieces=["<object>", "word", "\n\n", "number "])
def test_no_letter_is_lost(pieces: list[str]) -> None:
    """Nothing here may be left out, so every word of the source is in the blocks."""
    text = "".join(pieces)
    assume(not re.search("~~~|```", text))  # the words after a code fence are no text
    body, _ = read(text)
    kept = "".join("".join(parsed(one).itertext()) for one in texts_of(body))
    kept += "".join(one.text for one in nested(body.blocks) if isinstance(one, CodeBlock))
    for word in ("word", "number", "your name here"):
        assert kept.count(word) == text.count(word), kept
