"""``edition impose``: pages on sheets, for those who print, fold or cut their paper themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..build import JOBS, build
from ..delivery import said_plainly
from ..document import Document
from ..endings import CLEAN, ERRORS
from ..errors import DeliveryError, EditionError, SourceError
from ..press.bindery import Leaves, bound, imposed, leaves
from ..press.imposition import SHEETS, Imposition, Lay, Scheme, impose, lay
from ..shelf import choose
from ..source import find_publication
from ..terminal import Terminal
from .build import UNWRITTEN, default_out, say_findings

NATURAL = "natural"
"""The sheet that is as large as the pages on it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How pages are to be laid on sheets. ``creep`` is the paper's thickness in millimetres."""

    scheme: Scheme = "booklet"
    sheet: str = NATURAL
    creep: float = 0.0
    fit: bool = False
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages to be imposed, where they come from, and what the file is to be called."""

    data: bytes
    out: Path
    backwards: bool


def run(source: str | None, terminal: Terminal, *, wanted: Wanted, out: Path | None = None) -> int:
    """Impose an issue or a PDF and return the exit code: 0 when the file is there."""
    named = Path(source) if source else None
    is_pdf = named is not None and (named.suffix.lower() == ".pdf" or named.is_file())
    pages = _read(named, wanted) if named and is_pdf else _built(source, terminal, wanted)
    if pages is None:
        return ERRORS
    with terminal.step("Laying pages on sheets"):
        like = leaves(pages.data)
        plan = impose(like.pages, wanted.scheme, creep=wanted.creep, backwards=pages.backwards)
        made = imposed(pages.data, plan, _lay(plan, like, wanted))
        target = out or pages.out
        _write(target, made)
    terminal.say(f"{target}: {_told(like, plan, wanted)}\n")
    for line in _remarks(like, plan, wanted):
        terminal.remark(line)
    return CLEAN


def _write(target: Path, data: bytes) -> None:
    """Put the file in its place once it is whole."""
    with said_plainly(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.part")
        try:
            beside.write_bytes(data)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)


def _read(path: Path, wanted: Wanted) -> _Pages:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EditionError(
            f"{path} cannot be read: {(error.strerror or 'no reason given').lower()}.",
            hint="Name a PDF, or the folder of an issue.",
        ) from error
    return _Pages(data, Path.cwd() / f"{path.stem}-{wanted.scheme}.pdf", wanted.backwards)


def _built(issue: str | None, terminal: Terminal, wanted: Wanted) -> _Pages | None:
    """Return the print edition of an issue; ``None`` when errors keep it back."""
    here = Path.cwd()
    choice = choose(issue, here)
    root = find_publication(choice.folder)
    try:
        result = build(choice.folder, ["print"], jobs=JOBS, progress=terminal)
    except SourceError as error:
        if not error.findings:
            raise
        say_findings(error.findings, root, terminal, form="text", ending=UNWRITTEN)
        return None
    if not result.deliverable:
        say_findings(result.findings, root, terminal, form="text", ending=UNWRITTEN)
        return None
    document = result.document
    stem = f"{document.publication.slug}-{document.issue.date.isoformat()}"
    folder = default_out(root, here) / document.issue.date.isoformat()
    data = bound([one.data for one in result.outputs])
    backwards = wanted.backwards or _reads_backwards(document)
    return _Pages(data, folder / f"{stem}-{wanted.scheme}.pdf", backwards)


def _reads_backwards(document: Document) -> bool:
    return any(part.kind == "contents" and part.direction == "rtl" for part in document.parts)


def _lay(plan: Imposition, like: Leaves, wanted: Wanted) -> Lay:
    page = (like.width, like.height)
    if wanted.sheet == NATURAL:
        return Lay(page[0] * plan.across, page[1] * plan.down, 1.0, 0.0, 0.0)
    paper = SHEETS[wanted.sheet]
    found = lay(plan, page, paper, fit=wanted.fit)
    if found is None:
        size = f"{page[0] * plan.across:.0f} × {page[1] * plan.down:.0f} mm"
        holding = [name for name, other in SHEETS.items() if lay(plan, page, other, fit=False)]
        smallest = min(holding, key=lambda name: SHEETS[name][0] * SHEETS[name][1], default=None)
        larger = f"Take --sheet {smallest}, or let" if smallest else "Let"
        raise DeliveryError(
            f"The pages of one side are {size}; {wanted.sheet} is {paper[0]:g} × {paper[1]:g} mm.",
            hint=f"{larger} the pages become smaller: --fit.",
        )
    return found


def _told(like: Leaves, plan: Imposition, wanted: Wanted) -> str:
    sides = len(plan.sides)
    sheets = -(-sides // 2)
    pages = "1 page" if like.pages == 1 else f"{like.pages} pages"
    on = "1 sheet" if sheets == 1 else f"{sheets} sheets"
    lie = _lay(plan, like, wanted)
    sized = "" if abs(lie.size - 1) < 1e-3 else f", at {lie.size * 100:.0f} % of their size"
    return f"{pages} on {on} of {lie.width:.0f} × {lie.height:.0f} mm{sized}."


def _remarks(like: Leaves, plan: Imposition, wanted: Wanted) -> list[str]:
    """Return what whoever stands at the machine should know."""
    said = []
    if wanted.scheme == "booklet":
        said.append("Print both sides, turned on the short edge; fold once, staple in the fold.")
    if plan.white:
        pages = "1 page stays" if plan.white == 1 else f"{plan.white} pages stay"
        said.append(f"{pages} white at the end: the last sheet is not full.")
    if like.uneven:
        listed = ", ".join(str(number) for number in like.uneven[:8])
        said.append(f"Not all pages are of one size; look at page {listed}.")
    return said
