"""Type in metal and wood: sticks, sorts, punches, letters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from metal import bevel, face_file, glyph_mask, grain_noise, save16, set_line

from props import prop


@prop("composing-stick")
def stick_lines(cache: Path) -> None:
    """One full line and half of the next, with a lead between them, for a 20 pica measure."""
    body = 1.28
    first, long = set_line("twelve points", "serif-bold", cache, body=body, skin="WashedLead")
    second, _ = set_line("to the p", "serif-bold", cache, body=body, skin="WashedLead")
    z = body + 0.07
    lead = f"box {{ <0.01, 0, {body + 0.008}>, <{long}, 1.9, {z - 0.008}> texture {{ Lead }} }}"
    text = [
        f"#declare Measure = {long:.4f};",
        f"union {{ {first} }}",
        lead,
        f"union {{ {second} translate z*{z:.4f} }}",
    ]
    (cache / "stick-lines.inc").write_text("\n".join(text))
    loose = []
    for letter, x, zz, turn in (("a", 5.6, 5.9, 28.0), ("c", 0.6, 5.9, -38.0)):
        sort, wide = set_line(letter, "serif-bold", cache, body=body, skin="WashedLead")
        loose.append(
            f"union {{ {sort} translate x*{-wide / 2:.3f} rotate x*-90 "
            f"rotate y*{180 + turn} translate <{x}, 0.005, {zz}> }}"
        )
    (cache / "stick-loose.inc").write_text("\n".join(loose))


@prop("wood-type")
def wood_type(cache: Path) -> None:
    """FORME in mirror image: the first letter stands at the right."""
    face = face_file("sans-black", cache)
    body, pixels = 8.4, 1100
    out: list[str] = []
    blocks: list[tuple[str, float]] = []
    for index, letter in enumerate("FORME"):
        mask = glyph_mask(letter, face, pixels, baseline=0.86, scale=1.02)[:, ::-1]
        heights = bevel(mask, pixels * 0.028, rounding=1.5)
        # A few dents in the face and a rough routed floor.
        rough = grain_noise(mask.shape, 40 + index, 3.0)
        heights = np.where(heights > 0.98, 1 - 0.004 * np.abs(rough), heights)
        wear = grain_noise(mask.shape, 60 + index, 9.0)
        heights = np.where((wear > 3.1) & (heights > 0.9), heights - 0.06 * (wear - 3.1), heights)
        heights = np.clip(np.where(mask, heights, np.maximum(heights, 0.05 + 0.012 * rough)), 0, 1)
        save16(heights, cache / f"wood-{index}.png")
        blocks.append((f"wood-{index}.png", body * mask.shape[1] / mask.shape[0]))
    gap = 0.03
    total = sum(wide for _, wide in blocks) + gap * 4
    at = total / 2
    for index, (name, wide) in enumerate(blocks):
        at -= wide
        shift = (0.0, 0.1, -0.06, 0.05, -0.1)[index]
        out.append(
            f'object {{ Letter("{name}", {wide:.4f}, {body}, {index + 1}) '
            f"rotate y*{(0.25, -0.3, 0.2, -0.15, 0.3)[index]} translate <{at:.4f}, 0, {shift}> }}"
        )
        at -= gap
    (cache / "wood-type-line.inc").write_text("\n".join(out))


@prop("metal-sorts")
def metal_sorts(cache: Path) -> None:
    """Sorts that face us with the nick; the lying one shows its nick upwards."""
    out: list[str] = []
    body = 1.06
    for letter, face, x, z, turn in (
        ("R", "serif-bold", -0.62, 0.25, 16.0),
        ("g", "serif-bold", 0.58, 0.62, -12.0),
        ("&", "serif-bold", -0.10, 1.95, 30.0),
        ("E", "serif-bold", 1.02, 2.75, -25.0),
    ):
        # Turned half round again, so that the nick looks at the camera.
        sort, wide = set_line(letter, face, cache, body=body, skin="WashedLead", pixels=700)
        out.append(
            f"union {{ {sort} translate <{-wide / 2:.3f}, 0, {-body / 2}> rotate y*{180 + turn} "
            f"translate <{x}, 0, {z}> }}"
        )
    sort, wide = set_line("a", "serif-bold", cache, body=body, skin="WashedLead", pixels=700)
    out.append(
        f"union {{ {sort} translate <{-wide / 2:.3f}, -1.1, 0> rotate x*-90 rotate y*{-62} "
        f"translate <0.2, 0.004, -1.75> }}"
    )
    (cache / "metal-sorts.inc").write_text("\n".join(out))


@prop("punches-matrices")
def punches(cache: Path) -> None:
    """Four punches, three lying and one leaning on a matrix, and three matrices in a row."""
    face = face_file("serif-bold", cache)
    out: list[str] = []
    for letter in "aRgM":
        mask = glyph_mask(letter, face, 520, width=520, scale=0.86, baseline=0.72)
        # On the punch the letter is mirrored and raised; in the matrix it reads right and is sunk.
        save16(bevel(mask[:, ::-1], 46, rounding=1.0), cache / f"punch-{letter}.png")
        sunk = 1 - bevel(mask, 16, rounding=0.8)
        save16(np.clip(sunk, 0.0, 1.0), cache / f"matrix-{letter}.png")
    # The punches lean on a bar and point their letters up at us.
    for letter, x, turn, long in (
        ("R", -5.0, -5.0, 6.4),
        ("a", -3.4, -2.0, 6.1),
        ("g", -2.0, 2.0, 6.6),
        ("M", -0.35, 5.0, 6.2),
    ):
        out.append(
            f'object {{ Punch("punch-{letter}.png", {long}) rotate x*-66 '
            f"rotate y*{turn} translate <{x}, 0.46, 3.5> }}"
        )
    for letter, x, z, turn in (
        ("R", 1.45, -1.9, 8.0),
        ("a", 2.85, -1.2, -3.0),
        ("g", 4.25, -1.6, -13.0),
    ):
        out.append(
            f'object {{ Matrix("matrix-{letter}.png", {x}) rotate y*{turn} '
            f"translate <{x}, 0, {z}> }}"
        )
    (cache / "punches.inc").write_text("\n".join(out))
