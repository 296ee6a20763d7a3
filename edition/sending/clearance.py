"""Whether what is to be sent may be: built from what the editor has now, and past preflight."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import DeliveryError
from ..model import Publication
from .consignment import Consignment

_SHOWN = 3
"""More names of files than this help nobody in one sentence."""


@dataclass(frozen=True, slots=True)
class Clearance:
    """That something may be sent; ``despite`` is why, when something speaks against it.

    ``passed`` says whether preflight is among what speaks for it.
    """

    passed: bool = True
    despite: str | None = None
    remarks: tuple[str, ...] = ()


def cleared(
    consignment: Consignment, publication: Publication, *, despite: str | None
) -> Clearance:
    """Return that ``consignment`` may be sent; ``despite`` is the editor's reason if need be.

    Raises:
        DeliveryError: something speaks against it, and there is no reason.
    """
    against = stale(consignment)
    if against is None:
        return Clearance()
    if despite is None:
        issue = consignment.date.isoformat()
        raise DeliveryError(
            f"{against} Nothing was sent.",
            hint=f"Build it again: edition build {issue}. Or send what was built, and say why: "
            '--despite "only a note to ourselves"',
        )
    return Clearance(True, despite, (f"{against} Sent all the same: {despite}",))


def stale(consignment: Consignment) -> str | None:
    """Return what to say when the editor's files have changed since the build."""
    changed = consignment.changed
    if not changed:
        return None
    shown = ", ".join(changed[:_SHOWN])
    more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
    has = "has" if len(changed) == 1 else "have"
    return f"{shown}{more} {has} been changed since the issue was built."
