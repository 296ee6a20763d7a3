"""The press and the forme: units, registers, plans."""

from __future__ import annotations

from math import cos, radians, sin

from house import COLUMN, GREY, INK, PALE, PAPER, RED, SERIF, WIDE, Drawing, outline, picture


def _turning(page: Drawing, x: float, y: float, r: float, *, clockwise: bool) -> None:
    """An arrow along a circle, to show which way a cylinder turns."""
    start, end = (200, 335) if clockwise else (340, 205)
    a, b = radians(start), radians(end)
    x1, y1, x2, y2 = x + r * cos(a), y + r * sin(a), x + r * cos(b), y + r * sin(b)
    page.path(
        f"M{x1:.2f} {y1:.2f}A{r:.2f} {r:.2f} 0 0 {1 if clockwise else 0} {x2:.2f} {y2:.2f}",
        thick=0.9,
    )
    way = b + radians(90 if clockwise else -90)
    page.arrow(x2 - cos(way), y2 - sin(way), x2 + 2.6 * cos(way), y2 + 2.6 * sin(way), head=4.5)


@picture("2026-03-06/offset-unit.svg")
def offset_unit() -> Drawing:
    page = Drawing(COLUMN, 136, "An offset unit from the side")
    x, r = 62.0, 20.0
    plate, blanket, impression = 27.0, 68.5, 111.0
    # The web passes between the lower two.
    nip = (blanket + impression) / 2
    page.line(0, nip, COLUMN, nip, stroke=INK, thick=1.6)
    page.arrow(16, nip - 4, 30, nip - 4, head=4.5)
    for y, fill in ((plate, PALE), (blanket, "#efeeec"), (impression, PALE)):
        page.circle(x, y, r, fill=fill, stroke=INK, thick=0.9)
    page.circle(x, blanket, r - 2, fill=None, stroke=GREY)
    for y, clockwise in ((plate, True), (blanket, False), (impression, True)):
        _turning(page, x, y, r - 5.5, clockwise=clockwise)
    # Ink rollers reach the plate from the left, damping rollers from the right.
    for cx, cy, size in (
        (39.9, 12.4, 6.5),
        (35.6, 26.5, 6.5),
        (29.5, 16.0, 4.5),
        (21.5, 10.5, 5.2),
    ):
        page.circle(cx, cy, size, fill=GREY, stroke=INK)
    for cx, cy, size in ((85.6, 15.9, 6.0), (94.6, 9.6, 5.0)):
        page.circle(cx, cy, size, fill=PAPER, stroke=INK)
    page.text(14, 9, "ink", size=7.5, anchor="end")
    page.text(102, 12, "water", size=7.5)
    for y, name in ((plate + 8, "plate"), (blanket, "blanket"), (impression, "impression")):
        page.line(x + r + 1, y, 92, y, stroke=GREY)
        page.text(94, y + 2.6, name, size=7.5, weight=600)
    for y, mirrored in ((plate + 9, False), (blanket + 9, True)):
        flip = -1 if mirrored else 1
        d = outline("R", 15, (flip, 0, 0, -1, x - flip * 4.9, y), weight=800)
        page.path(d, fill=RED, stroke=None)
    page.text(124, nip - 3.2, "R", size=15, weight=800, anchor="middle", fill=RED)
    page.text(COLUMN, nip + 9, "paper", size=7.5, weight=600, anchor="end")
    return page


@picture("2026-03-06/one-ink-or-four.svg")
def one_ink_or_four() -> Drawing:
    page = Drawing(WIDE, 136, "A word in one ink and in four")
    size, base = 66.0, 84.0
    page.text(66, base, "type", size=size, face=SERIF, anchor="middle")
    # At 9 pt 0.15 mm is 0.425 pt; the word is drawn 7.3 times as large.
    shift = 0.425 * size / 9
    for dx, dy, colour in (
        (shift * 0.2, -shift, "#ffe000"),
        (-shift, shift * 0.3, "#00a0e3"),
        (shift * 0.8, shift * 0.6, "#e5007d"),
    ):
        middle = WIDE - 68
        page.text(
            middle + dx, base + dy, "type", size=size, face=SERIF, anchor="middle", fill=colour
        )
    page.text(WIDE - 68, base, "type", size=size, face=SERIF, anchor="middle")
    page.text(66, 126, "black only", size=9, weight=600, anchor="middle")
    page.text(WIDE - 68, 126, "four inks, 0.15 mm out", size=9, weight=600, anchor="middle")
    return page


