"""Each thing is told once: what two stages found is left to the one that says it better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..findings import Finding

_SAID_BETTER = {"PRS-061": "PIC-003", "PRS-062": "PIC-003"}
"""What is told of a place, by what says the same of it with less use to an editor.

The preflight reads the finished file: it knows no width in millimetres and how many pixels
are missing only for the press. Make-up and drawing know both.
"""


def once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return ``findings`` without those another one tells better; it is as grave as either.

    Of a picture that is too small in two editions the graver is told, or the first.
    """
    better = {(one.code, one.origin) for one in findings if one.origin}
    gravest = {
        (code, one.origin): one.severity
        for one in sorted(findings, key=lambda one: one.severity)
        if (code := _SAID_BETTER.get(one.code))
    }
    findings = _one_each(findings)
    return tuple(
        replace(one, severity=max(one.severity, gravest.get((one.code, one.origin), one.severity)))
        for one in findings
        if (_SAID_BETTER.get(one.code), one.origin) not in better
    )


def _one_each(findings: Sequence[Finding]) -> list[Finding]:
    """Return ``findings`` with one only of each place and each code that says things better."""
    first: dict[object, Finding] = {}
    for one in findings:
        told_twice = one.code in _SAID_BETTER.values() and one.origin is not None
        key: object = (one.code, one.origin) if told_twice else id(one)
        known = first.setdefault(key, one)
        if one.severity > known.severity:
            first[key] = one
    return list(first.values())
