"""Writes what the print edition is set from as plain files, for the ``weasyprint`` command."""

from __future__ import annotations

from pathlib import Path

from edition import source
from edition.document import assemble
from edition.look import find_look
from edition.pdf.description import describe
from edition.pdf.fetcher import BASE


def write(issue_folder: Path, folder: Path) -> Path:
    """Write ``issue.html``, its styles, pictures and fonts into ``folder``; return the page."""
    publication, issue, _ = source.load(issue_folder)
    document, _ = assemble(publication, issue)
    description, _ = describe(document, find_look(publication, issue), edition="print")
    for name, supply in description.supplies.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(supply.data)
    (folder / "issue.css").write_text(description.css.replace(BASE, ""), "utf-8")
    page = folder / "issue.html"
    link = '<link rel="stylesheet" href="issue.css"/></head>'
    html = description.html.replace(BASE, "").replace("</head>", link, 1)
    page.write_text(html, "utf-8")
    return page
