"""What is written down of a built issue, for catalogue and mail."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from edition.cache import FRONTS
from edition.delivery import front
from edition.delivery.front import WIDTHS, front_pictures
from edition.delivery.record import FrontPicture, Record, StoredFile, joined, read, record, written
from edition.document import assemble
from edition.outputs import Output
from edition.page_plan import PagePlan
from edition.source import load

SAMPLE = Path(__file__).parents[2] / "issues" / "2026-02-27"
PAGE = FrontPicture("front.jpg", 1, 1, "a", "page")
COVER = FrontPicture("front.jpg", 1, 1, "b", "cover")


@pytest.fixture(scope="module")
def kept() -> Record:
    publication, issue, _ = load(SAMPLE)
    document, _ = assemble(publication, issue)
    plan = PagePlan(12, {part.anchor: 3 for part in document.parts}, {}, "urn:x")
    outputs = [Output("epub", "forme.epub", "application/epub+zip", b"epub")]
    return record(document, outputs, plan=plan, made_from="a" * 64, pictures=[COVER])


def test_a_record_holds_every_story_in_its_section_with_its_page(kept: Record) -> None:
    assert [section.title for section in kept.sections][:2] == ["News", "Pressroom"]
    stories = list(kept.stories())
    assert stories[0].headline == "Locked up: how loose metal became a page"
    assert stories[0].anchor == kept.lead
    assert {story.page for story in stories} == {3}
    assert stories[0].summary.startswith("Sixteen thousand pieces")
    assert "de" in kept.languages
    assert kept.folder == "2026-02-27"


def test_a_record_comes_back_as_it_was_written(kept: Record) -> None:
    assert read(written(kept)) == kept
    assert written(kept) == written(kept)


@pytest.mark.parametrize("data", [b"", b"[]", b'{"made_by": "edition"}', b"\xff\xfe"])
def test_what_is_no_record_is_none(data: bytes) -> None:
    assert read(data) is None


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", ".hidden", "a/b.epub", ""])
def test_a_record_does_not_lead_out_of_its_folder(kept: Record, name: str) -> None:
    file = replace(kept.files[0], name=name)
    assert read(written(replace(kept, files=(file,)))) is None


def test_an_edition_built_alone_keeps_the_others_of_the_same_words(kept: Record) -> None:
    paper = StoredFile("replica", "forme-replica.pdf", "application/pdf", 3, "c" * 64)
    old = replace(kept, files=(paper,), pictures=(PAGE,))
    alone = replace(kept, pages=None)
    both = joined(alone, old)
    assert [file.edition for file in both.files] == ["epub", "replica"]
    assert both.pages == 12
    assert both.pictures == (PAGE,)


def test_an_edition_of_other_words_is_forgotten(kept: Record) -> None:
    paper = StoredFile("replica", "forme-replica.pdf", "application/pdf", 3, "c" * 64)
    old = replace(kept, files=(paper,), pictures=(PAGE,), made_from="b" * 64)
    assert joined(kept, old) == kept


def paper() -> Output:
    """Return a page 100 points wide in a sheet of 140."""
    pdf = pypdfium2.PdfDocument.new()
    page = pdf.new_page(140, 240)
    page.set_trimbox(20, 20, 120, 220)
    packed = io.BytesIO()
    pdf.save(packed)
    return Output("print", "a.pdf", "application/pdf", packed.getvalue())


def test_the_front_page_is_seen_inside_its_trim() -> None:
    """What is black outside must not be seen."""
    pictures, files = front_pictures([paper()])
    assert [one.width for one in pictures] == list(WIDTHS.values())
    assert pictures[0].of == "page"
    image = Image.open(io.BytesIO(files["front.jpg"]))
    assert image.size == (1240, 2480)


def test_a_front_page_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path))
    output = paper()
    drawn = front_pictures([output])
    entry = next(path.name for path in tmp_path.rglob("*") if path.is_file())
    good = FRONTS.read(entry)
    assert good is not None
    words, _, data = good.partition(b"\n")
    with monkeypatch.context() as patch:
        patch.setattr(front, "_drawn", None)
        assert front_pictures([output]) == drawn
        with pytest.raises(TypeError):
            front_pictures([replace(output, data=output.data + b" ", sha256="")])
    bad = (b"", b"[1]\n" + data, b"[]\n" + data, good[:-1], good + b"?", words + b"\n?" + data[1:])
    for one in (*bad, words.replace(b"front.jpg", b"../ar.jpg") + b"\n" + data):
        FRONTS.write(entry, one)
        assert front_pictures([output]) == drawn, "drawn anew"


def test_an_issue_without_any_picture_of_itself_has_none() -> None:
    output = Output("epub", "a.epub", "application/epub+zip", b"no archive")
    assert front_pictures([output]) == ((), {})
