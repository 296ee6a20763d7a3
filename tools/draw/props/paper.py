"""Paper: reels, sheets with deckles and folds, a book, bundles."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from metal import face_file, pil_face
from PIL import Image, ImageDraw
from scipy import ndimage
from sheets import Points, mesh

from props import prop
from props.pages import newspaper
from props.text import PROSE, justified


@prop("newsprint-reels")
def reel_tail(cache: Path) -> None:
    """The loose end: off the reel at its foot, along the floor and up into a curl."""
    radius, length = 4.615, 8.74
    on_reel, flat = 1.9, 6.2

    def surface(u: Points, v: Points) -> tuple[Points, Points, Points]:
        run = u * (on_reel + flat + 9.0)
        z = (v - 0.5) * length
        x = np.zeros_like(run)
        y = np.zeros_like(run)
        wound = run < on_reel
        angle = -np.pi / 2 - (on_reel - run) / radius
        x = np.where(wound, radius * np.cos(angle), x)
        y = np.where(wound, radius * np.sin(angle), y)
        # Past the floor the paper follows a curve of growing bend: sum it in small steps.
        steps = np.linspace(0, flat + 9.0, 1200)
        # The near edge curls a little later than the far one, as torn paper does.
        far = np.clip(run - on_reel, 0, None)
        for_x, for_y = [], []
        for lag in (0.0, 1.0):
            start = flat - 0.8 + lag * 1.1
            bend = np.where(steps > start, 0.62 * np.clip((steps - start) / 4.5, 0, 1) ** 1.2, 0)
            lift = 0.022 * np.sin(steps * 0.9 + lag) * np.clip(steps / 3, 0, 1)
            turn = np.cumsum(bend) * (steps[1] - steps[0]) + lift * 0.6
            for_x.append(np.cumsum(np.cos(turn)) * (steps[1] - steps[0]))
            for_y.append(np.cumsum(np.sin(turn)) * (steps[1] - steps[0]))
        share = v
        px = np.interp(far, steps, for_x[0]) * (1 - share) + np.interp(far, steps, for_x[1]) * share
        py = np.interp(far, steps, for_y[0]) * (1 - share) + np.interp(far, steps, for_y[1]) * share
        # Deckled, slightly torn end.
        x = np.where(wound, x, px)
        y = np.where(wound, y, -radius + np.clip(py, 0.004, None))
        return x, y, z

    mesh(surface, cache / "reel-tail.inc", across=420, along=60)


@prop("paper-deckle")
def deckle_stack(cache: Path) -> None:
    """Twenty-one sheets, no two alike: ragged outlines, feathered rims, a little waviness."""
    rng = np.random.default_rng(20260306)
    out: list[str] = []
    for index in range(21):
        ragged = [rng.standard_normal(520) for _ in range(4)]
        edges = []
        for noise in ragged:
            soft = ndimage.gaussian_filter1d(noise, 9) * 9**0.5 * 0.09
            fine = ndimage.gaussian_filter1d(noise[::-1], 1.6) * 0.07
            edges.append(soft + fine)
        waves = rng.uniform(0, 6.28, 6)
        lift = rng.uniform(0.3, 1.0, 4)
        wide, tall = 9.6 + rng.normal(0, 0.07), 7.4 + rng.normal(0, 0.06)

        def surface(
            u: Points,
            v: Points,
            edges: list[Points] = edges,
            waves: Points = waves,
            lift: Points = lift,
            wide: float = wide,
            tall: float = tall,
        ) -> tuple[Points, Points, Points]:
            at_u = np.clip((u * 519).astype(int), 0, 519)
            at_v = np.clip((v * 519).astype(int), 0, 519)
            left, right, near, far = (
                edges[0][at_v],
                edges[1][at_v],
                edges[2][at_u],
                edges[3][at_u],
            )
            a, b = 2 * u - 1, 2 * v - 1
            x = a * wide + np.where(a < 0, left * np.abs(a) ** 7, right * np.abs(a) ** 7)
            z = b * tall + np.where(b < 0, near * np.abs(b) ** 7, far * np.abs(b) ** 7)
            rim = np.maximum(np.abs(a), np.abs(b))
            wave = 0.05 * np.sin(u * 7 + waves[0]) * np.sin(v * 5 + waves[1])
            cockle = 0.10 * np.sin(a * 19 + waves[2]) * np.abs(b) ** 8
            cockle += 0.10 * np.sin(b * 15 + waves[3]) * np.abs(a) ** 8
            corner = (np.abs(a) * np.abs(b)) ** 5
            lifted = (
                0.30
                * corner
                * np.where(
                    a < 0, np.where(b < 0, lift[0], lift[1]), np.where(b < 0, lift[2], lift[3])
                )
            )
            return x, wave * (1 - rim**6) * 0.4 + 0.5 * cockle + lifted, z

        name = f"deckle-{index:02d}.inc"
        mesh(surface, cache / name, across=260, along=220)
        turn, dx, dz = rng.normal(0, 1.1), rng.normal(0, 0.12), rng.normal(0, 0.12)
        tone = 0.94 + 0.06 * rng.random()
        out.append(
            f'object {{ #include "{name}" texture {{ Rag translate <{index * 3.7:.1f}, 0, '
            f"{index * 1.9:.1f}> }} scale <1, {tone:.3f}, 1> rotate y*{39 + turn:.2f} "
            f"translate <{dx:.3f}, {0.06 + index * 0.105:.3f}, {dz + 1.5:.3f}> }}"
        )
    (cache / "deckle-stack.inc").write_text("\n".join(out))


@prop("folding-sheet")
def folded_sheet(cache: Path) -> None:
    """A broadsheet with a ridge along its middle and a second crease across it."""
    half_w, half_d = 14.5, 10.5

    def surface(u: Points, v: Points) -> tuple[Points, Points, Points]:
        a, b = 2 * u - 1, 2 * v - 1
        # The ridge runs along x; both slopes bow a little outwards as paper does under its weight.
        slope = np.radians(30)
        run = np.abs(b)
        fall = np.sin(slope) * half_d * (run + 0.10 * np.sin(np.pi * run) * 0.5)
        out = np.cos(slope) * half_d * run + 0.25 * np.sin(np.pi * run)
        peak = np.sin(slope) * half_d
        # The second crease, across the sheet at its middle: both halves lean towards it.
        dip = 1.25 * (1 - np.abs(a)) * (1 - 0.8 * run)
        crease = 0.14 * np.exp(-((np.abs(a) * 60) ** 1.0))
        y = peak - fall - dip - crease
        # The near corners do not quite lie flat.
        y = y + 0.2 * run**6 * np.abs(a) ** 5
        x = a * half_w * (1 - 0.004 * np.abs(b))
        z = np.sign(b) * out
        return x, np.clip(y, 0.0, None) + 0.02 * np.sin(a * 5 + b * 3) * (1 - run), z

    mesh(surface, cache / "folded-sheet.inc", across=240, along=240, creases=True)


def _book_page(cache: Path, name: str, *, number: int, left: bool) -> None:
    """A text page in a book face, 1,500 by 2,250 pixels, with a running head and folio."""
    wide, tall = 1500, 2250
    page = Image.new("RGB", (wide, tall), (226, 218, 199))
    pen = ImageDraw.Draw(page)
    font = pil_face(face_file("serif", cache), 50)
    head = pil_face(face_file("serif-italic", cache), 46)
    ink = (42, 38, 36)
    inner, outer = 190, 270
    x0, x1 = (outer, wide - inner) if left else (inner, wide - outer)
    pen.text(((x0 + x1) / 2, 230), "Of Furniture and Quoins", font=head, fill=ink, anchor="ms")
    words = (PROSE * 4).split()
    at = number * 61
    for line in range(25):
        base = 350 + line * 66
        # First lines of paragraphs are set in.
        room = x1 - x0 - (70 if line in (0, 11, 19) else 0)
        at = justified(pen, words, at, left=x1 - room, base=base, room=room, font=font, fill=ink)
    pen.text(
        (x0 if left else x1, 2090), str(number), font=font, fill=ink, anchor="ls" if left else "rs"
    )
    page.save(cache / name)


@prop("open-book")
def open_book(cache: Path) -> None:
    """Two curved leaves with print, a third rising, and the blocks of leaves beneath them."""
    _book_page(cache, "book-page-left.png", number=42, left=True)
    _book_page(cache, "book-page-right.png", number=45, left=False)
    _book_page(cache, "book-page-rise.png", number=43, left=False)
    half, wide = 9.6, 12.4
    samples = np.linspace(0, 1, 801)

    def profile(peak: float, rise: float) -> tuple[Points, Points]:
        """From the gutter outwards: steeply up, over a crown, slowly down to the edge."""
        x = samples * wide
        y = peak * (1 - np.exp(-samples * 11)) * (1 - 0.52 * samples**1.2) + rise * samples**1.5
        run = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
        return np.interp(samples * wide, run, x), np.interp(samples * wide, run, y)

    for name, side, peak in (("book-left", -1, 2.6), ("book-right", 1, 2.1)):
        px, py = profile(peak, 0.0)

        def surface(
            u: Points, v: Points, side: int = side, px: Points = px, py: Points = py
        ) -> tuple[Points, Points, Points]:
            along = u if side > 0 else 1 - u
            wave = 0.02 * np.sin(v * 6 + along * 3) * along
            x = side * np.interp(along, samples, px)
            y = 0.42 + np.interp(along, samples, py) + wave + 0.05 * along**8 * np.cos(v * 9)
            return x, y, (2 * v - 1) * half

        mesh(surface, cache / f"{name}.inc", across=420, along=160)
        # The block under the leaf: its fore edge and head are what one sees of the other leaves.
        rows = [(side * float(a), 0.41 + float(b)) for a, b in zip(px[::20], py[::20], strict=True)]
        rows += [(side * float(px[-1]), 0.3), (0.0, 0.3), rows[0]]
        points = ", ".join(f"<{a:.3f}, {b - 0.16:.3f}>" for a, b in rows)
        (cache / f"{name}-block.inc").write_text(
            f"prism {{ linear_sweep linear_spline {-half + 0.03}, {half - 0.03}, {len(rows)}, "
            f"{points} rotate x*-90 scale <1, 1, -1> texture {{ Edges }} }}"
        )
    (cache / "book-blocks.inc").write_text(
        '#include "book-left-block.inc"\n#include "book-right-block.inc"\n'
    )

    def rising(u: Points, v: Points) -> tuple[Points, Points, Points]:
        along = u
        bend = np.radians(78) - np.radians(64) * along**0.75 - 0.10 * (v - 0.4) * along
        step = 1 / u.shape[0]
        x = np.cumsum(np.cos(bend), axis=0) * step * wide
        y = np.cumsum(np.sin(bend), axis=0) * step * wide * 0.62
        return x, 0.5 + y, (2 * v - 1) * half

    mesh(rising, cache / "book-rise.inc", across=360, along=160)


@prop("newspaper-bundle")
def bundle(cache: Path) -> None:
    """Each paper is folded once, its fold to the front; two bundles of them, tied."""
    newspaper(cache / "newspaper.png", wide=1800, tall=2400, seed=3)
    page = Image.open(cache / "newspaper.png")
    page.crop((0, 0, 1800, 1200)).save(cache / "newspaper-top.png")
    rng = np.random.default_rng(45)
    half_w, depth = 14.4, 19.0  # a tabloid folded across: 289 mm wide, 190 mm deep
    out: list[str] = []

    def paper(name: str, thick: float, bow: Points) -> None:
        def surface(u: Points, v: Points) -> tuple[Points, Points, Points]:
            # v runs from the back edge below, round the fold, to the back edge above.
            along = 2 * v - 1
            flat = np.clip(np.abs(along) - 0.06, 0, 1) / 0.94
            turn = np.clip(np.abs(along) / 0.06, 0, 1) * np.pi / 2
            z = -depth / 2 + flat * depth + np.where(flat > 0, 0, thick / 2 * (1 - np.sin(turn)))
            z = z - np.where(flat > 0, 0.0, thick * 0.5 * np.cos(turn)) + thick * 0.5
            side = np.where(along < 0, -1.0, 1.0)
            y = side * thick / 2 * np.where(flat > 0, 1.0, np.sin(turn))
            # A fold springs open a little: thicker near it, thinner at the open edges.
            y = y * (1.0 + 0.10 * np.exp(-flat * 9) - 0.10 * flat)
            x = (2 * u - 1) * half_w
            dent = 0.06 * np.sin(u * 5 + bow[0]) * (1 - flat) + 0.05 * np.sin(u * 11 + bow[1]) * (
                1 - flat
            )
            return x, y + dent * 0.6, z + 0.12 * dent

        mesh(surface, cache / name, across=70, along=160)

    thick = 0.86
    for index in range(6):
        paper(f"paper-{index}.inc", thick, rng.uniform(0, 6, 2))
    paper("paper-flat.inc", thick, np.zeros(2))
    count = 11
    for level in range(2):
        base = level * (count * thick + 0.5)
        inner: list[str] = []
        for index in range(count):
            y = thick / 2 + index * thick
            dx, dz, turn = rng.normal(0, 0.12), rng.normal(0, 0.13), rng.normal(0, 0.35)
            form = int(rng.integers(0, 6))
            # The leaves inside: a block a little within the cover, lined at its cut sides.
            inner.append(
                f'union {{ object {{ #include "paper-{form}.inc" texture {{ Stock translate '
                f"{index * 3} }} }} box {{ <{-half_w + 0.02:.2f}, {-thick / 2 + 0.07:.3f}, "
                f"{-depth / 2 + 0.5:.2f}>, <{half_w - 0.02:.2f}, {thick / 2 - 0.09:.3f}, "
                f"{depth / 2}> texture {{ Cut translate {index * 1.3:.1f} }} }} "
                f"rotate y*{turn:.2f} translate <{dx:.3f}, {y:.3f}, {dz:.3f}> }}"
            )
        top = count * thick
        # The page that lies uppermost is printed.
        inner.append(
            f"box {{ <{-half_w + 0.05}, {top - 0.02}, {-depth / 2 + 0.75}>, <{half_w - 0.05}, "
            f"{top + 0.035}, {depth / 2 + 0.1}> texture {{ pigment {{ image_map {{ png "
            f'"newspaper-top.png" interpolate 2 once }} translate <-0.5, -0.5, 0> rotate x*90 '
            f"scale <{2 * half_w}, 1, {depth}> }} finish {{ ambient 0 diffuse 0.9 }} }} }}"
        )
        # String both ways round, pulled into the edges, and a knot on top.
        r = 0.17
        for across in (True, False):
            a, b = (half_w + 0.12, depth / 2 + 0.32)
            for side in (-1, 1):
                line = (
                    (f"<{side * a}, 0, 0.6>", f"<{side * a}, {top + 0.12}, 0.6>")
                    if across
                    else (f"<-0.5, 0, {side * b}>", f"<-0.5, {top + 0.12}, {side * b}>")
                )
                inner.append(f"cylinder {{ {line[0]}, {line[1]}, {r} texture {{ String }} }}")
                inner.append(f"sphere {{ {line[1]}, {r} texture {{ String }} }}")
            ends = (
                (f"<{-a}, {top + 0.12}, 0.6>", f"<{a}, {top + 0.12}, 0.6>")
                if across
                else (f"<-0.5, {top + 0.14}, {-b}>", f"<-0.5, {top + 0.14}, {b}>")
            )
            inner.append(f"cylinder {{ {ends[0]}, {ends[1]}, {r} texture {{ String }} }}")
        inner.append(
            f"union {{ sphere {{ 0, 0.42 scale <1.3, 0.8, 1> }} torus {{ 0.36, 0.16 rotate z*70 }} "
            f"torus {{ 0.33, 0.16 rotate x*60 }} sphere_sweep {{ cubic_spline 6, <-1, 0, 0>, 0.15, "
            f"<0, 0.1, 0>, 0.15, <1.2, 0.3, -0.8>, 0.14, <2.4, 0.05, -1.1>, 0.13, "
            f"<3.3, -0.05, -2>, 0.10, <4, -0.05, -3>, 0.1 }} "
            f"sphere_sweep {{ cubic_spline 6, <1, 0, 0>, 0.15, "
            f"<0, 0.1, 0>, 0.15, <-0.9, 0.35, -0.9>, 0.14, <-1.5, 0.1, -2.2>, 0.13, "
            f"<-2.6, -0.05, -2.9>, 0.10, <-4, -0.05, -3>, 0.1 }} texture {{ String }} "
            f"translate <-0.5, {top + 0.30}, 0.6> }}"
        )
        turn, dx = ((-27.0, 0.0), (-19.0, 0.8))[level]
        out.append(f"union {{ {' '.join(inner)} rotate y*{turn} translate <{dx}, {base:.3f}, 0> }}")
    (cache / "bundle-papers.inc").write_text("\n".join(out))
