"""The EPUB before judges who are not ours."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from edition.build import build
from edition.document import Document, assemble
from edition.epub.archive import repack
from edition.model import Slug
from edition.source import load
from tests.support import documents as made
from tests.support.epubs import Book, document, paged

ROOT = Path(__file__).parents[2]
ISSUES = sorted((ROOT / "issues").glob("20*"))
CRANE = ROOT / "tests/cases/_base/issues/2026-03-06/images/crane.jpg"

Judgement = tuple[tuple[str, str, str], ...]
Judge = Callable[[bytes], Judgement]


def grave(judgement: Judgement) -> list[tuple[str, str, str]]:
    return [one for one in judgement if one[0] in ("FATAL", "ERROR", "WARNING")]


def everything(folder: Path) -> Document:
    """An issue with every kind of block, three languages, standing matter and a correction."""
    crane = made.figure(made.picture(CRANE, 1600, 1067))
    ornament = made.figure(crane.picture, decorative=True, alt=None, caption=None, credit=None)
    lead = made.article(
        "first",
        *made.every_block(crane, ornament),
        headline="Forty-five grams a square metre: <em>the paper</em> you are holding",
        kicker="Paper & ink",
        standfirst=Markup('Light, grey and <a href="https://forme.example">cheap</a>.'),
        bylines=("Ada Quoin", "Ben Reglet", "Cy <Frame>"),
        dateline="Bristol",
        author_note=Markup("Ada Quoin runs a paper mill."),
        source="https://forme.example/newsprint?page=1&print=2",
        related=(Slug("second"), Slug("arabic")),
        notes=(made.note(),),
        rank="lead",
    )
    arabic = made.article(
        "arabic",
        made.paragraph("هذه قصة قصيرة عن الطباعة."),
        headline="حروف الطباعة",
        language="ar",
        rank="second",
    )
    french = made.article("french", language="fr", headline="Des accents en plomb", rank="brief")
    ad = replace(
        made.imprint(),
        slug=Slug("ad"),
        kind="house-ad",
        headline=None,
        figure=crane,
        link="https://forme.example/subscribe",
    )
    contacts = replace(made.imprint(), slug=Slug("contacts"), kind="contacts", headline=None)
    return document(
        folder,
        lead,
        made.article("second", rank="second"),
        arabic,
        french,
        paper={"standing": (made.imprint(), contacts, ad)},
        correction="The first version had the wrong price.",
        title="The paper number",
    )


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(everything(tmp_path_factory.mktemp("paper")))


@pytest.fixture(scope="session")
def paged_book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The same, made with a paper."""
    paper = everything(tmp_path_factory.mktemp("paged"))
    return Book(paper, plan=paged(paper))


def test_epubcheck_and_our_own_check_pass_the_pages_of_a_paper(
    paged_book: Book, epubcheck: Judge
) -> None:
    assert paged_book.findings == ()
    assert grave(epubcheck(paged_book.data)) == []


def test_epubcheck_would_see_a_page_that_leads_nowhere(paged_book: Book, epubcheck: Judge) -> None:
    spoilt = repack(
        paged_book.data,
        change={"EPUB/nav.xhtml": lambda data: data.replace(b"#page_4", b"#page_9")},
    )
    assert "RSC-012" in [code for _, code, _ in grave(epubcheck(spoilt))]


def test_ace_passes_the_pages_of_a_paper(paged_book: Book, ace: Judge) -> None:
    assert ace(paged_book.data) == ()


def test_ace_would_see_pages_of_no_paper(paged_book: Book, ace: Judge) -> None:
    def spoil(data: bytes) -> bytes:
        return re.sub(rb"<meta[^>]*(?:pageBreakSource|source-of).*|<dc:source.*", b"", data)

    spoilt = repack(paged_book.data, change={"EPUB/content.opf": spoil})
    assert "epub-pagesource" in [title for _, title, _ in ace(spoilt)]


def test_our_own_check_is_content(book: Book) -> None:
    assert book.findings == ()


def test_epubcheck_has_nothing_to_say(book: Book, epubcheck: Judge) -> None:
    assert grave(epubcheck(book.data)) == []


@pytest.mark.parametrize("folder", ISSUES, ids=lambda folder: folder.name)
def test_epubcheck_passes_the_sample(folder: Path, epubcheck: Judge) -> None:
    publication, issue, _ = load(folder)
    assert grave(epubcheck(Book(assemble(publication, issue)[0], jobs=2).data)) == []


