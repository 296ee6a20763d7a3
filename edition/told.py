"""Findings as plain values and back, for what is kept between builds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .findings import RULES, Finding, Severity
from .model import Origin


def told(one: Finding) -> list[Any]:
    """Return a finding as a list that JSON can hold."""
    place = None if one.origin is None else [one.origin.path.as_posix(), one.origin.line]
    return [one.code, int(one.severity), one.message, place, one.hint, one.part]


def heard(said: list[Any]) -> Finding:
    """Return the finding that ``told`` made a list of.

    Raises:
        ValueError, TypeError: it is no such list.
    """
    code, severity, message, place, hint, part = said
    if code not in RULES:
        raise ValueError("no such finding")
    origin = None if place is None else Origin(Path(text(place[0])), whole_or_none(place[1]))
    hinted, parted = (None if one is None else text(one) for one in (hint, part))
    return Finding(code, Severity(severity), text(message), origin, hinted, parted)


def text(value: object) -> str:
    """Return ``value`` if it is text. Raises: TypeError."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def whole(value: object) -> int:
    """Return ``value`` if it is a whole number that counts something. Raises: TypeError."""
    if type(value) is not int or value < 0:
        raise TypeError("no whole number")
    return value


def whole_or_none(value: object) -> int | None:
    """Return ``value`` if it is a whole number or nothing. Raises: TypeError."""
    return None if value is None else whole(value)
