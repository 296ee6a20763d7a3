"""An article's Markdown as typed blocks, with the lines they stand on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from edition.findings import Finding
from edition.model import (
    Block,
    BlockQuote,
    Box,
    Break,
    CodeBlock,
    Crosshead,
    Figure,
    Focus,
    ItemList,
    Origin,
    Paragraph,
    PullQuote,
    QuestionAndAnswer,
    Table,
    nested,
)
from edition.source.markup import Body, FigureReference, read_body, read_inline

HERE = Origin(Path("issues/a.md"))


class Desk:
    """Hands every reference on as a figure and keeps it."""

    def __init__(self) -> None:
        self.asked: list[FigureReference] = []

    def figure(self, reference: FigureReference) -> tuple[Figure, tuple[Finding, ...]]:
        self.asked.append(reference)
        return Figure(
            None,
            reference.target,
            reference.origin,
            caption=reference.caption,
            credit=reference.credit,
            alt=reference.alt,
            size=reference.size,
        ), ()


def read(
    text: str, *, language: str = "en-GB", typography: bool = True, desk: Desk | None = None
) -> tuple[Body, tuple[Finding, ...]]:
    return read_body(
        text,
        origin=HERE,
        first_line=1,
        language=language,
        typography=typography,
        desk=desk or Desk(),
    )


def blocks(text: str) -> tuple[Block, ...]:
    body, found = read(text)
    assert found == ()
    return body.blocks


def only(text: str) -> Block:
    (block,) = blocks(text)
    return block


def told(text: str, *, typography: bool = True) -> list[tuple[str, int | None]]:
    """Return code and line of every finding."""
    found = read(text, typography=typography)[1]
    return [(one.code, one.origin.line if one.origin else None) for one in found]


def line(block: Block) -> int | None:
    return block.origin.line


# Text


def test_paragraphs_and_lines() -> None:
    first, second = blocks("One\ntwo.\n\n\nThree.")
    assert isinstance(first, Paragraph) and first.text == "One two."
    assert isinstance(second, Paragraph) and second.origin == Origin(HERE.path, 5)
    assert line(first) == 1


def test_inline_markup_is_xhtml() -> None:
    block = only("*em* **strong** `a <b>` ~~gone~~ <sub>2</sub> <kbd>Q</kbd> a\\\nb & c")
    assert isinstance(block, Paragraph)
    assert block.text == (
        "<em>em</em> <strong>strong</strong> <code>a &lt;b&gt;</code> <s>gone</s> <sub>2</sub>"
        " <kbd>Q</kbd> a<br/>b &amp; c"
    )


def test_quotes_straddle_markup_and_leave_code_alone() -> None:
    block = only('"It *was" his* `"x"` -- \\"so\\" <https://a.example/--x>')
    assert isinstance(block, Paragraph)
    assert str(block.text) == (
        "“It <em>was” his</em> <code>&#34;x&#34;</code> – &#34;so&#34;"
        ' <a href="https://a.example/--x">https://a.example/--x</a>'
    )


def test_a_span_of_another_language_has_its_own_typography() -> None:
    block = only('"He read <span lang="fr">"Le Monde"</span>"')
    assert isinstance(block, Paragraph)
    assert "“He read" in block.text
    assert '<span lang="fr">«\u00a0Le Monde\u00a0»</span>”' in block.text


def test_line_ends_between_ideographs_are_no_spaces() -> None:
    body, _ = read("日本\n語 and\nmore", language="ja")
    assert isinstance(body.blocks[0], Paragraph)
    assert body.blocks[0].text == "日本語 and more"


def test_typography_off_says_so_once() -> None:
    text = 'Fine.\n\nBut "this" isn\'t.\n\nNor \'that\'. `"code"` is.'
    body, found = read(text, typography=False)
    assert [one.code for one in found] == ["TXT-004"]
    assert found[0].origin == Origin(HERE.path, 3)
    assert found[0].message.startswith("5 straight")
    assert isinstance(body.blocks[1], Paragraph)
    assert body.blocks[1].text.unescape() == 'But "this" isn\'t.'


# Crossheads


def test_crossheads() -> None:
    one, two = blocks("## Big\n\n### Small")
    assert isinstance(one, Crosshead) and (one.text, one.level, line(one)) == ("Big", 2, 1)
    assert isinstance(two, Crosshead) and (two.text, two.level, line(two)) == ("Small", 3, 3)


@pytest.mark.parametrize(
    ("text", "levels", "at"),
    [
        ("# Top", [2], [1]),
        ("### First", [2], [1]),
        ("## A\n\n#### B", [2, 3], [3]),
        ("## A\n\n# B\n\n### C", [2, 2, 3], [3]),
        ("#### A\n\n### B", [2, 3], [1]),
    ],
)
def test_skipped_levels_are_mended(text: str, levels: list[int], at: list[int]) -> None:
    body, _ = read(text)
    assert [one.level for one in body.blocks if isinstance(one, Crosshead)] == levels
    assert told(text) == [("TXT-001", one) for one in at]


def test_a_box_has_levels_of_its_own() -> None:
    assert told("::: box T\n## In\n:::\n\n### Out") == [("TXT-001", 5)]


# Figures


def test_a_picture_alone_is_a_figure_with_its_words() -> None:
    desk = Desk()
    text = (
        'Words.\n\n![The "press"](images/press.jpg "A *proof* press")'
        '{credit="Drawing: The Forme" focus="40% 30%" size=wide}'
    )
    body, found = read(text, desk=desk)
    assert not found
    assert isinstance(body.blocks[1], Figure)
    assert desk.asked == [
        FigureReference(
            "images/press.jpg",
            Origin(HERE.path, 3),
            alt='The "press"',
            caption=desk.asked[0].caption,
            credit="Drawing: The Forme",
            focus=Focus(40, 30),
            size="wide",
        )
    ]
    assert desk.asked[0].caption == "A <em>proof</em> press"


def test_words_that_are_not_there_are_none() -> None:
    desk = Desk()
    read("![](a.jpg){decorative=true}", desk=desk)
    assert desk.asked == [FigureReference("a.jpg", Origin(HERE.path, 1), decorative=True)]


def test_pictures_one_below_the_other_are_figures() -> None:
    one, two = blocks("![a](a.jpg)\n![b](b.jpg)")
    assert isinstance(one, Figure) and isinstance(two, Figure)
    assert (line(one), line(two)) == (1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "See ![a](a.jpg) this.",
        "See [![a](a.jpg)](https://x.example) this.",
        "See <img src=a.jpg> this.",
    ],
)
def test_a_picture_in_running_text_stands_after_it(text: str) -> None:
    words, figure = blocks(text)
    assert isinstance(words, Paragraph) and words.text == "See this."
    assert isinstance(figure, Figure) and figure.name == "a.jpg"


def test_pictures_in_items_cells_and_notes_are_kept() -> None:
    text = "- a ![i](i.jpg)\n\n| a |\n|---|\n| ![t](t.jpg) x |\n\nb[^1]\n\n[^1]: c ![n](n.jpg)"
    body, found = read(text)
    assert not found
    assert [one.name for one in nested(body.blocks) if isinstance(one, Figure)] == [
        "i.jpg", "t.jpg", "n.jpg",
    ]  # fmt: skip


def test_addresses_may_hold_spaces() -> None:
    (figure,) = blocks('![a](images/my press.jpg "Caption"){size=full}')
    assert isinstance(figure, Figure)
    assert (figure.name, figure.caption, figure.size) == ("images/my press.jpg", "Caption", "full")


def test_odd_attributes_are_told() -> None:
    text = "![a](a.jpg){focus=nose size=huge colour=red}"
    assert told(text) == [("SRC-003", 1), ("SRC-004", 1), ("SRC-004", 1)]
    assert told('![a](a.jpg) {credit="x"}') == [("TXT-007", 1)]


@pytest.mark.parametrize(
    "target", ["https://x.example/a.png", "//x.example/a.png", "data:image/png;base64,AA"]
)
def test_a_picture_elsewhere_is_never_asked_for(target: str) -> None:
    desk = Desk()
    body, found = read(f'![a]({target} "Words")', desk=desk)
    assert desk.asked == []
    assert [one.code for one in found] == ["PIC-014"]
    assert isinstance(body.blocks[0], Figure)
    assert body.blocks[0].picture is None and body.blocks[0].caption == "Words"


# Quotes, boxes, questions


def test_block_quote_with_its_attribution() -> None:
    quote = only("> One.\n>\n> Two.\n> — *Ada* Pen")
    assert isinstance(quote, BlockQuote)
    assert [one.text for one in quote.body if isinstance(one, Paragraph)] == ["One.", "Two."]
    assert quote.attribution == "<em>Ada</em> Pen"


def test_an_attribution_may_be_a_paragraph() -> None:
    quote = only("> One.\n>\n> — Ada")
    assert isinstance(quote, BlockQuote)
    assert (len(quote.body), quote.attribution) == (1, "Ada")


def test_a_dash_in_a_quote_is_no_attribution() -> None:
    quote = only("> One — two.")
    assert isinstance(quote, BlockQuote) and quote.attribution is None


def test_pull_quote() -> None:
    quote = only("::: pull\nLifted\nwords.\n\n— Ada\n:::")
    assert isinstance(quote, PullQuote)
    assert (quote.text, quote.attribution, line(quote)) == ("Lifted words.", "Ada", 1)


def test_box_with_everything_in_it() -> None:
    text = (
        '::: box The "title"\nWords.\n\n## In it\n\n- a\n- b\n\n![f](f.jpg)\n\n'
        "| a |\n|---|\n| b |\n\n::: pull\nInner.\n:::\n:::\n\nAfter."
    )
    box, after = blocks(text)
    assert isinstance(box, Box) and isinstance(after, Paragraph)
    assert box.title == "The “title”"
    kinds = [type(one) for one in box.body]
    assert kinds == [Paragraph, Crosshead, ItemList, Figure, Table, PullQuote]
    assert [line(one) for one in box.body] == [2, 4, 6, 9, 11, 15]


def test_questions_and_answers() -> None:
    text = (
        "::: qa\nQ: Why?\nA: So.\nAnd so.\n\nMore.\n\n![f](f.jpg)\n\n**Q:** When?\n\nA: Now.\n:::"
    )
    first, figure, second = blocks(text)
    assert isinstance(first, QuestionAndAnswer) and isinstance(second, QuestionAndAnswer)
    assert isinstance(figure, Figure)
    assert [(one.speaker, one.text) for one in first.turns] == [
        ("question", "Why?"),
        ("answer", "So. And so.<br/>More."),
    ]
    assert [one.origin.line for one in (*first.turns, *second.turns)] == [2, 3, 10, 12]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a\n\n::: box T\n\nb", 3),
        ("::: warning W\nb\n:::", 1),
        ("a\n\n:::\n\nb", 3),
        ("> ::: box T\n> b\n\nc", 1),
    ],
)
def test_an_odd_fence_is_told_and_its_text_kept(text: str, at: int) -> None:
    body, found = read(text)
    assert [(one.code, one.origin and one.origin.line) for one in found] == [("TXT-011", at)]
    words = [one.text for one in nested(body.blocks) if isinstance(one, Paragraph)]
    wanted = [one for one in ("a", "T", "W", "b", "c") if one in text.replace("warning", "")]
    assert sorted(words) == sorted(wanted)


def test_a_forgotten_fence_does_not_swallow_the_next_block() -> None:
    body, found = read("::: pull\nOne.\n\nTwo.\n\n::: box T\nThree.\n:::\n")
    assert [one.code for one in found] == ["TXT-011"]
    assert [type(one) for one in body.blocks] == [Paragraph, Paragraph, Box]


def test_fences_in_code_are_code() -> None:
    assert isinstance(only("```\n::: box\n```"), CodeBlock)


# Lists, tables, breaks, code


def test_nested_lists() -> None:
    block = only("3. a\n   - b\n\n     c\n4. d")
    assert isinstance(block, ItemList) and block.ordered and block.start == 3
    inner = block.items[0].body[1]
    assert isinstance(inner, ItemList) and not inner.ordered
    assert [line(one) for one in inner.items[0].body] == [2, 4]
    assert block.items[1].origin.line == 5


def test_table_with_its_caption() -> None:
    table = only('| A | B |\n|:--|--:|\n| 1 | "2" |\n\nTable: What *it* costs')
    assert isinstance(table, Table)
    assert (table.header, table.rows) == (("A", "B"), (("1", "“2”"),))
    assert (table.alignments, table.caption) == (("left", "right"), "What <em>it</em> costs")


def test_a_caption_straight_under_the_table() -> None:
    table = only("| A | B |\n|---|---|\n| 1 | 2 |\nTable: Caption")
    assert isinstance(table, Table)
    assert (len(table.rows), table.caption) == (1, "Caption")


def test_ragged_rows_lose_nothing() -> None:
    table = only("| A | B |\n|---|---|\n| 1 |\n| 1 | 2 | *3* | 4\\|5 |")
    assert isinstance(table, Table)
    assert table.header == ("A", "B", "", "")
    assert table.rows == (("1", "", "", ""), ("1", "2", "<em>3</em>", "4|5"))
    assert len(table.alignments) == 4


def test_a_table_without_headings() -> None:
    table = only("| | |\n|---|---|\n| 1 | 2 |")
    assert isinstance(table, Table) and table.header == ()


def test_breaks_and_code() -> None:
    assert isinstance(only("***"), Break)
    code = only("```py\nx = '1'  # <b>\n\n\ty\n```")
    assert isinstance(code, CodeBlock)
    assert code.text == "x = '1'  # <b>\n\n\ty"


# Footnotes


def test_footnotes_are_numbered_by_their_calls() -> None:
    body, found = read(
        "A[^b] B[^a] C[^b]\n\n[^a]: First *a*.\n[^b]: Then b[^c].\n\n    More.\n[^c]: C."
    )
    assert not found
    assert isinstance(body.blocks[0], Paragraph)
    call = '<a class="note" href="edition:note/{}"></a>'
    assert body.blocks[0].text == f"A{call.format(1)} B{call.format(2)} C{call.format(1)}"
    assert [(one.number, one.text, one.origin.line) for one in body.notes] == [
        (1, f"Then b{call.format(3)}.<br/>More.", 4),
        (2, "First <em>a</em>.", 3),
        (3, "C.", 7),
    ]


def test_calls_and_texts_that_miss_each_other() -> None:
    assert told("A[^x]\n\n[^y]: Never.") == [("TXT-012", 3), ("TXT-012", 1)]
    assert told("A[^x]\n\n[^x]: One.\n\n[^x]: Two.") == [("TXT-012", 5)]


def test_a_call_in_a_link_stands_after_it() -> None:
    body, _ = read("<a href=https://x.example>words[^1] here</a>\n\n[^1]: Note.")
    assert isinstance(body.blocks[0], Paragraph)
    assert str(body.blocks[0].text).endswith('here</a><a class="note" href="edition:note/1"></a>')
    body, _ = read('[<span lang="fr">mots<b lang=en>[^1]</b></span>](a.md)\n\n[^1]: Note.')
    assert isinstance(body.blocks[0], Paragraph)
    assert str(body.blocks[0].text).endswith(
        'mots</span></a><a class="note" href="edition:note/1"></a>'
    )


# What should not be there


@pytest.mark.parametrize(
    "left", ["{{ name }}", "{% if x %}", '[gallery ids="1,2"]', "[/caption]", "${name}"]
)
def test_left_over_braces_are_told_and_kept(left: str) -> None:
    body, found = read(f"One\ntwo {left} three")
    assert [(one.code, one.origin and one.origin.line) for one in found] == [("TXT-007", 2)]
    assert isinstance(body.blocks[0], Paragraph)
    assert "three" in body.blocks[0].text


@pytest.mark.parametrize(
    "fine", ["[sic]", "[he said]", "a {b} c", "`{{ x }}`", "    {{ x }}", "[1]"]
)
def test_other_brackets_are_fine(fine: str) -> None:
    assert told(fine) == []


def test_control_characters_are_taken_out() -> None:
    text = "a\n\nb\x08c\x00"
    assert told(text) == [("SRC-012", 3)]
    body, _ = read(text)
    assert isinstance(body.blocks[1], Paragraph) and body.blocks[1].text == "bc"


def test_direction_marks_become_markup() -> None:
    body, found = read("a\n\nb \u2067رس\u2069 \u202edc\u202c\u200b!")
    assert [(one.code, one.origin and one.origin.line) for one in found] == [("TXT-009", 3)]
    assert isinstance(body.blocks[1], Paragraph)
    assert body.blocks[1].text == 'b <bdi dir="rtl">رس</bdi> dc!'


def test_joiners_and_soft_hyphens_stay() -> None:
    body, found = read("می\u200cخواهم 👩\u200d💻 ty\xadpo")
    assert not found
    assert isinstance(body.blocks[0], Paragraph)
    assert body.blocks[0].text == "می\u200cخواهم 👩\u200d💻 ty\xadpo"


# One line


def test_inline() -> None:
    markup, found = read_inline(
        'The "news" of *the* day', origin=HERE, language="en", typography=True
    )
    assert (markup, found) == ("The “news” of <em>the</em> day", ())


def test_inline_takes_no_pictures_and_no_notes() -> None:
    where = Origin(HERE.path, 7)
    markup, found = read_inline(
        "A ![b](c.jpg) d[^1] <h1>e</h1>", origin=where, language="en", typography=True
    )
    assert markup == "A d e"
    assert {(one.code, one.origin) for one in found} == {("TXT-012", where), ("TXT-002", where)}


def test_block_marks_in_a_headline_are_text() -> None:
    markup, found = read_inline("1. May - # 3", origin=HERE, language="en", typography=True)
    assert (markup, found) == ("1. May – # 3", ())


# Depth and size


@pytest.mark.parametrize(
    "text",
    [
        "> " * 300 + "word",
        "\n".join("  " * depth + "- word" for depth in range(200)),
        "".join(f"{'> ' * depth}word\n" for depth in range(1, 200)),
        "x " + "<b>" * 300 + "word",
        "<ul><li>" * 300 + "word",
        "<div>" * 300 + "word",
        "**a " * 100 + "word" + "**" * 100,
        "::: box\n" * 100 + "word\n" + ":::\n" * 100,
    ],
)
def test_too_deep_is_flat(text: str) -> None:
    body, found = read(text)
    assert [one.code for one in found if one.code == "SRC-011"] == ["SRC-011"]
    paragraphs = [one.text for one in nested(body.blocks) if isinstance(one, Paragraph)]
    assert sum(one.striptags().count("word") for one in paragraphs) == text.count("word")
    assert deepest(body.blocks) <= 45


def deepest(body: tuple[Block, ...]) -> int:
    depths = [0]
    for block in body:
        match block:
            case Box(body=inner) | BlockQuote(body=inner):
                depths.append(1 + deepest(inner))
            case ItemList(items=items):
                depths += [1 + deepest(item.body) for item in items]
            case _:
                pass
    return max(depths)


SIZE = 100_000
ROWS = {
    "brackets": "[" * SIZE,
    "pairs": "[" * (SIZE // 2) + "]" * (SIZE // 2),
    "pictures": "![" * (SIZE // 2),
    "pictures in pictures": "![" * 20_000 + "](x)" * 15_000,
    "stars": "*" * SIZE,
    "open stars": "**a " * (SIZE // 4),
    "quotes": ">" * SIZE,
    "tags": "<" * SIZE,
    "comments": "a <!-- " * (SIZE // 7),
    "attributes": 'x <b a="' * (SIZE // 8),
    "lines": "a\n" * 20_000,
    "hard lines": "a  \n" * 20_000,
    "ticks": "".join("`" * (one % 300) + " " for one in range(700)),
    "fences": "::: box\n" * 10_000,
    "a fence of spaces": ":::" + " " * SIZE + "x",
    "straight quotes": "a \"'" * (SIZE // 4),
    "opened quotes": ' "a' * (SIZE // 6) + " 'b" * (SIZE // 6),
    "ranges": "1-2 " * (SIZE // 4),
    "dots": ". " * (SIZE // 2),
    "at signs": "a@" * (SIZE // 2),
    "a long word and an at sign": "a" * SIZE + " @",
    "shortcode": "[x " + "a=1 " * (SIZE // 4),
    "braces": "{{" * (SIZE // 2),
    "footnotes": "[^a]" * (SIZE // 4),
    "pipes": "|a" * 2000 + "\n" + "|-" * 2000 + "\n" + ("|b" * 2000 + "\n") * 5,
}


@pytest.mark.parametrize("name", ROWS)
def test_no_row_of_signs_stops_the_press(name: str) -> None:
    """A tenth of a megabyte of nonsense; about half a second each, many times that is a failure."""
    start = time.process_time()
    read(ROWS[name])
    assert time.process_time() - start < 8
