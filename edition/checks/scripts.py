"""Finds words in scripts that no font at hand can write, before the pages show boxes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..document import Document
from ..findings import Finding, finding
from ..look.fonts import MissingScript, missing_scripts
from ..model import Origin
from ..passages import passages

LOST = "\ufffd"
"""What programs write for a character they could not read."""

FONT_SUFFIXES = (".ttf", ".otf", ".woff", ".woff2")


def script_findings(document: Document) -> Iterator[Finding]:
    """Yield a finding for each script of each file that would come out as empty boxes (TXT-010).

    Fonts a publication or issue keeps in ``styles/fonts/`` count as at hand.
    """
    drawn = tuple(passages(document))
    if not missing_scripts("".join(text for text, _ in drawn)):
        return
    own = _own_coverage(document)
    said: set[tuple[Path, str]] = set()
    for text, origin in drawn:
        for missing in missing_scripts(text, also=own):
            if (origin.path, missing.name) not in said:
                said.add((origin.path, missing.name))
                yield _finding(missing, origin)


def _finding(missing: MissingScript, origin: Origin) -> Finding:
    if LOST in missing.sample:
        return finding(
            "TXT-010",
            f"A character was lost before it got here, and {LOST} stands in its place.",
            origin=origin,
            hint=f"Look it up in the manuscript, and write it where {LOST} is.",
        )
    what = (
        "The text has signs no font at hand can write"
        if missing.name == "signs"
        else f"There is {missing.name} in the text, and no font at hand can write it"
    )
    hint = (
        f"Install a font for it: pip install {missing.package}"
        f" (or: pipx inject edition {missing.package})"
        if missing.package
        else "Write it in other characters, or put a font that has them into styles/fonts/ and "
        "name it with @font-face in styles/publication.css."
    )
    return finding(
        "TXT-010",
        f"{what}: {missing.sample}",
        origin=origin,
        hint=hint,
    )


def _own_coverage(document: Document) -> frozenset[int]:
    """Return the codepoints of the fonts the publication and the issue bring along."""
    folders = (document.publication.folder, document.issue.folder)
    files = [
        path
        for folder in folders
        for path in sorted((folder / "styles" / "fonts").glob("*"))
        if path.suffix.lower() in FONT_SUFFIXES
    ]
    return frozenset(point for path in files for point in _covered_by(path))


def _covered_by(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    try:
        with TTFont(path, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except Exception:  # fontTools raises nearly anything on a broken file; the engine will say so
        return frozenset()
