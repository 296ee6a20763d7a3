"""Lines broken by arithmetic are those the engine breaks by trying, letter for letter."""

from __future__ import annotations

import pytest

from edition.pdf import mending
from edition.pdf.mending import Lines

from .test_engine import lay_out

PLAIN = (
    "Nobody who had seen the winter believed that the ferryman's “unsinkable” boat would come "
    "back up-river before Easter; the harbour office – such as it is – said fifty-fifty. "
)
WORDS = {
    "plain": PLAIN * 6,
    "accents": "Où l’été naît, dix-neuf fêtes foraines s’éveillent à Besançon. " * 8,
    "kept together": "The page is 289&#160;mm wide, No.&#160;7 of 1&#160;000; " * 9,
    "kerning at the ends": "AV. Ty, Wo. LT: P. “Va” f. To, ry. " * 14,
    "emphasis in it": "It was <em>never</em> as <b>wide</b> as the <i>Willow</i>, he said. " * 9,
    "soft hyphens": "The winter&#173;time tempera&#173;ture of the harbour rose. " * 9,
    "two alphabets": "The sign read Гавань, and λιμήν below; nobody had read either. " * 9,
    "another way": "<span lang='he' dir='rtl'>הנמל נסגר בחורף</span> they said there. " * 9,
    "typed": "<code>edition   build --only print</code> is all there is to it, she wrote. " * 9,
    "a word wider than the line": "Donaudampfschifffahrtsgesellschaftskapitän an Bord! " * 6,
}  # fmt: skip
STYLES = {
    "justified": "text-align: justify; hyphens: auto",
    "ragged": "hyphens: manual",
    "wider": "text-align: justify; hyphens: auto; word-spacing: 0.15em",
    "lettered": "letter-spacing: 0.02em; hyphens: auto",
    "underlined": "text-decoration: underline; hyphens: auto; hyphenate-limit-zone: 10%",
}


@pytest.mark.parametrize("style", STYLES)
def test_lines_are_those_the_engine_finds(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line of every text is asked of the engine as well, and both have to agree."""
    counted = {"known": 0, "asked": 0}
    split = Lines.split

    def both(self: Lines, original: object, *given: object, **named: object) -> object:
        asked: list[object] = []

        def engine(*more: object, **names: object) -> object:
            asked.append(more)
            return original(*more, **names)  # type: ignore[operator]

        found = split(self, engine, *given, **named)  # type: ignore[arg-type]
        layout, *facts = original(*given, **named)  # type: ignore[operator]
        assert (found[0].text, *found[1:3]) == (layout.text, *facts[:2]), given[0]
        assert found[3:] == pytest.approx(facts[2:], abs=1e-9), given[0]
        counted["asked" if asked else "known"] += 1
        return found

    monkeypatch.setattr(Lines, "split", both)
    monkeypatch.setattr(mending, "_paragraph", lambda *_: None)
    body = "".join(f"<p>{words}</p>" for words in WORDS.values())
    css = f"p {{ width: 46mm; {STYLES[style]} }} p:nth-child(2) {{ width: 61.7mm }}"
    css += "code { white-space: nowrap }"
    lay_out(f'<body lang="en">{body}</body>', css)
    if style not in ("lettered", "underlined"):
        assert counted["known"] > counted["asked"]