def test_epubcheck_passes_an_issue_in_one_right_to_left_language(
    tmp_path: Path, epubcheck: Judge
) -> None:
    article = made.article("first", made.paragraph("هذه قصة قصيرة."), headline="حروف الطباعة")
    paper = {"language": "ar", "name": "الطباعة", "standing": ()}
    assert grave(epubcheck(Book(document(tmp_path, article, paper=paper)).data)) == []


def test_epubcheck_would_see_a_dead_link(book: Book, epubcheck: Judge) -> None:
    def spoil(data: bytes) -> bytes:
        return data.replace(b"second.xhtml", b"nowhere.xhtml")

    spoilt = repack(book.data, change={"EPUB/text/first.xhtml": spoil})
    assert "RSC-007" in [code for _, code, _ in grave(epubcheck(spoilt))]


def test_ace_has_nothing_to_say(book: Book, ace: Judge) -> None:
    assert ace(book.data) == ()


def test_ace_passes_the_larger_sample(ace: Judge) -> None:
    publication, issue, _ = load(ISSUES[-1])
    assert ace(Book(assemble(publication, issue)[0], jobs=2).data) == ()


def test_ace_would_see_a_picture_without_alt(book: Book, ace: Judge) -> None:
    def spoil(data: bytes) -> bytes:
        return data.replace(b' alt="Three reels of newsprint on a concrete floor."', b"")

    spoilt = repack(book.data, change={"EPUB/text/first.xhtml": spoil})
    assert "image-alt" in [title for _, title, _ in ace(spoilt)]


@pytest.mark.parametrize(
    ("name", "wishes"),
    [
        ("phone", {"width": 390, "height": 844}),
        ("phone-dark-large", {"width": 390, "height": 844, "dark": True, "size": 150}),
        ("tablet", {"width": 1024, "height": 1366}),
    ],
)
def test_a_page_turns_in_a_reading_system(
    name: str,
    wishes: dict[str, Any],
    tmp_path: Path,
    book: Book,
    reader: Callable[..., dict[str, Any]],
    artefacts: Path,
) -> None:
    picture = artefacts / f"epub-{name}.png"
    shots = [{"section": 3, "page": 0, "file": str(artefacts / f"epub-{name}-lead.png")}]
    file = tmp_path / "issue.epub"
    file.write_bytes(book.data)
    seen = reader(file, turned=str(picture), shots=shots, **wishes)
    assert seen["errors"] == []
    assert seen["turned"]["after"] > seen["turned"]["before"]
    assert picture.stat().st_size > 5_000
    assert [one["blank"] for one in seen["sections"] if one["blank"]] == []
    assert [one["wide"] for one in seen["sections"] if one["wide"]] == []
    assert seen["title"] == "The Forme, 6 March 2026: The paper number"
    assert [one["label"] for one in seen["contents"]] == ["News", "Contacts", "Imprint"]
    assert {"ar": "rtl", "fr": "ltr"}.items() <= {
        one["language"]: one["direction"] for one in seen["sections"]
    }.items()


BASE = ROOT / "tests/cases/_base"

