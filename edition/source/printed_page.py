"""The printed page: what ``publication.toml`` says of it, and what its printer asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..findings import Finding, finding
from ..model import Edges, Origin, Page, PressProfile
from ..press_profile import NO_EDGES
from .press import read_press
from .schema import MarginKeys, PageKeys, PageSize, PublicationKeys
from .settings import Settings

_WIDE = Edges(15.0, 16.0, 15.0, 15.0)
_MEDIUM = Edges(14.0, 15.0, 14.0, 14.0)
_SMALL = Edges(12.0, 14.0, 14.0, 12.0)

PAGES: dict[PageSize, Page] = {
    "broadsheet": Page(350.0, 500.0, margins=_WIDE, columns=6),
    "berliner": Page(315.0, 470.0, margins=_WIDE, columns=5),
    "tabloid": Page(289.0, 380.0, margins=_WIDE, columns=5),
    "us-tabloid": Page(279.4, 431.8, margins=_WIDE, columns=5),
    "A3": Page(297.0, 420.0, margins=_WIDE, columns=5),
    "A4": Page(210.0, 297.0, margins=_MEDIUM, columns=3),
    "mini": Page(180.0, 260.0, margins=_SMALL, columns=3),
    "A5": Page(148.0, 210.0, margins=_SMALL, columns=2),
}
"""The named sizes, upright and in millimetres, with columns and margins that suit them."""

_NARROWEST_COLUMN = 25.0
_SMALLEST_PAGE, _LARGEST_PAGE = 90.0, 700.0
_WIDEST_BLEED, _WIDEST_GUTTER, _NARROWEST_GUTTER = 20.0, 25.0, 1.0
_TIGHTEST_LEADING, _WIDEST_LEADING = 6.0, 24.0
_FEWEST_LINES = 10

_USUAL_PRESS = {"newspaper": "newsprint", "flow": "uncoated"}
"""The press of a publication that names none, by its layout."""

Findings = tuple[Finding, ...]


def read_page(
    keys: PublicationKeys, settings: Settings, root: Path
) -> tuple[Page, PressProfile | None, Findings]:
    """Return the page and the press ``keys`` ask for, in the publication whose folder is ``root``.

    Where the page says nothing, the press says it. A press that cannot be used is
    ``None``; a page that cannot be printed is the named size as it is.
    """
    place = settings.place("press")
    press: PressProfile | None = None
    found: Findings = ()
    if keys.press is not None:
        press, found = read_press(keys.press.strip(), folder=root, origin=place, within=root)
    if press is None:
        page, more = _page(keys.page, settings, PAGES[keys.page.size or "tabloid"])
        press, _ = read_press(_USUAL_PRESS[keys.layout], folder=root)
        return page, press and with_its_page(press, page), found + more
    page, more = _page(keys.page, settings, _as_the_press_has_it(keys.page, press))
    against = _against(keys, settings, press, place)
    return page, with_its_page(press, page), (*found, *more, *against)


def _as_the_press_has_it(keys: PageKeys, press: PressProfile) -> Page:
    """Return the page of ``press``, with the columns and margins of the named size nearest to it.

    Sides of 0 stand for any.
    """
    usual = PAGES[keys.size or "tabloid"]
    if not keys.size and press.width and press.height:
        usual = min(
            PAGES.values(),
            key=lambda one: abs(one.width - press.width) + abs(one.height - press.height),  # type: ignore[operator]
        )
        usual = replace(usual, width=press.width, height=press.height)
    return replace(usual, bleed=widest(press), page_multiple=press.page_multiple)


def _against(
    keys: PublicationKeys, settings: Settings, press: PressProfile, place: Origin
) -> Findings:
    """Return what ``publication.toml`` asks for that its printer does not print."""
    said = keys.page
    named = PAGES[said.size] if said.size else None
    edges = said.margins or MarginKeys()  # type: ignore[call-arg]
    margins = {edge: getattr(edges, edge) for edge in ("top", "bottom", "inside", "outside")}
    facts = PageFacts(
        width=said.width if said.width or not named else named.width,
        height=said.height if said.height or not named else named.height,
        bleed=said.bleed,
        multiple=said.page_multiple,
        margins={edge: length for edge, length in margins.items() if length is not None},
    )
    return tuple(
        finding("PRF-003", message, origin=_place(settings, path, place), hint=hint)
        for path, message, hint in contradictions(facts, press)
    )


def _place(settings: Settings, path: tuple[str, ...], otherwise: Origin) -> Origin:
    """Return where the page says what ``path`` names, or the size it follows from."""
    for way in (path, ("size",)):
        if ("page", *way) in settings.lines:
            return settings.place("page", *way)
    return otherwise if path[0] in ("width", "height") else settings.place("page", *path)


def _page(keys: PageKeys, settings: Settings, usual: Page) -> tuple[Page, Findings]:
    """Return the page ``keys`` ask for, and ``usual`` where they say nothing, or nonsense."""
    named = usual
    edges = keys.margins
    margins = named.margins
    if edges is not None:
        margins = Edges(
            _or(edges.top, margins.top),
            _or(edges.bottom, margins.bottom),
            _or(edges.inside, margins.inside),
            _or(edges.outside, margins.outside),
        )
    page = Page(
        width=_or(keys.width, named.width),
        height=_or(keys.height, named.height),
        bleed=_or(keys.bleed, named.bleed),
        margins=margins,
        columns=keys.columns or named.columns,
        gutter=_or(keys.gutter, named.gutter),
        leading=_or(keys.leading, named.leading),
        page_multiple=keys.page_multiple or named.page_multiple,
    )
    for key, said, hint in _impossible(page):
        place = settings.place("page", key)
        return named, (finding("SRC-004", said, origin=place, hint=hint),)
    return page, ()


def _or(value: float | None, usual: float) -> float:
    return usual if value is None else value


def _impossible(page: Page) -> list[tuple[str, str, str]]:
    """Return the key, the sentence and the hint of whatever makes ``page`` impossible."""
    wrong = []
    size = f"{page.width:g} × {page.height:g} mm"
    for key, length in (("width", page.width), ("height", page.height)):
        if not _SMALLEST_PAGE <= length <= _LARGEST_PAGE:
            wrong.append(
                (
                    key,
                    f"A page of {size} cannot be printed.",
                    f"Sides from {_SMALLEST_PAGE:g} to {_LARGEST_PAGE:g} mm are possible.",
                )
            )
    if page.width > page.height:
        hint = "Exchange width and height; pages stand upright."
        wrong.append(("width", f"The page, {size}, is wider than it is high.", hint))
    if page.bleed > _WIDEST_BLEED:
        hint = "Printers ask for 3 mm or 5 mm; newspapers mostly for none."
        wrong.append(("bleed", f"A bleed of {page.bleed:g} mm is too much.", hint))
    if page.columns > 1 and not _NARROWEST_GUTTER <= page.gutter <= _WIDEST_GUTTER:
        hint = 'Between 4 and 6 mm is usual: gutter = "5mm".'
        wrong.append(
            ("gutter", f"A gutter of {page.gutter:g} mm does not part columns well.", hint)
        )
    if not _TIGHTEST_LEADING <= page.leading <= _WIDEST_LEADING:
        hint = 'Between 9 and 12 pt is usual: leading = "10.5pt".'
        wrong.append(("leading", f"A leading of {page.leading:g} pt cannot be read.", hint))
    if page.measure < _NARROWEST_COLUMN:
        left = max(page.measure, 0.0)
        said = f"{page.columns} columns on a page {page.width:g} mm wide are {left:.0f} mm each."
        hint = "Take fewer columns or narrower margins; a column needs 25 mm, better 40."
        wrong.append(("columns", said, hint))
    live = page.height - page.margins.top - page.margins.bottom
    if live < _FEWEST_LINES * page.leading * 25.4 / 72:
        hint = "Take narrower margins at the top and the bottom."
        wrong.append(("margins", f"The margins leave {max(live, 0.0):.0f} mm for text.", hint))
    return wrong


# Where the page and its printer disagree ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a publication says of its page, in millimetres; ``None`` where it says nothing."""

    width: float | None
    height: float | None
    bleed: float | None
    multiple: int | None
    margins: Mapping[str, float]


