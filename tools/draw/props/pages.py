"""Pages: type in the forme, the stereotype, the halftone, the newspaper."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from metal import bevel, face_file, grain_noise, pil_face, save16
from PIL import Image, ImageDraw
from scipy import ndimage
from screens import round_dots
from sheets import Points, mesh

from props import prop
from props.text import PROSE, justified


def type_page(
    cache: Path, name: str, *, wide: float, tall: float, pixels: int, lines: int, words: str
) -> None:
    """The relief of a page of type, mirrored: a display line, a rule and columns of text.

    `wide` and `tall` are centimetres, `pixels` the width of the map; columns are two.
    """
    scale = pixels / wide
    height = round(tall * scale)
    page = Image.new("L", (pixels, height), 0)
    pen = ImageDraw.Draw(page)
    margin = round(0.25 * scale)
    head = pil_face(face_file("serif-black", cache), round(2.6 * scale))
    pen.text((pixels / 2, 2.75 * scale), "THE FORME", font=head, fill=255, anchor="ms")
    for y, thick in ((3.25, 0.12), (3.5, 0.04)):
        pen.rectangle((margin, y * scale, pixels - margin, (y + thick) * scale), fill=255)
    column = (pixels - 2 * margin - round(0.8 * scale)) // 2
    step = (tall - 4.1) * scale / lines
    font = pil_face(face_file("serif", cache), round(step * 0.92))
    stock = words.split()
    at = 0
    for left in (margin, pixels - margin - column):
        for line in range(lines):
            base = 4.0 * scale + (line + 0.78) * step
            at = justified(pen, stock, at, left=left, base=base, room=column, font=font, fill=255)
    middle = pixels / 2
    pen.rectangle(
        (middle - 0.02 * scale, 4.0 * scale, middle + 0.02 * scale, (tall - 0.2) * scale), fill=255
    )
    mask = (np.asarray(page) > 110)[:, ::-1]
    relief = bevel(mask, 0.055 * scale, rounding=0.6)
    # The gaps between the lines' bodies.
    rows = np.arange(height)
    gaps = (np.abs(((rows - 4.0 * scale) / step) % 1.0 - 0.03) < 0.03) & (rows > 4.0 * scale)
    relief = np.where(gaps[:, None] & (relief < 0.02), 0.0, np.maximum(relief, 0.12))
    save16(relief, cache / name)
    Image.fromarray(np.where(mask, 255, 0).astype(np.uint8)).save(cache / f"mask-{name}")


@prop("forme-in-chase")
def forme_page(cache: Path) -> None:
    """The type page of the forme, inked, 28 by 18 centimetres."""
    type_page(cache, "forme-page.png", wide=28, tall=18.1, pixels=2600, lines=18, words=PROSE)
    (cache / "forme-page.inc").write_text(
        'height_field { png "forme-page.png" smooth scale <28, 0.17, 18.1> '
        "translate <-14, 2.16, -8.6> texture { InkedLead } }\n"
        "box { <-14, 0, -8.6>, <14, 2.165, 9.5> texture { Lead } }\n"
    )


@prop("stereo-plate")
def plate_face(cache: Path) -> None:
    """The printing side of a newspaper page: mirrored columns, headlines and a picture block."""
    wide, tall = 3000, 2070  # half the cylinder's girth by its height
    page = Image.new("L", (wide, tall), 0)
    pen = ImageDraw.Draw(page)
    margin, columns, gutter = 110, 6, 34
    column = (wide - 2 * margin - gutter * (columns - 1)) / columns
    head = pil_face(face_file("serif-black", cache), 250)
    pen.text((wide / 2, 300), "THE FORME", font=head, fill=255, anchor="ms")
    for rule in (350, 364):
        pen.rectangle((margin, rule, wide - margin, rule + 5), fill=255)
    font = pil_face(face_file("serif", cache), 29)
    display = pil_face(face_file("serif-black", cache), 92)
    small = pil_face(face_file("serif-bold", cache), 56)
    words = (PROSE * 30).split()
    at = 0
    titles = {0: ("TEN THOUSAND", "PIECES"), 3: ("HELD BY", "PRESSURE"), 5: ("QUOINS",)}
    for index in range(columns):
        x = margin + index * (column + gutter)
        y = 420.0
        for title in titles.get(index, ()):
            size = display if index == 0 else small
            pen.text((x, y + 76), title, font=size, fill=255, anchor="ls")
            y += 104 if index == 0 else 72
        if index == 1:
            y += 208
        if index in (3, 4):
            box = (x, 1150, x + column, 1150 + 420)
            if index == 3:
                box = (x, 1150, x + 2 * column + gutter, 1150 + 420)
                tone = np.clip(
                    0.5 + 0.28 * grain_noise((420, int(box[2] - box[0])), 9, 46.0), 0.05, 0.95
                )
                dots = round_dots(tone, pitch=9.0, angle=45, across=1)
                page.paste(Image.fromarray((dots * 255).astype(np.uint8)), (int(x), 1150))
        while y < tall - 130:
            y += 36
            if index in (3, 4) and 1110 < y < 1620:
                continue
            at = justified(pen, words, at, left=x, base=y, room=column, font=font, fill=255)
        if index < columns - 1:
            middle = x + column + gutter / 2
            pen.rectangle((middle - 1, 420, middle + 1, tall - 110), fill=255)
    mask = (np.asarray(page) > 110)[:, ::-1]
    relief = bevel(mask, 5.0, rounding=0.8)
    Image.fromarray((relief * 255).astype(np.uint8)).save(cache / "plate-relief.png")
    rough = grain_noise(mask.shape, 21, 2.2) * 5 + grain_noise(mask.shape, 22, 40.0) * 7
    level = np.where(mask, 172 + rough, 116 + rough)
    grey = np.clip(ndimage.gaussian_filter(level, 0.7), 0, 255)
    tint = np.stack([grey, grey * 1.005, grey * 1.02], axis=-1)
    Image.fromarray(np.clip(tint, 0, 255).astype(np.uint8)).save(cache / "plate-face.png")
    radius, height = 12.0, 26.0

    def surface(u: Points, v: Points) -> tuple[Points, Points, Points]:
        angle = np.pi * (u - 0.5)
        return radius * np.sin(angle), v * height, -radius * np.cos(angle)

    mesh(surface, cache / "plate-face.inc", across=180, along=8)


@prop("loupe-halftone")
def halftone_print(cache: Path) -> None:
    """A photograph of type, screened: 24 centimetres wide at 20 dots a centimetre."""
    source = cache / "composing-stick.png"
    if not source.exists():
        source = cache / "composing-stick-test.png"
    pixels = 4800
    picture = Image.open(source).convert("RGB").convert("L")
    side = picture.height
    left = picture.width - side - picture.width // 10
    picture = picture.crop((left, 0, left + side, side)).resize((pixels, pixels))
    levels = np.asarray(picture, dtype=np.float64) / 255
    tone = np.clip(0.80 - 1.15 * (levels - 0.08), 0.05, 0.9)
    # The dots stand for the tone at their middle, as they do when a screen is laid on a film.
    ink = round_dots(tone, pitch=15.0, angle=45, across=2)
    ink = np.asarray(ndimage.gaussian_filter(ink, 1.0), dtype=np.float64)
    speckle = 0.06 * grain_noise(ink.shape, 5, 1.4)
    cover = np.clip(ink * (0.93 + speckle), 0, 1)[..., None]
    paper, black = np.array([232.0, 227.0, 214.0]), np.array([30.0, 29.0, 30.0])
    sheet = paper + (black - paper) * cover
    image = Image.fromarray(np.clip(sheet, 0, 255).astype(np.uint8))
    image.save(cache / "halftone-print.jpg", quality=93)


def newspaper(target: Path, *, wide: int, tall: int, seed: int) -> None:
    """A printed tabloid front page: a name, a headline, a picture and columns of text."""
    page = Image.new("RGB", (wide, tall), (201, 194, 175))
    pen = ImageDraw.Draw(page)
    cache = target.parent
    ink = (44, 42, 41)
    margin = wide * 0.05
    name = pil_face(face_file("serif-black", cache), round(wide * 0.135))
    pen.text((wide / 2, wide * 0.15), "The Forme", font=name, fill=ink, anchor="ms")
    for y in (0.175, 0.205):
        pen.rectangle((margin, wide * y, wide - margin, wide * y + 3), fill=ink)
    small = pil_face(face_file("sans-bold", cache), round(wide * 0.017))
    pen.text((margin, wide * 0.198), "Number 12", font=small, fill=ink, anchor="ls")
    pen.text((wide - margin, wide * 0.198), "6 March 2026", font=small, fill=ink, anchor="rs")
    head = pil_face(face_file("serif-bold", cache), round(wide * 0.088))
    pen.text((margin, wide * 0.31), "What 45 grams", font=head, fill=ink, anchor="ls")
    pen.text((margin, wide * 0.40), "of paper can carry", font=head, fill=ink, anchor="ls")
    font = pil_face(face_file("serif", cache), round(wide * 0.0185))
    columns = 5
    gutter = wide * 0.017
    column = (wide - 2 * margin - gutter * (columns - 1)) / columns
    box = (
        round(margin + 2 * (column + gutter)),
        round(wide * 0.44),
        round(wide - margin),
        round(wide * 0.82),
    )
    tone = 0.45 + 0.2 * grain_noise((box[3] - box[1], box[2] - box[0]), seed, 38.0)
    dots = round_dots(np.clip(tone, 0.05, 0.9), pitch=6.0, angle=45, across=2)[..., None]
    block = np.array([201.0, 194.0, 175.0]) * (1 - dots) + np.array(ink) * dots
    page.paste(Image.fromarray(block.astype(np.uint8)), box[:2])
    words = (PROSE * 40).split()
    at = seed
    for index in range(columns):
        x = margin + index * (column + gutter)
        y = wide * (0.45 if index < 2 else 0.85)
        while y < tall - margin * 0.8:
            at = justified(pen, words, at, left=x, base=y, room=column, font=font, fill=ink)
            y += wide * 0.0225
    page.save(target)


@prop("press-cylinder")
def press_sheet(cache: Path) -> None:
    """The sheet that rises from the nip, printed on the side that met the blanket."""
    newspaper(cache / "newspaper.png", wide=1800, tall=2400, seed=3)
    half = Image.open(cache / "newspaper.png").transpose(Image.Transpose.ROTATE_90)
    half.save(cache / "press-print.png")
    radius, half_length = 7.0, 13.4

    def surface(u: Points, v: Points) -> tuple[Points, Points, Points]:
        # It enters from below and, past the nip, bends over the impression cylinder.
        run = u * 20 - 6
        steps = np.linspace(-6, 20, 900)
        turn = np.clip(steps - 2.0, 0, None) * 0.05 + 0.02 * np.sin(steps * 0.8)
        dx = np.cumsum(np.sin(turn)) * (steps[1] - steps[0])
        dy = np.cumsum(np.cos(turn)) * (steps[1] - steps[0])
        x = np.interp(run, steps, dx - np.interp(0, steps, dx))
        y = radius + np.interp(run, steps, dy - np.interp(0, steps, dy))
        return x + 0.0 * v, y + 0.05 * np.sin(v * 9) * u**2, (v - 0.5) * 2 * half_length

    mesh(surface, cache / "press-sheet.inc", across=260, along=40)
