"""Turns an issue folder into what pandoc reads: the same words and pictures, one file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from edition import source
from edition.model import Issue

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_BOX = re.compile(r"^::: *(\w+) *(.*)$", re.MULTILINE)


def write(issue_folder: Path, folder: Path) -> Path:
    """Write ``issue.md`` and its pictures into ``folder`` and return the file."""
    _, issue, _ = source.load(issue_folder)
    folder.mkdir(parents=True, exist_ok=True)
    pictures = folder / "images"
    if not pictures.exists():
        shutil.copytree(issue_folder / "images", pictures)
    text = folder / "issue.md"
    text.write_text(_text(issue, issue_folder), "utf-8")
    return text


def _text(issue: Issue, issue_folder: Path) -> str:
    head = {"title": f"The Forme, {issue.date:%d %B %Y}", "lang": "en-GB", "date": str(issue.date)}
    parts = ["---\n" + yaml.safe_dump(head) + "---\n"]
    for section in issue.sections:
        parts.append(f"# {section.title}\n")
        for article in section.articles:
            raw = (issue_folder / f"{article.slug}.md").read_text("utf-8")
            body = _FRONT_MATTER.sub("", raw)
            body = re.sub(r"^## ", "### ", body, flags=re.MULTILINE)
            body = _BOX.sub(r"::: {.\1}\n**\2**\n", body)
            body = re.sub(r"!\[(.*?)\]\((?!images/)([^/)\s]+)", r"![\1](images/\2", body)
            body = re.sub(r"\[\^(\w+)\]", rf"[^{article.slug}-\1]", body)
            parts.append(f"## {article.headline}\n\n{body}\n")
    return "\n\n".join(parts)
