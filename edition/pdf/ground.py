"""Where columns and lines are on a page, in points."""

from __future__ import annotations

from dataclasses import dataclass

from ..makeup.plan import Rect
from .castoff import Grid
from .rules import Rule


@dataclass(frozen=True, slots=True)
class Ground:
    """Where columns and lines are on the page, in points from the corner of the live area."""

    grid: Grid
    backwards: bool

    def left(self, column: int, columns: int) -> float:
        """Return the left edge of ``columns`` columns, counted as the paper is read."""
        start = column * (self.grid.column + self.grid.gutter)
        if not self.backwards:
            return start
        return self.grid.measure(self.grid.columns) - start - self.grid.measure(columns)

    def style(self, rect: Rect, inside: Rect | None = None) -> str:
        """Return the place of ``rect``, measured from the corner of ``inside`` if it is given."""
        left = self.left(rect.column, rect.columns)
        line = rect.line
        if inside is not None:
            left -= self.left(inside.column, inside.columns)
            line -= inside.line
        return (
            f"left:{left:.3f}pt;top:{line * self.grid.leading:.3f}pt;"
            f"width:{self.grid.measure(rect.columns):.3f}pt;"
            f"height:{rect.lines * self.grid.leading:.3f}pt"
        )

    def rule(self, rule: Rule) -> str:
        """Return the place of a rule; what is thicker than nothing hangs on its middle."""
        top = rule.line * self.grid.leading
        if rule.kind != "column":
            left, width = self.left(rule.column, rule.columns), self.grid.measure(rule.columns)
            return f"left:{left:.3f}pt;top:{top:.3f}pt;width:{width:.3f}pt"
        start = rule.column * (self.grid.column + self.grid.gutter) - self.grid.gutter / 2
        left = self.grid.measure(self.grid.columns) - start if self.backwards else start
        return f"left:{left:.3f}pt;top:{top:.3f}pt;height:{rule.lines * self.grid.leading:.3f}pt"
