"""Writes an issue as anybody would for a browser: one page, every story in balanced columns."""

from __future__ import annotations

import re
from pathlib import Path

from . import weasyprint_source

_CSS = """
@page { size: 289mm 380mm; margin: 15mm 12mm 18mm }
body { margin: 0; font: 9.2pt/11.5pt "Edition Text"; hyphens: auto; text-align: justify }
h1, h2 { font-family: "Edition Sans"; line-height: 1.1; text-align: start; hyphens: manual }
h1 { font-size: 26pt; margin: 12pt 0 6pt }
h2 { font-size: 10pt; margin: 11.5pt 0 0; break-after: avoid }
p { margin: 0; text-indent: 1em; orphans: 2; widows: 2 }
.body { columns: 5; column-gap: 5mm; column-fill: balance }
figure { margin: 0 0 11.5pt; break-inside: avoid }
figure img { display: block; width: 100% }
figcaption { font: 8pt/11.5pt "Edition Sans"; text-align: start }
"""


def write(issue_folder: Path, folder: Path) -> Path:
    """Write the stories of ``issue_folder`` into ``folder`` as one plain page; return it.

    The words, pictures and typefaces are those of our own pages, the rest is twelve lines
    of CSS: a page of the same size, headlines across it, five balanced columns a story.
    """
    page = weasyprint_source.write(issue_folder, folder)
    html = page.read_text("utf-8")
    head = html[: html.index("<body")]
    stories = re.findall(r"<article .*?</article>", html, re.DOTALL)
    faces = "".join(re.findall(r"@font-face\s*{[^}]*}", (folder / "issue.css").read_text("utf-8")))
    (folder / "issue.css").write_text(faces + _CSS, "utf-8")
    page.write_text(f"{head}<body>{''.join(map(_undressed, stories))}</body></html>", "utf-8")
    return page


def _undressed(story: str) -> str:
    """Return ``story`` without the sizes our layout gave its parts."""
    return re.sub(r' style="[^"]*"', "", story)
