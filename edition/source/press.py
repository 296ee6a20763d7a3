"""Press profiles: those that come with the program, and a printer's own in a publication."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..findings import Finding, finding
from ..model import Origin
from ..press_profile import (
    NO_EDGES,
    Floor,
    Ink,
    Intent,
    Marks,
    PressProfile,
    Resolution,
    Smallest,
)
from .folder import lies_inside
from .icc import read_icc
from .nearest import did_you_mean, shortened
from .press_schema import PressKeys
from .settings import Settings
from .text import read_text
from .toml_settings import read_toml
from .validation import validated

SHIPPED = Path(__file__).parent.parent / "press" / "profiles"
"""Where the profiles stand that come with the program."""

_DEEPEST = 8
"""Profiles that change profiles; ours come to three."""
_FIELDS = frozenset({"slug", "date", "number", "page"})
_PATTERN = re.compile(r"(?:[\w .-]|\{\w+\})+")

Findings = tuple[Finding, ...]
Values = Mapping[str, Any]


def shipped() -> tuple[str, ...]:
    """Return the names of the profiles that come with the program."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def read_press(
    name: str, *, folder: Path, origin: Origin | None = None, within: Path | None = None
) -> tuple[PressProfile | None, Findings]:
    """Return the press profile ``name``: one of ours, or a file seen from ``folder``.

    ``origin`` is where it is asked for. Files must lie in ``within``, anywhere when that is
    ``None``. The profile is ``None`` when it cannot be used.
    """
    reading = _Reading(within or folder, confined=within is not None)
    values = reading.values(name, folder, origin, ())
    found = tuple(reading.found)
    if values is None:
        return None, found
    wanting = sorted(key for key in _NEEDED if not _holds(values, key))
    if wanting:
        said = f"The press profile says nothing of {', '.join(wanting)}."
        hint = 'Begin it with a profile that does: extends = "newsprint".'
        return None, (*found, finding("SRC-005", said, origin=reading.last, hint=hint))
    return _profile(Path(name).stem, values, (*reading.files, values["icc"])), found


_NEEDED = (
    "icc", "standard", "intent.identifier", "ink.target", "ink.limit", "ink.rich_black",
    "pictures.contone", "pictures.line", "pictures.target", "pictures.line_target",
    "smallest.type", "smallest.type_inks", "smallest.rule", "smallest.rule_inks",
)  # fmt: skip


def _holds(values: Values, key: str) -> bool:
    table, _, inner = key.partition(".")
    return inner in values.get(table, {}) if inner else table in values


