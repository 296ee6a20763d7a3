"""What there is to say about a file for the press that only shows when it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document
from ..findings import Finding, finding
from ..look import Look
from ..look.stylesheets import screen_colour
from ..model import Origin
from .engine import Setting
from .press_colours import Inks, Screen
from .press_inks import SeeThrough

_MM = 72 / 25.4
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b[a-z]+\([^()]*\)|\b[a-z]{3,}\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""[=:]\s*["']?(.*)""")


def press_findings(document: Document, look: Look, setting: Setting) -> Iterator[Finding]:
    """Yield what became of screen colours, and what PDF/X-1a cannot print."""
    for pressed in setting.pressed:
        plain = (*setting.job.house, (0, 0, 0), (255, 255, 255))
        left = {colour: inks for colour, inks in pressed.mixed.items() if colour not in plain}
        if left:
            yield from _converted(left, document, look)
        for one in dict.fromkeys(pressed.see_through):
            yield _see_through(one, document, setting)


# Colours ------------------------------------------------------------------------------------------


def _converted(mixed: dict[Screen, Inks], document: Document, look: Look) -> Iterator[Finding]:
    """Yield every place in the publication's own styles that asks for a colour of screens."""
    folder = document.publication.folder
    for name in look.styles.names():
        path = look.styles.find(name)
        if path is None or path.suffix not in (".css", ".svg") or not path.is_relative_to(folder):
            continue
        text = path.read_text("utf-8-sig", errors="replace")
        plain = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        for number, line in enumerate(plain.splitlines(), 1):
            for written, colour in dict(_colours(line)).items():
                if colour in mixed:
                    yield _note(written, mixed[colour], Origin(path.relative_to(folder), number))


def _colours(line: str) -> Iterator[tuple[str, Screen]]:
    """Yield the colours that the values of one line name, as they are written."""
    for value in _ATTRIBUTE.findall(line):
        for written in _COLOUR.findall(value):
            colour = screen_colour(written)
            if colour is not None:
                yield written, colour


def _note(written: str, inks: Inks, origin: Origin) -> Finding:
    named = ", ".join(
        f"{round(part * 100)} % {ink}"
        for part, ink in zip(inks, ("cyan", "magenta", "yellow", "black"), strict=True)
        if part
    )
    numbers = " ".join(f"{part:g}" for part in inks)
    return finding(
        "PRF-004",
        f"The colour {written} is one of screens; on paper it is {named or 'no ink at all'}.",
        origin=origin,
        hint=f"Say which inks you want: device-cmyk({numbers}).",
    )


# Transparency -------------------------------------------------------------------------------------


def _see_through(one: SeeThrough, document: Document, setting: Setting) -> Finding:
    left, top = one.across / _MM, document.publication.page.height - one.down / _MM
    anchor = next(
        (
            anchor
            for anchor, spots in setting.articles.items()
            for spot in spots
            if spot.page == one.page
            and spot.left <= left <= spot.left + spot.width
            and spot.top <= top <= spot.top + spot.height
        ),
        None,
    )
    part = next((part for part in document.parts if part.anchor == anchor), None)
    where = f"In “{part.title}”, on page {one.page}" if part else f"On page {one.page}"
    return finding(
        "PRF-005",
        f"{where}, something {one.what}; the printer's PDF/X-1a knows no transparency.",
        origin=getattr(part.subject, "origin", None) if part else None,
        hint="Make it opaque in the styles or in the picture, or ask the printer whether PDF/X-4 "
        'is welcome: standard = "X-4".',
        part=anchor,
    )
