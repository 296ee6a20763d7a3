"""How good a flatplan is by the rules of newspaper design: each rule counted, with its pages.

It is counted from where things stand, not from what make-up thought of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from ..makeup.copy import HEAD_SIZES, Copy, Policy, Rank
from ..makeup.counted import Counted
from ..makeup.plan import Form, Module, Rect, Sheet
from .flatplan import Copyfit, Measure

AS_MANY_AS_IT_TAKES = 99
"""Jumps a publication allows that sets no bound."""

DOMINANT = 1.3
"""How many times larger the largest picture is than the next when it dominates."""

_AIR = 2
"""Lines that may part a column of text from what stands under it."""

_RANKS: Mapping[Rank, int] = {"lead": 0, "second": 1, "story": 2, "brief": 3}


def measured(fit: Copyfit, copies: Sequence[Copy], policy: Policy) -> tuple[Measure, ...]:
    """Return every rule with how often ``fit`` breaks it, the gravest first.

    ``copies`` are the stories as make-up saw them, ``policy`` what the publication allows.
    """
    plan, named = fit.plan, {one.name: one for one in copies}
    multiple = max(1, policy.multiple)
    empty = [page.number for page in fit.pages for _ in range(page.empty)]
    ends = dict(_ends(fit, named))

    def on_pages(name: str, title: str, found: Iterable[int]) -> Measure:
        pages = list(found)
        return Measure(name, title, len(pages), tuple(sorted(set(pages))))

    def by_sheet(rules: Iterable[tuple[str, str, Counting]]) -> Iterator[Measure]:
        for name, title, count in rules:
            broken = (one.number for one in plan.sheets for _ in count(one, named))
            yield on_pages(name, title, broken)

    return (
        Measure("overset", "lines without room", max(plan.over, 0)),
        Measure("left_out", "stories and pictures left out", len({*plan.left_out, *fit.missing})),
        on_pages("underset", "lines of one column nothing fills", empty),
        Measure("multiple", f"pages beyond a multiple of {multiple}", plan.pages % multiple),
        *by_sheet(_SOUND),
        on_pages("off_grid", "things off the grid", _off_grid(fit)),
        on_pages("widows", "paragraphs parted badly at a column", ends.get("widows", ())),
        on_pages("crossheads", "crossheads at the foot of a column", ends.get("crossheads", ())),
        Measure(
            "jumps", f"stories that go on elsewhere ({_bound(policy)})", fit.jumps, _jumping(fit)
        ),
        *by_sheet(_SEEN),
        on_pages("facing", "facing pages cut alike", _alike(plan.sheets)),
    )


def _bound(policy: Policy) -> str:
    if policy.jumps >= AS_MANY_AS_IT_TAKES:
        return "as many as it takes"
    return f"{policy.jumps} allowed, those longer than a page aside"


class Counting(Protocol):
    """Whatever yields something for each time a rule is broken on a page."""

    def __call__(self, sheet: Sheet, named: Mapping[str, Copy], /) -> Iterator[object]: ...


def _blank(sheet: Sheet, _: Mapping[str, Copy]) -> Iterator[int]:
    if not (sheet.modules or sheet.ready):
        yield sheet.number


def _overlaps(sheet: Sheet, _: Mapping[str, Copy]) -> Iterator[object]:
    yield from (pair for pair in combinations(_things(sheet), 2) if pair[0].overlaps(pair[1]))
    for module in sheet.modules:
        parts = list(_parts(module.form))
        yield from (pair for pair in combinations(parts, 2) if pair[0].overlaps(pair[1]))


def _things(sheet: Sheet) -> list[Rect]:
    """Return where stories and ready-made things stand on a page."""
    return [*(one.rect for one in sheet.modules), *(one.rect for one in sheet.ready)]


def _parts(form: Form) -> Iterator[Rect]:
    """Yield what stands in a story: its head, its pictures and boxes, its columns."""
    if form.head_at is not None:
        yield form.head_at
    yield from (one.rect for one in form.insets)
    yield from (one.rect for one in form.legs)


def _off_grid(fit: Copyfit) -> Iterator[int]:
    grid = fit.plan.grid
    whole = Rect(0, 0, grid.columns, grid.lines)
    for sheet in fit.plan.sheets:
        rects = _things(sheet)
        rects += [rect for module in sheet.modules for rect in _parts(module.form)]
        yield from (sheet.number for rect in rects if not _inside(rect, whole))


def _inside(rect: Rect, whole: Rect) -> bool:
    across = whole.column <= rect.column and rect.right <= whole.right
    return across and whole.line <= rect.line and rect.bottom <= whole.bottom


def _uneven(sheet: Sheet, _: Mapping[str, Copy]) -> Iterator[Rect]:
    """Yield columns of text that end above the foot of their story, or are not filled."""
    for module in sheet.modules:
        form = module.form
        for number, leg in enumerate(form.legs):
            turn = form.end is not None and form.half != "first" and number == len(form.legs) - 1
            last = leg.strips[-1] if leg.strips else None
            filled = last.at + last.last - last.first + turn if last else 0
            below = (
                one.rect.line - leg.rect.bottom
                for one in form.insets
                if one.rect.column <= leg.rect.column < one.rect.right
            )
            level = leg.rect.bottom == module.rect.bottom or any(0 <= one <= _AIR for one in below)
            if not level or filled != leg.rect.lines:
                yield leg.rect


def _ends(fit: Copyfit, named: Mapping[str, Copy]) -> Iterator[tuple[str, list[int]]]:
    """Yield the pages of columns that end where none may, by what is wrong there."""
    found: dict[str, list[int]] = {}
    counted: dict[str, Counted] = {}
    for sheet, module in fit.plan.modules():
        if module.name not in named:
            continue
        text = counted.setdefault(module.name, Counted(named[module.name]))
        for leg in module.form.legs:
            last = leg.strips[-1] if leg.strips else None
            if last is None or not last.run < len(text.runs):
                continue
            run = text.runs[last.run]
            line = last.last - last.loose
            end = text.first_line[last.run] + line
            if end < len(text.cut) and text.cut[end] is None:
                kind = "crossheads" if line == run.lines else "widows"
                found.setdefault(kind, []).append(sheet.number)
    yield from found.items()


def _butting(sheet: Sheet, named: Mapping[str, Copy]) -> Iterator[object]:
    for one, other in combinations(_headed(sheet), 2):
        near = one.at.right == other.at.column or other.at.right == one.at.column
        level = one.at.line < other.at.bottom and other.at.line < one.at.bottom
        briefs = one.module.gathered and other.module.gathered
        if near and level and one.size == other.size and not briefs:
            yield one, other


@dataclass(frozen=True, slots=True)
class _Headed:
    """A story under a headline, where it stands and how large it is."""

    module: Module
    at: Rect
    size: int


def _headed(sheet: Sheet) -> list[_Headed]:
    return [
        _Headed(one, one.form.head_at, HEAD_SIZES.index(one.form.head.size))
        for one in sheet.modules
        if one.form.head is not None and one.form.head_at is not None
    ]


def _rank(module: Module, named: Mapping[str, Copy]) -> Rank:
    """Return its rank; the rest of a story ranks below what begins on the page."""
    copy = named.get(module.name)
    below = module.gathered or module.back is not None
    return "brief" if below else copy.rank if copy else "story"


def _dog_legs(sheet: Sheet, _: Mapping[str, Copy]) -> Iterator[Rect]:
    heads = _headed(sheet)
    for module in sheet.modules:
        for leg in module.form.legs:
            rect = leg.rect
            over = (
                one.at.column <= rect.column < one.at.right
                and module.rect.line <= one.at.line < rect.line
                for one in heads
                if one.module is not module
            )
            if any(over) or not _inside(rect, module.rect):
                yield rect


def _strays(sheet: Sheet, _: Mapping[str, Copy]) -> Iterator[Rect]:
    for module in sheet.modules:
        for inset in module.form.insets:
            if not _inside(inset.rect, module.rect):
                yield inset.rect


def _jumping(fit: Copyfit) -> tuple[int, ...]:
    parts = (story for page in fit.pages for story in page.stories)
    begun = (one for one in parts if one.onto is not None and not one.back and not one.half)
    return tuple(sorted({one.page for one in begun}))


def _apart(sheet: Sheet, named: Mapping[str, Copy]) -> Iterator[object]:
    for one, other in combinations(sheet.modules, 2):
        here, there = named.get(one.name), named.get(other.name)
        told = here and there and (there.name in here.related or here.name in there.related)
        if told and not _touch(one.rect, other.rect):
            yield one, other


def _touch(one: Rect, other: Rect) -> bool:
    wide = Rect(one.column - 1, one.line - _AIR, one.columns + 2, one.lines + 2 * _AIR)
    return wide.overlaps(other)


def _equal(sheet: Sheet, named: Mapping[str, Copy]) -> Iterator[int]:
    if not sheet.modules:
        return
    areas = sorted(_areas(sheet, named), reverse=True)
    if not areas or (len(areas) > 1 and areas[0] < DOMINANT * areas[1]):
        yield sheet.number


def _areas(sheet: Sheet, named: Mapping[str, Copy]) -> Iterator[float]:
    """Yield how large each picture looks: drawings and portraits less than photographs."""
    for module in sheet.modules:
        copy = named.get(module.name)
        weights = {one.name: one.weight for one in copy.insets} if copy else {}
        for inset in module.form.insets:
            if inset.kind == "picture":
                yield inset.rect.columns * inset.rect.lines * weights.get(inset.name, 1.0)


def _outranked(sheet: Sheet, named: Mapping[str, Copy]) -> Iterator[object]:
    for one, other in combinations(_headed(sheet), 2):
        first, second = (_RANKS[_rank(each.module, named)] for each in (one, other))
        if (first < second and one.size < other.size) or (second < first and other.size < one.size):
            yield one, other


def _alike(sheets: Sequence[Sheet]) -> Iterator[int]:
    """Yield the left-hand pages that are cut like the one they face."""
    by_number = {sheet.number: sheet for sheet in sheets}
    for even in range(2, len(sheets) + 1, 2):
        left, right = by_number.get(even), by_number.get(even + 1)
        if left is None or right is None or len(left.modules) < 2:
            continue
        if len(left.modules) == len(right.modules) and _outline(left) == _outline(right):
            yield even


def _outline(sheet: Sheet) -> list[tuple[int, int, bool]]:
    """Return where stories begin and how wide they are; a few lines make no difference."""
    half = max(one.rect.bottom for one in sheet.modules) / 2
    return sorted(
        (one.rect.column, one.rect.columns, one.rect.line > half) for one in sheet.modules
    )


_SOUND: tuple[tuple[str, str, Counting], ...] = (
    ("blank", "blank pages", _blank),
    ("overlaps", "things that overlap", _overlaps),
    ("uneven", "columns that do not end level", _uneven),
    ("dog_legs", "columns under another story’s headline", _dog_legs),
    ("strays", "pictures away from their story", _strays),
)
_SEEN: tuple[tuple[str, str, Counting], ...] = (
    ("tombstones", "headlines of one size side by side", _butting),
    ("related", "related stories on one page, and apart", _apart),
    ("pictures", "pages without one dominant picture", _equal),
    ("ranks", "headlines larger than a better story’s", _outranked),
)
