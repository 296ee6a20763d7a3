"""Lay drawn pictures out on one sheet to look at: python show.py OUT.png NAME…"""

from __future__ import annotations

import sys
from pathlib import Path

import pyvips

ROOT = Path(__file__).resolve().parents[2] / "issues"


def main() -> None:
    """Scale each picture to the size it has on paper, at 200 pixels an inch, four to a row."""
    target, *names = sys.argv[1:]
    tiles = []
    for name in names:
        date, file = name.split("/")
        tile = pyvips.Image.svgload(str(ROOT / date / "images" / file), dpi=200)
        tiles.append(
            tile.flatten(background=255).embed(
                20, 20, tile.width + 40, tile.height + 40, extend="white"
            )
        )
    pyvips.Image.arrayjoin(tiles, across=3, background=230, shim=8).write_to_file(target)


if __name__ == "__main__":
    main()