def contradictions(
    said: PageFacts, press: PressProfile
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield the keys below ``[page]``, sentence and hint of all that ``press`` cannot print."""
    if press.width and press.height:
        own = (said.width or press.width, said.height or press.height)
        if abs(own[0] - press.width) > 0.05 or abs(own[1] - press.height) > 0.05:
            yield (
                ("width",) if abs(own[0] - press.width) > 0.05 else ("height",),
                f"The page is {own[0]:g} × {own[1]:g} mm, and {press.name} prints "
                f"{press.width:g} × {press.height:g} mm.",
                "Take the size out of [page], so that the printer's is taken; or name another "
                "press.",
            )
    bleed = widest(press)
    settled = press.width is not None or press.bleed != NO_EDGES
    if said.bleed is not None and settled and abs(said.bleed - bleed) > 0.05:
        takes = f"asks for {bleed:g} mm" if bleed else "prints no bleed"
        yield (
            ("bleed",),
            f"The page bleeds {said.bleed:g} mm, and {press.name} {takes}.",
            f'Write bleed = "{bleed:g}mm", or take the line out.',
        )
    if said.multiple is not None and said.multiple % press.page_multiple:
        yield (
            ("page_multiple",),
            f"Pages come in lots of {said.multiple}, and {press.name} prints lots of "
            f"{press.page_multiple}.",
            f"Write page_multiple = {press.page_multiple}, or take the line out.",
        )
    for edge, given in said.margins.items():
        least = getattr(press.margin, edge)
        if given < least - 0.05:
            yield (
                ("margins", edge),
                f"The {edge} margin is {given:g} mm, and {press.name} asks for {least:g} mm "
                "without words.",
                f'Write {edge} = "{least:g}mm" or more.',
            )


def widest(press: PressProfile) -> float:
    """Return the widest bleed of any edge, in millimetres."""
    edges = press.bleed
    return max(edges.top, edges.bottom, edges.inside, edges.outside)


def with_its_page(press: PressProfile, page: Page) -> PressProfile:
    """Return ``press`` with the lots of the page, and its bleed when it takes any size."""
    press = replace(press, page_multiple=max(press.page_multiple, page.page_multiple))
    if press.width is not None or press.bleed != NO_EDGES or page.bleed <= 0:
        return press
    return replace(press, bleed=Edges(page.bleed, page.bleed, page.bleed, page.bleed))
