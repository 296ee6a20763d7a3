"""The rules of a newspaper page: hairlines between stories, bars over what leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..makeup.plan import Module, Rect, Sheet


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, in columns and lines from the corner of the live area.

    One ``across`` begins with column ``column`` and is ``columns`` wide, at a height of ``line``
    lines. One that stands is in the gutter before ``column``, ``lines`` long.
    """

    kind: Literal["across", "bar", "column"]
    column: int
    line: float
    columns: int = 0
    lines: float = 0.0


def rules(sheet: Sheet, *, gap: int, top: int = 0) -> tuple[Rule, ...]:
    """Return the rules of a page; ``top`` is the line under the masthead, 0 without one.

    A hairline lies in the air over everything that has something above it, and stands in the
    gutter between what is side by side; a section that begins in the middle has a bar over all
    that stands beside its name. A house ad has an edge of its own.
    """
    rects = [*(module.rect for module in sheet.modules), *(one.rect for one in sheet.ready)]
    framed = {one.rect for one in sheet.ready if one.kind == "house-ad"}
    flagged = {module.rect: module.rect.line for module in sheet.modules if module.flag}
    for module in sheet.modules:
        if module.flag:
            flagged |= dict.fromkeys(_beside(module, rects), module.rect.line)
    ruled = [one for one in rects if one not in framed or one in flagged]
    across = list(_across(ruled, flagged, gap, top))
    return (*across, *_standing(rects, across, gap))


def _beside(flagged: Module, rects: Sequence[Rect]) -> Iterator[Rect]:
    """Yield what begins level with the head of ``flagged``, nothing else over it.

    The name of the section stands there as high as over ``flagged`` itself.
    """
    form, own = flagged.form, flagged.rect
    lines = [*(one.rect.line for one in form.insets), *(one.rect.line for one in form.legs)]
    first = min([*lines, form.head_at.line] if form.head_at else lines, default=own.line)
    for one in rects:
        if one.line != first or (one.column < own.right and own.column < one.right):
            continue
        over = (r for r in rects if r.column < one.right and one.column < r.right)
        if not any(own.line < other.bottom and other.line < first for other in over):
            yield one


def _across(
    rects: Sequence[Rect], flagged: Mapping[Rect, int], gap: int, top: int
) -> Iterator[Rule]:
    """Yield the rules over ``rects``; neighbours at one height share theirs.

    ``flagged`` gives the line a bar lies over, for what stands under one.
    """
    heights = {one: flagged.get(one, one.line) for one in rects}
    under = sorted(
        (one for one in rects if one.line > top), key=lambda one: (heights[one], one.column)
    )
    pending: Rule | None = None
    for one in under:
        kind: Literal["bar", "across"] = "bar" if one in flagged else "across"
        height = heights[one] - gap / 2
        if (
            pending
            and (pending.line, pending.kind) == (height, kind)
            and pending.column + pending.columns == one.column
        ):
            pending = Rule(kind, pending.column, height, pending.columns + one.columns)
            continue
        if pending:
            yield pending
        pending = Rule(kind, one.column, height, one.columns)
    if pending:
        yield pending


def _standing(rects: Sequence[Rect], across: Sequence[Rule], gap: int) -> Iterator[Rule]:
    """Yield the rules in the gutters; one goes on through the air unless another crosses it."""
    for column in sorted({one.column for one in rects if one.column}):
        before = [one for one in rects if one.right == column]
        after = [one for one in rects if one.column == column]
        spans = sorted(
            (max(left.line, right.line), min(left.bottom, right.bottom))
            for left in before
            for right in after
            if left.line < right.bottom and right.line < left.bottom
        )
        merged: list[tuple[int, int]] = []
        for first, last in spans:
            if merged and first - merged[-1][1] <= gap and not _crossed(column, first, across, gap):
                merged[-1] = (merged[-1][0], last)
            else:
                merged.append((first, last))
        for first, last in merged:
            yield Rule("column", column, first, lines=last - first)


def _crossed(column: int, line: int, across: Sequence[Rule], gap: int) -> bool:
    return any(
        one.line == line - gap / 2 and one.column < column < one.column + one.columns
        for one in across
    )
