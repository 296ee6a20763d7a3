"""A preflight for a terminal: what is wrong, where, what to do."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator

from ..findings import RULES, Severity
from ..press.preflight import Preflight, RuleResult, Spot
from ..press.preflight.telling import place
from .text import clean

WIDTH = 96
_SHOWN = 8
_COLOUR = {"error": "31", "warning": "33"}
_ORDER = {"error": 0, "warning": 1}


def for_terminal(preflight: Preflight, name: str, *, colour: bool = False, every: bool) -> str:
    """Return the verdicts as lines; those kept as well when ``every`` one is wanted."""
    lines = [*_heading(preflight, name), ""]
    broken = sorted(
        (one for one in preflight.results if one.verdict in _ORDER),
        key=lambda one: (_ORDER[one.verdict], one.code),
    )
    for result in broken:
        lines += [*_broken(result, colour=colour), ""]
    if every:
        lines += [f"  {one.verdict:14}  {one.title} [{one.code}]" for one in preflight.results
                  if one.verdict not in _ORDER]  # fmt: skip
        lines.append("")
    lines += [clean(one.note) for one in preflight.results if one.note]
    lines.append(verdict(preflight))
    return "\n".join(lines) + "\n"


def _heading(preflight: Preflight, name: str) -> Iterator[str]:
    count = len(preflight.pages)
    first = preflight.pages[0]
    what = "an advertisement" if preflight.purpose == "advert" else "an issue"
    yield f"{clean(name)}, as {what} for {clean(preflight.title)} ({preflight.standard})"
    yield (
        f"{count} page{'' if count == 1 else 's'} of {first.width:g} × {first.height:g} mm;"
        " places are in mm from the trimmed page's upper left corner."
    )


def _broken(result: RuleResult, *, colour: bool) -> Iterator[str]:
    word: str = result.verdict
    if colour:
        word = f"\x1b[{_COLOUR[word]}m{word}\x1b[0m"
    yield f"{word}{' ' * (7 - len(result.verdict))}  {result.title} [{result.code}]"
    for spot in result.spots[:_SHOWN]:
        yield from _wrapped(_spot(spot, result), "    ")
    if result.found > _SHOWN:
        pages = sorted({one.page for one in result.spots[_SHOWN:] if one.page is not None})
        listed = ", ".join(map(str, pages[:12])) + (" …" if len(pages) > 12 else "")
        on = f", on page{'' if len(pages) == 1 else 's'} {listed}" if pages else ""
        yield f"    … and {result.found - _SHOWN} more{on}"
    yield from _wrapped(f"{result.do} ({result.source})", "  → ", "    ")


def _spot(spot: Spot, result: RuleResult) -> str:
    where = place(spot)
    said = f"{where}: {spot.what}" if where else spot.what
    own = RULES[result.code].severity
    if result.verdict == "error" and (spot.severity or own) is Severity.WARNING:
        said += " (a warning)"
    return said


def _wrapped(text: str, first: str, rest: str | None = None) -> list[str]:
    after = first if rest is None else rest
    return textwrap.wrap(clean(text), WIDTH, initial_indent=first, subsequent_indent=after)


def verdict(preflight: Preflight) -> str:
    """Return how many rules are broken and kept, in a line."""
    count = Counter[str](one.verdict for one in preflight.results)
    broken = [
        f"{count[word]} {said}{'' if count[word] == 1 else 's'}"
        for word, said in (("error", "error"), ("warning", "warning"))
        if count[word]
    ]
    kept = f"{count['pass']} rules kept, {count['not applicable']} not applicable."
    return f"{', '.join(broken) or 'Nothing to complain of'}; {kept}"
