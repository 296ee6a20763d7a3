"""Paper and its ways: webs, folding, creep, grain, sizes."""

from __future__ import annotations

from math import cos, pi, sin

from house import COLUMN, GREY, INK, PALE, PAPER, RED, WIDE, Drawing, picture


@picture("2026-03-06/web-and-cutoff.svg")
def web_and_cutoff() -> Drawing:
    page = Drawing(WIDE, 214, "One cut-off of a web 1,520 mm wide")
    scale = 0.148  # points a millimetre
    left, top = 30.0, 44.0
    wide, long = 1520 * scale, 578 * scale
    # The web runs on above and below the cut-off.
    page.rect(left, top - 24, wide, long + 48, fill="#efeeec")
    page.line(left, top - 24, left, top + long + 24, stroke=INK)
    page.line(left + wide, top - 24, left + wide, top + long + 24, stroke=INK)
    for y in (top - 24, top + long + 24):
        wave = f"M{left:g} {y:g}" + "".join(
            f"q{wide / 24:.2f} {-5 if i % 2 else 5} {wide / 12:.2f} 0" for i in range(12)
        )
        page.path(wave, stroke=GREY)
    number = 1
    for row in range(2):
        for column in range(4):
            x, y = left + column * 380 * scale, top + row * 289 * scale
            page.rect(x, y, 380 * scale, 289 * scale, fill=PAPER, stroke=GREY)
            page.text(
                x + 190 * scale - 4,
                y + 144 * scale,
                str(number),
                size=12,
                anchor="middle",
                turn=90,
                fill=GREY,
            )
            number += 1
    page.rect(left, top, wide, long, fill=None, stroke=RED, thick=1.2)
    above = 10.0
    page.arrow(left, above, left + wide, above, both=True)
    page.text(
        left + wide / 2,
        above + 2.8,
        " 1,520 mm ",
        size=8,
        weight=650,
        anchor="middle",
        halo=PAPER,
    )
    for x in (left, left + wide):
        page.line(x, above - 4, x, top - 27)
    side = 16.0
    page.arrow(side, top, side, top + long, both=True, stroke=RED)
    page.text(
        side + 2.8,
        top + long / 2,
        " 578 mm ",
        size=8,
        weight=650,
        anchor="middle",
        turn=-90,
        halo=PAPER,
        fill=RED,
    )
    for y in (top, top + long):
        page.line(side - 4, y, left, y, stroke=RED)
    base = top + long + 36
    for column, label in ((0, "380 mm"),):
        x = left + column * 380 * scale
        page.arrow(x, base, x + 380 * scale, base, both=True)
        page.text(x + 190 * scale, base + 10, label, size=7.5, anchor="middle")
    x = left + wide + 8
    page.arrow(x, top, x, top + 289 * scale, both=True)
    page.text(x + 9, top + 144.5 * scale, "289 mm", size=7.5, anchor="middle", turn=-90)
    x = left + wide * 0.42
    page.arrow(x, base + 3, x, base + 25, thick=1.2, head=6)
    page.text(x + 7, base + 17, "run of the web", size=8)
    return page


def _forme(
    page: Drawing, x: float, y: float, wide: float, tall: float, rows: tuple[str, str]
) -> None:
    upper, lower = (row.split() for row in rows)
    page.rect(x, y, wide, tall, fill=PAPER, stroke=INK, thick=0.75)
    for column in range(1, 4):
        at = x + wide * column / 4
        page.line(at, y, at, y + tall, stroke=GREY, dash="3 2.4")
    page.line(x, y + tall / 2, x + wide, y + tall / 2, stroke=GREY, dash="3 2.4")
    for column in range(4):
        middle = x + wide * (column + 0.5) / 4
        for number, base, turn in (
            (upper[column], y + tall * 0.25 - 6, 180),
            (lower[column], y + tall * 0.75 + 6, 0),
        ):
            first = number == "1"
            page.text(
                middle,
                base,
                number,
                size=17,
                weight=650 if first else 500,
                anchor="middle",
                turn=turn,
                fill=RED if first else INK,
            )
            # The head of each page: a short rule where its first line would stand.
            mark = y + tall / 2 + (-5 if turn else 5)
            page.line(middle - 7, mark, middle + 7, mark, stroke=PALE, thick=1.5)


