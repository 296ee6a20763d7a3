"""Raw HTML and web addresses: what stays, what goes, and what is said of it."""

from __future__ import annotations

import pytest

from edition.model import (
    BlockQuote,
    Break,
    CodeBlock,
    Crosshead,
    Figure,
    ItemList,
    Paragraph,
    Table,
    nested,
)
from edition.source.addresses import host_name, settle

from .test_markup import Desk, blocks, only, read, told


def text_of(source: str) -> str:
    (block,) = read(source)[0].blocks
    assert isinstance(block, Paragraph)
    return str(block.text)


# Inline


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<b>x</b>", "<b>x</b>"),
        ("a <b>x <i>y</b> z</i>", "a <b>x <i>y</i></b> z"),
        ("a <b>x *y</b> z*", "a <b>x <em>y z</em></b>"),
        ("a *x <b>y* z</b>", "a <em>x <b>y</b></em> z"),
        ("a <b>open", "a <b>open</b>"),
        ("a </b> stray", "a stray"),
        ('<abbr title="a &amp; &quot;b&quot;" class="c" id="d">e</abbr>',
         '<abbr title="a &amp; &#34;b&#34;">e</abbr>'),
        ('<span lang="grc" dir="ltr" style="color:red">x</span>',
         '<span lang="grc" dir="ltr">x</span>'),
        ("<span class='x'>y</span>", "y"),
        ('<i lang="not a language">x</i>', "<i>x</i>"),
        ("<strike>a</strike> <tt>b</tt> <del>c</del>", "<s>a</s> <code>b</code> <s>c</s>"),
        ("a<br>b<br/>c</br>", "a<br/>b<br/>c"),
        ("<EM>x</EM>", "<em>x</em>"),
        ("a <!-- never seen --> b", "a b"),
        ("a <a name=x>b</a>", "a b"),
        ('<a href="other.md" target=_blank rel=x>b</a>', '<a href="edition:other">b</a>'),
        ('<a href="https://a.example">b <a href="https://c.example">d</a></a>',
         '<a href="https://a.example">b d</a>'),
        ("<q>x</q> <cite>y</cite> <small>z</small> <mark>m</mark> <bdi>n</bdi>",
         "<q>x</q> <cite>y</cite> <small>z</small> <mark>m</mark> <bdi>n</bdi>"),
        ("1 < 2 and 3 > 2 & <3", "1 &lt; 2 and 3 &gt; 2 &amp; &lt;3"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt></ruby>".replace("<ruby>", "").replace("</ruby>", ""),
         "漢(kan"),
    ],
)  # fmt: skip
def test_inline_html(html: str, kept: str) -> None:
    assert text_of(html) == kept


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("a <u>b</u> <font color=red>c</font>", "a b c"),
        ("a <script>b()</script> c", "a c"),
        ("a <script>b < c</script> d", "a d"),
        ("a <iframe src=x>b</iframe> c", "a c"),
        ("a <embed src=x> c", "a c"),
        ("a <object>never closed", "a never closed"),
        ("a <o:p>b</o:p> <st1:place>c</st1:place>", "a b c"),
        ("a <my-widget>b</my-widget>", "a b"),
        ("a <b onclick=x()>b</b>", "a <b>b</b>"),
    ],
)
def test_what_is_left_out_is_told(html: str, kept: str) -> None:
    assert text_of(html) == kept
    assert {code for code, _ in told(html)} == {"TXT-002"}


def test_a_kind_is_told_once_with_its_first_line() -> None:
    _, found = read("a\n\n<u>b</u>\n\n<u>c</u> <u>d</u>")
    assert [(one.code, one.origin and one.origin.line) for one in found] == [("TXT-002", 3)]
    assert found[0].message.endswith("The same in 2 more places.")


@pytest.mark.parametrize(
    "written",
    [
        "<your name here>",
        "<Name>",
        "</name>",
        "<name, title>",
        "<Caption to follow>",
        "<b your name>",
    ],
)
def test_what_is_no_tag_is_text(written: str) -> None:
    shown = written.replace("<", "&lt;").replace(">", "&gt;")
    assert text_of(f"a\nb {written} *c*") == f"a b {shown} <em>c</em>"
    assert told(f"a\nb {written} *c*") == [("TXT-003", 2)]
    assert told(f"a\nb \\{written}") == []


def test_a_tag_alone_on_its_line_is_running_text() -> None:
    assert text_of("<your name here>\nwent *to* town") == (
        "&lt;your name here&gt; went <em>to</em> town"
    )
    assert text_of('<span lang="fr">\n*oui*\n</span>') == '<span lang="fr"> <em>oui</em> </span>'


# Blocks


