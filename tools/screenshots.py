"""Makes the pictures in docs/pictures from real output: ``make screenshots``."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "issues" / "2026-03-06"
PICTURES = ROOT / "docs" / "pictures"

SPREAD = (1, 4)
"""The pages of the print edition that are shown side by side."""

HEIGHT = 900
"""How high a page is shown, in pixels."""

PAPER, DESK, EDGE = "white", (228, 226, 221), (190, 188, 184)


def main() -> None:
    """Build the larger sample and photograph it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        command = [sys.executable, "-m", "edition", "build", str(SAMPLE), "--out", str(out)]
        done = subprocess.run([*command, "--quiet"], check=False)
        if done.returncode > 1:
            sys.exit(f"The sample does not build ({done.returncode}).")
        (pdf,) = out.rglob("*-print.pdf")
        _side_by_side(pdf).save(PICTURES / "pages.jpg", quality=82, optimize=True)


def _side_by_side(pdf: Path) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    pages = [_page(document[number - 1]) for number in SPREAD]
    gap = 36
    width = sum(page.width for page in pages) + gap * (len(pages) + 1)
    desk = Image.new("RGB", (width, HEIGHT + 2 * gap), DESK)
    left = gap
    for page in pages:
        desk.paste(page, (left, gap))
        left += page.width + gap
    return desk


def _page(page: pypdfium2.PdfPage) -> Image.Image:
    """Return ``page`` at ``HEIGHT``, drawn larger first so that small type stays even."""
    drawn = page.render(scale=3 * HEIGHT / page.get_height()).to_pil().convert("RGB")
    small = drawn.resize((round(drawn.width / 3), HEIGHT), Image.Resampling.LANCZOS)
    return ImageOps.expand(small.crop((1, 1, small.width - 1, small.height - 1)), 1, EDGE)


if __name__ == "__main__":
    main()
