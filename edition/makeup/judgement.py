"""What a designer would say of a page: each rule a cost and a sentence.

The costs are on the scale of ``Form.cost``: 1 is a blemish only a designer sees, 10
makes a sub-editor frown. The rules are those of newspaper design as it is taught: one dominant
headline and one dominant picture, headlines that fall down the page, no heads that
butt, pictures kept apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from .copy import HEAD_SIZES, Copy, Rank
from .plan import Rect
from .slicing import Spot

TOMBSTONE: Final = 14.0
"""Heads of one size side by side read as one: the first rule of every make-up primer."""
NEAR_TOMBSTONE: Final = 2.0
"""Heads side by side one size apart."""
RIVAL_HEADLINE: Final = 4.0
"""A second headline of the page's largest size: one must dominate, the next a step smaller."""
NO_LARGE_HEADLINE: Final = 4.0
PLAIN_HEADLINE: Final = 1.0
"""The page's largest headline is only of the middle size: nothing shouts, but nothing leads."""
HEAVIER_BELOW: Final = 3.0
"""A larger headline under a smaller one: sizes fall from the top of the page down."""
OUTRANKED: Final = 4.0
"""A story of lower rank under a larger headline than one of higher rank."""
NO_PICTURE: Final = 5.0
"""A page of type alone has no centre of visual interest."""
NO_DOMINANT_PICTURE: Final = 2.0
SMALL_PICTURE: Final = 2.5
"""The largest picture takes less than :data:`EYE` of the page: it stops nobody."""
EYE: Final = 0.08
PICTURE_LOW: Final = 5.0
"""The largest picture stands wholly in the lower half: the eye enters a page at its top."""
DOMINANT: Final = 1.3
"""How many times larger the largest picture is than the next when it dominates."""
TOUCHING_PICTURES: Final = 6.0
PICTURE_AT_FOOT: Final = 4.0
LEAD_LOW: Final = 8.0
LEAD_RIGHT: Final = 1.0
LEAD_SMALL: Final = 4.0
RELATED_APART: Final = 2.0
BRIEFS_INSIDE: Final = 3.0
CROWDED: Final = 4.0
"""Each story more than :data:`STORIES`."""
STORIES: Final = 6
ALL_ONE_WIDTH: Final = 4.0
STACKED: Final = 1.5
"""Each cut right across the page but the first: a stack of full-width stories is no layout."""
LONG_LEG: Final = 1.0
"""A single column of text of more than :data:`LEG` lines is a grey stripe."""
LEG: Final = 70
SAME_OPENING: Final = 4.0
"""Left and right pages of one structure look stamped."""

RANKS: Final[dict[Rank, int]] = {"lead": 0, "second": 1, "story": 2, "brief": 3}


def rank(copy: Copy) -> int:
    """Return the rank of a story on its page, 0 the highest; a rest is below what begins there."""
    return 3 if copy.continued or copy.gathered else RANKS[copy.rank]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a critic of the page would say."""

    cost: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A story as it looks on its page. ``size`` counts up from 0, -1 for no headline."""

    copy: Copy
    rect: Rect
    size: int
    head: Rect | None
    pictures: tuple[tuple[Rect, float], ...]
    legs: tuple[int, ...]

    @property
    def name(self) -> str:
        return f"“{self.copy.name}”"

    @property
    def rank(self) -> int:
        """Return its rank, a continuation ranking below what begins on the page."""
        return rank(self.copy)


@dataclass(frozen=True, slots=True)
class Page:
    """The stories of one page in the order of its run, and the lines it runs from and to."""

    stories: tuple[Seen, ...]
    columns: int
    top: int
    foot: int
    lead: Seen | None


def seen(spots: Sequence[Spot], *, columns: int, top: int, foot: int) -> Page:
    """Return the page as a critic sees it."""
    stories = []
    for spot in spots:
        if spot.block.copy is None:
            continue
        column, line = spot.rect.column, spot.rect.line
        form = spot.form
        weights = {one.name: one.weight for one in spot.block.copy.insets}
        stories.append(
            Seen(
                spot.block.copy,
                spot.rect,
                HEAD_SIZES.index(form.head.size) if form.head else -1,
                form.head_at.moved(column, line) if form.head_at else None,
                tuple(
                    (one.rect.moved(column, line), weights.get(one.name, 1.0))
                    for one in form.insets
                    if one.kind == "picture"
                ),
                tuple(leg.rect.lines for leg in form.legs),
            )
        )
    # A reader knows no order of copy: of stories of one rank, the largest at the top leads. What
    # stands under the name of a section leads that section, and not the page.
    begun = min((spot.rect.line for spot in spots if spot.flag), default=foot)
    upper = [one for one in stories if one.rect.line < begun]
    lead = min(upper, key=lambda one: (one.rank, one.rect.line > top, -one.size), default=None)
    return Page(tuple(stories), columns, top, foot, lead)


