"""The faces that come with this installation, and what they cannot write.

The bundled faces write Latin, Greek and Cyrillic. Faces for other scripts come in packages of
their own; one that is installed is used without being asked for. All families have names of
our own, because the machine's own "Serif" would quietly stand in front of one called so.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from ..errors import EngineError
from . import shared

BUNDLED_FAMILIES = ("Edition Text", "Edition Headline", "Edition Sans")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file as a stylesheet calls it; ``style`` is ``normal`` or ``italic``.

    ``script`` names what a fallback face is for (``Arabic``); ``None`` for the bundled faces.
    """

    family: str
    weight: int
    style: Literal["normal", "italic"]
    path: Path
    script: str | None = None

    @property
    def name(self) -> str:
        """The name of the file as editions refer to it: safe in a URL, no brackets or spaces.

        One that holds many weights has a name for each that is used.
        """
        stem = re.sub(r"[^a-z0-9]+", "-", self.path.stem.lower()).strip("-")
        weight = f"-{self.weight}" if "[" in self.path.stem else ""
        return f"{stem}{weight}{self.path.suffix.lower()}"


@dataclass(frozen=True, slots=True)
class MissingScript:
    """A script no face at hand can write.

    ``sample`` is a few of its characters from the text. ``package`` is what to install;
    ``None`` when no package is known to supply it.
    """

    name: str
    sample: str
    package: str | None


@dataclass(frozen=True, slots=True)
class _Script:
    """A script the bundled faces lack, and the package that is known to write it."""

    name: str
    ranges: tuple[tuple[int, int], ...]
    package: str | None
    writing: str | None = None
    """What several scripts share one font file for; ``None``: this script alone."""

    def __contains__(self, point: int) -> bool:
        return any(first <= point <= last for first, last in self.ranges)


_ARABIC = ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE))
_JAPANESE = ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0xFF61, 0xFF9F))
_KOREAN = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
_HAN = ((0x2E80, 0x303F), (0x3100, 0x312F), (0x31A0, 0x31EF), (0x3200, 0x9FFF), (0xF900, 0xFAFF))
_WIDE = ((0xFE30, 0xFE4F), (0xFF00, 0xFF60), (0xFFE0, 0xFFEF), (0x20000, 0x323AF))
# One font file writes all three; which shapes it takes hangs on the language of the text.
_CJK, _EAST_ASIAN = "noto-cjk-sans-jp-regular", "East Asian"

_SCRIPTS = (
    _Script("Arabic", _ARABIC, "fontpkg-noto-sans-arabic"),
    _Script("Hebrew", ((0x590, 0x5FF), (0xFB1D, 0xFB4F)), "fontpkg-frank-ruhl-libre"),
    _Script(
        "Devanagari",
        ((0x900, 0x97F), (0xA8E0, 0xA8FF), (0x1CD0, 0x1CFF)),
        "fontpkg-noto-sans-devanagari",
    ),
    _Script("Bengali", ((0x980, 0x9FF),), "fontpkg-hind-siliguri"),
    _Script("Tamil", ((0xB80, 0xBFF),), "fontpkg-noto-sans-tamil"),
    _Script("Telugu", ((0xC00, 0xC7F),), "fontpkg-noto-sans-telugu"),
    _Script("Thai", ((0xE00, 0xE7F),), "fontpkg-noto-sans-thai"),
    _Script("Khmer", ((0x1780, 0x17FF), (0x19E0, 0x19FF)), "fontpkg-noto-sans-khmer"),
    _Script("Japanese", _JAPANESE, _CJK, _EAST_ASIAN),
    _Script("Korean", _KOREAN, _CJK, _EAST_ASIAN),
    _Script("Chinese", (*_HAN, *_WIDE), _CJK, _EAST_ASIAN),
    _Script("Armenian", ((0x530, 0x58F), (0xFB13, 0xFB17)), None),
    _Script("Georgian", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)), None),
    _Script("Ethiopic", ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)), None),
)


def faces(text: str = "") -> tuple[Face, ...]:
    """Return the bundled faces, then the installed ones for other scripts ``text`` is in.

    Raises: EngineError when the bundled fonts have not been made.
    """
    folder = shared("fonts")
    bundled = tuple(
        Face(one["family"], one["weight"], one["style"], folder / one["file"])
        for one in _manifest()["faces"]
    )
    fallback = (face for script in _scripts_in(text) for face in _installed(script))
    return bundled + tuple(dict.fromkeys(fallback))