def test_html_blocks_become_blocks() -> None:
    html = (
        "<h2 class=x>Head</h2>\n<p>One <b>two</b></p>\n<p>Three\n"
        "<ul><li>a<li>b<ul><li>c</ul></ul>\n"
        "<blockquote><p>Said.</p><p>— Ada</p></blockquote>\n<hr>\n<pre>x  y\nz</pre>\n"
        "<dl><dt>T<dd>D</dl>"
    )
    made = blocks(html)
    assert [type(one) for one in made] == [
        Crosshead, Paragraph, Paragraph, ItemList, BlockQuote, Break, CodeBlock, Paragraph,
        Paragraph,
    ]  # fmt: skip
    assert [one.origin.line for one in made] == [1, 2, 3, 4, 5, 6, 7, 9, 9]
    lists = made[3]
    assert isinstance(lists, ItemList)
    assert [len(item.body) for item in lists.items] == [1, 2]
    quote = made[4]
    assert isinstance(quote, BlockQuote) and quote.attribution == "Ada"


def test_html_figure() -> None:
    desk = Desk()
    html = (
        '<figure class="x"><a href="/b"><img src="a.jpg" alt="An &quot;a&quot;"></a>\n'
        "<figcaption>The <i>cap</i></figcaption></figure>"
    )
    body, found = read(html, desk=desk)
    assert not found
    assert [type(one) for one in body.blocks] == [Figure]
    assert (desk.asked[0].target, desk.asked[0].alt) == ("a.jpg", 'An "a"')
    assert desk.asked[0].caption == "The <i>cap</i>"


def test_html_table() -> None:
    table = only(
        "<table border=1><caption>Cap</caption><thead>"
        "<tr><th>A<th style='text-align:right'>B</thead>"
        "<tr><td>1<td>2<tr><td colspan=2>3</table>"
    )
    assert isinstance(table, Table)
    assert (table.caption, table.header) == ("Cap", ("A", "B"))
    assert table.rows == (("1", "2"), ("3", ""))
    assert table.alignments == (None, "right")


def test_markdown_in_html_blocks() -> None:
    quote = only("<blockquote>\n\nSaid *so*.\n\n</blockquote>")
    assert isinstance(quote, BlockQuote)
    assert [one.text for one in quote.body if isinstance(one, Paragraph)] == ["Said <em>so</em>."]


def test_wrappers_go_and_their_text_stays() -> None:
    html = "<div><section><center>\n<p>One</p>\n\nTwo\n\n</center></section></div>"
    body, found = read(html)
    assert [one.text for one in body.blocks if isinstance(one, Paragraph)] == ["One", "Two"]
    assert {one.code for one in found} == {"TXT-002"}
    assert len(found) == 3


def test_indented_html_is_no_code() -> None:
    body, _ = read("<div>\n\n    <p>One</p>\n\n</div>\n\n    <code>")
    first, second = body.blocks
    assert isinstance(first, Paragraph) and first.text == "One"
    assert isinstance(second, CodeBlock)


@pytest.mark.parametrize(
    "html",
    [
        "<script>\nalert('x')\n\n*y*\n</script>",
        "<style>\np { color: red }\n</style>",
        "<iframe src='https://x.example'></iframe>",
        "<object data=x>\n\ninner\n\n</object>",
        "<svg>\n\n<path d='M0 0'/>\n\n    <text>x</text></svg>",
        "<?php\n\necho 1;\n?>",
        "<!-- a\n\nb -->",
    ],
)
def test_refused_with_all_in_it(html: str) -> None:
    body, found = read(f"Before.\n\n{html}\n\nAfter.")
    words = [one.text for one in nested(body.blocks) if isinstance(one, Paragraph)]
    assert words == ["Before.", "After."]
    assert [(one.code, one.origin and one.origin.line) for one in found] == (
        [] if html.startswith("<!--") else [("TXT-002", 3)]
    )


def test_direction() -> None:
    html = '<p style="direction: rtl">رس</p>\n\n<div dir="rtl">\n\nرس\n\n</div>\n\nعد'
    body, found = read(html, language="ar")
    assert [one.direction for one in body.blocks if isinstance(one, Paragraph)] == [
        "rtl", "rtl", None,
    ]  # fmt: skip
    assert [one.code for one in found if one.code != "TXT-002"] == ["TXT-009"]


def test_a_block_in_a_paragraph_parts_it() -> None:
    body, _ = read("a <div>b *c*</div> d")
    assert [one.text for one in body.blocks if isinstance(one, Paragraph)] == [
        "a", "b <em>c</em>", "d",
    ]  # fmt: skip


def test_text_after_an_element_that_never_ends_stays() -> None:
    body, found = read("<svg>\n\nOne\n\n<object>\n\nTwo\n\nThree <iframe>four")
    words = [one.text for one in body.blocks if isinstance(one, Paragraph)]
    assert words == ["One", "Two", "Three four"]
    assert {one.code for one in found} == {"TXT-002"}


def test_a_comment_that_never_ends_swallows_nothing() -> None:
    body, found = read("One.\n\n<!-- Two.\n\nThree.")
    words = [one.text for one in body.blocks if isinstance(one, Paragraph)]
    assert words == ["One.", "&lt;!-- Two.", "Three."]
    assert [(one.code, one.origin and one.origin.line) for one in found] == [("TXT-003", 3)]


