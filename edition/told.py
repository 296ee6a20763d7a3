"""Findings as plain values and back, for what is kept between builds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .findings import RULES, Finding, Severity
from .model import Origin


def told(one: Finding) -> list[Any]:
    """Return a finding as a list that JSON can hold."""
    return [one.code, int(one.severity), one.message, placed(one.origin), one.hint, one.part]


def heard(said: list[Any]) -> Finding:
    """Return the finding that ``told`` made a list of.

    Raises:
        ValueError, TypeError: it is no such list.
    """
    code, severity, message, origin, hint, part = said
    if code not in RULES:
        raise ValueError("no such finding")
    hinted, parted = text_or_none(hint), text_or_none(part)
    return Finding(code, Severity(severity), text(message), place(origin), hinted, parted)


def placed(origin: Origin | None) -> list[Any] | None:
    """Return a place in a file as a list that JSON can hold."""
    return None if origin is None else [origin.path.as_posix(), origin.line]


def place(said: Any) -> Origin | None:
    """Return the place that ``placed`` made a list of. Raises: ValueError, TypeError."""
    if said is None:
        return None
    path, line = said
    return Origin(Path(text(path)), whole_or_none(line))


def text(value: object) -> str:
    """Return ``value`` if it is text. Raises: TypeError."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def text_or_none(value: object) -> str | None:
    """Return ``value`` if it is text or nothing. Raises: TypeError."""
    return None if value is None else text(value)


def measure(value: object) -> float:
    """Return ``value`` if it is a number. Raises: TypeError."""
    if type(value) not in (int, float):
        raise TypeError("no number")
    return value  # type: ignore[return-value]


def whole(value: object) -> int:
    """Return ``value`` if it is a whole number that counts something. Raises: TypeError."""
    if type(value) is not int or value < 0:
        raise TypeError("no whole number")
    return value


def whole_or_none(value: object) -> int | None:
    """Return ``value`` if it is a whole number or nothing. Raises: TypeError."""
    return None if value is None else whole(value)
