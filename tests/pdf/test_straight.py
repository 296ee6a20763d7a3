"""Lines set straight ahead are those the engine sets, to the last figure of every coordinate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytest import MonkeyPatch

from edition.pdf import mending
from edition.pdf.straight import is_straight

from .test_engine import lay_out
from .test_lines import PLAIN as TEXT
from .test_lines import STYLES, WORDS

FACTS = (
    "position_x", "position_y", "width", "height", "baseline", "remove_decoration_sides",
    "margin_left", "margin_right", "margin_top", "margin_bottom", "padding_left", "padding_top",
    "border_left_width", "border_top_width", "justification_spacing", "text", "resume_at",
)  # fmt: skip
PLAIN = TEXT.strip()
OTHERS = f"""
<p style="text-indent: 2em; text-align: center">{PLAIN}</p>
<p style="padding: 3pt; border: 1pt solid; text-align: end; text-indent: -4mm">{PLAIN}</p>
<p style="line-height: 2; font-size: 13pt; hyphens: auto"> {PLAIN} Im Hafen. </p>
<p>Zzz.</p><p></p><p>&#160;</p><p>{"Donaudampfschifffahrt" * 4}</p>
<div style="columns: 3">{PLAIN * 5}</div>
<p><span style="float: left; font-size: 3em">N</span>{PLAIN * 2}</p>
<p style="position: relative">{PLAIN}</p><p dir="rtl">{PLAIN}</p>
<ul><li>{PLAIN}</li></ul><div>{PLAIN}<p>{PLAIN}</p>{PLAIN}</div>
<p class="letter">{PLAIN}</p><p class="line">{PLAIN}</p>
"""
CSS = """
p { width: 46mm } p:nth-child(2) { width: 61.7mm } .line::first-line { font-weight: bold }
.letter::first-letter { font-size: 2em } @page { size: 100mm 60mm }
"""


@pytest.mark.parametrize("style", STYLES)
def test_they_are_those_the_engine_sets(style: str, monkeypatch: MonkeyPatch) -> None:
    counted = {True: 0, False: 0}

    def either(*given: Any) -> bool:
        found = is_straight(*given)
        counted[found] += 1
        return found

    monkeypatch.setattr(mending, "is_straight", either)
    body = "".join(f"<p>{words.strip()}</p>" for words in WORDS.values()) + OTHERS
    css = f"{CSS} p {{ {STYLES[style]} }}"
    straight = list(_boxes(body, css))
    if style in ("justified", "ragged", "wider"):
        assert min(counted.values()) > 10
    monkeypatch.setattr(mending, "is_straight", lambda *_: False)
    assert straight == list(_boxes(body, css))


def _boxes(body: str, css: str) -> Iterator[tuple[object, ...]]:
    setting = lay_out(f'<body lang="en">{body}</body>', css)
    for page in setting._document.pages:
        for box in page._page_box.descendants():
            yield type(box).__name__, *(getattr(box, name, None) for name in FACTS)
