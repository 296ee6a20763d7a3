"""Charts: bars and lines with exact figures."""

from __future__ import annotations

from dataclasses import dataclass

from house import COLUMN, GREY, HAIR, INK, PALE, RED, WIDE, Drawing, picture, text_width


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    shown: str
    accent: bool = False


def across(
    title: str,
    bars: tuple[Bar, ...],
    *,
    width: float,
    height: float,
    top: float,
    size: float = 7.5,
    ticks: tuple[float, ...] = (),
    unit: str = "",
    above: bool = False,
) -> Drawing:
    """Bars that run to the right, from zero to `top`; labels stand left of them or above."""
    page = Drawing(width, height, title)
    foot = size * 1.55 if ticks else 0.0
    head = 2.0
    wide = 0.0 if above else max(text_width(b.label, size, weight=650) for b in bars) + 6
    figure = max(text_width(b.shown, size, weight=650) for b in bars) + 5
    room = width - wide - figure
    step = (height - foot - head) / len(bars)
    thick = step * (0.40 if above else 0.58)
    for tick in ticks:
        x = wide + room * tick / top
        page.line(x, head, x, height - foot + 1, stroke=PALE)
        label = f"{tick:,g}" + (f" {unit}" if tick == ticks[-1] and unit else "")
        anchor = "start" if tick == 0 and not wide else "middle"
        page.text(x, height - 1.5, label, size=size - 0.5, fill=INK, anchor=anchor)
    for index, bar in enumerate(bars):
        y = head + step * index + (step - thick) * (0.88 if above else 0.5)
        long = room * bar.value / top
        page.rect(wide, y, long, thick, fill=RED if bar.accent else GREY)
        weight = 650 if bar.accent else 400
        if above:
            page.text(0, y - size * 0.42, bar.label, size=size, weight=weight)
        else:
            middle = y + thick / 2 + size * 0.36
            page.text(wide - 5, middle, bar.label, size=size, anchor="end", weight=weight)
        page.text(
            wide + long + 4,
            y + thick / 2 + size * 0.36,
            bar.shown,
            size=size,
            weight=650,
            fill=RED if bar.accent else INK,
            halo="#ffffff" if ticks else None,
        )
    if not above:
        page.line(wide, head, wide, height - foot + 1, stroke=INK, thick=0.75)
    return page


@picture("2026-03-06/grammage.svg")
def grammage() -> Drawing:
    bars = (
        Bar("Bible paper", 35, "35"),
        Bar("Newsprint", 45, "45", accent=True),
        Bar("Magazine, LWC", 60, "60"),
        Bar("Office copier", 80, "80"),
        Bar("Book wove", 90, "90"),
        Bar("Cover board", 240, "240 g/m²"),
    )
    return across("Weight of six papers", bars, width=COLUMN, height=134, top=240, above=True)


@picture("2026-03-06/press-speeds.svg")
def press_speeds() -> Drawing:
    rows = (
        ("", "Hand press", 250, False),
        ("1814", "Koenig’s steam press", 1100, True),
        ("1827", "Applegath and Cowper, four feeders", 4000, False),
        ("1848", "Applegath’s vertical rotary", 8000, False),
        ("1868", "Walter press, from the reel, both sides", 12000, False),
    )
    page = Drawing(WIDE, 176, "Sheets an hour, 1814 to 1868")
    left, right, foot = 30.0, 36.0, 13.0
    room = WIDE - left - right
    step = (page.height - foot) / len(rows)
    for tick in (0, 3000, 6000, 9000, 12000):
        x = left + room * tick / 12000
        page.line(x, 0, x, page.height - foot + 2, stroke=PALE)
        page.text(x, page.height - 2.5, f"{tick:,}", size=7, anchor="middle")
    for index, (year, name, value, accent) in enumerate(rows):
        y = step * index + 16.5
        long = room * value / 12000
        page.text(left + 4, y - 4.2, name, size=8, halo="#ffffff")
        page.rect(left, y, long, 11.5, fill=RED if accent else GREY)
        page.text(left - 5, y + 8.7, year, size=8, weight=650, anchor="end")
        page.text(
            left + long + 4,
            y + 8.7,
            f"{value:,}",
            size=8,
            weight=650,
            fill=RED if accent else INK,
            halo="#ffffff",
        )
    page.line(left, 0, left, page.height - foot + 2, thick=0.75)
    return page


