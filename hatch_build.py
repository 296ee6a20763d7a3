"""Makes the bundled faces when a wheel is built: static instances of two variable typefaces.

``python hatch_build.py`` does the same by hand. The result lies in
``edition/shared/fonts/``: one TrueType file a face, the licences, the outlines of the faces
covers are lettered in, and ``fonts.json`` for ``edition.look.fonts``. Nothing is made again while
the recipe, the typefaces and fontTools are those that made what is there.

Both typefaces are under the SIL Open Font License. What is made here is a modified version,
and one of the two reserves a name, so every face gets a family name of our own.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path(__file__).parent / "edition" / "shared" / "fonts"
SERIF = "fontpkg_source_serif_4"
SANS = "fontpkg_libre_franklin"
LICENCES = {SERIF: "OFL-serif.txt", SANS: "OFL-sans.txt"}

PROCESSES = 2
"""Two halves of about equal work; more would only pay on machines nobody has."""

TEXT_FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "liga", "rvrn"]
FIGURE_FEATURES = ["onum", "lnum", "pnum", "tnum", "zero", "case", "smcp", "c2sc"]
NOTE_FEATURES = ["frac", "numr", "dnom", "sups", "subs", "sinf", "ordn"]
FEATURES = [*TEXT_FEATURES, *FIGURE_FEATURES, *NOTE_FEATURES]
"""The features kept; stylistic sets and the catch-all ``aalt`` only add glyphs and bytes."""

STAND_INS = {0x2011: 0x2010, 0x00AD: 0x2010, 0x202F: 0x2009, 0x2010: 0x002D}
"""Characters the typefaces lack and the sign that looks the same: without these a
non-breaking hyphen or a narrow space would come from whatever font the machine has."""

FSSELECTION_ITALIC, FSSELECTION_BOLD, FSSELECTION_REGULAR = 1 << 0, 1 << 5, 1 << 6


class Recipe(NamedTuple):
    """One face to make: where it comes from and what it is called.

    No dataclass: hatch loads this file without entering it in ``sys.modules``.
    """

    family: str
    package: str
    source: str
    weight: int
    style: str = "normal"
    optical_size: float | None = None

    @property
    def file(self) -> str:
        italic = "-italic" if self.style == "italic" else ""
        return f"{self.family.lower().replace(' ', '-')}-{self.weight}{italic}.ttf"

    @property
    def location(self) -> dict[str, float]:
        optical_size = {} if self.optical_size is None else {"opsz": self.optical_size}
        return {"wght": self.weight, **optical_size}


_SERIF_ROMAN, _SERIF_ITALIC = "SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf"
_SANS_ROMAN, _SANS_ITALIC = "LibreFranklin[wght].ttf", "LibreFranklin-Italic[wght].ttf"

RECIPES = (
    Recipe("Edition Text", SERIF, _SERIF_ROMAN, 400, optical_size=10),
    Recipe("Edition Text", SERIF, _SERIF_ITALIC, 400, "italic", 10),
    Recipe("Edition Text", SERIF, _SERIF_ROMAN, 700, optical_size=10),
    Recipe("Edition Text", SERIF, _SERIF_ITALIC, 700, "italic", 10),
    Recipe("Edition Headline", SERIF, _SERIF_ROMAN, 700, optical_size=48),
    Recipe("Edition Sans", SANS, _SANS_ROMAN, 400),
    Recipe("Edition Sans", SANS, _SANS_ITALIC, 400, "italic"),
    Recipe("Edition Sans", SANS, _SANS_ROMAN, 600),
    Recipe("Edition Sans", SANS, _SANS_ROMAN, 800),
)


LETTERED = ("edition-headline-700.ttf", "edition-sans-600.ttf")
"""The faces a cover is drawn with. Their outlines and kerning are written down here, once,
because reading them out of the font takes as long as making the rest of an EPUB's pages."""


