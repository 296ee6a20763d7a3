"""A finished EPUB opened again: what is in it, and whether addresses lead anywhere."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree

from .package import FOLDER, PACKAGE

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
XML = "{http://www.w3.org/XML/1998/namespace}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"

WEB = frozenset({"http", "https"})
SCHEMES = WEB | {"mailto", "tel"}
"""What a link may lead to outside the EPUB; a check warns of schemes it does not know."""

PARSED = frozenset({"application/xhtml+xml", "application/x-dtbncx+xml", "image/svg+xml"})

# Sets of what is not allowed: wide ranges of what is take long to compile.
_FORBIDDEN = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f-\x9f]')
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NO_LETTER = r"\x00-,./:-@\[-^`{-\xa0"
_LABEL = rf"[^{_NO_LETTER}\-](?:[^{_NO_LETTER}]*[^{_NO_LETTER}\-])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?\Z|\[[0-9A-Fa-f:.]+\]\Z")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\Z")


@dataclass(frozen=True, slots=True)
class Opened:
    """The files of an EPUB by their path inside the package's folder."""

    archive: zipfile.ZipFile
    package: etree._Element
    types: dict[str, str]
    """Media types, as the manifest has them."""
    trees: dict[str, etree._Element]
    broken: dict[str, str]
    """Why a file that should be XML is none."""
    ids: dict[str, frozenset[str]]

    def read(self, name: str) -> bytes:
        return self.archive.read(f"{FOLDER}/{name}")

    def astray(self, name: str, address: str, *, link: bool) -> str | None:
        """Return why ``address``, standing in ``name``, leads nowhere; ``None`` when it leads.

        A ``link`` may leave the EPUB, anything else may not.
        """
        split = _split(address)
        if split is None:
            return f"“{address}” is not a valid address"
        if split.scheme or split.netloc:
            return _outside(address, split) if link else f"“{address}” is outside the EPUB"
        path, _, fragment = address.partition("#")
        target = joined(name, unquote(path)) if path else name
        if target not in self.types:
            return f"“{address}” is not in the EPUB"
        if fragment and target in self.ids and unquote(fragment) not in self.ids[target]:
            return f"“{address}” names a place that is not there"
        return None


def opened(data: bytes) -> Opened:
    """Return the EPUB ``data`` with its manifest read and its XML parsed.

    Raises:
        ValueError: the archive or the package document cannot be read at all.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        package = parsed(archive.read(PACKAGE))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise ValueError(str(error)) from error
    types = {
        unquote(item.get("href", "")): item.get("media-type", "")
        for item in package.iter(f"{OPF}item")
    }
    trees: dict[str, etree._Element] = {}
    broken: dict[str, str] = {}
    there = set(archive.namelist())
    for name, media_type in types.items():
        if media_type in PARSED and f"{FOLDER}/{name}" in there:
            try:
                trees[name] = parsed(archive.read(f"{FOLDER}/{name}"))
            except etree.XMLSyntaxError as error:
                broken[name] = str(error)
    ids = {name: frozenset(ids_in(tree)) for name, tree in trees.items()}
    return Opened(archive, package, types, trees, broken, ids)


def parsed(data: bytes) -> etree._Element:
    """Return the root of an XML file; entities and outside files are not followed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    return etree.fromstring(data, parser)


def ids_in(tree: etree._Element) -> tuple[str, ...]:
    """Return every id in ``tree``, repeats included."""
    return tuple(one.get("id", "") for one in tree.iter() if one.get("id") is not None)


def joined(name: str, path: str) -> str:
    """Return ``path`` as seen from the file ``name``, relative to the package's folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def valid(address: str) -> bool:
    """Return whether ``address`` may stand in a page as a link, wherever it leads."""
    split = _split(address)
    return split is not None and (
        not (split.scheme or split.netloc) or _outside(address, split) is None
    )


def _split(address: str) -> SplitResult | None:
    if _FORBIDDEN.search(address) or _BARE_PERCENT.search(address) or address.count("#") > 1:
        return None
    if any("\ud7ff" < one < "\uf900" for one in address):  # surrogates and private signs
        return None
    try:
        split = urlsplit(address)
        split.port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        return None
    return split


def _outside(address: str, split: SplitResult) -> str | None:
    scheme = split.scheme.lower()
    if scheme not in SCHEMES:
        return f"“{address}” is an address reading systems do not know"
    if scheme in WEB:
        host = split.netloc.rpartition("@")[2]
        host = host if host.startswith("[") and host.endswith("]") else re.sub(r":\d*\Z", "", host)
        outside_path = split.path + split.query
        if not _HOST.match(host) or "[" in outside_path or "]" in outside_path:
            return f"“{address}” is not a valid address"
    if scheme == "mailto" and split.path and not _MAIL.match(split.path):
        return f"“{address}” is not a valid address"
    return None
