"""The advertisements that reach the paper as PDFs, as an advertiser's studio would send them.

They are set by the edition's own engine in the edition's own fonts: type stays type, black is
black ink alone, and every colour of the others is made of whole inks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

from adverts import across, colour_drawing, set_width
from house import MM, SERIF

from edition.look.fonts import faces, font_face_css
from edition.pdf import engine
from edition.pdf.fetcher import BASE, Supply
from edition.pdf.press_job import plain_job

WHOLE = {
    (0, 255, 255): (1.0, 0.0, 0.0, 0.0), (255, 0, 255): (0.0, 1.0, 0.0, 0.0),
    (255, 255, 0): (0.0, 0.0, 1.0, 0.0), (0, 0, 255): (1.0, 1.0, 0.0, 0.0),
    (0, 255, 0): (1.0, 0.0, 1.0, 0.0), (255, 0, 0): (0.0, 1.0, 1.0, 0.0),
}  # fmt: skip
"""What a studio means by the plain colours of its screen."""

STYLES = """
html { font: 10.5pt/13.5pt "Edition Sans"; color: #000 }
body, p, h1, ul { margin: 0; padding: 0; font-weight: inherit }
.line { position: absolute; left: 0; right: 0; text-align: center }
"""


def write(
    name: str, body: str, styles: str, *, columns: int, height: float, drawing: str = ""
) -> bytes:
    """The PDF of one advertisement: `body` dressed in `styles`, `drawing` an SVG it may show."""
    size = f"@page {{ size: {across(columns):.3f}pt {height * MM:.3f}pt; margin: 0 }}"
    shown = [Supply("drawing.svg", "image/svg+xml", drawing.encode())] if drawing else []
    fonts = [Supply(f"fonts/{one.name}", "font/ttf", one.path.read_bytes()) for one in faces()]
    html = (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>{escape(name)}</title></head>'
        f"<body>{body}</body></html>"
    )
    setting = engine.lay_out(
        html,
        font_face_css(f"{BASE}fonts/") + STYLES + styles + size,
        supplies={one.name: one for one in (*fonts, *shown)},
        identifier=f"forme/adverts/{name}",
        edition="print",
    )
    return replace(setting, job=replace(plain_job(), title=name, house=WHOLE)).write()[0]


def colour() -> bytes:
    """Two columns in full colour."""
    body = f"""
<img src="{BASE}drawing.svg" alt="" style="position:absolute;left:0;top:0;width:100%"/>
<h1 class="line" style="top:170pt;font:800 27pt/29pt 'Edition Sans'">Colour, while<br/>the web is
on</h1>
<p class="line" style="top:236pt;padding:0 26pt">Three inks make seven colours; the fourth keeps the
small type sharp. Any page can have all of them, at a quarter more.</p>
<p class="line" style="bottom:12pt;font-weight:800">ads@forme.example</p>
"""
    return write("colour", body, "", columns=2, height=110, drawing=colour_drawing().svg())


def proofreaders() -> bytes:
    """Two columns of small type with the reader's marks on it."""
    missing = set_width("Wanted: pro", 24, weight=700, face=SERIF)
    body = """
<div class="sheet">
<h1>Wanted: profreaders<i class="caret"></i><i class="note">o</i></h1>
<p>for two evenings a week, Tuesdays and Wednesdays, from seven until the last page is clean. You
know a hyphen from a dash, a stet from a delete, and when to let a sentence alone. £16 an hour, tea,
and the pleasure of being right.</p>
<p class="send">Put this advertisement right and send it, with your name, to
<b>readers@forme.example</b></p>
</div>
"""
    styles = """
.sheet { position: absolute; top: 0; bottom: 0; left: 0; right: 0; box-sizing: border-box;
  padding: 12pt 16pt; border: 0.75pt solid; border-left: 6pt solid }
h1 { font: 700 24pt/36pt "Edition Text"; white-space: nowrap;
  position: relative }
.caret, .note { position: absolute; color: device-cmyk(0 0.95 0.85 0); margin-left: -4pt }
.caret { top: 28pt; width: 6pt; height: 6pt; border: solid; border-width: 1.3pt 0 0 1.3pt;
  transform: rotate(45deg) }
.note { top: -6pt; font: italic 700 17pt/16pt "Edition Text" }
p { font: 10pt/13pt "Edition Text"; margin-top: 3pt }
.send { color: device-cmyk(0 0.95 0.85 0); font: 9pt/12pt "Edition Sans" }
"""
    styles += f".caret, .note {{ left: {missing:.1f}pt }}"
    return write("proofreaders", body, styles, columns=2, height=60)


SUPPLIED: dict[str, Callable[[], bytes]] = {
    "2026-03-06/ads/colour.pdf": colour,
    "2026-03-06/ads/proofreaders.pdf": proofreaders,
}
