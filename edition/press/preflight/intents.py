"""What a PDF says of itself: the standard it keeps, its metadata, the press it is made for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .values import (
    StreamError,
    entries,
    get,
    identity,
    integer,
    is_stream,
    items,
    name,
    stream_bytes,
    text,
)  # fmt: skip

_MOST_XMP = 20_000_000
_MOST_ICC = 50_000_000
_SPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@dataclass(frozen=True, slots=True)
class OutputIntent:
    """The press a file says it is made for. ``header`` is the embedded profile's, if there is one.

    ``parts`` is how many inks its entry says it has, ``external`` whether the profile is
    elsewhere.
    """

    kind: str
    identifier: str
    condition: str
    info: str
    registry: str
    header: bytes = b""
    parts: int = 0
    key: tuple[int, int] = (0, 0)
    external: bool = False

    @property
    def profile_class(self) -> str:
        """The class of the profile: ``prtr`` for one of a press."""
        return self.header[12:16].decode("latin-1")

    @property
    def profile_space(self) -> str:
        """The colour space of the profile: ``CMYK`` for one of four inks."""
        return self.header[16:20].decode("latin-1")

    @property
    def is_profile(self) -> bool:
        """Whether what is embedded is a profile at all."""
        return len(self.header) == 128 and self.header[36:40] == b"acsp"


@dataclass(frozen=True, slots=True)
class Claims:
    """What a file says of itself. ``xmp`` is ``None`` when it has no metadata that can be read."""

    info: Mapping[str, str]
    xmp: Mapping[str, str] | None
    intents: tuple[OutputIntent, ...]

    @property
    def standard(self) -> str:
        """The standard it says it keeps, as its own words have it; empty for none."""
        said = (self.xmp or {}).get("pdfxid:GTS_PDFXVersion", "")
        old = self.info.get("GTS_PDFXConformance") or self.info.get("GTS_PDFXVersion", "")
        return said or old.strip("()")

    @property
    def press(self) -> tuple[OutputIntent, ...]:
        """The output intents that are for a press."""
        return tuple(one for one in self.intents if one.kind == "GTS_PDFX")


def claims(trailer: Any, root: Any) -> Claims:
    """Read what a file says of itself."""
    info = {}
    for key, value in entries(get(trailer, "/Info")):
        info[key[1:]] = name(value) or text(value)
    listed = tuple(_intent(one) for one in items(get(root, "/OutputIntents")))[:20]
    return Claims(info, _xmp(get(root, "/Metadata")), listed)


def _intent(written: Any) -> OutputIntent:
    profile = get(written, "/DestOutputProfile")
    header = b""
    if is_stream(profile):
        try:
            header = stream_bytes(profile, _MOST_ICC)[:128]
        except StreamError:
            header = b""
    return OutputIntent(
        kind=name(get(written, "/S")),
        identifier=text(get(written, "/OutputConditionIdentifier")),
        condition=text(get(written, "/OutputCondition")),
        info=text(get(written, "/Info")),
        registry=text(get(written, "/RegistryName")),
        header=header,
        parts=integer(get(profile, "/N")),
        key=identity(profile),
        external=get(written, "/DestOutputProfileRef") is not None,
    )


def _xmp(stream: Any) -> Mapping[str, str] | None:
    if not is_stream(stream):
        return None
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        data = stream_bytes(stream, _MOST_XMP)
        tree = etree.fromstring(data, parser)
    except (StreamError, etree.XMLSyntaxError, ValueError):
        return None
    return dict(_properties(tree))


def _properties(tree: Any) -> Iterator[tuple[str, str]]:
    for description in tree.iter(f"{_RDF}Description"):
        for key, value in description.attrib.items():
            yield from _named(key, value)
        for child in description:
            if isinstance(child.tag, str):
                words = [one.strip() for one in child.itertext() if one.strip()]
                yield from _named(child.tag, words[0] if words else "")


def _named(tag: str, value: str) -> Iterator[tuple[str, str]]:
    space, _, local = tag.removeprefix("{").rpartition("}")
    if space in _SPACES:
        yield f"{_SPACES[space]}:{local}", value
