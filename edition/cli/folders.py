"""Commands about folders and what is in them: new, init, look, schema."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ..terminal import Terminal
from .application import app
from .arguments import IssueArgument, day_of, spoken


@app.command(
    epilog="""\b
Example:
  edition new 2026-03-13                 issues/2026-03-13 with the next number"""
)
def new(
    day: Annotated[
        date,
        typer.Argument(
            metavar="DATE",
            parser=day_of,
            help="The day it comes out, such as 2026-03-13.",
            show_default=False,
        ),
    ],
) -> None:
    """Start the next issue of a publication."""

    def command(terminal: Terminal) -> int:
        from ..commands.new import run

        return run(day, terminal)

    spoken(command)


@app.command(
    epilog="""\b
Examples:
  edition init mypaper
  edition init harbour-news --name "The Harbour News" --language en-GB"""
)
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder to make.", show_default=False)
    ],
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="NAME", help="The paper's name.", show_default="the folder's name"
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", metavar="CODE", help="The language it is written in.")
    ] = "en-GB",
    day: Annotated[
        date | None,
        typer.Option(
            "--date",
            metavar="DATE",
            parser=day_of,
            help="The day the first issue comes out, such as 2026-03-13.",
            show_default="today",
        ),
    ] = None,
) -> None:
    """Start a publication that builds at once."""

    def command(terminal: Terminal) -> int:
        from ..commands.init import run

        first = day or date.today()
        return run(folder, terminal, name=name, language=language, day=first)

    spoken(command)


@app.command(
    epilog="""\b
Examples:
  edition look                           every file in use and where it is from
  edition look --copy parts/article.xhtml.j2
  edition look --diff parts/article.xhtml.j2

The first folder that has a name wins: the issue, the publication, the shared files. Try the
values in publication.toml and the rules in styles/publication.css before you copy a file."""
)
def look(
    issue: IssueArgument = None,
    copy: Annotated[
        str | None,
        typer.Option(
            "--copy",
            metavar="FILE",
            help="Copy a shared file into the publication (or into ISSUE, when it is named).",
        ),
    ] = None,
    diff: Annotated[
        str | None,
        typer.Option(
            "--diff", metavar="FILE", help="Show what your file changes in the shared one."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="List as JSON.")] = False,
) -> None:
    """List the templates and styles in use, or copy one."""

    def command(terminal: Terminal) -> int:
        from ..commands.look import run

        return run(issue, terminal, copy=copy, diff=diff, as_json=as_json)

    spoken(command)


@app.command(
    epilog="""\b
Example:
  edition schema schemas                 then, first in publication.toml:
                                         #:schema schemas/publication.schema.json"""
)
def schema(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write them.", show_default=False)
    ],
) -> None:
    """Write JSON Schemas of the settings files."""

    def command(terminal: Terminal) -> int:
        from ..commands.schema import run

        return run(folder, terminal)

    spoken(command)
