"""Make-up: which story stands where, in columns and lines, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .copy import Copy, Grid, Policy, Ready
from .last import Last, as_before
from .plan import Flatplan

if TYPE_CHECKING:
    from ..findings import Finding
    from .issue import Issue

DRIFT = 24.0
"""So much more than pages made up together may pages cost that were kept from edit to edit."""


def make_up(
    copies: Sequence[Copy],
    ready: Sequence[Ready],
    grid: Grid,
    policy: Policy,
    *,
    last: Last | None = None,
    words: float | None = None,
) -> tuple[Flatplan, tuple[Finding, ...]]:
    """Return the whole issue made up, every page exactly full, and what an editor should know.

    ``copies`` stand in the editor's order. When they cannot be made to fill their
    pages, a finding says by how much and the plan is the nearest there is, fit
    only for a proof. ``last`` is what was delivered before: pages whose stories
    have not changed stay as they were, as long as that costs little; ``None``:
    all pages are made up afresh. ``words`` are those of a line on the average, to tell an
    editor how many are too many; ``None``: not known.
    """
    # numpy is loaded when pages are made up, not when the command starts
    from .issue import Issue
    from .keeping import kept

    issue = Issue(copies, ready, grid, policy)
    if last is None:
        plan, findings = issue.made_up(words=words)
        return replace(plan, aim=plan.cost), findings
    plan, findings = _after(issue, kept(last, copies, ready, grid, policy), words)
    return replace(plan, kept=as_before(last, plan, copies)), findings


def _after(
    issue: Issue, known: Flatplan | None, words: float | None
) -> tuple[Flatplan, tuple[Finding, ...]]:
    """Return the plan ``known`` that keeps pages, or one made up afresh if that is much better."""
    if known is None or known.cost > known.aim + DRIFT:
        plan, findings = issue.made_up(words=words)
        whole = not (plan.over or plan.left_out)
        if known is None or (whole and plan.cost + DRIFT < known.cost):
            return replace(plan, aim=plan.cost), findings
        known = replace(known, aim=plan.cost if whole else known.cost)
    return known, tuple(issue.missed(known, issue.copies))
