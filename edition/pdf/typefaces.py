"""The fonts the pages ended up with: all of them the publication's own, none of them faked."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..findings import Finding, finding
from .description import Description
from .engine import Setting

BOLD = 600
"""The weight from which on a bold is meant."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A face some font file draws, with the least and the greatest weight it has."""

    family: str
    slanted: bool
    lightest: int
    heaviest: int


def inspect_faces(setting: Setting, css: str) -> Iterator[Finding]:
    """Yield a finding for every family, slant or bold the pages ask for that no file draws.

    The engine would put another family there, lean the upright, or leave the bold out.
    """
    drawn = tuple(_drawn(rule) for rule in _FACE.findall(css))
    families = {face.family for face in drawn}
    missing: set[tuple[str, str]] = set()
    for family, slanted, weight in sorted(setting.faces):
        if family not in families:
            yield finding(
                "PDF-002",
                f"The styles ask for the font “{family}”, which nobody supplied; another stands "
                "in its place.",
                hint="Name one of the publication's families first, or add its file with "
                "@font-face.",
            )
            continue
        cuts = [face for face in drawn if face.family == family and face.slanted >= slanted]
        bold = weight >= BOLD and not any(face.heaviest >= BOLD for face in cuts)
        if not cuts or bold:
            cut = " ".join(["bold"] * bold + ["italic"] * slanted)
            missing.add((family, cut if cuts else "italic"))
    for family, cut in sorted(missing):
        article = "an" if cut == "italic" else "a"
        yield finding(
            "PDF-002",
            f"The styles ask for {article} {cut} of “{family}”, which has none.",
            hint=f"Set it plain, or in a family that has {article} {cut}.",
        )


_FACE = re.compile(r"@font-face\s*\{([^}]*)\}", re.IGNORECASE)
_WEIGHTS = {"normal": 400, "bold": 700}


def _drawn(rule: str) -> Drawn:
    weights = [
        _WEIGHTS.get(one) or int(re.sub(r"\D", "", one) or 400)
        for one in _declared(rule, "font-weight").lower().split()
    ] or [400]
    slanted = _declared(rule, "font-style").lower().startswith(("italic", "oblique"))
    return Drawn(_declared(rule, "font-family"), slanted, min(weights), max(weights))


def _declared(rule: str, name: str) -> str:
    found = re.search(rf"{name}\s*:\s*([^;]+)", rule, re.IGNORECASE)
    return found[1].strip().strip("\"'") if found else ""


def inspect_fonts(data: bytes, description: Description) -> tuple[Finding, ...]:
    """Return a finding for every font in the PDF that nobody supplied, or that is not in it."""
    import pikepdf

    families = {_declared(rule, "font-family") for rule in _FACE.findall(description.css)}
    ours = _named(families)
    theirs: tuple[str, ...] | None = None
    found: list[Finding] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            if not isinstance(one, pikepdf.Dictionary) or one.get("/Type") != "/FontDescriptor":
                continue
            name = str(one.FontName).lstrip("/").rpartition("+")[2]
            if name in description.foreign:
                continue
            embedded = any(key in one for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            if not name.casefold().startswith(ours) and theirs is None:
                theirs = _named(said for path in description.fonts for said in _families_of(path))
            if not name.casefold().startswith((*ours, *(theirs or ()))) or not embedded:
                found.append(
                    finding(
                        "PDF-002",
                        f"The pages use the font “{name}”, which is not one of the publication's.",
                        hint="Use the families and styles the publication has.",
                    )
                )
    return tuple(dict.fromkeys(found))


def _named(families: Iterable[str]) -> tuple[str, ...]:
    """Return how fonts of these ``families`` are called in a PDF."""
    return tuple(family.replace(" ", "-").casefold() for family in families if family)


def _families_of(path: Path) -> Iterator[str]:
    """Yield what the font in ``path`` calls itself; nothing when it cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, lazy=True) as font:
            for entry in font["name"].names:
                if entry.nameID in (1, 6, 16):
                    yield str(entry)
    except (TTLibError, OSError, KeyError, ValueError, AssertionError):
        return  # told by the engine, which cannot read it either
