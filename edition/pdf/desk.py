"""What an issue is measured and set with: its drawing, and the engine's case in its styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Any

from ..cache import key
from ..document import Document
from ..findings import Finding
from ..look import Look
from ..look.fonts import faces, font_face_css, with_fallbacks
from ..look.instances import file_of
from ..look.words import long_date, words
from ..makeup.plan import Flatplan
from ..model import Picture
from ..passages import passages
from . import castoff, engine, kept_sheets
from .counting import Counting, Galleys
from .description import Styles
from .engine import Case, Edition
from .fetcher import BASE, Supply
from .flow import pictures_on_paper
from .grafting import Flaw, Ground, graft, legs
from .issue_styles import flags
from .kept import made_by
from .newspaper_drawing import NewspaperDrawing
from .notes import Notes


@dataclass(frozen=True, slots=True)
class Desk:
    """What an issue is measured with: its drawing, and the engine's case in its styles."""

    drawing: NewspaperDrawing
    case: Case
    css: str
    text: str
    styles: Styles
    grid: castoff.Grid
    scale: castoff.Scale
    made_of: str
    flags: tuple[str, ...]


def open_desk(
    document: Document, look: Look, edition: Edition, marks: tuple[Finding, ...] = ()
) -> Desk:
    """Lay everything ready that ``document`` is measured and set with.

    Raises:
        EngineError: the engine is not there.
        LookError: a template or stylesheet is broken.
    """
    styles = Styles(look)
    css = styles.flat("newspaper.css", edition)
    text = "".join((*(told for told, _ in passages(document)), *_own_words(document)))
    names = {picture.digest: picture.digest for picture in on_paper(document)}
    drawing = drawing_of(document, look, css, names)
    shown = tuple(flags(document, marks)) if look.proof else ()
    plain, faced = css + drawing.styles(), font_face_css(f"{BASE}fonts/", text)
    dressed = with_fallbacks(plain + "".join(shown), text) + faced
    supplies = (*_fonts(text), *styles.supplies(), *drawing.supplies())
    case = engine.open_case(dressed, supplies={one.name: one for one in supplies}, edition=edition)
    grid, scale = castoff.grid(document.publication.page), castoff.scale(css)
    files = (f"{one.name} {sha256(one.data).hexdigest()}" for one in supplies)
    # Flags stand beside the text and move nothing: they belong to the pages they are on.
    made_of = key(edition, with_fallbacks(plain, text) + faced, made_by(), *sorted(files))
    return Desk(drawing, case, dressed, text, styles, grid, scale, made_of, shown)


def counting_of(document: Document, desk: Desk, notes: Notes | None = None) -> Counting:
    """Return what counts the lines of ``document`` at ``desk``; ``notes`` of the last build."""
    return Counting(document, desk.case, desk.grid.leading, notes, desk.made_of)


def filled(
    galleys: Galleys, plan: Flatplan, leaves: Sequence[Any], ground: Ground
) -> tuple[Flaw, ...]:
    """Put the lines of ``galleys`` into the columns of ``leaves``, and say what is amiss."""
    galleys.fetch(kept_sheets.stories_on(plan.sheets))
    return (
        *(
            Flaw(sheet.number, module.name, "A paragraph is not a line longer.")
            for _, sheet, module, leg in legs(plan)
            for strip in leg.strips
            if strip.loose and strip.run not in galleys[module.name].loose
        ),
        *graft(leaves, ground, plan, galleys),
    )


def drawing_of(
    document: Document, look: Look, css: str, names: Mapping[str, str]
) -> NewspaperDrawing:
    """Return what draws the pages of ``document``; ``names`` are those of its pictures."""
    grid, scale = castoff.grid(document.publication.page), castoff.scale(css)
    return NewspaperDrawing(document, look, grid=grid, scale=scale, names=names, css=css)


def on_paper(document: Document) -> tuple[Picture, ...]:
    """Return every picture the paper shows, those of its advertisements among them, once."""
    sold = (one.artwork for one in document.issue.adverts if isinstance(one.artwork, Picture))
    shown = (*pictures_on_paper(document), *sold)
    return tuple({picture.digest: picture for picture in shown}.values())


def _own_words(document: Document) -> Iterator[str]:
    """Yield what pages say that nobody wrote: the date, and the fixed words of the language.

    It may be in a script that no story has.
    """
    language = document.publication.language
    yield long_date(document.issue.date, language)
    yield from (one for one in astuple(words(language)) if isinstance(one, str))


def _fonts(text: str) -> Iterator[Supply]:
    for face in faces(text):
        yield Supply(f"fonts/{face.name}", "font/ttf", file_of(face))
