"""What is written as Markdown is read back as it was, whatever signs are in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from markupsafe import Markup, escape

from edition.importers.inline_markdown import inline_markdown
from edition.importers.markdown import MarkdownWriter, figure_line
from edition.model import (
    Block,
    BlockQuote,
    Box,
    Break,
    CodeBlock,
    Crosshead,
    Figure,
    Footnote,
    ItemList,
    ListItem,
    Origin,
    Paragraph,
    PullQuote,
    Table,
)
from edition.source.figures import FigureReference
from edition.source.markup import Body, read_body

HERE = Origin(Path("x"))
SIGNS = r"abc ABC 12 .,:;!?-_*~`#>|[](){}<>&\\/'\"=+^$%@—…é"


class NoDesk:
    """Takes every picture for one that is there without its file."""

    def figure(self, reference: FigureReference) -> tuple[Figure, tuple[()]]:
        return Figure(
            None, reference.target, HERE, caption=reference.caption, alt=reference.alt
        ), ()


def read(text: str) -> Body:
    body, _ = read_body(
        text, origin=HERE, first_line=1, language="en", typography=False, desk=NoDesk()
    )
    return body


def words(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=400, deadline=None)
@given(some.text(alphabet=SIGNS, min_size=1, max_size=40))
def test_any_words_come_back(text: str) -> None:
    wanted = words(text)
    blocks = read(inline_markdown(Markup(escape(wanted)))).blocks
    got = words(" ".join(str(getattr(one, "text", "?")) for one in blocks))
    assert Markup(got).unescape() == wanted


@pytest.mark.parametrize(
    "markup",
    [
        "a <em>slanted</em> word and <strong>a bold one</strong>",
        "<strong>“Quoted”</strong>text <em>(in)</em>side",
        'see <a href="https://forme.example/a_(b)?c=d*e">the *bill* [sic]</a>, please',
        "H<sub>2</sub>O and m<sup>2</sup>",
        "one<br/>two",
        "<em><strong>both</strong></em>",
        "<code>a`b</code>",
        '<span lang="fr">mot</span>',
        "1984. It was",
        "- no list",
        "Table: no caption",
        "::: box",
    ],
)
def test_marked_up_words_come_back(markup: str) -> None:
    (block,) = read(inline_markdown(Markup(markup))).blocks
    assert isinstance(block, Paragraph)
    assert str(block.text).replace("&#34;", '"') == markup


def test_every_kind_of_block_comes_back() -> None:
    def p(text: str) -> Paragraph:
        return Paragraph(Markup(text), HERE)

    blocks: tuple[Block, ...] = (
        p("First, with a note" + '<a class="note" href="edition:note/1"></a>.'),
        Crosshead(Markup("A crosshead"), HERE),
        ItemList((ListItem((p("one"),), HERE), ListItem((p("two"),), HERE)), HERE),
        ItemList((ListItem((p("again"), p("and more")), HERE),), HERE, ordered=True, start=3),
        BlockQuote((p("Said."),), HERE, Markup("Somebody")),
        PullQuote(Markup("Lifted."), HERE, Markup("Somebody else")),
        Table(
            (Markup("a|b"), Markup("c")), ((Markup("1"), Markup("2<br/>3")),), HERE,
            (None, "right"), Markup("What it shows"),
        ),
        Box((p("In it."), ItemList((ListItem((p("x"),), HERE),), HERE)), HERE, Markup("A box")),
        Figure(None, "press.jpg", HERE),
        CodeBlock("x = 1\n  y", HERE),
        Break(HERE),
        Crosshead(Markup("Smaller"), HERE, 3),
        p("Last."),
    )  # fmt: skip
    writer = MarkdownWriter(lambda one: one, lambda figure: figure_line(figure.name))
    note = Footnote(1, Markup("The note."), HERE)
    text = writer.body(blocks, (note,))
    body = read(text)
    assert [type(one) for one in body.blocks] == [type(one) for one in blocks]
    assert writer.body(body.blocks, body.notes) == text