class FontsHook(BuildHookInterface[Any]):
    """Makes the faces before hatch collects the wheel's files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        make_fonts()
        if version == "standard":  # an editable install reads them from the checkout
            build_data["force_include"][str(FOLDER)] = "edition/shared/fonts"


def make_fonts(folder: Path = FOLDER) -> bool:
    """Make the faces in ``folder``; ``False`` when those there are up to date."""
    recipe = _recipe_digest()
    if _up_to_date(folder, recipe):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fonts.json").unlink(missing_ok=True)  # written last: it vouches for the others
    halves = [range(start, len(RECIPES), PROCESSES) for start in range(PROCESSES)]
    running = [
        subprocess.Popen([sys.executable, __file__, str(folder), *map(str, half)])
        for half in halves
    ]
    if any([process.wait() for process in running]):
        raise RuntimeError("the bundled faces could not be made")
    for package, name in LICENCES.items():
        text = (_package(package) / "LICENSE").read_bytes()
        (folder / name).write_bytes(text)
    (folder / "fonts.json").write_text(_manifest(folder, recipe), encoding="utf-8")
    return True


def _recipe_digest() -> str:
    """What decides the faces' bytes: this file, fontTools and the two typefaces."""
    parts = [Path(__file__).read_bytes()]
    parts += [f"{name} {version(name)}".encode() for name in ("fonttools", SERIF, SANS)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _up_to_date(folder: Path, recipe: str) -> bool:
    try:
        manifest = json.loads((folder / "fonts.json").read_text(encoding="utf-8"))
        files = [(folder / face["file"], face["digest"]) for face in manifest["faces"]]
        files += [(folder / name, None) for name in LICENCES.values()]
        files += [(folder / _letters_of(name), None) for name in LETTERED]
        return manifest["recipe"] == recipe and all(
            path.is_file() if digest is None else _digest(path) == digest for path, digest in files
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _manifest(folder: Path, recipe: str) -> str:
    from fontTools.ttLib import TTFont

    faces = []
    for one in RECIPES:
        with TTFont(folder / one.file, lazy=True) as font:
            covered = sorted(font.getBestCmap())
        faces.append(
            {
                "family": one.family,
                "weight": one.weight,
                "style": one.style,
                "file": one.file,
                "licence": LICENCES[one.package],
                "coverage": _ranges(covered),
                "digest": _digest(folder / one.file),
            }
        )
    return json.dumps({"recipe": recipe, "faces": faces}, indent=1, sort_keys=True) + "\n"


def _ranges(codepoints: list[int]) -> str:
    """Return sorted codepoints as ``20-7e a0-17f``, hexadecimal."""
    runs: list[list[int]] = []
    for point in codepoints:
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return " ".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in runs)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _package(name: str) -> Path:
    return Path(str(importlib.resources.files(name)))


def _make_face(recipe: Recipe, folder: Path) -> None:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    source = _package(recipe.package) / "files" / recipe.source
    # Without recalcTimestamp=False the clock would stand in every file.
    font = TTFont(source, recalcTimestamp=False)
    _settle_positions(font, recipe.location)
    font = instancer.instantiateVariableFont(font, recipe.location, inplace=True, optimize=False)
    _subset(font)
    _add_stand_ins(font)
    _rename(font, recipe)
    # Packing depends on the HarfBuzz at hand, if any; the same input gives the same bytes.
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    font.save(folder / recipe.file)
    if recipe.file in LETTERED:
        letters = json.dumps(_letters(font), ensure_ascii=False, separators=(",", ":"))
        (folder / _letters_of(recipe.file)).write_text(letters, encoding="utf-8")


def _letters_of(face: str) -> str:
    return face.removesuffix(".ttf") + ".letters.json"


def _letters(font: Any) -> dict[str, Any]:
    """Return what ``edition.epub.lettering`` draws with.

    For each character its advance, its kerning classes as the first and as the second of a
    pair, the commands of its outline and their points, in one string, because few of them are
    ever looked at.
    """
    tables = list(_pair_tables(font))
    firsts: dict[tuple[Any, ...], int] = {}
    seconds: dict[tuple[Any, ...], int] = {}
    examples: tuple[dict[int, str], dict[int, str]] = ({}, {})
    letters, glyphs = {}, font.getGlyphSet()
    for point, name in sorted(font.getBestCmap().items()):
        first = firsts.setdefault(tuple(one.first(name) for one in tables), len(firsts) + 1)
        second = seconds.setdefault(tuple(one.second(name) for one in tables), len(seconds) + 1)
        examples[0].setdefault(first, name)
        examples[1].setdefault(second, name)
        pen = _outline_pen(glyphs)
        glyphs[name].draw(pen)
        facts = (glyphs[name].width, first, second, pen.commands or "-", *pen.points)
        letters[chr(point)] = " ".join(map(str, facts))
    kerning: dict[int, dict[int, int]] = {}
    for first, one in examples[0].items():
        for second, other in examples[1].items():
            found = (table.between(one, other) for table in tables)
            if value := next((move for move in found if move is not None), 0):
                kerning.setdefault(first, {})[second] = value
    return {"units": font["head"].unitsPerEm, "letters": letters, "kerning": kerning}


class _PairTable:
    """One table of a font's ``kern`` feature: pairs of glyphs, or of classes of them."""

    def __init__(self, table: Any) -> None:
        self.rows = {name: number for number, name in enumerate(table.Coverage.glyphs)}
        self.table = table
        self.pairs: dict[str, dict[str, Any]] = {}
        if table.Format == 1:
            self.pairs = {
                name: {one.SecondGlyph: one.Value1 for one in table.PairSet[row].PairValueRecord}
                for name, row in self.rows.items()
            }
        self.seconds = {second for row in self.pairs.values() for second in row}

    def first(self, name: str) -> Any:
        """Return the class of a glyph as the first of a pair; itself where pairs are listed."""
        if name not in self.rows:
            return None
        return name if self.pairs else self.table.ClassDef1.classDefs.get(name, 0)

    def second(self, name: str) -> Any:
        if self.table.Format == 1:
            return name if name in self.seconds else None
        return self.table.ClassDef2.classDefs.get(name, 0)

    def between(self, first: str, second: str) -> int | None:
        """Return how far ``second`` moves after ``first``; ``None``: ask the next table."""
        if first not in self.rows:
            return None
        if self.table.Format == 1:
            if second not in self.pairs[first]:
                return None
            value = self.pairs[first][second]
        else:
            row = self.table.Class1Record[self.first(first)].Class2Record
            value = row[self.second(second)].Value1
        return int(getattr(value, "XAdvance", 0)) if value is not None else 0


def _pair_tables(font: Any) -> Iterator[_PairTable]:
    table = font["GPOS"].table
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(wanted):
        for one in table.LookupList.Lookup[index].SubTable:
            subtable = one.ExtSubTable if one.LookupType == 9 else one
            if subtable.LookupType == 2:
                yield _PairTable(subtable)


def _outline_pen(glyphs: Any) -> Any:
    """Return a pen that keeps commands, ``MLQCZ``, apart from their points, x and y in turn."""
    from fontTools.pens.basePen import BasePen

    class OutlinePen(BasePen):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(glyphs)
            self.commands, self.points = "", []

        def _add(self, command: str, *points: tuple[float, float]) -> None:
            self.commands += command
            self.points += [round(number) for point in points for number in point]

        def _moveTo(self, point: Any) -> None:  # noqa: N802 - fontTools calls it so
            self._add("M", point)

        def _lineTo(self, point: Any) -> None:  # noqa: N802
            self._add("L", point)

        def _qCurveToOne(self, *points: Any) -> None:  # noqa: N802
            self._add("Q", *points)

        def _curveToOne(self, *points: Any) -> None:  # noqa: N802
            self._add("C", *points)

        def _closePath(self) -> None:  # noqa: N802
            self._add("Z")

    return OutlinePen()


def _settle_positions(font: Any, location: dict[str, float]) -> None:
    """Add the deltas of ``location`` to kerning and anchors and drop the variations.

    fontTools' instancer does this too, but merges the kerning subtables pair by pair on the
    way: five seconds a face instead of one.
    """
    from fontTools.misc.roundTools import otRound
    from fontTools.ttLib.tables import otBase, otTables
    from fontTools.varLib.varStore import VarStoreInstancer

    definitions = font["GDEF"].table
    deltas = VarStoreInstancer(
        definitions.VarStore, font["fvar"].axes, font.normalizeLocation(location)
    )
    fields = {
        "XAdvDevice": "XAdvance",
        "YAdvDevice": "YAdvance",
        "XPlaDevice": "XPlacement",
        "YPlaDevice": "YPlacement",
        "XDeviceTable": "XCoordinate",
        "YDeviceTable": "YCoordinate",
        "DeviceTable": "Coordinate",
    }
    versions = {otTables.Anchor: 1, otTables.CaretValue: 1}
    waiting = [definitions.LigCaretList, font["GPOS"].table.LookupList]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
            continue
        if not isinstance(part, (otBase.BaseTable, otBase.ValueRecord)):
            continue
        if isinstance(part, otBase.BaseTable):
            part.ensureDecompiled()
        values = part.__dict__
        for device, field in fields.items():
            variation = values.pop(device, None)
            if variation is not None:
                index = (variation.StartSize << 16) + variation.EndSize
                values[field] = values.get(field, 0) + otRound(deltas[index])
        for name in ("ValueFormat", "ValueFormat1", "ValueFormat2"):
            if name in values:
                values[name] &= 0x000F  # the four device bits are gone
        if type(part) in versions and values.get("Format") == 3:
            values["Format"] = versions[type(part)]
        waiting += values.values()
    definitions.VarStore = None
    definitions.Version = 0x00010002


def _subset(font: Any) -> None:
    from fontTools import subset

    options = subset.Options(
        layout_features=FEATURES,
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        glyph_names=False,
        hinting=False,  # what there is of it only tells rasterisers to smooth
        drop_tables=["DSIG", "STAT", "BASE", "gasp", "prep"],
        recalc_bounds=True,
        recalc_timestamp=False,
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=set(font.getBestCmap()))
    subsetter.subset(font)


def _add_stand_ins(font: Any) -> None:
    covered = font.getBestCmap()
    for missing, like in STAND_INS.items():
        glyph = covered.get(like) or covered.get(STAND_INS.get(like, like))
        if missing not in covered and glyph:
            for table in font["cmap"].tables:
                if table.isUnicode():
                    table.cmap[missing] = glyph


def _rename(font: Any, recipe: Recipe) -> None:
    """Give the face the name the product knows it by, and keep who made it."""
    table = font["name"]
    kept = {0, 5, 7, 8, 9, 11, 13, 14}
    table.names = [one for one in table.names if one.nameID in kept and one.platformID == 3]
    italic, bold = recipe.style == "italic", recipe.weight >= 700
    style = {400: "Regular", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}[recipe.weight]
    style = (style + (" Italic" if italic else "")).replace("Regular Italic", "Italic")
    postscript = f"{recipe.family.replace(' ', '')}-{style.replace(' ', '')}"
    names = {
        # Readers that know only four styles a family must not take SemiBold for Regular.
        1: recipe.family if recipe.weight in (400, 700) else f"{recipe.family} {style}",
        2: style if recipe.weight in (400, 700) else "Regular",
        3: postscript,
        4: f"{recipe.family} {style}",
        6: postscript,
        16: recipe.family,
        17: style,
    }
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = recipe.weight
    selection = font["OS/2"].fsSelection
    selection &= ~(FSSELECTION_ITALIC | FSSELECTION_BOLD | FSSELECTION_REGULAR)
    selection |= FSSELECTION_ITALIC if italic else 0
    selection |= FSSELECTION_BOLD if bold else 0
    selection |= 0 if italic or bold else FSSELECTION_REGULAR
    font["OS/2"].fsSelection = selection
    font["head"].macStyle = (1 if bold else 0) | (2 if italic else 0)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        for number in sys.argv[2:]:
            _make_face(RECIPES[int(number)], Path(sys.argv[1]))
    else:
        made = make_fonts(*map(Path, sys.argv[1:]))
        print("made" if made else "up to date", file=sys.stderr)  # noqa: T201
