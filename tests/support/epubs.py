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
from edition.page_plan import PagePlan, Place
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
        plan: PagePlan | None = None,
    ) -> None:
        look = find_look(document.publication, document.issue, proof=proof)
        output, self.findings = epub.render(
            document, look, jobs=jobs, marks=marks, plan=lambda: plan
        )
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


def paged(document: Document) -> PagePlan:
    """Return the plan of a paper with several stories a page, and one that goes on at the end.

    Its third page is an advertisement; the fifth begins in the midst of the first story.
    """
    first, second = [part.anchor for part in document.parts if part.kind == "article"][:2]
    places = Place(first), Place(first, 1), Place(second), Place(second), Place(first, 2)
    return PagePlan(5, {first: 1, second: 4}, dict(enumerate(places, start=1)), PAPER)


PAPER = "urn:uuid:8cbd5ae5-4a7f-5d3d-9ac2-5d8a0f5c53f3"
