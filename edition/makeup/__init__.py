"""Make-up: which story stands where, in columns and lines, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .copy import Copy, Grid, Policy, Ready
from .plan import Flatplan

if TYPE_CHECKING:
    from ..findings import Finding


def make_up(
    copies: Sequence[Copy],
    ready: Sequence[Ready],
    grid: Grid,
    policy: Policy,
    *,
    hint: Flatplan | None = None,
) -> tuple[Flatplan, tuple[Finding, ...]]:
    """Return the whole issue made up, every page exactly full, and what an editor should know.

    ``copies`` stand in the editor's order. When they cannot be made to fill their
    pages, a finding says by how much and the plan is the nearest there is, fit
    only for a proof. ``hint`` is the plan of the last time: pages whose stories
    have not changed stay as they were where they can.
    """
    # numpy is loaded when pages are made up, not when the command starts
    from .issue import Issue

    return Issue(copies, ready, grid, policy, hint=hint).made_up()
