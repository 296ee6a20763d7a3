"""Things of the shop: the film of ink, linen, the type case."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from metal import grain_noise, save16
from PIL import Image
from scipy import ndimage

from props import prop


@prop("ink-roller")
def ink_film(cache: Path) -> None:
    """A rolled film of ink: a rectangle with overlapping lanes and a ragged edge."""
    side = 1500
    y, x = np.mgrid[0:side, 0:side] / side
    rough = grain_noise((side, side), 11, 26.0) * 0.012 + grain_noise((side, side), 12, 5.0) * 0.004
    inside = np.minimum.reduce([x - 0.08, 0.93 - x, y - 0.09, 0.92 - y]) + rough
    streak = grain_noise((side, side), 13, 1.6)
    streak = np.asarray(ndimage.gaussian_filter(streak, (0, 22)), dtype=np.float64)
    edge = np.clip(inside / 0.03 + 0.9 * streak / streak.std() * 0.25, 0, 1)
    lanes = 0.5 + 0.08 * np.sin(y * 46) + 0.05 * grain_noise((side, side), 14, 2.0)
    film = np.where(edge > 0.35, 0.30 + 0.5 * np.clip(lanes, 0, 1) * np.clip(edge, 0, 1), 0.0)
    save16(np.clip(film, 0, 1), cache / "ink-film.png")


@prop("linen-tester")
def weave(cache: Path) -> None:
    """Plain linen: threads of uneven thickness going over and under one another."""
    side, threads = 2400, 150
    rng = np.random.default_rng(7)
    y, x = np.mgrid[0:side, 0:side] / side * threads
    x = x + grain_noise((side, side), 31, 30.0) * 0.10
    y = y + grain_noise((side, side), 32, 30.0) * 0.10
    warp, weft = np.floor(x).astype(int) % threads, np.floor(y).astype(int) % threads
    thick_x, thick_y = rng.normal(1, 0.13, threads), rng.normal(1, 0.13, threads)
    cross_x = np.clip(1 - (2 * np.abs(x % 1 - 0.5) / thick_x[warp]) ** 2, 0, 1) ** 0.5
    cross_y = np.clip(1 - (2 * np.abs(y % 1 - 0.5) / thick_y[weft]) ** 2, 0, 1) ** 0.5
    over = ((warp + weft) % 2) * 2 - 1
    up_x = cross_x * (0.62 + 0.34 * over * np.cos(np.pi * (y % 1 - 0.5)))
    up_y = cross_y * (0.62 - 0.34 * over * np.cos(np.pi * (x % 1 - 0.5)))
    height = np.maximum(up_x, up_y)
    save16(height, cache / "weave.png")
    tone_x, tone_y = rng.normal(1, 0.07, threads), rng.normal(1, 0.07, threads)
    tone = np.where(up_x > up_y, tone_x[warp], tone_y[weft])
    tone = tone * (0.62 + 0.38 * height) * (1 + 0.03 * grain_noise((side, side), 33, 1.0))
    flax = np.array([206.0, 195.0, 172.0])
    colour = np.clip(tone[..., None] * flax, 0, 255).astype(np.uint8)
    Image.fromarray(colour).save(cache / "weave-colour.png")


# Boxes of an English lower case, in sixteenths of its width and eighths of its depth.
CASE = (
    "0 0 1 1.33;1 0 2 1.33;2 0 3 1.33;3 0 4 1.33;4 0 5 1.33;5 0 6 1.33;6 0 7 1.33;7 0 8 1.33;"
    "0 1.33 1 2.66;0 2.66 1 4;1 1.33 3 4;3 1.33 5 4;5 1.33 8 5.2;0 4 1 6;1 4 3 6;3 4 5 6;"
    "0 6 1 8;1 6 3 8;3 6 5 8;5 5.2 6.6 8;6.6 5.2 8 8;8 0 9 1.33;9 0 10 1.33;10 0 11 1.33;"
    "11 0 12 1.33;12 0 13 1.33;13 0 14 1.33;14 0 15 1.33;15 0 16 1.33;8 1.33 10 4;10 1.33 12 4;"
    "12 1.33 13 2.66;13 1.33 14 2.66;14 1.33 15 2.66;15 1.33 16 2.66;12 2.66 14 4;14 2.66 16 4;"
    "8 4 10 6;10 4 12 6;12 4 14 6;14 4 16 6;8 6 10 8;10 6 12 8;12 6 14 8;14 6 16 8"
)


@prop("type-case-drawer")
def type_case(cache: Path) -> None:
    """The case with its partitions, and type heaped in every box."""
    rng = np.random.default_rng(98)
    wide, deep, high = 40.0, 22.0, 2.7
    out = [
        f"object {{ Soft(<{-wide / 2 - 1}, -0.6, {-deep / 2 - 1}>, <{wide / 2 + 1}, 0, "
        f"{deep / 2 + 1}>, 0.05) texture {{ Old }} }}"
    ]
    for x in (-wide / 2 - 1.0, wide / 2 + 0.1):
        out.append(
            f"object {{ Soft(<{x}, -0.6, {-deep / 2 - 1}>, <{x + 0.9}, {high + 0.5}, "
            f"{deep / 2 + 1}>, 0.08) texture {{ OldCross }} }}"
        )
    for z in (-deep / 2 - 1.0, deep / 2 + 0.1):
        out.append(
            f"object {{ Soft(<{-wide / 2 - 1}, -0.6, {z}>, <{wide / 2 + 1}, {high + 0.5}, "
            f"{z + 0.9}>, 0.08) texture {{ Old translate {z} }} }}"
        )
    # The front carries a card holder and a knob of brass on either side.
    for x in (-11.0, 11.0):
        out.append(
            f"union {{ cylinder {{ 0, -z*0.7, 0.28 }} sphere {{ -z*1.0, 0.62 }} "
            f"texture {{ Brass }} translate <{x}, 1.1, {-deep / 2 - 1}> }}"
        )
    pieces: list[str] = []
    for box in CASE.split(";"):
        a, b, c, d = (float(part) for part in box.split())
        x0, x1 = a / 16 * wide - wide / 2, c / 16 * wide - wide / 2
        z1, z0 = deep / 2 - b / 8 * deep, deep / 2 - d / 8 * deep
        t = 0.09
        for lo, hi, texture in (
            ((x0 - t, z0), (x0 + t, z1), "OldCross"),
            ((x1 - t, z0), (x1 + t, z1), "OldCross"),
            ((x0, z0 - t), (x1, z0 + t), "Old"),
            ((x0, z1 - t), (x1, z1 + t), "Old"),
        ):
            out.append(
                f"box {{ <{lo[0]:.3f}, 0, {lo[1]:.3f}>, <{hi[0]:.3f}, {high}, {hi[1]:.3f}> "
                f"texture {{ {texture} translate {a + b:.2f} }} }}"
            )
        area = (x1 - x0) * (z1 - z0)
        fill = rng.uniform(0.55, 1.0)
        kind = rng.choice(["SortSmall", "SortThin", "SortWide"], p=[0.45, 0.3, 0.25])
        room_x, room_z = x1 - x0 - 0.5, z1 - z0 - 0.5
        for _ in range(int(area * 5.2)):
            px, pz = rng.uniform(-0.5, 0.5, 2)
            heap = fill * (1 - 1.1 * max(abs(px), abs(pz)) ** 2)
            y = 0.25 + 1.45 * heap * rng.random() ** 0.55
            turn = rng.uniform(0, 360)
            # A sort is 2.3 long: keep both of its ends within the box.
            reach_x = min(room_x / 2, abs(np.cos(np.radians(turn))) * 1.15)
            reach_z = min(room_z / 2, abs(np.sin(np.radians(turn))) * 1.15)
            if room_x < 2.2 and room_z < 2.7:
                turn = 90 + rng.normal(0, 14)
                reach_x, reach_z = 0.4, 1.15
            x = (x0 + x1) / 2 + px * max(0.0, room_x - 2 * reach_x)
            z = (z0 + z1) / 2 + pz * max(0.0, room_z - 2 * reach_z)
            tip = rng.normal(0, 11)
            pieces.append(
                f"object {{ {kind} translate -y*1.15 rotate y*{rng.uniform(0, 360):.0f} "
                f"rotate z*{90 + tip:.0f} rotate y*{turn:.0f} "
                f"translate <{x:.2f}, {max(y, 0.3):.2f}, {z:.2f}> }}"
            )
    out += pieces
    (cache / "type-case.inc").write_text("\n".join(out))
