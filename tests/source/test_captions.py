"""Where the words of a picture come from, and what is said when they are wanting."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from edition.model import Figure, Focus

from .conftest import Paper

FULL = """["crane.jpg"]
caption = "Desk"
credit = "Desk"
alt = "A crane, says the desk."
focus = "10% 20%"
"""


def figure(paper: Paper) -> tuple[Figure, list[str]]:
    _, issue, found = paper.load()
    article = issue.article(issue.lead)
    assert article is not None
    return next(article.figures()), [one.code for one in found]


def in_article(paper: Paper, markdown: str) -> None:
    paper.change("harbour-reopens.md", "![](crane.jpg)", markdown)


def embed(paper: Paper, caption: str, *, credit: str = "", alt: str = "") -> None:
    """Write XMP words into the picture, as a photographer's program does."""
    packet = f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li></rdf:Alt></dc:description>
<photoshop:Credit>{credit}</photoshop:Credit>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">{alt}</rdf:li></rdf:Alt>
</Iptc4xmpCore:AltTextAccessibility></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
    path = paper.issue / "images/crane.jpg"
    with Image.open(path) as image:
        image.save(path, quality=60, xmp=packet.encode())


def test_the_desk_gives_what_the_article_does_not(paper: Paper) -> None:
    paper.write("captions.toml", FULL)
    in_article(paper, '![From the story](crane.jpg "Story"){credit="Story" focus="1% 2%"}')
    one, codes = figure(paper)
    assert (one.alt, one.caption, one.credit) == ("From the story", "Story", "Story")
    assert one.focus == Focus(1.0, 2.0)
    assert codes == []


def test_article_over_desk_word_by_word(paper: Paper) -> None:
    paper.write("captions.toml", FULL)
    in_article(paper, '![](crane.jpg "Story")')
    one, _ = figure(paper)
    assert (one.alt, one.caption, one.credit) == ("A crane, says the desk.", "Story", "Desk")
    assert one.focus == Focus(10.0, 20.0)


def test_the_picture_itself_comes_last(paper: Paper) -> None:
    embed(
        paper,
        "Embedded & <b>plain</b>".replace("&", "&amp;").replace("<", "&lt;"),
        credit="Agency",
        alt="Seen",
    )
    paper.write("captions.toml", '["crane.jpg"]\ncredit = "Desk"\n')
    one, codes = figure(paper)
    assert one.caption == "Embedded &amp; &lt;b&gt;plain&lt;/b&gt;"
    assert (one.credit, one.alt) == ("Desk", "Seen")
    assert codes == []


def test_empty_words_mean_none_is_wanted(paper: Paper) -> None:
    embed(paper, "Embedded", credit="Agency", alt="Seen")
    paper.write("captions.toml", '["crane.jpg"]\ncaption = ""\ncredit = ""\n')
    one, codes = figure(paper)
    assert (one.caption, one.credit, one.alt) == (None, None, "Seen")
    assert codes == []


def test_empty_alt_is_not_an_answer(paper: Paper) -> None:
    paper.write("captions.toml", '["crane.jpg"]\ncaption = "A"\ncredit = "B"\nalt = ""\n')
    assert figure(paper)[1] == ["PIC-008"]


@pytest.mark.parametrize("where", ["article", "desk"])
def test_ornaments_need_no_words(paper: Paper, where: str) -> None:
    paper.write("captions.toml", '["crane.jpg"]\ndecorative = true\n' if where == "desk" else "")
    if where == "article":
        in_article(paper, "![](crane.jpg){decorative=true}")
    one, codes = figure(paper)
    assert one.decorative and one.alt is None
    assert codes == []


@pytest.mark.parametrize(
    "key",
    ['["crane.jpg"]', "[crane.jpg]", '["images/crane.jpg"]', "['crane.jpg']", "[ crane . jpg ]"],
)
def test_names_of_pictures(paper: Paper, key: str) -> None:
    paper.write("captions.toml", FULL.replace('["crane.jpg"]', key))
    one, codes = figure(paper)
    assert (one.caption, codes) == ("Desk", [])


def test_captions_are_marked_up_in_the_language_of_the_story(paper: Paper) -> None:
    paper.write("captions.toml", FULL.replace('"Desk"', '"*La grue* : \\"haute\\""', 1))
    paper.change("harbour-reopens.md", "byline:", "language: fr\nbyline:")
    one, codes = figure(paper)
    assert one.caption is not None
    assert one.caption.startswith("<em>La grue</em>")
    assert "«" in one.caption
    assert codes == []


def test_broken_captions_leave_the_stories_alone(paper: Paper) -> None:
    paper.write("captions.toml", '["crane.jpg"\ncaption = "A"\n')
    one, codes = figure(paper)
    assert one.picture is not None
    assert codes[0] == "SRC-002"


@pytest.mark.parametrize(
    ("alt", "code"),
    [
        ("crane.jpg", "PIC-013"),
        ("Crane", "PIC-013"),
        ("Photo", "PIC-013"),
        ("...", "PIC-013"),
        ("desk!", "PIC-013"),
        ("A crane on the quay.", None),
    ],
)
def test_alt_texts_that_say_nothing(paper: Paper, alt: str, code: str | None) -> None:
    paper.write("captions.toml", FULL.replace("A crane, says the desk.", alt))
    assert figure(paper)[1] == ([code] if code else [])


@pytest.mark.parametrize(
    "target",
    ["../../../secret.jpg", "/etc/passwd", "..%2F..%2F..%2Fsecret.jpg", "%2Fetc%2Fpasswd"],
)
def test_pictures_outside_are_refused_and_not_spoken_of(
    paper: Paper, tmp_path: Path, target: str
) -> None:
    (tmp_path / "secret.jpg").write_bytes((paper.issue / "images/crane.jpg").read_bytes())
    in_article(paper, f"![A key.]({target})")
    one, codes = figure(paper)
    assert one.picture is None
    assert "SRC-018" in codes


@pytest.mark.parametrize(
    "target", ["images/crane.jpg", "./images/crane.jpg", "crane.jpg", "./crane.jpg", "cr%61ne.jpg"]
)
def test_ways_to_name_a_picture(paper: Paper, target: str) -> None:
    in_article(paper, f"![]({target})")
    one, codes = figure(paper)
    assert (one.name, codes) == ("crane.jpg", [])


def test_one_picture_twice_is_opened_once(paper: Paper) -> None:
    in_article(paper, "![](crane.jpg)\n\nAnd again.\n\n![](images/crane.jpg)")
    _, issue, found = paper.load()
    first, second = (one.picture for story in issue.articles() for one in story.figures())
    assert first is second
    assert found == ()


def test_accents_spelled_two_ways_are_one_name(paper: Paper) -> None:
    (paper.issue / "images/crane.jpg").rename(paper.issue / "images/gru\u0301a.jpg")
    paper.write("captions.toml", FULL.replace("crane", "gr\u00faa"))
    in_article(paper, "![](gr\u00faa.jpg)")
    one, codes = figure(paper)
    assert (one.caption, codes) == ("Desk", [])
