"""Reasons to stop. Anything an editor can live with is a ``Finding`` instead."""

from __future__ import annotations

from .findings import Finding
from .model import Origin


class EditionError(Exception):
    """The work cannot go on; ``cli`` prints it without a traceback."""

    exit_code = 4

    def __init__(
        self, message: str, *, origin: Origin | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.origin = origin
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.origin}: " if self.origin else ""
        hint = f"\n  {self.hint}" if self.hint else ""
        return f"{where}{self.message}{hint}"


class SourceError(EditionError):
    """The editor's files cannot be read as an issue.

    ``findings`` is everything that was found out before giving up, the reason
    to stop included, so that ``edition check`` can list it like any other
    finding; empty when there is no file to point at.
    """

    exit_code = 5

    def __init__(
        self,
        message: str,
        *,
        origin: Origin | None = None,
        hint: str | None = None,
        findings: tuple[Finding, ...] = (),
    ) -> None:
        super().__init__(message, origin=origin, hint=hint)
        self.findings = findings


class LookError(EditionError):
    """A shared or overriding template or stylesheet is broken."""

    exit_code = 6


class EngineError(EditionError):
    """A part this work needs is missing on this machine or failed."""

    exit_code = 7


class DeliveryError(EditionError):
    """Finished files could not be put where they belong."""

    exit_code = 8
