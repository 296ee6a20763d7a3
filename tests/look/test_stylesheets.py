"""Sheets put into one, and the one that readers get."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.errors import LookError
from edition.look import SearchPath, shared
from edition.look.stylesheets import (
    beside_entry,
    bundle,
    colour_of,
    read,
    tokens_of,
    without_custom_properties,
)


def sheets(folder: Path, **files: str) -> SearchPath:
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".css")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return SearchPath((folder,))


def test_imports_are_replaced_in_order_however_deep(tmp_path: Path) -> None:
    styles = sheets(
        tmp_path,
        entry='@import "a.css"; @import url("deep/b.css"); i { top: 0 }',
        a="a { top: 1 }",
        deep__b='@import "c.css"; b { top: 2 }',
        deep__c="s { top: 3 }",
    )
    rules = [rule.selector for rule in read(bundle("entry.css", styles)).rules]
    assert rules == ["a", "s", "b", "i"]


def test_the_first_folder_that_has_a_sheet_wins(tmp_path: Path) -> None:
    own = sheets(tmp_path / "own", deep__b="own { top: 0 }")
    ours = sheets(tmp_path / "ours", entry='@import "deep/b.css";', deep__b="ours { top: 0 }")
    css = bundle("entry.css", SearchPath((*own.folders, *ours.folders)))
    assert [rule.selector for rule in read(css).rules] == ["own"]


@pytest.mark.parametrize("end", [".kicker", "@media (", "} }", "a { b: 'c", "/*", ":", "{", "\\"])
def test_what_is_no_css_draws_nothing_and_stops_nothing(tmp_path: Path, end: str) -> None:
    styles = sheets(tmp_path, entry=f"a {{ top: 0 }}\n{end}")
    assert read(bundle("entry.css", styles)).rules[0].selector == "a"


def test_an_import_for_a_medium_keeps_it(tmp_path: Path) -> None:
    styles = sheets(tmp_path, entry='@import "a.css" print;', a="a { top: 1 }")
    assert read(bundle("entry.css", styles)).rules[0].conditions == ("@media print",)


def test_addresses_are_as_seen_from_the_entry(tmp_path: Path) -> None:
    styles = sheets(
        tmp_path,
        entry='@import "deep/b.css";',
        deep__b='a { background: url(x.png) } b { background: url("../y.png") } '
        "i { background: url('https://z.example/z.png') } s { background: url(#id) }",
    )
    assert read(bundle("entry.css", styles)).addresses == (
        "deep/x.png",
        "y.png",
        "https://z.example/z.png",
        "#id",
    )


def test_an_address_may_be_resolved_by_the_edition(tmp_path: Path) -> None:
    styles = sheets(tmp_path, entry='@import "deep/b.css";', deep__b="a { src: url(x.ttf) }")
    css = bundle("entry.css", styles, resolve=lambda address, sheet: f"got/{sheet}/{address}")
    assert read(css).addresses == ("got/deep/b.css/x.ttf",)


def test_an_address_cannot_end_its_string(tmp_path: Path) -> None:
    styles = sheets(tmp_path, entry=r"""a { src: url("a\"b\\c.ttf") }""")
    css = bundle("entry.css", styles)
    assert read(css).addresses == ('a"b\\c.ttf',)
    assert read(css).mistakes == ()


def test_addresses_never_lead_above_where_they_are() -> None:
    assert beside_entry("../../x.png", "deep/b.css") == "../x.png"
    assert beside_entry("./x.png", "deep/b.css") == "deep/x.png"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"entry": '@import "gone.css";'}, "gone.css"),
        ({"entry": '@import "a.css";', "a": '@import "entry.css";'}, "entry.css → a.css"),
        ({"entry": '@import url("https://x.example/a.css");'}, "names no file"),
        ({"entry": '@import "../outside.css";'}, "outside.css"),
    ],
)
def test_an_import_that_cannot_be_followed_is_told(
    files: dict[str, str], said: str, tmp_path: Path
) -> None:
    with pytest.raises(LookError, match=said):
        bundle("entry.css", sheets(tmp_path, **files))


def test_a_sheet_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "entry.css").write_bytes(b"a { content: '\xe9' }")
    with pytest.raises(LookError, match="not UTF-8"):
        bundle("entry.css", SearchPath((tmp_path,)))


def test_tokens_are_put_in_place() -> None:
    css = without_custom_properties(
        ":root { --a: 1px; --b: calc(var(--a) * 2); --a: 3px }"
        " p { top: var(--b); left: var(--none, 4px); right: var(--none) }"
        " @media (min-width: 1em) { p { top: var(--a) !important } }"
    )
    first, second = read(css).rules
    assert first.declarations == {"top": "calc(3px * 2)", "left": "4px"}
    assert second.declarations == {"top": "3px"}
    assert "!important" in css
    assert "--" not in css


def test_a_token_used_twice_is_settled_twice() -> None:
    css = without_custom_properties(
        ":root { --a: 1px; --b: max(var(--a), 2px) } p { top: var(--b); left: var(--b) }"
    )
    assert read(css).rules[0].declarations == {"top": "max(1px, 2px)", "left": "max(1px, 2px)"}


def test_tokens_that_name_each_other_name_nothing() -> None:
    css = without_custom_properties(
        ":root { --a: var(--b); --b: var(--a) } p { top: var(--a); left: 0 }"
    )
    assert read(css).rules[0].declarations == {"left": "0"}


def test_what_is_no_css_is_told_with_its_line() -> None:
    assert read("p { top: 0 }\n}\nq { left: 0 }").mistakes[0][0] == 2


def test_tokens_can_be_asked_for() -> None:
    assert tokens_of(":root { --house-colour: #a00 }\n:root { --house-colour: #b00 }") == {
        "--house-colour": "#b00"
    }


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        ("#ff0000", (1.0, 0.0, 0.0, 1.0)),
        ("rgba(0, 0, 0, 0.5)", (0.0, 0.0, 0.0, 0.5)),
        ("transparent", (0.0, 0.0, 0.0, 0.0)),
        ("currentColor", None),
        ("inherit", None),
        ("1px", None),
    ],
)
def test_colours_are_understood(value: str, colour: tuple[float, ...] | None) -> None:
    assert colour_of(value) == colour


def test_the_sheet_readers_get_is_plain() -> None:
    css = without_custom_properties(bundle("epub.css", SearchPath((shared("styles"),))))
    sheet = read(css)
    assert sheet.mistakes == ()
    assert "var(" not in css
    for rule in sheet.rules:
        assert not {"direction", "unicode-bidi"} & set(rule.declarations)
        assert rule.declarations.get("position") not in ("fixed", "absolute"), rule.selector
        assert "color" not in rule.declarations or rule.declarations["color"] == "inherit"
        for name, value in rule.declarations.items():
            if name in ("font-size", "line-height"):
                assert "px" not in value and "pt" not in value, f"{rule.selector} {name}: {value}"


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("@media print {" * 101, "more than 100 deep"),
        ("p { width: " + "(" * 101, "more than 100 deep"),
        (
            ":root { --v0: x x; "
            + "".join(f"--v{at}: var(--v{at - 1}) var(--v{at - 1}); " for at in range(1, 40))
            + "}",
            "without end",
        ),
    ],
)
def test_a_sheet_without_end_is_refused(tmp_path: Path, css: str, said: str) -> None:
    (tmp_path / "entry.css").write_text(css, encoding="utf-8")
    with pytest.raises(LookError, match=said):
        bundle("entry.css", SearchPath((tmp_path,)))


@pytest.mark.parametrize(
    ("css", "said", "line"),
    [
        ("p { font-size: 1e9pt }", "“font-size: 1e9pt” is larger than 600 points", 1),
        ("p { top: 0 }\np { font: 700pt/1 serif }", "larger than 600 points", 2),
        ("p { font-size: 60em }", "more than 50 times the type size", 1),
        ("p {\n  line-height: 1e12mm\n}", "longer than 5 metres", 2),
        ("p { line-height: 1e9 }", "“line-height: 1e9” is more than 100", 1),
        ("p { width: 1e300px }", "longer than 5 metres", 1),
        ("p { margin: 0 -9000mm }", "longer than 5 metres", 1),
        ("p { width: 1e9% }", "more than 10,000 %", 1),
        (".body { columns: 1e9 }", "more than 100", 1),
        (".body { column-width: 0.0001mm }", "narrower than 0.1 mm", 1),
        ("p { grid-template-columns: repeat(1000000000, 1fr) }", "more than 100", 1),
        ("p { width: calc(2 * (1mm + 1e9mm)) }", "longer than 5 metres", 1),
        (":root { --columns: 5000 }", "more than 1,000", 1),
        (":root {\n--a: 1mm;\n--b: 1e9mm }", "longer than 5 metres", 3),
        ("@page { margin: 0; @top-left { width: 1e9mm } }", "longer than 5 metres", 1),
        ("@media print {\n p { &:hover { width: 1e9mm } }\n}", "longer than 5 metres", 2),
        ("p { counter-reset: x 1000000000 }", "more than 100,000", 1),
    ],
)
def test_a_style_beyond_measure_is_refused_where_it_stands(
    tmp_path: Path, css: str, said: str, line: int
) -> None:
    styles = sheets(tmp_path, entry='@import "deep/own.css";', deep__own=css)
    with pytest.raises(LookError, match=said) as caught:
        bundle("entry.css", styles)
    assert str(caught.value.origin) == f"styles/deep/own.css:{line}"


@pytest.mark.parametrize(
    "css",
    [
        "@page { size: 2000mm 3000mm; bleed: 3mm }",
        "p { font: 600pt/1.2 serif; width: 100%; z-index: 2147483647; margin: -1px }",
        "p { columns: 12; orphans: 99; line-height: 60pt; flex: 1000 1 0; max-width: 100vw }",
        "@font-face { unicode-range: U+0-10FFFF; font-weight: 100 1000; size-adjust: 98.5% }",
        "p:nth-child(1000000) { color: rgb(255 255 255 / 0.5); transform: rotate(-720deg) }",
    ],
)
def test_a_style_of_any_sense_is_left_alone(tmp_path: Path, css: str) -> None:
    assert bundle("entry.css", sheets(tmp_path, entry=css)).strip() == css


def test_a_sheet_longer_than_any_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LookError, match="more than 2,000,000 characters"):
        bundle("entry.css", sheets(tmp_path, entry="p { top: 0 }\n" * 200_000))


def test_our_own_sheets_are_within_measure() -> None:
    for sheet in ("print.css", "print/ink.css", "epub.css", "epub/proof.css"):
        assert bundle(sheet, SearchPath((shared("styles"),)))


def test_a_link_that_leads_out_of_the_root_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("p { color: red }", encoding="utf-8")
    home, ours = tmp_path / "paper/styles", tmp_path / "shared"
    home.mkdir(parents=True)
    ours.mkdir()
    (home / "a.css").symlink_to("../../secret.css")
    assert SearchPath((home, ours)).find("a.css")
    search = SearchPath((home, ours), tmp_path / "paper")
    assert (search.find("a.css"), list(search.names())) == (None, [])
