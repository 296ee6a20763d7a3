"""Contrast by the formula of WCAG, over the rules of a sheet."""

from __future__ import annotations

import pytest

from edition.epub.contrast import BLACK, WHITE, ratio, too_faint


def test_the_formula_gives_known_values() -> None:
    assert ratio(BLACK, WHITE) == pytest.approx(21)
    grey = (0x76 / 255, 0x76 / 255, 0x76 / 255)  # the lightest grey that passes on white
    assert ratio(grey, WHITE) == pytest.approx(4.54, abs=0.01)
    assert ratio(WHITE, WHITE) == 1


@pytest.mark.parametrize(
    ("css", "faint"),
    [
        ("p { color: #767676 }", []),
        ("p { color: #777777 }", ["p"]),
        ("p { color: inherit } a { color: currentColor }", []),
        (".d { color: white; background: #a8201a }", []),
        (".d { color: #888; background-color: #777 }", [".d"]),
        (".box { background: #333 }", [".box"]),
        (".box { background: rgba(0, 0, 0, 0.1) }", []),
        (".kicker { color: #757575 } .box { background: #eee }", [".kicker"]),
        (".figure img { background: #000 }", []),
        ("@media (prefers-color-scheme: dark) { p { color: #666 } }", ["p"]),
        ("@media (prefers-color-scheme: dark) { p { color: #eee } }", []),
        (".t { background: transparent }", []),
        (".u { background: url(x.png) #444 no-repeat }", [".u"]),
    ],
)
def test_faint_colours_are_found(css: str, faint: list[str]) -> None:
    assert [one.selector for one in too_faint(css)] == faint
