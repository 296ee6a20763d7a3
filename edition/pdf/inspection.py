"""What there is to say about the pages once they are laid out and written."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from ..document import Document
from ..findings import Finding, finding
from ..look import Look
from ..model import Figure, Origin
from .description import MISSING, Description
from .engine import Remark, Setting, Spot
from .flow import Made, printed_width_of
from .shapes import article


def inspect(
    document: Document, look: Look, made: Made, setting: Setting, remarks: tuple[Remark, ...]
) -> tuple[Finding, ...]:
    """Return what is wrong with the pages of ``setting``; ``remarks`` came while writing them."""
    return tuple(
        dict.fromkeys(
            (
                *_headlines(document, setting),
                *_stranded(document, setting),
                *_spilled(document, setting),
                *_small_pictures(made),
                *_remarks(look, document, (*setting.remarks, *remarks)),
                *_refusals(setting),
            )
        )
    )


def white(made: Made, setting: Setting) -> float:
    """Return the millimetres of page left white at the feet of pages, gaps an eye would pass apart.

    The last page may end where it likes.
    """
    page = made.document.publication.page
    live = page.height - page.margins.top - page.margins.bottom
    foot = page.height - page.margins.bottom
    gaps = [foot - filled for filled in setting.filled[:-1]]
    return sum(gap for gap in gaps if gap > live * _GAP) + 500.0 * len(setting.stranded)


_GAP = 0.22
"""The part of a page's height that may be white at its foot before the pages are made again."""


def beyond_castoff(made: Made, setting: Setting, known: Mapping[str, int]) -> Mapping[str, int]:
    """Return by how many lines of one column each story went beyond its cast-off."""
    longer = dict(known)
    line = made.grid.leading / 72 * 25.4
    for story in made.stories():
        if story.form in ("lead", "brief") or story.briefs:
            continue
        high = sum(spot.height for spot in setting.articles.get(story.part.anchor, ())) / line
        over = round(high - story.depth - 0.4)
        columns = made.grid.columns - 2 if story.form == "beside" else story.columns
        if over > 0:
            longer[story.part.anchor] = known.get(story.part.anchor, 0) + over * columns
    return longer if longer != dict(known) else {}


