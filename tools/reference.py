"""Writes the three pages of reference in docs/ from the program itself.

``python tools/reference.py`` writes ``docs/commands.md``, ``docs/findings.md`` and
``docs/preflight.md``; a test compares them with what it would write.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main
from typer.testing import CliRunner

from edition.checks.waivers import STRUCTURAL
from edition.cli import app
from edition.findings import RULES

DOCS = Path(__file__).parent.parent / "docs"
WIDTH = 90

FAMILIES = {
    "SRC": "The editor's files",
    "TXT": "Words",
    "PIN": "Pages and pins",
    "ADS": "Advertisements",
    "REF": "Links",
    "PIC": "Pictures and their words",
    "LOOK": "Templates and styles",
    "EPUB": "The EPUB",
    "PDF": "The print edition and the replica",
    "PRF": "The printer's demands",
    "PRS": "The file for the printer (preflight.md says more)",
    "PLN": "Make-up",
    "IMP": "What comes from elsewhere",
    "CAT": "The catalogue on the web",
    "WAIVE": "Waivers",
}


def commands() -> str:
    """Return the page of commands: what ``--help`` says, one heading a command."""
    names = sorted(names_of(typer.main.get_command(app)))
    lines = ["# Commands", "", "Written by `python tools/reference.py`.", ""]
    for name in ("", *names):
        command = f"edition {name}".strip()
        lines += [f"## `{command}`", "", "```text", help_of(name), "```", ""]
    return "\n".join(lines)


def names_of(command: Any, above: str = "") -> Iterator[str]:
    """Yield the names of all commands below ``command``, groups before what is in them."""
    for name, below in getattr(command, "commands", {}).items():
        yield f"{above}{name}"
        yield from names_of(below, f"{above}{name} ")


def help_of(name: str) -> str:
    arguments = [*name.split(), "--help"]
    runner = CliRunner(env={"COLUMNS": str(WIDTH), "TERMINAL_WIDTH": str(WIDTH)})
    result = runner.invoke(app, arguments, prog_name="edition")
    return result.output.strip()


def findings() -> str:
    """Return the page of findings: every code, how grave it is, what it is about."""
    lines = [
        "# Findings",
        "",
        "Written by `python tools/reference.py`. An error keeps files back, a warning should be",
        "read, a note may be. A code keeps its meaning for ever. Findings that a publication can",
        "live with are waived in `publication.toml`, with a reason; those marked `*` cannot be.",
        "",
    ]
    for family, title in FAMILIES.items():
        lines += [f"## {title}", "", "| code | severity | what was found |", "|---|---|---|"]
        lines += [
            f"| {code}{'*' if code in STRUCTURAL else ''} | {rule.severity.name.lower()}"
            f" | {rule.title} |"
            for code, rule in RULES.items()
            if code.startswith(f"{family}-")
        ]
        lines.append("")
    return "\n".join(lines)


PARTS = (
    ("The file", "file"),
    ("Pages", "pages"),
    ("Colours and transparency", "colours"),
    ("Overprinting", "overprint"),
    ("Type and lines", "lettering"),
    ("Pictures and ink", "pictures"),
)
"""The modules of the preflight's rules, and what they are about."""


def preflight() -> str:
    """Return the page of the preflight: every rule, where it is written, what to do."""
    from importlib import import_module

    from edition.press.preflight.rules.kinds import Rule as PreflightRule

    lines = [(DOCS / "preflight" / "beginning.md").read_text("utf-8").rstrip(), ""]
    for title, name in PARTS:
        module = import_module(f"edition.press.preflight.rules.{name}")
        rules = sorted(
            (one for one in vars(module).values() if isinstance(one, PreflightRule)),
            key=lambda one: one.code,
        )
        lines += [f"## {title}", ""]
        for one in rules:
            known = RULES[one.code]
            asks = ((one.on_page or one.on_file).__doc__ or "").strip().splitlines()[0]  # type: ignore[union-attr]
            limit = f" Its numbers: {one.limit}." if one.limit else ""
            lines += [
                f"### {one.code}: {known.title}",
                "",
                f"*{known.severity.name.capitalize()}.* {asks}{limit} Source: {one.source}.",
                "",
                f"What to do: {one.do}",
                "",
            ]
    return "\n".join(lines)


PAGES = {"commands.md": commands, "findings.md": findings, "preflight.md": preflight}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")