@picture("2026-03-06/imposition-16.svg")
def imposition() -> Drawing:
    page = Drawing(WIDE, 143, "Sixteen pages on the two sides of a sheet")
    wide, tall, top = 136.0, 118.0, 14.0
    _forme(page, 0.5, top, wide, tall, ("5 12 9 8", "4 13 16 1"))
    _forme(page, WIDE - wide - 0.5, top, wide, tall, ("7 10 11 6", "2 15 14 3"))
    page.text(0, 8, "Outer forme", size=8.5, weight=650)
    page.text(WIDE - wide - 0.5, 8, "Inner forme", size=8.5, weight=650)
    page.line(0.5, 139.5, 16, 139.5, stroke=GREY, dash="3 2.4")
    page.text(20, 142, "fold", size=7)
    return page


@picture("2026-03-06/creep.svg")
def creep() -> Drawing:
    page = Drawing(COLUMN, 102, "Six nested sheets: the inner ones stick out")
    spine, middle = 8.0, 51.0
    gap, ends = 5.6, 84.0
    step = 3.9
    for index in range(6):  # 0 is the outermost sheet
        offset = gap * (6 - index) - gap * 0.5
        x = spine + index * step
        end = ends + index * step * 1.35
        colour = RED if index == 5 else INK
        bend = offset * 0.9
        d = (
            f"M{end:.2f} {middle - offset:.2f}H{x + bend:.2f}"
            f"C{x:.2f} {middle - offset:.2f} {x:.2f} {middle - offset * 0.4:.2f} {x:.2f} {middle}"
            f"C{x:.2f} {middle + offset * 0.4:.2f} {x:.2f} {middle + offset:.2f} "
            f"{x + bend:.2f} {middle + offset:.2f}H{end:.2f}"
        )
        page.path(d, stroke=colour, thick=1.6, cap="round")
    # The staple: through the spine from outside, its legs turned over within the fold.
    inside = spine + 5 * step + 3.2
    page.path(f"M{spine - 3} {middle - 4}V{middle + 4}", stroke=GREY, thick=2.2, cap="round")
    page.line(spine - 3, middle, inside, middle, stroke=GREY, thick=1.8)
    page.path(f"M{inside} {middle}l3.5 -3", stroke=GREY, thick=1.8, cap="round")
    page.text(0, middle + 49, "staple", size=7.5)
    page.line(spine - 3, middle + 41, spine - 3, middle + 7, stroke=GREY)
    trim = ends - 4
    page.line(trim, 9, trim, 88, stroke=INK, dash="4 2.6", thick=0.9)
    page.text(trim, 98, "trim", size=7.5, anchor="middle")
    first, last = ends, ends + 5 * step * 1.35
    page.path(f"M{first:.2f} 16v-4H{last:.2f}v4", stroke=RED, thick=0.9)
    page.text((first + last) / 2, 8, "creep", size=7.5, weight=650, anchor="middle", fill=RED)
    page.text(last + 3, middle + 2.6, "inner", size=7.5, fill=RED)
    page.text(first + 5, middle + gap * 5.5 + 2.6, "outer", size=7.5)
    return page


@picture("2026-03-06/a-sizes.svg")
def a_sizes() -> Drawing:
    page = Drawing(COLUMN, COLUMN * 2**0.5, "A0 halved into A1 to A8")
    x, y, wide, tall = 0.5, 0.5, COLUMN - 1, COLUMN * 2**0.5 - 1
    page.rect(x, y, wide, tall, fill=PAPER, stroke=INK, thick=0.75)
    for number in range(1, 9):
        if tall > wide:  # halve it across: the lower half is the new size
            part = (x, y + tall / 2, wide, tall / 2)
            tall /= 2
        else:
            part = (x, y, wide / 2, tall)
            x += wide / 2
            wide /= 2
        px, py, pw, ph = part
        accent = number == 4
        page.rect(px, py, pw, ph, fill=RED if accent else None, stroke=INK)
        size = max(6.5, min(20.0, min(pw, ph) * 0.28))
        narrow = pw < 10
        page.text(
            px + pw / 2 + (size * 0.36 if narrow else 0),
            py + ph / 2 + (0 if narrow else size * 0.36),
            f"A{number}",
            size=size,
            weight=600,
            anchor="middle",
            turn=-90 if narrow else 0,
            fill=PAPER if accent else INK,
        )
    return page


