"""Rules over the whole document that belong to no single stage, and what is waived.

A rule is a function that yields findings. It never repairs what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from ..document import Document
from ..findings import Finding, Severity, worst
from .scripts import script_findings
from .waivers import waive

Rule = Callable[[Document], Iterator[Finding]]

RULES: tuple[Rule, ...] = (script_findings,)
"""In the order in which they are asked."""

__all__ = ["RULES", "check", "deliverable", "waive"]


def check(document: Document) -> tuple[Finding, ...]:
    """Return what the rules have to say about ``document``."""
    return tuple(one for rule in RULES for one in rule(document))


def deliverable(findings: Collection[Finding]) -> bool:
    """Return whether none of ``findings`` is an error."""
    return (worst(findings) or Severity.NOTE) < Severity.ERROR