FROM_REAL_TEXT = {
    "placeholder": "Write to <your name here> at once.",
    "unknown-tag": "An <unknown-tag>odd</unknown-tag> one, <o:p>from Word</o:p>.",
    "template-braces": "Dear {{ reader.name }}, {% if price %}£2{% endif %} {{{x}}}",
    "root-relative-link": "See [the archive](/archive/2019/story.html) and ![](/wp/a.png).",
    "dead-fragment": "See [below](#nowhere) and [there](council-votes.md#nowhere).",
    "illegal-url": "[a](http://exa mple.com/) [b](http://[::1/) [c](https://x.example/%zz) "
    "[d](<https://x.example/a b|c>) [e](https://) [f](http:///x) [g](https://a..b/) "
    "[h](https://x.example:port/)",
    "odd-schemes": "[a](javascript:alert(1)) [b](foo:bar) [c](file:///etc/passwd) "
    "[d](data:text/html,x) [e](mailto:) [f](mailto:a b@c) [g](tel:+44 20) [h](ftp://x.example/)",
    "remote-picture": "![Alt](https://elsewhere.example/a.jpg)",
    "missing-picture": "![Alt](gone.jpg)",
    "inline-direction": '<p style="direction: rtl; unicode-bidi: embed">Hm</p> '
    '<span dir="sideways">x</span> <span lang="x y">y</span> \u202eabc\u202c',
    "control-characters": "A\x00B\x01C\x0bD\x1fE\x7fF\ufffeG\ud800H".encode(
        "utf-8", "surrogatepass"
    ).decode("utf-8", "replace"),
    "old-html": "<center><font color=red>Hi</font></center> <big>x</big> <u>y</u> <tt>z</tt>",
    "broken-html": "<b><i>crossed</b></i> <p>open <div>also open <table><tr><td>x",
    "nested-links": "[a [b](https://x.example/) c](https://y.example/) "
    '<a href="https://x.example/">x [y](https://y.example/)</a>',
    "note-in-link": "[words[^1]](https://x.example/)\n\n[^1]: The note.",
    "note-twice": "One[^1] and again[^1].\n\n[^1]: The note[^1] calls itself.",
    "script": "<script>alert(1)</script><style>p{color:red}</style><iframe src=x></iframe>",
    "svg-in-text": "<svg><script>x</script></svg> <math><mi>x</mi></math>",
    "events": '<b onclick="x()" style="position:fixed" class="a b" id="1 2">x</b>',
    "same-id": '<span id="a">x</span> <span id="a">y</span>',
    "entities": "&nbsp;&mdash;&bogus; &#0; &#xFFFF; &#128; AT&T <!-- a -- b --> "
    "<![CDATA[x]]> <?php x ?>",
    "lists": "- a\n  - b\n\n        code\n- c\n\n1986\\. A year\n\n0. zero\n1. one",
    "table": "| a | b |\n|--|:-:|\n| x | y | z |\n| <br> | ![i](crane.jpg) |",
    "heading-skip": "### Small first\n\nText\n\n##### Five deep\n\n## Big\n\n# One",
    "same-crosshead": "## Twice\n\nx\n\n## Twice\n\ny\n\n## 数字\n\nz\n\n## 1 & <2>\n\nw",
    "boxes": "::: box A [link](https://x.example) & <b>bold\n## In\n> quote\n> — who\n:::\n\n"
    "::: pull\nX\n",
    "bidi": "Hebrew שלום and Arabic سلام in one line.",
    "cite-url": '<q cite="not a url">x</q> <cite>y</cite> <abbr title="a&quot;b">z</abbr>',
    "ruby": "<ruby>漢<rt>kan</rt></ruby> <details><summary>s</summary>t</details>",
    "long-word": "x" * 5_000,
    "autolink": "<https://x.example/a_b?c=d&e=f> <me@x.example> https://x.example/é/ü?q=日本",
    "backslash-url": r"[a](https:\\x.example\y) [b](//x.example/) "
    "[c](../up.html) [d](council-votes.html)",
    "userinfo": "[a](https://user:pa ss@x.example/) [b](https://x.example/#a#b) "
    "[c](https://-x-.example)",
}


def written(folder: Path, text: str) -> Path:
    """Return the issue folder of a copy of the base with ``text`` at the end of its lead."""
    shutil.copytree(BASE, folder / "paper")
    story = folder / "paper/issues/2026-03-06/harbour-reopens.md"
    story.write_text(story.read_text("utf-8") + f"\n\n{text}\n", encoding="utf-8")
    return story.parent


@pytest.mark.parametrize("name", FROM_REAL_TEXT)
def test_whatever_the_text_holds_it_is_mended_or_refused(
    name: str, tmp_path: Path, epubcheck: Judge
) -> None:
    """Built as a proof, so that even an issue with errors becomes an EPUB to be judged."""
    made_of = build(written(tmp_path, FROM_REAL_TEXT[name]), ["epub"], proof=True, jobs=1)
    assert [one for one in made_of.findings if one.code == "EPUB-001"] == []
    assert grave(epubcheck(made_of.outputs[0].data)) == []


def test_whatever_the_settings_hold_it_is_mended_or_refused(
    tmp_path: Path, epubcheck: Judge
) -> None:
    folder = written(tmp_path, "Text.")
    settings = folder.parents[1] / "publication.toml"
    name = '"A & B <i>\\u0007 \\"C\\""'
    settings.write_text(settings.read_text("utf-8").replace('"The Quay"', name), encoding="utf-8")
    story = folder / "council-votes.md"
    head = (
        'byline: ["<b>A</b>", "", " "]\nkicker: "{{ x }} & <y>"\n'
        'tags: ["a & b", "<c>"]\nsource: "not a url"'
    )
    story.write_text(story.read_text("utf-8").replace('byline: "Ben Tor"', head), encoding="utf-8")
    made_of = build(folder, ["epub"], proof=True, jobs=1)
    assert grave(epubcheck(made_of.outputs[0].data)) == []


