"""Every rule of the preflight, in the order of their codes."""

from __future__ import annotations

from types import ModuleType

from . import colours, file, lettering, overprint, pages, pictures
from .kinds import Case, Leaf, Rule, Whole

__all__ = ["RULES", "Case", "Leaf", "Rule", "Whole"]


def _rules_in(module: ModuleType) -> list[Rule]:
    return [one for one in vars(module).values() if isinstance(one, Rule)]


RULES: tuple[Rule, ...] = tuple(
    sorted(
        (one for module in (file, pages, colours, overprint, lettering, pictures)
         for one in _rules_in(module)),
        key=lambda one: one.code,
    )
)  # fmt: skip
