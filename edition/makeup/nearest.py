"""What an editor is told when the stories do not fill their pages exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..findings import Finding, finding
from .copy import Copy, Policy, Ready
from .plan import Flatplan

FAR = 2
"""Another page count is told of when no more than so many times as much is wrong with it."""

PAGES_NAMED = 4
"""Pages with lines unfilled that are named."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """What another page count comes to: ``lines`` too many for it, less than 0: too few."""

    pages: int
    lines: int
    where: str = ""
    """The pages with lines unfilled, in brackets."""

    def told(self, words: float | None) -> str:
        """Return it in words; ``words`` are those of a line, ``None``: not known."""
        what = "too many for" if self.lines > 0 else "short of"
        return f"{_amount(abs(self.lines), words)} {what} {counted(self.pages)}{self.where}"


def _amount(lines: int, words: float | None) -> str:
    """Return so many lines, and about how many words that is."""
    said = "1 line" if lines == 1 else f"{lines} lines"
    if not words:
        return said
    number = lines * words
    step = next((step for limit, step in ROUNDED if number < limit), 100)
    return f"{said} (about {max(step, round(number / step) * step)} words)"


ROUNDED = ((20, 5), (500, 10), (2000, 50))
"""Words are told in steps: below the first number in steps of the second, in hundreds above."""


def said(
    plan: Flatplan,
    copies: Sequence[Copy],
    policy: Policy,
    *,
    blank: Mapping[int, int],
    ways: Sequence[str],
    tired: bool = False,
    other: Misfit | None = None,
    words: float | None = None,
) -> Iterator[Finding]:
    """Yield what is wrong with ``plan``: too much for its pages, or too little.

    ``blank`` are the lines that stay unfilled, by page; ``ways`` have been tried and
    would solve it. ``tired``: the search was broken off. ``other`` is what the next page count
    comes to, ``None``: nobody would go to it. ``words`` are those of a line on the average,
    ``None``: not known.
    """
    short = sum(blank.values())
    pages = counted(plan.pages)
    calls = {copy.name: copy.called for copy in copies}
    titles = ", ".join(calls.get(name, f"“{name}”") for name in plan.left_out)
    where = _where(blank) if plan.pages > 1 else ""
    if plan.left_out and short >= plan.over:
        message = f"The stories do not fit together on {pages}: {titles} found no room"
        message += f" while {_amount(short, None)} stay unfilled{where}."
        hint = "Change their order or the size of a picture, or offer house ads in more sizes."
    elif plan.left_out:
        lines = plan.over - short
        message = _both(Misfit(plan.pages, lines), other, words)
        on = f"; on {pages} " if other and _is_near(other, lines) else ": "
        message += f"{on}{titles} found no room."
        hint = "Cut the stories, take a picture out or "
        hint += "ask for more pages." if policy.pages else "leave a story for another issue."
    elif plan.over < 0:
        message = f"{_both(Misfit(plan.pages, -short, where), other, words)}."
        hint = "Add a story, a picture or a house ad"
        if other and _is_near(other, short):
            hint = f"Cut the stories for {counted(other.pages)}, or add some for {pages}."
        else:
            hint += ", or ask for fewer pages." if _fewer(plan.pages, policy) else "."
    else:
        return
    if ways:
        hint = _either(ways)
    if tired:
        hint += " Not every way was tried: that would take minutes."
    yield finding("PLN-001", message, hint=hint, part=next(iter(plan.left_out), None))


def _both(own: Misfit, other: Misfit | None, words: float | None) -> str:
    """Return what the plan and the ``other`` page count come to, the nearer of them first."""
    near = [own, other] if other and _is_near(other, own.lines) else [own]
    near.sort(key=lambda one: abs(one.lines))
    return ", ".join(one.told(words) for one in near)


def _is_near(other: Misfit, lines: int) -> bool:
    """Return whether an editor might go to the other page count, ``lines`` being off this one."""
    return abs(other.lines) <= FAR * abs(lines)


def _where(blank: Mapping[int, int]) -> str:
    """Return the pages with lines unfilled, the emptiest first."""
    if not blank:
        return ""
    worst = sorted(blank, key=lambda page: (-blank[page], page))[:PAGES_NAMED]
    named = ", ".join(f"{blank[page]} on page {page}" for page in worst)
    return f" ({named}{' and others' if len(blank) > len(worst) else ''})"


def _either(ways: Sequence[str]) -> str:
    """Return the ways that would solve it as one sentence."""
    whole = ways[0] if len(ways) == 1 else f"{', '.join(ways[:-1])} or {ways[-1]}"
    return f"{whole[0].upper()}{whole[1:]}: each page is full then."


def without_picture(copy: Copy, number: int) -> str:
    """Return the way out that takes picture ``number`` of the story's, counted from 1, off it."""
    word = {1: "first", 2: "second", 3: "third", 4: "fourth"}.get(number, f"{number}th")
    return f"take the {word} picture off {copy.called}"


