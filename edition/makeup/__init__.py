"""Make-up: which story stands where, in columns and lines, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .copy import Copy, Grid, Policy, Ready
from .last import Last
from .plan import Flatplan

if TYPE_CHECKING:
    from ..findings import Finding

DRIFT = 24.0
"""So much more than pages made up together may pages cost that were kept from edit to edit."""


def make_up(
    copies: Sequence[Copy],
    ready: Sequence[Ready],
    grid: Grid,
    policy: Policy,
    *,
    last: Last | None = None,
) -> tuple[Flatplan, tuple[Finding, ...]]:
    """Return the whole issue made up, every page exactly full, and what an editor should know.

    ``copies`` stand in the editor's order. When they cannot be made to fill their
    pages, a finding says by how much and the plan is the nearest there is, fit
    only for a proof. ``last`` is what was delivered before: pages whose stories
    have not changed stay as they were, as long as that costs little; ``None``:
    all pages are made up afresh.
    """
    # numpy is loaded when pages are made up, not when the command starts
    from .issue import Issue
    from .keeping import kept

    issue = Issue(copies, ready, grid, policy)
    known = kept(last, copies, ready, grid, policy) if last else None
    if known is not None and known.cost <= known.aim + DRIFT:
        return known, tuple(issue.missed(known, copies))
    plan, findings = issue.made_up()
    if known is not None and (plan.over or plan.left_out or known.cost <= plan.cost + DRIFT):
        return replace(known, aim=plan.cost), tuple(issue.missed(known, copies))
    return replace(plan, aim=plan.cost), findings