def licences() -> tuple[Path, ...]:
    """Return the licence texts of the bundled faces."""
    return tuple(sorted({shared("fonts") / one["licence"] for one in _manifest()["faces"]}))


def font_face_css(prefix: str, text: str = "") -> str:
    """Return the ``@font-face`` rules of ``faces(text)``, their files under ``prefix``.

    ``prefix`` is put before every file's ``Face.name``: ``edition:/fonts/`` or ``../fonts/``.
    """
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f'font-style: {face.style}; src: url("{prefix}{quote(face.name)}") }}\n'
        for face in faces(text)
    )


def with_fallbacks(css: str, text: str) -> str:
    """Return ``css`` with the families ``text`` needs put after each bundled family.

    Stylesheets name the bundled families only; this is how a story in Arabic finds its face.
    ``@font-face`` rules are left alone.
    """
    families = fallback_families(text)
    if not families:
        return css
    names = "|".join(re.escape(name) for name in BUNDLED_FAMILIES)
    more = "".join(f', "{family}"' for family in families)
    pattern = rf"(@font-face\s*{{[^}}]*}})|([\"'])({names})\2"
    return re.sub(pattern, lambda found: found[0] if found[1] else found[0] + more, css)


def fallback_families(text: str) -> tuple[str, ...]:
    """Return the families of the installed faces for other scripts ``text`` is in."""
    return tuple(dict.fromkeys(face.family for face in faces(text) if face.script))


@cache
def coverage() -> frozenset[int]:
    """Return the codepoints the bundled faces can write between them."""
    points: set[int] = set()
    for one in _manifest()["faces"]:
        for run in one["coverage"].split():
            first, _, last = run.partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def missing_scripts(text: str, *, also: frozenset[int] = frozenset()) -> tuple[MissingScript, ...]:
    """Return the scripts of ``text`` that no face at hand can write, in the order they appear.

    ``also`` is what a publication's own fonts cover.
    """
    samples: dict[str, list[str]] = {}
    packages: dict[str, str | None] = {}
    for character in _uncovered(text):
        if ord(character) in also:
            continue
        script = _script_of(character)
        if script is not None and _installed(script):
            continue
        name = script.name if script else _name_of(character)
        packages[name] = script.package if script else None
        samples.setdefault(name, []).append(character)
    return tuple(
        MissingScript(name, "".join(characters[:6]), packages[name])
        for name, characters in samples.items()
    )


def _uncovered(text: str) -> Iterator[str]:
    """Yield each character that leaves a mark and no bundled face has, once, in order."""
    covered = coverage()
    for character in dict.fromkeys(text):
        if ord(character) in covered or 0xFE00 <= ord(character) <= 0xFE0F:
            continue
        if unicodedata.category(character)[0] not in "CZ":  # control, format and space leave none
            yield character


def _scripts_in(text: str) -> tuple[_Script, ...]:
    found = (_script_of(character) for character in _uncovered(text))
    return tuple(dict.fromkeys(script for script in found if script is not None))


def _script_of(character: str) -> _Script | None:
    return next((script for script in _SCRIPTS if ord(character) in script), None)


def _name_of(character: str) -> str:
    """Name the script of a character that is in no table of ours, in plain words."""
    if unicodedata.category(character)[0] not in "LM":
        return "signs"
    return unicodedata.name(character, "unknown").split(" ")[0].capitalize()


@cache
def _installed(script: _Script) -> tuple[Face, ...]:
    """Return the faces of ``script`` if its package is installed: regular, and bold if any."""
    folder = _package_folder(script.package) if script.package else None
    if folder is None:
        return ()
    upright = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in (".ttf", ".otf") and "italic" not in path.name.lower()
    ]
    regular = [path for path in upright if "regular" in path.name.lower() or "wght" in path.name]
    bold = [path for path in upright if path.stem.lower().endswith("-bold") or "wght" in path.name]
    chosen = [(400, path) for path in (regular or upright)[:1]] + [(700, p) for p in bold[:1]]
    name = script.writing or script.name
    return tuple(Face(f"Edition {name}", w, "normal", path, name) for w, path in chosen)


def _package_folder(package: str) -> Path | None:
    spec = find_spec(package.replace("-", "_"))
    return Path(spec.origin).parent if spec and spec.origin else None


@cache
def _manifest() -> Any:
    path = shared("fonts") / "fonts.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise fonts_missing() from problem


def fonts_missing() -> EngineError:
    """Return the error for an installation whose fonts have not been made."""
    return EngineError(
        "The fonts that belong to this program are not there.",
        hint="Install the program again; in a checkout, run: python hatch_build.py",
    )
