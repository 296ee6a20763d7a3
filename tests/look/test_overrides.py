"""A publication's own templates and styles: which file wins, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.errors import LookError
from edition.look import Look, look_in, shared
from edition.look.overrides import check_overrides, copy_out, difference, in_use
from edition.model import Origin, Publication, Slug

SHARED = sorted(path for path in shared("templates").rglob("*.j2"))
NAME = SHARED[0].relative_to(shared("templates")).as_posix()


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(
        Slug("paper"), "Paper", "Paper", "en", tmp_path, Origin(Path("publication.toml"))
    )


@pytest.fixture
def look(tmp_path: Path) -> Look:
    return look_in(tmp_path / "issues/2026-03-06", tmp_path)


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def said(look: Look, publication: Publication) -> list[tuple[str, str, str | None]]:
    return [(one.code, str(one.origin), one.hint) for one in check_overrides(look, publication)]


def test_issue_before_publication_before_shared(tmp_path: Path, look: Look) -> None:
    assert look.templates.find(NAME) == shared("templates") / NAME
    own = put(tmp_path / "templates" / NAME, "paper")
    assert look.templates.find(NAME) == own
    special = put(tmp_path / "issues/2026-03-06/templates" / NAME, "issue")
    assert look.templates.find(NAME) == special
    (used,) = (one for one in in_use(look) if one.name == NAME)
    assert (used.path, used.replaces) == (special, (own, shared("templates") / NAME))


@pytest.mark.parametrize("name", ["../look/x.j2", "/etc/passwd", "parts/../../x"])
def test_a_name_cannot_lead_out(look: Look, tmp_path: Path, name: str) -> None:
    put(tmp_path / "look/x.j2", "secret")
    assert look.templates.find(name) is None


def test_a_checkout_uses_its_own_folders_not_an_old_copy() -> None:
    root = Path(__file__).parents[2]
    assert shared("templates") == root / "templates"
    assert shared("styles") == root / "styles"
    assert shared("fonts") == root / "edition/shared/fonts"


def test_a_plain_publication_has_nothing_said_of_it(look: Look, publication: Publication) -> None:
    assert check_overrides(look, publication) == ()


def test_a_misspelt_template_is_found_with_the_right_name(
    tmp_path: Path, look: Look, publication: Publication
) -> None:
    misspelt = NAME.replace(".xhtml", "s.xhtml")
    put(tmp_path / "templates" / misspelt, "")
    assert said(look, publication) == [
        ("LOOK-001", f"templates/{misspelt}:1", f"Did you mean {NAME}?")
    ]


def test_a_template_that_another_one_asks_for_is_no_mistake(
    tmp_path: Path, look: Look, publication: Publication
) -> None:
    put(tmp_path / "templates/parts/weather.xhtml.j2", "sun")
    assert [code for code, *_ in said(look, publication)] == ["LOOK-001"]
    put(tmp_path / "templates" / NAME, '{% include "parts/weather.xhtml.j2" %}')
    assert said(look, publication) == []


def test_a_stylesheet_that_is_imported_is_no_mistake(
    tmp_path: Path, look: Look, publication: Publication
) -> None:
    put(tmp_path / "styles/mine.css", "p { color: red }")
    assert [code for code, *_ in said(look, publication)] == ["LOOK-001"]
    put(tmp_path / "styles/publication.css", '@import "mine.css";')
    assert said(look, publication) == []


def test_a_note_among_the_templates_is_no_template(
    tmp_path: Path, look: Look, publication: Publication
) -> None:
    put(tmp_path / "templates/README.md", "ours")
    put(tmp_path / "templates/.DS_Store", "")
    assert said(look, publication) == []


@pytest.mark.parametrize("name", [NAME, f"templates/{NAME}", "publication.css"])
def test_a_copy_is_the_shared_file_below_one_line(tmp_path: Path, look: Look, name: str) -> None:
    path = copy_out(name, look, tmp_path)
    kind = path.relative_to(tmp_path).parts[0]
    original = shared("styles" if kind == "styles" else "templates")
    first, rest = path.read_text("utf-8").split("\n", 1)
    assert "digest" in first
    assert rest == (original / path.relative_to(tmp_path / kind)).read_text("utf-8")


def test_a_fresh_copy_is_silent_and_an_outdated_one_is_found(
    tmp_path: Path, look: Look, publication: Publication
) -> None:
    path = copy_out(NAME, look, tmp_path)
    assert said(look, publication) == []
    text = path.read_text("utf-8")
    digest = text.split("digest ")[1][:16]
    path.write_text(text.replace(digest, "0123456789abcdef"), "utf-8")
    ((code, where, hint),) = said(look, publication)
    assert (code, where) == ("LOOK-002", f"templates/{NAME}:1")
    assert hint and digest in hint


def test_a_copy_does_not_overwrite(tmp_path: Path, look: Look) -> None:
    copy_out(NAME, look, tmp_path)
    with pytest.raises(LookError, match="already"):
        copy_out(NAME, look, tmp_path)


def test_an_unknown_name_brings_the_nearest(tmp_path: Path, look: Look) -> None:
    with pytest.raises(LookError, match="no shared") as caught:
        copy_out("publicaton.css", look, tmp_path)
    assert caught.value.hint == "Did you mean publication.css?"


def test_the_difference_leaves_our_own_line_out(tmp_path: Path, look: Look) -> None:
    path = copy_out(NAME, look, tmp_path)
    assert difference(NAME, look) == ""
    path.write_text(path.read_text("utf-8") + "one more\n", "utf-8")
    assert "+one more" in difference(NAME, look)
    assert "digest" not in difference(NAME, look)
