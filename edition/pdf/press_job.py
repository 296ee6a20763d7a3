"""All that the press side of an issue hangs on: the printer's demands, and what the issue is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ..document import Document
from ..look.flat import tokens
from ..look.stylesheets import colour_of
from ..look.words import long_date
from ..page import Edges
from ..press_profile import NO_EDGES, PressProfile
from ..source.press import read_press
from .press_colours import Inks, Screen

_CMYK = re.compile(r"device-cmyk\(\s*([\d.%\s,]+?)\s*\)")


@dataclass(frozen=True, slots=True)
class PressJob:
    """One issue on its way to one press.

    ``title`` and ``day`` stand in the slug of each page. ``backwards`` is for papers
    whose spine is on the right of the front page. ``house`` are the inks the styles lay
    down for colours of the publication's own.
    """

    press: PressProfile
    title: str
    slug: str
    day: str
    issued: date
    revised: date
    backwards: bool
    house: Mapping[Screen, Inks]


def press_job(document: Document, css: str) -> PressJob:
    """Return the job of ``document``, whose pages are dressed in ``css``."""
    publication, issue = document.publication, document.issue
    contents = next((part for part in document.parts if part.kind == "contents"), None)
    return PressJob(
        press=press_of(document),
        title=publication.name,
        slug=publication.slug,
        day=long_date(issue.date, publication.language),
        issued=issue.date,
        revised=issue.revised or issue.date,
        backwards=contents is not None and contents.direction == "rtl",
        house=dict(_house(tokens(css))),
    )


def press_of(document: Document) -> PressProfile:
    """Return the press of a publication, the usual one of its layout when none is named."""
    publication = document.publication
    if publication.press is not None:
        return publication.press
    usual = _usual("newsprint" if publication.layout == "newspaper" else "uncoated")
    bleed = publication.page.bleed
    return replace(usual, bleed=Edges(bleed, bleed, bleed, bleed)) if bleed else usual


def plain_job() -> PressJob:
    """Return the job of pages that belong to no issue."""
    day = date(2000, 1, 1)
    press = replace(_usual("newsprint"), bleed=NO_EDGES)
    return PressJob(press, "", "pages", "", day, day, False, {})


@lru_cache(maxsize=2)
def _usual(name: str) -> PressProfile:
    from pathlib import Path

    press, _ = read_press(name, folder=Path())
    assert press is not None, "a profile that comes with the program"
    return press


def _house(tokens: Mapping[str, str]) -> Iterator[tuple[Screen, Inks]]:
    """Yield every screen colour of the styles that has inks of its own beside it.

    ``--house-colour`` is for screens what ``--house-ink`` is on paper, and so with any name.
    """
    for name, value in tokens.items():
        if not name.endswith("-colour"):
            continue
        colour = colour_of(value)
        inks = _inks(tokens.get(f"{name.removesuffix('-colour')}-ink", ""))
        if colour is not None and inks is not None and colour[3] == 1:
            red, green, blue = (round(part * 255) for part in colour[:3])
            yield (red, green, blue), inks


def _inks(value: str) -> Inks | None:
    found = _CMYK.fullmatch(value.strip())
    if found is None:
        return None
    try:
        parts = [_part(one) for one in found[1].replace(",", " ").split()]
        cyan, magenta, yellow, black = parts
    except ValueError:
        return None
    return cyan, magenta, yellow, black


def _part(word: str) -> float:
    return float(word[:-1]) / 100 if word.endswith("%") else float(word)
