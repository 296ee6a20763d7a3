"""What stands on the pages: stories, lists, words for machines, and what a paper changes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from edition.catalogue.advert import code, house_ad
from edition.catalogue.folder import STATE
from edition.catalogue.reading import Readable
from edition.catalogue.shelves import PAGE, Shown, paged
from edition.catalogue.stories import MOST, filed, grouped
from edition.catalogue.structured import linked_data
from edition.delivery.record import Record, StoredSection, Story
from edition.errors import LookError
from edition.look.catalogue_words import catalogue_words, languages, month_and_year
from edition.pictures.drawing import clean
from tests.bench import archive
from tests.catalogue.conftest import BASE, Paper

Make = Callable[..., Paper]
NEWEST = "issues/2026-01-16"


def shown(number: int, *headlines: str) -> Shown:
    stories = tuple(Story(f"s{at}", one, "en-GB", "story") for at, one in enumerate(headlines))
    day = date.fromordinal(date(2026, 1, 2).toordinal() + number)
    section = StoredSection("news", "News", stories)
    record = Record("a", "", "", "", day, number + 1, day, ("en",), "", (section,))
    return Shown(record, str(number), Path(), (), held_back=False)


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, [0]), (1, [1]), (49, [49]), (50, [25, 25]), (74, [49, 25]), (75, [25, 25, 25])],
)
def test_issues_are_paged_from_the_oldest(count: int, sizes: list[int]) -> None:
    issues = [shown(number) for number in reversed(range(count))]
    pages = paged(issues)
    assert [len(page) for page in pages] == sizes
    assert [issue for page in pages for issue in page] == issues
    assert all(len(page) < 2 * PAGE for page in pages)


@pytest.mark.parametrize(
    ("headline", "language", "under"),
    [
        ("The night ferry", "en-GB", "nightferry"),
        ("‘A’ is for Ångström", "en", "aisforangstrom"),
        ("L’été indien", "fr", "eteindien"),
        ("Der Zug", "de-AT", "zug"),
        ("Δύο πνεύματα", "el", "δυοπνευματα"),
        ("1984 again", "en", "1984again"),
        ("The", "en", "the"),
    ],
)
def test_headlines_are_filed_as_readers_look_for_them(
    headline: str, language: str, under: str
) -> None:
    assert filed(headline, language) == under


def test_a_letter_with_many_stories_is_divided_and_keeps_its_page() -> None:
    many = shown(0, *(f"Bridge {'abcd'[at % 4]}{at:05}" for at in range(MOST + 1)), "Ant", "7 up")
    groups = grouped((many, story) for story in many.record.stories())
    names = [group.name for group in groups]
    assert names[:3] == ["0", "a", "b"]
    assert groups[2].stories == ()
    assert {group.letter for group in groups} == {"0", "a", "b"}
    assert sum(len(group.stories) for group in groups) == MOST + 3
    assert max(len(group.stories) for group in groups) <= MOST + 1


def test_every_story_is_listed_once_under_its_letter(paper: Make) -> None:
    made = paper(3)
    made.publish()
    page = html.fromstring(made.text("stories.html"))
    entries = page.xpath("//ul[@class='story-list']/li")
    assert len(entries) == 12
    letters = page.xpath("//nav[@class='alphabet']//a/@href")
    assert all(page.xpath(f"//*[@id='{one[1:]}']") for one in letters)


def test_a_story_is_read_as_the_epub_has_it(paper: Make) -> None:
    made = paper()
    made.publish()
    (path, *_) = sorted(made.public.glob(f"{NEWEST}/*.html"))
    page = html.fromstring(path.read_bytes())
    (article,) = page.xpath("//article")
    assert "epub:type" not in path.read_text("utf-8")
    assert "xml:lang" not in path.read_text("utf-8")
    assert article.get("lang") == "en-GB"
    assert len(article.xpath(".//p")) == 8
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == f"{BASE}{NEWEST}/{path.name}"


def test_links_and_pictures_of_an_epub_lead_to_pages(tmp_path: Path) -> None:
    from io import BytesIO
    from zipfile import ZipFile

    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (30, 20)).save(picture, "PNG")
    body = (
        '<article id="a"><p><a href="b.xhtml#x">b</a> <a href="imprint.xhtml">i</a> '
        '<a href="https://other.example/">o</a> <a href="#a">a</a><br/></p>'
        '<img src="../pictures/p.png" alt=""/><img src="../pictures/p.png" alt=""/>'
        '<span class="page-break" epub:type="pagebreak"/></article>'
    )
    path = tmp_path / "a.epub"
    with ZipFile(path, "w") as archived:
        archived.writestr("EPUB/text/a.xhtml", f"<html><body>{body}</body></html>")
        archived.writestr("EPUB/pictures/p.png", picture.getvalue())
    epub = Readable(path, ["a", "b"], "../2026.html")
    text = epub.article("a")
    assert text is not None
    assert re.findall('href="([^"]*)"', text) == [
        "b.html#x", "../2026.html", "https://other.example/", "#a",
    ]  # fmt: skip
    assert text.count('width="30" height="20"') == 2
    assert text.count('loading="lazy"') == 1, "the first picture is not kept waiting"
    assert '<span class="page-break"></span>' in text
    assert [name for name, _ in epub.pictures()] == ["p.png"]
    assert epub.article("gone") is None
    epub.close()


def test_machines_are_told_what_it_is(paper: Make) -> None:
    made = paper()
    made.publish()
    page = html.fromstring(made.text(f"{NEWEST}.html"))
    (said,) = page.xpath("//script[@type='application/ld+json']/text()")
    issue = json.loads(said)
    assert issue["@type"] == "PublicationIssue"
    assert issue["issueNumber"] == "3"
    assert issue["isPartOf"]["isPartOf"]["issn"] == "1234-5679"
    assert len(issue["hasPart"]) == 4
    graph = dict(
        zip(page.xpath("//meta/@property"), page.xpath("//meta[@property]/@content"), strict=True)
    )
    assert graph["og:image"] == f"{BASE}{NEWEST}/front.jpg"
    assert graph["og:type"] == "article"
    story = html.fromstring(sorted(made.public.glob(f"{NEWEST}/*.html"))[0].read_bytes())
    article = json.loads(story.xpath("//script[@type='application/ld+json']/text()")[0])
    assert article["@type"] == "NewsArticle"
    assert article["author"][0]["@type"] == "Person"
    assert f"Sitemap: {BASE}sitemap.xml" in made.text("robots.txt")
    assert made.text("sitemaps/2026.xml").count("<url>") == 1 + 3 + 12


def test_words_cannot_end_a_script() -> None:
    said = linked_data({"headline": "</script><script>alert(1)</script> & more"})
    assert "<" not in said and "&" not in said
    assert json.loads(said)["headline"].startswith("</script>")


def test_hostile_words_stay_words(paper: Make) -> None:
    made = paper()
    bad = "<script>alert(1)</script>\x00\ud800 ]]> \" ' &"
    bodies = tuple(archive._bodies()), tuple(archive._fronts())
    first = archive.issue(made.out, date(2026, 1, 30), 5, 4, *bodies)
    section = first.sections[0]
    worst = replace(section.stories[0], headline=bad.replace("\ud800", ""), bylines=(bad[:8],))
    sections = (replace(section, title="<b>x", stories=(worst,)), *first.sections[1:])
    archive.issue(made.out, date(2026, 1, 30), 5, 4, *bodies, sections=sections, correction="<i>&")
    made.publish()
    for path in made.public.rglob("*"):
        if path.suffix in (".html", ".xml"):
            assert "<script>alert" not in path.read_text("utf-8")
    assert "\x00" not in made.text("opds/new.xml")


def test_a_paper_and_an_issue_change_templates_and_styles(paper: Make) -> None:
    made = paper()
    made.publish()
    before = made.files()
    own = made.root / "templates/catalogue"
    own.mkdir(parents=True)
    (own / "page.html.j2").write_text(
        '{% extends "shared/catalogue/page.html.j2" %}'
        "{% block foot %}{{ super() }}<p>Printed by us.</p>{% endblock %}"
    )
    (made.root / "styles").mkdir()
    (made.root / "styles/publication.css").write_text(":root { --house-colour: #123456 }")
    issue = made.root / NEWEST
    (issue / "templates/catalogue").mkdir(parents=True)
    (issue / "templates/catalogue/issue.html.j2").write_text(
        '{% extends "shared/catalogue/issue.html.j2" %}'
        "{% block inside %}<p>A number of its own.</p>{% endblock %}"
    )
    (issue / "styles").mkdir()
    (issue / "styles/publication.css").write_text(":root { --house-colour: #654321 }")
    made.publish()
    assert "Printed by us." in made.text("index.html")
    assert "Printed by us." in made.text("issues/2026-01-09.html")
    assert "A number of its own." in made.text(f"{NEWEST}.html")
    assert "A number of its own." not in made.text("issues/2026-01-09.html")
    assert "#123456" in made.text("look/catalogue.css")
    assert "#654321" in made.text(f"{NEWEST}/look/catalogue.css")
    assert f'"../{NEWEST}/look/catalogue.css"' in made.text(f"{NEWEST}.html")
    after = made.files()
    assert after["opds/new.xml"] == before["opds/new.xml"], "apps do not see what pages wear"


def test_a_template_that_breaks_leaves_the_old_catalogue(paper: Make) -> None:
    made = paper()
    made.publish()
    before = made.files()
    own = made.root / "templates/catalogue"
    own.mkdir(parents=True)
    (own / "front.html.j2").write_text("{{ nobody }}")
    with pytest.raises(LookError, match="nobody"):
        made.publish()
    assert made.files() == before


def test_a_style_may_not_send_readers_elsewhere(paper: Make) -> None:
    made = paper()
    (made.root / "styles").mkdir()
    sheet = made.root / "styles/publication.css"
    sheet.write_text('body { background: url("https://tracker.example/a.png") }')
    with pytest.raises(LookError, match="another site"):
        made.publish()


def test_the_code_leads_to_the_catalogue_and_prints_black(paper: Make) -> None:
    advert = house_ad("The Archive", "Every issue to read and to keep", BASE)
    assert b"<text" not in advert, "letters are outlines"
    assert set(re.findall(rb'fill="([^"]*)"', advert)) <= {b"#ffffff", b"#1d1d1b", b"#000000"}
    assert not clean(advert).removed
    assert code(BASE).startswith(b"<svg")
    made = paper()
    made.publish()
    assert made.text("look/house-ad.svg").encode() == advert


def test_nothing_names_where_it_was_made(paper: Make) -> None:
    made = paper()
    made.publish()
    home = str(made.root).encode()
    assert not [
        path for path in made.public.rglob("*") if path.is_file() and home in path.read_bytes()
    ]
    assert (made.public / STATE).is_file()


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_language_says_everything_and_keeps_its_places(language: str) -> None:
    said, english = catalogue_words(language), catalogue_words("en")
    for field in fields(said):
        words, model = getattr(said, field.name), getattr(english, field.name)
        assert words.strip() == words and words, field.name
        assert re.findall(r"{\w+}", words) == re.findall(r"{\w+}", model), field.name


def test_months_stand_by_themselves() -> None:
    assert month_and_year(2026, 3, "en-GB") == "March 2026"
    assert month_and_year(2026, 3, "pl") == "Marzec 2026"
    assert month_and_year(2026, 3, "de") == "März 2026"
    assert month_and_year(2026, 3, "xx") == "March 2026"


def test_a_paper_in_an_unknown_language_says_which_words_are_english(paper: Make) -> None:
    made = paper()
    path = made.root / "publication.toml"
    path.write_text(path.read_text("utf-8").replace('"en-GB"', '"is"'), "utf-8")
    made.publish()
    page = html.fromstring(made.text("index.html"))
    assert page.get("lang") == "is"
    (ways,) = page.xpath("//nav[@class='ways']")
    assert ways.get("lang") == "en"
