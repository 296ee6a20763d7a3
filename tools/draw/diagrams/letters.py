"""Type and letters: sorts, cases, ligatures, figures, accents."""

from __future__ import annotations

from house import (
    COLUMN,
    GREEK,
    GREY,
    INK,
    PALE,
    PAPER,
    RED,
    SERIF,
    WIDE,
    Drawing,
    outline,
    picture,
    text_width,
)


@picture("2026-03-06/type-body.svg")
def type_body() -> Drawing:
    page = Drawing(COLUMN, 180, "A sort and the names of its parts")
    # An oblique view: the front (with the nick) is drawn true, depth runs up and to the right.
    x, top, wide, tall = 42.0, 62.0, 36.0, 84.0
    dx, dy = 24.0, -22.0
    foot = top + tall

    def top_spot(u: float, v: float) -> tuple[float, float]:
        """A point on the shoulder: u across the set width, v from the front to the back."""
        return x + u * wide + v * dx, top + v * dy

    page.poly([(x, top), (x + wide, top), (x + wide, foot), (x, foot)], fill=PALE, closed=True)
    page.poly(
        [(x + wide, top), (x + wide + dx, top + dy), (x + wide + dx, foot + dy), (x + wide, foot)],
        fill=GREY,
        closed=True,
    )
    page.poly(
        [top_spot(0, 0), top_spot(1, 0), top_spot(1, 1), top_spot(0, 1)],
        fill="#efeeec",
        closed=True,
    )
    # Nick and groove.
    page.rect(x, foot - 26, wide, 6, fill=PAPER, stroke=INK)
    page.line(x, foot - 22.6, x + wide, foot - 22.6, stroke=GREY, thick=1.6)
    page.poly(
        [
            (x + wide + dx * 0.36, foot + dy * 0.36),
            (x + wide + dx * 0.36, foot + dy * 0.36 - 5),
            (x + wide + dx * 0.64, foot + dy * 0.64 - 5),
            (x + wide + dx * 0.64, foot + dy * 0.64),
        ],
        fill=PAPER,
        closed=True,
    )
    # The letter stands on the shoulder and widens downwards (the beard); it is mirrored.
    size = 42.0
    half = text_width("a", size, face=SERIF, weight=700) / 2
    depth = size * 0.72

    def letter(lift: float, swell: float, fill: str) -> None:
        ox, oy = top_spot(0.5, 0.22)
        d = outline(
            "a",
            size,
            (-1, 0, dx / depth, dy / depth, ox + half, oy - lift),
            face=SERIF,
            weight=700,
        )
        page.path(d, fill=fill, stroke=fill if swell else INK, thick=swell or 0.45, cap="round")

    steps = 24
    for step in range(steps):
        share = step / steps
        letter(9 * share, 4.2 * (1 - share) + 0.3, GREY if step else INK)
    letter(9, 0, RED)
    size = 7.5

    def name(words: str, tx: float, ty: float, px: float, py: float, *, right: bool) -> None:
        page.text(tx, ty + 2.6, words, size=size, weight=600, anchor="start" if right else "end")
        page.line(tx + (-2 if right else 2), ty, px, py)
        page.circle(px, py, 1.1)

    name("face", 40, 8, 67.6, 37.4, right=False)
    name("beard", 34, 24, 58.6, 48.6, right=False)
    name("shoulder", 34, 40, 53.5, 58.2, right=False)
    name("counter", 94, 10, 69.8, 43.6, right=True)
    name("shank", 110, 88, 90, 88, right=True)
    name("nick", 110, 104, 74, foot - 23, right=True)
    name("groove", 110, 120, x + wide + dx * 0.56, foot + dy * 0.5 - 3, right=True)
    name("feet", 114, 134, x + wide + dx * 0.84, foot + dy * 0.84 - 0.3, right=True)
    page.arrow(x, foot + 8, x + wide, foot + 8, both=True, stroke=RED)
    page.text(x + wide / 2 - 4, foot + 17, "set width", size=size, anchor="middle", fill=RED)
    page.arrow(x + wide + 5, foot + 6, x + wide + dx + 5, foot + dy + 6, both=True, stroke=RED)
    page.text(x + wide + 20, foot + 6, "body size", size=size, fill=RED)
    left = 28.0
    page.arrow(left, top - 9, left, foot, both=True, stroke=RED)
    page.line(left - 3, foot, x - 2, foot, stroke=RED)
    page.line(left - 3, top - 9, x + 14, top - 9, stroke=RED, dash="2 2")
    page.text(
        13, (top + foot) / 2, "height to paper", size=size, anchor="middle", turn=-90, fill=RED
    )
    page.text(
        23, (top + foot) / 2, "0.918 in", size=size, weight=650, anchor="middle", turn=-90, fill=RED
    )
    return page


