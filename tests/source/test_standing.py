"""Standing matter: kinds, house ads, pictures."""

from __future__ import annotations

import shutil

import pytest

from edition.model import AdSize, StandingMatter

from .conftest import Paper


def matters(paper: Paper) -> dict[str, StandingMatter]:
    return {matter.slug: matter for matter in paper.load()[0].standing}


def test_a_house_ad_of_words(paper: Paper) -> None:
    paper.write(
        "/standing/ad.md",
        '---\nkind: house-ad\nheadline: "Subscribe"\nsizes: ["1x20", "2 × 12"]\n'
        "link: https://quay.example/subscribe\n---\nIt comes by boat.\n",
    )
    ad = matters(paper)["ad"]
    assert ad.kind == "house-ad"
    assert ad.sizes == (AdSize(1, 20), AdSize(2, 12))
    assert ad.link == "https://quay.example/subscribe"
    assert paper.codes() == []


@pytest.mark.parametrize("home", ["standing/advert.jpg", "standing/images/advert.jpg"])
def test_a_house_ad_of_a_picture_asks_for_alt_alone(paper: Paper, home: str) -> None:
    path = paper.root / home
    path.parent.mkdir(exist_ok=True)
    shutil.copy(paper.issue / "images/crane.jpg", path)
    front = '---\nkind: house-ad\nsizes: ["2x20"]\npicture: advert.jpg\n{0}---\n'
    paper.write("/standing/ad.md", front.format('alt: "Come by boat."\n'))
    figure = matters(paper)["ad"].figure
    assert figure is not None and figure.picture is not None and figure.alt == "Come by boat."
    assert paper.codes() == []
    paper.write("/standing/ad.md", front.format(""))
    assert paper.codes() == ["PIC-008"]


def test_kinds_are_guessed_from_names_but_asked_for(paper: Paper) -> None:
    paper.write("/standing/contacts.md", "---\nheadline: Where to find us\n---\nHere.\n")
    assert matters(paper)["contacts"].kind == "contacts"
    assert paper.codes() == ["SRC-005"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("sizes: ['2 by 12']", "SRC-004"),
        ("sizes: 2x12", "SRC-004"),
        ("sizes: [0x1]", "SRC-004"),
        ("link: quay", "SRC-004"),
        ("picture: no.jpg", "PIC-001"),
        ("picture: ../../keys.jpg", "SRC-018"),
        ("rank: lead", "SRC-003"),
        ("headline: a: b", "SRC-002"),
    ],
)
def test_what_can_be_wrong(paper: Paper, line: str, code: str) -> None:
    paper.write("/standing/ad.md", f"---\nkind: house-ad\n{line}\n---\nWords.\n")
    assert paper.codes() == [code]


def test_drafts_and_a_readme_are_left_alone(paper: Paper) -> None:
    paper.write("/standing/_later.md", "no front matter")
    paper.write("/standing/README.md", "no front matter")
    assert list(matters(paper)) == ["imprint"]
    assert paper.codes() == []
