"""What an editor is told when the stories do not fill their pages exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..findings import Finding, finding
from .copy import Copy, Policy, Ready
from .plan import Flatplan


def said(
    plan: Flatplan, copies: Sequence[Copy], policy: Policy, *, blank: int = 0
) -> Iterator[Finding]:
    """Yield what is wrong with ``plan``: too much for its pages, or too little.

    ``blank`` lines of its pages stay unfilled.
    """
    more, fewer = _other_counts(plan.pages, policy)
    names = ", ".join(f"“{name}”" for name in plan.left_out)
    if plan.left_out and blank >= plan.over:
        message = f"The stories do not fit together on {_pages(plan.pages)}: {names} found no room"
        message += f" while {blank} lines stay unfilled."
        ways = ["Change their order or the size of a picture", "offer house ads in more sizes"]
        yield finding("PLN-001", message, hint=_joined([*ways, f"or go to {_pages(more)}"]))
    elif plan.left_out:
        message = f"{plan.over} lines over for {_pages(plan.pages)}: {names} found no room."
        ways = ["Cut", *_pictures_off(plan, copies), f"or go to {_pages(more)}"]
        yield finding("PLN-001", message, hint=_joined(ways))
    elif plan.over < 0:
        message = f"{-plan.over} lines short of {_pages(plan.pages)}."
        ways = ["Add a story, a picture or a house ad"]
        ways += [f"or go down to {_pages(fewer)}"] if fewer else []
        yield finding("PLN-001", message, hint=_joined(ways))


def no_room(ready: Ready) -> Finding:
    """Return what is said of something ready-made that must stand in the issue and cannot."""
    message = f"There is no page “{ready.name}” can stand on."
    return finding("PLN-003", message, hint="Change its size, its page or its side.")


def no_form(copy: Copy) -> Finding:
    """Return what is said of a story that fits no page in any shape."""
    message = f"“{copy.name}” cannot be set on any page in any shape."
    pin = copy.pin
    hint = "Take back its pins." if pin.columns or pin.picture else "Take a picture or a table out."
    return finding("PLN-002", message, hint=hint, part=copy.name)


def pin_missed(copy: Copy, pages: int) -> Finding:
    """Return what is said of a story that was to stand on a page there is not."""
    message = f"“{copy.name}” was to stand on page {copy.pin.page}; there are {pages}."
    return finding("PLN-004", message, hint="Change its page, or the number of pages.")


def no_spread(copy: Copy) -> Finding:
    """Return what is said of a story that was to run across an opening."""
    message = f"“{copy.name}” was to run across two pages; stories keep to one page for now."
    return finding("PLN-004", message, hint="Give it a page of its own with “alone”.")


def _other_counts(pages: int, policy: Policy) -> tuple[int, int]:
    step = max(1, policy.multiple)
    return (pages // step + 1) * step, (pages - 1) // step * step


def _pictures_off(plan: Flatplan, copies: Sequence[Copy]) -> Iterator[str]:
    """Yield the picture whose going would come nearest to giving the room that is missing."""
    best: tuple[int, Copy] | None = None
    for copy in copies:
        pictures = [one for one in copy.insets if one.kind == "picture" and one.sizes]
        if len(pictures) > 1 and copy.name not in plan.left_out:
            size = pictures[1].sizes[-1]
            away = abs(size.columns * size.natural - plan.over)
            if best is None or away < best[0]:
                best = (away, copy)
    if best:
        yield f"take the second picture off “{best[1].name}”"


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _joined(ways: Sequence[str]) -> str:
    return ", ".join(ways) + "."
