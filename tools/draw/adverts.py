"""The advertisements of the sample: the paper's own, each in a dress of its own.

Sizes are those of the tabloid grid: five columns of 47.8 mm, 5 mm apart. Nothing is set below
8 points, because a newspaper is printed on blotting paper at speed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from fontTools.ttLib import TTFont
from house import ITALIC, MM, SANS, SERIF, Drawing, picture, text_width

from edition.look.fonts import faces

BLACK = "#000000"
RED = "#e01b22"
"""What the house colour looks like in ink; drawings have no other way to ask for it."""
WHITE = "#ffffff"
TINT = "#e4e4e4"
CYAN, MAGENTA, YELLOW = "#00ffff", "#ff00ff", "#ffff00"
"""Screen colours that become one ink each on paper."""

MEASURE, GUTTER = 47.8, 5.0


LARGEST_TYPE = 14.0
"""Up to this size, in points, words are type in the edition's own fonts; larger ones are drawn."""

_FAMILIES = {SANS: "Edition Sans", ITALIC: "Edition Sans", SERIF: "Edition Text"}
_CUTS = {SANS: (400, 600, 800), ITALIC: (400,), SERIF: (400, 700)}


class Space(Drawing):
    """An advertisement: black is black, and small type is type."""

    def text(self, x: float, y: float, words: str, **wanted: Any) -> float:
        """Set one line on the baseline `y`; returns its width in points."""
        wanted.setdefault("fill", BLACK)
        size, weight = wanted.get("size", 7), wanted.get("weight", 400)
        face = wanted.get("face", SANS)
        drawn = size > LARGEST_TYPE or wanted.get("spacing") or wanted.get("turn")
        if drawn or weight not in _CUTS[face]:
            return super().text(x, y, words, **wanted)
        style = ' font-style="italic"' if face == ITALIC else ""
        self.parts.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-family="{_FAMILIES[face]}" font-size="{size:g}" '
            f'font-weight="{weight}"{style} text-anchor="{wanted.get("anchor", "start")}" '
            f'fill="{wanted["fill"]}">{escape(words)}</text>'
        )
        return set_width(words, size, weight=weight, face=face)


@lru_cache(maxsize=8)
def _bundled(face: str, weight: int) -> tuple[dict[int, str], Any]:
    style = "italic" if face == ITALIC else "normal"
    wanted = (_FAMILIES[face], weight, style)
    path = next(one.path for one in faces() if (one.family, one.weight, one.style) == wanted)
    font = TTFont(path)
    return font.getBestCmap(), font["hmtx"].metrics


def set_width(words: str, size: float, *, weight: int, face: str) -> float:
    """The width of a line in the edition's own type, its pairs not drawn together."""
    cmap, metrics = _bundled(face, weight)
    return sum(metrics[cmap[ord(one)]][0] for one in words) * size / 1000


def across(columns: int) -> float:
    """The width of so many columns, in points."""
    return (columns * MEASURE + (columns - 1) * GUTTER) * MM


def space(columns: int, height: float, title: str) -> Drawing:
    """An empty advertisement, `height` in millimetres."""
    return Space(across(columns), height * MM, title)


def fitted(words: str, width: float, *, weight: int = 400, face: str = SANS) -> float:
    """The size at which a line of type is as wide as asked for."""
    return width / text_width(words, 1, weight=weight, face=face)