@picture("2026-03-06/point-lengths.svg")
def point_lengths() -> Drawing:
    bars = (
        Bar("Fournier", 4.18, "about 4.18 mm"),
        Bar("American-British", 4.217, "4.217 mm"),
        Bar("PostScript (DTP)", 4.233, "4.233 mm", accent=True),
        Bar("Didot", 4.513, "4.513 mm"),
    )
    return across(
        "Twelve points in four systems, in millimetres",
        bars,
        width=WIDE,
        height=176,
        top=5,
        size=8.5,
        ticks=(0, 1, 2, 3, 4, 5),
        unit="mm",
    )


@picture("2026-03-06/letter-frequency.svg")
def letter_frequency() -> Drawing:
    # fmt: off
    figures = {
        "e": "12.7", "t": "9.1", "a": "8.2", "o": "7.5", "i": "7.0", "n": "6.7", "s": "6.3",
        "h": "6.1", "r": "6.0", "d": "4.3", "l": "4.0", "c": "2.8", "u": "2.8", "m": "2.4",
        "w": "2.4", "f": "2.2", "g": "2.0", "y": "2.0", "p": "1.9", "b": "1.5", "v": "1.0",
        "k": "0.8", "j": "0.15", "x": "0.15", "q": "0.10", "z": "0.07",
    }
    # fmt: on
    pairs = list(figures.items())
    page = Drawing(WIDE, 142, "Letters in English text, per cent")
    foot, head = 13.0, 11.0
    room = page.height - foot - head
    base = page.height - foot
    step = WIDE / len(pairs)
    for tick in (5, 10):
        y = base - room * tick / 12.7
        page.line(0, y, WIDE, y, stroke=PALE)
        page.text(WIDE, y - 2.5, f"{tick} %" if tick == 10 else "5", size=7, anchor="end")
    for index, (letter, shown) in enumerate(pairs):
        value = float(shown)
        x = index * step
        tall = room * value / 12.7
        accent = letter == "e"
        page.rect(x + 1.3, base - tall, step - 2.6, tall, fill=RED if accent else GREY)
        page.text(
            x + step / 2,
            page.height - 2.8,
            letter,
            size=9,
            weight=650,
            anchor="middle",
            fill=RED if accent else INK,
        )
        if value < 0.2:  # two decimals are too wide for the step: turned
            page.text(x + step / 2 + 2.4, base - tall - 3, shown, size=6.5, turn=-90)
        else:
            page.text(x + step / 2, base - tall - 2.6, shown, size=6.5, anchor="middle")
    page.line(0, base, WIDE, base, thick=0.75)
    return page


@picture("2026-03-06/paper-thickness.svg")
def paper_thickness() -> Drawing:
    rows = (("16", 0.54), ("32", 1.08), ("64", 2.16), ("96", 3.24))
    page = Drawing(COLUMN, 92, "Thickness of an unfolded copy, in millimetres")
    base, head = 80.0, 11.0
    step = COLUMN / len(rows)
    for index, (pages, value) in enumerate(rows):
        x = index * step
        tall = (base - head) * value / 3.24
        page.rect(x + 5, base - tall, step - 10, tall, fill=GREY)
        label = f"{value:.2f}" + (" mm" if index == 3 else "")
        page.text(x + step / 2, base - tall - 3, label, size=7.5, weight=650, anchor="middle")
        name = f"{pages} pages" if index == 0 else pages
        page.text(x + step / 2, page.height - 2, name, size=7.5, anchor="middle")
    page.line(0, base, COLUMN, base, thick=0.75)
    return page


@picture("2026-03-06/words-per-column.svg")
def words_per_column() -> Drawing:
    bars = (
        Bar("8 on 9 pt", 202, "202"),
        Bar("8.5 on 9.5 pt", 180, "180"),
        Bar("9 on 10.5 pt", 154, "154", accent=True),
        Bar("10 on 12 pt", 121, "121"),
    )
    return across("Words in 100 mm of column", bars, width=COLUMN, height=90, top=202)


@picture("2026-02-27/basis-weight.svg")
def basis_weight() -> Drawing:
    bars = (
        Bar("Bond, 17 × 22 in", 75.2, "75.2 g/m²"),
        Bar("Text, 25 × 38 in", 29.6, "29.6"),
        Bar("Cover, 20 × 26 in", 54.1, "54.1"),
    )
    return across(
        "Three papers called 20 lb, in grams a square metre",
        bars,
        width=COLUMN,
        height=90,
        top=75.2,
        above=True,
    )


