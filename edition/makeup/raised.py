"""The same cuts with what leads on top: of two parts one above the other either may be the upper.

Both orders fill the same rectangle and cost the same as long as only stories are priced; which
is better is seen when the page is looked at as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .judgement import rank
from .regions import Plot
from .slicing import Cut, Leaf, Tree


def raised(plots: Sequence[Plot]) -> list[Plot] | None:
    """Return ``plots`` with the part of higher rank above in every cut across.

    ``None`` when it stands there already.
    """
    found = [replace(plot, tree=_raised(plot.tree, plot.rect.lines)[0]) for plot in plots]
    changed = any(one.tree is not plot.tree for one, plot in zip(found, plots, strict=True))
    return found if changed else None


def _raised(tree: Tree, depth: int) -> tuple[Tree, int]:
    """Return ``tree``, ``depth`` lines deep, and the rank of the best story in it."""
    match tree:
        case Leaf(block, _):
            return tree, rank(block.copy) if block.copy is not None else _NONE
        case Cut(across, at, one, other):
            first, best = _raised(one, at if across else depth)
            second, next_best = _raised(other, depth - at if across else depth)
            if across and next_best < best:
                return Cut(True, depth - at, second, first), next_best
            if first is one and second is other:
                return tree, min(best, next_best)
            return Cut(across, at, first, second), min(best, next_best)


_NONE = 9
"""The rank of what is no story: after all stories."""