def turned(
    words: str, size: float, width: float, *, weight: int = 400, face: str = SANS
) -> list[str]:
    """The words in lines of at most `width`, never a single word in the last when it can be two."""

    def wide(line: str) -> float:
        if size <= LARGEST_TYPE and weight in _CUTS[face]:
            return set_width(line, size, weight=weight, face=face)
        return text_width(line, size, weight=weight, face=face)

    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and wide(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 1 and " " not in lines[-1] and lines[-2].count(" ") > 1:
        kept, last = lines[-2].rsplit(" ", 1)
        lines[-2:] = [kept, f"{last} {lines[-1]}"]
    return lines


def paragraph(
    page: Drawing,
    x: float,
    y: float,
    width: float,
    words: str,
    *,
    size: float = 9,
    leading: float = 11.5,
    weight: int = 400,
    face: str = SANS,
    fill: str = BLACK,
    anchor: str = "start",
) -> float:
    """Set running words from the first baseline `y` down; returns the baseline after the last."""
    at = {"start": x, "middle": x + width / 2, "end": x + width}[anchor]
    for line in turned(words, size, width, weight=weight, face=face):
        page.text(at, y, line, size=size, weight=weight, face=face, fill=fill, anchor=anchor)
        y += leading
    return y


def frame(page: Drawing, *, thick: float, inset: float = 0, stroke: str = BLACK) -> None:
    """A frame along the edge, wholly inside it."""
    at = inset + thick / 2
    page.rect(
        at, at, page.width - 2 * at, page.height - 2 * at, fill=None, stroke=stroke, thick=thick
    )


@picture("2026-03-06/ads/open-evening.svg")
def open_evening() -> Drawing:
    """Half a page, in the manner of a playbill: every line as wide as the sheet, or ruled in."""
    page = space(5, 174, "Open evening at our print shop")
    frame(page, thick=5)
    frame(page, thick=0.75, inset=8)
    left, wide, middle = 26.0, page.width - 52, page.width / 2
    page.text(
        middle, 43, "THE FORME INVITES EVERYBODY WHO CAN READ TO AN", size=15, weight=600,
        anchor="middle", spacing=2.2,
    )  # fmt: skip
    size = fitted("OPEN EVENING", wide, weight=900)
    base = 43 + 22 + size * 0.72
    page.text(left, base, "OPEN EVENING", size=size, weight=900)
    page.line(left, base + 16, left + wide, base + 16, thick=4)
    page.line(left, base + 21, left + wide, base + 21, thick=0.75)
    words = "in the print shop, among the type"
    small = fitted(words, wide, weight=600, face=SERIF)
    under = base + 30 + small * 0.74
    page.text(left, under, words, size=small, weight=600, face=SERIF, fill=RED)
    foot = under + small * 0.27 + 10
    page.line(left, foot, left + wide, foot, thick=0.75)
    page.line(left, foot + 5, left + wide, foot + 5, thick=4)
    third = (wide - 48) / 3
    items = (
        ("Pull a proof", "Ink the forme, pull the bar, take the sheet home. Aprons are lent; old "
         "sleeves are wiser."),
        ("Set a line", "Your name in twelve-point metal, letter by letter, upside down, as it has "
         "been done since the fifteenth century."),
        ("See the pages make up", "At eight this paper is put together while you watch: stories, "
         "pictures and captions in, pages out."),
    )  # fmt: skip
    for at, (title, words) in enumerate(items):
        x = left + at * (third + 24)
        page.text(x, foot + 40, title, size=18.5, weight=800)
        paragraph(page, x, foot + 62, third, words, size=13.5, leading=17.5, face=SERIF)
        if at:
            page.line(x - 12, foot + 24, x - 12, foot + 134)
    bottom = page.height - 26
    page.rect(left, bottom - 92, wide, 92, fill=BLACK)
    page.text(left + 16, bottom - 49, "Friday 27 March", size=38, weight=800, fill=WHITE)
    page.text(left + 16, bottom - 17, "from six until nine; the bar is pulled from half past six",
              size=17,               weight=500, fill=WHITE, face=SERIF)  # fmt: skip
    end = left + wide - 16
    page.text(end, bottom - 49, "No ticket, no charge", size=21, weight=700, fill=WHITE,
              anchor="end")  # fmt: skip
    page.text(end, bottom - 17, "forme.example/evening", size=17, weight=500, fill=WHITE,
              anchor="end")  # fmt: skip
    return page


@picture("2026-03-06/ads/line-gauge.svg")
def line_gauge() -> Drawing:
    """A strip over the page that is a rule to cut out: picas above, millimetres below."""
    page = space(5, 50, "A line gauge to cut out, true to size")
    page.text(0, 20, "Cut this out and measure us.", size=21, weight=800)
    words = "A line gauge, true to size: picas along the top, millimetres along the foot."
    page.text(page.width, 14, words, size=9, anchor="end", face=SERIF)
    words = "In steel, 12 inches, for readers: £9 with postage, from forme.example/gauge"
    page.text(page.width, 26, words, size=9, weight=600, anchor="end", fill=RED)
    top, high = 37.0, page.height - 38
    page.rect(
        0.5, top, page.width - 1, high, fill="#f3ead2", stroke=BLACK, thick=0.75, dash="4 2.5"
    )
    start = 12.0
    for pica in range(60):
        for half, long in ((0, 20.0), (6, 12.0)):
            x = start + pica * 12 + half
            if x <= page.width - 12:
                page.line(x, top, x, top + (26 if pica % 6 == 0 and not half else long))
        if pica % 6 == 0:
            page.text(start + pica * 12 + 2, top + 36, str(pica), size=9, weight=600)
    foot = top + high
    for mm in range(int((page.width - 24) / MM) + 1):
        x = start + mm * MM
        long = 18.0 if mm % 10 == 0 else 13.0 if mm % 5 == 0 else 8.0
        page.line(x, foot, x, foot - long)
        if mm % 10 == 0 and x < page.width - 40:
            page.text(x + 2, foot - 20, str(mm), size=8, weight=600)
    middle = top + high / 2 + 3
    page.text(page.width / 2, middle, "THE FORME", size=13, weight=800, anchor="middle", spacing=3)
    page.text(start + 2, middle - 1, "picas of 12 points", size=8, face=ITALIC)
    page.text(page.width - 14, middle - 1, "millimetres", size=8, face=ITALIC, anchor="end")
    return page


RATES = (
    ("Single column", "1 × 60 mm", 1, 60, "£24"),
    ("Double", "2 × 80 mm", 2, 80, "£64"),
    ("Quarter page", "3 × 144 mm", 3, 144, "£170"),
    ("Strip", "5 × 50 mm", 5, 50, "£100"),
    ("Half page", "5 × 174 mm", 5, 174, "£340"),
    ("Whole page", "5 × 348 mm", 5, 348, "£640"),
)
"""Four pounds a column and centimetre; quarter, half and whole pages cost a little less."""


@picture("2026-03-06/ads/rates.svg")
def rates() -> Drawing:
    """A quarter page: the spaces themselves, drawn to scale on small pages of our own."""
    page = space(3, 144, "Advertisement rates of The Forme")
    page.rect(0, 0, page.width, 62, fill=RED)
    size = fitted("This space: £170", page.width - 36, weight=800)
    page.text(18, 46, "This space: £170", size=size, weight=800, fill=WHITE)
    frame(page, thick=1.5, stroke=RED)
    y = paragraph(
        page, 18, 84, page.width - 36,
        "Our readers print, bind, draw letters and mend machines. They keep the paper a year. "
        "Space is sold by column and millimetre, and black is included.",
        size=10.5, leading=13.5, face=SERIF,
    )  # fmt: skip
    unit, wide = 0.235, (page.width - 36 - 32) / 3
    for at, (name, size, columns, high, price) in enumerate(RATES):
        x, top = 18 + (at % 3) * (wide + 16), y + 2 + (at // 3) * 113
        sheet_wide, sheet_high = 289 * unit, 380 * unit
        page.rect(x, top, sheet_wide, sheet_high, fill=WHITE, stroke=BLACK, thick=0.5)
        for column in range(5):
            page.rect(
                x + (15 + column * 52.8) * unit, top + 15 * unit, 47.8 * unit, 348 * unit, fill=TINT
            )
        across_mm = columns * MEASURE + (columns - 1) * GUTTER
        page.rect(
            x + (274 - across_mm) * unit, top + (363 - high) * unit, across_mm * unit, high * unit,
            fill=RED,
        )  # fmt: skip
        beside = x + sheet_wide + 7
        room = wide - sheet_wide - 7
        row = paragraph(page, beside, top + 9, room, name, size=9, leading=10.5, weight=600)
        page.text(beside, row + 1, size, size=8)
        page.text(beside, top + sheet_high, price, size=15, weight=800, fill=RED)
    foot = page.height - 42
    page.line(18, foot - 13, page.width - 18, foot - 13, thick=0.5, stroke=RED)
    page.text(18, foot + 1, "Columns: 47.8, 100.6, 153.4, 206.2 and 259 mm wide; 348 mm deep.",
              size=9)  # fmt: skip
    page.text(
        18, foot + 13, "Full colour: a quarter more. A right-hand page: a tenth more.", size=9
    )
    page.text(18, foot + 25, "PDF/X or a drawing by Tuesday noon: ads@forme.example", size=9,
              weight=600)  # fmt: skip
    return page


@picture("2026-03-06/ads/subscribe.svg")
def subscribe() -> Drawing:
    """Two columns: white on black, one red word."""
    page = space(2, 80, "Subscribe to The Forme")
    page.rect(0, 0, page.width, page.height, fill=BLACK)
    left = 18.0
    size = fitted("Fifty-two", page.width - 36, weight=900, face=SERIF)
    page.text(left, 14 + size * 0.7, "Fifty-two", size=size, weight=900, face=SERIF, fill=WHITE)
    page.text(left, 14 + size * 1.5, "Fridays", size=size, weight=900, face=SERIF, fill=WHITE)
    width = text_width("Fridays", size, weight=900, face=SERIF)
    page.rect(left + width + 8, 14 + size * 1.5 - 11, 11, 11, fill=RED)
    y = 14 + size * 1.5 + 26
    y = paragraph(page, left, y, page.width - 36,
                  "A year of The Forme by post: £112, which is seven issues for nothing. "
                  "Half a year: £58. The e-book alone: £40.",
                  size=11.5, leading=15, weight=600, fill=WHITE)  # fmt: skip
    page.text(left, page.height - 15, "forme.example/subscribe", size=14, weight=800, fill=WHITE)
    return page


@picture("2026-03-06/ads/bound-volume.svg")
def bound_volume() -> Drawing:
    """A tall one: a book seen from its back, and quiet words under it."""
    page = space(2, 200, "Volume two, bound")
    frame(page, thick=0.75)
    frame(page, thick=0.75, inset=3.5)
    middle = page.width / 2
    top, wide, high = 26.0, 118.0, 330.0
    x = middle - wide / 2
    page.rect(x, top, wide, high, fill="#a8201a", radius=3)
    for band in range(6):  # the raised bands of a sewn back
        y = top + 22 + band * 57
        page.rect(x - 1.5, y, wide + 3, 6, fill="#7c1f16", radius=2)
        page.line(x + 5, y - 4, x + wide - 5, y - 4, stroke="#e8c987", thick=1)
        page.line(x + 5, y + 10, x + wide - 5, y + 10, stroke="#e8c987", thick=1)
    gold = "#f2d79a"
    page.text(middle, top + 61, "THE", size=13, weight=700, face=SERIF, fill=gold, anchor="middle",
              spacing=2)  # fmt: skip
    page.text(middle, top + 118, "FORME", size=24, weight=700, face=SERIF, fill=gold,
              anchor="middle", spacing=1.5)  # fmt: skip
    page.text(middle, top + 176, "II", size=26, weight=600, face=SERIF, fill=gold, anchor="middle")
    page.text(middle, top + 231, "NUMBERS", size=10, weight=700, face=SERIF, fill=gold,
              anchor="middle", spacing=1.5)  # fmt: skip
    page.text(middle, top + 288, "1–52", size=15, weight=600, face=SERIF, fill=gold,
              anchor="middle")  # fmt: skip
    y = top + high + 42
    page.text(middle, y, "A year on your shelf", size=26, weight=600, face=SERIF, anchor="middle")
    y = paragraph(
        page, 26, y + 24, page.width - 52,
        "Volume two, all fifty-two numbers, sewn and not glued, in red cloth over boards, with an "
        "index made by a person. It opens flat at any page.",
        size=11.5, leading=15, face=SERIF, anchor="middle",
    )  # fmt: skip
    page.line(middle - 20, y + 2, middle + 20, y + 2, thick=0.75)
    page.text(middle, y + 28, "£68, and £7 for the post", size=16, weight=700, face=SERIF,
              anchor="middle", fill=RED)  # fmt: skip
    page.text(middle, y + 48, "Single back numbers: £3, while there are any.", size=11, face=SERIF,
              anchor="middle")  # fmt: skip
    page.text(middle, page.height - 18, "forme.example/back-issues", size=11, weight=600, face=SANS,
              anchor="middle")  # fmt: skip
    return page


@picture("2026-03-06/ads/binder.svg")
def binder() -> Drawing:
    """One column, cut by a dashed line: a thing, its price, a coupon."""
    page = space(1, 95, "A binder for half a year")
    frame(page, thick=3)
    page.text(page.width / 2, 38, "It holds", size=25, weight=300, anchor="middle")
    page.text(page.width / 2, 104, "26", size=86, weight=900, anchor="middle", fill=RED)
    y = paragraph(page, 12, 122, page.width - 24,
                  "Half a year of The Forme in one binder. Steel rods, no holes punched, black "
                  "board.", size=9.5, leading=12, anchor="middle")  # fmt: skip
    page.text(page.width / 2, y + 9, "£14.50", size=19, weight=800, anchor="middle")
    cut = page.height - 71
    page.line(3, cut, page.width - 3, cut, dash="5 3", thick=0.75)
    for at, words in enumerate(("Name", "Address")):
        row = cut + 20 + at * 18
        page.text(12, row, words, size=8)
        page.line(16 + text_width(words, 8), row + 1, page.width - 12, row + 1)
    page.text(12, page.height - 11, "binder@forme.example", size=8.5, weight=600)
    return page


@picture("2026-03-06/ads/letters.svg")
def letters() -> Drawing:
    """One column: a speech mark that could be a comma, and an address."""
    page = space(1, 60, "Write to the editor")
    page.rect(0, 0, page.width, 2.5, fill=BLACK)
    page.rect(0, page.height - 2.5, page.width, 2.5, fill=BLACK)
    page.text(-3, 88, "“", size=130, weight=900, face=SERIF, fill=RED)
    page.text(page.width, 33, "You are", size=20, weight=800, face=SERIF, anchor="end")
    page.text(page.width, 54, "wrong.”", size=20, weight=800, face=SERIF, anchor="end")
    y = paragraph(page, 0, 80, page.width,
                  "Then tell us, in two hundred words or fewer, with your name and your town. "
                  "The best are printed, the rest are answered.",
                  size=9.5, leading=12)  # fmt: skip
    page.text(0, max(y + 6, page.height - 13), "letters@forme.example", size=10.5, weight=800)
    return page


@picture("2026-03-06/ads/classes.svg")
def classes() -> Drawing:
    """Three columns: a forme of furniture and type, the words locked up in it."""
    page = space(3, 90, "Saturday classes in our print shop")
    frame(page, thick=9)
    cells: Sequence[tuple[float, float, float, float, bool]] = (
        (15, 15, 132, 72, True), (153, 15, 132, 72, False), (291, 15, 128.8, 72, False),
    )  # fmt: skip
    for x, y, wide, high, dark in cells:
        page.rect(x, y, wide, high, fill=BLACK if dark else TINT)
    for at, (day, what, dark) in enumerate(
        (("14 March", "Setting by hand", True), ("21 March", "Cutting lino", False),
         ("28 March", "Sewing a book", False))
    ):  # fmt: skip
        x = cells[at][0] + 12
        page.text(x, 46, day, size=19, weight=800, fill=WHITE if dark else RED)
        page.text(x, 68, what, size=12.5, weight=600, fill=WHITE if dark else BLACK)
    size = fitted("Saturdays, with dirty hands", page.width - 48, weight=800, face=SERIF)
    base = 100 + size * 0.78
    page.text(24, base, "Saturdays, with dirty hands", size=size, weight=800, face=SERIF)
    paragraph(page, 24, base + 26, page.width - 48,
              "Classes for six in our print shop, ten until four, soup at one. Nobody needs to "
              "know anything beforehand, and everybody goes home with what they made. £55 a day, "
              "£35 for apprentices and students.", size=12, leading=15.5)  # fmt: skip
    page.text(page.width - 24, page.height - 22, "forme.example/classes", size=13, weight=800,
              anchor="end", fill=RED)  # fmt: skip
    page.text(24, page.height - 22, "Six places each. First come, first inked.", size=10,
              face=ITALIC)  # fmt: skip
    return page


@picture("2026-03-06/ads/wall-chart.svg")
def wall_chart() -> Drawing:
    """Half a page: one letter in every size the trade has a name for, on one line."""
    page = space(5, 174, "A wall chart of type sizes")
    page.rect(0, 0, page.width, 10, fill=BLACK)
    page.rect(0, page.height - 10, page.width, 10, fill=BLACK)
    page.text(-3, 68, "Know your", size=66, weight=900)
    page.text(-3, 132, "sizes.", size=66, weight=900, fill=RED)
    words = (
        "The wall chart of The Forme: every size from nonpareil to canon, with its old name, its "
        "points and its millimetres, on one sheet of 500 by 350 mm, in two inks."
    )
    paragraph(page, page.width * 0.6, 31, page.width * 0.4, words, size=13, leading=16.5,
              face=SERIF)  # fmt: skip
    base, x, times = 288.0, 26.0, 2.9
    sizes = (
        (6, "nonpareil"), (8, "brevier"), (10, "long primer"), (12, "pica"), (18, "great primer"),
        (24, "two-line pica"), (36, "two-line great primer"), (48, "canon"),
    )  # fmt: skip
    page.line(0, base, page.width, base, stroke=RED, thick=0.5)
    drawn = [text_width("Rg", one * times, weight=600, face=SERIF) for one, _ in sizes]
    gap = (page.width - 2 * x - sum(drawn)) / (len(sizes) - 1)
    for points, name in sizes:
        wide = page.text(x, base, "Rg", size=points * times, weight=600, face=SERIF)
        middle = x + wide / 2
        page.line(middle, base + 44, middle, base + 56, stroke=RED, thick=0.5)
        page.text(middle, base + 70, f"{points}", size=13, weight=800, anchor="middle", fill=RED)
        for row, line in enumerate(turned(name, 9, 58)):
            page.text(middle, base + 84 + row * 11, line, size=9, anchor="middle")
        page.text(middle, base + 119, f"{points * 25.4 / 72:.2f} mm", size=8, anchor="middle",
                  face=ITALIC)  # fmt: skip
        x += wide + gap
    foot = page.height - 32
    page.line(0, foot - 32, page.width, foot - 32, thick=0.75)
    page.text(0, foot, "£12 rolled, £9 folded", size=25, weight=800)
    page.text(page.width, foot, "forme.example/chart", size=25, weight=400, anchor="end")
    page.text(page.width / 2 + 26, foot, "Shown here at 2.9 times their size.", size=9, face=ITALIC,
              anchor="middle")  # fmt: skip
    return page


@picture("2026-03-06/ads/competition.svg")
def competition() -> Drawing:
    """Two columns: a letter seen too close, and a prize."""
    page = space(2, 114.5, "Name this letter")
    high = 176.0
    page.rect(0, 0, page.width, high, fill=RED)
    page.parts.append(
        f'<clipPath id="window"><rect x="0" y="0" width="{page.width:.2f}" height="{high:g}"/>'
        '</clipPath><g clip-path="url(#window)">'
    )
    page.text(-38, 392, "g", size=720, weight=700, face=SERIF, fill=WHITE)
    page.parts.append("</g>")
    page.rect(0.75, 0.75, page.width - 1.5, page.height - 1.5, fill=None, stroke=RED, thick=1.5)
    page.text(16, high + 37, "Which letter is it?", size=26, weight=800)
    y = paragraph(page, 16, high + 58, page.width - 32,
                  "Tell us the letter, and why, on a card or to quiz@forme.example by 20 March. "
                  "The best reason wins a line of wood type: your own name, A to Z permitting.",
                  size=10.5, leading=13.5, face=SERIF)  # fmt: skip
    page.text(16, max(y + 4, page.height - 14), "The answer is in this issue, much smaller.",
              size=9, face=ITALIC)  # fmt: skip
    return page


def inks(page: Drawing, x: float, y: float, radius: float) -> None:
    """Cyan, magenta and yellow over one another, every lap drawn in the colour it gives."""
    third = radius * 0.58
    spots = ((0.0, -third, CYAN), (-third * 0.866, third / 2, MAGENTA),
             (third * 0.866, third / 2, YELLOW))  # fmt: skip
    for name, (dx, dy, colour) in zip("cmy", spots, strict=True):
        page.circle(x + dx, y + dy, radius, fill=colour)
        page.parts.append(
            f'<clipPath id="{name}"><circle cx="{x + dx:.2f}" cy="{y + dy:.2f}" r="{radius:g}"/>'
            "</clipPath>"
        )
    laps = (("c", 1, "#0000ff"), ("c", 2, "#00ff00"), ("m", 2, "#ff0000"))
    for clip, other, colour in laps:
        dx, dy, _ = spots[other]
        page.parts.append(f'<g clip-path="url(#{clip})">')
        page.circle(x + dx, y + dy, radius, fill=colour)
        page.parts.append("</g>")
    dx, dy, _ = spots[2]
    page.parts.append('<g clip-path="url(#c)"><g clip-path="url(#m)">')
    page.circle(x + dx, y + dy, radius, fill=BLACK)
    page.parts.append("</g></g>")


def colour_drawing() -> Drawing:
    """What is drawn of the full-colour advertisement; its words are set as type."""
    page = space(2, 110, "Colour, while the web is on")
    frame(page, thick=0.75)
    inks(page, page.width / 2, 92, 54)
    return page
