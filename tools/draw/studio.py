"""The shots: which scene makes which photograph, how large, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass

from grade import Grade
from labels import Label


@dataclass(frozen=True, slots=True)
class Shot:
    """`file` under issues/, the pixels of the finished picture, its grade and its JPEG quality.

    `drawn` is the share of the width POV-Ray draws; the darkroom enlarges the rest, as a
    photographer would, before it sharpens and adds the grain.
    """

    file: str
    width: int
    height: int
    grade: Grade
    quality: int = 86
    icc: bool = False
    turned: bool = False
    label: Label | None = None
    drawn: float = 0.75


SHOTS: dict[str, Shot] = {
    "newsprint-reels": Shot(
        "2026-03-06/newsprint-reels.jpg",
        2880,
        1920,
        Grade(exposure=0.93, contrast=1.14, warmth=0.045, black=12),
        icc=True,
        drawn=1.0,
    ),
    "composing-stick": Shot(
        "2026-03-06/composing-stick.jpg",
        2560,
        1440,
        Grade(exposure=1.3, contrast=1.08, warmth=0.02, saturation=0.85, soft_top=0.0022),
    ),
    "loupe-halftone": Shot(
        "2026-03-06/loupe-halftone.jpg",
        2400,
        2400,
        Grade(exposure=0.95, contrast=1.1, warmth=0.03, grain=2.0, vignette=0.35),
        quality=80,
    ),
    "wood-type": Shot(
        "2026-03-06/wood-type.jpg",
        3000,
        1000,
        Grade(exposure=1.5, contrast=1.08, warmth=0.03, soft_top=0.002),
    ),
    "metal-sorts": Shot(
        "2026-03-06/metal-sorts.jpg",
        1640,
        2460,
        Grade(exposure=1.25, contrast=1.14, warmth=0.01, soft_top=0.005, soft_foot=0.003),
        turned=True,
        label=Label(
            caption="Metal sorts, face up; the one on its side shows its nick.",
            credit="Rendering: The Forme",
            copyright="© The Forme",
            alt="Four pieces of metal type standing upright, letters on top, one lying in front.",
            date="2026-03-02",
        ),
    ),
    "forme-in-chase": Shot(
        "2026-02-27/forme-in-chase.jpg",
        2460,
        1640,
        Grade(exposure=1.2, contrast=1.1, warmth=0.02, saturation=0.8, soft_top=0.0015),
    ),
    "ink-roller": Shot(
        "2026-03-06/ink-roller.jpg",
        2460,
        1640,
        Grade(exposure=1.0, contrast=1.06, warmth=0.025, black=20, soft_top=0.003),
    ),
    "paper-deckle": Shot(
        "2026-03-06/paper-deckle.jpg",
        2400,
        1800,
        Grade(exposure=1.0, contrast=1.12, warmth=0.05, soft_top=0.003),
    ),
    "folding-sheet": Shot(
        "2026-03-06/folding-sheet.jpg",
        2400,
        1600,
        Grade(exposure=0.92, contrast=1.08, warmth=0.03, soft_top=0.003),
    ),
    "open-book": Shot(
        "2026-03-06/open-book.jpg",
        2400,
        1600,
        Grade(exposure=1.0, contrast=1.1, warmth=0.05, soft_top=0.004),
    ),
    "stereo-plate": Shot(
        "2026-02-27/stereo-plate.jpg",
        2400,
        1600,
        Grade(exposure=1.45, contrast=1.12, saturation=0.7, soft_top=0.002),
    ),
    "newspaper-bundle": Shot(
        "2026-03-06/newspaper-bundle.jpg",
        2400,
        1600,
        Grade(exposure=1.0, contrast=1.1, warmth=0.045, soft_top=0.003),
    ),
    "press-cylinder": Shot(
        "2026-03-06/press-cylinder.jpg",
        2400,
        1800,
        Grade(exposure=1.1, contrast=1.1, warmth=0.0, soft_top=0.002),
    ),
    "punches-matrices": Shot(
        "2026-03-06/punches-matrices.jpg",
        2400,
        1600,
        Grade(exposure=1.3, contrast=1.2, soft_top=0.004, mono=True),
    ),
    "type-case-drawer": Shot(
        "2026-03-06/type-case-drawer.jpg",
        2400,
        1600,
        Grade(exposure=1.2, contrast=1.1, warmth=0.03),
    ),
    "swatch-fan": Shot(
        "2026-03-06/swatch-fan.jpg",
        2400,
        1800,
        Grade(exposure=0.74, contrast=1.1, grain=2.2, bloom=0.04),
        icc=True,
        label=Label(
            caption=(
                "A swatch fan shows solid inks on good paper. Newsprint will print every one of "
                "them darker and duller."
            ),
            credit="Rendering: The Forme",
            copyright="© The Forme",
            alt=(
                "A dozen strips of coloured card fanned out from a single rivet, running from "
                "red through blue to black."
            ),
            date="2026-03-03",
        ),
    ),
    "linen-tester": Shot(
        "2026-02-27/linen-tester.jpg",
        2400,
        1800,
        Grade(exposure=1.1, contrast=1.08, warmth=0.03, soft_top=0.003),
    ),
}
