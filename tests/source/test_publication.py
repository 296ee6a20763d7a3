"""``publication.toml``: page, ISSN, languages, waivers."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.errors import SourceError
from edition.model import Edges, Origin
from edition.source.language import known_language
from edition.source.publication import PAGES, read_publication

from .conftest import Paper


def page_of(paper: Paper, settings: str) -> object:
    paper.change("/publication.toml", '[page]\nsize = "tabloid"\n', f"[page]\n{settings}\n")
    return paper.load()[0].page


def test_named_sizes_are_upright_and_can_be_set(paper: Paper) -> None:
    for name, page in PAGES.items():
        assert page.width < page.height, name
        assert page.measure >= 40, name


@pytest.mark.parametrize("size", sorted(PAGES))
def test_every_named_size_is_accepted(paper: Paper, size: str) -> None:
    assert page_of(paper, f'size = "{size}"') == PAGES[size]  # type: ignore[index]
    assert paper.codes() == []


def test_lengths_in_every_unit(paper: Paper) -> None:
    page = paper.load()[0].page
    page = page_of(
        paper,
        'width = "11in"\nheight = "38 cm"\nbleed = "0.125in"\ngutter = "12pt"\nleading = "11.5pt"\n'
        'margins = { top = "20mm", inside = "18mm" }\ncolumns = 4',
    )
    assert (page.width, page.height) == (279.4, 380.0)  # type: ignore[attr-defined]
    assert page.bleed == 3.175  # type: ignore[attr-defined]
    assert page.gutter == pytest.approx(4.2333, abs=1e-4)  # type: ignore[attr-defined]
    assert page.leading == 11.5  # type: ignore[attr-defined]
    assert page.margins == Edges(20.0, 16.0, 18.0, 15.0)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("settings", "line", "words"),
    [
        ('width = "400mm"\nheight = "300mm"', 9, "wider than it is high"),
        ('size = "A5"\ncolumns = 6', 10, "6 columns"),
        ('size = "A4"\nmargins = { top = "200mm", bottom = "90mm" }', 10, "leave 7 mm"),
        ('leading = "25pt"', 9, "leading of 25 pt"),
        ('width = "2000mm"\nheight = "3000mm"', 9, "cannot be printed"),
        ('bleed = "30mm"', 9, "bleed of 30 mm"),
        ('gutter = "0.1mm"', 9, "gutter of 0.1 mm"),
    ],
)
def test_impossible_pages(paper: Paper, settings: str, line: int, words: str) -> None:
    paper.change("/publication.toml", '[page]\nsize = "tabloid"\n', f"[page]\n{settings}\n")
    publication, _, found = paper.load()
    assert [one.code for one in found] == ["SRC-004"]
    assert words in found[0].message
    assert str(found[0].origin) == f"publication.toml:{line}"
    assert publication.page in PAGES.values()


@pytest.mark.parametrize(
    "length", ["289", "289 px", "-3mm", "mm", "1e9mm", "99999mm", "nan mm", "3,5mm", "٣mm"]
)
def test_lengths_that_are_none(paper: Paper, length: str) -> None:
    page_of(paper, f'width = "{length}"')
    assert paper.codes() == ["SRC-004"]


@pytest.mark.parametrize(
    "issn", ["1234-5679", "12345679", "2434-561X", "2434-561x", "ISSN 0317-8471"]
)
def test_right_issn(paper: Paper, issn: str) -> None:
    paper.change("/publication.toml", "1234-5679", issn)
    publication, _, found = paper.load()
    assert found == ()
    assert publication.issn is not None and len(publication.issn) == 9


@pytest.mark.parametrize(
    "issn", ["1234-5678", "0317-8472", "2434-5619", "123-45679", "x", "1234567X9"]
)
def test_wrong_issn(paper: Paper, issn: str) -> None:
    paper.change("/publication.toml", "1234-5679", issn)
    assert paper.codes() == ["SRC-014"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("en-GB", "en-GB"),
        ("EN-gb", "en-GB"),
        ("fr", "fr"),
        ("de-CH-1996", "de-CH-1996"),
        ("sr-Latn", "sr-Latn"),
        ("zh-Hant-HK", "zh-Hant-HK"),
        ("grc", "grc"),
        ("cy", "cy"),
    ],
)
def test_languages_that_are(written: str, meant: str) -> None:
    assert known_language(written, origin=Origin(Path("a"))) == (meant, ())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("en-UK", "en-GB"),
        ("en_GB", "en-GB"),
        ("English", "en"),
        ("deutsch", "de"),
        ("deu", "de"),
        ("en-EN", "en"),
        ("english-GB", "en-GB"),
        ("xx", None),
        ("", None),
        ("日本", None),
        ("a" * 5000, None),
        ("en-", "en"),
        ("-", None),
        ("e\0n", None),
    ],
)
def test_languages_that_are_not(written: str, meant: str | None) -> None:
    language, found = known_language(written, origin=Origin(Path("a")))
    assert language == meant
    assert [one.code for one in found] == ["SRC-015"]
    if meant:
        assert found[0].hint == f'Did you mean "{meant}"?'


def test_waivers_are_read_with_their_place(paper: Paper) -> None:
    text = (paper.root / "publication.toml").read_text()
    lines = text.count("\n")
    paper.write("/publication.toml", text + '[[waiver]]\ncode = "PIC-007"\nreason = "Ours."\n')
    (waiver,) = paper.load()[0].waivers
    assert (waiver.code, waiver.reason, waiver.where) == ("PIC-007", "Ours.", None)
    assert waiver.origin.line == lines + 1


def test_a_name_in_another_script_still_gives_a_slug(paper: Paper) -> None:
    paper.change("/publication.toml", "The Quay", "Η Προκυμαία")
    publication, _, found = paper.load()
    assert (publication.slug, found) == ("paper", ())


def test_settings_that_lead_outside_the_folder_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.toml").write_text('name = "X"\n', "utf-8")
    paper = tmp_path / "paper"
    paper.mkdir()
    (paper / "publication.toml").symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(SourceError, match="outside the publication"):
        read_publication(paper)