@picture("2026-03-06/grain-curl.svg")
def grain_curl() -> Drawing:
    page = Drawing(COLUMN, 90, "Wetted paper curls around its grain")
    # Two troughs seen from the front and a little above: one with its axis into the picture,
    # the other with its axis across it.
    wide, deep, tall = 44.0, 17.0, 26.0
    for index in range(2):
        left = 6.0 + index * 72
        if index == 0:

            def spot(across: float, along: float, left: float = left) -> tuple[float, float]:
                angle = pi * (across - 0.5) * 0.92
                x = left + wide / 2 + sin(angle) * wide / 2 + along * 10
                return x, 58 - cos(angle) * -tall * 0.62 - along * deep - tall * 0.62

        else:

            def spot(across: float, along: float, left: float = left) -> tuple[float, float]:
                angle = pi * (across - 0.5) * 0.92
                x = left + along * wide + sin(angle) * 5
                return x, 47 - sin(angle) * deep * 0.85 + cos(angle) * tall * 0.42

        steps = [i / 24 for i in range(25)]
        edge = [spot(s, 0) for s in steps] + [spot(s, 1) for s in reversed(steps)]
        page.poly(edge, fill=PALE, stroke=INK, closed=True, thick=0.75)
        for line in range(1, 10):
            s = line / 10
            page.poly([spot(s, 0.03), spot(s, 0.97)], stroke=GREY)
        page.poly(edge, fill=None, stroke=INK, closed=True, thick=0.75)
    page.arrow(56, 70, 66, 53, stroke=RED, thick=1, both=True, head=4.5)
    page.text(52, 79, "grain", size=7.5, weight=650, fill=RED, anchor="middle")
    page.arrow(78, 70, 122, 70, stroke=RED, thick=1, both=True, head=4.5)
    page.text(100, 79, "grain", size=7.5, weight=650, fill=RED, anchor="middle")
    page.text(0, 8, "wetted on one side, it curls", size=7)
    return page


@picture("2026-03-06/laid-and-wove.svg")
def laid_and_wove() -> Drawing:
    page = Drawing(COLUMN, 80, "A laid mould and a wove mould")
    side, top = 60.0, 1.0
    for left in (0.5, COLUMN - side - 0.5):
        page.rect(left, top, side, side, fill=PAPER, stroke=INK, thick=0.75)
    for index in range(1, 30):
        y = top + side * index / 30
        page.line(0.5, y, 0.5 + side, y, stroke=GREY, thick=0.55)
    for index in range(3):
        x = 0.5 + side * (index + 0.5) / 3
        page.line(x, top, x, top + side, stroke=RED, thick=1.1)
    left = COLUMN - side - 0.5
    for index in range(1, 27):
        at = side * index / 27
        page.line(left, top + at, left + side, top + at, stroke=GREY, thick=0.4)
        page.line(left + at, top, left + at, top + side, stroke=GREY, thick=0.4)
    # The labels stand where the two lines of each can be followed.
    page.text(0, 70, "laid lines", size=7.5)
    page.text(0, 78.5, "chain lines", size=7.5, fill=RED)
    page.text(left, 70, "wove mesh", size=7.5)
    return page


@picture("2026-03-06/coldset-drying.svg")
def coldset() -> Drawing:
    page = Drawing(COLUMN, 90, "Coldset ink settles into the sheet")
    wide = 41.0
    labels = (("on the", "surface"), ("oil", "soaks in"), ("pigment", "stays on top"))
    for stage, rows in enumerate(labels):
        left = stage * (COLUMN - wide) / 2
        top = 28.0
        page.rect(left, top, wide, 36, fill="#f3f2ef")
        if stage:
            depth = 13 if stage == 1 else 27
            page.rect(left, top, wide, depth, fill=PALE)
        for fibre in range(9):
            x = left + (fibre * 17 + stage * 5) % 29
            y = top + 5 + fibre * 3.6
            bend = 3 if fibre % 2 else -3
            page.path(f"M{x:.1f} {y:.1f}q{6} {bend} {12} 0", stroke=GREY, thick=1, cap="round")
        film = (9.0, 6.0, 3.0)[stage]
        page.rect(left, top - film, wide, film, fill=PALE if stage == 0 else GREY)
        for dot in range(24):
            x = left + 1.6 + (dot * 7.3) % (wide - 3)
            y = top - 1.3 - (dot * 3.1 % (film - 2 if film > 3 else 1.2))
            page.circle(x, y, 1.15, fill=RED)
        if stage == 1:
            for x in (10, 20.5, 31):
                page.arrow(left + x, top + 3, left + x, top + 16, stroke=INK, thick=0.8)
        page.lines(left + wide / 2, 75, list(rows), size=7, leading=8.4, anchor="middle")
    page.circle(3, 8, 1.6, fill=RED)
    page.text(8, 10.4, "pigment", size=7)
    page.rect(44, 5, 8, 6, fill=PALE)
    page.text(55, 10.4, "oil", size=7)
    page.path("M76 8q4 -3 8 0", stroke=GREY, thick=1, cap="round")
    page.text(88, 10.4, "fibre", size=7)
    return page