def remarks(page: Page) -> Iterator[Remark]:
    """Yield all there is to say against the page."""
    for rule in RULES:
        yield from rule(page)


def judged(page: Page) -> tuple[float, tuple[str, ...]]:
    """Return what the page's faults cost together, and the sentences that say so."""
    found = sorted(remarks(page), key=lambda one: -one.cost)
    return sum(one.cost for one in found), tuple(one.sentence for one in found)


def headlines(page: Page) -> Iterator[Remark]:
    """One headline leads the page; the others are smaller."""
    sizes = [one for one in page.stories if one.size >= 0]
    if not sizes:
        return
    largest = max(one.size for one in sizes)
    rivals = [one for one in sizes if one.size == largest]
    begins = any(not one.copy.continued for one in sizes)
    if begins and largest < HEAD_SIZES.index("middle"):
        yield Remark(NO_LARGE_HEADLINE, "No headline is large enough to lead the page.")
    elif begins and len(rivals) == 1 and largest == HEAD_SIZES.index("middle"):
        yield Remark(PLAIN_HEADLINE, "The largest headline of the page is of the middle size.")
    elif len(rivals) > 1:
        named = ", ".join(one.name for one in rivals)
        cost = RIVAL_HEADLINE * (len(rivals) - 1)
        yield Remark(cost, f"{len(rivals)} headlines share the largest size: {named}.")


def tombstones(page: Page) -> Iterator[Remark]:
    """Headlines of one size do not stand side by side."""
    for one, other in _pairs(page.stories):
        if one.head is None or other.head is None or not _side_by_side(one.head, other.head):
            continue
        small = one.copy.rank == other.copy.rank == "brief"
        if one.size == other.size and not small:
            sentence = f"The headlines of {one.name} and {other.name} butt: one size, side by side."
            yield Remark(TOMBSTONE, sentence)
        elif abs(one.size - other.size) == 1 and one.head.line == other.head.line:
            sentence = f"The headlines of {one.name} and {other.name} are close to one size."
            yield Remark(NEAR_TOMBSTONE, sentence)


def falling(page: Page) -> Iterator[Remark]:
    """Headline sizes fall from the top of the page down, and with rank."""
    for one, other in _pairs(page.stories):
        upper, lower = (one, other) if one.rect.line <= other.rect.line else (other, one)
        if lower.size > upper.size >= 0 and _under(lower.rect, upper.rect):
            sentence = f"{lower.name} has a larger headline than {upper.name} above it."
            yield Remark(HEAVIER_BELOW, sentence)
        better, worse = (one, other) if one.rank <= other.rank else (other, one)
        if better.rank < worse.rank and 0 <= better.size < worse.size:
            sentence = f"{worse.name} has a larger headline than {better.name}, which ranks higher."
            yield Remark(OUTRANKED, sentence)


def pictures(page: Page) -> Iterator[Remark]:
    """One picture dominates."""
    if not page.stories:
        return
    areas = sorted(
        (
            rect.columns * rect.lines * weight
            for one in page.stories
            for rect, weight in one.pictures
        ),
        reverse=True,
    )
    if not areas:
        yield Remark(NO_PICTURE, "The page has no picture.")
        return
    if len(areas) > 1 and areas[0] < DOMINANT * areas[1]:
        yield Remark(NO_DOMINANT_PICTURE, "No picture dominates: the two largest are of a size.")
    if areas[0] < EYE * page.columns * (page.foot - page.top):
        yield Remark(SMALL_PICTURE, "No picture is large enough to stop the eye.")
    largest = max(
        ((rect, weight) for one in page.stories for rect, weight in one.pictures),
        key=lambda pair: pair[0].columns * pair[0].lines * pair[1],
    )[0]
    if largest.line > (page.top + page.foot) / 2:
        yield Remark(PICTURE_LOW, "The largest picture stands in the lower half of the page.")


