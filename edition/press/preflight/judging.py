"""Goes through a file, page after page, and holds it to every rule."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from ...findings import RULES as FINDINGS
from ...findings import Severity
from ...press_profile import PressProfile
from .colours import ColourSpace
from .events import Painted, PathPaint, TextRun
from .faces import Face
from .fingerprints import Fingerprint
from .geometry import MM, common
from .intents import Claims, claims
from .kept_pages import JudgedPage, KeptPages, Shown
from .opened import OpenedFile, OpenedPage, inherited, opened
from .plates import Drawing, Drawn, InkedPage
from .rules import RULES, Case, Leaf, Rule, Whole
from .rules.kinds import Standard
from .separations import Sheet
from .sources import Sources
from .values import identity
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


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is judged; what is found is the same.

    ``pages`` is how many it has; sheets in front of those are passed over, as if they were not
    there. ``None``: all of them are pages.
    With ``keep`` a page is judged again only when something it hangs on has changed. With ``jobs``
    above 1 separations are drawn while the next pages are gone through.
    """

    pages: int | None = None
    keep: bool = False
    jobs: int = 1


@dataclass(slots=True)
class _Tally:
    """What is being collected while pages go by."""

    spots: dict[str, list[Spot]] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    inks: dict[str, dict[int, ColourSpace]] = field(default_factory=dict)
    spots_on: dict[str, int] = field(default_factory=dict)
    pages: list[PageFacts] = field(default_factory=list)

    def add(self, code: str, found: int, spots: Iterable[Spot]) -> None:
        """Add spots of one rule, of which more may have been found than are kept."""
        held = self.spots.setdefault(code, [])
        held.extend(islice(spots, MOST_SPOTS - len(held)))
        if found:
            self.found[code] = self.found.get(code, 0) + found

    def page(self, judged: JudgedPage) -> None:
        """Add what came of a page."""
        for code, found in judged.found.items():
            self.add(code, found, judged.spots[code])
        self.pages.append(judged.facts)


def judge(
    data: bytes,
    profile: PressProfile,
    *,
    known: KnownFile | None,
    purpose: Purpose,
    manner: Manner,
) -> Preflight:
    """Hold the PDF ``data`` to what ``profile`` demands.

    Raises:
        UnreadableError: it cannot be read at all.
    """
    with opened(data, last=manner.pages) as file:
        said = claims(file.trailer, file.root)
        case = Case(profile, purpose, _standard(profile, said))
        sources = Sources(file.root)
        tally = _Tally()
        for page in _pages(file, sources, case, tally, manner):
            tally.page(page)
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
                spots = list(rule.on_file(whole))
                tally.add(rule.code, len(spots), spots)
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


# Page after page ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Walked:
    """A page that was gone through; its separations are still to be drawn."""

    page: OpenedPage
    painted: Painted
    sheet: Sheet
    known: Fingerprint | None


_Batch = list["JudgedPage | _Walked"]


def _pages(
    file: OpenedFile, sources: Sources, case: Case, tally: _Tally, manner: Manner
) -> Iterator[JudgedPage]:
    """Yield what comes of each page, in order."""
    kept = KeptPages(file, case) if manner.keep else None
    with Drawing(apart=manner.jobs > 1) as drawing:
        begun: deque[tuple[_Batch, Drawn]] = deque()
        for batch in _batches(file, sources, kept):
            sheets = [one.sheet for one in batch if isinstance(one, _Walked)]
            begun.append((batch, drawing.begin(file.pdf, sheets)))
            if len(begun) > (1 if manner.jobs > 1 else 0):
                yield from _finished(*begun.popleft(), case, tally, kept)
        for each in begun:
            yield from _finished(*each, case, tally, kept)


def _batches(file: OpenedFile, sources: Sources, kept: KeptPages | None) -> Iterator[_Batch]:
    """Yield pages gone through, as many as are drawn together, and what is known between them."""
    batch: _Batch = []
    walked = 0
    for page in file.pages:
        known = kept.fingerprint(page) if kept else None
        found = kept.read(known) if kept and known else None
        if found is not None and known is not None:
            for one in found.shown:
                face = sources.face(known.fonts[one.font])
                _use(face, one.seen, page.number, painted=one.painted)
            batch.append(found)
            continue
        batch.append(_walked(file, page, sources, known))
        walked += 1
        if walked % _AT_A_TIME == 0:
            yield batch
            batch = []
    yield batch


def _walked(
    file: OpenedFile, page: OpenedPage, sources: Sources, known: Fingerprint | None
) -> _Walked:
    sheet = Sheet(file.pdf, page.media)
    painted = walk(
        page.written,
        page.number,
        sources,
        media=page.media,
        sheet=sheet,
        resources=inherited(page.written, "/Resources"),
        base=(page.unit, 0.0, 0.0, page.unit, 0.0, 0.0),
    )
    for one in painted.faces.values():
        _use(one.face, one.seen, page.number, painted=one.painted)
    return _Walked(page, painted, sheet, known)


def _use(face: Face, seen: Iterable[int], page: int, *, painted: bool) -> None:
    """Note which letters of a font are seen on a page."""
    face.used.update(seen)
    if painted:
        face.pages.add(page)


def _finished(
    batch: _Batch, drawn: Drawn, case: Case, tally: _Tally, kept: KeptPages | None
) -> Iterator[JudgedPage]:
    """Yield what the rules have to say of pages that are drawn; it is kept."""
    inked = iter(drawn())
    for one in batch:
        if isinstance(one, JudgedPage):
            yield one
            continue
        leaf = Leaf(case, one.page, one.painted, next(inked), tuple(one.sheet.troubles))
        page = _judged(leaf, one.known)
        spotted = _note_spots(leaf, tally)
        if kept and one.known and not spotted:
            kept.write(one.known, page)
        yield page


def _judged(leaf: Leaf, known: Fingerprint | None) -> JudgedPage:
    found: dict[str, int] = {}
    spots: dict[str, tuple[Spot, ...]] = {}
    for rule in RULES:
        if rule.on_page is not None and rule.applies(leaf.case):
            told = tuple(rule.on_page(leaf))
            if told:
                found[rule.code], spots[rule.code] = len(told), told[:MOST_SPOTS]
    fonts = [identity(one) for one in known.fonts] if known else []
    shown = tuple(
        Shown(
            fonts.index(one.face.key) if one.face.key in fonts else -1,
            tuple(sorted(one.shown)),
            tuple(sorted(one.seen)),
            one.painted,
        )
        for one in leaf.painted.faces.values()
    )
    facts = _facts(leaf.page, leaf.inked, leaf.case.profile.ink.window)
    return JudgedPage(facts, found, spots, shown)


def _note_spots(leaf: Leaf, tally: _Tally) -> bool:
    """Note the spot colours of a page, which are for the whole file to judge."""
    spotted = False
    for space in _spaces(leaf.painted):
        for name in space.spots():
            tally.inks.setdefault(name, {})[id(space)] = space
            tally.spots_on.setdefault(name, leaf.page.number)
            spotted = True
    return spotted


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