@picture("2026-03-06/pair-of-cases.svg")
def pair_of_cases() -> Drawing:
    page = Drawing(COLUMN, 180, "The English pair of cases on their frame")
    # The upper case stands steeper behind, so it narrows a little towards its top edge.
    top, mid = 14.0, 84.0

    def up(u: float, v: float) -> tuple[float, float]:
        inset = 9 * (1 - v)
        return 4 + inset + u * (COLUMN - 8 - 2 * inset), top + v * (mid - top - 4)

    page.poly(
        [up(-0.02, -0.04), up(1.02, -0.04), up(1.02, 1.04), up(-0.02, 1.04)], fill=PALE, closed=True
    )
    for row in range(7):
        for column in range(14):
            a, b = column / 14, (column + 1) / 14
            c, d = row / 7, (row + 1) / 7
            page.poly([up(a, c), up(b, c), up(b, d), up(a, d)], fill=PAPER, closed=True)
    page.line(*up(0.5, -0.04), *up(0.5, 1.04), thick=2)
    low, end = mid + 14, 166.0

    def down(u: float, v: float) -> tuple[float, float]:
        spread = 3.5 * v
        return 3.5 - spread + u * (COLUMN - 7 + 2 * spread), low + v * (end - low)

    page.poly(
        [down(-0.0, -0.03), down(1.0, -0.03), down(1.0, 1.03), down(0.0, 1.03)],
        fill=PALE,
        closed=True,
    )
    # Left, top, right, bottom on a grid of 16 by 8; the letter, where one is shown.
    boxes = (
        "0 0 1 1.33 .;1 0 2 1.33 .;2 0 3 1.33 .;3 0 4 1.33 .;4 0 5 1.33 .;5 0 6 1.33 .;"
        "6 0 7 1.33 .;7 0 8 1.33 .;"
        "0 1.33 1 2.66 .;0 2.66 1 4 .;1 1.33 3 4 .;3 1.33 5 4 .;5 1.33 7.2 5.2 e;"
        "7.2 1.33 8 3.2 .;7.2 3.2 8 5.2 .;0 4 1 6 .;1 4 3 6 .;3 4 5 6 .;0 6 1 8 .;1 6 3 8 .;"
        "3 6 5 8 .;5 5.2 6.6 8 .;6.6 5.2 8 8 .;"
        "8 0 9 1.33 .;9 0 10 1.33 .;10 0 11 1.33 .;11 0 12 1.33 .;12 0 13 1.33 .;13 0 14 1.33 .;"
        "14 0 15 1.33 .;15 0 16 1.33 .;8 1.33 10 4 i;10 1.33 12 4 s;12 1.33 13 2.66 .;"
        "13 1.33 14 2.66 .;14 1.33 15 2.66 .;15 1.33 16 2.66 .;12 2.66 14 4 .;14 2.66 16 4 .;"
        "8 4 10 6 o;10 4 12 6 .;12 4 14 6 .;14 4 16 6 .;8 6 10 8 a;10 6 12 8 .;12 6 14 8 .;"
        "14 6 16 8 ."
    )
    marks = {"1 1.33 3 4": "", "3 4 5 6": "n", "3 6 5 8": "t", "1 4 3 6": "", "3 1.33 5 4": "h"}
    for box in boxes.split(";"):
        left, up_edge, right, low_edge, letter = box.split()
        shown = letter if letter != "." else marks.get(box[:-2], "")
        a, b = float(left) / 16, float(right) / 16
        c, d = float(up_edge) / 8, float(low_edge) / 8
        corners = [down(a, c), down(b, c), down(b, d), down(a, d)]
        page.poly(corners, fill=RED if shown == "e" else PAPER, closed=True)
        if shown:
            x, y = down((a + b) / 2, (c + d) / 2)
            size = 13.0 if shown == "e" else 10.0
            page.text(
                x,
                y + size * 0.28,
                shown,
                size=size,
                face=SERIF,
                weight=500,
                anchor="middle",
                fill=PAPER if shown == "e" else INK,
            )
    page.line(*down(0.5, -0.03), *down(0.5, 1.03), thick=2)
    page.text(COLUMN / 2, 7, "upper case: 98 equal boxes", size=7.5, anchor="middle")
    page.text(COLUMN / 2, 178, "lower case: boxes to suit the letters", size=7.5, anchor="middle")
    for x in (12.0, COLUMN - 12):
        page.line(x, mid - 1, x, low - 2, stroke=GREY, thick=2.4)
    return page


