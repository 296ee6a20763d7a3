"""What a stylesheet may ask for: whatever goes beyond it is a slip of the keyboard.

The engines try to draw it all the same, and are busy for hours. The bounds are far above any
newspaper: the largest sheet a press prints is about two metres long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MILLIMETRES = {
    "mm": 1.0,
    "cm": 10.0,
    "q": 0.25,
    "in": 25.4,
    "pt": 25.4 / 72,
    "pc": 25.4 / 6,
    "px": 25.4 / 96,
}
PER_TYPE_SIZE = frozenset({"em", "rem", "ex", "ch", "lh", "rlh", "cap", "ic"})

LONGEST = 5_000.0
"""Millimetres."""
LARGEST_TYPE = 600.0
"""Points: a poster line as high as a tabloid's page is wide."""
MOST_EMS = 1_000.0
LARGEST_TYPE_IN_EMS = 50.0
MOST_PER_CENT = 10_000.0
NARROWEST_COLUMN = 0.1
"""Millimetres."""
MOST = 100
"""Columns, lines and rows one declaration may count."""
LARGEST = 100_000
"""Any other number; ``z-index`` alone is not held to it."""
LARGEST_TOKEN = 1_000
"""A number in a custom property, which may be used for anything; weights go up to 1,000."""
LARGEST_SHEET = 2_000_000
"""Characters of one sheet; all of ours together have 60,000."""

COUNTED = frozenset(
    {
        "columns",
        "column-count",
        "orphans",
        "widows",
        "line-height",
        "tab-size",
        "max-lines",
        "grid",
        "grid-area",
        "grid-row",
        "grid-row-start",
        "grid-row-end",
        "grid-column",
        "grid-column-start",
        "grid-column-end",
        "grid-template",
        "grid-template-columns",
        "grid-template-rows",
    }
)
TYPE_SIZES = frozenset({"font-size", "font"})
COLUMN_WIDTHS = frozenset({"columns", "column-width"})


@dataclass(frozen=True, slots=True)
class Excess:
    """Something beyond measure: what is said of it, and the line of its sheet it stands on."""

    line: int
    message: str


def excesses(nodes: list[Any]) -> Iterator[Excess]:
    """Yield what the nodes of a parsed sheet ask for beyond measure, in order."""
    for node in nodes:
        content = getattr(node, "content", None)
        if node.type in ("qualified-rule", "at-rule", "{} block") and isinstance(content, list):
            yield from _declared(content)


def _declared(tokens: list[Any]) -> Iterator[Excess]:
    """Yield the excesses of the declarations among ``tokens``, and of the rules in them."""
    name, value = "", list[Any]()
    for token in tokens:
        if token.type == "{} block":
            # What stands before it is the head of a rule, not a declaration.
            yield from _declared(token.content)
            name, value = "", []
        elif token.type == "literal" and token.value == ";":
            yield from _beyond(name, value)
            name, value = "", []
        elif token.type == "literal" and token.value == ":" and not name:
            words = [one for one in value if one.type == "ident"]
            name, value = (words[-1].lower_value if words else "?"), []
        else:
            value.append(token)
    yield from _beyond(name, value)


def _beyond(name: str, value: list[Any]) -> Iterator[Excess]:
    for token in _numbers(value):
        why = _why(name, token) if name else None
        if why:
            written = f"{token.representation}{getattr(token, 'unit', '')}"
            if token.type == "percentage":
                written += "%"
            yield Excess(token.source_line, f"“{name}: {_short(written)}” is {why}.")


def _numbers(tokens: list[Any]) -> Iterator[Any]:
    for token in tokens:
        if token.type in ("number", "dimension", "percentage"):
            yield token
        for attribute in ("arguments", "content"):
            inside = getattr(token, attribute, None)
            if isinstance(inside, list):
                yield from _numbers(inside)


def _why(name: str, token: Any) -> str | None:
    """Return why ``token``, in the value of ``name``, is beyond measure; ``None`` if it is not."""
    amount = abs(token.value)
    if token.type == "percentage":
        return f"more than {MOST_PER_CENT:,.0f} %" if amount > MOST_PER_CENT else None
    if token.type == "number":
        most = MOST if name in COUNTED else LARGEST_TOKEN if name.startswith("--") else LARGEST
        return f"more than {most:,}" if amount > most and name != "z-index" else None
    unit = token.lower_unit
    if unit in PER_TYPE_SIZE:
        times = LARGEST_TYPE_IN_EMS if name in TYPE_SIZES else MOST_EMS
        return f"more than {times:,.0f} times the type size" if amount > times else None
    length = amount * MILLIMETRES.get(unit, 1.0)
    if name in TYPE_SIZES and length > LARGEST_TYPE * MILLIMETRES["pt"]:
        return f"larger than {LARGEST_TYPE:.0f} points"
    if name in COLUMN_WIDTHS and unit in MILLIMETRES and 0 < length < NARROWEST_COLUMN:
        return f"narrower than {NARROWEST_COLUMN:g} mm"
    return f"longer than {LONGEST / 1000:.0f} metres" if length > LONGEST else None


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:30]}…"
