"""Files, numbers and decisions."""

from __future__ import annotations

from house import COLUMN, GREY, INK, PALE, PAPER, RED, WIDE, Drawing, picture, text_width


@picture("2026-03-06/alt-decision.svg")
def alt_decision() -> Drawing:
    page = Drawing(COLUMN, 181, "What to write as alternative text")
    questions = (
        ("Only an", "ornament?"),
        ("Does it hold", "words?"),
        ("Is it", "a chart?"),
    )
    answers = (
        ("Mark it", "decorative"),
        ("Give", "the words"),
        ("Say what it", "shows; figures", "in the story"),
    )
    wide, tall, step = 56.0, 26.0, 50.0
    answer_x, answer_w = COLUMN - 56.5, 56.0
    for index, (question, answer) in enumerate(zip(questions, answers, strict=True)):
        y = 1 + index * step
        middle = y + tall / 2
        page.rect(0.5, y, wide, tall, fill=PAPER, stroke=INK, thick=0.75, radius=tall / 2)
        page.lines(
            0.5 + wide / 2,
            middle - 1.4,
            list(question),
            size=7.5,
            leading=9,
            anchor="middle",
            weight=600,
        )
        page.arrow(0.5 + wide, middle, answer_x, middle, head=4)
        page.text((0.5 + wide + answer_x) / 2 - 1.5, middle - 3, "yes", size=7, anchor="middle")
        high = 20 if len(answer) == 2 else 29
        page.rect(answer_x, middle - high / 2, answer_w, high, fill=PALE)
        first = middle - (len(answer) - 1) * 4.4 + 2.6
        page.lines(
            answer_x + answer_w / 2, first, list(answer), size=7.5, leading=8.8, anchor="middle"
        )
        page.arrow(0.5 + wide / 2, y + tall, 0.5 + wide / 2, y + step, head=4)
        page.text(0.5 + wide / 2 + 4, y + tall + 14, "no", size=7)
    y = 1 + 3 * step
    page.rect(0.5, y, wide, 26, fill=RED)
    page.lines(
        0.5 + wide / 2,
        y + 11.4,
        ["Say what", "matters here"],
        size=7.5,
        leading=9,
        anchor="middle",
        weight=600,
        fill=PAPER,
    )
    return page


@picture("2026-03-06/issn-check.svg")
def issn_check() -> Drawing:
    page = Drawing(WIDE, 143, "The check digit of an ISSN")
    side, gap, left = 25.0, 4.6, 34.0
    digits, weights = (1, 2, 3, 4, 5, 6, 7), (8, 7, 6, 5, 4, 3, 2)
    top = 1.0
    for index, (digit, weight) in enumerate(zip(digits, weights, strict=True)):
        x = left + index * (side + gap)
        middle = x + side / 2
        page.rect(x, top, side, side, fill=PAPER, stroke=INK, thick=0.75)
        page.text(middle, top + 18.6, str(digit), size=17, weight=600, anchor="middle")
        page.text(middle, top + 43, f"× {weight}", size=10.5, anchor="middle")
        page.line(x + 2, top + 50, x + side - 2, top + 50, stroke=GREY)
        page.text(middle, top + 65, str(digit * weight), size=12, weight=600, anchor="middle")
        if index < 6:
            page.text(x + side + gap / 2, top + 64.4, "+", size=9, anchor="middle")
    x = left + 7 * (side + gap)
    page.text(x - 1, top + 65, "= 112", size=12, weight=650)
    page.rect(x + 1, top, side, side, fill=RED)
    page.text(x + 1 + side / 2, top + 18.6, "9", size=17, weight=700, anchor="middle", fill=PAPER)
    page.text(0, top + 43, "weight", size=7.5)
    page.text(0, top + 16, "digit", size=7.5)
    page.text(0, top + 64, "product", size=7.5)
    page.text(left, 100, "112 = 10 × 11 + 2", size=13)
    page.text(left, 124, "11 − 2 = ", size=13)
    wide = text_width("11 − 2 = ", 13)
    page.text(left + wide + 2, 124, "9", size=13, weight=700, fill=RED)
    end = x + 1 + side / 2
    page.line(left + wide + 14, 119.5, end + 20, 119.5, stroke=RED)
    page.line(end + 20, 119.5, end + 20, 13.5, stroke=RED)
    page.arrow(end + 20, 13.5, end + side / 2 + 1, 13.5, stroke=RED, head=5)
    return page


@picture("2026-03-06/epub-tree.svg")
def epub_tree() -> Drawing:
    page = Drawing(COLUMN, 134, "What is inside an EPUB")
    rows = (
        (0, "mimetype", False),
        (0, "META-INF/", True),
        (1, "container.xml", False),
        (0, "EPUB/", True),
        (1, "package.opf", False),
        (1, "nav.xhtml", False),
        (1, "text/ …", True),
        (1, "styles/ …", True),
        (1, "images/ …", True),
    )
    step, first, size = 14.9, 9.0, 8.0
    ends: dict[str, tuple[float, float]] = {}
    parents: dict[int, float] = {}
    for index, (depth, name, folder) in enumerate(rows):
        x, y = 1.0 + depth * 14, first + index * step
        if depth == 0:
            parents[0] = y
        else:
            page.path(f"M5 {parents[0] + 4:.1f}V{y - 2.6:.1f}H{x - 2:.1f}", stroke=GREY)
        wide = page.text(x, y, name, size=size, weight=600 if folder else 400)
        ends[name] = (x + wide + 3, y - 2.6)
    page.text(ends["mimetype"][0] + 3, first, "first, not compressed", size=7.5, fill=GREY)
    for source, target, out in (
        ("container.xml", "package.opf", 92.0),
        ("package.opf", "nav.xhtml", 80.0),
    ):
        x1, y1 = ends[source]
        x2, y2 = ends[target]
        y1 += 1.6 if source == "package.opf" else 0
        y2 -= 1.6 if target == "package.opf" else 0
        page.path(
            f"M{x1:.1f} {y1:.1f}H{out - 4}q4 0 4 4V{y2 - 4:.1f}q0 4 -4 4", stroke=RED, thick=0.9
        )
        page.arrow(out - 4, y2, x2, y2, stroke=RED, thick=0.9, head=4.5)
    page.text(
        96,
        (ends["container.xml"][1] + ends["package.opf"][1]) / 2 + 2.6,
        "points to",
        size=7.5,
        fill=RED,
    )
    page.text(
        84, (ends["package.opf"][1] + ends["nav.xhtml"][1]) / 2 + 4, "lists", size=7.5, fill=RED
    )
    return page
