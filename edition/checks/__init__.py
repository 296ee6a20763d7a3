"""Rules over the document and the finished editions that belong to no single stage.

A rule is a function that yields findings. It never repairs what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from ..document import Document
from ..findings import Finding, Severity, worst
from ..outputs import Output
from .scripts import script_findings
from .waivers import waive

DocumentRule = Callable[[Document], Iterator[Finding]]
OutputRule = Callable[[Document, Output], Iterator[Finding]]

DOCUMENT_RULES: tuple[DocumentRule, ...] = (script_findings,)
"""In the order in which they are asked."""

OUTPUT_RULES: tuple[OutputRule, ...] = ()

__all__ = ["check", "deliverable", "waive"]


def check(document: Document, outputs: Collection[Output] | None = None) -> tuple[Finding, ...]:
    """Ask the rules about ``document``, or, when ``outputs`` are given, about those alone."""
    if outputs is None:
        return tuple(one for rule in DOCUMENT_RULES for one in rule(document))
    return tuple(
        one for output in outputs for rule in OUTPUT_RULES for one in rule(document, output)
    )


def deliverable(findings: Collection[Finding]) -> bool:
    """Return whether none of ``findings`` is an error."""
    return (worst(findings) or Severity.NOTE) < Severity.ERROR
