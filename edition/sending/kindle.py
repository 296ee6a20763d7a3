"""What a Kindle takes by mail, and what it sends back with no word of why."""

from __future__ import annotations

import io
import re
import zipfile

from langcodes import Language
from lxml import etree

LARGEST = 50_000_000
"""Bytes of a mail to a Kindle (Amazon, "Send to Kindle by e-mail")."""

_MOST = 200_000_000
_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.epub")


def refusal(name: str, epub: bytes, *, travelling: int) -> str | None:
    """Return why a Kindle would not take the file ``name``; ``None`` when it would.

    ``travelling`` is how many bytes the whole mail has. The rules are Amazon's, and those
    that files sent back by it have taught (language, encoding, variables in styles).
    """
    if travelling > LARGEST:
        return f"a mail of {travelling / 1e6:.0f} MB; a Kindle takes 50 MB"
    if not _NAME.fullmatch(name):
        return f'the file name "{name}"; letters, digits and hyphens are safe'
    try:
        with zipfile.ZipFile(io.BytesIO(epub)) as book:
            if sum(entry.file_size for entry in book.infolist()) > _MOST:
                return "a file that unpacks to more than 200 MB"
            return _said_inside(book)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return "a file that is not an EPUB"


def _said_inside(book: zipfile.ZipFile) -> str | None:
    safe = etree.XMLParser(resolve_entities=False, no_network=True)
    for name in book.namelist():
        if name.endswith(".opf"):
            package = etree.fromstring(book.read(name), safe)
            for language in package.iter(_LANGUAGE):
                tag = (language.text or "").strip()
                if not _is_known(tag):
                    return f'the language "{tag}", which a Kindle does not know'
        if name.endswith(".css") and re.search(rb"var\(|[{;]\s*--", book.read(name)):
            return f"variables in the styles, in {name}"
        if name.endswith(".xhtml") and not book.read(name)[:200].lower().count(b"utf-8"):
            return f"{name}, which does not say that it is UTF-8"
    return None


def _is_known(tag: str) -> bool:
    """Whether ``tag`` begins with a language of two letters that there is."""
    try:
        language = Language.get(tag)
    except ValueError:
        return False
    return bool(language.language and len(language.language) == 2 and language.is_valid())