@picture("2026-03-06/pdf-boxes.svg")
def pdf_boxes() -> Drawing:
    page = Drawing(COLUMN, 180, "The boxes of a PDF page")
    x, y, wide = 1.0, 1.0, COLUMN - 2
    tall = 174.0
    page.rect(x, y, wide, tall, fill="#efeeec", stroke=INK)
    # Margins drawn three times too wide so that they can be seen apart: a scheme, not a scale.
    bleed = (x + 17, y + 20, wide - 34, tall - 40)
    trim = (bleed[0] + 7, bleed[1] + 7, bleed[2] - 14, bleed[3] - 14)
    page.rect(*bleed, fill=PALE, stroke=INK, dash="3 2")
    page.rect(*trim, fill=PAPER, stroke=RED, thick=1.4)
    right, foot = trim[0] + trim[2], trim[1] + trim[3]
    for cx, side in ((trim[0], -1), (right, 1)):
        for cy, down in ((trim[1], -1), (foot, 1)):
            far_x = bleed[0] if side < 0 else bleed[0] + bleed[2]
            far_y = bleed[1] if down < 0 else bleed[1] + bleed[3]
            page.line(far_x + side * 2, cy, far_x + side * 12, cy, thick=0.8)
            page.line(cx, far_y + down * 2, cx, far_y + down * 12, thick=0.8)
    middle = x + wide / 2
    page.text(middle, 12.5, "MediaBox", size=7.5, weight=650, anchor="middle")
    page.text(middle, 169.5, "315 × 406 mm", size=7.5, anchor="middle")
    page.text(middle, 78, "TrimBox", size=9, weight=650, fill=RED, anchor="middle")
    page.text(middle, 89, "289 × 380 mm", size=8, fill=RED, anchor="middle")
    page.text(middle, 116, "BleedBox", size=8, weight=650, anchor="middle")
    page.text(middle, 126, "295 × 386 mm", size=7.5, anchor="middle")
    page.arrow(middle, 130, middle, foot + 4.2, head=4)
    return page


