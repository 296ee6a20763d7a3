"""Advertisements: in ``issue.toml``, in ``ads.toml``, as pictures and as PDFs."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from edition.model import LAST_PAGE, Advert, Origin, Picture, SuppliedPage
from edition.pictures.supplied import measure_supplied

from .conftest import Paper

BANK = """
[[ad]]
name = "Harbour  Bank"
picture = "ads/bank.pdf"
alt = "Savings at four per cent."
columns = 2
height = "6cm"
"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="503" height="300"><rect width="9" height="9"/>'
    "</svg>"
)


def pdf(width: float = 100.6, height: float = 60.0, **keys: object) -> bytes:
    """Return a PDF of one page, in millimetres, with ``keys`` of its own."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(width * 72 / 25.4, height * 72 / 25.4))
    for key, value in keys.items():
        page.obj[f"/{key}"] = value
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def newspaper(paper: Paper) -> None:
    paper.change("/publication.toml", "[page]", 'layout = "newspaper"\n\n[page]')


def with_ads(paper: Paper, *ads: str, head: str = "") -> tuple[Advert, ...]:
    newspaper(paper)
    paper.change("issue.toml", "number = 12", f"number = 12\n{head}")
    text = (paper.issue / "issue.toml").read_text("utf-8")
    paper.write("issue.toml", text + "".join(ads))
    return paper.load()[1].adverts


def test_a_supplied_pdf_is_read_with_its_booking(paper: Paper) -> None:
    paper.write("ads/bank.pdf", pdf())
    more = 'page = "last"\nside = "left"\napart = "Bank"\nlink = "https://bank.example"\n'
    (advert,) = with_ads(paper, BANK + more)
    assert isinstance(advert.artwork, SuppliedPage)
    assert (advert.artwork.width, advert.artwork.height) == (100.6, 60.0)
    assert advert.artwork.name == "ads/bank.pdf"
    assert (advert.slug, advert.name) == ("ad-harbour-bank", "Harbour Bank")
    assert (advert.columns, advert.height) == (2, 60.0)
    assert (advert.page, advert.side, advert.apart) == (LAST_PAGE, "left", "bank")
    assert (advert.alt, advert.link) == ("Savings at four per cent.", "https://bank.example")
    assert paper.codes() == []


def test_a_picture_takes_its_words_from_the_picture_desk(paper: Paper) -> None:
    paper.write("images/sale.svg", DRAWING)
    paper.write("captions.toml", '["sale.svg"]\nalt = "Half price until Friday."\n')
    ad = BANK.replace("ads/bank.pdf", "sale.svg").replace('alt = "Savings at four per cent."\n', "")
    (advert,) = with_ads(paper, ad)
    assert isinstance(advert.artwork, Picture)
    assert advert.alt == "Half price until Friday."
    # Nobody asks for its caption, and it is not a picture that no story shows.
    codes = set(paper.codes())
    assert not codes & {"PIC-012"}
    assert "PIC-011" not in codes


def test_advertisements_may_stand_in_a_file_of_their_own(paper: Paper) -> None:
    paper.write("ads/bank.pdf", pdf())
    paper.write("ads.toml", BANK + 'side = "up"\n')
    adverts = with_ads(paper, BANK)
    assert [advert.slug for advert in adverts] == ["ad-harbour-bank", "ad-harbour-bank-2"]
    assert [advert.origin.path.name for advert in adverts] == ["issue.toml", "ads.toml"]
    ((code, origin),) = [(one.code, str(one.origin)) for one in paper.load()[2]]
    assert (code, origin) == ("SRC-004", "issues/2026-03-06/ads.toml:8")


def test_an_advertisement_that_cannot_be_had_keeps_its_room(paper: Paper) -> None:
    (advert,) = with_ads(paper, BANK)
    assert advert.artwork is None and advert.columns == 2
    assert paper.codes() == ["PIC-001"]


def test_only_a_file_of_a_name_alike_is_offered_for_one_that_is_missing(paper: Paper) -> None:
    paper.write("images/pier.pdf", pdf())
    with_ads(paper, BANK)
    assert paper.load()[2][0].hint == "Put the file into the issue's folder."
    paper.write("images/bank-ad.pdf", pdf())
    paper.write("ads/banks.png", b"")
    assert paper.load()[2][0].hint == 'Did you mean "ads/banks.png"?'


@pytest.mark.parametrize("target", ["../../../../bank.pdf", "/etc/bank.pdf"])
def test_nothing_outside_the_paper_is_read(paper: Paper, target: str) -> None:
    (advert,) = with_ads(paper, BANK.replace("ads/bank.pdf", target))
    assert advert.artwork is None
    assert paper.codes() == ["SRC-018"]


def test_what_is_too_large_is_cut_to_the_page(paper: Paper) -> None:
    paper.write("ads/bank.pdf", pdf())
    ad = BANK.replace("columns = 2", "columns = 9").replace("6cm", "900mm")
    (advert,) = with_ads(paper, ad)
    publication, _, found = paper.load()
    assert (advert.columns, advert.height) == (5, publication.page.depth)
    assert [one.code for one in found] == ["PIN-006", "PIN-006"]


@pytest.mark.parametrize(
    ("language", "page", "side", "codes"),
    [
        ("en-GB", 3, "right", []),
        ("en-GB", 4, "left", []),
        ("en-GB", 4, "right", ["PIN-002"]),
        ("ar", 3, "left", []),
        ("ar", 3, "right", ["PIN-002"]),
    ],
)
def test_sides_follow_the_way_the_paper_is_read(
    paper: Paper, language: str, page: int, side: str, codes: list[str]
) -> None:
    paper.change("/publication.toml", "en-GB", language)
    paper.write("ads/bank.pdf", pdf())
    (advert,) = with_ads(paper, BANK + f'page = {page}\nside = "{side}"\n')
    assert (advert.side is None) == bool(codes)
    assert [one for one in paper.codes() if one.startswith("PIN")] == codes


def test_a_pdf_is_measured_as_it_is_seen(tmp_path: Path) -> None:
    box = pikepdf.Array([0, 0, 144, 72])
    for keys, size in (
        ({}, (100.0, 50.0)),
        ({"Rotate": 90}, (50.0, 100.0)),
        ({"TrimBox": box}, (50.8, 25.4)),
        ({"UserUnit": 2, "TrimBox": box}, (101.6, 50.8)),
    ):
        path = tmp_path / "ad.pdf"
        path.write_bytes(pdf(100, 50, **keys))
        page, found = measure_supplied(path, name="ad.pdf", origin=Origin(Path("issue.toml"), 1))
        assert page is not None and found == ()
        assert (page.width, page.height) == pytest.approx(size, abs=0.01)


def test_a_page_is_turned_as_the_group_it_is_in(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(pdf(100, 50))) as made:
        made.Root.Pages.Rotate = 270
        made.save(tmp_path / "ad.pdf")
    page, _ = measure_supplied(tmp_path / "ad.pdf", name="ad.pdf", origin=Origin(Path("a"), 1))
    assert page is not None and page.height > page.width


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7\n", pdf()[:200], pdf()[:-30], pdf(2, 2), pdf(MediaBox="no box"),
     pdf(Rotate=pikepdf.Name.Left), pdf(UserUnit=pikepdf.Array([]))],
)  # fmt: skip
def test_a_pdf_that_is_none_is_refused_in_words(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ad.pdf"
    path.write_bytes(data)
    page, found = measure_supplied(path, name="ad.pdf", origin=Origin(Path("issue.toml"), 1))
    assert page is None
    assert [one.code for one in found] == ["ADS-001"]
    assert found[0].hint
