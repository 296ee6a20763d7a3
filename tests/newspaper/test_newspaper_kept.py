"""A newspaper built again: only what changed is made anew, the bytes are those of a first build."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from edition.build import build
from edition.cache import MEASURES, PAGES, PICTURES, SHEETS, Drawer
from edition.pdf import as_json, engine, kept_sheets, slips
from edition.pdf.drawn import KeptSheet
from edition.pdf.second_desk import SecondDesk
from edition.progress import Now

from . import papers as make


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Return a folder with an issue, two sections of it, what a build kept, and what it printed."""
    folder = tmp_path_factory.mktemp("built")
    stories = make.pieces(folder / "paper", 18, each=360)
    names = list(stories)
    path = folder / "paper/issues/2026-03-06/piece-1.md"
    sections = {"News": names[:10], "Sport": names[10:]}
    make.paper(folder / "paper", stories, sections=sections)
    text = path.read_text("utf-8").replace("---\n", "---\nrelated: [piece-17]\n", 1)
    path.write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("EDITION_CACHE", str(folder / "cache"))
        return folder, printed(path.parent)


@pytest.fixture
def issue(built: tuple[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the issue in a folder of its own, with a copy of what was kept."""
    shutil.copytree(built[0], tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    return tmp_path / "paper/issues/2026-03-06"


@pytest.fixture
def first(built: tuple[Path, bytes]) -> bytes:
    """Return what the first build printed."""
    return built[1]


def printed(issue: Path, *, jobs: int = 1) -> bytes:
    made = build(issue, {"print"}, proof=True, jobs=jobs)
    return made.outputs[0].data


class Heard:
    """Listens to what a build says it is doing."""

    def __init__(self) -> None:
        self.said: list[str] = []

    @contextmanager
    def step(self, name: str) -> Iterator[Now]:
        self.said.append(name)
        yield self.said.append


def test_a_long_layout_says_what_it_is_doing(issue: Path) -> None:
    heard = Heard()
    story = issue / "piece-3.md"
    story.write_text(story.read_text("utf-8") + "\n\nA paragraph more.\n", "utf-8")
    build(issue, {"print"}, proof=True, jobs=1, progress=heard)
    assert heard.said[1:6] == [
        "Laying out the print edition", "measuring the stories", "making up pages", "drawing pages",
        "writing pages and pictures",
    ]  # fmt: skip


def afresh(issue: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Return what is printed where nothing is kept."""
    with monkeypatch.context() as patched:
        patched.setenv("EDITION_CACHE", str(folder / "empty"))
        data = printed(issue)
    shutil.rmtree(folder / "empty")
    return data


def edit(issue: Path, name: str = "piece-12") -> Callable[[], None]:
    """Change a word of a story by one as long; return what changes it back."""
    path = issue / f"{name}.md"
    text = path.read_text("utf-8")
    word = re.findall(r" ([a-z]{6,}) ", text)[-1]
    path.write_text(text.replace(f" {word} ", f" {word[::-1]} "), "utf-8")

    def back() -> None:
        path.write_text(text, "utf-8")

    return back


@pytest.fixture
def at_work(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[object]]:
    """Note which galleys are set, and which pages are drawn although others are kept."""
    noted: dict[str, list[object]] = {"set": [], "drawn": [], "kept": []}
    paint, write, read = engine.paint, kept_sheets.write, kept_sheets.read
    set_slips = slips.set_slips

    def setting(case: engine.Case, pieces: list[slips.Slip], **more: object) -> object:
        noted["set"] += [one.name for one in pieces]
        return set_slips(case, pieces, **more)  # type: ignore[arg-type]

    def reading(wanted: dict[int, str]) -> dict[int, KeptSheet]:
        found = read(wanted)
        noted["kept"] += list(found)
        return found

    def writing(named: dict[int, str], sheets: dict[int, KeptSheet]) -> None:
        noted["drawn"] += list(sheets)
        write(named, sheets)

    assert paint
    monkeypatch.setattr("edition.pdf.counting.set_slips", setting)
    monkeypatch.setattr(kept_sheets, "read", reading)
    monkeypatch.setattr(kept_sheets, "write", writing)
    return noted


def test_an_edited_story_leaves_the_pages_of_others_as_they_are(
    issue: Path,
    first: bytes,
    at_work: dict[str, list[object]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = len(names(SHEETS))
    assert pages >= 4
    back = edit(issue)
    edited = printed(issue)
    assert edited != first
    assert 1 <= len(at_work["drawn"]) < pages
    assert len(at_work["kept"]) + len(at_work["drawn"]) == pages
    counted = {name for name in at_work["set"] if str(name).startswith("piece-")}
    assert "piece-12" in counted and len(counted) < 10, "only what stands on its pages"
    assert edited == afresh(issue, tmp_path, monkeypatch)
    back()
    PAGES.clear()
    at_work["drawn"].clear()
    assert printed(issue) == first
    assert not at_work["drawn"]


def test_an_unchanged_issue_is_built_without_loading_what_makes_it(
    built: tuple[Path, bytes],
) -> None:
    code = """
import sys
from hashlib import sha256
from pathlib import Path
from edition.build import build
made = build(Path(sys.argv[1]), {"print"}, proof=True, jobs=2)
print(made.outputs[0].sha256, sha256(made.outputs[0].data).hexdigest())
print(*{"weasyprint", "numpy", "pikepdf", "pypdfium2", "jinja2"} & set(sys.modules))
"""
    run = subprocess.run(
        [sys.executable, "-c", code, built[0] / "paper/issues/2026-03-06"],
        env={**os.environ, "EDITION_CACHE": str(built[0] / "cache")},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    digest = sha256(built[1]).hexdigest()
    assert run.stdout == f"{digest} {digest}\n\n"


@pytest.mark.parametrize("dies", ["never", "at once", "when it is to draw"])
def test_two_processes_print_what_one_does(
    dies: str, issue: Path, first: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    lent: list[int] = []
    waiting = SecondDesk.drawn

    def drawn(desk: SecondDesk) -> Mapping[int, KeptSheet]:
        found = waiting(desk)
        lent.extend(found)
        return found

    # The idle threads of whoever runs the tests are harmless.
    names = ("MainThread", *(thread.name for thread in threading.enumerate()))
    monkeypatch.setattr("edition.beside._HARMLESS", names)
    monkeypatch.setattr("edition.pdf.second_desk._LETTERS", 0)
    monkeypatch.setattr(SecondDesk, "drawn", drawn)
    if dies != "never":
        step = "_measured" if dies == "at once" else "_drawn"
        monkeypatch.setattr(f"edition.pdf.second_desk._There.{step}", lambda *_: os._exit(9))
    for drawer in (MEASURES, SHEETS, PAGES):
        drawer.clear()
    assert printed(issue, jobs=2) == first
    assert bool(lent) == (dies == "never" and sys.platform == "linux")
    PAGES.clear()
    assert printed(issue, jobs=2) == first, "of what both have kept"


def _damaged(stored: bytes) -> bytes:
    return stored[: len(stored) // 2]


def _foreign(stored: bytes) -> bytes:
    return zlib.compress(b'{"drawn": []}') if stored[:1] == b"x" else b'{"a": [[1, 2], "3"]}'


def _older(stored: bytes) -> bytes:
    """Return an entry of the same shape with one part more in it."""
    squeezed = stored[:1] == b"x"
    said = json.loads(zlib.decompress(stored) if squeezed else stored)
    if isinstance(said, list):
        said[0].append("more")
    else:
        said = {name: [one, one, one] for name, one in said.items()}
    again = json.dumps(said).encode()
    return zlib.compress(again) if squeezed else again


@pytest.mark.parametrize("harm", (_damaged, _foreign, _older))
def test_what_is_kept_and_wrong_is_made_anew(
    issue: Path, first: bytes, harm: Callable[[bytes], bytes]
) -> None:
    for drawer in (SHEETS, MEASURES):
        entries = names(drawer)
        assert entries
        for name in entries:
            stored = drawer.read(name)
            assert stored is not None
            drawer.write(name, harm(stored))
    PAGES.clear()
    assert printed(issue) == first
    for drawer in (SHEETS, MEASURES):  # What was made anew has taken its place.
        for name in names(drawer):
            assert drawer.read(name) not in (None, harm(drawer.read(name) or b""))


def names(drawer: Drawer) -> list[str]:
    return [path.name for _, _, path in drawer._entries()]


def test_bytes_that_are_not_what_was_written_are_not_read(issue: Path, first: bytes) -> None:
    for drawer in (SHEETS, MEASURES):
        for _, _, path in drawer._entries():
            path.write_bytes(path.read_bytes()[:-9] + b"different")
    PAGES.clear()
    PICTURES.clear()
    assert printed(issue) == first


def test_a_page_number_that_changes_is_printed_on_pages_that_did_not(
    issue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of what is inside, and a story that names another, point where it stands now."""
    order = issue / "issue.toml"
    text = order.read_text("utf-8").replace(", 'piece-17'", "")
    order.write_text(text.replace("'piece-2'", "'piece-17', 'piece-2'"), "utf-8")
    assert printed(issue) == afresh(issue, tmp_path, monkeypatch)


def test_a_page_is_read_back_as_it_was_told(issue: Path) -> None:
    for name in names(SHEETS):
        stored = SHEETS.read(name)
        assert stored is not None
        said = json.loads(zlib.decompress(stored))
        assert as_json.told(as_json.read(KeptSheet, said)) == said