def neighbouring_pictures(page: Page) -> Iterator[Remark]:
    """Pictures of different stories do not touch, nor does one stand at the foot of the page."""
    for one, other in _pairs(page.stories):
        for first, _ in one.pictures:
            for second, _ in other.pictures:
                if _side_by_side(first, second) or _on_top(first, second):
                    sentence = f"Pictures of {one.name} and {other.name} stand against each other."
                    yield Remark(TOUCHING_PICTURES, sentence)
    for one in page.stories:
        if any(rect.bottom >= page.foot for rect, _ in one.pictures):
            yield Remark(
                PICTURE_AT_FOOT, f"A picture of {one.name} stands at the foot of the page."
            )


def lead(page: Page) -> Iterator[Remark]:
    """The lead stands at the top left and is the largest."""
    if page.lead is None or len(page.stories) < 2:
        return
    first = page.lead
    if first.rect.line > page.top:
        yield Remark(LEAD_LOW, f"{first.name} leads the page but does not stand at its top.")
    elif first.rect.column > 0:
        yield Remark(LEAD_RIGHT, f"{first.name} leads the page but stands at the right.")
    area = first.rect.columns * first.rect.lines
    widest = max(one.rect.columns for one in page.stories)
    smaller = [one for one in page.stories if one.rect.columns * one.rect.lines > 1.25 * area]
    if smaller and first.rect.columns < widest:
        yield Remark(LEAD_SMALL, f"{smaller[0].name} takes more room than {first.name}, the lead.")


def related(page: Page) -> Iterator[Remark]:
    """Related stories stand side by side, or one under the other."""
    for one, other in _pairs(page.stories):
        if other.copy.name in one.copy.related or one.copy.name in other.copy.related:
            near = _side_by_side(one.rect, other.rect) or _on_top(one.rect, other.rect)
            if not near:
                sentence = f"{one.name} and {other.name} belong together but stand apart."
                yield Remark(RELATED_APART, sentence)


def briefs(page: Page) -> Iterator[Remark]:
    """Briefs stand at an edge or at the foot."""
    for one in page.stories:
        at_edge = one.rect.column == 0 or one.rect.right == page.columns
        if one.copy.gathered and not at_edge and one.rect.bottom < page.foot:
            yield Remark(BRIEFS_INSIDE, f"{one.name}: briefs stand in the middle of the page.")


def structure(page: Page) -> Iterator[Remark]:
    """Not too many stories, not all of one width, no long stripes of text."""
    if len(page.stories) > STORIES:
        cost = CROWDED * (len(page.stories) - STORIES)
        yield Remark(cost, f"{len(page.stories)} stories crowd the page.")
    if len(page.stories) > 2 and len({one.rect.columns for one in page.stories}) == 1:
        yield Remark(ALL_ONE_WIDTH, "All stories have one width.")
    across = sum(one.rect.columns == page.columns for one in page.stories)
    if across > 1:
        yield Remark(STACKED * (across - 1), f"{across} stories as wide as the page are stacked.")
    for one in page.stories:
        if one.legs and max(one.legs) > LEG:
            yield Remark(LONG_LEG, f"{one.name} has a column of {max(one.legs)} lines.")


RULES: Final[tuple[Callable[[Page], Iterator[Remark]], ...]] = (
    headlines,
    tombstones,
    falling,
    pictures,
    neighbouring_pictures,
    lead,
    related,
    briefs,
    structure,
)


def alike(left: Sequence[Spot], right: Sequence[Spot]) -> bool:
    """Return whether two facing pages are cut in the same way."""
    return len(left) > 1 and _outline(left) == _outline(right)


def _outline(spots: Sequence[Spot]) -> list[tuple[int, int, bool]]:
    """Return where modules begin and how wide they are; a few lines make no difference."""
    high = max(spot.rect.bottom for spot in spots) / 2
    return sorted(
        (one.rect.column, one.rect.columns, one.rect.line > high) for one in spots if one.block.copy
    )


def _pairs(stories: Sequence[Seen]) -> Iterator[tuple[Seen, Seen]]:
    return combinations(stories, 2)


def _side_by_side(one: Rect, other: Rect) -> bool:
    near = one.right == other.column or other.right == one.column
    return near and one.line < other.bottom and other.line < one.bottom


def _on_top(one: Rect, other: Rect) -> bool:
    """Return whether they stand one above the other with no more than two lines between."""
    over = one.column < other.right and other.column < one.right
    return over and (0 <= other.line - one.bottom <= 2 or 0 <= one.line - other.bottom <= 2)


def _under(lower: Rect, upper: Rect) -> bool:
    """Return whether ``lower`` begins below the whole of ``upper``, in the same columns."""
    over = lower.column < upper.right and upper.column < lower.right
    return over and lower.line >= upper.bottom
