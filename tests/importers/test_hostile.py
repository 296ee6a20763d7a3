"""Sources made to do harm: cleaned or refused in bounded time, with a sentence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from edition.importers.found import Found
from edition.importers.html_tree import read_tree
from edition.importers.selection import Selection
from edition.importers.sources import find
from edition.model import Paragraph

STORY = "<p>The folder lost its timing at two in the morning, and nobody noticed until four.</p>"


def found(tmp_path: Path, html: str | bytes, name: str = "page.html") -> Found:
    path = tmp_path / name
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    return find([str(path)], Selection())


def spent(html: str | bytes, tmp_path: Path) -> tuple[Found, float]:
    began = time.process_time()
    result = found(tmp_path, html)
    return result, time.process_time() - began


def test_nothing_that_runs_or_loads_is_left(tmp_path: Path) -> None:
    page = f"""<html><body><article><h1 onclick="x()">A headline of the paper</h1>{STORY * 3}
    <script>alert(1)</script><p onmouseover="steal()">Mind <a href="javascript:alert(1)">the
    step</a>, <a href="data:text/html,x">or not</a>, <a href=" JaVaScRiPt:x">really</a>.</p>
    <iframe src="https://evil.example/"></iframe><object data="x.swf"></object>
    <svg><script>alert(2)</script></svg><style>p{{background:url(x)}}</style></article></body></html>"""
    (story,) = found(tmp_path, page).stories
    text = " ".join(one.text for one in story.body if isinstance(one, Paragraph))
    assert "Mind the step, or not, really." in text
    for word in ("javascript", "data:", "onclick", "onmouse", "<script", "alert", "href"):
        assert word not in text.lower()


@pytest.mark.parametrize(
    "address",
    [
        "../../secret.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "..%2f..%2fsecret.png",
        "page_files/../../secret.png",
        "page_files\\..\\..\\secret.png",
        "\0secret.png",
    ],
)
def test_no_picture_from_outside_the_page_s_folder(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    home = tmp_path / "a" / "b"
    (home / "page_files").mkdir(parents=True)
    page = f'<h1>A headline of the paper</h1><article>{STORY * 3}<img src="{address}"></article>'
    for story in found(home, page).stories:
        assert all(one.file is None for one in story.pictures)


def test_no_picture_through_a_link_in_the_file_system(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    home = tmp_path / "a"
    (home / "page_files").mkdir(parents=True)
    (home / "page_files" / "x.png").symlink_to(tmp_path / "secret.png")
    page = (
        f'<h1>A headline</h1><article>{STORY * 3}<img src="page_files/x.png">'
        '<img src="https://other.example/x.png"></article>'
    )
    (story,) = found(home, page).stories
    assert all(one.file is None for one in story.pictures)


def test_ten_thousand_elements_in_one_another(tmp_path: Path) -> None:
    result, seconds = spent("<div>" * 10_000 + STORY + "</div>" * 10_000, tmp_path)
    assert [one.code for one in result.findings] == ["IMP-001"]
    assert "nested deeper" in result.findings[0].message
    assert seconds < 2


def test_hundreds_of_elements_in_one_another_are_read(tmp_path: Path) -> None:
    page = "<h1>A headline</h1>" + "<div>" * 500 + STORY + "</div>" * 500
    result, seconds = spent(page, tmp_path)
    assert "two in the morning" in str(result.stories[0].body)
    assert seconds < 4


def test_fifty_megabytes_in_one_line(tmp_path: Path) -> None:
    result, seconds = spent(b"<html><p>" + b"lead and tin and " * 3_000_000, tmp_path)
    assert [one.code for one in result.findings] == ["IMP-001"]
    assert "MB of text" in result.findings[0].message
    assert seconds < 4


def test_a_page_of_eleven_megabytes(tmp_path: Path) -> None:
    """Just below what is refused: bounded, whatever becomes of it."""
    result, seconds = spent("<h1>Long</h1>" + f"<p>{'lead ' * 400}</p>" * 5000, tmp_path)
    assert len(result.stories) + len(result.findings) >= 1
    assert seconds < 70


@pytest.mark.parametrize(
    "page",
    [
        "<h1>Words</h1>" + "<b>" * 590 + STORY,
        "<h1>Words</h1><p>" + "<br>" * 50_000 + STORY,
        "<h1>Words</h1>" + "<table><tr><td>" * 400 + STORY,
        "<h1>Words</h1><ul>" + "<li>" * 20_000 + "</ul>" + STORY,
        "<h1>Words</h1><table><tr><td rowspan=99999 colspan=99999>x</td></tr></table>" * 50 + STORY,
        "<h1>Words</h1>" + "<a href=x>" * 5000 + STORY,
        "<h1>Words</h1><p class='" + "a-b " * 100_000 + "'>x</p>" + STORY,
        "<h1>Words</h1>" + '<figure><img src="a.png">' * 900 + STORY,
        "<h1>Words</h1><article><p>" + "(Photo: " * 20_000 + "</p></article>" + STORY,
        "<h1>Words</h1><script type='application/ld+json'>" + "[" * 100_000 + "</script>" + STORY,
        "<h1>" + "Words | " * 20_000 + "</h1>" + STORY,
        "<title>" + "a - " * 20_000 + "</title>" + STORY,
        "<h1>W</h1><article><figure><img src=a.jpg><figcaption>x <em>"
        + "A" * 50_000
        + "!</em></figcaption></figure>"
        + STORY * 3,
        "<h1>W</h1><article><p>" + " &nbsp;" * 50_000 + "x</p>" + STORY * 3,
        "<h1>W</h1><p class=byline>" + "By A and " * 20_000 + "</p><article>" + STORY * 3,
        "<h1>W</h1><article><img srcset='" + "a.jpg 1w, " * 30_000 + "'>" + STORY * 3,
    ],
    ids=range(16),
)
def test_pages_that_go_on_and_on_take_bounded_time(tmp_path: Path, page: str) -> None:
    result, seconds = spent(f"<html><body>{page}</body></html>", tmp_path)
    assert result.stories or result.findings
    assert seconds < 8


@pytest.mark.parametrize("text", ["word " * 500_000, "+44 20 " * 100_000, "x\n\n" * 100_000])
def test_texts_that_go_on_and_on_take_bounded_time(tmp_path: Path, text: str) -> None:
    (tmp_path / "long.txt").write_text(text)
    began = time.process_time()
    result = find([str(tmp_path / "long.txt")], Selection())
    assert time.process_time() - began < 5
    assert result.stories or [one.code for one in result.findings] == ["IMP-001"]


def test_a_bomb_of_entities_is_only_text(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    page = f"{bomb}<html><body><h1>A headline</h1><p>&b;&b;&b;</p>{STORY}</body></html>"
    result, seconds = spent(page, tmp_path)
    assert seconds < 1
    assert len(str(result.stories[0].body)) < 2000


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret")
    bomb = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    result = found(
        tmp_path, f"{bomb}<html><body><h1>A headline</h1><p>&x;</p>{STORY}</body></html>"
    )
    assert "the secret" not in str(result)


def test_control_characters_and_halves_of_letters(tmp_path: Path) -> None:
    assert read_tree("<p>a\x00b\x08c\ud800d\uffff</p>", name="x") is not None


def test_what_is_no_source_at_all(tmp_path: Path) -> None:
    result = found(tmp_path, b"\x7fELF\x02\x01\x01" + bytes(500), "tool.bin")
    assert [one.code for one in result.findings] == ["IMP-001"]
    assert result.findings[0].hint and "saved web page" in result.findings[0].hint
