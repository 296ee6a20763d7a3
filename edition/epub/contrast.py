"""Whether the colours of a stylesheet can be told apart, by the formula of WCAG 2.2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..look.stylesheets import Rule, colour_of, read

LEAST = 4.5
"""Text against its ground (WCAG 2.2, 1.4.3). Large text may have 3, but sizes are the reader's."""

Colour = tuple[float, float, float]
WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)

_DARK = re.compile(r"prefers-color-scheme\s*:\s*dark")
_PICTURE = re.compile(r"\b(?:img|svg|image|hr)\b[^ ]*$")


@dataclass(frozen=True, slots=True)
class Faint:
    """A text colour that is too close to a ground it may stand on."""

    selector: str
    colour: str
    ground: str
    ratio: float


def too_faint(css: str) -> tuple[Faint, ...]:
    """Return the text colours in ``css`` that fall short of ``LEAST`` on a ground they may meet.

    A rule with both a colour and a ground is judged by itself. A colour alone is
    judged on the page and on every ground that is set without a colour; a ground
    alone, under the page's own text as well. The page is white, and black where
    the sheet asks for a dark scheme; a reading system may do otherwise, but then
    it answers for its colours.
    """
    rules = read(css).rules
    by_day = [rule for rule in rules if not _is_dark(rule)]
    by_night = [rule for rule in rules if _is_dark(rule)]
    found = [*_judge(by_day, page=WHITE, text=BLACK), *_judge(by_night, page=BLACK, text=WHITE)]
    return tuple(dict.fromkeys(found))


def ratio(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _judge(rules: list[Rule], *, page: Colour, text: Colour) -> Iterator[Faint]:
    texts = [(rule, _value(rule, "color")) for rule in rules]
    grounds = [(rule, _ground(rule)) for rule in rules]
    alone = [(rule.selector, text_colour) for rule, text_colour in texts if not _ground(rule)]
    free = [ground for rule, ground in grounds if ground and not _value(rule, "color")]
    for rule, colour in texts:
        own = _ground(rule)
        if colour and own:
            yield from _pair(rule.selector, colour, own, page)
    for selector, colour in alone:
        if colour:
            yield from _pair(selector, colour, "", page)
            for ground in free:
                yield from _pair(selector, colour, ground, page)
    for rule, ground in grounds:
        if ground and not _value(rule, "color"):
            yield from _pair(rule.selector, "", ground, page, default=text)


def _pair(
    selector: str, colour: str, ground: str, page: Colour, *, default: Colour = BLACK
) -> Iterator[Faint]:
    below = _over(ground, page) if ground else page
    if below is None:
        return
    above = _over(colour, below) if colour else default
    if above is None:
        return
    found = ratio(above, below)
    if found < LEAST:
        yield Faint(selector, colour or "the text", ground or "the page", round(found, 2))


def _over(value: str, below: Colour) -> Colour | None:
    """Return the colour seen when ``value`` lies on ``below``, ``None`` when it is no colour."""
    colour = colour_of(value)
    if colour is None:
        return None
    *channels, opacity = colour
    red, green, blue = (
        opacity * one + (1 - opacity) * under for one, under in zip(channels, below, strict=True)
    )
    return red, green, blue


def _value(rule: Rule, name: str) -> str:
    value = rule.declarations.get(name, "")
    return value if colour_of(value) else ""


def _ground(rule: Rule) -> str:
    if _PICTURE.search(rule.selector):
        return ""
    words = rule.declarations.get("background", "").split(" ")
    candidates = (rule.declarations.get("background-color", ""), *words)
    return next((one for one in candidates if _is_opaque(one)), "")


def _is_opaque(value: str) -> bool:
    colour = colour_of(value)
    return colour is not None and colour[3] > 0


def _is_dark(rule: Rule) -> bool:
    return any(_DARK.search(condition) for condition in rule.conditions)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
