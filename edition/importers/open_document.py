"""Manuscripts from LibreOffice (.odt), read by odfdo: changes accepted, comments left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree

from .archive import Archive, PackedFile, is_archive, open_archive
from .found import Found, UnreadableError
from .manuscript import Manuscript, Properties, day_in, role_of, story_of
from .sample import Sample
from .selection import Selection

_MIME = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
)
_LEFT_OUT = frozenset((
    "office:annotation", "office:annotation-end", "office:forms", "office:scripts", "style:footer",
    "style:header", "svg:desc", "svg:title", "text:alphabetical-index", "text:bibliography",
    "text:illustration-index", "text:note-citation", "text:ruby-text", "text:sequence-decls",
    "text:table-of-content", "text:tracked-changes", "text:user-field-decls", "text:user-index",
    "text:variable-decls",
))  # fmt: skip
_DEEPEST = 100


def recognises(sample: Sample) -> bool:
    """Say whether ``sample`` is a text of LibreOffice's."""
    return sample.suffix in (".odt", ".ott") and is_archive(sample.head)


def read(sample: Sample, selection: Selection) -> Found:
    """Return the story, or the stories, in a text.

    Raises:
        UnreadableError: it is damaged, locked, or no text.
    """
    archive = open_archive(sample.path, name=sample.name)
    if not archive.has("mimetype") or archive.text("mimetype").strip() not in _MIME:
        raise UnreadableError(
            f"{sample.name} is no text of LibreOffice's.",
            hint="Open it in LibreOffice Writer and save it again as .odt.",
        )
    for member in ("content.xml", "styles.xml", "meta.xml"):
        if archive.has(member):
            archive.xml(member)
    return story_of(_manuscript(sample, archive), selection)


def _manuscript(sample: Sample, archive: Archive) -> Manuscript:
    from odfdo import Document

    try:
        document = Document(BytesIO(sample.path.read_bytes()))
        writer = _Writer(document, archive)
        root = writer.page()
        meta = document.meta
        properties = Properties(
            title=meta.title or None,
            author=meta.initial_creator or meta.creator or None,
            language=_language(document),
            day=day_in(str(meta.date or meta.creation_date or "")[:10]),
        )
    except (UnreadableError, RecursionError, MemoryError):
        raise
    except Exception as error:
        raise UnreadableError(
            f"{sample.name} is damaged or locked and cannot be read.",
            hint="Open it in LibreOffice, save it again as .odt without a password.",
        ) from error
    return Manuscript(sample, root, properties, writer.pictures)


def _language(document: Any) -> str | None:
    found = document.get_language() or ""
    return found if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", found) else None


@dataclass(frozen=True, slots=True)
class _Face:
    """What a style makes of words, as far as a story keeps it."""

    bold: bool = False
    slanted: bool = False
    place: str | None = None
    """``sup`` or ``sub``."""