@dataclass(slots=True)
class _Reading:
    """The reading of one profile and of those it changes."""

    root: Path
    confined: bool
    found: list[Finding]
    last: Origin | None
    files: list[Path]

    def __init__(self, root: Path, *, confined: bool) -> None:
        self.root, self.confined = root, confined
        self.found, self.last, self.files = [], None, []

    def values(
        self, name: str, folder: Path, asked: Origin | None, above: tuple[Path, ...]
    ) -> Values | None:
        """Return what the profile ``name`` says, and what those say that it changes."""
        path = self._path(name, folder, asked)
        if path is None:
            return None
        if path in above or len(above) >= _DEEPEST:
            said = f"The press profile {name} changes one that changes it, and so on."
            self._say("PRF-001", said, asked, 'Take "extends" out of one of them.')
            return None
        read = self._read(path)
        if read is None:
            return None
        keys, settings = read
        own = _said(keys)
        base: Values = {}
        if keys.extends:
            asked = settings.place("extends")
            below = self.values(keys.extends, path.parent, asked, (*above, path))
            if below is None:
                return None
            base = below
        if keys.icc and not self._settle_icc(own, path, settings):
            return None
        self._look_over(keys, settings)
        self.last = settings.origin
        self.files.append(path)
        merged = _merged(base, own)
        target, limit = (merged.get("ink", {}).get(key, 0) for key in ("target", "limit"))
        if target > limit and keys.ink:
            place = settings.place("ink", "target" if keys.ink.target else "limit")
            said = f"Pictures are made to {target:g} % of ink, and {limit:g} % is the most."
            self._say("SRC-004", said, place, "Let the target be a little less than the limit.")
        return merged

    def _path(self, name: str, folder: Path, asked: Origin | None) -> Path | None:
        """Return the file of the profile ``name``, which is one of ours without an ending."""
        ours = SHIPPED / f"{name}.toml"
        if re.fullmatch(r"[a-z0-9-]+", name) and ours.is_file():
            return ours
        path = folder / name
        if not path.name.endswith(".toml"):
            beside = sorted(one.name for one in folder.glob("*.toml")) if folder.is_dir() else []
            hint = did_you_mean(name, (*shipped(), *beside)) or (
                f"Ours are {', '.join(shipped())}; the name of a file ends in .toml."
            )
            said = f"There is no press profile called “{shortened(name)}”."
            self._say("PRF-001", said, asked, hint)
            return None
        if self.confined and not path.is_relative_to(SHIPPED) and not lies_inside(path, self.root):
            said = f"The press profile {shortened(name)} lies outside the publication's folder."
            self._say("SRC-018", said, asked, "Copy the file into the folder.")
            return None
        if not path.is_file():
            said = f"The press profile {shortened(name)} is not there."
            self._say(
                "PRF-001", said, asked, "Files are looked for beside the one that names them."
            )
            return None
        return path

    def _read(self, path: Path) -> tuple[PressKeys, Settings] | None:
        inside = path.resolve().is_relative_to(self.root)
        origin = Origin(path.resolve().relative_to(self.root) if inside else Path(path.name))
        text, more = read_text(path, origin=origin)
        self.found += more
        if text is None:
            return None
        settings, more = read_toml(text, origin=origin)
        self.found += more
        if settings is None:
            return None
        keys, settings, more = validated(settings, PressKeys)
        self.found += more
        return None if keys is None else (keys, settings)

    def _settle_icc(self, own: dict[str, Any], path: Path, settings: Settings) -> bool:
        """Put the ICC profile's path in place of its name, and say what it stands for."""
        icc = path.parent / own["icc"]
        ours = path.parent == SHIPPED
        place = settings.place("icc")
        if not ours:
            if self.confined and not lies_inside(icc, self.root):
                said = f"The ICC profile {own['icc']} lies outside the publication's folder."
                self._say("SRC-018", said, place, "Copy the file into the folder.")
                return False
            head = read_icc(icc)
            if head is None or (head.kind, head.space) != ("prtr", "CMYK"):
                why = "cannot be read" if head is None else "is not that of a press with four inks"
                hint = "Ask the printer for the CMYK output profile; its name ends in .icc."
                self._say("PRF-002", f"The ICC profile {own['icc']} {why}.", place, hint)
                return False
            said_of_it = {"identifier": "Custom", "condition": head.description, "registry": ""}
            own["intent"] = said_of_it | own.get("intent", {})
        own["icc"] = icc
        return True

    def _look_over(self, keys: PressKeys, settings: Settings) -> None:
        """Say what the single keys of a profile cannot be together."""
        if keys.page and (keys.page.width is None) != (keys.page.height is None):
            said = "A page has a width and a height; one of them is missing."
            self._say("SRC-004", said, settings.place("page"), "Write both, or neither.")
        pattern = keys.files.pattern if keys.files else None
        if pattern is None or keys.files is None:
            return
        known = set(re.findall(r"\{(\w*)\}", pattern)) <= _FIELDS
        if not (known and _PATTERN.fullmatch(pattern) and pattern.strip(" .")):
            said = f"Files cannot be called “{shortened(pattern)}”."
            hint = "Use letters, digits, hyphens, and {slug}, {date}, {number} or {page}."
            self._say("SRC-004", said, settings.place("files", "pattern"), hint)
        elif keys.files.per == "page" and "{page}" not in pattern:
            said = "A file for every page needs the page in its name."
            place = settings.place("files", "pattern")
            self._say("SRC-004", said, place, 'Write pattern = "{slug}-{date}-{page}".')

    def _say(self, code: str, message: str, origin: Origin | None, hint: str | None) -> None:
        self.found.append(finding(code, message, origin=origin, hint=hint))


def _said(keys: BaseModel) -> dict[str, Any]:
    """Return the keys that are there, tables as tables."""
    said = ((name, getattr(keys, name)) for name in type(keys).model_fields)
    return {
        name: _said(value) if isinstance(value, BaseModel) else value
        for name, value in said
        if value is not None
    }


def _merged(base: Values, own: Values) -> dict[str, Any]:
    """Return ``base`` with what ``own`` says instead, table by table."""
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        merged[key] = _merged(below or {}, value) if isinstance(value, dict) else value
    return merged


def _profile(name: str, values: Values, made_of: tuple[Path, ...]) -> PressProfile:
    page, intent, ink = values.get("page", {}), values["intent"], values["ink"]
    pictures, small = values["pictures"], values["smallest"]
    over, files = values.get("overprint", {}), values.get("files", {})
    condition = intent.get("condition") or intent["identifier"]
    given = {"page_multiple": "multiple", "least_pages": "least", "most_pages": "most",
             "blank_pages": "blank"}  # fmt: skip
    return PressProfile(
        name=name,
        title=values.get("title", name),
        source=" ".join(values.get("source", "").split()),
        standard=values["standard"],
        intent=Intent(
            intent["identifier"], condition, values["icc"], intent.get("registry") or None
        ),
        ink=Ink(ink["target"], ink["limit"], ink["rich_black"], ink.get("window", 15.0)),
        resolution=Resolution(
            contone=Floor(**pictures["contone"]),
            line=Floor(**pictures["line"]),
            target=pictures["target"],
            line_target=pictures["line_target"],
        ),
        smallest=Smallest(small["type"], small["type_inks"], small["rule"], small["rule_inks"]),
        width=page.get("width") if "height" in page else None,
        height=page.get("height") if "width" in page else None,
        bleed=page.get("bleed", NO_EDGES),
        margin=page.get("margin", NO_EDGES),
        marks=_marks(values.get("marks", {})),
        overprint_type=over.get("type", 12.0),
        overprint_rule=over.get("rule", 2.0),
        spots=ink.get("spots", 0),
        sharpen=pictures.get("sharpen", False),
        files=files.get("per", "issue"),
        pattern=files.get("pattern", "{slug}-{date}-print").strip(),
        made_of=made_of,
        **{field: page[key] for field, key in given.items() if key in page},
    )


def _marks(values: Values) -> Marks | None:
    if not values.get("allowed", False):
        return None
    return Marks(**{key: value for key, value in values.items() if key != "allowed"})
