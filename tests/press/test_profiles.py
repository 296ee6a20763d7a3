"""Press profiles: ours, a printer's own, and how they meet a publication's page."""

from __future__ import annotations

import shutil
import struct
import tomllib
from pathlib import Path

import pytest

from edition.model import Edges, Publication
from edition.press_profile import PressProfile
from edition.source import load
from edition.source.press import SHIPPED, read_press, shipped

BASE = Path(__file__).parents[1] / "cases" / "_base"


def ours(name: str) -> PressProfile:
    profile, found = read_press(name, folder=Path())
    assert not found
    assert profile is not None
    return profile


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_profile_is_whole_and_says_where_it_is_from(name: str) -> None:
    profile = ours(name)
    assert profile.name == name
    assert len(profile.source) > 60
    assert profile.ink.target <= profile.ink.limit
    assert profile.resolution.contone.error < profile.resolution.contone.warning
    assert profile.resolution.contone.warning <= profile.resolution.target
    assert profile.smallest.type <= profile.smallest.type_inks
    text = (SHIPPED / f"{name}.toml").read_text("utf-8")
    assert tomllib.loads(text)["title"]


def test_the_numbers_printers_ask_for() -> None:
    tabloid, magazine = ours("newsprint-tabloid"), ours("magazine-a4-coated")
    assert (tabloid.ink.target, tabloid.ink.limit, tabloid.marks) == (220, 240, None)
    assert (tabloid.resolution.contone.warning, tabloid.resolution.target) == (150, 200)
    assert (magazine.ink.limit, magazine.bleed) == (300, Edges(3, 3, 3, 3))
    assert magazine.marks is not None and magazine.marks.crop
    assert (ours("us-tabloid").width, ours("us-tabloid").height) == (279.4, 431.8)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "paper")
    return tmp_path / "paper"


def settings(paper: Path, top: str, page: str = "") -> tuple[Publication, list[str]]:
    path = paper / "publication.toml"
    text = path.read_text("utf-8").replace('[page]\nsize = "tabloid"\n', f"[page]\n{page}\n")
    path.write_text(f"{top}\n{text}", "utf-8")
    publication, _, found = load(paper / "issues" / "2026-03-06")
    return publication, [f"{one.code} {one.origin}: {one.message}" for one in found]


def test_the_page_is_the_printers_where_nothing_is_said(paper: Path) -> None:
    publication, found = settings(paper, 'press = "magazine-a4-coated"')
    page = publication.page
    assert not found
    assert (page.width, page.height, page.bleed, page.page_multiple) == (210, 297, 3, 4)
    assert page.columns == 3, "columns of the named size nearest to it"


@pytest.mark.parametrize(("layout", "press"), [("flow", "uncoated"), ("newspaper", "newsprint")])
def test_a_publication_that_names_no_press_has_one(paper: Path, layout: str, press: str) -> None:
    publication, found = settings(paper, f'layout = "{layout}"', 'bleed = "4mm"')
    assert not found
    assert publication.press is not None
    assert publication.press.name == press
    assert publication.press.bleed == Edges(4, 4, 4, 4)
    assert publication.page.page_multiple == 1


def test_a_printers_own_profile_changes_what_it_names(paper: Path) -> None:
    (paper / "press").mkdir()
    (paper / "press" / "ours.toml").write_text(
        'extends = "newsprint-tabloid"\n[page]\nbleed = { top = "0.125in", outside = "3mm" }\n'
        '[ink]\nlimit = 230\n[files]\nper = "page"\npattern = "{slug}-{page}"\n'
    )
    publication, found = settings(paper, 'press = "press/ours.toml"')
    press = publication.press
    assert not found
    assert press is not None
    assert press.bleed == Edges(3.175, 0, 0, 3)
    assert (press.ink.target, press.ink.limit, press.files) == (220, 230, "page")
    assert publication.page.bleed == 3.175
    assert [path.name for path in press.made_of[:3]] == [
        "newsprint.toml", "newsprint-tabloid.toml", "ours.toml"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('extends = "a.toml"', "PRF-001 press/a.toml:1: The press profile b.toml changes one"),
        ('extends = "../../elsewhere.toml"', "SRC-018 press/b.toml:1: The press profile"),
        ('title = "x"', "SRC-005 press/b.toml: The press profile says nothing of icc"),
        ('extends = "coated"\n[page]\nbleed = "3"', 'SRC-004 press/b.toml:3: "bleed" of "page"'),
        ('extends = "coated"\n[page]\nbleed = { left = "3mm" }', "SRC-004 press/b.toml:3"),
        ('extends = "coated"\n[page]\nwidth = "90mm"', "SRC-004 press/b.toml:2: A page has"),
        ('extends = "coated"\n[ink]\ntarget = 330', "SRC-004 press/b.toml:3: Pictures are made"),
        ('extends = "coated"\n[files]\npattern = "a/{slug}"', "SRC-004 press/b.toml:3: Files"),
        ('extends = "coated"\n[files]\nper = "page"\npattern = "x"', "SRC-004 press/b.toml:4"),
        ('extends = "coated"\nicc = "none.icc"', "PRF-002 press/b.toml:2: The ICC profile"),
        ('extends = "coated"\nicc = "../../x.icc"', "SRC-018 press/b.toml:2: The ICC profile"),
        ("extends = ", "SRC-002 press/b.toml:1"),
        ('extend = "coated"', 'SRC-003 press/b.toml:1: "extend" is not a key'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_profile_is_told_with_its_line(
    paper: Path, text: str, told: str
) -> None:
    (paper / "press").mkdir()
    (paper / "press" / "a.toml").write_text('extends = "b.toml"\n')
    (paper / "press" / "b.toml").write_text(text + "\n")
    _, found = settings(paper, 'press = "press/b.toml"')
    assert any(one.startswith(told) for one in found), found


def test_an_icc_of_the_printers_names_the_condition(paper: Path) -> None:
    # A profile of nothing but what is looked at: class, space, and its name.
    name = b"Severn Press newsprint 2026"
    tag = b"desc" + bytes(4) + (len(name) + 1).to_bytes(4, "big") + name + b"\0"
    head = bytearray(128)
    head[12:16], head[16:20], head[36:40] = b"prtr", b"CMYK", b"acsp"
    table = struct.pack(">I4sII", 1, b"desc", 144, len(tag))
    (paper / "severn.icc").write_bytes(bytes(head) + table + tag)
    (paper / "ours.toml").write_text('extends = "newsprint-tabloid"\nicc = "severn.icc"\n')
    publication, found = settings(paper, 'press = "ours.toml"')
    assert not found
    assert publication.press is not None
    intent = publication.press.intent
    assert (intent.identifier, intent.condition) == ("Custom", name.decode())
    assert intent.registry is None
