"""A drawing keeps its looks and loses what could run, reach outside or break an EPUB."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from lxml import etree

from edition.pictures.drawing import Drawing, DrawingError, clean

from .conftest import encoded, photograph

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inner: str, attributes: str = 'width="10" height="10"', before: str = "") -> bytes:
    root = f'<svg xmlns="http://www.w3.org/2000/svg" {XLINK} {attributes}>{inner}</svg>'
    return (before + root).encode()


def cleaned(inner: str, attributes: str = 'width="10" height="10"') -> str:
    return clean(svg(inner, attributes)).data.decode()


PIXEL = base64.b64encode(encoded(photograph(4, 4), "PNG")).decode()


@pytest.mark.parametrize(
    ("inner", "gone", "word"),
    [
        ("<script>alert(1)</script>", "alert", "scripts"),
        ('<g onload="alert(1)"/>', "alert", "scripts"),
        ('<g ONCLICK="alert(1)"/>', "alert", "scripts"),
        ("<foreignObject><p>web</p></foreignObject>", "web", "embedded web pages"),
        ('<a href="https://x.example/"><path/></a>', "x.example", "web links"),
        ('<a href="javascript:alert(1)"><path/></a>', "alert", "web links"),
        ('<image href="https://x.example/a.png"/>', "x.example", "links to other files"),
        ('<image xlink:href="file:///etc/passwd"/>', "passwd", "links to other files"),
        ('<image href="photo.jpg"/>', "photo", "links to other files"),
        ('<use href="other.svg#part"/>', "other", "links to other files"),
        ('<rect fill="url(https://x.example/#p)"/>', "x.example", "links to other files"),
        ('<rect style="fill:URL( https://x.example/ )"/>', "x.example", "links to other files"),
        ("<style>@import 'https://x.example/a.css';</style>", "x.example", "links to other files"),
        (
            "<style>@font-face{font-family:x;src:url(//x.example/f)}</style>",
            "x.example",
            "links to other files",
        ),
        ("<style>g{fill:u\\72l(//x.example/)}</style>", "x.example", "styles with escapes"),
        (
            "<style>g{fill:image-set('//x.example/' 1x)}</style>",
            "x.example",
            "links to other files",
        ),
        ('<set attributeName="href" to="javascript:alert(1)"/>', "alert", "animation"),
        ('<feImage href="https://x.example/"/>', "x.example", "links to other files"),
        (
            '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
            "data:",
            "links to other files",
        ),
    ],
)
def test_what_runs_or_reaches_outside_is_taken_out(inner: str, gone: str, word: str) -> None:
    drawing = clean(svg(inner + '<path d="M0 0h5"/>'))
    assert gone not in drawing.data.decode()
    assert 'd="M0 0h5"' in drawing.data.decode()
    assert drawing.removed == (word,)


@pytest.mark.parametrize(
    "inner",
    [
        '<linearGradient id="g"/><rect fill="url(#g)" width="5" height="5"/>',
        '<path id="p" d="M0 0h5"/><use xlink:href="#p" x="2"/>',
        f'<image href="data:image/png;base64,{PIXEL}" width="4" height="4"/>',
        "<title>A press</title><desc>Seen from the left</desc>",
        "<style>.ink{fill:#222;stroke-width:.5}</style>",
        '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>',
        '<text font-family="Edition Sans,sans-serif" direction="rtl">x</text>',
    ],
)
def test_what_belongs_to_the_drawing_stays(inner: str) -> None:
    drawing = clean(svg(inner))
    assert inner.replace("xlink:", "") in drawing.data.decode().replace("xlink:", "")
    assert drawing.removed == ()


def test_the_words_around_what_is_taken_out_stay() -> None:
    assert "before after" in cleaned("<text>before <script>x</script>after</text>")


def test_other_programs_notes_go_without_a_word() -> None:
    drawing = clean(
        svg(
            '<i:view xmlns:i="http://inkscape.example/" a="1"/><metadata><x/></metadata>'
            '<g xmlns:i="http://inkscape.example/" i:label="Layer 1" data-name="a"/>'
        )
    )
    assert b"inkscape" not in drawing.data
    assert b"metadata" not in drawing.data
    assert drawing.removed == ()


def test_ids_are_made_unique_and_valid_and_references_follow() -> None:
    text = cleaned(
        '<linearGradient id="1 a"/><rect id="b" fill="url(#1 a)"/><rect id="b"/><rect id="b"/>'
        '<use href="#1 a"/><style>#b{fill:url("#1 a")}</style>'
    )
    root = etree.fromstring(text.encode())
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert ids == ["id-1-a", "b", "b-2", "b-3"]
    assert text.count("url(#id-1-a)") == 2
    assert 'href="#id-1-a"' in text
    assert "#b{" in text


def test_inline_direction_goes_because_epub_forbids_it() -> None:
    assert "direction" not in cleaned(
        '<text style="direction:ltr;fill:red" direction="ltr">x</text>'
    )
    assert "fill:red" in cleaned('<text style="direction:ltr;fill:red">x</text>')


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("Arial, sans-serif", "Edition Sans,sans-serif"),
        ("'Times New Roman', serif", "Edition Text,serif"),
        ("Georgia", "Edition Text,serif"),
        ("Edition Headline", "Edition Headline"),
        ("House Grotesk, Arial", "House Grotesk,Arial"),
    ],
)
def test_text_is_set_in_fonts_that_are_at_hand(wanted: str, given: str) -> None:
    source = svg(f'<text font-family="{wanted}">x</text><g style="font-family:{wanted};x:y"/>')
    text = clean(source, families=["House Grotesk"]).data.decode()
    assert f'<text font-family="{given}">' in text
    assert f"font-family:{given};" in text


def test_a_drawing_scales_even_if_it_forgot_to_say_how() -> None:
    root = etree.fromstring(clean(svg("<g/>", 'width="50mm" height="25mm"')).data)
    assert root.get("viewBox") == "0 0 188.976 94.488"
    assert root.get("width") == "188.976"


def test_an_illustrator_file_with_its_entities_is_read() -> None:
    source = (
        '<?xml version="1.0" encoding="iso-8859-1"?>\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x.example/svg11.dtd" [\n'
        '<!ENTITY ns_svg "http://www.w3.org/2000/svg">\n]>\n'
        '<svg xmlns="&ns_svg;" viewBox="0 0 9 9"><title>Über</title></svg>'
    )
    text = clean(source.encode("latin-1")).data.decode("utf-8")
    assert "Über" in text
    assert "DOCTYPE" not in text


def test_a_hand_written_drawing_without_a_namespace_is_mended() -> None:
    assert (
        b'xmlns="http://www.w3.org/2000/svg"' in clean(b'<svg width="9" height="9"><g/></svg>').data
    )


def bomb_of_uses(levels: int) -> bytes:
    rows = ['<g id="l0"><path/></g>']
    for level in range(1, levels):
        rows.append(f'<g id="l{level}">' + f'<use href="#l{level - 1}"/>' * 10 + "</g>")
    return svg("".join(rows))


LAUGHS = "".join(f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, 9))


@pytest.mark.parametrize(
    "data",
    [
        bomb_of_uses(9),
        svg("<g>" * 150 + "</g>" * 150),
        svg("<g>" * 5000 + "</g>" * 5000),
        svg("<g/>" * 50_001),
        svg("&l8;", before=f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]>'),
        svg("&e;", before='<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        svg("&e;" * 200_000, before=f'<!DOCTYPE svg [<!ENTITY e "{"x" * 1000}">]>'),
        svg("", 'width="1e9" height="1e9"'),
        svg("", 'width="0" height="0"'),
        svg(
            "<style>.a{fill:url(#p)}</style>"
            '<pattern id="p"><rect class="a"/></pattern><rect class="a"/>'
        ),
    ],
    ids=["uses", "deep", "deeper", "many", "laughs", "file", "swelling", "huge", "none", "circle"],
)
def test_a_drawing_that_asks_for_too_much_is_refused(data: bytes) -> None:
    with pytest.raises(DrawingError) as refusal:
        clean(data)
    assert refusal.value.greedy


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
        b"<html/>",
        svg("&unknown;"),
        b"<?xml version='1.0' encoding='cp037'?><svg/>",
        b"\xff\xfe<",
        b"<svg>\xff\xff</svg>",
    ],
)
def test_what_is_not_a_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(DrawingError) as refusal:
        clean(data)
    assert not refusal.value.greedy


@pytest.mark.parametrize(
    "inner",
    [
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="p"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>',
        '<mask id="m" mask="url(#m)"/>',
    ],
)
def test_references_in_a_circle_are_broken(inner: str) -> None:
    drawing = clean(svg(inner))
    assert drawing.removed == ("references in a circle",)
    assert clean(drawing.data).removed == ()


def test_cleaning_twice_changes_nothing() -> None:
    once: Drawing = clean(
        svg('<style>.a{fill:red}</style><g id="1"/><text style="font-family:Arial">x</text>')
    )
    assert clean(once.data) == once


@pytest.mark.parametrize("blanks", [" ", "\n\t"])
def test_a_million_blanks_take_no_time(blanks: str) -> None:
    room = blanks * 1_000_000
    clean(svg(f'<rect fill="url({room}#a"/><style>a{{fill:url({room}x}}@import{room}</style>'))
    clean(svg("<g/>", f'width="5{room}z"'))


def test_nothing_outside_the_file_is_touched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do not print")
    inner = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/>'
    assert b"do not print" not in clean(svg(inner)).data


def test_references_to_parts_that_are_not_there_are_taken_out() -> None:
    drawn = clean(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><linearGradient id="g"/>'
        b'<style>.a{fill:url(#no) red;stroke:url(#g)}</style><use href="#no"/><use href="#g"/>'
        b'<rect fill="url(#no)" stroke="url(#no) blue" mask="url(#g)" style="fill:url(#no)"/>'
        b'<text><tref href="#g"/></text></svg>'
    ).data.decode()
    assert "#no" not in drawn and "tref" not in drawn
    assert ".a{fill:red;stroke:url(#g)}" in drawn and '<use href="#g"/>' in drawn
    assert '<rect fill="none" stroke="blue" mask="url(#g)" style="fill:none"/>' in drawn
