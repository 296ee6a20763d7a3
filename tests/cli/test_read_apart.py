"""An issue read beside the loading of the engine is the same; what is foreseen is only a guess."""

from __future__ import annotations

import io
import os
import shutil
import sys
import threading
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from edition import build
from edition.cache import STATES
from edition.delivery.front import front_pictures, is_pictured
from edition.errors import SourceError
from edition.foreseen import Guess, guessed
from edition.outputs import Output

SAMPLE = Path(__file__).parents[2] / "issues" / "2026-02-27"


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the idle threads of whoever runs the tests for harmless."""
    names = tuple(thread.name for thread in threading.enumerate())
    monkeypatch.setattr("edition.beside._HARMLESS", names)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
@pytest.mark.usefixtures("alone")
def test_an_issue_is_the_same_wherever_it_is_read() -> None:
    readers = []

    def read() -> build.Read:
        readers.append(os.getpid())
        return build._read(SAMPLE)

    assert repr(build._read_apart(read)) == repr(build._read(SAMPLE))
    assert not readers, "it was read elsewhere"


@pytest.mark.usefixtures("alone")
def test_what_cannot_be_read_is_said_where_somebody_hears_it(tmp_path: Path) -> None:
    (tmp_path / "publication.toml").write_text("", "utf-8")
    (tmp_path / "issue.toml").write_text("lead =", "utf-8")
    with pytest.raises(SourceError) as said:
        build._read_apart(partial(build._read, tmp_path))
    assert said.value.findings


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
@pytest.mark.usefixtures("alone")
def test_the_front_page_is_drawn_meanwhile_and_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path))
    pdf, packed = pypdfium2.PdfDocument.new(), io.BytesIO()
    pdf.new_page(100, 140)
    pdf.save(packed)
    page = Output("print", "a.pdf", "application/pdf", packed.getvalue())
    with build._picture_beside(page, apart=False):
        pass
    assert not is_pictured(page)
    with build._picture_beside(page, apart=True):
        pass
    assert is_pictured(page)
    monkeypatch.setattr("edition.delivery.front._drawn", None)
    assert [one.of for one in front_pictures([page])[0]] == ["page", "page"]
    with build._picture_beside(Output("print", "b.pdf", "application/pdf", b"no PDF"), apart=True):
        pass  # Whoever needs it hears of it.


def test_a_state_is_known_once_it_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    home, out = tmp_path / "home", tmp_path / "out"
    issue = home / "2026-02-27"
    shutil.copytree(SAMPLE, issue)
    (home / "publication.toml").write_text("name = 'A'", "utf-8")

    def now(asked: str = "print") -> Guess:
        return guessed(issue, home, out, asked)

    assert not now().is_known()
    now().note(b"pages")
    assert now().is_known()
    assert not now("replica").is_known()
    (out / issue.name).mkdir(parents=True)
    (out / issue.name / "pages.json").write_bytes(b"pages")
    assert now().is_known(), "delivered"
    (out / issue.name / "pages.json").write_bytes(b"others")
    assert not now().is_known()
    (out / issue.name / "pages.json").write_bytes(b"pages")
    for name in ("2026-02-27/new.md", "styles/publication.css", "publication.toml"):
        path = home / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("name = 'B'", "utf-8")
        assert not now().is_known(), name
        now().note(b"pages")
        assert now().is_known(), name


@pytest.mark.parametrize("damaged", [b"", b"{}", b"[1, [", b'[["x"]]'])
def test_what_is_remembered_wrongly_is_forgotten(
    damaged: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path))
    guess = Guess(tmp_path, "files", None)
    guess.note(None)
    entry = next(path.name for path in tmp_path.rglob("*") if path.is_file())
    STATES.write(entry, damaged)
    assert not guess.is_known()
    guess.note(None)
    assert guess.is_known()