# Addresses


@pytest.mark.parametrize(
    ("written", "settled"),
    [
        ("https://forme.example/a", "https://forme.example/a"),
        ("HTTP://Forme.EXAMPLE", "http://forme.example"),
        ("http://forme.example:80/", "http://forme.example/"),
        ("http://forme.example:8080/", "http://forme.example:8080/"),
        ("http://forme.example:/", "http://forme.example/"),
        ("https://forme.example/a b?c=d e#f g", "https://forme.example/a%20b?c=d%20e#f%20g"),
        ('https://forme.example/{a}|b^`"<>', "https://forme.example/%7Ba%7D%7Cb%5E%60%22%3C%3E"),
        ("https://forme.example/50%/%41%zz", "https://forme.example/50%25/%41%25zz"),
        ("https://forme.example/é?ö#ü", "https://forme.example/%C3%A9?%C3%B6#%C3%BC"),
        ("https://forme.example/a?b[]=1", "https://forme.example/a?b%5B%5D=1"),
        ("https://forme.example?q", "https://forme.example?q"),
        ("https://forme.example/a#b#c", "https://forme.example/a#b%23c"),
        ("https://forme.example\\a\\b", "https://forme.example/a/b"),
        ("https:/forme.example/", "https://forme.example/"),
        ("https://exämple.org/", "https://xn--exmple-cua.org/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://192.168.0.1/", "https://192.168.0.1/"),
        ("https://[2001:DB8::1]:8080/", "https://[2001:db8::1]:8080/"),
        ("//forme.example/a", "https://forme.example/a"),
        ("www.forme.example/a", "https://www.forme.example/a"),
        ("  https://forme.example/a\n", "https://forme.example/a"),
        ("mailto:ada@forme.example", "mailto:ada@forme.example"),
        ("mailto:ada@forme.example?subject=a b", "mailto:ada@forme.example?subject=a%20b"),
        ("ada@forme.example", "mailto:ada@forme.example"),
        ("tel:+44 (0)117 496-0123", "tel:+440117496-0123"),
        ("other.md", "edition:other"),
        ("./other.md#What it cost", "edition:other#What-it-cost"),
        ("other.MD#Kosten%20f%C3%BCr", "edition:other#Kosten-für"),
        ("#words", "edition:#words"),
    ],
)
def test_addresses_that_lead_somewhere(written: str, settled: str) -> None:
    assert settle(written).href == settled
    again = settle(settled)
    assert settled.startswith("edition:") or again.href == settled


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "REF-004"),
        ("javascript:alert(1)", "REF-004"),
        ("java\nscript:alert(1)", "REF-004"),
        ("data:text/html,x", "REF-004"),
        ("file:///etc/passwd", "REF-004"),
        ("C:\\press\\a.doc", "REF-004"),
        ("ftp://forme.example", "REF-004"),
        ("http://", "REF-004"),
        ("http:///", "REF-004"),
        ("http://a b.example/", "REF-004"),
        ("http://a..example/", "REF-004"),
        ("http://forme.example:99999/", "REF-004"),
        ("http://forme.example:port/", "REF-004"),
        ("http://ada:secret@forme.example/", "REF-004"),
        ("http://[::xyz]/", "REF-004"),
        ("http://1.2.3/", "REF-004"),
        ("http://-x.example/", "REF-004"),
        ("http://<host>/", "REF-004"),
        ("https://…", "REF-004"),
        ("mailto:nobody", "REF-004"),
        ("tel:ask", "REF-004"),
        ("/news/2010/05/", "REF-003"),
        ("./page.html", "REF-003"),
        ("page.php?id=3", "REF-003"),
        ("?p=12", "REF-003"),
        ("images/press.jpg", "REF-003"),
        ("../2026-02-27/other.md", "REF-001"),
    ],
)
def test_addresses_that_lead_nowhere(written: str, code: str) -> None:
    address = settle(written)
    assert (address.href, address.code) == (None, code)
    assert address.message.endswith(".") and address.hint


def test_the_words_of_a_dead_link_stay() -> None:
    assert text_of("a\nb [c *d*](/old/) e") == "a b c <em>d</em> e"
    assert told("a\nb [c](/old/) [d](javascript:x)") == [("REF-003", 2), ("REF-004", 2)]


@pytest.mark.parametrize(
    "written", ["[a] (https://a.example/x)", "[a\n\nb](https://a.example)", "[a](https://a"]
)
def test_what_only_looks_like_a_link_is_told(written: str) -> None:
    assert {code for code, _ in told(written)} == {"REF-004"}


def test_host_names_follow_the_rules_of_their_time() -> None:
    assert host_name("MÜNCHEN.example.") == "xn--mnchen-3ya.example"
    assert host_name("a" * 64 + ".example") is None
    assert host_name("☃.example") is None
    assert host_name("xn--a.example") is None
    assert host_name("xn--mnchen-3ya.example") == "xn--mnchen-3ya.example"
