"""Words to fill pages with, and the setting of them into pictures."""

from __future__ import annotations

from PIL import ImageDraw, ImageFont

PROSE = (
    "A forme is made up on the stone, and everything in it is held by pressure alone. "
    "Nothing is glued, nothing is screwed: wood and metal push against iron, and a page of ten "
    "thousand pieces can be lifted by one pair of hands. The furniture fills the space between "
    "the type and the chase; the quoins are turned a little at a time, first at the foot and "
    "then at the side, until a finger pressed on any line moves nothing at all. Before the "
    "forme is carried to the press it is planed flat with a block and a mallet, unlocked, and "
    "locked again. A loose word will rise, take too much ink and print as a black smear; a "
    "tight line at the head will bow the whole page. "
)


def justified(
    pen: ImageDraw.ImageDraw,
    words: list[str],
    first: int,
    *,
    left: float,
    base: float,
    room: float,
    font: ImageFont.FreeTypeFont,
    fill: int | tuple[int, int, int],
) -> int:
    """Set one full line from `words[first:]` round and round; returns the next word's place.

    The line is justified as a compositor does it: the space left over is shared out between
    the words.
    """
    row: list[str] = []
    at = first
    while font.getlength(" ".join([*row, words[at % len(words)]])) <= room:
        row.append(words[at % len(words)])
        at += 1
    gap = (room - sum(font.getlength(word) for word in row)) / max(1, len(row) - 1)
    x = left
    for word in row:
        pen.text((x, base), word, font=font, fill=fill, anchor="ls")
        x += font.getlength(word) + gap
    return at
