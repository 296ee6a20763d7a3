"""Why a story pinned over two pages does not cross their fold, as its editor is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..findings import Finding, Severity, finding
from .copy import Copy, Grid, Ready
from .plan import Flatplan
from .spreads import halves


def not_across(copies: Iterable[Copy], plan: Flatplan, ready: Iterable[Ready]) -> Iterator[Finding]:
    """Yield what is said of spreads whose headline and picture stop at the fold.

    On an opening of two sheets nothing can cross it: that is no more than a note.
    """
    named = {one.name: one for one in ready}
    for copy in copies:
        parts = [(sheet, one) for sheet, one in plan.modules() if one.name == copy.name]
        if not copy.pin.spread or not parts or any(one.form.half == "second" for _, one in parts):
            continue
        first = parts[0][0].number
        runs = first % 2 == 0 and len(parts) > 1 and parts[1][0].number == first + 1
        if runs and 2 * first != plan.pages:
            yield _on_two_sheets(copy, first, plan.pages)
        elif runs or _pinned_to_middle(copy, plan.pages):
            why, hint = _reason(copy, plan, named)
            does = "does not cross the fold" if runs else "was to run across two facing pages"
            more = "" if runs else " and does not"
            message = f"{_begun(copy)} {does}{more}: {why}."
            yield finding("PLN-004", message, hint=hint, part=copy.name)
        else:
            message = f"{_begun(copy)} was to run across two facing pages and does not"
            why = f": page {plan.pages} is the last one" if copy.pin.page == plan.pages else ""
            hint = "Give it an even page that another faces, and text for two pages."
            yield finding("PLN-004", f"{message}{why}.", hint=hint, part=copy.name)


def _on_two_sheets(copy: Copy, first: int, pages: int) -> Finding:
    middle = pages // 2
    hint = f"Only pages {middle} and {middle + 1} are one sheet: page = {middle} would bring it"
    hint += " there."
    if pages % 4:
        hint = "An issue of a multiple of four pages has one sheet in its middle."
    return finding(
        "PLN-004",
        f"{_begun(copy)} runs over pages {first} and {first + 1}, which are two sheets of paper: "
        "its headline and its picture stand on the first of them.",
        hint=hint,
        part=copy.name,
        severity=Severity.NOTE,
    )


def _pinned_to_middle(copy: Copy, pages: int) -> bool:
    return pages % 4 == 0 and copy.pin.page in (None, pages // 2)


def _reason(copy: Copy, plan: Flatplan, ready: dict[str, Ready]) -> tuple[str, str]:
    """Return why the middle sheet is no room for ``copy``, and what would help."""
    middle = plan.pages // 2
    both = [sheet for sheet in plan.sheets if sheet.number in (middle, middle + 1)]
    if copy.across is None:
        if len(copy.title.split()) < 2:
            why = "a headline of one word has no gap that the fold could fall in"
            return why, "Give it a headline of two words or more."
        why = "its headline is too long for one line over both pages"
        return why, "Shorten the headline, or write a shorter one as print_headline."
    standing = ((ready.get(one.name), sheet.number) for sheet in both for one in sheet.ready)
    for one, page in standing:
        if one is not None and (one.required or one.page is not None):
            why = f"{one.called} stands on page {page}, and it takes both pages whole"
            return why, f"Give {one.called} another page."
    if not halves(copy, plan.grid):
        return _of_text(copy, plan.grid)
    others = [one.name for sheet in both for one in sheet.modules if one.name != copy.name]
    if others:
        return "other stories stand there too", "Pin those to other pages."
    return "the pages before and after would not come out", "Give it two other pages."


def _of_text(copy: Copy, grid: Grid) -> tuple[str, str]:
    """Return what is wrong with the length of a text that fills no two pages."""
    room = 2 * grid.columns * grid.lines
    across = copy.across
    pictures = [one.columns * one.natural for one in across.sizes] if across else []
    largest = 2 * max(pictures, default=0)
    if copy.lines + largest < room:
        short = room - copy.lines - largest
        why = f"its {copy.lines} lines and its largest picture leave some {short} lines empty"
        return why, "Give it more text, or another picture."
    why = f"its {copy.lines} lines fill the two pages with no size of its picture"
    return why, "Cut some lines or add some, or give the picture another width."


def _begun(copy: Copy) -> str:
    return copy.called[0].upper() + copy.called[1:]