@picture("2026-03-06/fi-collision.svg")
def fi_collision() -> Drawing:
    page = Drawing(COLUMN, 74, "f and i apart, and the ligature fi")
    size, base = 76.0, 60.0
    left, right = COLUMN * 0.25, COLUMN * 0.76
    for x, words in ((left, "fi"), (right, "ﬁ")):
        wide = text_width("f", size, face=SERIF) + text_width("i", size, face=SERIF)
        if words == "fi":
            # Set as two sorts, without the kerning a composing program would add.
            start = x - wide / 2 + 1.5
            page.text(start, base, "f", size=size, face=SERIF)
            page.text(
                start + text_width("f", size, face=SERIF) - 1.6, base, "i", size=size, face=SERIF
            )
            page.circle(
                start + text_width("f", size, face=SERIF) + 3.6,
                base - 49,
                10.5,
                fill=None,
                stroke=RED,
                thick=1.4,
            )
        else:
            page.text(x, base, words, size=size, face=SERIF, anchor="middle")
    page.text(left, 72, "f + i", size=7.5, anchor="middle")
    page.text(right, 72, "fi, one sort", size=7.5, anchor="middle")
    return page


@picture("2026-02-27/lining-and-oldstyle.svg")
def figures() -> Drawing:
    page = Drawing(COLUMN, 70, "Lining and old-style figures")
    size, text = 25.0, "1234567890"
    for base, feature, height in ((25.0, "lnum", 0.670), (58.0, "onum", 0.475)):
        top = base - size * height
        page.line(0, base, COLUMN, base, stroke=RED)
        page.line(0, top, COLUMN, top, stroke=RED)
        page.text(COLUMN / 2, base, text, size=size, face=SERIF, anchor="middle", feature=feature)
    page.text(0, 5.8, "lining", size=6.5)
    page.text(0, 38, "old-style", size=6.5)
    return page


@picture("2026-02-27/grosses-eszett.svg")
def eszett() -> Drawing:
    page = Drawing(COLUMN, 74, "ß and ẞ")
    size, base = 66.0, 56.0
    page.line(0, base, COLUMN, base, stroke=RED)
    page.line(0, base - size * 0.670, COLUMN, base - size * 0.670, stroke=RED)
    for x, letter, code in ((COLUMN * 0.27, "ß", "U+00DF"), (COLUMN * 0.73, "ẞ", "U+1E9E")):
        page.text(x, base, letter, size=size, face=SERIF, anchor="middle")
        page.text(x, 71.5, code, size=8, weight=600, anchor="middle")
    return page


@picture("2026-02-27/hyphen-patterns.svg")
def hyphen_patterns() -> Drawing:
    page = Drawing(WIDE, 95, "Liang’s patterns at work on hyphenation")
    letters = "hyphenation"
    digits = ("0", "3", "0", "0", "2", "5", "4", "2", "0", "2")
    step = WIDE / 11.4
    for index, letter in enumerate(letters):
        x = step * (index + 0.7)
        page.text(x, 44, letter, size=27, face=SERIF, anchor="middle")
        if index < len(digits):
            digit = digits[index]
            odd = int(digit) % 2 == 1
            page.text(
                x + step / 2,
                17,
                digit,
                size=11 if odd else 9,
                weight=750 if odd else 400,
                anchor="middle",
                fill=RED if odd else GREY,
            )
            if odd:
                page.line(x + step / 2, 21, x + step / 2, 52, stroke=RED, thick=1)
    page.text(WIDE / 2, 88, "hy-phen-ation", size=25, face=SERIF, anchor="middle")
    return page