@picture("2026-03-06/height-to-paper.svg")
def height_to_paper() -> Drawing:
    rows = (
        (("Britain,", "United States"), 23.32, "23.32"),
        (("France,", "Germany"), 23.57, "23.57"),
        (("Russia",), 25.10, "25.10"),
    )
    page = Drawing(COLUMN, 180, "Height to paper in three traditions, in millimetres")
    base, scale = 158.0, 5.3
    step = COLUMN / 3
    floor = base - 23.32 * scale
    page.line(0, floor, COLUMN, floor, stroke=GREY, dash="2 2")
    for index, (names, value, shown) in enumerate(rows):
        middle = index * step + step / 2
        tall = value * scale
        top = base - tall
        page.rect(middle - 12, top + 6, 24, tall - 6, fill=PALE, stroke=INK)
        # The face: the only part of a sort that meets the paper.
        page.poly(
            [(middle - 9, top + 6), (middle - 6, top), (middle + 6, top), (middle + 9, top + 6)],
            fill=RED if index == 0 else GREY,
            stroke=INK,
            closed=True,
        )
        page.path(f"M{middle - 12} {base - 30}h3.2a3 3 0 0 1 0 6h-3.2z", fill="#ffffff", stroke=INK)
        page.rect(middle - 3, base - 3, 6, 3.3, fill="#ffffff", stroke=None)
        page.path(f"M{middle - 3} {base}v-3h6v3", stroke=INK)
        label = f"{shown} mm" if index == 0 else shown
        page.text(middle, top - 4, label, size=7.5, weight=650, anchor="middle", halo="#ffffff")
        page.lines(middle, base + 10, list(names), size=7, leading=8.4, anchor="middle")
    page.line(0, base, COLUMN, base, thick=0.75)
    return page


@picture("2026-03-06/pixels-and-screens.svg")
def pixels_and_screens() -> Drawing:
    page = Drawing(WIDE, 190, "Pixels an inch for a screen ruling")
    left, right, head, foot = 20.0, 48.0, 12.0, 24.0
    wide = page.width - left - right
    tall = page.height - head - foot

    def x(ruling: float) -> float:
        return left + wide * (ruling - 65) / (200 - 65)

    def y(pixels: float) -> float:
        return head + tall * (400 - pixels) / 400

    page.rect(x(85), head, x(100) - x(85), tall, fill=PALE)
    page.text((x(85) + x(100)) / 2, head + 8, "newsprint", size=7, anchor="middle")
    for pixels in (0, 100, 200, 300, 400):
        page.line(left, y(pixels), left + wide, y(pixels), stroke=PALE if pixels else INK)
        page.text(left - 4, y(pixels) + 2.5, str(pixels), size=7, anchor="end")
    for ruling in (65, 85, 100, 133, 150, 175, 200):
        page.line(x(ruling), y(0), x(ruling), y(0) + 2.5)
        page.text(x(ruling), y(0) + 10, str(ruling), size=7, anchor="middle")
    page.text(left + wide, page.height - 2, "screen, lines an inch", size=7, anchor="end")
    page.text(0, 6, "picture, pixels an inch", size=7)
    for factor, colour, points in (
        (2.0, INK, ((100, 200), (133, 266), (150, 300), (200, 400))),
        (1.5, RED, ((100, 150), (133, 200), (150, 225), (200, 300))),
    ):
        page.line(x(65), y(65 * factor), x(200), y(200 * factor), stroke=colour, thick=1.2)
        for ruling, pixels in points:
            page.circle(x(ruling), y(pixels), 2, fill=colour)
            up = factor == 2
            page.text(
                x(ruling) + (-3 if up else 3),
                y(pixels) + (-3.5 if up else 9 if ruling < 200 else 14),
                str(pixels),
                size=7,
                anchor="end" if up else "start" if ruling < 200 else "end",
                fill=colour,
                halo="#ffffff" if ruling > 100 else None,
            )
        page.text(
            left + wide + 5,
            y(200 * factor) + 2.5,
            f"factor {factor:g}",
            size=7.5,
            weight=650,
            fill=colour,
        )
    page.line(left, head, left, y(0), thick=HAIR)
    return page
