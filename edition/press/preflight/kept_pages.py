"""What was found on single pages, kept until something they hang on changes.

An entry says what the rules had to say of a page, and which letters of which fonts it shows: it
counts only where these look as they did. One that is damaged or not what it has to be is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...cache import PREFLIGHTS, key
from ...findings import RULES, Severity
from ...told import text, whole
from ..judged_by import judged_by
from .fingerprints import Fingerprint, Fingerprints
from .letterforms import Letterforms, has_letterforms
from .opened import Area, OpenedFile, OpenedPage
from .rules import Case
from .values import identity
from .verdict import MOST_SPOTS, PageFacts, Spot


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a font: all codes, those that can be seen, whether any is painted.

    ``font`` is its place among the fonts of the page's fingerprint, -1 when it is not there.
    """

    font: int
    codes: tuple[int, ...]
    seen: tuple[int, ...]
    painted: bool


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """What came of one page: by rule, how many spots there are, and those of them that are kept."""

    facts: PageFacts
    found: Mapping[str, int]
    spots: Mapping[str, tuple[Spot, ...]]
    shown: tuple[Shown, ...]


@dataclass(slots=True)
class KeptPages:
    """The pages of ``file`` that were judged before, for ``case``, by this very program."""

    file: OpenedFile
    case: Case
    _prints: Fingerprints = field(init=False)
    _looks: dict[tuple[int, int], Letterforms | None] = field(default_factory=dict)
    _asked: str = ""

    def __post_init__(self) -> None:
        self._prints = Fingerprints(self.file)
        self._asked = f"{judged_by()} {self.case!r}"

    def fingerprint(self, page: OpenedPage) -> Fingerprint | None:
        """Return what the judgement of ``page`` hangs on, ``None`` when that cannot be said."""
        return self._prints.of(page)

    def read(self, known: Fingerprint) -> JudgedPage | None:
        """Return what was found on a page, ``None`` when it is not known or not true any more."""
        name = self._name(known)
        stored = PREFLIGHTS.read(name)
        if stored is None:
            return None
        try:
            said, looks = json.loads(stored)
            page = _heard(said)
            if looks == self._letters(page, known):
                return page
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
            PREFLIGHTS.forget(name)
        return None

    def write(self, known: Fingerprint, page: JudgedPage) -> None:
        """Keep what was found on a page."""
        looks = self._letters(page, known)
        if looks is not None:
            PREFLIGHTS.write(self._name(known), json.dumps([_told(page), looks]).encode())

    def _name(self, known: Fingerprint) -> str:
        return key("page", known.name, self._asked)

    def _letters(self, page: JudgedPage, known: Fingerprint) -> list[str] | None:
        """Return names for the letters a page shows, font by font; ``None`` if one has no name."""
        names = []
        for one in page.shown:
            if one.font < 0:
                return None
            font = known.fonts[one.font]
            if has_letterforms(font):
                looks = self._look(font)
                if looks is None:
                    return None
                names.append(looks.of(one.codes))
        return names

    def _look(self, font: Any) -> Letterforms | None:
        number = identity(font)
        if number == (0, 0) or number not in self._looks:
            try:
                self._looks[number] = Letterforms(font)
            except Exception:  # A font can be wrong in any way; it is for the rules to say so.
                self._looks[number] = None
        return self._looks[number]


# As JSON and back ---------------------------------------------------------------------------------


def _told(page: JudgedPage) -> dict[str, Any]:
    facts = page.facts
    return {
        "facts": [facts.number, facts.width, facts.height, facts.sheet, facts.inks,
                  facts.heaviest, facts.darkest],
        "found": dict(page.found),
        "spots": {
            code: [[one.page, one.what, one.area, one.severity, one.values] for one in spots]
            for code, spots in page.spots.items()
        },
        "shown": [[one.font, one.codes, one.seen, one.painted] for one in page.shown],
    }  # fmt: skip


def _heard(said: Mapping[str, Any]) -> JudgedPage:
    """Return the page that ``_told`` made values of. Raises: what values of other kinds raise."""
    number, width, height, sheet, inks, heaviest, darkest = said["facts"]
    found = {_code(code): whole(count) for code, count in said["found"].items()}
    spots = {_code(code): tuple(map(_spot, listed)) for code, listed in said["spots"].items()}
    if any(len(one) != min(found.get(code, 0), MOST_SPOTS) for code, one in spots.items()):
        raise ValueError("spots that were not found")
    return JudgedPage(
        PageFacts(
            whole(number), _number(width), _number(height), _area(sheet),
            None if inks is None else _area(inks), _number_or_none(heaviest),
            _number_or_none(darkest),
        ),
        found,
        spots,
        tuple(
            Shown(whole(font), tuple(map(whole, codes)), tuple(map(whole, seen)), painted is True)
            for font, codes, seen, painted in said["shown"]
        ),
    )  # fmt: skip


def _spot(said: Any) -> Spot:
    page, what, area, severity, values = said
    return Spot(
        whole(page),
        text(what),
        None if area is None else _area(area),
        None if severity is None else Severity(severity),
        tuple((text(name), _value(value)) for name, value in values),
    )


def _code(said: object) -> str:
    if said not in RULES:
        raise ValueError("no such rule")
    return text(said)


def _number(said: object) -> float:
    if type(said) not in (int, float):
        raise TypeError("no number")
    return said  # type: ignore[return-value]


def _number_or_none(said: object) -> float | None:
    return None if said is None else _number(said)


def _value(said: object) -> float | str:
    return said if isinstance(said, str) else _number(said)


def _area(said: Any) -> Area:
    left, top, right, bottom = map(_number, said)
    return left, top, right, bottom