@picture("2026-03-06/accents-francais.svg")
def accents() -> Drawing:
    page = Drawing(WIDE, 143, "Quatre dates des accents français")
    rows = (
        ("1529", "« Champ fleury » : ç, accents et apostrophe proposés"),
        ("1533", "« Briefve doctrine » : les signes dans un texte"),
        ("1540", "Dolet : « De la punctuation » et les accents"),
        ("1740", "Académie, 3e édition : ê remplace « es » (forest → forêt)"),
    )
    x, step, first = 44.0, 30.0, 14.0
    last = first + step * 3 + 22
    page.line(x, first, x, first + step * 2, thick=1.2)
    page.line(x, first + step * 2, x, last, thick=1.2, dash="2.4 3")
    for index, (year, words) in enumerate(rows):
        y = last if index == 3 else first + step * index
        page.circle(x, y, 3.4, fill=RED)
        page.text(x - 9, y + 4, year, size=11.5, weight=650, anchor="end")
        if "→" in words:
            before, after = words.split("→")
            at = x + 11 + page.text(x + 11, y + 3, before, size=8.5)
            page.arrow(at, y, at + 11, y, thick=0.8, head=4)
            page.text(at + 13, y + 3, after.strip(), size=8.5)
        else:
            page.text(x + 11, y + 3, words, size=8.5)
    return page


@picture("2026-03-06/tonoi.svg")
def tonoi() -> Drawing:
    page = Drawing(COLUMN, 104, "Πολυτονικό και μονοτονικό")
    rows = (
        ("ἄνθρωπος", "άνθρωπος"),
        ("ὁ", "ο"),
        ("τῆς", "της"),
        ("ᾠδή", "ωδή"),
        ("ὕπνος", "ύπνος"),
    )
    bare = str.maketrans("ἄάὁῆᾠήὕύ", "ααοηωηυυ")
    second = COLUMN * 0.54
    for x, head in ((0.0, "πολυτονικό"), (second, "μονοτονικό")):
        page.text(x, 9, head, size=9.5, face=GREEK, weight=600)
        page.line(x, 13.5, x + COLUMN * 0.46, 13.5)
    for index, pair in enumerate(rows):
        y = 29.0 + index * 17.2
        for x, word in zip((0.0, second), pair, strict=True):
            # The whole word in the accent colour, its letters without marks over it in black:
            # what stays red are the breathings and accents.
            page.text(x, y, word, size=15, face=GREEK, weight=500, fill=RED)
            page.text(x, y, word.translate(bare), size=15, face=GREEK, weight=500)
    return page


@picture("2026-03-06/mirror-letters.svg")
def mirror_letters() -> Drawing:
    page = Drawing(COLUMN, 52, "Four sorts, seen from above")
    side, gap = 28.0, 7.0
    tall = 34.0
    left = (COLUMN - 4 * side - 3 * gap) / 2
    for index, letter in enumerate("bqdp"):
        x = left + index * (side + gap)
        page.rect(x, 1, side, tall, fill=PALE, stroke=INK, thick=0.75)
        # The nick runs along the lower edge of the body.
        page.rect(x + 0.4, tall - 2.6, side - 0.8, 2.4, fill=INK)
        half = text_width(letter, 31, face=SERIF, weight=600) / 2
        d = outline(letter, 31, (-1, 0, 0, -1, x + side / 2 + half, 23.5), face=SERIF, weight=600)
        page.path(d, fill=RED, stroke=None)
        page.text(x + side / 2, 49, str(index + 1), size=9, weight=650, anchor="middle")
    return page


@picture("2026-03-06/ornament.svg")
def ornament() -> Drawing:
    page = Drawing(120, 20, "Ornament")
    petal = "c2.6 -1.5 3.3 -4.6 0 -7.6c-3.3 3 -2.6 6.1 0 7.6z"
    for index in range(5):
        x, y = 12.0 + index * 24, 10.0
        for turn in (0, 90, 180, 270):
            page.parts.append(
                f'<path transform="rotate({turn} {x:g} {y:g})" d="M{x:g} {y - 1.7:g}{petal}" '
                f'fill="{RED if index % 2 else INK}"/>'
            )
        for turn in (45, 135, 225, 315):
            page.parts.append(
                f'<circle transform="rotate({turn} {x:g} {y:g})" cx="{x:g}" cy="{y - 5.6:g}" '
                f'r="1" fill="{INK}"/>'
            )
        if index < 4:
            page.circle(x + 12, y, 1.1, fill=RED)
    return page
