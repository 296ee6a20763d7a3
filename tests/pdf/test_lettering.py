"""Lines put together from words known before are drawn as the engine draws them."""

from __future__ import annotations

import importlib.util
import io
import sys
from decimal import Decimal
from types import ModuleType

import pikepdf
import pytest
from pytest import MonkeyPatch

from edition.pdf import lettering
from edition.pdf.lettering import Words

from .test_engine import lay_out
from .test_lines import STYLES, WORDS

BODY = "".join(f"<p>{words}</p>" for words in WORDS.values())
WIDTHS = "".join(
    f"p:nth-child({number}) {{ width: {40 + 3.7 * number}mm }}" for number in range(1, 11)
)
Line = tuple[list[str | Decimal], ...]


@pytest.mark.parametrize("style", STYLES)
def test_they_are_what_the_engine_draws(style: str, monkeypatch: MonkeyPatch) -> None:
    """Every letter in its place, every font with the same letters, widths and words."""
    css = f"p {{ {STYLES[style]} }} {WIDTHS} em {{ font-size: 1.3em }} b {{ color: red }}"
    known = []
    line = Words.line

    def counted(self: Words, text: str, spacing: int, coming: set[str]) -> object:
        found = line(self, text, spacing, coming)
        known.append(text)
        return found

    monkeypatch.setattr(Words, "line", counted)
    quick = lay_out(f'<body lang="en">{BODY}</body>', css).write()[0]
    if style in ("justified", "wider"):
        assert len(known) > 80, "lines are no longer put together from words"
    monkeypatch.setattr("weasyprint.draw.draw_text", _fresh().draw_text)
    slow = lay_out(f'<body lang="en">{BODY}</body>', css).write()[0]
    assert _drawn(quick) == _drawn(slow)
    assert _fonts(quick) == _fonts(slow)
    assert len(quick) < len(slow)


def test_a_font_whose_letters_are_wider_elsewhere_is_drawn_by_the_engine(
    monkeypatch: MonkeyPatch,
) -> None:
    """Widths are rounded for the size a letter is first drawn in, and stay so in a file."""
    body = "".join(f'<p style="font-size: {8 + at / 7}pt">{WORDS["plain"]}</p>' for at in range(9))
    css = "p { width: 52mm; text-align: justify }"
    quick = lay_out(f'<body lang="en">{body}</body>', css).write()[0]
    monkeypatch.setattr("weasyprint.draw.draw_text", _fresh().draw_text)
    slow = lay_out(f'<body lang="en">{body}</body>', css).write()[0]
    assert _drawn(quick) == _drawn(slow)
    assert _fonts(quick) == _fonts(slow)


def test_words_are_shaped_once(monkeypatch: MonkeyPatch) -> None:
    """What is shaped is counted: a text twice as long takes no more."""
    shaped: list[str] = []
    original = lettering._shaped

    def counted(style: object, text: str) -> object:
        shaped.append(text)
        return original(style, text)

    monkeypatch.setattr(lettering, "_shaped", counted)
    css = "p { width: 52mm; text-align: justify; hyphens: manual }"
    lay_out(f'<body lang="en"><p>{WORDS["plain"] * 9}</p></body>', css).write()
    assert len(shaped) == 2  # the spaces, then all the words


def _fresh() -> ModuleType:
    """Return the engine's module that draws text, as it was before it was mended."""
    import weasyprint.draw.text as mended

    assert mended.__file__
    spec = importlib.util.spec_from_file_location("weasyprint.draw.text_again", mended.__file__)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _drawn(data: bytes) -> list[tuple[str, object]]:
    """Return what is drawn on all pages; distances of nothing are left out, others added up."""
    found: list[tuple[str, object]] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for one in pikepdf.parse_content_stream(page):
                given, name = one.operands, str(one.operator)
                plain = _line(given[0]) if name == "TJ" else [str(one) for one in given]
                found.append((name, plain))
    return found


def _line(parts: pikepdf.Object) -> list[object]:
    line: list[object] = [Decimal(0)]
    for part in parts:
        if isinstance(part, pikepdf.String):
            for at in range(0, len(bytes(part)), 2):
                line += [bytes(part)[at : at + 2], Decimal(0)]
        else:
            line[-1] += Decimal(str(part))  # type: ignore[operator]
    return line


def _fonts(data: bytes) -> dict[str, tuple[bytes, str]]:
    found = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for name, font in page.Resources.Font.items():
                widths = str(font.DescendantFonts[0].W.unparse())
                found[name] = font.ToUnicode.read_bytes(), widths
    return found
