"""Everything the engine is given for one edition: pages, styles, and the files they may use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..findings import Finding
from ..look import Look
from ..look.fonts import faces, font_face_css, with_fallbacks
from ..look.stylesheets import OUTSIDE, beside_entry, bundle
from ..pictures.derive import for_print
from ..document import Document
from . import flow
from .engine import Edition
from .fetcher import BASE, Supply
from .flow import Made

PPI: Mapping[Edition, float] = {"print": 300.0, "replica": 150.0}
"""Pixels per inch beyond which a picture only makes the file heavier."""

_MEDIA = {
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


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
    made: Made
    fonts: tuple[Path, ...]
    findings: tuple[Finding, ...]


def describe(
    document: Document,
    look: Look,
    *,
    edition: Edition,
    jobs: int = 1,
    marks: tuple[Finding, ...] = (),
) -> Description:
    """Return the description of ``document`` for the press or for screens.

    Raises:
        LookError: a template or stylesheet is broken.
    """
    styles = _Styles(look)
    css = styles.flat(edition)
    made = flow.make_up(document, css)
    derived, complaints = for_print(
        flow.pictures_on_paper(document), jobs=jobs, limits=_limits(made, edition)
    )
    names = {digest: one.name for digest, one in derived.items()}
    html, own = flow.draw(made, look, names=names, marks=marks)
    text = re.sub(r"<[^>]*>", " ", html)
    used = faces(text)
    supplies = (
        *(Supply(f"pictures/{d.name}", d.media_type, d.data) for d in derived.values()),
        *(Supply(f"fonts/{face.name}", "font/ttf", face.path.read_bytes()) for face in used),
        *styles.supplies(),
    )
    return Description(
        html=html,
        css=with_fallbacks(css + own, text) + font_face_css(f"{BASE}fonts/", text),
        supplies={one.name: one for one in supplies},
        sheet=flow.draw_sheet(made, look, marks) if look.proof else None,
        made=made,
        fonts=(*(face.path for face in used), *styles.fonts()),
        findings=complaints,
    )


def _limits(made: Made, edition: Edition) -> dict[str, int]:
    """Return the most pixels across each picture needs at the width it is printed."""
    return {
        digest: max(1, round(width / 25.4 * PPI[edition]))
        for digest, width in flow.printed_widths(made).items()
    }


class _Styles:
    """The stylesheets of one look, made flat, and the files they name."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._files: dict[str, Path] = {}

    def flat(self, edition: Edition) -> str:
        """Return one sheet; for the press, inks take the place of screen colours."""
        css = bundle("print.css", self._look.styles, resolve=self._resolve)
        if edition == "print":
            css += bundle("print/ink.css", self._look.styles, resolve=self._resolve)
        return css

    def supplies(self) -> Iterator[Supply]:
        """Yield the fonts and drawings a publication's own stylesheets name."""
        for name, path in sorted(self._files.items()):
            media = _MEDIA.get(path.suffix.lower())
            if media:
                yield Supply(f"styles/{name}", media, path.read_bytes())

    def fonts(self) -> Iterator[Path]:
        """Yield the files of a publication's own fonts."""
        yield from (path for path in self._files.values() if path.suffix in (".ttf", ".otf"))

    def _resolve(self, address: str, sheet: str) -> str:
        if OUTSIDE.match(address):
            return address
        name = beside_entry(address, sheet)
        path = self._look.styles.find(name)
        if path is not None:
            self._files[name] = path
        return f"{BASE}styles/{name}"
