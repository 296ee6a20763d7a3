"""Finished pages are kept as long as nothing about them changes, and believed only when whole."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import documents as make
import pytest

from edition import pdf
from edition.cache import PAGES
from edition.document import Document, assemble
from edition.findings import finding
from edition.look import Look, find_look
from edition.model import Origin
from edition.page_plan import PagePlan, Place, Stand
from edition.pdf import kept

PLAN = PagePlan(1, {"a": 1}, {1: Place("a", 2)}, "urn:uuid:1")
TOLD = (finding("PIC-003", "Too small.", origin=Origin(Path("a.md"), 3), hint="Larger."),)
DATA = b"%PDF-1.7 pages"
STANDS = (Stand(1, 0.5, 3, 60, 90, "Harbour", None, Origin(Path("a.md"), 3)),)
KEPT = kept.Kept(DATA, PLAN, TOLD, STANDS, b"pages")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def small(folder: Path, words: str = "One line.") -> tuple[Document, Look]:
    (folder / "2026-03-06").mkdir(parents=True, exist_ok=True)
    story = make.article("story", make.paragraph(words))
    issue = make.issue(folder, make.section("News", story))
    document, _ = assemble(make.publication(folder), issue)
    return document, find_look(document.publication, document.issue)


def named(document: Document, look: Look, target: str = "print") -> str:
    made_of = kept.made_of(document, look, target=target)
    assert made_of is not None
    return kept.name(made_of)


@pytest.mark.parametrize("known", (KEPT, kept.Kept(DATA, PLAN)))
def test_what_is_kept_comes_back_as_it_was(known: kept.Kept) -> None:
    kept.write("a" * 64, known)
    assert kept.read("a" * 64) == known


def test_pages_are_found_under_the_name_they_have_once_they_are_delivered() -> None:
    first, again = "a" * 64, "b" * 64
    kept.write(first, KEPT, again=again)
    assert kept.read(first) == kept.read(again) == KEPT
    PAGES.write(first, b"as ../../elsewhere")
    assert kept.read(first) is None


SAID: dict[str, Any] = {
    "plan": {"pages": 1, "anchors": {}, "breaks": [], "source": ""},
    "findings": [],
    "stands": [],
    "made_up": None,
}


def test_the_shape_what_is_kept_must_have() -> None:
    PAGES.write("a" * 64, json.dumps(SAID).encode() + b"\n" + DATA)
    assert kept.read("a" * 64) == kept.Kept(DATA, PagePlan(1, {}, {}, ""))


@pytest.mark.parametrize(
    "said",
    (
        b"",
        b"[]",
        b"{}",
        b"[" * 100_000,
        json.dumps(SAID | {"plan": SAID["plan"] | {"pages": "1"}}).encode(),
        json.dumps(SAID | {"findings": [["XXX-001", 1, "m", None, None, None]]}).encode(),
        json.dumps(SAID | {"stands": [[1, 0, 0, "60", 90, None, None, None]]}).encode(),
        json.dumps(SAID | {"stands": [[1, 0, 0, 60, 90, None, None, ["a.md"]]]}).encode(),
        json.dumps(SAID | {"made_up": 1}).encode(),
    ),
)
def test_what_has_another_shape_is_made_anew(said: bytes) -> None:
    PAGES.write("a" * 64, said + b"\n" + DATA)
    assert kept.read("a" * 64) is None
    assert PAGES.read("a" * 64) is None, "and it is gone"


def test_what_is_damaged_or_no_pdf_is_made_anew(own_cache: Path) -> None:
    kept.write("a" * 64, KEPT)
    path = next(path for path in own_cache.rglob("*") if path.is_file())
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert kept.read("a" * 64) is None
    kept.write("a" * 64, replace(KEPT, data=b"<script>"))
    assert kept.read("a" * 64) is None


def test_another_word_edition_style_or_engine_has_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, look = small(tmp_path)
    names = [named(document, look), named(document, look, "replica")]
    assert named(*small(tmp_path)) == names[0], "the same again"
    names.append(named(*small(tmp_path, "Another line.")))
    names.append(named(document, replace(look, proof=True)))
    styles = tmp_path / "styles" / "publication.css"
    styles.parent.mkdir()
    for content in ("p { color: black }", "p { color: gray }"):
        styles.write_text(content, "utf-8")
        names.append(named(document, look))
    (styles.parent / "own.ttf").write_bytes(b"font")
    names.append(named(document, look))
    (styles.parent / "own.ttf").write_bytes(b"tnof")
    names.append(named(document, look))
    with monkeypatch.context() as patch:
        patch.setattr(kept, "versions", lambda _: "0")
        kept.made_by.cache_clear()
        names.append(named(document, look))
    kept.made_by.cache_clear()
    assert len(set(names)) == len(names)


def test_pages_are_laid_out_once_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, look = small(tmp_path)
    first = pdf.lay_out(document, look, target="print", keep=True)
    written = first.write()
    monkeypatch.setattr(pdf, "_laid_out", None)
    again = pdf.lay_out(document, look, target="print", keep=True)
    assert (again.plan, again.write(), again.stands) == (first.plan, written, first.stands)
    assert first.stands
    with pytest.raises(TypeError):
        pdf.lay_out(document, look, target="print")
