"""EPUBs of hand-built issues, opened for a look inside."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from edition import epub
from edition.document import Document, assemble
from edition.findings import Finding
from edition.look import find_look
from edition.model import Article, Section
from tests.support import documents

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def document(
    folder: Path, *articles: Article, paper: dict[str, Any] | None = None, **values: Any
) -> Document:
    """Return the document of an issue with ``articles`` in one section."""
    publication = documents.publication(folder, **(paper or {}))
    sections: tuple[Section, ...] = (documents.section("News", *articles),)
    return assemble(publication, documents.issue(folder, *sections, **values))[0]


class Book:
    """A finished EPUB and the findings that came with it."""

    def __init__(
        self,
        document: Document,
        *,
        jobs: int = 1,
        proof: bool = False,
        marks: tuple[Finding, ...] = (),
    ) -> None:
        look = find_look(document.publication, document.issue, proof=proof)
        output, self.findings = epub.render(document, look, jobs=jobs, marks=marks)
        self.output = output
        self.data = output.data
        self.archive = zipfile.ZipFile(io.BytesIO(self.data))

    def codes(self) -> list[str]:
        return [one.code for one in self.findings]

    def text(self, name: str) -> str:
        return self.archive.read(f"EPUB/{name}").decode()

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(f"EPUB/{name}"))

    def package(self) -> etree._Element:
        return self.tree("content.opf")

    def properties(self, name: str) -> list[str]:
        """Return the values of a property of the package's metadata."""
        return [
            one.text or ""
            for one in self.package().iter(f"{OPF}meta")
            if one.get("property") == name
        ]

    def dublin_core(self, name: str) -> list[str]:
        return [one.text or "" for one in self.package().iter(f"{DC}{name}")]


def with_code(findings: tuple[Finding, ...], code: str) -> list[Finding]:
    return [one for one in findings if one.code == code]