def inspect_fonts(data: bytes, description: Description) -> tuple[Finding, ...]:
    """Return a finding for every font in the PDF that nobody supplied, or that is not in it."""
    import pikepdf

    expected = {name for path in description.fonts for name in _names_of(path)}
    found: list[Finding] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            if not isinstance(one, pikepdf.Dictionary) or one.get("/Type") != "/FontDescriptor":
                continue
            name = str(one.FontName).lstrip("/").rpartition("+")[2]
            embedded = any(key in one for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            if name.casefold() not in expected or not embedded:
                found.append(
                    finding(
                        "PDF-002",
                        f"The pages use the font “{name}”, which is not one of the publication's.",
                        hint="Use the families and styles the publication has; an italic or bold "
                        "that no font file draws is faked by the engine.",
                    )
                )
    return tuple(dict.fromkeys(found))


def inspect_families(setting: Setting, css: str) -> Iterator[Finding]:
    """Yield a finding for every family or slant the styles ask for that no font file draws."""
    drawn = {
        (_declared(rule, "font-family"), _declared(rule, "font-style") in ("italic", "oblique"))
        for rule in _FACE.findall(css)
    }
    families = {family for family, _ in drawn}
    for family, slanted in sorted(setting.faces):
        if family not in families:
            yield finding(
                "PDF-002",
                f"The styles ask for the font “{family}”, which nobody supplied; another stands "
                "in its place.",
                hint="Name one of the publication's families first, or add its file with "
                "@font-face.",
            )
        elif slanted and (family, True) not in drawn:
            yield finding(
                "PDF-002",
                f"The styles ask for an italic of “{family}”, which has none.",
                hint="Set it upright, or in a family that has an italic.",
            )


_FACE = re.compile(r"@font-face\s*\{([^}]*)\}")


def _declared(rule: str, name: str) -> str:
    found = re.search(rf"{name}\s*:\s*([^;]+)", rule)
    return found[1].strip().strip("\"'") if found else ""


def _names_of(path: Path) -> Iterator[str]:
    """Yield the names the engine may give to the face in ``path``, in lower case."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        names = {
            (entry.nameID): str(entry) for entry in font["name"].names if entry.nameID in _NAMES
        }
        italic = bool(font["OS/2"].fsSelection & 1)
        weight = int(font["OS/2"].usWeightClass)
    for family in {names.get(16), names.get(1)} - {None}:
        plain = str(family).replace(" ", "-").casefold()
        for cut in _CUTS.get(weight, ("",)):
            yield "-".join(part for part in (plain, cut, "italic" if italic else "") if part)
    if 6 in names:
        yield names[6].casefold()


_NAMES = (1, 6, 16)
_CUTS = {
    100: ("thin",),
    200: ("ultra-light", "extra-light"),
    300: ("light",),
    400: ("", "regular"),
    500: ("medium",),
    600: ("semi-bold", "semibold", "demi-bold"),
    700: ("bold",),
    800: ("ultra-bold", "extra-bold", "ultrabold"),
    900: ("heavy", "black"),
}


def _headlines(document: Document, setting: Setting) -> Iterator[Finding]:
    most = document.publication.headline_lines
    for part in document.parts:
        lines = setting.headlines.get(part.anchor, 0)
        if part.kind == "article" and lines > most:
            story = article(part)
            yield finding(
                "TXT-005",
                f"The headline “{_plain(story.print_headline or story.headline)}” takes {lines} "
                f"lines; {most} are allowed.",
                origin=story.origin,
                hint="Shorten it, or give the story a print_headline.",
                part=part.anchor,
            )


def _stranded(document: Document, setting: Setting) -> Iterator[Finding]:
    for anchor in setting.stranded:
        part = next((one for one in document.parts if one.anchor == anchor), None)
        if part is None:
            continue
        page = setting.anchors[anchor].page
        yield finding(
            "PDF-003",
            f"The headline “{part.title}” stands at the foot of page {page} without its story.",
            origin=article(part).origin,
            hint="Cut a few lines before it, or move the story.",
            part=anchor,
        )


def _spilled(document: Document, setting: Setting) -> Iterator[Finding]:
    pages: dict[int, Spot] = {}
    for spot in setting.spilled:
        pages.setdefault(spot.page, spot)
    for page in pages:
        anchor = _anchor_above(setting, pages[page], document)
        part = next((one for one in document.parts if one.anchor == anchor), None)
        yield finding(
            "PDF-005",
            f"Text on page {page} does not fit: it runs over the edge"
            + (f" of “{part.title}”." if part else "."),
            origin=article(part).origin if part and part.kind == "article" else None,
            hint="Look for a table or a word wider than its column, or shorten the contents.",
            part=anchor,
        )


def _anchor_above(setting: Setting, spot: Spot, document: Document) -> str | None:
    """Return the article that stands nearest above ``spot`` on its page."""
    near: tuple[float, str] | None = None
    for part in document.parts:
        place = setting.anchors.get(part.anchor)
        if part.kind != "article" or place is None or place.page != spot.page:
            continue
        if place.top <= spot.top + 1 and (near is None or place.top > near[0]):
            near = (place.top, part.anchor)
    return near[1] if near else None


def _small_pictures(made: Made) -> Iterator[Finding]:
    least = made.document.publication.pictures.print_ppi
    for story, placed in made.figures():
        figure = placed.block
        assert isinstance(figure, Figure)
        if figure.picture is None or figure.picture.kind == "svg":
            continue
        width = printed_width_of(made, story, placed)
        ppi = figure.picture.resolution(width)
        if ppi < least:
            yield finding(
                "PIC-003",
                f"The picture {figure.name} is printed {width:.0f} mm wide at {ppi:.0f} pixels "
                f"an inch; {least:.0f} are needed.",
                origin=figure.origin,
                hint=f"Find it {round(width / 25.4 * least)} pixels wide, or print it smaller.",
                part=placed.anchor,
            )


_TOLD = re.compile(r"Failed to load|cannot be loaded|has no required alt")
"""What is told elsewhere: refusals, missing fonts, pictures without alt text."""

_IGNORED = re.compile(r"^(?:Ignored|Invalid|Deprecated|Unsupported|Unknown|Error|Expected)")
_QUOTED = re.compile(r"`([^`:]+):\s*([^`]*)`")


def _remarks(look: Look, document: Document, remarks: tuple[Remark, ...]) -> Iterator[Finding]:
    for remark in remarks:
        if _TOLD.search(remark.message):
            continue
        if remark.line is not None or _IGNORED.match(remark.message):
            yield finding(
                "LOOK-003",
                f"A style was left out: {_sentence(remark.message)}",
                origin=_origin_of_style(look, document, remark.message),
                hint="The engine knows no such property or value; see styles/README.md.",
            )
        else:
            yield finding("PDF-001", f"The print engine says: {_sentence(remark.message)}")


def _origin_of_style(look: Look, document: Document, message: str) -> Origin | None:
    """Return the file and line a declaration the engine complained of was written in."""
    quoted = _QUOTED.search(message)
    if quoted is None:
        return None
    name, value = quoted[1].strip(), re.sub(r"\s+", "", quoted[2])
    for sheet in look.styles.names():
        path = look.styles.find(sheet)
        if path is None or path.suffix != ".css":
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if name in line and value in re.sub(r"\s+", "", line):
                return Origin(_told(path, sheet, document), number)
    return None


def _told(path: Path, sheet: str, document: Document) -> Path:
    folder = document.publication.folder
    return path.relative_to(folder) if path.is_relative_to(folder) else Path("styles") / sheet


def _refusals(setting: Setting) -> Iterator[Finding]:
    for refusal in setting.refusals:
        if refusal.address.startswith(MISSING):
            continue  # told before the pages were made
        yield finding(
            "PDF-001",
            f"The pages asked for {refusal.address}, and {refusal.reason}; it was not fetched.",
            hint="Put the file into the publication's folder.",
        )


def _sentence(message: str) -> str:
    return re.sub(r" at \d+:\d+", "", message).rstrip(".") + "."


def _plain(text: Markup) -> str:
    return str(text.striptags())
