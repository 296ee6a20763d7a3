"""Everything the engine is given for one edition: pages, styles, and the files they may use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..document import Document
from ..findings import Finding
from ..look import Look
from ..look.flat import flat
from ..look.fonts import faces, font_face_css, with_fallbacks
from ..look.instances import file_of
from ..look.named_files import FONTS, MEDIA, found, named, unreadable
from ..look.stylesheets import place_of
from ..model import Origin, Picture
from ..pictures.derive import Derivative, for_print
from ..pictures.press import places
from . import drawing, flow
from .engine import Edition
from .fetcher import BASE, Supply
from .flow import Made

PPI: Mapping[Edition, float] = {"print": 300.0, "replica": 150.0}
"""Pixels per inch beyond which a picture only makes the file heavier."""

MISSING = "missing:"
"""What an address begins with that nothing stands behind; it is refused, and told beforehand."""


@dataclass(frozen=True, slots=True)
class Description:
    """What goes into the engine, and what it was made from.

    ``sheet`` is bound in front of a proof, ``None`` otherwise. ``fonts`` are the
    files of every face the pages may use.
    """

    html: str
    css: str
    supplies: Mapping[str, Supply]
    sheet: str | None
    fonts: tuple[Path, ...]
    asked: Mapping[str, Origin]
    """Where a stylesheet asks for an address, by the address as it stands in ``css``."""
    findings: tuple[Finding, ...]
    foreign: frozenset[str] = frozenset()
    """The names of the fonts that came with advertisements."""
    places: Mapping[str, Picture] = field(default_factory=dict)
    """The pictures whose places are only kept, by the names of what keeps them."""
    made_up: bytes | None = None
    """What the next build is told of these pages, when it delivers them; ``None``: nothing."""
    left_out: frozenset[str] = frozenset()
    """The anchors of stories known to have found no room, or not all of it."""


def describe(
    document: Document,
    look: Look,
    *,
    edition: Edition,
    jobs: int = 1,
    marks: tuple[Finding, ...] = (),
    longer: Mapping[str, int] = flow.NOTHING,
    places_only: bool = False,
) -> tuple[Description, Made]:
    """Return the description of ``document`` in the flow layout, and the shapes of its stories.

    ``longer`` is what an earlier setting showed the cast-off to be short of. With
    ``places_only`` the places of photographs are kept for what the press will print.

    Raises:
        LookError: a template or stylesheet is broken.
    """
    styles = Styles(look)
    css = styles.flat("print.css", edition)
    made = flow.make_up(document, css, longer)
    shown = flow.pictures_on_paper(document)
    if places_only:
        derived, complaints = places(shown, jobs=jobs)
    else:
        derived, complaints = for_print(shown, jobs=jobs, limits=_limits(made, edition))
    names = {digest: one.name for digest, one in derived.items()}
    html, own = drawing.draw(made, look, names=names, marks=marks)
    text = re.sub(r"<[^>]*>", " ", html)
    used = faces(text)
    supplies = (
        *(Supply(f"pictures/{d.name}", d.media_type, d.data) for d in derived.values()),
        *(Supply(f"fonts/{face.name}", "font/ttf", file_of(face)) for face in used),
        *styles.supplies(),
    )
    description = Description(
        html=html,
        css=with_fallbacks(css + own, text) + font_face_css(f"{BASE}fonts/", text),
        supplies={one.name: one for one in supplies},
        sheet=drawing.draw_sheet(made, look, marks) if look.proof else None,
        fonts=(*(face.path for face in used), *styles.fonts()),
        asked=styles.asked,
        findings=(*styles.findings(), *complaints),
        places=kept_places(shown, derived) if places_only else {},
    )
    return description, made


def kept_places(
    pictures: Iterable[Picture], derived: Mapping[str, Derivative]
) -> Mapping[str, Picture]:
    """Return the pictures whose places are only kept, by the names of what keeps them."""
    kept = (one for one in pictures if one.kind != "svg" and one.digest in derived)
    return {derived[one.digest].name: one for one in kept}


def _limits(made: Made, edition: Edition) -> dict[str, int]:
    """Return the most pixels across each picture needs at the width it is printed."""
    return {
        digest: max(1, round(width / 25.4 * PPI[edition]))
        for digest, width in flow.printed_widths(made).items()
    }


class Styles:
    """The stylesheets of one look, made flat, and the files they name."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._files: dict[str, tuple[Path, bytes]] = {}
        self._complaints: dict[str, Finding] = {}
        self.asked: dict[str, Origin] = {}

    def flat(self, entry: str, edition: Edition) -> str:
        """Return one sheet; for the press, inks take the place of screen colours."""
        css = flat(entry, self._look.styles, resolve=self._resolve)
        if edition == "print":
            css += flat("print/ink.css", self._look.styles, resolve=self._resolve)
        return css

    def supplies(self) -> Iterator[Supply]:
        """Yield the fonts and drawings a publication's own stylesheets name."""
        for name, (path, data) in sorted(self._files.items()):
            yield Supply(f"styles/{name}", MEDIA[path.suffix.lower()], data)

    def fonts(self) -> Iterator[Path]:
        """Yield the files of a publication's own fonts."""
        yield from (path for path, _ in self._files.values() if path.suffix.lower() in FONTS)

    def findings(self) -> Iterator[Finding]:
        """Yield what the stylesheets name and nobody has, or nobody can use."""
        yield from self._complaints.values()

    def _resolve(self, address: str, sheet: str) -> str:
        """Read the file ``address`` names and return its own, or one that leads nowhere."""
        name = named(address, sheet)
        settled = address if name is None else self._read(name, address, sheet)
        self.asked.setdefault(settled, place_of(address, sheet, self._look.styles))
        return settled

    def _read(self, name: str, address: str, sheet: str) -> str:
        path, complaint = found(address, sheet, self._look.styles)
        if path is not None:
            try:
                self._files[name] = path, path.read_bytes()
                return f"{BASE}styles/{name}"
            except OSError as reason:
                complaint = unreadable(name, reason, address, sheet, self._look.styles)
        assert complaint is not None
        self._complaints.setdefault(name, complaint)
        return MISSING + name
