"""Manuscripts from Word (.docx), read by mammoth: changes accepted, comments left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any

from lxml import etree

from .archive import Archive, PackedFile, is_archive, open_archive
from .found import Found, UnreadableError
from .html_tree import read_tree
from .manuscript import Manuscript, Properties, day_in, role_of, story_of
from .sample import Sample
from .selection import Selection

_MAIN = "word/document.xml"
_OLD = b"\xd0\xcf\x11\xe0"
"""How files of Word before 2007 begin, and locked ones of every age."""
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_STYLES = "\n".join(
    [
        *(f"p[style-name='role {role}'] => p.role-{role}:fresh" for role in (
            "headline", "kicker", "standfirst", "byline", "dateline", "caption", "credit", "box",
            "box-title", "pull", "question", "answer", "aside", "date",
        )),
        "p[style-name='role quote'] => blockquote > p:fresh",
        *(f"p[style-name='role crosshead-{level}'] => h{level + 1}:fresh" for level in (1, 2)),
        "r[style-name='Strong'] => strong", "r[style-name='Emphasis'] => em",
        "u => u", "strike => s",
    ]
)  # fmt: skip


def recognises(sample: Sample) -> bool:
    """Say whether ``sample`` is a document of Word's, of today or of before 2007."""
    if sample.suffix == ".doc":
        return sample.head.startswith(_OLD)
    return sample.suffix in (".docx", ".docm", ".dotx") and (
        is_archive(sample.head) or sample.head.startswith(_OLD)
    )


def read(sample: Sample, selection: Selection) -> Found:
    """Return the story, or the stories, in a document.

    Raises:
        UnreadableError: it is damaged, locked, or in the form of before 2007.
    """
    if sample.head.startswith(_OLD):
        raise UnreadableError(
            f"{sample.name} is locked, or in the form Word had before 2007.",
            hint="Open it in Word or LibreOffice and save it as .docx, without a password.",
        )
    archive = open_archive(sample.path, name=sample.name)
    if not archive.has(_MAIN):
        raise UnreadableError(
            f"{sample.name} is no document of Word's: it has no text in it.",
            hint="Open it in Word and save it again as .docx.",
        )
    for member in sorted(archive.members):
        if member.endswith((".xml", ".rels")):
            archive.xml(member)
    return story_of(_manuscript(sample, archive), selection)


def _manuscript(sample: Sample, archive: Archive) -> Manuscript:
    import mammoth  # type: ignore[import-untyped]

    pictures: dict[str, PackedFile] = {}
    media = _media(archive)

    def picture(image: Any) -> dict[str, str]:
        with image.open() as file:
            data = file.read()
        member = media.get(sha256(data).digest())
        key = f"picture-{len(pictures) + 1}"
        if member is not None:
            key = member
            pictures[key] = PackedFile(archive, member)
        return {"src": key}

    try:
        result = mammoth.convert_to_html(
            BytesIO(sample.path.read_bytes()),
            style_map=_STYLES,
            transform_document=_with_roles,
            convert_image=mammoth.images.img_element(picture),
            external_file_access=False,
            include_embedded_style_map=False,
        )
    except (RecursionError, MemoryError):
        raise
    except Exception as error:
        raise UnreadableError(
            f"{sample.name} is damaged and cannot be read.",
            hint="Open it in Word, save it again as .docx, and import that.",
        ) from error
    # A call of a note is raised by the styles, not by the words.
    words = re.sub(r'<sup>(<a href="#(?:foot|end)note-[^<]*</a>)</sup>', r"\1", result.value)
    root = read_tree(f"<html><body>{words}</body></html>", name=sample.name)
    return Manuscript(sample, root, _properties(archive), pictures)


def _media(archive: Archive) -> Mapping[bytes, str]:
    """Return the names of the pictures in ``archive`` by the SHA-256 of their bytes."""
    found: dict[bytes, str] = {}
    for member in sorted(archive.members):
        if member.startswith("word/media/"):
            try:
                found.setdefault(sha256(PackedFile(archive, member).read()).digest(), member)
            except OSError:
                continue
    return found


def _with_roles(document: Any) -> Any:
    import mammoth

    return mammoth.transforms.paragraph(_with_role)(document)


def _with_role(paragraph: Any) -> Any:
    """Return ``paragraph`` under a style of ours, when its style says what it is."""
    role = role_of(paragraph.style_name or "")
    if role is None:
        return paragraph
    return paragraph.copy(style_id=None, style_name=f"role {role}")


def _properties(archive: Archive) -> Properties:
    """Return what the document says of itself (ISO/IEC 29500-2, 10: core properties)."""
    core = _tree(archive, "docProps/core.xml")
    said = {} if core is None else {one.tag: (one.text or "").strip() for one in core}
    return Properties(
        title=said.get(f"{_DUBLIN_CORE}title") or None,
        author=said.get(f"{_DUBLIN_CORE}creator") or None,
        language=said.get(f"{_DUBLIN_CORE}language") or _language(archive),
        day=day_in(said.get(f"{_TERMS}modified") or said.get(f"{_TERMS}created") or ""),
    )


def _language(archive: Archive) -> str | None:
    """Return the language the document's words are marked with as a whole."""
    styles = _tree(archive, "word/styles.xml")
    if styles is None:
        return None
    defaults = styles.find(f"{_WORD}docDefaults")
    marked = None if defaults is None else defaults.find(f".//{_WORD}lang")
    found = "" if marked is None else marked.get(f"{_WORD}val") or ""
    return found if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", found) else None


def _tree(archive: Archive, member: str) -> etree._Element | None:
    if not archive.has(member):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(archive.xml(member), parser)
    except etree.XMLSyntaxError:
        return None
