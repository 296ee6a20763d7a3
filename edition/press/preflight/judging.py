"""Goes through a file, page after page, and holds it to every rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ...findings import RULES as FINDINGS
from ...findings import Severity
from ...press_profile import PressProfile
from .colours import ColourSpace
from .events import Painted, PathPaint, TextRun
from .geometry import MM, common
from .intents import Claims, claims
from .opened import OpenedFile, OpenedPage, inherited, opened
from .plates import InkedPage, drawn
from .rules import RULES, Case, Leaf, Rule, Whole
from .rules.kinds import Standard
from .separations import Sheet
from .sources import Sources
from .verdict import (
    MOST_SPOTS,
    KnownFile,
    PageFacts,
    Preflight,
    Purpose,
    RuleResult,
    Spot,
    Verdict,
)  # fmt: skip
from .walk import walk

_AT_A_TIME = 8
"""Pages that are drawn together: their separations are in memory until they are."""
DARKEST = 3.87
"""Millimetres: the side of 15 mm², the window of GWG 2015."""


@dataclass(slots=True)
class _Tally:
    """What is being collected while pages go by."""

    spots: dict[str, list[Spot]] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    inks: dict[str, dict[int, ColourSpace]] = field(default_factory=dict)
    spots_on: dict[str, int] = field(default_factory=dict)
    pages: list[PageFacts] = field(default_factory=list)

    def add(self, rule: Rule, spots: Iterable[Spot]) -> None:
        held = self.spots.setdefault(rule.code, [])
        for spot in spots:
            self.found[rule.code] = self.found.get(rule.code, 0) + 1
            if len(held) < MOST_SPOTS:
                held.append(spot)


def judge(
    data: bytes, profile: PressProfile, *, known: KnownFile | None, purpose: Purpose
) -> Preflight:
    """Hold the PDF ``data`` to what ``profile`` demands.

    Raises:
        UnreadableError: it cannot be read at all.
    """
    with opened(data) as file:
        said = claims(file.trailer, file.root)
        case = Case(profile, purpose, _standard(profile, said))
        sources = Sources(file.root)
        tally = _Tally()
        for start in range(0, len(file.pages), _AT_A_TIME):
            for leaf in _leaves(file, file.pages[start : start + _AT_A_TIME], sources, case):
                _collect(leaf, tally)
        whole = Whole(
            case=case,
            file=file,
            claims=said,
            faces=tuple(sources.faces.values()),
            inks={name: tuple(spaces.values()) for name, spaces in tally.inks.items()},
            layers=sources.layers.count,
            spots_on=tally.spots_on,
        )
        for rule in RULES:
            if rule.on_file is not None and rule.applies(case):
                tally.add(rule, rule.on_file(whole))
        results = tuple(_result(rule, case, tally, known) for rule in RULES)
    return Preflight(
        press=profile.name,
        title=profile.title,
        standard=f"PDF/{case.standard}",
        purpose=purpose,
        pages=tuple(tally.pages),
        results=results,
    )


def _standard(profile: PressProfile, said: Claims) -> Standard:
    """Return the standard of the press, or the older one a file keeps where X-4 is asked for."""
    if profile.standard == "X-4" and said.standard.startswith("PDF/X-1a"):
        return "X-1a"
    return profile.standard


def _leaves(
    file: OpenedFile, pages: tuple[OpenedPage, ...], sources: Sources, case: Case
) -> Iterator[Leaf]:
    sheets: list[Sheet] = []
    painted: list[Painted] = []
    for page in pages:
        sheet = Sheet(file.pdf, page.media)
        painted.append(
            walk(
                page.written,
                page.number,
                sources,
                media=page.media,
                sheet=sheet,
                resources=inherited(page.written, "/Resources"),
                base=(page.unit, 0.0, 0.0, page.unit, 0.0, 0.0),
            )
        )
        sheets.append(sheet)
    troubles = [tuple(sheet.troubles) for sheet in sheets]
    for index, inked in enumerate(drawn(file.pdf, sheets)):
        yield Leaf(case, pages[index], painted[index], inked, troubles[index])


def _collect(leaf: Leaf, tally: _Tally) -> None:
    for rule in RULES:
        if rule.on_page is not None and rule.applies(leaf.case):
            tally.add(rule, rule.on_page(leaf))
    for space in _spaces(leaf.painted):
        for name in space.spots():
            tally.inks.setdefault(name, {})[id(space)] = space
            tally.spots_on.setdefault(name, leaf.page.number)
    tally.pages.append(_facts(leaf.page, leaf.inked, leaf.case.profile.ink.window))


def _spaces(painted: Painted) -> Iterator[ColourSpace]:
    """Yield every colour space painted in, once."""
    seen: dict[int, ColourSpace] = {}
    things: tuple[TextRun | PathPaint, ...] = (*painted.texts, *painted.paths)
    for one in things:
        for paint in (one.fill, one.stroke):
            if paint is not None:
                seen[id(paint.space)] = paint.space
    for picture in painted.pictures:
        for space in (picture.picture.space, picture.fill.space if picture.fill else None):
            if space is not None:
                seen[id(space)] = space
    for shading in painted.shadings:
        seen[id(shading.space)] = shading.space
    yield from seen.values()


def _facts(page: OpenedPage, inked: InkedPage | None, window: float) -> PageFacts:
    wide, high = page.size
    heaviest = darkest = None
    if inked is not None:
        trimmed = common(page.final, page.media)
        one, other = inked.heaviest(window / MM, trimmed), inked.heaviest(DARKEST / MM, trimmed)
        heaviest = round(one.ink, 1) if one else None
        darkest = round(other.ink, 1) if other else None
    return PageFacts(
        number=page.number,
        width=round(wide, 2),
        height=round(high, 2),
        sheet=page.area(page.media),
        inks=_rounded(inked.means()) if inked else None,
        heaviest=heaviest,
        darkest=darkest,
    )


def _rounded(
    inks: tuple[float, float, float, float],
) -> tuple[float, float, float, float]:
    cyan, magenta, yellow, black = (round(one, 2) for one in inks)
    return cyan, magenta, yellow, black


def _result(rule: Rule, case: Case, tally: _Tally, known: KnownFile | None) -> RuleResult:
    own = FINDINGS[rule.code]
    spots = tuple(_placed(spot, known) for spot in tally.spots.get(rule.code, ()))
    verdict: Verdict = "pass"
    if not rule.applies(case):
        verdict = "not applicable"
    elif spots:
        worst = max(spot.severity or own.severity for spot in spots)
        verdict = "error" if worst is Severity.ERROR else "warning"
    return RuleResult(
        code=rule.code,
        title=own.title,
        verdict=verdict,
        source=rule.source,
        do=rule.do,
        spots=spots,
        found=tally.found.get(rule.code, 0),
        note=_note(rule, tally, case),
    )


def _note(rule: Rule, tally: _Tally, case: Case) -> str:
    """Return what there is to say of how much ink there is."""
    pages = [one for one in tally.pages if one.heaviest is not None and one.darkest is not None]
    if rule.code != "PRS-065" or not pages:
        return ""
    most = max(pages, key=lambda one: one.heaviest or 0.0)
    darkest = max(pages, key=lambda one: one.darkest or 0.0)
    return (
        f"At most {most.heaviest:.0f} % over {case.profile.ink.window:g} mm (page {most.number}),"
        f" {darkest.darkest:.0f} % over {DARKEST} mm (page {darkest.number})."
    )


def _placed(spot: Spot, known: KnownFile | None) -> Spot:
    """Return ``spot`` with what of ours stands there."""
    if known is None or spot.page is None or spot.area is None:
        return spot
    place = known.at(spot.page, spot.area)
    if place is None:
        return spot
    return replace(spot, story=place.story, picture=place.picture, origin=place.origin)