@dataclass(slots=True)
class _Writer:
    """Writes a text as a web page that names the roles of its paragraphs."""

    document: Any
    archive: Archive
    pictures: dict[str, PackedFile] = field(default_factory=dict)
    notes: list[etree._Element] = field(default_factory=list)
    faces: dict[tuple[str, str], _Face] = field(default_factory=dict)
    roles: dict[str, str | None] = field(default_factory=dict)
    numbered: dict[tuple[str, int], bool] = field(default_factory=dict)

    def page(self) -> etree._Element:
        """Return the whole text, its notes at the end."""
        root = etree.Element("html")
        body = etree.SubElement(root, "body")
        self._blocks(self.document.body, body, 0)
        if self.notes:
            listed = etree.SubElement(body, "ol", {"class": "footnotes"})
            listed.extend(self.notes)
        return root

    def _blocks(self, parent: Any, home: etree._Element, depth: int) -> None:
        if depth > _DEEPEST:
            raise UnreadableError(
                f"{self.archive.name} is nested deeper than any manuscript and was not read.",
                hint="It is damaged, or made to do harm.",
            )
        for child in parent.children:
            match child.tag:
                case tag if tag in _LEFT_OUT:
                    continue
                case "text:p" | "text:h":
                    self._paragraph(child, home, depth)
                case "text:list":
                    self._list(child, home, depth, _text(child, "text:style-name"), 1)
                case "table:table":
                    self._table(child, home, depth)
                case "draw:frame":
                    self._frame(child, home, depth)
                case _:  # a section, an index, a group: what is in it counts
                    self._blocks(child, home, depth + 1)

    def _paragraph(self, source: Any, home: etree._Element, depth: int) -> None:
        role = self._role(_text(source, "text:style-name"))
        name = "p"
        if source.tag == "text:h" and role in (None, "crosshead-1", "crosshead-2"):
            name = f"h{min(6, 1 + int(_text(source, 'text:outline-level') or 1))}"
        elif role is not None and role.startswith("crosshead"):
            name = f"h{1 + int(role[-1])}"
        paragraph = etree.Element(name)
        if role == "quote":
            home = etree.SubElement(home, "blockquote")
        elif role is not None and name == "p":
            paragraph.set("class", f"role-{role}")
        frames: list[Any] = []
        self._words(source, paragraph, frames, depth)
        if "".join(str(one) for one in paragraph.itertext()).strip() or len(paragraph):
            face = self._face("paragraph", _text(source, "text:style-name"))
            home.append(_dressed(paragraph, face))
        for frame in frames:
            self._frame(frame, home, depth + 1)

    def _words(self, source: Any, home: etree._Element, frames: list[Any], depth: int) -> None:
        """Put the words in ``source`` into ``home``; what is anchored among them is collected."""
        if depth > _DEEPEST:
            return
        _put(home, source.text or "")
        for child in source.children:
            match child.tag:
                case tag if tag in _LEFT_OUT:
                    pass
                case "text:s":
                    _put(home, " " * min(50, int(_text(child, "text:c") or 1)))
                case "text:tab":
                    _put(home, " ")
                case "text:line-break":
                    etree.SubElement(home, "br")
                case "text:note":
                    self._note(child, home, depth)
                case "text:a":
                    link = etree.SubElement(home, "a", href=_text(child, "xlink:href"))
                    self._words(child, link, frames, depth + 1)
                case "text:span":
                    face = self._face("text", _text(child, "text:style-name"))
                    inside = home
                    for name in _names(face):
                        inside = etree.SubElement(inside, name)
                    self._words(child, inside, frames, depth + 1)
                case "draw:frame":
                    frames.append(child)
                case _:
                    self._words(child, home, frames, depth + 1)
            _put(home, child.tail or "")

    def _note(self, note: Any, home: etree._Element, depth: int) -> None:
        name = f"footnote-{len(self.notes) + 1}"
        link = etree.SubElement(home, "a", href=f"#{name}")
        link.text = f"[{len(self.notes) + 1}]"
        item = etree.Element("li", id=name)
        self.notes.append(item)
        for part in note.children:
            if part.tag == "text:note-body":
                self._blocks(part, item, depth + 1)

    def _list(self, source: Any, home: etree._Element, depth: int, style: str, level: int) -> None:
        style = _text(source, "text:style-name") or style
        listed = etree.SubElement(home, "ol" if self._is_numbered(style, level) else "ul")
        for child in source.children:
            if child.tag not in ("text:list-item", "text:list-header"):
                continue
            item = etree.SubElement(listed, "li")
            for part in child.children:
                if part.tag == "text:list" and depth < _DEEPEST:
                    self._list(part, item, depth + 1, style, level + 1)
                elif part.tag in ("text:p", "text:h"):
                    self._paragraph(part, item, depth + 1)

    def _table(self, source: Any, home: etree._Element, depth: int) -> None:
        table = etree.SubElement(home, "table")
        for row, header in _rows(source, header=False):
            made = etree.SubElement(table, "tr")
            for cell in row.children:
                if cell.tag != "table:table-cell":
                    continue
                filled = etree.SubElement(made, "th" if header else "td")
                for attribute in ("columns", "rows"):
                    spanned = _text(cell, f"table:number-{attribute}-spanned")
                    if spanned.isdecimal() and 1 < int(spanned) < 100:
                        filled.set(f"{attribute[:3]}span", spanned)
                self._blocks(cell, filled, depth + 1)
                for marked in list(filled.iter("strong")) if header else ():
                    marked.tag = "span"

    def _frame(self, frame: Any, home: etree._Element, depth: int) -> None:
        """Put a picture, or a box of words, where its frame is anchored."""
        if depth > _DEEPEST:
            return
        parts = {child.tag: child for child in reversed(frame.children)}
        image, words = parts.get("draw:image"), parts.get("draw:text-box")
        if image is not None:
            figure = etree.SubElement(home, "p")
            said = [parts[tag].text or "" for tag in ("svg:desc", "svg:title") if tag in parts]
            shown = etree.SubElement(figure, "img", src=self._picture(_text(image, "xlink:href")))
            if any(said):
                shown.set("alt", next(one for one in said if one))
        elif words is not None:
            has_picture = any(True for _ in _descendants(words, "draw:image"))
            box = home if has_picture else etree.SubElement(home, "div", {"class": "role-box"})
            self._blocks(words, box, depth + 1)

    def _picture(self, address: str) -> str:
        member = address.removeprefix("./")
        if self.archive.has(member):
            self.pictures[member] = PackedFile(self.archive, member)
        return member

    def _is_numbered(self, style: str, level: int) -> bool:
        key = (style, level)
        if key not in self.numbered:
            found = self.document.get_style("list", style) if style else None
            levels = [] if found is None else found.children
            self.numbered[key] = any(
                one.tag == "text:list-level-style-number"
                and _text(one, "text:level") == str(level)
                and _text(one, "style:num-format") != ""
                for one in levels
            )
        return self.numbered[key]

    def _role(self, style: str) -> str | None:
        """Return what paragraphs in ``style`` are, by its name or that of the style it is of."""
        if style not in self.roles:
            self.roles[style] = next(
                (role for name in self._ancestry("paragraph", style) if (role := role_of(name))),
                None,
            )
        return self.roles[style]

    def _ancestry(self, family: str, style: str) -> Iterator[str]:
        for _ in range(20):
            found = self.document.get_style(family, style) if style else None
            yield (_text(found, "style:display-name") if found is not None else "") or (
                style.replace("_20_", " ")
            )
            style = "" if found is None else _text(found, "style:parent-style-name")
            if not style:
                return

    def _face(self, family: str, style: str) -> _Face:
        """Return what the words in an unnamed style look like; named ones say what they are."""
        key = (family, style)
        if key not in self.faces:
            found = self.document.get_style(family, style) if style else None
            named = "" if found is None else f"{style} {_text(found, 'style:parent-style-name')}"
            given = (found.get_properties(area="text") if found is not None else None) or {}
            place = str(given.get("style:text-position") or "")
            self.faces[key] = _Face(
                bold=given.get("fo:font-weight") in ("bold", "600", "700", "800", "900")
                or "Strong" in named,
                slanted=given.get("fo:font-style") in ("italic", "oblique") or "Emphasis" in named,
                place="sup" if place.startswith(("super", "33%")) else
                "sub" if place.startswith(("sub", "-33%")) else None,
            )  # fmt: skip
        return self.faces[key]


