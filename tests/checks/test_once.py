"""Each thing is told once, by whom it is told best."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from edition.checks.once import once
from edition.findings import Finding, Severity, finding
from edition.model import Origin

HERE = Origin(Path("issues/2026-03-06/council.md"), 7)
SMALL = finding("PIC-003", "The picture bench.png is printed 153 mm wide.", origin=HERE)


def refused(origin: Origin | None, severity: Severity | None = None) -> Finding:
    return finding("PRS-061", "Page 2: A picture at 50 ppi.", origin=origin, severity=severity)


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.ERROR])
def test_a_picture_too_small_is_told_once_and_as_grave_as_it_is(severity: Severity) -> None:
    (told,) = once((SMALL, refused(HERE, severity)))
    assert (told.code, told.message, told.severity) == ("PIC-003", SMALL.message, severity)


def test_what_only_the_preflight_saw_stays() -> None:
    elsewhere = refused(Origin(HERE.path, 9)), refused(None)
    assert once((SMALL, *elsewhere)) == (SMALL, *elsewhere)
    assert once((refused(HERE),)) == (refused(HERE),)


def test_a_picture_too_small_in_two_editions_is_told_once() -> None:
    other = finding("PIC-003", "The picture bench.png is printed 102 mm wide.", origin=HERE)
    assert once((SMALL, other)) == (SMALL,)
    (told,) = once((SMALL, replace(other, severity=Severity.ERROR)))
    assert told.message == other.message