@picture("2026-02-27/parts-of-a-forme.svg")
def parts_of_a_forme() -> Drawing:
    page = Drawing(WIDE, 214, "A forme from above")
    x, y, wide, tall, iron = 44.0, 22.0, 192.0, 170.0, 9.0
    page.rect(x, y, wide, tall, fill=GREY, stroke=INK, radius=3)
    page.rect(x + iron, y + iron, wide - 2 * iron, tall - 2 * iron, fill=PAPER, stroke=INK)
    left, top = x + iron, y + iron
    inner_w, inner_h = wide - 2 * iron, tall - 2 * iron
    side, head, quoin, stick = 16.0, 14.0, 11.0, 8.0
    type_w = inner_w - side - stick - quoin
    type_h = inner_h - head - stick - quoin
    wood = "#efeeec"
    page.rect(left, top, inner_w, head, fill=wood, stroke=INK)
    page.rect(left, top + head, side, inner_h - head, fill=wood, stroke=INK)
    tx, ty = left + side, top + head
    page.rect(tx, ty, type_w, type_h, fill=PALE, stroke=INK)
    for index in range(17):
        line = ty + 8 + index * (type_h - 14) / 16.3
        short = 0.55 if index == 16 else 1
        page.line(tx + 7, line, tx + 7 + (type_w - 14) * short, line, stroke=GREY, thick=2.4)
    # Sticks taper; the quoins are the wedges between stick and chase.
    sx, fy = tx + type_w, ty + type_h
    page.poly(
        [(sx, ty), (sx + stick * 0.6, ty), (sx + stick * 1.5, fy), (sx, fy)],
        fill=wood,
        closed=True,
    )
    page.poly(
        [(tx, fy), (sx, fy), (sx, fy + stick * 1.5), (tx, fy + stick * 0.6)],
        fill=wood,
        closed=True,
    )
    edge_x, edge_y = left + inner_w, top + inner_h

    def slope(share: float) -> float:
        return stick * (0.6 + 0.9 * share)

    for share in (0.22, 0.70):
        a, b = share - 0.1, share + 0.1
        page.poly(
            [
                (sx + slope(a), ty + type_h * a),
                (edge_x, ty + type_h * a),
                (edge_x, ty + type_h * b),
                (sx + slope(b), ty + type_h * b),
            ],
            fill=RED,
            closed=True,
        )
        page.poly(
            [
                (tx + type_w * a, fy + slope(a)),
                (tx + type_w * b, fy + slope(b)),
                (tx + type_w * b, edge_y),
                (tx + type_w * a, edge_y),
            ],
            fill=RED,
            closed=True,
        )
    size = 8.5
    page.text(0, y + 8, "chase", size=size, weight=600)
    page.line(26, y + 5.2, x + 4, y + 5.2)
    page.circle(x + 4, y + 5.2, 1.3)
    page.text(0, 92, "furniture", size=size, weight=600)
    page.line(41, 89.2, left + side / 2, 89.2)
    page.circle(left + side / 2, 89.2, 1.3)
    middle = ty + 8 + 8 * (type_h - 14) / 16.3
    page.rect(tx + type_w / 2 - 29, middle - 8, 58, 16, fill=PALE)
    page.text(tx + type_w / 2, middle + 3.6, "type page", size=10.5, weight=650, anchor="middle")
    at = ty + type_h * 0.45
    page.line(sx + 4, at, x + wide + 6, at)
    page.circle(sx + 4, at, 1.3)
    page.lines(x + wide + 8, at, ["side-", "stick"], size=size, weight=600, leading=10)
    at = ty + type_h * 0.22
    page.line(edge_x - 4, at, x + wide + 6, at)
    page.circle(edge_x - 4, at, 1.3, fill=PAPER)
    page.text(x + wide + 8, at + 3, "quoins", size=size, weight=600, fill=RED)
    at = tx + type_w * 0.36
    page.line(at, fy + 4, at, 201)
    page.circle(at, fy + 4, 1.3)
    page.text(at, 210, "foot-stick", size=size, weight=600, anchor="middle")
    at = tx + type_w * 0.70
    page.line(at, edge_y - 4, at, 201)
    page.circle(at, edge_y - 4, 1.3, fill=PAPER)
    page.text(at, 210, "quoins", size=size, weight=600, anchor="middle", fill=RED)
    return page


@picture("2026-03-06/screen-angles.svg")
def screen_angles() -> Drawing:
    page = Drawing(COLUMN, 134, "Screen angles of the four inks")
    ox, oy, r = 5.0, 122.0, 100.0
    page.path(f"M{ox + r} {oy}A{r} {r} 0 0 0 {ox} {oy - r}", stroke=GREY)
    page.line(ox, oy, ox, oy - r - 6, stroke=PALE)
    for angle in range(0, 91, 15):
        a = radians(angle)
        page.line(
            ox + (r - 3) * cos(a),
            oy - (r - 3) * sin(a),
            ox + r * cos(a),
            oy - r * sin(a),
            stroke=INK,
        )
    for angle, name, colour in (
        (0, "yellow", "#f5c400"),
        (15, "cyan", "#0096d6"),
        (45, "black", INK),
        (75, "magenta", "#d6006c"),
    ):
        a = radians(angle)
        page.line(ox, oy, ox + r * cos(a), oy - r * sin(a), stroke=colour, thick=2.4)
        x, y = ox + (r + 4) * cos(a), oy - (r + 4) * sin(a)
        if angle == 75:
            page.text(x - 3, y - 1, f"{name} {angle}°", size=7.5, weight=600)
        elif angle == 45:
            page.lines(x + 1, y - 1, [name, f"{angle}°"], size=7.5, weight=600)
        elif angle == 15:
            page.lines(x, y, [name, f"{angle}°"], size=7.5, weight=600)
        else:
            page.lines(x, y + 2, [name, f"{angle}°"], size=7.5, weight=600)
    page.circle(ox, oy, 2)
    return page