def _rows(source: Any, *, header: bool) -> Iterator[tuple[Any, bool]]:
    for child in source.children:
        if child.tag == "table:table-row":
            yield child, header
        elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(child, header=child.tag == "table:table-header-rows")


def _descendants(source: Any, tag: str) -> Iterator[Any]:
    for child in source.children:
        if child.tag == tag:
            yield child
        yield from _descendants(child, tag)


def _names(face: _Face) -> Iterator[str]:
    if face.bold:
        yield "strong"
    if face.slanted:
        yield "em"
    if face.place:
        yield face.place


def _dressed(paragraph: etree._Element, face: _Face) -> etree._Element:
    """Return ``paragraph`` with its words bold or slanted where its style makes them so."""
    if paragraph.tag != "p" or paragraph.get("class"):
        return paragraph
    for name in _names(face):
        inner = etree.Element(name)
        inner.text, paragraph.text = paragraph.text, None
        inner.extend(list(paragraph))
        paragraph.append(inner)
    return paragraph


def _put(home: etree._Element, words: str) -> None:
    """Put ``words`` at the end of ``home``, white space as one space."""
    text = re.sub(r"[ \t\r\n]+", " ", words)
    if len(home):
        home[-1].tail = (home[-1].tail or "") + text
    else:
        home.text = (home.text or "") + text


def _text(element: Any, attribute: str) -> str:
    return str(element.get_attribute_string(attribute) or "")
