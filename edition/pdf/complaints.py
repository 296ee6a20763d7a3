"""What the print engine complained of, in an editor's words and with the place to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..document import Document
from ..findings import Finding, finding
from ..look import Look
from ..look.fonts import missing_scripts
from ..look.stylesheets import OUTSIDE
from ..model import Article, Origin
from ..passages import passages
from .description import MISSING, Description
from .engine import Setting
from .fetcher import BASE, Refusal
from .workroom import Remark


def complaints(
    document: Document,
    look: Look,
    description: Description,
    setting: Setting,
    *,
    remarks: tuple[Remark, ...],
) -> Iterator[Finding]:
    """Yield what the engine said while laying out and while writing (``remarks``)."""
    heard = tuple(dict.fromkeys((*setting.remarks, *remarks)))
    unwritten: list[str] = []
    for remark in heard:
        if found := _PICTURE.search(remark.message):
            yield from _picture(found[2], document, description)
        elif found := _FONT.search(remark.message):
            yield from _font(found[1], description)
        elif found := _GLYPH.search(remark.message):
            unwritten.append(found[1])
        elif not _TOLD.search(remark.message):
            yield _other(remark, look, document)
    if unwritten:
        yield _unwritten(tuple(dict.fromkeys(unwritten)), document)
    told = " ".join(remark.message for remark in heard)
    for refusal in setting.refusals:
        if _FONT_FILE.search(refusal.address) or refusal.address in told:
            continue
        yield from _refused(refusal, document, description)


_PICTURE = re.compile(r"^Failed to (?:load image at|render SVG image) (['\"]?)(.+?)\1(?::? |$)")
_FONT = re.compile(r"^Font-face ['\"](.+)['\"] cannot be loaded")
_GLYPH = re.compile(r'^\.notdef glyph rendered .*: "(.+)" \(')
_TOLD = re.compile(r"Failed to load|has no required alt|^(?:Error:|Parse error)")
"""What is told elsewhere: refusals, pictures without alt text, what is no CSS (``look.slips``)."""
_FONT_FILE = re.compile(r"\.(?:ttf|otf|woff2?|eot)(?:[?#]|$)", re.IGNORECASE)


def _picture(address: str, document: Document, description: Description) -> Iterator[Finding]:
    """Yield the picture at ``address``, which the engine could not get or not read."""
    if address.startswith(MISSING):
        return  # told before the pages were made
    origin, part = _place(address, document, description)
    if not OUTSIDE.match(address.removeprefix(BASE)):
        yield finding(
            "PDF-004",
            f"The picture {address.rpartition('/')[2]} is not there or cannot be read.",
            origin=origin,
            hint="Put a sound copy into the folder, or take it out where it is asked for.",
            part=part,
        )
    else:
        yield finding(
            "PDF-004",
            f"The picture {_short(address)} stands outside the publication; it was not fetched.",
            origin=origin,
            hint="Save it in the publication's folder and name it there.",
            part=part,
        )


def _font(family: str, description: Description) -> Iterator[Finding]:
    """Yield the ``@font-face`` of ``family`` that none of its files could be had for."""
    faces = [face for face in _FACE.findall(description.css) if _family(face) == family]
    addresses = [address for face in faces for _, address in _ADDRESS.findall(face)]
    if any(address.startswith(MISSING) for address in addresses):
        return  # told before the pages were made
    yield finding(
        "PDF-004",
        f"The font “{family}” "
        + ("cannot be read." if addresses else "has no file among the publication's."),
        origin=description.asked.get(addresses[0]) if addresses else None,
        hint="Put a TrueType, OpenType or WOFF file into styles/ and name it in src: url().",
    )


_FACE = re.compile(r"@font-face\s*\{([^}]*)\}", re.IGNORECASE)
_ADDRESS = re.compile(r"""url\(\s*(["']?)(.*?)\1\s*\)""")
_FAMILY = re.compile(r"""font-family\s*:\s*["']?([^;"']+?)["']?\s*(?:;|$)""", re.IGNORECASE)


def _family(face: str) -> str:
    found = _FAMILY.search(face)
    return found[1] if found else ""


def _unwritten(characters: tuple[str, ...], document: Document) -> Finding:
    """Return what no font can write; the place is where it is written first."""
    firsts = {one[0] for one in characters}
    words = passages(document)
    origin = next((origin for text, origin in words if not firsts.isdisjoint(text)), None)
    named = ", ".join(f"“{one}”" for one in characters[:CHARACTERS_NAMED])
    more = len(characters) - CHARACTERS_NAMED
    named += f" and {more} more" if more > 0 else ""
    box = "an empty box stands in its place"
    if len(characters) > 1:
        box = "empty boxes stand in their place"
    else:  # Where a terminal cannot show it either, its number can be looked up.
        named += f" (U+{ord(characters[0][0]):04X})"
    scripts = missing_scripts("".join(characters))
    package = next((one.package for one in scripts if one.package), None)
    font = f"install a font for it: pip install {package}" if package else "install a font for it"
    hint = f"Write it in another way, or {font}."
    if origin is None:
        hint += " No story has it: look at the date line, the masthead and the names of sections."
    return finding(
        "TXT-010",
        f"No font at hand can write {named}; {box}.",
        origin=origin,
        hint=hint,
    )


CHARACTERS_NAMED = 10
"""Characters named that no font can write."""


def _other(remark: Remark, look: Look, document: Document) -> Finding:
    if declared := _DECLARED.match(remark.message):
        why = _REASONS.get(declared[2], declared[2])
        return finding(
            "LOOK-003",
            f"The style “{declared[1]}” was left out: {why}.",
            origin=_origin_of_style(look, document, remark.message),
            hint="Take it out or write it in another way; see styles/README.md.",
        )
    if remark.line is not None or _IGNORED.match(remark.message):
        return finding(
            "LOOK-003",
            f"Part of a stylesheet was left out: {_sentence(remark.message)}",
            hint="Look for a misspelt rule, or one the print engine does not know.",
        )
    if found := _CELLS.search(remark.message):
        return finding(
            "PDF-001",
            f"A table has a row with {found[1]} cells more than its other rows; they were left "
            "out.",
            hint="Look for a | too many.",
        )
    return finding("PDF-001", f"The print engine says: {_sentence(remark.message)}")


_DECLARED = re.compile(r"^Ignored `(.+?)` at \d+:\d+, (.+?)\.?$", re.DOTALL)
_REASONS = {
    "unknown property": "the print engine knows no such property",
    "invalid value": "the print engine knows no such value",
}
_IGNORED = re.compile(
    r"^(?:Ignored|Invalid|Deprecated|Unsupported|Unknown|Error|Expected|Parse error|Empty|Missing"
    r"|In counter|@|No source)"
)
_CELLS = re.compile(r"ignored (\d+) cells")
_QUOTED = re.compile(r"`([^`:]+):\s*([^`]*)`")


def _origin_of_style(look: Look, document: Document, message: str) -> Origin | None:
    """Return the file and line of the declaration the engine complained of.

    Where several files have it, the publication's own is meant: ours are without fault.
    """
    quoted = _QUOTED.search(message)
    if quoted is None:
        return None
    name, value = quoted[1].strip(), re.sub(r"\s+", "", quoted[2])
    places: list[tuple[bool, Origin]] = []
    for sheet in look.styles.names():
        path = look.styles.find(sheet)
        if path is None or path.suffix != ".css":
            continue
        own = path.is_relative_to(document.publication.folder)
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if name in line and value in re.sub(r"\s+", "", line):
                places.append((not own, Origin(_told(path, sheet, document), number)))
                break
    return min(places, key=lambda place: place[0])[1] if places else None


def _told(path: Path, sheet: str, document: Document) -> Path:
    folder = document.publication.folder
    return path.relative_to(folder) if path.is_relative_to(folder) else Path("styles") / sheet


def _refused(refusal: Refusal, document: Document, description: Description) -> Iterator[Finding]:
    """Yield an address that is neither a picture's nor a font's and was not served."""
    if refusal.address.startswith(MISSING):
        return
    origin, part = _place(refusal.address, document, description)
    yield finding(
        "PDF-001",
        f"The pages asked for {_short(refusal.address)}, and {refusal.reason}; it was not fetched.",
        origin=origin,
        hint="Take it out of the template, or put the file into the publication's folder.",
        part=part,
    )


# Where an address was written --------------------------------------------------------------------


_ID = re.compile(r'\bid="([^"]+)"')


def _place(
    address: str, document: Document, description: Description
) -> tuple[Origin | None, str | None]:
    """Return the file and line that ask for ``address``, and the part of the issue it is in."""
    if address in description.asked:
        return description.asked[address], None
    pages = description.html
    at = max(pages.find(address), pages.find(f'"{address.removeprefix(BASE)}"'))
    if at < 0:
        return None, None
    for anchor in reversed(_ID.findall(pages, 0, at)):
        for part in document.parts:
            for placed in part.body:
                origin = getattr(placed.block, "origin", None)
                if placed.anchor == anchor and origin is not None:
                    return origin, placed.anchor
            if part.anchor == anchor and isinstance(part.subject, Article):
                return part.subject.origin, anchor
    return None, None


def _short(address: str) -> str:
    return address if len(address) <= 80 else f"{address[:60]}…"


def _sentence(message: str) -> str:
    return re.sub(r" at \d+:\d+", "", message).rstrip(".") + "."
