"""The environment templates are filled in, and the promises made about them."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from edition.errors import LookError
from edition.look import Look, SearchPath, shared, templates
from edition.look.templates import Renderer, bare_address, environment, kind, opening
from edition.look.words import listed, long_date, words
from tests.support import documents as made

TEMPLATES = shared("templates")
README = (TEMPLATES / "README.md").read_text("utf-8")


def renderer(folder: Path, **files: str) -> Renderer:
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".xhtml.j2")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return environment(Look(SearchPath((folder,)), SearchPath(())), filters={"loud": str.upper})


def test_text_is_escaped_and_markup_is_not(tmp_path: Path) -> None:
    made_of = renderer(tmp_path, a="{{ text }} {{ markup }}")
    text = made_of.render("a.xhtml.j2", text="<b> & 'c'", markup=Markup("<i>x</i>"))
    assert text == "&lt;b&gt; &amp; &#39;c&#39; <i>x</i>"


def test_a_filter_of_the_edition_is_known(tmp_path: Path) -> None:
    assert renderer(tmp_path, a="{{ 'x' | loud }}").render("a.xhtml.j2") == "X"


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("a\n{{ nobody }}", "nobody", 2),
        ("a\n\n{{ thing.nothing }}", "nothing", 3),
        ("a\n{% if %}", "Expected an expression", 2),
        ("{{ 'x' | nofilter }}", "nofilter", 1),
        ("a\n{{ 1 + 'x' }}", "unsupported operand", 2),
        ("a\n{{ '%(b)s' % {} }}", "b", 2),
    ],
)
def test_a_broken_template_is_told_with_its_line(
    text: str, said: str, line: int, tmp_path: Path
) -> None:
    with pytest.raises(LookError, match=said) as caught:
        renderer(tmp_path, parts__a=text).render("parts/a.xhtml.j2", thing=object())
    assert str(caught.value.origin) == f"templates/parts/a.xhtml.j2:{line}"


DOUBLING = "{% set ns = namespace(x='x') %}\n{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}"
FOREVER = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("a\n{% for i in range(10**9) %}x{% endfor %}", "larger than any page", 2),
        ("a\n{% for i in range(99999) %}{{ 'x' * 999 }}{% endfor %}", "20,000,000 characters", 2),
        (f"a\n\n{FOREVER}", "without end", 3),
        ("a\n{{ 'x' * 10**10 }}", "larger than any page", 2),
        ("a\n{{ 10**9 * [0] }}", "larger than any page", 2),
        ("a\n{{ 10**10000000 }}", "larger than any page", 2),
        ("a\n{{ 'x'|center(10**10) }}", "larger than any page", 2),
        ("a\n{{ 'x'.ljust(10**10) }}", "larger than any page", 2),
        ("a\n{{ '%10000000000d' % 1 }}", "larger than any page", 2),
        ("a\n{{ '{:10000000000d}'.format(1) }}", "larger than any page", 2),
        (DOUBLING + "{% endfor %}", "larger than any page|without end", 2),
        ("{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}", "leads back to itself", 2),
        ("a\n{% include 'a.xhtml.j2' %}", "leads back to itself", 2),
        (
            "{% macro m(n) %}\n{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
            "{{ m(60) }}",
            "without end",
            2,
        ),
    ],
)
def test_a_template_without_end_is_broken_off_with_its_line(
    text: str, said: str, line: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "SECONDS", 0.5)
    before = time.process_time()
    with pytest.raises(LookError, match=said) as caught:
        renderer(tmp_path, a=text).render("a.xhtml.j2")
    assert str(caught.value.origin) == f"templates/a.xhtml.j2:{line}"
    assert caught.value.hint and "leads back" in caught.value.hint
    assert time.process_time() - before < 8


def test_a_template_may_count_and_multiply(tmp_path: Path) -> None:
    text = "{{ '–' * 20 }}{{ 3 * 4 }}{{ 2**10 }}{{ '%02d' % 7 }}"
    assert renderer(tmp_path, a=text).render("a.xhtml.j2") == "–" * 20 + "12102407"


def test_a_missing_template_is_told(tmp_path: Path) -> None:
    with pytest.raises(LookError, match=r"gone\.xhtml\.j2"):
        renderer(tmp_path, a='{% include "gone.xhtml.j2" %}').render("a.xhtml.j2")


def test_a_template_can_extend_the_shared_one_of_its_name(tmp_path: Path) -> None:
    own = '{% extends "shared/epub/toc.ncx.j2" %}'
    (tmp_path / "epub").mkdir()
    (tmp_path / "epub/toc.ncx.j2").write_text(own, encoding="utf-8")
    look = Look(SearchPath((tmp_path,)), SearchPath(()))
    filled = environment(look, filters={"place": str}).render(
        "epub/toc.ncx.j2",
        publication=made.publication(tmp_path),
        identifier="urn:x",
        title="T",
        depth=1,
        direction="ltr",
        entries=(),
        pages=(),
    )
    assert filled.startswith("<?xml")


def test_every_promised_block_is_there() -> None:
    promised = re.search(r"## Blocks we promise.*?\n\n(.*?)\n\n", README, re.DOTALL)
    assert promised is not None
    rows = re.findall(r"^\| `(\S+)` \| (.+) \|$", promised[1], re.MULTILINE)
    assert len(rows) >= 6
    for file, names in rows:
        text = (TEMPLATES / file).read_text("utf-8")
        assert re.findall(r"{%-? block (\w+)", text) == re.findall(r"`(\w+)`", names), file


def test_every_class_of_block_has_its_template_and_its_style() -> None:
    for block in made.every_block():
        name = kind(block)
        assert (TEMPLATES / f"blocks/{name}.xhtml.j2").is_file(), name
        assert (shared("styles") / f"blocks/{name}.css").is_file(), name


def test_every_template_says_first_what_it_is() -> None:
    for path in sorted(TEMPLATES.rglob("*.j2")):
        assert path.read_text("utf-8").startswith("{#"), path.name


def test_kind_is_the_name_of_the_class() -> None:
    assert {kind(block) for block in made.every_block()} >= {
        "pull-quote",
        "question-and-answer",
        "table",
        "break",
    }


def test_the_opening_is_the_first_paragraph_outside_boxes(tmp_path: Path) -> None:
    from tests.support.epubs import document

    article = made.article("a", *made.every_block()[2:])
    part = next(one for one in document(tmp_path, article).parts if one.kind == "article")
    found = opening(part.body)
    assert found is not None
    assert "full reel" in found.block.text  # type: ignore[union-attr]


def test_addresses_are_said_without_their_dress() -> None:
    assert bare_address("https://www.forme.example/about/") == "forme.example/about"
    assert bare_address("not an address") == "not an address"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-GB", "1 March 2026"),
        ("en-US", "March 1, 2026"),
        ("de", "1. März 2026"),
        ("fr-CA", "1er mars 2026"),
        ("es", "1 de marzo de 2026"),
        ("no", "1. mars 2026"),
        ("ja", "2026-03-01"),
    ],
)
def test_dates_are_said_as_readers_say_them(language: str, said: str) -> None:
    assert long_date(date(2026, 3, 1), language) == said


def test_names_are_listed_in_the_language_of_the_story() -> None:
    assert listed(("Ada", "Ben", "Cy"), "en") == "Ada, Ben and Cy"
    assert listed(("Ada", "Ben"), "de-AT") == "Ada und Ben"
    assert listed(("Ada",), "en") == "Ada"
    assert listed((), "en") == ""


def test_a_language_without_words_is_spoken_to_in_english() -> None:
    assert words("tlh").contents == "Contents"
    assert words("pt-BR").contents == "Sumário"
