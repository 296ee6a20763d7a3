"""The bar code of an issue: EAN-13 from its ISSN, with the two-digit add-on for its number.

ISO/IEC 15420:2009 and the GS1 General Specifications (5.2: symbols, 5.2.2.5: add-ons) give the
bars; the ISSN Manual (2.5) gives the number: 977, seven digits of the ISSN, two for the price.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Issue, Publication

MODULE = 0.33
"""Millimetres of the narrowest bar at full size; GS1 allows 80 to 200 per cent of it."""

_LEFT = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
_PARITY = (
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG",
    "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL",
)  # fmt: skip
_PAIR = ("LL", "LG", "GL", "GG")
_QUIET, _APART, _AFTER = 11, 9, 5
"""Modules left white before the symbol, between it and its add-on, and after that."""
_HIGH, _GUARD = 69, 5
"""Modules of height of the bars at full size, and what guard bars reach below them."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar code: its number and add-on as printed, and a drawing measured in modules."""

    number: str
    addon: str
    svg: str
    width: int
    height: int

    def millimetres(self, room: float) -> float:
        """Return how wide it is printed in ``room`` millimetres: full size, or less if need be."""
        return min(room, self.width * MODULE)


def for_issue(publication: Publication, issue: Issue) -> Bars | None:
    """Return the bar code of ``issue``, ``None`` when its publication has no ISSN."""
    digits = re.sub(r"[^0-9Xx]", "", publication.issn or "")
    if len(digits) != 8 or not digits[:7].isdecimal():
        return None
    return bars(f"977{digits[:7]}00", f"{issue.number % 100:02d}")


def bars(twelve: str, addon: str, *, high: int = _HIGH) -> Bars:
    """Return the bar code for the first twelve digits of an EAN-13, with its two-digit add-on."""
    number = twelve + check_digit(twelve)
    main, small = symbol(number), addon_symbol(addon)
    guards = {*range(3), *range(45, 50), *range(92, 95)}
    runs = [
        (_QUIET + at, length, 0, high + (_GUARD if at in guards else 0))
        for at, length in _runs(main)
    ]
    start = _QUIET + len(main) + _APART
    runs += [(start + at, length, 8, high + _GUARD) for at, length in _runs(small)]
    width = start + len(small) + _AFTER
    path = "".join(f"M{at} {top}h{wide}V{foot}h-{wide}z" for at, wide, top, foot in runs)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high + _GUARD}"'
        f' width="{width}" height="{high + _GUARD}"><path fill="#000" d="{path}"/></svg>'
    )
    return Bars(number, addon, svg, width, high + _GUARD)


def check_digit(twelve: str) -> str:
    """Return the thirteenth digit: the sum of all, every second one three times, comes to tens."""
    total = sum(int(one) * (3 if at % 2 else 1) for at, one in enumerate(twelve))
    return str(-total % 10)


def symbol(number: str) -> str:
    """Return the 95 modules of an EAN-13, ``1`` for a dark one."""
    parity = _PARITY[int(number[0])]
    left = "".join(_sign(one, kind) for one, kind in zip(number[1:7], parity, strict=True))
    return f"101{left}01010{''.join(_sign(one, 'R') for one in number[7:])}101"


def addon_symbol(addon: str) -> str:
    """Return the 20 modules of a two-digit add-on, ``1`` for a dark one."""
    pair = _PAIR[int(addon) % 4]
    return f"1011{_sign(addon[0], pair[0])}01{_sign(addon[1], pair[1])}"


def _sign(digit: str, kind: str) -> str:
    left = _LEFT[int(digit)]
    if kind == "L":
        return left
    right = left.translate(str.maketrans("01", "10"))
    return right if kind == "R" else right[::-1]


def _runs(modules: str) -> list[tuple[int, int]]:
    """Return where dark modules begin, and how many stand together."""
    return [(one.start(), len(one[0])) for one in re.finditer("1+", modules)]
