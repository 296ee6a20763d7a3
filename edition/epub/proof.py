"""A proof of the EPUB: a first page with everything found, and a flag where each finding stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..document import Document, Part, Placed
from ..findings import Finding
from ..look.templates import Renderer
from ..model import Figure
from .links import TEXT, file_name
from .wordcheck import nested

PAGE = "proof.xhtml"
"""Above the folder of pages, where no story's name can be the same."""

SHEET = "epub/proof.css"


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding in a proof, counted from 1. ``part`` is where it stands, ``None``: nowhere."""

    number: int
    finding: Finding
    part: Part | None = None
    placed: Placed | None = None
    """The block it is about; ``None`` for the whole part."""

    @property
    def entry(self) -> str:
        """Where the first page tells of it, as seen from a page."""
        return f"../{PAGE}#finding-{self.number}"

    @property
    def identity(self) -> str:
        """The id of its flag. No name of a story has an underscore."""
        return f"proof_mark_{self.number}"

    @property
    def place(self) -> str | None:
        """Where its flag stands, as seen from the first page."""
        return f"{TEXT}{file_name(self.part)}#{self.identity}" if self.part else None


class Marks:
    """The findings of a proof, each at the nearest place to what it is about."""

    def __init__(self) -> None:
        self.all: tuple[Mark, ...] = ()

    def find(self, document: Document, findings: Sequence[Finding]) -> None:
        """Find the places of ``findings``; some are known only when pictures are ready."""
        self.all = tuple(
            Mark(number, one, *_standing(document, one))
            for number, one in enumerate(dict.fromkeys(findings), start=1)
        )

    def flags(self, place: Part | Placed) -> tuple[Mark, ...]:
        """Return the marks to be shown at ``place``: the filter templates ask."""
        if isinstance(place, Part):
            return tuple(one for one in self.all if one.part is place and one.placed is None)
        return tuple(one for one in self.all if one.placed is place)

    def draw(self, renderer: Renderer, values: Mapping[str, object]) -> bytes:
        """Return the first page."""
        return renderer.render("epub/proof.xhtml.j2", marks=self.all, **values).encode()


def _standing(document: Document, one: Finding) -> tuple[Part | None, Placed | None]:
    """Return the part and the block ``one`` is about, as far as it says."""
    for part in document.parts:
        if one.part is not None and part.anchor == one.part:
            return part, None
        for placed in nested(part.body):
            if placed.anchor is not None and placed.anchor == one.part:
                return part, placed
    if one.origin is None:
        return None, None
    for part in document.parts:
        origin = getattr(part.subject, "origin", None)
        if part.kind in ("article", "standing") and origin and origin.path == one.origin.path:
            return part, _nearest(part, one)
        for placed in nested(part.body):
            if isinstance(placed.block, Figure) and placed.block.name == str(one.origin.path):
                return part, placed
    return None, None


def _nearest(part: Part, one: Finding) -> Placed | None:
    """Return the last block that begins at the line of ``one`` or above it."""
    line = one.origin.line if one.origin else None
    return max(
        _above(part, line) if line else (),
        key=lambda placed: placed.block.origin.line or 0,
        default=None,
    )


def _above(part: Part, line: int) -> Iterator[Placed]:
    for placed in nested(part.body):
        if placed.block.origin.line is not None and placed.block.origin.line <= line:
            yield placed
