"""What is wrong with a publication's own templates and stylesheets, seen before pages are made."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.findings import Finding, Severity
from edition.look import look_in
from edition.look.slips import slips
from edition.look.templates import COMMON_FILTERS, _filters_of_ours
from edition.look.usable import of_sheet, of_template
from edition.model import Origin


def of_file(folder: Path, name: str, text: str) -> tuple[Finding, ...]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    kind, _, plain = name.partition("/")
    tell = of_template if kind == "templates" else of_sheet
    return tuple(tell(plain, look_in(folder), Origin(Path(name))))


@pytest.mark.parametrize(
    ("css", "lines"),
    [
        ("a { b: c }\n", []),
        ("@charset 'utf-8';\n@foo bar;\n<!-- a { b: url(c) } -->\n", []),
        ("@media print {\n  a:hover { b: c }\n  d { e: f }\n}\n", []),
        ("a { b: c;; }\n.d { &:hover { e: f } }\n", []),
        ("a { b: c }\n.d { e }\n", [2]),
        ("a { : b }", [1]),
        ("@media print {\n  a { b: c }\n  d { e }\n}\n", [3]),
        ("a { b: c }\n} d { e: f }", [2]),
        ("a { b: 'c\n }", [1]),
        ("a { b: c\nd { e: f }\n", [1]),
        ("a { b: c }\n@media print {\n d { e: f }\n g { h: i\n", [4]),
        ("a { b: calc(1px + 2px; }\nd { e: f }", [1]),
        ("a { b: c }\n/* d\ne {", [2]),
        ("a { b: c }\n.d,", [2]),
    ],
)
def test_what_is_no_css_is_found_with_its_line(css: str, lines: list[int]) -> None:
    assert [line for line, _ in slips(css)] == lines


def test_ours_are_without_fault(tmp_path: Path) -> None:
    look = look_in(tmp_path)
    nowhere = Origin(Path("ours"))
    sheets = [one for one in look.styles.names() if one.endswith(".css")]
    templates = [one for one in look.templates.names() if one.endswith(".j2")]
    assert len(sheets) > 30 and len(templates) > 50
    assert not [one for name in sheets for one in of_sheet(name, look, nowhere)]
    assert not [one for name in templates for one in of_template(name, look, nowhere)]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("{% block a %}\n{{ b }}\n", 2, ""),
        ("a\n{{ b|uper }}", 2, "uper"),
        ("{{ b|upper|inline|long_date }}", None, ""),
        ("\n\n{% include 'blocks/none.xhtml.j2' %}", 3, "none.xhtml.j2"),
        ("{% include 'blocks/none.xhtml.j2' ignore missing %}", None, ""),
        ("{% extends 'shared/blocks/figure.xhtml.j2' %}", None, ""),
        ("{{ " + "(" * 5000, 1, ""),
        ("{{ 10 ** 100000 }}", None, ""),  # seen when it is drawn
    ],
)
def test_a_template_that_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, text: str, line: int | None, said: str
) -> None:
    told = of_file(tmp_path, "templates/blocks/figure.xhtml.j2", text)
    if line is None:
        assert told == ()
    else:
        (one,) = told
        assert one.origin in (
            Origin(Path("templates/blocks/figure.xhtml.j2"), line),
            Origin(Path("templates/blocks/figure.xhtml.j2")),
        )
        assert said in one.message and one.message.endswith(".") and one.severity == Severity.ERROR


def test_a_file_no_text_program_wrote_is_told(tmp_path: Path) -> None:
    for name in ("templates/blocks/figure.xhtml.j2", "styles/publication.css"):
        of_file(tmp_path, name, "")
        (tmp_path / name).write_bytes(b"\xff\xfe\x00")
        kind, _, plain = name.partition("/")
        tell = of_template if kind == "templates" else of_sheet
        (one,) = tell(plain, look_in(tmp_path), Origin(Path(name)))
        assert "UTF-8" in one.message


def test_a_sheet_of_mistakes_is_not_told_without_end(tmp_path: Path) -> None:
    assert len(of_file(tmp_path, "styles/publication.css", "a { b }\n" * 500)) == 20


def test_a_missing_import_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    (one,) = of_file(tmp_path, "styles/publication.css", "a{b:c}\n@import 'none.css';\n")
    assert one.origin == Origin(Path("styles/publication.css"), 2) and "none.css" in one.message


def test_what_a_sheet_names_must_be_there(tmp_path: Path) -> None:
    css = "a { background: url(paper.png) }\nb { background: url('data:image/png;base64,') }\n"
    (one,) = of_file(tmp_path, "styles/publication.css", css)
    assert (one.code, one.origin) == ("PDF-004", Origin(Path("styles/publication.css"), 1))
    (tmp_path / "styles/paper.png").write_bytes(b"")
    assert of_file(tmp_path, "styles/publication.css", css) == ()
    # What a sheet of screens may name is for others to say.
    assert of_file(tmp_path, "styles/epub/reader.css", "a { background: url(paper.webp) }") == ()


def test_what_is_for_the_web_or_for_mail_keeps_no_edition_back(tmp_path: Path) -> None:
    for name in ("styles/mail/letter.css", "styles/catalogue/page.css"):
        (one,) = of_file(tmp_path, name, "@import 'none.css';")
        assert one.severity == Severity.WARNING


def test_every_filter_of_an_edition_is_known_without_it() -> None:
    """A filter no shared template uses would be refused in a paper's own."""
    import re

    import edition

    home = Path(edition.__file__).parent
    for name in ("pdf/wording.py", "epub/links.py"):
        text = (home / name).read_text("utf-8")
        found = re.search(r"filters\(self\).*?\{(.*?)\n        \}", text, re.DOTALL)
        assert found is not None
        names = set(re.findall(r'^ {12}"(\w+)":', found[1], re.MULTILINE))
        assert len(names) > 5
        assert names <= _filters_of_ours() | set(COMMON_FILTERS)
