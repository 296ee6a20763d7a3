"""The pages delivered last, with what is needed to see which of them could stand as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from .copy import Copy, Policy, Ready
from .plan import Flatplan


@dataclass(frozen=True, slots=True)
class Last:
    """A plan of before, and digests of all it was made from.

    ``stories`` and ``ready`` are the names of stories, in the editor's order, and of
    ready-made things, each with the digest of what make-up saw of it; ``policy`` is that
    of what the publication allowed.
    """

    plan: Flatplan
    policy: str
    stories: tuple[tuple[str, str], ...]
    ready: tuple[tuple[str, str], ...]


def noted(plan: Flatplan, copies: Sequence[Copy], ready: Sequence[Ready], policy: Policy) -> Last:
    """Return ``plan`` with the digests of what it was made from."""
    return Last(
        replace(plan, kept=None),
        allowed(policy),
        tuple((one.name, seen_of(one)) for one in copies),
        tuple((one.name, offered(one)) for one in ready),
    )


def seen_of(copy: Copy) -> str:
    """Return a digest of a story as make-up sees it; what it is called makes no difference."""
    return _digest(replace(copy, title=""))


def offered(ready: Ready) -> str:
    """Return a digest of something ready-made; what it is called makes no difference."""
    return _digest(replace(ready, title=""))


def allowed(policy: Policy) -> str:
    """Return a digest of what the publication allows, the number of pages aside."""
    return _digest(replace(policy, pages=None))


def as_before(last: Last, plan: Flatplan, copies: Sequence[Copy]) -> tuple[int, ...]:
    """Return the pages of ``plan`` that stand as they stood in ``last``, in every line."""
    digests = dict(last.stories)
    changed = {one.name for one in copies if digests.get(one.name) != seen_of(one)}
    before = {sheet.number: (sheet.modules, sheet.ready) for sheet in last.plan.sheets}
    return tuple(
        sheet.number
        for sheet in plan.sheets
        if before.get(sheet.number) == (sheet.modules, sheet.ready)
        and changed.isdisjoint(module.name for module in sheet.modules)
    )


def _digest(value: object) -> str:
    return sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:32]