def with_filler(columns: int, lines: int) -> str:
    """Return the way out that offers something of that size to fill with."""
    wide = "1 column" if columns == 1 else f"{columns} columns"
    return f"offer one more house ad, {wide} by about {lines} lines"


def with_jumps(jumps: int, pages: int) -> str:
    """Return the way out that lets so many stories go on on another page, on ``pages`` pages."""
    many = "1 jump" if jumps == 1 else f"{jumps} jumps"
    return f"allow {many} (jumps = {jumps} in publication.toml) and print {counted(pages)}"


def on_pages(pages: int) -> str:
    """Return the way out that goes to another number of pages."""
    return f"go to {counted(pages)}"


def without_story(copy: Copy) -> str:
    """Return the way out that leaves the story for another issue."""
    return f"leave {copy.called} for another issue"


def no_room(ready: Ready, policy: Policy) -> Finding:
    """Return what is said of something ready-made that must stand in the issue and cannot."""
    if ready.page is not None:
        where = "the last page" if ready.page < 0 else f"page {ready.page}"
        message = f"{ready.called} was booked on {where} and finds no room there."
        hint = "Give it another page or no page of its own, or make it smaller."
    else:
        message = f"There is no page {ready.called} can stand on."
        hint = "Change its size or its side"
        hint += ", or ask for more pages." if policy.pages else "."
    return finding("PLN-003", message, hint=hint, part=ready.name)


def rivals(one: Ready, other: Ready, page: int) -> Finding:
    """Return what is said of two rivals that were both booked on ``page``."""
    message = f"{one.called} and {other.called} are rivals and both are booked on page {page}."
    return finding("PLN-003", message, hint="Book one of them on another page.", part=other.name)


def no_form(copy: Copy) -> Finding:
    """Return what is said of a story that fits no page in any shape."""
    message = f"{_begun(copy)} cannot be set on any page in any shape."
    pin = copy.pin
    large = next((one for one in copy.insets if not one.sizes and not one.optional), None)
    if large is not None:
        kind = {"box": "box", "table": "table"}.get(large.kind, "picture")
        message = f"The {kind} in {copy.called} is higher than a page takes, at any width."
        hint = f"Make two of the {kind}, or shorten it."
        if kind == "box":
            hint = "Make a story of the box, or shorten it."
    elif pin.columns or pin.picture:
        hint = "Take back its pins."
    elif copy.insets:
        hint = "Give it more text, or take out what stands among it: pictures, boxes, tables."
    elif copy.heads:
        hint = "Give it more text, or make a brief of it (rank: brief)."
    else:
        hint = "Give it a headline and some text."
    return finding("PLN-002", message, hint=hint, part=copy.name)


def pin_missed(copy: Copy, pages: int) -> Finding:
    """Return what is said of a story that was to stand on a page there is not."""
    there = "there is 1" if pages == 1 else f"there are {pages}"
    message = f"{_begun(copy)} was to stand on page {copy.pin.page}; {there}."
    hint = "Change its page, or the number of pages."
    return finding("PLN-004", message, hint=hint, part=copy.name)


def picture_missed(copy: Copy, columns: int) -> Finding:
    """Return what is said of a picture that was to be of another width than ``columns``."""
    wide = "1 column" if copy.pin.picture == 1 else f"{copy.pin.picture} columns"
    message = f"The first picture of {copy.called} was to be {wide} wide and is {columns}."
    first = next((one for one in copy.insets if one.first), None)
    can = sorted(size.columns for size in first.sizes) if first else []
    hint = "Ask for another width."
    if can and copy.pin.picture and copy.pin.picture > can[-1]:
        hint = f"It can be {can[-1]} wide at most: drawn larger, or higher than a page takes."
    return finding("PLN-004", message, hint=hint, part=copy.name)


def beyond(ready: Ready, pages: int) -> Finding:
    """Return what is said of an advertisement booked on a page there is not."""
    there = "there is 1" if pages == 1 else f"there are {pages}"
    message = f"{ready.called} was booked on page {ready.page}; {there}, and it stands on the last."
    hint = "Book it on a page there is, or ask for more pages in issue.toml: pages = …"
    return finding("PIN-003", message, hint=hint, part=ready.name)


def _begun(copy: Copy) -> str:
    """Return what the story is called, at the beginning of a sentence."""
    return copy.called[0].upper() + copy.called[1:]


def counted(pages: int) -> str:
    """Return so many pages in words."""
    return "1 page" if pages == 1 else f"{pages} pages"


def _fewer(pages: int, policy: Policy) -> int:
    """Return the page count below ``pages`` somebody could ask for, 0 if nobody asked for any."""
    if not policy.pages:
        return 0
    step = max(1, policy.multiple)
    return (pages - 1) // step * step