def _broken_inline() -> Iterator[str]:
    """Inline markup that must never come out of the source, and would be refused."""
    yield '<a href="https://x.example/"><a href="https://y.example/">x</a></a>'
    yield "<em>never closed"
    yield "<center>x</center>"
    yield "<p>x</p>"
    yield "<div>x</div>"
    yield '<span onclick="x()">x</span>'
    yield '<span lang="not a language">x</span>'
    yield '<span dir="up">x</span>'
    yield '<b id="a b">x</b>'
    yield '<b id="same">x</b> <b id="same">y</b>'
    yield '<a href="nowhere.xhtml">x</a>'
    yield '<a href="#nowhere">x</a>'
    yield '<a href="../../outside.html">x</a>'
    yield '<a href="/root.html">x</a>'
    yield '<a href="https://exa mple.com/">x</a>'
    yield '<a href="https://x.example/%zz">x</a>'
    yield '<a href="https://[::1/">x</a>'
    yield '<a href="https:///x">x</a>'
    yield '<a href="https://x.example:port/">x</a>'
    yield '<a href="https://x.example/a|b">x</a>'
    yield '<a href="https://x.example/{a}">x</a>'
    yield '<a href="foo:bar">x</a>'
    yield '<a href="file:///etc/passwd">x</a>'
    yield '<a href="data:text/plain,x">x</a>'
    yield '<img src="https://x.example/a.png" alt=""/>'
    yield '<img src="gone.png" alt=""/>'
    yield "<b>&bogus;</b>"
    yield "<b>\x01</b>"
    yield '<span style="direction: rtl">x</span>'
    yield "<li>x</li>"
    yield "<td>x</td>"
    yield '<script src="x.js"></script>'
    yield '<iframe src="x.html"></iframe>'
    yield '<font color="red">x</font>'
    yield '<b xml:lang="en" lang="fr">x</b>'
    yield '<b epub:nonsense="x">x</b>'
    yield '<q cite="http://a b/">x</q>'
    yield "<button><a href='#'>x</a></button>"
    yield "<h2>x</h2>"
    yield "<table><tr><td>x</td></tr></table>"
    yield "<b role='nonsense-role'>x</b>"
    yield "<abbr>x</abbr><unknown/>"
    yield "<bdo>x</bdo>"
    yield "<time>someday</time>"
    yield "<b tabindex='x'>y</b>"
    yield "<b hidden='maybe'>y</b>"
    yield "<b translate='perhaps'>y</b>"
    yield "<b itemprop='x'>y</b>"
    yield "<ruby>x</ruby>"
    yield "<b aria-bogus='x'>y</b>"
    yield "<b data-UPPER='x'>y</b>"
    yield "<input type='text'/>"
    yield "<a name='x'>y</a>"
    yield "<b contenteditable='true'>y</b>"
    yield "<object data='x'></object>"
    yield "<label for='x'>y</label>"
    yield "<meta charset='x'/>"
    yield "<svg xmlns='http://www.w3.org/2000/svg'><bogus/></svg>"
    yield "<math xmlns='http://www.w3.org/1998/Math/MathML'><bogus/></math>"
    yield "<b xmlns:x='http://x.example/' x:y='z'>q</b>"


BROKEN_INLINE = tuple(_broken_inline())


@pytest.mark.parametrize("markup", BROKEN_INLINE)
def test_what_epubcheck_refuses_our_own_check_refuses(
    markup: str, tmp_path: Path, epubcheck: Judge
) -> None:
    """No EPUB that EPUBCheck would reject is written: what it sees, ``selfcheck`` must see."""
    book = Book(document(tmp_path, made.article("first", made.paragraph(markup, 7))))
    if grave(epubcheck(book.data)):
        assert "EPUB-001" in book.codes()
        assert book.findings[0].origin is not None
        assert str(book.findings[0].origin).startswith("2026-03-06/")


def test_the_broken_markup_is_mostly_refused_by_epubcheck(tmp_path: Path, epubcheck: Judge) -> None:
    """Else the test above would test nothing."""
    judged = [
        bool(
            grave(
                epubcheck(Book(document(tmp_path, made.article("first", made.paragraph(one)))).data)
            )
        )
        for one in BROKEN_INLINE[:25]
    ]
    assert sum(judged) >= 20
