"""Stylesheets made flat are kept, and made anew when anything they hang on has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from edition.cache import STYLES
from edition.look import SearchPath, flat
from edition.look.stylesheets import bundle, tokens_of


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    made.clear()
    monkeypatch.setattr(flat, "bundle", counted)
    styles = tmp_path / "styles"
    styles.mkdir()
    (styles / "a.css").write_text('@import "b.css"; p { background: url(x.png) }', "utf-8")
    (styles / "b.css").write_text(":root { --ink: black } q { color: var(--ink) }", "utf-8")
    yield styles


made: list[str] = []


def counted(entry: str, styles: SearchPath, *, resolve: flat.Resolve) -> str:
    made.append(entry)
    return bundle(entry, styles, resolve=resolve)


class Asked(list[str]):
    def __call__(self, address: str, sheet: str) -> str:
        self.append(f"{sheet}: {address}")
        return f"to/{len(address)}"


def test_a_sheet_is_made_once_and_its_addresses_are_asked_for_each_time(home: Path) -> None:
    look, first, second = SearchPath((home,)), Asked(), Asked()
    css = flat.flat("a.css", look, resolve=first)
    assert "to/5" in css and "var(--ink)" in css
    assert flat.flat("a.css", look, resolve=second) == css
    assert first == second == ["a.css: x.png"]
    assert made == ["a.css"]


def test_whatever_changes_it_is_made_anew(home: Path) -> None:
    look = SearchPath((home.parent / "own", home))
    css = flat.flat("a.css", look, resolve=Asked())
    assert flat.flat("a.css", look, resolve=lambda address, _: address) != css, "an address"
    (home / "b.css").write_text("q { color: red }", "utf-8")
    assert "red" in flat.flat("a.css", look, resolve=Asked()), "a sheet"
    (home.parent / "own").mkdir()
    (home.parent / "own" / "b.css").write_text("q { color: blue }", "utf-8")
    assert "blue" in flat.flat("a.css", look, resolve=Asked()), "another sheet in its place"
    assert len(made) == 4


@pytest.mark.parametrize("damaged", [b"", b"[]", b'["css"]', b'["css", [["a", "b"]]]', b"[1, []]"])
def test_what_is_damaged_is_made_anew(damaged: bytes, home: Path) -> None:
    look = SearchPath((home,))
    css = flat.flat("a.css", look, resolve=Asked())
    entry = next(path.name for path in (home.parent / "cache").rglob("*") if path.is_file())
    STYLES.write(entry, damaged)
    assert flat.flat("a.css", look, resolve=Asked()) == css
    assert len(made) == 2


def test_tokens_are_read_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    css = ":root { --ink: black; --paper: #fff }"
    assert flat.tokens(css) == tokens_of(css)
    monkeypatch.setattr(flat, "tokens_of", lambda _: {})
    assert flat.tokens(css) == tokens_of(css)
    assert flat.tokens(css + " ") == {}
