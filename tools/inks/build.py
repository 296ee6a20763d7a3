"""Builds the ICC profiles in edition/press/inks/ from characterisation data that may be shared.

Needs Argyll's ``colprof`` and the data: on Debian the packages ``argyll`` (2.3.1) and
``icc-profiles-free`` (2.0.1). About a minute of one processor each::

    python tools/inks/build.py                         into edition/press/inks/
    python tools/inks/build.py --into /tmp/inks --only newsprint
    python tools/inks/build.py --data FOLDER --colprof /path/to/colprof

The same version of Argyll gives the same bytes: its data are left out of the profile, and the
date it writes is replaced.
"""

from __future__ import annotations

import argparse
import struct
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

INKS = Path(__file__).parents[2] / "edition" / "press" / "inks"
DATA = Path("/usr/share/color/icc")
SOURCE_OF_PICTURES = "sRGB.icc"
"""The gamut that the perceptual tables bring into that of the paper."""

DATE = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
DATE_AT = 24
"""Where the date stands in the header of a profile (ICC.1:2001-04, 6.1)."""


@dataclass(frozen=True)
class Paper:
    """One profile: the data it is made from, and how black stands in for the other inks.

    ``total`` and ``black`` are limits in per cent. ``curve`` is how much black a grey gets: at
    white, where it begins to rise, where it ends, at black, and its shape (below 1: hollow).
    """

    data: str
    title: str
    source: str
    total: int
    black: int
    curve: tuple[float, float, float, float, float]


PAPERS = {
    # Black early and much of it: a coldset press holds no grey of three inks in register, and
    # 220 % is all the paper dries. Black comes out as 52/34/28/100.
    "newsprint": Paper(
        "TR002",
        "Newsprint, coldset (ANSI CGATS/SNAP TR 002-2007), 220 %",
        "Derived from ANSI CGATS/SNAP TR 002-2007, Color Characterization Data for Coldset "
        "Printing on Newsprint. May be distributed freely.",
        220,
        100,
        (0, 0.05, 1, 1, 0.8),
    ),
    # With a higher end of black its last tenth comes so quickly that the other inks have to step
    # back for it, and shadows band.
    "coated": Paper(
        "FOGRA39L",
        "Coated paper, offset (FOGRA39L), 300 %",
        "Derived from FOGRA39L (Fogra), as distributed by K.-U. Behrmann under the zlib licence. "
        "May be distributed freely.",
        298,
        92,
        (0, 0.15, 1, 0.92, 0.8),
    ),
    # The usual curve ends in 100/14/53/100, a green black. This one is neutral all the way.
    "uncoated": Paper(
        "FOGRA29L",
        "Uncoated white paper, offset (FOGRA29L), 280 %",
        "Derived from FOGRA29L (Fogra), as distributed by K.-U. Behrmann under the zlib licence. "
        "May be distributed freely.",
        280,
        96,
        (0, 0.1, 0.95, 0.96, 0.8),
    ),
}


def build(name: str, *, colprof: str, data: Path, into: Path) -> Path:
    """Build one profile and return its file."""
    paper = PAPERS[name]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / name
        work.with_suffix(".ti3").write_bytes((data / f"{paper.data}.ti3").read_bytes())
        command = [colprof, "-qm", "-nc"]
        command += ["-A", "edition", "-M", paper.data, "-D", paper.title, "-C", paper.source]
        command += ["-l", str(paper.total), "-L", str(paper.black)]
        command += ["-k", "p", *(f"{one:g}" for one in paper.curve)]
        # Pictures made to be seen on a screen in a room, shown on paper in a room.
        command += ["-S", str(data / SOURCE_OF_PICTURES), "-cmt", "-dpp", str(work)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        made = work.with_suffix(".icc").read_bytes()
    into.mkdir(parents=True, exist_ok=True)
    file = into / f"{name}.icc"
    file.write_bytes(made[:DATE_AT] + DATE + made[DATE_AT + len(DATE) :])
    return file


def main() -> None:
    """Read the command line and build."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    words.add_argument("--colprof", default="colprof", help="where Argyll's program is")
    words.add_argument("--data", type=Path, default=DATA, help="the folder of the .ti3 files")
    words.add_argument("--into", type=Path, default=INKS, help="where the profiles go")
    words.add_argument("--only", choices=PAPERS, help="build one of them")
    said = words.parse_args()
    for name in [said.only] if said.only else PAPERS:
        build(name, colprof=said.colprof, data=said.data, into=said.into)


if __name__ == "__main__":
    main()
