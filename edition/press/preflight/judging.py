"""Holds a file to every rule, those of its pages and those of the whole."""

from __future__ import annotations

from dataclasses import replace

from ...findings import RULES as FINDINGS
from ...findings import Severity
from ...press_profile import PressProfile
from .going_through import DARKEST, Bounded, Manner, Tally, go_through
from .intents import Claims, claims
from .layers import Layers
from .opened import opened
from .rules import RULES, Case, Rule, Whole
from .rules.kinds import Standard
from .verdict import KnownFile, Preflight, Purpose, RuleResult, Spot, Verdict


def judge(
    data: bytes,
    profile: PressProfile,
    *,
    known: KnownFile | None,
    purpose: Purpose,
    manner: Manner,
    bounded: Bounded,
) -> Preflight:
    """Hold the PDF ``data`` to what ``profile`` demands; a second process works ``bounded``.

    Raises:
        UnreadableError: it cannot be read at all.
    """
    with opened(data, last=manner.pages) as file:
        said = claims(file.trailer, file.root)
        case = Case(profile, purpose, _standard(profile, said))
        tally = go_through(file, case, manner, bounded)
        whole = Whole(
            case=case,
            file=file,
            claims=said,
            faces=tuple(tally.faces.values()),
            inks={name: tuple(spaces.values()) for name, spaces in tally.inks.items()},
            layers=Layers(file.root).count,
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


def _result(rule: Rule, case: Case, tally: Tally, known: KnownFile | None) -> RuleResult:
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


def _note(rule: Rule, tally: Tally, case: Case) -> str:
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
